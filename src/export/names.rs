//! Labels people read for the stable names programs read.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::Value;
use crate::form::{Certainty, Origin, Report};
use crate::locales::Catalogue;
use crate::rules::{self, Place, Severity};
use crate::store::{ReviewState, SecondReview, Verdict};

/// A severity.
pub fn severity(severity: Severity, words: &Catalogue) -> Value {
    named("severity", severity.name(), words)
}

/// A verdict.
pub fn verdict(verdict: Verdict, words: &Catalogue) -> Value {
    named("verdict", verdict.name(), words)
}

/// What a second person said of a verdict.
pub fn second(second: SecondReview, words: &Catalogue) -> Value {
    named("second", second.name(), words)
}

/// A day, where one is set.
pub fn day(day: Option<Date>) -> Value {
    day.map_or(Value::Missing, |day| Value::Text(day.to_string()))
}

/// How sure a reading is.
pub fn certainty(certainty: Certainty, words: &Catalogue) -> Value {
    named("reading", certainty.name(), words)
}

/// How far a review has come.
pub fn review(state: ReviewState, words: &Catalogue) -> Value {
    named("review", state.name(), words)
}

fn named(kind: &str, name: &'static str, words: &Catalogue) -> Value {
    Value::Name(name.into(), words.text(&format!("{kind}-{name}")))
}

/// A part of a form.
pub fn place(place: Place, words: &Catalogue) -> Value {
    let label = match place {
        Place::Fund(line) => {
            let line = words.text(&format!("fund-{}", line.name()));
            words.fill("place-fund", &[("line", &line)])
        }
        Place::Indicator(number) => {
            words.fill("place-indicator", &[("number", &number.to_string())])
        }
        _ => words.text(&format!("place-{place}")),
    };
    Value::Name(place.to_string().into(), label)
}

/// A part of a form and a cell of it (`fund:total/rate`, `unit`), in words as far as they are known.
pub fn part(what: &str, words: &Catalogue) -> String {
    let (at, cell) = what.split_once('/').unwrap_or(("", what));
    let label = |part: Place| match place(part, words) {
        Value::Name(_, label) => label,
        _ => part.to_string(),
    };
    let key = format!("field-{cell}");
    let name = Some(words.text(&key)).filter(|name| *name != key);
    match (at.parse().ok(), cell.parse().ok(), name) {
        (Some(at), _, Some(name)) => format!("{} {name}", label(at)),
        (None, _, Some(name)) => name,
        (None, Some(whole), None) => label(whole),
        (_, _, None) => what.to_owned(),
    }
}

/// A place of a file, in words.
pub fn origin(origin: Origin, words: &Catalogue) -> String {
    let key = if origin.part == 0 {
        "place-in-text"
    } else {
        "place-in-part"
    };
    let [part, row, column] =
        [origin.part, origin.row, origin.column].map(|number| number.to_string());
    words.fill(key, &[("part", &part), ("row", &row), ("column", &column)])
}

/// A rule by its id; a rule that this version does not know is shown by its id.
pub fn rule(id: &str, words: &Catalogue) -> Value {
    let name = rules::find(id).map_or(id, |rule| rule.name.get(words.lang()));
    Value::Name(id.to_owned().into(), name.to_owned())
}

/// An amount, rate or score with at least two decimals, none of its own lost.
pub fn plain(number: Option<Decimal>) -> Value {
    Value::number(number.map(|number| {
        let mut number = number.normalize();
        if number.scale() < 2 {
            number.rescale(2);
        }
        number
    }))
}

/// The unit of the amounts of a form, or that it is not certain.
pub fn money_unit(report: &Report, words: &Catalogue) -> String {
    report.certain_money_unit().map_or_else(
        || words.text("money-unit-uncertain"),
        |unit| unit.as_str().to_owned(),
    )
}

/// The day it is here.
pub fn today() -> Date {
    Timestamp::now()
        .to_zoned_datetime(TimeZone::system())
        .date()
}

/// A time: UTC to the microsecond for programs, local to the second for people.
pub fn time(at: Timestamp) -> Value {
    let local = at.to_zoned_datetime(TimeZone::system());
    Value::Name(
        at.to_string().into(),
        local.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    )
}
