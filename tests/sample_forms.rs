//! The forms behind `sample.db` are read completely, their planted faults are found where
//! `tests/forms/README.md` says, and the rest of them is not accused of anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use shenyue::form::Report;
use shenyue::ingest::{read, recognise};
use shenyue::rules::{Finding, Member, Settings, Severity, check, check_batch, digest, find};
use smol_str::SmolStr;

/// A form of the folder with everything the rules say of it.
struct Sample {
    file: String,
    report: Report,
    findings: Vec<Finding>,
}

impl Sample {
    fn project(&self) -> &str {
        self.report.project.value().map_or("", SmolStr::as_str)
    }
}

/// A line of the README's table.
struct Planted {
    file: String,
    project: String,
    rule: String,
    place: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

fn planted() -> Vec<Planted> {
    let text = fs::read_to_string(folder().join("README.md")).expect("the README is there");
    text.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line
                .split('|')
                .map(|c| c.trim().trim_matches('`'))
                .collect();
            match cells[..] {
                ["", file, project, rule, place, ""] if file.contains('.') => Some(Planted {
                    file: file.to_owned(),
                    project: project.to_owned(),
                    rule: rule.to_owned(),
                    place: place.to_owned(),
                }),
                _ => None,
            }
        })
        .collect()
}

fn samples() -> Vec<Sample> {
    let settings = Settings::default();
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .filter(|name| !name.ends_with(".md"))
        .collect();
    names.sort();
    let mut samples = Vec::new();
    for file in names {
        let bytes = fs::read(folder().join(&file)).expect("readable");
        let found = recognise(&read(&file, &bytes).expect(&file));
        assert!(found.refused.is_empty(), "{file}: {:?}", found.refused);
        assert!(found.skipped.is_empty(), "{file}: {:?}", found.skipped);
        samples.extend(found.reports.into_iter().map(|report| Sample {
            file: file.clone(),
            findings: check(&report, &settings).findings,
            report,
        }));
    }
    add_batches(&mut samples, &settings);
    samples
}

/// Adds what the rules over all forms of a unit and year find.
fn add_batches(samples: &mut [Sample], settings: &Settings) {
    let mut batches: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, sample) in samples.iter().enumerate() {
        let key = sample.report.key();
        batches.entry((key.unit, key.year)).or_default().push(at);
    }
    for members in batches.into_values() {
        let known: Vec<_> = members
            .iter()
            .map(|at| (samples[*at].report.key(), digest(&samples[*at].report)))
            .collect();
        let asked: Vec<_> = known
            .iter()
            .map(|(key, digest)| Member { key, digest })
            .collect();
        for (member, finding) in check_batch(&asked, settings).findings {
            samples[members[member]].findings.push(finding);
        }
    }
}

#[test]
fn every_form_is_read_completely() {
    let samples = samples();
    assert_eq!(samples.len(), 52);
    let indicators = |file: &str| -> usize {
        let own = samples.iter().filter(|sample| sample.file == file);
        own.map(|sample| sample.report.indicators.len()).sum()
    };
    assert_eq!(indicators("zhuanqiao-2024.txt"), 82);
    let short = planted();
    for sample in &samples {
        let listed = |planted: &&Planted| {
            planted.file == sample.file
                && planted.project == sample.project()
                && planted.rule == "missing-field"
        };
        let report = &sample.report;
        let name = format!("{} {}", sample.file, sample.project());
        if !short.iter().any(|planted| listed(&planted)) {
            assert_eq!(report.gaps, [], "{name}");
        }
        assert_eq!(report.funds.len(), 4, "{name}");
        if !sample.file.starts_with("zhuanqiao") {
            assert!((6..=9).contains(&report.indicators.len()), "{name}");
        }
    }
}

/// Everything in a report that is a figure or a name: what the retold forms share with the
/// published ones.
fn figures(report: &Report) -> Vec<String> {
    let mut all = vec![
        format!("{:?}", report.key()),
        report.department.printed.to_string(),
        report.total_weight.printed.to_string(),
        report.total_score.printed.to_string(),
        report.grade.printed.to_string(),
    ];
    for fund in &report.funds {
        let cells = fund.cells();
        all.extend(cells.map(|cell| format!("{:?} {}", fund.line, cell.printed)));
    }
    for row in &report.indicators {
        let cells = [&row.level1, &row.level2, &row.name, &row.reason];
        all.extend(cells.map(|cell| cell.printed.to_string()));
        all.push(row.actual.printed.to_string());
        all.push(format!("{} {}", row.weight.printed, row.score.printed));
        // One target is a sentence and was retold.
        if row.target.printed.chars().count() < 20 {
            all.push(row.target.printed.to_string());
        }
    }
    all.extend(report.repairs.iter().map(|repair| repair.kind.clone()));
    all
}

#[test]
fn the_retold_forms_have_the_published_figures() {
    let shared = std::env::var_os("SHENYUE_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let published = shared.join("seeds/000_9036fe76fdcdc1b3.txt");
    let Ok(bytes) = fs::read(&published) else {
        println!("skipped: the published forms are not here");
        return;
    };
    let published = recognise(&read("seeds.txt", &bytes).expect("text")).reports;
    let retold = fs::read(folder().join("zhuanqiao-2024.txt")).expect("readable");
    let retold = recognise(&read("retold.txt", &retold).expect("text")).reports;
    assert_eq!(published.len(), retold.len());
    for (published, retold) in published.iter().zip(&retold) {
        assert_eq!(figures(published), figures(retold));
        assert_ne!(published.goal.value(), retold.goal.value());
        assert_ne!(published.outcome.value(), retold.outcome.value());
    }
}

#[test]
fn planted_faults_are_found_where_they_are() {
    let samples = samples();
    let mut missed = Vec::new();
    for planted in planted() {
        if find(&planted.rule).is_none() {
            continue;
        }
        let sample = samples
            .iter()
            .find(|sample| sample.file == planted.file && sample.project() == planted.project)
            .unwrap_or_else(|| panic!("{} has no form {}", planted.file, planted.project));
        let own: Vec<String> = sample
            .findings
            .iter()
            .filter(|finding| finding.rule == planted.rule)
            .map(|finding| finding.place.to_string())
            .collect();
        if !own.contains(&planted.place) {
            missed.push(format!(
                "{} {}: {} at {}, found at {own:?}",
                planted.file, planted.project, planted.rule, planted.place
            ));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn decent_forms_are_not_accused() {
    let planted = planted();
    let mut accused = Vec::new();
    let (mut forms, mut warnings) = (0, 0);
    for sample in samples() {
        let listed =
            |planted: &Planted| planted.file == sample.file && planted.project == sample.project();
        if sample.file.starts_with("zhuanqiao") || planted.iter().any(listed) {
            continue;
        }
        forms += 1;
        for finding in &sample.findings {
            let line = format!(
                "{} {}: {} at {}",
                sample.file,
                sample.project(),
                finding.rule,
                finding.place
            );
            match finding.severity {
                Severity::Error => accused.push(line),
                Severity::Warning => {
                    println!("{line}");
                    warnings += 1;
                }
                Severity::Notice => {}
            }
        }
    }
    assert!(accused.is_empty(), "{}", accused.join("\n"));
    assert!(forms >= 22, "{forms} decent forms");
    assert!(
        warnings * 4 < forms,
        "{warnings} warnings on {forms} decent forms"
    );
}
