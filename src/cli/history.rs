//! `shenyue import --history`: past imports, newest first; with a number the files of one.

use super::context::Context;
use super::shape::TextFormat;
use super::{Exit, Failure};
use crate::export::{self, Shape, imports};
use crate::store::ImportId;

/// Rows fetched at once.
const WINDOW: usize = 1_000;

/// Prints past imports, or what became of the files of the import of that number.
pub fn run(
    import: Option<i64>,
    format: TextFormat,
    context: &mut Context,
) -> Result<Exit, Failure> {
    let shape = match format {
        TextFormat::Text => Shape::Table(context.out.width()),
        TextFormat::Json => Shape::Json,
    };
    match import {
        Some(number) => files(ImportId(number), shape, context),
        None => all(shape, context),
    }
}

fn all(shape: Shape, context: &mut Context) -> Result<Exit, Failure> {
    let reader = context.reader()?;
    let columns = imports::columns(&context.words);
    let mut list = export::list(shape, &columns, &mut context.out)?;
    let mut before = None;
    loop {
        let window = reader.imports(WINDOW, before)?;
        let Some(last) = window.last() else { break };
        before = Some(last.id);
        for import in &window {
            list.row(&imports::values(import, &context.words))?;
        }
    }
    let left = list.finish()?;
    context.tell_left_out(&left)?;
    Ok(Exit::Done)
}

fn files(import: ImportId, shape: Shape, context: &mut Context) -> Result<Exit, Failure> {
    let reader = context.reader()?;
    // A number further than the import asked for: it is the first of those before that.
    let before = ImportId(import.0.saturating_add(1));
    let known = reader.imports(1, Some(before))?;
    if known.first().is_none_or(|found| found.id != import) {
        let number = import.0.to_string();
        let told = context.words.fill("import-no-such", &[("number", &number)]);
        return Err(Failure::Usage(told));
    }
    let columns = imports::file_columns(&context.words);
    let mut list = export::list(shape, &columns, &mut context.out)?;
    for window in reader.import_files(import, &[])?.chunks(WINDOW) {
        for file in reader.import_file_rows(import, window)? {
            list.row(&imports::file_values(&file, &context.words))?;
        }
    }
    let left = list.finish()?;
    context.tell_left_out(&left)?;
    Ok(Exit::Done)
}
