//! One report with everything beside it.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Fault, Result};
use super::events::hex;
use super::findings::{PER_REPORT, place_of};
use super::lists::{finding_rows, report_rows, rows_of};
use super::load::load;
use super::open::Reader;
use super::trace::damaged;
use super::types::{EventId, Note, ReportDetail, ReportId, RevisionInfo, SourceFile};

impl Reader {
    /// A report in full, as of a revision; of the current one without.
    ///
    /// # Errors
    /// When there is no such report or revision, or the database cannot be read.
    pub fn report(&self, id: ReportId, revision: Option<u32>) -> Result<ReportDetail> {
        self.told(|connection| {
            // One view of the file for all that is read.
            let transaction = connection.unchecked_transaction()?;
            let row = report_rows(&transaction, &[id])?
                .pop()
                .ok_or(Fault::NoReport(id.0))?;
            let number = revision.unwrap_or(row.revision);
            let (revision, source) = source(&transaction, id, number)?;
            let mut findings = finding_rows(
                &transaction,
                &format!(
                    "{} WHERE finding.id >= ?1 AND finding.id < ?2",
                    rows_of("finding NOT INDEXED")
                ),
                [id.0 * PER_REPORT, (id.0 + 1) * PER_REPORT],
            )?;
            findings.sort_by_key(|finding| {
                (
                    finding.place,
                    std::cmp::Reverse(finding.severity),
                    finding.id,
                )
            });
            Ok(ReportDetail {
                revision: number,
                report: load(&transaction, revision)?.ok_or_else(damaged)?,
                source,
                revisions: revisions(&transaction, id)?,
                findings,
                notes: notes(&transaction, id)?,
                tags: tags(&transaction, id)?,
                row,
            })
        })
    }

    /// The same project of the same unit in all its years, the earliest first; the form itself
    /// among them.
    ///
    /// # Errors
    /// As for [`Reader::report`].
    pub fn years(&self, id: ReportId) -> Result<Vec<ReportDetail>> {
        // Of a project there are a few, of a unit there may be very many.
        let sql = "SELECT other.id FROM report AS own
                     CROSS JOIN report AS other INDEXED BY report_project
                       ON ifnull(other.project_folded, other.project) =
                          ifnull(own.project_folded, own.project)
                      AND ifnull(other.unit_folded, other.unit) =
                          ifnull(own.unit_folded, own.unit)
                     WHERE own.id = ?1 AND (other.year IS NOT own.year OR other.id = own.id)
                     ORDER BY other.year, other.id LIMIT 12";
        let ids: Vec<ReportId> = self.listed(sql, |statement| {
            Ok(statement
                .query_map([id.0], |row| row.get(0).map(ReportId))?
                .collect::<rusqlite::Result<_>>()?)
        })?;
        ids.into_iter().map(|id| self.report(id, None)).collect()
    }
}

/// A time as it was stored.
pub(super) fn time(micros: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|_| damaged())
}

fn source(connection: &Connection, report: ReportId, number: u32) -> Result<(i64, SourceFile)> {
    let found = connection
        .prepare_cached(
            "SELECT revision.id, path, sha256, parts, imported_at
             FROM revision JOIN file ON file.id = revision.file
             WHERE report = ?1 AND number = ?2",
        )?
        .query_row(params![report.0, number], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, [u8; 32]>(2)?,
                row.get::<_, String>(3)?,
                row.get::<_, i64>(4)?,
            ))
        })
        .optional()?;
    let (revision, path, sha256, parts, at) = found.ok_or(Fault::NoReport(report.0))?;
    let source = SourceFile {
        path,
        sha256: hex(&sha256),
        parts: serde_json::from_str(&parts).map_err(|_| damaged())?,
        imported_at: time(at)?,
    };
    Ok((revision, source))
}

fn revisions(connection: &Connection, report: ReportId) -> Result<Vec<RevisionInfo>> {
    let mut statement = connection.prepare_cached(
        "SELECT number, content, path, imported_at
         FROM revision JOIN file ON file.id = revision.file
         WHERE report = ?1 ORDER BY number",
    )?;
    let mut rows = statement.query([report.0])?;
    let mut revisions = Vec::new();
    while let Some(row) = rows.next()? {
        revisions.push(RevisionInfo {
            number: row.get(0)?,
            content: hex(&row.get::<_, [u8; 32]>(1)?),
            path: row.get(2)?,
            imported_at: time(row.get(3)?)?,
        });
    }
    Ok(revisions)
}

fn notes(connection: &Connection, report: ReportId) -> Result<Vec<Note>> {
    let mut statement = connection.prepare_cached(
        "SELECT event.id, event.at, event.by, event.fingerprint, event.place, event.text,
                event.content <> revision.content
         FROM report JOIN revision ON revision.id = report.revision
         JOIN note ON note.key = report.key AND note.copy = report.copy
         JOIN event ON event.id = note.event
         WHERE report.id = ?1 ORDER BY event.id",
    )?;
    let mut rows = statement.query([report.0])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        notes.push(Note {
            event: EventId(row.get(0)?),
            at: time(row.get(1)?)?,
            by: row.get(2)?,
            finding: row.get(3)?,
            place: place_of(row.get_ref(4)?.as_str().map_err(|_| damaged())?)?,
            text: row.get(5)?,
            outdated: row.get(6)?,
        });
    }
    Ok(notes)
}

fn tags(connection: &Connection, report: ReportId) -> Result<Vec<String>> {
    Ok(connection
        .prepare_cached("SELECT tag FROM tag JOIN report USING (key, copy) WHERE report.id = ?1")?
        .query_map([report.0], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}
