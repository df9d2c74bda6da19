//! What an experienced reviewer distrusts, as checkable rules.
//!
//! One file a rule in `catalogue/`: id, names, severity, basis, explanation, parameters, check,
//! and the cases that pin it. A check never prints: it answers with evidence (the cells it used,
//! the numbers it computed), and the sentence is rendered from that in either language.
//!
//! Invariants: an `error` is provable from the form alone; a finding's identity (see
//! [`Finding::fingerprint`]) depends on the rule, the form's natural key, the place and the values
//! it rests on, never on a row id or a file name.

mod finding;
mod place;

pub use finding::{Fact, Finding, Mark, Severity};
pub use place::{FieldName, Place};
