//! `shenyue --plain [DB]`: the desk as lines of text.

use std::io::{IsTerminal as _, stdin, stdout};

use super::context::Context;
use super::{Exit, Failure};
use crate::plain::{self, PlainError};
use crate::terminal;

pub fn run(context: &Context) -> Result<Exit, Failure> {
    // From a pipe nobody could be asked.
    let editor = if stdin().is_terminal() {
        let command = terminal::editor(|name| std::env::var(name).ok());
        Some((command, context.state()?.join("notes")))
    } else {
        None
    };
    super::desk::in_small_pages();
    let options = plain::Options {
        db: context.database_to_open()?,
        lang: context.lang(),
        by: context.by_at_the_desk()?,
        read_only: context.read_only(),
        editor,
    };
    match plain::run(&options, stdin().lock(), &mut stdout().lock()) {
        Ok(()) => Ok(Exit::Done),
        Err(PlainError::Store(error)) => Err(error.into()),
        Err(PlainError::Io(error)) => Err(error.into()),
    }
}
