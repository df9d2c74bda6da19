//! A report into its rows: values into columns, everything else into the evidence blob.
//! [`super::load`] is the mirror image.

use rusqlite::{CachedStatement, Connection, params};
use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::error::Result;
use super::micro;
use super::trace::TraceWriter;
use crate::form::{Field, Measure, MoneyUnit, Reading, Report, squeeze};

/// A report laid out for the tables.
#[derive(Debug)]
pub(super) struct Rows {
    funds: Vec<[Option<i64>; 6]>,
    measures: Vec<[Measured; 2]>,
    points: Vec<[Option<i64>; 2]>,
    total: [Option<i64>; 2],
    evidence: Vec<u8>,
}

#[derive(Debug, Default)]
struct Measured {
    comparator: Option<&'static str>,
    number: Option<i64>,
    unit: Option<SmolStr>,
}

/// Stands in the trace where the scale of a number would, before the number itself: no scale is so
/// large.
pub(super) const EXACT: u64 = 64;
/// Words that are what the print says.
pub(super) const PRINTED_WORDS: u64 = 0;
/// Words that follow in the trace.
pub(super) const OTHER_WORDS: u64 = 1;

/// Digits an amount printed in this unit is shifted by to become millionths of 万元.
pub(super) const fn amount_digits(unit: MoneyUnit) -> u32 {
    match unit {
        MoneyUnit::Wan => micro::DIGITS,
        MoneyUnit::Yuan => 2,
    }
}

/// What the column of a text holds: the value, else the print, else nothing.
pub(super) fn text_column(field: &Field<SmolStr>) -> Option<&str> {
    match &field.reading {
        Reading::Known(value) => Some(value),
        _ if field.printed.is_empty() => None,
        _ => Some(&field.printed),
    }
}

/// Lays a report out.
pub(super) fn lay_out(report: &Report) -> Result<Rows> {
    let trace = &mut TraceWriter::default();
    trace.number(1);
    for field in [
        &report.title,
        &report.project,
        &report.department,
        &report.unit,
        &report.goal,
        &report.outcome,
    ] {
        text(trace, field);
    }
    let year = report.year.value().map(i32::to_string).unwrap_or_default();
    trace.cell(&report.year, &year);
    let grade = report.grade.value().map_or("", |grade| grade.as_str());
    trace.cell(&report.grade, grade);

    let points = micro::DIGITS;
    let total = [
        decimal(trace, &report.total_weight, points),
        decimal(trace, &report.total_score, points),
    ];
    let amounts = amount_digits(report.money_unit);
    let mut funds = Vec::with_capacity(report.funds.len());
    for fund in &report.funds {
        funds.push([
            decimal(trace, &fund.initial, amounts),
            decimal(trace, &fund.annual, amounts),
            decimal(trace, &fund.executed, amounts),
            decimal(trace, &fund.weight, points),
            decimal(trace, &fund.rate, points),
            decimal(trace, &fund.score, points),
        ]);
    }
    let mut measures = Vec::with_capacity(report.indicators.len());
    let mut scores = Vec::with_capacity(report.indicators.len());
    for indicator in &report.indicators {
        for field in [
            &indicator.level1,
            &indicator.level2,
            &indicator.name,
            &indicator.reason,
        ] {
            text(trace, field);
        }
        measures.push([
            measure(trace, &indicator.target),
            measure(trace, &indicator.actual),
        ]);
        scores.push([
            decimal(trace, &indicator.weight, points),
            decimal(trace, &indicator.score, points),
        ]);
    }
    source(trace, report);
    Ok(Rows {
        funds,
        measures,
        points: scores,
        total,
        evidence: std::mem::take(trace).finish()?,
    })
}

fn text(trace: &mut TraceWriter, field: &Field<SmolStr>) {
    trace.cell(field, text_column(field).unwrap_or(""));
}

/// Repairs, gaps and the rows of the file.
fn source(trace: &mut TraceWriter, report: &Report) {
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    trace.number(count(report.repairs.len()));
    for repair in &report.repairs {
        trace.origin(repair.origin);
        for text in [&repair.kind, &repair.found, &repair.read_as] {
            trace.text(text);
        }
    }
    trace.number(count(report.gaps.len()));
    for gap in &report.gaps {
        trace.origin(gap.origin);
        for text in [&gap.what, &gap.reason, &gap.found] {
            trace.text(text);
        }
    }
    trace.number(count(report.source.len()));
    for row in &report.source {
        trace.number(row.part.into());
        trace.number(row.row.into());
        trace.text(&row.text);
    }
}

/// The column of a decimal. One that is no integer there leaves it empty: then the trace has the
/// exact number in place of its scale.
fn decimal(trace: &mut TraceWriter, field: &Field<Decimal>, digits: u32) -> Option<i64> {
    let Some(value) = field.value() else {
        trace.cell(field, "");
        return None;
    };
    trace.cell(field, &value.to_string());
    let shifted = micro::shifted(*value, digits);
    if shifted.is_some() {
        trace.number(value.scale().into());
    } else {
        trace.number(EXACT);
        trace.text(&value.to_string());
    }
    shifted
}

/// The columns of a target or an actual; its print stands in one of its own.
fn measure(trace: &mut TraceWriter, field: &Field<Measure>) -> Measured {
    trace.cell(field, &field.printed);
    match field.value() {
        None => Measured::default(),
        Some(Measure::Words(words)) => {
            if *words == squeeze(&field.printed) {
                trace.number(PRINTED_WORDS);
            } else {
                trace.number(OTHER_WORDS);
                trace.text(words);
            }
            Measured::default()
        }
        Some(Measure::Quantity(quantity)) => {
            let number = micro::shifted(quantity.number, micro::DIGITS);
            if number.is_some() {
                trace.number(quantity.number.scale().into());
            } else {
                // Where the column is empty.
                trace.number(EXACT);
                trace.text(&quantity.number.to_string());
            }
            Measured {
                comparator: quantity.comparator.map(|comparator| comparator.as_str()),
                number,
                unit: Some(quantity.unit.clone()),
            }
        }
    }
}

/// Identity of a revision that is about to be written.
#[derive(Debug)]
pub(super) struct RevisionIds<'a> {
    pub(super) id: i64,
    pub(super) report: i64,
    pub(super) number: u32,
    pub(super) file: i64,
    pub(super) content: &'a [u8; 32],
}

/// Writes the rows of a revision.
pub(super) fn save(
    connection: &Connection,
    ids: &RevisionIds<'_>,
    report: &Report,
    rows: &Rows,
) -> Result<()> {
    let [total_weight, total_score] = rows.total;
    connection
        .prepare_cached(
            "INSERT INTO revision (id, report, number, file, content, money_unit, title, year,
                project, department, unit, total_weight, total_score, grade, goal, outcome, evidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )?
        .execute(params![
            ids.id,
            ids.report,
            ids.number,
            ids.file,
            ids.content,
            report.money_unit.as_str(),
            text_column(&report.title),
            report.year.value(),
            text_column(&report.project),
            text_column(&report.department),
            text_column(&report.unit),
            total_weight,
            total_score,
            report.grade.value().map(|grade| grade.as_str()),
            text_column(&report.goal),
            text_column(&report.outcome),
            rows.evidence,
        ])?;
    let insert: &mut CachedStatement<'_> = &mut connection
        .prepare_cached("INSERT INTO fund VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    for ((number, fund), [initial, annual, executed, weight, rate, score]) in
        (1_u32..).zip(&report.funds).zip(&rows.funds)
    {
        let line = fund.line.name();
        insert.execute(params![
            ids.id,
            number,
            line,
            fund.label.as_str(),
            initial,
            annual,
            executed,
            weight,
            rate,
            score
        ])?;
    }
    let insert: &mut CachedStatement<'_> = &mut connection.prepare_cached(
        "INSERT INTO indicator VALUES
         (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?;
    let measured = rows.measures.iter().zip(&rows.points);
    for ((number, indicator), ([target, actual], [weight, score])) in
        (1_u32..).zip(&report.indicators).zip(measured)
    {
        insert.execute(params![
            ids.id,
            number,
            text_column(&indicator.level1),
            text_column(&indicator.level2),
            text_column(&indicator.name),
            print(&indicator.target),
            target.comparator,
            target.number,
            target.unit.as_deref(),
            print(&indicator.actual),
            actual.comparator,
            actual.number,
            actual.unit.as_deref(),
            weight,
            score,
            text_column(&indicator.reason),
        ])?;
    }
    Ok(())
}

/// What the column of the print holds.
fn print(field: &Field<Measure>) -> Option<&str> {
    Some(field.printed.as_str()).filter(|printed| !printed.is_empty())
}
