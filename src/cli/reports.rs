//! `shenyue reports [QUERY]`: the list of reports.

use super::context::Context;
use super::shape::Format;
use super::{Exit, Failure};
use crate::export::{self, reports};
use crate::store::{Sort, SortKey};

/// Lines fetched at once.
const WINDOW: usize = 1_000;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[arg(long, value_name = "KEY", allow_hyphen_values = true, default_value = "-suspicion",
          value_parser = parse_sort)]
    sort: Sort,
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let query = context.query(&arguments.query)?;
    let reader = context.reader()?;
    let ids = match arguments.limit {
        Some(limit) => reader.first_reports(&query, arguments.sort, limit)?,
        None => reader.report_ids(&query, arguments.sort)?,
    };
    let columns = reports::columns(&context.words);
    let shape = arguments.format.shape(context);
    let mut list = export::list(shape, &columns, &mut context.out)?;
    for window in ids.chunks(WINDOW) {
        for row in reader.reports(window)? {
            list.row(&reports::values(&row, &context.words))?;
        }
    }
    let left = list.finish()?;
    context.tell_left_out(&left)?;
    Ok(Exit::Done)
}

/// `score` sorts smallest first, `-score` largest first.
pub fn parse_sort(text: &str) -> Result<Sort, String> {
    Sort::read(text).ok_or_else(|| SortKey::ALL.map(|(_, name)| name).join(", "))
}
