//! Everything that touches the terminal, and text measured in its columns.
//!
//! Invariants: no other room writes to the terminal or reads from it; text of foreign origin
//! goes through [`text::visible`] before it is shown; a frame is one piece of bytes, empty when
//! nothing changed.

mod colour;
mod grid;
mod painter;
mod pen;
mod screen;
mod scroll;
pub mod text;

pub use colour::Colours;
pub use screen::Screen;
