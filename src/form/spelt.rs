//! Numbers in words: 四百八十, 三万五千, 两点五, 叁仟, 九成五.
//!
//! Invariant: a numeral that people read in two ways is none (一百八, 三五, 十四五), and neither is a rank
//! (一季度, 三级) or a word that begins with one (一样).

use rust_decimal::Decimal;

/// What a character is in a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Zero,
    Digit(u64),
    /// 十, 百, 千.
    Times(u64),
    /// 万, 亿.
    Myriads(u64),
}

const fn part(c: char) -> Option<Part> {
    Some(match c {
        '零' | '〇' | '○' => Part::Zero,
        '一' | '壹' => Part::Digit(1),
        '二' | '两' | '贰' | '貳' | '兩' => Part::Digit(2),
        '三' | '叁' | '參' => Part::Digit(3),
        '四' | '肆' => Part::Digit(4),
        '五' | '伍' => Part::Digit(5),
        '六' | '陆' | '陸' => Part::Digit(6),
        '七' | '柒' => Part::Digit(7),
        '八' | '捌' => Part::Digit(8),
        '九' | '玖' => Part::Digit(9),
        '十' | '拾' => Part::Times(10),
        '百' | '佰' => Part::Times(100),
        '千' | '仟' => Part::Times(1_000),
        '万' | '萬' => Part::Myriads(10_000),
        '亿' | '億' => Part::Myriads(100_000_000),
        _ => return None,
    })
}

/// Splits the numeral off the front of `text`, with what follows it; 万 and 亿 at its end are left to the unit
/// (三万元 is 3 of 万元), as where digits are printed. `share` says that 百分之 stands in front: then 百 is a
/// number.
pub(super) fn split(text: &str, share: bool) -> Option<(Decimal, &str)> {
    match part(text.chars().next()?)? {
        Part::Times(100) if share => {
            return Some((Decimal::ONE_HUNDRED, text.get('百'.len_utf8()..)?));
        }
        Part::Digit(_) | Part::Zero | Part::Times(10) => {}
        Part::Times(_) | Part::Myriads(_) => return None,
    }
    let (whole, rest) = whole(text)?;
    let whole = Decimal::from(whole);
    let Some(behind) = rest.strip_prefix('点') else {
        return Some((whole, rest));
    };
    let (mut fraction, mut decimals) = (0i64, 0u32);
    let mut rest = behind;
    while let Some(c) = rest.chars().next() {
        let digit = match part(c) {
            Some(Part::Zero) => 0,
            Some(Part::Digit(digit)) => i64::try_from(digit).ok()?,
            _ => break,
        };
        fraction = fraction.checked_mul(10)?.checked_add(digit)?;
        decimals = decimals.checked_add(1)?;
        rest = rest.get(c.len_utf8()..)?;
    }
    if decimals == 0 {
        // 三点: by the clock, or points.
        return None;
    }
    let fraction = Decimal::try_from_i128_with_scale(i128::from(fraction), decimals).ok()?;
    Some((whole.checked_add(fraction)?, rest))
}

/// The whole number at the front of `text`, with what follows it.
fn whole(text: &str) -> Option<(u64, &str)> {
    let mut numeral = Numeral::default();
    for (at, c) in text.char_indices() {
        let Some(part) = part(c) else {
            return Some((numeral.end()?, text.get(at..)?));
        };
        if let Part::Myriads(_) = part
            && numeral.myriads == 0
            && !goes_on(text.get(at.checked_add(c.len_utf8())?..)?)
        {
            return Some((numeral.end()?, text.get(at..)?));
        }
        numeral.take(part)?;
    }
    Some((numeral.end()?, ""))
}

/// Whether a numeral goes on behind 万 or 亿.
fn goes_on(rest: &str) -> bool {
    let next = rest.chars().next().and_then(part);
    matches!(next, Some(Part::Zero | Part::Digit(_) | Part::Times(10)))
}

/// A numeral as far as it has been read.
#[derive(Default)]
struct Numeral {
    /// What 万 and 亿 have closed, and the last of them.
    myriads: u64,
    closed: Option<u64>,
    /// What 十, 百 and 千 have closed since, and the last of them.
    section: u64,
    times: Option<u64>,
    digit: Option<u64>,
    /// Whether 零 stands in front of the digit.
    zero: bool,
}

impl Numeral {
    /// Takes the next character; `None` where no number goes on like that.
    fn take(&mut self, part: Part) -> Option<()> {
        match part {
            Part::Zero if self.digit.is_some() || self.zero => return None,
            Part::Zero => self.zero = true,
            Part::Digit(_) if self.digit.is_some() => return None,
            Part::Digit(digit) => self.digit = Some(digit),
            Part::Times(times) => {
                let bare = times == 10 && self.times.is_none() && self.myriads == 0 && !self.zero;
                let digit = self.digit.take().or_else(|| bare.then_some(1))?;
                if self.times.is_some_and(|before| before <= times) {
                    return None;
                }
                self.section = self.section.checked_add(digit.checked_mul(times)?)?;
                (self.times, self.zero) = (Some(times), false);
            }
            Part::Myriads(many) => {
                let value = self.section()?;
                if value == 0 || self.closed.is_some_and(|before| before <= many) {
                    return None;
                }
                self.myriads = self.myriads.checked_add(value.checked_mul(many)?)?;
                *self = Self {
                    myriads: self.myriads,
                    closed: Some(many),
                    ..Self::default()
                };
            }
        }
        Some(())
    }

    /// What stands behind the last 万 or 亿; `None` for 一百八 and 三万五, which mean 180 and 35 000 to some.
    fn section(&self) -> Option<u64> {
        let Some(digit) = self.digit else {
            return Some(self.section);
        };
        let certain = match self.times {
            Some(times) => times == 10 || self.zero,
            None => self.closed.is_none() && !self.zero || self.closed.is_some() && self.zero,
        };
        self.section.checked_add(digit).filter(|_| certain)
    }

    fn end(&self) -> Option<u64> {
        let value = self.myriads.checked_add(self.section()?)?;
        // 零 alone is a number, behind another it wants a digit.
        let whole = !self.zero || self.digit.is_some() || value == 0;
        whole.then_some(value)
    }
}

/// The percentage that tenths are: 九成, 9成, 九成五; `tail` is what stands behind the number.
pub(super) fn tenths(number: Decimal, tail: &str) -> Option<Decimal> {
    let rest = tail.strip_prefix('成')?;
    let mut characters = rest.chars();
    let ones = match (characters.next(), characters.next()) {
        (None, _) => 0,
        (Some('半'), None) => 5,
        (Some(c), None) => match part(c)? {
            Part::Digit(digit) => digit,
            _ => return None,
        },
        _ => return None,
    };
    let percent = number
        .checked_mul(Decimal::TEN)?
        .checked_add(Decimal::from(ones))?;
    (percent <= Decimal::ONE_HUNDRED).then_some(percent)
}

/// Units behind which a numeral in words is a rank or a date: 一季度, 三级, 二期.
const RANKS: [&str; 14] = [
    "季度", "级", "级别", "类", "档", "星", "星级", "期", "届", "号", "年度", "点", "时", "路",
];

/// Units with which 一 is a word, or says no more than that there is some.
const WORDS: [&str; 9] = ["样", "起", "面", "片", "度", "对", "方", "批", "段"];

/// Whether a numeral in words with that unit counts nothing.
pub(super) fn is_no_count(number: Decimal, unit: &str) -> bool {
    RANKS.contains(&unit)
        || number == Decimal::ONE && WORDS.contains(&unit)
        // 十分 is "very".
        || number == Decimal::TEN && unit == "分"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::form::{Measure, Reading};

    fn read(text: &str) -> Option<String> {
        match Measure::parse(text) {
            Reading::Known(Measure::Quantity(quantity)) => Some(quantity.to_string()),
            _ => None,
        }
    }

    #[test]
    fn numbers_in_words_with_their_units() {
        for (printed, quantity) in [
            ("四百八十人", "480(人)"),
            ("三万元", "3(万元)"),
            ("三万五千元", "35000(元)"),
            ("一亿三千万元", "130000000(元)"),
            ("三点五万元", "3.5(万元)"),
            ("两千零五十户", "2050(户)"),
            ("一万零三人次", "10003(人次)"),
            ("十万零五百亩", "100500(亩)"),
            ("百分之九十五", "95%"),
            ("百分之九十五点五以上", "≥95.5%"),
            ("百分之百", "100%"),
            ("百分百", "100%"),
            ("千分之三", "3(‰)"),
            ("五次", "5(次)"),
            ("≥五次", "≥5(次)"),
            ("不少于 十二 次", "≥12(次)"),
            ("两个", "2(个)"),
            ("三个季度", "3(个季度)"),
            ("二十一个工作日内", "≤21(个工作日)"),
            ("八成", "80%"),
            ("≥九成五", "≥95%"),
            ("八成以上", "≥80%"),
            ("9成", "90%"),
            ("≥8.5成", "≥85.0%"),
            ("零起", "0(起)"),
            ("十五（场）", "15(场)"),
            ("叁万伍仟元整", "35000(元整)"),
            ("四百八十", "480"),
        ] {
            assert_eq!(read(printed).as_deref(), Some(quantity), "{printed}");
        }
    }

    #[test]
    fn what_only_begins_like_a_number() {
        for text in [
            "一季度",
            "第一季度",
            "四季度完成",
            "一样",
            "一起",
            "一批",
            "一次性通过",
            "三级",
            "二期",
            "二〇二四年",
            "二〇二四",
            "十二月",
            "五日",
            "三点",
            "十分",
            "十分满意",
            "一百八",
            "三万五",
            "三五次",
            "两三次",
            "十四五",
            "十几人",
            "数百人",
            "四百余人",
            "三分之二",
            "≥三分之二",
            "一半",
            "一户一档",
            "一村一品",
            "七八成",
            "十一成",
            "三至五次",
            "百年",
            "千人",
            "万元",
            "一般",
            "零投诉",
            "百分之九十五至九十八",
            "百分之九十五完成",
            "≥一次性通过",
            "一百千",
            "零零",
            "一零",
            "一百零",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    fn spell(number: u64) -> String {
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let digits: Vec<char> = digits.iter().flat_map(|digit| digit.chars()).collect();
        let section = |number: u64| {
            let (mut text, mut gap) = (String::new(), false);
            for (times, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
                let digit = number / times % 10;
                if digit == 0 {
                    gap = !text.is_empty();
                    continue;
                }
                if gap {
                    text.push('零');
                }
                gap = false;
                text.push(digits[usize::try_from(digit).unwrap()]);
                text.push_str(name);
            }
            text
        };
        let (myriads, rest) = (number / 10_000, number % 10_000);
        let mut text = section(myriads);
        if myriads > 0 && rest > 0 {
            text.push('万');
            if rest < 1_000 {
                text.push('零');
            }
        }
        text + &section(rest) + if rest == 0 && myriads > 0 { "万" } else { "" }
    }

    proptest! {
        #[test]
        fn every_number_spelt_out_is_read(number in 1u64..99_999_999) {
            let text = format!("{}元", spell(number));
            let quantity = match Measure::parse(&text) {
                Reading::Known(Measure::Quantity(quantity)) => quantity,
                other => panic!("{text} is {other:?}"),
            };
            let times = if quantity.unit == "万元" { 10_000 } else { 1 };
            prop_assert_eq!(quantity.number * Decimal::from(times), Decimal::from(number), "{}", text);
        }

        #[test]
        fn any_numeral_is_read_or_not(text in "[零一二三四五六七八九十百千万亿点成两]{1,12}(元|次|)") {
            let _ = Measure::parse(&text);
        }
    }
}
