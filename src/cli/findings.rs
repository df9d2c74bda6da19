//! `shenyue findings [QUERY]`: the list of findings; with `--fail-on`, a gate for scripts.

use clap::ValueEnum;

use super::context::Context;
use super::shape::Format;
use super::{Exit, Failure};
use crate::export::{self, findings};
use crate::rules::Severity;

/// Lines fetched at once.
const WINDOW: usize = 1_000;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Level>,
}

/// A severity on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Notice => Self::Notice,
        }
    }
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let query = context.query(&arguments.query)?;
    let reader = context.reader()?;
    let ids = match arguments.limit {
        Some(limit) => reader.first_findings(&query, limit)?,
        None => reader.finding_ids(&query)?,
    };
    let fail_on = arguments.fail_on.map(Severity::from);
    let mut exit = Exit::Done;
    let columns = findings::columns(&context.words);
    let shape = arguments.format.shape(context);
    let mut list = export::list(shape, &columns, &mut context.out)?;
    for window in ids.chunks(WINDOW) {
        for row in reader.findings(window)? {
            // What an auditor has dismissed or muted stops nobody.
            if row.verdict.counts() && fail_on.is_some_and(|least| row.severity >= least) {
                exit = Exit::Findings;
            }
            list.row(&findings::values(&row, &context.words))?;
        }
    }
    list.finish()?;
    Ok(exit)
}
