//! The cells of one sheet, gathered sparsely, made a [`Table`] within bounds.
//!
//! A sheet may claim a million rows and hold one stray cell: only rows between cells with text are
//! laid out, and long empty stretches are left out (the row numbers tell).

use std::collections::BTreeMap;

use super::bounds;
use super::delimited::within;
use super::error::{Bounded, ReadError};
use crate::ingest::{Cell, Row, Table};

/// Empty rows in a run that are still laid out.
const EMPTY_RUN: u32 = 100;

/// A rectangle of merged cells; rows and columns from 1, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    pub first_row: u32,
    pub first_column: u32,
    pub last_row: u32,
    pub last_column: u32,
}

/// What the sheets of one workbook hold: the bounds are those of the file, and many sheets may be
/// one part of it.
#[derive(Debug, Default)]
pub(super) struct Account {
    sheets: usize,
    cells: u64,
    laid_out: u64,
    text: u64,
}

impl Account {
    /// Begins a sheet.
    pub fn sheet(&mut self) -> Result<Sheet<'_>, ReadError> {
        self.sheets = self.sheets.saturating_add(1);
        within(Bounded::Sheets, self.sheets as u64, bounds::SHEETS as u64)?;
        Ok(Sheet {
            rows: BTreeMap::new(),
            merges: Vec::new(),
            account: self,
        })
    }
}

/// The cells with text and the merged rectangles of one sheet.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
    merges: Vec<Merge>,
    account: &'a mut Account,
}

impl Sheet<'_> {
    /// Puts the text of the cell at `row` and `column` (from 1); blank text is no cell.
    pub fn put(&mut self, row: u32, column: u32, text: String) -> Result<(), ReadError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if text.len() > bounds::CELL_CHARS.saturating_mul(4) {
            return Err(ReadError::TooLarge {
                what: Bounded::CellChars,
                bound: bounds::CELL_CHARS as u64,
            });
        }
        let account = &mut *self.account;
        account.cells = account.cells.saturating_add(1);
        within(Bounded::Cells, account.cells, bounds::CELLS)?;
        account.text = account.text.saturating_add(text.len() as u64);
        within(Bounded::Text, account.text, bounds::TEXT_BYTES)?;
        self.rows.entry(row).or_default().insert(column, text);
        Ok(())
    }

    /// Notes a merged rectangle.
    pub fn merge(&mut self, merge: Merge) {
        let single = merge.first_row == merge.last_row && merge.first_column == merge.last_column;
        if !single && merge.first_row <= merge.last_row && merge.first_column <= merge.last_column {
            self.merges.push(merge);
        }
    }

    /// Lays the sheet out as the table of part `part`; `None` when it has no text.
    pub fn into_table(self, part: u32) -> Result<Option<Table>, ReadError> {
        let Self {
            mut rows,
            merges,
            account,
        } = self;
        let (Some(first_row), Some(last_row)) = (
            rows.keys().next().copied(),
            rows.keys().next_back().copied(),
        ) else {
            return Ok(None);
        };
        let mut by_row: BTreeMap<u32, Vec<Merge>> = BTreeMap::new();
        for merge in merges {
            by_row.entry(merge.first_row).or_default().push(merge);
        }
        let (first_column, last_column) = extent(&rows, &by_row)?;
        let width = u64::from(last_column.saturating_sub(first_column)).saturating_add(1);
        let mut table = Table {
            part,
            rows: Vec::new(),
        };
        let mut covered: BTreeMap<u32, u32> = BTreeMap::new();
        let mut row = first_row;
        while row <= last_row {
            let texts = rows.remove(&row).unwrap_or_default();
            let merges = by_row.remove(&row).unwrap_or_default();
            if texts.is_empty() && merges.is_empty() {
                // Skip a long empty stretch in one step.
                let next = rows.keys().next().copied().unwrap_or(last_row);
                if next.saturating_sub(row) > EMPTY_RUN {
                    row = next;
                    covered.clear();
                    continue;
                }
            }
            account.laid_out = account.laid_out.saturating_add(width);
            within(Bounded::Cells, account.laid_out, bounds::CELLS)?;
            table.rows.push(lay_out(
                part,
                row,
                (first_column, last_column),
                texts,
                &merges,
                &mut covered,
            ));
            row = row.saturating_add(1);
        }
        Ok(Some(table))
    }
}

/// First and last column that hold text, merged cells with text counted whole.
fn extent(
    rows: &BTreeMap<u32, BTreeMap<u32, String>>,
    merges: &BTreeMap<u32, Vec<Merge>>,
) -> Result<(u32, u32), ReadError> {
    let columns = |pick: fn(&BTreeMap<u32, String>) -> Option<u32>| rows.values().filter_map(pick);
    let first = columns(|row| row.keys().next().copied()).min().unwrap_or(1);
    let mut last = columns(|row| row.keys().next_back().copied())
        .max()
        .unwrap_or(first);
    if last.saturating_sub(first) >= bounds::COLUMNS {
        return Err(ReadError::TooLarge {
            what: Bounded::Columns,
            bound: u64::from(bounds::COLUMNS),
        });
    }
    for merge in merges.values().flatten() {
        let has_text = rows
            .get(&merge.first_row)
            .is_some_and(|row| row.contains_key(&merge.first_column));
        // A merged cell that runs to the end of the sheet says nothing about the width.
        if has_text && merge.last_column.saturating_sub(first) < bounds::COLUMNS {
            last = last.max(merge.last_column);
        }
    }
    Ok((first, last))
}

/// One row: texts and empty cells that no merged cell covers, with the spans that begin here.
/// `covered` tells for a column the last row up to which a merged cell covers it.
fn lay_out(
    part: u32,
    row: u32,
    (first, last): (u32, u32),
    mut texts: BTreeMap<u32, String>,
    merges: &[Merge],
    covered: &mut BTreeMap<u32, u32>,
) -> Row {
    covered.retain(|_, until| *until >= row);
    let mut cells = Vec::new();
    let mut column = first;
    while column <= last {
        if covered.contains_key(&column) {
            column = column.saturating_add(1);
            continue;
        }
        let text = texts.remove(&column).unwrap_or_default();
        let mut cell = Cell::new(column, text);
        let mut next = column.saturating_add(1);
        if let Some(merge) = merges.iter().find(|merge| merge.first_column == column) {
            let mut end = merge.last_column.min(last);
            // Merged cells that overlap are damage: the one that came first keeps its place.
            if let Some((taken, _)) = covered.range(column..=end).next() {
                end = taken.saturating_sub(1);
            }
            let last_row = merge
                .last_row
                .min(row.saturating_add(bounds::SPAN).saturating_sub(1));
            for under in column..=end {
                if last_row > row {
                    covered.insert(under, last_row);
                }
            }
            cell.columns = end.saturating_sub(column).saturating_add(1);
            cell.rows = last_row.saturating_sub(row).saturating_add(1);
            next = end.saturating_add(1);
        }
        cells.push(cell);
        column = next;
    }
    Row {
        part,
        number: row,
        cells,
        raw: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet<'a>(account: &'a mut Account, cells: &[(u32, u32, &str)]) -> Sheet<'a> {
        let mut sheet = account.sheet().unwrap();
        for (row, column, text) in cells {
            sheet.put(*row, *column, (*text).to_owned()).unwrap();
        }
        sheet
    }

    #[test]
    fn merged_cells_stand_once_and_cover_the_rest() {
        let mut account = Account::default();
        let mut sheet = sheet(
            &mut account,
            &[(2, 2, "a"), (2, 4, "b"), (3, 3, "c"), (3, 4, "d")],
        );
        sheet.merge(Merge {
            first_row: 2,
            first_column: 2,
            last_row: 3,
            last_column: 2,
        });
        let table = sheet.into_table(1).unwrap().unwrap();
        let shown: Vec<Vec<(u32, &str, u32)>> = table
            .rows
            .iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| (cell.column, cell.text.as_str(), cell.rows))
                    .collect()
            })
            .collect();
        assert_eq!(
            shown,
            [
                vec![(2, "a", 2), (3, "", 1), (4, "b", 1)],
                vec![(3, "c", 1), (4, "d", 1)]
            ]
        );
        assert_eq!(table.rows[0].number, 2);
    }

    #[test]
    fn a_stray_cell_in_the_last_row_costs_one_row() {
        let mut account = Account::default();
        let table = sheet(&mut account, &[(1, 1, "a"), (1_048_576, 16, "b")])
            .into_table(1)
            .unwrap()
            .unwrap();
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[1].number, 1_048_576);
    }

    #[test]
    fn ten_thousand_columns_are_refused() {
        let mut account = Account::default();
        let error = sheet(&mut account, &[(1, 1, "a"), (1, 10_000, "b")])
            .into_table(1)
            .unwrap_err();
        assert!(matches!(
            error,
            ReadError::TooLarge {
                what: Bounded::Columns,
                ..
            }
        ));
    }

    #[test]
    fn overlapping_and_endless_merges_do_no_harm() {
        let mut account = Account::default();
        let mut sheet = sheet(&mut account, &[(1, 1, "a"), (1, 2, "b"), (2, 1, "c")]);
        for _ in 0..1_000 {
            sheet.merge(Merge {
                first_row: 1,
                first_column: 1,
                last_row: 1_048_576,
                last_column: 16_384,
            });
        }
        let table = sheet.into_table(1).unwrap().unwrap();
        assert_eq!(table.rows[0].cells.len(), 1);
        assert_eq!(table.rows[0].cells[0].columns, 2);
        assert_eq!(table.rows[0].cells[0].rows, bounds::SPAN);
    }

    #[test]
    fn sheets_share_the_bounds_of_their_file() {
        let mut account = Account::default();
        let text = "甲".repeat(1 << 20);
        let filled = (1..=100).try_for_each(|_| account.sheet()?.put(1, 1, text.clone()));
        assert!(matches!(
            filled,
            Err(ReadError::TooLarge {
                what: Bounded::Text,
                ..
            })
        ));
        let mut account = Account::default();
        let opened = (0..=bounds::SHEETS).try_for_each(|_| account.sheet().map(|_| ()));
        assert!(matches!(
            opened,
            Err(ReadError::TooLarge {
                what: Bounded::Sheets,
                ..
            })
        ));
    }
}
