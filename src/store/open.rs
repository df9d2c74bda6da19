//! Connections: the one that writes and those that only read.
//!
//! Invariants: a [`Reader`] cannot change the file, whatever is asked of it (it is opened
//! read-only and told `query_only`); what a [`Writer`] has answered for is on the disk; waiting for
//! another writer is bounded.
//!
//! A commit does not wait for the disk (`synchronous=NORMAL`), because it holds the lock all writers
//! share; [`Writer::sync`] waits after it, while the next one writes. So twenty writers wait for the
//! disk together and not one after the other. A checkpoint waits for the log and then for the
//! database itself, so that a log begun anew in between has taken nothing away.
//!
//! SQLite is given no statistics of the tables: sampled ones are far off for columns of few values,
//! and what is asked says itself where to begin. So a statement is planned for a million reports as
//! it is for a thousand, where tests see it.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::functions::FunctionFlags;
use rusqlite::vtab::array;
use rusqlite::{Connection, InterruptHandle, OpenFlags};

use super::bits;
use super::bulk::MANY;
use super::error::{Fault, Result, StoreError};
use super::first::Deadline;
use super::migrate::{self, State};
use super::search::{comparable, stands_in};
use crate::query::has_initials;

/// How long a writer waits for another before it gives up. An import lets others in every second.
const PATIENCE: Duration = Duration::from_secs(10);
/// The pause before a writer looks again whether the lock is free, when it begins to wait, and the
/// shortest one.
const GLANCES: (Duration, Duration) = (Duration::from_millis(3), Duration::from_micros(150));
/// Prepared statements kept per connection.
const STATEMENTS: usize = 128;

/// The connection that writes. Several processes may have one each; their transactions are short.
#[derive(Debug)]
pub struct Writer {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    /// The write-ahead log, once something was committed.
    log: OnceCell<File>,
    backup: Option<PathBuf>,
    /// New forms of an import that are many ([`super::bulk`]).
    pub(super) many: u64,
    /// Whether indexes of lists are off and this writer is to make them.
    pub(super) at_lists: bool,
}

/// Pages of log after which a commit moves them into the database: 32 MB. The log does not stay
/// larger than 64 MB.
pub(super) const LOG: i64 = 4_096;
/// Kilobytes of pages the writer keeps at hand.
pub(super) const CACHE: i64 = 65_536;

impl Writer {
    /// Opens an existing database, bringing its schema up to date (after a backup).
    ///
    /// # Errors
    /// When there is no such file, it is not ours, is newer than this program, or cannot be used.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(StoreError::new(path, Fault::Missing));
        }
        Self::start(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens a database, making it (and its folder) where there is none.
    ///
    /// # Errors
    /// As for [`Writer::open`], and when it cannot be made.
    pub fn create(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent()
            && !folder.as_os_str().is_empty()
            && !folder.exists()
        {
            std::fs::create_dir_all(folder).map_err(|error| {
                let fault = match error.kind() {
                    std::io::ErrorKind::PermissionDenied => Fault::NoPermission,
                    std::io::ErrorKind::ReadOnlyFilesystem => Fault::ReadOnly,
                    std::io::ErrorKind::StorageFull => Fault::Full,
                    _ => Fault::Io(error),
                };
                StoreError::new(path, fault)
            })?;
        }
        Self::start(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )
    }

    fn start(path: &Path, flags: OpenFlags) -> Result<Self> {
        Self::prepare(path, flags).map_err(|error| error.at(path))
    }

    fn prepare(path: &Path, flags: OpenFlags) -> Result<Self> {
        let mut connection = connect(path, flags)?;
        // Looked at before anything is written: a foreign file stays as it is.
        let before = migrate::state(&connection)?;
        if let State::Ours(found) = before
            && found > migrate::newest()
        {
            let known = migrate::newest();
            return Err(Fault::Newer { found, known }.into());
        }
        if connection.is_readonly("main")? {
            return Err(Fault::ReadOnly.into());
        }
        if before == State::Empty {
            // A form's texts and evidence fill a page of 4 KB badly.
            connection.pragma_update(None, "page_size", 8192)?;
        }
        let _: String =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "wal_autocheckpoint", LOG)?;
        connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
        connection.pragma_update(None, "cache_size", -CACHE)?;
        let backup = migrate::migrate(&mut connection, path)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            log: OnceCell::new(),
            backup,
            many: MANY,
            at_lists: false,
        })
    }

    /// The database.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The copy made before the schema was brought up to date, if it was.
    pub fn backup(&self) -> Option<&Path> {
        self.backup.as_deref()
    }

    /// From now on the log is moved into the database when it has so many pages.
    pub(super) fn checkpoint_after(&self, pages: i64) -> Result<()> {
        let connection = &self.connection;
        Ok(connection.pragma_update(None, "wal_autocheckpoint", pages)?)
    }

    /// Moves of the log into the database what no reader still needs there, without waiting for anyone.
    pub(super) fn checkpoint(&self) -> Result<()> {
        let connection = &self.connection;
        Ok(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?)
    }

    /// Waits until all that was committed is on the disk. To be called after each commit, with the
    /// lock given back.
    pub(super) fn sync(&self) -> Result<()> {
        let log = if let Some(log) = self.log.get() {
            log
        } else {
            // Beside the database itself, where links lead.
            let mut name = OsString::from(self.connection.path().unwrap_or_default());
            name.push("-wal");
            let log = File::open(name).map_err(Fault::Io)?;
            self.log.get_or_init(|| log)
        };
        log.sync_data().map_err(|error| Fault::Io(error).into())
    }

    /// How long this writer waits for another before [`Fault::Locked`]; ten seconds unless told.
    ///
    /// # Errors
    /// When the connection is gone.
    pub fn set_patience(&mut self, patience: Duration) -> Result<()> {
        wait_at_most(&mut self.connection, patience)
    }

    /// A handle that stops the running statement from another thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.connection.get_interrupt_handle())
    }
}

/// A connection that only reads.
#[derive(Debug)]
pub struct Reader {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) deadline: Deadline,
}

impl Reader {
    /// Opens an existing database for reading.
    ///
    /// # Errors
    /// When there is no such file, it is not ours, or its schema is not the one this program knows.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(StoreError::new(path, Fault::Missing));
        }
        let told = |error: StoreError| error.at(path);
        let mut connection = Self::prepare(path).map_err(told)?;
        let deadline = Deadline::on(&mut connection).map_err(told)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            deadline,
        })
    }

    fn prepare(path: &Path) -> Result<Connection> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.pragma_update(None, "query_only", true)?;
        // What is read again and again fits; for the rest there is the cache of the system.
        connection.pragma_update(None, "cache_size", -4_096)?;
        let known = migrate::newest();
        match migrate::state(&connection)? {
            State::Empty => Err(Fault::NotADatabase.into()),
            State::Ours(found) if found > known => Err(Fault::Newer { found, known }.into()),
            State::Ours(found) if found < migrate::FIRST => Err(Fault::Unreleased { found }.into()),
            State::Ours(found) if found < known => Err(Fault::Older { found, known }.into()),
            State::Ours(_) => Ok(connection),
        }
    }

    /// The database.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that moves when any process has committed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn changes(&self) -> Result<u64> {
        let version: i64 = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|error| StoreError::from(error).at(&self.path))?;
        Ok(u64::try_from(version).unwrap_or_default())
    }

    /// A handle that stops the running statement from another thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.connection.get_interrupt_handle())
    }
}

/// Stops the statement a connection is running.
pub struct Interrupter(InterruptHandle);

impl std::fmt::Debug for Interrupter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Interrupter").finish_non_exhaustive()
    }
}

impl Interrupter {
    /// Stops it; the statement ends with [`Fault::Interrupted`]. Without a running statement
    /// nothing happens.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    if path.is_dir() {
        return Err(Fault::NotADatabase.into());
    }
    // Not SQLITE_OPEN_URI: a path is a path.
    let mut connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    wait_at_most(&mut connection, PATIENCE)?;
    array::load_module(&connection)?;
    bits::add_function(&connection)?;
    // For columns of small tables; large ones keep the comparable form.
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("comparable", 1, flags, |context| {
        Ok(comparable(context.get_raw(0).as_str()?))
    })?;
    connection.create_scalar_function("stands_in", -1, flags, |context| {
        let word = context.get_raw(0).as_str()?;
        for at in 1..context.len() {
            if let Some(text) = context.get_raw(at).as_str_or_null()?
                && stands_in(word, text)
            {
                return Ok(true);
            }
        }
        Ok(false)
    })?;
    connection.create_scalar_function("has_initials", 2, flags, |context| {
        let (text, wanted) = (context.get_raw(0).as_str()?, context.get_raw(1).as_str()?);
        Ok(has_initials(text, wanted))
    })?;
    Ok(connection)
}

fn wait_at_most(connection: &mut Connection, patience: Duration) -> Result<()> {
    let mut since = Instant::now();
    connection.busy_handler(Some(move |glance: i32| {
        if glance == 0 {
            since = Instant::now();
        }
        let waited = since.elapsed();
        std::thread::sleep(pause(waited));
        waited < patience
    }))?;
    Ok(())
}

/// How long to wait before looking again. Nobody stands in a queue: who looks more often is the next
/// sooner. So whoever has waited longer looks more often, and short enough pauses hit the gaps an import
/// leaves.
fn pause(waited: Duration) -> Duration {
    let (first, shortest) = GLANCES;
    first.saturating_sub(waited / 10).max(shortest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Field, Origin, Report};
    use crate::store::{NewFile, NewReport, Prepared, Sort};

    #[test]
    fn whoever_has_waited_longer_looks_more_often() {
        let pauses: Vec<Duration> = (0..60).map(Duration::from_millis).map(pause).collect();
        assert!(pauses.is_sorted_by(|before, after| before >= after));
        let (first, shortest) = GLANCES;
        assert_eq!(
            (pauses.first(), pauses.last()),
            (Some(&first), Some(&shortest))
        );
    }

    fn reports(unit: &str, count: u32) -> Vec<Prepared> {
        let text = |text: &str| Field::known(text, text.into(), Origin::default());
        (0..count)
            .map(|number| NewReport {
                answers: Vec::new(),
                report: Report {
                    unit: text(unit),
                    project: text(&format!("项目{number}")),
                    goal: text(&"保障道路保洁，改善环境。".repeat(20)),
                    ..Report::default()
                },
                findings: Vec::new(),
                digest: Vec::new(),
                all_full: false,
            })
            .map(|new| Prepared::new(new).unwrap())
            .collect()
    }

    fn file(path: &str, reports: Vec<Prepared>) -> NewFile<'_> {
        NewFile {
            path,
            sha256: [u8::try_from(path.len()).unwrap(); 32],
            parts: &[],
            reports,
        }
    }

    /// The page limit of SQLite stands in for the end of the disk: both give `SQLITE_FULL`.
    #[test]
    fn a_full_disk_leaves_what_was_committed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut writer = Writer::create(&path).unwrap();
        let first = reports("甲", 1);
        let mut import = writer.import();
        import.add(file("a", first)).unwrap();
        import.finish().unwrap();

        let pages: i64 = writer
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        writer
            .connection
            .pragma_update_and_check(None, "max_page_count", pages + 3, |_| Ok(()))
            .unwrap();
        let many = reports("乙", 300);
        let mut import = writer.import();
        let error = import.add(file("bb", many)).unwrap_err();
        assert!(matches!(error.fault, Fault::Full), "{error}");
        assert_eq!(error.path, path);
        drop(import);

        let reader = Reader::open(&path).unwrap();
        let ids = reader
            .report_ids(&crate::query::Query::All, Sort::default())
            .unwrap();
        assert_eq!(ids.len(), 1);
        assert!(reader.verify().unwrap().is_sound());
    }

    #[test]
    fn a_reader_cannot_write_whatever_it_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Writer::create(&path).unwrap();
        let reader = Reader::open(&path).unwrap();
        for sql in [
            "INSERT INTO tag VALUES (x'', 1, 'x', 1)",
            "PRAGMA user_version = 7",
            "DROP TABLE report",
        ] {
            assert!(reader.connection.execute_batch(sql).is_err(), "{sql}");
            // Not even with the pragma switched off.
            let sql = format!("PRAGMA query_only = 0; {sql}");
            assert!(reader.connection.execute_batch(&sql).is_err(), "{sql}");
        }
    }

    #[test]
    fn a_running_statement_can_be_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Writer::create(&path).unwrap();
        let reader = Reader::open(&path).unwrap();
        let interrupter = reader.interrupter();
        let (done, wait) = std::sync::mpsc::channel::<()>();
        let error = std::thread::scope(|scope| {
            scope.spawn(move || {
                // Until the statement has ended: an interrupt before its beginning is lost.
                while wait.try_recv().is_err() {
                    interrupter.interrupt();
                    std::thread::sleep(Duration::from_millis(1));
                }
            });
            let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                           SELECT count(*) FROM n";
            let error = reader
                .told(|connection| {
                    Ok(connection.query_row(endless, [], |row| row.get::<_, i64>(0))?)
                })
                .unwrap_err();
            done.send(()).unwrap();
            error
        });
        assert!(error.is_interrupted());
    }
}
