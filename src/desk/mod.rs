//! The desk an auditor sits at: a model, `update` and `view`. No I/O, no SQL, no terminal bytes.
//!
//! ```text
//! message ──update──▶ model ──view──▶ frame
//!            └──────▶ effects (questions to the store, events to append, …)
//! ```
//!
//! Invariants: `update` never waits; a stale answer never reaches a screen; what an auditor typed
//! is never lost by a key, an error or a hang-up; "saved" is said only after the store said so;
//! keys, help line and help page come from one table of actions.

pub mod actions;
mod config;
mod filter;
mod key;
mod message;
mod model;
mod news;
mod pointer;
mod screens;
mod session;
mod theme;
mod update;
mod view;
mod widgets;
mod window;
mod words;

pub use config::Config;
pub use filter::{Filter, Mistake};
pub use key::Key;
pub use message::{Answer, Ask, Effect, Message, Reply, Request, Slot};
pub use model::{Model, Setup};
pub use news::{EditorNews, ExportNews, ExportOrder, ImportNews, Progress};
pub use screens::{changed, origin};
pub use words::{Words, count, maybe};

use ratatui::Frame;

/// Takes in one message and says what is to be done outside.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    model.take(message)
}

/// Draws the desk as it stands.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    model.draw(frame);
}
