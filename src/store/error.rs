//! What can go wrong in the store, told so that the reader knows what to do next.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::locales::Catalogue;

/// A result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A fault and the database it happened in.
#[derive(Debug, thiserror::Error)]
#[error("{}: {fault}", path.display())]
pub struct StoreError {
    /// The database.
    pub path: PathBuf,
    /// What went wrong.
    pub fault: Fault,
}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// There is no such file.
    #[error("there is no such database")]
    Missing,
    /// The file is something else.
    #[error("not a database")]
    NotADatabase,
    /// An SQLite database, but not one of ours.
    #[error("a database of another program (application id {application:#x})")]
    OtherProgram {
        /// The application id found.
        application: i32,
    },
    /// Written by a newer shenyue.
    #[error("schema {found} is newer than {known}, the newest this program knows")]
    Newer {
        /// Version of the schema found.
        found: i64,
        /// Newest version this program knows.
        known: i64,
    },
    /// Written by an older shenyue and opened for reading only.
    #[error("schema {found} must be brought to {known} first: open the database for writing once")]
    Older {
        /// Version of the schema found.
        found: i64,
        /// The version this program needs.
        known: i64,
    },
    /// Written before the first release; there is no way up.
    #[error("schema {found} was never released; import the documents into a new database")]
    Unreleased {
        /// Version of the schema found.
        found: i64,
    },
    /// Another process holds the write lock for too long.
    #[error("another program is writing to it")]
    Locked,
    /// No space left.
    #[error("the disk is full")]
    Full,
    /// The file, its folder or the connection is read-only.
    #[error("it cannot be written to")]
    ReadOnly,
    /// The file cannot be opened.
    #[error("no permission to open it, or its folder does not exist")]
    NoPermission,
    /// SQLite finds its pages damaged.
    #[error("it is damaged: {0}")]
    Corrupt(String),
    /// A form has more findings than can be numbered.
    #[error("more than 65535 findings on one form")]
    TooMany,
    /// A dismissal without a reason.
    #[error("a dismissal needs a reason")]
    ReasonNeeded,
    /// A note or tag without text.
    #[error("the text is empty")]
    TextNeeded,
    /// A verdict on something other than a finding, or a tag on something other than a report.
    #[error("this cannot be done to that")]
    WrongSubject,
    /// A second review of one's own verdict.
    #[error("a verdict is reviewed by somebody else than who gave it")]
    OwnVerdict,
    /// A second review where there is no verdict.
    #[error("there is no verdict to review")]
    NotDecided,
    /// An approval where auditors disagree.
    #[error("auditors disagree about it")]
    Disputed,
    /// No such report (or revision of it).
    #[error("there is no report {0}")]
    NoReport(i64),
    /// No form of this unit.
    #[error("there is no unit {0}")]
    NoUnit(String),
    /// No such finding, by fingerprint or row id.
    #[error("there is no finding {0}")]
    NoFinding(String),
    /// No such event.
    #[error("there is no event {0}")]
    NoEvent(i64),
    /// The event is already taken back.
    #[error("event {0} is already taken back")]
    AlreadyUndone(i64),
    /// The query asks a field for something it cannot answer.
    #[error("the filter cannot be asked of this field: {0}")]
    BadQuery(String),
    /// The statement was stopped because a newer question came.
    #[error("stopped")]
    Interrupted,
    /// Reading or writing a file beside the database failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Anything else SQLite says.
    #[error(transparent)]
    Sql(rusqlite::Error),
}

impl StoreError {
    /// A fault of the database at `path`.
    pub fn new(path: &Path, fault: Fault) -> Self {
        Self {
            path: path.to_owned(),
            fault,
        }
    }

    /// The same, with the database named where it was not known before.
    pub(super) fn at(mut self, path: &Path) -> Self {
        if self.path.as_os_str().is_empty() {
            self.path = path.to_owned();
        }
        self
    }

    /// Whether the statement was only stopped for a newer question.
    pub const fn is_interrupted(&self) -> bool {
        matches!(self.fault, Fault::Interrupted)
    }

    /// Whether a statement names an index that is not there.
    pub(super) fn misses_an_index(&self) -> bool {
        let Fault::Sql(error) = &self.fault else {
            return false;
        };
        let said = match error {
            rusqlite::Error::SqliteFailure(_, said) => said.as_deref().unwrap_or_default(),
            rusqlite::Error::SqlInputError { msg, .. } => msg,
            _ => return false,
        };
        said.starts_with("no such index")
    }

    /// Key of the sentence in the message catalogue.
    pub const fn key(&self) -> &'static str {
        match self.fault {
            Fault::Missing => "store-missing",
            Fault::NotADatabase => "store-not-a-database",
            Fault::OtherProgram { .. } => "store-other-program",
            Fault::Newer { .. } => "store-newer",
            Fault::Older { .. } => "store-older",
            Fault::Unreleased { .. } => "store-unreleased",
            Fault::Locked => "store-locked",
            Fault::Full => "store-full",
            Fault::ReadOnly => "store-read-only",
            Fault::NoPermission => "store-no-permission",
            Fault::Corrupt(_) => "store-corrupt",
            Fault::TooMany => "store-too-many",
            Fault::ReasonNeeded => "store-reason-needed",
            Fault::TextNeeded => "store-text-needed",
            Fault::WrongSubject => "store-wrong-subject",
            Fault::OwnVerdict => "store-own-verdict",
            Fault::NotDecided => "store-not-decided",
            Fault::Disputed => "store-disputed",
            Fault::NoReport(_) => "store-no-report",
            Fault::NoUnit(_) => "store-no-unit",
            Fault::NoFinding(_) => "store-no-finding",
            Fault::NoEvent(_) => "store-no-event",
            Fault::AlreadyUndone(_) => "store-already-undone",
            Fault::BadQuery(_) => "store-bad-query",
            Fault::Interrupted => "store-interrupted",
            Fault::Io(_) | Fault::Sql(_) => "store-other",
        }
    }

    /// The sentence for the user: what happened, to which file, and the next step.
    pub fn sentence(&self, catalogue: &Catalogue) -> String {
        let mut values = vec![("file", self.path.display().to_string())];
        match &self.fault {
            Fault::OtherProgram { application } => {
                values.push(("application", format!("{application:#010x}")));
            }
            Fault::Newer { found, known } | Fault::Older { found, known } => {
                values.push(("found", found.to_string()));
                values.push(("known", known.to_string()));
            }
            Fault::Unreleased { found } => values.push(("found", found.to_string())),
            Fault::Corrupt(detail) => values.push(("detail", detail.clone())),
            Fault::NoReport(id) | Fault::NoEvent(id) | Fault::AlreadyUndone(id) => {
                values.push(("id", id.to_string()));
            }
            Fault::NoUnit(id) | Fault::NoFinding(id) => values.push(("id", id.clone())),
            Fault::BadQuery(field) => values.push(("field", field.clone())),
            Fault::Io(error) => values.push(("detail", error.to_string())),
            Fault::Sql(error) => values.push(("detail", error.to_string())),
            _ => {}
        }
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        catalogue.fill(self.key(), &values)
    }
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> Self {
        Self {
            path: PathBuf::new(),
            fault,
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        Fault::from(error).into()
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let fault = match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Fault::NotADatabase,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Fault::Locked,
            Some(ErrorCode::DiskFull) => Fault::Full,
            Some(ErrorCode::ReadOnly) => Fault::ReadOnly,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Fault::NoPermission,
            Some(ErrorCode::DatabaseCorrupt) => Fault::Corrupt(error.to_string()),
            Some(ErrorCode::OperationInterrupted) => Fault::Interrupted,
            _ => Fault::Sql(error),
        };
        fault.into()
    }
}
