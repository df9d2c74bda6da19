//! `shenyue view [NAME] [QUERY]`: filters kept under a name; without a name, all of them.

use super::context::Context;
use super::reports::parse_sort;
use super::shape::Format;
use super::{Exit, Failure};
use crate::export::{self, Align, Column, Value};
use crate::store::{Sort, View};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "VIEW")]
    name: Option<String>,
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[arg(long, value_name = "KEY", allow_hyphen_values = true, default_value = "-suspicion",
          value_parser = parse_sort)]
    sort: Sort,
    #[arg(long, conflicts_with = "query", requires = "name")]
    remove: bool,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let Some(name) = &arguments.name else {
        return list(arguments.format, context);
    };
    let name = name.trim();
    let by = context.by()?;
    if arguments.remove {
        if !context.writer()?.remove_view(&by, name)? {
            let sentence = context.words.fill("cli-no-view", &[("name", name)]);
            return Err(Failure::Usage(sentence));
        }
        return Ok(Exit::Done);
    }
    // A view that cannot be read would be of no use to anybody.
    context.query(&arguments.query)?;
    context.writer()?.save_view(&View {
        by,
        name: name.to_owned(),
        filter: arguments.query.join(" "),
        sort: arguments.sort,
        columns: String::new(),
    })?;
    Ok(Exit::Done)
}

fn list(format: Format, context: &mut Context) -> Result<Exit, Failure> {
    let by = context.by().unwrap_or_default();
    let views = context.reader()?.views(&by)?;
    let words = &context.words;
    let column = |key| Column::new(key, words.text(&format!("head-view-{key}")), Align::Left);
    let columns = ["name", "by", "filter", "sort"].map(column);
    let shape = format.shape(context);
    let mut list = export::list(shape, &columns, &mut context.out)?;
    for view in views {
        list.row(&[
            Value::text(view.name),
            Value::text(view.by),
            Value::text(view.filter),
            Value::text(view.sort.text()),
        ])?;
    }
    let left = list.finish()?;
    context.tell_left_out(&left)?;
    Ok(Exit::Done)
}
