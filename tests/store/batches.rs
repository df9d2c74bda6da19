//! Findings one look at many reports makes.

use shenyue::query::Query;
use shenyue::rules::{Place, Severity};
use shenyue::store::{Batch, FindingRow};
use smol_str::format_smolstr;

use crate::common::{Sandbox, finding, form, new};

fn forms() -> Vec<shenyue::store::NewReport> {
    let found = finding("target-vague", Severity::Notice, Place::Form, "x");
    [
        ("甲", "保洁", 2024),
        ("甲", "绿化", 2024),
        ("甲", "保洁", 2023),
        ("乙", "保洁", 2024),
    ]
    .map(|(unit, project, year)| new(form(unit, project, year), vec![found.clone()]))
    .into()
}

fn set(sandbox: &Sandbox, batch: &Batch) {
    let findings: Vec<_> = batch
        .members
        .iter()
        .map(|(report, key, _)| {
            let mut found = finding(
                "batch-all-100",
                Severity::Warning,
                Place::Total,
                &key.project,
            );
            found.batch = format!("batch-all-100 {}", batch.unit);
            (*report, found)
        })
        .collect();
    sandbox
        .writer()
        .set_batch_findings(batch, &findings, &[])
        .unwrap();
}

fn findings(sandbox: &Sandbox) -> Vec<FindingRow> {
    let reader = sandbox.reader();
    let ids = reader.finding_ids(&Query::All).unwrap();
    reader.findings(&ids).unwrap()
}

#[test]
fn only_what_was_touched_is_stale() {
    let sandbox = Sandbox::with(&forms());
    let stale = sandbox.writer().stale_batches().unwrap();
    let mut sizes: Vec<_> = stale
        .iter()
        .map(|batch| (batch.unit.as_str(), batch.members.len()))
        .collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [("乙", 1), ("甲", 3)]);
    assert_eq!(stale[0].members[0].2, b"digest");
    for batch in &stale {
        set(&sandbox, batch);
    }
    assert_eq!(sandbox.writer().next_stale_batch().unwrap(), None);
    assert_eq!(findings(&sandbox).len(), 8);

    // Setting them again does not double them, and leaves those of the forms alone.
    set(&sandbox, &stale[0]);
    assert_eq!(findings(&sandbox).len(), 8);

    let mut changed = form("乙", "保洁", 2024);
    changed.goal.printed = format_smolstr!("{}。", changed.goal.printed);
    sandbox.add("b.txt", 2, &[new(changed, Vec::new())]);
    let batch = sandbox.writer().next_stale_batch().unwrap().unwrap();
    assert_eq!(batch.unit.as_str(), "乙");
    // The finding that rested on the old content is gone until the rules have looked again.
    assert_eq!(findings(&sandbox).len(), 6);
}

#[test]
fn a_batch_touched_in_the_meantime_stays_stale() {
    let sandbox = Sandbox::with(&forms());
    let before = sandbox.writer().stale_batches().unwrap();
    let batch = before.iter().find(|batch| batch.unit == "乙").unwrap();
    let more = form("乙", "绿化", 2024);
    sandbox.add("b.txt", 2, &[new(more, Vec::new())]);
    set(&sandbox, batch);
    let after = sandbox.writer().stale_batches().unwrap();
    let batch = after.iter().find(|batch| batch.unit == "乙").unwrap();
    assert_eq!(batch.members.len(), 2);
}

#[test]
fn checking_again_replaces_only_what_the_form_alone_gave() {
    let sandbox = Sandbox::with(&forms());
    for batch in sandbox.writer().stale_batches().unwrap() {
        set(&sandbox, &batch);
    }
    let id = sandbox.ids()[0];
    let found = [
        finding("missing-field", Severity::Error, Place::Grade, "y"),
        finding("grade-mismatch", Severity::Error, Place::Grade, "y"),
    ];
    let mut writer = sandbox.writer();
    writer
        .replace_findings(id, &found, &Vec::new(), b"new digest")
        .unwrap();
    let row = sandbox.reader().reports(&[id]).unwrap().remove(0);
    assert_eq!((row.errors, row.warnings, row.notices), (2, 1, 0));
    assert!(row.mismatch);
    let stale = writer.stale_batches().unwrap();
    assert_eq!(stale.len(), 1);
    assert!(
        stale[0]
            .members
            .iter()
            .any(|member| member.2 == b"new digest")
    );
    // Back to nothing.
    writer
        .replace_findings(id, &[], &Vec::new(), b"new digest")
        .unwrap();
    let row = sandbox.reader().reports(&[id]).unwrap().remove(0);
    assert_eq!(
        (row.errors, row.warnings, row.notices, row.undecided),
        (0, 1, 0, 1)
    );
}

#[test]
fn the_configuration_of_a_run_is_kept() {
    let sandbox = Sandbox::new();
    sandbox
        .writer()
        .record_run("[amount]\ntolerance = 0.01")
        .unwrap();
    let kept: String = sandbox
        .raw()
        .query_row("SELECT settings FROM run", [], |row| row.get(0))
        .unwrap();
    assert!(kept.contains("tolerance"));
}
