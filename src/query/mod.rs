//! The filter language: one for desk, command line, saved views and exports.
//!
//! Text → typed tree. What a field means in SQL is the store's business; what it is called, in
//! Chinese and in English, and what can be compared with it is said here.

mod tree;

pub use tree::{Field, Op, Query, Test};
