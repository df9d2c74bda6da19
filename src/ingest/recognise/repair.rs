//! What page breaks and exports did to a table, and how it is mended. Each mending is recorded;
//! what could be mended in two ways is not mended.

use smol_str::SmolStr;

use super::cells::Cells;
use super::headings::Column;
use super::lexicon;
use super::matrix::{Columns, Line, Slot};
use super::text;
use crate::form::{Field, Repair, Report};

/// Joins the lower half of a level label that a page break cut to its upper half; rows already
/// read under the upper half get the whole label.
pub(super) fn join_label(
    label: &mut Field<SmolStr>,
    lower: &Slot,
    report: &mut Report,
    column: Column,
) {
    let found = format!("{}⏎{}", label.printed, lower.text);
    let printed = format!("{}{}", label.printed, lower.text);
    let joined = text::level(&printed, label.origin);
    for indicator in &mut report.indicators {
        let field = if column == Column::Level1 {
            &mut indicator.level1
        } else {
            &mut indicator.level2
        };
        if field == label {
            *field = joined.clone();
        }
    }
    report.repairs.push(Repair {
        origin: lower.origin,
        kind: "repair-cut-label".to_owned(),
        found,
        read_as: joined.value().map(ToString::to_string).unwrap_or_default(),
    });
    *label = joined;
}

/// Joins the rest of a row that a page break of a PDF cut off to the row above it: the first row of a
/// page, without points and labels where every row has them, each cell below one with text. Returns
/// whether it was one.
pub(super) fn join_row(
    line: &Line,
    cells: &Cells<'_>,
    columns: &Columns<Column>,
    report: &mut Report,
) -> bool {
    let Some(row) = report.indicators.last_mut() else {
        return false;
    };
    let own = || cells.0.iter().filter(|(_, slot)| !slot.above);
    let turned = row.name.origin.part != line.part && line.after_gap;
    let scored = row.weight.value().is_some() || row.score.value().is_some();
    let split = columns.has(Column::Sign) || columns.has(Column::MeasureUnit);
    let rest = |(column, _): &(Column, &Slot)| match column {
        Column::Name => !row.name.printed.is_empty(),
        Column::Reason => !row.reason.printed.is_empty(),
        Column::Target => !split && !row.target.printed.is_empty(),
        Column::Actual => !row.actual.printed.is_empty(),
        _ => false,
    };
    if !turned || !scored || !own().all(rest) {
        return false;
    }
    for (column, slot) in own() {
        let joined = |above: &str| format!("{above}{}", slot.text);
        let (found, read_as) = match column {
            Column::Name | Column::Reason => {
                let field = if *column == Column::Name {
                    &mut row.name
                } else {
                    &mut row.reason
                };
                let found = format!("{}⏎{}", field.printed, slot.text);
                *field = text::words(&joined(&field.printed), field.origin);
                (found, field.printed.to_string())
            }
            _ => {
                let field = if *column == Column::Target {
                    &mut row.target
                } else {
                    &mut row.actual
                };
                let found = format!("{}⏎{}", field.printed, slot.text);
                *field = text::measure(&joined(&field.printed), field.origin);
                (found, field.printed.to_string())
            }
        };
        report.repairs.push(Repair {
            origin: slot.origin,
            kind: "repair-cut-cell".to_owned(),
            found,
            read_as,
        });
    }
    true
}

/// Records the labels that were read although a character of them is damaged.
pub(super) fn note_damaged_labels(lines: &[Line], report: &mut Report) {
    for slot in lines.iter().flat_map(Line::own) {
        if slot.label.is_some()
            && let Some(wording) = lexicon::undamaged(&slot.text)
        {
            report.repairs.push(Repair {
                origin: slot.origin,
                kind: "repair-damaged-label".to_owned(),
                found: slot.text.to_string(),
                read_as: wording.to_owned(),
            });
        }
    }
}

/// The row of the execution rate, its label over the columns of classes and names, where a table without merged
/// cells has it in the first of them.
pub(super) fn over_labels(line: &Line, columns: &Columns<Column>) -> Option<Line> {
    let names = |slot: &Slot| matches!(columns.over(slot), Some(Column::Level2 | Column::Name));
    let label = |slot: &Slot| {
        !slot.above && slot.folded.ends_with("执行率") && columns.over(slot) == Some(Column::Level1)
    };
    let end = columns.of(Column::Name)?.checked_add(1)?;
    line.own().find(|slot| label(slot))?;
    if line.own().any(names) {
        return None;
    }
    let mut row = line.clone();
    row.slots.retain(|slot| !names(slot));
    for slot in row.slots.iter_mut().filter(|slot| label(slot)) {
        slot.end = end.max(slot.end);
    }
    Some(row)
}

/// The cells of a row that has slipped to the left (its name stands where the first level should),
/// under the headings they belong to. Only where their number and kinds leave one way to do it.
pub(super) fn unshifted<'a>(line: &'a Line, columns: &Columns<Column>) -> Option<Cells<'a>> {
    let own: Vec<&Slot> = line.own().collect();
    let name = own
        .first()
        .filter(|slot| columns.over(slot) == Some(Column::Level1))?;
    let second = own.get(1).and_then(|slot| columns.over(slot));
    let misplaced = !matches!(second, Some(Column::Level2));
    if !misplaced || lexicon::is_level_label(&name.text) || name.end.saturating_sub(name.column) > 1
    {
        return None;
    }
    let order = [
        Column::Name,
        Column::Target,
        Column::Actual,
        Column::Weight,
        Column::Score,
    ];
    let order: Vec<Column> = order
        .into_iter()
        .filter(|column| columns.has(*column))
        .collect();
    let scored = own
        .iter()
        .any(|slot| columns.over(slot) == Some(Column::Score));
    if own.len() != order.len() || scored || !columns.has(Column::Score) {
        return None;
    }
    let cells: Vec<(Column, &Slot)> = order.into_iter().zip(own).collect();
    let figure = |column: Column| matches!(column, Column::Weight | Column::Score);
    let fits =
        |(column, slot): &(Column, &Slot)| slot.figure == figure(*column) || !figure(*column);
    cells.iter().all(fits).then_some(Cells(cells))
}

/// Records that a row was read as if it stood further to the right.
pub(super) fn note_shift(line: &Line, report: &mut Report) {
    let texts: Vec<&str> = line.own().map(|slot| &*slot.text).collect();
    report.repairs.push(Repair {
        origin: line.origin(),
        kind: "repair-shifted-row".to_owned(),
        found: line.source.chars().take(80).collect(),
        read_as: texts.join(" | "),
    });
}
