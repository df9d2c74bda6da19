//! One form, read line by line: head, funds, goals, indicators, totals, whatever their order.

use super::goals::Part;
use super::lexicon::Label;
use super::matrix::{Columns, Line, Slot};
use super::regions::Region;
use super::{Refused, funds, gaps, goals, head, indicators, money, repair, runs_together, totals};
use crate::form::{Category, Field, Origin, Reading, Report, fold};
use crate::ingest::End;

/// Where in the form the walk is.
enum Section {
    Head,
    Funds(funds::Table),
    Goals(Columns<Part>),
    Indicators(indicators::Table),
    /// Behind the totals row or below a note: nothing of the table follows.
    Rest,
}

/// A form that has been read, and what tells whether it is whole.
pub(super) struct Read {
    pub report: Report,
    /// Whether a totals row was met.
    pub totalled: bool,
    /// Whether the form is the last of a file whose lines can be cut off.
    pub at_end: bool,
    /// Place of its last line.
    pub end: Origin,
}

struct Walk {
    report: Report,
    section: Section,
    columns: Option<indicators::Table>,
    money_unit: Option<money::Printed>,
    totalled: bool,
    /// Where a heading of the indicators cannot be read.
    lost: Option<Origin>,
}

/// Reads the form in `region`; `end_of_file` says whether the file can have been cut.
pub(super) fn read(region: &Region<'_>, end_of_file: End) -> Result<Read, Box<Refused>> {
    let mut walk = Walk {
        report: Report::default(),
        section: Section::Head,
        columns: None,
        money_unit: None,
        totalled: false,
        lost: None,
    };
    if let Some(line) = region.title.and_then(|title| region.lines.get(title)) {
        head::read_title(line, &mut walk.report);
    }
    let mut index = 0usize;
    while let Some(line) = region.lines.get(index) {
        let next = region.lines.get(index.saturating_add(1));
        let taken = if Some(index) == region.title || is_page_number(line) {
            1
        } else {
            walk.take(line, next)
        };
        index = index.saturating_add(taken.max(1));
    }
    let table = match walk.section {
        Section::Indicators(table) => Some(table),
        _ => walk.columns,
    };
    let end = region
        .lines
        .last()
        .map_or_else(Origin::default, Line::origin);
    let refuse = |reason, place| Box::new(Refused::new(region, reason, place));
    let Some(table) = table else {
        let levels = region
            .lines
            .iter()
            .any(|line| fold(&line.source).contains("级指标"));
        return Err(if levels && runs_together(region.lines) {
            refuse("refuse-run-together", end)
        } else {
            refuse("refuse-no-indicators", end)
        });
    };
    if let Some(place) = walk.lost {
        return Err(refuse("refuse-lost-heading", place));
    }
    if walk.report.indicators.is_empty() {
        return Err(refuse("refuse-no-rows", end));
    }
    let at_end = end_of_file != End::Whole && region.last;
    if at_end && is_cut(region, end_of_file, &table, walk.totalled, &walk.report) {
        return Err(refuse("refuse-breaks-off", end));
    }
    let mut report = walk.report;
    report.source = region.lines.iter().map(Line::source_row).collect();
    let top = region
        .lines
        .first()
        .map_or_else(Origin::default, Line::origin);
    money::settle(walk.money_unit, top, &mut report);
    repair::note_damaged_labels(region.lines, &mut report);
    gaps::note(&mut report, region.lines);
    Ok(Read {
        totalled: walk.totalled,
        at_end,
        end,
        report,
    })
}

impl Walk {
    /// Takes one line; returns how many lines were used up.
    fn take(&mut self, line: &Line, next: Option<&Line>) -> usize {
        if let Some(taken) = self.take_heading(line, next) {
            return taken;
        }
        match &mut self.section {
            Section::Funds(table) if funds::read(line, table, &mut self.report) => return 1,
            Section::Goals(columns) if goals::read(line, columns, &mut self.report) => return 1,
            Section::Indicators(table) => {
                if ends_the_table(line) {
                    self.leave_indicators();
                } else {
                    table.read(line, &mut self.report);
                    return 1;
                }
            }
            Section::Goals(_) => goals::close(&mut self.report),
            _ => {}
        }
        if !matches!(self.section, Section::Rest) {
            self.section = Section::Head;
            let said = head::read(line, &mut self.report);
            let _ = said
                || funds::read_pairs(line, &mut self.report)
                || goals::read_pairs(line, &mut self.report);
        } else if line.has(Label::Grade) && self.report.grade.is_absent() {
            totals::read_grade(line, &mut self.report);
        }
        1
    }

    /// A line that heads a section, or stands below the table, wherever it is met.
    fn take_heading(&mut self, line: &Line, next: Option<&Line>) -> Option<usize> {
        if indicators::is_header(line) {
            if indicators::lost_heading(line, next) {
                self.lost = self.lost.or(Some(line.origin()));
            }
            let (table, taken) = indicators::header(line, next);
            self.leave_indicators();
            self.section = Section::Indicators(table.go_on(self.columns.take()));
            return Some(taken);
        }
        let in_table = matches!(self.section, Section::Indicators(_));
        if (in_table || self.columns.is_some()) && totals::is_total(line) {
            self.leave_indicators();
            if let Some(table) = &self.columns {
                totals::read(line, &table.columns, &mut self.report);
                self.totalled = true;
            }
            return Some(1);
        }
        if in_table || matches!(self.section, Section::Rest) {
            return None;
        }
        if let Some(unit) = money::unit(line) {
            self.money_unit = Some(unit);
        }
        if funds::is_header(line) {
            let (table, taken) = funds::header(line, next);
            self.section = Section::Funds(table);
            return Some(taken);
        } else if funds::is_lines_header(line, next) {
            self.section = Section::Funds(funds::lines_header(line, &mut self.report));
        } else if let Some(columns) = goals::header(line) {
            self.section = Section::Goals(columns);
        } else {
            return None;
        }
        Some(1)
    }

    /// Keeps the headings of the indicator table for the rows below it.
    fn leave_indicators(&mut self) {
        if let Section::Indicators(table) = std::mem::replace(&mut self.section, Section::Rest) {
            self.columns = Some(table);
        }
    }
}

/// Whether a line below the indicators is none of them: a grade, a note, a reason in a row of its
/// own.
fn ends_the_table(line: &Line) -> bool {
    let first = line.own().next();
    first.is_some_and(|slot| {
        let below = |label: Label| {
            matches!(
                label,
                Label::Grade | Label::Note | Label::Reason | Label::Project | Label::Money
            )
        };
        slot.label.is_some_and(below)
            || super::lexicon::labelled(&slot.text).is_some_and(|(label, _)| below(label))
    })
}

/// `—1—`, `2、`, `第3页`: the foot of a page between two rows.
fn is_page_number(line: &Line) -> bool {
    let Some(slot) = line.only() else {
        return false;
    };
    let folded = &slot.folded;
    let inner =
        folded.trim_matches(|c: char| matches!(c, '-' | '—' | '–' | '、' | '·' | '.' | '_'));
    let page = inner
        .strip_prefix('第')
        .and_then(|inner| inner.strip_suffix('页'));
    let marked = page.is_some() || inner.len() < folded.len();
    let digits = page.unwrap_or(inner);
    marked && digits.len() <= 4 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the file ends inside the form: in the middle of a row, or with points that add up to
/// less than 100 before the last class of indicators has begun.
fn is_cut(
    region: &Region<'_>,
    end: End,
    table: &indicators::Table,
    totalled: bool,
    report: &Report,
) -> bool {
    let Some(last) = region.lines.last() else {
        return true;
    };
    let short = end == End::Open && last.width < table.width;
    if !totalled {
        return short || points_are_missing(report);
    }
    // Exports leave out blank cells behind the last figure; a figure that is what the rows add up
    // to has not lost a digit.
    let filled = last.slots.last().is_some_and(Slot::is_filled);
    let certain = !filled && report.total_score.value().is_some();
    short && totals::is_total(last) && !certain && !totals::adds_up(report)
}

fn points_are_missing(report: &Report) -> bool {
    let known = |field: &Field<_>| match field.reading {
        Reading::Known(points) => Some(points),
        _ => None,
    };
    let mut sum = match report.total_fund().and_then(|fund| known(&fund.weight)) {
        Some(points) => points,
        None => return false,
    };
    for indicator in &report.indicators {
        let Some(points) = known(&indicator.weight).and_then(|points| sum.checked_add(points))
        else {
            return false;
        };
        sum = points;
    }
    let classes = [Category::Benefit, Category::Satisfaction];
    let begun = classes
        .into_iter()
        .all(|class| report.indicators.iter().any(|row| row.category() == class));
    let printed_in_labels = report
        .indicators
        .iter()
        .any(|row| row.level1.printed.contains('分'));
    sum < rust_decimal::Decimal::ONE_HUNDRED && !begun && !printed_in_labels
}
