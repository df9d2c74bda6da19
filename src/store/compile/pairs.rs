//! Severity and verdict of findings, asked of the report's own counts: which of the fifteen pairs a
//! filter picks. No finding is looked at.

use super::{MUTED, Query, Test, names};
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

    /// Those of these verdicts and severities alone, as the sum of the counts; `0` where there is none.
    pub(in crate::store) fn sum(&self, of: impl Fn(Verdict, Severity) -> bool) -> String {
        let mut sum = String::new();
        let columns = VERDICT_OF.into_iter().zip(self.0).zip(COLUMNS);
        for ((verdict, picked), columns) in columns {
            for ((severity, picked), column) in Severity::ALL.into_iter().zip(picked).zip(columns) {
                if picked && of(verdict, severity) {
                    sum.push_str(if sum.is_empty() { "" } else { " + " });
                    sum.push_str(column);
                }
            }
        }
        if sum.is_empty() { "0".to_owned() } else { sum }
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
