//! `shenyue due REPORT|FINDING [DAY]`: sets the day a form or a finding is to be looked at again;
//! without a day, takes it off.

use jiff::civil::Date;

use super::context::Context;
use super::{Exit, Failure, subject};
use crate::store::{Action, NewEvent};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    subject: String,
    day: Option<Date>,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let event = NewEvent {
        by: context.by()?,
        subject: subject::subject(&arguments.subject, None, context)?,
        action: Action::FollowUp(arguments.day),
    };
    let id = context.writer()?.append(&event)?;
    context.saved(id)
}
