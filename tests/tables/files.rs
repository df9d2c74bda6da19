//! Tables written once and laid out as files of any format.
//!
//! A row is a line of cells between `|`; a cell is its text, with the columns and rows it covers behind
//! it where that is more than one: `text{columns}`, `text{columns,rows}`.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

/// One cell with its spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub columns: usize,
    pub rows: usize,
}

/// The rows of a table.
pub type Table = Vec<Vec<Cell>>;

/// Reads the notation.
pub fn table<S: AsRef<str>>(rows: &[S]) -> Table {
    let cell = |cell: &str| {
        let (text, span) = cell.split_once('{').unwrap_or((cell, "1}"));
        let span = span.trim_end_matches('}');
        let (columns, rows) = span.split_once(',').unwrap_or((span, "1"));
        Cell {
            text: text.trim().replace("\\n", "\n"),
            columns: columns.parse().expect("columns of a cell"),
            rows: rows.parse().expect("rows of a cell"),
        }
    };
    rows.iter()
        .map(|row| row.as_ref().split('|').map(cell).collect())
        .collect()
}

/// The cells each at its place, what a merged cell covers blank: a sheet without merged cells.
pub fn flat(table: &Table) -> Vec<Vec<String>> {
    let width = table
        .iter()
        .map(|row| row.iter().map(|cell| cell.columns).sum::<usize>());
    let width = width.max().unwrap_or(0);
    let mut flat: Vec<Vec<String>> = Vec::new();
    for row in placed(table) {
        let mut texts = vec![String::new(); width];
        for (column, cell) in row {
            if texts.len() <= column {
                texts.resize(column + 1, String::new());
            }
            texts[column].clone_from(&cell.text);
        }
        flat.push(texts);
    }
    flat
}

/// The cells of each row with their columns, from 0: cells merged over rows above are stepped over.
fn placed(table: &Table) -> Vec<Vec<(usize, &Cell)>> {
    let mut covered: Vec<usize> = Vec::new();
    let mut placed = Vec::new();
    for row in table {
        let mut column = 0;
        let mut cells = Vec::new();
        let mut begun = Vec::new();
        for cell in row {
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            cells.push((column, cell));
            begun.push((column, cell));
            column += cell.columns;
        }
        covered
            .iter_mut()
            .for_each(|rows| *rows = rows.saturating_sub(1));
        for (column, cell) in begun.into_iter().filter(|(_, cell)| cell.rows > 1) {
            let end = column + cell.columns;
            covered.resize(covered.len().max(end), 0);
            covered[column..end].fill(cell.rows - 1);
        }
        placed.push(cells);
    }
    placed
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('\n', "<br>")
}

/// A web page; under the name `.xls` what web systems save as a workbook.
pub fn html(table: &Table) -> Vec<u8> {
    let mut page = String::from("<html><body><table>");
    for row in table {
        page += "<tr>";
        for cell in row {
            let (columns, rows) = (cell.columns, cell.rows);
            write!(
                page,
                "<td colspan={columns} rowspan={rows}>{}</td>",
                escaped(&cell.text)
            )
            .unwrap();
        }
        page += "</tr>";
    }
    (page + "</table></body></html>").into_bytes()
}

/// Comma-separated values.
pub fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut text = String::new();
    for row in rows {
        let quoted: Vec<String> = row
            .iter()
            .map(|cell| {
                if cell.contains([',', '\n']) {
                    format!("\"{cell}\"")
                } else {
                    cell.clone()
                }
            })
            .collect();
        writeln!(text, "{}", quoted.join(",")).unwrap();
    }
    text.into_bytes()
}

/// A table in Markdown.
pub fn markdown(rows: &[Vec<String>]) -> Vec<u8> {
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        writeln!(text, "| {} |", row.join(" | ").replace('\n', "<br>")).unwrap();
        if index == 0 {
            writeln!(text, "|{}", "---|".repeat(row.len())).unwrap();
        }
    }
    text.into_bytes()
}

fn packed(members: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn letters(column: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap());
    match column / 26 {
        0 => letter(column).to_string(),
        more => format!("{}{}", letter(more - 1), letter(column)),
    }
}

/// A workbook with one sheet a table.
pub fn xlsx(sheets: &[(&str, &Table)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut members = vec![("[Content_Types].xml".to_owned(), "<Types/>".to_owned())];
    let relation = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations =
        |inner: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{inner}</Relationships>");
    members.push((
        "_rels/.rels".to_owned(),
        relations(&relation(0, "officeDocument", "xl/workbook.xml")),
    ));
    let (mut listed, mut related) = (String::new(), String::new());
    for (number, (name, table)) in (1..).zip(sheets) {
        write!(
            listed,
            "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"
        )
        .unwrap();
        related += &relation(
            number,
            "worksheet",
            &format!("worksheets/sheet{number}.xml"),
        );
        let (mut data, mut merged) = (String::new(), String::new());
        for (row, cells) in (1..).zip(placed(table)) {
            write!(data, "<row r=\"{row}\">").unwrap();
            for (column, cell) in cells {
                let at = format!("{}{row}", letters(column));
                let text = cell.text.replace('&', "&amp;").replace('<', "&lt;");
                write!(
                    data,
                    "<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"
                )
                .unwrap();
                if cell.columns > 1 || cell.rows > 1 {
                    let to = letters(column + cell.columns - 1);
                    write!(
                        merged,
                        "<mergeCell ref=\"{at}:{to}{}\"/>",
                        row + cell.rows - 1
                    )
                    .unwrap();
                }
            }
            data += "</row>";
        }
        members.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"),
        ));
    }
    members.push((
        "xl/workbook.xml".to_owned(),
        format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{listed}</sheets></workbook>"
        ),
    ));
    members.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(&related)));
    let members: Vec<(&str, String)> = members
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone()))
        .collect();
    packed(&members)
}

/// A Word document with the table.
pub fn docx(table: &Table) -> Vec<u8> {
    let mut body = String::new();
    // What goes on below a merged cell: column, rows left, columns.
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    for cells in placed(table) {
        let mut row: Vec<(usize, String)> = Vec::new();
        for (column, _, columns) in &open {
            row.push((*column, word_cell("", *columns, "<w:vMerge/>")));
        }
        open.iter_mut().for_each(|(_, rows, _)| *rows -= 1);
        open.retain(|(_, rows, _)| *rows > 0);
        for (column, cell) in cells {
            let merge = if cell.rows > 1 {
                "<w:vMerge w:val=\"restart\"/>"
            } else {
                ""
            };
            row.push((column, word_cell(&cell.text, cell.columns, merge)));
            if cell.rows > 1 {
                open.push((column, cell.rows - 1, cell.columns));
            }
        }
        row.sort_by_key(|(column, _)| *column);
        let row: String = row.into_iter().map(|(_, cell)| cell).collect();
        write!(body, "<w:tr>{row}</w:tr>").unwrap();
    }
    let text =
        format!("<w:document xmlns:w=\"w\"><w:body><w:tbl>{body}</w:tbl></w:body></w:document>");
    packed(&[("word/document.xml", text)])
}

fn word_cell(text: &str, columns: usize, merge: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('\n', "</w:t><w:br/><w:t>");
    format!(
        "<w:tc><w:tcPr><w:gridSpan w:val=\"{columns}\"/>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    )
}
