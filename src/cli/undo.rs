//! `shenyue undo [EVENT]`: takes back an event of the log, or what one did last. The event stays in
//! the log, and so does its taking back. `shenyue redo [EVENT]` takes back an undo.

use super::context::Context;
use super::{Exit, Failure};
use crate::rules::Place;
use crate::store::{Action, EventId, NewEvent, ReportId, Subject};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    event: Option<i64>,
}

/// Takes back an event, or all of the last act.
pub fn undo(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    run(arguments, context, false)
}

/// Takes back an undo, or all undos of the last taking back.
pub fn redo(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    run(arguments, context, true)
}

fn run(arguments: &Arguments, context: &mut Context, again: bool) -> Result<Exit, Failure> {
    let by = context.by()?;
    let mut writer = context.writer()?;
    let targets = match arguments.event {
        Some(event) => vec![EventId(event)],
        None => {
            let act = context.reader()?.last_act(&by, again)?;
            act.iter().map(|event| event.id).collect()
        }
    };
    let events: Vec<NewEvent> = targets
        .into_iter()
        .map(|target| NewEvent {
            by: by.clone(),
            // The store takes the subject from the event that is taken back.
            subject: Subject::Report(ReportId(0), Place::Form),
            action: Action::Undo(target),
        })
        .collect();
    let written = writer.append_all(&events)?;
    match written.last() {
        Some(last) => context.saved(*last),
        None => {
            let key = if again {
                "cli-nothing-to-redo"
            } else {
                "cli-nothing-to-undo"
            };
            Err(Failure::Usage(context.words.text(key)))
        }
    }
}
