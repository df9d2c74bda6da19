//! The store at scale: `cargo bench --bench store -- 100000` makes a database of so many forms with
//! twelve indicators each (10 000 without a number) and prints what importing it cost, also as a
//! multiple of plain inserts of the same rows, and what lists, searches, counts and events cost on
//! it. With a path behind the number the database is kept there, and used again if it is there
//! (`… -- 0 some.db` asks an existing one). At the end twenty processes write events into it at
//! once; with `SHENYUE_BENCH_EVENTS_ONLY` set nothing is asked before.

#[path = "store/forms.rs"]
mod forms;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use forms::{Dice, form};
use rusqlite::types::Value;
use rust_decimal::Decimal;
use shenyue::query::{Field as Asked, Op, Query, Test};
use shenyue::rules::Place;
use shenyue::store::{
    Action, NewEvent, NewFile, Prepared, Reader, Rollup, Sort, SortKey, Subject, Verdict, Writer,
};

const FORMS_PER_FILE: usize = 8;

/// What an import of so many forms cost.
struct Imported {
    preparing: Duration,
    storing: Duration,
}

fn import(path: &Path, forms: usize) -> Imported {
    let mut writer = Writer::create(path).unwrap();
    let mut import = writer.import();
    let mut dice = Dice(7);
    let (mut preparing, mut storing) = (Duration::ZERO, Duration::ZERO);
    for first in (0..forms).step_by(FORMS_PER_FILE) {
        let last = forms.min(first + FORMS_PER_FILE);
        let reports: Vec<_> = (first..last).map(|id| form(id, &mut dice)).collect();
        let start = Instant::now();
        let reports: Vec<_> = reports
            .into_iter()
            .map(|new| Prepared::new(new).unwrap())
            .collect();
        preparing += start.elapsed();
        let mut sha256 = [0; 32];
        sha256[..8].copy_from_slice(&first.to_le_bytes());
        let file = NewFile {
            path: "forms.txt",
            sha256,
            parts: &[],
            reports,
        };
        let start = Instant::now();
        import.add(file).unwrap();
        storing += start.elapsed();
    }
    let start = Instant::now();
    import.finish().unwrap();
    storing += start.elapsed();
    Imported { preparing, storing }
}

/// The same rows with the same values into tables without any key, index or check.
fn plain_inserts(path: &Path) -> (Duration, usize) {
    let folder = tempfile::tempdir_in(path.parent().unwrap()).unwrap();
    let ours = rusqlite::Connection::open(path).unwrap();
    let plain = rusqlite::Connection::open(folder.path().join("plain.db")).unwrap();
    plain
        .execute_batch("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; BEGIN")
        .unwrap();
    let (mut spent, mut rows) = (Duration::ZERO, 0);
    for table in [
        "file",
        "report",
        "revision",
        "fund",
        "indicator",
        "finding",
        "digest",
    ] {
        let mut select = ours.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let names = select.column_names().collect::<Vec<_>>().join(", ");
        let marks = vec!["?"; select.column_count()].join(", ");
        let columns = select.column_count();
        plain
            .execute_batch(&format!("CREATE TABLE {table} ({names})"))
            .unwrap();
        let mut insert = plain
            .prepare(&format!("INSERT INTO {table} VALUES ({marks})"))
            .unwrap();
        let mut found = select.query([]).unwrap();
        let mut values: Vec<Value> = Vec::new();
        while let Some(row) = found.next().unwrap() {
            values.clear();
            values.extend((0..columns).map(|at| row.get::<_, Value>(at).unwrap()));
            let start = Instant::now();
            insert.execute(rusqlite::params_from_iter(&values)).unwrap();
            spent += start.elapsed();
            rows += 1;
        }
    }
    let start = Instant::now();
    plain.execute_batch("COMMIT").unwrap();
    (spent + start.elapsed(), rows)
}

/// Best and worst of several runs.
fn time<T>(name: &str, mut run: impl FnMut() -> T, say: impl Fn(&T) -> String) {
    let mut times = Vec::new();
    let mut said = String::new();
    for _ in 0..5 {
        let start = Instant::now();
        let value = run();
        times.push(start.elapsed());
        said = say(&value);
    }
    times.sort_unstable();
    println!(
        "{name:<44} {:>12.3?} … {:>12.3?}   {said}",
        times[0], times[4]
    );
}

fn ask(reader: &Reader) {
    let all = Query::All;
    let field = |asked, test| Query::Field(asked, test);
    let one = |name: &str| Test::OneOf(vec![name.to_owned()]);
    let score = |score| Test::Number(Op::AtLeast, Decimal::from(score));
    let queries = [
        ("all", all.clone()),
        ("score ≥ 99", field(Asked::Score, score(99))),
        (
            "unit =",
            field(Asked::Unit, Test::Equals("第77街道办事处".to_owned())),
        ),
        (
            "unit contains",
            field(Asked::Unit, Test::Contains("第77".to_owned())),
        ),
        (
            "project contains",
            field(Asked::Project, Test::Contains("保洁".to_owned())),
        ),
        ("severity error", field(Asked::Severity, one("error"))),
        ("rule", field(Asked::Rule, one("score-total-mismatch"))),
        (
            "rule, error and year",
            Query::And(vec![
                field(Asked::Rule, one("score-total-mismatch")),
                field(Asked::Severity, one("error")),
                field(Asked::Year, Test::Number(Op::Equal, Decimal::from(2021))),
            ]),
        ),
        ("is full", field(Asked::Is, one("full"))),
        ("review open", field(Asked::Review, one("open"))),
        ("word 保洁", Query::Text("保洁".to_owned())),
        ("word 洁", Query::Text("洁".to_owned())),
        ("word 档案数字化", Query::Text("档案数字化".to_owned())),
        ("word 项目12345", Query::Text("项目12345".to_owned())),
        ("word, none", Query::Text("不存在".to_owned())),
    ];
    for (name, query) in &queries {
        let sort = Sort::default();
        time(
            &format!("first 50 reports, {name}"),
            || reader.first_reports(query, sort, 50).unwrap(),
            |ids| ids.len().to_string(),
        );
        time(
            &format!("all reports, {name}"),
            || reader.report_ids(query, sort).unwrap(),
            |ids| ids.len().to_string(),
        );
        time(
            &format!("first 50 findings, {name}"),
            || reader.first_findings(query, 50).unwrap(),
            |ids| ids.len().to_string(),
        );
        time(
            &format!("count, {name}"),
            || reader.count(query).unwrap(),
            |totals| totals.findings.to_string(),
        );
    }
    for (key, name) in SortKey::ALL {
        let sort = Sort {
            key,
            descending: false,
        };
        time(
            &format!("first 50 by {name}"),
            || reader.first_reports(&all, sort, 50).unwrap(),
            |ids| ids.len().to_string(),
        );
        time(
            &format!("all by {name}"),
            || reader.report_ids(&all, sort).unwrap(),
            |ids| ids.len().to_string(),
        );
    }
    let ids = reader.report_ids(&all, Sort::default()).unwrap();
    let middle = &ids[ids.len() / 2..][..50];
    time(
        "a window of 50 reports",
        || reader.reports(middle).unwrap(),
        |rows| rows.len().to_string(),
    );
    let findings = reader.finding_ids(&all).unwrap();
    let middle_findings = &findings[findings.len() / 2..][..50];
    time(
        "a window of 50 findings",
        || reader.findings(middle_findings).unwrap(),
        |rows| rows.len().to_string(),
    );
    time(
        "all findings",
        || reader.finding_ids(&all).unwrap(),
        |ids| ids.len().to_string(),
    );
    time(
        "a report in full",
        || reader.report(middle[0], None).unwrap(),
        |_| String::new(),
    );
    for by in [Rollup::Rule, Rollup::Unit, Rollup::Severity, Rollup::Year] {
        time(
            &format!("roll-up by {by:?}"),
            || reader.rollup(&all, by).unwrap(),
            |rows| rows.len().to_string(),
        );
    }
    time(
        "facets of unit",
        || reader.facets(Asked::Unit).unwrap(),
        |rows| rows.len().to_string(),
    );
}

fn write(path: &Path) {
    let reader = Reader::open(path).unwrap();
    let mut writer = Writer::open(path).unwrap();
    let findings = reader.first_findings(&Query::All, 400).unwrap();
    let mut times = Vec::new();
    for row in reader.findings(&findings).unwrap() {
        let event = NewEvent {
            by: "审计".to_owned(),
            subject: Subject::Finding(row.fingerprint),
            action: Action::Verdict(Verdict::Confirmed, String::new()),
        };
        let start = Instant::now();
        writer.append(&event).unwrap();
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let at = |percent: usize| times[times.len() * percent / 100];
    println!(
        "a verdict on the disk: p50 {:.3?}, p99 {:.3?}",
        at(50),
        at(99)
    );
}

/// Processes that write at once.
const CROWD: usize = 20;
/// Events each of them writes, one after the other.
const EACH: usize = 50;

/// One of the crowd: writes its events and prints how many microseconds each took.
fn write_one_of_many(path: &Path) {
    let mut writer = Writer::open(path).unwrap();
    let reader = Reader::open(path).unwrap();
    // Not the one that a desk opens first.
    let sort = Sort {
        key: SortKey::Suspicion,
        descending: false,
    };
    let ids = reader.first_reports(&Query::All, sort, 1).unwrap();
    let event = NewEvent {
        by: "审计".to_owned(),
        subject: Subject::Report(ids[0], Place::Form),
        action: Action::Note("已核对凭证。".to_owned()),
    };
    for _ in 0..EACH {
        let start = Instant::now();
        writer.append(&event).unwrap();
        println!("{}", start.elapsed().as_micros());
    }
}

/// Many processes that write events as fast as they can.
fn crowd(path: &Path) {
    let start = Instant::now();
    let children: Vec<_> = (0..CROWD)
        .map(|_| {
            std::process::Command::new(std::env::current_exe().unwrap())
                .env(ONE_OF_MANY, path)
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut times: Vec<u64> = Vec::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).unwrap();
        times.extend(text.lines().map(|line| line.parse::<u64>().unwrap()));
    }
    times.sort_unstable();
    let at = |percent: usize| Duration::from_micros(times[times.len() * percent / 100]);
    println!(
        "{CROWD} processes, {} events in {:.1?}: p50 {:.1?}, p99 {:.1?}, longest {:.1?}",
        times.len(),
        start.elapsed(),
        at(50),
        at(99),
        Duration::from_micros(times[times.len() - 1]),
    );
}

/// Names the database to a process of the crowd.
const ONE_OF_MANY: &str = "SHENYUE_BENCH_WRITES_TO";

fn main() {
    if let Some(path) = std::env::var_os(ONE_OF_MANY) {
        return write_one_of_many(Path::new(&path));
    }
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    let forms: usize = arguments
        .next()
        .map_or(10_000, |forms| forms.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = arguments
        .next()
        .map_or_else(|| folder.path().join("bench.db"), PathBuf::from);
    if !path.exists() {
        let Imported { preparing, storing } = import(&path, forms);
        let bytes = std::fs::metadata(&path).unwrap().len();
        let (plain, rows) = plain_inserts(&path);
        println!(
            "import: {forms} forms, {rows} rows: prepared in {preparing:.1?} on one core, stored in {storing:.1?} ({:.0} forms/s), {:.1} × plain inserts of the same rows; {} bytes a form",
            forms as f64 / storing.as_secs_f64(),
            storing.as_secs_f64() / plain.as_secs_f64(),
            bytes / u64::try_from(forms).unwrap()
        );
    }
    if std::env::var_os("SHENYUE_BENCH_EVENTS_ONLY").is_none() {
        ask(&Reader::open(&path).unwrap());
    }
    write(&path);
    crowd(&path);
}
