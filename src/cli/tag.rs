//! `shenyue tag REPORT TAG`: puts a tag on a report, or takes it off.

use super::context::Context;
use super::{Exit, Failure};
use crate::rules::Place;
use crate::store::{Action, NewEvent, ReportId, Subject};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    report: i64,
    tag: String,
    #[arg(long)]
    remove: bool,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let tag = arguments.tag.trim().to_owned();
    let event = NewEvent {
        by: context.by()?,
        subject: Subject::Report(ReportId(arguments.report), Place::Form),
        action: if arguments.remove {
            Action::Untag(tag)
        } else {
            Action::Tag(tag)
        },
    };
    let id = context.writer()?.append(&event)?;
    context.saved(id)
}
