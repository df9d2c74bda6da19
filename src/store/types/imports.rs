//! What an import stores, and what it remembers of each file.

use jiff::Timestamp;

use super::report::ReportId;
use crate::form::{Key, Report};
use crate::locales::Lang;
use crate::rules::{Answers, Finding, Standing};
use crate::store::Prepared;

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

/// All reports of one unit, for the rules that look at many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// 实施单位, folded.
    pub unit: String,
    /// The reports with their natural keys and what the batch rules need to know of them.
    pub members: Vec<(ReportId, Key, Vec<u8>)>,
}

/// How the forms of a unit stand in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standings {
    /// 实施单位, folded.
    pub unit: String,
    /// The year.
    pub year: i32,
    /// The first of the forms: it bears what is found.
    pub report: ReportId,
    /// Their counts.
    pub standing: Standing,
    /// Whether something was found before.
    pub told: bool,
}
