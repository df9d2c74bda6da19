//! Several auditors on one database: disagreements, second reviews, tasks, acts.

use jiff::civil::date;
use shenyue::query::parse;
use shenyue::rules::{Place, Severity};
use shenyue::store::{
    Action, EventId, Fault, FindingRow, NewEvent, SecondReview, Subject, Verdict,
};

use crate::common::{IMPORTED, Sandbox, finding, form, new};

/// Two forms with two findings each.
fn sandbox() -> Sandbox {
    let findings = || {
        vec![
            finding("amount-total-mismatch", Severity::Error, Place::Form, "1"),
            finding("budget-equals-spent", Severity::Warning, Place::Form, "2"),
        ]
    };
    Sandbox::with(&[
        new(form("甲", "保洁", 2024), findings()),
        new(form("乙", "保洁", 2024), findings()),
    ])
}

/// A finding of the first form.
fn first(sandbox: &Sandbox) -> FindingRow {
    let id = sandbox.ids()[0];
    sandbox
        .reader()
        .report(id, None)
        .unwrap()
        .findings
        .remove(0)
}

fn decide(sandbox: &Sandbox, by: &str, verdict: Verdict) -> EventId {
    let subject = Subject::Finding(first(sandbox).fingerprint);
    sandbox.act(by, subject, Action::Verdict(verdict, "理由".to_owned()))
}

fn second(sandbox: &Sandbox, by: &str, second: SecondReview) -> Result<EventId, Fault> {
    let new = NewEvent {
        by: by.to_owned(),
        subject: Subject::Finding(first(sandbox).fingerprint),
        action: Action::Second(second, "依据不足".to_owned()),
    };
    sandbox.writer().append(&new).map_err(|error| error.fault)
}

/// Who disagrees, by name.
fn parties(sandbox: &Sandbox) -> Vec<String> {
    let opinions = first(sandbox).opinions;
    opinions.into_iter().map(|opinion| opinion.by).collect()
}

fn finds(sandbox: &Sandbox, filter: &str) -> (usize, usize) {
    let query = parse(filter).unwrap();
    let reader = sandbox.reader();
    let found = (
        reader.report_ids(&query, IMPORTED).unwrap().len(),
        reader.finding_ids(&query).unwrap().len(),
    );
    assert_eq!(
        reader.count(&query).unwrap().reports,
        found.0 as u64,
        "{filter}"
    );
    found
}

#[test]
fn who_decides_differently_disagrees_until_one_gives_way() {
    let sandbox = sandbox();
    decide(&sandbox, "王", Verdict::Confirmed);
    decide(&sandbox, "李", Verdict::Confirmed);
    assert!(parties(&sandbox).is_empty());
    let dismissed = decide(&sandbox, "李", Verdict::Dismissed);
    assert_eq!(parties(&sandbox), ["王", "李"]);
    assert_eq!(finds(&sandbox, "is:disputed"), (1, 1));
    assert_eq!(finds(&sandbox, "-是:分歧"), (1, 3));
    assert_eq!(finds(&sandbox, "is:disputed,full"), (1, 1));
    // Insisting settles nothing.
    decide(&sandbox, "王", Verdict::Confirmed);
    assert_eq!(parties(&sandbox), ["李", "王"]);
    decide(&sandbox, "王", Verdict::Dismissed);
    assert!(parties(&sandbox).is_empty());
    sandbox.act("李", Subject::Finding([0; 16]), Action::Undo(dismissed));
    assert!(
        !parties(&sandbox).is_empty(),
        "what stood before stands again"
    );
    assert!(sandbox.reader().verify().unwrap().is_sound());
}

#[test]
fn a_third_person_settles_a_disagreement() {
    let sandbox = sandbox();
    decide(&sandbox, "王", Verdict::Confirmed);
    decide(&sandbox, "李", Verdict::Dismissed);
    decide(&sandbox, "赵", Verdict::Confirmed);
    assert!(parties(&sandbox).is_empty());
    assert_eq!(first(&sandbox).by, "赵");
    decide(&sandbox, "李", Verdict::Dismissed);
    assert_eq!(parties(&sandbox), ["赵", "李"], "who objects again, does");
    decide(&sandbox, "李", Verdict::Pending);
    assert!(parties(&sandbox).is_empty(), "withdrawn");
}

#[test]
fn a_verdict_is_reviewed_by_a_second_person_and_the_review_falls_with_it() {
    let sandbox = sandbox();
    assert!(matches!(
        second(&sandbox, "李", SecondReview::Approved),
        Err(Fault::NotDecided)
    ));
    let verdict = decide(&sandbox, "王", Verdict::Confirmed);
    assert_eq!(finds(&sandbox, "second:unreviewed"), (1, 1));
    assert!(matches!(
        second(&sandbox, "王", SecondReview::Approved),
        Err(Fault::OwnVerdict)
    ));
    second(&sandbox, "李", SecondReview::Returned).unwrap();
    let row = first(&sandbox);
    assert_eq!(row.second, SecondReview::Returned);
    assert_eq!((&*row.reviewer, &*row.remark), ("李", "依据不足"));
    assert_eq!(finds(&sandbox, "复核:退回修改"), (1, 1));
    // A new verdict is a new thing to review, by somebody else.
    let again = decide(&sandbox, "王", Verdict::NeedsEvidence);
    assert_eq!(first(&sandbox).second, SecondReview::Unreviewed);
    second(&sandbox, "李", SecondReview::Approved).unwrap();
    assert_eq!(first(&sandbox).second, SecondReview::Approved);
    assert_eq!(finds(&sandbox, "复核:已复核"), (1, 1));
    // What was said of a verdict that is taken back does not go over to another.
    let about = Subject::Finding([0; 16]);
    sandbox.act("王", about.clone(), Action::Undo(again));
    assert_eq!(first(&sandbox).second, SecondReview::Returned);
    sandbox.act("王", about, Action::Undo(verdict));
    assert_eq!(first(&sandbox).second, SecondReview::Unreviewed);
    assert_eq!(finds(&sandbox, "second:approved,returned"), (0, 0));
    assert!(sandbox.reader().verify().unwrap().is_sound());
}

#[test]
fn what_auditors_disagree_about_cannot_be_approved() {
    let sandbox = sandbox();
    decide(&sandbox, "王", Verdict::Confirmed);
    decide(&sandbox, "李", Verdict::Dismissed);
    assert!(matches!(
        second(&sandbox, "赵", SecondReview::Approved),
        Err(Fault::Disputed)
    ));
    second(&sandbox, "赵", SecondReview::Returned).unwrap();
}

#[test]
fn forms_and_findings_are_assigned_with_a_day() {
    let sandbox = sandbox();
    let form = Subject::Report(sandbox.ids()[0], Place::Form);
    let one = Subject::Finding(first(&sandbox).fingerprint);
    let assign = |subject: &Subject, name: &str| {
        sandbox.act("王", subject.clone(), Action::Assign(name.to_owned()))
    };
    assign(&form, "李");
    assert_eq!(
        finds(&sandbox, "assignee:李"),
        (1, 2),
        "the form's findings are his"
    );
    assert_eq!(first(&sandbox).assignee, "李");
    let own = assign(&one, "赵");
    assert_eq!(first(&sandbox).assignee, "赵");
    assert_eq!(finds(&sandbox, "经办:=赵"), (1, 1));
    assert_eq!(
        finds(&sandbox, "经办:李"),
        (1, 1),
        "the other one stays his"
    );
    assert_eq!(finds(&sandbox, "assignee:none"), (1, 2));
    let day = Action::FollowUp(Some(date(2026, 12, 1)));
    sandbox.act("王", form.clone(), day);
    assert_eq!(finds(&sandbox, "due<=2026-12-01"), (1, 2));
    assert_eq!(finds(&sandbox, "到期:2026-11-01..2026-11-30"), (0, 0));
    let row = sandbox
        .reader()
        .reports(&sandbox.ids()[..1])
        .unwrap()
        .remove(0);
    assert_eq!((&*row.assignee, row.due), ("李", Some(date(2026, 12, 1))));
    sandbox.act("王", one, Action::Undo(own));
    assert_eq!(first(&sandbox).assignee, "李");
    assign(&form, "");
    sandbox.act("王", form, Action::FollowUp(None));
    assert_eq!(finds(&sandbox, "assignee:any or due:any"), (0, 0));
    assert_eq!(sandbox.reader().auditors().unwrap(), ["王"]);
    assert!(sandbox.reader().verify().unwrap().is_sound());
}

#[test]
fn an_act_is_written_whole_or_not_and_taken_back_whole() {
    let sandbox = sandbox();
    let reader = sandbox.reader();
    let findings = reader.report(sandbox.ids()[0], None).unwrap().findings;
    let events = |verdict: Verdict, reason: &str| -> Vec<NewEvent> {
        let of = |finding: &FindingRow| NewEvent {
            by: "王".to_owned(),
            subject: Subject::Finding(finding.fingerprint),
            action: Action::Verdict(verdict, reason.to_owned()),
        };
        findings.iter().map(of).collect()
    };
    let mut half = events(Verdict::Confirmed, "");
    half.extend(events(Verdict::Dismissed, ""));
    sandbox.writer().append_all(&half).unwrap_err();
    assert!(reader.events(9, None).unwrap().is_empty());

    let written = sandbox
        .writer()
        .append_all(&events(Verdict::Confirmed, ""))
        .unwrap();
    assert_eq!(written, [EventId(1), EventId(2)]);
    sandbox.act(
        "李",
        Subject::Report(sandbox.ids()[0], Place::Form),
        Action::Note("x".into()),
    );
    let ids = |again| -> Vec<i64> {
        let act = reader.last_act("王", again).unwrap();
        act.iter().map(|event| event.id.0).collect()
    };
    let take_back = |ids: Vec<i64>| {
        let undo = |id: i64| NewEvent {
            by: "王".to_owned(),
            subject: Subject::Finding([0; 16]),
            action: Action::Undo(EventId(id)),
        };
        let undos: Vec<NewEvent> = ids.into_iter().map(undo).collect();
        sandbox.writer().append_all(&undos).unwrap();
    };
    assert_eq!((ids(false), ids(true)), (vec![1, 2], vec![]));
    take_back(ids(false));
    assert_eq!((ids(false), ids(true)), (vec![], vec![4, 5]));
    assert_eq!(first(&sandbox).verdict, Verdict::Pending);
    take_back(ids(true));
    assert_eq!(first(&sandbox).verdict, Verdict::Confirmed);
    assert_eq!((ids(false), ids(true)), (vec![1, 2], vec![]));
    assert_eq!(reader.events(1, None).unwrap()[0].kind, "redo");
    assert!(reader.verify().unwrap().is_sound());
}
