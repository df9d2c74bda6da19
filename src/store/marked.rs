//! What stands behind marked rows: an act on many of them is about findings, of which a list has
//! loaded only those in sight.

use rusqlite::Connection;

use super::error::Result;
use super::findings::severity_of;
use super::lists::array;
use super::open::Reader;
use super::types::{FindingId, ReportId};
use crate::rules::Severity;

impl Reader {
    /// The fingerprints of these findings; those that are gone are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn fingerprints(&self, ids: &[FindingId]) -> Result<Vec<(FindingId, [u8; 16])>> {
        self.told(|connection| {
            let ids = array(ids.iter().map(|id| id.0));
            Ok(connection
                .prepare_cached(
                    "SELECT finding.id, fingerprint FROM rarray(?1) AS wanted
                     CROSS JOIN finding ON finding.id = wanted.value",
                )?
                .query_map([ids], |row| Ok((FindingId(row.get(0)?), row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The findings of these reports that nobody has decided, by fingerprint.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn undecided(&self, reports: &[ReportId]) -> Result<Vec<([u8; 16], Severity)>> {
        self.told(|connection| undecided(connection, reports))
    }
}

fn undecided(connection: &Connection, reports: &[ReportId]) -> Result<Vec<([u8; 16], Severity)>> {
    // The numbers of a report's findings begin with that of the report.
    let mut statement = connection.prepare_cached(
        "SELECT fingerprint, severity FROM finding
         WHERE id BETWEEN ?1 << 16 AND (?1 << 16) + 65535 AND verdict = 0
         ORDER BY id",
    )?;
    let mut found = Vec::new();
    for report in reports {
        let rows = statement.query_map([report.0], |row| {
            Ok((row.get(0)?, severity_of(row.get(1)?)))
        })?;
        for row in rows {
            found.push(row?);
        }
    }
    Ok(found)
}
