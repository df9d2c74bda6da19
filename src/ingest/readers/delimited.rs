//! Separated values: lines of cells between commas or tabs, quoted cells with line breaks in them.

use super::bounds;
use super::error::{Bounded, Content, ReadError};
use crate::ingest::{Cell, Row};

/// The rows of `text`, its cells as they stand (unquoted). Every row carries the number of the
/// line it begins on.
///
/// # Errors
/// [`ReadError::TooLarge`] beyond the bounds of a table.
pub(super) fn rows(text: &str, delimiter: u8) -> Result<Vec<Row>, ReadError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = LineCount::new(text);
    let mut rows = Vec::new();
    let mut cells = 0u64;
    for record in reader.records() {
        let record = record.map_err(|error| ReadError::damaged(Content::Text, error))?;
        let start = record.position().map_or(0, csv::Position::byte);
        let row = Row {
            number: lines.number_at(usize::try_from(start).unwrap_or(usize::MAX)),
            cells: (1u32..)
                .zip(record.iter())
                .map(|(column, text)| Cell::new(column, text))
                .collect(),
            ..Row::default()
        };
        within(
            Bounded::Columns,
            row.cells.len() as u64,
            u64::from(bounds::COLUMNS),
        )?;
        cells = cells.saturating_add(row.cells.len() as u64);
        within(Bounded::Cells, cells, bounds::CELLS)?;
        rows.push(row);
    }
    Ok(rows)
}

/// Refuses `count` beyond `bound`.
pub(super) fn within(what: Bounded, count: u64, bound: u64) -> Result<(), ReadError> {
    if count > bound {
        return Err(ReadError::TooLarge { what, bound });
    }
    Ok(())
}

/// Line numbers of ascending byte offsets.
struct LineCount<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
}

impl<'a> LineCount<'a> {
    const fn new(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line of the first character at or behind `offset` that ends no line: where a record
    /// begins that is reported to begin behind the break of the one before.
    fn number_at(&mut self, offset: usize) -> u32 {
        while let Some(byte) = self.bytes.get(self.at) {
            if self.at >= offset && !matches!(byte, b'\n' | b'\r') {
                break;
            }
            if *byte == b'\n' {
                self.line = self.line.saturating_add(1);
            }
            self.at = self.at.saturating_add(1);
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_breaks_and_blank_lines_keep_the_count() {
        let text = "a,b\r\n\r\n\"c\nd\",e\r\nf\r\n";
        let rows = rows(text, b',').unwrap();
        let read: Vec<_> = rows
            .iter()
            .map(|row| {
                let cells: Vec<_> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
                (row.number, cells)
            })
            .collect();
        assert_eq!(
            read,
            [(1, vec!["a", "b"]), (3, vec!["c\nd", "e"]), (5, vec!["f"])]
        );
    }
}
