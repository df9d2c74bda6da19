//! Word documents of the `.docx` kind.
//!
//! Deleted and hidden text, headers (but for a unit of money), footers, notes and comments are left out; text boxes are read where they
//! are anchored, once.

use super::bounds;
use super::error::{Content, ReadError};
use super::flow::{Down, Flow};
use super::packed::Package;
use super::remarks;
use super::symbols;
use super::xml::{Element, Piece, Pieces};
use crate::form::Origin;
use crate::ingest::Grid;

/// Elements whose content is not part of the text: what was deleted or moved away, field codes, the
/// second copy of a drawing for older programs, phonetic guides.
const ASIDE: [&str; 8] = [
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "Fallback",
    "rt",
    "sectPr",
    "pPr",
];

/// Reads a `.docx` document.
///
/// # Errors
/// [`ReadError`] when the document is damaged, beyond a bound or without text.
pub fn read(bytes: &[u8]) -> Result<Grid, ReadError> {
    let mut package = Package::open(bytes, Content::Document, bounds::INFLATED_BYTES)?;
    let path = main_part(&mut package)?;
    let Some(document) = package.text(&path)? else {
        return Err(ReadError::damaged(Content::Document, path));
    };
    let units = units_in_headers(&mut package)?;
    let mut walker = Walker::new(&document);
    for unit in units {
        walker.flow.text(&unit)?;
        walker.flow.end_line();
    }
    walker.document()?;
    walker.flow.finish()
}

/// The lines of page headers that say in which unit the amounts are, each once.
fn units_in_headers(package: &mut Package<'_>) -> Result<Vec<String>, ReadError> {
    let mut units: Vec<String> = Vec::new();
    for path in package.paths() {
        let is_header = path.starts_with("word/header") && path.ends_with(".xml");
        let Some(header) = is_header
            .then(|| package.text(&path))
            .transpose()?
            .flatten()
        else {
            continue;
        };
        let mut walker = Walker::new(&header);
        walker.document()?;
        // A header without text is none.
        let tables = walker
            .flow
            .finish()
            .map_or_else(|_| Vec::new(), |grid| grid.tables);
        let rows = tables.into_iter().flat_map(|table| table.rows);
        for cell in rows.flat_map(|row| row.cells) {
            let says = cell.text.contains("单位") && cell.text.contains('元');
            if says && !units.contains(&cell.text) {
                units.push(cell.text);
            }
        }
    }
    Ok(units)
}

/// Where the package says its document is.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let usual = "word/document.xml";
    if package.has(usual) {
        return Ok(usual.to_owned());
    }
    let relations = package.text("_rels/.rels")?.unwrap_or_default();
    let mut pieces = Pieces::new(&relations, Content::Document);
    while let Some(piece) = pieces.next()? {
        let Piece::Open(element) = piece else {
            continue;
        };
        let kind = element.attribute("Type").unwrap_or_default();
        if kind.ends_with("/officeDocument") {
            let target = element.attribute("Target").unwrap_or_default();
            return Ok(target.trim_start_matches('/').to_owned());
        }
    }
    Ok(usual.to_owned())
}

struct Walker<'a> {
    pieces: Pieces<'a>,
    flow: Flow,
    /// Inside `w:t`, the only place where text is text.
    in_text: bool,
    /// Inside a run that is not shown.
    hidden: bool,
}

impl<'a> Walker<'a> {
    fn new(document: &'a str) -> Self {
        Self {
            pieces: Pieces::new(document, Content::Document),
            flow: Flow::default(),
            in_text: false,
            hidden: false,
        }
    }

    fn document(&mut self) -> Result<(), ReadError> {
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::Open(element) => self.open(&element)?,
                Piece::Close(name) => self.close(&name),
                Piece::Text(text) if self.in_text && self.hidden => {
                    let remark =
                        remarks::at(Origin::default(), "remark-hidden-content", text.trim());
                    self.flow.remark(remark);
                }
                Piece::Text(text) if self.in_text => self.flow.text(&text)?,
                Piece::Text(_) => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        let name = element.name();
        match name.as_str() {
            "tbl" => self.flow.open_table()?,
            "tr" => {
                self.flow.open_row(0);
            }
            "tc" => self.flow.open_cell(1, Down::Rows(1))?,
            "gridBefore" => self.flow.shape_row(value(element).unwrap_or(0)),
            "gridSpan" => self.flow.shape_cell(value(element), None),
            "vMerge" => {
                let begins = element.attribute("val").as_deref() == Some("restart");
                let down = if begins { Down::Begin } else { Down::GoOn };
                self.flow.shape_cell(None, Some(down));
            }
            "t" => self.in_text = true,
            "vanish" => {
                self.hidden = !matches!(element.attribute("val").as_deref(), Some("0" | "false"))
            }
            "tab" | "ptab" => self.flow.text("\t")?,
            "br" | "cr" => self.flow.end_line(),
            "noBreakHyphen" => self.flow.text("-")?,
            "sym" => self.flow.text(&symbol(element))?,
            "checkBox" | "checkbox" => self.tick_box()?,
            aside if ASIDE.contains(&aside) => self.pieces.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "tbl" => self.flow.close_table(),
            "tr" => self.flow.close_row(),
            "tc" => self.flow.close_cell(),
            "t" => self.in_text = false,
            "r" => self.hidden = false,
            "p" => self.flow.end_line(),
            _ => {}
        }
    }

    /// The box of a form field. (The box of a content control also stands as text: only its state is
    /// told here, so nothing is shown for it.)
    fn tick_box(&mut self) -> Result<(), ReadError> {
        let mut ticked = None;
        let mut depth = 1_u32;
        while depth > 0 {
            match self.pieces.next()? {
                Some(Piece::Open(element)) => {
                    depth = depth.saturating_add(1);
                    let on = !matches!(element.attribute("val").as_deref(), Some("0" | "false"));
                    match element.name().as_str() {
                        "default" => ticked = ticked.or(Some(on)),
                        "checked" if ticked.is_some() => ticked = Some(on),
                        _ => {}
                    }
                }
                Some(Piece::Close(_)) => depth = depth.saturating_sub(1),
                Some(Piece::Text(_)) => {}
                None => break,
            }
        }
        match ticked {
            Some(true) => self.flow.text("☑"),
            Some(false) => self.flow.text("□"),
            None => Ok(()),
        }
    }
}

fn value(element: &Element<'_>) -> Option<u32> {
    element.count("val")
}

/// A character given by its number in a symbol font.
fn symbol(element: &Element<'_>) -> String {
    let code = element.attribute("char").unwrap_or_default();
    let code = u32::from_str_radix(&code, 16).unwrap_or(0xfffd);
    let c = char::from_u32(code).unwrap_or('\u{fffd}');
    let shown = if ('\u{e000}'..='\u{f8ff}').contains(&c) {
        symbols::private(c)
    } else {
        c
    };
    shown.to_string()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;
    use crate::ingest::readers::shown;

    fn document(body: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(
            "word/document.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
        let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        zip.write_all(text.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    fn rows(body: &str) -> Vec<Vec<Vec<String>>> {
        shown::rows(&read(&document(body)).unwrap())
    }

    fn cell(properties: &str, text: &str) -> String {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    }

    #[test]
    fn spans_merges_and_free_columns() {
        let body = format!(
            "<w:p><w:r><w:t>标题</w:t></w:r></w:p><w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr>\
             <w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>{}</w:tr></w:tbl>",
            cell("<w:vMerge w:val=\"restart\"/>", "a"),
            cell("<w:gridSpan w:val=\"2\"/>", "b"),
            cell("<w:vMerge/>", ""),
            cell("", "c"),
            cell("", "d"),
        );
        assert_eq!(
            rows(&body),
            [[
                vec!["1:1x1 标题"],
                vec!["1:1x2 a", "2:2x1 b"],
                vec!["2:1x1 c"],
                vec!["3:1x1 d"]
            ]]
        );
    }

    #[test]
    fn deleted_text_is_gone_and_lines_stay_lines() {
        let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>\
                    <w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>\
                    <w:ins><w:r><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r></w:ins></w:p>";
        assert_eq!(rows(body), [[["1:1x1 甲丙"], ["1:1x1 丁"]]]);
    }

    #[test]
    fn a_unit_in_a_page_header_is_read() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let head = paragraph("资料汇编") + &paragraph("单位：元");
        for (path, text) in [
            ("word/header1.xml", head.clone()),
            ("word/header2.xml", head),
            ("word/document.xml", paragraph("甲")),
        ] {
            zip.start_file(path, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(format!("<w:x xmlns:w=\"w\">{text}</w:x>").as_bytes())
                .unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        assert_eq!(
            shown::rows(&read(&bytes).unwrap()),
            [[["1:1x1 单位：元"], ["1:1x1 甲"]]]
        );
    }

    #[test]
    fn hidden_text_is_gone_and_said() {
        let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r><w:r><w:t>甲</w:t></w:r>\
                    <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>丙</w:t></w:r></w:p>";
        let grid = read(&document(body)).unwrap();
        assert_eq!(shown::rows(&grid), [[["1:1x1 甲丙"]]]);
        assert_eq!(grid.remarks[0].found, "乙");
    }

    #[test]
    fn tick_boxes_are_read_as_shown() {
        let body = "<w:p><w:r><w:sym w:font=\"Wingdings 2\" w:char=\"F052\"/><w:t>是</w:t>\
                    <w:ffData><w:checkBox><w:default w:val=\"0\"/></w:checkBox></w:ffData>\
                    <w:t>否</w:t></w:r></w:p>";
        assert_eq!(rows(body), [[["1:1x1 ☑是□否"]]]);
    }

    #[test]
    fn an_entity_bomb_stays_a_word() {
        let bytes = {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            zip.start_file(
                "word/document.xml",
                zip::write::SimpleFileOptions::default(),
            )
            .unwrap();
            zip.write_all(
                b"<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><w:document><w:p><w:t>&b;</w:t></w:p></w:document>",
            )
            .unwrap();
            zip.finish().unwrap().into_inner()
        };
        assert_eq!(read(&bytes).unwrap().tables[0].rows[0].cells[0].text, "&b;");
    }

    #[test]
    fn deep_nesting_and_bombs_are_refused() {
        let deep = "<w:tbl><w:tr><w:tc>".repeat(100);
        assert!(matches!(
            read(&document(&deep)),
            Err(ReadError::TooLarge { .. })
        ));
        let bomb = "<w:p/>".repeat(4_000_000);
        assert!(matches!(
            read(&document_packed(&bomb)),
            Err(ReadError::TooLarge { .. })
        ));
    }

    fn document_packed(body: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let packed = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        zip.start_file("word/document.xml", packed).unwrap();
        zip.write_all(body.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }
}
