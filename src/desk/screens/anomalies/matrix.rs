//! Units against rules: on how many forms of a unit a rule speaks, and where that is far more often
//! than elsewhere.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Drilled, condition};
use crate::desk::Model;
use crate::desk::actions::Enabled;
use crate::desk::screens::list;
use crate::desk::screens::motion::Motion;
use crate::desk::theme::Role;
use crate::desk::widgets::Paint;
use crate::desk::words::count;
use crate::query::Query;
use crate::store::{self, MatrixCell, Rollup};
use crate::terminal::text::{Align, fit_middle, pad, pad_middle, slice, width};

/// Columns of a rule: a number of up to three digits, its mark, a space.
const CELL: u16 = 5;

/// What is shown of the matrix.
#[derive(Debug, Default)]
pub struct Matrix {
    data: store::Matrix,
    at: usize,
    column: usize,
    height: usize,
    waiting: bool,
}

impl Matrix {
    fn waiting() -> Self {
        Self {
            waiting: true,
            ..Self::default()
        }
    }

    /// Whether counts are on their way.
    pub const fn is_waiting(&self) -> bool {
        self.waiting
    }

    /// The counts could not be had.
    pub const fn fail(&mut self) {
        self.waiting = false;
    }

    /// Takes the counts in; what is selected stays selected.
    pub fn take(&mut self, data: store::Matrix) {
        let place = |of: &[(String, u64)], name: Option<&str>| {
            let known = name.and_then(|name| of.iter().position(|(of, _)| of == name));
            known.unwrap_or(0)
        };
        let unit = self.unit().map(|(unit, _)| unit.as_str());
        (self.at, self.column) = (place(&data.units, unit), place(&data.rules, self.rule()));
        self.data = data;
        self.waiting = false;
    }

    fn unit(&self) -> Option<&(String, u64)> {
        self.data.units.get(self.at)
    }

    /// The rule of the selected column.
    pub fn rule(&self) -> Option<&str> {
        let rule = self.data.rules.get(self.column);
        rule.map(|(rule, _)| rule.as_str())
    }

    /// Room for rows.
    pub fn resize(&mut self, body: Rect) {
        self.height = usize::from(body.height.saturating_sub(4)).max(1);
    }

    /// Moves from unit to unit.
    pub fn go(&mut self, motion: Motion) {
        self.at = motion.index(self.at, self.data.units.len(), self.height);
    }

    fn cell(&self) -> Option<&MatrixCell> {
        self.data.cell(self.at, self.column)
    }

    /// What `y` copies.
    pub fn copied(&self) -> Option<String> {
        let (unit, rule) = (&self.unit()?.0, self.rule()?);
        Some(format!("{unit}\t{rule}\t{}", self.cell()?.reports))
    }
}

/// Shows the matrix, or the roll-up again.
pub fn toggle(model: &mut Model) {
    model.anomalies.matrix = match model.anomalies.matrix {
        Some(_) => None,
        None => Some(Matrix::waiting()),
    };
    model.freshen();
}

fn shift(model: &mut Model, motion: Motion) {
    if let Some(matrix) = &mut model.anomalies.matrix {
        matrix.column = motion.index(matrix.column, matrix.data.rules.len(), 1);
    }
}

/// The rule to the right.
pub fn right(model: &mut Model) {
    shift(model, Motion::Down);
}

/// The rule to the left.
pub fn left(model: &mut Model) {
    shift(model, Motion::Up);
}

/// Whether the selected cell has findings.
pub fn some_cell(model: &Model) -> Enabled {
    let matrix = model.anomalies.matrix.as_ref();
    matrix
        .and_then(Matrix::cell)
        .map(|_| ())
        .ok_or("why-no-finding")
}

/// Lists the findings of the selected cell.
pub fn drill(model: &mut Model) {
    let Some(matrix) = &model.anomalies.matrix else {
        return;
    };
    let (Some((unit, _)), Some(rule)) = (matrix.unit(), matrix.rule()) else {
        return;
    };
    let title = format!("{unit} / {}", model.words.rule(rule));
    let both = Query::and(vec![
        condition(Rollup::Unit, unit),
        condition(Rollup::Rule, rule),
    ]);
    let mut drilled = Drilled::new(title, both);
    drilled.resize(model.body());
    model.anomalies.drilled = Some(drilled);
    super::freshen(model);
}

/// Draws the matrix; says where the cursor stands.
pub fn draw(model: &Model, matrix: &Matrix, buffer: &mut Buffer, body: Rect) -> Position {
    let words = &model.words;
    let text = model.theme.style(Role::Text);
    let header = model.theme.style(Role::Header);
    let mut paint = Paint::new(buffer, body);
    let title = format!(
        "{}  {}",
        words.text("matrix-title"),
        list::narrowed_to(model)
    );
    paint.put(0, 0, &title, model.theme.style(Role::Title));
    if matrix.unit().is_some() {
        let at = words.fill(
            "matrix-at",
            &[
                ("unit", &count(matrix.at as u64 + 1)),
                ("units", &count(matrix.data.units.len() as u64)),
                ("rule", &count(matrix.column as u64 + 1)),
                ("rules", &count(matrix.data.rules.len() as u64)),
            ],
        );
        if width(&title) + 2 + width(&at) <= usize::from(body.width) {
            paint.put_right(0, body.width, &at, model.theme.style(Role::Dim));
        }
    }
    let name = (body.width / 3).clamp(8, 30);
    let room = usize::from(body.width.saturating_sub(name + 2) / CELL).max(1);
    let first = matrix.column.saturating_sub(room - 1);
    let shown = matrix.data.rules.iter().enumerate().skip(first).take(room);
    for line in 1..3 {
        paint.tint(line, 0, body.width, header);
    }
    let column_of = |index: usize| {
        let place = u16::try_from(index.saturating_sub(first)).unwrap_or(u16::MAX);
        name.saturating_add(2)
            .saturating_add(place.saturating_mul(CELL))
    };
    for (index, (rule, _)) in shown.clone() {
        let style = if index == matrix.column {
            model.theme.style(Role::Selected)
        } else {
            header
        };
        // The first characters of the name, two lines of them.
        let (above, below) = two_lines(&words.rule(rule));
        paint.put(1, column_of(index), &above, style);
        paint.put(2, column_of(index), &below, style);
    }
    let mut cursor = Position::new(body.x, body.y.saturating_add(3));
    let rows = body.height.saturating_sub(1);
    let height = usize::from(rows.saturating_sub(3)).max(1);
    let top = matrix.at.saturating_sub(height - 1);
    for (line, (index, (unit, _))) in (3..rows).zip(matrix.data.units.iter().enumerate().skip(top))
    {
        let selected = index == matrix.at;
        if selected {
            cursor.y = body.y.saturating_add(line);
            paint.put(line, 0, "> ", model.theme.style(Role::Selected));
        }
        paint.put(line, 2, &pad_middle(unit, usize::from(name - 1)), text);
        for (column, _) in shown.clone() {
            let here = selected && column == matrix.column;
            let Some(cell) = matrix.data.cell(index, column) else {
                if here {
                    let none = pad("- ", 4, Align::Right);
                    let style = model.theme.style(Role::Selected);
                    paint.put(line, column_of(column), &none, style);
                }
                continue;
            };
            let out = cell.stands_out;
            let mark = if out { '*' } else { ' ' };
            let said = pad(&format!("{}{mark}", cell.reports), 4, Align::Right);
            let style = match (here, out) {
                (true, _) => model.theme.style(Role::Selected),
                (false, true) => model.theme.severity(cell.severity),
                (false, false) => text,
            };
            paint.put(line, column_of(column), &said, style);
        }
    }
    if matrix.data.units.is_empty() {
        let said = if matrix.waiting {
            words.text("list-waiting")
        } else {
            super::nothing(model)
        };
        paint.paragraph(4, 2, &said, model.theme.style(Role::Dim));
    }
    paint.put(
        rows,
        0,
        &below(model, matrix, usize::from(body.width)),
        model.theme.style(Role::Header),
    );
    cursor
}

/// The beginning of a name on two lines of a column: of Chinese the first characters, else the
/// beginnings of its first two words.
fn two_lines(name: &str) -> (String, String) {
    let room = usize::from(CELL) - 1;
    let cut = |text: &str| {
        let fits = |end: &usize| width(slice(text, 0..*end)) <= room;
        let end = (0..=text.chars().count()).take_while(fits).last();
        slice(text, 0..end.unwrap_or(0)).to_owned()
    };
    let above = cut(name);
    let mut words = name.split(' ').filter(|word| word.len() > 2);
    let below = match (name.is_ascii(), words.nth(1)) {
        (true, Some(second)) => cut(second),
        _ => cut(name.strip_prefix(above.as_str()).unwrap_or("").trim_start()),
    };
    (above, below)
}

/// What the selected cell says; the numbers are never cut off, of a long unit the middle is.
fn below(model: &Model, matrix: &Matrix, columns: usize) -> String {
    let (Some((unit, forms)), Some(rule)) = (matrix.unit(), matrix.rule()) else {
        return String::new();
    };
    let all = matrix.data.forms();
    let over_all = matrix
        .data
        .rules
        .get(matrix.column)
        .map_or(0, |(_, of)| *of);
    let own = matrix.cell().map_or(0, |cell| cell.reports);
    let said = |unit: &str| {
        let values = [
            ("rule", &*model.words.rule(rule)),
            ("unit", unit),
            ("own", &count(own)),
            ("forms", &count(*forms)),
            ("reports", &count(over_all)),
            ("all", &count(all)),
        ];
        model.words.fill("matrix-below", &values)
    };
    let room = columns.saturating_sub(width(&said("")));
    said(&fit_middle(unit, room.max(8)))
}
