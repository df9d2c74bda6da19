//! How the reports a filter finds are spread: over scores and rates, and by year and unit.
//!
//! One pass over the reports; the stretches of the scales are fixed, so that two overviews can be
//! compared.

use std::collections::HashMap;

use super::error::Result;
use super::open::Reader;
use super::sieve::{FEW, Found};
use crate::query::{Field, Op, Query, Test};

/// What an integer of millionths is multiplied by.
const MICRO: i64 = 1_000_000;

/// A stretch of a scale of points or percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bin {
    /// Less than this.
    Below(u32),
    /// From the first up to, but not including, the second.
    Within(u32, u32),
    /// This and nothing else.
    Exactly(u32),
    /// More than this.
    Above(u32),
    /// No value.
    Missing,
}

/// Scores, dense where they crowd.
pub const SCORE_BINS: [Bin; 9] = [
    Bin::Exactly(100),
    Bin::Within(98, 100),
    Bin::Within(95, 98),
    Bin::Within(90, 95),
    Bin::Within(80, 90),
    Bin::Within(60, 80),
    Bin::Below(60),
    Bin::Above(100),
    Bin::Missing,
];

/// Execution rates, likewise.
pub const RATE_BINS: [Bin; 9] = [
    Bin::Exactly(100),
    Bin::Within(98, 100),
    Bin::Within(95, 98),
    Bin::Within(90, 95),
    Bin::Within(80, 90),
    Bin::Within(50, 80),
    Bin::Below(50),
    Bin::Above(100),
    Bin::Missing,
];

impl Bin {
    fn holds(self, value: Option<i64>) -> bool {
        let whole = |number: u32| i64::from(number) * MICRO;
        match (self, value) {
            (Self::Missing, None) => true,
            (Self::Missing, Some(_)) | (_, None) => false,
            (Self::Below(to), Some(value)) => value < whole(to),
            (Self::Within(from, to), Some(value)) => (whole(from)..whole(to)).contains(&value),
            (Self::Exactly(number), Some(value)) => value == whole(number),
            (Self::Above(from), Some(value)) => value > whole(from),
        }
    }

    /// How it is written in any language; `None` where no value is what it is about.
    pub fn label(self) -> Option<String> {
        Some(match self {
            Self::Below(to) => format!("<{to}"),
            Self::Within(from, to) => format!("{from}-<{to}"),
            Self::Exactly(at) => at.to_string(),
            Self::Above(from) => format!(">{from}"),
            Self::Missing => return None,
        })
    }

    /// The filter for what lies in it.
    pub fn query(self, field: Field) -> Query {
        let number = |op, number: u32| Query::Field(field, Test::Number(op, number.into()));
        match self {
            Self::Below(to) => number(Op::Less, to),
            Self::Within(from, to) => {
                Query::and(vec![number(Op::AtLeast, from), number(Op::Less, to)])
            }
            Self::Exactly(at) => number(Op::Equal, at),
            Self::Above(from) => number(Op::More, from),
            Self::Missing => Query::Field(field, Test::Missing),
        }
    }
}

/// Some reports, and how many of them stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Reports.
    pub reports: u64,
    /// Those with a score of 100 points.
    pub hundred: u64,
    /// Those at full weight everywhere.
    pub full: u64,
    /// Indicators on all of them.
    pub indicators: u64,
    /// Qualitative ones among these.
    pub qualitative: u64,
}

/// How reports are spread.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overview {
    /// All of them.
    pub all: Share,
    /// By score, as in [`SCORE_BINS`].
    pub scores: [u64; SCORE_BINS.len()],
    /// By execution rate, as in [`RATE_BINS`].
    pub rates: [u64; RATE_BINS.len()],
    /// By 年度, the latest first; those without one last.
    pub years: Vec<(Option<i32>, Share)>,
    /// By 实施单位, as first printed; those with the most reports first.
    pub units: Vec<(String, Share)>,
}

/// One report of the pass.
struct Line {
    score: Option<i64>,
    rate: Option<i64>,
    indicators: u64,
    qualitative: u64,
    full: bool,
}

/// A share in percent with one decimal, rounded to the nearest; what is not all never shows as all,
/// and what is something never as nothing. Empty where there is nothing to have a share of.
pub fn percent(part: u64, of: u64) -> String {
    if of == 0 {
        return String::new();
    }
    let (part, of) = (u128::from(part), u128::from(of));
    let mut tenths = (part * 2_000 + of) / (of * 2);
    if part < of {
        tenths = tenths.min(999);
    }
    if part > 0 {
        tenths = tenths.max(1);
    }
    format!("{}.{}", tenths / 10, tenths % 10)
}

impl Share {
    fn add(&mut self, line: &Line) {
        self.reports += 1;
        self.hundred += u64::from(Bin::Exactly(100).holds(line.score));
        self.full += u64::from(line.full);
        self.indicators += line.indicators;
        self.qualitative += line.qualitative;
    }
}

fn drop_in<const N: usize>(counts: &mut [u64; N], bins: &[Bin; N], value: Option<i64>) {
    let found = bins.iter().zip(counts).find(|(bin, _)| bin.holds(value));
    if let Some((_, count)) = found {
        *count += 1;
    }
}

impl Reader {
    /// How the reports a filter finds are spread.
    ///
    /// # Errors
    /// As for [`Reader::count`].
    pub fn overview(&self, query: &Query) -> Result<Overview> {
        let (from, reports) = match self.found(query, FEW)? {
            Found::Few(ids) => (
                "rarray(?) AS wanted CROSS JOIN report ON report.id = wanted.value",
                ids.into(),
            ),
            Found::Many(set) => ("report WHERE holds(?, report.id)", set.bound()),
        };
        let sql = format!(
            "SELECT unit, unit_folded, year, score, rate, indicators, qualitative, all_full
             FROM {from}"
        );
        let mut overview = Overview::default();
        let mut years: HashMap<Option<i32>, Share> = HashMap::new();
        let mut units: HashMap<String, (String, Share)> = HashMap::new();
        self.told(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([reports])?;
            while let Some(row) = rows.next()? {
                let line = Line {
                    score: row.get(3)?,
                    rate: row.get(4)?,
                    indicators: u64::from(row.get::<_, u32>(5)?),
                    qualitative: u64::from(row.get::<_, u32>(6)?),
                    full: row.get(7)?,
                };
                overview.all.add(&line);
                drop_in(&mut overview.scores, &SCORE_BINS, line.score);
                drop_in(&mut overview.rates, &RATE_BINS, line.rate);
                years.entry(row.get(2)?).or_default().add(&line);
                let unit = row.get_ref(0)?.as_str().unwrap_or_default();
                let folded = row.get_ref(1)?.as_str().unwrap_or(unit);
                match units.get_mut(folded) {
                    Some((_, share)) => share.add(&line),
                    None => {
                        let mut share = Share::default();
                        share.add(&line);
                        units.insert(folded.to_owned(), (unit.to_owned(), share));
                    }
                }
            }
            Ok(())
        })?;
        overview.years = years.into_iter().collect();
        overview
            .years
            .sort_by_key(|(year, _)| std::cmp::Reverse(*year));
        overview.units = units.into_values().collect();
        overview
            .units
            .sort_by(|(a, x), (b, y)| (y.reports, a).cmp(&(x.reports, b)));
        Ok(overview)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_but_neither_none_nor_all_by_rounding() {
        let cases = [
            (1, 3, "33.3"),
            (2, 3, "66.7"),
            (0, 3, "0.0"),
            (3, 3, "100.0"),
            (9_999, 10_000, "99.9"),
            (1, 10_000, "0.1"),
            (0, 0, ""),
        ];
        for (part, of, shown) in cases {
            assert_eq!(percent(part, of), shown);
        }
    }

    #[test]
    fn every_value_lies_in_one_stretch() {
        for bins in [SCORE_BINS, RATE_BINS] {
            for value in (-10..=1_300).map(|tenth| Some(tenth * MICRO / 10)) {
                assert_eq!(bins.iter().filter(|bin| bin.holds(value)).count(), 1);
            }
            assert_eq!(bins.iter().filter(|bin| bin.holds(None)).count(), 1);
        }
    }
}
