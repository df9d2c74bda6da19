//! Severity and verdict of findings, asked of the report's own counts: which of the fifteen pairs a
//! filter picks. No finding is looked at.

use super::fields::names;
use super::{MUTED, Query, Test};
use crate::query::Field;
use crate::rules::Severity;
use crate::store::findings::VERDICTS;
use crate::store::types::Verdict;

/// The columns of `report`, by verdict code, then by severity.
const COLUMNS: [[&str; 3]; VERDICTS] = [
    ["report.e0", "report.w0", "report.n0"],
    ["report.e1", "report.w1", "report.n1"],
    ["report.e2", "report.w2", "report.n2"],
    ["report.e3", "report.w3", "report.n3"],
    ["report.e4", "report.w4", "report.n4"],
];

/// Pairs of a verdict and a severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Pairs([[bool; 3]; VERDICTS]);

impl Pairs {
    /// No pair.
    pub(in crate::store) const NONE: Self = Self([[false; 3]; VERDICTS]);

    /// The pairs that fulfil all of `parts`; `None` where one asks for more than these two.
    pub(in crate::store) fn of(parts: &[&Query], hides_muted: bool) -> Option<Self> {
        let mut pairs = Self::NONE;
        for (verdict, row) in VERDICT_OF.into_iter().zip(&mut pairs.0) {
            for (severity, picked) in Severity::ALL.into_iter().zip(row) {
                *picked = !(hides_muted && verdict == Verdict::Muted);
                for part in parts {
                    *picked &= picks(part, severity, verdict)?;
                }
            }
        }
        Some(pairs)
    }

    /// The columns that count them.
    pub(in crate::store) fn columns(
        self,
    ) -> impl Iterator<Item = (Verdict, Severity, &'static str)> {
        let rows = VERDICT_OF.into_iter().zip(self.0).zip(COLUMNS);
        rows.flat_map(|((verdict, picked), columns)| {
            let picked = Severity::ALL.into_iter().zip(picked).zip(columns);
            picked.filter_map(move |((severity, picked), column)| {
                picked.then_some((verdict, severity, column))
            })
        })
    }

    /// How many findings of them a report has, as an expression.
    pub(in crate::store) fn number(self) -> String {
        let columns: Vec<&str> = self.columns().map(|(_, _, column)| column).collect();
        if columns.is_empty() {
            "0".to_owned()
        } else {
            columns.join(" + ")
        }
    }
}

/// The verdicts in the order of their codes.
const VERDICT_OF: [Verdict; VERDICTS] = [
    Verdict::Pending,
    Verdict::NeedsEvidence,
    Verdict::Confirmed,
    Verdict::Dismissed,
    Verdict::Muted,
];

/// Whether a finding of this severity with this verdict fulfils a filter; `None` where that does not
/// decide it.
fn picks(query: &Query, severity: Severity, verdict: Verdict) -> Option<bool> {
    match query {
        Query::Field(Field::Severity, test) => {
            let names = names(Field::Severity, test).ok()?;
            names
                .iter()
                .all(|name| Severity::from_name(name).is_some())
                .then_some(())?;
            Some(names.iter().any(|name| name == severity.name()))
        }
        Query::Field(Field::Status, test) => {
            let names = names(Field::Status, test).ok()?;
            let known = |name: &String| name == MUTED || Verdict::from_name(name).is_some();
            names.iter().all(known).then_some(())?;
            Some(names.iter().any(|name| name == verdict.name()))
        }
        Query::Field(Field::Is, Test::OneOf(names)) => {
            names.iter().all(|name| name == MUTED).then_some(())?;
            Some(verdict == Verdict::Muted)
        }
        Query::Field(..) | Query::All | Query::Text(_) => None,
        Query::And(parts) => parts.iter().try_fold(true, |all, part| {
            Some(all & picks(part, severity, verdict)?)
        }),
        Query::Or(parts) => parts.iter().try_fold(false, |any, part| {
            Some(any | picks(part, severity, verdict)?)
        }),
        Query::Not(part) => Some(!picks(part, severity, verdict)?),
    }
}
