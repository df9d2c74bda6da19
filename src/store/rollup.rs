//! Counts: of a filter, and by rule, unit, severity or year.

use std::collections::HashMap;

use rusqlite::params_from_iter;

use super::compile::{Pairs, hides_muted, split};
use super::error::Result;
use super::findings::{PER_REPORT, severity_of, verdict_of};
use super::open::Reader;
use super::sieve::{FEW, Found};
use super::types::{Rollup, RollupRow, Totals, Verdict};
use crate::query::Query;
use crate::rules::Severity;

/// What a roll-up needs of a finding: an index holds all of it.
pub(super) struct Brief {
    id: i64,
    pub(super) rule: i64,
    pub(super) verdict: i64,
    pub(super) severity: i64,
}

impl Brief {
    pub(super) const fn report(&self) -> i64 {
        self.id / PER_REPORT
    }
}

/// Which group the row of an id belongs to, and what the groups are called.
#[derive(Default)]
pub(super) struct Names {
    /// By id.
    groups: Vec<u32>,
    names: Vec<String>,
}

impl Names {
    fn severities() -> Self {
        // Stored as 0, 1, 2 from the gravest: as `ALL` has them.
        Self {
            groups: (0..).take(Severity::ALL.len()).collect(),
            names: Severity::ALL
                .map(|severity| severity.name().to_owned())
                .into(),
        }
    }

    fn set(&mut self, id: i64, group: usize) {
        let (Ok(id), Ok(group)) = (usize::try_from(id), u32::try_from(group)) else {
            return;
        };
        if self.groups.len() <= id {
            self.groups.resize(id + 1, 0);
        }
        if let Some(place) = self.groups.get_mut(id) {
            *place = group;
        }
    }

    pub(super) fn of(&self, id: i64) -> usize {
        let group = usize::try_from(id).ok().and_then(|id| self.groups.get(id));
        group.map_or(0, |group| usize::try_from(*group).unwrap_or_default())
    }

    pub(super) fn name(&self, group: usize) -> String {
        self.names.get(group).cloned().unwrap_or_default()
    }
}

/// Which reports were met in which group: a bit each.
#[derive(Default)]
pub(super) struct Seen(HashMap<usize, Vec<u64>>);

impl Seen {
    pub(super) fn is_new(&mut self, group: usize, report: i64) -> bool {
        let report = usize::try_from(report).unwrap_or_default();
        let bits = self.0.entry(group).or_default();
        if bits.len() <= report / 64 {
            bits.resize(report / 64 + 1, 0);
        }
        let Some(word) = bits.get_mut(report / 64) else {
            return false;
        };
        let bit = 1_u64 << (report % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
}

impl RollupRow {
    fn new(key: String) -> Self {
        Self {
            key,
            severity: Severity::Notice,
            findings: 0,
            reports: 0,
            to_decide: 0,
            notices: 0,
            undecided: 0,
            confirmed: 0,
            dismissed: 0,
        }
    }

    /// So many more findings of this verdict and severity.
    fn add(&mut self, verdict: Verdict, severity: Severity, number: u64) {
        let grave = severity != Severity::Notice;
        self.severity = self.severity.max(severity);
        if grave && verdict != Verdict::Muted {
            self.to_decide += number;
        }
        match verdict {
            Verdict::Pending if grave => self.undecided += number,
            Verdict::Confirmed => self.confirmed += number,
            Verdict::Dismissed => self.dismissed += number,
            Verdict::Pending | Verdict::NeedsEvidence | Verdict::Muted => {}
        }
        if verdict.counts() {
            self.findings += number;
            if !grave {
                self.notices += number;
            }
        }
    }
}

impl Totals {
    /// So many more findings of this verdict and severity.
    fn add(&mut self, verdict: Verdict, severity: Severity, number: u64) {
        if verdict.counts() {
            self.findings += number;
            match severity {
                Severity::Error => self.errors += number,
                Severity::Warning => self.warnings += number,
                Severity::Notice => self.notices += number,
            }
        }
        if severity != Severity::Notice && verdict != Verdict::Muted {
            self.to_decide += number;
            if verdict == Verdict::Pending {
                self.undecided += number;
            }
        }
    }
}

impl Reader {
    /// How much a filter finds: reports, and findings it picks on them.
    ///
    /// # Errors
    /// When the filter asks a field for what it cannot answer, or the database cannot be read.
    pub fn count(&self, query: &Query) -> Result<Totals> {
        let (_, on_findings) = split(query);
        match Pairs::of(&on_findings, hides_muted(query)) {
            // The reports know how many findings they have.
            Some(pairs) => self.count_reports(query, pairs),
            None => {
                let totals = self.count_reports(query, Pairs::NONE)?;
                self.count_findings(query, totals)
            }
        }
    }

    /// The reports a filter finds, and their findings of these verdicts and severities.
    fn count_reports(&self, query: &Query, pairs: Pairs) -> Result<Totals> {
        let sieve = self.sieve(query)?;
        let sums: String = pairs
            .columns()
            .map(|(verdict, _, column)| {
                // Of most reports nothing is decided: asking is quicker than adding nothing.
                let filter = if verdict == Verdict::Pending {
                    String::new()
                } else {
                    format!(" FILTER (WHERE {column})")
                };
                format!(", sum({column}){filter}")
            })
            .collect();
        let sql = format!(
            "SELECT count(*), sum(report.all_full), sum(report.mismatch){sums} FROM {} WHERE {}",
            sieve.from, sieve.sql
        );
        self.listed(&sql, |statement| {
            let values = params_from_iter(&sieve.values);
            Ok(statement.query_row(values, |row| {
                let mut totals = Totals {
                    reports: count(row, 0)?,
                    all_full: count(row, 1)?,
                    mismatch: count(row, 2)?,
                    ..Totals::default()
                };
                for (column, (verdict, severity, _)) in (3..).zip(pairs.columns()) {
                    totals.add(verdict, severity, count(row, column)?);
                }
                Ok(totals)
            })?)
        })
    }

    /// Adds the findings a filter picks.
    fn count_findings(&self, query: &Query, mut totals: Totals) -> Result<Totals> {
        let (from, values) = self.findings_of(query)?;
        let sql = format!(
            "SELECT finding.verdict, finding.severity, count(*) {from}
             GROUP BY finding.verdict, finding.severity"
        );
        self.told(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(values))?;
            while let Some(row) = rows.next()? {
                let (verdict, severity) = (verdict_of(row.get(0)?), severity_of(row.get(1)?));
                totals.add(verdict, severity, count(row, 2)?);
            }
            Ok(totals)
        })
    }

    /// The findings a filter picks, rolled up: gravest first, then the most suspicions.
    ///
    /// # Errors
    /// As for [`Reader::count`].
    pub fn rollup(&self, query: &Query, by: Rollup) -> Result<Vec<RollupRow>> {
        let (_, on_findings) = split(query);
        let mut rows = match (by, Pairs::of(&on_findings, hides_muted(query))) {
            // The reports know how many findings they have.
            (Rollup::Unit | Rollup::Year | Rollup::Severity, Some(pairs)) => {
                self.rollup_of_reports(query, by, pairs)?
            }
            _ => self.rollup_of_findings(query, by)?,
        };
        rows.sort_by(|a, b| {
            let weight = |row: &RollupRow| (row.severity, row.to_decide, row.findings);
            (weight(b), &a.key).cmp(&(weight(a), &b.key))
        });
        Ok(rows)
    }

    /// One look at each report, none at its findings.
    fn rollup_of_reports(&self, query: &Query, by: Rollup, pairs: Pairs) -> Result<Vec<RollupRow>> {
        let (on_reports, _) = split(query);
        let on_reports = Query::and(on_reports.into_iter().cloned().collect());
        let (from, reports) = match self.found(&on_reports, FEW)? {
            Found::Few(ids) => (
                "rarray(?) AS wanted CROSS JOIN report ON report.id = wanted.value",
                ids.into(),
            ),
            // The narrow index has all but the names.
            Found::Many(set) if by == Rollup::Unit => {
                ("report WHERE holds(?, report.id)", set.bound())
            }
            Found::Many(set) => (
                "report INDEXED BY report_brief WHERE holds(?, report.id)",
                set.bound(),
            ),
        };
        let group = match by {
            Rollup::Unit => "report.unit",
            _ => "CAST(report.year AS TEXT)",
        };
        let sums: String = pairs
            .columns()
            .map(|(_, _, column)| format!(", {column}"))
            .collect();
        let sql = format!("SELECT {group}{sums} FROM {from}");
        let mut groups: HashMap<String, usize> = HashMap::new();
        let mut found: Vec<RollupRow> = Vec::new();
        self.listed(&sql, |statement| {
            let mut rows = statement.query([&reports])?;
            while let Some(row) = rows.next()? {
                let key = row.get_ref(0)?.as_str_or_null().ok().flatten();
                let key = key.unwrap_or_default();
                // The groups this report was met in: one, or one a severity.
                let mut met: [Option<usize>; 3] = [None; 3];
                for (column, (verdict, severity, _)) in (1..).zip(pairs.columns()) {
                    let number = count(row, column)?;
                    if number == 0 {
                        continue;
                    }
                    let (key, slot) = match by {
                        Rollup::Severity => (severity.name(), severity as usize),
                        _ => (key, 0),
                    };
                    let group = match groups.get(key) {
                        Some(group) => *group,
                        None => {
                            found.push(RollupRow::new(key.to_owned()));
                            groups.insert(key.to_owned(), found.len() - 1);
                            found.len() - 1
                        }
                    };
                    if let Some(row) = found.get_mut(group) {
                        row.add(verdict, severity, number);
                    }
                    if verdict.counts()
                        && let Some(met) = met.get_mut(slot)
                    {
                        *met = Some(group);
                    }
                }
                for group in met.into_iter().flatten() {
                    if let Some(row) = found.get_mut(group) {
                        row.reports += 1;
                    }
                }
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// One look at each finding.
    fn rollup_of_findings(&self, query: &Query, by: Rollup) -> Result<Vec<RollupRow>> {
        let groups = match by {
            Rollup::Rule => self.names("SELECT id, name FROM rule")?,
            Rollup::Unit => self.names("SELECT id, unit FROM report")?,
            Rollup::Year => self.names("SELECT id, ifnull(CAST(year AS TEXT), '') FROM report")?,
            Rollup::Severity => Names::severities(),
        };
        let mut rows: Vec<Option<RollupRow>> = Vec::new();
        let mut seen = Seen::default();
        self.each_finding(query, |finding| {
            let group = match by {
                Rollup::Rule => groups.of(finding.rule),
                Rollup::Severity => groups.of(finding.severity),
                Rollup::Unit | Rollup::Year => groups.of(finding.report()),
            };
            if rows.len() <= group {
                rows.resize(group + 1, None);
            }
            let Some(place) = rows.get_mut(group) else {
                return;
            };
            let row = place.get_or_insert_with(|| RollupRow::new(groups.name(group)));
            let verdict = verdict_of(finding.verdict);
            row.add(verdict, severity_of(finding.severity), 1);
            if verdict.counts() {
                // A report is of one unit and one year: one set of bits will do for all of them.
                let set = match by {
                    Rollup::Unit | Rollup::Year => 0,
                    Rollup::Rule | Rollup::Severity => group,
                };
                row.reports += u64::from(seen.is_new(set, finding.report()));
            }
        })?;
        Ok(rows.into_iter().flatten().collect())
    }

    pub(super) fn each_finding(&self, query: &Query, mut each: impl FnMut(&Brief)) -> Result<()> {
        let (from, values) = self.findings_of(query)?;
        let sql =
            format!("SELECT finding.id, finding.rule, finding.verdict, finding.severity {from}");
        self.told(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(values))?;
            while let Some(row) = rows.next()? {
                each(&Brief {
                    id: row.get(0)?,
                    rule: row.get(1)?,
                    verdict: row.get(2)?,
                    severity: row.get(3)?,
                });
            }
            Ok(())
        })
    }

    pub(super) fn names(&self, sql: &str) -> Result<Names> {
        self.told(|connection| {
            let mut names = Names::default();
            let mut known: HashMap<String, usize> = HashMap::new();
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let name = row.get_ref(1)?.as_str().unwrap_or_default();
                let group = if let Some(group) = known.get(name) {
                    *group
                } else {
                    names.names.push(name.to_owned());
                    known.insert(name.to_owned(), names.names.len() - 1);
                    names.names.len() - 1
                };
                names.set(row.get(0)?, group);
            }
            Ok(names)
        })
    }
}

/// A count in that column; a sum over nothing is NULL.
pub(super) fn count(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: Option<i64> = row.get(column)?;
    Ok(number
        .and_then(|number| u64::try_from(number).ok())
        .unwrap_or_default())
}
