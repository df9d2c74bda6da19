//! What became of imports and of each of their files: written with the files, read for a long time
//! afterwards.
//!
//! Invariants: a file and what is said of it are committed together; nothing here is ever changed
//! but the counts of an import that runs.

use std::rc::Rc;

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

use super::error::Result;
use super::open::Reader;
use super::trace::damaged;
use super::types::{Fate, FileNote, ImportFileRow, ImportId, ImportRow, ReportId, Said, Stored};

/// Remembers an import while it runs.
#[derive(Debug)]
pub(super) struct Journal {
    id: ImportId,
    /// Files noted.
    noted: u32,
    files: u64,
    stored: Stored,
    refused: u64,
    left_out: u64,
}

impl Journal {
    /// Begins, outside any transaction: others see at once that somebody imports.
    pub(super) fn begin(connection: &Connection, by: &str, paths: &[String]) -> Result<Self> {
        let paths = serde_json::to_string(paths).unwrap_or_else(|_| "[]".to_owned());
        connection.execute(
            "INSERT INTO import (at, by, paths) VALUES (?1, ?2, ?3)",
            params![Timestamp::now().as_microsecond(), by, paths],
        )?;
        Ok(Self {
            id: ImportId(connection.last_insert_rowid()),
            noted: 0,
            files: 0,
            stored: Stored::default(),
            refused: 0,
            left_out: 0,
        })
    }

    pub(super) const fn id(&self) -> ImportId {
        self.id
    }

    /// Says what became of a file; `file` is where its forms stand.
    pub(super) fn note(
        &mut self,
        connection: &Connection,
        note: &FileNote<'_>,
        file: Option<i64>,
        stored: Stored,
    ) -> Result<()> {
        let said: Vec<_> = note
            .said
            .iter()
            .map(|said| (kind(said.refused), &said.zh, &said.en))
            .collect();
        let said = serde_json::to_string(&said).unwrap_or_else(|_| "[]".to_owned());
        let refused = note.said.iter().filter(|said| said.refused).count();
        let refused = u64::try_from(refused).unwrap_or(u64::MAX);
        self.noted = self.noted.saturating_add(1);
        connection
            .prepare_cached(
                "INSERT INTO import_file (import, number, path, fate, file, new, unchanged, revised, said)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                self.id.0,
                self.noted,
                note.path,
                code(fate(note, refused, stored)),
                file,
                kept(stored.new),
                kept(stored.unchanged),
                kept(stored.revised),
                said,
            ])?;
        if note.passed_over {
            self.left_out += 1;
        } else {
            self.files += 1;
        }
        self.stored.new += stored.new;
        self.stored.unchanged += stored.unchanged;
        self.stored.revised += stored.revised;
        self.refused += refused;
        self.count(connection)
    }

    /// Brings the counts up to date.
    fn count(&self, connection: &Connection) -> Result<()> {
        connection
            .prepare_cached(
                "UPDATE import SET files = ?2, new = ?3, unchanged = ?4, revised = ?5,
                    refused = ?6, left_out = ?7
                 WHERE id = ?1",
            )?
            .execute(params![
                self.id.0,
                kept(self.files),
                kept(self.stored.new),
                kept(self.stored.unchanged),
                kept(self.stored.revised),
                kept(self.refused),
                kept(self.left_out),
            ])?;
        Ok(())
    }

    /// It has ended.
    pub(super) fn end(&self, connection: &Connection, stopped: bool, remaining: u64) -> Result<()> {
        connection.execute(
            "UPDATE import SET ended_at = ?2, stopped = ?3, remaining = ?4 WHERE id = ?1",
            params![
                self.id.0,
                Timestamp::now().as_microsecond(),
                stopped,
                kept(remaining)
            ],
        )?;
        Ok(())
    }
}

/// A form stood in a file.
pub(super) fn set_stood_in(connection: &Connection, file: i64, report: i64) -> Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO file_report (file, report) VALUES (?1, ?2)")?
        .execute([file, report])?;
    Ok(())
}

const fn kind(refused: bool) -> &'static str {
    if refused { "refused" } else { "skipped" }
}

/// What became of a file on the whole: what wants a look comes before what does not.
const fn fate(note: &FileNote<'_>, refused: u64, stored: Stored) -> Fate {
    let forms = stored.new + stored.unchanged + stored.revised;
    match (refused, forms) {
        _ if note.passed_over => Fate::PassedOver,
        (0, _) if stored.revised > 0 => Fate::Revised,
        (0, _) if stored.new > 0 => Fate::New,
        (0, _) => Fate::Unchanged,
        (_, 0) => Fate::Refused,
        _ => Fate::PartlyRefused,
    }
}

fn code(fate: Fate) -> i64 {
    let codes = (0..).zip(Fate::ALL);
    codes
        .into_iter()
        .find(|(_, known)| *known == fate)
        .map_or(-1, |(code, _)| code)
}

fn fate_of(code: i64) -> Result<Fate> {
    usize::try_from(code)
        .ok()
        .and_then(|code| Fate::ALL.get(code).copied())
        .ok_or_else(damaged)
}

/// A count as SQLite keeps it.
fn kept(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count as it was kept.
fn counted(row: &Row<'_>, column: usize) -> Result<u64> {
    u64::try_from(row.get::<_, i64>(column)?).map_err(|_| damaged())
}

impl Reader {
    /// The latest imports, newest first; with `before` only those before it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn imports(&self, limit: usize, before: Option<ImportId>) -> Result<Vec<ImportRow>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let before = before.map_or(i64::MAX, |import| import.0);
        self.told(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, at, ended_at, by, paths, files, new, unchanged, revised, refused,
                    left_out, stopped, remaining
                 FROM import WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
            )?;
            let mut rows = statement.query([before, limit])?;
            let mut imports = Vec::new();
            while let Some(row) = rows.next()? {
                imports.push(import_row(row)?);
            }
            Ok(imports)
        })
    }

    /// Numbers of the files of an import, in order; with `fates` only those that met one of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn import_files(&self, import: ImportId, fates: &[Fate]) -> Result<Vec<u32>> {
        let codes: Vec<Value> = fates.iter().map(|fate| Value::from(code(*fate))).collect();
        self.told(|connection| {
            let all = codes.is_empty();
            let numbers = connection
                .prepare_cached(
                    "SELECT number FROM import_file
                     WHERE import = ?1 AND (?2 OR fate IN rarray(?3)) ORDER BY number",
                )?
                .query_map(params![import.0, all, Rc::new(codes)], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(numbers)
        })
    }

    /// These files of an import, in the order asked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn import_file_rows(
        &self,
        import: ImportId,
        numbers: &[u32],
    ) -> Result<Vec<ImportFileRow>> {
        self.told(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT number, import_file.path, fate, new, unchanged, revised, said, file, file.path
                 FROM import_file LEFT JOIN file ON file.id = import_file.file
                 WHERE import = ?1 AND number = ?2",
            )?;
            let mut files = Vec::with_capacity(numbers.len());
            for number in numbers {
                let mut rows = statement.query(params![import.0, number])?;
                if let Some(row) = rows.next()? {
                    files.push(file_row(connection, row)?);
                }
            }
            Ok(files)
        })
    }
}

fn time(micros: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|_| damaged())
}

fn import_row(row: &Row<'_>) -> Result<ImportRow> {
    let paths: String = row.get(4)?;
    Ok(ImportRow {
        id: ImportId(row.get(0)?),
        at: time(row.get(1)?)?,
        ended_at: row.get::<_, Option<i64>>(2)?.map(time).transpose()?,
        by: row.get(3)?,
        paths: serde_json::from_str(&paths).map_err(|_| damaged())?,
        files: counted(row, 5)?,
        stored: Stored {
            new: counted(row, 6)?,
            unchanged: counted(row, 7)?,
            revised: counted(row, 8)?,
        },
        refused: counted(row, 9)?,
        left_out: counted(row, 10)?,
        stopped: row.get(11)?,
        remaining: counted(row, 12)?,
    })
}

fn file_row(connection: &Connection, row: &Row<'_>) -> Result<ImportFileRow> {
    let said: String = row.get(6)?;
    let said: Vec<(String, String, String)> = serde_json::from_str(&said).map_err(|_| damaged())?;
    let file: Option<i64> = row.get(7)?;
    let reports = match file {
        Some(file) => connection
            .prepare_cached("SELECT report FROM file_report WHERE file = ?1 ORDER BY report")?
            .query_map([file], |row| Ok(ReportId(row.get(0)?)))?
            .collect::<rusqlite::Result<_>>()?,
        None => Vec::new(),
    };
    Ok(ImportFileRow {
        number: row.get(0)?,
        path: row.get(1)?,
        fate: fate_of(row.get(2)?)?,
        stored: Stored {
            new: counted(row, 3)?,
            unchanged: counted(row, 4)?,
            revised: counted(row, 5)?,
        },
        said: said
            .into_iter()
            .map(|(what, zh, en)| Said {
                refused: what == kind(true),
                zh,
                en,
            })
            .collect(),
        source: row.get(8)?,
        reports,
    })
}
