//! Findings in and out of their rows, and the counts of a report that follow from them.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension as _, params};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::error::{Fault, Result};
use super::trace::damaged;
use super::types::Verdict;
use crate::form::Key;
use crate::rules::{Fact, FieldName, Finding, Mark, Place, Severity};

/// How many findings a report can have: they are numbered in the lower bits of their row id.
pub(super) const PER_REPORT: i64 = 1 << 16;

/// Errors of rules whose id begins so mean that a total does not add up.
const TOTALS: [&str; 5] = ["amount-", "exec-", "weight-", "score-", "grade-"];

/// The number a severity is stored as.
pub(super) const fn severity_code(severity: Severity) -> i64 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Notice => 2,
    }
}

/// The severity stored as that number.
pub(super) const fn severity_of(code: i64) -> Severity {
    match code {
        0 => Severity::Error,
        1 => Severity::Warning,
        _ => Severity::Notice,
    }
}

/// The number a verdict is stored as: in the order findings are offered for review.
pub(super) const fn verdict_code(verdict: Verdict) -> i64 {
    match verdict {
        Verdict::Pending => 0,
        Verdict::NeedsEvidence => 1,
        Verdict::Confirmed => 2,
        Verdict::Dismissed => 3,
    }
}

/// The verdict stored as that number.
pub(super) const fn verdict_of(code: i64) -> Verdict {
    match code {
        1 => Verdict::NeedsEvidence,
        2 => Verdict::Confirmed,
        3 => Verdict::Dismissed,
        _ => Verdict::Pending,
    }
}

/// Row ids of the rules by name, filled as they are met.
#[derive(Debug, Default)]
pub(super) struct RuleIds(HashMap<String, i64>);

impl RuleIds {
    fn id(&mut self, connection: &Connection, name: &str) -> Result<i64> {
        if let Some(id) = self.0.get(name) {
            return Ok(*id);
        }
        let known = connection
            .prepare_cached("SELECT id FROM rule WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        let id = match known {
            Some(id) => id,
            None => {
                let totals = TOTALS.iter().any(|prefix| name.starts_with(prefix));
                connection
                    .prepare_cached("INSERT INTO rule (name, totals) VALUES (?1, ?2)")?
                    .execute(params![name, totals])?;
                connection.last_insert_rowid()
            }
        };
        self.0.insert(name.to_owned(), id);
        Ok(id)
    }

    /// Forgets all: after a rollback the rows may be gone.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

/// Whether findings come from one form alone or from a look at many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The form alone.
    Form,
    /// A batch.
    Batch,
}

/// Puts `findings` in place of those of the same kind on a report.
pub(super) fn replace(
    connection: &Connection,
    rules: &mut RuleIds,
    report: i64,
    key: &Key,
    findings: &mut dyn Iterator<Item = &Finding>,
    from: From,
) -> Result<()> {
    let first = report * PER_REPORT;
    connection
        .prepare_cached("DELETE FROM finding WHERE id BETWEEN ?1 AND ?2 AND grouped = ?3")?
        .execute(params![first, first + PER_REPORT - 1, from == From::Batch])?;
    let taken: BTreeSet<i64> = connection
        .prepare_cached("SELECT id FROM finding WHERE id BETWEEN ?1 AND ?2")?
        .query_map([first, first + PER_REPORT - 1], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let free = (first..first + PER_REPORT).filter(|id| !taken.contains(id));
    insert(connection, rules, report, key, findings, free, from)
}

/// Inserts `findings` under the free ids.
pub(super) fn insert(
    connection: &Connection,
    rules: &mut RuleIds,
    report: i64,
    key: &Key,
    findings: &mut dyn Iterator<Item = &Finding>,
    mut free: impl Iterator<Item = i64>,
    from: From,
) -> Result<()> {
    let mut verdict =
        connection.prepare_cached("SELECT verdict FROM verdict WHERE fingerprint = ?1")?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO finding (id, report, rule, severity, verdict, grouped, place, message, batch,
                              facts, marks, fingerprint)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    for finding in findings {
        let fingerprint = finding.fingerprint(key);
        let verdict: i64 = verdict
            .query_row([fingerprint], |row| row.get(0))
            .optional()?
            .unwrap_or_default();
        insert.execute(params![
            free.next().ok_or(Fault::TooMany)?,
            report,
            rules.id(connection, &finding.rule)?,
            severity_code(finding.severity),
            verdict,
            from == From::Batch,
            finding.place.to_string(),
            finding.message,
            finding.batch,
            facts_to_json(&finding.facts)?,
            marks_to_json(&finding.marks)?,
            fingerprint,
        ])?;
    }
    Ok(())
}

/// Brings the counts of a report in line with its findings and notes.
pub(super) fn recount(connection: &Connection, report: i64) -> Result<()> {
    let first = report * PER_REPORT;
    connection
        .prepare_cached(
            "UPDATE report SET (errors, warnings, notices, mismatch, undecided, decided) =
               (SELECT count(*) FILTER (WHERE severity = 0 AND verdict <> 3),
                       count(*) FILTER (WHERE severity = 1 AND verdict <> 3),
                       count(*) FILTER (WHERE severity = 2 AND verdict <> 3),
                       ifnull(max(severity = 0 AND verdict <> 3 AND rule.totals), 0),
                       count(*) FILTER (WHERE severity < 2 AND verdict = 0),
                       count(*) FILTER (WHERE severity < 2 AND verdict <> 0)
                FROM finding JOIN rule ON rule.id = finding.rule
                WHERE finding.id BETWEEN ?2 AND ?3),
               notes = (SELECT count(*) FROM note
                        WHERE note.key = report.key AND note.copy = report.copy)
             WHERE id = ?1",
        )?
        .execute([report, first, first + PER_REPORT - 1])?;
    Ok(())
}

/// Tagged, so that the text `100` does not come back as a number.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredFact {
    Number(Decimal),
    Text(String),
}

fn facts_to_json(facts: &[(String, Fact)]) -> Result<String> {
    let stored: Vec<_> = facts
        .iter()
        .map(|(name, fact)| {
            let fact = match fact {
                Fact::Number(number) => StoredFact::Number(*number),
                Fact::Text(text) => StoredFact::Text(text.clone()),
            };
            (name, fact)
        })
        .collect();
    serde_json::to_string(&stored).map_err(|_| damaged())
}

/// Facts as they were stored.
pub(super) fn facts_from_json(json: &str) -> Result<Vec<(String, Fact)>> {
    let stored: Vec<(String, StoredFact)> = serde_json::from_str(json).map_err(|_| damaged())?;
    Ok(stored
        .into_iter()
        .map(|(name, fact)| {
            let fact = match fact {
                StoredFact::Number(number) => Fact::Number(number),
                StoredFact::Text(text) => Fact::Text(text),
            };
            (name, fact)
        })
        .collect())
}

#[derive(Serialize, Deserialize)]
struct StoredMark<'a>(std::borrow::Cow<'a, str>, FieldName, Option<(u32, u32)>);

fn marks_to_json(marks: &[Mark]) -> Result<String> {
    let stored: Vec<_> = marks
        .iter()
        .map(|mark| StoredMark(mark.place.to_string().into(), mark.field, mark.span))
        .collect();
    serde_json::to_string(&stored).map_err(|_| damaged())
}

/// Marks as they were stored.
pub(super) fn marks_from_json(json: &str) -> Result<Vec<Mark>> {
    let stored: Vec<StoredMark<'_>> = serde_json::from_str(json).map_err(|_| damaged())?;
    stored
        .into_iter()
        .map(|StoredMark(place, field, span)| {
            Ok(Mark {
                place: place_of(&place)?,
                field,
                span,
            })
        })
        .collect()
}

/// A place as it was stored.
pub(super) fn place_of(text: &str) -> Result<Place> {
    text.parse().map_err(|_| damaged())
}
