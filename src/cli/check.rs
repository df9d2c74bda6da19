//! `shenyue check`: the rules run again over everything stored, after a rule or a setting changed.

use std::io::Write as _;

use super::context::Context;
use super::interrupt::stop_flag;
use super::progress::Progress;
use super::{Exit, Failure};
use crate::intake::recheck;
use crate::query::Query;

#[derive(Debug, clap::Args)]
pub struct Arguments {}

pub fn run(_: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let stop = stop_flag()?;
    let settings = context.settings()?;
    let mut writer = context.writer()?;
    let reader = context.reader()?;
    writer.record_run(settings.written())?;
    let mut progress = Progress::new(&context.words);
    let checked = recheck(&mut writer, &reader, &settings, &stop, &mut |done, all| {
        progress.of(all);
        progress.at(done);
    });
    progress.end();
    let checked = checked?;
    let totals = reader.count(&Query::All)?;
    let values = [
        ("reports", checked.reports),
        ("errors", totals.errors),
        ("warnings", totals.warnings),
        ("notices", totals.notices),
    ]
    .map(|(name, value)| (name, value.to_string()));
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let summary = context.words.fill("check-summary", &values);
    writeln!(context.out, "{summary}")?;
    context.tell_answers(&reader, &settings)?;
    if checked.interrupted {
        let remaining = checked.remaining.to_string();
        let words = &context.words;
        context.say(&words.fill("check-interrupted", &[("remaining", &remaining)]));
        return Ok(Exit::Interrupted);
    }
    Ok(Exit::Done)
}
