//! The auditors' log: append-only, chained, and the truth what stands now is derived from.

use std::collections::BTreeMap;
use std::sync::Barrier;

use jiff::civil::date;
use proptest::prelude::*;
use shenyue::query::{Field, Query, Test};
use shenyue::rules::{Place, Severity};
use shenyue::store::{
    Action, EventId, Fault, NewEvent, ReportId, ReviewState, SecondReview, Subject, Verdict, Writer,
};

use crate::common::{IMPORTED, Sandbox, finding, form, new};

/// Two forms with three findings each.
fn sandbox() -> Sandbox {
    let findings = || {
        vec![
            finding("amount-total-mismatch", Severity::Error, Place::Form, "1"),
            finding("budget-equals-spent", Severity::Warning, Place::Form, "2"),
            finding(
                "target-qualitative",
                Severity::Notice,
                Place::Indicator(2),
                "3",
            ),
        ]
    };
    Sandbox::with(&[
        new(form("甲", "保洁", 2024), findings()),
        new(form("乙", "保洁", 2024), findings()),
    ])
}

fn fingerprints(sandbox: &Sandbox) -> Vec<[u8; 16]> {
    let reader = sandbox.reader();
    let mut all = Vec::new();
    for id in sandbox.ids() {
        let detail = reader.report(id, None).unwrap();
        all.extend(detail.findings.iter().map(|finding| finding.fingerprint));
    }
    all
}

fn verdict(verdict: Verdict, reason: &str) -> Action {
    Action::Verdict(verdict, reason.to_owned())
}

fn standing(sandbox: &Sandbox, fingerprint: [u8; 16]) -> (Verdict, String, String) {
    let row = sandbox
        .reader()
        .findings_by_fingerprint(fingerprint)
        .unwrap()
        .remove(0);
    (row.verdict, row.reason, row.by)
}

#[test]
fn verdicts_are_undone_and_redone() {
    let sandbox = sandbox();
    let fingerprint = fingerprints(&sandbox)[0];
    let subject = Subject::Finding(fingerprint);
    let first = sandbox.act("王", subject.clone(), verdict(Verdict::Confirmed, ""));
    let second = sandbox.act("李", subject.clone(), verdict(Verdict::Dismissed, "有批复"));
    let dismissed = (Verdict::Dismissed, "有批复".to_owned(), "李".to_owned());
    assert_eq!(standing(&sandbox, fingerprint), dismissed);
    let undo = sandbox.act("王", subject.clone(), Action::Undo(second));
    assert_eq!(standing(&sandbox, fingerprint).0, Verdict::Confirmed);
    let redo = sandbox.act("王", subject.clone(), Action::Undo(undo));
    assert_eq!(standing(&sandbox, fingerprint), dismissed);
    sandbox.act("王", subject.clone(), Action::Undo(redo));
    sandbox.act("王", subject, Action::Undo(first));
    assert_eq!(
        standing(&sandbox, fingerprint),
        (Verdict::Pending, String::new(), String::new())
    );

    let events = sandbox.reader().events(10, None).unwrap();
    assert_eq!(events.len(), 6);
    assert_eq!(events[0].kind, "undo");
    assert_eq!(events[0].text, "1");
    assert_eq!(events[0].rule.as_deref(), Some("amount-total-mismatch"));
    let undone: Vec<_> = events
        .iter()
        .filter(|event| event.undone)
        .map(|event| event.id.0)
        .collect();
    assert_eq!(undone, [4, 2, 1]);
    let page = sandbox.reader().events(2, Some(EventId(3))).unwrap();
    assert_eq!(
        page.iter().map(|event| event.id.0).collect::<Vec<_>>(),
        [2, 1]
    );
    assert_eq!(page[0].text, "dismissed 有批复");
    assert_eq!(page[0].title, "2024 甲 保洁");
}

#[test]
fn the_line_of_a_report_follows_its_findings() {
    let sandbox = sandbox();
    let id = sandbox.ids()[0];
    let fingerprints = fingerprints(&sandbox);
    let row = || sandbox.reader().reports(&[id]).unwrap().remove(0);
    assert_eq!((row().errors, row().warnings, row().notices), (1, 1, 1));
    assert_eq!(
        (row().undecided, row().state, row().mismatch),
        (2, ReviewState::Open, true)
    );
    let decide = |at: usize, action| sandbox.act("王", Subject::Finding(fingerprints[at]), action);
    decide(0, verdict(Verdict::Dismissed, "四舍五入"));
    assert_eq!(
        (row().errors, row().state, row().mismatch),
        (0, ReviewState::Started, false)
    );
    decide(1, verdict(Verdict::NeedsEvidence, ""));
    assert_eq!(
        (row().warnings, row().undecided, row().state),
        (1, 0, ReviewState::Done)
    );
    let note = decide(2, Action::Note("请补充".to_owned()));
    sandbox.act(
        "王",
        Subject::Report(id, Place::Goal),
        Action::Note("整体偏高".to_owned()),
    );
    assert_eq!(row().notes, 2);
    sandbox.act("王", Subject::Report(id, Place::Form), Action::Undo(note));
    assert_eq!(row().notes, 1);
}

#[test]
fn tags_come_and_go() {
    let sandbox = sandbox();
    let id = sandbox.ids()[1];
    let tag = |action| sandbox.act("王", Subject::Report(id, Place::Form), action);
    tag(Action::Tag("抽查".to_owned()));
    let off = tag(Action::Untag("抽查".to_owned()));
    tag(Action::Tag("复核".to_owned()));
    let tags = || sandbox.reader().report(id, None).unwrap().tags;
    assert_eq!(tags(), ["复核"]);
    tag(Action::Undo(off));
    assert_eq!(tags(), ["复核", "抽查"]);
    let query = Query::Field(Field::Tag, Test::Equals("抽查".to_owned()));
    assert_eq!(sandbox.reader().report_ids(&query, IMPORTED).unwrap(), [id]);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let sandbox = sandbox();
    let id = sandbox.ids()[0];
    let finding = Subject::Finding(fingerprints(&sandbox)[0]);
    let form = Subject::Report(id, Place::Form);
    let note = sandbox.act("王", form.clone(), Action::Note("x".to_owned()));
    sandbox.act("王", form.clone(), Action::Undo(note));
    let refused = |subject: &Subject, action| {
        let event = NewEvent {
            by: "王".to_owned(),
            subject: subject.clone(),
            action,
        };
        sandbox.writer().append(&event).unwrap_err().fault
    };
    let dismissal = verdict(Verdict::Dismissed, " ");
    assert!(matches!(refused(&finding, dismissal), Fault::ReasonNeeded));
    let on_form = verdict(Verdict::Confirmed, "");
    assert!(matches!(refused(&form, on_form), Fault::WrongSubject));
    let tag = Action::Tag("x".to_owned());
    assert!(matches!(refused(&finding, tag), Fault::WrongSubject));
    let empty = Action::Note(" \n".to_owned());
    assert!(matches!(refused(&form, empty), Fault::TextNeeded));
    let nobody = Subject::Report(ReportId(99), Place::Form);
    let text = Action::Note("x".to_owned());
    assert!(matches!(
        refused(&nobody, text.clone()),
        Fault::NoReport(99)
    ));
    let nothing = Subject::Finding([0; 16]);
    assert!(matches!(refused(&nothing, text), Fault::NoFinding(_)));
    assert!(matches!(
        refused(&form, Action::Undo(EventId(9))),
        Fault::NoEvent(9)
    ));
    assert!(matches!(
        refused(&form, Action::Undo(note)),
        Fault::AlreadyUndone(1)
    ));
    assert_eq!(sandbox.reader().events(9, None).unwrap().len(), 2);
}

#[test]
fn events_cannot_be_changed_and_tampering_shows() {
    let sandbox = sandbox();
    let id = sandbox.ids()[0];
    for number in 0..5 {
        let note = Action::Note(format!("第{number}条"));
        sandbox.act("王", Subject::Report(id, Place::Form), note);
    }
    let raw = sandbox.raw();
    for sql in [
        "UPDATE event SET text = 'x' WHERE id = 3",
        "DELETE FROM event WHERE id = 5",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE id = 3",
        "INSERT INTO event SELECT 9, at, by, act, kind, key, copy, content, place, fingerprint, rule,
           title, value, text, target, hash FROM event WHERE id = 3",
    ] {
        let error = raw.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("events are"), "{sql}: {error}");
    }
    let sound = sandbox.reader().verify().unwrap();
    assert!(sound.is_sound());
    assert_eq!((sound.events, sound.head.len()), (5, 64));

    raw.execute_batch("DROP TRIGGER event_is_never_changed")
        .unwrap();
    raw.execute("UPDATE event SET text = '改过' WHERE id = 3", [])
        .unwrap();
    assert_eq!(sandbox.reader().verify().unwrap().broken, Some(EventId(3)));
    raw.execute("UPDATE event SET text = '第2条' WHERE id = 3", [])
        .unwrap();
    assert!(sandbox.reader().verify().unwrap().is_sound());
    raw.execute_batch("DROP TRIGGER event_is_never_deleted")
        .unwrap();
    raw.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM event WHERE id = 2")
        .unwrap();
    let found = sandbox.reader().verify().unwrap();
    assert_eq!(found.broken, Some(EventId(3)));
    assert!(!found.damage.is_empty(), "a note without its event");
    // What is derived is compared as well.
    raw.execute("DELETE FROM note WHERE event = 5", []).unwrap();
    assert!(!sandbox.reader().verify().unwrap().derived);
}

#[test]
fn twenty_writers_at_once_lose_nothing() {
    const WRITERS: usize = 20;
    const EACH: usize = 10;
    let sandbox = sandbox();
    let id = sandbox.ids()[0];
    let start = Barrier::new(WRITERS);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (path, start) = (sandbox.path(), &start);
            scope.spawn(move || {
                let mut connection = Writer::open(&path).unwrap();
                start.wait();
                for number in 0..EACH {
                    let event = NewEvent {
                        by: format!("审计{writer}"),
                        subject: Subject::Report(id, Place::Form),
                        action: Action::Note(format!("{number}")),
                    };
                    connection.append(&event).unwrap();
                }
            });
        }
    });
    let mut of: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for event in sandbox
        .reader()
        .history(&Subject::Report(id, Place::Form))
        .unwrap()
    {
        of.entry(event.by).or_default().push(event.text);
    }
    let order: Vec<_> = (0..EACH).map(|number| number.to_string()).collect();
    assert_eq!(of.len(), WRITERS);
    assert!(of.values().all(|texts| *texts == order));
    assert!(sandbox.reader().verify().unwrap().is_sound());
}

#[test]
fn a_reader_notices_what_others_commit() {
    let sandbox = sandbox();
    let reader = sandbox.reader();
    let before = reader.changes().unwrap();
    assert_eq!(reader.changes().unwrap(), before);
    let subject = Subject::Report(sandbox.ids()[0], Place::Form);
    sandbox.act("王", subject, Action::Note("x".to_owned()));
    assert_ne!(reader.changes().unwrap(), before);
}

/// What stands, as the views and the lists show it.
fn derived(sandbox: &Sandbox) -> Vec<String> {
    let raw = sandbox.raw();
    let mut all = Vec::new();
    for sql in [
        "SELECT event FROM undone ORDER BY 1",
        "SELECT hex(fingerprint) || event || verdict || reason || by FROM verdict ORDER BY 1",
        "SELECT hex(fingerprint) || event || verdict || reason || by || second || reviewer || remark || opinions FROM verdict ORDER BY 1",
        "SELECT hex(fingerprint) || hex(key) || copy || assignee || ifnull(due, 0) FROM task ORDER BY 1",
        "SELECT event || hex(key) || copy || ifnull(hex(fingerprint), '') || folded FROM note ORDER BY 1",
        "SELECT hex(key) || copy || tag || event FROM tag ORDER BY 1",
        "SELECT id || ' ' || verdict FROM finding ORDER BY id",
        "SELECT id || ' ' || errors || warnings || notices || mismatch || undecided || decided || notes FROM report ORDER BY id",
    ] {
        let mut statement = raw.prepare(sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            all.push(format!("{:?}", row.get_ref(0).unwrap()));
        }
        all.push(String::new());
    }
    all
}

/// A rule of one of the two units.
fn rule_of(which: usize) -> Subject {
    let rules = [
        "amount-total-mismatch",
        "budget-equals-spent",
        "target-qualitative",
    ];
    Subject::Rule {
        rule: rules[which % 3].to_owned(),
        unit: if which < 3 { "甲" } else { "乙" }.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the auditors do, what was kept up event by event is what the log gives.
    #[test]
    fn rebuilt_from_the_log_it_is_the_same(steps in proptest::collection::vec((0_u8..14, 0_usize..6, 1_i64..30), 1..40)) {
        let sandbox = sandbox();
        let (ids, fingerprints) = (sandbox.ids(), fingerprints(&sandbox));
        let mut writer = sandbox.writer();
        let names = ["", "王", "李", "赵"];
        for (kind, which, target) in steps {
            let report = Subject::Report(ids[which % 2], Place::Form);
            let finding = Subject::Finding(fingerprints[which]);
            let (subject, action) = match kind {
                0 => (report, Action::Note(format!("笔记{target}"))),
                1 => (finding, Action::Note(format!("笔记{target}"))),
                2 => (finding, verdict(Verdict::ALL[which % 4], "理由")),
                3 => (report, Action::Tag(format!("标签{}", target % 3))),
                4 => (report, Action::Untag(format!("标签{}", target % 3))),
                5 => (rule_of(which), Action::Mute("理由".to_owned())),
                6 => (rule_of(which), Action::Unmute(String::new())),
                7 => (finding, Action::Second(SecondReview::ALL[which % 3], "理由".to_owned())),
                8 if which % 2 == 0 => (report, Action::Assign(names[which / 2].to_owned())),
                8 => (finding, Action::Assign(names[which / 2].to_owned())),
                9 => (finding, Action::FollowUp((target % 2 == 0).then(|| date(2026, 12, 1)))),
                _ => (report, Action::Undo(EventId(target))),
            };
            let by = names[1 + usize::try_from(target).unwrap() % 3].to_owned();
            // Undos of what is not there or already undone are refused, and so are reviews of
            // one's own verdict.
            let _ = writer.append(&NewEvent { by, subject, action });
        }
        let before = derived(&sandbox);
        prop_assert!(sandbox.reader().verify().unwrap().is_sound());
        writer.rebuild().unwrap();
        prop_assert_eq!(derived(&sandbox), before);
    }
}
