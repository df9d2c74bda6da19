//! The rows of the indicator table: labels that count for the rows below them, targets in one cell or
//! split over sign, value and unit.

use std::rc::Rc;

use smol_str::SmolStr;

use super::align::{self, Headings, Stand};
use super::cells::{Cells, KINDS};
use super::halves;
use super::headings::{self, Column};
use super::lexicon::{self, Label};
use super::marks::{self, Marks};
use super::matrix::{Columns, Line, Slot};
use super::{repair, text};
use crate::form::{Field, Gap, Indicator, Origin, Reading, Report, is_no_value};

/// An indicator table whose headings have been read, and the labels that count for its next row.
#[derive(Debug)]
pub(super) struct Table {
    pub columns: Columns<Column>,
    /// How many columns its heading row has.
    pub width: u32,
    level1: Field<SmolStr>,
    level2: Field<SmolStr>,
    /// How many rows it has given, and how many of them are out of line with the headings.
    rows: usize,
    astray: usize,
    /// How many more have a cell that is strange below its heading.
    strange: usize,
    /// The heading that shows that the headings are out of line.
    misplaced: Option<Slot>,
    /// The marks each row can have and has, where scores are scaled.
    marks: Vec<Marks>,
    /// The headings as printed, by their left columns.
    titles: Vec<(u32, Rc<str>)>,
}

/// Reads the headings; the second value says how many lines they take.
pub(super) fn header(line: &Line, next: Option<&Line>, report: &mut Report) -> (Table, usize) {
    let (columns, width, taken) = headings::read(line, next, report);
    let lower = next.filter(|_| taken > 1);
    let misplaced = lower.and_then(|lower| halves::misplaced(line, lower));
    // Only one of target and actual: the other heading was lost, and with it the place of the rest.
    let said = |gap: &Gap| ["target", "actual"].contains(&gap.what.as_str());
    let lost =
        columns.has(Column::Target) != columns.has(Column::Actual) && !report.gaps.iter().any(said);
    let misplaced = misplaced.or_else(|| line.own().next().filter(|_| lost));
    let table = Table {
        columns,
        width,
        level1: Field::absent(),
        level2: Field::absent(),
        rows: 0,
        astray: 0,
        strange: 0,
        misplaced: misplaced.cloned(),
        marks: Vec::new(),
        titles: titles(line, lower),
    };
    (table, taken)
}

/// The headings as printed, those of a lower row in place of the ones above them.
fn titles(line: &Line, lower: Option<&Line>) -> Vec<(u32, Rc<str>)> {
    let printed = lower.into_iter().chain([line]).flat_map(Line::own);
    let titles = printed.map(|slot| (slot.column, slot.text.clone()));
    let mut titles: Vec<(u32, Rc<str>)> = titles.collect();
    titles.sort_by_key(|(column, _)| *column);
    titles.dedup_by_key(|(column, _)| *column);
    titles
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

    /// Whether a line behind a note or a sum is a row again, or the class of the rows that follow.
    pub fn goes_on(&self, line: &Line) -> bool {
        if line.own().any(|slot| slot.label.is_some()) {
            return false;
        }
        if let Some(slot) = line.only() {
            return lexicon::is_level_label(&slot.text) && lexicon::points_in(&slot.text).is_some();
        }
        let has = |column| self.columns.has(column);
        let own = |column: Column, figure: bool| {
            let under =
                |slot: &Slot| slot.figure == figure && self.columns.over(slot) == Some(column);
            has(column)
                && line
                    .own()
                    .any(|slot| under(slot) && !is_no_value(&slot.text))
        };
        let class = || {
            line.slots
                .iter()
                .any(|slot| lexicon::is_level_label(&slot.text))
        };
        let points = if has(Column::Weight) || has(Column::Score) {
            own(Column::Weight, true) || own(Column::Score, true)
        } else {
            class()
        };
        let measure = |column| own(column, false) || own(column, true);
        let measured = measure(Column::Target) && measure(Column::Actual);
        let stand = align::stand(line, self.headings());
        own(Column::Name, false) && measured && points && matches!(stand, Stand::Straight)
    }

    const fn headings(&self) -> Headings<'_> {
        Headings {
            columns: &self.columns,
            width: self.width,
        }
    }

    /// Takes one line of the table.
    pub fn read(&mut self, line: &Line, report: &mut Report) {
        let spread = repair::over_labels(line, &self.columns);
        let line = spread.as_ref().unwrap_or(line);
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
        if cells.is_filler() {
            self.take_labels(&cells, report);
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
        match align::stand(line, self.headings()) {
            Stand::Straight => {}
            Stand::Strange => self.strange = self.strange.saturating_add(1),
            Stand::Astray(cell) => return self.push_astray(cells, line, cell, report),
        }
        self.take_labels(&cells, report);
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
            // A heading merged over the rows below it is no label of theirs.
            let heads = slot.above && slot.label == Some(Label::Indicators);
            if heads || slot.above && label.origin == slot.origin || KINDS.contains(&&*slot.folded)
            {
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

    fn push(&mut self, cells: Cells<'_>, line: &Line, report: &mut Report) {
        self.marks.push(Marks::of(&cells));
        report.indicators.push(self.row(cells, line));
        self.rows = self.rows.saturating_add(1);
        self.note_shared_points(line, report);
    }

    /// Keeps what a row that is out of line with the headings shows, and none of it as a value.
    fn push_astray(&mut self, cells: Cells<'_>, line: &Line, cell: &Slot, report: &mut Report) {
        self.marks.push(Marks::default());
        let mut row = self.row(cells, line);
        lose(&mut row);
        // Its labels are no more certain, nor is what they would count for below.
        for (column, label, field) in [
            (Column::Level1, &mut self.level1, &mut row.level1),
            (Column::Level2, &mut self.level2, &mut row.level2),
        ] {
            if self.columns.has(column) {
                *label = text::level("", line.origin());
                label.reading = Reading::Unreadable;
            }
            field.reading = label.reading.clone();
        }
        report.indicators.push(row);
        self.rows = self.rows.saturating_add(1);
        self.astray = self.astray.saturating_add(1);
        let found = format!(
            "{}: {}",
            text::flow(self.title(cell.column)),
            text::flow(&cell.text)
        );
        report.gaps.push(Gap {
            origin: cell.origin,
            what: format!("indicator:{}", report.indicators.len()),
            reason: "gap-row-misaligned".to_owned(),
            found: found.chars().take(80).collect(),
        });
    }

    /// The heading over a column, as printed.
    fn title(&self, column: u32) -> &str {
        let title = self.titles.iter().rfind(|(left, _)| *left <= column);
        title.map_or("", |(_, title)| title)
    }

    /// The row under the headings as they stand.
    fn row(&self, cells: Cells<'_>, line: &Line) -> Indicator {
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
        // A name over the columns of the classes is of none of them.
        let name = cells.first(Column::Name).filter(|slot| !slot.above);
        let over_all = name.is_some_and(|slot| {
            [Column::Level1, Column::Name]
                .into_iter()
                .all(|column| self.columns.touches(slot, column))
        });
        let level = |column, label: &Field<SmolStr>| {
            if has(column) && (label.is_absent() || over_all) {
                text::level("", at)
            } else {
                label.clone()
            }
        };
        Indicator {
            level1: level(Column::Level1, &self.level1),
            level2: level(Column::Level2, &self.level2),
            name: words(Column::Name),
            target,
            actual,
            weight: points(Column::Weight),
            score: points(Column::Score),
            reason: words(Column::Reason),
        }
    }

    /// Closes the table: where most of its rows are out of line, its headings are, and no row is
    /// certain.
    pub fn close(&self, report: &mut Report) {
        if self.columns.has(Column::FullMarks) {
            let title = |column| self.columns.of(column).map_or("", |left| self.title(left));
            let titles = [Column::FullMarks, Column::Weight].map(title);
            marks::check(&self.marks, titles, report);
        }
        if !self.is_astray() {
            return;
        }
        let said = |gap: &Gap| gap.what == "indicators";
        let heading = self.misplaced.as_ref();
        if let Some(heading) = heading.filter(|_| !report.gaps.iter().any(said)) {
            report.gaps.push(Gap {
                origin: heading.origin,
                what: "indicators".to_owned(),
                reason: "gap-headings-misaligned".to_owned(),
                found: heading.text.chars().take(80).collect(),
            });
        }
        let first = report.indicators.len().saturating_sub(self.rows);
        for index in first..report.indicators.len() {
            let what = format!("indicator:{}", index.saturating_add(1));
            if report.gaps.iter().any(|gap| gap.what == what) {
                continue;
            }
            let Some(row) = report.indicators.get_mut(index) else {
                return;
            };
            lose(row);
            for label in [&mut row.level1, &mut row.level2] {
                label.reading = Reading::Unreadable;
            }
            report.gaps.push(Gap {
                origin: row.name.origin,
                what,
                reason: "gap-table-misaligned".to_owned(),
                found: row.name.printed.chars().take(80).collect(),
            });
        }
    }

    /// Whether the headings, and not single rows, are out of line.
    pub fn is_astray(&self) -> bool {
        let suspect = self.astray.saturating_add(self.strange);
        self.misplaced.is_some() || suspect > 0 && suspect.saturating_mul(2) > self.rows
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

/// Takes the values of a row back: what is printed stays, as evidence.
fn lose(row: &mut Indicator) {
    for field in [&mut row.target, &mut row.actual] {
        field.reading = Reading::Unreadable;
    }
    for field in [&mut row.weight, &mut row.score] {
        field.reading = Reading::Unreadable;
    }
    for field in [&mut row.name, &mut row.reason] {
        field.reading = Reading::Unreadable;
    }
}
