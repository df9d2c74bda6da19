//! The list of reports. Its keys are a contract.

use super::names::{certainty, day, plain, review};
use super::{Align, Column, Value};
use crate::form::Grade;
use crate::locales::Catalogue;
use crate::store::ReportRow;

/// The columns, headings in the catalogue's language.
pub fn columns(words: &Catalogue) -> Vec<Column> {
    let words_column = |key| Column::new(key, words.text(&format!("head-{key}")), Align::Left);
    let number_column = |key| Column::new(key, words.text(&format!("head-{key}")), Align::Right);
    vec![
        number_column("id"),
        number_column("year"),
        words_column("project"),
        words_column("unit"),
        Column::data("department"),
        Column::data("initial"),
        number_column("annual").spare(1),
        number_column("executed").spare(5),
        number_column("rate"),
        number_column("score"),
        words_column("grade").spare(3),
        Column::data("indicators"),
        number_column("qualitative").spare(6),
        number_column("errors"),
        number_column("warnings"),
        number_column("notices").spare(4),
        words_column("all_full").spare(7),
        words_column("mismatch").spare(8),
        words_column("state").spare(2),
        Column::data("undecided"),
        Column::data("notes"),
        Column::data("revision"),
        Column::data("assignee"),
        Column::data("due"),
        words_column("reading").spare(9),
    ]
}

/// The values of one report, one a column.
pub fn values(row: &ReportRow, words: &Catalogue) -> Vec<Value> {
    vec![
        Value::Whole(row.id.0),
        row.year
            .map_or(Value::Missing, |year| Value::Whole(year.into())),
        Value::text(&row.project),
        Value::text(&row.unit),
        Value::text(&row.department),
        plain(row.initial),
        plain(row.annual),
        plain(row.executed),
        plain(row.rate),
        plain(row.score),
        row.grade.map_or(Value::Missing, |grade: Grade| {
            Value::Text(grade.as_str().to_owned())
        }),
        Value::count(row.indicators),
        Value::count(row.qualitative),
        Value::count(row.errors),
        Value::count(row.warnings),
        Value::count(row.notices),
        Value::Flag(row.all_full),
        Value::Flag(row.mismatch),
        review(row.state, words),
        Value::count(row.undecided),
        Value::count(row.notes),
        Value::count(row.revision),
        Value::text(&row.assignee),
        day(row.due),
        certainty(row.certainty, words),
    ]
}
