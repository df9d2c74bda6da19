//! Every field of the filter language asked of a database.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use shenyue::form::{Field as Cell, Origin, Reading, Report};
use shenyue::query::{Field, Op, Query, Test};
use shenyue::rules::{Place, Severity};
use shenyue::store::{Action, Fault, FindingRow, NewReport, Rollup, Subject, Totals, Verdict};

use crate::common::{IMPORTED, Sandbox, dec, finding, form, new};

/// 0: plain; 1: two findings and a verdict; 2: no score, other department; 3: all full, noted.
fn sandbox() -> Sandbox {
    let plain = new(form("颛桥镇", "道路保洁", 2022), Vec::new());
    let mut suspicious = new(
        form("颛桥镇", "消防安全", 2023),
        vec![
            finding("amount-total-mismatch", Severity::Error, Place::Form, "1"),
            finding("target-vague", Severity::Notice, Place::Indicator(12), "2"),
        ],
    );
    suspicious.report.funds[0].annual = Cell::known("99.5", dec("99.5"), Origin::default());
    suspicious.report.grade = Cell::known("良", shenyue::form::Grade::Good, Origin::default());
    let mut bare: NewReport = new(
        form("ＡＢＣ中心", "绿化", 2024),
        vec![finding("target-vague", Severity::Warning, Place::Goal, "3")],
    );
    bare.report.total_score.reading = Reading::Blank;
    bare.report.grade.reading = Reading::Blank;
    bare.report.department = Cell::absent();
    let mut full = new(form("虹桥镇", "道路保洁", 2024), Vec::new());
    full.all_full = true;
    full.report.indicators.truncate(1);
    let sandbox = Sandbox::with(&[plain, suspicious, bare, full]);

    let ids = sandbox.ids();
    let finding = sandbox
        .reader()
        .report(ids[1], None)
        .unwrap()
        .findings
        .remove(0);
    let subject = Subject::Finding(finding.fingerprint);
    let dismissed = Action::Verdict(Verdict::Dismissed, "四舍五入".to_owned());
    sandbox.act("Wang", subject, dismissed);
    let form = Subject::Report(ids[3], Place::Form);
    sandbox.act("李", form.clone(), Action::Note("合同未附".to_owned()));
    sandbox.act("李", form, Action::Tag("抽查".to_owned()));
    sandbox
}

fn field(field: Field, test: Test) -> Query {
    Query::Field(field, test)
}

fn one(name: &str) -> Test {
    Test::OneOf(vec![name.to_owned()])
}

fn contains(text: &str) -> Test {
    Test::Contains(text.to_owned())
}

fn equals(text: &str) -> Test {
    Test::Equals(text.to_owned())
}

fn number(op: Op, value: &str) -> Test {
    Test::Number(op, dec(value))
}

fn not(query: Query) -> Query {
    Query::Not(Box::new(query))
}

#[track_caller]
fn finds(sandbox: &Sandbox, query: &Query, expected: &[usize]) {
    let ids = sandbox.ids();
    let reader = sandbox.reader();
    let found: Vec<_> = reader
        .report_ids(query, IMPORTED)
        .unwrap()
        .into_iter()
        .map(|id| ids.iter().position(|other| *other == id).unwrap())
        .collect();
    assert_eq!(found, expected, "{query:?}");
    agrees(sandbox, query);
}

/// Counting, listing and rolling up understand the same.
#[track_caller]
fn agrees(sandbox: &Sandbox, query: &Query) {
    let reader = sandbox.reader();
    let reports = reader
        .reports(&reader.report_ids(query, IMPORTED).unwrap())
        .unwrap();
    let findings = reader
        .findings(&reader.finding_ids(query).unwrap())
        .unwrap();
    let number = |holds: &dyn Fn(&FindingRow) -> bool| {
        u64::try_from(findings.iter().filter(|row| holds(row)).count()).unwrap()
    };
    let stands = |row: &FindingRow| row.verdict != Verdict::Dismissed;
    let grave = |row: &FindingRow| row.severity != Severity::Notice;
    let of = |severity| number(&|row| stands(row) && row.severity == severity);
    let expected = Totals {
        reports: u64::try_from(reports.len()).unwrap(),
        all_full: u64::try_from(reports.iter().filter(|row| row.all_full).count()).unwrap(),
        mismatch: u64::try_from(reports.iter().filter(|row| row.mismatch).count()).unwrap(),
        findings: number(&stands),
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        notices: of(Severity::Notice),
        undecided: number(&|row| grave(row) && row.verdict == Verdict::Pending),
        to_decide: number(&grave),
    };
    assert_eq!(reader.count(query).unwrap(), expected, "{query:?}");
    for by in [Rollup::Rule, Rollup::Unit, Rollup::Severity, Rollup::Year] {
        let rows = reader.rollup(query, by).unwrap();
        assert_eq!(
            rows.iter().map(|row| row.findings).sum::<u64>(),
            expected.findings
        );
        for row in rows {
            let key = |finding: &FindingRow| match by {
                Rollup::Rule => finding.rule.clone(),
                Rollup::Unit => finding.unit.clone(),
                Rollup::Severity => finding.severity.name().to_owned(),
                Rollup::Year => finding
                    .year
                    .map(|year| year.to_string())
                    .unwrap_or_default(),
            };
            let on: BTreeSet<_> = findings
                .iter()
                .filter(|finding| stands(finding) && key(finding) == row.key)
                .map(|finding| finding.report)
                .collect();
            assert_eq!(
                row.reports,
                u64::try_from(on.len()).unwrap(),
                "{query:?} {by:?}"
            );
        }
    }
}

/// More reports than are looked up one by one.
#[test]
fn filters_that_find_very_many() {
    let unit = |name: &str| Cell::known(name, name.into(), Origin::default());
    let many: Vec<_> = (0..2_100)
        .map(|number| {
            let report = Report {
                unit: unit(if number % 50 == 0 { "乙" } else { "甲" }),
                project: unit(&format!("项目{number}")),
                ..Report::default()
            };
            let severity = Severity::ALL[number % 3];
            new(
                report,
                vec![finding("target-vague", severity, Place::Form, "x")],
            )
        })
        .collect();
    let sandbox = Sandbox::with(&many);
    let wide = field(Field::Unit, equals("甲"));
    let narrow = field(Field::Unit, equals("乙"));
    let error = field(Field::Severity, one("error"));
    agrees(&sandbox, &wide);
    agrees(&sandbox, &narrow);
    agrees(&sandbox, &Query::And(vec![wide.clone(), error.clone()]));
    agrees(&sandbox, &Query::And(vec![narrow.clone(), error.clone()]));
    agrees(&sandbox, &Query::Or(vec![narrow, error]));
    agrees(&sandbox, &not(wide));
    agrees(&sandbox, &Query::Text("项目".to_owned()));
    agrees(&sandbox, &Query::Text("项目2077".to_owned()));
}

#[test]
fn names() {
    let sandbox = sandbox();
    finds(&sandbox, &field(Field::Unit, contains("桥")), &[0, 1, 3]);
    finds(&sandbox, &field(Field::Unit, equals("颛 桥镇")), &[0, 1]);
    finds(&sandbox, &field(Field::Unit, contains("abc")), &[2]);
    finds(&sandbox, &field(Field::Project, contains("保洁")), &[0, 3]);
    finds(&sandbox, &field(Field::Project, equals("绿化")), &[2]);
    finds(
        &sandbox,
        &field(Field::Department, contains("财政")),
        &[0, 1, 3],
    );
    finds(&sandbox, &field(Field::Department, Test::Missing), &[2]);
    let hostile = "'; DROP TABLE report; --";
    finds(&sandbox, &field(Field::Unit, contains(hostile)), &[]);
    finds(&sandbox, &field(Field::Unit, contains("%")), &[]);
    finds(&sandbox, &Query::Text(hostile.to_owned()), &[]);
    finds(&sandbox, &Query::All, &[0, 1, 2, 3]);
}

#[test]
fn numbers() {
    let sandbox = sandbox();
    finds(
        &sandbox,
        &field(Field::Year, number(Op::AtLeast, "2023")),
        &[1, 2, 3],
    );
    finds(
        &sandbox,
        &field(Field::Year, number(Op::More, "2022.5")),
        &[1, 2, 3],
    );
    finds(&sandbox, &field(Field::Year, equals("2022")), &[0]);
    finds(
        &sandbox,
        &field(Field::Year, Test::OneOf(vec!["2022".into(), "2023".into()])),
        &[0, 1],
    );
    finds(
        &sandbox,
        &field(Field::Amount, number(Op::Less, "100")),
        &[1],
    );
    finds(
        &sandbox,
        &field(Field::Amount, number(Op::Equal, "99.50")),
        &[1],
    );
    finds(
        &sandbox,
        &field(Field::Amount, number(Op::Equal, "99.4999999999")),
        &[],
    );
    finds(
        &sandbox,
        &field(Field::Amount, number(Op::AtMost, "99.5000001")),
        &[1],
    );
    finds(
        &sandbox,
        &field(Field::Amount, number(Op::AtLeast, "99.5000001")),
        &[0, 2, 3],
    );
    let range = Test::Between(dec("99.5"), dec("99.5"));
    finds(&sandbox, &field(Field::Amount, range), &[1]);
    finds(
        &sandbox,
        &field(Field::Amount, number(Op::Less, &Decimal::MAX.to_string())),
        &[0, 1, 2, 3],
    );
    finds(
        &sandbox,
        &field(Field::Initial, number(Op::Equal, "120.5")),
        &[0, 1, 2, 3],
    );
    finds(
        &sandbox,
        &field(Field::Executed, number(Op::More, "130")),
        &[],
    );
    finds(
        &sandbox,
        &field(Field::Rate, number(Op::AtLeast, "100")),
        &[0, 1, 2, 3],
    );
    finds(
        &sandbox,
        &field(Field::Score, number(Op::AtMost, "100")),
        &[0, 1, 3],
    );
    finds(&sandbox, &field(Field::Score, Test::Missing), &[2]);
    // A form without a score does not have one below 90; nor does it fail to have one by chance.
    finds(
        &sandbox,
        &not(field(Field::Score, number(Op::Less, "90"))),
        &[0, 1, 2, 3],
    );
    finds(
        &sandbox,
        &field(Field::Qualitative, number(Op::AtLeast, "50")),
        &[0, 1, 2],
    );
    finds(
        &sandbox,
        &field(Field::Qualitative, number(Op::Less, "50")),
        &[3],
    );
    finds(
        &sandbox,
        &field(Field::Qualitative, number(Op::More, "49.9999999")),
        &[0, 1, 2],
    );
    finds(&sandbox, &field(Field::Qualitative, Test::Missing), &[]);
    let id = sandbox.ids()[2].0.to_string();
    finds(&sandbox, &field(Field::Id, equals(&id)), &[2]);
}

#[test]
fn findings_verdicts_and_places() {
    let sandbox = sandbox();
    finds(&sandbox, &field(Field::Rule, one("target-vague")), &[1, 2]);
    finds(&sandbox, &field(Field::Rule, contains("amount")), &[1]);
    finds(&sandbox, &field(Field::Severity, one("error")), &[1]);
    finds(
        &sandbox,
        &field(
            Field::Severity,
            Test::OneOf(vec!["warning".into(), "notice".into()]),
        ),
        &[1, 2],
    );
    finds(&sandbox, &field(Field::Status, one("dismissed")), &[1]);
    finds(&sandbox, &field(Field::Status, one("pending")), &[1, 2]);
    finds(&sandbox, &field(Field::Place, one("indicator")), &[1]);
    finds(&sandbox, &field(Field::Place, one("indicator:12")), &[1]);
    finds(&sandbox, &field(Field::Place, one("indicator:1")), &[]);
    finds(&sandbox, &field(Field::Place, one("goal")), &[2]);
}

#[test]
fn conditions_on_findings_side_by_side_hold_for_one_finding() {
    let sandbox = sandbox();
    let vague = || field(Field::Rule, one("target-vague"));
    let error = || field(Field::Severity, one("error"));
    let notice = || field(Field::Severity, one("notice"));
    finds(&sandbox, &Query::And(vec![vague(), error()]), &[]);
    finds(&sandbox, &Query::And(vec![vague(), notice()]), &[1]);
    finds(&sandbox, &Query::And(vec![vague(), not(notice())]), &[2]);
    finds(
        &sandbox,
        &Query::And(vec![vague(), Query::Or(vec![error(), notice()])]),
        &[1],
    );
    // Also when grouped by brackets, and beside conditions on the report.
    let year = field(Field::Year, equals("2023"));
    let nested = Query::And(vec![vague(), Query::And(vec![year.clone(), error()])]);
    finds(&sandbox, &nested, &[]);
    finds(&sandbox, &Query::And(vec![year, notice(), vague()]), &[1]);
    // Alone, a negation speaks of the report.
    finds(&sandbox, &not(vague()), &[0, 3]);
    finds(
        &sandbox,
        &Query::And(vec![not(vague()), not(error())]),
        &[0, 3],
    );
    finds(
        &sandbox,
        &not(Query::And(vec![vague(), notice()])),
        &[0, 2, 3],
    );
    finds(
        &sandbox,
        &Query::Or(vec![error(), field(Field::Year, equals("2022"))]),
        &[0, 1],
    );
    finds(&sandbox, &Query::Or(Vec::new()), &[]);
    finds(&sandbox, &Query::And(Vec::new()), &[0, 1, 2, 3]);

    // Of findings the same tree picks those that fulfil it.
    let reader = sandbox.reader();
    let picked = |query: &Query| reader.finding_ids(query).unwrap().len();
    assert_eq!(picked(&Query::All), 3);
    assert_eq!(picked(&vague()), 2);
    assert_eq!(picked(&not(vague())), 1);
    assert_eq!(picked(&Query::And(vec![vague(), notice()])), 1);
    assert_eq!(picked(&field(Field::Unit, equals("颛桥镇"))), 2);
    assert_eq!(picked(&field(Field::By, contains("wang"))), 1);
}

#[test]
fn marks_reviews_and_what_auditors_wrote() {
    let sandbox = sandbox();
    finds(&sandbox, &field(Field::Is, one("full")), &[3]);
    finds(&sandbox, &field(Field::Is, one("mismatch")), &[]);
    finds(&sandbox, &field(Field::Is, one("suspicious")), &[1, 2]);
    finds(&sandbox, &field(Field::Is, one("revised")), &[]);
    finds(&sandbox, &field(Field::Is, one("copy")), &[]);
    finds(&sandbox, &field(Field::Is, one("clean")), &[0, 3]);
    finds(&sandbox, &field(Field::Review, one("done")), &[1]);
    finds(&sandbox, &field(Field::Review, one("open")), &[0, 2, 3]);
    finds(&sandbox, &field(Field::Review, one("started")), &[]);
    finds(&sandbox, &field(Field::Grade, one("good")), &[1]);
    finds(&sandbox, &field(Field::Grade, equals("优")), &[0, 3]);
    finds(&sandbox, &field(Field::Grade, Test::Missing), &[2]);
    finds(&sandbox, &field(Field::Note, contains("合同")), &[3]);
    finds(&sandbox, &field(Field::Note, Test::Missing), &[0, 1, 2]);
    finds(&sandbox, &field(Field::By, equals("wang")), &[1]);
    finds(&sandbox, &field(Field::By, contains("李")), &[3]);
    finds(&sandbox, &field(Field::Tag, equals("抽查")), &[3]);
    finds(&sandbox, &field(Field::Tag, Test::Missing), &[0, 1, 2]);
    finds(&sandbox, &Query::Text("未附".to_owned()), &[3]);
}

#[test]
fn what_a_field_cannot_answer_is_an_error() {
    let reader = sandbox().reader();
    for query in [
        field(Field::Unit, number(Op::Less, "1")),
        field(Field::Score, contains("高")),
        field(Field::Severity, one("grave")),
        field(Field::Status, Test::Missing),
        field(Field::Is, one("green")),
        field(Field::Grade, one("A")),
        field(Field::Review, number(Op::Equal, "1")),
    ] {
        let error = reader.report_ids(&query, IMPORTED).unwrap_err();
        assert!(
            matches!(error.fault, Fault::BadQuery(_)),
            "{query:?}: {error}"
        );
    }
}
