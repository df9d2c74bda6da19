//! The values a field has and how often: what the filter and its completion offer.

use std::collections::BTreeMap;

use super::error::Result;
use super::open::Reader;
use super::rollup::count;
use crate::query::Field;

/// Names offered of a field; a list of more nobody reads.
const NAMES: usize = 5_000;

impl Reader {
    /// The values of a field with the number of reports (for rules, severities, states and places
    /// of findings: of findings), the most frequent first; of names only these. Empty for fields that are numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn facets(&self, field: Field) -> Result<Vec<(String, u64)>> {
        let Some(sql) = facet(field) else {
            return Ok(Vec::new());
        };
        let found: Vec<(Option<String>, u64)> = self.listed(&sql, |statement| {
            Ok(statement
                .query_map([], |row| Ok((row.get(0)?, count(row, 1)?)))?
                .collect::<rusqlite::Result<_>>()?)
        })?;
        let mut values: BTreeMap<String, u64> = BTreeMap::new();
        for (value, number) in found {
            if let Some(value) = value.filter(|value| number > 0 && !value.is_empty()) {
                *values.entry(value).or_default() += number;
            }
        }
        let mut values: Vec<_> = values.into_iter().collect();
        values.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
        Ok(values)
    }
}

/// A name of reports that is the same when folded, as one of them prints it.
fn names_of(field: &str) -> String {
    format!(
        "SELECT (SELECT one.{field} FROM report AS one
                 WHERE ifnull(one.{field}_folded, one.{field}) = folded LIMIT 1), number
         FROM (SELECT ifnull({field}_folded, {field}) AS folded, count(*) AS number
               FROM report GROUP BY 1 ORDER BY 2 DESC LIMIT {NAMES})"
    )
}

/// The values of a field, some perhaps more than once, and how often each is there.
fn facet(field: Field) -> Option<String> {
    let sql = match field {
        Field::Project => return Some(names_of("project")),
        Field::Unit => return Some(names_of("unit")),
        Field::Department => return Some(names_of("department")),
        Field::Year => "SELECT CAST(year AS TEXT), count(*) FROM report GROUP BY year",
        Field::Grade => "SELECT grade, count(*) FROM report INDEXED BY report_brief GROUP BY grade",
        Field::Rule => {
            "SELECT rule.name, number
             FROM (SELECT rule, count(*) AS number FROM finding GROUP BY rule) AS found
             JOIN rule ON rule.id = found.rule"
        }
        Field::Severity => {
            "SELECT 'error', sum(e0 + e1 + e2 + e3 + e4) FROM report INDEXED BY report_brief
             UNION ALL SELECT 'warning', sum(w0 + w1 + w2 + w3 + w4)
             FROM report INDEXED BY report_brief
             UNION ALL SELECT 'notice', sum(n0 + n1 + n2 + n3 + n4)
             FROM report INDEXED BY report_brief"
        }
        Field::Status => {
            "SELECT 'pending', sum(e0 + w0 + n0) FROM report INDEXED BY report_brief
             UNION ALL SELECT 'needs_evidence', count(*) FROM finding WHERE verdict = 1
             UNION ALL SELECT 'confirmed', count(*) FROM finding WHERE verdict = 2
             UNION ALL SELECT 'dismissed', count(*) FROM finding WHERE verdict = 3
             UNION ALL SELECT 'muted', sum(e4 + w4 + n4) FROM report INDEXED BY report_brief"
        }
        Field::Place => {
            "SELECT CASE WHEN place LIKE 'indicator:%' THEN 'indicator' ELSE place END, number
             FROM (SELECT place, count(*) AS number FROM finding GROUP BY place)"
        }
        Field::Review => {
            "SELECT CASE WHEN decided = 0 THEN 'open' WHEN undecided = 0 THEN 'done'
                         ELSE 'started' END, count(*)
             FROM (SELECT e1 + w1 + e2 + w2 + e3 + w3 AS decided, e0 + w0 AS undecided
                   FROM report INDEXED BY report_brief) GROUP BY 1"
        }
        Field::Is => {
            "SELECT 'full', sum(all_full) FROM report INDEXED BY report_brief
             UNION ALL SELECT 'mismatch', sum(mismatch) FROM report INDEXED BY report_brief
             UNION ALL SELECT 'partial', sum(certainty = 2) FROM report INDEXED BY report_brief
             UNION ALL SELECT 'repaired', sum(certainty = 1) FROM report INDEXED BY report_brief
             UNION ALL SELECT 'disputed', count(*) FROM verdict WHERE opinions <> ''
             UNION ALL SELECT 'muted', sum(e4 + w4 + n4 > 0) FROM report INDEXED BY report_brief"
        }
        Field::By => {
            "SELECT by, count(*) FROM (SELECT DISTINCT by, key, copy FROM event) GROUP BY 1"
        }
        Field::Tag => "SELECT tag, count(*) FROM tag GROUP BY 1",
        Field::Second => {
            "SELECT CASE second WHEN 1 THEN 'approved' WHEN 2 THEN 'returned'
                                ELSE 'unreviewed' END, count(*)
             FROM verdict JOIN finding USING (fingerprint) WHERE finding.verdict <> 0 GROUP BY 1"
        }
        Field::Assignee => "SELECT assignee, count(*) FROM task GROUP BY 1",
        Field::Id
        | Field::Amount
        | Field::Initial
        | Field::Executed
        | Field::Rate
        | Field::Score
        | Field::Qualitative
        | Field::Note
        | Field::File
        | Field::Due => return None,
    };
    Some(sql.to_owned())
}
