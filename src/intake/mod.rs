//! Files in, stored reports out: ties reading, rules and store together.
//!
//! Invariants: one writer, so that files are stored one after the other in the order they were
//! found; a file is stored as a whole or not at all; what happened to every file is told; memory
//! holds a window of files, never all of them.

mod walk;

pub use walk::{Found, Kind, Walk};
