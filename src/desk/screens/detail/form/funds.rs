//! The table of funds (项目资金).

use super::{Form, LEVELS, POINTS, STACKED};
use crate::export::names;
use crate::form::Fund;
use crate::rules::{FieldName, Place};
use crate::terminal::text::{Align, pad};

impl Form<'_> {
    pub(super) fn funds(&mut self) {
        let unit = names::money_unit(&self.detail.report, self.words.catalogue());
        let title = self.words.fill("form-funds", &[("unit", &unit)]);
        let amount = if self.columns >= LEVELS { 11 } else { 9 };
        let fixed = amount * 3 + POINTS * 3 - 2 + 6;
        let label = self.columns.saturating_sub(fixed);
        if self.columns < STACKED {
            self.heading(&title);
        } else {
            let mut heading = pad(&title, label, Align::Left);
            for (key, columns) in [
                ("form-initial", amount),
                ("form-annual", amount),
                ("form-executed", amount),
                ("form-weight", POINTS - 1),
                ("form-rate", POINTS),
                ("form-score", POINTS - 1),
            ] {
                heading.push(' ');
                heading.push_str(&pad(&self.words.text(key), columns, Align::Right));
            }
            self.heading(&heading);
        }
        let funds = &self.detail.report.funds;
        for fund in funds {
            if self.columns < STACKED {
                self.stacked_fund(fund);
                continue;
            }
            let place = Place::Fund(fund.line);
            let number = |field, printed: &str, columns| {
                self.column(place, field, printed, columns, Align::Right)
            };
            let cells = [
                self.label(&fund.label, label),
                number(FieldName::Initial, &fund.initial.printed, amount),
                number(FieldName::Annual, &fund.annual.printed, amount),
                number(FieldName::Executed, &fund.executed.printed, amount),
                number(FieldName::Weight, &fund.weight.printed, POINTS - 1),
                number(FieldName::Rate, &fund.rate.printed, POINTS),
                number(FieldName::Score, &fund.score.printed, POINTS - 1),
            ];
            self.row(place, &cells);
        }
    }

    pub(super) fn stacked_fund(&mut self, fund: &Fund) {
        let place = Place::Fund(fund.line);
        let label = self.label(&fund.label, self.columns);
        self.row(place, &[label]);
        let pairs = [
            ("form-initial", FieldName::Initial, &fund.initial.printed),
            ("form-annual", FieldName::Annual, &fund.annual.printed),
            ("form-executed", FieldName::Executed, &fund.executed.printed),
            ("form-rate", FieldName::Rate, &fund.rate.printed),
            ("form-weight", FieldName::Weight, &fund.weight.printed),
            ("form-score", FieldName::Score, &fund.score.printed),
        ]
        .map(|(key, field, printed)| (self.words.text(key), field, printed.as_str()));
        self.stacked(place, 2, &pairs);
    }
}
