//! The desk as lines of text (`--plain`): for screen readers, for terminals that cannot move the
//! cursor, and for pipes. A prompt, a line typed, an answer; the desk's words, filter and store.
//!
//! Invariants: nothing moves the cursor or colours anything, and whatever came from a form is made
//! visible by `voice::Voice`, the only way out; an answer comes a page at a time and says how
//! much is left; every line of a note is on the disk as a draft before the next is asked for;
//! "saved" is said only after the store said so.

mod commands;
mod findings;
mod form;
mod imports;
mod log;
mod matrix;
mod notes;
mod overview;
mod reports;
mod revisions;
mod session;
mod undo;
mod verdicts;
mod views;
mod voice;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use session::Session;

use crate::locales::Lang;
use crate::store::StoreError;

/// How the desk is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The database; it has to be there.
    pub db: PathBuf,
    /// Language of the answers; commands are understood in both.
    pub lang: Lang,
    /// Who sits at the desk.
    pub by: String,
    /// Nothing is written: no connection that could is opened.
    pub read_only: bool,
    /// The command of the user's editor and the folder for its files; `None` where nobody sits at a
    /// terminal.
    pub editor: Option<(String, PathBuf)>,
}

/// The desk could not be opened, or nobody is there any more.
#[derive(Debug, thiserror::Error)]
pub enum PlainError {
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nothing can be read or written any more.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Answers line by line until told to quit or the input ends.
///
/// # Errors
/// The database cannot be opened, or input or output fail.
pub fn run(
    options: &Options,
    mut input: impl BufRead,
    output: &mut dyn Write,
) -> Result<(), PlainError> {
    let mut session = Session::open(options, output)?;
    session.greet();
    let mut line = Vec::new();
    loop {
        session.answer()?;
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            session.input_ended();
            break;
        }
        if session.hear(&line) == session::Flow::Leave {
            break;
        }
    }
    session.leave()?;
    Ok(())
}
