//! What a filter finds, all of it: in the order of a list, and counted.
//!
//! Where one condition picks few reports, these are looked at one by one. Else what other tables say
//! (findings, words, notes) is gathered into sets of reports, and the reports are gone through once,
//! along the narrow index that holds all their numbers. So the time grows with the reports, by a
//! fraction of a microsecond each, and never with their findings or words beside each other.

use std::collections::HashSet;
use std::rc::Rc;

use rusqlite::types::Value;

use super::bits::Bits;
use super::compile::{Group, Parts};
use super::error::Result;
use super::lists::{Parameter, along, array, order, parameters};
use super::open::Reader;
use super::types::Sort;
use crate::query::Query;

/// So many reports are looked at one by one sooner than all are gone through.
pub(super) const FEW: usize = 30_000;
/// For so few the sets of other conditions are not worth gathering.
const VERY_FEW: usize = 500;

/// From where to take reports, and the condition they fulfil.
#[derive(Debug)]
pub(super) struct Sieve {
    /// What stands behind `FROM`.
    pub(super) from: &'static str,
    /// What stands behind `WHERE`.
    pub(super) sql: String,
    /// The values of both.
    pub(super) values: Vec<Parameter>,
}

/// Reports a filter finds.
#[derive(Debug)]
pub(super) enum Found {
    /// These; no more than was asked for as few.
    Few(Rc<Vec<Value>>),
    /// Those in the set.
    Many(Bits),
}

/// The reports conditions leave where one of them picks few.
#[derive(Debug)]
pub(super) struct Narrowed<'p, 'q> {
    /// They are among these.
    pub(super) few: Option<HashSet<i64>>,
    /// What they have to fulfil besides.
    pub(super) rest: Vec<&'p Group<'q>>,
}

impl Reader {
    /// Looks up the conditions that pick at most `few` reports.
    pub(super) fn narrow<'p, 'q>(
        &self,
        parts: &'p Parts<'q>,
        few: usize,
    ) -> Result<Narrowed<'p, 'q>> {
        let mut found: Option<HashSet<i64>> = None;
        let mut rest = Vec::new();
        for group in &parts.groups {
            let Some(candidates) = parts.candidates(group)? else {
                rest.push(group);
                continue;
            };
            let sql = format!("{} LIMIT ?", candidates.select.sql);
            let values = parameters(candidates.select.values);
            let ids = self.ids(&sql, values, Some(few.saturating_add(1)))?;
            if ids.len() > few {
                rest.push(group);
                continue;
            }
            if !candidates.exact {
                rest.push(group);
            }
            let mut ids: HashSet<i64> = ids.into_iter().collect();
            if let Some(before) = &found {
                ids.retain(|id| before.contains(id));
            }
            found = Some(ids);
        }
        Ok(Narrowed { few: found, rest })
    }

    /// The sieve of a filter.
    pub(super) fn sieve(&self, query: &Query) -> Result<Sieve> {
        self.sieve_of(query, FEW)
    }

    pub(super) fn sieve_of(&self, query: &Query, few: usize) -> Result<Sieve> {
        let parts = Parts::of(query);
        let narrowed = self.narrow(&parts, few)?;
        let very_few = narrowed
            .few
            .as_ref()
            .is_some_and(|few| few.len() <= VERY_FEW);
        let (mut own, mut sets) = (Vec::new(), Vec::new());
        for group in narrowed.rest {
            let lookup = if very_few || parts.is_plain(group) {
                None
            } else {
                parts.lookup(group)?
            };
            let Some(lookup) = lookup else {
                own.push(group);
                continue;
            };
            if !lookup.exact {
                own.push(group);
            }
            let values = parameters(lookup.select.values);
            sets.push((lookup.negated, self.bits(&lookup.select.sql, &values)?));
        }
        let condition = parts.walk(&own)?;
        let (mut sql, mut values) = (condition.sql, Vec::new());
        let from = match narrowed.few {
            Some(few) => {
                values.push(array(few.into_iter()).into());
                "rarray(?) AS wanted CROSS JOIN report ON report.id = wanted.value"
            }
            None => "report INDEXED BY report_brief",
        };
        values.extend(parameters(condition.values));
        for (negated, set) in sets {
            sql.push_str(if negated {
                " AND NOT holds(?, report.id)"
            } else {
                " AND holds(?, report.id)"
            });
            values.push(set.bound());
        }
        Ok(Sieve { from, sql, values })
    }

    /// The reports a filter finds.
    pub(super) fn found(&self, query: &Query, few: usize) -> Result<Found> {
        let Sieve { from, sql, values } = self.sieve_of(query, FEW)?;
        let bits = self.bits(
            &format!("SELECT report.id FROM {from} WHERE {sql}"),
            &values,
        )?;
        Ok(if bits.len() <= few {
            Found::Few(array(bits.iter()))
        } else {
            Found::Many(bits)
        })
    }

    /// The reports a filter finds, in order.
    pub(super) fn sorted(
        &self,
        query: &Query,
        sort: Sort,
        limit: Option<usize>,
        few: usize,
    ) -> Result<Vec<i64>> {
        let order = order(sort);
        if Parts::of(query).groups.is_empty() {
            let all = along(sort.key);
            let sql = format!("SELECT report.id FROM {all} ORDER BY {order} LIMIT ?");
            return self.ids(&sql, Vec::new(), limit);
        }
        let (sql, wanted) = match self.found(query, few)? {
            Found::Few(ids) => (
                format!(
                    "SELECT report.id FROM rarray(?) AS wanted
                     CROSS JOIN report ON report.id = wanted.value ORDER BY {order} LIMIT ?"
                ),
                ids.into(),
            ),
            Found::Many(set) => (
                format!(
                    "SELECT report.id FROM {} WHERE holds(?, report.id)
                     ORDER BY {order} LIMIT ?",
                    along(sort.key)
                ),
                set.bound(),
            ),
        };
        self.ids(&sql, vec![wanted], limit)
    }

    fn bits(&self, sql: &str, values: &[Parameter]) -> Result<Bits> {
        self.listed(sql, |statement| Bits::gather(statement, values))
    }
}
