//! What goes into the store and what comes out of it, as values. No SQL here.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Prepared;
use crate::form::{Certainty, Grade, Key, Report};
use crate::locales::Lang;
use crate::rules::{Answers, Fact, Finding, Mark, Place, Severity};

/// Row id of a report (a form, over all its revisions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub i64);

/// Row id of a finding. Only good until the next import or check; keep the fingerprint instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingId(pub i64);

/// Position of an event in the log, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub i64);

/// What an auditor decided about a suspicion (核实).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Verdict {
    /// 待核实: nobody has decided.
    #[default]
    Pending,
    /// 属实: it is a problem.
    Confirmed,
    /// 排除: it is none, for the reason given.
    Dismissed,
    /// 待补证: evidence is wanted.
    NeedsEvidence,
    /// 已静音: nobody has decided, and the rule is muted for the unit. Follows from a mute; cannot
    /// be given.
    Muted,
}

impl Verdict {
    /// All that can be given, in the order they are offered.
    pub const ALL: [Self; 4] = [
        Self::Pending,
        Self::Confirmed,
        Self::Dismissed,
        Self::NeedsEvidence,
    ];

    /// The stable name used in JSON, in queries and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Dismissed => "dismissed",
            Self::NeedsEvidence => "needs_evidence",
            Self::Muted => "muted",
        }
    }

    /// Whether a finding with this verdict counts: it is neither dismissed nor muted.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Dismissed | Self::Muted)
    }

    /// The verdict of that stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }
}

/// What a second person said of a verdict (复核).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SecondReview {
    /// 未复核: nobody but who decided has looked at it.
    #[default]
    Unreviewed,
    /// 已复核: a second person agrees.
    Approved,
    /// 退回修改: to be decided again, for the reason given.
    Returned,
}

impl SecondReview {
    /// All, in the order of their codes.
    pub const ALL: [Self; 3] = [Self::Unreviewed, Self::Approved, Self::Returned];

    /// The stable name used in JSON, in queries and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreviewed => "unreviewed",
            Self::Approved => "approved",
            Self::Returned => "returned",
        }
    }

    /// The second review of that stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|second| second.name() == name)
    }
}

/// What one of several auditors who disagree decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Who.
    pub by: String,
    /// What.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
}

/// How far the review of a report has come, derived from its findings' verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ReviewState {
    /// No finding has a verdict yet, or there is none to decide.
    #[default]
    Open,
    /// Some errors or warnings are decided, some are not.
    Started,
    /// Every error and warning has a verdict other than 待核实.
    Done,
}

impl ReviewState {
    /// The stable name used in JSON and queries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Started => "started",
            Self::Done => "done",
        }
    }
}

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
    /// The reason given with the verdict.
    pub reason: String,
    /// Who decided; empty while pending.
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
    /// The fingerprint in hexadecimal: the finding's `id` in JSON and on the command line.
    pub fn hex(&self) -> String {
        super::hex(&self.fingerprint)
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

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A part of a report.
    Report(ReportId, Place),
    /// A finding, by fingerprint.
    Finding([u8; 16]),
    /// A rule on all forms of a unit.
    Rule {
        /// Id of the rule.
        rule: String,
        /// The unit, as any of its forms prints it.
        unit: String,
    },
}

/// What an auditor does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Writes a note.
    Note(String),
    /// Decides about a finding; the reason may be empty except for a dismissal.
    Verdict(Verdict, String),
    /// Says, as a second person, what is thought of the verdict that stands; a return has a reason.
    Second(SecondReview, String),
    /// Gives it to somebody to look at; to nobody, when the name is empty.
    Assign(String),
    /// Sets the day it is to be looked at again, or takes it off.
    FollowUp(Option<Date>),
    /// Puts a tag on a report.
    Tag(String),
    /// Takes a tag off.
    Untag(String),
    /// Mutes a rule for a unit, for the reason given.
    Mute(String),
    /// Lets it speak again; the reason may be empty.
    Unmute(String),
    /// Takes back an earlier event (and with it puts back what stood before). Taking back an undo
    /// is a redo.
    Undo(EventId),
}

/// An event to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Who: the login name, or `--as`.
    pub by: String,
    /// What it is about. An undo is about the subject of the event it takes back.
    pub subject: Subject,
    /// What is done.
    pub action: Action,
}

/// An event of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Position in the log.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// The first of the events that were written together with it.
    pub act: EventId,
    /// `note`, `verdict`, `second`, `assign`, `due`, `tag`, `untag`, `mute`, `unmute`, `undo` or
    /// `redo`.
    pub kind: String,
    /// The report concerned, while it is in the database.
    pub report: Option<ReportId>,
    /// Its unit, project and year, as readable text.
    pub title: String,
    /// The part of the form.
    pub place: Place,
    /// The rule, for an event about a finding or a mute.
    pub rule: Option<String>,
    /// The finding, for an event about one.
    pub finding: Option<[u8; 16]>,
    /// Stable name of the verdict or second review, the tag, the auditor or the day; empty for
    /// notes and undos.
    pub value: String,
    /// Note text, value with reason, or the number of the event taken back.
    pub text: String,
    /// A later event took it back.
    pub undone: bool,
}

/// A rule muted for a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mute {
    /// Id of the rule.
    pub rule: String,
    /// The unit as printed.
    pub unit: String,
    /// Why.
    pub reason: String,
    /// Who muted it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The event.
    pub event: EventId,
    /// Findings it hides at present.
    pub findings: u64,
}

/// How a list of reports is sorted; ties always fall back to the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Largest first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            key: SortKey::Suspicion,
            descending: true,
        }
    }
}

impl Sort {
    /// As `--sort` takes it: a key, with `-` in front largest first.
    pub fn text(self) -> String {
        let known = SortKey::ALL.into_iter().find(|(key, _)| *key == self.key);
        let name = known.map_or("", |(_, name)| name);
        let minus = if self.descending { "-" } else { "" };
        format!("{minus}{name}")
    }

    /// Reads what [`Self::text`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let (name, descending) = text
            .strip_prefix('-')
            .map_or((text, false), |name| (name, true));
        let known = SortKey::ALL.into_iter().find(|(_, key)| *key == name);
        known.map(|(key, _)| Self { key, descending })
    }
}

/// A filter kept under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Whose.
    pub by: String,
    /// The name.
    pub name: String,
    /// In the filter language.
    pub filter: String,
    /// The order of the list.
    pub sort: Sort,
    /// The layout of the list's columns, in the desk's words; empty for the usual one.
    pub columns: String,
}

/// What a list of reports can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// Undismissed errors, then warnings, then notices: what to read first.
    Suspicion,
    /// 年度.
    Year,
    /// 项目名称.
    Project,
    /// 实施单位.
    Unit,
    /// 主管部门.
    Department,
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    Budget,
    /// 全年执行数.
    Executed,
    /// 执行率.
    Rate,
    /// 总分.
    Score,
    /// 评分等级, from 差 to 优.
    Grade,
    /// Number of warnings.
    Warnings,
    /// Number of notices.
    Notices,
    /// Whether everything stands at full weight.
    Full,
    /// Whether a total does not add up.
    Mismatch,
    /// Share of qualitative indicators.
    Qualitative,
    /// Errors and warnings without a verdict.
    Undecided,
    /// Number of notes.
    Notes,
    /// Order of import.
    Imported,
}

impl SortKey {
    /// Whether one wants to see the largest first.
    pub const fn largest_first(self) -> bool {
        !matches!(
            self,
            Self::Project | Self::Unit | Self::Department | Self::Imported
        )
    }

    /// All, with the stable name `--sort` takes.
    pub const ALL: [(Self, &'static str); 19] = [
        (Self::Suspicion, "suspicion"),
        (Self::Year, "year"),
        (Self::Project, "project"),
        (Self::Unit, "unit"),
        (Self::Budget, "budget"),
        (Self::Executed, "executed"),
        (Self::Rate, "rate"),
        (Self::Score, "score"),
        (Self::Imported, "imported"),
        (Self::Department, "department"),
        (Self::Initial, "initial"),
        (Self::Grade, "grade"),
        (Self::Warnings, "warnings"),
        (Self::Notices, "notices"),
        (Self::Full, "full"),
        (Self::Mismatch, "mismatch"),
        (Self::Qualitative, "qualitative"),
        (Self::Undecided, "undecided"),
        (Self::Notes, "notes"),
    ];
}

/// What findings are rolled up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rollup {
    /// Rule.
    Rule,
    /// 实施单位.
    Unit,
    /// Severity.
    Severity,
    /// 年度.
    Year,
}

/// One line of a roll-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollupRow {
    /// Rule id, unit, severity name or year.
    pub key: String,
    /// Gravest severity among the findings.
    pub severity: Severity,
    /// Findings that are not dismissed.
    pub findings: u64,
    /// Forms they are on.
    pub reports: u64,
    /// Without a verdict.
    pub undecided: u64,
    /// 属实.
    pub confirmed: u64,
    /// 排除.
    pub dismissed: u64,
}

/// A file with the reports read from it, to be stored as a whole or not at all.
#[derive(Debug)]
pub struct NewFile<'a> {
    /// Path as given.
    pub path: &'a str,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Names of its sheets, where it has any.
    pub parts: &'a [String],
    /// The reports in it.
    pub reports: Vec<Prepared>,
}

/// A report with what the rules say of it.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// The form.
    pub report: Report,
    /// Findings of the per-report rules.
    pub findings: Vec<Finding>,
    /// How each of them answered.
    pub answers: Answers,
    /// What the batch rules need to know of this report, in the rules' own encoding.
    pub digest: Vec<u8>,
    /// Every indicator and the execution row stand at full weight.
    pub all_full: bool,
}

/// What storing a file did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stored {
    /// Reports that were not there before.
    pub new: u64,
    /// Reports that were there with the same content.
    pub unchanged: u64,
    /// Reports that were there with other content: a new revision.
    pub revised: u64,
}

/// Number of an import, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImportId(pub i64);

/// What became of a file in an import, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Nothing of it is stored.
    Refused,
    /// Some of its forms are not.
    PartlyRefused,
    /// It was not looked at, or holds no form.
    PassedOver,
    /// A form of it was there with other content.
    Revised,
    /// A form of it was not there before.
    New,
    /// All of it was there.
    Unchanged,
}

impl Fate {
    /// All, in the order of their codes in the database.
    pub const ALL: [Self; 6] = [
        Self::Refused,
        Self::PartlyRefused,
        Self::PassedOver,
        Self::Revised,
        Self::New,
        Self::Unchanged,
    ];

    /// The stable name used in JSON; its text is `fate-NAME`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::PartlyRefused => "partly_refused",
            Self::PassedOver => "passed_over",
            Self::Revised => "revised",
            Self::New => "new",
            Self::Unchanged => "unchanged",
        }
    }
}

/// Why something of a file was not stored, as a sentence in both languages. Texts taken from the
/// file are in it as they stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// It was refused, not passed over.
    pub refused: bool,
    /// 简体中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Said {
    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// What is kept of a file in an import beside its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileNote<'a> {
    /// Path as given, or that of the archive with `!/` and the member's behind it.
    pub path: &'a str,
    /// It was passed over; no form of it was read.
    pub passed_over: bool,
    /// Why something of it was not stored.
    pub said: Vec<Said>,
}

/// An import, as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its number.
    pub id: ImportId,
    /// When it began.
    pub at: Timestamp,
    /// When it ended; `None` while it runs, and where it broke off.
    pub ended_at: Option<Timestamp>,
    /// Who had it run; empty where that is not known.
    pub by: String,
    /// What was to be imported, as given.
    pub paths: Vec<String>,
    /// Files read.
    pub files: u64,
    /// What storing them did.
    pub stored: Stored,
    /// Files and forms that were refused.
    pub refused: u64,
    /// Files that were passed over.
    pub left_out: u64,
    /// The user stopped it.
    pub stopped: bool,
    /// Things found and not looked at.
    pub remaining: u64,
}

impl ImportRow {
    /// How it ended, by its stable name: `done`, `stopped` by its user, or `open`: it still runs,
    /// or it broke off.
    pub const fn end(&self) -> &'static str {
        match (self.ended_at, self.stopped) {
            (None, _) => "open",
            (Some(_), true) => "stopped",
            (Some(_), false) => "done",
        }
    }
}

/// What became of one file of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFileRow {
    /// Its number within the import, from 1.
    pub number: u32,
    /// Path as given.
    pub path: String,
    /// What became of it, on the whole.
    pub fate: Fate,
    /// What storing it did.
    pub stored: Stored,
    /// Why something of it was not stored.
    pub said: Vec<Said>,
    /// The path its content was first imported under, where it holds forms: what `file:` filters by.
    pub source: Option<String>,
    /// Its forms.
    pub reports: Vec<ReportId>,
}

/// How much a filter finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Reports.
    pub reports: u64,
    /// Among them those that stand at full weight everywhere.
    pub all_full: u64,
    /// Among them those with a total that does not add up.
    pub mismatch: u64,
    /// Findings that are not dismissed.
    pub findings: u64,
    /// Among them those of severity error.
    pub errors: u64,
    /// Likewise warnings.
    pub warnings: u64,
    /// Likewise notices.
    pub notices: u64,
    /// Errors and warnings without a verdict.
    pub undecided: u64,
    /// Errors and warnings, decided or not.
    pub to_decide: u64,
}

/// The text of a note that is not saved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Who writes it.
    pub by: String,
    /// What it is about.
    pub subject: Subject,
    /// The text so far; empty forgets the draft.
    pub text: String,
}

/// All reports of one unit, for the rules that look at many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// 实施单位, folded.
    pub unit: String,
    /// The reports with their natural keys and what the batch rules need to know of them.
    pub members: Vec<(ReportId, Key, Vec<u8>)>,
}

/// How often a rule answered what, in reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleCount {
    /// Id of the rule.
    pub rule: String,
    /// With at least one finding, whatever was decided about it.
    pub hit: u64,
    /// Looked at, nothing found.
    pub clean: u64,
    /// Nothing to look at.
    pub not_applicable: u64,
}

impl RuleCount {
    /// Percent of the reports looked at on which it hit; none where it looked at none.
    pub fn share(&self) -> Option<u64> {
        self.hit
            .saturating_mul(100)
            .checked_div(self.hit + self.clean)
    }
}

/// What checking the whole database found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Events in the log.
    pub events: u64,
    /// Hash of the last event in hexadecimal: written down elsewhere, it also proves that nothing
    /// was cut off the end. Empty without events.
    pub head: String,
    /// The first event whose hash does not follow from its content and the event before.
    pub broken: Option<EventId>,
    /// What SQLite finds damaged, and rows that point to nothing.
    pub damage: Vec<String>,
    /// Whether what is derived from the events is what they say.
    pub derived: bool,
}

impl Verification {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.broken.is_none() && self.damage.is_empty() && self.derived
    }
}

/// Findings of one rule on the reports of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// 实施单位.
    pub unit: String,
    /// Rule id.
    pub rule: String,
    /// Gravest severity among the findings.
    pub severity: Severity,
    /// Findings that are not dismissed.
    pub findings: u64,
    /// Forms they are on.
    pub reports: u64,
    /// Forms of the unit, whatever is on them.
    pub forms: u64,
}
