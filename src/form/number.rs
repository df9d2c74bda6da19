//! Exact decimals from printed text.
//!
//! Only the full-width forms are narrowed here. Compatibility normalisation would also turn `10²`
//! into `102` and `①` into `1`: values nobody printed.

use rust_decimal::Decimal;

/// What a run of digits turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// A number, held exactly.
    Exact(Decimal),
    /// A well-formed number with more digits than a [`Decimal`] holds; never rounded.
    TooLong,
}

/// Full-width digits, letters, signs and spaces made half-width; typographic minus signs made `-`.
pub(super) fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(c).saturating_sub(0xfee0)).unwrap_or(c)
            }
            '\u{3000}' | '\u{a0}' | '\n' | '\r' | '\t' => ' ',
            '\u{2212}' | '\u{fe63}' => '-',
            '\u{fe6a}' => '%',
            _ => c,
        })
        .collect()
}

/// Whether a cell says that it holds nothing: empty, or only dashes or slashes.
pub fn is_no_value(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '\u{ff0d}' | '\u{2010}'
                    ..='\u{2015}' | '\u{2500}' | '\u{2212}' | '/' | '\u{ff0f}' | '\\'
            )
    })
}

/// Splits the number off the front of `text` (narrowed), with what follows it. `None` when there
/// is no well-formed number: a sign, digits that are grouped in threes or not at all, a fraction.
pub(super) fn split_number(text: &str) -> Option<(Numeral, &str)> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let tail = unsigned.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let digits = unsigned.strip_suffix(tail)?;
    if !well_formed(digits) {
        return None;
    }
    let mut plain = digits.replace(',', "");
    if text.starts_with('-') {
        plain.insert(0, '-');
    }
    let numeral = Decimal::from_str_exact(&plain).map_or(Numeral::TooLong, Numeral::Exact);
    Some((numeral, tail))
}

fn well_formed(digits: &str) -> bool {
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if fraction.is_some_and(|fraction| !plain(fraction)) {
        return false;
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut grouped = false;
    for group in groups {
        if group.len() != 3 || !plain(group) {
            return false;
        }
        grouped = true;
    }
    plain(first) && (!grouped || first.len() <= 3)
}

/// Takes out the white space of a number that was broken over the lines of a narrow cell, where
/// the break shows that the number goes on: behind a separator, or in front of one.
fn mend_breaks(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some((head, tail)) = rest.split_once(' ') {
        let tail = tail.trim_start();
        let joins = head.ends_with(['.', ',']) || tail.starts_with(['.', ',', '%']);
        mended.push_str(head);
        if !joins {
            mended.push(' ');
        }
        rest = tail;
    }
    mended.push_str(rest);
    mended
}

/// Whether the first character could be that of a number: most cells are words, and seen to be no
/// number at once.
fn begins_a_number(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '０'..='９' | '-' | '+' | '－' | '＋' | '\u{2212}' | '\u{fe63}'
            )
    })
}

/// Reads a plain number: full-width or half-width digits, thousands separators, a sign. `None`
/// for anything else (a unit or a percent sign included), and for a number with more digits than
/// can be held exactly.
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    if !begins_a_number(text) {
        return None;
    }
    match split_number(&mend_breaks(&narrow(text)))? {
        (Numeral::Exact(number), "") => Some(number),
        _ => None,
    }
}

/// Reads a percentage: the number with or without `%`, `％`, `百分比` (in brackets or not), or
/// behind `百分之`. The value counts percent: `96.14` for `96.14%`.
pub fn parse_percent(text: &str) -> Option<Decimal> {
    if !begins_a_number(text) && !text.contains('百') {
        return None;
    }
    let text = mend_breaks(&narrow(text));
    let text = text.strip_prefix("百分之").unwrap_or(&text);
    match split_number(text)? {
        (Numeral::Exact(number), tail) if tail.is_empty() || is_percent_sign(tail) => Some(number),
        _ => None,
    }
}

/// Whether `text` (narrowed) is a percent sign in one of its forms.
pub(super) fn is_percent_sign(text: &str) -> bool {
    matches!(
        text.trim(),
        "%" | "(%)" | "百分比" | "(百分比)" | "%(百分比)" | "(%百分比)" | "%(%)"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_in_all_prints() {
        for (printed, value) in [
            ("65.07", "65.07"),
            ("3,315.90", "3315.90"),
            ("３，３１５．９０", "3315.90"),
            (" 1,437 ", "1437"),
            ("-0.5", "-0.5"),
            ("−12", "-12"),
            ("3,315.\n90", "3315.90"),
            ("0", "0"),
            ("00012", "12"),
        ] {
            assert_eq!(parse_decimal(printed), Some(decimal(value)), "{printed:?}");
        }
    }

    #[test]
    fn the_number_of_decimals_is_kept() {
        assert_eq!(parse_decimal("10.00").unwrap().to_string(), "10.00");
    }

    #[test]
    fn what_is_no_plain_number_is_not_read() {
        for printed in [
            "", "-", "—", "/", "万", "1.", ".5", "1,43", "14,37.5", "1 437", "10²", "①", "½",
            "10%", "10分", "1e5", "1_000", "--1", "0x10", "1.2.3", "10\n10", "²",
        ] {
            assert_eq!(parse_decimal(printed), None, "{printed:?}");
        }
    }

    #[test]
    fn a_number_that_cannot_be_held_exactly_is_not_rounded() {
        assert_eq!(parse_decimal("79228162514264337593543950336"), None);
        assert_eq!(parse_decimal("0.12345678901234567890123456789"), None);
        assert_eq!(
            parse_decimal("79228162514264337593543950335"),
            Some(Decimal::MAX)
        );
    }

    #[test]
    fn percentages_in_all_prints() {
        for (printed, value) in [
            ("96.14%", "96.14"),
            ("96.14 ％", "96.14"),
            ("100.00", "100.00"),
            ("100(百分比)", "100"),
            ("100（百分比）", "100"),
            ("100百分比", "100"),
            ("98 %(百分比)", "98"),
            ("百分之90", "90"),
            ("0.00%", "0.00"),
        ] {
            assert_eq!(parse_percent(printed), Some(decimal(value)), "{printed:?}");
        }
        for printed in ["0.9‰", "100%完成", "90%-95%", "百分之九十", "%"] {
            assert_eq!(parse_percent(printed), None, "{printed:?}");
        }
    }

    #[test]
    fn marks_that_say_nothing() {
        for mark in ["", " ", "-", "—", "——", "/", "／", "－", "--", " - "] {
            assert!(is_no_value(mark), "{mark:?}");
        }
        for text in ["0", "无", "一", "-1"] {
            assert!(!is_no_value(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            let _ = (parse_decimal(&text), parse_percent(&text), is_no_value(&text));
        }

        #[test]
        fn what_is_printed_is_read_back(mantissa in any::<i64>(), scale in 0u32..8) {
            let number = Decimal::new(mantissa, scale);
            let read = parse_decimal(&number.to_string());
            prop_assert_eq!(read.map(|n| n.to_string()), Some(number.to_string()));
        }

        #[test]
        fn thousands_separators_do_not_count(whole in 0u64..1_000_000_000_000, cents in 0u8..100) {
            let digits = whole.to_string();
            let mut grouped = String::new();
            for (index, digit) in digits.chars().enumerate() {
                if index > 0 && (digits.len() - index) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            prop_assert_eq!(
                parse_decimal(&format!("{grouped}.{cents:02}")),
                parse_decimal(&format!("{digits}.{cents:02}"))
            );
        }
    }
}
