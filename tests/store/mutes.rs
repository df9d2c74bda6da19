//! A rule muted for a unit: its findings leave counts and lists, and nothing is lost.

use shenyue::query::{Query, parse};
use shenyue::rules::{Place, Severity};
use shenyue::store::{Action, Fault, NewEvent, Rollup, Subject, Verdict};

use crate::common::{Sandbox, finding, form, new};

const RULE: &str = "budget-equals-spent";

fn findings() -> Vec<shenyue::rules::Finding> {
    vec![
        finding("amount-total-mismatch", Severity::Error, Place::Form, "1"),
        finding(RULE, Severity::Warning, Place::Form, "2"),
    ]
}

/// Two forms of one unit, one of another, two findings each.
fn sandbox() -> Sandbox {
    Sandbox::with(&[
        new(form("甲局（本级）", "保洁", 2024), findings()),
        new(form("甲局（本级）", "绿化", 2024), findings()),
        new(form("乙", "保洁", 2024), findings()),
    ])
}

fn of_unit() -> Subject {
    Subject::Rule {
        rule: RULE.to_owned(),
        // Width does not count.
        unit: "甲局(本级)".to_owned(),
    }
}

fn mute(sandbox: &Sandbox) -> shenyue::store::EventId {
    sandbox.act(
        "王",
        of_unit(),
        Action::Mute("本单位按月据实结算".to_owned()),
    )
}

fn listed(sandbox: &Sandbox, query: &str) -> usize {
    let query = parse(query).unwrap();
    sandbox.reader().finding_ids(&query).unwrap().len()
}

fn warnings(sandbox: &Sandbox) -> Vec<(u32, u32)> {
    let rows = sandbox.reader().reports(&sandbox.ids()).unwrap();
    rows.iter()
        .map(|row| (row.warnings, row.undecided))
        .collect()
}

#[test]
fn what_is_muted_leaves_counts_and_lists_and_is_there_on_request() {
    let sandbox = sandbox();
    assert_eq!(listed(&sandbox, ""), 6);
    let event = mute(&sandbox);
    assert_eq!(listed(&sandbox, ""), 4);
    assert_eq!(listed(&sandbox, &format!("rule:{RULE}")), 1);
    assert_eq!(listed(&sandbox, "is:muted"), 2);
    assert_eq!(listed(&sandbox, "status:muted unit:甲"), 2);
    assert_eq!(listed(&sandbox, "-is:muted"), 4);
    assert_eq!(warnings(&sandbox), [(0, 1), (0, 1), (1, 2)]);
    let reader = sandbox.reader();
    let totals = reader.count(&Query::All).unwrap();
    assert_eq!(
        (totals.findings, totals.undecided, totals.to_decide),
        (4, 4, 4)
    );
    let reports = reader
        .report_ids(&parse("is:muted").unwrap(), Default::default())
        .unwrap();
    assert_eq!(reports.len(), 2);
    let reports = reader.report_ids(&parse(&format!("rule:{RULE}")).unwrap(), Default::default());
    assert_eq!(reports.unwrap().len(), 1);
    let rules = reader.rollup(&Query::All, Rollup::Rule).unwrap();
    let row = rules.iter().find(|row| row.key == RULE).unwrap();
    assert_eq!((row.findings, row.reports, row.undecided), (1, 1, 1));
    let mutes = reader.mutes().unwrap();
    assert_eq!(mutes.len(), 1);
    assert_eq!(
        (mutes[0].unit.as_str(), mutes[0].findings),
        ("甲局（本级）", 2)
    );
    assert_eq!(mutes[0].reason, "本单位按月据实结算");
    // The form still shows it.
    let shown = reader.report(sandbox.ids()[0], None).unwrap();
    assert!(
        shown
            .findings
            .iter()
            .any(|finding| finding.verdict == Verdict::Muted)
    );

    sandbox.act("李", of_unit(), Action::Undo(event));
    assert_eq!(warnings(&sandbox), [(1, 2), (1, 2), (1, 2)]);
    assert_eq!(listed(&sandbox, "is:muted"), 0);
    let log = sandbox.reader().events(10, None).unwrap();
    assert_eq!(log[1].kind, "mute");
    assert!(log[1].undone);
    assert!(sandbox.reader().verify().unwrap().is_sound());
}

#[test]
fn a_form_that_comes_later_is_muted_as_well() {
    let sandbox = sandbox();
    mute(&sandbox);
    sandbox.add(
        "later",
        9,
        &[new(form("甲局(本级)", "照明", 2025), findings())],
    );
    assert_eq!(listed(&sandbox, "is:muted"), 3);
    assert_eq!(warnings(&sandbox).last(), Some(&(0, 1)));
    let mut writer = sandbox.writer();
    writer.rebuild().unwrap();
    assert_eq!(listed(&sandbox, "is:muted"), 3);
    assert!(sandbox.reader().verify().unwrap().is_sound());
    sandbox.act("王", of_unit(), Action::Unmute(String::new()));
    assert_eq!(listed(&sandbox, "is:muted"), 0);
}

#[test]
fn a_verdict_goes_before_a_mute() {
    let sandbox = sandbox();
    mute(&sandbox);
    let reader = sandbox.reader();
    let muted = reader.finding_ids(&parse("is:muted").unwrap()).unwrap();
    let row = reader.findings(&muted).unwrap().remove(0);
    let subject = Subject::Finding(row.fingerprint);
    let verdict = sandbox.act(
        "王",
        subject.clone(),
        Action::Verdict(Verdict::Confirmed, String::new()),
    );
    assert_eq!(listed(&sandbox, "is:muted"), 1);
    assert_eq!(listed(&sandbox, "status:confirmed"), 1);
    sandbox.act("王", subject, Action::Undo(verdict));
    assert_eq!(listed(&sandbox, "is:muted"), 2);
    assert!(sandbox.reader().verify().unwrap().is_sound());
}

#[test]
fn a_mute_needs_a_reason_and_a_unit_that_is_there() {
    let sandbox = sandbox();
    let mut writer = sandbox.writer();
    let mut attempt = |subject, action| {
        let by = "王".to_owned();
        let event = NewEvent {
            by,
            subject,
            action,
        };
        writer.append(&event).unwrap_err().fault
    };
    let reasonless = attempt(of_unit(), Action::Mute(" ".to_owned()));
    assert!(matches!(reasonless, Fault::ReasonNeeded), "{reasonless:?}");
    let nobody = Subject::Rule {
        rule: RULE.to_owned(),
        unit: "丙".to_owned(),
    };
    let nobody = attempt(nobody, Action::Mute("x".to_owned()));
    assert!(matches!(nobody, Fault::NoUnit(_)), "{nobody:?}");
    let note = attempt(of_unit(), Action::Note("x".to_owned()));
    assert!(matches!(note, Fault::WrongSubject), "{note:?}");
    let id = sandbox.ids()[0];
    let form = attempt(
        Subject::Report(id, Place::Form),
        Action::Mute("x".to_owned()),
    );
    assert!(matches!(form, Fault::WrongSubject), "{form:?}");
}
