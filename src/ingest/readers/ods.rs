//! Workbooks of the `.ods` kind: the shown text stands in the file beside the value, and is taken.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::bounds;
use super::error::{Content, ReadError};
use super::packed::Package;
use super::remarks;
use super::sheet::{Account, Merge, Sheet};
use super::xml::{Element, Piece, Pieces};
use crate::form::Origin;
use crate::ingest::{Grid, PartKind};

/// Elements inside a cell whose text is not the cell's.
const ASIDE: [&str; 5] = ["annotation", "shapes", "ruby-text", "note", "frame"];

/// Reads an `.ods` workbook.
///
/// # Errors
/// [`ReadError`] when the workbook is encrypted, damaged, beyond a bound or without text.
pub fn read(bytes: &[u8]) -> Result<Grid, ReadError> {
    let mut package = Package::open(bytes, Content::Workbook, bounds::INFLATED_BYTES)?;
    let manifest = package.text("META-INF/manifest.xml").unwrap_or_default();
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Encrypted);
    }
    let Some(content) = package.text("content.xml")? else {
        return Err(ReadError::damaged(Content::Workbook, "content.xml"));
    };
    let mut account = Account::default();
    let mut reading = Reading {
        pieces: Pieces::new(&content, Content::Workbook),
        hidden_styles: BTreeSet::new(),
        grid: Grid {
            parts: PartKind::Sheet,
            ..Grid::default()
        },
    };
    reading.document(&mut account)?;
    remarks::or_empty(reading.grid)
}

struct Reading<'a> {
    pieces: Pieces<'a>,
    hidden_styles: BTreeSet<String>,
    grid: Grid,
}

impl Reading<'_> {
    fn document(&mut self, account: &mut Account) -> Result<(), ReadError> {
        let mut style = None;
        while let Some(piece) = self.pieces.next()? {
            let Piece::Open(element) = piece else {
                continue;
            };
            match element.name().as_str() {
                "style" => style = element.attribute("name"),
                "table-properties" if element.attribute("display").as_deref() == Some("false") => {
                    self.hidden_styles.extend(style.take());
                }
                "table" => self.sheet(&element, account.sheet()?)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn sheet(&mut self, table: &Element<'_>, mut sheet: Sheet<'_>) -> Result<(), ReadError> {
        let name = table.attribute("name").unwrap_or_default();
        self.grid.part_names.push(name.clone());
        let part = u32::try_from(self.grid.part_names.len()).unwrap_or(u32::MAX);
        let hidden = table
            .attribute("style-name")
            .is_some_and(|style| self.hidden_styles.contains(&style));
        if hidden {
            let remark = remarks::at(Origin::new(part, 0, 0), "remark-hidden-sheet", &name);
            remarks::push(&mut self.grid, remark);
            return self.pieces.skip();
        }
        let mut row = 1_u32;
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::Open(element) => match element.name().as_str() {
                    "table-row" => {
                        let repeat = element.count("number-rows-repeated").unwrap_or(1).max(1);
                        self.row(&mut sheet, row, repeat)?;
                        row = row.saturating_add(repeat);
                    }
                    "table-header-rows" | "table-row-group" | "table-rows" => {}
                    _ => self.pieces.skip()?,
                },
                Piece::Close(name) if name == "table" => break,
                _ => {}
            }
        }
        self.grid.tables.extend(sheet.into_table(part)?);
        Ok(())
    }

    fn row(&mut self, sheet: &mut Sheet<'_>, row: u32, repeat: u32) -> Result<(), ReadError> {
        let mut column = 1_u32;
        while let Some(piece) = self.pieces.next()? {
            let element = match piece {
                Piece::Open(element) => element,
                Piece::Close(name) if name == "table-row" => break,
                _ => continue,
            };
            let width = element.count("number-columns-repeated").unwrap_or(1).max(1);
            match element.name().as_str() {
                "table-cell" => {
                    let text = self.cell(&element)?;
                    let columns = element.count("number-columns-spanned").unwrap_or(1).max(1);
                    let rows = element.count("number-rows-spanned").unwrap_or(1).max(1);
                    sheet.merge(Merge {
                        first_row: row,
                        first_column: column,
                        last_row: row.saturating_add(rows).saturating_sub(1),
                        last_column: column.saturating_add(columns).saturating_sub(1),
                    });
                    if !text.trim().is_empty() {
                        for down in 0..repeat {
                            for right in 0..width {
                                sheet.put(
                                    row.saturating_add(down),
                                    column.saturating_add(right),
                                    text.clone(),
                                )?;
                            }
                        }
                    }
                }
                _ => self.pieces.skip()?,
            }
            column = column.saturating_add(width);
        }
        Ok(())
    }

    /// The shown text of the cell just opened, paragraphs on lines of their own.
    fn cell(&mut self, element: &Element<'_>) -> Result<String, ReadError> {
        let mut text = String::new();
        let mut paragraphs = 0_u32;
        let mut depth = 1_u32;
        while depth > 0 {
            match self.pieces.next()? {
                Some(Piece::Open(inner)) => {
                    let name = inner.name();
                    if ASIDE.contains(&name.as_str()) {
                        self.pieces.skip()?;
                        continue;
                    }
                    depth = depth.saturating_add(1);
                    match name.as_str() {
                        "p" | "h" => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs = paragraphs.saturating_add(1);
                        }
                        "s" => {
                            let count = inner.count("c").unwrap_or(1).min(bounds::SPAN);
                            text.extend(std::iter::repeat_n(' ', count as usize));
                        }
                        "tab" => text.push('\t'),
                        "line-break" => text.push('\n'),
                        _ => {}
                    }
                }
                Some(Piece::Close(_)) => depth = depth.saturating_sub(1),
                Some(Piece::Text(piece)) if paragraphs > 0 => text.push_str(&piece),
                Some(Piece::Text(_)) => {}
                None => break,
            }
        }
        if paragraphs == 0 {
            text = value_of(element).unwrap_or_default();
        }
        Ok(super::text_of(&text))
    }
}

/// The stored value of a cell that some writer left without its shown text.
fn value_of(element: &Element<'_>) -> Option<String> {
    let kind = element.attribute("value-type")?;
    match kind.as_str() {
        "percentage" => {
            let value: Decimal = element.attribute("value")?.parse().ok()?;
            let hundredfold = value.checked_mul(Decimal::ONE_HUNDRED)?;
            Some(format!("{}%", hundredfold.normalize()))
        }
        "date" => element.attribute("date-value"),
        "string" => element.attribute("string-value"),
        "boolean" => element.attribute("boolean-value"),
        _ => element.attribute("value"),
    }
}
