//! 项目: one line a report, of which only those in sight are loaded.
//!
//! Moving the selection changes a marker and the year only, so that a move costs few bytes over a
//! slow line. What a narrow terminal cannot show of the selected report stands below the list.

mod columns;
mod layout;

pub use columns::{Kind, columns, in_sight, movable, wanted};
pub use layout::Layout;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::anomalies::{Drilled, MOST_MARKS};
use super::{Tab, detail};
use crate::desk::actions::Enabled;
use crate::desk::theme::Role;
use crate::desk::widgets::Paint;
use crate::desk::window::Window;
use crate::desk::words::{count, maybe};
use crate::desk::{Ask, Model};
use crate::store::{ReportId, ReportRow, Sort, SortKey};
use crate::terminal::text::Align;

/// Ids asked for as a first page.
const FIRST: usize = 200;

/// The list screen.
#[derive(Debug, Default)]
pub struct List {
    /// The reports.
    pub window: Window<ReportId, ReportRow>,
    /// Their order.
    pub sort: Sort,
    /// The layout of its columns.
    pub layout: Layout,
    /// Where the last jump went.
    pub jump: String,
    /// Why the list could not be had, if it could not.
    pub error: Option<String>,
}

/// Asks for the list anew after filter or order changed: the first row will be selected.
pub fn restart(model: &mut Model) {
    model.list.window.restart();
    model.totals = None;
    freshen(model);
}

/// Asks for the list again; the selection stays.
pub fn freshen(model: &mut Model) {
    model.list.window.refresh();
    model.list.error = None;
    let query = model.filter.whole();
    let sort = model.list.sort;
    model.ask(Ask::Reports {
        query: query.clone(),
        sort,
        first: FIRST,
    });
    model.ask(Ask::Count(query));
}

/// What has to be asked again after the filter changed, on whichever screen it was.
pub fn refilter(model: &mut Model) {
    model
        .outdated
        .extend([Tab::List, Tab::Anomalies, Tab::Overview]);
    model.list.window.restart();
    model.anomalies.restart();
    model.overview.restart();
    model.totals = None;
    model.freshen();
    if model.tab != Tab::List {
        model.ask(Ask::Count(model.filter.whole()));
    }
}

/// Whether a report is selected.
pub fn some_row(model: &Model) -> Enabled {
    model
        .list
        .window
        .selected()
        .map(|_| ())
        .ok_or("why-no-report")
}

/// Whether there is a filter or search to clear.
pub fn narrowed(model: &Model) -> Enabled {
    if model.filter.is_empty() {
        Err("why-no-filter")
    } else {
        Ok(())
    }
}

/// Opens the selected form.
pub fn open(model: &mut Model) {
    if let Some(id) = model.list.window.selected() {
        detail::open(model, id, Tab::List, None);
    }
}

/// Clears filter and search.
pub fn clear(model: &mut Model) {
    model.filter.clear();
    refilter(model);
}

/// Marks the selected row and goes on to the next.
pub fn mark(model: &mut Model) {
    if model.tab == Tab::List {
        model.list.window.toggle_mark();
        model.list.window.step(1);
    } else if let Some(drilled) = &mut model.anomalies.drilled {
        drilled.window.toggle_mark();
        drilled.window.step(1);
        note_marks(model);
    }
}

/// Marks all from the last mark to the selected row.
pub fn mark_range(model: &mut Model) {
    if model.tab == Tab::List {
        model.list.window.mark_range();
    } else if let Some(drilled) = &mut model.anomalies.drilled {
        drilled.window.mark_range();
        note_marks(model);
    }
}

/// Marks all that the filter finds, or none.
pub fn mark_all(model: &mut Model) {
    if model.tab == Tab::List {
        model.list.window.mark_all();
    } else if let Some(drilled) = &mut model.anomalies.drilled {
        drilled.window.mark_all();
        note_marks(model);
    }
}

/// Asks what marked findings are known by that are out of sight.
fn note_marks(model: &mut Model) {
    let unknown = model.anomalies.drilled.as_mut().map(Drilled::note_marks);
    match unknown {
        Some(unknown) if !unknown.is_empty() && unknown.len() <= MOST_MARKS => {
            model.ask(Ask::Fingerprints(unknown));
        }
        _ => {}
    }
}

/// Whether all that could be marked is known.
pub fn all_known(model: &Model) -> Enabled {
    let known = match &model.anomalies.drilled {
        Some(drilled) if model.tab == Tab::Anomalies => drilled.window.is_complete(),
        _ => model.list.window.is_complete(),
    };
    if known {
        Ok(())
    } else {
        Err("why-still-loading")
    }
}

/// What the filter in force is, in words; empty without one.
pub fn narrowed_to(model: &Model) -> String {
    let words = &model.words;
    let mut said = Vec::new();
    if !model.filter.text.is_empty() {
        said.push(words.fill("list-filter", &[("text", &model.filter.text)]));
    }
    let search = model.filter.search().trim();
    if !search.is_empty() {
        said.push(words.fill("list-search", &[("text", search)]));
    }
    said.join("  ")
}

fn sort_name(model: &Model) -> String {
    let words = &model.words;
    let Sort { key, descending } = model.list.sort;
    let name = SortKey::ALL
        .iter()
        .find(|(known, _)| *known == key)
        .map_or("", |(_, name)| name);
    let way = if descending {
        "sort-descending"
    } else {
        "sort-ascending"
    };
    words.fill(
        "list-sort",
        &[
            ("key", &words.text(&format!("sort-{name}"))),
            ("way", &words.text(way)),
        ],
    )
}

/// The line above the table: how many, narrowed to what, in which order.
fn summary(model: &Model, paint: &mut Paint<'_>) {
    let words = &model.words;
    let window = &model.list.window;
    let dim = model.theme.style(Role::Dim);
    let text = model.theme.style(Role::Text);
    let width = paint.area().width;
    let shown = match (&model.totals, window.is_complete()) {
        (Some(totals), _) => words.fill("list-count", &[("count", &count(totals.reports))]),
        (None, true) => words.fill("list-count", &[("count", &count(window.len() as u64))]),
        (None, false) => words.text("list-counting"),
    };
    let place = count(
        u64::try_from(
            window
                .index()
                .saturating_add(usize::from(!window.is_empty())),
        )
        .unwrap_or(0),
    );
    let position = words.fill("list-position", &[("at", &place), ("of", &shown)]);
    let left = paint.put_right(0, width, &position, text);
    let mut said = narrowed_to(model);
    if said.is_empty() {
        said = match &model.totals {
            Some(totals) => words.fill(
                "list-headline",
                &[
                    ("full", &count(totals.all_full)),
                    ("mismatch", &count(totals.mismatch)),
                    ("undecided", &count(totals.undecided)),
                ],
            ),
            None => String::new(),
        };
    }
    let marked = window.marked().len();
    if marked > 0 {
        let marked = words.fill("list-marked", &[("count", &count(marked as u64))]);
        said = format!("{marked}  {said}");
    }
    let room = left.saturating_sub(2);
    let mut narrow = Paint::new_within(paint, room);
    let end = narrow.put(0, 0, &said, text);
    if end.saturating_add(4) < room {
        let sort = sort_name(model);
        narrow.put(0, end.saturating_add(2), &sort, dim);
    }
}

/// Rows the table has in a body of this height.
pub const fn rows(body: Rect) -> u16 {
    body.height.saturating_sub(2 + below(body))
}

/// Lines below the table: the selected report in full, and the legend.
const fn below(body: Rect) -> u16 {
    if body.height < 12 {
        0
    } else if body.width < WIDE {
        2
    } else {
        1
    }
}

/// From this width the table shows unit and amounts, so that nothing is repeated below it.
const WIDE: u16 = 110;

/// Draws the screen; says where the cursor stands.
pub fn draw(model: &Model, buffer: &mut Buffer, body: Rect) -> Position {
    let mut paint = Paint::new(buffer, body);
    summary(model, &mut paint);
    let window = &model.list.window;
    let columns = columns(model, body.width);
    let header = model.theme.style(Role::Header);
    paint.tint(1, 0, body.width, header);
    for column in &columns {
        paint.put(1, column.left, &column.heading(&model.words), header);
    }
    let height = rows(body);
    let mut cursor = Position::new(body.x, body.y.saturating_add(2));
    for (line, (index, id, row)) in (2..height.saturating_add(2)).zip(window.visible()) {
        let selected = index == window.index();
        let role = if selected { Role::Selected } else { Role::Text };
        let style = model.theme.style(role);
        let mark = match (selected, window.is_marked(id)) {
            (true, true) => ">+",
            (true, false) => "> ",
            (false, true) => " +",
            (false, false) => "  ",
        };
        paint.put(line, 0, mark, style);
        if selected {
            cursor.y = body.y.saturating_add(line);
        }
        let Some(row) = row else {
            paint.put(line, 2, "...", model.theme.style(Role::Dim));
            continue;
        };
        for column in &columns {
            let lit = selected && matches!(column.kind, columns::Kind::Year);
            column.draw(model, row, &mut paint, line, lit);
        }
    }
    if window.is_empty() {
        paint.paragraph(3, 2, &empty(model), model.theme.style(Role::Dim));
    }
    let below = below(body);
    if below > 1 {
        preview(model, &mut paint, body.height.saturating_sub(2));
    }
    if below > 0 {
        let legend = model.words.text("list-legend");
        let line = body.height.saturating_sub(1);
        paint.put(line, 0, &legend, model.theme.style(Role::Dim));
    }
    cursor
}

fn empty(model: &Model) -> String {
    if let Some(error) = &model.list.error {
        return error.clone();
    }
    if model.list.window.is_waiting() {
        return model.words.text("list-waiting");
    }
    nothing(model)
}

/// That there are no forms, and what to do about it.
pub fn nothing(model: &Model) -> String {
    model.words.text(if model.filter.is_empty() {
        "list-empty"
    } else {
        "list-nothing-found"
    })
}

/// The selected report in one line.
fn preview(model: &Model, paint: &mut Paint<'_>, line: u16) {
    let Some(row) = model.list.window.selected_row() else {
        return;
    };
    let said = model.words.fill(
        "list-preview",
        &[
            ("project", &row.project),
            ("unit", &row.unit),
            ("executed", &maybe(row.executed, 2)),
        ],
    );
    paint.put(line, 2, &said, model.theme.style(Role::Text));
}

/// Numbers stand on the right of their column.
pub(super) const fn align(numeric: bool) -> Align {
    if numeric { Align::Right } else { Align::Left }
}
