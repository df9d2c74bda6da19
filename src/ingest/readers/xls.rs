//! Workbooks of the `.xls` kind (1997 to 2003; `.et` of WPS is the same).
//!
//! The library reads the values; what it leaves out, the number format of each cell, and how far the
//! sheets reach, is read off the records first.

use std::io::Cursor;

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::bounds;
use super::error::{Bounded, Content, ReadError, guarded};
use super::number_format::show;
use super::ole;
use super::remarks;
use super::sheet::{Account, Merge};
use crate::form::Origin;
use crate::ingest::{Grid, PartKind};

mod records;

use records::Formats;

/// Reads an `.xls` workbook.
///
/// # Errors
/// [`ReadError`] when the workbook is encrypted, damaged, beyond a bound or without text.
pub fn read(bytes: &[u8]) -> Result<Grid, ReadError> {
    if bytes.len() as u64 > bounds::FILE_BYTES {
        return Err(ReadError::TooLarge {
            what: Bounded::FileBytes,
            bound: bounds::FILE_BYTES,
        });
    }
    let stream = ole::stream(bytes, &["Workbook", "Book"])?
        .ok_or_else(|| ReadError::damaged(Content::Workbook, "Workbook"))?;
    let formats = Formats::of(&stream)?;
    guarded(Content::Workbook, || sheets(bytes, &formats))
}

fn sheets(bytes: &[u8], formats: &Formats) -> Result<Grid, ReadError> {
    let mut book: Xls<Cursor<&[u8]>> =
        Xls::new(Cursor::new(bytes)).map_err(|error| refuse(&error))?;
    let mut grid = Grid {
        parts: PartKind::Sheet,
        ..Grid::default()
    };
    let mut account = Account::default();
    for (index, sheet) in book.sheets_metadata().to_vec().iter().enumerate() {
        let mut cells = account.sheet()?;
        grid.part_names.push(sheet.name.clone());
        let part = u32::try_from(grid.part_names.len()).unwrap_or(u32::MAX);
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        if sheet.visible != SheetVisible::Visible {
            let origin = Origin::new(part, 0, 0);
            grid.remarks
                .push(remarks::at(origin, "remark-hidden-sheet", &sheet.name));
            continue;
        }
        let range = book
            .worksheet_range_at(index)
            .transpose()
            .map_err(|error| refuse(&error))?
            .unwrap_or_default();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let row = top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
            let column = left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
            let text = text(value, formats.of_cell(index, row, column), formats.date1904);
            cells.put(
                row.saturating_add(1),
                column.saturating_add(1),
                super::text_of(&text),
            )?;
        }
        for merge in book.merge_cells_by_sheet_id(index).unwrap_or_default() {
            cells.merge(Merge {
                first_row: merge.start.0.saturating_add(1),
                first_column: merge.start.1.saturating_add(1),
                last_row: merge.end.0.saturating_add(1),
                last_column: merge.end.1.saturating_add(1),
            });
        }
        grid.tables.extend(cells.into_table(part)?);
    }
    remarks::or_empty(grid)
}

fn text(value: &Data, code: &str, date1904: bool) -> String {
    match value {
        Data::Int(value) => value
            .to_string()
            .parse()
            .map_or_else(|_| value.to_string(), |value| show(value, code, date1904)),
        Data::Float(value) => show(*value, code, date1904),
        Data::DateTime(value) => show(value.as_f64(), code, date1904),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn refuse(error: &XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Encrypted,
        other => ReadError::damaged(Content::Workbook, other),
    }
}
