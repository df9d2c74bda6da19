//! How the overview looks: bars as long as there is room for, in one column or two.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Line, Overview, Part, Subject};
use crate::desk::Model;
use crate::desk::screens::list;
use crate::desk::theme::Role;
use crate::desk::widgets::Paint;
use crate::desk::words::count;
use crate::store::{self, Share};
use crate::terminal::text::{Align, pad, pad_middle, width};

/// From this width years and units stand beside scores and rates.
const WIDE: u16 = 100;
/// Columns of a count, and of a percentage.
const COUNT: u16 = 10;
const PERCENT: u16 = 7;
/// With less room than this beside the numbers there are no bars.
const BARS: u16 = 24;

/// A line of a column: the head of a part, a line of it, or nothing.
enum Row {
    Head(Part),
    Line(usize),
    Gap,
}

/// Draws the screen; says where the cursor stands.
pub fn draw(model: &Model, buffer: &mut Buffer, body: Rect) -> Position {
    let state = &model.overview;
    let mut paint = Paint::new(buffer, body);
    summary(model, &mut paint);
    if state.lines.is_empty() || state.error.is_some() {
        let said = match (&state.error, state.waiting) {
            (Some(error), _) => error.clone(),
            (None, true) => model.words.text("list-waiting"),
            (None, false) => list::nothing(model),
        };
        paint.paragraph(2, 2, &said, model.theme.style(Role::Dim));
        return Position::new(body.x, body.y);
    }
    let below = Rect {
        y: body.y.saturating_add(1),
        height: body.height.saturating_sub(1),
        ..body
    };
    if body.width < WIDE {
        return column(model, buffer, below, &rows(state, &Part::ALL))
            .unwrap_or(Position::new(below.x, below.y));
    }
    let half = body.width / 2;
    let left = Rect {
        width: half.saturating_sub(1),
        ..below
    };
    let right = Rect {
        x: below.x.saturating_add(half),
        width: below.width.saturating_sub(half),
        ..below
    };
    let first = column(
        model,
        buffer,
        left,
        &rows(state, &[Part::Scores, Part::Rates]),
    );
    let second = column(
        model,
        buffer,
        right,
        &rows(state, &[Part::Years, Part::Units]),
    );
    first.or(second).unwrap_or(Position::new(below.x, below.y))
}

/// The forms that pass the filter, and how many of them stand out.
fn summary(model: &Model, paint: &mut Paint<'_>) {
    let words = &model.words;
    let all = &model.overview.all;
    let text = model.theme.style(Role::Text);
    let forms = words.fill("list-count", &[("count", &count(all.reports))]);
    let right = paint.area().width;
    let before = paint.put_right(0, right, &forms, text);
    let said = words.fill(
        "overview-headline",
        &[
            ("hundred", &percent(all.hundred, all.reports)),
            ("full", &percent(all.full, all.reports)),
            ("qualitative", &percent(all.qualitative, all.indicators)),
        ],
    );
    let narrowed = list::narrowed_to(model);
    let said = format!("{said}  {narrowed}");
    Paint::new_within(paint, before.saturating_sub(1)).put(0, 0, said.trim_end(), text);
}

fn rows(state: &Overview, parts: &[Part]) -> Vec<Row> {
    let mut rows = Vec::new();
    for part in parts {
        if !rows.is_empty() {
            rows.push(Row::Gap);
        }
        rows.push(Row::Head(*part));
        rows.extend(state.range(*part).map(Row::Line));
    }
    rows
}

/// Draws a column, scrolled so that the selected line is in sight; says where that stands.
fn column(model: &Model, buffer: &mut Buffer, area: Rect, rows: &[Row]) -> Option<Position> {
    let state = &model.overview;
    let height = usize::from(area.height);
    let selected = rows
        .iter()
        .position(|row| matches!(row, Row::Line(at) if *at == state.at));
    // The head of a part is shown with its first line.
    let top = selected.map_or(0, |at| {
        let lines_above = height.saturating_sub(1);
        if at < height {
            0
        } else {
            at.saturating_sub(lines_above)
        }
    });
    let mut cursor = None;
    let mut paint = Paint::new(buffer, area);
    for (line, row) in (0..area.height).zip(rows.iter().skip(top)) {
        match row {
            Row::Gap => {}
            Row::Head(part) => head(model, &mut paint, line, *part),
            Row::Line(at) => {
                let Some(subject) = state.lines.get(*at) else {
                    continue;
                };
                let here = *at == state.at;
                if here {
                    cursor = Some(Position::new(area.x, area.y.saturating_add(line)));
                    paint.put(line, 0, ">", model.theme.style(Role::Selected));
                }
                draw_line(model, &mut paint, line, subject);
            }
        }
    }
    cursor
}

/// Where the columns of a part stand.
struct Layout {
    name: u16,
    bars: u16,
}

impl Layout {
    fn of(state: &Overview, model: &Model, part: Part, room: u16) -> Self {
        let grouped = matches!(part, Part::Years | Part::Units);
        let percents = if grouped { 2 } else { 1 };
        let free = room.saturating_sub(2 + COUNT + percents * (PERCENT + 1));
        let lines = state.lines.get(state.range(part)).unwrap_or_default();
        let widest = lines
            .iter()
            .map(|line| width(&line.name(model)))
            .max()
            .unwrap_or(0);
        let widest = u16::try_from(widest).unwrap_or(u16::MAX).max(8);
        if free < BARS {
            return Self {
                name: if grouped { free } else { widest.min(free) },
                bars: 0,
            };
        }
        let name = widest.min(free.saturating_mul(3) / 5);
        Self {
            name,
            bars: (free - name) / percents,
        }
    }
}

fn head(model: &Model, paint: &mut Paint<'_>, line: u16, part: Part) {
    let words = &model.words;
    let style = model.theme.style(Role::Header);
    let layout = Layout::of(&model.overview, model, part, paint.area().width);
    let key = match part {
        Part::Scores => "overview-scores",
        Part::Rates => "overview-rates",
        Part::Years => "col-year",
        Part::Units => "col-unit",
    };
    let columns = paint.area().width;
    paint.tint(line, 0, columns, style);
    paint.put(line, 2, &words.text(key), style);
    let mut end = 2 + layout.name + COUNT;
    let forms = words.text("overview-forms");
    if width(&words.text(key)) + width(&forms) < usize::from(end.saturating_sub(2)) {
        paint.put_right(line, end, &forms, style);
    }
    if matches!(part, Part::Years | Part::Units) {
        for key in ["overview-hundred", "overview-qualitative"] {
            paint.put_right(line, end + PERCENT, &words.text(key), style);
            end += PERCENT + 1 + layout.bars;
        }
    }
}

fn draw_line(model: &Model, paint: &mut Paint<'_>, row: u16, line: &Line) {
    let state = &model.overview;
    let text = model.theme.style(Role::Text);
    let layout = Layout::of(state, model, line.part, paint.area().width);
    let room = usize::from(layout.name);
    let name = match line.subject {
        Subject::Unit(..) => pad_middle(&line.name(model), room),
        _ => pad(&line.name(model), room, Align::Left),
    };
    paint.put(row, 2, &name, text);
    let mut end = 2 + layout.name + COUNT;
    paint.put_right(row, end, &count(line.reports()), text);
    let mut share = |part: u64, of: u64, most: u64, role| {
        paint.put_right(row, end + PERCENT, &percent(part, of), text);
        end += PERCENT + 1;
        // A column stays free before what comes next.
        let bar = model.theme.bar(part, most, layout.bars.saturating_sub(1));
        paint.put(row, end, &bar, model.theme.style(role));
        end += layout.bars;
    };
    match &line.subject {
        Subject::Stretch(_, reports) => {
            share(
                *reports,
                state.all.reports,
                largest(state, line.part),
                Role::Text,
            );
        }
        Subject::Year(_, group) | Subject::Unit(_, group) => {
            let Share {
                reports,
                hundred,
                indicators,
                qualitative,
                ..
            } = *group;
            share(hundred, reports, reports, Role::Warning);
            share(qualitative, indicators, indicators, Role::Notice);
        }
    }
}

/// The longest bar of a part: the others are drawn against it.
fn largest(state: &Overview, part: Part) -> u64 {
    let range: Range<usize> = state.range(part);
    let lines = state.lines.get(range).unwrap_or_default();
    lines.iter().map(Line::reports).max().unwrap_or(0)
}

/// A share with its sign.
fn percent(part: u64, of: u64) -> String {
    let percent = store::percent(part, of);
    if percent.is_empty() {
        percent
    } else {
        format!("{percent}%")
    }
}
