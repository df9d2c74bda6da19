//! One reader a format: bytes → [`super::Grid`].
//!
//! Every reader is a function `read(bytes: &[u8]) -> Result<Grid, ReadError>` in a file of its
//! own. Invariants: a reader ends within the bounds of [`bounds`] whatever the bytes are, and never
//! panics on purpose; text is taken over as a person sees it, nothing is guessed; what cannot be
//! read is a [`ReadError`] or a remark in the grid, never silence.

pub mod bounds;
mod error;

pub use error::{Advice, Bounded, Content, ReadError};
