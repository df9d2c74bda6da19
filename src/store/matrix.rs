//! Units against rules: on how many forms of a unit a rule speaks, and where that is far more often
//! than elsewhere.
//!
//! Arranged here, on the thread that counts: who looks at it only looks.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::compile::split;
use super::error::Result;
use super::findings::{severity_of, verdict_of};
use super::open::Reader;
use super::rollup::{Names, Seen};
use super::sieve::Found;
use crate::query::Query;
use crate::rules::Severity;

/// The matrix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// 实施单位 with the number of its forms, those that stand out most often first.
    pub units: Vec<(String, u64)>,
    /// Ids of rules with the number of forms they speak on, the most frequent first.
    pub rules: Vec<(String, u64)>,
    /// By places of unit and rule.
    cells: HashMap<(u32, u32), MatrixCell>,
}

/// Findings of one rule on the forms of one unit, neither dismissed nor muted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatrixCell {
    /// Gravest severity among them.
    pub severity: Severity,
    /// How many there are.
    pub findings: u64,
    /// Forms they are on.
    pub reports: u64,
    /// At least twice as often on the unit's forms as on all, and on more than one of them.
    pub stands_out: bool,
}

impl Matrix {
    /// The cell at these places; `None` where the rule does not speak on the unit's forms.
    pub fn cell(&self, unit: usize, rule: usize) -> Option<&MatrixCell> {
        let key = (u32::try_from(unit).ok()?, u32::try_from(rule).ok()?);
        self.cells.get(&key)
    }

    /// Forms of all units.
    pub fn forms(&self) -> u64 {
        self.units.iter().map(|(_, forms)| *forms).sum()
    }
}

/// What is counted of a unit and a rule.
struct Count {
    cell: MatrixCell,
    /// The report met last: those of a rule come in order.
    last: i64,
}

impl Reader {
    /// Findings that count by unit and rule.
    ///
    /// # Errors
    /// As for [`Reader::count`].
    pub fn matrix(&self, query: &Query) -> Result<Matrix> {
        let rules = self.names("SELECT id, name FROM rule")?;
        let units = self.names("SELECT id, unit FROM report")?;
        let mut counts: HashMap<(usize, usize), Count> = HashMap::new();
        let mut seen = Seen::default();
        self.each_finding(query, |finding| {
            if !verdict_of(finding.verdict).counts() {
                return;
            }
            let (unit, rule) = (units.of(finding.report()), rules.of(finding.rule));
            let count = counts.entry((unit, rule)).or_insert_with(|| Count {
                cell: MatrixCell {
                    severity: Severity::Notice,
                    findings: 0,
                    reports: 0,
                    stands_out: false,
                },
                last: -1,
            });
            let cell = &mut count.cell;
            cell.severity = cell.severity.max(severity_of(finding.severity));
            cell.findings += 1;
            // A report is of one unit, so the rule tells the pairs of a report apart.
            if count.last != finding.report() {
                count.last = finding.report();
                cell.reports += u64::from(seen.is_new(rule, finding.report()));
            }
        })?;
        let forms = self.forms_of_units(query, &units)?;
        let mut found: HashMap<usize, u64> = HashMap::new();
        for ((_, rule), count) in &counts {
            *found.entry(*rule).or_default() += count.cell.reports;
        }
        let own = |unit: usize| forms.get(&unit).copied().unwrap_or_default();
        let mut often: HashMap<usize, (usize, u64)> = HashMap::new();
        for (unit, _) in counts.keys() {
            often.entry(*unit).or_insert_with(|| (0, own(*unit)));
        }
        let all: u64 = often.values().map(|(_, forms)| *forms).sum();
        for ((unit, rule), count) in &mut counts {
            let cell = &mut count.cell;
            let over_all = found.get(rule).copied().unwrap_or_default();
            let Some((often, forms)) = often.get_mut(unit) else {
                continue;
            };
            let wanted = forms.saturating_mul(over_all).saturating_mul(2);
            cell.stands_out = cell.reports > 1 && cell.reports.saturating_mul(all) >= wanted;
            *often += usize::from(cell.stands_out);
        }
        let mut by_unit: Vec<_> = often
            .into_iter()
            .map(|(unit, (often, forms))| (Reverse(often), units.name(unit), unit, forms))
            .collect();
        by_unit.sort();
        let mut by_rule: Vec<_> = found
            .into_iter()
            .map(|(rule, reports)| (Reverse(reports), rules.name(rule), rule))
            .collect();
        by_rule.sort();
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let unit_at: HashMap<usize, u32> = (by_unit.iter().enumerate())
            .map(|(at, (_, _, unit, _))| (*unit, place(at)))
            .collect();
        let rule_at: HashMap<usize, u32> = (by_rule.iter().enumerate())
            .map(|(at, (_, _, rule))| (*rule, place(at)))
            .collect();
        let cells = counts.into_iter().filter_map(|((unit, rule), count)| {
            Some(((*unit_at.get(&unit)?, *rule_at.get(&rule)?), count.cell))
        });
        Ok(Matrix {
            cells: cells.collect(),
            units: by_unit
                .into_iter()
                .map(|(_, unit, _, forms)| (unit, forms))
                .collect(),
            rules: by_rule
                .into_iter()
                .map(|(Reverse(reports), rule, _)| (rule, reports))
                .collect(),
        })
    }

    /// How many forms of each unit what a filter says of forms finds.
    fn forms_of_units(&self, query: &Query, units: &Names) -> Result<HashMap<usize, u64>> {
        let (on_reports, _) = split(query);
        let on_reports = Query::and(on_reports.into_iter().cloned().collect());
        let mut forms = HashMap::new();
        if let Found::Many(set) = self.found(&on_reports, 0)? {
            for report in set.iter() {
                *forms.entry(units.of(report)).or_default() += 1;
            }
        }
        Ok(forms)
    }
}
