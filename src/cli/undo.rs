//! `shenyue undo EVENT`: takes back an event of the log. The event stays in the log, and so does
//! its taking back.

use super::context::Context;
use super::{Exit, Failure};
use crate::rules::Place;
use crate::store::{Action, EventId, NewEvent, ReportId, Subject};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    event: i64,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let event = NewEvent {
        by: context.by()?,
        // The store takes the subject from the event that is taken back.
        subject: Subject::Report(ReportId(0), Place::Form),
        action: Action::Undo(EventId(arguments.event)),
    };
    let id = context.writer()?.append(&event)?;
    context.saved(id)
}
