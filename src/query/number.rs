//! Numbers as they are typed into a filter, with the units of the field.

use rust_decimal::Decimal;

use super::day::{day, day_code};
use super::names::Unit;

/// Reads `text` (half-width) as a number of a field in `unit`.
pub(super) fn number(text: &str, unit: Unit) -> Option<Decimal> {
    match unit {
        Unit::Whole => whole(text.strip_prefix('#').unwrap_or(text)),
        Unit::Year => whole(strip(text, &["年度", "年"])),
        Unit::Percent => plain(strip(text, &["%"])),
        Unit::Points => plain(strip(text, &["分"])),
        Unit::Money => money(text),
        Unit::Day => day(text).map(day_code),
    }
}

/// An amount in 万元: `1,200`, `1200万`, `1.5亿元`, `800元`.
fn money(text: &str) -> Option<Decimal> {
    let text = text.replace(',', "");
    let (number, suffix) = text
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-')
        .and_then(|at| text.split_at_checked(at))
        .unwrap_or((&text, ""));
    let number = plain(number)?;
    match suffix {
        "" | "万" | "万元" => Some(number),
        "亿" | "亿元" => number
            .checked_mul(Decimal::from(10_000))
            .map(|wan| wan.normalize()),
        "元" => {
            // A longer fraction, not a division: nothing is rounded.
            let mut wan = number;
            wan.set_scale(number.scale() + 4)
                .ok()
                .map(|()| wan.normalize())
        }
        _ => None,
    }
}

fn strip<'a>(text: &'a str, suffixes: &[&str]) -> &'a str {
    suffixes
        .iter()
        .find_map(|suffix| text.strip_suffix(suffix))
        .unwrap_or(text)
}

pub(super) fn whole(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let fits = (1..=18).contains(&digits.len());
    (fits && digits.chars().all(|c| c.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// A decimal, exact; `None` also where it would have to be rounded.
fn plain(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let shape = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    shape
        .then(|| Decimal::from_str_exact(text).ok())
        .flatten()
        .map(|number| number.normalize())
}

/// The two ends of a range `a..b`, `a-b`, `a~b`, `a至b`; an end left out is empty.
pub(super) fn range(text: &str) -> Option<(&str, &str)> {
    for joint in ["..", "‥", "~", "至"] {
        if let Some((from, to)) = text.split_once(joint) {
            // `...` and `……` are typed as often as `..`.
            return Some((from, to.trim_start_matches(['.', '‥'])));
        }
    }
    // A hyphen at the start is a sign; behind the first character it joins.
    let (at, _) = text.char_indices().skip(1).find(|(_, c)| *c == '-')?;
    let (from, to) = text.split_at_checked(at)?;
    let to = to.strip_prefix('-')?;
    (!to.is_empty()).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str, unit: Unit) -> Option<String> {
        number(text, unit).map(|number| number.to_string())
    }

    #[test]
    fn units_are_understood() {
        let cases = [
            ("1200", Unit::Money, Some("1200")),
            ("1,200.50", Unit::Money, Some("1200.5")),
            ("1200万元", Unit::Money, Some("1200")),
            ("1.5亿", Unit::Money, Some("15000")),
            ("800元", Unit::Money, Some("0.08")),
            ("800块", Unit::Money, None),
            ("99.5%", Unit::Percent, Some("99.5")),
            ("95分", Unit::Points, Some("95")),
            ("2024年", Unit::Year, Some("2024")),
            ("20.5", Unit::Year, None),
            ("2026-12-01", Unit::Day, Some("20261201")),
            ("2026年2月8日", Unit::Day, Some("20260208")),
            ("20261231", Unit::Day, Some("20261231")),
            ("2026-02-30", Unit::Day, None),
            ("12-01", Unit::Day, None),
            ("1_000", Unit::Points, None),
            (".", Unit::Points, None),
            ("", Unit::Points, None),
            ("-3", Unit::Percent, Some("-3")),
            ("99999999999999999999999999999999", Unit::Money, None),
            ("79228162514264337593543950335亿", Unit::Money, None),
        ];
        for (text, unit, expected) in cases {
            assert_eq!(reads(text, unit).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn ranges_are_split() {
        assert_eq!(range("90..100"), Some(("90", "100")));
        assert_eq!(range("90...100"), Some(("90", "100")));
        assert_eq!(range("90-100"), Some(("90", "100")));
        assert_eq!(range("-5--3"), Some(("-5", "-3")));
        assert_eq!(range("90.."), Some(("90", "")));
        assert_eq!(range("..100"), Some(("", "100")));
        assert_eq!(range("-3"), None);
        assert_eq!(range("90"), None);
    }
}
