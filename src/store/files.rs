//! A file with its reports, as rows: what is new, what is a revision, and what is known already.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use super::error::{Fault, Result};
use super::findings::{Counts, From, Joined, PER_REPORT};
use super::import::Gathered;
use super::prepared::Prepared;
use super::save::{self, RevisionIds};
use super::types::{NewFile, Stored};
use super::{answers, batches, imports};

/// The file of this content, if it is stored.
pub(super) fn known(connection: &Connection, sha256: &[u8; 32]) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT id FROM file WHERE sha256 = ?1")?
        .query_row([sha256], |row| row.get(0))
        .optional()?)
}

/// How many forms there are.
pub(super) fn count(connection: &Connection) -> Result<u64> {
    // None is ever taken out: their numbers have no gaps.
    let last: Option<i64> = connection
        .prepare_cached("SELECT max(id) FROM report")?
        .query_row([], |row| row.get(0))?;
    Ok(last
        .and_then(|last| u64::try_from(last).ok())
        .unwrap_or_default())
}

/// Stores a file unless it is there. Its id and the number of rows written come back with what was
/// done.
pub(super) fn add(
    connection: &Connection,
    gathered: &mut Gathered,
    file: NewFile<'_>,
) -> Result<(i64, Stored, u64)> {
    let Some(id) = known(connection, &file.sha256)? else {
        return store_file(connection, gathered, file);
    };
    let unchanged = u64::try_from(file.reports.len()).unwrap_or(u64::MAX);
    let stored = Stored {
        unchanged,
        ..Stored::default()
    };
    Ok((id, stored, 0))
}

fn store_file(
    connection: &Connection,
    gathered: &mut Gathered,
    file: NewFile<'_>,
) -> Result<(i64, Stored, u64)> {
    let parts = serde_json::to_string(file.parts).unwrap_or_else(|_| "[]".to_owned());
    connection
        .prepare_cached(
            "INSERT INTO file (sha256, path, parts, reports, imported_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            file.sha256,
            file.path,
            parts,
            i64::try_from(file.reports.len()).unwrap_or(i64::MAX),
            Timestamp::now().as_microsecond(),
        ])?;
    let file_id = connection.last_insert_rowid();
    let mut stored = Stored::default();
    let mut written = 1_u64;
    let mut copies: HashMap<[u8; 16], u32> = HashMap::new();
    for new in file.reports {
        let copy = copies.entry(new.key).or_insert(0);
        *copy = copy.saturating_add(1);
        let rows = new.report.indicators.len() + new.report.funds.len() + new.findings.len();
        let (report, outcome) = store_report(connection, gathered, new, file_id, *copy)?;
        imports::set_stood_in(connection, file_id, report)?;
        match outcome {
            Outcome::New => stored.new += 1,
            Outcome::Unchanged => {
                stored.unchanged += 1;
                continue;
            }
            Outcome::Revised => stored.revised += 1,
        }
        written = written.saturating_add(u64::try_from(rows).unwrap_or(u64::MAX));
        written = written.saturating_add(5);
    }
    Ok((file_id, stored, written))
}

enum Outcome {
    New,
    Unchanged,
    Revised,
}

fn store_report(
    connection: &Connection,
    gathered: &mut Gathered,
    new: Prepared,
    file: i64,
    copy: u32,
) -> Result<(i64, Outcome)> {
    let present: Option<(i64, u32, [u8; 32])> = connection
        .prepare_cached(
            "SELECT report.id, report.number, revision.content
             FROM report JOIN revision ON revision.id = report.revision
             WHERE key = ?1 AND copy = ?2",
        )?
        .query_row(params![new.key, copy], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let (report, number, outcome) = match present {
        Some((id, _, content)) if content == new.content => return Ok((id, Outcome::Unchanged)),
        Some((id, number, _)) => (id, number.saturating_add(1), Outcome::Revised),
        None => (next_id(connection, "report")?, 1, Outcome::New),
    };
    let again = matches!(outcome, Outcome::Revised);
    let ids = RevisionIds {
        id: next_id(connection, "revision")?,
        report,
        number,
        file,
        content: &new.content,
    };
    let findings = Joined::new(
        connection,
        &mut gathered.rules,
        new.line.unit.comparable(),
        &new.findings,
    )?;
    head(connection, &ids, &new, copy, &findings.counts(), again)?;
    save::save(connection, &ids, &new.report, &new.rows)?;
    let first = report.saturating_mul(PER_REPORT);
    let last = first.saturating_add(PER_REPORT);
    if again {
        // Findings of the batch rules as well: they rest on what stood there before.
        connection
            .prepare_cached("DELETE FROM finding WHERE id >= ?1 AND id < ?2")?
            .execute([first, last])?;
    }
    findings.insert(connection, report, first..last, From::Form)?;
    batches::set_digest(connection, report, &new.digest)?;
    answers::set_form(
        connection,
        &mut gathered.rules,
        report,
        &new.answers,
        &new.alike,
    )?;
    batches::set_stale(connection, new.line.unit.comparable())?;
    gathered.search.add(report, new.words, again);
    Ok((report, outcome))
}

/// The line of the list.
fn head(
    connection: &Connection,
    ids: &RevisionIds<'_>,
    new: &Prepared,
    copy: u32,
    counts: &Counts,
    again: bool,
) -> Result<()> {
    let sql = if again {
        "UPDATE report SET revision = ?4, number = ?5, year = ?6, unit = ?7, project = ?8,
            department = ?9, unit_folded = ?10, project_folded = ?11, department_folded = ?12,
            initial = ?13, annual = ?14, executed = ?15, rate = ?16, score = ?17, grade = ?18,
            indicators = ?19, qualitative = ?20, all_full = ?21, certainty = ?22, mismatch = ?23,
            e0 = ?24, w0 = ?25, n0 = ?26, e1 = ?27, w1 = ?28, n1 = ?29, e2 = ?30, w2 = ?31,
            n2 = ?32, e3 = ?33, w3 = ?34, n3 = ?35, e4 = ?36, w4 = ?37, n4 = ?38
         WHERE id = ?1 AND key = ?2 AND copy = ?3"
    } else {
        // Notes may be older than the form in this database.
        "INSERT INTO report (id, key, copy, revision, number, year, unit, project, department,
            unit_folded, project_folded, department_folded, initial, annual, executed, rate,
            score, grade, indicators, qualitative, all_full, certainty, mismatch,
            e0, w0, n0, e1, w1, n1, e2, w2, n2, e3, w3, n3, e4, w4, n4, notes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
            ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33,
            ?34, ?35, ?36, ?37, ?38,
            (SELECT count(*) FROM note WHERE key = ?2 AND copy = ?3))"
    };
    let line = &new.line;
    let year = new.report.year.value();
    let certainty = line.certainty as i64;
    let of_the_form: &[&dyn ToSql] = params![
        ids.report,
        new.key,
        copy,
        ids.id,
        ids.number,
        year,
        line.unit.text.as_str(),
        line.project.text.as_str(),
        line.department.text.as_str(),
        line.unit.folded(),
        line.project.folded(),
        line.department.folded(),
        line.initial,
        line.annual,
        line.executed,
        line.rate,
        line.score,
        line.grade,
        line.indicators,
        line.qualitative,
        line.all_full,
        certainty,
        counts.mismatch,
    ];
    let of_findings = counts
        .by
        .as_flattened()
        .iter()
        .map(|count| count as &dyn ToSql);
    connection.prepare_cached(sql)?.execute(params_from_iter(
        of_the_form.iter().copied().chain(of_findings),
    ))?;
    Ok(())
}

fn next_id(connection: &Connection, table: &'static str) -> Result<i64> {
    // `table` is one of our own words.
    let sql = match table {
        "report" => "SELECT ifnull(max(id), 0) + 1 FROM report",
        _ => "SELECT ifnull(max(id), 0) + 1 FROM revision",
    };
    let next: i64 = connection
        .prepare_cached(sql)?
        .query_row([], |row| row.get(0))?;
    if next >= i64::MAX / PER_REPORT {
        return Err(Fault::TooMany.into());
    }
    Ok(next)
}
