//! Pages put together: tables that go on over a page become one.

use std::collections::BTreeSet;

use super::carry::{carry_labels, is_repeated, mend, restarts};
use super::lattice::{Field, Lattice};
use super::lines::{Run, TextLine, cell_text};
use super::marks::POINT;
use super::page::Block;
use super::running::{Margins, is_page_number};
use super::unruled;
use crate::form::Origin;
use crate::ingest::readers::bounds;
use crate::ingest::readers::error::{Bounded, ReadError};
use crate::ingest::{Cell, Row, Table};

/// How far the edges of a table may move from page to page.
pub(super) const DRIFT: i64 = 6 * POINT;

/// A place and the text found there.
pub(super) type Found = (Origin, String);

/// A cell that has edges but no column yet.
#[derive(Debug)]
pub(super) struct Edged {
    pub left: i64,
    pub right: i64,
    pub rows: u32,
    pub text: String,
}

/// A row of such cells.
#[derive(Debug)]
pub(super) struct EdgedRow {
    pub page: u32,
    pub number: u32,
    pub cells: Vec<Edged>,
}

/// Lines below a ruled table at the foot of a page: whether they end it, the next page tells.
#[derive(Debug)]
struct Foot {
    page: u32,
    /// The number of the row above them.
    number: u32,
    lines: Vec<TextLine>,
}

/// A part of a page with the texts of its cells.
enum Part {
    Table(Ruled),
    Lines(Vec<TextLine>),
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
    foot: Option<Foot>,
    /// What stands at the edges of the page before.
    margins: Margins,
    joined: Vec<Found>,
    cells: u64,
    beyond: bool,
}

impl Assembly {
    /// Adds the blocks of page `page`.
    pub fn add(&mut self, page: u32, blocks: Vec<Block>) {
        let margins = Margins::of(&blocks);
        let parts: Vec<Part> = blocks
            .into_iter()
            .map(|block| Part::of(page, block))
            .collect();
        let next = parts.iter().find_map(|part| match part {
            Part::Table(table) => Some(table),
            Part::Lines(_) => None,
        });
        let both = self.ruled.as_ref().zip(next);
        let begins_anew = both.is_some_and(|(ruled, next)| restarts(&ruled.rows, &next.rows));
        // The same line on the pages of two forms is a line of each.
        let repeats = |margins: &Margins, line: &TextLine| !begins_anew && margins.have(line);
        // A label for rows on both pages may be printed below those on the first.
        let top = next.map_or(&[][..], |next| next.rows.get(..2).unwrap_or(&next.rows));
        let labels: BTreeSet<&str> = top
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| cell.text.as_str())
            .collect();
        let is_label = |run: &Run| labels.contains(run.text.as_str());
        self.settle_foot(|line| {
            repeats(&margins, line) || !begins_anew && line.runs.iter().all(is_label)
        });
        let mut number = 0_u32;
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.into_iter().enumerate() {
            match part {
                Part::Lines(mut lines) => {
                    let outer = index == 0 || index == last;
                    if self.ruled.is_some() && outer {
                        lines.retain(|line| !is_page_number(line) && !repeats(&self.margins, line));
                        if lines.is_empty() {
                            continue;
                        }
                        if index > 0 {
                            self.foot = Some(Foot {
                                page,
                                number,
                                lines,
                            });
                            continue;
                        }
                    }
                    self.lines(page, lines, &mut number);
                }
                Part::Table(table) => self.table(table, &mut number, index),
            }
        }
        self.margins = margins;
    }

    /// Lines of text by themselves.
    fn lines(&mut self, page: u32, lines: Vec<TextLine>, number: &mut u32) {
        self.end_table();
        for cells in unruled::rows(lines) {
            *number = number.saturating_add(1);
            self.lines.push(Row {
                part: page,
                number: *number,
                cells,
                raw: String::new(),
            });
        }
    }

    /// Lines at the foot of the page before end the table, unless they stand on every page.
    fn settle_foot(&mut self, repeats: impl Fn(&TextLine) -> bool) {
        if let Some(mut foot) = self.foot.take() {
            foot.lines.retain(|line| !repeats(line));
            if !foot.lines.is_empty() {
                self.lines(foot.page, foot.lines, &mut foot.number);
            }
        }
    }

    fn table(&mut self, mut table: Ruled, number: &mut u32, index: usize) {
        let near = |one: i64, other: i64| one.saturating_sub(other).abs() <= DRIFT;
        let goes_on = |ruled: &Ruled| {
            let page = table.rows.first().map_or(0, |row| row.page);
            near(ruled.left, table.left)
                && near(ruled.right, table.right)
                && index <= 1
                && ruled.rows.last().is_some_and(|row| row.page < page)
        };
        if !self.ruled.as_ref().is_some_and(goes_on) {
            self.end_table();
        }
        for row in &mut table.rows {
            *number = number.saturating_add(1);
            row.number = *number;
        }
        self.cells = table
            .rows
            .iter()
            .map(|row| row.cells.len() as u64)
            .fold(self.cells, u64::saturating_add);
        self.beyond |= self.cells > bounds::CELLS;
        match self.ruled.as_mut() {
            Some(ruled) => {
                let repeated = is_repeated(&ruled.rows, &table.rows);
                table.rows.drain(..repeated);
                if let Some(above) = ruled.rows.last_mut()
                    && let Some(found) = mend(above, &mut table.rows)
                {
                    self.joined.push(found);
                }
                carry_labels(&mut ruled.rows, &table.rows);
                ruled.rows.append(&mut table.rows);
            }
            None => self.ruled = Some(table),
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
        self.settle_foot(|_| false);
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

impl Part {
    fn of(page: u32, block: Block) -> Self {
        match block {
            Block::Lines(lines) => Self::Lines(lines),
            Block::Table(lattice) => Self::Table(Ruled {
                left: lattice.xs.first().copied().unwrap_or_default(),
                right: lattice.xs.last().copied().unwrap_or_default(),
                rows: rows(page, lattice),
            }),
        }
    }
}

/// The rows of a ruled table of one page, not yet numbered.
fn rows(page: u32, lattice: Lattice) -> Vec<EdgedRow> {
    let ys = lattice.ys;
    let empty = |_| EdgedRow {
        page,
        number: 0,
        cells: Vec::new(),
    };
    let mut rows: Vec<EdgedRow> = ys.iter().skip(1).map(empty).collect();
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
