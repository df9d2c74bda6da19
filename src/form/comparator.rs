//! How an actual is compared with its target: glyphs and words, in front of a number or behind it.

use serde::{Deserialize, Serialize};

use super::number::narrow;

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

/// What is printed in front of a number, the longer print first where one begins another.
const PREFIXES: &[(&str, Comparator)] = &[
    ("大于或等于", Comparator::AtLeast),
    ("大于等于", Comparator::AtLeast),
    ("不得少于", Comparator::AtLeast),
    ("不得低于", Comparator::AtLeast),
    ("不少于", Comparator::AtLeast),
    ("不低于", Comparator::AtLeast),
    ("不小于", Comparator::AtLeast),
    ("至少", Comparator::AtLeast),
    ("最少", Comparator::AtLeast),
    ("小于或等于", Comparator::AtMost),
    ("小于等于", Comparator::AtMost),
    ("不得超过", Comparator::AtMost),
    ("不得高于", Comparator::AtMost),
    ("不超过", Comparator::AtMost),
    ("不高于", Comparator::AtMost),
    ("不多于", Comparator::AtMost),
    ("不大于", Comparator::AtMost),
    ("至多", Comparator::AtMost),
    ("最多", Comparator::AtMost),
    ("大于", Comparator::MoreThan),
    ("高于", Comparator::MoreThan),
    ("多于", Comparator::MoreThan),
    ("超过", Comparator::MoreThan),
    ("小于", Comparator::LessThan),
    ("低于", Comparator::LessThan),
    ("少于", Comparator::LessThan),
    ("等于", Comparator::Equal),
    ("≥", Comparator::AtLeast),
    ("≧", Comparator::AtLeast),
    ("⩾", Comparator::AtLeast),
    ("≤", Comparator::AtMost),
    ("≦", Comparator::AtMost),
    ("⩽", Comparator::AtMost),
    ("═", Comparator::Equal),
    ("﹦", Comparator::Equal),
    (">=", Comparator::AtLeast),
    ("=>", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("=<", Comparator::AtMost),
    ("﹥", Comparator::MoreThan),
    ("﹤", Comparator::LessThan),
    (">", Comparator::MoreThan),
    ("<", Comparator::LessThan),
    ("=", Comparator::Equal),
];

/// What is printed behind a number to the same end.
const SUFFIXES: &[(&str, Comparator)] = &[
    ("(含)以上", Comparator::AtLeast),
    ("及以上", Comparator::AtLeast),
    ("含以上", Comparator::AtLeast),
    ("以上(含)", Comparator::AtLeast),
    ("以上", Comparator::AtLeast),
    ("(含)以下", Comparator::AtMost),
    ("及以下", Comparator::AtMost),
    ("以下(含)", Comparator::AtMost),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("之内", Comparator::AtMost),
    ("内", Comparator::AtMost),
];

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

    /// Reads a cell that holds only a comparator, as glyph or word.
    pub fn parse(text: &str) -> Option<Self> {
        match Self::split(&without_space(&narrow(text))) {
            (comparator, "") => comparator,
            _ => None,
        }
    }

    fn split(text: &str) -> (Option<Self>, &str) {
        PREFIXES
            .iter()
            .find_map(|(print, comparator)| Some((Some(*comparator), text.strip_prefix(print)?)))
            .unwrap_or((None, text))
    }
}

/// The comparator in front of a number and what follows it, also where `> =` stands apart or 控制在 leads to …以内.
pub(super) fn split_prefix(text: &str) -> (Option<Comparator>, &str) {
    let text = text.strip_prefix("控制在").unwrap_or(text).trim_start();
    let (comparator, rest) = Comparator::split(text);
    let rest = rest.trim_start();
    match (comparator, rest.strip_prefix('=')) {
        (Some(Comparator::MoreThan), Some(rest)) => (Some(Comparator::AtLeast), rest.trim_start()),
        (Some(Comparator::LessThan), Some(rest)) => (Some(Comparator::AtMost), rest.trim_start()),
        _ => (comparator, rest),
    }
}

/// The comparator behind a number and what stands between them.
pub(super) fn split_suffix(text: &str) -> (Option<Comparator>, &str) {
    SUFFIXES
        .iter()
        .find_map(|(print, comparator)| Some((Some(*comparator), text.strip_suffix(print)?)))
        .unwrap_or((None, text))
}

/// `text` without any white space.
pub(super) fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparator_in_a_cell_of_its_own() {
        assert_eq!(Comparator::parse(" ≧ "), Some(Comparator::AtLeast));
        assert_eq!(Comparator::parse("＞＝"), Some(Comparator::AtLeast));
        assert_eq!(Comparator::parse("不低于"), Some(Comparator::AtLeast));
        assert_eq!(Comparator::parse("定性"), None);
        assert_eq!(Comparator::parse(""), None);
    }
}
