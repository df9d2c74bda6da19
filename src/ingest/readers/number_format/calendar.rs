//! Days counted from 1900 or 1904, shown as dates and times.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::section::{Section, Token};

const DAY_SECONDS: i64 = 86_400;

/// The day `number` under `section`; `None` when there is no such day.
pub(super) fn show(number: Decimal, section: &Section, date1904: bool) -> Option<String> {
    let seconds = number
        .checked_mul(Decimal::from(DAY_SECONDS))?
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .to_i64()?;
    let moment = moment(seconds, date1904)?;
    let mut text = String::new();
    let half_day = section
        .tokens
        .iter()
        .any(|t| matches!(t, Token::HalfDay(..)));
    for (index, token) in section.tokens.iter().enumerate() {
        match token {
            Token::Literal(literal) => text.push_str(literal),
            Token::Point => text.push('.'),
            Token::Comma => text.push(','),
            Token::Percent => text.push('%'),
            // Fractions of a second.
            Token::Digit(_) => text.push('0'),
            Token::Value | Token::Other => {}
            Token::HalfDay(am, pm) => text.push_str(if moment.hour() < 12 { am } else { pm }),
            Token::Elapsed(letter) => {
                let unit = match letter {
                    'h' => 3_600,
                    'm' => 60,
                    _ => 1,
                };
                text.push_str(&seconds.checked_div(unit)?.to_string());
            }
            Token::Date('m', run) if is_minute(&section.tokens, index) => {
                text.push_str(&padded(moment.minute(), *run));
            }
            Token::Date(letter, run) => {
                text.push_str(&part(*letter, *run, moment, half_day));
            }
        }
    }
    Some(text.trim().to_owned())
}

fn moment(seconds: i64, date1904: bool) -> Option<DateTime> {
    let days = seconds.div_euclid(DAY_SECONDS);
    // The 1900 count has a 29 February that never was: before it, days are one off.
    let epoch = match (date1904, days >= 60) {
        (true, _) => Date::new(1904, 1, 1),
        (false, true) => Date::new(1899, 12, 30),
        (false, false) => Date::new(1899, 12, 31),
    }
    .ok()?;
    epoch
        .to_datetime(jiff::civil::Time::midnight())
        .checked_add(SignedDuration::from_secs(seconds))
        .ok()
}

/// One part of a date, in the Chinese words where it is a word.
fn part(letter: char, run: usize, moment: DateTime, half_day: bool) -> String {
    match (letter, run) {
        ('y' | 'e', 1 | 3..) => moment.year().to_string(),
        ('y' | 'e', _) => padded(moment.year().rem_euclid(100), 2),
        ('m', 3..) => format!("{}月", moment.month()),
        ('m', _) => padded(moment.month(), run),
        ('d', 3..) => format!("星期{}", weekday(moment)),
        ('d', _) => padded(moment.day(), run),
        ('h', _) => {
            let hour = if half_day && moment.hour() > 12 {
                moment.hour().saturating_sub(12)
            } else {
                moment.hour()
            };
            padded(hour, run)
        }
        ('s', _) => padded(moment.second(), run),
        ('a', 4..) => format!("星期{}", weekday(moment)),
        ('a', 3) => weekday(moment).to_owned(),
        (other, run) => other.to_string().repeat(run),
    }
}

fn weekday(moment: DateTime) -> &'static str {
    match moment.weekday() {
        jiff::civil::Weekday::Monday => "一",
        jiff::civil::Weekday::Tuesday => "二",
        jiff::civil::Weekday::Wednesday => "三",
        jiff::civil::Weekday::Thursday => "四",
        jiff::civil::Weekday::Friday => "五",
        jiff::civil::Weekday::Saturday => "六",
        jiff::civil::Weekday::Sunday => "日",
    }
}

fn padded(value: impl Into<i64>, run: usize) -> String {
    let value: i64 = value.into();
    if run >= 2 {
        format!("{value:02}")
    } else {
        value.to_string()
    }
}

/// `m` is minutes right after hours and right before seconds, else months.
fn is_minute(tokens: &[Token], index: usize) -> bool {
    let timed = |token: &&Token| matches!(token, Token::Date(..) | Token::Elapsed(_));
    let before = tokens
        .get(..index)
        .and_then(|tokens| tokens.iter().rev().find(timed));
    let after = tokens
        .get(index.saturating_add(1)..)
        .and_then(|tokens| tokens.iter().find(timed));
    matches!(before, Some(Token::Date('h', _) | Token::Elapsed('h')))
        || matches!(after, Some(Token::Date('s', _) | Token::Elapsed('s')))
}
