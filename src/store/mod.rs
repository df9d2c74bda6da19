//! The only room that speaks SQL: one SQLite file with reports, findings and the auditors' events.
//!
//! Invariants: decimals are INTEGER millionths (amounts of 万元); what an auditor wrote is only
//! ever appended; read-only is enforced by the connection; a file is stored as a whole or not at
//! all.

mod types;

pub use types::*;
