//! `shenyue export --to FILE [QUERY]`: a list as a file. The file appears whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::context::{Context, shown};
use super::{Exit, Failure};
use crate::export::{self, Shape, findings, reports};
use crate::query::Query;
use crate::store::{Reader, Sort};

/// Lines fetched at once.
const WINDOW: usize = 1_000;
/// Without it, spreadsheets of the field take a CSV file for GBK.
const BYTE_ORDER_MARK: &str = "\u{feff}";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[arg(long, value_enum)]
    format: Option<FileFormat>,
    #[arg(long, value_enum, default_value_t)]
    what: What,
    #[arg(long)]
    force: bool,
}

/// The shapes a file can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FileFormat {
    Csv,
    Json,
    Jsonl,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum What {
    #[default]
    Reports,
    Findings,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let words = &context.words;
    let to = shown(&arguments.to);
    let by_name = || {
        let extension = arguments.to.extension()?.to_str()?;
        FileFormat::from_str(extension, true).ok()
    };
    let Some(format) = arguments.format.or_else(by_name) else {
        return Err(Failure::Usage(
            words.fill("export-format", &[("file", &to)]),
        ));
    };
    if arguments.to.exists() && !arguments.force {
        return Err(Failure::Usage(
            words.fill("export-exists", &[("file", &to)]),
        ));
    }
    let query = context.query(&arguments.query)?;
    let reader = context.reader()?;
    let rows = written_whole(&arguments.to, |out| {
        write(arguments.what, format, &query, &reader, context, out)
    })?;
    let rows = rows.to_string();
    let done = [("rows", rows.as_str()), ("file", to.as_str())];
    context.say(&context.words.fill("export-done", &done));
    Ok(Exit::Done)
}

fn write(
    what: What,
    format: FileFormat,
    query: &Query,
    reader: &Reader,
    context: &Context,
    out: &mut dyn Write,
) -> Result<usize, Failure> {
    let shape = match format {
        FileFormat::Csv => {
            out.write_all(BYTE_ORDER_MARK.as_bytes())?;
            Shape::Csv
        }
        FileFormat::Json => Shape::Json,
        FileFormat::Jsonl => Shape::Jsonl,
    };
    let words = &context.words;
    match what {
        What::Reports => {
            let ids = reader.report_ids(query, Sort::default())?;
            let columns = reports::columns(words);
            let mut list = export::list(shape, &columns, out)?;
            for window in ids.chunks(WINDOW) {
                for row in reader.reports(window)? {
                    list.row(&reports::values(&row, words))?;
                }
            }
            list.finish()?;
            Ok(ids.len())
        }
        What::Findings => {
            let ids = reader.finding_ids(query)?;
            let columns = findings::columns(words);
            let mut list = export::list(shape, &columns, out)?;
            for window in ids.chunks(WINDOW) {
                for row in reader.findings(window)? {
                    list.row(&findings::values(&row, words))?;
                }
            }
            list.finish()?;
            Ok(ids.len())
        }
    }
}

/// Writes beside the target first, so that a full disk or a fault never leaves half a file there.
fn written_whole<T>(
    to: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let written = (|| {
        let mut out = BufWriter::new(fs::File::create(&part)?);
        let value = write(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        fs::rename(&part, to)?;
        Ok(value)
    })();
    if written.is_err() {
        // Half a file is of no use; if it cannot be removed either, the first fault says enough.
        let _ = fs::remove_file(&part);
    }
    written
}
