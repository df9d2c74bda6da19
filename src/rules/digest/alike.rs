//! Which of very many outcomes are nearly the same, without comparing all pairs.
//!
//! Each outcome's sketch is dealt into bins; the least hash of a bin stays. Two texts agree in a bin about
//! as often as they share their runs of characters, so texts that are much alike share two
//! neighbouring bins somewhere nearly always, and only those that do are looked at.

use std::collections::HashSet;

use super::Digest;
use crate::form::Key;

/// Bins of a signature.
const BINS: usize = 16;
/// Hashes a sketch needs to be compared.
const LEAST: usize = 24;
/// Neighbours looked at on either side among the texts that share two bins: in a large crowd of copies
/// any of them will do.
const NEAR: usize = 6;

/// What [`nearest`] needs of a report: where it belongs, and the bins.
#[derive(Debug, Clone, Copy)]
struct Signature {
    unit_and_year: u32,
    unit_and_project: u32,
    bins: [u32; BINS],
}

/// The signature of a report, packed; empty where the outcome is too short to be compared.
pub fn signature(key: &Key, digest: &[u8]) -> Vec<u8> {
    let Some(digest) = Digest::decode(digest).filter(|digest| digest.outcome.len() >= LEAST) else {
        return Vec::new();
    };
    let mut bins = [u32::MAX; BINS];
    for hash in &digest.outcome {
        let mixed = mix(u64::from(*hash));
        let at = usize::try_from(mixed).unwrap_or_default() % BINS;
        let low = u32::try_from(mixed >> 32).unwrap_or_default();
        if let Some(bin) = bins.get_mut(at) {
            *bin = low.min(*bin);
        }
    }
    let year = key.year.map_or_else(String::new, |year| year.to_string());
    let places = [text(&key.unit, &year), text(&key.unit, &key.project)];
    let numbers = places.into_iter().chain(bins);
    numbers.flat_map(u32::to_le_bytes).collect()
}

impl Signature {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut numbers = bytes
            .chunks_exact(4)
            .filter_map(|four| Some(u32::from_le_bytes(four.try_into().ok()?)));
        let (unit_and_year, unit_and_project) = (numbers.next()?, numbers.next()?);
        let mut bins = [0; BINS];
        for bin in &mut bins {
            *bin = numbers.next()?;
        }
        Some(Self {
            unit_and_year,
            unit_and_project,
            bins,
        })
    }

    /// A key for each pair of neighbouring bins that hold something.
    fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        (0_u64..)
            .zip(self.bins.chunks_exact(2))
            .filter_map(|(at, pair)| match pair {
                [a, b] if *a != u32::MAX && *b != u32::MAX => {
                    Some(mix(mix(u64::from(*a) ^ at << 32) ^ u64::from(*b)))
                }
                _ => None,
            })
    }

    /// In how many bins two texts agree; none where other rules compare them already: within a unit
    /// and year, and within a project over the years.
    fn agrees(&self, other: &Self) -> usize {
        if self.unit_and_year == other.unit_and_year
            || self.unit_and_project == other.unit_and_project
        {
            return 0;
        }
        let pairs = self.bins.iter().zip(&other.bins);
        pairs.filter(|(a, b)| a == b && **a != u32::MAX).count()
    }
}

/// For each report asked about, the one elsewhere whose outcome is most like its own, if any may be:
/// the two texts themselves are still to be compared.
pub fn nearest(signatures: &[(i64, Vec<u8>)], asked: &HashSet<i64>) -> Vec<(i64, i64)> {
    let read: Vec<(i64, Signature)> = signatures
        .iter()
        .filter_map(|(id, bytes)| Some((*id, Signature::read(bytes)?)))
        .collect();
    let mut holders: Vec<(u64, u32)> = Vec::with_capacity(read.len() * BINS / 2);
    for (at, (_, signature)) in (0..).zip(&read) {
        holders.extend(signature.keys().map(|key| (key, at)));
    }
    holders.sort_unstable();
    let of = |at: u32| read.get(usize::try_from(at).ok()?);
    let mut best: Vec<(usize, i64)> = vec![(0, 0); read.len()];
    for group in holders.chunk_by(|a, b| a.0 == b.0) {
        for (place, (_, at)) in group.iter().enumerate() {
            let Some((_, own)) = of(*at).filter(|(id, _)| asked.contains(id)) else {
                continue;
            };
            let from = place.saturating_sub(NEAR);
            for (_, other) in group.iter().skip(from).take(2 * NEAR + 1) {
                let Some((id, signature)) = of(*other).filter(|_| other != at) else {
                    continue;
                };
                let candidate = (own.agrees(signature), *id);
                let slot = usize::try_from(*at).ok().and_then(|at| best.get_mut(at));
                if let Some(known) = slot.filter(|known| candidate.0 > known.0) {
                    *known = candidate;
                }
            }
        }
    }
    read.iter()
        .zip(best)
        .filter(|(_, (agreed, _))| *agreed > 1)
        .map(|((id, _), (_, other))| (*id, other))
        .collect()
}

/// A finisher: all bits of the result depend on all of the number.
const fn mix(number: u64) -> u64 {
    let mixed = (number ^ (number >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 32)
}

fn text(a: &str, b: &str) -> u32 {
    let bytes = a.bytes().chain([0]).chain(b.bytes());
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    u32::try_from(mix(sum) >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::form;
    use super::*;

    fn signed(unit: &str, project: &str, year: i32, outcome: &str) -> Vec<u8> {
        let report = form().named(project, unit, year).outcome(outcome).0;
        signature(&report.key(), &super::super::digest(&report))
    }

    #[test]
    fn a_copy_elsewhere_is_found_among_other_texts() {
        let text = "全年累计开展路面巡查三百二十次，修补坑槽四百一十处，清理边沟十八公里，更换标志标牌二十六块，安全隐患整改到位。";
        let other = "组织技能培训八期，参训学员四百余人，结业考试通过率百分之九十六，推荐就业三百一十人，学员回访满意，设施保持完好。";
        let signatures = vec![
            (1, signed("甲", "东线养护", 2024, text)),
            (
                2,
                signed(
                    "乙",
                    "公路养护",
                    2023,
                    &text.replace("十八公里", "二十公里"),
                ),
            ),
            (3, signed("丙", "培训", 2024, other)),
            // The same unit and year, and the same project: for other rules.
            (4, signed("甲", "西线养护", 2024, text)),
            (5, signed("甲", "东线养护", 2023, text)),
        ];
        let asked = HashSet::from([1, 3]);
        assert_eq!(nearest(&signatures, &asked), [(1, 2)]);
    }

    #[test]
    fn short_texts_and_damaged_signatures_are_passed_over() {
        assert_eq!(
            signed("甲", "养护", 2024, "已按计划全部完成。"),
            Vec::<u8>::new()
        );
        let signatures = vec![(1, vec![1, 2, 3]), (2, Vec::new())];
        assert_eq!(nearest(&signatures, &HashSet::from([1, 2])), []);
    }
}
