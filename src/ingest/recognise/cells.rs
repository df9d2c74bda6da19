//! The cells of one row of the indicator table, each under its heading.

use super::headings::Column;
use super::lexicon;
use super::matrix::{Columns, Line, Slot};
use super::text;
use crate::form::{
    Comparator, Field, Measure, Origin, Quantity, Reading, fold, is_no_value, parse_decimal,
};

/// Signs that say how an indicator counts and are no comparator.
pub(super) const KINDS: [&str; 8] = [
    "定性",
    "定量",
    "正向",
    "反向",
    "正向指标",
    "反向指标",
    "定性指标",
    "定量指标",
];

/// The heading of a cell that reaches from `column` to the one in front of `behind`; a cell merged over columns
/// of labels and names is a name.
pub(super) fn heading(column: u32, behind: u32, columns: &Columns<Column>) -> Option<Column> {
    let heading = columns.at(column, behind)?;
    let merged = matches!(heading, Column::Level1 | Column::Level2)
        && columns.reaches(column, behind, Column::Name);
    Some(if merged { Column::Name } else { heading })
}

/// The cells of a row, each under its heading.
pub(super) struct Cells<'a>(pub Vec<(Column, &'a Slot)>);

impl<'a> Cells<'a> {
    pub fn of(line: &'a Line, columns: &Columns<Column>) -> Self {
        let place = |slot: &Slot| {
            let column = heading(slot.column, slot.end, columns)?;
            // What a merged cell says holds for every row it covers, except points, which are for
            // all of them together.
            let points = matches!(column, Column::Weight | Column::Score);
            (!slot.above || !points).then_some(column)
        };
        let slots = line.slots.iter().filter(|slot| slot.is_filled());
        Self(
            slots
                .filter_map(|slot| Some((place(slot)?, slot)))
                .collect(),
        )
    }

    pub fn first(&self, column: Column) -> Option<&'a Slot> {
        self.0
            .iter()
            .find(|(of, _)| *of == column)
            .map(|(_, slot)| *slot)
    }

    /// What stands under a heading, several cells joined.
    pub fn joined(&self, column: Column, glue: &str) -> Option<(String, Origin)> {
        let origin = self.first(column)?.origin;
        let texts = self
            .0
            .iter()
            .filter(|(of, _)| *of == column)
            .map(|(_, slot)| &*slot.text);
        Some((texts.collect::<Vec<_>>().join(glue), origin))
    }

    fn says(&self, column: Column) -> bool {
        self.first(column)
            .is_some_and(|slot| !slot.above && !is_no_value(&slot.text) && !is_dots(&slot.text))
    }

    /// Whether the row holds no indicator: labels only, dots, a number without a text behind it.
    pub fn is_filler(&self) -> bool {
        let own = |column| self.0.iter().any(|(of, slot)| *of == column && !slot.above);
        let figures = [
            Column::Target,
            Column::Actual,
            Column::Weight,
            Column::Score,
        ];
        let says = figures.into_iter().any(|column| self.says(column));
        let name = self
            .joined(Column::Name, "")
            .map_or_else(String::new, |(name, _)| fold(&name));
        let dots = is_dots(&name);
        let numbered = name.strip_prefix("指标").is_some_and(|rest| {
            rest.chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ':' | '…' | '.' | 'X' | 'x' | '/'))
        });
        let subtotal = [Column::Level1, Column::Level2, Column::Name]
            .into_iter()
            .any(|column| {
                self.first(column)
                    .is_some_and(|slot| !slot.above && is_subtotal(&fold(&slot.text)))
            })
            && !self.says(Column::Target)
            && !self.says(Column::Actual);
        subtotal || (!says && (dots || numbered || !own(Column::Name)))
    }

    /// Whether the row can be no more than the rest of a cell above it.
    pub fn is_piece(&self) -> bool {
        let columns = [
            Column::Weight,
            Column::Score,
            Column::Level1,
            Column::Level2,
        ];
        !columns
            .into_iter()
            .any(|column| self.first(column).is_some_and(|slot| !slot.above))
            && self.0.iter().filter(|(_, slot)| !slot.above).count() == 1
    }

    pub fn all(&self) -> String {
        let texts = self
            .0
            .iter()
            .filter(|(_, slot)| !slot.above)
            .map(|(_, slot)| &*slot.text);
        texts.collect::<Vec<_>>().join(" ")
    }

    /// The target from one cell, or from sign, value and unit in cells of their own.
    pub fn target(&self, at: Origin) -> Field<Measure> {
        let Some((value, origin)) = self.joined(Column::Target, "") else {
            return text::measure("", at);
        };
        let signs = self.0.iter().filter(|(of, _)| *of == Column::Sign);
        let sign: String = signs
            .map(|(_, slot)| fold(&slot.text))
            .filter(|sign| !KINDS.contains(&sign.as_str()))
            .collect();
        let unit = self
            .joined(Column::MeasureUnit, "")
            .map_or_else(String::new, |(unit, _)| text::flow(&unit));
        let sign = if is_no_value(&sign) || is_no_value(&value) {
            ""
        } else {
            sign.as_str()
        };
        let unit = if is_no_value(&unit) || value.ends_with(unit.as_str()) || is_no_value(&value) {
            ""
        } else {
            unit.as_str()
        };
        let sign = if value.starts_with(sign) { "" } else { sign };
        let printed = format!("{sign}{}{unit}", text::flow(&value));
        // In cells of their own, sign and unit are certain whatever the words are.
        if let (Some(number), false) = (parse_decimal(&value), sign.is_empty() && unit.is_empty())
            && (sign.is_empty() || Comparator::parse(sign).is_some())
        {
            let unit = if matches!(unit, "％" | "百分比") {
                "%"
            } else {
                unit
            };
            let quantity = Quantity {
                comparator: Comparator::parse(sign),
                number,
                unit: unit.trim_matches(['(', ')', '（', '）']).into(),
            };
            return Field {
                printed: printed.into(),
                reading: Reading::Known(Measure::Quantity(quantity)),
                origin,
            };
        }
        text::measure(&printed, origin)
    }
}

fn is_dots(text: &str) -> bool {
    let dot = |c| matches!(c, '…' | '.' | '·' | '-' | '—' | '/' | '、');
    text.chars().all(dot)
}

/// `小计`, `分项合计`, `产出指标小计（50分）`.
fn is_subtotal(folded: &str) -> bool {
    let label = lexicon::bare(folded);
    let sum = label.ends_with("小计") || label.ends_with("合计");
    sum && label.chars().count() <= 14
}
