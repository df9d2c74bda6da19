//! Whether a text ends inside its last form.
//!
//! Invariants: what the printed points prove whole is never refused; what may have lost its last
//! characters is no certain value.

use rust_decimal::Decimal;

use super::indicators::Table;
use super::matrix::{Line, Slot};
use super::regions::Region;
use super::totals;
use crate::form::{Category, Field, Gap, Indicator, Origin, Reading, Report};
use crate::ingest::End;

/// How a form that has been read ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With all of its rows.
    Whole,
    /// With all rows that can be told, and a last cell that may go on.
    OpenCell,
    /// In the middle: rows, or cells of the last row, are missing.
    Cut,
}

/// How the form in `region` ends, which stands last in a file that ends as `end` says. `in_table`
/// says that its last line is a row of the indicators.
pub(super) fn of(
    region: &Region<'_>,
    end: End,
    table: &Table,
    totalled: bool,
    in_table: bool,
    report: &Report,
) -> Ending {
    let Some(last) = region.lines.last() else {
        return Ending::Cut;
    };
    let short = end == End::Open && last.width < table.width;
    let is_cut = |cut| if cut { Ending::Cut } else { Ending::Whole };
    if totalled {
        // Exports leave out blank cells behind the last figure; a figure that is what the rows add
        // up to has not lost a digit.
        let filled = last.slots.last().is_some_and(Slot::is_filled);
        let certain = !filled && report.total_score.value().is_some();
        return is_cut(short && totals::is_total(last) && !certain && !totals::adds_up(report));
    }
    if scores_are_the_total(report) {
        return Ending::Whole;
    }
    // Notes below the table: it has ended.
    if !in_table {
        return Ending::Whole;
    }
    if points_are_missing(report) {
        return Ending::Cut;
    }
    if !short {
        return Ending::Whole;
    }
    // Blank cells at the end of rows may have been left out, but then no cell is missing that all
    // other rows have.
    match report.indicators.as_slice() {
        [before @ .., row] if !before.is_empty() && has_cells_of(row, before) => Ending::OpenCell,
        _ => Ending::Cut,
    }
}

/// Leaves the value of the last cell open.
pub(super) fn open_last_cell(report: &mut Report, line: &Line) {
    let Some(slot) = line.slots.iter().rfind(|slot| slot.is_filled()) else {
        return;
    };
    let number = report.indicators.len();
    let Some(row) = report.indicators.last_mut() else {
        return;
    };
    let what = [
        ("name", open(&mut row.name, slot.origin)),
        ("target", open(&mut row.target, slot.origin)),
        ("actual", open(&mut row.actual, slot.origin)),
        ("weight", open(&mut row.weight, slot.origin)),
        ("score", open(&mut row.score, slot.origin)),
        ("reason", open(&mut row.reason, slot.origin)),
    ]
    .into_iter()
    .find_map(|(what, opened)| opened.then_some(what));
    if let Some(what) = what {
        report.gaps.push(Gap {
            origin: slot.origin,
            what: format!("indicator:{number}/{what}"),
            reason: "gap-breaks-off".to_owned(),
            found: slot.text.to_string(),
        });
    }
}

fn open<T>(field: &mut Field<T>, origin: Origin) -> bool {
    let here = field.origin == origin && !field.is_absent() && !field.is_blank();
    if here {
        field.reading = Reading::Unreadable;
    }
    here
}

/// Whether a row has every cell that all rows before it have.
fn has_cells_of(row: &Indicator, before: &[Indicator]) -> bool {
    fn filled<T>(field: &Field<T>) -> bool {
        !field.printed.is_empty()
    }
    let cells: [fn(&Indicator) -> bool; 5] = [
        |row| filled(&row.name),
        |row| filled(&row.target),
        |row| filled(&row.actual),
        |row| filled(&row.weight),
        |row| filled(&row.score),
    ];
    let needed = |cell: &fn(&Indicator) -> bool| before.iter().all(cell);
    cells
        .iter()
        .filter(|cell| needed(cell))
        .all(|cell| cell(row))
}

/// Whether the scores of all rows and of the execution are the total that is printed in the head.
fn scores_are_the_total(report: &Report) -> bool {
    let Some(total) = report.total_score.value() else {
        return false;
    };
    let execution = report.total_fund().map(|fund| &fund.score);
    let rows = report.indicators.iter().map(|row| &row.score);
    sum(execution
        .into_iter()
        .filter(|score| !score.is_absent())
        .chain(rows))
        == Some(*total)
}

/// Whether points add up to less than 100 before the last class of indicators has begun.
fn points_are_missing(report: &Report) -> bool {
    let Some(execution) = report.total_fund().map(|fund| &fund.weight) else {
        return false;
    };
    let rows = report.indicators.iter().map(|row| &row.weight);
    let Some(points) = sum(std::iter::once(execution).chain(rows)) else {
        return false;
    };
    let classes = [Category::Benefit, Category::Satisfaction];
    let begun = classes
        .into_iter()
        .all(|class| report.indicators.iter().any(|row| row.category() == class));
    let printed_in_labels = report
        .indicators
        .iter()
        .any(|row| row.level1.printed.contains('分'));
    points < Decimal::ONE_HUNDRED && !begun && !printed_in_labels
}

/// The sum of fields that are all known.
fn sum<'a>(fields: impl Iterator<Item = &'a Field<Decimal>>) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for field in fields {
        sum = sum.checked_add(*field.value()?)?;
    }
    Some(sum)
}
