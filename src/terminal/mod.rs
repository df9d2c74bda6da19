//! Everything that touches the terminal, and text measured in its columns.
//!
//! Invariants: no other room writes to the terminal or reads from it; text of foreign origin
//! goes through [`text::visible`] before it is shown.

pub mod text;
