//! The store, through its doors.

mod batches;
mod common;
mod drafts;
mod events;
mod faults;
mod import;
mod imports;
mod lists;
mod mutes;
mod overview;
mod queries;
mod roundtrip;
mod search;
mod teamwork;
