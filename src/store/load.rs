//! A report out of its rows, exactly as it was given to [`super::save`].

use rusqlite::{Connection, OptionalExtension as _, Row};
use rust_decimal::Decimal;
use smol_str::{SmolStr, ToSmolStr as _};

use super::error::Result;
use super::micro;
use super::save::{EXACT, PRINTED_WORDS, amount_digits};
use super::trace::{TraceReader, damaged};
use crate::form::{
    Comparator, Field, Fund, FundLine, Gap, Grade, Indicator, Measure, MoneyUnit, Quantity, Repair,
    Report, SourceRow, sharing, squeeze,
};

const COMPARATORS: [Comparator; 5] = [
    Comparator::AtLeast,
    Comparator::MoreThan,
    Comparator::Equal,
    Comparator::AtMost,
    Comparator::LessThan,
];

/// The report of a revision; `None` when there is no such revision.
pub(super) fn load(connection: &Connection, revision: i64) -> Result<Option<Report>> {
    let head = connection
        .prepare_cached(
            "SELECT title, project, department, unit, goal, outcome, year, grade, money_unit,
                    total_weight, total_score, evidence FROM revision WHERE id = ?1",
        )?
        .query_row([revision], |row| Ok(Head::read(row)))
        .optional()?;
    let Some(head) = head else { return Ok(None) };
    let head = head?;
    let mut trace = TraceReader::new(&head.evidence)?;
    if trace.number()? != 1 {
        return Err(damaged());
    }
    let [title, project, department, unit, goal, outcome] = head.texts;
    let mut report = Report {
        title: text(&mut trace, title)?,
        project: text(&mut trace, project)?,
        department: text(&mut trace, department)?,
        unit: text(&mut trace, unit)?,
        goal: text(&mut trace, goal)?,
        outcome: text(&mut trace, outcome)?,
        money_unit: head.money_unit,
        ..Report::default()
    };
    report.year = trace.cell()?.field(
        head.year.map(|year| year.to_smolstr()).unwrap_or_default(),
        || head.year.ok_or_else(damaged),
    )?;
    let grade = head.grade.map_or("", |grade| grade.as_str());
    report.grade = trace
        .cell()?
        .field(grade.into(), || head.grade.ok_or_else(damaged))?;
    let [weight, score] = head.total;
    report.total_weight = decimal(&mut trace, weight, micro::DIGITS)?;
    report.total_score = decimal(&mut trace, score, micro::DIGITS)?;
    report.funds = funds(connection, revision, &mut trace, head.money_unit)?;
    report.indicators = indicators(connection, revision, &mut trace)?;
    source(&mut trace, &mut report)?;
    Ok(Some(report))
}

struct Head {
    texts: [SmolStr; 6],
    year: Option<i32>,
    grade: Option<Grade>,
    money_unit: MoneyUnit,
    total: [Option<i64>; 2],
    evidence: Vec<u8>,
}

impl Head {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            texts: [
                column(row, 0)?,
                column(row, 1)?,
                column(row, 2)?,
                column(row, 3)?,
                column(row, 4)?,
                column(row, 5)?,
            ],
            year: row.get(6)?,
            grade: row
                .get::<_, Option<String>>(7)?
                .and_then(|grade| Grade::parse(&grade)),
            money_unit: match row.get_ref(8)?.as_str().map_err(|_| damaged())? {
                "元" => MoneyUnit::Yuan,
                _ => MoneyUnit::Wan,
            },
            total: [row.get(9)?, row.get(10)?],
            evidence: row.get(11)?,
        })
    }
}

/// The text of a column, empty where it holds none.
fn column(row: &Row<'_>, at: usize) -> Result<SmolStr> {
    let text = row.get_ref(at)?.as_str_or_null().map_err(|_| damaged())?;
    Ok(text.unwrap_or_default().into())
}

fn text(trace: &mut TraceReader, column: SmolStr) -> Result<Field<SmolStr>> {
    let cell = trace.cell()?;
    let value = column.clone();
    cell.field(column, || Ok(value))
}

fn decimal(trace: &mut TraceReader, column: Option<i64>, digits: u32) -> Result<Field<Decimal>> {
    let cell = trace.cell()?;
    if !cell.is_known() {
        return cell.field(SmolStr::default(), || Err(damaged()));
    }
    let value = match (trace.number()?, column) {
        (EXACT, None) => exact(trace)?,
        (scale, Some(shifted)) => scaled(shifted, digits, scale)?,
        _ => return Err(damaged()),
    };
    cell.field(value.to_smolstr(), || Ok(value))
}

/// A number the column cannot hold.
fn exact(trace: &mut TraceReader) -> Result<Decimal> {
    Decimal::from_str_exact(&trace.text()?).map_err(|_| damaged())
}

fn scaled(shifted: i64, digits: u32, scale: u64) -> Result<Decimal> {
    let scale = u32::try_from(scale)
        .ok()
        .filter(|scale| *scale <= Decimal::MAX_SCALE)
        .ok_or_else(damaged)?;
    Ok(micro::decimal(shifted, digits, scale))
}

fn funds(
    connection: &Connection,
    revision: i64,
    trace: &mut TraceReader,
    unit: MoneyUnit,
) -> Result<Vec<Fund>> {
    let mut statement = connection.prepare_cached(
        "SELECT line, label, initial, annual, executed, weight, rate, score
         FROM fund WHERE revision = ?1 ORDER BY number",
    )?;
    let mut rows = statement.query([revision])?;
    let mut funds = Vec::new();
    let (amounts, points) = (amount_digits(unit), micro::DIGITS);
    while let Some(row) = rows.next()? {
        let line = row.get_ref(0)?.as_str().map_err(|_| damaged())?;
        funds.push(Fund {
            line: FundLine::from_name(line).ok_or_else(damaged)?,
            label: column(row, 1)?,
            initial: decimal(trace, row.get(2)?, amounts)?,
            annual: decimal(trace, row.get(3)?, amounts)?,
            executed: decimal(trace, row.get(4)?, amounts)?,
            weight: decimal(trace, row.get(5)?, points)?,
            rate: decimal(trace, row.get(6)?, points)?,
            score: decimal(trace, row.get(7)?, points)?,
        });
    }
    Ok(funds)
}

fn indicators(
    connection: &Connection,
    revision: i64,
    trace: &mut TraceReader,
) -> Result<Vec<Indicator>> {
    let mut statement = connection.prepare_cached(
        "SELECT level1, level2, name, reason, target, target_comparator, target_number, target_unit,
                actual, actual_comparator, actual_number, actual_unit, weight, score
         FROM indicator WHERE revision = ?1 ORDER BY number",
    )?;
    let mut rows = statement.query([revision])?;
    let mut indicators = Vec::new();
    while let Some(row) = rows.next()? {
        // In the order the trace was written.
        let level1 = text(trace, column(row, 0)?)?;
        let level2 = text(trace, column(row, 1)?)?;
        let name = text(trace, column(row, 2)?)?;
        let reason = text(trace, column(row, 3)?)?;
        let target = measure(trace, row, 4)?;
        let actual = measure(trace, row, 8)?;
        indicators.push(Indicator {
            level1,
            level2,
            name,
            target,
            actual,
            weight: decimal(trace, row.get(12)?, micro::DIGITS)?,
            score: decimal(trace, row.get(13)?, micro::DIGITS)?,
            reason,
        });
    }
    Ok(indicators)
}

/// A target or an actual from its four columns, `first` being the print.
fn measure(trace: &mut TraceReader, row: &Row<'_>, first: usize) -> Result<Field<Measure>> {
    let cell = trace.cell()?;
    let printed = column(row, first)?;
    if !cell.is_known() {
        return cell.field(printed, || Err(damaged()));
    }
    let value = match (trace.number()?, row.get(first + 2)?) {
        (scale, Some(shifted)) => quantity(row, first, scaled(shifted, micro::DIGITS, scale)?)?,
        (EXACT, None) => quantity(row, first, exact(trace)?)?,
        (PRINTED_WORDS, None) => Measure::Words(sharing(&printed, &squeeze(&printed))),
        (_, None) => Measure::Words(trace.text()?.into()),
    };
    cell.field(printed, || Ok(value))
}

fn quantity(row: &Row<'_>, first: usize, number: Decimal) -> Result<Measure> {
    let comparator: Option<String> = row.get(first + 1)?;
    Ok(Measure::Quantity(Quantity {
        comparator: match comparator {
            None => None,
            Some(glyph) => Some(
                COMPARATORS
                    .into_iter()
                    .find(|comparator| comparator.as_str() == glyph)
                    .ok_or_else(damaged)?,
            ),
        },
        number,
        unit: column(row, first + 3)?,
    }))
}

fn source(trace: &mut TraceReader, report: &mut Report) -> Result<()> {
    for _ in 0..trace.count()? {
        report.repairs.push(Repair {
            origin: trace.origin()?,
            kind: trace.text()?,
            found: trace.text()?,
            read_as: trace.text()?,
        });
    }
    for _ in 0..trace.count()? {
        report.gaps.push(Gap {
            origin: trace.origin()?,
            what: trace.text()?,
            reason: trace.text()?,
            found: trace.text()?,
        });
    }
    let number = |trace: &mut TraceReader| u32::try_from(trace.number()?).map_err(|_| damaged());
    for _ in 0..trace.count()? {
        report.source.push(SourceRow {
            part: number(trace)?,
            row: number(trace)?,
            text: trace.text()?,
        });
    }
    Ok(())
}
