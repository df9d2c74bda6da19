//! `shenyue [DB]`: the desk.

use std::path::Path;

use super::context::{Context, shown};
use super::{Exit, Failure};
use crate::app::{self, AppError, Ending};

pub fn run(context: &Context) -> Result<Exit, Failure> {
    let db = context.database()?;
    if looks_like_a_command(&db) {
        let argument = shown(&db);
        let message = context
            .words
            .fill("usage-unknown", &[("argument", &argument)]);
        return Err(Failure::Usage(message));
    }
    let by = if context.read_only() {
        context.by().unwrap_or_default()
    } else {
        context.by()?
    };
    let options = app::Options {
        db,
        lang: context.lang(),
        by,
        read_only: context.read_only(),
        no_color: false,
    };
    match app::run(&options) {
        Ok(Ending::Left | Ending::HungUp) => Ok(Exit::Done),
        Ok(Ending::Interrupted) => Ok(Exit::Interrupted),
        Err(AppError::Store(error)) => Err(error.into()),
        Err(error @ AppError::NoTerminal(_)) => Err(Failure::Usage(error.sentence(&context.words))),
        Err(error) => {
            context.say(&error.sentence(&context.words));
            Ok(Exit::Database)
        }
    }
}

/// A database is rarely called by a bare word; a mistyped command always is.
fn looks_like_a_command(db: &Path) -> bool {
    db.extension().is_none() && db.components().count() == 1 && !db.exists()
}
