//! What a reader has to say about the reading.

use super::error::ReadError;
use crate::form::{Origin, Repair};
use crate::ingest::Grid;

/// Remarks kept of one file: a file with more than this has one fault, not thousands.
const MOST: usize = 1_000;
/// Characters of found text kept in a remark.
const FOUND_CHARS: usize = 80;

/// A remark of kind `kind` (a key of the message catalogue) about `found` at `origin`.
pub(super) fn at(origin: Origin, kind: &str, found: &str) -> Repair {
    Repair {
        origin,
        kind: kind.to_owned(),
        found: found.chars().take(FOUND_CHARS).collect(),
        read_as: String::new(),
    }
}

/// Adds a remark, within bounds.
pub(super) fn push(grid: &mut Grid, remark: Repair) {
    if grid.remarks.len() < MOST {
        grid.remarks.push(remark);
    }
}

/// The grid, or [`ReadError::Empty`] when no cell of it has text.
pub(super) fn or_empty(grid: Grid) -> Result<Grid, ReadError> {
    let blank = grid
        .tables
        .iter()
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells)
        .all(|cell| cell.text.trim().is_empty());
    if blank {
        return Err(ReadError::Empty);
    }
    Ok(grid)
}
