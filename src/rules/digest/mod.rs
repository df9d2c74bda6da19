//! What batch rules need of a report, packed: the store keeps it, so that a batch is looked at
//! again without reading its reports.

mod alike;
mod codec;
mod likes;
mod sketch;
mod standing;
mod twins;

use rust_decimal::Decimal;
use smol_str::SmolStr;

pub use self::alike::{Signatures, signature};
use self::codec::{Reader, Writer};
pub use self::likes::{Likes, Near};
pub use self::sketch::{likeness, sketch};
pub use self::standing::{Position, Standing};
pub use self::twins::{Twin, twins};
use super::subject::{Row, Subject};
use super::{Direction, Place};
use crate::form::{Category, Comparator, Field, Key, Measure, Nature, Report};

/// Version of the encoding; a digest of another version is made anew.
const VERSION: u8 = 4;

/// What batch rules need of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// 项目名称 as printed.
    pub project: String,
    /// 总分.
    pub score: Option<Decimal>,
    /// Execution rate as printed, in percent.
    pub rate: Option<Decimal>,
    /// 全年预算数 of the total, in 万元.
    pub annual: Option<Decimal>,
    /// Every row at full weight.
    pub all_full: bool,
    /// Points of cost, output, benefit and satisfaction; `None` where a weight or a class is not known.
    pub classes: Option<[Decimal; 4]>,
    /// The indicators.
    pub rows: Vec<RowDigest>,
    /// Sketch of 预期目标.
    pub goal: Vec<u32>,
    /// Sketch of 实际完成情况.
    pub outcome: Vec<u32>,
}

/// What batch rules need of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowDigest {
    /// 三级指标, folded.
    pub name: String,
    /// 二级指标, folded.
    pub level2: String,
    /// Unit of the target; empty for words.
    pub unit: String,
    /// The target, where it is a number.
    pub target: Option<Decimal>,
    /// Which way the target's comparator points; [`Direction::Either`] where it points nowhere.
    pub way: Direction,
    /// The answer, where the row is qualitative.
    pub answer: Option<String>,
    /// Whether a reason for a deviation is given; `None` where the form has no such column.
    pub reason: Option<bool>,
    /// Scored below its weight.
    pub short: bool,
    /// Percent by which the actual is off its target.
    pub deviation: Option<Decimal>,
}

impl RowDigest {
    /// Whether the target was reached, where that can be said.
    pub fn is_reached(&self) -> Option<bool> {
        let off = self.deviation?;
        match self.way {
            Direction::Up => Some(off >= Decimal::ZERO),
            Direction::Down => Some(off <= Decimal::ZERO),
            Direction::Either => None,
        }
    }
}

impl Digest {
    /// The digest of a report.
    pub fn of(report: &Report) -> Self {
        Self::of_subject(&Subject::new(report))
    }

    /// The digest of a report under check.
    pub(super) fn of_subject(subject: &Subject<'_>) -> Self {
        let report = subject.report;
        let total = subject.total();
        let narrative =
            |field: &Field<SmolStr>| field.value().map_or_else(Vec::new, |text| sketch(text));
        Self {
            project: report
                .project
                .value()
                .map(ToString::to_string)
                .unwrap_or_default(),
            score: report.total_score.value().copied(),
            rate: total.and_then(|total| total.fund.rate.value().copied()),
            annual: total.and_then(|total| total.annual),
            all_full: subject.all_full(),
            classes: classes(subject),
            rows: subject.rows().iter().map(RowDigest::of).collect(),
            goal: narrative(&report.goal),
            outcome: narrative(&report.outcome),
        }
    }

    /// The sketch of the narrative that stands there; empty where none does.
    pub fn narrative(&self, place: Place) -> &[u32] {
        match place {
            Place::Goal => &self.goal,
            Place::Outcome => &self.outcome,
            _ => &[],
        }
    }

    /// How many indicators give a reason for a deviation.
    pub fn reasons(&self) -> usize {
        self.rows
            .iter()
            .filter(|row| row.reason == Some(true))
            .count()
    }

    /// The digest packed into bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut to = Writer(vec![VERSION]);
        to.text(&self.project);
        to.decimal(self.score);
        to.decimal(self.rate);
        to.decimal(self.annual);
        to.byte(u8::from(self.all_full) | u8::from(self.classes.is_some()) << 1);
        for points in self.classes.iter().flatten() {
            to.decimal(Some(*points));
        }
        to.size(self.rows.len());
        for row in &self.rows {
            row.encode(&mut to);
        }
        to.hashes(&self.goal);
        to.hashes(&self.outcome);
        to.0
    }

    /// The digest in these bytes; `None` when another version made them.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader(bytes);
        if from.byte()? != VERSION {
            return None;
        }
        let project = from.text()?;
        let (score, rate, annual) = (from.decimal()?, from.decimal()?, from.decimal()?);
        let flags = from.byte()?;
        let mut classes = None;
        if flags & 2 != 0 {
            let mut points = [Decimal::ZERO; 4];
            for class in &mut points {
                *class = from.decimal()??;
            }
            classes = Some(points);
        }
        let rows = (0..from.size()?)
            .map(|_| RowDigest::decode(&mut from))
            .collect::<Option<Vec<_>>>()?;
        Some(Self {
            project,
            score,
            rate,
            annual,
            all_full: flags & 1 != 0,
            classes,
            rows,
            goal: from.hashes()?,
            outcome: from.hashes()?,
        })
    }
}

impl RowDigest {
    fn of(row: &Row<'_>) -> Self {
        let target = row.cells.target.value().and_then(Measure::quantity);
        Self {
            name: row.name_folded().to_owned(),
            level2: row.level2_folded().to_owned(),
            unit: target.map_or_else(String::new, |target| target.unit.to_string()),
            target: target.map(|target| target.number),
            way: match target.and_then(|target| target.comparator) {
                Some(Comparator::AtLeast | Comparator::MoreThan) => Direction::Up,
                Some(Comparator::AtMost | Comparator::LessThan) => Direction::Down,
                Some(Comparator::Equal) | None => Direction::Either,
            },
            answer: row
                .answer()
                .filter(|_| row.nature() == Nature::Qualitative)
                .map(str::to_owned),
            reason: row.has_reason(),
            short: row.is_full() == Some(false),
            deviation: row.deviation().map(|deviation| deviation.round_dp(2)),
        }
    }

    fn encode(&self, to: &mut Writer) {
        to.text(&self.name);
        to.text(&self.level2);
        to.text(&self.unit);
        to.decimal(self.target);
        to.decimal(self.deviation);
        let reason = match self.reason {
            None => 0,
            Some(false) => 1,
            Some(true) => 2,
        };
        let way = match self.way {
            Direction::Either => 0,
            Direction::Up => 1,
            Direction::Down => 2,
        };
        let flags = u8::from(self.short) << 2 | u8::from(self.answer.is_some()) << 3;
        to.byte(reason | flags | way << 4);
        if let Some(answer) = &self.answer {
            to.text(answer);
        }
    }

    fn decode(from: &mut Reader<'_>) -> Option<Self> {
        let (name, level2, unit) = (from.text()?, from.text()?, from.text()?);
        let (target, deviation) = (from.decimal()?, from.decimal()?);
        let flags = from.byte()?;
        Some(Self {
            name,
            level2,
            unit,
            target,
            way: match flags >> 4 {
                1 => Direction::Up,
                2 => Direction::Down,
                _ => Direction::Either,
            },
            answer: if flags & 8 != 0 {
                Some(from.text()?)
            } else {
                None
            },
            reason: match flags & 3 {
                0 => None,
                1 => Some(false),
                _ => Some(true),
            },
            short: flags & 4 != 0,
            deviation,
        })
    }
}

/// Points of cost, output, benefit and satisfaction.
fn classes(subject: &Subject<'_>) -> Option<[Decimal; 4]> {
    let [mut cost, mut output, mut benefit, mut satisfaction] = [Decimal::ZERO; 4];
    if subject.rows().is_empty() {
        return None;
    }
    for row in subject.rows() {
        let sum = match row.category {
            Category::Cost => &mut cost,
            Category::Output => &mut output,
            Category::Benefit => &mut benefit,
            Category::Satisfaction => &mut satisfaction,
            Category::Process | Category::Other => return None,
        };
        *sum += row.weight()?;
    }
    Some([cost, output, benefit, satisfaction])
}

/// A report in its batch.
#[derive(Debug, Clone)]
pub struct Peer<'a> {
    /// Natural key.
    pub key: &'a Key,
    /// What batch rules need of it.
    pub digest: Digest,
}

/// What the batch rules need of a report, to be kept beside it.
pub fn digest(report: &Report) -> Vec<u8> {
    Digest::of(report).encode()
}

#[cfg(test)]
mod tests {
    use super::super::testing::form;
    use super::*;

    #[test]
    fn a_digest_comes_back_as_it_went() {
        let report = form().measured(4, "健全", "达成指标").0;
        let digest = Digest::of(&report);
        let bytes = digest.encode();
        assert_eq!(Digest::decode(&bytes), Some(digest));
        assert!(bytes.len() < 1200, "{}", bytes.len());
    }

    #[test]
    fn damaged_bytes_give_nothing() {
        let bytes = Digest::of(&form().0).encode();
        for length in 0..bytes.len() {
            assert_eq!(Digest::decode(&bytes[..length]), None, "{length}");
        }
        assert_eq!(Digest::decode(&[1, 2, 3]), None);
        assert_eq!(
            Digest::decode(&[VERSION, 0xff, 0xff, 0xff, 0xff, 0xff]),
            None
        );
    }
}
