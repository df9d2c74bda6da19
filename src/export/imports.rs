//! Past imports and what became of their files, as lists. Their keys are a contract.

use super::names::time;
use super::{Align, Column, Value};
use crate::locales::Catalogue;
use crate::store::{ImportFileRow, ImportRow, Stored};

/// The columns of the list of imports, headings in the catalogue's language.
pub fn columns(words: &Catalogue) -> Vec<Column> {
    let mut columns = vec![
        Column::new("id", words.text("head-event"), Align::Right),
        left("at", words).whole(),
        Column::data("ended_at"),
        Column::new("by", words.text("head-importer"), Align::Left).spare(1),
        left("end", words),
        right("files", words),
    ];
    columns.extend(
        ["new", "unchanged", "revised", "refused", "left_out"].map(|key| right(key, words)),
    );
    columns.extend([Column::data("remaining"), left("paths", words)]);
    columns
}

/// The values of one import, one a column.
pub fn values(import: &ImportRow, words: &Catalogue) -> Vec<Value> {
    let end = import.end();
    let mut values = vec![
        Value::Whole(import.id.0),
        time(import.at),
        import.ended_at.map_or(Value::Missing, time),
        Value::text(&import.by),
        Value::Name(end.into(), words.text(&format!("import-end-{end}"))),
        Value::count(import.files),
    ];
    values.extend(counts(import.stored));
    values.extend([
        Value::count(import.refused),
        Value::count(import.left_out),
        Value::count(import.remaining),
        Value::Texts(import.paths.clone()),
    ]);
    values
}

/// The columns of the list of files of one import.
pub fn file_columns(words: &Catalogue) -> Vec<Column> {
    let mut columns = vec![
        Column::new("number", words.text("head-event"), Align::Right),
        left("fate", words),
    ];
    columns.extend(["new", "unchanged", "revised"].map(|key| right(key, words)));
    columns.extend(
        ["path", "refused", "skipped"]
            .map(|key| Column::new(key, words.text(&format!("head-file-{key}")), Align::Left)),
    );
    columns
}

/// The values of one file of an import, one a column.
pub fn file_values(file: &ImportFileRow, words: &Catalogue) -> Vec<Value> {
    let said = |refused: bool| {
        let said = file.said.iter().filter(|said| said.refused == refused);
        Value::Texts(said.map(|said| said.get(words.lang()).to_owned()).collect())
    };
    let fate = file.fate.name();
    let mut values = vec![
        Value::count(file.number),
        Value::Name(fate.into(), words.text(&format!("fate-{fate}"))),
    ];
    values.extend(counts(file.stored));
    values.extend([Value::text(&file.path), said(true), said(false)]);
    values
}

fn counts(stored: Stored) -> [Value; 3] {
    [stored.new, stored.unchanged, stored.revised].map(Value::count)
}

fn left(key: &'static str, words: &Catalogue) -> Column {
    Column::new(key, words.text(&format!("head-{key}")), Align::Left)
}

fn right(key: &'static str, words: &Catalogue) -> Column {
    Column::new(key, words.text(&format!("head-{key}")), Align::Right)
}
