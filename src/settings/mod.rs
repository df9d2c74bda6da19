//! Settings in TOML: a user's file over defaults that are written as TOML themselves.
//!
//! Invariants: the user's file names only what it changes; a key that does not exist, or a value of
//! the wrong kind, is an error that says in which line and which key was probably meant; numbers
//! keep their digits, since they are handed on as text.

mod fault;
mod nearest;
mod read;
mod written;

pub use fault::Fault;
pub use nearest::nearest;
pub use read::{Given, Open, over};
pub use written::in_force;
