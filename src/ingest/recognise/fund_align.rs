//! Whether the cells of a line of money stand under their headings.
//!
//! A line is out of line when a percent sign stands under an amount or points and not where the rate should be,
//! or, where no percent sign is printed, when its rate is that of its own amounts only if all cells are moved by
//! one. Then none of it is certain.

use rust_decimal::Decimal;

use crate::form::{Field, Fund, Gap, Origin, Reading, Report};

/// Cells of a line: the two budgets, what was spent, weight, rate, score.
const CELLS: usize = 6;
const ANNUAL: usize = 1;
const EXECUTED: usize = 2;
const WEIGHT: usize = 3;
const RATE: usize = 4;

/// Most points that are given for spending, 10 nearly everywhere.
const MOST_POINTS: Decimal = Decimal::from_parts(30, 0, 0, false, 0);

/// One cell as printed, its number, and its place.
struct Cell<'a> {
    printed: &'a str,
    number: Option<Decimal>,
    origin: Origin,
}

fn cells(fund: &Fund) -> [Cell<'_>; CELLS] {
    let fields = fund.cells();
    fields.map(|field: &Field<Decimal>| Cell {
        printed: &field.printed,
        number: field.value().copied(),
        origin: field.origin,
    })
}

/// Takes the values of lines back that are out of line, and says so.
pub(super) fn check(report: &mut Report) {
    let order = order(&report.funds);
    for fund in &mut report.funds {
        let Some((origin, found)) = astray(fund, &order) else {
            continue;
        };
        for field in fund.cells_mut() {
            if !field.is_absent() {
                field.reading = Reading::Unreadable;
            }
        }
        report.gaps.push(Gap {
            origin,
            what: format!("fund:{}", fund.line.name()),
            reason: "gap-row-misaligned".to_owned(),
            found,
        });
    }
}

/// Which cells follow one another, by where they stand in any line.
fn order(funds: &[Fund]) -> Vec<usize> {
    let column = |cell: usize| {
        let of = |fund: &Fund| {
            let cells = cells(fund);
            let cell = cells.get(cell).filter(|cell| !cell.printed.is_empty());
            cell.map(|cell| cell.origin.column)
        };
        funds.iter().filter_map(of).min()
    };
    let mut order: Vec<(u32, usize)> = (0..CELLS)
        .filter_map(|cell| Some((column(cell)?, cell)))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, cell)| cell).collect()
}

/// The cell that shows that a line is out of line.
fn astray(fund: &Fund, order: &[usize]) -> Option<(Origin, String)> {
    let cells = cells(fund);
    let percent = |cell: &Cell<'_>| cell.printed.contains(['%', '％']);
    let straight = off(&cells, order, 0);
    let near = |off: Decimal| off < Decimal::ONE;
    if straight.is_some_and(near) || cells.get(RATE).is_some_and(percent) {
        return None;
    }
    let told = |cell: &Cell<'_>| (cell.origin, cell.printed.chars().take(80).collect());
    if let Some(cell) = cells.iter().find(|cell| percent(cell)) {
        return Some(told(cell));
    }
    let moved = straight.is_some() && [1, -1].iter().any(|by| fits(&cells, order, *by));
    cells.get(RATE).filter(|_| moved).map(told)
}

/// Whether all cells moved so many places would fit: the rate is that of the amounts to its last decimal, and the
/// weight one that a line can have. Less would not do: of a wrong rate beside a score of 10, the 10 may be the
/// share that another two cells make.
fn fits(cells: &[Cell<'_>], order: &[usize], by: isize) -> bool {
    let last = moved(cells, order, RATE, by).map(|rate| Decimal::new(1, rate.scale()));
    let close = off(cells, order, by)
        .zip(last)
        .is_some_and(|(off, last)| off <= last);
    close && moved(cells, order, WEIGHT, by).is_none_or(|weight| weight <= MOST_POINTS)
}

/// By how many points the rate is off what was spent of the budget, each taken from the cell so many places on;
/// `None` where a number is missing.
fn off(cells: &[Cell<'_>], order: &[usize], by: isize) -> Option<Decimal> {
    let number = |cell| moved(cells, order, cell, by);
    let (annual, executed, rate) = (number(ANNUAL)?, number(EXECUTED)?, number(RATE)?);
    if annual.is_zero() || executed.is_zero() {
        return None;
    }
    let spent = executed
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(annual)?;
    Some(spent.checked_sub(rate)?.abs())
}

/// The number so many places on from a cell.
fn moved(cells: &[Cell<'_>], order: &[usize], cell: usize, by: isize) -> Option<Decimal> {
    let at = order.iter().position(|of| *of == cell)?;
    let at = at.checked_add_signed(by)?;
    cells.get(*order.get(at)?)?.number
}
