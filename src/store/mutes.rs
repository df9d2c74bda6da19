//! Rules muted for a unit: what the auditors' log says of it, and the findings it silences.
//!
//! A muted finding stays where it is, with verdict 4, and is left out of counts and lists unless a
//! filter speaks of what is muted. A verdict goes before a mute: what somebody decided counts as
//! decided. The unit is compared folded, as everywhere.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::Result;
use super::events::Event;
use super::findings::{recount, verdict_code};
use super::open::Reader;
use super::rollup::count;
use super::search::comparable;
use super::types::{EventId, Mute, Verdict};

/// A unit in the form it is compared in.
pub(super) fn comparable_unit(unit: &str) -> String {
    comparable(unit)
}

/// The rules muted for a (folded) unit.
pub(super) fn of_unit(connection: &Connection, unit: &str) -> Result<HashSet<String>> {
    Ok(connection
        .prepare_cached("SELECT rule FROM mute WHERE unit = ?1")?
        .query_map([unit], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// The last mute or unmute of the rule and unit that is not undone decides; the findings concerned
/// and the counts of their reports follow.
pub(super) fn derive(connection: &Connection, changed: &Event) -> Result<()> {
    let (rule, unit) = (&changed.rule, &changed.value);
    let standing: Option<(i64, String)> = connection
        .prepare_cached(
            "SELECT id, kind FROM event
             WHERE kind IN ('mute', 'unmute') AND rule = ?1 AND value = ?2
               AND id NOT IN (SELECT event FROM undone)
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row(params![rule, unit], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (from, to) = match standing {
        Some((event, kind)) if kind == "mute" => {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO mute (unit, rule, event) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![unit, rule, event])?;
            (Verdict::Pending, Verdict::Muted)
        }
        _ => {
            connection
                .prepare_cached("DELETE FROM mute WHERE unit = ?1 AND rule = ?2")?
                .execute(params![unit, rule])?;
            (Verdict::Muted, Verdict::Pending)
        }
    };
    let reports: Vec<i64> = connection
        .prepare_cached(
            "UPDATE finding SET verdict = ?4
             WHERE verdict = ?3 AND rule = (SELECT id FROM rule WHERE name = ?1)
               AND report IN (SELECT id FROM report WHERE ifnull(unit_folded, unit) = ?2)
             RETURNING report",
        )?
        .query_map(
            params![rule, unit, verdict_code(from), verdict_code(to)],
            |row| row.get(0),
        )?
        .collect::<rusqlite::Result<_>>()?;
    for report in reports.into_iter().collect::<HashSet<i64>>() {
        recount(connection, report)?;
    }
    Ok(())
}

/// A finding that lost its verdict is muted again where its rule is muted for its unit.
pub(super) fn fall_silent(connection: &Connection, fingerprint: Option<[u8; 16]>) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE finding SET verdict = 4 WHERE fingerprint = ?1 AND EXISTS (
               SELECT 1 FROM mute JOIN rule ON rule.name = mute.rule, report
               WHERE rule.id = finding.rule AND report.id = finding.report
                 AND mute.unit = ifnull(report.unit_folded, report.unit))",
        )?
        .execute([fingerprint])?;
    Ok(())
}

impl Reader {
    /// The rules muted for a unit, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mutes(&self) -> Result<Vec<Mute>> {
        self.told(|connection| {
            let mut mutes = connection.prepare_cached(
                "SELECT mute.rule, event.title, event.text, event.by, event.at, event.id,
                        (SELECT count(*) FROM finding JOIN report ON report.id = finding.report
                         WHERE finding.rule = (SELECT id FROM rule WHERE name = mute.rule)
                           AND finding.verdict = 4
                           AND ifnull(report.unit_folded, report.unit) = mute.unit)
                 FROM mute JOIN event ON event.id = mute.event ORDER BY event.id DESC",
            )?;
            let rows = mutes.query_map([], |row| {
                Ok(Mute {
                    rule: row.get(0)?,
                    unit: row.get(1)?,
                    reason: row.get(2)?,
                    by: row.get(3)?,
                    at: jiff::Timestamp::from_microsecond(row.get(4)?).unwrap_or_default(),
                    event: EventId(row.get(5)?),
                    findings: count(row, 6)?,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}
