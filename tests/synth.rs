//! The generator of forms keeps its promises: the same forms for a seed, clean ones clean, planted
//! faults of arithmetic all found, in every layout.

#[path = "../examples/synth/forms/mod.rs"]
mod forms;

use std::collections::HashMap;

use forms::layout::Layout;
use forms::{Forms, Label};
use shenyue::form::{Key, Report, fold};
use shenyue::ingest::{read, recognise};
use shenyue::rules::{Finding, Settings, Severity, check};

/// Forms of one seed printed in `layout`, read back, with what was planted.
fn made(seed: u64, faulty: i64, layout: Layout, count: usize) -> Vec<(Report, Option<Label>)> {
    let mut source = Forms::new(seed, faulty);
    let mut text = String::new();
    let mut labels = Vec::new();
    for _ in 0..count {
        let (form, label) = source.next_form(layout);
        forms::layout::print(&form, layout, &mut text);
        let key = Key {
            unit: fold(&form.unit),
            project: fold(&form.project),
            year: i32::try_from(form.year).ok(),
        };
        labels.push((key, label));
    }
    let name = format!("synth.{}", layout.extension());
    let found = recognise(&read(&name, text.as_bytes()).expect("text is read"));
    assert_eq!(found.refused, [], "{layout:?}");
    assert_eq!(found.reports.len(), count, "{layout:?}");
    let mut reports: HashMap<Key, Report> = found
        .reports
        .into_iter()
        .map(|report| (report.key(), report))
        .collect();
    labels
        .into_iter()
        .map(|(key, label)| (reports.remove(&key).expect("every form is read"), label))
        .collect()
}

fn findings(report: &Report) -> Vec<Finding> {
    check(report, &Settings::default()).findings
}

#[test]
fn a_seed_gives_the_same_forms() {
    let print = |seed| {
        let mut text = String::new();
        let mut source = Forms::new(seed, 30);
        for file in 0..7 {
            let layout = forms::layout_of(seed, file);
            let (form, _) = source.next_form(layout);
            forms::layout::print(&form, layout, &mut text);
        }
        text
    };
    assert_eq!(print(5), print(5));
    assert_ne!(print(5), print(6));
}

#[test]
fn clean_forms_are_clean() {
    let mut warnings = 0;
    let mut count = 0;
    for layout in Layout::ALL {
        for (report, _) in made(11, 0, layout, 60) {
            assert_eq!(report.gaps, [], "{layout:?}");
            count += 1;
            for finding in findings(&report) {
                assert_ne!(finding.severity, Severity::Error, "{layout:?} {finding:?}");
                warnings += usize::from(finding.severity == Severity::Warning);
            }
        }
    }
    assert!(
        warnings < count,
        "{warnings} warnings on {count} clean forms"
    );
}

#[test]
fn faults_of_arithmetic_are_all_found() {
    let sure = [
        "amount-total-mismatch",
        "exec-rate-mismatch",
        "exec-score-mismatch",
        "amount-over-budget",
        "weight-sum-not-100",
        "weight-l1-nonstandard",
        "score-total-mismatch",
        "score-over-weight",
        "score-quant-recalc",
        "score-qual-tier",
        "grade-mismatch",
        "score-all-full",
        "missing-field",
    ];
    let mut planted = 0;
    for layout in Layout::ALL {
        for (report, label) in made(23, 100, layout, 180) {
            let Some(label) = label.filter(|label| sure.contains(&label.rule)) else {
                continue;
            };
            planted += 1;
            let found = findings(&report).iter().any(|finding| {
                finding.rule == label.rule && finding.place.to_string() == label.place
            });
            assert!(found, "{layout:?} {:?}: {label:?}", report.key());
        }
    }
    assert!(planted > 200, "{planted} planted");
}
