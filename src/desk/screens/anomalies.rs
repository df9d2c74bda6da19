//! 疑点: findings over all forms, rolled up and drilled into.
//!
//! Findings that one look at many reports made stand in the list once, with their number.

mod findings;
mod matrix;

pub use findings::{Drilled, MOST_MARKS, gathered, some_finding, spread};
pub use matrix::{Matrix, drill as drill_cell, left, right, some_cell, toggle as toggle_matrix};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::motion::Motion;
use super::{Tab, detail, list};
use crate::desk::actions::Enabled;
use crate::desk::theme::{Role, sign};
use crate::desk::widgets::Paint;
use crate::desk::words::count;
use crate::desk::{Ask, Model};
use crate::query::{Field, Op, Query, Test};
use crate::rules::Severity;
use crate::store::{Rollup, RollupRow, RuleCount};
use crate::terminal::text::{Align, pad, pad_middle, width};

/// Ids asked for as a first page.
const FIRST: usize = 200;

/// The anomalies screen.
#[derive(Debug)]
pub struct Anomalies {
    by: Rollup,
    rows: Vec<RollupRow>,
    at: usize,
    height: usize,
    waiting: bool,
    error: Option<String>,
    /// Units against rules, where they are shown in place of the roll-up.
    pub matrix: Option<Matrix>,
    /// The line drilled into, with its findings.
    pub drilled: Option<Drilled>,
}

impl Default for Anomalies {
    fn default() -> Self {
        Self {
            by: Rollup::Rule,
            rows: Vec::new(),
            at: 0,
            height: 1,
            waiting: true,
            error: None,
            matrix: None,
            drilled: None,
        }
    }
}

impl Anomalies {
    /// The question has changed: the next answers replace everything.
    pub fn restart(&mut self) {
        self.waiting = true;
        if let Some(drilled) = &mut self.drilled {
            drilled.window.restart();
            drilled.totals = None;
        }
    }

    /// Room for rows.
    pub fn resize(&mut self, body: Rect) {
        self.height = usize::from(body.height.saturating_sub(2)).max(1);
        if let Some(matrix) = &mut self.matrix {
            matrix.resize(body);
        }
        if let Some(drilled) = &mut self.drilled {
            drilled.resize(body);
        }
    }

    /// Moves the selection.
    pub fn go(&mut self, motion: Motion) {
        match (&mut self.drilled, &mut self.matrix) {
            (Some(drilled), _) => motion.apply(&mut drilled.window),
            (None, Some(matrix)) => matrix.go(motion),
            (None, None) => self.at = motion.index(self.at, self.rows.len(), self.height),
        }
    }

    /// Takes a roll-up; the selected line stays selected.
    pub fn take(&mut self, rows: Vec<RollupRow>) {
        let selected = self.selected().map(|row| row.key.clone());
        self.rows = rows;
        self.error = None;
        let at = selected.and_then(|key| self.rows.iter().position(|row| row.key == key));
        self.at = if self.waiting {
            0
        } else {
            at.unwrap_or(self.at)
        };
        self.at = self.at.min(self.rows.len().saturating_sub(1));
        self.waiting = false;
    }

    /// The roll-up could not be had.
    pub fn fail(&mut self, sentence: String) {
        self.error = Some(sentence);
        self.waiting = false;
    }

    /// Whether rows are on their way.
    pub fn is_waiting(&self) -> bool {
        match (&self.drilled, &self.matrix) {
            (Some(drilled), _) => drilled.error.is_none() && drilled.window.is_waiting(),
            (None, Some(matrix)) => matrix.is_waiting(),
            (None, None) => self.waiting,
        }
    }

    fn selected(&self) -> Option<&RollupRow> {
        self.rows.get(self.at)
    }

    /// The rule under the cursor.
    pub fn rule(&self) -> Option<&str> {
        match &self.drilled {
            Some(drilled) => drilled.window.selected_row().map(|row| row.rule.as_str()),
            None if self.matrix.is_some() => self.matrix.as_ref().and_then(Matrix::rule),
            None if self.by == Rollup::Rule => self.selected().map(|row| row.key.as_str()),
            None => None,
        }
    }
}

/// The condition a line of the roll-up stands for.
fn condition(by: Rollup, key: &str) -> Query {
    let (field, test) = match by {
        Rollup::Rule => (Field::Rule, Test::OneOf(vec![key.to_owned()])),
        Rollup::Severity => (Field::Severity, Test::OneOf(vec![key.to_owned()])),
        Rollup::Unit if key.is_empty() => (Field::Unit, Test::Missing),
        Rollup::Unit => (Field::Unit, Test::Equals(key.to_owned())),
        Rollup::Year => match key.parse() {
            Ok(year) => (Field::Year, Test::Number(Op::Equal, year)),
            Err(_) => (Field::Year, Test::Missing),
        },
    };
    Query::Field(field, test)
}

/// Asks for what the screen shows again; the selection stays.
pub fn freshen(model: &mut Model) {
    let Some(drilled) = &mut model.anomalies.drilled else {
        model.ask(Ask::RuleCounts);
        if model.anomalies.matrix.is_some() {
            model.ask(Ask::Matrix(model.filter.whole()));
        } else {
            let query = model.filter.whole();
            let by = model.anomalies.by;
            model.ask(Ask::Rollup { query, by });
        }
        return;
    };
    // Sums over everything wait until they are in sight again.
    drilled.window.refresh();
    drilled.ungather();
    let query = model.filter.with(drilled.condition.clone());
    model.ask(Ask::Left(query.clone()));
    model.ask(Ask::Findings {
        query,
        first: FIRST,
    });
}

/// Whether a line of the roll-up is selected.
pub fn some_row(model: &Model) -> Enabled {
    model
        .anomalies
        .selected()
        .map(|_| ())
        .ok_or("why-no-finding")
}

/// Lists the findings of the selected line.
pub fn drill(model: &mut Model) {
    let by = model.anomalies.by;
    let Some(row) = model.anomalies.selected() else {
        return;
    };
    let title = key_name(model, by, &row.key);
    let condition = condition(by, &row.key);
    let mut drilled = Drilled::new(title, condition);
    drilled.resize(model.body());
    model.anomalies.drilled = Some(drilled);
    freshen(model);
}

/// Rolls up by the next thing.
pub fn by(model: &mut Model) {
    let at = &mut model.anomalies;
    at.by = match at.by {
        Rollup::Rule => Rollup::Unit,
        Rollup::Unit => Rollup::Severity,
        Rollup::Severity => Rollup::Year,
        Rollup::Year => Rollup::Rule,
    };
    at.rows.clear();
    at.restart();
    freshen(model);
}

/// Opens the form of the selected finding, at its place.
pub fn open(model: &mut Model) {
    let found = model
        .anomalies
        .drilled
        .as_ref()
        .and_then(|drilled| drilled.window.selected_row())
        .map(|row| (row.report, row.fingerprint));
    if let Some((report, fingerprint)) = found {
        detail::open(model, report, Tab::Anomalies, Some(fingerprint));
    }
}

/// What `y` copies.
pub fn copied(model: &Model) -> Option<String> {
    match &model.anomalies.drilled {
        Some(drilled) => drilled.window.selected_row().map(|row| {
            let sentence = model.words.sentence(row);
            format!("{}\t{}\t{sentence}", row.unit, row.project)
        }),
        None if model.anomalies.matrix.is_some() => {
            model.anomalies.matrix.as_ref().and_then(Matrix::copied)
        }
        None => model
            .anomalies
            .selected()
            .map(|row| format!("{}\t{}", row.key, row.findings)),
    }
}

/// Name of what is rolled up by; its texts are `rollup-NAME`.
const fn name(by: Rollup) -> &'static str {
    match by {
        Rollup::Rule => "rule",
        Rollup::Unit => "unit",
        Rollup::Severity => "severity",
        Rollup::Year => "year",
    }
}

fn key_name(model: &Model, by: Rollup, key: &str) -> String {
    let words = &model.words;
    match by {
        Rollup::Rule => words.rule(key),
        Rollup::Severity => {
            Severity::from_name(key).map_or_else(|| key.to_owned(), |s| words.severity(s))
        }
        Rollup::Unit | Rollup::Year if key.is_empty() => words.text("rollup-none"),
        Rollup::Unit | Rollup::Year => key.to_owned(),
    }
}

/// Draws the screen; says where the cursor stands.
pub fn draw(model: &Model, buffer: &mut Buffer, body: Rect) -> Position {
    match (&model.anomalies.drilled, &model.anomalies.matrix) {
        (Some(drilled), _) => drilled.draw(model, buffer, body),
        (None, Some(matrix)) => matrix::draw(model, matrix, buffer, body),
        (None, None) => draw_rollup(model, buffer, body),
    }
}

/// What marks a rule that hits on most of the forms it looks at; empty for all others.
fn often(model: &Model, by: Rollup, key: &str) -> String {
    let count = (by == Rollup::Rule)
        .then(|| model.rule_count(key))
        .flatten()
        .filter(|count| count.is_often(&model.settings));
    let share = count.and_then(RuleCount::share);
    share.map_or_else(String::new, |share| {
        model
            .words
            .fill("rollup-often", &[("share", &share.to_string())])
    })
}

/// What a column of numbers says of a row.
type Of = fn(&RollupRow) -> u64;

/// The numbers behind the name, the most wanted first. What is left is counted of the suspicions
/// alone, so these stand beside it and the notices apart.
const NUMBERS: [(&str, Of); 6] = [
    ("rollup-undecided", |row| row.undecided),
    ("rollup-findings", |row| row.to_decide),
    ("rollup-notices", |row| row.notices),
    ("rollup-reports", |row| row.reports),
    ("rollup-confirmed", |row| row.confirmed),
    ("rollup-dismissed", |row| row.dismissed),
];
/// Columns the name has at least, before numbers give way.
const NAME: usize = 24;

/// A column of numbers: its heading, what it says of a row, how wide it is with the gap before it.
type Number = (String, Of, usize);

/// The numbers that have room beside the name, each as wide as its widest.
fn numbers(model: &Model, columns: usize) -> Vec<Number> {
    let mut taken = 4;
    let numbers = NUMBERS.into_iter().map(|(key, of)| {
        let heading = model.words.text(key);
        let widest = model.anomalies.rows.iter().map(of).max().unwrap_or(0);
        let room = width(&heading).max(count(widest).len()) + 2;
        (heading, of, room)
    });
    numbers
        .take_while(|(_, _, room)| {
            taken += room;
            taken + NAME <= columns
        })
        .collect()
}

fn draw_rollup(model: &Model, buffer: &mut Buffer, body: Rect) -> Position {
    let words = &model.words;
    let state = &model.anomalies;
    let mut paint = Paint::new(buffer, body);
    let (left, of) = state.rows.iter().fold((0_u64, 0_u64), |(left, of), row| {
        (
            left.saturating_add(row.undecided),
            of.saturating_add(row.to_decide),
        )
    });
    let counter = words.fill(
        "findings-left",
        &[("left", &count(left)), ("of", &count(of))],
    );
    let text = model.theme.style(Role::Text);
    let before = paint.put_right(0, body.width, &counter, text);
    let by = words.text(&format!("rollup-{}", name(state.by)));
    let title = words.fill("rollup-by", &[("by", &by)]);
    let said = format!("{title}  {}", list::narrowed_to(model));
    Paint::new_within(&mut paint, before.saturating_sub(1)).put(0, 0, &said, text);

    let numbers = numbers(model, usize::from(body.width));
    let taken: usize = numbers.iter().map(|(_, _, room)| room).sum();
    let room = usize::from(body.width).saturating_sub(taken + 4);
    let header = model.theme.style(Role::Header);
    let mut heading = format!("    {}", pad(&by, room, Align::Left));
    for (text, _, room) in &numbers {
        heading.push_str(&pad(text, *room, Align::Right));
    }
    paint.tint(1, 0, body.width, header);
    paint.put(1, 0, &heading, header);
    let mut cursor = Position::new(body.x, body.y.saturating_add(2));
    let height = usize::from(body.height.saturating_sub(2));
    let top = state.at.saturating_sub(height.saturating_sub(1));
    for (line, (index, row)) in (2..body.height).zip(state.rows.iter().enumerate().skip(top)) {
        if index == state.at {
            cursor.y = body.y.saturating_add(line);
            paint.put(line, 0, "> ", model.theme.style(Role::Selected));
        }
        let style = model.theme.severity(row.severity);
        paint.put(line, 2, sign(row.severity), style);
        let name = key_name(model, state.by, &row.key);
        let often = often(model, state.by, &row.key);
        let place = room.saturating_sub(width(&often) + 1);
        let name = match state.by {
            // Units of one place begin alike.
            Rollup::Unit => pad_middle(&name, room),
            _ if often.is_empty() => pad(&name, room, Align::Left),
            _ => pad(&name, place, Align::Left),
        };
        paint.put(line, 4, &name, text);
        if !often.is_empty() {
            let after = u16::try_from(place).unwrap_or(u16::MAX).saturating_add(5);
            paint.put(line, after, &often, model.theme.style(Role::Dim));
        }
        let mut column = u16::try_from(room).unwrap_or(u16::MAX).saturating_add(4);
        for (index, (_, of, room)) in numbers.iter().enumerate() {
            let number = of(row);
            column = column.saturating_add(u16::try_from(*room).unwrap_or(u16::MAX));
            // That nothing is left is worth a number, where something was to be decided.
            if number > 0 || index == 0 && row.to_decide > 0 {
                paint.put_right(line, column, &count(number), text);
            }
        }
    }
    if state.rows.is_empty() {
        let said = match (&state.error, state.waiting) {
            (Some(error), _) => error.clone(),
            (None, true) => words.text("list-waiting"),
            (None, false) => nothing(model),
        };
        paint.paragraph(3, 2, &said, model.theme.style(Role::Dim));
    }
    cursor
}

/// That there are no suspicions, and what to do about it.
fn nothing(model: &Model) -> String {
    if !model.filter.is_empty() {
        return model.words.text("rollup-nothing-found");
    }
    match model.totals {
        Some(totals) if totals.reports == 0 => list::nothing(model),
        _ => model.words.text("rollup-empty"),
    }
}
