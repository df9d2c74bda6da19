//! The text of a target or actual cell: a quantity, or words.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::comparator::{Comparator, split_prefix, split_suffix, without_space};
use super::number::{Numeral, is_percent_sign, narrow, split_number};
use super::{Reading, is_no_value, sharing, spelt, squeeze, unit};

/// A number with its comparator and unit, as `≥99.00(件)` holds them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The comparator, where one is printed.
    pub comparator: Option<Comparator>,
    /// The number as printed: 99.00 for `99.00%`, 5 for `5万`.
    pub number: Decimal,
    /// The unit without brackets; `%` for `%`, `百分比` and `百分之`; empty where none is printed.
    pub unit: SmolStr,
}

impl Quantity {
    /// Whether the number is a percentage.
    pub fn is_percent(&self) -> bool {
        self.unit == "%"
    }
}

impl fmt::Display for Quantity {
    /// Prints what [`Measure::parse`] reads back: `≥99.00(件)`, `=100%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let comparator = self.comparator.map_or("", Comparator::as_str);
        write!(f, "{comparator}{}", self.number)?;
        match self.unit.as_str() {
            "" => Ok(()),
            "%" => f.write_str("%"),
            unit => write!(f, "({unit})"),
        }
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
    Words(SmolStr),
}

impl Measure {
    /// Reads a cell. It is a quantity when it is comparator, number and unit (the first and the
    /// last may be missing) and nothing else; dates, ranges and sentences with figures are words.
    /// A number with more digits than can be held exactly is unreadable, never rounded.
    pub fn parse(text: &str) -> Reading<Self> {
        Self::parse_with(text, Into::into)
    }

    /// As [`Measure::parse`], for a cell that is kept: words that are all of it are not kept twice.
    pub fn read(printed: &SmolStr) -> Reading<Self> {
        Self::parse_with(printed, |words| sharing(printed, &words))
    }

    fn parse_with(text: &str, keep: impl FnOnce(String) -> SmolStr) -> Reading<Self> {
        if is_no_value(text) {
            return Reading::Blank;
        }
        match parse_quantity(text) {
            Some(Ok(quantity)) => Reading::Known(Self::Quantity(quantity)),
            Some(Err(TooLong)) => Reading::Unreadable,
            None => Reading::Known(Self::Words(keep(squeeze(text)))),
        }
    }

    /// The number, if it is one.
    pub const fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Quantity(quantity) => Some(quantity),
            Self::Words(_) => None,
        }
    }

    /// Whether it is words that tell a date: `2023年6月底前`, `12月完成`.
    pub fn tells_date(&self) -> bool {
        self.words().is_some_and(|words| {
            let mut last = ' ';
            words.chars().filter(|c| !c.is_whitespace()).any(|c| {
                let date = matches!(c, '年' | '月' | '日' | '号') && last.is_numeric();
                last = c;
                date
            })
        })
    }

    /// Whether it is a number or words with one in them that is no date: `4-6期`, `达到93%`.
    pub fn tells_number(&self) -> bool {
        self.words().is_none_or(|words| {
            let mut parts = words.split_inclusive(|c: char| !c.is_numeric() && c != '.');
            let is_number = |part: &str| {
                part.starts_with(char::is_numeric) && !part.ends_with(['年', '月', '日', '号'])
            };
            words.contains("分之") || tells_tenths(words) || parts.any(is_number)
        })
    }

    /// The words, if it is words.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Quantity(_) => None,
            Self::Words(words) => Some(words),
        }
    }
}

/// `九成`, `八成五`.
fn tells_tenths(words: &str) -> bool {
    words.match_indices('成').any(|(at, _)| {
        words
            .get(..at)
            .is_some_and(|before| before.ends_with(TENTHS))
    })
}

const TENTHS: [char; 10] = ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九'];

/// The number has more digits than can be held.
struct TooLong;

fn parse_quantity(text: &str) -> Option<Result<Quantity, TooLong>> {
    let text = narrow(text);
    let text = text.trim().trim_end_matches(['。', ';', ' ']);
    let (prefix, rest) = split_prefix(text);
    let (share, rest) = split_share(rest);
    let rest = rest.trim_start();
    let (numeral, rest, is_spelt) = match split_number(rest) {
        Some((numeral, rest)) => (numeral, rest, false),
        None => {
            let (number, rest) = spelt::split(rest, share.is_some())?;
            (Numeral::Exact(number), rest, true)
        }
    };
    // White space left inside the rest is between number, unit and brackets: it says nothing.
    let tail = without_space(rest);
    let (suffix, tail) = split_suffix(&tail);
    let comparator = match (prefix, suffix) {
        (Some(one), Some(other)) if one != other => return None,
        (one, other) => one.or(other),
    };
    let Numeral::Exact(number) = numeral else {
        return read_unit(tail, prefix.is_some()).map(|_| Err(TooLong));
    };
    if let (None, Some(number)) = (share, spelt::tenths(number, tail)) {
        return Some(Ok(Quantity {
            comparator,
            number,
            unit: SmolStr::new_static("%"),
        }));
    }
    let unit = read_unit(tail, prefix.is_some() && !is_spelt)?;
    let unit = match share {
        Some(share) if unit.is_empty() => share,
        Some(_) => return None,
        None => unit,
    };
    if is_date(number, unit, prefix.is_some(), suffix.is_some())
        || is_spelt && spelt::is_no_count(number, unit)
    {
        return None;
    }
    Some(Ok(Quantity {
        comparator,
        number,
        unit: unit.into(),
    }))
}

/// 百分之 or 千分之 in front of a number, as the unit it is.
fn split_share(text: &str) -> (Option<&'static str>, &str) {
    let shares = [("百分之", "%"), ("千分之", "‰")];
    let share = shares
        .into_iter()
        .find_map(|(print, unit)| Some((unit, text.strip_prefix(print)?)));
    match share {
        Some((unit, rest)) => (Some(unit), rest),
        None if text == "百分百" => (Some("%"), "百"),
        None => (None, text),
    }
}

/// The unit without brackets, `None` when `tail` is more than a unit.
fn read_unit(tail: &str, compared: bool) -> Option<&str> {
    if tail.is_empty() || tail == "()" {
        return Some("");
    }
    if is_percent_sign(tail) {
        return Some("%");
    }
    if let Some(inner) = tail
        .strip_prefix('(')
        .and_then(|tail| tail.strip_suffix(')'))
    {
        return unit::is_bracketed(inner).then_some(inner);
    }
    (unit::is_known(tail) || (compared && unit::is_plausible(tail))).then_some(tail)
}

/// `2021年` is a year, and a bare `9月` or `15日` a date; `12个月`, `≤15日` and `30日内` are spans.
fn is_date(number: Decimal, unit: &str, prefix: bool, suffix: bool) -> bool {
    match unit {
        "年" | "年度" => number >= Decimal::from(1900) && number <= Decimal::from(2100),
        "月" => !prefix,
        "日" => !prefix && !suffix,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quantity(text: &str) -> String {
        match Measure::parse(text) {
            Reading::Known(Measure::Quantity(quantity)) => quantity.to_string(),
            other => panic!("{text:?} is {other:?}"),
        }
    }

    #[test]
    fn comparator_number_unit() {
        for (printed, read) in [
            ("=1.00(笔)", "=1.00(笔)"),
            ("≥99.00(件)", "≥99.00(件)"),
            ("1.00（笔）", "1.00(笔)"),
            ("=100.00(百分比)", "=100.00%"),
            ("≥100百分比", "≥100%"),
            ("98 %(百分比)", "98%"),
            ("≥40000.00 (张)", "≥40000.00(张)"),
            ("≧735人次", "≥735(人次)"),
            ("═100%", "=100%"),
            ("＝100％", "=100%"),
            ("＞＝95％", "≥95%"),
            (">= 95%", "≥95%"),
            ("> =95%", "≥95%"),
            ("<=5", "≤5"),
            ("≦5", "≤5"),
            ("＜5", "<5"),
            ("不少于20次", "≥20(次)"),
            ("不低于 98%", "≥98%"),
            ("至少3场", "≥3(场)"),
            ("大于等于90%", "≥90%"),
            ("不超过11.376万元", "≤11.376(万元)"),
            ("小于5%", "<5%"),
            ("低于 5%", "<5%"),
            ("≤12/10万", "≤12(/10万)"),
            ("98%以上", "≥98%"),
            ("≥98%以上", "≥98%"),
            ("98%(含)以上", "≥98%"),
            ("5天以内", "≤5(天)"),
            ("控制在3%以内", "≤3%"),
            ("530元/人*月", "530(元/人*月)"),
            ("≥11.376万元", "≥11.376(万元)"),
            ("0.9‰", "0.9(‰)"),
            ("25TB", "25(TB)"),
            ("5万", "5(万)"),
            ("=8个", "=8(个)"),
            ("100", "100"),
            ("100%。", "100%"),
            ("≥266米", "≥266(米)"),
            ("3,776.00(人)", "3776.00(人)"),
            ("百分之95", "95%"),
            ("12个月", "12(个月)"),
            ("≤15日", "≤15(日)"),
            ("=188.00(岗位)", "=188.00(岗位)"),
            ("29.5亩", "29.5(亩)"),
            ("≥5座桥梁", "≥5(座桥梁)"),
        ] {
            assert_eq!(quantity(printed), read, "{printed:?}");
        }
    }

    #[test]
    fn words_may_tell_a_number() {
        let tells = |text: &str| match Measure::parse(text) {
            Reading::Known(measure) => measure.tells_number(),
            other => panic!("{text:?} is {other:?}"),
        };
        for text in [
            "≥95%",
            "95%-98%",
            "4-6期",
            "达到93%",
            "每季度1次",
            "2022年完成3项",
            "百分之八十五以上",
            "≥九成",
            "达到九成",
            "三分之二以上",
        ] {
            assert!(tells(text), "{text}");
        }
        for text in [
            "达成指标",
            "2022年已完成",
            "12月底前",
            "显著提升",
            "全部建成",
        ] {
            assert!(!tells(text), "{text}");
        }
    }

    #[test]
    fn dates_ranges_and_sentences_are_words() {
        for printed in [
            "2021年12月完成",
            "2021年",
            "9月前",
            "7月",
            "12月底之前完成",
            "15日",
            "95%-100%",
            "95%~100%",
            "3至5次",
            "1:2",
            "完成100%",
            "已完成100%",
            "100%完成",
            "提升10%左右",
            "有效",
            "达成指标",
            "无",
            "全天候可用",
            "10²",
            "①",
            "第3次",
            "≥100人完成",
            "100(约)",
            ">5%以下",
            "1,2,3",
            "≥",
            "%",
        ] {
            let read = Measure::parse(printed);
            assert!(
                matches!(read, Reading::Known(Measure::Words(_))),
                "{printed:?} is {read:?}"
            );
        }
    }

    #[test]
    fn words_that_are_all_of_the_print_are_kept_once() {
        let read = |printed: &SmolStr| match Measure::read(printed) {
            Reading::Known(Measure::Words(words)) => words,
            other => panic!("{printed:?} is {other:?}"),
        };
        // Longer than the 23 bytes that stand in place.
        let printed = SmolStr::new("按合同约定的时间完成全部养护任务");
        let words = read(&printed);
        assert_eq!(words, "按合同约定的时间完成全部养护任务");
        assert_eq!(words.as_ptr(), printed.as_ptr());

        let printed = SmolStr::new(" 按合同约定的时间  完成全部养护任务");
        let words = read(&printed);
        assert_eq!(words, "按合同约定的时间 完成全部养护任务");
        assert_ne!(words, printed);
    }

    #[test]
    fn a_cell_that_is_kept_is_read_as_any_text() {
        for text in ["≥99.00(件)", "百分之95", "有效", "明显  改善", "—", ""] {
            assert_eq!(
                Measure::read(&text.into()),
                Measure::parse(text),
                "{text:?}"
            );
        }
    }

    #[test]
    fn nothing_and_too_much() {
        for mark in ["", "-", "—", "/", " \n"] {
            assert_eq!(Measure::parse(mark), Reading::Blank, "{mark:?}");
        }
        let long = "≥79228162514264337593543950336(件)";
        assert_eq!(Measure::parse(long), Reading::Unreadable);
    }

    fn any_quantity() -> impl Strategy<Value = Quantity> {
        let comparator = proptest::option::of(proptest::sample::select(vec![
            Comparator::AtLeast,
            Comparator::MoreThan,
            Comparator::Equal,
            Comparator::AtMost,
            Comparator::LessThan,
        ]));
        let units = [
            "",
            "%",
            "件",
            "人次",
            "万元",
            "元/人*月",
            "岗位",
            "个月",
            "‰",
            "kg",
        ];
        let unit = proptest::sample::select(units.to_vec());
        (comparator, any::<i64>(), 0u32..8, unit).prop_map(|(comparator, mantissa, scale, unit)| {
            Quantity {
                comparator,
                number: Decimal::new(mantissa, scale),
                unit: unit.into(),
            }
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(quantity in any_quantity()) {
            let read = Measure::parse(&quantity.to_string());
            prop_assert_eq!(read, Reading::Known(Measure::Quantity(quantity)));
        }

        #[test]
        fn any_text_is_read(text in "\\PC*") {
            let _ = Measure::parse(&text);
        }

        #[test]
        fn any_text_behind_a_number_is_read(text in "(≥|=|不低于)?[0-9.,]{1,6}\\PC{0,6}") {
            let _ = Measure::parse(&text);
        }
    }
}
