//! The rows of the indicator table: labels that count for the rows below them, targets in one cell or
//! split over sign, value and unit.

use super::cells::{Cells, KINDS};
use super::headings::{self, Column};
use super::lexicon;
use super::matrix::{Columns, Line, Slot};
use super::{repair, text};
use crate::form::{Field, Gap, Indicator, Origin, Reading, Report};

/// An indicator table whose headings have been read, and the labels that count for its next row.
#[derive(Debug)]
pub(super) struct Table {
    pub columns: Columns<Column>,
    /// How many columns its heading row has.
    pub width: u32,
    level1: Field<String>,
    level2: Field<String>,
}

/// Reads the headings; the second value says how many lines they take.
pub(super) fn header(line: &Line, next: Option<&Line>, report: &mut Report) -> (Table, usize) {
    let (columns, width, taken) = headings::read(line, next, report);
    let table = Table {
        columns,
        width,
        level1: Field::absent(),
        level2: Field::absent(),
    };
    (table, taken)
}

impl Table {
    /// Headings met again behind a page break: the columns may have moved, the labels go on.
    pub fn go_on(mut self, before: Option<Self>) -> Self {
        if let Some(before) = before {
            self.level1 = before.level1;
            self.level2 = before.level2;
        }
        self
    }

    /// Takes a text over the whole width of the table: a level (一、产出指标) counts for the rows below
    /// it, all else is no row.
    fn take_band(&mut self, line: &Line) -> bool {
        let across = |slot: &&Slot| {
            let all = [Column::Name, Column::Target, Column::Actual];
            all.into_iter()
                .all(|column| self.columns.touches(slot, column))
        };
        // In a text the cells it is merged with are blank.
        let alone =
            |slot: &&Slot| !self.columns.has(Column::Level1) && lexicon::is_level1(&slot.text);
        let Some(slot) = line.only().filter(|slot| across(slot) || alone(slot)) else {
            return false;
        };
        if lexicon::is_level_label(&slot.text) {
            self.level1 = text::level(&slot.text, slot.origin);
            self.level2 = text::level("", slot.origin);
        }
        true
    }

    /// Whether a line stands below the table by its shape: signatures (制表：… 复核：…), words behind
    /// a gap where points should be.
    pub fn is_below(&self, line: &Line, report: &Report) -> bool {
        if line.own().any(|slot| slot.figure) {
            return false;
        }
        if line.own().all(|slot| is_signature(&slot.text)) {
            return true;
        }
        // Words where points should be, and nothing that a row has: below a gap, no row.
        let under = |slot: &Slot, columns: &[Column]| {
            let over = self.columns.over(slot);
            over.is_some_and(|column| columns.contains(&column))
        };
        let strange = |slot: &Slot| under(slot, &[Column::Weight, Column::Score]);
        let of_a_row = |slot: &Slot| {
            under(slot, &[Column::Target, Column::Actual]) || lexicon::is_level_label(&slot.text)
        };
        // What a page says below its table is narrower than that.
        let valued = |slot: &Slot| {
            under(
                slot,
                &[
                    Column::Target,
                    Column::Actual,
                    Column::Weight,
                    Column::Score,
                ],
            )
        };
        let narrow = line.width.saturating_mul(2) < self.width && !line.slots.iter().any(valued);
        let last = report.indicators.last();
        let same_page = last.is_some_and(|row| row.name.origin.part == line.part);
        line.after_gap
            && same_page
            && (narrow || line.own().any(strange))
            && !line.own().any(of_a_row)
    }

    /// Takes one line of the table.
    pub fn read(&mut self, line: &Line, report: &mut Report) {
        if let Some(cells) = repair::unshifted(line, &self.columns) {
            repair::note_shift(line, report);
            self.push(cells, line, report);
            return;
        }
        if let Some(slot) = line.only().filter(|slot| runs_together(&slot.text)) {
            report.gaps.push(Gap {
                origin: slot.origin,
                what: format!("indicator:{}", report.indicators.len()),
                reason: "gap-row-run-together".to_owned(),
                found: slot.text.chars().take(80).collect(),
            });
            return;
        }
        if self.take_band(line) {
            return;
        }
        let cells = Cells::of(line, &self.columns);
        self.take_labels(&cells, report);
        if cells.is_filler() {
            return;
        }
        if repair::join_row(line, &cells, &self.columns, report) {
            return;
        }
        if cells.is_piece() && line.after_gap && !report.indicators.is_empty() {
            report.gaps.push(Gap {
                origin: line.origin(),
                what: format!("indicator:{}", report.indicators.len()),
                reason: "gap-row-piece".to_owned(),
                found: cells.all(),
            });
            return;
        }
        self.push(cells, line, report);
    }

    /// Labels of the first two levels count until the next one; two halves of a cut label are one.
    fn take_labels(&mut self, cells: &Cells<'_>, report: &mut Report) {
        for (column, below) in [(Column::Level1, true), (Column::Level2, false)] {
            let Some(slot) = cells.first(column) else {
                continue;
            };
            let label = if below {
                &mut self.level1
            } else {
                &mut self.level2
            };
            if slot.above && label.origin == slot.origin || KINDS.contains(&&*slot.folded) {
                continue;
            }
            let foot = cells.0.len() == 1 && !lexicon::is_level_label(&slot.text);
            if foot && !lexicon::joins_to_level(&label.printed, &slot.text) {
                continue;
            }
            if !slot.above && lexicon::joins_to_level(&label.printed, &slot.text) {
                repair::join_label(label, slot, report, column);
                continue;
            }
            *label = text::level(&slot.text, slot.origin);
            if below && cells.first(Column::Level2).is_none() {
                self.level2 = text::level("", slot.origin);
            }
        }
    }

    fn push(&self, cells: Cells<'_>, line: &Line, report: &mut Report) {
        let at = Origin::new(line.part, line.number, 0);
        let has = |column| self.columns.has(column);
        let words = |column| match cells.joined(column, " ") {
            Some((printed, origin)) => text::words(&printed, origin),
            None if has(column) => text::words("", at),
            None => Field::absent(),
        };
        let points = |column| match cells.joined(column, " ") {
            Some((printed, origin)) => text::points(&printed, origin),
            None if has(column) => text::points("", at),
            None => Field::absent(),
        };
        let actual = match cells.joined(Column::Actual, "") {
            Some((printed, origin)) => text::measure(&printed, origin),
            None if has(Column::Actual) => text::measure("", at),
            None => Field::absent(),
        };
        let target = if has(Column::Target) {
            cells.target(at)
        } else {
            Field::absent()
        };
        let level = |column, label: &Field<String>| {
            if has(column) && label.is_absent() {
                text::level("", at)
            } else {
                label.clone()
            }
        };
        let mut row = Indicator {
            level1: level(Column::Level1, &self.level1),
            level2: level(Column::Level2, &self.level2),
            name: words(Column::Name),
            target,
            actual,
            weight: points(Column::Weight),
            score: points(Column::Score),
            reason: words(Column::Reason),
        };
        if is_misaligned(&row) {
            for field in [&mut row.target, &mut row.actual] {
                field.reading = Reading::Unreadable;
            }
            for field in [&mut row.weight, &mut row.score] {
                field.reading = Reading::Unreadable;
            }
            row.name.reading = Reading::Unreadable;
            report.gaps.push(Gap {
                origin: line.origin(),
                what: format!("indicator:{}", report.indicators.len().saturating_add(1)),
                reason: "gap-row-misaligned".to_owned(),
                found: line.source.chars().take(80).collect(),
            });
        }
        report.indicators.push(row);
        self.note_shared_points(line, report);
    }

    /// A cell of points merged over this row and the one above is for both together: where each has
    /// a weight of its own, the score of neither is known.
    fn note_shared_points(&self, line: &Line, report: &mut Report) {
        let shared = |column| {
            line.slots.iter().find(|slot| {
                slot.above && slot.is_filled() && self.columns.over(slot) == Some(column)
            })
        };
        let Some(score) = shared(Column::Score).filter(|_| shared(Column::Weight).is_none()) else {
            return;
        };
        let last = report.indicators.len();
        if report
            .indicators
            .last()
            .is_none_or(|row| row.weight.value().is_none())
        {
            return;
        }
        for number in [last.saturating_sub(1), last] {
            let Some(row) = number
                .checked_sub(1)
                .and_then(|index| report.indicators.get_mut(index))
            else {
                continue;
            };
            let what = format!("indicator:{number}/score");
            if report.gaps.iter().any(|gap| gap.what == what) {
                continue;
            }
            row.score.reading = Reading::Unreadable;
            report.gaps.push(Gap {
                origin: score.origin,
                what,
                reason: "gap-shared-score".to_owned(),
                found: score.text.to_string(),
            });
        }
    }
}

/// Whether a text holds the cells of a row, and nothing but blanks between them.
fn runs_together(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().is_some_and(lexicon::is_level_label);
    let figures = text
        .split_whitespace()
        .rev()
        .take_while(|word| text::is_figure(word));
    text.split_whitespace().nth(2).is_some() && (first || figures.count() >= 2)
}

/// `制表人：张三`, `单位负责人（签字）：`.
fn is_signature(text: &str) -> bool {
    let words = [
        "填表",
        "制表",
        "填报",
        "审核",
        "复核",
        "负责人",
        "签字",
        "签章",
        "盖章",
        "联系",
        "日期",
        "经办",
        "电话",
    ];
    text.split_once([':', '：']).is_some_and(|(label, _)| {
        label.chars().count() <= 12 && words.iter().any(|word| label.contains(word))
    })
}

/// Whether the cells of a row do not stand under their headings: words where points should be, or
/// points where the name should be. Then none of them is certain. A mark (优) or an error of the
/// spreadsheet may stand where points should be.
fn is_misaligned(row: &Indicator) -> bool {
    let words = |field: &Field<_>| {
        let told = text::is_mark(&field.printed)
            || text::is_error(&field.printed)
            || field.printed.contains(text::LOST);
        field.reading == Reading::Unreadable
            && !told
            && !field.printed.starts_with(|c: char| c.is_ascii_digit())
    };
    let name_is_figure = row.name.value().is_some_and(|name| text::is_figure(name));
    words(&row.weight) || words(&row.score) || name_is_figure
}
