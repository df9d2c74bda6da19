//! Reports and their findings, as lists and screens show them.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::review::{EventId, Opinion, ReviewState, SecondReview, Verdict};
use crate::form::{Certainty, Grade, Report};
use crate::rules::{Fact, Mark, Place, Severity};

/// Row id of a report (a form, over all its revisions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub i64);

/// Row id of a finding. Only good until the next import or check; keep the fingerprint instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingId(pub i64);

/// One line of the list of reports. Amounts in 万元, rates in percent, scores in points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// The report.
    pub id: ReportId,
    /// 年度.
    pub year: Option<i32>,
    /// 项目名称.
    pub project: String,
    /// 实施单位 (or 主管部门 where the form names none).
    pub unit: String,
    /// 主管部门.
    pub department: String,
    /// 年初预算数 of the total.
    pub initial: Option<Decimal>,
    /// 全年预算数 of the total.
    pub annual: Option<Decimal>,
    /// 全年执行数 of the total.
    pub executed: Option<Decimal>,
    /// 执行率 of the total as printed on the form.
    pub rate: Option<Decimal>,
    /// 总分.
    pub score: Option<Decimal>,
    /// 评分等级.
    pub grade: Option<Grade>,
    /// Number of indicators.
    pub indicators: u32,
    /// How many of them are qualitative.
    pub qualitative: u32,
    /// Findings of severity error that are not dismissed.
    pub errors: u32,
    /// Likewise warnings.
    pub warnings: u32,
    /// Likewise notices.
    pub notices: u32,
    /// Every indicator and the execution row stand at full weight (100 % everywhere).
    pub all_full: bool,
    /// A total does not add up (groups A, C and D of the rules hit with an error).
    pub mismatch: bool,
    /// How far the review has come.
    pub state: ReviewState,
    /// Errors and warnings without a verdict.
    pub undecided: u32,
    /// Number of notes.
    pub notes: u32,
    /// Number of the current revision, from 1.
    pub revision: u32,
    /// Who is to look at it; empty for nobody.
    pub assignee: String,
    /// Until when.
    pub due: Option<Date>,
    /// How sure the reading of the form is.
    pub certainty: Certainty,
}

/// One finding as the store keeps it, with what has been decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// Row id.
    pub id: FindingId,
    /// Identity over re-imports, 16 bytes.
    pub fingerprint: [u8; 16],
    /// The report it is about.
    pub report: ReportId,
    /// 年度.
    pub year: Option<i32>,
    /// 实施单位.
    pub unit: String,
    /// 项目名称.
    pub project: String,
    /// Id of the rule.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// The part of the form.
    pub place: Place,
    /// Which of the rule's sentences says it.
    pub message: String,
    /// What goes into the sentence.
    pub facts: Vec<(String, Fact)>,
    /// The cells it rests on.
    pub marks: Vec<Mark>,
    /// Shared by findings one look at many reports made; else empty.
    pub batch: String,
    /// What was decided.
    pub verdict: Verdict,
    /// The reason given with the verdict, or for muting the rule.
    pub reason: String,
    /// Who decided, or muted the rule; empty while pending.
    pub by: String,
    /// What a second person said of the verdict.
    pub second: SecondReview,
    /// Who that was; empty while nobody has.
    pub reviewer: String,
    /// Why it was returned.
    pub remark: String,
    /// What auditors who disagree decided; empty unless they do.
    pub opinions: Vec<Opinion>,
    /// Who is to look at it, or else at its form; empty for nobody.
    pub assignee: String,
    /// Until when.
    pub due: Option<Date>,
    /// Number of notes on this finding.
    pub notes: u32,
}

impl FindingRow {
    /// Whether somebody decided about this very finding: neither pending, nor muted with its rule.
    pub fn is_decided(&self) -> bool {
        !matches!(self.verdict, Verdict::Pending | Verdict::Muted)
    }

    /// The fingerprint in hexadecimal: the finding's `id` in JSON and on the command line.
    pub fn hex(&self) -> String {
        crate::store::hex(&self.fingerprint)
    }
}

/// Everything the detail screen and `show` need about one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportDetail {
    /// Its line in the list.
    pub row: ReportRow,
    /// Number of the revision shown: `row.revision` unless an older one was asked for.
    pub revision: u32,
    /// The form, as of that revision.
    pub report: Report,
    /// The file the shown revision came from.
    pub source: SourceFile,
    /// All revisions, oldest first.
    pub revisions: Vec<RevisionInfo>,
    /// Findings of the current revision, in the order of their places.
    pub findings: Vec<FindingRow>,
    /// Notes on the report and on its findings, oldest first; undone ones are left out.
    pub notes: Vec<Note>,
    /// Tags on the report, in order.
    pub tags: Vec<String>,
}

/// A file that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path as given at import.
    pub path: String,
    /// SHA-256 in hexadecimal, as `sha256sum` prints it.
    pub sha256: String,
    /// Names of its sheets, where it has any.
    pub parts: Vec<String>,
    /// When it was imported.
    pub imported_at: Timestamp,
}

/// One revision of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionInfo {
    /// From 1.
    pub number: u32,
    /// SHA-256 of the form's content in hexadecimal; what notes and verdicts were written about.
    pub content: String,
    /// The file it came from.
    pub path: String,
    /// When it was imported.
    pub imported_at: Timestamp,
}

/// A note as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The event that wrote it.
    pub event: EventId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// The finding it is on; `None` for a note on the report.
    pub finding: Option<[u8; 16]>,
    /// The part of the form it is about.
    pub place: Place,
    /// The text, several lines.
    pub text: String,
    /// The revision it was written about is not the current one.
    pub outdated: bool,
}
