//! What the store holds, written for people and for programs.
//!
//! Invariants: a list has one set of columns, and every shape prints from it, so that table, JSON
//! and CSV cannot disagree; keys are a contract, headings are not; exact numbers are printed as
//! text in data, never as floats; no shape ever cuts a value.

mod csv;
pub mod events;
pub mod file;
pub mod findings;
pub mod form;
pub mod form_text;
pub mod imports;
mod json;
mod list;
pub mod names;
mod number;
pub mod overview;
mod page;
pub mod papers;
pub mod reports;
pub mod sarif;
mod scores;
mod table;

pub use json::text as json_text;
pub use list::{Align, Column, ListWriter, Shape, Value, list};
pub use number::grouped;
pub use page::rule_page;
