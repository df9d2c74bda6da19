//! `shenyue verdict FINDING VERDICT`: decides about a suspicion.

use clap::ValueEnum;

use super::context::Context;
use super::{Exit, Failure, subject};
use crate::store::{Action, NewEvent, Subject, Verdict};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    finding: String,
    #[arg(value_enum)]
    verdict: Decision,
    #[arg(long, default_value = "", hide_default_value = true)]
    reason: String,
}

/// A verdict on the command line, by its name or by the word an auditor has for it.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Decision {
    #[value(alias = "属实")]
    Confirmed,
    #[value(alias = "排除")]
    Dismissed,
    #[value(name = "needs_evidence", alias = "待补证")]
    NeedsEvidence,
    #[value(alias = "待核实")]
    Pending,
}

impl From<Decision> for Verdict {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Confirmed => Self::Confirmed,
            Decision::Dismissed => Self::Dismissed,
            Decision::NeedsEvidence => Self::NeedsEvidence,
            Decision::Pending => Self::Pending,
        }
    }
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let finding = subject::finding(&arguments.finding, context)?;
    let event = NewEvent {
        by: context.by()?,
        subject: Subject::Finding(finding.fingerprint),
        action: Action::Verdict(arguments.verdict.into(), arguments.reason.clone()),
    };
    let id = context.writer()?.append(&event)?;
    context.saved(id)
}
