//! A stored number as the workbook shows it: `0.9614` under `0.00%` is `96.14%`.
//!
//! Numbers go from their shortest exact decimal text through [`Decimal`]; no binary fraction ever
//! shows. Formats that say nothing plain (fractions, exponents, digit masks) show the number itself.

mod builtin;
mod calendar;
mod section;

pub(super) use builtin::builtin;

use rust_decimal::Decimal;

use section::{Section, split};

/// Significant digits a workbook keeps of a number.
const DIGITS: u32 = 15;

/// Characters of a format: what Excel allows. A longer one shows the number itself.
const CODE_CHARS: usize = 255;

/// `value` as shown under the format `code`; `date1904` says that days count from 1904.
pub(super) fn show(value: f64, code: &str, date1904: bool) -> String {
    let Some(number) = exact(value) else {
        return value.to_string();
    };
    if code.len() > CODE_CHARS.saturating_mul(4) {
        return plain(number);
    }
    let sections: Vec<Section> = split(code)
        .iter()
        .map(|text| Section::parse(text))
        .collect();
    let Some((section, shown)) = pick(&sections, number) else {
        return number.normalize().to_string();
    };
    if section.is_date() {
        return calendar::show(number, section, date1904).unwrap_or_else(|| plain(number));
    }
    section.show(shown).unwrap_or_else(|| plain(number))
}

/// The decimal that `value` was meant as: its shortest text that reads back the same, rounded to
/// the digits a workbook keeps.
fn exact(value: f64) -> Option<Decimal> {
    let number: Decimal = value.to_string().parse().ok()?;
    number.round_sf(DIGITS)
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// The section of a format that applies to `number`, and the number it shows (a section of its own
/// for negative numbers says the sign itself).
fn pick(sections: &[Section], number: Decimal) -> Option<(&Section, Decimal)> {
    let numeric: &[Section] = match sections.split_last() {
        Some((last, rest)) if !rest.is_empty() && last.is_text() => rest,
        _ => sections,
    };
    if let Some(section) = numeric
        .iter()
        .find(|section| section.condition.is_some_and(|c| c.holds(number)))
    {
        return Some((section, number));
    }
    if numeric.iter().any(|section| section.condition.is_some()) {
        let otherwise = numeric.iter().find(|section| section.condition.is_none())?;
        return Some((otherwise, number));
    }
    match numeric {
        [] => None,
        [only] => Some((only, number)),
        [_, negative, ..] if number.is_sign_negative() && !number.is_zero() => {
            Some((negative, number.abs()))
        }
        [_, _, zero, ..] if number.is_zero() => Some((zero, number)),
        [positive, ..] => Some((positive, number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: f64, code: &str) -> String {
        show(value, code, false)
    }

    #[test]
    fn percents_are_shown_as_printed() {
        assert_eq!(shown(1.0, "0%"), "100%");
        assert_eq!(shown(0.9614, "0.00%"), "96.14%");
        assert_eq!(shown(1.0, "0.00%"), "100.00%");
        assert_eq!(shown(0.0, "0.00%"), "0.00%");
        assert_eq!(shown(1.0259, "0.00%"), "102.59%");
    }

    #[test]
    fn no_binary_fraction_shows() {
        assert_eq!(shown(86.182_999_99, "General"), "86.18299999");
        assert_eq!(shown(0.1 + 0.2, "General"), "0.3");
        assert_eq!(shown(89.974, "General"), "89.974");
        assert_eq!(shown(10.0, "G/通用格式"), "10");
        assert_eq!(shown(1e21, "General"), "1000000000000000000000");
        assert_eq!(shown(1e300, "General").len(), 301);
    }

    #[test]
    fn thousands_decimals_and_literals() {
        assert_eq!(shown(387_664.62, "#,##0.00"), "387,664.62");
        assert_eq!(shown(1437.0, "#,##0"), "1,437");
        assert_eq!(shown(20.0, "0\"万元\""), "20万元");
        assert_eq!(shown(22.5, "0.00_ "), "22.50");
        assert_eq!(shown(2.5, "0"), "3");
        assert_eq!(shown(-3.0, "0.00;[Red]-0.00"), "-3.00");
        assert_eq!(shown(-3.0, "0.00"), "-3.00");
        assert_eq!(shown(0.5, "#.##"), ".5");
        assert_eq!(shown(12.0, "0.##"), "12.");
        assert_eq!(shown(1_234_567.0, "0,"), "1235");
        assert_eq!(shown(5.0, "000"), "005");
        assert_eq!(shown(8.0, "@"), "8");
    }

    #[test]
    fn accounting_formats_show_a_dash_for_nothing() {
        let code = "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ";
        assert_eq!(shown(1200.0, code), "1,200.00");
        assert_eq!(shown(-0.5, code), "-0.50");
        assert_eq!(shown(0.0, code), "-");
        assert_eq!(shown(3.0, "[$¥-804]#,##0.00"), "¥3.00");
        assert_eq!(shown(100.0, "[>=100]\"满分\";0.0"), "满分");
        assert_eq!(shown(99.0, "[>=100]\"满分\";0.0"), "99.0");
    }

    #[test]
    fn dates_and_times() {
        assert_eq!(shown(45_036.0, "yyyy\"年\"m\"月\"d\"日\""), "2023年4月20日");
        assert_eq!(shown(45_036.0, "yyyy/m/d;@"), "2023/4/20");
        assert_eq!(shown(45_036.0, "[$-804]yyyy\"年\"mm\"月\""), "2023年04月");
        assert_eq!(
            shown(45_036.5, "yyyy-mm-dd hh:mm:ss"),
            "2023-04-20 12:00:00"
        );
        assert_eq!(shown(0.75, "上午/下午h\"时\"mm\"分\""), "下午6时00分");
        assert_eq!(shown(1.5, "[h]:mm"), "36:00");
        assert_eq!(show(43_574.0, "yyyy-m-d", true), "2023-4-20");
        assert_eq!(shown(1e15, "yyyy-m-d"), "1000000000000000");
    }

    #[test]
    fn what_has_no_plain_rendering_shows_the_number() {
        assert_eq!(shown(0.5, "# ?/?"), "0.5");
        assert_eq!(shown(12_345.0, "0.00E+00"), "12345");
        assert_eq!(shown(1.0, ""), "1");
        assert_eq!(shown(f64::NAN, "0"), "NaN");
    }
}
