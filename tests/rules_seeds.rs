//! The eight real forms: how often each rule fires on each, against the counts an experienced
//! reviewer's analysis gave. Skipped where the forms are not at hand.

mod shared;

use std::collections::BTreeMap;

use shenyue::form::Report;
use shenyue::ingest::{read, recognise};
use shenyue::locales::Lang;
use shenyue::rules::{
    Finding, Member, Settings, Severity, all, check, check_batch, digest, find, sentence,
};

/// Rule, and its findings on the forms in file order.
const COUNTS: &[(&str, [usize; 8])] = &[
    ("amount-total-mismatch", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("exec-rate-mismatch", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("exec-score-mismatch", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("amount-over-budget", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("budget-adjusted-large", [0, 0, 0, 1, 1, 1, 1, 0]),
    ("budget-equals-spent", [0, 1, 1, 1, 1, 1, 1, 1]),
    ("exec-rate-low", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("cut-but-full-output", [0, 0, 0, 1, 1, 1, 1, 0]),
    ("score-exec-gap", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("weight-sum-not-100", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("weight-l1-nonstandard", [1, 1, 1, 1, 1, 1, 1, 1]),
    ("weight-flat", [0, 1, 0, 1, 1, 0, 0, 0]),
    ("weight-on-qualitative", [1, 1, 0, 0, 0, 1, 0, 1]),
    ("score-total-mismatch", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("score-over-weight", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("score-quant-recalc", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("score-qual-tier", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("grade-mismatch", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("score-all-full", [1, 1, 1, 1, 1, 1, 1, 1]),
    ("target-qualitative", [4, 6, 3, 2, 4, 9, 3, 5]),
    ("target-vague", [4, 6, 3, 2, 2, 7, 2, 5]),
    ("target-procedural", [1, 0, 0, 0, 1, 2, 0, 0]),
    ("target-echoes-name", [3, 1, 0, 1, 0, 3, 1, 2]),
    ("rate-without-number", [0, 2, 2, 0, 2, 4, 1, 3]),
    ("unit-mismatch", [0, 2, 0, 3, 0, 4, 2, 0]),
    ("name-not-specific", [1, 2, 0, 0, 3, 0, 0, 2]),
    ("template-text-left", [0, 0, 0, 0, 1, 0, 0, 0]),
    ("indicator-duplicate", [0, 0, 1, 0, 1, 0, 0, 1]),
    ("indicator-misclassified", [1, 3, 3, 1, 4, 5, 2, 2]),
    ("satisfaction-doubtful", [1, 1, 1, 2, 1, 0, 0, 1]),
    ("category-irregular", [1, 1, 1, 2, 0, 2, 1, 1]),
    ("format-inconsistent", [0, 0, 0, 0, 1, 1, 0, 0]),
    ("exact-hit", [0, 0, 1, 1, 0, 4, 7, 0]),
    ("over-achieved", [0, 0, 0, 0, 0, 2, 0, 0]),
    ("bound-degenerate", [0, 0, 0, 2, 0, 1, 1, 0]),
    ("pct-impossible", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("direction-conflict", [0, 0, 0, 0, 0, 1, 0, 0]),
    ("narr-breakdown-sum", [0, 0, 0, 0, 0, 1, 0, 0]),
    ("narr-yoy-mismatch", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("narr-ratio-mismatch", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("narr-vs-table", [0, 0, 0, 0, 0, 1, 1, 0]),
    ("narr-count-gap", [0, 0, 0, 0, 0, 1, 0, 0]),
    ("narr-plan-like", [0, 1, 1, 0, 0, 1, 1, 1]),
    ("narr-partial-year", [0, 0, 0, 0, 0, 1, 0, 0]),
    ("narr-thin", [1, 1, 1, 0, 1, 0, 0, 1]),
    ("goal-uncovered", [1, 1, 0, 1, 0, 2, 0, 1]),
    ("goal-unmeasurable", [2, 1, 1, 0, 1, 0, 1, 0]),
    ("narr-contradicts-score", [1, 0, 1, 0, 0, 1, 0, 0]),
    ("batch-all-100", [1, 1, 1, 1, 1, 1, 1, 1]),
    ("batch-no-deviation-reason", [1, 1, 1, 1, 1, 1, 1, 1]),
    ("batch-indicator-reused", [1, 3, 0, 1, 0, 1, 0, 3]),
    ("batch-weight-template", [1, 1, 0, 1, 0, 0, 0, 1]),
    ("narrative-copied", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("batch-project-overlap", [0, 0, 0, 0, 0, 1, 0, 1]),
    ("batch-boilerplate-result", [1, 1, 1, 1, 1, 1, 1, 1]),
    ("missing-field", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("deviation-reason-missing", [0, 0, 0, 0, 0, 1, 0, 0]),
    ("duplicate-form", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("import-repaired", [0, 1, 0, 0, 0, 2, 1, 0]),
];

/// Where the rules find something else than the table, and why.
const DIFFERENCES: &[(&str, [usize; 8], &str)] = &[];

fn seeds() -> Option<Vec<Report>> {
    let name = "seeds/000_9036fe76fdcdc1b3.txt";
    let bytes = shared::file(name)?;
    let recognised = recognise(&read(name, &bytes).unwrap());
    assert_eq!(recognised.refused, []);
    Some(recognised.reports)
}

/// All findings by form.
fn findings(forms: &[Report]) -> Vec<Vec<Finding>> {
    let settings = Settings::default();
    let mut findings: Vec<Vec<Finding>> = forms
        .iter()
        .map(|form| check(form, &settings).findings)
        .collect();
    let keys: Vec<_> = forms.iter().map(Report::key).collect();
    let digests: Vec<_> = forms.iter().map(digest).collect();
    let members: Vec<_> = keys
        .iter()
        .zip(&digests)
        .map(|(key, digest)| Member { key, digest })
        .collect();
    for (at, finding) in check_batch(&members, &settings).findings {
        findings[at].push(finding);
    }
    findings
}

#[test]
fn the_seeds_give_the_counts_of_the_analysis() {
    let Some(forms) = seeds() else {
        return;
    };
    let findings = findings(&forms);
    let mut counted: BTreeMap<&str, [usize; 8]> = BTreeMap::new();
    for (form, findings) in findings.iter().enumerate() {
        for finding in findings {
            let rule = find(finding.rule).unwrap();
            counted.entry(rule.id).or_default()[form] += 1;
            if std::env::var_os("SHENYUE_SHOW")
                .is_some_and(|wanted| wanted == rule.id || wanted == "all")
            {
                let said = sentence(rule.id, finding.message, &finding.facts, Lang::Zh);
                println!(
                    "F{} {} {} {}: {said}",
                    form + 1,
                    rule.id,
                    finding.severity.name(),
                    finding.place
                );
            }
        }
    }
    let mut wrong = Vec::new();
    for rule in all() {
        let given = COUNTS.iter().find(|(id, _)| *id == rule.id);
        let known = DIFFERENCES.iter().find(|(id, ..)| *id == rule.id);
        let (Some(expected), counted) = (
            known
                .map(|(_, counts, _)| counts)
                .or(given.map(|(_, counts)| counts)),
            counted.get(rule.id).copied().unwrap_or_default(),
        ) else {
            continue;
        };
        if *expected != counted {
            wrong.push(format!(
                "{}: expected {expected:?}, found {counted:?}",
                rule.id
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let by = |severity| {
        findings
            .iter()
            .flatten()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let severities = Severity::ALL.map(by);
    assert_eq!(severities, [1, 130, 159], "errors, warnings, notices");
}
#[test]
fn every_rule_of_the_analysis_exists() {
    let missing: Vec<&str> = COUNTS
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| find(id).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
