//! What stands now, derived from the event log: verdicts, notes, tasks, tags, and which events are
//! undone. Kept up event by event; [`rebuild`] makes the same from the log alone.
//!
//! An event is undone while an undo that is not itself undone takes it back; so the undo of an
//! undo is a redo.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::Result;
use super::events::{COLUMNS, Event, event};
use super::findings::recount;
use super::search::comparable;
use super::{mutes, standing, task};

/// Whether an event is taken back at present.
pub(super) fn is_undone(connection: &Connection, id: i64) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM undone WHERE event = ?1")?
        .exists([id])?)
}

/// Takes a new event in; says which reports' counts are no longer true.
pub(super) fn apply(connection: &Connection, event: &Event) -> Result<Vec<i64>> {
    derive(connection, event)?;
    let reports = connection
        .prepare_cached(
            "SELECT id FROM report WHERE key = ?1 AND copy = ?2
             UNION SELECT report FROM finding WHERE fingerprint = ?3",
        )?
        .query_map(params![event.key, event.copy, event.fingerprint], |row| {
            row.get(0)
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(reports)
}

/// Whether an event takes another one back.
fn takes_back(kind: &str) -> bool {
    matches!(kind, "undo" | "redo")
}

fn derive(connection: &Connection, new: &Event) -> Result<()> {
    // The events whose standing changes: the new one, or those at the end of a chain of undos.
    let mut changed = new.clone();
    let mut undone = false;
    while let Some(target) = changed.target.filter(|_| takes_back(&changed.kind)) {
        undone = connection
            .prepare_cached(
                "SELECT 1 FROM event WHERE target = ?1 AND kind IN ('undo', 'redo')
                   AND id NOT IN (SELECT event FROM undone)",
            )?
            .exists([target])?;
        let sql = if undone {
            "INSERT OR IGNORE INTO undone (event) VALUES (?1)"
        } else {
            "DELETE FROM undone WHERE event = ?1"
        };
        connection.prepare_cached(sql)?.execute([target])?;
        changed = event(connection, target)?;
    }
    match changed.kind.as_str() {
        "note" if undone => {
            connection
                .prepare_cached("DELETE FROM note WHERE event = ?1")?
                .execute([changed.id])?;
        }
        "note" => {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO note (event, key, copy, fingerprint, folded)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    changed.id,
                    changed.key,
                    changed.copy,
                    changed.fingerprint,
                    comparable(&changed.text)
                ])?;
        }
        "verdict" | "second" => {
            if let Some(fingerprint) = changed.fingerprint {
                standing::derive(connection, fingerprint)?;
            }
        }
        "assign" | "due" => task::derive(connection, &changed)?,
        "tag" | "untag" => derive_tag(connection, &changed)?,
        "mute" | "unmute" => mutes::derive(connection, &changed)?,
        _ => {}
    }
    Ok(())
}

/// The last tagging or untagging that is not undone decides.
fn derive_tag(connection: &Connection, changed: &Event) -> Result<()> {
    let standing: Option<(i64, String)> = connection
        .prepare_cached(
            "SELECT id, kind FROM event
             WHERE key = ?1 AND copy = ?2 AND kind IN ('tag', 'untag') AND value = ?3
               AND id NOT IN (SELECT event FROM undone)
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row(params![changed.key, changed.copy, changed.value], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match standing {
        Some((event, kind)) if kind == "tag" => connection
            .prepare_cached(
                "INSERT OR REPLACE INTO tag (key, copy, tag, event) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![changed.key, changed.copy, changed.value, event])?,
        _ => connection
            .prepare_cached("DELETE FROM tag WHERE key = ?1 AND copy = ?2 AND tag = ?3")?
            .execute(params![changed.key, changed.copy, changed.value])?,
    };
    Ok(())
}

/// Forgets what is derived and makes it again from the log.
pub(super) fn rebuild(connection: &Connection) -> Result<()> {
    let before: Vec<i64> = connection
        .prepare("SELECT DISTINCT report FROM finding WHERE verdict <> 0")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    connection.execute_batch(
        "DELETE FROM undone; DELETE FROM verdict; DELETE FROM note; DELETE FROM tag; DELETE FROM mute;
         DELETE FROM task;
         UPDATE finding SET verdict = 0 WHERE verdict <> 0;",
    )?;
    let mut statement = connection.prepare(&format!("SELECT {COLUMNS} FROM event ORDER BY id"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        derive(connection, &Event::read(row)?)?;
    }
    let reports: Vec<i64> = connection
        .prepare(
            "SELECT id FROM report WHERE notes > 0 OR decided > 0
             UNION SELECT report FROM finding WHERE verdict <> 0
             UNION SELECT report.id FROM note JOIN report USING (key, copy)",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for report in before.into_iter().chain(reports) {
        recount(connection, report)?;
    }
    Ok(())
}
