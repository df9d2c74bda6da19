//! Files in, stored reports out: ties reading, rules and store together.
//!
//! ```text
//! Walk ──window──▶ reading (all cores: read, recognise, per-report rules) ──▶ store (one writer)
//!                                                             then: rules over units and years
//! ```
//!
//! Invariants: files are stored one after the other in the order they were found, each as a whole
//! or not at all; what happened to every file is told; memory holds a window of files, never all
//! of them.

mod alike;
mod batches;
mod complete;
mod import;
mod outcome;
mod peers;
mod prepare;
mod reading;
mod recheck;
mod said;
mod walk;

pub use complete::{Completion, Kind as PathKind, Offered, complete, expand};
pub use import::import;
pub use outcome::{FileOutcome, LeftOut, Outcome, Readings, Refusal, Stage, Summary, Watch};
pub use recheck::{Checked, recheck};
pub use walk::{Found, Kind, Walk};
