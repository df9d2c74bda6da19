//! The five forms of `../shared/corpus` in every format, against `truth.jsonl`.

mod shared;
#[path = "shared/values.rs"]
mod values;

use serde_json::Value;
use shenyue::form::{FundLine, Report};
use shenyue::ingest::{read, recognise};
use smol_str::SmolStr;
use values::{bare, number};

/// A cell that is not as the truth has it.
struct Miss {
    file: String,
    cell: String,
    truth: String,
    read: String,
}

/// Cells compared, and those that differ.
#[derive(Default)]
struct Tally {
    cells: usize,
    misses: Vec<Miss>,
}

impl Tally {
    fn cell(&mut self, file: &str, cell: String, truth: &str, read: &str) {
        self.cells += 1;
        let (truth, read) = (plain(truth), plain(read));
        if truth != read {
            self.misses.push(Miss {
                file: file.to_owned(),
                cell,
                truth,
                read,
            });
        }
    }
}

/// Without white space, half-width brackets and colons.
fn plain(text: &str) -> String {
    shenyue::form::fold(&bare(text))
        .trim_end_matches(':')
        .to_owned()
}

fn forms() -> Vec<Value> {
    let Some(truth) = shared::file("corpus/truth.jsonl") else {
        return Vec::new();
    };
    String::from_utf8(truth)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap().to_owned()
}

fn compare(tally: &mut Tally, file: &str, truth: &Value, report: &Report) {
    let mut cell =
        |cell: &str, truth: &str, read: &str| tally.cell(file, cell.to_owned(), truth, read);
    let year = report.year.value().map_or_else(String::new, i32::to_string);
    cell("title", &text(truth, "title"), &report.title.printed);
    cell("year", &text(truth, "year"), &year);
    cell("project", &text(truth, "project"), &report.project.printed);
    cell(
        "department",
        &text(truth, "department"),
        &report.department.printed,
    );
    cell("unit", &text(truth, "unit"), &report.unit.printed);
    cell(
        "money_unit",
        &text(truth, "money_unit"),
        report.money_unit.as_str(),
    );
    cell(
        "total_weight",
        &text(truth, "total_weight"),
        &number(&report.total_weight),
    );
    cell(
        "total_score",
        &text(truth, "total_score"),
        &number(&report.total_score),
    );
    cell(
        "grade",
        &text(truth, "grade"),
        report.grade.value().map_or("", |grade| grade.as_str()),
    );
    let funds = truth["funds"].as_array().unwrap();
    cell(
        "funds",
        &funds.len().to_string(),
        &report.funds.len().to_string(),
    );
    for (truth, fund) in funds.iter().zip(&report.funds) {
        let name = fund.line.name();
        cell(&format!("{name}/label"), &text(truth, "row"), &fund.label);
        for (key, field) in [
            ("initial", &fund.initial),
            ("annual", &fund.annual),
            ("executed", &fund.executed),
            ("weight", &fund.weight),
            ("rate", &fund.rate),
            ("score", &fund.score),
        ] {
            let printed = text(truth, key);
            assert!(
                field.value().is_some() || shenyue::form::is_no_value(&printed),
                "{file} {name}/{key}"
            );
            cell(&format!("{name}/{key}"), &printed, &field.printed);
        }
    }
    let rows = truth["indicators"].as_array().unwrap();
    cell(
        "indicators",
        &rows.len().to_string(),
        &report.indicators.len().to_string(),
    );
    for (number, (truth, row)) in rows.iter().zip(&report.indicators).enumerate() {
        let mut cell = |part: &str, key: &str, read: &str| {
            tally.cell(
                file,
                format!("{}/{part}", number + 1),
                &text(truth, key),
                read,
            );
        };
        cell(
            "level1",
            "l1",
            row.level1.value().map_or("", SmolStr::as_str),
        );
        cell(
            "level2",
            "l2",
            row.level2.value().map_or("", SmolStr::as_str),
        );
        cell("name", "l3", &row.name.printed);
        cell("target", "target", &row.target.printed);
        cell("actual", "actual", &row.actual.printed);
        cell("weight", "weight", &row.weight.printed);
        cell("score", "score", &row.score.printed);
        cell("reason", "reason", &row.reason.printed);
    }
}

/// Reads every form in the formats that end in one of `endings`.
fn tally(endings: &[&str]) -> Tally {
    let mut tally = Tally::default();
    for truth in forms() {
        for ending in endings {
            let file = format!("{}.{ending}", text(&truth, "id"));
            let Some(bytes) = shared::file(&format!("corpus/{file}")) else {
                continue;
            };
            let recognised = match read(&file, &bytes) {
                Ok(grid) => recognise(&grid),
                Err(error) => panic!("{file}: {error}"),
            };
            assert_eq!(
                recognised.reports.len(),
                1,
                "{file}: {:?} {:?}",
                recognised.refused,
                recognised.skipped
            );
            compare(&mut tally, &file, &truth, &recognised.reports[0]);
        }
    }
    for miss in &tally.misses {
        eprintln!(
            "{} {}: {:?}, read {:?}",
            miss.file, miss.cell, miss.truth, miss.read
        );
    }
    eprintln!("{} of {} cells differ", tally.misses.len(), tally.cells);
    tally
}

#[test]
fn texts() {
    let tally = tally(&["gb18030.txt", "utf8bom.txt", "gb18030.csv"]);
    assert!(tally.misses.is_empty());
}

#[test]
fn workbooks_and_pages() {
    let tally = tally(&["xlsx", "xls", "ods", "html"]);
    assert!(tally.misses.is_empty());
}

#[test]
fn documents() {
    let tally = tally(&["docx", "doc", "pdf"]);
    assert!(tally.misses.is_empty());
}

#[test]
fn a_rate_of_one_is_a_hundred_percent_where_the_amounts_say_so() {
    let Some(bytes) = shared::file("corpus/wuhan_jinbu_2020.utf8bom.txt") else {
        return;
    };
    let recognised = recognise(&read("a.txt", &bytes).unwrap());
    let report = &recognised.reports[0];
    let fund = report
        .funds
        .iter()
        .find(|fund| fund.line == FundLine::Total)
        .unwrap();
    assert_eq!(number(&fund.rate), "100");
    assert!(
        report
            .repairs
            .iter()
            .any(|repair| repair.kind == "repair-rate-as-share")
    );
}
