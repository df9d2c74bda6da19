//! What an experienced reviewer distrusts, as checkable rules.
//!
//! One file a rule in `catalogue/`: id, names, severity, basis, explanation, parameters, check,
//! and the cases that pin it. A check never prints: it answers with evidence (the cells it used,
//! the numbers it computed), and the sentence is rendered from that in either language.
//!
//! Invariants: an `error` is provable from the form alone; a finding's identity (see
//! [`Finding::fingerprint`]) depends on the rule, the form's natural key, the place and the values
//! it rests on, never on a row id or a file name.

mod catalogue;
mod cell;
mod day;
mod digest;
mod engine;
mod exact;
mod finding;
pub mod narrative;
mod outcome;
mod place;
pub mod reason;
mod rule;
pub mod scoring;
mod settings;
mod subject;
#[cfg(test)]
mod testing;
mod text;
mod texts;

pub use catalogue::{all, find};
pub use cell::cell;
pub use digest::{
    Digest, Likes, Near, Peer, Position, RowDigest, Signatures, Standing, Twin, digest, likeness,
    signature, sketch, twins,
};
pub use engine::{
    BatchChecked, Checked, Examined, Member, UnitYear, all_full, check, check_batch, check_pair,
    check_peers, examine, is_mismatch, marked_text, sentence, unanswered,
};
pub use exact::{agrees, is_below, is_percent, is_rounded, is_within, order, percent};
pub use finding::{Fact, Finding, Mark, Severity};
pub use outcome::{Answer, Answers, BatchHit, BatchOutcome, Hit, Outcome};
pub use place::{FieldName, Place};
pub use rule::{
    Basis, BatchCheck, Check, Group, Message, PairCheck, PeersCheck, ReportCheck, Rule, Status,
    Tier,
};
pub use scoring::{Direction, comparable, direction, is_met};
pub use settings::{DEFAULTS, Lexicon, Settings, Values, default_of};
pub use subject::{Amounts, Row, Subject, Sums};
pub use text::{char_span, folded, holds, is_letter};
pub use texts::Texts;
