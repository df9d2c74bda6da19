//! Pages put together: tables that go on over a page become one.

use super::lattice::{Field, Lattice};
use super::lines::{TextLine, cell_text};
use super::marks::POINT;
use super::page::Block;
use super::unruled;
use crate::form::Origin;
use crate::ingest::readers::bounds;
use crate::ingest::readers::error::{Bounded, ReadError};
use crate::ingest::{Cell, Row, Table};

/// How far the edges of a table may move from page to page.
const DRIFT: i64 = 6 * POINT;

/// A place and the text found there.
pub(super) type Found = (Origin, String);

/// A cell that has edges but no column yet.
#[derive(Debug)]
struct Edged {
    left: i64,
    right: i64,
    rows: u32,
    text: String,
}

#[derive(Debug)]
struct EdgedRow {
    page: u32,
    number: u32,
    cells: Vec<Edged>,
}

/// A ruled table, so far.
#[derive(Debug)]
struct Ruled {
    left: i64,
    right: i64,
    rows: Vec<EdgedRow>,
}

/// Pages as they are put together.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    tables: Vec<Table>,
    /// Lines in front of the next table.
    lines: Vec<Row>,
    ruled: Option<Ruled>,
    joined: Vec<Found>,
    cells: u64,
    beyond: bool,
}

impl Assembly {
    /// Adds the blocks of page `page`.
    pub fn add(&mut self, page: u32, blocks: Vec<Block>) {
        let mut number = 0_u32;
        let last = blocks.len().saturating_sub(1);
        for (index, block) in blocks.into_iter().enumerate() {
            match block {
                // Page numbers and running heads do not part a table.
                Block::Lines(lines)
                    if self.ruled.is_some()
                        && (index == 0 || index == last)
                        && lines.iter().all(is_page_number) =>
                {
                    continue;
                }
                Block::Lines(lines) => {
                    self.end_table();
                    for cells in unruled::rows(lines) {
                        number = number.saturating_add(1);
                        self.lines.push(Row {
                            part: page,
                            number,
                            cells,
                            raw: String::new(),
                        });
                    }
                }
                Block::Table(lattice) => self.table(page, lattice, &mut number, index),
            }
        }
    }

    fn table(&mut self, page: u32, lattice: Lattice, number: &mut u32, index: usize) {
        let left = lattice.xs.first().copied().unwrap_or_default();
        let right = lattice.xs.last().copied().unwrap_or_default();
        let near = |one: i64, other: i64| one.saturating_sub(other).abs() <= DRIFT;
        let goes_on = self.ruled.as_ref().is_some_and(|ruled| {
            near(ruled.left, left)
                && near(ruled.right, right)
                && index <= 1
                && ruled.rows.last().is_some_and(|row| row.page < page)
        });
        if !goes_on {
            self.end_table();
        }
        let mut rows = rows(page, lattice, number);
        self.cells = rows
            .iter()
            .map(|row| row.cells.len() as u64)
            .fold(self.cells, u64::saturating_add);
        self.beyond |= self.cells > bounds::CELLS;
        match self.ruled.as_mut() {
            Some(ruled) => {
                if let Some(found) = mend(ruled, &mut rows) {
                    self.joined.push(found);
                }
                ruled.rows.append(&mut rows);
            }
            None => self.ruled = Some(Ruled { left, right, rows }),
        }
    }

    /// Ends the ruled table: columns are what the edges on all its pages make.
    fn end_table(&mut self) {
        let Some(ruled) = self.ruled.take() else {
            return;
        };
        let mut rows = std::mem::take(&mut self.lines);
        let part = rows
            .first()
            .map(|row| row.part)
            .or_else(|| ruled.rows.first().map(|row| row.page))
            .unwrap_or(1);
        rows.extend(ruled.into_rows());
        self.tables.push(Table { part, rows });
    }

    /// All tables, and rows that were mended.
    pub fn finish(mut self) -> Result<(Vec<Table>, Vec<Found>), ReadError> {
        self.end_table();
        if self.beyond {
            return Err(ReadError::TooLarge {
                what: Bounded::Cells,
                bound: bounds::CELLS,
            });
        }
        if let Some(first) = self.lines.first() {
            let table = Table {
                part: first.part,
                rows: self.lines,
            };
            self.tables.push(table);
        }
        Ok((self.tables, self.joined))
    }
}

impl Ruled {
    fn into_rows(self) -> impl Iterator<Item = Row> {
        let mut edges: Vec<i64> = self
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .flat_map(|cell| [cell.left, cell.right])
            .collect();
        edges.sort_unstable();
        edges.dedup_by(|next, before| next.saturating_sub(*before) <= DRIFT / 2);
        let slot = move |at: i64| {
            let after = edges.partition_point(|edge| *edge <= at.saturating_add(DRIFT / 2));
            u32::try_from(after).unwrap_or(u32::MAX).max(1)
        };
        self.rows.into_iter().map(move |row| Row {
            part: row.page,
            number: row.number,
            cells: row
                .cells
                .into_iter()
                .map(|cell| {
                    let column = slot(cell.left);
                    Cell {
                        column,
                        columns: slot(cell.right).saturating_sub(column).max(1),
                        rows: cell.rows,
                        text: cell.text,
                    }
                })
                .collect(),
            raw: String::new(),
        })
    }
}

/// The rows of a ruled table of one page.
fn rows(page: u32, lattice: Lattice, number: &mut u32) -> Vec<EdgedRow> {
    let ys = lattice.ys;
    let mut rows: Vec<EdgedRow> = ys
        .iter()
        .skip(1)
        .map(|_| {
            *number = number.saturating_add(1);
            EdgedRow {
                page,
                number: *number,
                cells: Vec::new(),
            }
        })
        .collect();
    for field in lattice.fields {
        let Field {
            left,
            top,
            right,
            bottom,
            glyphs,
        } = field;
        let first = ys.partition_point(|y| *y < top);
        let last = ys.partition_point(|y| *y < bottom);
        if let Some(row) = rows.get_mut(first) {
            row.cells.push(Edged {
                left,
                right,
                rows: u32::try_from(last.saturating_sub(first))
                    .unwrap_or(1)
                    .max(1),
                text: cell_text(glyphs),
            });
        }
    }
    for row in &mut rows {
        row.cells.sort_by_key(|cell| cell.left);
    }
    rows
}

/// Where the first row of a page is the rest of the last row of the page before, puts it there:
/// same edges, text only under text, and most of what a row of its own would have is missing.
fn mend(ruled: &mut Ruled, rows: &mut Vec<EdgedRow>) -> Option<Found> {
    let above = ruled.rows.last_mut()?;
    let below = rows.first()?;
    let same_edges = above.cells.len() == below.cells.len()
        && above.cells.iter().zip(&below.cells).all(|(one, other)| {
            one.left.saturating_sub(other.left).abs() <= DRIFT
                && one.right.saturating_sub(other.right).abs() <= DRIFT
                && other.rows == 1
        });
    let pairs = || above.cells.iter().zip(&below.cells);
    let filled = pairs().filter(|(one, _)| !one.text.is_empty()).count();
    let rest = pairs().filter(|(_, other)| !other.text.is_empty()).count();
    let only_under_text = pairs().all(|(one, other)| other.text.is_empty() || !one.text.is_empty());
    if !same_edges || !only_under_text || rest == 0 || rest.saturating_mul(2) >= filled {
        return None;
    }
    let below = rows.remove(0);
    let mut found = None;
    for (one, other) in above.cells.iter_mut().zip(below.cells) {
        if !other.text.is_empty() {
            found.get_or_insert_with(|| other.text.clone());
            one.text.push_str(&other.text);
        }
    }
    found.map(|text| (Origin::new(below.page, below.number, 1), text))
}

/// `3`, `- 3 -`, `第 3 页`, `第3页 共9页`, `3/9`.
fn is_page_number(line: &TextLine) -> bool {
    let text: String = line.runs.iter().map(|run| run.text.as_str()).collect();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0
        && digits <= 8
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "-—–－·/第页共".contains(c))
}
