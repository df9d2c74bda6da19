//! Forms that count marks (分值, 自评得分) and scale them by a weight (权重) to a score (折算得分).
//!
//! The weight is that of the row where the score is marks ÷ full marks × weight. Where most rows say otherwise the
//! weight is that of a whole class, and what a row weighs is printed nowhere.

use rust_decimal::Decimal;

use super::cells::Cells;
use super::headings::Column;
use super::text;
use crate::form::{Gap, Indicator, Reading, Report};

/// The marks of one row: those it can have, and those it has.
#[derive(Debug, Default)]
pub(super) struct Marks {
    full: Option<Decimal>,
    own: Option<Decimal>,
}

impl Marks {
    pub fn of(cells: &Cells<'_>) -> Self {
        let points = |column| {
            let slot = cells.first(column)?;
            text::points(&slot.text, slot.origin).value().copied()
        };
        Self {
            full: points(Column::FullMarks),
            own: points(Column::Marks),
        }
    }

    /// Whether a row's score is its marks scaled by its weight; `None` where a number is missing.
    fn scale(&self, row: &Indicator) -> Option<bool> {
        let (full, own) = (self.full?, self.own?);
        let scaled = own.checked_mul(*row.weight.value()?)?;
        let score = row.score.value()?.checked_mul(full)?;
        // Scores are rounded to two decimals at least.
        let rounding = full.checked_mul(Decimal::new(1, 2))?;
        Some(scaled.checked_sub(score)?.abs() <= rounding)
    }
}

/// Takes the weights of the last rows of a report back where they are not those of the rows. `titles` are the
/// headings of full marks and weights.
pub(super) fn check(marks: &[Marks], titles: [&str; 2], report: &mut Report) {
    if report.gaps.iter().any(|gap| gap.what == "weight") {
        return;
    }
    let first = report.indicators.len().saturating_sub(marks.len());
    let rows = || report.indicators.iter().skip(first).zip(marks);
    let told: Vec<bool> = rows().filter_map(|(row, marks)| marks.scale(row)).collect();
    let scaled = told.iter().filter(|scaled| **scaled).count();
    if told.is_empty() || scaled.saturating_mul(2) > told.len() {
        return;
    }
    let Some(origin) = rows().next().map(|(row, _)| row.weight.origin) else {
        return;
    };
    for row in report.indicators.iter_mut().skip(first) {
        row.weight.reading = Reading::Unreadable;
    }
    report.gaps.push(Gap {
        origin,
        what: "weight".to_owned(),
        reason: "gap-headings-alike".to_owned(),
        found: titles.join("、"),
    });
}
