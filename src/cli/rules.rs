//! `shenyue rules`: the catalogue, with what a database holds of each rule; `--config`: the settings.

use std::io::Write as _;

use super::context::Context;
use super::shape::Format;
use super::{Exit, Failure};
use crate::export::{self, Align, Column, Value, names};
use crate::query::Query;
use crate::rules::{Tier, all};
use crate::store::Rollup;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[arg(long, conflicts_with = "format")]
    config: bool,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    if arguments.config {
        let settings = context.settings()?;
        context.out.write_all(settings.written().as_bytes())?;
        return Ok(Exit::Done);
    }
    let counted = match context.named_reader()? {
        Some(reader) => Some((
            reader.count(&Query::All)?.reports,
            reader.rollup(&Query::All, Rollup::Rule)?,
        )),
        None => None,
    };
    let words = &context.words;
    let column = |key| Column::new(key, words.text(&format!("head-{key}")), Align::Left);
    let mut columns = vec![
        column("rule"),
        column("group"),
        column("name"),
        column("severity"),
        Column::data("tier"),
    ];
    if counted.is_some() {
        let number = |key| Column::new(key, words.text(&format!("head-{key}")), Align::Right);
        columns.extend([number("findings"), number("forms"), column("often")]);
    }
    let shape = arguments.format.shape(context);
    let lang = context.lang();
    let mut list = export::list(shape, &columns, &mut context.out)?;
    for rule in all() {
        let group = rule.group.letter().to_string();
        let title = rule.group.name().get(lang);
        let mut values = vec![
            Value::Text(rule.id.to_owned()),
            Value::Name(group.clone().into(), format!("{group} {title}")),
            Value::Text(rule.name.get(lang).to_owned()),
            names::severity(rule.severity, &context.words),
            Value::Text(
                match rule.tier {
                    Tier::Core => "core",
                    Tier::Extra => "extra",
                }
                .to_owned(),
            ),
        ];
        if let Some((all, rows)) = &counted {
            let row = rows.iter().find(|row| row.key == rule.id);
            let forms = row.map_or(0, |row| row.reports);
            values.extend([
                Value::count(row.map_or(0, |row| row.findings)),
                Value::count(forms),
                // A rule that fires on most forms tells little about any of them.
                Value::Flag(forms.saturating_mul(2) > *all),
            ]);
        }
        list.row(&values)?;
    }
    list.finish()?;
    Ok(Exit::Done)
}
