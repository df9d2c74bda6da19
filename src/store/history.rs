//! The log as it is read: the latest events, those about one report, what can be taken back.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::detail::time;
use super::error::Result;
use super::findings::place_of;
use super::open::Reader;
use super::trace::damaged;
use super::types::{EventId, EventRow, ReportId, Subject};

impl Reader {
    /// The latest events, newest first; with `before` only those before it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn events(&self, limit: usize, before: Option<EventId>) -> Result<Vec<EventRow>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let before = before.map_or(i64::MAX, |event| event.0);
        self.told(|connection| {
            let sql = format!("{EVENT_ROWS} WHERE event.id < ?1 ORDER BY event.id DESC LIMIT ?2");
            event_rows(connection, &sql, [before, limit])
        })
    }

    /// All events about a report with its findings, one finding, or a rule on a unit, oldest
    /// first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn history(&self, subject: &Subject) -> Result<Vec<EventRow>> {
        self.told(|connection| match subject {
            Subject::Report(report, _) => {
                let sql = format!("{EVENT_ROWS} WHERE report.id = ?1 ORDER BY event.id");
                event_rows(connection, &sql, [report.0])
            }
            Subject::Finding(fingerprint) => {
                let sql = format!("{EVENT_ROWS} WHERE event.fingerprint = ?1 ORDER BY event.id");
                event_rows(connection, &sql, [fingerprint])
            }
            Subject::Rule { rule, unit } => {
                let sql = format!(
                    "{EVENT_ROWS} WHERE event.rule = ?1 AND event.fingerprint IS NULL
                       AND event.title = ?2 ORDER BY event.id"
                );
                event_rows(connection, &sql, [rule, unit])
            }
        })
    }

    /// What somebody did last and could take back now: the events of that act, oldest first. With
    /// `again` what they took back last and could do again: the undos. Empty where there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_act(&self, by: &str, again: bool) -> Result<Vec<EventRow>> {
        let kind = if again {
            // What was done since stands in the way.
            "event.kind = 'undo' AND event.id >
               (SELECT ifnull(max(id), 0) FROM event WHERE by = ?1 AND kind NOT IN ('undo', 'redo'))"
        } else {
            "event.kind NOT IN ('undo', 'redo')"
        };
        let stands = format!("event.by = ?1 AND {kind} AND undone.event IS NULL");
        self.told(|connection| {
            let last: Option<i64> = connection
                .prepare_cached(&format!(
                    "SELECT event.act FROM event LEFT JOIN undone ON undone.event = event.id
                     WHERE {stands} ORDER BY event.id DESC LIMIT 1"
                ))?
                .query_row([by], |row| row.get(0))
                .optional()?;
            let sql = format!("{EVENT_ROWS} WHERE event.act = ?2 AND {stands} ORDER BY event.id");
            last.map_or(Ok(Vec::new()), |act| {
                event_rows(connection, &sql, params![by, act])
            })
        })
    }

    /// Everybody who has written something or is to look at something, in order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn auditors(&self) -> Result<Vec<String>> {
        self.told(|connection| {
            Ok(connection
                .prepare_cached(
                    "SELECT DISTINCT by FROM event
                     UNION SELECT assignee FROM task WHERE assignee <> '' ORDER BY 1",
                )?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?)
        })
    }
}

const EVENT_ROWS: &str = "
    SELECT event.id, event.at, event.by, event.kind, report.id, event.title, event.place,
           event.rule, event.value, event.text, event.target, undone.event IS NOT NULL,
           event.fingerprint, event.act
    FROM event
    LEFT JOIN report ON report.key = event.key AND report.copy = event.copy
    LEFT JOIN undone ON undone.event = event.id";

fn event_rows(
    connection: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<EventRow>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(event_row(row)?);
    }
    Ok(events)
}

fn event_row(row: &Row<'_>) -> Result<EventRow> {
    let (value, text): (String, String) = (row.get(8)?, row.get(9)?);
    let target: Option<i64> = row.get(10)?;
    let kind: String = row.get(3)?;
    let readable = match target {
        Some(target) if kind == "undo" || kind == "redo" => target.to_string(),
        _ if value.is_empty() => text,
        _ if text.is_empty() => value.clone(),
        _ => format!("{value} {text}"),
    };
    Ok(EventRow {
        id: EventId(row.get(0)?),
        at: time(row.get(1)?)?,
        by: row.get(2)?,
        act: EventId(row.get(13)?),
        kind,
        report: row.get::<_, Option<i64>>(4)?.map(ReportId),
        title: row.get(5)?,
        place: place_of(row.get_ref(6)?.as_str().map_err(|_| damaged())?)?,
        rule: row.get(7)?,
        finding: row.get(12)?,
        value,
        text: readable,
        undone: row.get(11)?,
    })
}
