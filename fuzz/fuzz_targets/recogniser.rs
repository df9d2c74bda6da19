//! The recogniser on grids no reader would give: any spans, any order, any row numbers. A line is a
//! row, a tab ends a cell; a digit in front of a cell says how many columns it covers, a second one
//! how many rows.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::ingest::{Cell, Grid, Row, Table};
use shenyue_fuzz::{judge, tolerate_libraries};

fn row(number: u32, line: &str) -> Row {
    let mut column = 1_u32;
    let mut cells = Vec::new();
    for text in line.split('\t') {
        let mut rest = text.chars();
        let mut span = || rest.next().and_then(|c| c.to_digit(10)).unwrap_or(1);
        let (columns, rows) = (span(), span());
        let text = rest.as_str().to_owned();
        cells.push(Cell { column, columns, rows, text });
        column = column.saturating_add(columns);
    }
    Row { number, cells, ..Row::default() }
}

fuzz_target!(init: tolerate_libraries(), |text: String| {
    let tables = text.split('\u{c}').map(|table| Table {
        part: 0,
        rows: (1..).zip(table.lines()).map(|(number, line)| row(number, line)).collect(),
    });
    judge(&Grid { tables: tables.collect(), ..Grid::default() });
});
