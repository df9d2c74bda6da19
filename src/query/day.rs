//! Days as they are typed: of the calendar, or told from today (`+7`, `明天`, `下周三`, `12-31`).
//!
//! A day told from today is never before it: what leaves out the week, the month or the year means
//! the next one that comes.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};
use rust_decimal::Decimal;

use super::number::whole;
use crate::form::fold;

/// A day of the calendar: `2026-12-31`, `2026/12/31`, `2026年12月31日`, `20261231`.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts: Vec<&str> = text.split(['-', '/', '年', '月']).collect();
    if let [digits] = parts.as_slice()
        && digits.len() == 8
        && digits.is_ascii()
    {
        let (year, rest) = digits.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        parts = vec![year, month, day];
    }
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    if year.len() != 4 || ![year, month, day].iter().all(|part| whole(part).is_some()) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day as the number it is compared as: 20261231.
pub(super) fn day_code(date: Date) -> Decimal {
    let code =
        i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day());
    Decimal::from(code)
}

/// The day meant by somebody who types `text` on the day `today`.
pub fn day_from(text: &str, today: Date) -> Option<Date> {
    let text = fold(text).to_lowercase();
    let text = text.as_str();
    day(text)
        .or_else(|| named(text, today))
        .or_else(|| later(text, today))
        .or_else(|| of_a_week(text, today))
        .or_else(|| coming(text, today))
}

/// `明天`, `月底`, `next month`.
fn named(text: &str, today: Date) -> Option<Date> {
    let month_after = || today.first_of_month().checked_add(1.month()).ok();
    match text {
        "今天" | "今日" | "today" => Some(today),
        "明天" | "明日" | "tomorrow" => today.tomorrow().ok(),
        "后天" => today.checked_add(2.days()).ok(),
        "大后天" => today.checked_add(3.days()).ok(),
        "下周" | "下星期" | "下礼拜" | "nextweek" => today
            .checked_add(days_to(today, Weekday::Monday).days())
            .ok(),
        "月底" | "本月底" | "monthend" => Some(today.last_of_month()),
        "下月" | "下个月" | "nextmonth" => month_after(),
        "下月底" => month_after().map(Date::last_of_month),
        "年底" | "yearend" => Some(today.last_of_year()),
        _ => None,
    }
}

/// `+7`, `+2周`, `7天后`, `一个月后`, `3 months`: so much later than today.
fn later(text: &str, today: Date) -> Option<Date> {
    let plus = text.strip_prefix('+');
    let rest = plus.unwrap_or(text);
    let behind = ["以后", "之后", "后"]
        .iter()
        .find_map(|end| rest.strip_suffix(end));
    let rest = behind.unwrap_or(rest);
    // `3日` and `3月` alone are days of the calendar.
    let later = plus.or(behind).is_some();
    let (number, unit) = leading_number(rest)?;
    let span = Span::new();
    let span = match unit {
        "" if plus.is_some() => span.try_days(number),
        "日" if later => span.try_days(number),
        "月" if later => span.try_months(number),
        "天" | "d" | "day" | "days" => span.try_days(number),
        "周" | "个星期" | "星期" | "个礼拜" | "礼拜" | "w" | "week" | "weeks" => {
            span.try_weeks(number)
        }
        "个月" | "m" | "month" | "months" => span.try_months(number),
        _ => return None,
    };
    today.checked_add(span.ok()?).ok()
}

/// The number a text begins with, in digits or as one Chinese numeral, and what follows it.
fn leading_number(text: &str) -> Option<(i32, &str)> {
    let first = text.chars().next()?;
    if let Some(number) = "一二三四五六七八九十".chars().position(|c| c == first) {
        return Some((
            i32::try_from(number).ok()? + 1,
            text.get(first.len_utf8()..)?,
        ));
    }
    if first == '两' {
        return Some((2, text.get(first.len_utf8()..)?));
    }
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

/// `周三`: the next one that comes, not today; `下周三`, `next wednesday`: that of next week, whose
/// first day is Monday.
fn of_a_week(text: &str, today: Date) -> Option<Date> {
    let next = ["下个", "下", "next"]
        .iter()
        .find_map(|head| text.strip_prefix(head));
    let weekday = weekday(next.unwrap_or(text))?;
    let days = match next {
        Some(_) => days_to(today, Weekday::Monday) + i32::from(weekday.to_monday_zero_offset()),
        None => days_to(today, weekday),
    };
    today.checked_add(days.days()).ok()
}

/// How many days it is to the next such day, not today: 1 to 7.
fn days_to(today: Date, weekday: Weekday) -> i32 {
    match i32::from(today.weekday().until(weekday)) {
        0 => 7,
        days => days,
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    const NAMES: [(&str, &str); 7] = [
        ("mon", "monday"),
        ("tue", "tuesday"),
        ("wed", "wednesday"),
        ("thu", "thursday"),
        ("fri", "friday"),
        ("sat", "saturday"),
        ("sun", "sunday"),
    ];
    let chinese = ["周", "星期", "礼拜"]
        .iter()
        .find_map(|head| text.strip_prefix(head));
    let offset = match chinese {
        Some("天") => 6,
        Some(rest) => ["一", "二", "三", "四", "五", "六", "日"]
            .iter()
            .position(|name| *name == rest)?,
        None => NAMES
            .iter()
            .position(|(short, long)| text == *short || text == *long)?,
    };
    Weekday::from_monday_zero_offset(i8::try_from(offset).ok()?).ok()
}

/// `12-31`, `12月31日`, `31日`: the next such day, today among them.
fn coming(text: &str, today: Date) -> Option<Date> {
    let stem = ["日", "号"].iter().find_map(|end| text.strip_suffix(end));
    let parts: Vec<&str> = stem.unwrap_or(text).split(['-', '/', '.', '月']).collect();
    let small = |part: &str| -> Option<i8> {
        whole(part)?;
        part.parse().ok().filter(|number| *number > 0)
    };
    let first = today.first_of_month();
    match parts.as_slice() {
        // A month, or a year for the 29th of February, that has such a day comes before long.
        [day] if stem.is_some() => {
            let day = small(day)?;
            (0..12)
                .filter_map(|months| first.checked_add(months.months()).ok())
                .filter_map(|month| month.with().day(day).build().ok())
                .find(|day| *day >= today)
        }
        [month, day] => {
            let (month, day) = (small(month)?, small(day)?);
            (today.year()..=today.year().saturating_add(8))
                .filter_map(|year| Date::new(year, month, day).ok())
                .find(|day| *day >= today)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_told_from_today() {
        // A Thursday.
        let today = date(2026, 11, 26);
        let cases = [
            ("2026-12-31", (2026, 12, 31)),
            ("2026年2月8日", (2026, 2, 8)),
            ("20261231", (2026, 12, 31)),
            ("今天", (2026, 11, 26)),
            (" 明天 ", (2026, 11, 27)),
            ("tomorrow", (2026, 11, 27)),
            ("后天", (2026, 11, 28)),
            ("+7", (2026, 12, 3)),
            ("＋７", (2026, 12, 3)),
            ("+0", (2026, 11, 26)),
            ("+2周", (2026, 12, 10)),
            ("10天后", (2026, 12, 6)),
            ("3日后", (2026, 11, 29)),
            ("两周后", (2026, 12, 10)),
            ("一个月后", (2026, 12, 26)),
            ("3 months", (2027, 2, 26)),
            ("+1w", (2026, 12, 3)),
            ("下周", (2026, 11, 30)),
            ("下周三", (2026, 12, 2)),
            ("下星期日", (2026, 12, 6)),
            ("next Friday", (2026, 12, 4)),
            ("周五", (2026, 11, 27)),
            ("周四", (2026, 12, 3)),
            ("星期一", (2026, 11, 30)),
            ("礼拜天", (2026, 11, 29)),
            ("Wed", (2026, 12, 2)),
            ("12-31", (2026, 12, 31)),
            ("11-26", (2026, 11, 26)),
            ("11/25", (2027, 11, 25)),
            ("1.15", (2027, 1, 15)),
            ("1月15日", (2027, 1, 15)),
            ("2-29", (2028, 2, 29)),
            ("31号", (2026, 12, 31)),
            ("26日", (2026, 11, 26)),
            ("5日", (2026, 12, 5)),
            ("月底", (2026, 11, 30)),
            ("下月", (2026, 12, 1)),
            ("下月底", (2026, 12, 31)),
            ("年底", (2026, 12, 31)),
        ];
        for (text, (year, month, day)) in cases {
            let expected = date(year, month, day);
            assert_eq!(day_from(text, today), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        let today = date(2026, 11, 26);
        let none = [
            "",
            "7",
            "31",
            "12",
            "+",
            "+x",
            "-7",
            "12-32",
            "2026-02-30",
            "2-30",
            "周八",
            "某天",
            "someday",
            "32号",
            "0号",
            "+99999999",
            "+99999999999",
            "3月",
            "下",
            "1-2-3",
            "月31",
        ];
        for text in none {
            assert_eq!(day_from(text, today), None, "{text}");
        }
    }

    #[test]
    fn the_last_days_of_the_calendar_do_no_harm() {
        for text in ["+7", "下周", "周一", "下月", "月底", "明天", "1-1", "30号"] {
            day_from(text, Date::MAX);
            day_from(text, Date::MIN);
        }
    }
}
