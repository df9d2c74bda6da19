//! The text of a target or actual cell: a quantity, or words.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How an actual is compared with its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparator {
    /// `≥`, `>=`, `≧`, 不少于, 不低于, 至少, …以上.
    #[serde(rename = "≥")]
    AtLeast,
    /// `>`, `＞`.
    #[serde(rename = ">")]
    MoreThan,
    /// `=`, `＝`, `═`.
    #[serde(rename = "=")]
    Equal,
    /// `≤`, `<=`, `≦`, 不超过, 不高于.
    #[serde(rename = "≤")]
    AtMost,
    /// `<`, `＜`, 小于, 低于.
    #[serde(rename = "<")]
    LessThan,
}

impl Comparator {
    /// The glyph shown.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::Equal => "=",
            Self::AtMost => "≤",
            Self::LessThan => "<",
        }
    }
}

/// A number with its comparator and unit, as `≥99.00(件)` holds them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The comparator, where one is printed.
    pub comparator: Option<Comparator>,
    /// The number as printed: 99.00 for `99.00%`, 5 for `5万`.
    pub number: Decimal,
    /// The unit without brackets; `%` for `%`, `百分比` and `百分之`; empty where none is printed.
    pub unit: String,
}

impl Quantity {
    /// Whether the number is a percentage.
    pub fn is_percent(&self) -> bool {
        self.unit == "%"
    }
}

/// A target or an actual: *quantitative* when it is a number that something can fail, else
/// *qualitative*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// A number.
    Quantity(Quantity),
    /// Words, white space squeezed.
    Words(String),
}

impl Measure {
    /// The number, if it is one.
    pub const fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Quantity(quantity) => Some(quantity),
            Self::Words(_) => None,
        }
    }

    /// The words, if it is words.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Quantity(_) => None,
            Self::Words(words) => Some(words),
        }
    }
}
