//! Which of very many narratives are nearly the same, without comparing all pairs.
//!
//! Each narrative's sketch is dealt into bins; of the least hash of a bin some bits stay. Two texts
//! agree in a bin about as often as they share their runs of characters, so texts that are much alike
//! share two neighbouring bins somewhere nearly always, and only those that do are looked at: of each
//! crowd that shares two bins, a few on either side. That is one sort for each pair of bins, however
//! many of the texts are the same.

use std::collections::HashSet;

use super::super::Place;
use super::Digest;
use super::sketch::mix;
use crate::form::Key;

/// Bins of a narrative.
const BINS: usize = 16;
/// Hashes a sketch needs to be compared.
const LEAST: usize = 24;
/// Those looked at on either side among the texts that share two bins: in a large crowd of copies
/// any of them will do.
const NEAR: usize = 6;
/// Bins in which two texts must agree for the texts themselves to be compared.
const AGREED: u8 = 5;
/// What stands in a bin that nothing was dealt to.
const EMPTY: u16 = u16::MAX;

type Bins = [u16; BINS];

/// A report among those that are compared: where it belongs, and the bins of its narratives.
#[derive(Debug, Clone, Copy)]
struct Signature {
    report: i64,
    unit_and_year: u32,
    unit_and_project: u32,
    goal: Bins,
    outcome: Bins,
}

/// The signature of a report, packed; empty where both narratives are too short to be compared.
pub fn signature(key: &Key, digest: &[u8]) -> Vec<u8> {
    let Some(digest) = Digest::decode(digest) else {
        return Vec::new();
    };
    let (goal, outcome) = (deal(&digest.goal), deal(&digest.outcome));
    if goal.iter().chain(&outcome).all(|bin| *bin == EMPTY) {
        return Vec::new();
    }
    let year = key.year.map_or_else(String::new, |year| year.to_string());
    let places = [place(&key.unit, &year), place(&key.unit, &key.project)];
    let places = places.into_iter().flat_map(u32::to_le_bytes);
    let bins = goal.into_iter().chain(outcome).flat_map(u16::to_le_bytes);
    places.chain(bins).collect()
}

/// The bins of a sketch; none holds anything where it is too short.
fn deal(sketch: &[u32]) -> Bins {
    let mut bins = [EMPTY; BINS];
    if sketch.len() < LEAST {
        return bins;
    }
    let mut least = [u64::MAX; BINS];
    for hash in sketch {
        let mixed = mix(u64::from(*hash));
        let at = usize::try_from(mixed & 0xffff).unwrap_or_default() % BINS;
        if let (Some(least), Some(bin)) = (least.get_mut(at), bins.get_mut(at))
            && mixed < *least
        {
            *least = mixed;
            // Not the bits that made it the least: those are alike in all texts.
            *bin = u16::try_from(mixed >> 16 & 0xffff)
                .unwrap_or_default()
                .min(EMPTY - 1);
        }
    }
    bins
}

/// A report, one elsewhere that may be like it, and in which narrative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// The report asked about.
    pub report: i64,
    /// The one that is most like it.
    pub other: i64,
    /// What is like.
    pub place: Place,
}

/// The signatures of all reports, older ones first.
#[derive(Debug, Default)]
pub struct Signatures(Vec<Signature>);

impl Signatures {
    /// Adds the packed signature of the next newer report; an empty or damaged one is passed over.
    pub fn add(&mut self, report: i64, packed: &[u8]) {
        self.0.extend(Signature::read(report, packed));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For each report asked about (their ids ascending), the one elsewhere whose goal, and the one whose
    /// outcome, is most like its own, if any may be: the texts themselves are still to be compared.
    pub fn nearest(&self, asked: &[i64]) -> Vec<Near> {
        let goal = self.of(Place::Goal, asked, |signature| &signature.goal);
        let outcome = self.of(Place::Outcome, asked, |signature| &signature.outcome);
        goal.into_iter().chain(outcome).collect()
    }

    fn of(&self, place: Place, asked: &[i64], bins: fn(&Signature) -> &Bins) -> Vec<Near> {
        let wanted: Vec<bool> = self
            .0
            .iter()
            .map(|own| asked.binary_search(&own.report).is_ok())
            .collect();
        let mut best: Vec<(u8, u32)> = vec![(0, u32::MAX); self.0.len()];
        for pair in 0..BINS / 2 {
            for crowd in self
                .crowds(pair, &wanted, bins)
                .chunk_by(|a, b| a.key == b.key)
            {
                self.meet(crowd, &wanted, bins, &mut best);
            }
        }
        let found = self.0.iter().zip(best);
        let alike = found.filter(|(_, (agreed, _))| *agreed >= AGREED);
        alike
            .filter_map(|(own, (_, other))| {
                let other = self.0.get(usize::try_from(other).ok()?)?;
                Some(Near {
                    report: own.report,
                    other: other.report,
                    place,
                })
            })
            .collect()
    }

    /// All that share this pair of neighbouring bins with one that is wanted, those of one crowd
    /// together, and of a crowd those of one unit and year.
    fn crowds(&self, pair: usize, wanted: &[bool], bins: fn(&Signature) -> &Bins) -> Vec<Holder> {
        let key = |own: &Signature| match bins(own).chunks_exact(2).nth(pair) {
            Some([a, b]) if *a != EMPTY && *b != EMPTY => Some(u32::from(*a) << 16 | u32::from(*b)),
            _ => None,
        };
        let everyone = wanted.iter().all(|wanted| *wanted);
        let keys: HashSet<u32> = if everyone {
            HashSet::new()
        } else {
            let some = self.0.iter().zip(wanted).filter(|(_, wanted)| **wanted);
            some.filter_map(|(own, _)| key(own)).collect()
        };
        let holder = |(at, own): (u32, &Signature)| {
            let key = key(own).filter(|key| everyone || keys.contains(key))?;
            Some(Holder {
                key,
                unit_and_year: own.unit_and_year,
                at,
            })
        };
        let mut holders: Vec<Holder> = (0..).zip(&self.0).filter_map(holder).collect();
        holders.sort_unstable();
        holders
    }

    /// Compares those of a crowd with their nearest of other units and years.
    fn meet(
        &self,
        crowd: &[Holder],
        wanted: &[bool],
        bins: fn(&Signature) -> &Bins,
        best: &mut [(u8, u32)],
    ) {
        let mut start = 0;
        for own_unit in crowd.chunk_by(|a, b| a.unit_and_year == b.unit_and_year) {
            let end = start + own_unit.len();
            let before = crowd.get(start.saturating_sub(NEAR)..start);
            let behind = crowd.get(end..crowd.len().min(end + NEAR));
            for holder in own_unit {
                let at = holder.place();
                let (Some(own), Some(true), Some(best)) =
                    (self.0.get(at), wanted.get(at), best.get_mut(at))
                else {
                    continue;
                };
                let others = before.into_iter().chain(behind).flatten();
                for at in others {
                    let Some(other) = self.0.get(at.place()) else {
                        continue;
                    };
                    // Within a project over the years another rule compares them.
                    if other.unit_and_project == own.unit_and_project {
                        continue;
                    }
                    let agreed = agreed(bins(own), bins(other));
                    // Of two that are equally alike the older one, whichever was met first.
                    if agreed > best.0 || agreed == best.0 && at.at < best.1 {
                        *best = (agreed, at.at);
                    }
                }
            }
            start = end;
        }
    }
}

/// In how many bins two texts agree.
fn agreed(a: &Bins, b: &Bins) -> u8 {
    let pairs = a.iter().zip(b);
    pairs.map(|(a, b)| u8::from(a == b && *a != EMPTY)).sum()
}

/// One of a crowd: the bins it shares with the others, and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Holder {
    key: u32,
    unit_and_year: u32,
    at: u32,
}

impl Holder {
    fn place(self) -> usize {
        usize::try_from(self.at).unwrap_or(usize::MAX)
    }
}

impl Signature {
    fn read(report: i64, packed: &[u8]) -> Option<Self> {
        let (places, bins) = packed.split_at_checked(8)?;
        let (places, _) = places.as_chunks::<4>();
        let (bins, []) = bins.as_chunks::<2>() else {
            return None;
        };
        let [year, project] = places else {
            return None;
        };
        let (goal, outcome) = bins.split_at_checked(BINS)?;
        let read = |packed: &[[u8; 2]]| -> Option<Bins> {
            let mut bins = [EMPTY; BINS];
            let packed: &[[u8; 2]; BINS] = packed.try_into().ok()?;
            for (bin, bytes) in bins.iter_mut().zip(packed) {
                *bin = u16::from_le_bytes(*bytes);
            }
            Some(bins)
        };
        Some(Self {
            report,
            unit_and_year: u32::from_le_bytes(*year),
            unit_and_project: u32::from_le_bytes(*project),
            goal: read(goal)?,
            outcome: read(outcome)?,
        })
    }
}

/// Two texts as one number.
fn place(a: &str, b: &str) -> u32 {
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

    const TEXT: &str = "全年累计开展路面巡查三百二十次，修补坑槽四百一十处，清理边沟十八公里，更换标志标牌二十六块，安全隐患整改到位。";
    const OTHER: &str = "组织技能培训八期，参训学员四百余人，结业考试通过率百分之九十六，推荐就业三百一十人，学员回访满意，设施保持完好。";

    fn signed(unit: &str, project: &str, year: i32, goal: &str, outcome: &str) -> Vec<u8> {
        let draft = form()
            .named(project, unit, year)
            .goal(goal)
            .outcome(outcome);
        signature(&draft.0.key(), &super::super::digest(&draft.0))
    }

    fn all(packed: impl IntoIterator<Item = Vec<u8>>) -> Signatures {
        let mut signatures = Signatures::default();
        for (report, packed) in (1..).zip(packed) {
            signatures.add(report, &packed);
        }
        signatures
    }

    #[test]
    fn a_copy_elsewhere_is_found_among_other_texts() {
        let changed = TEXT.replace("十八公里", "二十公里");
        let signatures = all([
            signed("甲", "东线养护", 2024, "", TEXT),
            signed("乙", "公路养护", 2023, "", &changed),
            signed("丙", "培训", 2024, TEXT, OTHER),
            // The same unit and year, and the same project: for other rules.
            signed("甲", "西线养护", 2024, "", TEXT),
            signed("甲", "东线养护", 2023, "", TEXT),
        ]);
        let near = |report, other| Near {
            report,
            other,
            place: Place::Outcome,
        };
        assert_eq!(signatures.nearest(&[1, 3]), [near(1, 2)]);
    }

    #[test]
    fn goals_are_compared_with_goals() {
        let signatures = all([
            signed("甲", "东线养护", 2024, TEXT, OTHER),
            signed("乙", "公路养护", 2024, TEXT, ""),
            signed("丙", "培训", 2024, "", TEXT),
        ]);
        let near = |report, other| Near {
            report,
            other,
            place: Place::Goal,
        };
        assert_eq!(signatures.nearest(&[1, 2, 3]), [near(1, 2), near(2, 1)]);
    }

    /// Twenty projects of each of three units have one text: each is like one of another unit, however
    /// many of its own lie between.
    #[test]
    fn in_a_crowd_of_copies_everyone_has_one_elsewhere() {
        let units = (1..).zip(["甲", "乙", "丙"]);
        let signatures = all(units.flat_map(|(_, unit): (i32, &str)| {
            (0..20).map(move |at| signed(unit, &format!("项目{at}"), 2024, "", TEXT))
        }));
        let asked: Vec<i64> = (1..=60).collect();
        let found = signatures.nearest(&asked);
        assert_eq!(found.len(), 60);
        let unit = |report: i64| (report - 1) / 20;
        for near in found {
            assert_ne!(unit(near.report), unit(near.other), "{near:?}");
        }
    }

    #[test]
    fn short_texts_and_damaged_signatures_are_passed_over() {
        let short = signed("甲", "养护", 2024, "", "已按计划全部完成。");
        assert_eq!(short, Vec::<u8>::new());
        let signatures = all([short, vec![1, 2, 3], vec![0; 73]]);
        assert!(signatures.is_empty());
        assert_eq!(signatures.nearest(&[1, 2]), []);
    }
}
