//! Lists as windows: ids first (a page at once, then all), rows for the ids on the screen.
//!
//! Reports are ordered by the index of their sort key; reversing a sort turns the whole list
//! round, ties included. Findings come undecided and grave first, then by report and place.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::types::{ToSql, ToSqlOutput, Value};
use rusqlite::{Connection, Row, params_from_iter};

use super::compile::{Of, all_of, split};
use super::error::Result;
use super::findings::{facts_from_json, marks_from_json, place_of, severity_of, verdict_of};
use super::micro;
use super::open::Reader;
use super::sieve::{FEW, Found};
use super::standing::{opinions_from_json, second_of};
use super::task::day_of;
use super::types::{
    FindingId, FindingRow, ReportId, ReportRow, ReviewState, Sort, SortKey, Verdict,
};
use crate::form::{Certainty, Grade};
use crate::query::Query;

/// So many reports are few: their findings are looked up one report after the other.
pub(super) const FEW_WITH_FINDINGS: usize = 2_000;

/// All findings, with their reports.
const OF_ALL: &str = "FROM finding JOIN report ON report.id = finding.report";

/// The findings of some reports, whose ids are the first parameter. A finding's id begins with
/// that of its report.
const ON_REPORTS: &str = "
    FROM rarray(?) AS wanted
    CROSS JOIN report ON report.id = wanted.value
    CROSS JOIN finding ON finding.id >= report.id << 16 AND finding.id < (report.id + 1) << 16";

/// Undecided and grave first.
pub(super) const REVIEW_ORDER: &str =
    "ORDER BY finding.verdict, finding.severity, finding.id LIMIT ?";

/// A bound value, or many in one.
#[derive(Debug, Clone)]
pub(super) enum Parameter {
    /// One.
    One(Value),
    /// Many, for `rarray`.
    Many(Rc<Vec<Value>>),
}

impl From<Value> for Parameter {
    fn from(value: Value) -> Self {
        Self::One(value)
    }
}

impl From<Rc<Vec<Value>>> for Parameter {
    fn from(values: Rc<Vec<Value>>) -> Self {
        Self::Many(values)
    }
}

impl ToSql for Parameter {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::One(value) => value.to_sql(),
            Self::Many(values) => values.to_sql(),
        }
    }
}

/// Values as parameters.
pub(super) fn parameters(values: Vec<Value>) -> Vec<Parameter> {
    values.into_iter().map(Parameter::One).collect()
}

impl Reader {
    /// The first reports a filter finds.
    ///
    /// # Errors
    /// When the filter asks a field for what it cannot answer, or the database cannot be read.
    pub fn first_reports(&self, query: &Query, sort: Sort, limit: usize) -> Result<Vec<ReportId>> {
        self.told(|_| self.page(query, sort, limit))
            .map(|ids| ids.into_iter().map(ReportId).collect())
    }

    /// All reports a filter finds.
    ///
    /// # Errors
    /// As for [`Reader::first_reports`], and when interrupted.
    pub fn report_ids(&self, query: &Query, sort: Sort) -> Result<Vec<ReportId>> {
        self.sorted(query, sort, None, FEW)
            .map(|ids| ids.into_iter().map(ReportId).collect())
    }

    /// The first findings a filter finds.
    ///
    /// # Errors
    /// As for [`Reader::first_reports`].
    pub fn first_findings(&self, query: &Query, limit: usize) -> Result<Vec<FindingId>> {
        self.finding_page(query, limit)
            .map(|ids| ids.into_iter().map(FindingId).collect())
    }

    /// All findings a filter finds.
    ///
    /// # Errors
    /// As for [`Reader::report_ids`].
    pub fn finding_ids(&self, query: &Query) -> Result<Vec<FindingId>> {
        self.finding_list(query, None)
            .map(|ids| ids.into_iter().map(FindingId).collect())
    }

    pub(super) fn finding_list(&self, query: &Query, limit: Option<usize>) -> Result<Vec<i64>> {
        let (sql, values) = self.findings_of(query)?;
        self.ids(
            &format!("SELECT finding.id {sql} {REVIEW_ORDER}"),
            values,
            limit,
        )
    }

    /// From where the findings of a filter come, with its condition and the values of that. When what
    /// it says of reports leaves few of them, their findings are looked up one report after the other.
    pub(super) fn findings_of(&self, query: &Query) -> Result<(String, Vec<Parameter>)> {
        let (on_reports, rest) = split(query);
        let rest = all_of(&rest, Of::Findings)?;
        let values = parameters(rest.values);
        // Without the report an index has all that is asked.
        let from = if rest.sql.contains("report.") {
            OF_ALL
        } else {
            "FROM finding"
        };
        if on_reports.is_empty() {
            return Ok((format!("{from} WHERE {}", rest.sql), values));
        }
        let on_reports = Query::and(on_reports.into_iter().cloned().collect());
        let (from, reports) = match self.found(&on_reports, FEW_WITH_FINDINGS)? {
            Found::Few(ids) => (format!("{ON_REPORTS} WHERE"), ids.into()),
            Found::Many(set) => (
                format!("{from} WHERE holds(?, finding.id >> 16) AND"),
                set.bound(),
            ),
        };
        let values = std::iter::once(reports).chain(values).collect();
        Ok((format!("{from} {}", rest.sql), values))
    }

    pub(super) fn ids(
        &self,
        sql: &str,
        mut values: Vec<Parameter>,
        limit: Option<usize>,
    ) -> Result<Vec<i64>> {
        let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        values.push(Value::from(limit).into());
        self.listed(sql, |statement| {
            Ok(statement
                .query_map(params_from_iter(&values), |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The lines of these reports, in the order asked for; those that are gone are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn reports(&self, ids: &[ReportId]) -> Result<Vec<ReportRow>> {
        self.told(|connection| report_rows(connection, ids))
    }

    /// These findings, in the order asked for; those that are gone are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn findings(&self, ids: &[FindingId]) -> Result<Vec<FindingRow>> {
        self.told(|connection| {
            let array = array(ids.iter().map(|id| id.0));
            let wanted = "rarray(?1) AS wanted CROSS JOIN finding ON finding.id = wanted.value";
            let sql = rows_of(wanted);
            let found = finding_rows(connection, &sql, [array])?;
            Ok(in_order(ids.iter().copied(), found, |row| row.id))
        })
    }

    /// The findings with this fingerprint: one, or one on each copy of a form.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn findings_by_fingerprint(&self, fingerprint: [u8; 16]) -> Result<Vec<FindingRow>> {
        self.told(|connection| {
            let sql = format!(
                "{} WHERE finding.fingerprint = ?1 ORDER BY finding.id",
                rows_of("finding")
            );
            finding_rows(connection, &sql, [fingerprint])
        })
    }

    /// The findings whose fingerprints lie between these, both included, in their order: those
    /// that begin with the digits an auditor has typed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn findings_between(&self, low: [u8; 16], high: [u8; 16]) -> Result<Vec<FindingRow>> {
        self.told(|connection| {
            let sql = format!(
                "{} WHERE finding.fingerprint BETWEEN ?1 AND ?2
                 ORDER BY finding.fingerprint LIMIT 100",
                rows_of("finding")
            );
            finding_rows(connection, &sql, [low, high])
        })
    }

    pub(super) fn told<T>(&self, action: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        action(&self.connection).map_err(|error| error.at(&self.path))
    }
}

/// The order of a sort: as its index has it, or all of that backwards.
pub(super) fn order(sort: Sort) -> String {
    let (column, largest_first, _) = indexed(sort.key);
    let direction = if sort.descending { "DESC" } else { "ASC" };
    let ties = if sort.descending == largest_first {
        "ASC"
    } else {
        "DESC"
    };
    if sort.key == SortKey::Imported {
        return format!("{column} {direction}");
    }
    if sort.key == SortKey::Unit {
        // The index goes on with the year.
        return format!("{column} {direction}, report.year {direction}, report.id {ties}");
    }
    format!("{column} {direction}, report.id {ties}")
}

/// The reports along the index of a sort: what they have to fulfil is not to lead to another one.
pub(super) const fn along(key: SortKey) -> &'static str {
    let (_, _, reports) = indexed(key);
    reports
}

/// The column of a sort, whether its index begins with the largest, and the reports along that.
const fn indexed(key: SortKey) -> (&'static str, bool, &'static str) {
    match key {
        SortKey::Suspicion => (
            "report.suspicion",
            true,
            "report INDEXED BY report_suspicion",
        ),
        SortKey::Year => ("report.year", true, "report INDEXED BY report_year"),
        SortKey::Project => (
            "ifnull(report.project_folded, report.project)",
            false,
            "report INDEXED BY report_project",
        ),
        SortKey::Unit => (
            "ifnull(report.unit_folded, report.unit)",
            false,
            "report INDEXED BY report_unit",
        ),
        SortKey::Budget => ("report.annual", true, "report INDEXED BY report_annual"),
        SortKey::Executed => ("report.executed", true, "report INDEXED BY report_executed"),
        SortKey::Rate => ("report.rate", true, "report INDEXED BY report_rate"),
        SortKey::Score => ("report.score", true, "report INDEXED BY report_score"),
        SortKey::Department => (
            "ifnull(report.department_folded, report.department)",
            false,
            "report INDEXED BY report_department",
        ),
        SortKey::Initial => ("report.initial", true, "report INDEXED BY report_initial"),
        SortKey::Grade => (
            "instr('差中良优', report.grade)",
            true,
            "report INDEXED BY report_grade",
        ),
        SortKey::Warnings => ("report.warnings", true, "report INDEXED BY report_warnings"),
        SortKey::Notices => ("report.notices", true, "report INDEXED BY report_notices"),
        SortKey::Full => ("report.all_full", true, "report INDEXED BY report_full"),
        SortKey::Mismatch => ("report.mismatch", true, "report INDEXED BY report_mismatch"),
        SortKey::Qualitative => ("report.in_words", true, "report INDEXED BY report_in_words"),
        SortKey::Undecided => (
            "report.undecided",
            true,
            "report INDEXED BY report_undecided",
        ),
        SortKey::Notes => ("report.notes", true, "report INDEXED BY report_notes"),
        SortKey::Imported => ("report.id", false, "report NOT INDEXED"),
    }
}

/// Ids as a table-valued parameter.
pub(super) fn array(ids: impl Iterator<Item = i64>) -> Rc<Vec<Value>> {
    Rc::new(ids.map(Value::from).collect())
}

/// Rows in the order their ids were asked for.
fn in_order<I: Eq + std::hash::Hash, R>(
    ids: impl Iterator<Item = I>,
    rows: Vec<R>,
    id: impl Fn(&R) -> I,
) -> Vec<R> {
    let mut by_id: HashMap<I, R> = rows.into_iter().map(|row| (id(&row), row)).collect();
    ids.filter_map(|id| by_id.remove(&id)).collect()
}

/// The lines of these reports, in the order asked for.
pub(super) fn report_rows(connection: &Connection, ids: &[ReportId]) -> Result<Vec<ReportRow>> {
    let array = array(ids.iter().map(|id| id.0));
    let rows = connection
        .prepare_cached(
            "SELECT id, year, project, unit, department, initial, annual, executed, rate, score,
                    grade, indicators, qualitative, errors, warnings, notices, all_full, mismatch,
                    undecided, decided, notes, number, task.assignee, task.due, certainty
             FROM rarray(?1) AS wanted CROSS JOIN report ON report.id = wanted.value
             LEFT JOIN task ON task.fingerprint = x'' AND task.key = report.key
                           AND task.copy = report.copy",
        )?
        .query_map([array], report_row)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(in_order(ids.iter().copied(), rows, |row| row.id))
}

fn report_row(row: &Row<'_>) -> rusqlite::Result<ReportRow> {
    let decimal =
        |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(micro::plain));
    let (undecided, decided): (u32, u32) = (row.get(18)?, row.get(19)?);
    Ok(ReportRow {
        id: ReportId(row.get(0)?),
        year: row.get(1)?,
        project: row.get(2)?,
        unit: row.get(3)?,
        department: row.get(4)?,
        initial: decimal(5)?,
        annual: decimal(6)?,
        executed: decimal(7)?,
        rate: decimal(8)?,
        score: decimal(9)?,
        grade: row
            .get::<_, Option<String>>(10)?
            .and_then(|grade| Grade::parse(&grade)),
        indicators: row.get(11)?,
        qualitative: row.get(12)?,
        errors: row.get(13)?,
        warnings: row.get(14)?,
        notices: row.get(15)?,
        all_full: row.get(16)?,
        mismatch: row.get(17)?,
        state: match (decided, undecided) {
            (0, _) => ReviewState::Open,
            (_, 0) => ReviewState::Done,
            _ => ReviewState::Started,
        },
        undecided,
        notes: row.get(20)?,
        revision: row.get(21)?,
        assignee: row.get::<_, Option<String>>(22)?.unwrap_or_default(),
        due: row.get::<_, Option<i64>>(23)?.and_then(day_of),
        certainty: row
            .get::<_, u32>(24)
            .ok()
            .and_then(|index| Certainty::ALL.get(usize::try_from(index).ok()?))
            .copied()
            .unwrap_or_default(),
    })
}

/// A statement with everything [`finding_rows`] reads of the findings in `from`; a `WHERE` may
/// follow. A few findings are asked for: however many there are, it begins with `from`.
pub(super) fn rows_of(from: &str) -> String {
    format!(
        "SELECT finding.id, finding.fingerprint, finding.report, report.year, report.unit,
                report.project, rule.name, finding.severity, finding.place, finding.message,
                finding.facts, finding.marks, finding.batch, finding.verdict,
                iif(finding.verdict = 4, said.text, verdict.reason),
                iif(finding.verdict = 4, said.by, verdict.by),
                (SELECT count(*) FROM note WHERE note.fingerprint = finding.fingerprint),
                verdict.second, verdict.reviewer, verdict.remark, verdict.opinions,
                coalesce(nullif(own.assignee, ''), form.assignee, ''), ifnull(own.due, form.due)
         FROM {from}
         CROSS JOIN report ON report.id = finding.report
         CROSS JOIN rule ON rule.id = finding.rule
         LEFT JOIN verdict ON verdict.fingerprint = finding.fingerprint
         LEFT JOIN mute ON finding.verdict = 4 AND mute.rule = rule.name
                       AND mute.unit = ifnull(report.unit_folded, report.unit)
         LEFT JOIN event AS said ON said.id = mute.event
         LEFT JOIN task AS own ON own.fingerprint = finding.fingerprint
                              AND own.key = x'' AND own.copy = 0
         LEFT JOIN task AS form ON form.fingerprint = x'' AND form.key = report.key
                               AND form.copy = report.copy"
    )
}

/// Findings a statement of [`rows_of`] finds.
pub(super) fn finding_rows(
    connection: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<FindingRow>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(finding_row(row)?);
    }
    Ok(found)
}

fn finding_row(row: &Row<'_>) -> Result<FindingRow> {
    let text = |column| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str()?);
    let verdict = verdict_of(row.get(13)?);
    Ok(FindingRow {
        id: FindingId(row.get(0)?),
        fingerprint: row.get(1)?,
        report: ReportId(row.get(2)?),
        year: row.get(3)?,
        unit: row.get(4)?,
        project: row.get(5)?,
        rule: row.get(6)?,
        severity: severity_of(row.get(7)?),
        place: place_of(text(8)?)?,
        message: row.get(9)?,
        facts: facts_from_json(text(10)?)?,
        marks: marks_from_json(text(11)?)?,
        batch: row.get(12)?,
        verdict,
        reason: row.get::<_, Option<String>>(14)?.unwrap_or_default(),
        by: row
            .get::<_, Option<String>>(15)?
            .filter(|_| verdict != Verdict::Pending)
            .unwrap_or_default(),
        notes: row.get(16)?,
        second: second_of(row.get::<_, Option<i64>>(17)?.unwrap_or_default()),
        reviewer: row.get::<_, Option<String>>(18)?.unwrap_or_default(),
        remark: row.get::<_, Option<String>>(19)?.unwrap_or_default(),
        opinions: opinions_from_json(&row.get::<_, Option<String>>(20)?.unwrap_or_default())?,
        assignee: row.get(21)?,
        due: row.get::<_, Option<i64>>(22)?.and_then(day_of),
    })
}
