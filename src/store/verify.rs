//! Looks over the whole database: the chain of events, SQLite's own checks, and whether what is
//! derived from the events is what they say.

use rusqlite::Connection;

use super::error::Result;
use super::events::{COLUMNS, Event, hex};
use super::open::{Reader, Writer};
use super::types::{EventId, Verification};
use super::{derive, standing, task};

impl Reader {
    /// Checks everything; takes a while on a large database and can be interrupted.
    ///
    /// # Errors
    /// When the database cannot be read at all. What is wrong in it is no error but the answer.
    pub fn verify(&self) -> Result<Verification> {
        self.told(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let mut damage = integrity(&transaction)?;
            damage.extend(dangling(&transaction)?);
            let (events, head, broken) = chain(&transaction)?;
            let mut verification = Verification {
                events,
                head,
                broken,
                damage,
                derived: true,
            };
            verification.derived = derived_as_they_should(&transaction)?;
            Ok(verification)
        })
    }
}

impl Writer {
    /// Makes what is derived from the events (verdicts, notes, tags, counts) again from the log.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn rebuild(&mut self) -> Result<()> {
        self.transact(derive::rebuild)
    }
}

fn integrity(connection: &Connection) -> Result<Vec<String>> {
    let said: Vec<String> = connection
        .prepare("PRAGMA integrity_check(100)")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(said.into_iter().filter(|line| line != "ok").collect())
}

fn dangling(connection: &Connection) -> Result<Vec<String>> {
    let mut dangling = connection
        .prepare(
            "SELECT 'report ' || id || ' → revision' FROM report WHERE NOT EXISTS
               (SELECT 1 FROM revision WHERE revision.id = report.revision
                AND revision.report = report.id AND revision.number = report.number) LIMIT 100",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    let keys = connection
        .prepare("PRAGMA foreign_key_check")?
        .query_map([], |row| {
            let (table, id, parent): (String, Option<i64>, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let id = id.map_or_else(String::new, |id| format!(" {id}"));
            Ok(format!("{table}{id} → {parent}"))
        })?
        .take(100)
        .collect::<rusqlite::Result<Vec<String>>>()?;
    dangling.extend(keys);
    Ok(dangling)
}

/// Number of events, hash of the last, and the first that does not follow.
fn chain(connection: &Connection) -> Result<(u64, String, Option<EventId>)> {
    let mut statement = connection.prepare(&format!("SELECT {COLUMNS} FROM event ORDER BY id"))?;
    let mut rows = statement.query([])?;
    let (mut events, mut before, mut broken) = (0_u64, [0; 32], None);
    while let Some(row) = rows.next()? {
        events += 1;
        let expected = i64::try_from(events).unwrap_or(i64::MAX);
        match Event::read(row) {
            Ok(event) => {
                let sound = event.id == expected && event.hash == event.chained(&before);
                if !sound && broken.is_none() {
                    broken = Some(EventId(event.id));
                }
                before = event.hash;
            }
            // A field of the wrong shape is as broken as one with the wrong hash.
            Err(_) if broken.is_none() => broken = Some(EventId(row.get(0)?)),
            Err(_) => {}
        }
    }
    let head = if events == 0 {
        String::new()
    } else {
        hex(&before)
    };
    Ok((events, head, broken))
}

/// Compares what is derived with what the log says, without writing.
fn derived_as_they_should(connection: &Connection) -> Result<bool> {
    let sets: bool = connection
        .prepare_cached(
            "SELECT NOT EXISTS (
           SELECT event.id FROM event
           WHERE (event.id IN (SELECT event FROM undone)) <>
                 EXISTS (SELECT 1 FROM event AS undo WHERE undo.target = event.id
                         AND undo.kind IN ('undo', 'redo')
                         AND undo.id NOT IN (SELECT event FROM undone)))
         AND NOT EXISTS (
           SELECT id FROM event WHERE kind = 'note' AND id NOT IN (SELECT event FROM undone)
           EXCEPT SELECT event FROM note)
         AND NOT EXISTS (
           SELECT event FROM note
           EXCEPT SELECT id FROM event WHERE kind = 'note' AND id NOT IN (SELECT event FROM undone))
         AND NOT EXISTS (
           SELECT 1 FROM finding LEFT JOIN verdict ON verdict.fingerprint = finding.fingerprint
           WHERE finding.verdict <> 4 AND finding.verdict <> ifnull(verdict.verdict, 0)
              OR finding.verdict = 4 AND ifnull(verdict.verdict, 0) <> 0)
         AND NOT EXISTS (
           SELECT rule, value, max(id) FROM event
           WHERE kind IN ('mute', 'unmute') AND id NOT IN (SELECT event FROM undone)
           GROUP BY rule, value HAVING kind = 'mute'
           EXCEPT SELECT rule, unit, event FROM mute)
         AND (SELECT count(*) FROM mute) =
             (SELECT count(*) FROM (SELECT kind, max(id) FROM event
              WHERE kind IN ('mute', 'unmute') AND id NOT IN (SELECT event FROM undone)
              GROUP BY rule, value HAVING kind = 'mute'))
         AND NOT EXISTS (
           SELECT 1 FROM mute JOIN rule ON rule.name = mute.rule
           JOIN report ON ifnull(report.unit_folded, report.unit) = mute.unit
           JOIN finding ON finding.rule = rule.id AND finding.id >> 16 = report.id
           WHERE finding.verdict = 0)
         AND NOT EXISTS (
           SELECT 1 FROM finding JOIN report ON report.id = finding.report
           JOIN rule ON rule.id = finding.rule
           WHERE finding.verdict = 4 AND NOT EXISTS (
             SELECT 1 FROM mute WHERE mute.rule = rule.name
             AND mute.unit = ifnull(report.unit_folded, report.unit)))",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(sets && standing::is_as_it_should(connection)? && task::is_as_it_should(connection)?)
}
