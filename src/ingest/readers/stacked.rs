//! Tables copied out as one cell a line: every cell ends with a pipe, a line with nothing but a pipe (or a
//! blank line) parts the rows; a blank cell is a pipe behind a space.
//!
//! Invariant: only where all rows have the same number of cells is each cell's column certain; all else
//! is no table of this kind.

use super::bounds;
use super::delimited::within;
use super::error::{Bounded, ReadError};
use crate::ingest::{Cell, Row};

/// Rows and columns such a table has at least: less could be chance.
const LEAST: usize = 4;

/// The rows of a text that is such a table, lines around it as rows of one cell; `None` where it is none.
pub(super) fn rows(text: &str) -> Result<Option<Vec<Row>>, ReadError> {
    let lone = text.lines().any(|line| line.trim_end() == "|");
    let mut table = Rows::default();
    for (number, line) in (1u32..).zip(text.lines()) {
        let line = line.trim_end();
        let parts = line == "|" || (!lone && line.is_empty());
        if line.matches('|').count() > 1 {
            return Ok(None);
        } else if parts {
            table.end_row();
        } else if let Some(cell) = line.strip_suffix('|') {
            table.cell(number, cell)?;
        } else if !line.is_empty() {
            table.text(number, line);
        }
    }
    table.end_row();
    Ok(table.is_even().then_some(table.rows))
}

/// Rows so far, and the one that is open.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    open: Row,
    /// Lines that no pipe has ended yet.
    lines: Vec<(u32, String)>,
    cells: u64,
    widths: Vec<usize>,
}

impl Rows {
    fn cell(&mut self, number: u32, end: &str) -> Result<(), ReadError> {
        self.cells = self.cells.saturating_add(1);
        within(Bounded::Cells, self.cells, bounds::CELLS)?;
        if self.open.cells.is_empty() {
            self.open.number = self.lines.first().map_or(number, |(first, _)| *first);
        }
        let lines = std::mem::take(&mut self.lines);
        let mut text: Vec<&str> = lines.iter().map(|(_, line)| line.as_str()).collect();
        text.push(end);
        let text = text.join("\n");
        let column = self.open.cells.len().saturating_add(1);
        within(Bounded::Columns, column as u64, u64::from(bounds::COLUMNS))?;
        let column = u32::try_from(column).unwrap_or(u32::MAX);
        self.open.cells.push(Cell::new(column, text.trim()));
        Ok(())
    }

    fn text(&mut self, number: u32, line: &str) {
        self.lines.push((number, line.to_owned()));
    }

    fn end_row(&mut self) {
        let open = std::mem::take(&mut self.open);
        if !open.cells.is_empty() {
            self.widths.push(open.cells.len());
            self.rows.push(open);
        }
        let lines = std::mem::take(&mut self.lines).into_iter();
        self.rows.extend(lines.map(|(number, line)| Row {
            number,
            cells: vec![Cell::new(1, &line)],
            ..Row::default()
        }));
    }

    fn is_even(&self) -> bool {
        let width = self.widths.first().copied().unwrap_or_default();
        self.widths.len() >= LEAST
            && width >= LEAST
            && self.widths.iter().all(|other| *other == width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<(u32, Vec<String>)>> {
        let rows = rows(text).unwrap()?;
        let texts = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
        Some(rows.iter().map(|row| (row.number, texts(row))).collect())
    }

    #[test]
    fn one_cell_a_line() {
        for parting in ["|\n", "\n\n"] {
            let row = "甲 |\n |\n乙一；\n乙二 |\n丙 |\n";
            let text = format!(
                "标题\n{parting}{}注：一\n",
                format!("{row}{parting}").repeat(4)
            );
            let rows = read(&text).unwrap();
            assert_eq!(rows.len(), 6, "{rows:?}");
            assert_eq!(rows[0].1, ["标题"]);
            assert_eq!(rows[1].1, ["甲", "", "乙一；\n乙二", "丙"]);
            assert_eq!(rows[5].1, ["注：一"]);
        }
    }

    #[test]
    fn where_a_cell_is_missing_no_column_is_certain() {
        let row = "|\n甲 |\n乙 |\n丙 |\n丁 |\n";
        assert!(read(&row.repeat(4)).is_some());
        assert_eq!(
            read(&format!("{}|\n甲 |\n乙 |\n丙 |\n", row.repeat(4))),
            None
        );
        assert_eq!(read(&format!("{}甲 | 乙 |\n", row.repeat(4))), None);
        assert_eq!(read("甲\n乙\n丙\n"), None);
    }
}
