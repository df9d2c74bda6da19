//! `shenyue findings [QUERY]`: the list of findings; with `--fail-on`, a gate for scripts.

use clap::ValueEnum;

use super::context::Context;
use super::shape::Format as ListFormat;
use super::{Exit, Failure};
use crate::export::sarif::Sarif;
use crate::export::{self, findings};
use crate::rules::Severity;
use crate::store::{FindingId, FindingRow, Reader};

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

/// The shapes findings can be printed in: those of every list, and one for other tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    #[default]
    Table,
    Json,
    Jsonl,
    Csv,
    Sarif,
}

impl Format {
    /// The shape of a list; none for SARIF.
    const fn of_list(self) -> Option<ListFormat> {
        match self {
            Self::Table => Some(ListFormat::Table),
            Self::Json => Some(ListFormat::Json),
            Self::Jsonl => Some(ListFormat::Jsonl),
            Self::Csv => Some(ListFormat::Csv),
            Self::Sarif => None,
        }
    }
}

/// A severity on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Level {
    #[value(alias = "错误")]
    Error,
    #[value(alias = "疑点")]
    Warning,
    #[value(alias = "提示")]
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
    let mut seen = |row: &FindingRow| {
        // What an auditor has dismissed or muted stops nobody.
        if row.verdict.counts() && fail_on.is_some_and(|least| row.severity >= least) {
            exit = Exit::Findings;
        }
    };
    if let Some(format) = arguments.format.of_list() {
        let columns = findings::columns(&context.words);
        let shape = format.shape(context);
        let mut list = export::list(shape, &columns, &mut context.out)?;
        each(&reader, &ids, |row| {
            seen(row);
            Ok(list.row(&findings::values(row, &context.words))?)
        })?;
        let left = list.finish()?;
        context.tell_left_out(&left)?;
    } else {
        let mut log = Sarif::begin(&context.words, &mut context.out)?;
        each(&reader, &ids, |row| {
            seen(row);
            Ok(log.finding(row)?)
        })?;
        log.finish()?;
    }
    Ok(exit)
}

/// The findings one by one, fetched a window at a time.
fn each(
    reader: &Reader,
    ids: &[FindingId],
    mut take: impl FnMut(&FindingRow) -> Result<(), Failure>,
) -> Result<(), Failure> {
    for window in ids.chunks(WINDOW) {
        for row in &reader.findings(window)? {
            take(row)?;
        }
    }
    Ok(())
}
