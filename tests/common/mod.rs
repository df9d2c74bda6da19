//! What several test programs need.

pub mod database;
pub mod pty;
