//! `shenyue assign REPORT|FINDING [NAME]`: gives a form or a finding to somebody to look at; without a
//! name, to nobody any more.

use super::context::Context;
use super::{Exit, Failure, subject};
use crate::store::{Action, NewEvent};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    subject: String,
    name: Option<String>,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let event = NewEvent {
        by: context.by()?,
        subject: subject::subject(&arguments.subject, None, context)?,
        action: Action::Assign(arguments.name.clone().unwrap_or_default()),
    };
    let id = context.writer()?.append(&event)?;
    context.saved(id)
}
