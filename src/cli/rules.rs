//! `shenyue rules`: the catalogue, with what a database holds of each rule; `--config`: the settings.

use std::io::Write as _;

use super::context::Context;
use super::shape::Format;
use super::{Exit, Failure};
use crate::export::{self, Align, Column, Value, names};
use crate::locales::Catalogue;
use crate::query::Query;
use crate::rules::{Settings, Tier, all};
use crate::store::{Rollup, RuleCount};

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
    let settings = context.settings()?;
    let counted = match context.named_reader()? {
        Some(reader) => Some((
            reader.rule_counts()?,
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
        columns.extend([
            number("findings"),
            number("forms"),
            number("clean"),
            number("not_applicable"),
            Column::new("share", words.text("head-hit_share"), Align::Right),
            column("often"),
        ]);
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
        if let Some((counts, rows)) = &counted {
            let row = rows.iter().find(|row| row.key == rule.id);
            let count = counts.iter().find(|count| count.rule == rule.id);
            let forms = |of: fn(&RuleCount) -> u64| Value::count(count.map_or(0, of));
            values.extend([
                Value::count(row.map_or(0, |row| row.findings)),
                forms(|count| count.hit),
                forms(|count| count.clean),
                forms(|count| count.not_applicable),
                count
                    .and_then(RuleCount::share)
                    .map_or(Value::Missing, Value::count),
                Value::Flag(count.is_some_and(|count| count.is_often(&settings))),
            ]);
        }
        list.row(&values)?;
    }
    let left = list.finish()?;
    context.tell_left_out(&left)?;
    Ok(Exit::Done)
}

/// Which rules hit on more than the set share of the forms they look at; nothing where none does.
pub fn often(counts: &[RuleCount], settings: &Settings, words: &Catalogue) -> Option<String> {
    let lang = words.lang();
    let named: Vec<String> = all()
        .iter()
        .filter_map(|rule| {
            let count = counts.iter().find(|count| count.rule == rule.id)?;
            let share = count.share().filter(|_| count.is_often(settings))?;
            Some(format!("{} {share}%", rule.name.get(lang)))
        })
        .collect();
    let share = settings.often.share.to_string();
    let rules = named.join(&words.text("list-between"));
    (!named.is_empty()).then(|| words.fill("rules-often", &[("share", &share), ("rules", &rules)]))
}

/// How often the rules hit, were clean or had nothing to look at, all rules together.
pub fn answered(counts: &[RuleCount], words: &Catalogue) -> String {
    let sum = |of: fn(&RuleCount) -> u64| counts.iter().map(of).sum::<u64>().to_string();
    words.fill(
        "rules-answered",
        &[
            ("hit", &sum(|count| count.hit)),
            ("clean", &sum(|count| count.clean)),
            ("not_applicable", &sum(|count| count.not_applicable)),
        ],
    )
}
