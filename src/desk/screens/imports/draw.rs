//! How the imports and their files look.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::files::Files;
use super::running::{self, Running};
use crate::desk::Model;
use crate::desk::theme::Role;
use crate::desk::widgets::Paint;
use crate::desk::words::Words;
use crate::store::{Fate, ImportFileRow, ImportRow};
use crate::terminal::text::{Align, fit_middle, pad, pad_middle, wrap};

/// Columns of a bar.
const BAR: u16 = 20;

/// Lines below the list: the selected line in full.
const fn below(body: Rect) -> u16 {
    match body.height {
        0..10 => 0,
        10..24 => 5,
        _ => 8,
    }
}

/// Lines above the list.
const fn above(drilled: bool) -> u16 {
    if drilled { 2 } else { 1 }
}

/// Rows the list has in a body of this height.
pub const fn rows(body: Rect, drilled: bool) -> u16 {
    body.height.saturating_sub(above(drilled) + below(body))
}

/// Draws the screen; says where the cursor stands.
pub fn draw(model: &Model, buffer: &mut Buffer, body: Rect) -> Position {
    match &model.imports.drilled {
        Some(files) => draw_files(model, files, buffer, body),
        None => draw_imports(model, buffer, body),
    }
}

/// A column: its heading's key, its width, on which side, and when it gives way (the highest first).
type Column = (&'static str, usize, Align, u8);

const COLUMNS: [Column; 10] = [
    ("head-event", 4, Align::Right, 0),
    ("head-at", 16, Align::Left, 0),
    ("head-importer", 8, Align::Left, 4),
    ("head-end", 7, Align::Left, 2),
    ("head-files", 7, Align::Right, 1),
    ("head-new", 7, Align::Right, 1),
    ("head-unchanged", 7, Align::Right, 3),
    ("head-revised", 7, Align::Right, 3),
    ("head-refused", 7, Align::Right, 0),
    ("head-left_out", 7, Align::Right, 3),
];

/// The columns that have room, with what is left beside them.
fn columns(room: usize) -> (Vec<(usize, Column)>, usize) {
    let taken = |given: u8| -> usize {
        let kept = COLUMNS.iter().filter(|(_, _, _, way)| *way <= given);
        kept.map(|(_, width, _, _)| width + 1).sum()
    };
    let given = (0..=4).rev().find(|given| taken(*given) <= room);
    let given = given.unwrap_or(0);
    let kept = COLUMNS.into_iter().enumerate();
    let kept = kept.filter(|(_, (_, _, _, way))| *way <= given).collect();
    (kept, room.saturating_sub(taken(given)))
}

fn cells(model: &Model, row: &ImportRow) -> [String; 10] {
    let words = &model.words;
    [
        row.id.0.to_string(),
        words.time(row.at),
        row.by.clone(),
        words.text(&format!("import-end-{}", state(model, row))),
        row.files.to_string(),
        row.stored.new.to_string(),
        row.stored.unchanged.to_string(),
        row.stored.revised.to_string(),
        row.refused.to_string(),
        row.left_out.to_string(),
    ]
}

/// How it ended; `runs` for the one this desk has begun.
fn state(model: &Model, row: &ImportRow) -> &'static str {
    match running_of(model, row) {
        Some(_) => "runs",
        None => row.end(),
    }
}

fn running_of<'a>(model: &'a Model, row: &ImportRow) -> Option<&'a Running> {
    let running = model.imports.running.as_ref()?;
    (running.import == Some(row.id)).then_some(running)
}

fn draw_imports(model: &Model, buffer: &mut Buffer, body: Rect) -> Position {
    let words = &model.words;
    let mut paint = Paint::new(buffer, body);
    let (kept, rest) = columns(usize::from(body.width.saturating_sub(2)));
    let line_of = |cells: &[String; 10], paths: &str| {
        let mut line = String::new();
        for (index, (_, width, align, _)) in &kept {
            let cell = cells.get(*index).map_or("", String::as_str);
            line.push_str(&pad(cell, *width, *align));
            line.push(' ');
        }
        if rest >= 12 {
            line.push_str(&fit_middle(paths, rest));
        }
        line
    };
    let header = model.theme.style(Role::Header);
    paint.tint(0, 0, body.width, header);
    let heading = line_of(
        &COLUMNS.map(|(key, _, _, _)| words.text(key)),
        &words.text("head-paths"),
    );
    paint.put(0, 2, &heading, header);
    let mut cursor = Position::new(body.x, body.y.saturating_add(1));
    let height = rows(body, false);
    let window = &model.imports.window;
    for (line, (index, _, row)) in (1..height.saturating_add(1)).zip(window.visible()) {
        if index == window.index() {
            cursor.y = body.y.saturating_add(line);
            paint.put(line, 0, "> ", model.theme.style(Role::Selected));
        }
        let Some(row) = row else { continue };
        let text = line_of(&cells(model, row), &row.paths.join(" "));
        let role = if row.refused > 0 {
            Role::Warning
        } else {
            Role::Text
        };
        paint.put(line, 2, &text, model.theme.style(role));
    }
    if window.is_empty() {
        let said = match &model.imports.error {
            Some(error) => error.clone(),
            None if window.is_waiting() => words.text("list-waiting"),
            None => words.text("imports-empty"),
        };
        paint.put(2, 2, &said, model.theme.style(Role::Dim));
    }
    let from = height.saturating_add(above(false));
    match (window.selected_row(), &model.imports.running) {
        (Some(row), _) => draw_import(model, &mut paint, from, row),
        (None, Some(running)) => draw_progress(model, &mut paint, from, running),
        (None, None) => {}
    }
    cursor
}

/// The selected import in full.
fn draw_import(model: &Model, paint: &mut Paint<'_>, from: u16, row: &ImportRow) {
    let words = &model.words;
    let area = paint.area();
    let number = row.id.0.to_string();
    let values = [("number", number.as_str()), ("by", row.by.as_str())];
    let title = words.fill("imports-of", &values);
    if !paint.headed(from, &title, model.theme.style(Role::Header)) {
        return;
    }
    if let Some(running) = running_of(model, row) {
        return draw_progress(model, paint, from.saturating_add(1), running);
    }
    let room = usize::from(area.width.saturating_sub(2));
    let mut lines = vec![ended(words, row)];
    lines.extend(row.paths.iter().cloned());
    let lines = lines.iter().flat_map(|text| wrap(text, room));
    for (line, text) in (from.saturating_add(1)..area.height).zip(lines) {
        paint.put(line, 1, &text.text, model.theme.style(Role::Text));
    }
}

/// How it ended, with the time it took.
fn ended(words: &Words, row: &ImportRow) -> String {
    let remaining = row.remaining.to_string();
    match row.ended_at {
        None => words.text("imports-open"),
        Some(_) if row.stopped => words.fill("imports-stopped", &[("remaining", &remaining)]),
        Some(at) => {
            let span = at.duration_since(row.at).unsigned_abs();
            let values = [("time", words.time(at)), ("span", running::clock(span))];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            words.fill("imports-done", &values)
        }
    }
}

fn draw_progress(model: &Model, paint: &mut Paint<'_>, from: u16, running: &Running) {
    let area = paint.area();
    let filled = model.theme.bar(running.percent(), 100, BAR);
    let rail = pad(&filled, usize::from(BAR), Align::Left);
    let percent = running.percent();
    let text = format!("[{rail}] {percent:>3}%  {}", running::told(model, running));
    let room = usize::from(area.width.saturating_sub(2));
    let style = model.theme.style(Role::Text);
    let mut line = from;
    for text in wrap(&text, room) {
        paint.put(line, 1, &text.text, style);
        line = line.saturating_add(1);
    }
    let path = fit_middle(&running.progress.path, room);
    paint.put(line, 1, &path, model.theme.style(Role::Dim));
}

const fn role(fate: Fate) -> Role {
    match fate {
        Fate::Refused | Fate::PartlyRefused => Role::Error,
        Fate::Revised => Role::Notice,
        Fate::New => Role::Good,
        Fate::PassedOver | Fate::Unchanged => Role::Dim,
    }
}

/// What became of its forms: `新增 3  未变 1`.
fn forms(words: &Words, file: &ImportFileRow) -> String {
    let counts = [
        ("head-new", file.stored.new),
        ("head-unchanged", file.stored.unchanged),
        ("head-revised", file.stored.revised),
    ];
    let said = counts.iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> = said
        .map(|(key, count)| format!("{} {count}", words.text(key)))
        .collect();
    said.join("  ")
}

fn draw_files(model: &Model, files: &Files, buffer: &mut Buffer, body: Rect) -> Position {
    let words = &model.words;
    let mut paint = Paint::new(buffer, body);
    let title = model.theme.style(Role::Title);
    let number = files.import.id.0.to_string();
    let (shown, _) = files.shown();
    let values = [
        ("number", number),
        ("time", words.time(files.import.at)),
        ("shown", words.text(&format!("imports-show-{shown}"))),
        ("count", files.window.len().to_string()),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    paint.put(0, 0, &words.fill("imports-files", &values), title);

    let fate = 12;
    let room = usize::from(body.width.saturating_sub(2)).saturating_sub(fate + 1);
    // The name and, where there is room, how many forms and the reason.
    let name = if room >= 50 { room / 2 } else { room };
    let line_of = |what: &str, path: &str, rest: &str| {
        format!(
            "{} {} {rest}",
            pad(what, fate, Align::Left),
            pad_middle(path, name)
        )
    };
    let header = model.theme.style(Role::Header);
    paint.tint(1, 0, body.width, header);
    let heading = line_of(
        &words.text("head-fate"),
        &words.text("head-file-path"),
        &words.text("imports-what"),
    );
    paint.put(1, 2, &heading, header);
    let mut cursor = Position::new(body.x, body.y.saturating_add(2));
    let height = rows(body, true);
    let window = &files.window;
    for (line, (index, _, row)) in (2..height.saturating_add(2)).zip(window.visible()) {
        if index == window.index() {
            cursor.y = body.y.saturating_add(line);
            paint.put(line, 0, "> ", model.theme.style(Role::Selected));
        }
        let Some(row) = row else { continue };
        let said = row.said.first().map(|said| said.get(words.lang()));
        let rest = said.map_or_else(|| forms(words, row), str::to_owned);
        let what = words.text(&format!("fate-{}", row.fate.name()));
        let text = line_of(&what, &row.path, &rest);
        paint.put(line, 2, &text, model.theme.style(Role::Text));
        let what = pad(&what, fate, Align::Left);
        paint.put(line, 2, &what, model.theme.style(role(row.fate)));
    }
    if window.is_empty() {
        let said = match &files.error {
            Some(error) => error.clone(),
            None if window.is_waiting() => words.text("list-waiting"),
            None => words.text("imports-no-files"),
        };
        paint.put(3, 2, &said, model.theme.style(Role::Dim));
    }
    if let Some(file) = window.selected_row() {
        draw_file(model, &mut paint, height.saturating_add(above(true)), file);
    }
    cursor
}

/// The selected file: its path, its forms, and why something of it was not stored.
fn draw_file(model: &Model, paint: &mut Paint<'_>, from: u16, file: &ImportFileRow) {
    let words = &model.words;
    let area = paint.area();
    let path = fit_middle(&file.path, usize::from(area.width));
    if !paint.headed(from, &path, model.theme.style(Role::Header)) {
        return;
    }
    let room = usize::from(area.width.saturating_sub(2));
    let mut said: Vec<(Role, String)> = Vec::new();
    let forms = forms(words, file);
    if !forms.is_empty() {
        said.push((Role::Text, forms));
    }
    said.extend(file.said.iter().map(|said| {
        let role = if said.refused {
            Role::Error
        } else {
            Role::Text
        };
        (role, said.get(words.lang()).to_owned())
    }));
    let lines: Vec<_> = said
        .iter()
        .flat_map(|(role, text)| wrap(text, room).into_iter().map(|line| (*role, line.text)))
        .collect();
    let height = usize::from(area.height.saturating_sub(from + 1));
    // What has no room stands behind a key.
    let over = lines.len() > height;
    let shown = if over {
        height.saturating_sub(1)
    } else {
        height
    };
    let mut line = from.saturating_add(1);
    for (role, text) in lines.into_iter().take(shown) {
        paint.put(line, 1, &text, model.theme.style(role));
        line = line.saturating_add(1);
    }
    if over {
        let more = words.text("imports-more");
        paint.put(line, 1, &more, model.theme.style(Role::Dim));
    }
}
