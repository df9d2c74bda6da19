//! The table of indicators (绩效指标).

use ratatui::text::Line;

use super::{Form, LEVELS, POINTS, REASONS, SIDE_BY_SIDE, STACKED};
use crate::desk::theme::Role;
use crate::desk::words::Words;
use crate::form::Indicator;
use crate::rules::{FieldName, Place};
use crate::terminal::text::{self, Align, pad};

impl Form<'_> {
    pub(super) fn indicators(&mut self) {
        let table = Table::new(self.columns);
        let heading = table.heading(self.words);
        self.heading(&heading);
        let indicators = &self.detail.report.indicators;
        let mut before = ("", "");
        for (indicator, number) in indicators.iter().zip(1..) {
            let levels = (
                indicator.level1.printed.as_str(),
                indicator.level2.printed.as_str(),
            );
            let place = Place::Indicator(number);
            if table.level1 > 0 {
                let first = if levels.0 == before.0 { "" } else { levels.0 };
                let second = if levels == before { "" } else { levels.1 };
                self.indicator(place, indicator, &table, first, second);
            } else {
                if levels != before {
                    let text = format!("{} / {}", levels.0, levels.1);
                    let style = self.theme.style(Role::Dim);
                    let text = text::fit(&text, self.columns).into_owned();
                    self.push(None, Line::styled(text, style));
                }
                self.indicator(place, indicator, &table, "", "");
            }
            before = levels;
        }
    }

    pub(super) fn indicator(
        &mut self,
        place: Place,
        indicator: &Indicator,
        table: &Table,
        level1: &str,
        level2: &str,
    ) {
        let cell = |field, printed: &str, columns, align| {
            self.column(place, field, printed, columns, align)
        };
        if self.columns < STACKED {
            let name = cell(
                FieldName::Name,
                &indicator.name.printed,
                self.columns,
                Align::Left,
            );
            self.row(place, &[name]);
            let pairs = [
                ("form-target", FieldName::Target, &indicator.target.printed),
                ("form-actual", FieldName::Actual, &indicator.actual.printed),
                ("form-weight", FieldName::Weight, &indicator.weight.printed),
                ("form-score", FieldName::Score, &indicator.score.printed),
            ]
            .map(|(key, field, printed)| (self.words.text(key), field, printed.as_str()));
            self.stacked(place, 2, &pairs);
        } else {
            let mut cells = Vec::with_capacity(8);
            if table.level1 > 0 {
                // A label printed once for many rows is marked where it is printed.
                for (field, printed, columns) in [
                    (FieldName::Level1, level1, table.level1),
                    (FieldName::Level2, level2, table.level2),
                ] {
                    cells.push(if printed.is_empty() {
                        self.label("", columns)
                    } else {
                        cell(field, printed, columns, Align::Left)
                    });
                }
            }
            let name = &indicator.name.printed;
            let target = &indicator.target.printed;
            let actual = &indicator.actual.printed;
            cells.extend([
                cell(FieldName::Name, name, table.name, Align::Left),
                cell(FieldName::Target, target, table.value, Align::Left),
                cell(FieldName::Actual, actual, table.value, Align::Left),
                cell(
                    FieldName::Weight,
                    &indicator.weight.printed,
                    POINTS,
                    Align::Right,
                ),
                cell(
                    FieldName::Score,
                    &indicator.score.printed,
                    POINTS,
                    Align::Right,
                ),
            ]);
            if table.reason > 0 {
                let reason = &indicator.reason.printed;
                cells.push(cell(FieldName::Reason, reason, table.reason, Align::Left));
            }
            self.row(place, &cells);
        }
        let marked = self.marks.cell(place, FieldName::Reason).is_some();
        if table.reason == 0 && (marked || !indicator.reason.printed.is_empty()) {
            let label = self.words.text("form-reason");
            let taken = text::width(&label);
            let reason = self.printed(&indicator.reason);
            let cells = [
                self.label("", 2),
                self.label(&label, taken),
                self.column(
                    place,
                    FieldName::Reason,
                    &reason,
                    self.columns.saturating_sub(taken + 4),
                    Align::Left,
                ),
            ];
            self.row(place, &cells);
        }
    }
}

/// Columns of the table of indicators.
pub(super) struct Table {
    level1: usize,
    level2: usize,
    name: usize,
    value: usize,
    pub reason: usize,
}

impl Table {
    pub fn new(columns: usize) -> Self {
        let (level1, level2) = match columns {
            0..LEVELS => (0, 0),
            // Four characters and a sign.
            LEVELS..SIDE_BY_SIDE => (9, 9),
            _ => (10, 14),
        };
        let value = (11 + columns.saturating_sub(LEVELS) / 8).min(20);
        let reason = if columns >= REASONS { columns / 5 } else { 0 };
        let levels = if level1 > 0 { level1 + level2 + 2 } else { 0 };
        let reasons = if reason > 0 { reason + 1 } else { 0 };
        let fixed = levels + 2 * (value + 1) + 2 * (POINTS + 1) + reasons;
        Self {
            level1,
            level2,
            name: columns.saturating_sub(fixed).max(6),
            value,
            reason,
        }
    }

    fn heading(&self, words: &Words) -> String {
        let mut heading = Vec::with_capacity(8);
        if self.level1 > 0 {
            heading.push(pad(&words.text("form-level1"), self.level1, Align::Left));
            heading.push(pad(&words.text("form-level2"), self.level2, Align::Left));
        }
        heading.push(pad(&words.text("form-name"), self.name, Align::Left));
        heading.push(pad(&words.text("form-target"), self.value, Align::Left));
        heading.push(pad(&words.text("form-actual"), self.value, Align::Left));
        heading.push(pad(&words.text("form-weight"), POINTS, Align::Right));
        heading.push(pad(&words.text("form-score"), POINTS, Align::Right));
        if self.reason > 0 {
            heading.push(pad(&words.text("form-reason"), self.reason, Align::Left));
        }
        heading.join(" ")
    }
}
