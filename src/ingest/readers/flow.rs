//! Flowing documents (web pages, Word): paragraphs and tables as they come, made a [`Grid`].
//!
//! Invariants: rows are numbered through the whole document, so that a number names one place; a
//! paragraph becomes a row of the table that follows it; a table inside a cell is either text of
//! that cell or, when it is the bigger thing of the two, a table of its own and the one around it
//! mere layout.

use super::bounds;
use super::error::{Bounded, ReadError};
use super::remarks;
use crate::form::Repair;
use crate::ingest::{Grid, Table};

mod place;

use place::Numbering;

/// Tables inside tables; more is no document.
const TABLE_DEPTH: usize = 40;
/// A nested table of this many rows, columns and cells with text is a form, not a part of a cell.
const SUBSTANTIAL: (usize, usize, usize) = (4, 3, 12);

/// How a cell goes on downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Down {
    /// It covers so many rows, and the rows below leave its place out (HTML).
    Rows(u32),
    /// It begins a vertical merge, which the rows below go on with (Word).
    Begin,
    /// It goes on with the merge above (Word).
    GoOn,
}

#[derive(Debug)]
enum Piece {
    Line(String),
    Table(RawTable),
}

#[derive(Debug, Default)]
struct RawTable {
    rows: Vec<RawRow>,
}

#[derive(Debug)]
struct RawRow {
    /// Grid columns left free in front.
    skip: u32,
    cells: Vec<RawCell>,
}

#[derive(Debug)]
struct RawCell {
    columns: u32,
    down: Down,
    pieces: Vec<Piece>,
}

/// A table still being read.
#[derive(Debug, Default)]
struct Open {
    table: RawTable,
    row: Option<RawRow>,
    cell: Option<RawCell>,
}

/// Takes a document in as it is read.
#[derive(Debug, Default)]
pub(super) struct Flow {
    root: Vec<Piece>,
    open: Vec<Open>,
    line: String,
    cells: u64,
    remarks: Vec<Repair>,
}

impl Flow {
    /// Adds to the current line.
    pub fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if self.line.len().saturating_add(text.len()) > bounds::CELL_CHARS.saturating_mul(4) {
            return Err(ReadError::TooLarge {
                what: Bounded::CellChars,
                bound: bounds::CELL_CHARS as u64,
            });
        }
        self.line.push_str(text);
        Ok(())
    }

    /// The current line so far.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Ends the current line; a blank one leaves nothing.
    pub fn end_line(&mut self) {
        let line = super::text_of(&std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.put(Piece::Line(line));
        }
    }

    /// Adds a remark.
    pub fn remark(&mut self, remark: Repair) {
        self.remarks.push(remark);
    }

    /// Begins a table, inside the open cell if there is one.
    pub fn open_table(&mut self) -> Result<(), ReadError> {
        self.end_line();
        if self.open.len() >= TABLE_DEPTH {
            return Err(ReadError::TooLarge {
                what: Bounded::Nesting,
                bound: TABLE_DEPTH as u64,
            });
        }
        self.open.push(Open::default());
        Ok(())
    }

    /// Whether a table is being read.
    pub fn in_table(&self) -> bool {
        !self.open.is_empty()
    }

    /// Begins a row that leaves `skip` grid columns free; ends the one before.
    pub fn open_row(&mut self, skip: u32) {
        self.close_row();
        if let Some(open) = self.open.last_mut() {
            open.row = Some(RawRow {
                skip: skip.min(bounds::SPAN),
                cells: Vec::new(),
            });
        }
    }

    /// Begins a cell; ends the one before, and begins a row where none was.
    pub fn open_cell(&mut self, columns: u32, down: Down) -> Result<(), ReadError> {
        self.close_cell();
        self.cells = self.cells.saturating_add(1);
        if self.cells > bounds::CELLS {
            return Err(ReadError::TooLarge {
                what: Bounded::Cells,
                bound: bounds::CELLS,
            });
        }
        if self.open.last().is_some_and(|open| open.row.is_none()) {
            self.open_row(0);
        }
        if let Some(open) = self.open.last_mut() {
            open.cell = Some(RawCell {
                columns: columns.clamp(1, bounds::SPAN),
                down,
                pieces: Vec::new(),
            });
        }
        Ok(())
    }

    /// Ends the open cell, if any.
    pub fn close_cell(&mut self) {
        self.end_line();
        if let Some(Open {
            row: Some(row),
            cell,
            ..
        }) = self.open.last_mut()
        {
            row.cells.extend(cell.take());
        }
    }

    /// Ends the open row, if any.
    pub fn close_row(&mut self) {
        self.close_cell();
        if let Some(open) = self.open.last_mut() {
            open.table.rows.extend(open.row.take());
        }
    }

    /// Ends the open table, if any.
    pub fn close_table(&mut self) {
        self.close_row();
        if let Some(open) = self.open.pop() {
            self.put(Piece::Table(open.table));
        }
    }

    /// Changes the down-going of the open cell.
    pub fn shape_cell(&mut self, columns: Option<u32>, down: Option<Down>) {
        if let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) {
            cell.columns = columns.unwrap_or(cell.columns).clamp(1, bounds::SPAN);
            cell.down = down.unwrap_or(cell.down);
        }
    }

    /// Changes how many grid columns the open row leaves free.
    pub fn shape_row(&mut self, skip: u32) {
        if let Some(row) = self.open.last_mut().and_then(|open| open.row.as_mut()) {
            row.skip = skip.min(bounds::SPAN);
        }
    }

    /// Everything read, laid out.
    pub fn finish(mut self) -> Result<Grid, ReadError> {
        while self.in_table() {
            self.close_table();
        }
        self.end_line();
        let mut layout = Layout::default();
        for piece in self.root {
            layout.piece(piece)?;
        }
        layout.end_table();
        let mut grid = Grid {
            tables: layout.tables,
            ..Grid::default()
        };
        for remark in self.remarks {
            remarks::push(&mut grid, remark);
        }
        remarks::or_empty(grid)
    }

    /// Puts a piece where it belongs: the open cell, else in front of the open table.
    fn put(&mut self, piece: Piece) {
        let cell = self
            .open
            .iter_mut()
            .rev()
            .find_map(|open| open.cell.as_mut());
        match cell {
            Some(cell) => cell.pieces.push(piece),
            None => self.root.push(piece),
        }
    }
}

/// Lays pieces out as tables of rows.
#[derive(Debug, Default)]
struct Layout {
    tables: Vec<Table>,
    current: Table,
    numbering: Numbering,
}

impl Layout {
    fn piece(&mut self, piece: Piece) -> Result<(), ReadError> {
        match piece {
            Piece::Line(line) => {
                self.current.rows.push(self.numbering.paragraph(&line));
                Ok(())
            }
            Piece::Table(table) if table.is_mere_layout() => self.dissolve(table),
            Piece::Table(table) => {
                let rows = self.numbering.table(table.flattened())?;
                self.current.rows.extend(rows);
                self.end_table();
                Ok(())
            }
        }
    }

    /// A table that only places other things on the page: its rows without a table inside are rows,
    /// the others are what their cells hold.
    fn dissolve(&mut self, table: RawTable) -> Result<(), ReadError> {
        for row in table.rows {
            if row.cells.iter().any(RawCell::holds_table) {
                for piece in row.cells.into_iter().flat_map(|cell| cell.pieces) {
                    self.piece(piece)?;
                }
            } else {
                let row = RawTable { rows: vec![row] };
                self.current
                    .rows
                    .extend(self.numbering.table(row.flattened())?);
            }
        }
        Ok(())
    }

    fn end_table(&mut self) {
        let table = std::mem::take(&mut self.current);
        if !table.rows.is_empty() {
            self.tables.push(table);
        }
    }
}

impl RawCell {
    fn holds_table(&self) -> bool {
        self.pieces.iter().any(|p| matches!(p, Piece::Table(_)))
    }

    fn nested(&self) -> impl Iterator<Item = &RawTable> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Table(table) => Some(table),
            Piece::Line(_) => None,
        })
    }

    fn has_line(&self) -> bool {
        self.pieces.iter().any(|p| matches!(p, Piece::Line(_)))
    }

    /// All text of the cell, nested tables row by row.
    fn text(self) -> String {
        let lines: Vec<String> = self
            .pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Line(line) => line,
                Piece::Table(table) => table.text(),
            })
            .collect();
        lines.join("\n")
    }
}

impl RawTable {
    fn cells(&self) -> impl Iterator<Item = &RawCell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }

    /// Cells with text of their own.
    fn own(&self) -> usize {
        self.cells().filter(|cell| cell.has_line()).count()
    }

    /// Own cells of the biggest grid inside, and whether any of those is a form by its size.
    fn inside(&self) -> (usize, bool) {
        let mut biggest = 0;
        let mut substantial = false;
        for table in self.cells().flat_map(RawCell::nested) {
            let columns = table
                .rows
                .iter()
                .map(|row| row.cells.len())
                .max()
                .unwrap_or(0);
            let (deeper, form) = table.inside();
            biggest = biggest.max(deeper);
            substantial |= form;
            if columns >= 2 && table.rows.len() >= 2 {
                let own = table.own();
                biggest = biggest.max(own);
                let (rows, wide, cells) = SUBSTANTIAL;
                substantial |= table.rows.len() >= rows && columns >= wide && own >= cells;
            }
        }
        (biggest, substantial)
    }

    fn is_mere_layout(&self) -> bool {
        let (biggest, substantial) = self.inside();
        substantial || biggest > self.own()
    }

    fn text(self) -> String {
        let rows: Vec<String> = self
            .rows
            .into_iter()
            .map(|row| {
                let cells: Vec<String> = row
                    .cells
                    .into_iter()
                    .map(RawCell::text)
                    .filter(|text| !text.is_empty())
                    .collect();
                cells.join(" ")
            })
            .filter(|row| !row.is_empty())
            .collect();
        rows.join("\n")
    }

    /// The table with nested tables made text of their cells.
    fn flattened(self) -> Vec<place::Row> {
        self.rows
            .into_iter()
            .map(|row| place::Row {
                skip: row.skip,
                cells: row
                    .cells
                    .into_iter()
                    .map(|cell| place::Cell {
                        columns: cell.columns,
                        down: cell.down,
                        text: cell.text(),
                    })
                    .collect(),
            })
            .collect()
    }
}
