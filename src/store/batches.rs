//! The reports of one unit, for the rules that look at many reports at once.
//!
//! A unit touched by an import or a new check is stale until its batch findings are set;
//! that is kept in the database, so that an interrupted run goes on where it stopped.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use super::answers;
use super::error::{Fault, Result};
use super::findings::{self, From, Laid, Rules};
use super::open::Writer;
use super::types::{Batch, ReportId};
use crate::form::{Key, fold};
use crate::rules::{Answers, Finding};

/// Stores what the batch rules need of a report.
pub(super) fn set_digest(connection: &Connection, report: i64, digest: &[u8]) -> Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO digest (report, digest) VALUES (?1, ?2)")?
        .execute(params![report, digest])?;
    Ok(())
}

/// Marks a unit (in the form it is compared in) stale.
pub(super) fn set_stale(connection: &Connection, unit: &str) -> Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO stale_batch (unit) VALUES (?1)")?
        .execute([unit])?;
    Ok(())
}

/// The natural key of a stored report.
pub(super) fn key_of(connection: &Connection, report: ReportId) -> Result<Key> {
    connection
        .prepare_cached("SELECT unit, project, year FROM report WHERE id = ?1")?
        .query_row([report.0], |row| {
            Ok(Key {
                unit: fold(row.get_ref(0)?.as_str()?),
                project: fold(row.get_ref(1)?.as_str()?),
                year: row.get(2)?,
            })
        })
        .optional()?
        .ok_or_else(|| Fault::NoReport(report.0).into())
}

impl Writer {
    /// All units touched since their batch findings were last set. With very many
    /// reports ask for one at a time: [`Writer::next_stale_batch`].
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stale_batches(&self) -> Result<Vec<Batch>> {
        self.told(|connection| {
            let stale: Vec<String> = connection
                .prepare_cached("SELECT unit FROM stale_batch")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            stale
                .into_iter()
                .map(|unit| batch(connection, unit))
                .collect()
        })
    }

    /// One of them, or `None` when all are up to date.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_stale_batch(&self) -> Result<Option<Batch>> {
        self.told(next)
    }

    /// Puts the findings of the batch rules on the reports of one unit in place of those of an
    /// earlier run, with how the rules answered for each member. If a report of it was touched since `batch` was read, it stays stale. For
    /// many of them use [`Import::set_batch_findings`].
    ///
    /// # Errors
    /// When the database cannot be written.
    ///
    /// [`Import::set_batch_findings`]: super::Import::set_batch_findings
    pub fn set_batch_findings(
        &mut self,
        batch: &Batch,
        findings: &[(ReportId, Finding)],
        answers: &[Answers],
    ) -> Result<()> {
        self.transact(|connection| set(connection, &mut Rules::default(), batch, findings, answers))
    }

    /// Keeps the configuration a run of the rules was made with.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn record_run(&mut self, settings: &str) -> Result<()> {
        self.transact(|connection| {
            connection.execute(
                "INSERT INTO run (at, program, settings) VALUES (?1, ?2, ?3)",
                params![
                    jiff::Timestamp::now().as_microsecond(),
                    env!("CARGO_PKG_VERSION"),
                    settings
                ],
            )?;
            Ok(())
        })
    }

    pub(super) fn told<T>(&self, action: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        action(&self.connection).map_err(|error| error.at(&self.path))
    }

    /// One short transaction that takes the write lock at once; on the disk when this returns.
    pub(super) fn transact<T>(
        &mut self,
        action: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        let done = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(Into::into)
            .and_then(|transaction| {
                let value = action(&transaction)?;
                transaction.commit()?;
                Ok(value)
            });
        done.and_then(|value| self.sync().map(|()| value))
            .map_err(|error: super::StoreError| error.at(&self.path))
    }
}

/// Puts the units that are stale in a line, those whose forms were stored first in front: what is written
/// of them one after the other then lies together. Says how many there are.
pub(super) fn line_up(connection: &Connection) -> Result<u64> {
    connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS in_line (place INTEGER PRIMARY KEY, unit TEXT NOT NULL);
         DELETE FROM temp.in_line;
         INSERT INTO temp.in_line (unit)
         SELECT unit FROM stale_batch ORDER BY
           -- As a mere value: a column of text is not looked up in an index of an expression.
           (SELECT min(+id) FROM report INDEXED BY report_unit
            WHERE ifnull(unit_folded, unit) = +stale_batch.unit);",
    )?;
    let all: Option<i64> =
        connection.query_row("SELECT max(place) FROM temp.in_line", [], |row| row.get(0))?;
    Ok(all.and_then(|all| u64::try_from(all).ok()).unwrap_or(0))
}

/// The unit behind so many in that line.
pub(super) fn in_line(connection: &Connection, before: u64) -> Result<Option<Batch>> {
    let place = i64::try_from(before).unwrap_or(i64::MAX).saturating_add(1);
    let unit: Option<String> = connection
        .prepare_cached("SELECT unit FROM temp.in_line WHERE place = ?1")?
        .query_row([place], |row| row.get(0))
        .optional()?;
    unit.map(|unit| batch(connection, unit)).transpose()
}

/// One unit that is stale.
pub(super) fn next(connection: &Connection) -> Result<Option<Batch>> {
    let stale: Option<String> = connection
        .prepare_cached("SELECT unit FROM stale_batch LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    stale.map(|unit| batch(connection, unit)).transpose()
}

/// Puts the findings of a batch in place of those of an earlier run.
pub(super) fn set(
    connection: &Connection,
    rules: &mut Rules,
    batch: &Batch,
    findings: &[(ReportId, Finding)],
    answers: &[Answers],
) -> Result<()> {
    for ((report, ..), answers) in batch.members.iter().zip(answers) {
        answers::set_batch(connection, rules, report.0, answers)?;
    }
    let mut of: BTreeMap<ReportId, Vec<&Finding>> = BTreeMap::new();
    for (report, finding) in findings {
        of.entry(*report).or_default().push(finding);
    }
    for (report, key, _) in &batch.members {
        let found = of.remove(report).unwrap_or_default();
        let found = found
            .into_iter()
            .map(|finding| Laid::new(finding, key))
            .collect::<Result<Vec<_>>>()?;
        let of = (report.0, batch.unit.as_str());
        findings::exchange(connection, rules, of, &found, From::Batch)?;
    }
    let now = self::batch(connection, batch.unit.clone())?;
    if now.members == batch.members {
        connection
            .prepare_cached("DELETE FROM stale_batch WHERE unit = ?1")?
            .execute([&batch.unit])?;
    }
    Ok(())
}

fn batch(connection: &Connection, unit: String) -> Result<Batch> {
    let members = connection
        .prepare_cached(
            "SELECT report.id, unit, project, year, digest
             FROM report JOIN digest ON digest.report = report.id
             WHERE ifnull(unit_folded, unit) = ?1 ORDER BY report.id",
        )?
        .query_map([&unit], |row| {
            let key = Key {
                unit: fold(row.get_ref(1)?.as_str()?),
                project: fold(row.get_ref(2)?.as_str()?),
                year: row.get(3)?,
            };
            Ok((ReportId(row.get(0)?), key, row.get(4)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Batch { unit, members })
}
