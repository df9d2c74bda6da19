//! Workbooks of the `.xlsx` and `.xlsm` kind.
//!
//! Cells are streamed, so that the claimed size of a sheet costs nothing; numbers are shown under
//! their format. Hidden sheets are left out and said.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::error::{Content, ReadError, guarded};
use super::number_format::{builtin, show};
use super::packed;
use super::remarks;
use super::sheet::{Account, Merge, Sheet};
use crate::form::Origin;
use crate::ingest::{Grid, PartKind};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads an `.xlsx` or `.xlsm` workbook.
///
/// # Errors
/// [`ReadError`] when the workbook is encrypted, damaged, beyond a bound or without text.
pub fn read(bytes: &[u8]) -> Result<Grid, ReadError> {
    packed::check(bytes, Content::Workbook)?;
    guarded(Content::Workbook, || sheets(bytes))
}

fn sheets(bytes: &[u8]) -> Result<Grid, ReadError> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refuse(&error))?;
    let mut grid = Grid {
        parts: PartKind::Sheet,
        ..Grid::default()
    };
    let date1904 = book.has_1904_epoch();
    let mut account = Account::default();
    for sheet in book.sheets_metadata().to_vec() {
        let mut cells = account.sheet()?;
        grid.part_names.push(sheet.name.clone());
        let part = u32::try_from(grid.part_names.len()).unwrap_or(u32::MAX);
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        if sheet.visible != SheetVisible::Visible {
            grid.remarks.push(remarks::at(
                Origin::new(part, 0, 0),
                "remark-hidden-sheet",
                &sheet.name,
            ));
            continue;
        }
        read_cells(&mut book, &sheet.name, date1904, &mut cells)?;
        read_merges(&mut book, &sheet.name, &mut cells)?;
        for origin in unanswered(&mut book, &sheet.name, part, &mut cells)? {
            remarks::push(
                &mut grid,
                remarks::at(origin, "remark-formula-without-value", ""),
            );
        }
        grid.tables.extend(cells.into_table(part)?);
    }
    remarks::or_empty(grid)
}

fn read_cells(
    book: &mut Book<'_>,
    name: &str,
    date1904: bool,
    cells: &mut Sheet<'_>,
) -> Result<(), ReadError> {
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|error| refuse(&error))?;
    while let Some((cell, style)) = reader
        .next_cell_with_style_id()
        .map_err(|error| refuse(&error))?
    {
        let (row, column) = cell.get_position();
        let format = reader
            .styles()
            .get(style)
            .and_then(|style| style.number_format.as_ref());
        // What a number means is the application's business: the built-in ones say it as the
        // Chinese edition does.
        let code = format.map_or("General", |format| {
            format
                .format_id
                .and_then(builtin)
                .unwrap_or(&format.format_code)
        });
        let text = match cell.get_value() {
            DataRef::Int(value) => show_integer(*value, code, date1904),
            DataRef::Float(value) => show(*value, code, date1904),
            DataRef::DateTime(value) => show(value.as_f64(), code, date1904),
            DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::DateTimeIso(text) => text.trim_end_matches("T00:00:00").to_owned(),
            DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            DataRef::Error(error) => error.to_string(),
            DataRef::Empty => continue,
        };
        cells.put(
            row.saturating_add(1),
            column.saturating_add(1),
            super::text_of(&text),
        )?;
    }
    Ok(())
}

fn show_integer(value: i64, code: &str, date1904: bool) -> String {
    value
        .to_string()
        .parse()
        .map_or_else(|_| value.to_string(), |value| show(value, code, date1904))
}

fn read_merges(book: &mut Book<'_>, name: &str, cells: &mut Sheet<'_>) -> Result<(), ReadError> {
    let merges = book
        .merge_cells_by_sheet_name(name)
        .map_err(|error| refuse(&error))?;
    for merge in merges {
        cells.merge(Merge {
            first_row: merge.start.0.saturating_add(1),
            first_column: merge.start.1.saturating_add(1),
            last_row: merge.end.0.saturating_add(1),
            last_column: merge.end.1.saturating_add(1),
        });
    }
    Ok(())
}

/// Where formulas have no stored result: the cell looks empty to us, but not to a person.
fn unanswered(
    book: &mut Book<'_>,
    name: &str,
    part: u32,
    cells: &mut Sheet<'_>,
) -> Result<Vec<Origin>, ReadError> {
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|error| refuse(&error))?;
    let mut origins = Vec::new();
    while let Some(record) = reader
        .next_cell_with_formula_metadata()
        .map_err(|error| refuse(&error))?
    {
        if record.formula.is_none() || record.value != DataRef::Empty {
            continue;
        }
        let (row, column) = (
            record.pos.0.saturating_add(1),
            record.pos.1.saturating_add(1),
        );
        cells.put(row, column, UNKNOWN.to_owned())?;
        origins.push(Origin::new(part, row, column));
    }
    Ok(origins)
}

/// Stands for what a cell shows where nobody can tell.
const UNKNOWN: &str = "\u{fffd}";

fn refuse(error: &XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        other => ReadError::damaged(Content::Workbook, other),
    }
}
