//! One report as JSON: a contract. Values are given as the form prints them, without thousands
//! separators; what the form does not have, or what could not be read with certainty, is null.

use rust_decimal::Decimal;
use serde::Serialize;
use smol_str::SmolStr;

use super::list::Record;
use super::scores::Scores;
use super::{Column, Value, findings};
use crate::form::{
    Field, Fund, Gap, Indicator, Measure, MoneyUnit, Origin, Repair, parse_decimal, parse_percent,
};
use crate::locales::Catalogue;
use crate::rules::scoring::recompute;
use crate::rules::{Settings, unanswered};
use crate::store::{Note, ReportDetail, RevisionInfo};

/// The JSON object of `detail`.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn json(
    detail: &ReportDetail,
    words: &Catalogue,
    settings: &Settings,
) -> std::io::Result<String> {
    let columns = findings::columns(words);
    let values: Vec<Vec<Value>> = detail
        .findings
        .iter()
        .map(|finding| findings::values(finding, words))
        .collect();
    let report = &detail.report;
    super::json::pretty(&Form {
        id: detail.row.id.0,
        revision: detail.row.revision,
        source: Source::of(detail),
        title: text(&report.title),
        year: report.year.value().copied(),
        project: text(&report.project),
        department: text(&report.department),
        unit: text(&report.unit),
        money_unit: report.certain_money_unit().map(MoneyUnit::as_str),
        funds: report.funds.iter().map(FundLine::of).collect(),
        goal: text(&report.goal),
        outcome: text(&report.outcome),
        indicators: report.indicators.iter().map(Row::of).collect(),
        total_weight: number(&report.total_weight),
        total_score: number(&report.total_score),
        grade: report.grade.value().map(|grade| grade.as_str()),
        recomputed: Scores::of(&recompute(report, settings)),
        not_applicable: unanswered(report, settings)
            .into_iter()
            .flat_map(|(reason, rules)| {
                rules.into_iter().map(|rule| NotApplicable {
                    rule: rule.id,
                    reason: reason.get(words.lang()),
                })
            })
            .collect(),
        all_full: detail.row.all_full,
        mismatch: detail.row.mismatch,
        state: detail.row.state.name(),
        reading: detail.report.certainty().name(),
        findings: records(&columns, &values),
        notes: detail.notes.iter().map(Remark::of).collect(),
        repairs: report
            .repairs
            .iter()
            .map(|repair| Mended::of(repair, words))
            .collect(),
        gaps: report
            .gaps
            .iter()
            .map(|gap| Missing::of(gap, words))
            .collect(),
        revisions: detail.revisions.iter().map(Revision::of).collect(),
    })
}

fn records<'a>(columns: &'a [Column], rows: &'a [Vec<Value>]) -> Vec<Record<'a>> {
    rows.iter()
        .map(|values| Record { columns, values })
        .collect()
}

/// A rule that has nothing to say about the form, and why.
#[derive(Serialize)]
struct NotApplicable {
    rule: &'static str,
    reason: &'static str,
}

#[derive(Serialize)]
struct Form<'a> {
    id: i64,
    revision: u32,
    source: Source<'a>,
    title: Option<&'a str>,
    year: Option<i32>,
    project: Option<&'a str>,
    department: Option<&'a str>,
    unit: Option<&'a str>,
    money_unit: Option<&'static str>,
    funds: Vec<FundLine<'a>>,
    goal: Option<&'a str>,
    outcome: Option<&'a str>,
    indicators: Vec<Row<'a>>,
    total_weight: Option<String>,
    total_score: Option<String>,
    grade: Option<&'static str>,
    recomputed: Scores,
    not_applicable: Vec<NotApplicable>,
    all_full: bool,
    mismatch: bool,
    state: &'static str,
    reading: &'static str,
    findings: Vec<Record<'a>>,
    notes: Vec<Remark<'a>>,
    repairs: Vec<Mended<'a>>,
    gaps: Vec<Missing<'a>>,
    revisions: Vec<Revision<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    path: &'a str,
    sha256: &'a str,
    imported_at: String,
    part: Option<&'a str>,
    first: Place,
    last: Place,
}

impl<'a> Source<'a> {
    fn of(detail: &'a ReportDetail) -> Self {
        let rows = &detail.report.source;
        let place = |row: Option<&crate::form::SourceRow>| {
            row.map_or(Place { part: 0, row: 0 }, |row| Place {
                part: row.part,
                row: row.row,
            })
        };
        let first = place(rows.first());
        let part = usize::try_from(first.part)
            .ok()
            .and_then(|part| part.checked_sub(1))
            .and_then(|index| detail.source.parts.get(index));
        Self {
            path: &detail.source.path,
            sha256: &detail.source.sha256,
            imported_at: detail.source.imported_at.to_string(),
            part: part.map(String::as_str),
            first,
            last: place(rows.last()),
        }
    }
}

#[derive(Serialize)]
struct Place {
    part: u32,
    row: u32,
}

#[derive(Serialize)]
struct FundLine<'a> {
    line: &'static str,
    label: &'a str,
    initial: Option<String>,
    annual: Option<String>,
    executed: Option<String>,
    weight: Option<String>,
    rate: Option<String>,
    score: Option<String>,
}

impl<'a> FundLine<'a> {
    fn of(fund: &'a Fund) -> Self {
        Self {
            line: fund.line.name(),
            label: &fund.label,
            initial: number(&fund.initial),
            annual: number(&fund.annual),
            executed: number(&fund.executed),
            weight: number(&fund.weight),
            rate: as_printed(&fund.rate, parse_percent),
            score: number(&fund.score),
        }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    level1: Option<&'a str>,
    level2: Option<&'a str>,
    name: Option<&'a str>,
    target: Option<&'a str>,
    actual: Option<&'a str>,
    weight: Option<String>,
    score: Option<String>,
    reason: Option<&'a str>,
    qualitative: bool,
    row: u32,
}

impl<'a> Row<'a> {
    fn of(indicator: &'a Indicator) -> Self {
        let quantity =
            |field: &Field<Measure>| field.value().is_some_and(|m| m.quantity().is_some());
        Self {
            level1: text(&indicator.level1),
            level2: text(&indicator.level2),
            name: text(&indicator.name),
            target: measure(&indicator.target),
            actual: measure(&indicator.actual),
            weight: number(&indicator.weight),
            score: number(&indicator.score),
            reason: text(&indicator.reason),
            qualitative: !(quantity(&indicator.target) && quantity(&indicator.actual)),
            row: indicator.name.origin.row,
        }
    }
}

#[derive(Serialize)]
struct Remark<'a> {
    event: i64,
    at: String,
    by: &'a str,
    finding: Option<String>,
    place: String,
    text: &'a str,
    outdated: bool,
}

impl<'a> Remark<'a> {
    fn of(note: &'a Note) -> Self {
        Self {
            event: note.event.0,
            at: note.at.to_string(),
            by: &note.by,
            finding: note.finding.map(|fingerprint| hex(&fingerprint)),
            place: note.place.to_string(),
            text: &note.text,
            outdated: note.outdated,
        }
    }
}

#[derive(Serialize)]
struct Mended<'a> {
    at: At,
    kind: &'a str,
    message: String,
    found: &'a str,
    read_as: &'a str,
}

impl<'a> Mended<'a> {
    fn of(repair: &'a Repair, words: &Catalogue) -> Self {
        Self {
            at: At::of(repair.origin),
            kind: &repair.kind,
            message: words.fill(
                &repair.kind,
                &[("found", &repair.found), ("read_as", &repair.read_as)],
            ),
            found: &repair.found,
            read_as: &repair.read_as,
        }
    }
}

#[derive(Serialize)]
struct Missing<'a> {
    at: At,
    what: &'a str,
    reason: &'a str,
    message: String,
    found: &'a str,
}

impl<'a> Missing<'a> {
    fn of(gap: &'a Gap, words: &Catalogue) -> Self {
        Self {
            at: At::of(gap.origin),
            what: &gap.what,
            reason: &gap.reason,
            message: words.fill(&gap.reason, &[("found", &gap.found)]),
            found: &gap.found,
        }
    }
}

#[derive(Serialize)]
struct At {
    part: u32,
    row: u32,
    column: u32,
}

impl At {
    const fn of(origin: Origin) -> Self {
        Self {
            part: origin.part,
            row: origin.row,
            column: origin.column,
        }
    }
}

#[derive(Serialize)]
struct Revision<'a> {
    number: u32,
    content: &'a str,
    path: &'a str,
    imported_at: String,
}

impl<'a> Revision<'a> {
    fn of(revision: &'a RevisionInfo) -> Self {
        Self {
            number: revision.number,
            content: &revision.content,
            path: &revision.path,
            imported_at: revision.imported_at.to_string(),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn text(field: &Field<SmolStr>) -> Option<&str> {
    field.value().map(SmolStr::as_str)
}

/// A target or an actual as printed.
pub fn measure(field: &Field<Measure>) -> Option<&str> {
    field.value().map(|_| field.printed.as_str())
}

/// A number with the decimals it is printed with.
pub fn number(field: &Field<Decimal>) -> Option<String> {
    as_printed(field, parse_decimal)
}

/// The number with the decimals the form prints; where the form prints something else that means
/// this number (`1` for 100 %), the number itself.
pub fn as_printed(field: &Field<Decimal>, read: fn(&str) -> Option<Decimal>) -> Option<String> {
    let value = field.value()?;
    let printed = read(&field.printed).filter(|printed| printed == value);
    Some(printed.unwrap_or(*value).to_string())
}
