//! Who is to look at a form or a finding, and until when: the last assignment and the last day that
//! are not undone.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::Result;
use super::events::Event;

/// What a task is about, as its row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Subject {
    fingerprint: Vec<u8>,
    key: Vec<u8>,
    copy: u32,
}

impl Subject {
    fn of(event: &Event) -> Self {
        event.fingerprint.map_or_else(
            || Self {
                fingerprint: Vec::new(),
                key: event.key.to_vec(),
                copy: event.copy,
            },
            |fingerprint| Self {
                fingerprint: fingerprint.to_vec(),
                key: Vec::new(),
                copy: 0,
            },
        )
    }

    /// The value of the last event of that kind, and nothing where it takes the former one off.
    fn last(&self, connection: &Connection, kind: &str) -> Result<String> {
        let sql = if self.fingerprint.is_empty() {
            "SELECT value FROM event
             WHERE key = ?1 AND copy = ?2 AND fingerprint IS NULL AND kind = ?3
               AND id NOT IN (SELECT event FROM undone) ORDER BY id DESC LIMIT 1"
        } else {
            "SELECT value FROM event
             WHERE fingerprint = ?1 AND ?2 = 0 AND kind = ?3
               AND id NOT IN (SELECT event FROM undone) ORDER BY id DESC LIMIT 1"
        };
        let about = if self.fingerprint.is_empty() {
            &self.key
        } else {
            &self.fingerprint
        };
        Ok(connection
            .prepare_cached(sql)?
            .query_row(params![about, self.copy, kind], |row| row.get(0))
            .optional()?
            .unwrap_or_default())
    }

    /// Who and until when, as the log has it; `None` where neither is set.
    fn logged(&self, connection: &Connection) -> Result<Option<(String, Option<i64>)>> {
        let assignee = self.last(connection, "assign")?;
        let due = self.last(connection, "due")?.parse().ok().map(day_code);
        Ok((!assignee.is_empty() || due.is_some()).then_some((assignee, due)))
    }

    fn stored(&self, connection: &Connection) -> Result<Option<(String, Option<i64>)>> {
        Ok(connection
            .prepare_cached(
                "SELECT assignee, due FROM task
                 WHERE fingerprint = ?1 AND key = ?2 AND copy = ?3",
            )?
            .query_row(params![self.fingerprint, self.key, self.copy], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?)
    }
}

/// Brings the row of what an event is about in line with the log.
pub(super) fn derive(connection: &Connection, event: &Event) -> Result<()> {
    let subject = Subject::of(event);
    let Subject {
        fingerprint,
        key,
        copy,
    } = &subject;
    match subject.logged(connection)? {
        Some((assignee, due)) => connection
            .prepare_cached(
                "INSERT OR REPLACE INTO task (fingerprint, key, copy, assignee, due)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![fingerprint, key, copy, assignee, due])?,
        None => connection
            .prepare_cached("DELETE FROM task WHERE fingerprint = ?1 AND key = ?2 AND copy = ?3")?
            .execute(params![fingerprint, key, copy])?,
    };
    Ok(())
}

/// Whether every row is what the log says.
pub(super) fn is_as_it_should(connection: &Connection) -> Result<bool> {
    let mut statement = connection.prepare(
        "SELECT ifnull(fingerprint, x''), iif(fingerprint IS NULL, key, x''),
                iif(fingerprint IS NULL, copy, 0)
         FROM event WHERE kind IN ('assign', 'due')
         UNION SELECT fingerprint, key, copy FROM task",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let subject = Subject {
            fingerprint: row.get(0)?,
            key: row.get(1)?,
            copy: row.get(2)?,
        };
        if subject.stored(connection)? != subject.logged(connection)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A day as the number it is stored as: 20261231.
fn day_code(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// The day stored as that number.
pub(super) fn day_of(code: i64) -> Option<Date> {
    let part = |value: i64| i8::try_from(value).ok();
    let year = i16::try_from(code / 10_000).ok()?;
    Date::new(year, part(code / 100 % 100)?, part(code % 100)?).ok()
}
