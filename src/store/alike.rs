//! Reports with a narrative like one elsewhere: which are still to be looked for, and what was found.
//!
//! A report written or checked again is to be sought anew, and so is every report whose finding points
//! at it: the batch key of such a finding names the report it is like.

use rusqlite::{OptionalExtension as _, params};

use super::batches::key_of;
use super::error::Result;
use super::findings::{self, From, Laid};
use super::import::Import;
use super::types::ReportId;
use crate::form::Key;
use crate::rules::{Finding, Signatures};

/// The batch key of findings that are like that report.
pub fn alike_to(report: ReportId) -> String {
    format!("alike:{}", report.0)
}

impl Import<'_> {
    /// The reports whose likes are to be looked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn to_seek(&self) -> Result<Vec<ReportId>> {
        self.reading(|connection| {
            Ok(connection
                .prepare_cached(
                    "SELECT report FROM answer INDEXED BY answer_to_seek WHERE sought = 0
                     UNION SELECT pointing.report FROM answer INDEXED BY answer_to_seek
                     CROSS JOIN finding AS pointing INDEXED BY finding_alike
                       ON pointing.grouped = 2
                       AND pointing.batch = 'alike:' || answer.report
                     WHERE answer.sought = 0",
                )?
                .query_map([], |row| Ok(ReportId(row.get(0)?)))?
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// What finds narratives that are alike, of all reports that have one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn signatures(&self) -> Result<Signatures> {
        self.reading(|connection| {
            let mut signatures = Signatures::default();
            let mut statement = connection.prepare_cached(
                "SELECT report, alike FROM answer WHERE alike <> x'' ORDER BY report",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let packed = row.get_ref(1)?.as_blob().unwrap_or_default();
                signatures.add(row.get(0)?, packed);
            }
            Ok(signatures)
        })
    }

    /// A report's key and digest, while it is there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn member(&self, report: ReportId) -> Result<Option<(Key, Vec<u8>)>> {
        self.reading(|connection| {
            let digest: Option<Vec<u8>> = connection
                .prepare_cached("SELECT digest FROM digest WHERE report = ?1")?
                .query_row([report.0], |row| row.get(0))
                .optional()?;
            digest
                .map(|digest| Ok((key_of(connection, report)?, digest)))
                .transpose()
        })
    }

    /// Puts what a look at the report most like this one found in place of an earlier look.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_alike(&mut self, report: ReportId, found: &[Finding]) -> Result<()> {
        self.step(|connection, gathered| {
            let key = key_of(connection, report)?;
            let laid = found
                .iter()
                .map(|finding| Laid::new(finding, &key))
                .collect::<Result<Vec<_>>>()?;
            let unit = key.unit.to_lowercase();
            let of = (report.0, unit.as_str());
            findings::exchange(connection, &mut gathered.rules, of, &laid, From::Pair)?;
            connection
                .prepare_cached("UPDATE answer SET sought = 1 WHERE report = ?1")?
                .execute(params![report.0])?;
            Ok(((), 1))
        })
    }
}
