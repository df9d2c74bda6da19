//! News of long work outside the desk: an import, a file being written, the user's editor.

use std::time::Duration;

use crate::intake::Stage;
use crate::query::Query;
use crate::store::ImportId;

/// What happens to an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportNews {
    /// It is remembered under this number.
    Begun(ImportId),
    /// It is so far.
    Progress(Progress),
    /// It has ended, of itself or because it was asked to: one sentence in the desk's language.
    Ended(String),
    /// It broke off: what went wrong, in one sentence.
    Failed(String),
}

/// What happens to a text in the user's editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditorNews {
    /// It was saved there; the editor is still open.
    Saved(String),
    /// The editor has ended.
    Ended {
        /// The text, unless it could not be read.
        text: Option<String>,
        /// What went wrong, in one sentence of the desk's language.
        trouble: Option<String>,
    },
}

/// What is to be written where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOrder {
    /// The path, as it was typed.
    pub to: String,
    /// Which findings or forms.
    pub query: Query,
    /// The same in the filter language.
    pub scope: String,
    /// A list is one of forms.
    pub forms: bool,
    /// A file that is there goes.
    pub overwrite: bool,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportNews {
    /// So much of so much is done.
    Progress {
        /// What is done.
        done: usize,
        /// What there is.
        all: usize,
    },
    /// The file is written: one sentence in the desk's language.
    Done(String),
    /// It was stopped, and nothing is left of it: the same in a sentence.
    Stopped(String),
    /// There is such a file already.
    Exists(ExportOrder),
    /// Nothing was written: why, in one sentence.
    Failed(String),
}

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// Things that are done with.
    pub done: u64,
    /// Things there are; 0 while they are not counted.
    pub all: u64,
    /// The one in hand.
    pub path: String,
    /// Since the files, or what is done behind them, were begun.
    pub spent: Duration,
    /// All files are stored, and this is being done; `done` and `all` count what is done there.
    pub stage: Option<Stage>,
}
