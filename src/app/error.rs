//! What can go wrong around the desk, as sentences.

use std::io;

use crate::locales::Catalogue;
use crate::store::StoreError;

/// The desk could not be opened, or not be left in order.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no terminal, or it cannot be set.
    #[error("no usable terminal: {0}")]
    NoTerminal(#[source] io::Error),
    /// The terminal says of itself that it cannot move the cursor.
    #[error("the terminal cannot move the cursor")]
    Dumb,
    /// The system refused a thread.
    #[error("a thread could not be started: {0}")]
    Thread(#[from] io::Error),
    /// Something written at the end could not be saved; the sentence says why.
    #[error("not saved: {0}")]
    NotSaved(String),
    /// A thread panicked; what it said stands on the screen.
    #[error("a part of the program failed")]
    Broken,
}

impl AppError {
    /// The sentence for the user.
    pub fn sentence(&self, words: &Catalogue) -> String {
        match self {
            Self::Store(error) => error.sentence(words),
            Self::NoTerminal(error) => {
                words.fill("app-no-terminal", &[("error", &error.to_string())])
            }
            Self::Dumb => words.text("app-dumb-terminal"),
            Self::Thread(error) => words.fill("app-thread", &[("error", &error.to_string())]),
            Self::NotSaved(why) => words.fill("app-not-saved", &[("why", why)]),
            Self::Broken => words.text("app-broken"),
        }
    }
}
