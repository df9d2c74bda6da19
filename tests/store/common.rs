//! Forms and findings to put into a store.

use std::path::PathBuf;

use rust_decimal::Decimal;
use shenyue::form::{
    Comparator, Field, Fund, FundLine, Grade, Indicator, Measure, Origin, Quantity, Report,
    SourceRow,
};
use shenyue::query::Query;
use shenyue::rules::{Fact, FieldName, Finding, Mark, Place, Severity, Texts};
use shenyue::store::{
    Action, EventId, NewEvent, NewFile, NewReport, Prepared, Reader, ReportId, Sort, SortKey,
    Stored, Subject, Writer,
};
use smol_str::SmolStr;

/// A decimal from its text.
pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn at(row: u32, column: u32) -> Origin {
    Origin::new(0, row, column)
}

fn text(value: &str, row: u32) -> Field<SmolStr> {
    Field::known(value, value.into(), at(row, 2))
}

fn number(value: &str, row: u32, column: u32) -> Field<Decimal> {
    Field::known(value, dec(value), at(row, column))
}

/// A plausible form with one fund line and two indicators.
pub fn form(unit: &str, project: &str, year: i32) -> Report {
    let quantity = Measure::Quantity(Quantity {
        comparator: Some(Comparator::AtLeast),
        number: dec("95.00"),
        unit: "%".into(),
    });
    Report {
        title: text("财政项目支出绩效自评表", 1),
        year: Field::known(format!("（{year}年度）"), year, at(2, 1)),
        project: text(project, 3),
        department: text("闵行区财政局", 4),
        unit: text(unit, 5),
        funds: vec![Fund {
            line: FundLine::Total,
            label: "年度资金总额".into(),
            initial: number("120.50", 7, 2),
            annual: number("130.00", 7, 3),
            executed: number("130.00", 7, 4),
            weight: number("10", 7, 5),
            rate: number("100.00", 7, 6),
            score: number("10.00", 7, 7),
        }],
        goal: text("保障辖区道路保洁和绿化养护，及时处置垃圾。", 9),
        outcome: text("全年完成保洁面积12万平方米，群众满意。", 10),
        indicators: vec![
            Indicator {
                level1: text("产出指标", 12),
                level2: text("质量指标", 12),
                name: text("保洁合格率", 12),
                target: Field::known("≥95.00%", quantity.clone(), at(12, 4)),
                actual: Field::known("＝95.00％", quantity, at(12, 5)),
                weight: number("45.00", 12, 6),
                score: number("45", 12, 7),
                reason: Field {
                    printed: SmolStr::default(),
                    reading: shenyue::form::Reading::Blank,
                    origin: at(12, 8),
                },
            },
            Indicator {
                level1: text("效益指标", 13),
                name: text("环境 改善", 13),
                target: Field::known("明显  改善", Measure::Words("明显 改善".into()), at(13, 4)),
                actual: Field::known("达成", Measure::Words("达成".into()), at(13, 5)),
                weight: number("45.00", 13, 6),
                score: number("45", 13, 7),
                reason: text("天气原因", 13),
                ..Indicator::default()
            },
        ],
        total_weight: number("100", 14, 2),
        total_score: number("100.00", 14, 3),
        grade: Field::known("优", Grade::Excellent, at(15, 2)),
        source: vec![SourceRow {
            part: 0,
            row: 3,
            text: format!("项目名称\t{project}"),
        }],
        ..Report::default()
    }
}

/// A finding of `rule` at `place` that rests on `value`.
pub fn finding(rule: &'static str, severity: Severity, place: Place, value: &str) -> Finding {
    Finding {
        rule,
        severity,
        place,
        message: "main",
        facts: vec![
            ("printed", Fact::Text(value.to_owned())),
            ("computed", Fact::Number(dec("12.30"))),
        ],
        marks: vec![Mark {
            place,
            field: FieldName::Target,
            span: Some((1, 3)),
        }],
        rests_on: Texts::from_iter([value]),
        batch: String::new(),
        ordinal: 0,
    }
}

/// A report to store, with findings.
pub fn new(report: Report, findings: Vec<Finding>) -> NewReport {
    NewReport {
        answers: Vec::new(),
        report,
        findings,
        digest: b"digest".to_vec(),
        all_full: false,
    }
}

/// These reports, made ready.
fn prepared(reports: &[NewReport]) -> Vec<Prepared> {
    let ready = reports.iter().cloned().map(Prepared::new);
    ready.collect::<Result<_, _>>().unwrap()
}

/// A file of these reports; `seed` stands for its bytes.
pub fn file_of<'a>(path: &'a str, seed: u64, reports: &[NewReport]) -> NewFile<'a> {
    let mut sha256 = [7; 32];
    sha256[..8].copy_from_slice(&seed.to_le_bytes());
    NewFile {
        path,
        sha256,
        parts: &[],
        reports: prepared(reports),
    }
}

/// A database of its own in a folder of its own.
pub struct Sandbox {
    folder: tempfile::TempDir,
}

impl Sandbox {
    /// An empty database.
    pub fn new() -> Self {
        let sandbox = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        sandbox.writer();
        sandbox
    }

    /// A database with these reports, all from one file.
    pub fn with(reports: &[NewReport]) -> Self {
        let sandbox = Self::new();
        sandbox.add("first.txt", 1, reports);
        sandbox
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("a.db")
    }

    /// A connection that writes.
    pub fn writer(&self) -> Writer {
        Writer::create(&self.path()).unwrap()
    }

    /// A connection that reads.
    pub fn reader(&self) -> Reader {
        Reader::open(&self.path()).unwrap()
    }

    /// A connection that knows nothing of our rules, to look and to tamper.
    pub fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path()).unwrap()
    }

    /// Imports one file.
    pub fn add(&self, path: &str, seed: u64, reports: &[NewReport]) -> Stored {
        let mut writer = self.writer();
        let mut import = writer.import();
        let stored = import.add(file_of(path, seed, reports)).unwrap();
        import.finish().unwrap();
        stored
    }

    /// Appends an event.
    pub fn act(&self, by: &str, subject: Subject, action: Action) -> EventId {
        let by = by.to_owned();
        let event = NewEvent {
            by,
            subject,
            action,
        };
        self.writer().append(&event).unwrap()
    }

    /// All reports in order of import.
    pub fn ids(&self) -> Vec<ReportId> {
        self.reader().report_ids(&Query::All, IMPORTED).unwrap()
    }
}

/// The order of import.
pub const IMPORTED: Sort = Sort {
    key: SortKey::Imported,
    descending: false,
};
