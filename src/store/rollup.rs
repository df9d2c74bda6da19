//! Counts: of a filter, by rule, unit, severity or year, and of the values of a field.

use std::collections::BTreeMap;

use rusqlite::params_from_iter;

use super::compile::{Of, compile};
use super::error::Result;
use super::findings::severity_of;
use super::open::Reader;
use super::types::{MatrixCell, Rollup, RollupRow, Totals};
use crate::query::{Field, Query};

impl Reader {
    /// How much a filter finds: reports, and findings it picks on them.
    ///
    /// # Errors
    /// When the filter asks a field for what it cannot answer, or the database cannot be read.
    pub fn count(&self, query: &Query) -> Result<Totals> {
        let reports = compile(query, Of::Reports)?;
        let findings = compile(query, Of::Findings)?;
        self.told(|connection| {
            let sql = format!(
                "SELECT count(*), ifnull(sum(all_full), 0), ifnull(sum(mismatch), 0)
                 FROM report WHERE {}",
                reports.sql
            );
            let mut totals = connection.prepare_cached(&sql)?.query_row(
                params_from_iter(reports.values),
                |row| {
                    Ok(Totals {
                        reports: count(row, 0)?,
                        all_full: count(row, 1)?,
                        mismatch: count(row, 2)?,
                        ..Totals::default()
                    })
                },
            )?;
            let sql = format!(
                "SELECT finding.verdict, finding.severity, count(*)
                 FROM finding{} WHERE {} GROUP BY finding.verdict, finding.severity",
                if findings.sql.contains("report.") {
                    " JOIN report ON report.id = finding.report"
                } else {
                    ""
                },
                findings.sql
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(findings.values))?;
            while let Some(row) = rows.next()? {
                let (verdict, severity): (i64, i64) = (row.get(0)?, row.get(1)?);
                let number = count(row, 2)?;
                if verdict != 3 {
                    totals.findings += number;
                    match severity {
                        0 => totals.errors += number,
                        1 => totals.warnings += number,
                        _ => totals.notices += number,
                    }
                }
                if severity < 2 {
                    totals.to_decide += number;
                    if verdict == 0 {
                        totals.undecided += number;
                    }
                }
            }
            Ok(totals)
        })
    }

    /// The findings a filter picks, rolled up: gravest first, then the most findings.
    ///
    /// # Errors
    /// As for [`Reader::count`].
    pub fn rollup(&self, query: &Query, by: Rollup) -> Result<Vec<RollupRow>> {
        let condition = compile(query, Of::Findings)?;
        let key = match by {
            Rollup::Rule => "rule.name",
            Rollup::Unit => "report.unit",
            Rollup::Severity => {
                "CASE finding.severity WHEN 0 THEN 'error' WHEN 1 THEN 'warning' ELSE 'notice' END"
            }
            Rollup::Year => "ifnull(CAST(report.year AS TEXT), '')",
        };
        let sql = format!(
            "SELECT {key}, min(finding.severity),
                    count(*) FILTER (WHERE finding.verdict <> 3),
                    count(DISTINCT finding.report) FILTER (WHERE finding.verdict <> 3),
                    count(*) FILTER (WHERE finding.verdict = 0),
                    count(*) FILTER (WHERE finding.verdict = 2),
                    count(*) FILTER (WHERE finding.verdict = 3)
             FROM finding JOIN report ON report.id = finding.report
             JOIN rule ON rule.id = finding.rule
             WHERE {} GROUP BY 1 ORDER BY 2, 3 DESC, 1",
            condition.sql
        );
        self.told(|connection| {
            Ok(connection
                .prepare_cached(&sql)?
                .query_map(params_from_iter(condition.values), |row| {
                    Ok(RollupRow {
                        key: row.get(0)?,
                        severity: severity_of(row.get(1)?),
                        findings: count(row, 2)?,
                        reports: count(row, 3)?,
                        undecided: count(row, 4)?,
                        confirmed: count(row, 5)?,
                        dismissed: count(row, 6)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Findings that are not dismissed by unit and rule, for those pairs that have any.
    ///
    /// # Errors
    /// As for [`Reader::count`].
    pub fn matrix(&self, query: &Query) -> Result<Vec<MatrixCell>> {
        let condition = compile(query, Of::Findings)?;
        let sql = format!(
            "SELECT report.unit, rule.name, min(finding.severity), count(*),
                    count(DISTINCT finding.report)
             FROM finding JOIN report ON report.id = finding.report
             JOIN rule ON rule.id = finding.rule
             WHERE finding.verdict <> 3 AND {} GROUP BY 1, 2 ORDER BY 1, 2",
            condition.sql
        );
        self.told(|connection| {
            Ok(connection
                .prepare_cached(&sql)?
                .query_map(params_from_iter(condition.values), |row| {
                    Ok(MatrixCell {
                        unit: row.get(0)?,
                        rule: row.get(1)?,
                        severity: severity_of(row.get(2)?),
                        findings: count(row, 3)?,
                        reports: count(row, 4)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The values of a field with the number of reports (for rules, severities, states and places
    /// of findings: of findings), the most frequent first. Empty for fields that are numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn facets(&self, field: Field) -> Result<Vec<(String, u64)>> {
        let Some((value, from)) = facet(field) else {
            return Ok(Vec::new());
        };
        let sql = format!("SELECT {value} AS value, count(*) FROM {from} GROUP BY 1");
        let found: Vec<(Option<String>, u64)> = self.told(|connection| {
            Ok(connection
                .prepare_cached(&sql)?
                .query_map([], |row| Ok((row.get(0)?, count(row, 1)?)))?
                .collect::<rusqlite::Result<_>>()?)
        })?;
        let mut values: BTreeMap<String, u64> = BTreeMap::new();
        for (value, number) in found {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                *values.entry(value).or_default() += number;
            }
        }
        let mut values: Vec<_> = values.into_iter().collect();
        values.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
        Ok(values)
    }
}

/// What a field's values are and where they stand.
const fn facet(field: Field) -> Option<(&'static str, &'static str)> {
    Some(match field {
        Field::Year => ("CAST(year AS TEXT)", "report"),
        Field::Project => ("project", "report"),
        Field::Unit => ("unit", "report"),
        Field::Department => ("department", "report"),
        Field::Grade => ("grade", "report"),
        Field::Rule => ("rule.name", "finding JOIN rule ON rule.id = finding.rule"),
        Field::Severity => (
            "CASE severity WHEN 0 THEN 'error' WHEN 1 THEN 'warning' ELSE 'notice' END",
            "finding",
        ),
        Field::Status => (
            "CASE verdict WHEN 0 THEN 'pending' WHEN 1 THEN 'needs_evidence'
                          WHEN 2 THEN 'confirmed' ELSE 'dismissed' END",
            "finding",
        ),
        Field::Place => (
            "CASE WHEN place LIKE 'indicator:%' THEN 'indicator' ELSE place END",
            "finding",
        ),
        Field::Review => (
            "CASE WHEN decided = 0 THEN 'open' WHEN undecided = 0 THEN 'done' ELSE 'started' END",
            "report",
        ),
        Field::Is => (
            "mark",
            "(SELECT 'full' AS mark FROM report WHERE all_full
              UNION ALL SELECT 'mismatch' FROM report WHERE mismatch)",
        ),
        Field::By => ("by", "(SELECT DISTINCT by, key, copy FROM event)"),
        Field::Tag => ("tag", "tag"),
        Field::Id
        | Field::Amount
        | Field::Initial
        | Field::Executed
        | Field::Rate
        | Field::Score
        | Field::Qualitative
        | Field::Note => return None,
    })
}

fn count(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or_default())
}
