//! The form laid out like the official table, as lines that know which part of the form they are.
//!
//! Every cell shows the text as printed, because that is the evidence; a cell a finding rests on
//! carries the finding's sign in front and its style.

mod cells;
mod funds;
mod indicators;
mod narratives;
mod reading;

use ratatui::text::{Line, Span};

use super::found::Found;
use super::marks::{Flag, Marks};
use crate::desk::theme::{Role, Theme};
use crate::desk::words::Words;
use crate::rules::{FieldName, Place, Severity};
use crate::store::{FindingRow, ReportDetail};
use crate::terminal::text::{self, Align, pad};
use indicators::Table;

/// One line of the form.
#[derive(Debug, Clone)]
pub struct FormLine {
    /// The part of the form it belongs to; headings belong to none.
    pub place: Option<Place>,
    /// What stands on it.
    pub line: Line<'static>,
    /// The gravest finding on its part of the form, on the first line of that part.
    pub sign: Option<Severity>,
    /// The selected finding rests on something here.
    pub current: bool,
}

/// Columns of a number of points, sign included.
const POINTS: usize = 7;
/// From this width the table has columns for the first two levels of indicators.
const LEVELS: usize = 74;
/// Below this width the tables are stacked: one value after the other.
const STACKED: usize = 56;
/// From this width goal and outcome stand side by side.
const SIDE_BY_SIDE: usize = 90;
/// From this width the reasons of deviations have a column of their own.
const REASONS: usize = 110;

/// Lays the form out for `columns` columns; the cells of `current` are shown reversed, what was
/// searched for is marked.
pub fn lines(
    detail: &ReportDetail,
    current: Option<&FindingRow>,
    found: &Found,
    words: &Words,
    theme: Theme,
    columns: usize,
) -> Vec<FormLine> {
    let mut form = Form {
        detail,
        found,
        words,
        theme,
        columns: columns.max(8),
        marks: Marks::new(&detail.findings, current),
        lines: Vec::new(),
    };
    form.head();
    form.funds();
    form.narratives();
    form.indicators();
    form.totals();
    form.reading();
    form.lines
}

struct Form<'a> {
    detail: &'a ReportDetail,
    found: &'a Found,
    words: &'a Words,
    theme: Theme,
    columns: usize,
    marks: Marks,
    lines: Vec<FormLine>,
}

impl Form<'_> {
    fn push(&mut self, place: Option<Place>, line: Line<'static>) {
        // The sign stands on the first line of its part of the form only.
        let first = self.lines.last().is_none_or(|last| last.place != place);
        let sign = place
            .filter(|_| first)
            .and_then(|place| self.marks.gravest(place));
        let current = place.is_some_and(|place| self.marks.is_current(place));
        self.lines.push(FormLine {
            place,
            line,
            sign,
            current,
        });
    }

    fn heading(&mut self, text: &str) {
        let style = self.theme.style(Role::Header);
        let text = pad(text, self.columns, Align::Left);
        self.push(None, Line::styled(text, style));
    }

    fn head(&mut self) {
        let report = &self.detail.report;
        let title = if report.title.printed.is_empty() {
            self.words.text("form-title")
        } else {
            report.title.printed.to_string()
        };
        // Printed as `2024` or, with what stands around it, as `(2024年度)`.
        let year = report
            .year
            .printed
            .trim_matches(['(', ')', '（', '）', ' ']);
        let year = match year.parse::<i32>() {
            Ok(_) => format!("{year} {}", self.words.text("form-year")),
            Err(_) => year.to_owned(),
        };
        let (year, style) = self.cell(Place::Form, FieldName::Year, &year);
        // Where it was read from the title and nothing is wrong with it, that says it.
        let told = title.contains(&year);
        let room = if told { 0 } else { 14 };
        let mut head = vec![Span::styled(
            text::fit(&title, self.columns.saturating_sub(room)).into_owned(),
            self.theme.style(Role::Title),
        )];
        if !told {
            head.extend([
                Span::raw("  ("),
                Span::styled(text::fit(&year, 20).into_owned(), style),
                Span::raw(")"),
            ]);
        }
        self.push(Some(Place::Form), Line::from(head));
        for (field, value) in [
            (FieldName::Project, &report.project),
            (FieldName::Department, &report.department),
            (FieldName::Unit, &report.unit),
        ] {
            let label = self.words.field(field);
            let taken = text::width(&label) + 1;
            let cells = [
                self.label(&label, taken),
                self.column(
                    Place::Form,
                    field,
                    &self.printed(value),
                    self.columns.saturating_sub(taken + 1),
                    Align::Left,
                ),
            ];
            self.row(Place::Form, &cells);
        }
    }

    fn totals(&mut self) {
        let report = &self.detail.report;
        let (weight, score) = (&report.total_weight.printed, &report.total_score.printed);
        let mut cells = vec![
            self.label(
                &self.words.place(Place::Total),
                self.columns.saturating_sub(2 * (POINTS + 1)),
            ),
            self.column(
                Place::Total,
                FieldName::Weight,
                weight,
                POINTS,
                Align::Right,
            ),
            self.column(Place::Total, FieldName::Score, score, POINTS, Align::Right),
        ];
        let table = Table::new(self.columns);
        if self.columns >= STACKED && table.reason > 0 {
            // The figures stand under those of the indicators.
            if let Some(first) = cells.first_mut() {
                first.columns = first.columns.saturating_sub(table.reason + 1);
            }
        }
        self.heading("");
        self.row(Place::Total, &cells);
        let label = self.words.place(Place::Grade);
        let grade = self.printed(&report.grade);
        let cells = [
            self.label(&label, text::width(&label) + 1),
            self.column(Place::Grade, FieldName::Text, &grade, 12, Align::Left),
        ];
        self.row(Place::Grade, &cells);
    }
}
