//! `shenyue review FINDING approved|returned`: what a second person says of a verdict.

use clap::ValueEnum;

use super::context::Context;
use super::{Exit, Failure, subject};
use crate::store::{Action, NewEvent, SecondReview, Subject};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    finding: String,
    #[arg(value_enum)]
    review: Opinion,
    #[arg(long, default_value = "", hide_default_value = true)]
    reason: String,
}

/// A second review on the command line, by its name or by the word an auditor has for it.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Opinion {
    #[value(aliases = ["已复核", "同意"])]
    Approved,
    #[value(aliases = ["退回修改", "退回"])]
    Returned,
}

impl From<Opinion> for SecondReview {
    fn from(opinion: Opinion) -> Self {
        match opinion {
            Opinion::Approved => Self::Approved,
            Opinion::Returned => Self::Returned,
        }
    }
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let finding = subject::finding(&arguments.finding, context)?;
    let event = NewEvent {
        by: context.by()?,
        subject: Subject::Finding(finding.fingerprint),
        action: Action::Second(arguments.review.into(), arguments.reason.clone()),
    };
    let id = context.writer()?.append(&event)?;
    context.saved(id)
}
