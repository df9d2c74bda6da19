//! `shenyue [DB]`: opens the desk.

use super::context::Context;
use super::{Exit, Failure};
use crate::app::{self, AppError, Ending, Options};

pub fn run(context: &Context) -> Result<Exit, Failure> {
    let options = Options {
        db: context.database()?,
        lang: context.lang(),
        // Who only looks needs no name.
        by: context.by().or_else(|failure| {
            if context.read_only() {
                Ok(String::new())
            } else {
                Err(failure)
            }
        })?,
        read_only: context.read_only(),
        no_color: false,
    };
    match app::run(&options) {
        Ok(Ending::Left | Ending::HungUp) => Ok(Exit::Done),
        Ok(Ending::Interrupted) => Ok(Exit::Interrupted),
        Err(AppError::Store(error)) => Err(Failure::Store(error)),
        Err(error @ AppError::NoTerminal(_)) => Err(Failure::Usage(error.sentence(&context.words))),
        Err(error) => {
            context.say(&error.sentence(&context.words));
            Ok(Exit::Database)
        }
    }
}
