//! Workbooks and Word documents.

use std::io::{Cursor, Write as _};

use shenyue::ingest::readers::{Bounded, ReadError, bounds, doc, docx, ods, workbook, xls};

use crate::{bound, texts, zip};

/// A workbook with one sheet of that data and those shared strings.
fn workbook_of(data: &str, strings: &str) -> Vec<u8> {
    workbook_of_many(1, data, strings)
}

/// A workbook whose sheets are all the same part of the file.
fn workbook_of_many(sheets: usize, data: &str, strings: &str) -> Vec<u8> {
    let sheets: String = (1..=sheets)
        .map(|n| format!("<sheet name=\"甲{n}\" sheetId=\"{n}\" r:id=\"r1\"/>"))
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{sheets}</sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"r2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/>\
         </Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"r\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         </Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData></worksheet>");
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

#[test]
fn a_plain_workbook_is_read() {
    let bytes = workbook_of(
        "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>=8个</t></is></c>\
         <c r=\"C2\"><v>86.182999999999993</v></c></row>",
        "<sst/>",
    );
    let grid = workbook::read(&bytes).expect("a workbook");
    assert_eq!(texts(&grid), ["=8个", "86.183"]);
    let row = &grid.tables[0].rows[0];
    assert_eq!((row.number, row.cells[0].column), (2, 2));
}

#[test]
fn a_formula_without_result_is_said() {
    let bytes = workbook_of(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1+1</f></c></row>",
        "<sst/>",
    );
    let grid = workbook::read(&bytes).expect("a workbook");
    assert_eq!(texts(&grid), ["1", "\u{fffd}"]);
    assert_eq!(grid.remarks[0].kind, "remark-formula-without-value");
    assert_eq!(grid.remarks[0].origin.column, 2);
}

#[test]
fn a_stray_cell_in_the_last_row_costs_little() {
    let bytes = workbook_of(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
         <row r=\"1048576\"><c r=\"P1048576\"><v>2</v></c></row>",
        "<sst/>",
    );
    let grid = workbook::read(&bytes).expect("a workbook");
    assert_eq!(grid.tables[0].rows.len(), 2);
}

#[test]
fn ten_thousand_columns_are_refused() {
    let bytes = workbook_of(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"NTP1\"><v>2</v></c></row>",
        "<sst/>",
    );
    assert_eq!(bound(workbook::read(&bytes)), Some(Bounded::Columns));
}

#[test]
fn a_zip_bomb_is_refused_by_what_comes_out_of_it() {
    let spaces = " ".repeat(40 << 20);
    let bytes = workbook_of(&spaces, "<sst/>");
    assert!(bytes.len() < 1 << 20);
    assert_eq!(bound(workbook::read(&bytes)), Some(Bounded::InflateRatio));
    let bytes = zip(&[("content.xml", spaces.as_bytes())]);
    assert_eq!(bound(ods::read(&bytes)), Some(Bounded::InflateRatio));
}

#[test]
fn an_entity_bomb_does_not_grow() {
    let mut declared = String::from("<!DOCTYPE s [<!ENTITY a0 \"哈\">");
    for level in 1..30 {
        let below = format!("&a{};", level - 1).repeat(10);
        declared.push_str(&format!("<!ENTITY a{level} \"{below}\">"));
    }
    let strings = format!("{declared}]><sst><si><t>&a29;</t></si></sst>");
    let bytes = workbook_of(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>5</v></c></row>",
        &strings,
    );
    // Refused or left unexpanded: either is small.
    if let Ok(grid) = workbook::read(&bytes) {
        assert!(texts(&grid).iter().all(|text| text.len() < 100));
    }
}

#[test]
fn a_repeated_cell_of_a_sheet_is_counted() {
    let sheet = "<office:spreadsheet><table:table><table:table-row table:number-rows-repeated=\"1048576\">\
                 <table:table-cell table:number-columns-repeated=\"1000\"><text:p>甲</text:p></table:table-cell>\
                 </table:table-row></table:table></office:spreadsheet>";
    let bytes = zip(&[("content.xml", sheet.as_bytes())]);
    assert_eq!(bound(ods::read(&bytes)), Some(Bounded::Cells));
}

#[test]
fn one_part_shown_as_many_sheets_is_counted() {
    let cell = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let grid = workbook::read(&workbook_of_many(3, cell, "<sst/>")).expect("a workbook");
    assert_eq!(texts(&grid), ["1", "1", "1"]);
    let bytes = workbook_of_many(bounds::SHEETS + 1, cell, "<sst/>");
    assert_eq!(bound(workbook::read(&bytes)), Some(Bounded::Sheets));
}

#[test]
fn one_text_shown_in_many_cells_is_counted() {
    let text = "哈".repeat(100_000);
    let cells: String = (1..=500)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let bytes = workbook_of(&cells, &format!("<sst><si><t>{text}</t></si></sst>"));
    assert_eq!(bound(workbook::read(&bytes)), Some(Bounded::Text));
    let sheet = format!(
        "<table:table><table:table-row table:number-rows-repeated=\"1000\"><table:table-cell>\
         <text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
    );
    let bytes = zip(&[("content.xml", sheet.as_bytes())]);
    assert_eq!(bound(ods::read(&bytes)), Some(Bounded::Text));
}

#[test]
fn elements_in_elements_are_counted() {
    let deep = "<a>".repeat(bounds::NESTING + 1);
    let bytes = zip(&[("content.xml", deep.as_bytes())]);
    assert_eq!(bound(ods::read(&bytes)), Some(Bounded::Nesting));
    let bytes = zip(&[("word/document.xml", deep.as_bytes())]);
    assert_eq!(bound(docx::read(&bytes)), Some(Bounded::Nesting));
    // The library behind this one does not go down with them: whatever comes of it, it ends.
    let _ = workbook::read(&workbook_of(&"<a>".repeat(200_000), "<sst/>"));
}

#[test]
fn an_element_of_very_many_attributes_costs_no_more_than_its_length() {
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=\"\"")).collect();
    let body = format!("<w:p><w:r><w:t{attributes}>甲</w:t></w:r></w:p><w:tbl{attributes}/>");
    let bytes = zip(&[("word/document.xml", body.as_bytes())]);
    let grid = docx::read(&bytes).expect("a document");
    assert_eq!(texts(&grid), ["甲"]);
}

/// A compound file of one stream.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    file.create_stream(name)
        .and_then(|mut to| to.write_all(stream))
        .expect("a stream");
    file.into_inner().into_inner()
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

#[test]
fn sheets_of_an_old_workbook_that_are_one_place_of_the_file_are_counted() {
    let begin = record(0x0809, &[0x00, 0x06, 0x05, 0x00]);
    let sheet = record(0x0085, &[0xff, 0xff, 0, 0, 0, 0, 1, 0, b'a']);
    let mut stream = begin;
    for _ in 0..=bounds::SHEETS {
        stream.extend(&sheet);
    }
    stream.extend(record(0x000a, &[]));
    let bytes = compound("Workbook", &stream);
    assert_eq!(bound(xls::read(&bytes)), Some(Bounded::Sheets));
}

#[test]
fn an_old_document_without_its_parts_is_damaged() {
    let bytes = compound("WordDocument", &[0; 2_000]);
    assert!(matches!(doc::read(&bytes), Err(ReadError::Damaged { .. })));
}
