//! From any cell to the row it stood in: in every format, the row of the file that a cell's place names
//! is kept, and holds what the cell says.

mod shared;

use shenyue::form::{Field, Report};
use shenyue::ingest::{read, recognise};

const FORM: &str = "项目支出绩效自评表\n(2023年度)\n项目名称,,河堤巡护,,,,,\n\
    主管部门,,河务局,,实施单位,,巡护队,\n\
    项目资金(万元),,年初预算数,全年预算数,全年执行数,分值,执行率,得分\n\
    ,年度资金总额,10,10,9,10,90%,9\n\
    一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分,原因\n\
    产出指标,数量指标,巡护次数,≥50次,55次,80,80,\n\
    满意度指标,服务对象满意度指标,居民满意度,≥90%,95%,10,9,样本偏少\n\
    总分,,,,,100,98,\n";

/// The form between other marks than commas.
fn between(begin: &str, mark: &str, end: &str) -> String {
    let line = |line: &str| format!("{begin}{}{end}\n", line.replace(',', mark));
    FORM.lines().map(line).collect()
}

fn page() -> String {
    format!(
        "<html><body><table>{}</table></body></html>",
        between("<tr><td>", "</td><td>", "</td></tr>")
    )
}

fn packed(members: &[(&str, String)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in members {
        // The type of the document stands in front as it is.
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx() -> Vec<u8> {
    let rows = between(
        "<w:tr><w:tc><w:p><w:r><w:t>",
        "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>",
        "</w:t></w:r></w:p></w:tc></w:tr>",
    );
    let text =
        format!("<w:document xmlns:w=\"w\"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>");
    packed(&[("word/document.xml", text)])
}

fn ods() -> Vec<u8> {
    let rows = between(
        "<table:table-row><table:table-cell><text:p>",
        "</text:p></table:table-cell><table:table-cell><text:p>",
        "</text:p></table:table-cell></table:table-row>",
    );
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
         <table:table table:name=\"自评表\">{rows}</table:table></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet".to_owned();
    packed(&[("mimetype", kind), ("content.xml", content)])
}

fn xml_workbook() -> String {
    let rows = between(
        "<Row><Cell><Data>",
        "</Data></Cell><Cell><Data>",
        "</Data></Cell></Row>",
    );
    format!("<Workbook><Worksheet ss:Name=\"自评表\"><Table>{rows}</Table></Worksheet></Workbook>")
}

fn web_archive() -> String {
    format!(
        "From: <Saved by Blink>\nMIME-Version: 1.0\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\n\n\
         --x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{}\n--x--\n",
        page()
    )
}

/// What a cell says, without white space.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// How many cells were looked up in their rows.
fn look_up(name: &str, report: &Report) -> usize {
    let mut looked = 0;
    let mut look = |what: &str, origin: shenyue::form::Origin, printed: &str| {
        if printed.trim().is_empty() {
            return;
        }
        let row = report
            .source
            .iter()
            .find(|row| (row.part, row.row) == (origin.part, origin.row));
        let row = row.unwrap_or_else(|| panic!("{name} {what}: no row for {origin:?}"));
        assert!(
            bare(&row.text).contains(&bare(printed)),
            "{name} {what}: {printed:?} is not in {:?}",
            row.text
        );
        looked += 1;
    };
    fn of<T>(field: &Field<T>) -> (shenyue::form::Origin, &str) {
        (field.origin, &field.printed)
    }
    for (what, (origin, printed)) in [
        ("project", of(&report.project)),
        ("unit", of(&report.unit)),
        ("score", of(&report.total_score)),
    ] {
        look(what, origin, printed);
    }
    for fund in &report.funds {
        for (origin, printed) in [of(&fund.annual), of(&fund.executed), of(&fund.rate)] {
            look("fund", origin, printed);
        }
    }
    for row in &report.indicators {
        let cells = [
            of(&row.name),
            of(&row.actual),
            of(&row.score),
            of(&row.reason),
        ];
        for (origin, printed) in cells {
            look("indicator", origin, printed);
        }
    }
    looked
}

fn report(name: &str, bytes: &[u8]) -> Report {
    let grid = read(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut recognised = recognise(&grid);
    assert_eq!(recognised.reports.len(), 1, "{name}: {recognised:?}");
    recognised.reports.remove(0)
}

#[test]
fn every_cell_leads_to_its_row() {
    for (name, bytes) in [
        ("form.csv", FORM.as_bytes().to_vec()),
        ("form.tsv", between("", "\t", "").into_bytes()),
        ("form.txt", between("", "\t", "").into_bytes()),
        ("form.md", between("|", "|", "|").into_bytes()),
        ("form.html", page().into_bytes()),
        ("form.mht", web_archive().into_bytes()),
        ("form.xls", xml_workbook().into_bytes()),
        ("form.docx", docx()),
        ("form.ods", ods()),
    ] {
        let report = report(name, &bytes);
        assert_eq!(look_up(name, &report), 13, "{name}");
    }
}

#[test]
fn every_cell_of_the_shared_forms_leads_to_its_row() {
    let endings = ["xlsx", "xls", "ods", "docx", "doc", "html", "pdf"];
    for ending in endings {
        let name = format!("yongde_mingliang_2022.{ending}");
        if let Some(bytes) = shared::file(&format!("corpus/{name}")) {
            assert!(look_up(&name, &report(&name, &bytes)) > 30, "{name}");
        }
    }
}
