//! Columns of text that has no ruling lines: where no line of a block prints.

use super::lines::Run;
use crate::ingest::Cell;

/// The runs of a block of lines as rows of cells, every run at its column.
pub(super) fn rows(lines: Vec<Vec<Run>>) -> Vec<Vec<Cell>> {
    let columns = columns(&lines);
    lines
        .into_iter()
        .map(|runs| {
            // A line by itself is a paragraph.
            if runs.len() == 1 {
                let text = runs.into_iter().map(|run| run.text).collect::<String>();
                return vec![Cell::new(1, text)];
            }
            let mut cells: Vec<Cell> = Vec::new();
            for run in runs {
                let column = columns.partition_point(|right| *right < run.left);
                let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
                match cells.last_mut().filter(|cell| cell.column >= column) {
                    Some(cell) => {
                        cell.text.push(' ');
                        cell.text.push_str(&run.text);
                    }
                    None => cells.push(Cell::new(column, run.text)),
                }
            }
            cells
        })
        .collect()
}

/// Right edges of the stretches in which lines of several runs print, from left to right.
fn columns(lines: &[Vec<Run>]) -> Vec<i64> {
    let mut stretches: Vec<(i64, i64)> = lines
        .iter()
        .filter(|runs| runs.len() > 1)
        .flatten()
        .map(|run| (run.left, run.right))
        .collect();
    stretches.sort_unstable();
    let mut edges: Vec<i64> = Vec::new();
    for (left, right) in stretches {
        match edges.last_mut().filter(|edge| left <= **edge) {
            Some(edge) => *edge = right.max(*edge),
            None => edges.push(right),
        }
    }
    edges
}
