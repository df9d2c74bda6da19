//! What group G says of sentences as outcomes have them: `sentences.txt`, one a line.

use std::collections::BTreeSet;

use crate::rules::testing::{Draft, full_form};
use crate::rules::{Settings, Severity, check};

/// The rules whose word is looked at: those that call a sentence wrong.
const RULES: [&str; 7] = [
    "narr-breakdown-sum",
    "narr-yoy-mismatch",
    "narr-ratio-mismatch",
    "narr-vs-table",
    "narr-count-gap",
    "narr-partial-year",
    "narr-contradicts-score",
];

fn around(sentence: &str) -> Draft {
    full_form().outcome(sentence)
}

#[test]
fn every_sentence_is_judged_as_written() {
    let settings = Settings::default();
    let mut wrong = Vec::new();
    let mut sentences = 0;
    for line in include_str!("sentences.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        sentences += 1;
        let (expected, sentence) = line.split_once('|').unwrap_or(("", line));
        let expected: BTreeSet<String> = expected
            .split(',')
            .map(|one| one.trim().to_owned())
            .filter(|one| !one.is_empty())
            .collect();
        let report = around(sentence.trim()).0;
        let got: BTreeSet<String> = check(&report, &settings)
            .findings
            .iter()
            .filter(|finding| RULES.contains(&finding.rule))
            .map(|finding| format!("{} {}", finding.rule, finding.severity.name()))
            .collect();
        if got != expected {
            wrong.push(format!("{expected:?} expected, got {got:?}: {sentence}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    assert!(sentences > 150, "{sentences}");
}

#[test]
fn plans_that_were_carried_out_are_no_plans() {
    let settings = Settings::default();
    for sentence in [
        "争取到上级资金200万元，清运垃圾820吨。",
        "按计划于6月完成保洁，清运垃圾820吨。",
    ] {
        let report = around(sentence).0;
        let findings = check(&report, &settings).findings;
        let plan = findings
            .iter()
            .find(|finding| finding.rule == "narr-plan-like");
        assert_eq!(
            plan.map(|plan| plan.severity),
            None::<Severity>,
            "{sentence}"
        );
    }
}
