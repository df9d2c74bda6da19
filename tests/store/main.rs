//! The store, through its doors.

mod common;
mod import;
