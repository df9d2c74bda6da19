//! What the store holds as a file: a list, or working papers. The file appears whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::papers::{Matter, Papers, Tally};
use super::{Shape, findings, list, names, reports};
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

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A list.
    List(Shape),
    /// A page: working papers.
    Page,
}

impl Kind {
    /// All, with the extension each goes by.
    pub const ALL: [(&'static str, Self); 4] = [
        ("csv", Self::List(Shape::Csv)),
        ("json", Self::List(Shape::Json)),
        ("jsonl", Self::List(Shape::Jsonl)),
        ("html", Self::Page),
    ];

    /// The kind that goes by this extension.
    pub fn named(extension: &str) -> Option<Self> {
        let extension = match extension.to_ascii_lowercase().as_str() {
            "htm" => "html".to_owned(),
            other => other.to_owned(),
        };
        let found = Self::ALL.iter().find(|(name, _)| *name == extension);
        found.map(|(_, kind)| *kind)
    }

    /// The kind a file of this name is meant to be; `None` where its extension says nothing.
    pub fn of(to: &Path) -> Option<Self> {
        Self::named(to.extension()?.to_str()?)
    }
}

/// Told how much of how much is done; says whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>;

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
    /// Whoever watched did not want it any more.
    #[error("stopped")]
    Stopped,
}

/// How far a file is.
struct Course<'a> {
    watch: Watch<'a>,
    done: usize,
    all: usize,
}

impl Course<'_> {
    fn step(&mut self, by: usize) -> Result<(), FileError> {
        self.done = self.done.saturating_add(by);
        match (self.watch)(self.done, self.all) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(FileError::Stopped),
        }
    }
}

/// Writes `contents` of `source` to the file.
///
/// # Errors
/// When the database cannot be read or the file not be written, or `watch` does not want to go on;
/// then there is no file, and one that was there before is as it was.
pub fn write(
    to: &Path,
    contents: Contents,
    source: &Source<'_>,
    watch: Watch<'_>,
) -> Result<Written, FileError> {
    // Beside the target first, so that a full disk or a fault never leaves half a file there.
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let written = (|| {
        let mut out = BufWriter::new(fs::File::create(&part)?);
        let course = Course {
            watch,
            done: 0,
            all: 0,
        };
        let written = match contents {
            Contents::Reports(shape) => Written::Lines(source.reports(shape, course, &mut out)?),
            Contents::Findings(shape) => Written::Lines(source.findings(shape, course, &mut out)?),
            Contents::Papers => Written::Papers(source.papers(course, &mut out)?),
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
    fn reports(
        &self,
        shape: Shape,
        mut course: Course<'_>,
        out: &mut dyn Write,
    ) -> Result<usize, FileError> {
        begin(shape, out)?;
        let ids = self.reader.report_ids(self.query, Sort::default())?;
        course.all = ids.len();
        let columns = reports::columns(self.words);
        let mut list = list(shape, &columns, out)?;
        for window in ids.chunks(WINDOW) {
            for row in self.reader.reports(window)? {
                list.row(&reports::values(&row, self.words))?;
            }
            course.step(window.len())?;
        }
        list.finish()?;
        Ok(ids.len())
    }

    fn findings(
        &self,
        shape: Shape,
        mut course: Course<'_>,
        out: &mut dyn Write,
    ) -> Result<usize, FileError> {
        begin(shape, out)?;
        let ids = self.reader.finding_ids(self.query)?;
        course.all = ids.len();
        let columns = findings::columns(self.words);
        let mut list = list(shape, &columns, out)?;
        for window in ids.chunks(WINDOW) {
            for row in self.reader.findings(window)? {
                list.row(&findings::values(&row, self.words))?;
            }
            course.step(window.len())?;
        }
        list.finish()?;
        Ok(ids.len())
    }

    fn papers(&self, mut course: Course<'_>, out: &mut dyn Write) -> Result<Tally, FileError> {
        let reader = self.reader;
        let mut tally = Tally::default();
        let mut forms: BTreeMap<ReportId, Vec<FindingId>> = BTreeMap::new();
        let ids = reader.finding_ids(self.query)?;
        // Each is read three times: for the sums, for the summary, for its paper.
        course.all = ids.len().saturating_mul(3);
        for window in ids.chunks(WINDOW) {
            for row in reader.findings(window)? {
                tally.add(&row);
                forms.entry(row.report).or_default().push(row.id);
            }
            course.step(window.len())?;
        }
        tally.reports = forms.len();
        let today = names::today();
        let mut papers = Papers::begin(self.words, self.settings, self.scope, tally, today, out)?;
        for findings in forms.values() {
            for (index, row) in (1..).zip(reader.findings(findings)?) {
                papers.summary(index, &row)?;
            }
            course.step(findings.len())?;
        }
        papers.end_summary()?;
        for (report, findings) in &forms {
            let mut matters = Vec::with_capacity(findings.len());
            for row in reader.findings(findings)? {
                let events = reader.history(&Subject::Finding(row.fingerprint))?;
                matters.push(Matter { row, events });
            }
            papers.form(&reader.report(*report, None)?, &matters)?;
            course.step(findings.len())?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_follows_from_the_name() {
        let of = |name: &str| Kind::of(Path::new(name));
        assert_eq!(of("底稿.HTML"), Some(Kind::Page));
        assert_eq!(of("a.htm"), Some(Kind::Page));
        assert_eq!(of("a.b.jsonl"), Some(Kind::List(Shape::Jsonl)));
        assert_eq!(of("csv"), None);
        assert_eq!(of("a.doc"), None);
    }
}
