//! `shenyue show ID`: one report in full.

use std::io::Write as _;

use super::context::Context;
use super::shape::TextFormat;
use super::{Exit, Failure};
use crate::export::{form, form_text};
use crate::store::ReportId;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "REPORT")]
    id: i64,
    #[arg(long, value_enum, default_value_t)]
    format: TextFormat,
    #[arg(long, value_name = "N")]
    revision: Option<u32>,
    #[arg(long)]
    reasons: bool,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let detail = context
        .reader()?
        .report(ReportId(arguments.id), arguments.revision)?;
    let settings = context.settings()?;
    match arguments.format {
        TextFormat::Json => {
            let json = form::json(&detail, &context.words, &settings)?;
            writeln!(context.out, "{json}")?;
        }
        TextFormat::Text => {
            let width = context.out.width();
            let out = &mut context.out;
            form_text::write(
                &detail,
                &context.words,
                &settings,
                arguments.reasons,
                width,
                out,
            )?;
        }
    }
    Ok(Exit::Done)
}
