//! `shenyue export --to FILE [QUERY]`: a list as a file, or the working papers of the findings
//! (`.html`). The file appears whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::context::{Context, shown};
use super::{Exit, Failure};
use crate::export::papers::{Matter, Papers, Tally};
use crate::export::{self, Shape, findings, reports};
use crate::query::Query;
use crate::store::{FindingId, Reader, ReportId, Sort, Subject};

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

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Reports,
    Findings,
    Papers,
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
    let what = match (arguments.what, format.of_list()) {
        (None | Some(What::Papers), None) => What::Papers,
        (None, Some(_)) => What::Reports,
        (Some(what @ (What::Reports | What::Findings)), Some(_)) => what,
        _ => return Err(Failure::Usage(words.text("papers-only"))),
    };
    let reader = context.reader()?;
    let Some(shape) = format.of_list() else {
        let tally = written_whole(&arguments.to, |out| {
            papers(arguments, &query, &reader, context, out)
        })?;
        let (reports, findings) = (tally.reports.to_string(), tally.findings.to_string());
        let done = [
            ("reports", &*reports),
            ("findings", &*findings),
            ("file", &*to),
        ];
        context.say(&context.words.fill("papers-done", &done));
        return Ok(Exit::Done);
    };
    let rows = written_whole(&arguments.to, |out| {
        write(what, shape, &query, &reader, context, out)
    })?;
    let rows = rows.to_string();
    let done = [("rows", rows.as_str()), ("file", to.as_str())];
    context.say(&context.words.fill("export-done", &done));
    Ok(Exit::Done)
}

fn write(
    what: What,
    shape: Shape,
    query: &Query,
    reader: &Reader,
    context: &Context,
    out: &mut dyn Write,
) -> Result<usize, Failure> {
    if shape == Shape::Csv {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    }
    let words = &context.words;
    if what == What::Reports {
        let ids = reader.report_ids(query, Sort::default())?;
        let columns = reports::columns(words);
        let mut list = export::list(shape, &columns, out)?;
        for window in ids.chunks(WINDOW) {
            for row in reader.reports(window)? {
                list.row(&reports::values(&row, words))?;
            }
        }
        list.finish()?;
        return Ok(ids.len());
    }
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

/// The working papers of the findings `query` selects, form by form.
fn papers(
    arguments: &Arguments,
    query: &Query,
    reader: &Reader,
    context: &Context,
    out: &mut dyn Write,
) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    let mut forms: BTreeMap<ReportId, Vec<FindingId>> = BTreeMap::new();
    for window in reader.finding_ids(query)?.chunks(WINDOW) {
        for row in reader.findings(window)? {
            tally.add(&row);
            forms.entry(row.report).or_default().push(row.id);
        }
    }
    tally.reports = forms.len();
    let today = Timestamp::now()
        .to_zoned_datetime(TimeZone::system())
        .date();
    let scope = arguments.query.join(" ");
    let settings = context.settings()?;
    let mut papers = Papers::begin(&context.words, &settings, &scope, tally, today, out)?;
    for findings in forms.values() {
        for (index, row) in (1..).zip(reader.findings(findings)?) {
            papers.summary(index, &row)?;
        }
    }
    papers.end_summary()?;
    for (report, findings) in &forms {
        let mut matters = Vec::with_capacity(findings.len());
        for row in reader.findings(findings)? {
            let events = reader.history(&Subject::Finding(row.fingerprint))?;
            matters.push(Matter { row, events });
        }
        papers.form(&reader.report(*report, None)?, &matters)?;
    }
    papers.finish()?;
    Ok(tally)
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
