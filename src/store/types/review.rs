//! What auditors do: verdicts, reviews, notes, assignments, and the events that say so.

use jiff::Timestamp;
use jiff::civil::Date;

use super::report::ReportId;
use crate::rules::Place;

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
    /// 已屏蔽: nobody has decided, and the rule is muted for the unit. Follows from a mute; cannot
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
