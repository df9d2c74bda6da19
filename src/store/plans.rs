//! Tests: no first page, list or count goes through a table, or sorts more than few reports; what is
//! asked of one report looks at that report alone.

use std::sync::{Arc, Mutex};

use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::{Connection, params_from_iter};

use super::{
    Action, NewEvent, NewFile, NewReport, Prepared, Reader, Sort, SortKey, Subject, Writer,
};
use crate::form::{Field, Origin, Report};
use crate::query::{Query, parse};
use crate::rules::{Finding, Place, Severity, Texts};

/// A filter of each kind.
const FILTERS: [&str; 27] = [
    "*",
    "id:7",
    "year:2024",
    "score>=95",
    "amount:100..200",
    "rate<85 executed>5",
    "grade:优",
    "qualitative>50",
    "unit:=颛桥镇",
    "unit:颛桥",
    "project:zqz",
    "department:财政",
    "rule:exec-rate",
    "severity:error",
    "status:pending severity:warning",
    "-severity:error",
    "-rule:exec-rate",
    "place:total",
    "review:open",
    "is:full",
    "is:mismatch",
    "is:disputed",
    "is:muted",
    "note:凭证",
    "tag:抽查",
    "消防",
    "severity:error year:2024 消防 or is:mismatch",
];

fn report(number: u32) -> Prepared {
    let text = |text: &str| Field::known(text, text.into(), Origin::default());
    Prepared::new(NewReport {
        report: Report {
            unit: text("颛桥镇"),
            project: text(&format!("消防{number}")),
            ..Report::default()
        },
        findings: vec![Finding {
            rule: "exec-rate",
            severity: Severity::Error,
            place: Place::Form,
            message: "main",
            facts: Vec::new(),
            marks: Vec::new(),
            rests_on: Texts::default(),
            batch: String::new(),
            ordinal: 0,
        }],
        digest: Vec::new(),
        answers: Vec::new(),
        all_full: false,
    })
    .unwrap()
}

/// Keeps the statements a connection runs.
fn listen(connection: &mut Connection) -> Arc<Mutex<Vec<String>>> {
    let said: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = Arc::clone(&said);
    let keep = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(_, sql) = event {
            heard.lock().unwrap().push(sql.to_owned());
        }
    };
    connection
        .trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(keep))
        .unwrap();
    said
}

/// Steps of the plan of a statement.
fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut explain = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    let nothing = vec![None::<i64>; explain.parameter_count()];
    explain
        .query_map(params_from_iter(nothing), |row| row.get(3))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// What a statement must not do, unless it was begun with a few reports.
fn faults(plan: &[String], few: bool) -> Vec<&String> {
    let tables = ["SCAN report", "SCAN finding", "SCAN revision"];
    let table = |step: &&String| tables.contains(&step.as_str());
    // What one unit has is few, what one report has, and what auditors wrote about findings.
    let few = few
        || plan.iter().any(|step| step.contains("(<expr>=?)"))
        || plan.first().is_some_and(|step| {
            step.contains("PRIMARY KEY (rowid=?)") || step.contains("(fingerprint=?)")
        });
    let sorts = |step: &&String| !few && step.contains("TEMP B-TREE FOR ORDER BY");
    plan.iter()
        .filter(|step| table(step) || sorts(step))
        .collect()
}

fn database(path: &std::path::Path) -> Writer {
    let mut writer = Writer::create(path).unwrap();
    let mut import = writer.import();
    import
        .add(NewFile {
            path: "forms.txt",
            sha256: [1; 32],
            parts: &[],
            reports: (0..40).map(report).collect(),
        })
        .unwrap();
    import.finish().unwrap();
    writer
}

#[test]
fn every_list_and_count_is_driven_by_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plans.db");
    drop(database(&path));
    let mut reader = Reader::open(&path).unwrap();
    let said = listen(&mut reader.connection);
    for filter in FILTERS {
        let query = parse(filter).unwrap();
        // Whether the conditions pick few or many is not for this database to say.
        for few in [0, 1_000] {
            for (key, _) in SortKey::ALL {
                let sort = Sort {
                    key,
                    descending: true,
                };
                reader.page_of(&query, sort, 10, few).unwrap();
                reader.sorted(&query, sort, None, few).unwrap();
            }
            reader.sieve_of(&query, few).unwrap();
        }
        let findings = reader.first_findings(&query, 10).unwrap();
        reader.findings(&findings).unwrap();
        let reports = reader.first_reports(&query, Sort::default(), 10).unwrap();
        for row in reader.reports(&reports).unwrap().iter().take(1) {
            reader.report(row.id, None).unwrap();
        }
        reader.count(&query).unwrap();
        let statements: Vec<String> = said.lock().unwrap().drain(..).collect();
        // Those of the full-text index itself come as comments.
        for sql in statements.iter().filter(|sql| !sql.starts_with("--")) {
            let plan = plan(&reader.connection, sql);
            let few = sql.contains("rarray");
            // The table is in the order of import.
            if sql.contains("ORDER BY report.id ") {
                continue;
            }
            let faults = faults(&plan, few);
            assert!(faults.is_empty(), "{filter}: {sql}\n{plan:#?}");
        }
        said.lock().unwrap().clear();
    }
}

#[test]
fn an_event_looks_at_one_report_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plans.db");
    let mut writer = database(&path);
    let reader = Reader::open(&path).unwrap();
    let ids = reader.finding_page(&Query::All, 2).unwrap();
    let ids: Vec<_> = ids.into_iter().map(super::FindingId).collect();
    let rows = reader.findings(&ids).unwrap();
    let said = listen(&mut writer.connection);
    let subject = Subject::Finding(rows[0].fingerprint);
    for action in [
        Action::Note("已核对凭证。".to_owned()),
        Action::Verdict(super::Verdict::Confirmed, String::new()),
        Action::Assign("李".to_owned()),
    ] {
        let by = "王".to_owned();
        let subject = subject.clone();
        writer
            .append(&NewEvent {
                by,
                subject,
                action,
            })
            .unwrap();
    }
    let statements: Vec<String> = said.lock().unwrap().drain(..).collect();
    let asks = |sql: &&String| {
        !["--", "BEGIN", "COMMIT"]
            .iter()
            .any(|word| sql.starts_with(word))
    };
    for sql in statements.iter().filter(asks) {
        let plan = plan(&writer.connection, sql);
        let over_a_rule = |step: &String| step.contains("finding_rule");
        assert!(faults(&plan, true).is_empty(), "{sql}\n{plan:#?}");
        assert!(!plan.iter().any(over_a_rule), "{sql}\n{plan:#?}");
    }
}
