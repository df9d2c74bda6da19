//! Storing files, each as a whole or not at all.
//!
//! Whole files share a transaction, which is committed every [`ROWS`] rows or every second,
//! whichever comes first; after each commit other writers get a moment. While others write, which an
//! import sees by what they committed, it holds the lock for a fifth of that. What makes a file unfit is
//! found before anything of it is written, so that the files before it stay.

use std::mem::take;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::error::Result;
use super::findings::{self, From, Laid, Rules};
use super::imports::Journal;
use super::open::Writer;
use super::types::{Batch, FileNote, ImportId, NewFile, ReportId, Stored};
use super::{answers, batches, bulk, files, search};
use crate::rules::{Answers, Finding, signature};

/// Rows after which a transaction is committed.
const ROWS: u64 = 100_000;
/// Time after which it is: what is committed at once is written with fewer pages of the log.
const SPAN: Duration = Duration::from_secs(1);
/// The same in company: somebody waits for the lock.
const SPAN_IN_COMPANY: Duration = Duration::from_millis(200);
/// Without a commit of somebody else for so long an import is alone again.
const COMPANY: Duration = Duration::from_secs(60);
/// Pages of log after which an import moves them into the database: 256 MB. A page of an index is
/// written anew with nearly every commit, but only once with each of these.
const LOG: i64 = 32_768;
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
    commits: u64,
    growth: Growth,
    others: Others,
}

/// What is seen of others who write.
#[derive(Debug, Default)]
struct Others {
    /// The number that moves with their commits, at the last look.
    version: Option<i64>,
    /// When it was seen to have moved.
    seen: Option<Instant>,
}

impl Others {
    /// Looks whether they have written.
    fn look(&mut self, connection: &Connection) -> Result<()> {
        let version = connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if self
            .version
            .replace(version)
            .is_some_and(|before| before != version)
        {
            self.seen = Some(Instant::now());
        }
        Ok(())
    }

    /// How long the lock may be held.
    fn span(&self) -> Duration {
        match self.seen {
            Some(seen) if seen.elapsed() < COMPANY => SPAN_IN_COMPANY,
            _ => SPAN,
        }
    }
}

/// How an import makes the database grow.
#[derive(Debug, Default)]
struct Growth {
    /// Forms that were there before, once one was stored.
    before: Option<u64>,
    /// Forms that are new.
    new: u64,
    /// So many that the indexes of lists were taken off.
    bulky: bool,
}

/// What is gathered within a transaction.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) rules: Rules,
    pub(super) search: search::Waiting,
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
            commits: 0,
            growth: Growth::default(),
            others: Others::default(),
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
        files::known(&self.writer.connection, sha256)
            .map(|file| file.is_some())
            .map_err(|error| error.at(&self.writer.path))
    }

    /// Stores a file with all its reports, or nothing of it.
    ///
    /// # Errors
    /// When the database cannot be written. That also takes back the files since the last commit:
    /// the same import run again puts them in.
    pub fn add(&mut self, file: NewFile<'_>) -> Result<Stored> {
        let stored = self.step(|connection, gathered| {
            let (_, stored, rows) = files::add(connection, gathered, file)?;
            Ok((stored, rows))
        })?;
        self.grow(stored.new)?;
        Ok(stored)
    }

    /// Takes the indexes of lists off where very many forms come in.
    fn grow(&mut self, new: u64) -> Result<()> {
        self.growth.new = self.growth.new.saturating_add(new);
        if self.growth.bulky || new == 0 {
            return Ok(());
        }
        let before = match self.growth.before {
            Some(before) => before,
            None => {
                let there = self.reading(files::count)?;
                *self.growth.before.insert(there.saturating_sub(new))
            }
        };
        if bulk::are_many(self.growth.new, before, self.writer.many) {
            self.rest()?;
            self.writer.transact(bulk::take_off)?;
            self.growth.bulky = true;
            self.writer.at_lists = true;
        }
        Ok(())
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
                    let (id, stored, rows) = files::add(connection, gathered, file)?;
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
        let kept = kept?;
        self.grow(kept.new)?;
        Ok(kept)
    }

    /// Commits what is not committed yet: for when the next file is not ready, so that others
    /// need not wait for it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn rest(&mut self) -> Result<()> {
        self.commit().map_err(|error| error.at(&self.writer.path))
    }

    /// Commits what is not committed yet; what was begun with [`Import::begin`] has ended. Indexes of
    /// lists that are off stay off: there is more to come, and [`Writer::make_lists`] behind it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn end(mut self, stopped: bool, remaining: u64) -> Result<()> {
        if let Some(journal) = self.journal.take() {
            self.step(|connection, _| Ok((journal.end(connection, stopped, remaining)?, 1)))?;
        }
        self.rest()
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

    /// Puts all units whose batch findings are to be set in a line, and says how many they are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn line_up_stale(&mut self) -> Result<u64> {
        self.rest()?;
        self.reading(batches::line_up)
    }

    /// The unit behind so many in that line; `None` at its end.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stale_in_line(&self, before: u64) -> Result<Option<Batch>> {
        self.reading(|connection| batches::in_line(connection, before))
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

    /// Commits what is not committed yet, and makes the indexes of lists if they were taken off.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn finish(mut self) -> Result<()> {
        self.rest()?;
        if take(&mut self.growth.bulky) {
            self.writer
                .make_lists(&AtomicBool::new(false), &mut |_, _| {})?;
        }
        Ok(())
    }

    /// Leaves no long log for the next writer to move.
    fn usual_log(&mut self) {
        if take(&mut self.commits) > 1 {
            // All is committed and on the disk by now: where the log lies makes no import fail.
            let _ = self.writer.checkpoint_after(super::open::LOG);
            let _ = self.writer.checkpoint();
        }
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
            self.others.look(&self.writer.connection)?;
        }
        match action(&self.writer.connection, &mut self.gathered) {
            Ok((value, rows)) => {
                self.rows = self.rows.saturating_add(rows);
                let long = self
                    .open
                    .is_some_and(|since| since.elapsed() >= self.others.span());
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
        let done = done.and_then(|()| match self.writer.at_lists {
            true => bulk::sign(connection),
            false => Ok(()),
        });
        let done = done.and_then(|()| Ok(connection.execute_batch("COMMIT")?));
        if let Err(error) = done {
            self.take_back()?;
            return Err(error);
        }
        self.open = None;
        self.rows = 0;
        self.commits = self.commits.saturating_add(1);
        if self.commits == 2 {
            self.writer.checkpoint_after(LOG)?;
        }
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
        self.usual_log();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_is_held_for_less_while_others_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut writer = Writer::create(&path).unwrap();
        let mut colleague = Writer::open(&path).unwrap();
        let mut import = writer.import();
        let commit = |import: &mut Import<'_>| {
            import.step(|_, _| Ok(((), 1))).unwrap();
            import.rest().unwrap();
            import.others.span()
        };
        assert_eq!(commit(&mut import), SPAN);
        assert_eq!(commit(&mut import), SPAN);
        colleague.record_run("").unwrap();
        assert_eq!(commit(&mut import), SPAN_IN_COMPANY);
        assert_eq!(commit(&mut import), SPAN_IN_COMPANY);
        import.others.seen = Instant::now().checked_sub(COMPANY);
        assert_eq!(commit(&mut import), SPAN);
    }
}
