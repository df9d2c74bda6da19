//! Which of very many narratives are nearly the same, without comparing all pairs.
//!
//! Each narrative's sketch is dealt into bins; of the least hash of a bin some bits stay. Two texts
//! agree in a bin about as often as they share their runs of characters, so texts that are much alike
//! share two neighbouring bins somewhere nearly always, and only those that do are looked at: of each
//! crowd that shares two bins, a few on either side. That is one sort for each pair of bins, however
//! many of the texts are the same.
//!
//! Invariants: signatures lie in a scratch file, and so does what was found; memory holds a part of
//! them at a time, [`HELD`], however many there are. Only a crowd that cannot be parted,
//! because so many texts are the same, is held as a whole.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, Write as _};
use std::ops::ControlFlow;

use super::super::Place;
use super::Digest;
use super::likes::{Like, Likes};
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

/// Texts whose bins are held at once: 18 MB.
const HELD: usize = 1 << 18;
/// Parts a crowd is at most taken in: what is more than [`HELD`] then is one text.
const PARTS: u32 = 1 << 10;
/// While no more are asked about than these, only the crowds they are in are looked at.
const FEW: usize = 20_000;

type Bins = [u16; BINS];

/// The narratives that are compared, and where their bins begin in a packed signature.
pub(super) const PLACES: [(Place, usize); 2] = [(Place::Goal, 8), (Place::Outcome, 8 + 2 * BINS)];
/// Bytes of a packed signature.
const PACKED: usize = 8 + 4 * BINS;
/// Bytes of it in the scratch file: behind it the report, and whether it is asked about.
const KEPT: usize = PACKED + 8 + 1;

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

/// The signatures of all reports, older ones first.
#[derive(Debug)]
pub struct Signatures {
    scratch: BufWriter<File>,
    len: u32,
    asked: usize,
    held: usize,
}

impl Signatures {
    /// None yet; they are kept in a file that is empty and of no other use.
    pub fn new(scratch: File) -> Self {
        Self {
            scratch: BufWriter::new(scratch),
            len: 0,
            asked: 0,
            held: HELD,
        }
    }

    /// Adds the packed signature of the next newer report, and whether it is asked about; an empty or
    /// damaged one is passed over.
    ///
    /// # Errors
    /// When the scratch file cannot be written.
    pub fn add(&mut self, report: i64, packed: &[u8], asked: bool) -> io::Result<()> {
        if packed.len() != PACKED {
            return Ok(());
        }
        self.len = self.len.saturating_add(1);
        self.asked = self.asked.saturating_add(asked.into());
        self.scratch.write_all(packed)?;
        self.scratch.write_all(&report.to_le_bytes())?;
        self.scratch.write_all(&[asked.into()])
    }

    /// How many there are.
    pub const fn len(&self) -> u32 {
        self.len
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// For each report asked about, the one elsewhere whose goal, and the one whose outcome, is most like
    /// its own, if any may be: the texts themselves are still to be compared. What is found is kept in a
    /// file as well.
    ///
    /// # Errors
    /// When a scratch file cannot be written or read.
    pub fn nearest(mut self, scratch: File) -> io::Result<Likes> {
        self.scratch.flush()?;
        let mut found = BufWriter::new(scratch);
        for (at, place) in (0..).zip(PLACES) {
            for pair in 0..BINS / 2 {
                self.pair(at, place.1 + 4 * pair, place.1, &mut found)?;
            }
        }
        let found = found.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Likes::new(found, self.len))
    }

    /// Looks at all crowds that share the two bins at `key`, in as many parts as are needed.
    fn pair(
        &self,
        place: u8,
        key: usize,
        bins: usize,
        found: &mut BufWriter<File>,
    ) -> io::Result<()> {
        let keys = (self.asked <= FEW).then(|| self.keys(key)).transpose()?;
        let (mut part, mut parts) = (0, 1);
        while part < parts {
            let limit = if parts >= PARTS {
                usize::MAX
            } else {
                self.held
            };
            let Some(mut holders) = self.holders(key, bins, keys.as_ref(), (part, parts), limit)?
            else {
                // Halves of the parts: those that were done by then are whole.
                (part, parts) = (part * 2, parts * 2);
                continue;
            };
            holders.sort_unstable_by_key(|holder| (holder.key, holder.unit_and_year, holder.at));
            for crowd in holders.chunk_by(|a, b| a.key == b.key) {
                meet(place, crowd, found)?;
            }
            part += 1;
        }
        Ok(())
    }

    /// The bins at `key` of those asked about.
    fn keys(&self, key: usize) -> io::Result<HashSet<u32>> {
        let mut keys = HashSet::new();
        self.each(|_, kept| {
            if kept.last() == Some(&1) {
                keys.extend(key_at(kept, key));
            }
            ControlFlow::Continue(())
        })?;
        Ok(keys)
    }

    /// All in one part of the crowds; `None` where they are more than the limit.
    fn holders(
        &self,
        key_at_byte: usize,
        bins: usize,
        keys: Option<&HashSet<u32>>,
        (part, parts): (u32, u32),
        limit: usize,
    ) -> io::Result<Option<Vec<Holder>>> {
        let mut holders = Vec::new();
        self.each(|at, kept| {
            let Some(key) = key_at(kept, key_at_byte) else {
                return ControlFlow::Continue(());
            };
            let in_part = scattered(key) & (parts - 1) == part_of(part, parts);
            if !in_part || keys.is_some_and(|keys| !keys.contains(&key)) {
                return ControlFlow::Continue(());
            }
            if holders.len() >= limit {
                return ControlFlow::Break(());
            }
            holders.extend(Holder::read(at, key, bins, kept));
            ControlFlow::Continue(())
        })
        .map(|whole| whole.then_some(holders))
    }

    /// Goes through them; whether to the end.
    fn each(&self, mut each: impl FnMut(u32, &[u8; KEPT]) -> ControlFlow<()>) -> io::Result<bool> {
        let mut file = self.scratch.get_ref();
        file.rewind()?;
        let mut file = BufReader::with_capacity(1 << 18, file);
        let mut kept = [0; KEPT];
        for at in 0..self.len {
            file.read_exact(&mut kept)?;
            if each(at, &kept).is_break() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Two neighbouring bins as one number; `None` where one of them is empty.
fn key_at(kept: &[u8; KEPT], at: usize) -> Option<u32> {
    let key = number_at(kept, at)?;
    let empty = u32::from(EMPTY);
    (key & empty != empty && key >> 16 != empty).then_some(key)
}

fn number_at(kept: &[u8; KEPT], at: usize) -> Option<u32> {
    let bytes = kept.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// A number that falls into parts evenly.
fn scattered(key: u32) -> u32 {
    u32::try_from(mix(u64::from(key)) >> 32).unwrap_or_default()
}

/// The lowest bits of the numbers in a part. Half of a part are two parts that follow one another, as
/// it is itself followed: the bits are those of its number, backwards.
const fn part_of(part: u32, parts: u32) -> u32 {
    match parts {
        1 => 0,
        parts => part.reverse_bits() >> (32 - parts.trailing_zeros()),
    }
}

/// Compares those of a crowd with their nearest of other units and years.
fn meet(place: u8, crowd: &[Holder], found: &mut BufWriter<File>) -> io::Result<()> {
    let mut start = 0;
    for own_unit in crowd.chunk_by(|a, b| a.unit_and_year == b.unit_and_year) {
        let end = start + own_unit.len();
        let before = crowd.get(start.saturating_sub(NEAR)..start);
        let behind = crowd.get(end..crowd.len().min(end + NEAR));
        for own in own_unit.iter().filter(|own| own.asked) {
            let others = before.into_iter().chain(behind).flatten();
            // Within a project over the years another rule compares them.
            let others = others.filter(|other| other.unit_and_project != own.unit_and_project);
            let best = others
                .map(|other| (agreed(&own.bins, &other.bins), other))
                .filter(|(agreed, _)| *agreed >= AGREED)
                // Of two that are equally alike the older one.
                .max_by_key(|(agreed, other)| (*agreed, u32::MAX - other.at));
            if let Some((agreed, other)) = best {
                let like = Like {
                    own: own.at,
                    other: other.at,
                    reports: [own.report, other.report],
                    place,
                    agreed,
                };
                like.write(found)?;
            }
        }
        start = end;
    }
    Ok(())
}

/// In how many bins two texts agree.
fn agreed(a: &Bins, b: &Bins) -> u8 {
    let pairs = a.iter().zip(b);
    pairs.map(|(a, b)| u8::from(a == b && *a != EMPTY)).sum()
}

/// One of a crowd: the bins it shares with the others, and where it is.
#[derive(Debug, Clone, Copy)]
struct Holder {
    key: u32,
    unit_and_year: u32,
    unit_and_project: u32,
    at: u32,
    report: i64,
    asked: bool,
    bins: Bins,
}

impl Holder {
    fn read(at: u32, key: u32, begin: usize, kept: &[u8; KEPT]) -> Option<Self> {
        let mut bins = [EMPTY; BINS];
        let (packed, []) = kept.get(begin..begin + 2 * BINS)?.as_chunks::<2>() else {
            return None;
        };
        for (bin, bytes) in bins.iter_mut().zip(packed) {
            *bin = u16::from_le_bytes(*bytes);
        }
        let report = kept.get(PACKED..PACKED + 8)?;
        Some(Self {
            key,
            unit_and_year: number_at(kept, 0)?,
            unit_and_project: number_at(kept, 4)?,
            at,
            report: i64::from_le_bytes(report.try_into().ok()?),
            asked: kept.last() == Some(&1),
            bins,
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
    use super::super::likes::Near;
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

    /// What is found of those asked about, with room for so many texts at once.
    fn found_with(held: usize, packed: &[Vec<u8>], asked: &[i64]) -> Vec<Near> {
        let mut signatures = Signatures::new(tempfile::tempfile().unwrap());
        signatures.held = held;
        for (report, packed) in (1..).zip(packed) {
            let asked = asked.contains(&report);
            signatures.add(report, packed, asked).unwrap();
        }
        let mut likes = signatures.nearest(tempfile::tempfile().unwrap()).unwrap();
        let near = asked.iter().flat_map(|id| likes.of(*id).unwrap());
        near.collect()
    }

    fn found(packed: &[Vec<u8>], asked: &[i64]) -> Vec<Near> {
        found_with(HELD, packed, asked)
    }

    #[test]
    fn a_copy_elsewhere_is_found_among_other_texts() {
        let changed = TEXT.replace("十八公里", "二十公里");
        let signatures = [
            signed("甲", "东线养护", 2024, "", TEXT),
            signed("乙", "公路养护", 2023, "", &changed),
            signed("丙", "培训", 2024, TEXT, OTHER),
            // The same unit and year, and the same project: for other rules.
            signed("甲", "西线养护", 2024, "", TEXT),
            signed("甲", "东线养护", 2023, "", TEXT),
        ];
        let near = |report, other| Near {
            report,
            other,
            place: Place::Outcome,
        };
        assert_eq!(found(&signatures, &[1, 3]), [near(1, 2)]);
    }

    #[test]
    fn goals_are_compared_with_goals() {
        let signatures = [
            signed("甲", "东线养护", 2024, TEXT, OTHER),
            signed("乙", "公路养护", 2024, TEXT, ""),
            signed("丙", "培训", 2024, "", TEXT),
        ];
        let near = |report, other| Near {
            report,
            other,
            place: Place::Goal,
        };
        assert_eq!(found(&signatures, &[1, 2, 3]), [near(1, 2), near(2, 1)]);
    }

    /// Twenty projects of each of three units have one text: each is like one of another unit, however
    /// many of its own lie between.
    #[test]
    fn in_a_crowd_of_copies_everyone_has_one_elsewhere() {
        let units = (1..).zip(["甲", "乙", "丙"]);
        let signatures: Vec<Vec<u8>> = units
            .flat_map(|(_, unit): (i32, &str)| {
                (0..20).map(move |at| signed(unit, &format!("项目{at}"), 2024, "", TEXT))
            })
            .collect();
        let asked: Vec<i64> = (1..=60).collect();
        let all = found(&signatures, &asked);
        assert_eq!(all.len(), 60);
        let unit = |report: i64| (report - 1) / 20;
        for near in &all {
            assert_ne!(unit(near.report), unit(near.other), "{near:?}");
        }
        // One text cannot be parted; it is found nevertheless.
        assert_eq!(found_with(7, &signatures, &asked), all);
    }

    #[test]
    fn little_room_finds_the_same() {
        let text = |at: usize| {
            let own = [
                "巡查", "清淤", "植树", "培训", "检测", "供水", "照明", "防汛",
            ];
            let word = |n: usize| own[(at / 3 + n * (at / 3 + 1)) % own.len()];
            let parts = (0..12).map(|n| format!("{}{}次，{}", word(n), n + at / 3, word(n + 5)));
            parts.collect::<String>()
        };
        let signatures: Vec<Vec<u8>> = (0..60)
            .map(|at| signed(&format!("单位{at}"), "养护", 2024, &text(at), &text(at + 1)))
            .collect();
        let asked: Vec<i64> = (1..=60).collect();
        let all = found(&signatures, &asked);
        assert!(all.len() > 60, "{}", all.len());
        for held in [3, 10, 30] {
            assert_eq!(found_with(held, &signatures, &asked), all);
        }
    }

    #[test]
    fn short_texts_and_damaged_signatures_are_passed_over() {
        let short = signed("甲", "养护", 2024, "", "已按计划全部完成。");
        assert_eq!(short, Vec::<u8>::new());
        let signatures = [short, vec![1, 2, 3], vec![0; 73]];
        assert_eq!(found(&signatures, &[1, 2]), []);
    }
}
