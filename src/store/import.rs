//! Storing files, each as a whole or not at all.
//!
//! Whole files share a transaction, which is committed every [`ROWS`] rows or every second,
//! whichever comes first; after each commit other writers get a moment. What makes a file
//! unfit is found before anything of it is written, so that the files before it stay.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use super::error::{Fault, Result};
use super::findings::{self, Counts, From, Joined, Laid, PER_REPORT, Rules};
use super::imports::Journal;
use super::open::Writer;
use super::prepared::Prepared;
use super::save::{self, RevisionIds};
use super::types::{Batch, FileNote, ImportId, NewFile, ReportId, Stored};
use super::{answers, batches, imports, search};
use crate::rules::{Answers, Finding, signature};

/// Rows after which a transaction is committed.
const ROWS: u64 = 100_000;
/// Time after which it is.
const SPAN: Duration = Duration::from_secs(1);
/// How long others may step in after a commit; several times their own waiting interval.
const GAP: Duration = Duration::from_millis(4);

/// Many files, or many reports checked again, in few transactions. Dropped without
/// [`Import::finish`] it takes back what was not committed yet: whole files.
#[derive(Debug)]
pub struct Import<'w> {
    writer: &'w mut Writer,
    gathered: Gathered,
    journal: Option<Journal>,
    open: Option<Instant>,
    rows: u64,
}

/// What is gathered within a transaction.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) rules: Rules,
    search: search::Waiting,
}

impl Writer {
    /// Begins to store files.
    pub fn import(&mut self) -> Import<'_> {
        Import {
            writer: self,
            gathered: Gathered::default(),
            journal: None,
            open: None,
            rows: 0,
        }
    }

    /// Puts findings of the per-report rules in place of those of an earlier run, with the digest
    /// for the batch rules. For many reports use [`Import::replace_findings`].
    ///
    /// # Errors
    /// When there is no such report or the database cannot be written.
    pub fn replace_findings(
        &mut self,
        report: ReportId,
        findings: &[Finding],
        answers: &Answers,
        digest: &[u8],
    ) -> Result<()> {
        let mut import = self.import();
        import.replace_findings(report, findings, answers, digest)?;
        import.finish()
    }
}

impl Import<'_> {
    /// Whether a file of this content is stored already.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known(&self, sha256: &[u8; 32]) -> Result<bool> {
        known(&self.writer.connection, sha256)
            .map(|file| file.is_some())
            .map_err(|error| error.at(&self.writer.path))
    }

    /// Stores a file with all its reports, or nothing of it.
    ///
    /// # Errors
    /// When the database cannot be written. That also takes back the files since the last commit:
    /// the same import run again puts them in.
    pub fn add(&mut self, file: NewFile<'_>) -> Result<Stored> {
        self.step(|connection, gathered| {
            let (_, stored, rows) = add(connection, gathered, file)?;
            Ok((stored, rows))
        })
    }

    /// Begins to remember what becomes of the files: who has them imported, and what was named.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn begin(&mut self, by: &str, paths: &[String]) -> Result<ImportId> {
        let connection = &self.writer.connection;
        let journal = Journal::begin(connection, by, paths);
        let journal = journal.map_err(|error| error.at(&self.writer.path))?;
        let id = journal.id();
        self.journal = Some(journal);
        Ok(id)
    }

    /// Stores a file, as [`Import::add`] does, if there is anything of it to be stored, and
    /// remembers what became of it: both or neither.
    ///
    /// # Errors
    /// As for [`Import::add`].
    pub fn keep(&mut self, note: &FileNote<'_>, file: Option<NewFile<'_>>) -> Result<Stored> {
        let mut journal = self.journal.take();
        let kept = self.step(|connection, gathered| {
            let (id, stored, rows) = match file {
                Some(file) => {
                    let (id, stored, rows) = add(connection, gathered, file)?;
                    (Some(id), stored, rows)
                }
                None => (None, Stored::default(), 0),
            };
            if let Some(journal) = &mut journal {
                journal.note(connection, note, id, stored)?;
            }
            Ok((stored, rows.saturating_add(2)))
        });
        self.journal = journal;
        kept
    }

    /// Commits what is not committed yet: for when the next file is not ready, so that others
    /// need not wait for it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn rest(&mut self) -> Result<()> {
        self.commit().map_err(|error| error.at(&self.writer.path))
    }

    /// As [`Import::finish`]; what was begun with [`Import::begin`] has ended.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn end(mut self, stopped: bool, remaining: u64) -> Result<()> {
        if let Some(journal) = self.journal.take() {
            self.step(|connection, _| Ok((journal.end(connection, stopped, remaining)?, 1)))?;
        }
        self.finish()
    }

    /// Puts findings of the per-report rules in place of those of an earlier run, with the digest
    /// for the batch rules, whose own findings become stale.
    ///
    /// # Errors
    /// When there is no such report or the database cannot be written.
    pub fn replace_findings(
        &mut self,
        report: ReportId,
        findings: &[Finding],
        answers: &Answers,
        digest: &[u8],
    ) -> Result<()> {
        let path = &self.writer.path;
        findings::countable(findings).map_err(|error| error.at(path))?;
        let known = batches::key_of(&self.writer.connection, report);
        let key = known.map_err(|error| error.at(path))?;
        self.step(|connection, gathered| {
            let laid = findings
                .iter()
                .map(|finding| Laid::new(finding, &key))
                .collect::<Result<Vec<_>>>()?;
            let unit = key.unit.to_lowercase();
            let of = (report.0, unit.as_str());
            findings::exchange(connection, &mut gathered.rules, of, &laid, From::Form)?;
            batches::set_digest(connection, report.0, digest)?;
            let alike = signature(&key, digest);
            answers::set_form(connection, &mut gathered.rules, report.0, answers, &alike)?;
            batches::set_stale(connection, &unit)?;
            let written = u64::try_from(findings.len()).unwrap_or(u64::MAX);
            Ok(((), written.saturating_add(2)))
        })
    }

    /// A unit whose batch findings are to be set, or `None` when all are up to date.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_stale_batch(&self) -> Result<Option<Batch>> {
        self.writer.next_stale_batch()
    }

    /// As [`Writer::set_batch_findings`], for many units in few transactions.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_batch_findings(
        &mut self,
        batch: &Batch,
        findings: &[(ReportId, Finding)],
        answers: &[Answers],
    ) -> Result<()> {
        let rows = batch.members.len().saturating_add(findings.len());
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        self.step(|connection, gathered| {
            batches::set(connection, &mut gathered.rules, batch, findings, answers)?;
            Ok(((), rows))
        })
    }

    /// Reads what is stored, also what is not committed yet.
    pub(super) fn reading<T>(&self, action: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        action(&self.writer.connection).map_err(|error| error.at(&self.writer.path))
    }

    /// Commits what is not committed yet.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn finish(mut self) -> Result<()> {
        self.commit().map_err(|error| error.at(&self.writer.path))
    }

    /// Does one thing within the running transaction. There is no savepoint, because each would
    /// make the search index write what it has gathered: what can fail for a reason of its own is
    /// tried before, and any other fault takes back the transaction.
    pub(super) fn step<T>(
        &mut self,
        action: impl FnOnce(&Connection, &mut Gathered) -> Result<(T, u64)>,
    ) -> Result<T> {
        self.attempt(action)
            .map_err(|error| error.at(&self.writer.path))
    }

    fn attempt<T>(
        &mut self,
        action: impl FnOnce(&Connection, &mut Gathered) -> Result<(T, u64)>,
    ) -> Result<T> {
        if self.open.is_none() {
            self.writer.connection.execute_batch("BEGIN IMMEDIATE")?;
            self.open = Some(Instant::now());
        }
        match action(&self.writer.connection, &mut self.gathered) {
            Ok((value, rows)) => {
                self.rows = self.rows.saturating_add(rows);
                let long = self.open.is_some_and(|since| since.elapsed() >= SPAN);
                if self.rows >= ROWS || long {
                    self.commit()?;
                }
                Ok(value)
            }
            Err(error) => {
                self.take_back()?;
                Err(error)
            }
        }
    }

    fn take_back(&mut self) -> Result<()> {
        self.open = None;
        self.rows = 0;
        // Rules met in this transaction are gone with it.
        self.gathered.rules.clear();
        self.gathered.search.clear();
        // With a full disk or damage SQLite has done it already.
        if !self.writer.connection.is_autocommit() {
            self.writer.connection.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        if self.open.is_none() {
            return Ok(());
        }
        let connection = &self.writer.connection;
        let done = self.gathered.search.write(connection);
        let done = done.and_then(|()| Ok(connection.execute_batch("COMMIT")?));
        if let Err(error) = done {
            self.take_back()?;
            return Err(error);
        }
        self.open = None;
        self.rows = 0;
        std::thread::sleep(GAP);
        self.writer.sync()
    }
}

impl Drop for Import<'_> {
    fn drop(&mut self) {
        if self.open.is_some() {
            // Nothing can be said of an error here; closing the connection takes back as well.
            let _ = self.take_back();
        }
    }
}

fn known(connection: &Connection, sha256: &[u8; 32]) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT id FROM file WHERE sha256 = ?1")?
        .query_row([sha256], |row| row.get(0))
        .optional()?)
}

/// Stores a file unless it is there. Its id and the number of rows written come back with what was
/// done.
fn add(
    connection: &Connection,
    gathered: &mut Gathered,
    file: NewFile<'_>,
) -> Result<(i64, Stored, u64)> {
    let Some(id) = known(connection, &file.sha256)? else {
        return store_file(connection, gathered, file);
    };
    let unchanged = u64::try_from(file.reports.len()).unwrap_or(u64::MAX);
    let stored = Stored {
        unchanged,
        ..Stored::default()
    };
    Ok((id, stored, 0))
}

fn store_file(
    connection: &Connection,
    gathered: &mut Gathered,
    file: NewFile<'_>,
) -> Result<(i64, Stored, u64)> {
    let parts = serde_json::to_string(file.parts).unwrap_or_else(|_| "[]".to_owned());
    connection
        .prepare_cached(
            "INSERT INTO file (sha256, path, parts, reports, imported_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            file.sha256,
            file.path,
            parts,
            i64::try_from(file.reports.len()).unwrap_or(i64::MAX),
            Timestamp::now().as_microsecond(),
        ])?;
    let file_id = connection.last_insert_rowid();
    let mut stored = Stored::default();
    let mut written = 1_u64;
    let mut copies: HashMap<[u8; 16], u32> = HashMap::new();
    for new in file.reports {
        let copy = copies.entry(new.key).or_insert(0);
        *copy = copy.saturating_add(1);
        let rows = new.report.indicators.len() + new.report.funds.len() + new.findings.len();
        let (report, outcome) = store_report(connection, gathered, new, file_id, *copy)?;
        imports::set_stood_in(connection, file_id, report)?;
        match outcome {
            Outcome::New => stored.new += 1,
            Outcome::Unchanged => {
                stored.unchanged += 1;
                continue;
            }
            Outcome::Revised => stored.revised += 1,
        }
        written = written.saturating_add(u64::try_from(rows).unwrap_or(u64::MAX));
        written = written.saturating_add(5);
    }
    Ok((file_id, stored, written))
}

enum Outcome {
    New,
    Unchanged,
    Revised,
}

fn store_report(
    connection: &Connection,
    gathered: &mut Gathered,
    new: Prepared,
    file: i64,
    copy: u32,
) -> Result<(i64, Outcome)> {
    let present: Option<(i64, u32, [u8; 32])> = connection
        .prepare_cached(
            "SELECT report.id, report.number, revision.content
             FROM report JOIN revision ON revision.id = report.revision
             WHERE key = ?1 AND copy = ?2",
        )?
        .query_row(params![new.key, copy], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let (report, number, outcome) = match present {
        Some((id, _, content)) if content == new.content => return Ok((id, Outcome::Unchanged)),
        Some((id, number, _)) => (id, number.saturating_add(1), Outcome::Revised),
        None => (next_id(connection, "report")?, 1, Outcome::New),
    };
    let again = matches!(outcome, Outcome::Revised);
    let ids = RevisionIds {
        id: next_id(connection, "revision")?,
        report,
        number,
        file,
        content: &new.content,
    };
    let findings = Joined::new(
        connection,
        &mut gathered.rules,
        new.line.unit.comparable(),
        &new.findings,
    )?;
    head(connection, &ids, &new, copy, &findings.counts(), again)?;
    save::save(connection, &ids, &new.report, &new.rows)?;
    let first = report.saturating_mul(PER_REPORT);
    let last = first.saturating_add(PER_REPORT);
    if again {
        // Findings of the batch rules as well: they rest on what stood there before.
        connection
            .prepare_cached("DELETE FROM finding WHERE id >= ?1 AND id < ?2")?
            .execute([first, last])?;
    }
    findings.insert(connection, report, first..last, From::Form)?;
    batches::set_digest(connection, report, &new.digest)?;
    answers::set_form(
        connection,
        &mut gathered.rules,
        report,
        &new.answers,
        &new.alike,
    )?;
    batches::set_stale(connection, new.line.unit.comparable())?;
    gathered.search.add(report, new.words, again);
    Ok((report, outcome))
}

/// The line of the list.
fn head(
    connection: &Connection,
    ids: &RevisionIds<'_>,
    new: &Prepared,
    copy: u32,
    counts: &Counts,
    again: bool,
) -> Result<()> {
    let sql = if again {
        "UPDATE report SET revision = ?4, number = ?5, year = ?6, unit = ?7, project = ?8,
            department = ?9, unit_folded = ?10, project_folded = ?11, department_folded = ?12,
            initial = ?13, annual = ?14, executed = ?15, rate = ?16, score = ?17, grade = ?18,
            indicators = ?19, qualitative = ?20, all_full = ?21, certainty = ?22, mismatch = ?23,
            e0 = ?24, w0 = ?25, n0 = ?26, e1 = ?27, w1 = ?28, n1 = ?29, e2 = ?30, w2 = ?31,
            n2 = ?32, e3 = ?33, w3 = ?34, n3 = ?35, e4 = ?36, w4 = ?37, n4 = ?38
         WHERE id = ?1 AND key = ?2 AND copy = ?3"
    } else {
        // Notes may be older than the form in this database.
        "INSERT INTO report (id, key, copy, revision, number, year, unit, project, department,
            unit_folded, project_folded, department_folded, initial, annual, executed, rate,
            score, grade, indicators, qualitative, all_full, certainty, mismatch,
            e0, w0, n0, e1, w1, n1, e2, w2, n2, e3, w3, n3, e4, w4, n4, notes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
            ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33,
            ?34, ?35, ?36, ?37, ?38,
            (SELECT count(*) FROM note WHERE key = ?2 AND copy = ?3))"
    };
    let line = &new.line;
    let year = new.report.year.value();
    let certainty = line.certainty as i64;
    let of_the_form: &[&dyn ToSql] = params![
        ids.report,
        new.key,
        copy,
        ids.id,
        ids.number,
        year,
        line.unit.text,
        line.project.text,
        line.department.text,
        line.unit.folded(),
        line.project.folded(),
        line.department.folded(),
        line.initial,
        line.annual,
        line.executed,
        line.rate,
        line.score,
        line.grade,
        line.indicators,
        line.qualitative,
        line.all_full,
        certainty,
        counts.mismatch,
    ];
    let of_findings = counts
        .by
        .as_flattened()
        .iter()
        .map(|count| count as &dyn ToSql);
    connection.prepare_cached(sql)?.execute(params_from_iter(
        of_the_form.iter().copied().chain(of_findings),
    ))?;
    Ok(())
}

fn next_id(connection: &Connection, table: &'static str) -> Result<i64> {
    // `table` is one of our own words.
    let sql = match table {
        "report" => "SELECT ifnull(max(id), 0) + 1 FROM report",
        _ => "SELECT ifnull(max(id), 0) + 1 FROM revision",
    };
    let next: i64 = connection
        .prepare_cached(sql)?
        .query_row([], |row| row.get(0))?;
    if next >= i64::MAX / PER_REPORT {
        return Err(Fault::TooMany.into());
    }
    Ok(next)
}
