//! `shenyue export --to FILE [QUERY]`: a list as a file, or the working papers of the findings
//! (`.html`).

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::context::{Context, shown};
use super::interrupt::stop_flag;
use super::progress::Progress;
use super::{Exit, Failure};
use crate::export::file::{self, Contents, FileError, Kind, Source};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[arg(long, value_parser = kind())]
    format: Option<Kind>,
    #[arg(long, value_enum)]
    what: Option<What>,
    #[arg(long)]
    force: bool,
}

/// The kind that `--format` names.
fn kind() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::ALL.map(|(name, _)| name);
    PossibleValuesParser::new(names).try_map(|name| Kind::named(&name).ok_or("no such format"))
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Reports,
    Findings,
    Papers,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let words = &context.words;
    let to = shown(&arguments.to);
    let Some(kind) = arguments.format.or_else(|| Kind::of(&arguments.to)) else {
        let said = words.fill("export-format", &[("file", &to)]);
        let values = [("said", said.as_str())];
        return Err(Failure::Usage(words.fill("export-format-option", &values)));
    };
    let contents = match (arguments.what, kind) {
        (None | Some(What::Papers), Kind::Page) => Contents::Papers,
        (None | Some(What::Reports), Kind::List(shape)) => Contents::Reports(shape),
        (Some(What::Findings), Kind::List(shape)) => Contents::Findings(shape),
        _ => return Err(Failure::Usage(words.text("papers-only"))),
    };
    if arguments.to.exists() && !arguments.force {
        return Err(Failure::Usage(
            words.fill("export-exists", &[("file", &to)]),
        ));
    }
    let source = Source {
        reader: &context.reader()?,
        query: &context.query(&arguments.query)?,
        scope: &arguments.query.join(" "),
        words,
        settings: &context.settings()?,
    };
    let stop = stop_flag()?;
    let mut progress = Progress::new(words);
    let written = file::write(&arguments.to, contents, &source, &mut |done, all| {
        progress.of(u64::try_from(all).unwrap_or(u64::MAX));
        progress.at(u64::try_from(done).unwrap_or(u64::MAX));
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    progress.end();
    let written = match written {
        Ok(written) => written,
        Err(FileError::Stopped) => {
            context.say(&words.fill("export-stopped", &[("file", &to)]));
            return Ok(Exit::Interrupted);
        }
        Err(FileError::Store(error)) => return Err(Failure::Store(error)),
        Err(FileError::Io(error)) => {
            let values = [("file", to.as_str()), ("error", &words.trouble(&error))];
            context.say(&words.fill("export-failed", &values));
            return Ok(Exit::Refused);
        }
    };
    context.say(&written.sentence(&to, words));
    Ok(Exit::Done)
}
