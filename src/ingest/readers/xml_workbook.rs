//! Workbooks in the XML of Office 2003, which web systems save under the name `.xls`.

use std::collections::BTreeMap;

use super::bounds;
use super::error::{Bounded, Content, ReadError};
use super::number_format::show;
use super::remarks;
use super::sheet::{Account, Merge, Sheet};
use super::xml::{Element, Piece, Pieces};
use crate::form::Origin;
use crate::ingest::encoding;
use crate::ingest::{Grid, PartKind, Table};

/// Formats that have a name instead of a code.
const NAMED: [(&str, &str); 5] = [
    ("Percent", "0.00%"),
    ("Fixed", "0.00"),
    ("Standard", "#,##0.00"),
    ("Short Date", "yyyy/m/d"),
    ("General Number", "General"),
];

/// Reads such a workbook.
///
/// # Errors
/// [`ReadError`] when the workbook is damaged, beyond a bound or without text.
pub fn read(bytes: &[u8]) -> Result<Grid, ReadError> {
    if bytes.len() as u64 > bounds::WEB_BYTES {
        return Err(ReadError::TooLarge {
            what: Bounded::FileBytes,
            bound: bounds::WEB_BYTES,
        });
    }
    let decoded = encoding::decode(bytes);
    let mut reading = Reading {
        pieces: Pieces::new(&decoded.text, Content::Workbook),
        formats: BTreeMap::new(),
        grid: Grid {
            parts: PartKind::Sheet,
            ..Grid::default()
        },
    };
    let mut account = Account::default();
    let mut style = String::new();
    while let Some(piece) = reading.pieces.next()? {
        let Piece::Open(element) = piece else {
            continue;
        };
        match element.name().as_str() {
            "Style" => style = element.attribute("ID").unwrap_or_default(),
            "NumberFormat" => {
                let code = element.attribute("Format").unwrap_or_default();
                let named = NAMED.iter().find(|(name, _)| *name == code);
                let code = named.map_or(code.as_str(), |(_, code)| code).to_owned();
                reading.formats.insert(style.clone(), code);
            }
            "Worksheet" => reading.sheet(&element, account.sheet()?)?,
            _ => {}
        }
    }
    let mut grid = reading.grid;
    grid.remarks.extend(super::text::remarks(&decoded));
    remarks::or_empty(grid)
}

struct Reading<'a> {
    pieces: Pieces<'a>,
    /// Codes of number formats by the name of the style.
    formats: BTreeMap<String, String>,
    grid: Grid,
}

impl Reading<'_> {
    fn sheet(&mut self, sheet: &Element<'_>, mut cells: Sheet<'_>) -> Result<(), ReadError> {
        let name = sheet.attribute("Name").unwrap_or_default();
        self.grid.part_names.push(name.clone());
        let part = u32::try_from(self.grid.part_names.len()).unwrap_or(u32::MAX);
        let mut row = 0_u32;
        let mut shown = true;
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::Open(element) => match element.name().as_str() {
                    "Row" => {
                        row = element.count("Index").unwrap_or(row.saturating_add(1));
                        self.row(&mut cells, row)?;
                    }
                    "Visible" => shown = !self.text("Visible")?.contains("Hidden"),
                    _ => {}
                },
                Piece::Close(name) if name == "Worksheet" => break,
                _ => {}
            }
        }
        let table: Option<Table> = cells.into_table(part)?;
        if shown {
            self.grid.tables.extend(table);
        } else {
            let remark = remarks::at(Origin::new(part, 0, 0), "remark-hidden-sheet", &name);
            remarks::push(&mut self.grid, remark);
        }
        Ok(())
    }

    fn row(&mut self, cells: &mut Sheet<'_>, row: u32) -> Result<(), ReadError> {
        let mut column = 0_u32;
        while let Some(piece) = self.pieces.next()? {
            let element = match piece {
                Piece::Open(element) if element.name() == "Cell" => element,
                Piece::Close(name) if name == "Row" => break,
                _ => continue,
            };
            column = element.count("Index").unwrap_or(column.saturating_add(1));
            let across = element.count("MergeAcross").unwrap_or(0);
            let down = element.count("MergeDown").unwrap_or(0);
            let style = element.attribute("StyleID").unwrap_or_default();
            let text = self.cell(&style)?;
            cells.put(row, column, text)?;
            cells.merge(Merge {
                first_row: row,
                first_column: column,
                last_row: row.saturating_add(down),
                last_column: column.saturating_add(across),
            });
            column = column.saturating_add(across);
        }
        Ok(())
    }

    /// The text of a cell as a person sees it.
    fn cell(&mut self, style: &str) -> Result<String, ReadError> {
        let mut shown = String::new();
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::Open(element) if element.name() == "Data" => {
                    let kind = element.attribute("Type").unwrap_or_default();
                    let text = self.text("Data")?;
                    let code = self.formats.get(style).map_or("General", String::as_str);
                    shown = match (kind.as_str(), text.trim().parse()) {
                        ("Number", Ok(value)) => show(value, code, false),
                        ("DateTime", _) => text.trim_end_matches("T00:00:00.000").to_owned(),
                        _ => text,
                    };
                }
                // A comment on the cell.
                Piece::Open(_) => self.pieces.skip()?,
                Piece::Close(name) if name == "Cell" => break,
                _ => {}
            }
        }
        Ok(super::text_of(&shown))
    }

    /// All text up to the end of the element `name` that was just opened.
    fn text(&mut self, name: &str) -> Result<String, ReadError> {
        let mut all = String::new();
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::Text(text) => all.push_str(&text),
                Piece::Close(closed) if closed == name => break,
                _ => {}
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Cell;

    #[test]
    fn cells_stand_where_they_say() {
        let book = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
            <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:s\"><Styles>\
            <Style ss:ID=\"p\"><NumberFormat ss:Format=\"0%\"/></Style></Styles>\
            <Worksheet ss:Name=\"甲\"><Table><Row><Cell ss:MergeAcross=\"1\" ss:MergeDown=\"1\"><Data ss:Type=\"String\">项目&#10;名称</Data>\
            <Comment><Data>注</Data></Comment></Cell><Cell><Data ss:Type=\"Number\">7.50</Data></Cell></Row>\
            <Row ss:Index=\"3\"><Cell ss:Index=\"3\" ss:StyleID=\"p\"><Data ss:Type=\"Number\">1</Data></Cell></Row></Table></Worksheet>\
            <Worksheet ss:Name=\"乙\"><Table><Row><Cell><Data ss:Type=\"String\">藏</Data></Cell></Row></Table>\
            <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>";
        let grid = read(book.as_bytes()).unwrap();
        assert_eq!(grid.part_names, ["甲", "乙"]);
        let cells: Vec<_> = grid
            .tables
            .iter()
            .flat_map(|table| &table.rows)
            .flat_map(|row| row.cells.iter().map(move |cell| (row.number, cell)))
            .filter(|(_, cell)| !cell.text.is_empty())
            .map(|(row, cell)| {
                let Cell {
                    column,
                    columns,
                    rows,
                    text,
                } = cell;
                format!("{row}.{column} {columns}x{rows} {text}")
            })
            .collect();
        assert_eq!(cells, ["1.1 2x2 项目\n名称", "1.3 1x1 7.5", "3.3 1x1 100%"]);
        assert_eq!(grid.remarks[0].kind, "remark-hidden-sheet");
    }
}
