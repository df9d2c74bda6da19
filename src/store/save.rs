//! A report into its rows: values into columns, everything else into the evidence blob.
//! [`super::load`] is the mirror image.

use rusqlite::{CachedStatement, Connection, params};
use rust_decimal::Decimal;

use super::error::{Fault, Result};
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
    unit: Option<String>,
}

/// Digits an amount printed in this unit is shifted by to become millionths of 万元.
pub(super) const fn amount_digits(unit: MoneyUnit) -> u32 {
    match unit {
        MoneyUnit::Wan => micro::DIGITS,
        MoneyUnit::Yuan => 2,
    }
}

/// What the column of a text holds: the value, else the print, else nothing.
pub(super) fn text_column(field: &Field<String>) -> Option<&str> {
    match &field.reading {
        Reading::Known(value) => Some(value),
        _ if field.printed.is_empty() => None,
        _ => Some(&field.printed),
    }
}

/// Lays a report out. `file` is named in the error when a number does not fit.
pub(super) fn lay_out(report: &Report, file: &str) -> Result<Rows> {
    let mut layout = Layout {
        trace: TraceWriter::default(),
        file,
        project: report.project.value().map_or("", String::as_str),
    };
    let trace = &mut layout.trace;
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
        layout.decimal(&report.total_weight, points, || "total/weight".to_owned())?,
        layout.decimal(&report.total_score, points, || "total/score".to_owned())?,
    ];
    let amounts = amount_digits(report.money_unit);
    let mut funds = Vec::with_capacity(report.funds.len());
    for fund in &report.funds {
        let mut cell = |field, digits, name| {
            layout.decimal(field, digits, || {
                format!("fund:{}/{name}", fund.line.name())
            })
        };
        funds.push([
            cell(&fund.initial, amounts, "initial")?,
            cell(&fund.annual, amounts, "annual")?,
            cell(&fund.executed, amounts, "executed")?,
            cell(&fund.weight, points, "weight")?,
            cell(&fund.rate, points, "rate")?,
            cell(&fund.score, points, "score")?,
        ]);
    }
    let mut measures = Vec::with_capacity(report.indicators.len());
    let mut scores = Vec::with_capacity(report.indicators.len());
    for (number, indicator) in (1..).zip(&report.indicators) {
        let place = |name: &str| format!("indicator:{number}/{name}");
        for field in [
            &indicator.level1,
            &indicator.level2,
            &indicator.name,
            &indicator.reason,
        ] {
            text(&mut layout.trace, field);
        }
        measures.push([
            layout.measure(&indicator.target, || place("target"))?,
            layout.measure(&indicator.actual, || place("actual"))?,
        ]);
        scores.push([
            layout.decimal(&indicator.weight, points, || place("weight"))?,
            layout.decimal(&indicator.score, points, || place("score"))?,
        ]);
    }
    source(&mut layout.trace, report);
    Ok(Rows {
        funds,
        measures,
        points: scores,
        total,
        evidence: layout.trace.finish()?,
    })
}

fn text(trace: &mut TraceWriter, field: &Field<String>) {
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

struct Layout<'a> {
    trace: TraceWriter,
    file: &'a str,
    project: &'a str,
}

impl Layout<'_> {
    fn shifted(&self, value: Decimal, digits: u32, place: impl Fn() -> String) -> Result<i64> {
        micro::shifted(value, digits).ok_or_else(|| {
            Fault::DoesNotFit {
                file: self.file.to_owned(),
                what: format!("{} {}", self.project, place()),
                value: value.to_string(),
            }
            .into()
        })
    }

    fn decimal(
        &mut self,
        field: &Field<Decimal>,
        digits: u32,
        place: impl Fn() -> String,
    ) -> Result<Option<i64>> {
        let Some(value) = field.value() else {
            self.trace.cell(field, "");
            return Ok(None);
        };
        let shifted = self.shifted(*value, digits, place)?;
        self.trace.cell(field, &value.to_string());
        self.trace.number(value.scale().into());
        Ok(Some(shifted))
    }

    fn measure(&mut self, field: &Field<Measure>, place: impl Fn() -> String) -> Result<Measured> {
        // The print stands in a column of its own.
        self.trace.cell(field, &field.printed);
        match field.value() {
            None => Ok(Measured::default()),
            Some(Measure::Words(words)) => {
                let derived = *words == squeeze(&field.printed);
                self.trace.number(u64::from(!derived));
                if !derived {
                    self.trace.text(words);
                }
                Ok(Measured::default())
            }
            Some(Measure::Quantity(quantity)) => {
                let number = self.shifted(quantity.number, micro::DIGITS, place)?;
                self.trace.number(quantity.number.scale().into());
                Ok(Measured {
                    comparator: quantity.comparator.map(|comparator| comparator.as_str()),
                    number: Some(number),
                    unit: Some(quantity.unit.clone()),
                })
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
            ids.id, number, line, fund.label, initial, annual, executed, weight, rate, score
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
        let print = |field: &Field<Measure>| {
            Some(field.printed.clone()).filter(|printed| !printed.is_empty())
        };
        insert.execute(params![
            ids.id,
            number,
            text_column(&indicator.level1),
            text_column(&indicator.level2),
            text_column(&indicator.name),
            print(&indicator.target),
            target.comparator,
            target.number,
            target.unit,
            print(&indicator.actual),
            actual.comparator,
            actual.number,
            actual.unit,
            weight,
            score,
            text_column(&indicator.reason),
        ])?;
    }
    Ok(())
}
