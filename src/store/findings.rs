//! Findings in and out of their rows, and the counts of a report that follow from them.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension as _, params};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::error::{Fault, Result};
use super::mutes;
use super::trace::damaged;
use super::types::Verdict;
use crate::form::Key;
use crate::rules::{Fact, FieldName, Finding, Mark, Place, Severity};

/// How many findings a report can have: they are numbered in the lower bits of their row id.
pub(super) const PER_REPORT: i64 = 1 << 16;

/// Errors of rules whose id begins so mean that a total does not add up.
const TOTALS: [&str; 5] = ["amount-", "exec-", "weight-", "score-", "grade-"];

/// How many verdicts there are, those included that nobody can give.
pub(super) const VERDICTS: usize = 5;

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
        Verdict::Muted => 4,
    }
}

/// The verdict stored as that number.
pub(super) const fn verdict_of(code: i64) -> Verdict {
    match code {
        1 => Verdict::NeedsEvidence,
        2 => Verdict::Confirmed,
        3 => Verdict::Dismissed,
        4 => Verdict::Muted,
        _ => Verdict::Pending,
    }
}

/// A rule as it is stored.
#[derive(Debug, Clone, Copy)]
struct Rule {
    id: i64,
    totals: bool,
}

/// The rules by name, filled as they are met.
#[derive(Debug, Default)]
pub(super) struct Rules(HashMap<String, Rule>);

impl Rules {
    /// The number a rule is stored as.
    pub(super) fn id(&mut self, connection: &Connection, name: &str) -> Result<i64> {
        Ok(self.named(connection, name)?.id)
    }

    fn named(&mut self, connection: &Connection, name: &str) -> Result<Rule> {
        if let Some(rule) = self.0.get(name) {
            return Ok(*rule);
        }
        let known = connection
            .prepare_cached("SELECT id, totals FROM rule WHERE name = ?1")?
            .query_row([name], |row| {
                Ok(Rule {
                    id: row.get(0)?,
                    totals: row.get(1)?,
                })
            })
            .optional()?;
        let rule = match known {
            Some(rule) => rule,
            None => {
                let totals = TOTALS.iter().any(|prefix| name.starts_with(prefix));
                connection
                    .prepare_cached("INSERT INTO rule (name, totals) VALUES (?1, ?2)")?
                    .execute(params![name, totals])?;
                Rule {
                    id: connection.last_insert_rowid(),
                    totals,
                }
            }
        };
        self.0.insert(name.to_owned(), rule);
        Ok(rule)
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
    Form = 0,
    /// The reports of a unit.
    Batch = 1,
    /// One report elsewhere.
    Pair = 2,
    /// The other units.
    Peers = 3,
}

/// A finding laid out for its row.
#[derive(Debug)]
pub(super) struct Laid {
    rule: &'static str,
    severity: i64,
    place: String,
    message: &'static str,
    batch: String,
    facts: String,
    marks: String,
    fingerprint: [u8; 16],
}

impl Laid {
    /// Lays out a finding on the form of that key.
    pub(super) fn new(finding: &Finding, key: &Key) -> Result<Self> {
        Ok(Self {
            rule: finding.rule,
            severity: severity_code(finding.severity),
            place: finding.place.to_string(),
            message: finding.message,
            batch: finding.batch.clone(),
            facts: facts_to_json(&finding.facts)?,
            marks: marks_to_json(&finding.marks)?,
            fingerprint: finding.fingerprint(key),
        })
    }
}

/// Faults when there are more than can be numbered, with as many again from batches.
pub(super) fn countable(findings: &[Finding]) -> Result<()> {
    match i64::try_from(findings.len()) {
        Ok(count) if count <= PER_REPORT / 2 => Ok(()),
        _ => Err(Fault::TooMany.into()),
    }
}

/// How many findings a report has, by severity and verdict code, as its columns `e0` to `n4`.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// For each verdict the errors, warnings and notices.
    pub(super) by: [[i64; 3]; VERDICTS],
    /// A total does not add up.
    pub(super) mismatch: bool,
}

/// Findings with the rule and the verdict each has in the database.
pub(super) struct Joined<'a>(Vec<(&'a Laid, Rule, i64)>);

impl<'a> Joined<'a> {
    /// Looks up rules, verdicts, and what is muted for the (folded) unit of their report.
    pub(super) fn new(
        connection: &Connection,
        rules: &mut Rules,
        unit: &str,
        findings: impl IntoIterator<Item = &'a Laid>,
    ) -> Result<Self> {
        let muted = mutes::of_unit(connection, unit)?;
        let mut verdict =
            connection.prepare_cached("SELECT verdict FROM verdict WHERE fingerprint = ?1")?;
        let joined = findings.into_iter().map(|finding| {
            let standing = if muted.contains(finding.rule) {
                Verdict::Muted
            } else {
                Verdict::Pending
            };
            let verdict = verdict
                .query_row([finding.fingerprint], |row| row.get(0))
                .optional()?
                .filter(|verdict| *verdict != verdict_code(Verdict::Pending))
                .unwrap_or(verdict_code(standing));
            Ok((finding, rules.named(connection, finding.rule)?, verdict))
        });
        Ok(Self(joined.collect::<Result<_>>()?))
    }

    /// What [`recount`] would count if these were all.
    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (finding, rule, verdict) in &self.0 {
            let of_verdict = usize::try_from(*verdict)
                .ok()
                .and_then(|at| counts.by.get_mut(at));
            let number = usize::try_from(finding.severity).ok();
            if let Some(count) = of_verdict.zip(number).and_then(|(by, at)| by.get_mut(at)) {
                *count += 1;
            }
            counts.mismatch |= rule.totals
                && severity_of(finding.severity) == Severity::Error
                && verdict_of(*verdict).counts();
        }
        counts
    }

    /// Inserts them under the free ids.
    pub(super) fn insert(
        &self,
        connection: &Connection,
        report: i64,
        mut free: impl Iterator<Item = i64>,
        from: From,
    ) -> Result<()> {
        let mut insert = connection.prepare_cached(
            "INSERT INTO finding (id, report, rule, severity, verdict, grouped, place, message,
                                  batch, facts, marks, fingerprint)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        for (finding, rule, verdict) in &self.0 {
            insert.execute(params![
                free.next().ok_or(Fault::TooMany)?,
                report,
                rule.id,
                finding.severity,
                verdict,
                from as i64,
                finding.place,
                finding.message,
                finding.batch,
                finding.facts,
                finding.marks,
                finding.fingerprint,
            ])?;
        }
        Ok(())
    }
}

/// Whether a report has findings of that kind.
fn has(connection: &Connection, report: i64, from: From) -> Result<bool> {
    let first = report * PER_REPORT;
    let sql = "SELECT 1 FROM finding WHERE id BETWEEN ?1 AND ?2 AND grouped = ?3";
    let mut found = connection.prepare_cached(sql)?;
    Ok(found.exists(params![first, first + PER_REPORT - 1, from as i64])?)
}

/// Puts `findings` in place of those of the same kind on a report of that (folded) unit, and its
/// counts in line. Nothing is written where there was nothing and is nothing: most often, that is.
pub(super) fn exchange(
    connection: &Connection,
    rules: &mut Rules,
    (report, unit): (i64, &str),
    findings: &[Laid],
    from: From,
) -> Result<()> {
    if findings.is_empty() && !has(connection, report, from)? {
        return Ok(());
    }
    replace(connection, rules, (report, unit), findings, from)?;
    recount(connection, report)
}

fn replace(
    connection: &Connection,
    rules: &mut Rules,
    (report, unit): (i64, &str),
    findings: &[Laid],
    from: From,
) -> Result<()> {
    let first = report * PER_REPORT;
    connection
        .prepare_cached("DELETE FROM finding WHERE id BETWEEN ?1 AND ?2 AND grouped = ?3")?
        .execute(params![first, first + PER_REPORT - 1, from as i64])?;
    let taken: BTreeSet<i64> = connection
        .prepare_cached("SELECT id FROM finding WHERE id BETWEEN ?1 AND ?2")?
        .query_map([first, first + PER_REPORT - 1], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let free = (first..first + PER_REPORT).filter(|id| !taken.contains(id));
    Joined::new(connection, rules, unit, findings)?.insert(connection, report, free, from)
}

/// Brings the counts of a report in line with its findings and notes.
pub(super) fn recount(connection: &Connection, report: i64) -> Result<()> {
    let first = report * PER_REPORT;
    // From the few findings to their rules: statistics may have it that there are fewer rules.
    connection
        .prepare_cached(
            "UPDATE report SET
               (mismatch, e0, w0, n0, e1, w1, n1, e2, w2, n2, e3, w3, n3, e4, w4, n4) =
               (SELECT ifnull(max(severity = 0 AND verdict < 3 AND rule.totals), 0),
                       count(*) FILTER (WHERE verdict = 0 AND severity = 0),
                       count(*) FILTER (WHERE verdict = 0 AND severity = 1),
                       count(*) FILTER (WHERE verdict = 0 AND severity = 2),
                       count(*) FILTER (WHERE verdict = 1 AND severity = 0),
                       count(*) FILTER (WHERE verdict = 1 AND severity = 1),
                       count(*) FILTER (WHERE verdict = 1 AND severity = 2),
                       count(*) FILTER (WHERE verdict = 2 AND severity = 0),
                       count(*) FILTER (WHERE verdict = 2 AND severity = 1),
                       count(*) FILTER (WHERE verdict = 2 AND severity = 2),
                       count(*) FILTER (WHERE verdict = 3 AND severity = 0),
                       count(*) FILTER (WHERE verdict = 3 AND severity = 1),
                       count(*) FILTER (WHERE verdict = 3 AND severity = 2),
                       count(*) FILTER (WHERE verdict = 4 AND severity = 0),
                       count(*) FILTER (WHERE verdict = 4 AND severity = 1),
                       count(*) FILTER (WHERE verdict = 4 AND severity = 2)
                FROM finding NOT INDEXED CROSS JOIN rule ON rule.id = finding.rule
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

fn facts_to_json(facts: &[(&str, Fact)]) -> Result<String> {
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
