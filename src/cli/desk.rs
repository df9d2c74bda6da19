//! `shenyue [DB]`: the desk.

use super::context::Context;
use super::{Exit, Failure};
use crate::app::{self, AppError, Ending};
use crate::store::Writer;

pub fn run(context: &Context) -> Result<Exit, Failure> {
    in_small_pages();
    let options = app::Options {
        db: context.database_to_open()?,
        lang: context.lang(),
        by: context.by_at_the_desk()?,
        settings: context.settings()?,
        read_only: context.read_only(),
        config: context.config()?,
        state: context.state()?,
    };
    // What keeps the database from being written the desk says itself.
    if !options.read_only
        && let Ok(mut writer) = Writer::open(&options.db)
    {
        context.make_lists(&mut writer)?;
    }
    match app::run(&options) {
        Ok(Ending::Left | Ending::HungUp) => Ok(Exit::Done),
        Ok(Ending::Interrupted) => Ok(Exit::Interrupted),
        Err(AppError::Store(error)) => Err(error.into()),
        Err(error @ (AppError::NoTerminal(_) | AppError::Dumb)) => {
            Err(Failure::Usage(error.sentence(&context.words)))
        }
        Err(error) => {
            context.say(&error.sentence(&context.words));
            Ok(Exit::Database)
        }
    }
}

/// Takes memory in pages of the usual size. The allocator asks for pages of two megabytes: an import fills
/// them and is the faster for it, but of the dozen threads of a desk each would hold some for a few
/// kilobytes, twice as much in all, and a server has a desk for each auditor.
pub(super) fn in_small_pages() {
    // A system that does not let itself be asked gives what it gives.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}
