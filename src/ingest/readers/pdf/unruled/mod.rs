//! Tables without ruling lines: cells where text stands together, rows where cells stand side by
//! side, and labels in the middle of the rows they are for.
//!
//! Invariant: what could be put together in two ways is not: then a line is one cell, and the
//! recogniser says that nothing separates the cells.

mod labels;

use super::lines::{Run, TextLine, cell_text_of};
use crate::ingest::Cell;

/// Cells of a line that only a row of a table has.
const ROW: usize = 3;
/// How far apart lines of one cell are at most, in hundredths of their size.
const WRAPPED: i64 = 150;
/// How far apart rows are at least where cells are wrapped, in hundredths of the size.
const APART: i64 = 180;
/// How much of the size the middles of cells of one row may differ.
const LEVEL: i64 = 40;

/// The rows of a block of lines.
pub(super) fn rows(mut lines: Vec<TextLine>) -> Vec<Vec<Cell>> {
    let several = |line: &TextLine| line.runs.len() > 1;
    let Some(first) = lines.iter().position(several) else {
        return lines.iter().map(paragraph).collect();
    };
    let last = lines.iter().rposition(several).unwrap_or(first);
    let below = lines.split_off(last.saturating_add(1));
    let table = lines.split_off(first);
    let mut rows: Vec<Vec<Cell>> = lines.iter().map(paragraph).collect();
    rows.extend(tabulated(&table).unwrap_or_else(|| table.iter().map(paragraph).collect()));
    rows.extend(below.iter().map(paragraph));
    rows
}

/// A line by itself.
fn paragraph(line: &TextLine) -> Vec<Cell> {
    let texts: Vec<&str> = line.runs.iter().map(|run| run.text.as_str()).collect();
    vec![Cell::new(1, texts.join(" "))]
}

/// Text that stands together.
#[derive(Debug, Clone)]
struct Piece {
    left: i64,
    right: i64,
    /// Base lines of its first and last line.
    first: i64,
    last: i64,
    size: i64,
    lines: Vec<(Run, i64)>,
    /// How many rows it is for.
    rows: u32,
}

impl Piece {
    fn top(&self) -> i64 {
        self.first.saturating_sub(self.size.saturating_mul(4) / 5)
    }

    fn bottom(&self) -> i64 {
        self.last.saturating_add(self.size / 5)
    }

    fn middle(&self) -> i64 {
        i64::midpoint(self.top(), self.bottom())
    }

    fn is_figure(&self) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|(run, _)| run.text.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn meets(&self, left: i64, right: i64) -> bool {
        self.left < right && left < self.right
    }
}

/// Pieces side by side.
type Side = Vec<Piece>;

/// The lines as rows of cells; nothing where that could be done in two ways.
fn tabulated(lines: &[TextLine]) -> Option<Vec<Vec<Cell>>> {
    let mut rows = sides(pieces(lines)?)?;
    let head = (0..rows.len()).max_by_key(|row| {
        let side = rows.get(*row).map_or(&[][..], Vec::as_slice);
        // Headings hold no figures.
        let heads = !side.iter().any(Piece::is_figure);
        let cells = if heads { side.len() } else { 0 };
        (cells, std::cmp::Reverse(*row))
    })?;
    labels::settle(&mut rows, head)?;
    // Two labels can have come to one place: one of them is for another row.
    rows.iter().all(|row| apart(row)).then(|| cells(rows))
}

/// Whether each piece of a row, from the left, ends before the next one begins.
fn apart(side: &[Piece]) -> bool {
    side.windows(2).all(|pair| match pair {
        [one, other] => one.right <= other.left && one.left < other.left,
        _ => true,
    })
}

/// Lines put together to the texts they are parts of.
fn pieces(lines: &[TextLine]) -> Option<Vec<Piece>> {
    let hundred = |distance: i64, size: i64| distance.saturating_mul(100) / size.max(1);
    let mut pitches: Vec<i64> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [one, other] if one.runs.len() >= ROW && other.runs.len() >= ROW => Some(hundred(
                other.base.saturating_sub(one.base),
                one.size.max(other.size),
            )),
            _ => None,
        })
        .collect();
    pitches.sort_unstable();
    // Several wrapped cells of one row are lines side by side as well: most are not.
    let middle = pitches.get(pitches.len() / 2);
    let tight = middle.is_some_and(|pitch| *pitch < APART);
    if tight {
        // Rows as close as lines: only where no line can be the rest of a cell is each a row.
        let widest = lines.iter().map(|line| line.runs.len()).max()?;
        let head = lines.iter().position(|line| line.runs.len() == widest)?;
        if lines.iter().skip(head).any(|line| line.runs.len() < ROW) {
            return None;
        }
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for line in lines {
        let before = pieces.len();
        for run in &line.runs {
            let near = |piece: &Piece| {
                let down = run.base.saturating_sub(piece.last);
                down > 0 && hundred(down, line.size.max(piece.size)) <= WRAPPED
            };
            let mut above = pieces
                .iter_mut()
                .take(before)
                .rev()
                .take(64)
                .filter(|piece| !tight && near(piece) && piece.meets(run.left, run.right));
            let piece = above.next();
            if above.next().is_some() {
                return None;
            }
            match piece {
                Some(piece) => {
                    piece.left = piece.left.min(run.left);
                    piece.right = piece.right.max(run.right);
                    piece.last = run.base;
                    piece.lines.push((run.clone(), line.size));
                }
                None => pieces.push(Piece {
                    left: run.left,
                    right: run.right,
                    first: run.base,
                    last: run.base,
                    size: line.size,
                    lines: vec![(run.clone(), line.size)],
                    rows: 1,
                }),
            }
        }
    }
    Some(pieces)
}

/// Rows of pieces: by their middles or by their first lines, whichever makes fewer.
fn sides(pieces: Vec<Piece>) -> Option<Vec<Side>> {
    let by = |key: fn(&Piece) -> i64| {
        let mut sorted = pieces.clone();
        sorted.sort_by_key(|piece| (key(piece), piece.left));
        let mut rows: Vec<(i64, Side)> = Vec::new();
        for piece in sorted {
            let at = key(&piece);
            match rows.last_mut() {
                Some((row, side))
                    if at.saturating_sub(*row).saturating_mul(100)
                        <= piece.size.saturating_mul(LEVEL) =>
                {
                    side.push(piece);
                }
                _ => rows.push((at, vec![piece])),
            }
        }
        rows
    };
    let (middles, tops) = (by(Piece::middle), by(|piece| piece.first));
    let rows = if tops.len() < middles.len() {
        tops
    } else {
        middles
    };
    let mut sides: Vec<Side> = rows.into_iter().map(|(_, side)| side).collect();
    for side in &mut sides {
        side.sort_by_key(|piece| piece.left);
        if !apart(side) {
            return None;
        }
    }
    Some(sides)
}

/// Every piece at the columns its edges make.
fn cells(rows: Vec<Side>) -> Vec<Vec<Cell>> {
    let mut lefts: Vec<i64> = rows.iter().flatten().map(|piece| piece.left).collect();
    lefts.sort_unstable();
    lefts.dedup();
    let column = |at: i64| {
        let before = lefts.partition_point(|left| *left < at);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    };
    let cell = |piece: Piece| Cell {
        column: column(piece.left),
        columns: column(piece.right)
            .saturating_sub(column(piece.left))
            .max(1),
        rows: piece.rows,
        text: cell_text_of(&piece.lines),
    };
    rows.into_iter()
        .map(|side| side.into_iter().map(cell).collect())
        .collect()
}

#[cfg(test)]
mod tests;
