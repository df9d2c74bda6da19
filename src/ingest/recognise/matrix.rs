//! The tables of a grid as one run of lines, spans spread out: what a recogniser can walk.
//!
//! Invariants: slots of a line are in column order; a slot that goes on from a merged cell above
//! says so (`above`), with the text and place of that cell; lines without any text are left out,
//! the line behind them knows (`after_gap`).

use std::collections::VecDeque;
use std::rc::Rc;

use super::lexicon::{self, Label};
use super::text::is_figure;
use crate::form::{Origin, SourceRow};
use crate::ingest::{Cell, Grid, PartKind, Row, Table};

/// One cell of a line.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// Left column, from 1.
    pub column: u32,
    /// The column behind the right edge.
    pub end: u32,
    /// Text without white space at its ends.
    pub text: Rc<str>,
    /// The text folded, where it is short enough for a label; else empty.
    pub folded: Rc<str>,
    /// What it means as a label.
    pub label: Option<Label>,
    /// Whether it is a number, or says that it is none.
    pub figure: bool,
    /// Whether it goes on from a row above.
    pub above: bool,
    /// Where the cell stands in the file.
    pub origin: Origin,
}

/// One row with text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Sheet or page.
    pub part: u32,
    /// Row or line number.
    pub number: u32,
    /// Cells, blank ones included.
    pub slots: Vec<Slot>,
    /// Whether rows were left blank in front of it, or a new table or page begins.
    pub after_gap: bool,
    /// How many columns the row has.
    pub width: u32,
    /// The row as it stood.
    pub source: Rc<str>,
}

impl Slot {
    /// A cell of one column that begins in its line.
    pub fn new(column: u32, text: &str, origin: Origin) -> Self {
        let text = text.trim();
        let folded = lexicon::folded(text);
        Self {
            column,
            end: column.saturating_add(1),
            text: Rc::from(text),
            label: lexicon::label_of(&folded),
            figure: is_figure(text),
            folded: Rc::from(folded),
            above: false,
            origin,
        }
    }

    /// Whether the cell holds text.
    pub fn is_filled(&self) -> bool {
        !self.text.is_empty()
    }
}

impl Line {
    /// Cells with text that begin in this line.
    pub fn own(&self) -> impl Iterator<Item = &Slot> {
        self.slots
            .iter()
            .filter(|slot| slot.is_filled() && !slot.above)
    }

    /// The cell with text that stands alone in this line.
    pub fn only(&self) -> Option<&Slot> {
        let mut own = self.own();
        own.next().filter(|_| own.next().is_none())
    }

    /// Whether a cell of this line has the label.
    pub fn has(&self, label: Label) -> bool {
        self.own().any(|slot| slot.label == Some(label))
    }

    /// Place of the line's first cell with text.
    pub fn origin(&self) -> Origin {
        let first = self.own().next();
        first.map_or(Origin::new(self.part, self.number, 0), |slot| slot.origin)
    }

    /// The line as evidence.
    pub fn source_row(&self) -> SourceRow {
        SourceRow {
            part: self.part,
            row: self.number,
            text: self.source.to_string(),
        }
    }
}

/// The lines that belong together: those of a sheet, or of a whole file without sheets.
pub(super) fn groups(grid: &Grid) -> Vec<Vec<Line>> {
    let mut groups: Vec<(u32, Vec<Line>)> = Vec::new();
    for table in &grid.tables {
        let key = if grid.parts == PartKind::Sheet {
            table.part
        } else {
            0
        };
        let lines = lines(table);
        match groups.last_mut() {
            Some((last, group)) if *last == key => group.extend(lines),
            _ => groups.push((key, lines)),
        }
    }
    groups.into_iter().map(|(_, lines)| lines).collect()
}

/// A merged cell that still covers rows to come.
struct Open {
    part: u32,
    until: u32,
    slot: Slot,
}

fn lines(table: &Table) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut open: VecDeque<Open> = VecDeque::new();
    let mut expected = None;
    for row in &table.rows {
        open.retain(|cell| cell.part == row.part && cell.until > row.number);
        let mut slots: Vec<Slot> = row.cells.iter().map(|cell| slot(row, cell)).collect();
        let begun: Vec<Open> = row
            .cells
            .iter()
            .zip(&slots)
            .filter(|(cell, _)| cell.rows > 1)
            .map(|(cell, slot)| Open {
                part: row.part,
                until: row.number.saturating_add(cell.rows),
                slot: Slot {
                    above: true,
                    ..slot.clone()
                },
            })
            .collect();
        slots.extend(open.iter().map(|cell| cell.slot.clone()));
        slots.sort_by_key(|slot| slot.column);
        open.extend(begun);
        if slots.iter().any(|slot| slot.is_filled() && !slot.above) {
            lines.push(Line {
                part: row.part,
                number: row.number,
                after_gap: expected != Some((row.part, row.number)),
                width: slots
                    .iter()
                    .map(|slot| slot.end.saturating_sub(1))
                    .max()
                    .unwrap_or(0),
                slots,
                source: source(row),
            });
            expected = Some((row.part, row.number.saturating_add(1)));
        }
    }
    let merged = |cell: &Cell| cell.columns > 1 || cell.rows > 1;
    if !table.rows.iter().flat_map(|row| &row.cells).any(merged) {
        super::spread::join(&mut lines);
    }
    lines
}

fn slot(row: &Row, cell: &Cell) -> Slot {
    let origin = Origin::new(row.part, row.number, cell.column);
    Slot {
        end: cell.column.saturating_add(cell.columns.max(1)),
        ..Slot::new(cell.column, &cell.text, origin)
    }
}

fn source(row: &Row) -> Rc<str> {
    if row.raw.is_empty() {
        let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        Rc::from(texts.join("\t"))
    } else {
        Rc::from(row.raw.as_str())
    }
}

/// Headings over columns: which heading a cell below belongs to.
#[derive(Debug, Clone)]
pub(super) struct Columns<T>(Vec<(u32, u32, Option<T>)>);

impl<T: Copy + PartialEq> Columns<T> {
    /// The headings in `slots`, each reaching to the next; `meaning` says what they head, `None`
    /// for a heading that is not read.
    pub fn new<'a>(
        slots: impl IntoIterator<Item = &'a Slot>,
        meaning: impl Fn(&Slot) -> Option<T>,
    ) -> Self {
        let mut columns: Vec<(u32, u32, Option<T>)> = Vec::new();
        for slot in slots {
            if let Some((_, end, _)) = columns.last_mut() {
                *end = slot.column.max(*end);
            }
            columns.push((slot.column, slot.end, meaning(slot)));
        }
        if let Some((_, end, _)) = columns.last_mut() {
            *end = u32::MAX;
        }
        Self(columns)
    }

    /// The heading `slot` stands under: the one that covers most of it, the left one of equals.
    pub fn over(&self, slot: &Slot) -> Option<T> {
        self.at(slot.column, slot.end)
    }

    /// The heading over the columns from `column` to the one in front of `behind`.
    pub fn at(&self, column: u32, behind: u32) -> Option<T> {
        let shared = |(start, end, _): &&(u32, u32, Option<T>)| {
            behind.min(*end).saturating_sub(column.max(*start))
        };
        let best = self.0.iter().rev().max_by_key(shared)?;
        (shared(&best) > 0).then_some(best.2)?
    }

    /// Whether `slot` stands, in part at least, under the heading `what`.
    pub fn touches(&self, slot: &Slot, what: T) -> bool {
        self.reaches(slot.column, slot.end, what)
    }

    /// Whether the columns from `column` to the one in front of `behind` stand, in part at least, under the
    /// heading `what`.
    pub fn reaches(&self, column: u32, behind: u32, what: T) -> bool {
        let meets = |(start, end, heading): &(u32, u32, Option<T>)| {
            *heading == Some(what) && column < *end && behind > *start
        };
        self.0.iter().any(meets)
    }

    /// Whether there is such a heading.
    pub fn has(&self, what: T) -> bool {
        self.0.iter().any(|(_, _, heading)| *heading == Some(what))
    }

    /// Left column of the first heading `what`.
    pub fn of(&self, what: T) -> Option<u32> {
        let mut starts = self
            .0
            .iter()
            .filter(|(_, _, heading)| *heading == Some(what));
        starts.next().map(|(start, _, _)| *start)
    }

    /// Left column of the first heading that is read.
    pub fn first(&self) -> u32 {
        let read = self.0.iter().find(|(_, _, heading)| heading.is_some());
        read.map_or(u32::MAX, |(start, _, _)| *start)
    }
}
