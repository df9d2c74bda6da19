//! Indexes that only lists are sorted by, left off while very many forms come in.
//!
//! An amount, a rate or a name of every form goes to a place of its own in such an index: with a million
//! forms that is a page of 8 kB for each of them in each index. Sorted first and then written in one go
//! it is a few dozen bytes. So an import that brings many forms compared with what is there takes these
//! indexes off, and at its end they are made again, one in a transaction, so that others write in
//! between. Each time they are made there are at most a few times as many forms as have come in since,
//! so the work grows with the forms (and the logarithm of sorting them), not with their square.
//!
//! Invariants: nothing but speed hangs on these indexes. A reader that finds one missing asks without it
//! ([`Reader::listed`]). While they are off the table [`SIGN`] stands in the database, in which whoever is
//! at it gives a sign of life with every commit; where none comes any more, or the process is gone,
//! whoever opens the database to write next makes them. A database that is whole has the schema of `schema.sql` and nothing else.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, params};
use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use super::error::Result;
use super::migrate::SCHEMA;
use super::open::{CACHE, Reader, Writer};

/// The indexes, what the desk asks for first in front. An import looks for the forms of a unit, and for
/// nothing else of these: the index of units stays.
const INDEXES: [&str; 20] = [
    BY_FINGERPRINT,
    "report_suspicion",
    "report_brief",
    "report_project",
    "report_year",
    "report_annual",
    "report_executed",
    "report_rate",
    "report_score",
    "report_department",
    "report_initial",
    "report_grade",
    "report_warnings",
    "report_notices",
    "report_full",
    "report_mismatch",
    "report_in_words",
    "report_undecided",
    "report_notes",
    "report_decided",
];

/// Fingerprints are as scattered. Verdicts are found by it, so it goes only where nobody has given any.
const BY_FINGERPRINT: &str = "finding_fingerprint";

/// The table that stands there while they are off: when there was a sign of life, in microseconds.
const SIGN: &str = "lists_off";

/// With so many new forms in one import they are taken off,
pub(super) const MANY: u64 = 20_000;
/// if the forms there are no more than so many times as many.
const TIMES: u64 = 4;
/// Kilobytes that are sorted in memory at once; what is more lies in files of the temporary folder.
const SORTED: i64 = 16_384;
/// Without a sign of life for so long whoever took them off is taken for gone, even where there is a
/// process of that number: a commit comes every second, and an index takes some.
const SILENCE: Duration = Duration::from_secs(120);

/// Whether so many new forms, at least `many`, are many compared with those that were there.
pub(super) const fn are_many(new: u64, before: u64, many: u64) -> bool {
    new >= many && before <= new.saturating_mul(TIMES)
}

/// Whether they are off.
pub(super) fn are_off(connection: &Connection) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM sqlite_schema WHERE name = ?1")?
        .exists([SIGN])?)
}

/// Takes them off.
pub(super) fn take_off(connection: &Connection) -> Result<()> {
    if are_off(connection)? {
        return Ok(());
    }
    let reviewed: bool =
        connection.query_row("SELECT EXISTS (SELECT 1 FROM event)", [], |row| row.get(0))?;
    for name in INDEXES {
        if name != BY_FINGERPRINT || !reviewed {
            connection.execute_batch(&format!("DROP INDEX IF EXISTS {name}"))?;
        }
    }
    connection.execute_batch(&format!(
        "CREATE TABLE {SIGN} (alive_at INTEGER NOT NULL, process INTEGER NOT NULL) STRICT;
         INSERT INTO {SIGN} VALUES (0, 0)"
    ))?;
    sign(connection)
}

/// Gives a sign of life, if they are off.
pub(super) fn sign(connection: &Connection) -> Result<()> {
    set_sign(connection, Timestamp::now().as_microsecond())
}

fn set_sign(connection: &Connection, at: i64) -> Result<()> {
    if are_off(connection)? {
        let sql = format!("UPDATE {SIGN} SET alive_at = ?1, process = ?2");
        connection.execute(&sql, params![at, std::process::id()])?;
    }
    Ok(())
}

/// Whether there is such a process, on this machine: only here can a database be shared.
fn is_there(process: i32) -> bool {
    // One of another user may not be asked, but is there.
    Pid::from_raw(process)
        .is_some_and(|process| !matches!(test_kill_process(process), Err(Errno::SRCH)))
}

/// The statement without the names of these indexes.
pub(super) fn without(sql: &str) -> String {
    let mut parts = sql.split(" INDEXED BY ");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        if !INDEXES.contains(&name) {
            plain.push_str(" INDEXED BY ");
            plain.push_str(name);
        }
        plain.push_str(rest);
    }
    plain
}

/// The statement of the schema that makes an index.
fn definition(name: &str) -> &'static str {
    let begin = format!("CREATE INDEX {name} ");
    SCHEMA
        .split_inclusive(';')
        .filter_map(|statement| statement.get(statement.find("CREATE INDEX ")?..))
        .find(|statement| statement.starts_with(&begin))
        .unwrap_or_default()
}

impl Reader {
    /// Asks a statement that names indexes of lists; where they are off, without them. It is asked again
    /// before anything was read.
    pub(super) fn listed<T>(
        &self,
        sql: &str,
        mut read: impl FnMut(&mut CachedStatement<'_>) -> Result<T>,
    ) -> Result<T> {
        self.told(|connection| {
            let mut ask = |sql: &str| read(&mut connection.prepare_cached(sql)?);
            match ask(sql) {
                Err(error) if error.misses_an_index() => ask(&without(sql)),
                told => told,
            }
        })
    }
}

impl Writer {
    /// Whether indexes of lists are off and nobody is about to make them again.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn lists_were_left(&self) -> Result<bool> {
        self.told(|connection| {
            if !are_off(connection)? {
                return Ok(false);
            }
            let sql = format!("SELECT alive_at, process FROM {SIGN}");
            let sign = connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
            let Some((alive, process)) = sign.optional()? else {
                return Ok(true);
            };
            let silent = Timestamp::now().as_microsecond().saturating_sub(alive);
            let silent = Duration::from_micros(u64::try_from(silent).unwrap_or_default());
            Ok(silent > SILENCE || !is_there(process))
        })
    }

    /// Takes over indexes of lists that were left: from now on this writer is at it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn adopt_lists(&mut self) -> Result<()> {
        self.at_lists |= self.lists_were_left()?;
        Ok(())
    }

    /// Whether indexes of lists are off that this writer took off, or took over, and is to make again.
    pub const fn is_at_lists(&self) -> bool {
        self.at_lists
    }

    /// Makes the indexes of lists again where they are off; `tell` hears how many are done, and of how
    /// many. Answers whether it was stopped before the end: the rest is then done by the next import,
    /// or by whoever opens the database next.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn make_lists(
        &mut self,
        stop: &AtomicBool,
        tell: &mut dyn FnMut(u64, u64),
    ) -> Result<bool> {
        self.at_lists = false;
        if !self.told(are_off)? {
            return Ok(false);
        }
        // What is sorted in memory at once is as large as the cache may be, and comes on top of it.
        self.cache(SORTED)?;
        let made = self.make_each(stop, tell);
        self.cache(CACHE)?;
        made
    }

    fn cache(&self, kilobytes: i64) -> Result<()> {
        self.told(|connection| Ok(connection.pragma_update(None, "cache_size", -kilobytes)?))
    }

    fn make_each(&mut self, stop: &AtomicBool, tell: &mut dyn FnMut(u64, u64)) -> Result<bool> {
        let all = u64::try_from(INDEXES.len()).unwrap_or(u64::MAX);
        for (done, name) in (0..).zip(INDEXES) {
            tell(done, all);
            if stop.load(Ordering::Relaxed) {
                self.transact(|connection| set_sign(connection, 0))?;
                return Ok(true);
            }
            let sql = definition(name).replacen("INDEX ", "INDEX IF NOT EXISTS ", 1);
            self.transact(|connection| {
                connection.execute_batch(&sql)?;
                sign(connection)
            })?;
        }
        self.transact(|connection| {
            Ok(connection.execute_batch(&format!("DROP TABLE IF EXISTS {SIGN}"))?)
        })?;
        tell(all, all);
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Field, Origin, Report};
    use crate::query::Query;
    use crate::store::{NewFile, NewReport, Prepared, Sort, SortKey};

    /// What the database consists of.
    fn schema(writer: &Writer) -> Vec<(String, String)> {
        let mut statement = writer
            .connection
            .prepare("SELECT name, ifnull(sql, '') FROM sqlite_schema ORDER BY name")
            .unwrap();
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        rows.map(|row| row.unwrap()).collect()
    }

    fn file(number: u32) -> Prepared {
        let text = |text: &str| Field::known(text, text.into(), Origin::default());
        Prepared::new(NewReport {
            report: Report {
                unit: text("颛桥镇"),
                project: text(&format!("道路保洁{number}")),
                ..Report::default()
            },
            findings: Vec::new(),
            digest: Vec::new(),
            answers: Vec::new(),
            all_full: false,
        })
        .unwrap()
    }

    fn import(writer: &mut Writer, numbers: std::ops::Range<u32>) {
        let mut import = writer.import();
        for number in numbers {
            let mut sha256 = [0; 32];
            sha256[..4].copy_from_slice(&number.to_le_bytes());
            import
                .add(NewFile {
                    path: "forms.txt",
                    sha256,
                    parts: &[],
                    reports: vec![file(number)],
                })
                .unwrap();
        }
        import.rest().unwrap();
    }

    #[test]
    fn many_are_many_compared_with_what_is_there() {
        assert!(!are_many(MANY - 1, 0, MANY));
        assert!(are_many(MANY, 0, MANY));
        assert!(are_many(MANY, MANY * TIMES, MANY));
        assert!(!are_many(MANY, MANY * TIMES + 1, MANY));
    }

    #[test]
    fn they_go_and_come_back_as_the_schema_has_them() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(&folder.path().join("a.db")).unwrap();
        writer.many = 5;
        let whole = schema(&writer);
        import(&mut writer, 0..4);
        assert_eq!(schema(&writer), whole);
        // Four are there: a fifth that comes alone does not make many.
        import(&mut writer, 4..5);
        assert_eq!(schema(&writer), whole);
        import(&mut writer, 5..12);
        let names: Vec<String> = schema(&writer).into_iter().map(|(name, _)| name).collect();
        for index in INDEXES {
            assert!(!names.iter().any(|name| name == index), "{index}");
        }
        assert!(!writer.lists_were_left().unwrap());
        let mut told = Vec::new();
        let stop = AtomicBool::new(false);
        let stopped = writer.make_lists(&stop, &mut |done, all| told.push((done, all)));
        assert!(!stopped.unwrap());
        assert_eq!(schema(&writer), whole);
        assert_eq!(
            (told.first(), told.last()),
            (Some(&(0, 20)), Some(&(20, 20)))
        );
    }

    #[test]
    fn who_left_them_off_is_gone_when_no_sign_of_life_comes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut writer = Writer::create(&path).unwrap();
        let whole = schema(&writer);
        writer.transact(take_off).unwrap();
        assert!(!writer.lists_were_left().unwrap());
        let before = Timestamp::now().as_microsecond() - 1_000_000;
        for (seconds, left) in [(60, false), (120, true)] {
            let at = before - seconds * 1_000_000;
            writer
                .transact(|connection| set_sign(connection, at))
                .unwrap();
            assert_eq!(writer.lists_were_left().unwrap(), left, "{seconds}");
        }
        // Of a process that is gone none is waited for.
        let mut gone = std::process::Command::new("true").spawn().unwrap();
        gone.wait().unwrap();
        let sql = format!("UPDATE {SIGN} SET alive_at = ?1, process = ?2");
        let sign = params![before, gone.id()];
        writer.connection.execute(&sql, sign).unwrap();
        assert!(writer.lists_were_left().unwrap());
        // An import of others is none; what is committed by whoever took them over is one.
        import(&mut writer, 0..1);
        assert!(writer.lists_were_left().unwrap());
        writer.adopt_lists().unwrap();
        import(&mut writer, 1..2);
        assert!(!writer.lists_were_left().unwrap());
        // Stopped half-way, as far as it came; whoever goes on makes the rest.
        let stop = AtomicBool::new(false);
        let stopped = writer.make_lists(&stop, &mut |done, _| {
            stop.store(done == 3, Ordering::Relaxed);
        });
        assert!(stopped.unwrap());
        assert!(writer.lists_were_left().unwrap());
        assert!(Reader::open(&path).unwrap().verify().unwrap().is_sound());
        drop(writer);
        let mut writer = Writer::open(&path).unwrap();
        stop.store(false, Ordering::Relaxed);
        assert!(!writer.make_lists(&stop, &mut |_, _| {}).unwrap());
        assert_eq!(schema(&writer), whole);
    }

    #[test]
    fn lists_are_the_same_without_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut writer = Writer::create(&path).unwrap();
        import(&mut writer, 0..7);
        let reader = Reader::open(&path).unwrap();
        let all = || {
            let sorts = SortKey::ALL
                .into_iter()
                .flat_map(|(key, _)| [false, true].map(|descending| Sort { key, descending }));
            sorts
                .map(|sort| reader.report_ids(&Query::All, sort).unwrap())
                .collect::<Vec<_>>()
        };
        let with = all();
        // Statements that were prepared with them are at hand.
        writer.transact(take_off).unwrap();
        assert_eq!(all(), with);
        writer
            .make_lists(&AtomicBool::new(false), &mut |_, _| {})
            .unwrap();
        assert_eq!(all(), with);
    }

    #[test]
    fn only_their_names_are_taken_out_of_a_statement() {
        assert_eq!(
            without("SELECT 1 FROM report INDEXED BY report_brief WHERE a UNION ALL
                     SELECT 1 FROM report INDEXED BY report_unit JOIN answer INDEXED BY answer_to_seek"),
            "SELECT 1 FROM report WHERE a UNION ALL
                     SELECT 1 FROM report INDEXED BY report_unit JOIN answer INDEXED BY answer_to_seek"
        );
    }
}
