//! Rows whose cells say where their edges are, made a table of columns.

use super::bytes::half;
use crate::ingest::readers::error::ReadError;
use crate::ingest::readers::flow::{Down, Flow};

/// How far apart, in twentieths of a point, edges may be and still be one.
const SAME: i32 = 60;
/// Bytes of the description of a cell.
const CELL: usize = 20;

/// The place of a cell in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellShape {
    left: i32,
    right: i32,
    /// It is the continuation of the cell to its left.
    pub goes_on_right: bool,
    down: Down,
}

impl CellShape {
    /// The cells that the definition of a row describes.
    pub fn row(definition: &[u8]) -> Vec<Self> {
        let Some((count, rest)) = definition.split_first() else {
            return Vec::new();
        };
        let count = usize::from(*count);
        let edge = |index: usize| {
            half(rest, index.saturating_mul(2)).map(|raw| i32::from(raw.cast_signed()))
        };
        let cells = rest
            .get(count.saturating_add(1).saturating_mul(2)..)
            .unwrap_or_default();
        // Writers disagree which of two flags begins a set of merged cells: the one that comes first.
        let mut begun_by = 0;
        (0..count)
            .filter_map(|index| {
                let flags = half(cells, index.saturating_mul(CELL)).unwrap_or(0);
                let merged = flags & 3;
                let goes_on_right = merged != 0 && begun_by != 0 && merged != begun_by;
                if !goes_on_right {
                    begun_by = merged;
                }
                let mut shape = Self {
                    left: edge(index)?,
                    right: edge(index.saturating_add(1))?,
                    goes_on_right,
                    down: Down::Rows(1),
                };
                shape.merge_down(u8::try_from(flags >> 5 & 3).unwrap_or(0));
                Some(shape)
            })
            .collect()
    }

    /// Sets the vertical merge: 1 goes on, 3 begins.
    pub fn merge_down(&mut self, merge: u8) {
        self.down = match merge & 3 {
            0 => Down::Rows(1),
            1 => Down::GoOn,
            _ => Down::Begin,
        };
    }
}

/// A row: the texts of its cells, and where they are.
#[derive(Debug)]
pub(super) struct Row {
    pub cells: Vec<String>,
    pub shape: Vec<CellShape>,
}

/// The rows of a table so far.
#[derive(Debug, Default)]
pub(super) struct Builder(Vec<Row>);

impl Builder {
    /// Adds a row.
    pub fn push(&mut self, mut row: Row) -> Result<(), ReadError> {
        // Cells whose place is not said stand one after another.
        while row.shape.len() < row.cells.len() {
            let left = row.shape.last().map_or(0, |shape| shape.right);
            row.shape.push(CellShape {
                left,
                right: left.saturating_add(1_000),
                goes_on_right: false,
                down: Down::Rows(1),
            });
        }
        self.0.push(row);
        Ok(())
    }

    /// Puts the table into the flow.
    pub fn finish(self, flow: &mut Flow) -> Result<(), ReadError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut edges: Vec<i32> = self
            .0
            .iter()
            .flat_map(|row| row.shape.iter().take(row.cells.len()))
            .flat_map(|shape| [shape.left, shape.right])
            .collect();
        edges.sort_unstable();
        edges.dedup_by(|next, before| next.saturating_sub(*before) <= SAME);
        let slot = |at: i32| {
            let after = edges.partition_point(|edge| *edge <= at.saturating_add(SAME));
            u32::try_from(after).unwrap_or(u32::MAX).max(1)
        };
        flow.open_table()?;
        for row in self.0 {
            let first = row.shape.first().map_or(1, |shape| slot(shape.left));
            flow.open_row(first.saturating_sub(1));
            let mut shapes = row.shape.iter().zip(row.cells).peekable();
            while let Some((shape, mut text)) = shapes.next() {
                let mut right = shape.right;
                while let Some((next, more)) = shapes.next_if(|(next, _)| next.goes_on_right) {
                    right = next.right;
                    text.push_str(&more);
                }
                let columns = slot(right).saturating_sub(slot(shape.left)).max(1);
                flow.open_cell(columns, shape.down)?;
                for line in text.split('\n') {
                    flow.text(line)?;
                    flow.end_line();
                }
                flow.close_cell();
            }
            flow.close_row();
        }
        flow.close_table();
        Ok(())
    }
}
