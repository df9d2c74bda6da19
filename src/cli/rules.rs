//! `shenyue rules`: the catalogue.

use super::context::Context;
use super::shape::Format;
use super::{Exit, Failure};
use crate::export::{self, Align, Column, Value, names};
use crate::rules::{Tier, all};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let words = &context.words;
    let column = |key| Column::new(key, words.text(&format!("head-{key}")), Align::Left);
    let columns = [
        column("rule"),
        column("group"),
        column("name"),
        column("severity"),
        Column::data("tier"),
    ];
    let shape = arguments.format.shape(context);
    let lang = context.lang();
    let mut list = export::list(shape, &columns, &mut context.out)?;
    for rule in all() {
        let group = rule.group.letter().to_string();
        let title = rule.group.name().get(lang);
        list.row(&[
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
        ])?;
    }
    list.finish()?;
    Ok(Exit::Done)
}
