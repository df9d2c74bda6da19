//! Lists, windows, roll-ups and counts.

use shenyue::form::{Field as Cell, Origin, Reading};
use shenyue::query::{Field, Query, Test};
use shenyue::rules::{Place, Severity};
use shenyue::store::{
    Action, NewReport, ReportId, ReportRow, Rollup, RollupRow, Sort, SortKey, Subject, Totals,
    Verdict,
};

use crate::common::{IMPORTED, Sandbox, dec, finding, form, new};

/// Twelve forms: some alike, some without score, with errors and warnings spread.
fn forms() -> Vec<NewReport> {
    (0..12_u32)
        .map(|number| {
            let unit = ["丙单位", "甲单位", "乙单位"][number as usize % 3];
            let mut report = form(
                unit,
                &format!("项目{}", 20 - number),
                2022 + (number as i32 % 3),
            );
            let score = (90 + number % 4).to_string();
            report.total_score = Cell::known(score.clone(), dec(&score), Origin::default());
            if number == 5 {
                report.total_score.reading = Reading::Blank;
                report.grade.reading = Reading::Absent;
            }
            let mut findings = Vec::new();
            for error in 0..number % 3 {
                let value = error.to_string();
                findings.push(finding(
                    "score-over-weight",
                    Severity::Error,
                    Place::Total,
                    &value,
                ));
            }
            if number % 2 == 0 {
                findings.push(finding(
                    "target-vague",
                    Severity::Notice,
                    Place::Indicator(1),
                    "",
                ));
                findings.push(finding("low-execution", Severity::Warning, Place::Form, ""));
            }
            new(report, findings)
        })
        .collect()
}

#[test]
fn every_sort_orders_and_reverses() {
    let sandbox = Sandbox::with(&forms());
    let reader = sandbox.reader();
    for (key, name) in SortKey::ALL {
        let sorted = |descending| Sort { key, descending };
        let up = reader.report_ids(&Query::All, sorted(false)).unwrap();
        let mut down = reader.report_ids(&Query::All, sorted(true)).unwrap();
        assert_eq!(up.len(), 12, "{name}");
        assert_eq!(
            reader.first_reports(&Query::All, sorted(false), 5).unwrap(),
            up[..5],
            "{name}"
        );
        down.reverse();
        assert_eq!(up, down, "{name}: reversing turns the list round");
        let rows = reader.reports(&up).unwrap();
        let ordered = rows.windows(2).all(|pair| {
            let [a, b] = pair else { unreachable!() };
            match key {
                SortKey::Suspicion => {
                    (a.errors, a.warnings, a.notices) <= (b.errors, b.warnings, b.notices)
                }
                SortKey::Year => a.year <= b.year,
                SortKey::Project => a.project <= b.project,
                SortKey::Unit => a.unit <= b.unit,
                SortKey::Budget => a.annual <= b.annual,
                SortKey::Executed => a.executed <= b.executed,
                SortKey::Rate => a.rate <= b.rate,
                SortKey::Score => a.score <= b.score,
                SortKey::Imported => a.id < b.id,
                SortKey::Department => a.department <= b.department,
                SortKey::Initial => a.initial <= b.initial,
                SortKey::Grade => {
                    let rank = |row: &ReportRow| "差中良优".find(row.grade?.as_str());
                    rank(a) <= rank(b)
                }
                SortKey::Warnings => a.warnings <= b.warnings,
                SortKey::Notices => a.notices <= b.notices,
                SortKey::Full => a.all_full <= b.all_full,
                SortKey::Mismatch => a.mismatch <= b.mismatch,
                SortKey::Qualitative => {
                    a.qualitative * b.indicators <= b.qualitative * a.indicators
                }
                SortKey::Undecided => a.undecided <= b.undecided,
                SortKey::Notes => a.notes <= b.notes,
            }
        });
        assert!(ordered, "{name}");
    }
}

#[test]
fn every_sort_has_an_index() {
    let sandbox = Sandbox::with(&forms());
    let raw = sandbox.raw();
    for (column, ties) in [
        ("suspicion DESC", "ASC"),
        ("suspicion", "DESC"),
        ("year DESC", "ASC"),
        ("ifnull(project_folded, project)", "ASC"),
        ("ifnull(unit_folded, unit) DESC, year DESC", "DESC"),
        ("annual DESC", "ASC"),
        ("executed", "DESC"),
        ("rate DESC", "ASC"),
        ("score DESC", "ASC"),
        ("ifnull(department_folded, department) DESC", "DESC"),
        ("initial DESC", "ASC"),
        ("instr('差中良优', grade)", "DESC"),
        ("warnings DESC", "ASC"),
        ("notices DESC", "ASC"),
        ("all_full DESC", "ASC"),
        ("mismatch", "DESC"),
        ("in_words DESC", "ASC"),
        ("undecided DESC", "ASC"),
        ("notes DESC", "ASC"),
    ] {
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT id FROM report ORDER BY {column}, id {ties} LIMIT 50"
        );
        let plan: String = raw
            .prepare(&sql)
            .unwrap()
            .query_map([], |row| row.get::<_, String>(3))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(
            plan.contains("INDEX report_") && !plan.contains("B-TREE"),
            "{column}: {plan}"
        );
    }
    let plan: String = raw
        .prepare(
            "EXPLAIN QUERY PLAN SELECT id FROM finding ORDER BY verdict, severity, id LIMIT 50",
        )
        .unwrap()
        .query_map([], |row| row.get::<_, String>(3))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(
        plan.contains("INDEX finding_review") && !plan.contains("B-TREE"),
        "{plan}"
    );
}

#[test]
fn a_window_comes_in_the_order_asked_for() {
    let sandbox = Sandbox::with(&forms());
    let reader = sandbox.reader();
    let ids = sandbox.ids();
    let asked = [ids[7], ReportId(999), ids[2], ids[11]];
    let rows = reader.reports(&asked).unwrap();
    let got: Vec<_> = rows.iter().map(|row| row.id).collect();
    assert_eq!(got, [ids[7], ids[2], ids[11]]);
    assert!(reader.reports(&[]).unwrap().is_empty());

    let findings = reader.finding_ids(&Query::All).unwrap();
    let asked = [findings[3], findings[0]];
    let rows = reader.findings(&asked).unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), asked);
    assert_eq!(
        reader.first_findings(&Query::All, 4).unwrap(),
        findings[..4]
    );
}

#[test]
fn findings_come_back_whole_and_undecided_and_grave_first() {
    let sandbox = Sandbox::with(&forms());
    let reader = sandbox.reader();
    let rows = reader
        .findings(&reader.finding_ids(&Query::All).unwrap())
        .unwrap();
    let grave: Vec<_> = rows
        .iter()
        .map(|row| std::cmp::Reverse(row.severity))
        .collect();
    assert!(grave.is_sorted());
    let given = &forms()[2].findings[0];
    let report = sandbox.ids()[2];
    let row = rows.iter().find(|row| row.report == report).unwrap();
    let facts = given.facts.iter();
    let facts: Vec<_> = facts
        .map(|(name, fact)| ((*name).to_owned(), fact.clone()))
        .collect();
    assert_eq!(row.facts, facts);
    assert_eq!(row.marks, given.marks);
    assert_eq!((row.place, row.rule.as_str()), (given.place, given.rule));
    assert_eq!(row.fingerprint, given.fingerprint(&forms()[2].report.key()));

    let subject = Subject::Finding(rows[0].fingerprint);
    sandbox.act(
        "王",
        subject,
        Action::Verdict(Verdict::Confirmed, String::new()),
    );
    let after = reader.finding_ids(&Query::All).unwrap();
    assert_eq!(after.last(), Some(&rows[0].id));
}

#[test]
fn totals_say_what_is_left() {
    let sandbox = Sandbox::with(&forms());
    let reader = sandbox.reader();
    let all = reader.count(&Query::All).unwrap();
    let expected = Totals {
        reports: 12,
        all_full: 0,
        mismatch: 8,
        findings: 24,
        errors: 12,
        warnings: 6,
        notices: 6,
        undecided: 18,
        to_decide: 18,
    };
    assert_eq!(all, expected);
    let errors = Query::Field(Field::Severity, Test::OneOf(vec!["error".to_owned()]));
    let ids = reader.finding_ids(&errors).unwrap();
    let rows = reader.findings(&ids[..2]).unwrap();
    for (row, verdict) in rows.iter().zip([Verdict::Dismissed, Verdict::Confirmed]) {
        let action = Action::Verdict(verdict, "理由".to_owned());
        sandbox.act("王", Subject::Finding(row.fingerprint), action);
    }
    let left = reader.count(&errors).unwrap();
    assert_eq!((left.reports, left.errors, left.findings), (8, 11, 11));
    assert_eq!((left.undecided, left.to_decide), (10, 12));
}

#[test]
fn rollups_add_up() {
    let sandbox = Sandbox::with(&forms());
    let reader = sandbox.reader();
    for by in [Rollup::Rule, Rollup::Unit, Rollup::Severity, Rollup::Year] {
        let rows = reader.rollup(&Query::All, by).unwrap();
        assert_eq!(
            rows.iter().map(|row| row.findings).sum::<u64>(),
            24,
            "{by:?}"
        );
        // What is left is the same here as in the list of reports: notices want no decision.
        let totals = reader.count(&Query::All).unwrap();
        let sum = |part: fn(&RollupRow) -> u64| rows.iter().map(part).sum::<u64>();
        let left = (sum(|row| row.undecided), sum(|row| row.to_decide));
        assert_eq!(left, (totals.undecided, totals.to_decide), "{by:?}");
        assert!(left.0 < 24, "{by:?}");
    }
    let rules = reader.rollup(&Query::All, Rollup::Rule).unwrap();
    let keys: Vec<_> = rules
        .iter()
        .map(|row| (row.key.as_str(), row.findings, row.reports))
        .collect();
    assert_eq!(
        keys,
        [
            ("score-over-weight", 12, 8),
            ("low-execution", 6, 6),
            ("target-vague", 6, 6)
        ]
    );
    let unit = Query::Field(Field::Unit, Test::Equals("甲单位".to_owned()));
    assert_eq!(reader.rollup(&unit, Rollup::Unit).unwrap().len(), 1);
    let matrix = reader.matrix(&Query::All).unwrap();
    let pairs = (0..matrix.units.len())
        .flat_map(|unit| (0..matrix.rules.len()).map(move |rule| (unit, rule)));
    let cells = pairs.filter_map(|(unit, rule)| matrix.cell(unit, rule));
    assert_eq!(cells.map(|cell| cell.findings).sum::<u64>(), 24);
    assert_eq!(matrix.forms(), 12);
}

#[test]
fn facets_count_values() {
    let sandbox = Sandbox::with(&forms());
    let reader = sandbox.reader();
    let facets = |field| reader.facets(field).unwrap();
    let four = |name: &str| (name.to_owned(), 4_u64);
    let mut units = facets(Field::Unit);
    units.sort();
    assert_eq!(units, [four("丙单位"), four("乙单位"), four("甲单位")]);
    assert_eq!(facets(Field::Rule)[0], ("score-over-weight".to_owned(), 12));
    assert_eq!(facets(Field::Severity)[0], ("error".to_owned(), 12));
    assert_eq!(facets(Field::Status), [("pending".to_owned(), 24)]);
    assert_eq!(facets(Field::Grade), [("优".to_owned(), 11)]);
    assert_eq!(facets(Field::Is), [("mismatch".to_owned(), 8)]);
    assert!(facets(Field::Amount).is_empty());
    assert!(facets(Field::By).is_empty());
    let _ = IMPORTED;
}

#[test]
fn the_views_show_plain_numbers() {
    let sandbox = Sandbox::with(&forms());
    let raw = sandbox.raw();
    let (annual, rate): (f64, f64) = raw
        .query_row(
            "SELECT annual_budget_wan, rate_percent FROM v_report WHERE id = 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!((annual, rate), (130.0, 100.0));
    for (view, rows) in [
        ("v_report", 12),
        ("v_fund", 12),
        ("v_indicator", 24),
        ("v_finding", 24),
        ("v_event", 0),
    ] {
        let sql = format!("SELECT count(*) FROM {view}");
        let count: i64 = raw.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(count, rows, "{view}");
    }
}
