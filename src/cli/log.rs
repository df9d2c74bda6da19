//! `shenyue log`: who decided what, when; newest first.

use super::context::Context;
use super::shape::Format;
use super::{Exit, Failure, subject};
use crate::export::{self, events};
use crate::store::{Fault, StoreError, Subject};

/// Events fetched at once.
const WINDOW: usize = 1_000;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[arg(long, value_name = "SUBJECT")]
    about: Option<String>,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let reader = context.reader()?;
    let about = arguments.about.as_deref();
    let about = about
        .map(|typed| subject::subject(typed, None, context))
        .transpose()?;
    if let Some(Subject::Report(id, _)) = about
        && reader.reports(&[id])?.is_empty()
    {
        return Err(StoreError::new(reader.path(), Fault::NoReport(id.0)).into());
    }
    let columns = events::columns(&context.words);
    let shape = arguments.format.shape(context);
    let mut list = export::list(shape, &columns, &mut context.out)?;
    let mut left = arguments.limit.unwrap_or(usize::MAX);
    if let Some(about) = &about {
        for event in reader.history(about)?.iter().rev().take(left) {
            list.row(&events::values(event, &context.words))?;
        }
        let left = list.finish()?;
        context.tell_left_out(&left)?;
        return Ok(Exit::Done);
    }
    let mut before = None;
    while left > 0 {
        let window = reader.events(left.min(WINDOW), before)?;
        let Some(last) = window.last() else { break };
        before = Some(last.id);
        left = left.saturating_sub(window.len());
        for event in &window {
            list.row(&events::values(event, &context.words))?;
        }
    }
    let left = list.finish()?;
    context.tell_left_out(&left)?;
    Ok(Exit::Done)
}
