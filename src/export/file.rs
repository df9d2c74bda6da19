//! What the store holds as a file: a list, or working papers. The file appears whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::papers::{Matter, Papers, Tally};
use super::{Shape, findings, list, reports};
use crate::locales::Catalogue;
use crate::query::Query;
use crate::rules::Settings;
use crate::store::{FindingId, Reader, ReportId, Sort, StoreError, Subject};

/// Lines fetched at once.
const WINDOW: usize = 1_000;
/// Without it, spreadsheets of the field take a CSV file for GBK.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// The reports a filter finds, as a list.
    Reports(Shape),
    /// The findings, as a list.
    Findings(Shape),
    /// The findings, as working papers.
    Papers,
}

/// The shape of a list by the file's extension; `Some(None)` for working papers, `None` for an
/// extension that says nothing.
pub fn by_extension(to: &Path) -> Option<Option<Shape>> {
    let extension = to.extension()?.to_str()?.to_ascii_lowercase();
    Some(match extension.as_str() {
        "csv" => Some(Shape::Csv),
        "json" => Some(Shape::Json),
        "jsonl" => Some(Shape::Jsonl),
        "html" | "htm" => None,
        _ => return None,
    })
}

/// Where it comes from and how it is said.
#[derive(Debug)]
pub struct Source<'a> {
    /// The database.
    pub reader: &'a Reader,
    /// Which findings or reports.
    pub query: &'a Query,
    /// The same as it was typed.
    pub scope: &'a str,
    /// The language.
    pub words: &'a Catalogue,
    /// The rules' settings, for recomputed scores.
    pub settings: &'a Settings,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// A list with so many lines.
    Lines(usize),
    /// Working papers.
    Papers(Tally),
}

impl Written {
    /// The sentence for the user.
    pub fn sentence(self, to: &str, words: &Catalogue) -> String {
        match self {
            Self::Lines(rows) => {
                words.fill("export-done", &[("rows", &rows.to_string()), ("file", to)])
            }
            Self::Papers(tally) => words.fill(
                "papers-done",
                &[
                    ("reports", &tally.reports.to_string()),
                    ("findings", &tally.findings.to_string()),
                    ("file", to),
                ],
            ),
        }
    }
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes `contents` of `source` to the file.
///
/// # Errors
/// When the database cannot be read or the file not be written; then there is no file, and one that
/// was there before is as it was.
pub fn write(to: &Path, contents: Contents, source: &Source<'_>) -> Result<Written, FileError> {
    // Beside the target first, so that a full disk or a fault never leaves half a file there.
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let written = (|| {
        let mut out = BufWriter::new(fs::File::create(&part)?);
        let written = match contents {
            Contents::Reports(shape) => Written::Lines(source.reports(shape, &mut out)?),
            Contents::Findings(shape) => Written::Lines(source.findings(shape, &mut out)?),
            Contents::Papers => Written::Papers(source.papers(&mut out)?),
        };
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        fs::rename(&part, to)?;
        Ok(written)
    })();
    if written.is_err() {
        // Half a file is of no use; if it cannot be removed either, the first fault says enough.
        let _ = fs::remove_file(&part);
    }
    written
}

impl Source<'_> {
    fn reports(&self, shape: Shape, out: &mut dyn Write) -> Result<usize, FileError> {
        begin(shape, out)?;
        let ids = self.reader.report_ids(self.query, Sort::default())?;
        let columns = reports::columns(self.words);
        let mut list = list(shape, &columns, out)?;
        for window in ids.chunks(WINDOW) {
            for row in self.reader.reports(window)? {
                list.row(&reports::values(&row, self.words))?;
            }
        }
        list.finish()?;
        Ok(ids.len())
    }

    fn findings(&self, shape: Shape, out: &mut dyn Write) -> Result<usize, FileError> {
        begin(shape, out)?;
        let ids = self.reader.finding_ids(self.query)?;
        let columns = findings::columns(self.words);
        let mut list = list(shape, &columns, out)?;
        for window in ids.chunks(WINDOW) {
            for row in self.reader.findings(window)? {
                list.row(&findings::values(&row, self.words))?;
            }
        }
        list.finish()?;
        Ok(ids.len())
    }

    fn papers(&self, out: &mut dyn Write) -> Result<Tally, FileError> {
        let reader = self.reader;
        let mut tally = Tally::default();
        let mut forms: BTreeMap<ReportId, Vec<FindingId>> = BTreeMap::new();
        for window in reader.finding_ids(self.query)?.chunks(WINDOW) {
            for row in reader.findings(window)? {
                tally.add(&row);
                forms.entry(row.report).or_default().push(row.id);
            }
        }
        tally.reports = forms.len();
        let today = Timestamp::now()
            .to_zoned_datetime(TimeZone::system())
            .date();
        let mut papers = Papers::begin(self.words, self.settings, self.scope, tally, today, out)?;
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
}

fn begin(shape: Shape, out: &mut dyn Write) -> io::Result<()> {
    if shape == Shape::Csv {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    }
    Ok(())
}
