//! Reports with a narrative like one elsewhere: which are still to be looked for, and what was found.
//!
//! A report written or checked again is to be sought anew, and so is every report whose finding points
//! at it: the batch key of such a finding names the report it is like.

use std::io;

use rusqlite::{OptionalExtension as _, params};

use super::batches::key_of;
use super::bits::Bits;
use super::error::Result;
use super::findings::{self, From, Laid};
use super::import::Import;
use super::types::ReportId;
use crate::form::Key;
use crate::rules::Finding;

/// The batch key of findings that are like that report.
pub fn alike_to(report: ReportId) -> String {
    format!("alike:{}", report.0)
}

impl Import<'_> {
    /// The reports whose likes are to be looked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn to_seek(&self) -> Result<Bits> {
        self.reading(|connection| {
            let mut seek = connection.prepare_cached(
                "SELECT report FROM answer INDEXED BY answer_to_seek WHERE sought = 0
                 UNION ALL SELECT pointing.report FROM answer INDEXED BY answer_to_seek
                 CROSS JOIN finding AS pointing INDEXED BY finding_alike
                   ON pointing.grouped = 2
                   AND pointing.batch = 'alike:' || answer.report
                 WHERE answer.sought = 0",
            )?;
            Bits::gather(&mut seek, &[])
        })
    }

    /// Goes through what finds narratives that are alike, of all reports that have one, older ones first.
    ///
    /// # Errors
    /// When the database cannot be read, and what `each` says.
    pub fn each_signature(&self, mut each: impl FnMut(i64, &[u8]) -> io::Result<()>) -> Result<()> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT report, alike FROM answer WHERE alike <> x'' ORDER BY report",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let packed = row.get_ref(1)?.as_blob().unwrap_or_default();
                each(row.get(0)?, packed)?;
            }
            Ok(())
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

    /// Puts what a look at the report most like this one found in place of an earlier look; `None` for
    /// a key that is not known.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_alike(
        &mut self,
        report: ReportId,
        key: Option<Key>,
        found: &[Finding],
    ) -> Result<()> {
        self.step(|connection, gathered| {
            let key = match key {
                Some(key) => key,
                None => key_of(connection, report)?,
            };
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
