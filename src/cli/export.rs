//! `shenyue export --to FILE [QUERY]`: a list as a file, or the working papers of the findings
//! (`.html`).

use std::path::PathBuf;

use clap::ValueEnum;

use super::context::{Context, shown};
use super::{Exit, Failure};
use crate::export::Shape;
use crate::export::file::{self, Contents, FileError, Source};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[arg(long, value_enum)]
    format: Option<FileFormat>,
    #[arg(long, value_enum)]
    what: Option<What>,
    #[arg(long)]
    force: bool,
}

/// The shapes a file can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FileFormat {
    Csv,
    Json,
    Jsonl,
    Html,
}

impl FileFormat {
    /// The shape of a list; none for working papers.
    const fn of_list(self) -> Option<Shape> {
        match self {
            Self::Csv => Some(Shape::Csv),
            Self::Json => Some(Shape::Json),
            Self::Jsonl => Some(Shape::Jsonl),
            Self::Html => None,
        }
    }
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Reports,
    Findings,
    Papers,
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Store(error) => Self::Store(error),
            FileError::Io(error) => Self::Output(error),
        }
    }
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let words = &context.words;
    let to = shown(&arguments.to);
    let named = arguments.format.map(FileFormat::of_list);
    let Some(shape) = named.or_else(|| file::by_extension(&arguments.to)) else {
        return Err(Failure::Usage(
            words.fill("export-format", &[("file", &to)]),
        ));
    };
    let contents = match (arguments.what, shape) {
        (None | Some(What::Papers), None) => Contents::Papers,
        (None | Some(What::Reports), Some(shape)) => Contents::Reports(shape),
        (Some(What::Findings), Some(shape)) => Contents::Findings(shape),
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
    let written = file::write(&arguments.to, contents, &source)?;
    context.say(&written.sentence(&to, words));
    Ok(Exit::Done)
}
