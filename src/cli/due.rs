//! `shenyue due REPORT|FINDING [DAY]`: sets the day a form or a finding is to be looked at again, as in
//! `2026-12-31`, `12-31`, `明天` or `+7`; without a day, takes it off.

use super::context::Context;
use super::{Exit, Failure, subject};
use crate::export::names;
use crate::query;
use crate::store::{Action, NewEvent};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    subject: String,
    day: Option<String>,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let today = names::today();
    let day = match &arguments.day {
        None => None,
        Some(typed) => {
            let Some(day) = query::day_from(typed, today) else {
                let refused = context.words.fill("cli-not-a-day", &[("text", typed)]);
                return Err(Failure::Usage(refused));
            };
            let seen = context.words.day_seen_from(day, today);
            context.say(&context.words.fill("follow-up-on", &[("day", &seen)]));
            Some(day)
        }
    };
    let event = NewEvent {
        by: context.by()?,
        subject: subject::subject(&arguments.subject, None, context)?,
        action: Action::FollowUp(day),
    };
    let id = context.writer()?.append(&event)?;
    context.saved(id)
}
