//! `shenyue note REPORT|FINDING TEXT`: writes a note.

use std::io::Read as _;

use super::context::Context;
use super::{Exit, Failure, subject};
use crate::rules::Place;
use crate::store::{Action, NewEvent};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    subject: String,
    #[arg(required = true)]
    text: Vec<String>,
    #[arg(long)]
    place: Option<Place>,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let mut text = arguments.text.join(" ");
    if text == "-" {
        text.clear();
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| {
                let error = context.words.trouble(&error);
                Failure::Usage(context.words.fill("cli-stdin", &[("error", &error)]))
            })?;
    }
    let event = NewEvent {
        by: context.by()?,
        subject: subject::subject(&arguments.subject, arguments.place, context)?,
        action: Action::Note(text.trim_end().to_owned()),
    };
    let id = context.writer()?.append(&event)?;
    context.saved(id)
}
