//! The form laid out like the official table, as lines that know which part of the form they are.
//!
//! Every cell shows the text as printed, because that is the evidence; a cell a finding rests on
//! carries the finding's sign in front and its style.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::marks::{Flag, Marks};
use crate::desk::theme::{Role, Theme, sign};
use crate::desk::words::Words;
use crate::form::{Field, Fund, Indicator};
use crate::rules::{FieldName, Place, Severity};
use crate::store::{FindingRow, ReportDetail};
use crate::terminal::text::{self, Align, pad, wrap};

/// One line of the form.
#[derive(Debug, Clone)]
pub struct FormLine {
    /// The part of the form it belongs to; headings belong to none.
    pub place: Option<Place>,
    /// What stands on it.
    pub line: Line<'static>,
    /// The gravest finding on its part of the form, on the first line of that part.
    pub sign: Option<Severity>,
}

/// From this width the table has columns for the first two levels of indicators.
const LEVELS: usize = 74;
/// Below this width the tables are stacked: one value after the other.
const STACKED: usize = 56;
/// From this width goal and outcome stand side by side.
const SIDE_BY_SIDE: usize = 90;
/// From this width the reasons of deviations have a column of their own.
const REASONS: usize = 110;

/// Lays the form out for `columns` columns; the cells of `current` are shown reversed.
pub fn lines(
    detail: &ReportDetail,
    current: Option<&FindingRow>,
    words: &Words,
    theme: Theme,
    columns: usize,
) -> Vec<FormLine> {
    let mut form = Form {
        detail,
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
    words: &'a Words,
    theme: Theme,
    columns: usize,
    marks: Marks,
    lines: Vec<FormLine>,
}

/// A cell of a table row: text, style, width and side.
struct Cell {
    text: String,
    style: Style,
    columns: usize,
    align: Align,
}

impl Form<'_> {
    fn push(&mut self, place: Option<Place>, line: Line<'static>) {
        // The sign stands on the first line of its part of the form only.
        let first = self.lines.last().is_none_or(|last| last.place != place);
        let sign = place
            .filter(|_| first)
            .and_then(|place| self.marks.gravest(place));
        self.lines.push(FormLine { place, line, sign });
    }

    fn heading(&mut self, text: &str) {
        let style = self.theme.style(Role::Header);
        let text = pad(text, self.columns, Align::Left);
        self.push(None, Line::styled(text, style));
    }

    /// The text of a cell with its sign, and its style.
    fn cell(&self, place: Place, field: FieldName, printed: &str) -> (String, Style) {
        match self.marks.cell(place, field) {
            Some(flag) => (
                format!("{}{printed}", sign(flag.severity)),
                self.flagged(flag),
            ),
            None => (printed.to_owned(), self.theme.style(Role::Text)),
        }
    }

    fn flagged(&self, flag: Flag) -> Style {
        let style = self.theme.severity(flag.severity);
        if flag.current {
            style.patch(self.theme.style(Role::Selected))
        } else {
            style.patch(self.theme.style(Role::Title))
        }
    }

    fn column(
        &self,
        place: Place,
        field: FieldName,
        printed: &str,
        columns: usize,
        align: Align,
    ) -> Cell {
        let (text, style) = self.cell(place, field, printed);
        Cell {
            text,
            style,
            columns,
            align,
        }
    }

    fn label(&self, text: &str, columns: usize) -> Cell {
        Cell {
            text: text.to_owned(),
            style: self.theme.style(Role::Text),
            columns,
            align: Align::Left,
        }
    }

    /// A table row as high as its highest cell: nothing is cut.
    fn row(&mut self, place: Place, cells: &[Cell]) {
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .map(|cell| {
                wrap(&cell.text, cell.columns.max(2))
                    .into_iter()
                    .map(|line| line.text)
                    .collect()
            })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..height {
            let mut spans = Vec::with_capacity(cells.len() * 2);
            for (cell, lines) in cells.iter().zip(&wrapped) {
                if !spans.is_empty() {
                    spans.push(Span::raw(" "));
                }
                let text = lines.get(line).map_or("", String::as_str);
                let free = cell.columns.saturating_sub(text::width(text));
                let blank = " ".repeat(free);
                let text = Span::styled(text.to_owned(), cell.style);
                if cell.align == Align::Right {
                    spans.extend([Span::raw(blank), text]);
                } else {
                    spans.extend([text, Span::raw(blank)]);
                }
            }
            self.push(Some(place), Line::from(spans));
        }
    }

    /// `label value` pairs one after the other, wrapped as a whole, for narrow terminals.
    fn stacked(&mut self, place: Place, indent: usize, pairs: &[(String, FieldName, &str)]) {
        let mut cells = Vec::new();
        let mut used = indent;
        let mut line: Vec<Span<'static>> = vec![Span::raw(" ".repeat(indent))];
        for (label, field, printed) in pairs {
            let (text, style) = self.cell(place, *field, printed);
            let shown = text::fit(&text, self.columns.saturating_sub(indent)).into_owned();
            let needed = text::width(label) + 1 + text::width(&shown) + 2;
            if used > indent && used + needed > self.columns {
                cells.push(std::mem::replace(
                    &mut line,
                    vec![Span::raw(" ".repeat(indent))],
                ));
                used = indent;
            }
            line.push(Span::styled(label.clone(), self.theme.style(Role::Dim)));
            line.push(Span::raw(" "));
            line.push(Span::styled(shown, style));
            line.push(Span::raw("  "));
            used += needed;
        }
        cells.push(line);
        for spans in cells {
            self.push(Some(place), Line::from(spans));
        }
    }

    fn head(&mut self) {
        let report = &self.detail.report;
        let title = if report.title.printed.is_empty() {
            self.words.text("form-title")
        } else {
            report.title.printed.clone()
        };
        let year = self.cell(Place::Form, FieldName::Year, &report.year.printed);
        let year_label = self.words.text("form-year");
        self.push(
            Some(Place::Form),
            Line::from(vec![
                Span::styled(
                    text::fit(&title, self.columns.saturating_sub(14)).into_owned(),
                    self.theme.style(Role::Title),
                ),
                Span::raw("  ("),
                Span::styled(text::fit(&year.0, 10).into_owned(), year.1),
                Span::raw(format!(" {year_label})")),
            ]),
        );
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

    /// The text as printed; what could not be read says so.
    fn printed<T>(&self, field: &Field<T>) -> String {
        if field.printed.is_empty() && !field.is_absent() {
            return self.words.text("form-blank");
        }
        field.printed.clone()
    }

    fn funds(&mut self) {
        let unit = self.detail.report.money_unit.as_str();
        let title = self.words.fill("form-funds", &[("unit", unit)]);
        let amount = if self.columns >= LEVELS { 11 } else { 9 };
        let fixed = amount * 3 + 6 + 7 + 6 + 6;
        let label = self.columns.saturating_sub(fixed);
        if self.columns < STACKED {
            self.heading(&title);
        } else {
            let mut heading = pad(&title, label, Align::Left);
            for (key, columns) in [
                ("form-initial", amount),
                ("form-annual", amount),
                ("form-executed", amount),
                ("form-weight", 6),
                ("form-rate", 7),
                ("form-score", 6),
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
                number(FieldName::Weight, &fund.weight.printed, 6),
                number(FieldName::Rate, &fund.rate.printed, 7),
                number(FieldName::Score, &fund.score.printed, 6),
            ];
            self.row(place, &cells);
        }
    }

    fn stacked_fund(&mut self, fund: &Fund) {
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

    fn narratives(&mut self) {
        let report = &self.detail.report;
        // Spans count characters of the clean text, which is the value.
        let clean = |field: &Field<String>| {
            field
                .value()
                .cloned()
                .unwrap_or_else(|| self.printed(field))
        };
        let (goal, outcome) = (clean(&report.goal), clean(&report.outcome));
        if self.columns >= SIDE_BY_SIDE {
            let half = (self.columns - 3) / 2;
            let heading = format!(
                "{}   {}",
                pad(&self.words.place(Place::Goal), half, Align::Left),
                self.words.place(Place::Outcome)
            );
            self.heading(&heading);
            let left = self.narrative(Place::Goal, &goal, half);
            let right = self.narrative(Place::Outcome, &outcome, half);
            self.beside(left, right, half);
            return;
        }
        for (place, text) in [(Place::Goal, goal), (Place::Outcome, outcome)] {
            self.heading(&self.words.place(place));
            for spans in self.narrative(place, &text, self.columns) {
                self.push(Some(place), Line::from(spans));
            }
        }
    }

    /// Two narratives side by side. The lines belong to the goal as far as it goes, but at least
    /// one line belongs to the outcome, so that the cursor can stand there.
    fn beside(
        &mut self,
        left: Vec<Vec<Span<'static>>>,
        right: Vec<Vec<Span<'static>>>,
        half: usize,
    ) {
        let height = left.len().max(right.len()).max(2);
        let goal = left.len().min(height - 1).max(1);
        let outcome = self.marks.gravest(Place::Outcome);
        let (mut left, mut right) = (left.into_iter(), right.into_iter());
        for line in 0..height {
            let mut spans = left.next().unwrap_or_default();
            let used: usize = spans.iter().map(|span| text::width(&span.content)).sum();
            spans.push(Span::raw(" ".repeat(half.saturating_sub(used))));
            // The outcome's sign stands between the columns, beside its own first line.
            let between = if line == 0 {
                outcome.map_or("   ".to_owned(), |severity| format!(" {} ", sign(severity)))
            } else {
                "   ".to_owned()
            };
            spans.push(Span::styled(between, self.theme.style(Role::Title)));
            spans.extend(right.next().unwrap_or_default());
            let place = if line < goal {
                Place::Goal
            } else {
                Place::Outcome
            };
            self.push(Some(place), Line::from(spans));
        }
    }

    /// A narrative in lines, its disputed characters marked.
    fn narrative(&self, place: Place, narrative: &str, columns: usize) -> Vec<Vec<Span<'static>>> {
        let whole = self.marks.cell(place, FieldName::Text);
        let base = whole.map_or(self.theme.style(Role::Text), |flag| self.flagged(flag));
        wrap(narrative, columns)
            .into_iter()
            .map(|line| {
                let mut spans = Vec::new();
                let mut at = line.chars.start;
                for (range, flag) in self.marks.spans(place, line.chars.clone()) {
                    if range.start > at {
                        spans.push(shown(narrative, at..range.start, base));
                    }
                    let mut style = self
                        .theme
                        .severity(flag.severity)
                        .patch(self.theme.style(Role::Disputed));
                    if flag.current {
                        style = style.patch(self.theme.style(Role::Selected));
                    }
                    let from = range.start.max(at);
                    spans.push(shown(narrative, from..range.end, style));
                    at = range.end.max(at);
                }
                spans.push(shown(narrative, at..line.chars.end, base));
                spans
            })
            .collect()
    }

    fn indicators(&mut self) {
        let table = Table::new(self.columns);
        let heading = table.heading(self.words);
        self.heading(&heading);
        let indicators = &self.detail.report.indicators;
        let mut before = (String::new(), String::new());
        for (indicator, number) in indicators.iter().zip(1..) {
            let levels = (
                indicator.level1.printed.clone(),
                indicator.level2.printed.clone(),
            );
            let place = Place::Indicator(number);
            if table.level1 > 0 {
                let first = if levels.0 == before.0 { "" } else { &levels.0 };
                let second = if levels == before { "" } else { &levels.1 };
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

    fn indicator(
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
                let (field, columns) = (FieldName::Level1, table.level1);
                cells.push(cell(field, level1, columns, Align::Left));
                let (field, columns) = (FieldName::Level2, table.level2);
                cells.push(cell(field, level2, columns, Align::Left));
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
                    6,
                    Align::Right,
                ),
                cell(FieldName::Score, &indicator.score.printed, 6, Align::Right),
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

    fn totals(&mut self) {
        let report = &self.detail.report;
        let (weight, score) = (&report.total_weight.printed, &report.total_score.printed);
        let mut cells = vec![
            self.label(
                &self.words.place(Place::Total),
                self.columns.saturating_sub(14),
            ),
            self.column(Place::Total, FieldName::Weight, weight, 6, Align::Right),
            self.column(Place::Total, FieldName::Score, score, 6, Align::Right),
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

    /// How the form was read: its file, what is missing, what was mended.
    fn reading(&mut self) {
        self.heading(&self.words.text("form-reading"));
        let detail = self.detail;
        let shown = detail
            .revisions
            .iter()
            .find(|revision| revision.path == detail.source.path)
            .map_or(detail.row.revision, |revision| revision.number);
        let source = self.words.fill(
            "form-source",
            &[
                ("path", &detail.source.path),
                ("revision", &shown.to_string()),
                ("of", &detail.revisions.len().max(1).to_string()),
                ("time", &self.words.time(detail.source.imported_at)),
            ],
        );
        self.paragraph(&source);
        for gap in &detail.report.gaps {
            let reason = self.words.fill(&gap.reason, &[("found", &gap.found)]);
            let text = self.words.fill(
                "form-gap",
                &[
                    ("at", &super::source::origin(self.words, gap.origin)),
                    ("what", &gap.what),
                    ("reason", &reason),
                    ("found", &gap.found),
                ],
            );
            self.paragraph(&text);
        }
        for repair in &detail.report.repairs {
            let values = [
                ("found", repair.found.as_str()),
                ("read", repair.read_as.as_str()),
            ];
            let kind = self.words.fill(&repair.kind, &values);
            let text = self.words.fill(
                "form-repair",
                &[
                    ("at", &super::source::origin(self.words, repair.origin)),
                    ("kind", &kind),
                    ("found", &repair.found),
                    ("read", &repair.read_as),
                ],
            );
            self.paragraph(&text);
        }
    }

    fn paragraph(&mut self, text: &str) {
        let style = self.theme.style(Role::Text);
        for line in wrap(text, self.columns) {
            self.push(None, Line::styled(line.text, style));
        }
    }
}

/// Columns of the table of indicators.
struct Table {
    level1: usize,
    level2: usize,
    name: usize,
    value: usize,
    reason: usize,
}

impl Table {
    fn new(columns: usize) -> Self {
        let (level1, level2) = match columns {
            0..LEVELS => (0, 0),
            LEVELS..SIDE_BY_SIDE => (8, 10),
            _ => (10, 14),
        };
        let value = (11 + columns.saturating_sub(LEVELS) / 8).min(20);
        let reason = if columns >= REASONS { columns / 5 } else { 0 };
        let levels = if level1 > 0 { level1 + level2 + 2 } else { 0 };
        let reasons = if reason > 0 { reason + 1 } else { 0 };
        let fixed = levels + 2 * (value + 1) + 7 + 7 + reasons;
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
        heading.push(pad(&words.text("form-weight"), 6, Align::Right));
        heading.push(pad(&words.text("form-score"), 6, Align::Right));
        if self.reason > 0 {
            heading.push(pad(&words.text("form-reason"), self.reason, Align::Left));
        }
        heading.join(" ")
    }
}

fn shown(text: &str, chars: std::ops::Range<usize>, style: Style) -> Span<'static> {
    let part = text::slice(text, chars);
    Span::styled(text::one_line(part).into_owned(), style)
}
