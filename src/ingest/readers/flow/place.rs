//! The columns and rows that cells take when spans are laid out.

use std::collections::BTreeMap;

use super::Down;
use crate::ingest::readers::bounds;
use crate::ingest::readers::delimited::within;
use crate::ingest::readers::error::{Bounded, ReadError};
use crate::ingest::{Cell as GridCell, Row as GridRow};

/// A cell before it has a place.
#[derive(Debug)]
pub(super) struct Cell {
    pub columns: u32,
    pub down: Down,
    pub text: String,
}

/// A row before it has a number.
#[derive(Debug)]
pub(super) struct Row {
    pub skip: u32,
    pub cells: Vec<Cell>,
}

/// Numbers rows through the document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    last: u32,
    /// Columns of all cells so far, counted in every row they cover.
    places: u64,
}

impl Numbering {
    fn row(&mut self) -> GridRow {
        self.last = self.last.saturating_add(1);
        GridRow {
            number: self.last,
            ..GridRow::default()
        }
    }

    /// A paragraph as a row: one cell, or one for each part between tabs.
    pub fn paragraph(&mut self, line: &str) -> GridRow {
        let mut row = self.row();
        for (column, part) in (1..).zip(line.split('\t')) {
            row.cells.push(GridCell::new(column, part.trim()));
        }
        row
    }

    /// The rows of a table, every cell at its column.
    pub fn table(&mut self, rows: Vec<Row>) -> Result<Vec<GridRow>, ReadError> {
        let count = rows.len();
        let mut placing = Placing {
            places: self.places,
            ..Placing::default()
        };
        let mut placed = Vec::with_capacity(count);
        for (index, row) in rows.into_iter().enumerate() {
            let below = u32::try_from(count.saturating_sub(index)).unwrap_or(u32::MAX);
            let mut made = self.row();
            placing.row(row, below, &mut made, &mut placed)?;
            placed.push(made);
        }
        self.places = placing.places;
        trim_width(&mut placed);
        Ok(placed)
    }
}

/// What the rows above leave for the next row.
#[derive(Debug, Default)]
struct Placing {
    /// Column → rows it is still covered for by a cell above.
    covered: BTreeMap<u32, u32>,
    /// Column → where the vertical merge in it began: row index, cell index.
    merges: BTreeMap<u32, (usize, usize)>,
    /// As in [`Numbering`].
    places: u64,
}

impl Placing {
    /// Gives the cells of `row` their columns; `below` rows are left, this one counted.
    fn row(
        &mut self,
        row: Row,
        below: u32,
        made: &mut GridRow,
        placed: &mut [GridRow],
    ) -> Result<(), ReadError> {
        // The recogniser sees what covers a row in that row.
        self.places = self.places.saturating_add(self.covered.len() as u64);
        let mut column = row.skip.saturating_add(1);
        let mut covers = BTreeMap::new();
        let mut merges = BTreeMap::new();
        for cell in row.cells {
            while self.covered.contains_key(&column) {
                column = column.saturating_add(1);
            }
            let end = column.saturating_add(cell.columns);
            if end > bounds::COLUMNS.saturating_add(1) {
                return Err(ReadError::TooLarge {
                    what: Bounded::Columns,
                    bound: u64::from(bounds::COLUMNS),
                });
            }
            self.places = self.places.saturating_add(u64::from(cell.columns));
            within(Bounded::Cells, self.places, bounds::CELLS)?;
            let mut rows = 1;
            match cell.down {
                Down::Rows(count) => {
                    rows = if count == 0 { below } else { count };
                    rows = rows.min(bounds::SPAN).min(below);
                    for under in column..end {
                        if rows > 1 {
                            covers.insert(under, rows);
                        }
                    }
                }
                Down::Begin => {
                    merges.insert(column, (placed.len(), made.cells.len()));
                }
                Down::GoOn => {
                    if let Some(start) = self.merges.get(&column).copied() {
                        if let Some(above) = placed
                            .get_mut(start.0)
                            .and_then(|row| row.cells.get_mut(start.1))
                        {
                            above.rows = above.rows.saturating_add(1);
                            join(&mut above.text, &cell.text);
                        }
                        merges.insert(column, start);
                        column = end;
                        continue;
                    }
                }
            }
            made.cells.push(GridCell {
                column,
                columns: cell.columns,
                rows,
                text: cell.text,
            });
            column = end;
        }
        self.merges = merges;
        self.covered.extend(covers);
        self.covered.retain(|_, rows| {
            *rows = rows.saturating_sub(1);
            *rows > 0
        });
        Ok(())
    }
}

/// Text in the lower part of a vertical merge is not shown by Word; it is kept when it is there.
fn join(above: &mut String, below: &str) {
    if !below.is_empty() {
        if !above.is_empty() {
            above.push('\n');
        }
        above.push_str(below);
    }
}

/// Cuts spans that run past the table, as authors write them to be safe.
fn trim_width(rows: &mut [GridRow]) {
    let end = |cell: &GridCell| cell.column.saturating_add(cell.columns);
    let width = rows
        .iter()
        .filter(|row| row.cells.len() > 1)
        .flat_map(|row| &row.cells)
        .map(end)
        .max();
    let Some(width) = width else {
        return;
    };
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        if end(cell) > width {
            cell.columns = width.saturating_sub(cell.column).max(1);
        }
    }
}
