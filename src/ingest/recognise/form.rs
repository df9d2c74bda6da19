//! One form, read line by line: head, funds, goals, indicators, totals, whatever their order.

use super::ending::{self, Ending};
use super::goals::Part;
use super::lexicon::{self, Label};
use super::matrix::{Columns, Line};
use super::regions::Region;
use super::{
    Refused, execution, fund_align, funds, gaps, goals, head, headings, indicators, money, repair,
    runs_together, totals,
};
use crate::form::{Origin, Report, fold};
use crate::ingest::End;

/// Where in the form the walk is.
enum Section {
    Head,
    /// The second value says that a line which is none of the table has been met in it.
    Funds(funds::Table, bool),
    Goals(Columns<Part>),
    Indicators(indicators::Table),
    /// A list that is no part of the form's tables.
    List,
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
    units: money::Units,
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
        units: money::Units::default(),
        totalled: false,
        lost: None,
    };
    if let Some(line) = region.title.and_then(|title| region.lines.get(title)) {
        head::read_title(line, &mut walk.report);
        walk.units.take(line, false);
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
    let in_table = matches!(walk.section, Section::Indicators(_));
    walk.leave_indicators();
    let end = region
        .lines
        .last()
        .map_or_else(Origin::default, Line::origin);
    let refuse = |reason, place| Box::new(Refused::new(region, reason, place));
    let Some(table) = walk.columns else {
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
    let mut report = walk.report;
    if at_end {
        match ending::of(
            region,
            end_of_file,
            &table,
            walk.totalled,
            in_table,
            &report,
        ) {
            Ending::Whole => {}
            Ending::OpenCell => {
                let last = region.lines.last();
                last.into_iter()
                    .for_each(|line| ending::open_last_cell(&mut report, line));
            }
            Ending::Cut => return Err(refuse("refuse-breaks-off", end)),
        }
    }
    // Headings that were made for lines of label and value stand nowhere.
    let printed = region.lines.iter().filter(|line| !line.source.is_empty());
    report.source = printed.map(Line::source_row).collect();
    let top = region
        .lines
        .first()
        .map_or_else(Origin::default, Line::origin);
    fund_align::check(&mut report);
    walk.units.settle(top, &mut report);
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
        // Notes and sums stand between rows, too.
        if matches!(self.section, Section::Rest)
            && let Some(table) = self.columns.take_if(|table| table.goes_on(line))
        {
            self.section = Section::Indicators(table);
            self.totalled = false;
        }
        match &mut self.section {
            Section::Funds(..) if execution::read(line, &mut self.report) => return 1,
            Section::Funds(table, left) if !*left || names_money(line) => {
                if funds::read(line, table, &mut self.report) {
                    return 1;
                }
                *left = true;
            }
            Section::Goals(columns) if goals::read(line, columns, &mut self.report) => return 1,
            Section::Indicators(table) => {
                if ends_the_table(line) || table.is_below(line, &self.report) {
                    self.leave_indicators();
                } else {
                    table.read(line, &mut self.report);
                    return 1;
                }
            }
            Section::Goals(_) => goals::close(&mut self.report),
            Section::List if line.own().all(|slot| slot.label.is_none()) => return 1,
            _ => {}
        }
        if !matches!(self.section, Section::Rest) {
            if !matches!(self.section, Section::Funds(..)) {
                self.section = Section::Head;
            }
            if head::read_below(line, next, &mut self.report) {
                return 2;
            }
            let said = head::read(line, &mut self.report);
            let _ = said
                || funds::read_pairs(line, &mut self.report)
                || goals::read_pairs(line, &mut self.report);
        } else {
            self.units.take_below(line);
            if line.has(Label::Grade) && self.report.grade.is_absent() {
                totals::read_grade(line, &mut self.report);
            }
        }
        1
    }

    /// A line that heads a section, or stands below the table, wherever it is met.
    fn take_heading(&mut self, line: &Line, next: Option<&Line>) -> Option<usize> {
        if headings::is_header(line) {
            if matches!(self.section, Section::Goals(_)) {
                goals::close(&mut self.report);
            }
            if headings::lost_heading(line, next) {
                self.lost = self.lost.or(Some(line.origin()));
            }
            let (table, taken) = indicators::header(line, next, &mut self.report);
            self.leave_indicators();
            self.section = Section::Indicators(table.go_on(self.columns.take()));
            return Some(taken);
        }
        let in_table = matches!(self.section, Section::Indicators(_));
        if (in_table || self.columns.is_some()) && totals::is_total(line) {
            self.leave_indicators();
            if let Some(table) = &self.columns {
                totals::read(line, table, &mut self.report);
                self.totalled = true;
            }
            return Some(1);
        }
        if in_table || matches!(self.section, Section::Rest) {
            return None;
        }
        let told = matches!(self.section, Section::Goals(_));
        self.units.take(line, told);
        if funds::is_header(line) && funds::heads_a_list_of_spending(line) {
            self.section = Section::List;
        } else if funds::is_header(line) {
            let (table, taken) = funds::header(line, next, &mut self.report);
            self.section = Section::Funds(table, false);
            return Some(taken);
        } else if funds::is_lines_header(line, next) {
            self.section = Section::Funds(funds::lines_header(line, &mut self.report), false);
        } else if let Some(columns) = goals::header(line, next) {
            self.section = Section::Goals(columns);
        } else {
            return None;
        }
        Some(1)
    }

    /// Keeps the headings of the indicator table for the rows below it.
    fn leave_indicators(&mut self) {
        if let Section::Indicators(table) = std::mem::replace(&mut self.section, Section::Rest) {
            table.close(&mut self.report);
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
            || lexicon::labelled(&slot.text).is_some_and(|(label, _)| below(label))
    })
}

/// Whether the first words of a line name a kind of money.
fn names_money(line: &Line) -> bool {
    if goals::tells(line) {
        return false;
    }
    let mut words = line.own().take_while(|slot| !slot.figure);
    words.any(|slot| slot.label.is_none() && lexicon::fund_line(&slot.text).is_some())
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
