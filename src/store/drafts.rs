//! Notes that are being written: kept at once, so that a closed terminal loses nothing.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Fault, Result};
use super::events::hex;
use super::findings::place_of;
use super::open::{Reader, Writer};
use super::types::{Draft, ReportId, Subject};

impl Writer {
    /// Keeps a draft in place of the one by the same person on the same subject; an empty text
    /// forgets it. On the disk when this returns.
    ///
    /// # Errors
    /// When the subject is not there or the database cannot be written.
    pub fn save_draft(&mut self, draft: &Draft) -> Result<()> {
        self.transact(|connection| {
            let subject = subject_name(connection, &draft.subject)?;
            if draft.text.is_empty() {
                connection.execute(
                    "DELETE FROM draft WHERE by = ?1 AND subject = ?2",
                    params![draft.by, subject],
                )?;
            } else {
                connection.execute(
                    "INSERT OR REPLACE INTO draft (by, subject, at, text) VALUES (?1, ?2, ?3, ?4)",
                    params![
                        draft.by,
                        subject,
                        Timestamp::now().as_microsecond(),
                        draft.text
                    ],
                )?;
            }
            Ok(())
        })
    }
}

impl Reader {
    /// The draft of a person on a subject.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn draft(&self, by: &str, subject: &Subject) -> Result<Option<Draft>> {
        self.told(|connection| {
            let name = subject_name(connection, subject)?;
            let text = connection
                .prepare_cached("SELECT text FROM draft WHERE by = ?1 AND subject = ?2")?
                .query_row(params![by, name], |row| row.get(0))
                .optional()?;
            Ok(text.map(|text| Draft {
                by: by.to_owned(),
                subject: subject.clone(),
                text,
            }))
        })
    }

    /// All drafts of a person, newest first; those on what is no longer there are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn drafts(&self, by: &str) -> Result<Vec<Draft>> {
        self.told(|connection| {
            let found: Vec<(String, String)> = connection
                .prepare_cached("SELECT subject, text FROM draft WHERE by = ?1 ORDER BY at DESC")?
                .query_map([by], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let mut drafts = Vec::with_capacity(found.len());
            for (name, text) in found {
                if let Some(subject) = subject_of(connection, &name)? {
                    let by = by.to_owned();
                    drafts.push(Draft { by, subject, text });
                }
            }
            Ok(drafts)
        })
    }
}

/// A name for the subject that outlives row ids.
fn subject_name(connection: &Connection, subject: &Subject) -> Result<String> {
    match subject {
        Subject::Finding(fingerprint) => Ok(format!("finding:{}", hex(fingerprint))),
        Subject::Rule { rule, unit } => Ok(format!("rule:{rule}:{unit}")),
        Subject::Report(report, place) => connection
            .prepare_cached("SELECT key, copy FROM report WHERE id = ?1")?
            .query_row([report.0], |row| {
                let (key, copy): ([u8; 16], u32) = (row.get(0)?, row.get(1)?);
                Ok(format!("form:{}:{copy}:{place}", hex(&key)))
            })
            .optional()?
            .ok_or_else(|| Fault::NoReport(report.0).into()),
    }
}

fn subject_of(connection: &Connection, name: &str) -> Result<Option<Subject>> {
    if let Some((rule, unit)) = name
        .strip_prefix("rule:")
        .and_then(|rest| rest.split_once(':'))
    {
        return Ok(Some(Subject::Rule {
            rule: rule.to_owned(),
            unit: unit.to_owned(),
        }));
    }
    let mut parts = name.splitn(4, ':');
    let (Some(kind), Some(id)) = (parts.next(), parts.next()) else {
        return Ok(None);
    };
    let Some(id) = unhex(id) else { return Ok(None) };
    if kind == "finding" {
        return Ok(Some(Subject::Finding(id)));
    }
    let (Some(copy), Some(place)) = (parts.next(), parts.next()) else {
        return Ok(None);
    };
    let place = place_of(place)?;
    let report = connection
        .prepare_cached("SELECT id FROM report WHERE key = ?1 AND copy = ?2")?
        .query_row(params![id, copy.parse::<u32>().ok()], |row| row.get(0))
        .optional()?;
    Ok(report.map(|report| Subject::Report(ReportId(report), place)))
}

fn unhex(text: &str) -> Option<[u8; 16]> {
    let number = u128::from_str_radix(text, 16).ok()?;
    Some(number.to_be_bytes())
}
