//! From the bytes of a file to reports.
//!
//! ```text
//! bytes ──reader──▶ Grid ──recogniser──▶ Report
//! ```
//!
//! One reader a format (`readers/`), each yielding the same [`Grid`]; one recogniser for all
//! layouts, so that a new format never touches the recogniser and a new layout never touches a
//! reader. The recogniser goes by labels and structure, never by position, file name or one
//! place's wording. Nothing is guessed: a value that was not read with certainty is a
//! [`crate::form::Gap`], and nothing is dropped in silence.

pub mod encoding;
mod grid;
mod open;
pub mod readers;
mod recognise;

pub use grid::{Cell, End, Grid, PartKind, Row, Table};
pub use open::{read, weight};
pub use readers::ReadError;
pub use recognise::{HIDDEN_SHEET, Recognised, Refused, Skipped, recognise};
