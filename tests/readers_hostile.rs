//! Hostile and damaged documents end in a clear error within bounds, and never in a panic.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use shenyue::ingest::Grid;
use shenyue::ingest::readers::{
    Bounded, ReadError, bounds, doc, docx, html, mht, ods, pdf, workbook, xls,
};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// A zip file of the given members.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in members {
        zip.start_file(*path, packed).expect("a member");
        zip.write_all(bytes).expect("a member");
    }
    zip.finish().expect("a zip file").into_inner()
}

/// A workbook with one sheet of that data and those shared strings.
fn workbook_of(data: &str, strings: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>\
         <sheet name=\"甲\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
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

fn texts(grid: &Grid) -> Vec<&str> {
    grid.tables
        .iter()
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells)
        .map(|cell| cell.text.as_str())
        .filter(|text| !text.is_empty())
        .collect()
}

fn bound(result: Result<Grid, ReadError>) -> Option<Bounded> {
    match result {
        Err(ReadError::TooLarge { what, .. }) => Some(what),
        _ => None,
    }
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
    assert_eq!(texts(&grid), ["1"]);
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

/// A PDF of one page with that content stream, and nothing that is not needed.
fn pdf_of(content: &[u8], entries: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources\
        <</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>endobj\n\
        5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        .to_vec();
    bytes.extend(format!("4 0 obj<</Length {}{entries}>>stream\n", content.len()).bytes());
    bytes.extend(content);
    bytes.extend(b"\nendstream endobj\n");
    bytes
}

#[test]
fn a_pdf_without_lines_is_read_by_its_gaps() {
    let content = b"BT /F 10 Tf 50 700 Td (Form) Tj 0 -20 Td (a) Tj 200 0 Td (b) Tj \
        -200 -20 Td (c) Tj 200 0 Td (d) Tj ET";
    let mut bytes = pdf_of(content, "");
    bytes.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    let grid = pdf::read(&bytes).expect("a PDF");
    let rows: Vec<Vec<(u32, &str)>> = grid.tables[0]
        .rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| (cell.column, cell.text.as_str()))
                .collect()
        })
        .collect();
    assert_eq!(
        rows,
        [
            vec![(1, "Form")],
            vec![(1, "a"), (2, "b")],
            vec![(1, "c"), (2, "d")]
        ]
    );
}

#[test]
fn a_page_that_is_an_image_is_a_scan() {
    let mut bytes = pdf_of(b"q 600 0 0 800 0 0 cm /X Do Q", "");
    bytes.extend(
        b"6 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8\
        /ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    );
    assert_eq!(pdf::read(&bytes), Err(ReadError::Scanned { pages: 1 }));
}

#[test]
fn forms_that_draw_themselves_many_times_end() {
    let mut bytes = pdf_of(b"/X Do", "");
    // Each form draws the next one ten times.
    for level in 0..40 {
        let number = 6 + level;
        let content = "/X Do ".repeat(10);
        let object = format!(
            "{number} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>\
             /Length {}>>stream\n{content}\nendstream endobj\n",
            number + 1,
            content.len()
        );
        bytes.extend(object.bytes());
    }
    bytes.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    assert_eq!(bound(pdf::read(&bytes)), Some(Bounded::PageMarks));
}

#[test]
fn a_pdf_bomb_is_refused() {
    let zeros = vec![b' '; 1 << 20];
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..=(bounds::INFLATED_BYTES >> 20) {
        packer.write_all(&zeros).expect("packed");
    }
    let bytes = pdf_of(&packer.finish().expect("packed"), "/Filter/FlateDecode");
    assert_eq!(bound(pdf::read(&bytes)), Some(Bounded::InflatedBytes));
    let bytes = pdf_of(b"", "/Filter[/FlateDecode /FlateDecode]");
    assert_eq!(bound(pdf::read(&bytes)), Some(Bounded::InflateRatio));
}

/// Bytes that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("31 bits") % below.max(1)
    }
}

/// Damaged copies of a file: cut short, bytes changed, a stretch repeated or taken out.
fn damage(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match dice.roll(4) {
        0 => bytes.truncate(dice.roll(bytes.len())),
        1 => {
            let from = dice.roll(bytes.len());
            let to = (from + dice.roll(200)).min(bytes.len());
            bytes.drain(from..to);
        }
        2 => {
            let from = dice.roll(bytes.len());
            let to = (from + dice.roll(200)).min(bytes.len());
            let again = bytes[from..to].to_vec();
            bytes.splice(from..from, again);
        }
        _ => {
            for _ in 0..=dice.roll(20) {
                let at = dice.roll(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
        }
    }
    bytes
}

#[test]
fn damaged_documents_neither_panic_nor_hang() {
    type Reader = fn(&[u8]) -> Result<Grid, ReadError>;
    let readers: [(&str, Reader); 7] = [
        ("pdf", pdf::read),
        ("xlsx", workbook::read),
        ("xls", xls::read),
        ("ods", ods::read),
        ("docx", docx::read),
        ("doc", doc::read),
        ("html", html::read),
    ];
    let shared = std::env::var_os("SHENYUE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let rounds: usize = std::env::var("SHENYUE_DAMAGE_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(20);
    let mut dice = Dice(7);
    for (extension, reader) in readers {
        for form in ["guichi_tangxi_weituo_2022", "wuhan_jinbu_2020"] {
            let path = shared.join(format!("corpus/{form}.{extension}"));
            let Ok(bytes) = std::fs::read(&path) else {
                eprintln!("skipped: no {}", path.display());
                continue;
            };
            for round in 0..rounds {
                let damaged = damage(&bytes, &mut dice);
                let begun = std::time::Instant::now();
                let panicked = std::panic::catch_unwind(|| {
                    let _ = reader(&damaged);
                });
                let kept = std::env::temp_dir().join(format!("damaged.{extension}"));
                if panicked.is_err() || begun.elapsed().as_secs() > 20 {
                    std::fs::write(&kept, &damaged).expect("kept for a look");
                    panic!("round {round}: see {}", kept.display());
                }
            }
        }
    }
}

#[test]
fn small_nonsense_is_an_error_everywhere() {
    let nonsense: [&[u8]; 6] = [
        b"",
        b"%PDF-1.4",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b",
        &[0xff; 600],
    ];
    for bytes in nonsense {
        for reader in [
            pdf::read,
            workbook::read,
            xls::read,
            ods::read,
            docx::read,
            doc::read,
            mht::read,
        ] {
            assert!(reader(bytes).is_err());
        }
    }
}
