//! Everything that touches the terminal, and text measured in its columns.
//!
//! Invariants: no other room writes to the terminal or reads from it; text of foreign origin
//! goes through [`text::visible`] before it is shown; a frame is one piece of bytes, empty when
//! nothing changed.

mod clipboard;
mod colour;
mod editor;
mod grid;
mod guard;
mod input;
mod output;
mod painter;
mod pen;
mod screen;
mod scroll;
mod signals;
pub mod text;

pub use clipboard::{Between, clipboard};
pub use colour::Colours;
pub use editor::{Edited, Editor, Trouble, editor};
pub use guard::{Guard, is_dumb, mouse, restore, size, tty};
pub use input::{Event, Gate, input};
pub use output::Output;
pub use screen::Screen;
pub use signals::{Signal, can_stop, signals, stop};
