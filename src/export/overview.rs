//! The overview as a list: one line a stretch of a scale, a year or a unit. Its keys are a contract.

use super::{Align, Column, Value};
use crate::locales::Catalogue;
use crate::query::{Field, Op, Query, Test, to_text};
use crate::store::{Bin, Overview, RATE_BINS, SCORE_BINS, Share, percent};

/// The columns, headings in the catalogue's language.
pub fn columns(words: &Catalogue) -> Vec<Column> {
    let text = |key| Column::new(key, words.text(&format!("head-{key}")), Align::Left);
    let number = |key| Column::new(key, words.text(&format!("head-{key}")), Align::Right);
    vec![
        text("part"),
        text("value"),
        Column::data("query"),
        number("reports"),
        number("share"),
        Column::data("hundred"),
        number("hundred_share"),
        Column::data("full"),
        Column::data("indicators"),
        Column::data("qualitative"),
        number("qualitative_share"),
    ]
}

/// The lines: all reports, scores, rates, years, units.
pub fn rows(overview: &Overview, words: &Catalogue) -> Vec<Vec<Value>> {
    let all = overview.all.reports;
    let mut rows = vec![group(
        "all",
        String::new(),
        &Query::All,
        &overview.all,
        all,
        words,
    )];
    for (part, field, bins, counts) in [
        ("score", Field::Score, &SCORE_BINS, &overview.scores),
        ("rate", Field::Rate, &RATE_BINS, &overview.rates),
    ] {
        let lines = bins.iter().zip(counts);
        rows.extend(lines.map(|(bin, count)| stretch(part, field, *bin, *count, all, words)));
    }
    for (year, share) in &overview.years {
        let test = year.map_or(Test::Missing, |year| Test::Number(Op::Equal, year.into()));
        let name = year.map_or_else(String::new, |year| year.to_string());
        let query = Query::Field(Field::Year, test);
        rows.push(group("year", name, &query, share, all, words));
    }
    for (unit, share) in &overview.units {
        let test = if unit.is_empty() {
            Test::Missing
        } else {
            Test::Equals(unit.clone())
        };
        let query = Query::Field(Field::Unit, test);
        rows.push(group("unit", unit.clone(), &query, share, all, words));
    }
    rows
}

fn part(name: &'static str, words: &Catalogue) -> Value {
    Value::Name(name.into(), words.text(&format!("overview-part-{name}")))
}

fn share(part: u64, of: u64) -> Value {
    Value::text(percent(part, of))
}

/// What a line is of; what no form says has no name.
fn named(name: impl Into<String>, words: &Catalogue) -> Value {
    match name.into() {
        none if none.is_empty() => Value::None(words.text("overview-none")),
        name => Value::Text(name),
    }
}

fn stretch(
    name: &'static str,
    field: Field,
    bin: Bin,
    reports: u64,
    all: u64,
    words: &Catalogue,
) -> Vec<Value> {
    let mut values = vec![
        part(name, words),
        named(bin.label().unwrap_or_default(), words),
        Value::text(to_text(&bin.query(field))),
        Value::count(reports),
        share(reports, all),
    ];
    values.resize(11, Value::Missing);
    values
}

fn group(
    name: &'static str,
    value: String,
    query: &Query,
    of: &Share,
    all: u64,
    words: &Catalogue,
) -> Vec<Value> {
    vec![
        part(name, words),
        match name {
            "all" => Value::Missing,
            _ => named(value, words),
        },
        Value::text(to_text(query)),
        Value::count(of.reports),
        share(of.reports, all),
        Value::count(of.hundred),
        share(of.hundred, of.reports),
        Value::count(of.full),
        Value::count(of.indicators),
        Value::count(of.qualitative),
        share(of.qualitative, of.indicators),
    ]
}
