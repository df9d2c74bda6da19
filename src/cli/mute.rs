//! `shenyue mute RULE --unit UNIT --reason TEXT`: a rule falls silent for a unit, or speaks again.

use super::context::Context;
use super::explain::named_rule;
use super::shape::Format;
use super::{Exit, Failure};
use crate::export::{self, Align, Column, Value, names};
use crate::store::{Action, NewEvent, Subject};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(requires = "unit")]
    rule: Option<String>,
    #[arg(long, requires = "rule")]
    unit: Option<String>,
    #[arg(long, default_value = "", hide_default_value = true, requires = "rule")]
    reason: String,
    #[arg(long, requires = "rule")]
    remove: bool,
    #[arg(long, value_enum, default_value_t, conflicts_with = "rule")]
    format: Format,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let (Some(rule), Some(unit)) = (&arguments.rule, &arguments.unit) else {
        return list(arguments.format, context);
    };
    let rule = named_rule(rule, &context.words)?;
    let reason = arguments.reason.trim().to_owned();
    let event = NewEvent {
        by: context.by()?,
        subject: Subject::Rule {
            rule: rule.id.to_owned(),
            unit: unit.clone(),
        },
        action: if arguments.remove {
            Action::Unmute(reason)
        } else {
            Action::Mute(reason)
        },
    };
    let id = context.writer()?.append(&event)?;
    context.saved(id)
}

fn list(format: Format, context: &mut Context) -> Result<Exit, Failure> {
    let mutes = context.reader()?.mutes()?;
    let words = &context.words;
    let column = |key| Column::new(key, words.text(&format!("head-{key}")), Align::Left);
    let number = |key, head| Column::new(key, words.text(head), Align::Right);
    let columns = [
        number("event", "head-event"),
        column("rule"),
        column("unit"),
        number("findings", "head-findings"),
        column("reason"),
        column("by"),
        column("at").whole(),
    ];
    let shape = format.shape(context);
    let mut list = export::list(shape, &columns, &mut context.out)?;
    for mute in mutes {
        list.row(&[
            Value::Whole(mute.event.0),
            names::rule(&mute.rule, &context.words),
            Value::text(&mute.unit),
            Value::count(mute.findings),
            Value::text(&mute.reason),
            Value::text(&mute.by),
            names::time(mute.at),
        ])?;
    }
    let left = list.finish()?;
    context.tell_left_out(&left)?;
    Ok(Exit::Done)
}
