//! The filter language: one for desk, command line, saved views and exports.
//!
//! ```text
//! 保洁 unit:颛桥 年度：2024 score>=95 -status:dismissed (severity:error,warning or is:mismatch)
//! ```
//!
//! Text → typed tree. What a field means in SQL is the store's business; what it is called, in
//! Chinese and in English, and what can be compared with it is said here. `docs/filter.md`
//! describes the language for those who type it.
//!
//! Invariants: nothing here panics, whatever is typed; `parse(to_text(q)) == q` for every tree
//! built by [`parse`] or by [`Query::and`], [`Query::or`] and [`Query::negate`]; spans count
//! `char`s of the text as typed.

mod complete;
mod day;
mod error;
mod hits;
mod initials;
mod names;
mod nearest;
mod number;
mod parse;
mod print;
mod scan;
#[cfg(test)]
mod tests;
mod tree;

pub use complete::{Completion, Help, Slot, complete, slot};
pub use day::day_from;
pub use error::QueryError;
pub use hits::hits;
pub use initials::{has_initials, initials, pairs};
pub use names::{Choice, FIELDS, FieldInfo, Kind, RuleName, Unit};
pub use nearest::nearest;
pub use parse::{Known, MAX_CHARS, MAX_DEPTH, names_views, parse, parse_known, parse_with};
pub use print::{to_text, to_words};
pub use tree::{Field, Op, Query, Test};
