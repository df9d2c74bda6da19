//! `shenyue overview [QUERY]`: how scores and rates are spread, and what stands out by year and unit.

use super::context::Context;
use super::shape::Format;
use super::{Exit, Failure};
use crate::export::{self, overview};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let query = context.query(&arguments.query)?;
    let found = context.reader()?.overview(&query)?;
    let columns = overview::columns(&context.words);
    let shape = arguments.format.shape(context);
    let mut list = export::list(shape, &columns, &mut context.out)?;
    for values in overview::rows(&found, &context.words) {
        list.row(&values)?;
    }
    let left = list.finish()?;
    context.tell_left_out(&left)?;
    Ok(Exit::Done)
}
