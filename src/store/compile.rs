//! From a filter tree to SQL with bound values. No text of a filter ever becomes SQL.
//!
//! The same tree filters reports (`report` is the row) and findings (`finding` is the row, joined
//! to its `report`). What it says of findings means, for a report, that it *has* such a finding;
//! conditions on findings side by side in an `And` are about one and the same finding, negated
//! ones too as long as one that is not negated stands beside them. A negation alone (`-rule:x`)
//! means that the report has no such finding.

mod candidates;
mod fields;
mod pairs;
mod values;

pub(super) use candidates::{Group, Parts};
pub(super) use fields::is_one_rule;
pub(super) use pairs::Pairs;

use rusqlite::types::Value;

use super::error::Result;
use super::search::expression;
use crate::query::{Field, Query, Test};

/// What the filter picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Rows of `report`.
    Reports,
    /// Rows of `finding` joined to `report`.
    Findings,
}

/// A condition with its bound values.
#[derive(Debug, Default)]
pub(super) struct Condition {
    /// The expression, to stand behind `WHERE`.
    pub(super) sql: String,
    /// Its values, in the order of their question marks.
    pub(super) values: Vec<Value>,
    /// Whether muted findings are left out.
    hides: bool,
    /// It is asked of one report at a time, in the order of a list, not of all at once.
    walk: bool,
}

/// How filters call what is muted.
const MUTED: &str = "muted";
/// How filters call what auditors disagree about.
const DISPUTED: &str = "disputed";

/// Splits a filter into what it says of reports alone, and the rest. All of both must hold.
pub(super) fn split(query: &Query) -> (Vec<&Query>, Vec<&Query>) {
    let mut flat = Vec::new();
    flatten(std::slice::from_ref(query), &mut flat);
    flat.into_iter().partition(|part| is_on_report(part))
}

/// Whether a filter says of a finding what it says of its report.
fn is_on_report(query: &Query) -> bool {
    match query {
        Query::All | Query::Text(_) => true,
        // Of a finding these ask for what was written on itself.
        Query::Field(Field::Note | Field::By | Field::Assignee | Field::Due, _) => false,
        Query::Field(Field::Is, Test::OneOf(names))
            if names.iter().any(|name| name == DISPUTED) =>
        {
            false
        }
        Query::Field(..) => !is_on_finding(query),
        Query::And(parts) | Query::Or(parts) => parts.iter().all(is_on_report),
        Query::Not(part) => is_on_report(part),
    }
}

/// The condition that all of these filters hold.
pub(super) fn all_of(parts: &[&Query], of: Of) -> Result<Condition> {
    let mut condition = Condition::hiding(parts);
    condition.hide(of);
    condition.joined(parts.iter().copied(), " AND ", of)?;
    Ok(condition)
}

/// Whether a filter speaks of nothing but findings.
fn is_on_finding(query: &Query) -> bool {
    match query {
        Query::All | Query::Text(_) => false,
        Query::Field(Field::Is, Test::OneOf(names)) => {
            let of_finding = |name: &String| name == MUTED || name == DISPUTED;
            names.iter().all(of_finding)
        }
        Query::Field(field, _) => matches!(
            field,
            Field::Rule | Field::Severity | Field::Status | Field::Place | Field::Second
        ),
        Query::And(parts) | Query::Or(parts) => {
            !parts.is_empty() && parts.iter().all(is_on_finding)
        }
        Query::Not(part) => is_on_finding(part),
    }
}

/// Whether muted findings stay hidden from a filter: it does not speak of them.
pub(super) fn hides_muted(query: &Query) -> bool {
    !speaks_of_muted(query)
}

/// Whether a filter speaks of what is muted anywhere.
fn speaks_of_muted(query: &Query) -> bool {
    match query {
        Query::All | Query::Text(_) => false,
        Query::Field(_, Test::OneOf(names)) => names.iter().any(|name| name == MUTED),
        Query::Field(..) => false,
        Query::And(parts) | Query::Or(parts) => parts.iter().any(speaks_of_muted),
        Query::Not(part) => speaks_of_muted(part),
    }
}

impl Condition {
    /// An empty condition; muted findings stay hidden unless one of `parts` speaks of them.
    fn hiding(parts: &[&Query]) -> Self {
        Self {
            hides: !parts.iter().any(|part| speaks_of_muted(part)),
            ..Self::default()
        }
    }

    /// Hides muted findings where findings are picked. The plus keeps the index for what is asked.
    fn hide(&mut self, of: Of) {
        if self.hides && of == Of::Findings {
            self.push("+finding.verdict < 4 AND ");
        }
    }

    fn push(&mut self, sql: &str) {
        self.sql.push_str(sql);
    }

    fn bind(&mut self, value: impl Into<Value>) {
        self.sql.push('?');
        self.values.push(value.into());
    }

    fn query(&mut self, query: &Query, of: Of) -> Result<()> {
        if of == Of::Reports && is_on_finding(query) {
            return match query {
                Query::Not(part) => {
                    self.push("NOT ");
                    self.has_finding(&[part])
                }
                Query::Or(parts) => self.joined(parts.iter(), " OR ", of),
                Query::And(parts) => self.and(parts, of),
                _ => self.has_finding(&[query]),
            };
        }
        match query {
            Query::All => self.push("1"),
            Query::Text(text) => self.text(text),
            Query::Field(field, test) => self.field(*field, test, of)?,
            Query::And(parts) if of == Of::Reports => self.and(parts, of)?,
            Query::And(parts) => self.joined(parts.iter(), " AND ", of)?,
            Query::Or(parts) => self.joined(parts.iter(), " OR ", of)?,
            Query::Not(part) => {
                // What is unknown (a missing number) does not fulfil the condition.
                self.push("NOT ifnull(");
                self.query(part, of)?;
                self.push(", 0)");
            }
        }
        Ok(())
    }

    fn joined<'q>(
        &mut self,
        parts: impl ExactSizeIterator<Item = &'q Query>,
        word: &str,
        of: Of,
    ) -> Result<()> {
        if parts.len() == 0 {
            // Nothing asked of all holds; nothing of any does not.
            self.push(if word == " AND " { "1" } else { "0" });
            return Ok(());
        }
        self.push("(");
        for (at, part) in parts.enumerate() {
            if at > 0 {
                self.push(word);
            }
            self.query(part, of)?;
        }
        self.push(")");
        Ok(())
    }

    /// All of `parts`, those on findings for one and the same finding.
    fn and(&mut self, parts: &[Query], of: Of) -> Result<()> {
        let mut flat = Vec::new();
        flatten(parts, &mut flat);
        let (on_finding, mut others): (Vec<_>, Vec<_>) =
            flat.into_iter().partition(|part| is_on_finding(part));
        let together = on_finding.iter().any(|part| !matches!(part, Query::Not(_)));
        if !together {
            others.extend(&on_finding);
            return self.joined(others.into_iter(), " AND ", of);
        }
        self.push("(");
        self.has_finding(&on_finding)?;
        for part in others {
            self.push(" AND ");
            self.query(part, of)?;
        }
        self.push(")");
        Ok(())
    }

    fn has_finding(&mut self, conditions: &[&Query]) -> Result<()> {
        if self.walk {
            if let Some(pairs) = Pairs::of(conditions, self.hides) {
                self.push(&format!("({} > 0)", pairs.number()));
                return Ok(());
            }
            // The findings of one report are nearest by its id.
            self.push(
                "EXISTS (SELECT 1 FROM finding NOT INDEXED WHERE finding.id
                 BETWEEN report.id << 16 AND (report.id << 16) + 65535 AND ",
            );
            self.findings(conditions)?;
        } else {
            self.push("report.id IN (");
            self.select_findings(conditions)?;
        }
        self.push(")");
        Ok(())
    }

    /// The condition that a finding fulfils all of these.
    fn findings(&mut self, conditions: &[&Query]) -> Result<()> {
        self.hide(Of::Findings);
        for (at, condition) in conditions.iter().enumerate() {
            if at > 0 {
                self.push(" AND ");
            }
            self.query(condition, Of::Findings)?;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some(expression) = expression(text) else {
            self.push("1");
            return;
        };
        if self.walk {
            self.text_of_one(text, expression);
            return;
        }
        self.push("report.id IN (");
        self.select_text(text, expression);
        self.push(")");
    }
}

/// The parts of an `And` and of every `And` directly in it.
fn flatten<'q>(parts: &'q [Query], flat: &mut Vec<&'q Query>) {
    for part in parts {
        match part {
            Query::And(parts) => flatten(parts, flat),
            Query::All => {}
            _ => flat.push(part),
        }
    }
}
