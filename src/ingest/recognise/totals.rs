//! The rows under the indicator table: 总分 and 评分等级.

use rust_decimal::Decimal;

use super::head;
use super::headings::Column;
use super::indicators::Table;
use super::lexicon::{self, Label};
use super::matrix::{Line, Slot};
use super::text;
use crate::form::{Field, Gap, Grade, Reading, Report, is_no_value};

/// Whether a line is the totals row.
pub(super) fn is_total(line: &Line) -> bool {
    let first = line.own().next();
    first.is_some_and(|slot| {
        matches!(slot.label, Some(Label::Total | Label::OwnTotal))
            || lexicon::labelled(&slot.text).is_some_and(|(label, _)| label == Label::Total)
    })
}

/// Takes the totals row of a table.
pub(super) fn read(line: &Line, table: &Table, report: &mut Report) {
    let columns = &table.columns;
    let (mut weight, mut score) = (Field::absent(), Field::absent());
    let mut figures: Vec<&Slot> = Vec::new();
    let mut after_grade = false;
    for slot in line.own() {
        if slot.label == Some(Label::Grade) {
            after_grade = true;
        } else if slot.label.is_some() {
            if let Some(points) = points_in_label(slot) {
                weight = points;
            }
        } else if let Some((label, value)) = lexicon::labelled(&slot.text) {
            match label {
                Label::Grade => report.grade = head::grade(value, slot.origin),
                Label::Total | Label::OwnTotal => score = text::points(value, slot.origin),
                _ => {}
            }
        } else if after_grade || Grade::parse(&slot.folded).is_some() {
            report.grade = head::grade(&slot.text, slot.origin);
        } else if !is_no_value(&slot.text) && slot.figure {
            figures.push(slot);
        } else if !is_no_value(&slot.text) {
            // Words where a figure should be.
            match columns.over(slot) {
                Some(Column::Weight) => weight = text::points(&slot.text, slot.origin),
                Some(Column::Score) => score = text::points(&slot.text, slot.origin),
                _ => {}
            }
        }
    }
    place(&figures, table, &mut weight, &mut score, report);
    let blank = |column| {
        if columns.has(column) {
            text::points("", line.origin())
        } else {
            Field::absent()
        }
    };
    if weight.is_absent() {
        weight = blank(Column::Weight);
    }
    if score.is_absent() {
        score = blank(Column::Score);
    }
    // A note below the table may begin as the totals row does.
    if !(weight.is_blank() && report.total_weight.value().is_some()) {
        report.total_weight = weight;
    }
    if !(score.is_blank() && report.total_score.value().is_some()) {
        report.total_score = score;
    }
}

/// 总分(100分): the points that can be had.
fn points_in_label(slot: &Slot) -> Option<Field<Decimal>> {
    let field = text::points(&lexicon::points_in(&slot.text)?, slot.origin);
    field.value().is_some().then_some(field)
}

/// Tells weight from score: by the headings above, else by order where there are two figures.
fn place(
    figures: &[&Slot],
    table: &Table,
    weight: &mut Field<Decimal>,
    score: &mut Field<Decimal>,
    report: &mut Report,
) {
    let columns = &table.columns;
    let both = columns.has(Column::Weight);
    let astray = table.is_astray();
    match figures {
        [] => {}
        [one] if !both && !astray => *score = text::points(&one.text, one.origin),
        [one] if !astray => {
            let merged =
                columns.touches(one, Column::Weight) && columns.touches(one, Column::Score);
            match columns.over(one) {
                Some(Column::Weight) if !merged => *weight = text::points(&one.text, one.origin),
                Some(Column::Weight | Column::Score) => {
                    *score = text::points(&one.text, one.origin)
                }
                _ if merged || !weight.is_absent() => *score = text::points(&one.text, one.origin),
                _ => {
                    *score = text::points(&one.text, one.origin);
                    score.reading = Reading::Unreadable;
                }
            }
            // A score that slipped under the heading of the weights is none.
            let weighs = weight
                .value()
                .is_some_and(|weight| is_weight(*weight, report));
            if score.is_absent() && !weighs {
                *score = std::mem::take(weight);
                score.reading = Reading::Unreadable;
            }
        }
        [first, second] if both && columns.has(Column::Score) => {
            // Merged cells need not match the headings: the order of the headings counts.
            let turned = columns.of(Column::Score) < columns.of(Column::Weight);
            let (weighs, counts) = if turned {
                (second, first)
            } else {
                (first, second)
            };
            *weight = text::points(&weighs.text, weighs.origin);
            *score = text::points(&counts.text, counts.origin);
        }
        many => {
            let under = |column| many.iter().find(|slot| columns.over(slot) == Some(column));
            for (column, field) in [(Column::Weight, &mut *weight), (Column::Score, &mut *score)] {
                if let Some(slot) = under(column).filter(|_| !astray) {
                    *field = text::points(&slot.text, slot.origin);
                }
            }
            if score.is_absent() {
                report.gaps.push(Gap {
                    origin: many
                        .first()
                        .map_or_else(Default::default, |slot| slot.origin),
                    what: "total".to_owned(),
                    reason: "gap-which-figure".to_owned(),
                    found: many
                        .iter()
                        .map(|slot| &*slot.text)
                        .collect::<Vec<_>>()
                        .join(" "),
                });
            }
        }
    }
}

/// Whether a figure is the sum of the weights of a form: that of its rows, with execution or without it, or 100.
fn is_weight(figure: Decimal, report: &Report) -> bool {
    let rows = report.indicators.iter().map(|row| row.weight.value());
    let sum = rows
        .flatten()
        .try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(*weight));
    let execution = report.total_fund().and_then(|fund| fund.weight.value());
    let all = sum.and_then(|sum| sum.checked_add(execution.copied().unwrap_or_default()));
    figure == Decimal::ONE_HUNDRED || Some(figure) == sum || Some(figure) == all
}

/// Takes a row that begins with 评分等级.
pub(super) fn read_grade(line: &Line, report: &mut Report) {
    let mut own = line
        .own()
        .skip_while(|slot| slot.label != Some(Label::Grade));
    let label = own.next();
    let value = own.find(|slot| slot.label.is_none());
    let origin = value
        .or(label)
        .map_or_else(Default::default, |slot| slot.origin);
    report.grade = head::grade(value.map_or("", |slot| &slot.text), origin);
}

/// Whether the total score is the sum of the scores of execution and indicators, printed with as
/// many decimals as they are: a figure that has lost a digit at its end is not.
pub(super) fn adds_up(report: &Report) -> bool {
    let execution = report.total_fund().and_then(|fund| fund.score.value());
    let scores = report.indicators.iter().filter_map(|row| row.score.value());
    let mut sum = Decimal::ZERO;
    let mut decimals = 0;
    for score in execution.into_iter().chain(scores) {
        decimals = decimals.max(score.scale());
        match sum.checked_add(*score) {
            Some(more) => sum = more,
            None => return false,
        }
    }
    let total = report.total_score.value();
    total.is_some_and(|total| *total == sum && total.scale() == decimals)
}
