//! The list of findings. Its keys are a contract.

use super::names::{day, place, rule, second, severity, verdict};
use super::{Align, Column, Value};
use crate::locales::Catalogue;
use crate::rules::sentence;
use crate::store::FindingRow;

/// How many digits of an id a table shows, the first three of which all findings of a unit share;
/// commands take any beginning that is unique.
const SHORT_ID: usize = 10;

/// The columns, headings in the catalogue's language.
pub fn columns(words: &Catalogue) -> Vec<Column> {
    let column = |key| Column::new(key, words.text(&format!("head-{key}")), Align::Left);
    vec![
        Column::new("id", words.text("head-finding"), Align::Left),
        Column::new("report_id", words.text("head-report_id"), Align::Right),
        column("project").spare(1),
        Column::data("year"),
        Column::data("unit"),
        column("rule"),
        column("severity"),
        column("place").spare(2),
        column("message"),
        column("status"),
        Column::data("reason"),
        Column::data("by"),
        Column::data("batch"),
        Column::data("notes"),
        Column::data("second"),
        Column::data("reviewer"),
        Column::data("remark"),
        Column::data("disputed"),
        Column::data("assignee"),
        Column::data("due"),
    ]
}

/// The values of one finding, one a column.
pub fn values(row: &FindingRow, words: &Catalogue) -> Vec<Value> {
    let id = row.hex();
    let short = id.chars().take(SHORT_ID).collect();
    vec![
        Value::Name(id.into(), short),
        Value::Whole(row.report.0),
        Value::text(&row.project),
        row.year
            .map_or(Value::Missing, |year| Value::Whole(year.into())),
        Value::text(&row.unit),
        rule(&row.rule, words),
        severity(row.severity, words),
        place(row.place, words),
        Value::Text(sentence(&row.rule, &row.message, &row.facts, words.lang())),
        verdict(row.verdict, words),
        Value::text(&row.reason),
        Value::text(&row.by),
        Value::text(&row.batch),
        Value::count(row.notes),
        second(row.second, words),
        Value::text(&row.reviewer),
        Value::text(&row.remark),
        Value::Flag(!row.opinions.is_empty()),
        Value::text(&row.assignee),
        day(row.due),
    ]
}
