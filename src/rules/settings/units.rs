//! Units: which are names of one thing, and how many of a thing 万 and 亿 of it are.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Lexicon, Synonyms};

/// Units of measurement.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Names of one unit, separated by spaces.
    pub same: Synonyms,
    /// Units of one kind, separated by spaces: what is counted in one can be told in another.
    pub convertible: Synonyms,
    /// Units a rate may have.
    pub plain_ratio: Lexicon,
    /// Units of people.
    pub people: Lexicon,
    /// Units that are none.
    pub loose: Lexicon,
}

impl Units {
    /// Whether two units are names of one.
    pub fn are_same(&self, a: &str, b: &str) -> bool {
        self.same.are_same(a, b)
    }

    /// A unit without the 万, 百 or 千 in front of it, and these; those of a name (千克) are its own.
    pub fn parted<'u>(&self, unit: &'u str) -> (&'u str, &'u str) {
        let mut bare = unit;
        while !self.same.knows(bare)
            && let Some(rest) = bare.strip_prefix(['十', '百', '千', '万', '亿'])
        {
            bare = rest;
        }
        (unit.strip_suffix(bare).unwrap_or_default(), bare)
    }

    /// A number with the 万 of its unit reckoned in, and the unit without them.
    pub fn single<'u>(&self, number: Decimal, unit: &'u str) -> Option<(Decimal, &'u str)> {
        let (many, one) = self.parted(unit);
        Some((number.checked_mul(times(many))?, one))
    }

    /// How many single units each of two units stands for, where they count one thing (万人 and 人, 亿 and
    /// 万元); `None` where they do not.
    pub fn multiples(&self, a: &str, b: &str) -> Option<(Decimal, Decimal)> {
        let ((many, one), (as_many, other)) = (self.parted(a), self.parted(b));
        let named = one == other || self.are_same(one, other);
        let unnamed = one.is_empty() && !many.is_empty() || other.is_empty() && !as_many.is_empty();
        (named || unnamed).then(|| (times(many), times(as_many)))
    }
}

/// The number that 万, 百万 and the like stand for.
fn times(many: &str) -> Decimal {
    let power = |c| match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' => 4,
        _ => 8,
    };
    Decimal::from(10_u64.saturating_pow(many.chars().map(power).sum()))
}
