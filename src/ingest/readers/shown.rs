//! A grid as short texts, for the tests of readers.

use crate::ingest::Grid;

/// Table by table, row by row: the column of each cell, how many columns and rows it covers, its text.
pub(super) fn rows(grid: &Grid) -> Vec<Vec<Vec<String>>> {
    let tables = grid.tables.iter().map(|table| {
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| {
                let span = format!("{}:{}x{}", cell.column, cell.columns, cell.rows);
                format!("{span} {}", cell.text)
            });
            cells.collect()
        });
        rows.collect()
    });
    tables.collect()
}
