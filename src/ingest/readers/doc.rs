//! Word documents of the `.doc` kind (1997 to 2003; `.wps` is often the same), after the published
//! layout of the format.
//!
//! The text stands in pieces; what a paragraph or a run of characters is, stands in pages of
//! properties keyed by byte offset. A table is what its paragraphs say: cells end with a mark, rows
//! with a paragraph that holds the edges of the cells. Tables inside cells are text of the cell;
//! deleted and hidden text, headers, footers and notes are left out.

mod bytes;
mod properties;
mod table;
mod text;

use super::bounds;
use super::delimited::within;
use super::error::{Advice, Bounded, Content, ReadError};
use super::flow::Flow;
use super::ole;
use crate::ingest::Grid;
use bytes::{half, word};
use properties::{Paragraph, Properties};
use table::{Builder, Row};
use text::Pieces;

/// First bytes of the document stream.
const MAGIC: u16 = 0xa5ec;
/// Versions below this one lay the document out otherwise.
const VERSION_1997: u16 = 0x00c1;

/// Reads a `.doc` document.
///
/// # Errors
/// [`ReadError`] when the document is encrypted, older than 1997, damaged, beyond a bound or without
/// text.
pub fn read(bytes: &[u8]) -> Result<Grid, ReadError> {
    if bytes.len() as u64 > bounds::FILE_BYTES {
        return Err(ReadError::TooLarge {
            what: Bounded::FileBytes,
            bound: bounds::FILE_BYTES,
        });
    }
    let damaged = |what: &str| ReadError::damaged(Content::Document, what);
    let document = ole::stream(bytes, &["WordDocument"])?.ok_or_else(|| damaged("WordDocument"))?;
    let flags = half(&document, 0x0a).unwrap_or(0);
    if half(&document, 0) != Some(MAGIC) {
        return Err(damaged("FIB"));
    }
    if flags & 0x0100 != 0 {
        return Err(ReadError::Encrypted);
    }
    if half(&document, 2).unwrap_or(0) < VERSION_1997 {
        return Err(ReadError::Unsupported {
            what: "Word 6.0/95 .doc".to_owned(),
            advice: Advice::SaveAsDocx,
        });
    }
    let name = if flags & 0x0200 != 0 {
        "1Table"
    } else {
        "0Table"
    };
    let tables = ole::stream(bytes, &[name])?.ok_or_else(|| damaged(name))?;
    let data = ole::stream(bytes, &["Data"])?.unwrap_or_default();
    let count = word(&document, 0x4c).unwrap_or(0);
    let pieces =
        Pieces::of(section(&document, &tables, 33), count).ok_or_else(|| damaged("piece table"))?;
    let properties = Properties::of(
        &document,
        &data,
        section(&document, &tables, 13),
        section(&document, &tables, 12),
    );
    let mut reading = Reading::default();
    pieces.each(&document, &mut |offset, c| {
        reading.character(c, offset, &properties)
    })?;
    reading.finish()
}

/// A part of the table stream, by its number in the list of the document's head.
fn section<'a>(document: &[u8], tables: &'a [u8], number: usize) -> &'a [u8] {
    let entry = number.saturating_mul(8).saturating_add(154);
    let at = word(document, entry).unwrap_or(0) as usize;
    let length = word(document, entry.saturating_add(4)).unwrap_or(0) as usize;
    tables
        .get(at..at.saturating_add(length))
        .unwrap_or_default()
}

/// The document as it is read, character by character.
#[derive(Default)]
struct Reading {
    flow: Flow,
    /// The current paragraph.
    line: String,
    /// Lines of the current cell.
    cell: Vec<String>,
    /// Cells of the current row.
    row: Vec<String>,
    /// Rows of the current table.
    table: Builder,
    /// Inside field codes: how deep, and whether before the separator.
    fields: Vec<bool>,
}

impl Reading {
    fn character(
        &mut self,
        c: char,
        offset: u32,
        properties: &Properties,
    ) -> Result<(), ReadError> {
        match c {
            '\u{13}' => {
                self.fields.push(true);
                let depth = self.fields.len();
                within(Bounded::Nesting, depth as u64, bounds::NESTING as u64)?;
            }
            '\u{14}' => {
                if let Some(code) = self.fields.last_mut() {
                    *code = false;
                }
            }
            '\u{15}' => {
                self.fields.pop();
            }
            '\r' | '\u{7}' | '\u{c}' => {
                let paragraph = properties.paragraph(offset);
                self.end_paragraph(c, paragraph)?;
            }
            _ if self.fields.contains(&true) => {}
            '\u{b}' => self.line.push('\n'),
            '\t' => self.line.push('\t'),
            '\u{1e}' => self.line.push('-'),
            c if c.is_control() && properties.symbol(offset).is_none() => {}
            c if !properties.is_gone(offset) => {
                self.line.push(properties.symbol(offset).unwrap_or(c));
            }
            _ => {}
        }
        if self.line.len() > bounds::CELL_CHARS.saturating_mul(4) {
            return Err(ReadError::TooLarge {
                what: Bounded::CellChars,
                bound: bounds::CELL_CHARS as u64,
            });
        }
        Ok(())
    }

    fn end_paragraph(
        &mut self,
        mark: char,
        paragraph: Option<&Paragraph>,
    ) -> Result<(), ReadError> {
        let line = super::text_of(&std::mem::take(&mut self.line));
        let in_table = paragraph.is_some_and(|paragraph| paragraph.in_table);
        if !in_table {
            self.end_table()?;
            self.flow.text(&line)?;
            self.flow.end_line();
            return Ok(());
        }
        if !line.is_empty() {
            self.cell.push(line);
        }
        if mark != '\u{7}' {
            return Ok(());
        }
        match paragraph.filter(|paragraph| paragraph.ends_row) {
            Some(end) => {
                self.cell.clear();
                self.table.push(Row {
                    cells: std::mem::take(&mut self.row),
                    shape: end.shape.clone(),
                })
            }
            None => {
                let lines = std::mem::take(&mut self.cell);
                self.row.push(lines.join("\n"));
                Ok(())
            }
        }
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        // A row without its end is damage: its text is kept.
        let rest = std::mem::take(&mut self.row);
        if !rest.is_empty() {
            self.table.push(Row {
                cells: rest,
                shape: Vec::new(),
            })?;
        }
        std::mem::take(&mut self.table).finish(&mut self.flow)
    }

    fn finish(mut self) -> Result<Grid, ReadError> {
        self.end_paragraph('\r', None)?;
        self.flow.finish()
    }
}
