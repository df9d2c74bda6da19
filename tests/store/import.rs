//! Importing: what a second import changes, and what an interrupted one leaves.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use shenyue::form::Origin;
use shenyue::query::Query;
use shenyue::rules::{Place, Severity};
use shenyue::store::{Action, NewReport, Stored, Subject, Writer};

use crate::common::{IMPORTED, Sandbox, dec, file_of, finding, form, new};

fn three(outcome: &str) -> Vec<NewReport> {
    ["保洁", "绿化", "消防"]
        .map(|project| {
            let mut report = form("颛桥镇", project, 2024);
            if project == "绿化" {
                report.outcome.printed = outcome.into();
                report.outcome.reading = shenyue::form::Reading::Known(outcome.into());
            }
            let rule = finding(
                "amount-total-mismatch",
                Severity::Error,
                Place::Form,
                outcome,
            );
            new(report, vec![rule])
        })
        .into()
}

fn stored(new: u64, unchanged: u64, revised: u64) -> Stored {
    Stored {
        new,
        unchanged,
        revised,
    }
}

/// Every row of every table, as text.
fn dump(sandbox: &Sandbox) -> Vec<String> {
    let raw = sandbox.raw();
    let tables: Vec<String> = raw
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut dump = Vec::new();
    for table in tables {
        let mut statement = raw.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<_> = (0..columns)
                .map(|column| format!("{:?}", row.get_ref(column).unwrap()))
                .collect();
            dump.push(format!("{table} {}", values.join(" ")));
        }
    }
    dump
}

#[test]
fn the_same_file_again_changes_nothing() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.add("a.txt", 1, &three("好")), stored(3, 0, 0));
    let before = dump(&sandbox);
    assert_eq!(sandbox.add("renamed.txt", 1, &three("好")), stored(0, 3, 0));
    assert_eq!(dump(&sandbox), before);
}

#[test]
fn the_same_forms_from_another_place_are_unchanged() {
    let sandbox = Sandbox::with(&three("好"));
    let mut moved = three("好");
    for new in &mut moved {
        new.report.project.origin = Origin::new(3, 99, 1);
        new.report.source.clear();
    }
    assert_eq!(sandbox.add("b.txt", 2, &moved), stored(0, 3, 0));
}

#[test]
fn a_corrected_form_is_a_new_revision_and_notes_stay_where_they_were() {
    let sandbox = Sandbox::with(&three("好"));
    let id = sandbox.ids()[1];
    let note = |text: &str| {
        let subject = Subject::Report(id, Place::Outcome);
        sandbox.act("王", subject, Action::Note(text.to_owned()))
    };
    note("与总表不符");
    assert_eq!(sandbox.add("b.txt", 2, &three("更正后")), stored(0, 2, 1));
    note("已更正");

    let reader = sandbox.reader();
    let now = reader.report(id, None).unwrap();
    assert_eq!(now.row.revision, 2);
    assert_eq!(now.report.outcome.printed, "更正后");
    assert_eq!(now.source.path, "b.txt");
    let old = reader.report(id, Some(1)).unwrap();
    assert_eq!(old.report.outcome.printed, "好");
    assert_eq!(old.source.path, "first.txt");
    assert_eq!(now.revisions.len(), 2);
    let outdated: Vec<_> = now.notes.iter().map(|note| note.outdated).collect();
    assert_eq!(outdated, [true, false]);
    assert_eq!(now.row.notes, 2);
    // What the search finds is the current revision.
    let found = |word: &str| {
        let query = Query::Text(word.to_owned());
        reader.report_ids(&query, IMPORTED).unwrap().len()
    };
    assert_eq!((found("更正后"), found("已更正")), (1, 1));
    assert!(reader.report(id, Some(3)).is_err());
}

#[test]
fn two_forms_of_one_key_in_a_file_are_two_reports() {
    let mut other = form("颛桥镇", "保洁", 2024);
    other.total_score.reading = shenyue::form::Reading::Known(dec("98"));
    let twins = [
        new(form("颛桥镇", "保洁", 2024), Vec::new()),
        new(other, Vec::new()),
    ];
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.add("a.txt", 1, &twins), stored(2, 0, 0));
    assert_eq!(sandbox.add("b.txt", 2, &twins), stored(0, 2, 0));
}

#[test]
fn a_verdict_survives_a_new_revision_while_its_values_stay() {
    let at = |value| {
        finding(
            "score-over-weight",
            Severity::Error,
            Place::Indicator(1),
            value,
        )
    };
    let report = form("颛桥镇", "保洁", 2024);
    let before = [new(report.clone(), vec![at("46"), at("other")])];
    let sandbox = Sandbox::with(&before);
    let id = sandbox.ids()[0];
    for finding in sandbox.reader().report(id, None).unwrap().findings {
        let subject = Subject::Finding(finding.fingerprint);
        let verdict = shenyue::store::Verdict::Dismissed;
        sandbox.act("王", subject, Action::Verdict(verdict, "有依据".to_owned()));
    }
    let row = |sandbox: &Sandbox| sandbox.reader().reports(&[id]).unwrap().remove(0);
    assert_eq!((row(&sandbox).errors, row(&sandbox).undecided), (0, 0));
    assert!(!row(&sandbox).mismatch);

    let mut corrected = report;
    corrected.total_score.reading = shenyue::form::Reading::Known(dec("98"));
    sandbox.add("b.txt", 2, &[new(corrected, vec![at("46"), at("47")])]);
    assert_eq!((row(&sandbox).errors, row(&sandbox).undecided), (1, 1));
    assert!(row(&sandbox).mismatch);
    let findings = sandbox.reader().report(id, None).unwrap().findings;
    let reasons: Vec<_> = findings.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(reasons, ["有依据", ""]);
}

#[test]
fn dropped_without_finish_nothing_stays() {
    let sandbox = Sandbox::new();
    let mut writer = sandbox.writer();
    let reports = three("好");
    let mut import = writer.import();
    import.add(file_of("a.txt", 1, &reports)).unwrap();
    assert!(import.known(&file_of("", 1, &[]).sha256).unwrap());
    drop(import);
    assert!(sandbox.ids().is_empty());
    let import = writer.import();
    assert!(!import.known(&file_of("", 1, &[]).sha256).unwrap());
}

/// How many forms each file of the killed import has.
const FORMS: usize = 7;
const VICTIM: &str = "SHENYUE_TEST_VICTIM";

/// Not a test of its own: the process that [`killed_in_mid_import`] kills.
#[test]
fn victim_of_the_kill() {
    let Some(path) = std::env::var_os(VICTIM) else {
        return;
    };
    let mut writer = Writer::create(path.as_ref()).unwrap();
    let mut import = writer.import();
    for file in 0.. {
        let forms: Vec<_> = (0..FORMS)
            .map(|form_number| {
                let project = format!("第{file}批项目{form_number}");
                new(form("颛桥镇", &project, 2024), Vec::new())
            })
            .collect();
        import
            .add(file_of(&format!("{file}.txt"), file, &forms))
            .unwrap();
        println!("stored {file}");
    }
}

#[test]
fn killed_in_mid_import() {
    let sandbox = Sandbox::new();
    let mut committed = 0;
    for round in 0..3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "import::victim_of_the_kill", "--nocapture"])
            .env(VICTIM, sandbox.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Past the first commit, then somewhere in the next transaction.
        for _ in 0..(400 + 130 * round) {
            lines.next().unwrap().unwrap();
        }
        child.kill().unwrap();
        child.wait().unwrap();

        let files: i64 = sandbox
            .raw()
            .query_row("SELECT count(*) FROM file", [], |row| row.get(0))
            .unwrap();
        let files = usize::try_from(files).unwrap();
        assert_eq!(sandbox.ids().len(), files * FORMS);
        assert!(sandbox.reader().verify().unwrap().is_sound());
        committed = committed.max(files);
    }
    assert!(committed > 0, "nothing was committed in any round");
    for id in sandbox.ids() {
        sandbox.reader().report(id, None).unwrap();
    }
}
