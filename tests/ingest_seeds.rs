//! The eight forms of `../shared/seeds`, cell by cell.

mod shared;
#[path = "shared/values.rs"]
mod values;

use serde_json::Value;
use shenyue::form::{Field, FundLine, Measure, Report};
use shenyue::ingest::{read, recognise};
use smol_str::SmolStr;
use values::{bare, number};

const FILE: &str = "seeds/000_9036fe76fdcdc1b3.txt";

fn field(field: &Field<SmolStr>) -> String {
    bare(field.value().map_or("", SmolStr::as_str))
}

fn measure(field: &Field<Measure>) -> String {
    field
        .value()
        .map_or_else(String::new, |_| bare(&field.printed))
}

/// The cells of a form by their paths in `expected.json`, sorted.
type Cells = Vec<(String, String)>;

/// One report in the shape of `expected.json`, every value without white space.
fn cells(report: &Report) -> Cells {
    let mut cells = vec![
        (
            "year".to_owned(),
            report.year.value().map_or_else(String::new, i32::to_string),
        ),
        ("project".to_owned(), field(&report.project)),
        ("department".to_owned(), field(&report.department)),
        ("unit".to_owned(), field(&report.unit)),
        (
            "money_unit".to_owned(),
            report.money_unit.as_str().to_owned(),
        ),
        ("goal".to_owned(), field(&report.goal)),
        ("outcome".to_owned(), field(&report.outcome)),
        ("total_weight".to_owned(), number(&report.total_weight)),
        ("total_score".to_owned(), number(&report.total_score)),
        (
            "grade".to_owned(),
            report
                .grade
                .value()
                .map_or_else(String::new, |grade| grade.as_str().to_owned()),
        ),
    ];
    for (index, fund) in report.funds.iter().enumerate() {
        let mut put =
            |name: &str, value: String| cells.push((format!("funds/{index}/{name}"), value));
        put("line", fund.line.name().to_owned());
        put("initial", number(&fund.initial));
        put("annual", number(&fund.annual));
        put("executed", number(&fund.executed));
        put("weight", number(&fund.weight));
        put("rate", number(&fund.rate));
        put("score", number(&fund.score));
    }
    for (index, row) in report.indicators.iter().enumerate() {
        let mut put =
            |name: &str, value: String| cells.push((format!("indicators/{index}/{name}"), value));
        put("level1", field(&row.level1));
        put("level2", field(&row.level2));
        put("name", field(&row.name));
        put("target", measure(&row.target));
        put("actual", measure(&row.actual));
        put("weight", number(&row.weight));
        put("score", number(&row.score));
    }
    cells.sort();
    cells
}

fn expected(form: &Value) -> Cells {
    fn walk(path: &str, value: &Value, cells: &mut Cells) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    walk(
                        &if path.is_empty() {
                            key.clone()
                        } else {
                            format!("{path}/{key}")
                        },
                        value,
                        cells,
                    );
                }
            }
            Value::Array(list) => {
                for (index, value) in list.iter().enumerate() {
                    walk(&format!("{path}/{index}"), value, cells);
                }
            }
            Value::Null => cells.push((path.to_owned(), String::new())),
            Value::String(text) => cells.push((path.to_owned(), bare(text))),
            other => cells.push((path.to_owned(), other.to_string())),
        }
    }
    let mut cells = Vec::new();
    walk("", form, &mut cells);
    cells.sort();
    cells
}

fn seeds() -> Option<(Vec<u8>, Vec<Cells>)> {
    let bytes = shared::file(FILE)?;
    let json: Vec<Value> = serde_json::from_slice(&shared::file("seeds/expected.json")?).unwrap();
    Some((bytes, json.iter().map(expected).collect()))
}

#[test]
fn the_seeds_equal_what_was_expected() {
    let Some((bytes, expected)) = seeds() else {
        return;
    };
    let recognised = recognise(&read(FILE, &bytes).unwrap());
    assert_eq!(recognised.refused, []);
    assert_eq!(recognised.skipped, []);
    assert_eq!(recognised.reports.len(), 8);
    assert_eq!(
        recognised
            .reports
            .iter()
            .map(|report| report.indicators.len())
            .sum::<usize>(),
        82
    );
    for (report, expected) in recognised.reports.iter().zip(&expected) {
        assert_eq!(&cells(report), expected);
        assert_eq!(report.gaps, [], "{}", report.project.printed);
    }
}

#[test]
fn what_was_mended_is_recorded() {
    let Some((bytes, _)) = seeds() else { return };
    let recognised = recognise(&read(FILE, &bytes).unwrap());
    let repairs: Vec<(usize, u32, &str)> = (1..)
        .zip(&recognised.reports)
        .flat_map(|(form, report)| {
            report
                .repairs
                .iter()
                .map(move |repair| (form, repair.origin.row, repair.kind.as_str()))
        })
        .collect();
    assert_eq!(
        repairs,
        [
            (2, 44, "repair-cut-label"),
            (6, 144, "repair-cut-narrative"),
            (6, 164, "repair-shifted-row"),
            (7, 191, "repair-cut-label"),
        ]
    );
}

#[test]
fn every_value_knows_its_line_and_cell() {
    let Some((bytes, _)) = seeds() else { return };
    let recognised = recognise(&read(FILE, &bytes).unwrap());
    let first = &recognised.reports[0];
    assert_eq!((first.unit.origin.row, first.unit.origin.column), (8, 7));
    let total = first.total_fund().unwrap();
    assert_eq!(total.line, FundLine::Total);
    assert_eq!((total.rate.origin.row, total.rate.origin.column), (10, 7));
    assert_eq!(first.indicators[0].target.origin.row, 17);
    assert_eq!(first.source.first().map(|row| row.row), Some(3));
    let text = String::from_utf8(bytes).unwrap();
    for report in &recognised.reports {
        for row in &report.source {
            let line = text.lines().nth(row.row as usize - 1).unwrap();
            assert_eq!(row.text, line, "line {}", row.row);
        }
    }
}

/// A cut anywhere: the forms in front of it are read as before, the one it goes through is refused
/// or read with exactly the values it has in the whole file.
#[test]
fn a_cut_file_yields_no_wrong_value() {
    let Some((bytes, expected)) = seeds() else {
        return;
    };
    let whole = recognise(&read(FILE, &bytes).unwrap());
    let ends: Vec<u32> = whole
        .reports
        .iter()
        .map(|report| report.source.last().unwrap().row)
        .collect();
    for cut in (0..bytes.len())
        .step_by(499)
        .chain((bytes.len() - 400..bytes.len()).step_by(5))
    {
        let Ok(grid) = read(FILE, &bytes[..cut]) else {
            continue;
        };
        let recognised = recognise(&grid);
        let line = bytes[..cut].iter().filter(|byte| **byte == b'\n').count() as u32;
        let complete = ends.iter().filter(|end| **end <= line).count();
        let read = recognised.reports.len();
        assert!(
            read >= complete && read <= complete + 1,
            "cut at {cut}: {read} of {complete}"
        );
        for (report, expected) in recognised.reports.iter().zip(&expected) {
            let mut cells = cells(report);
            if report.grade.value().is_none() {
                // Cut between total and grade: the grade is missing, with a word, and nothing else.
                assert!(
                    cut < 2200 || report.gaps.iter().any(|gap| gap.what == "grade"),
                    "cut at {cut}"
                );
                cells.retain(|(name, _)| name != "grade");
                let expected: Vec<_> = expected
                    .iter()
                    .filter(|(name, _)| name != "grade")
                    .cloned()
                    .collect();
                assert_eq!(cells, expected, "cut at {cut}");
            } else {
                assert_eq!(&cells, expected, "cut at {cut}");
            }
        }
    }
}

#[test]
fn one_form_alone_that_is_cut_is_refused() {
    let Some((bytes, _)) = seeds() else { return };
    let text = String::from_utf8(bytes).unwrap();
    for lines in 3..=22 {
        let cut: String = text
            .lines()
            .take(lines)
            .flat_map(|line| [line, "\n"])
            .collect();
        let recognised = recognise(&read("cut.txt", cut.as_bytes()).unwrap());
        assert_eq!(recognised.reports.len(), 0, "{lines} lines");
        assert_eq!(recognised.refused.len(), 1, "{lines} lines");
    }
}
