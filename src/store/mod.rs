//! The only room that speaks SQL: one SQLite file with reports, findings and the auditors' events.
//!
//! Invariants: decimals are INTEGER millionths (amounts of 万元), where they are
//! whole numbers of them, and never rounded; what an auditor wrote is only
//! ever appended; read-only is enforced by the connection; a file is stored as a whole or not at
//! all. The schema is `schema.sql` at the top of the project.

mod alike;
mod answers;
mod batches;
mod bits;
mod bulk;
mod compile;
mod content;
mod derive;
mod detail;
mod drafts;
mod error;
mod events;
mod facets;
mod files;
mod findings;
mod first;
mod history;
mod import;
mod imports;
mod lists;
mod load;
mod marked;
mod matrix;
mod micro;
mod migrate;
mod mutes;
mod open;
mod overview;
mod peers;
#[cfg(test)]
mod plans;
mod prepared;
mod rollup;
mod save;
mod search;
mod sieve;
mod standing;
mod task;
mod trace;
mod types;
mod verify;
mod views;

pub use alike::alike_to;
pub use bits::Bits;
pub use error::{Fault, Result, StoreError};
pub use events::hex;
pub use import::Import;
pub use matrix::{Matrix, MatrixCell};
pub use open::{Interrupter, Reader, Writer};
pub use overview::{Bin, Overview, RATE_BINS, SCORE_BINS, Share, percent};
pub use prepared::Prepared;
pub use search::scan;
pub use types::*;
