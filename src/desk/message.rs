//! What reaches the desk (messages) and what it wants done (effects). All I/O stands behind these.
//!
//! Invariants: a request carries a generation and belongs to a slot; the newest request of a slot
//! makes the older ones of that slot worthless, so whoever runs them may interrupt and drop the
//! older, and the desk drops answers that are not of the newest generation.

use super::Key;
use super::news::{EditorNews, ExportNews, ExportOrder, ImportNews};
use crate::intake::Completion;
use crate::query::{Field, Query};
use crate::rules::Severity;
use crate::store::{
    Draft, EventId, EventRow, Fate, FindingId, FindingRow, ImportFileRow, ImportId, ImportRow,
    Matrix, NewEvent, Overview, ReportDetail, ReportId, ReportRow, Rollup, RollupRow, RuleCount,
    Sort, Subject, Totals, View,
};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The desk was opened: the first message, once.
    Started,
    /// A key was pressed.
    Key(Key),
    /// The wheel of the mouse was turned: down, or up.
    Wheel(bool),
    /// There was a click on this column and line.
    Click(u16, u16),
    /// Text was pasted (bracketed paste), as it came.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// A request was answered, or one part of its answer came.
    Answer(Answer),
    /// A request could not be answered.
    Failed {
        /// The slot of the request.
        slot: Slot,
        /// Its generation.
        generation: u64,
        /// What went wrong: one sentence in the desk's language.
        sentence: String,
    },
    /// Somebody (this desk included) has committed to the database.
    Changed,
    /// The events of that ticket are committed and fsynced.
    Saved {
        /// The number [`Effect::Append`] carried.
        ticket: u64,
        /// Their positions in the log.
        events: Vec<EventId>,
    },
    /// The events of that ticket could not be saved, none of them.
    NotSaved {
        /// The number [`Effect::Append`] carried.
        ticket: u64,
        /// What went wrong: one sentence in the desk's language.
        sentence: String,
    },
    /// Something happened to the import this desk has begun.
    Import(ImportNews),
    /// Something happened to the text that was given to the user's editor.
    Editor(EditorNews),
    /// Something became of a file that was to be written.
    Export(ExportNews),
    /// A sentence to show for a while (`sent to the clipboard`, …).
    Notice(String),
    /// No key came for about a second (sent once a pause): time to save drafts.
    Idle,
    /// The terminal is gone or the process is asked to end.
    HangUp,
}

/// Something to be done outside the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask the store.
    Ask(Request),
    /// Append these events, in this order; answered by `Saved` or `NotSaved`.
    Append {
        /// Comes back with the answer.
        ticket: u64,
        /// What is to be written.
        events: Vec<NewEvent>,
    },
    /// Keep the text of a note that is not saved yet; an empty text forgets it.
    SaveDraft(Draft),
    /// Keep a filter under its name.
    SaveView(View),
    /// Forget a filter of that name.
    RemoveView {
        /// Whose.
        by: String,
        /// Its name.
        name: String,
    },
    /// Keep where the desk stands, as the desk writes it.
    SaveSession(String),
    /// Import what stands at this path, as it was typed, on a thread of its own; told by
    /// `Message::Import`.
    Import(String),
    /// The import that runs is to finish the file in hand and end.
    StopImport,
    /// Write a file; told by `Message::Export`.
    Export(ExportOrder),
    /// Give up the file that is being written.
    StopExport,
    /// Have the user's own editor work on this text; told by `Message::Editor`.
    Edit(String),
    /// Send text to the clipboard of the user's terminal.
    Copy(String),
    /// Have the terminal report the mouse, or not any more.
    Mouse(bool),
    /// Leave.
    Quit,
}

/// A question to the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Counts up within the slot; comes back with the answer.
    pub generation: u64,
    /// What is asked.
    pub ask: Ask,
}

impl Request {
    /// Where the answer goes.
    pub const fn slot(&self) -> Slot {
        self.ask.slot()
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Ids of the reports a filter finds: answered by [`Reply::FirstReports`] at once and by
    /// [`Reply::Reports`] when all are known (the latter alone will do when it is as fast).
    Reports {
        /// Which.
        query: Query,
        /// In which order.
        sort: Sort,
        /// How many make the first page.
        first: usize,
    },
    /// Where in the list to go: [`Reply::Found`].
    Find {
        /// Which reports.
        query: Query,
        /// In which order.
        sort: Sort,
        /// At most so many.
        most: usize,
    },
    /// Lines of these reports: [`Reply::ReportRows`], in this order; ids that are gone are left out.
    ReportRows(Vec<ReportId>),
    /// Ids of findings: [`Reply::FirstFindings`], then [`Reply::Findings`].
    Findings {
        /// Which.
        query: Query,
        /// How many make the first page.
        first: usize,
    },
    /// These findings: [`Reply::FindingRows`].
    FindingRows(Vec<FindingId>),
    /// What marked findings are known by: [`Reply::Fingerprints`].
    Fingerprints(Vec<FindingId>),
    /// The findings of these reports that nobody has decided: [`Reply::Undecided`].
    Undecided(Vec<ReportId>),
    /// A report in full: [`Reply::Report`].
    Report {
        /// Which.
        id: ReportId,
        /// An older revision; `None` for the current one.
        revision: Option<u32>,
    },
    /// Findings rolled up: [`Reply::Rollup`].
    Rollup {
        /// Which findings.
        query: Query,
        /// By what.
        by: Rollup,
    },
    /// How often each rule hit, in reports: [`Reply::RuleCounts`].
    RuleCounts,
    /// How the reports a filter finds are spread: [`Reply::Overview`].
    Overview(Query),
    /// How much a filter finds: [`Reply::Count`].
    Count(Query),
    /// How much is left of what is being decided one after the other: [`Reply::Left`].
    Left(Query),
    /// The latest events, newest first: [`Reply::Events`].
    Events {
        /// At most this many.
        limit: usize,
        /// Only those before this one.
        before: Option<EventId>,
    },
    /// Past imports, newest first: [`Reply::Imports`].
    Imports {
        /// At most this many.
        limit: usize,
        /// Only those before this one.
        before: Option<ImportId>,
    },
    /// Numbers of the files of an import: [`Reply::ImportFiles`].
    ImportFiles {
        /// Which import.
        import: ImportId,
        /// Only those that met one of these; empty for all.
        fates: Vec<Fate>,
    },
    /// These files of an import: [`Reply::ImportFileRows`].
    ImportFileRows {
        /// Which import.
        import: ImportId,
        /// Which files.
        numbers: Vec<u32>,
    },
    /// What a path that is being typed could become: [`Reply::Paths`].
    Paths(String),
    /// Values of a field with counts: [`Reply::Facets`].
    Facets(Field),
    /// Findings by unit and rule: [`Reply::Matrix`].
    Matrix(Query),
    /// Names of the auditors: [`Reply::Auditors`].
    Auditors,
    /// What the user could take back, or do again: [`Reply::LastAct`].
    LastAct {
        /// Whose.
        by: String,
        /// To be done again.
        again: bool,
    },
    /// All events about something: [`Reply::History`].
    History(Subject),
    /// The same project in all years: [`Reply::Years`].
    Years(ReportId),
    /// Another revision of the form, to be compared: [`Reply::Compared`].
    Compare {
        /// Which form.
        id: ReportId,
        /// Which revision.
        revision: u32,
    },
    /// Filters kept under a name: [`Reply::Views`].
    Views {
        /// Whose come first.
        by: String,
    },
    /// Drafts of the user: [`Reply::Drafts`].
    Drafts {
        /// Whose.
        by: String,
    },
}

impl Ask {
    /// The slot of this question.
    pub const fn slot(&self) -> Slot {
        match self {
            Self::Reports { .. } => Slot::Reports,
            Self::Find { .. } => Slot::Find,
            Self::ReportRows(_) => Slot::ReportRows,
            Self::Findings { .. } => Slot::Findings,
            Self::FindingRows(_) => Slot::FindingRows,
            Self::Fingerprints(_) | Self::Undecided(_) => Slot::Marked,
            Self::Report { .. } => Slot::Report,
            Self::Rollup { .. } => Slot::Rollup,
            Self::Left(_) => Slot::Left,
            Self::RuleCounts => Slot::RuleCounts,
            Self::Overview(_) => Slot::Overview,
            Self::Count(_) => Slot::Count,
            Self::Events { .. } => Slot::Events,
            Self::Imports { .. } => Slot::Imports,
            Self::ImportFiles { .. } => Slot::ImportFiles,
            Self::ImportFileRows { .. } => Slot::ImportFileRows,
            Self::Paths(_) => Slot::Paths,
            Self::Facets(Field::Unit) => Slot::Units,
            Self::Facets(_) => Slot::Facets,
            Self::Matrix(_) => Slot::Matrix,
            Self::Auditors => Slot::Auditors,
            Self::LastAct { .. } => Slot::LastAct,
            Self::History(_) => Slot::History,
            Self::Years(_) | Self::Compare { .. } => Slot::Beside,
            Self::Views { .. } => Slot::Views,
            Self::Drafts { .. } => Slot::Drafts,
        }
    }
}

/// Kinds of questions; only the newest of a kind counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Ids of the list.
    Reports,
    /// Where in the list to go.
    Find,
    /// Lines of the list.
    ReportRows,
    /// Ids of findings.
    Findings,
    /// Lines of findings.
    FindingRows,
    /// What stands behind marks.
    Marked,
    /// The form on the detail screen.
    Report,
    /// The roll-up.
    Rollup,
    /// What is left of the findings listed.
    Left,
    /// How often each rule hit.
    RuleCounts,
    /// The overview.
    Overview,
    /// Counts of the current filter, or of the one being typed.
    Count,
    /// The log.
    Events,
    /// Past imports.
    Imports,
    /// Numbers of files of an import.
    ImportFiles,
    /// Files of an import.
    ImportFileRows,
    /// Paths.
    Paths,
    /// Units with counts.
    Units,
    /// Other values with counts.
    Facets,
    /// The matrix.
    Matrix,
    /// Names of the auditors.
    Auditors,
    /// What can be taken back.
    LastAct,
    /// The history of something.
    History,
    /// Forms beside the one on the screen.
    Beside,
    /// Filters kept under a name.
    Views,
    /// Drafts.
    Drafts,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The slot of the request.
    pub slot: Slot,
    /// Its generation.
    pub generation: u64,
    /// What was found.
    pub reply: Reply,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The first page of ids; more will follow as [`Reply::Reports`].
    FirstReports(Vec<ReportId>),
    /// All ids.
    Reports(Vec<ReportId>),
    /// Where to go, in the order of the list.
    Found(Vec<ReportId>),
    /// Lines, in the order asked for.
    ReportRows(Vec<ReportRow>),
    /// The first page of ids; more will follow as [`Reply::Findings`].
    FirstFindings(Vec<FindingId>),
    /// All ids.
    Findings(Vec<FindingId>),
    /// Findings, in the order asked for.
    FindingRows(Vec<FindingRow>),
    /// What findings are known by; those that are gone are left out.
    Fingerprints(Vec<(FindingId, [u8; 16])>),
    /// Findings that nobody has decided, with their severities.
    Undecided(Vec<([u8; 16], Severity)>),
    /// A report in full.
    Report(Box<ReportDetail>),
    /// The roll-up.
    Rollup(Vec<RollupRow>),
    /// How much a filter finds.
    Left(Totals),
    /// How often each rule hit.
    RuleCounts(Vec<RuleCount>),
    /// The overview.
    Overview(Box<Overview>),
    /// Counts.
    Count(Totals),
    /// Events, newest first.
    Events(Vec<EventRow>),
    /// Imports, newest first.
    Imports(Vec<ImportRow>),
    /// Numbers of all files that were asked for.
    ImportFiles(Vec<u32>),
    /// Files, in the order asked for.
    ImportFileRows(Vec<ImportFileRow>),
    /// What a path could become.
    Paths(Completion),
    /// Values with counts.
    Facets(Vec<(String, u64)>),
    /// The matrix.
    Matrix(Matrix),
    /// Names, in order.
    Auditors(Vec<String>),
    /// What can be taken back or done again.
    LastAct {
        /// The events, oldest first; none where there is nothing.
        events: Vec<EventRow>,
        /// They are undos, to be done again.
        again: bool,
    },
    /// Events, oldest first.
    History(Vec<EventRow>),
    /// Forms, the earliest year first.
    Years(Vec<ReportDetail>),
    /// The form as of that revision.
    Compared(Box<ReportDetail>, u32),
    /// Filters kept under a name.
    Views(Vec<View>),
    /// Drafts, newest first, each with the finding it is about, if it is about one.
    Drafts(Vec<(Draft, Option<FindingRow>)>),
}
