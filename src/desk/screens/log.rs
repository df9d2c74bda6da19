//! 日志: who decided what and when.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Tab, detail};
use crate::desk::actions::Enabled;
use crate::desk::theme::Role;
use crate::desk::widgets::Paint;
use crate::desk::window::Window;
use crate::desk::{Ask, Model};
use crate::store::{EventId, EventRow, SecondReview, Verdict};
use crate::terminal::text::{Align, pad, pad_middle};

/// Events asked for at a time.
const PAGE: usize = 200;

/// The log screen.
#[derive(Debug, Default)]
pub struct Log {
    /// The events, newest first.
    pub window: Window<EventId, EventRow>,
    events: Vec<EventRow>,
    /// Older events were asked for.
    older: bool,
    /// There are no older ones.
    complete: bool,
    /// Why the log could not be had, if it could not.
    pub error: Option<String>,
}

/// Asks for the latest events again, as many as are there.
pub fn freshen(model: &mut Model) {
    let limit = model.log.events.len().max(PAGE);
    model.log.older = false;
    model.log.error = None;
    model.ask(Ask::Events {
        limit,
        before: None,
    });
}

/// Who comes to the log finds the latest first, also what came while another screen was shown.
pub fn to_newest(model: &mut Model) {
    if model.outdated.contains(&Tab::Log) {
        model.log.window.restart();
    } else {
        model.log.window.home();
    }
}

/// Asks for older events when the end is near.
pub fn settle(model: &mut Model) {
    let log = &model.log;
    let near = log.window.index().saturating_add(PAGE / 2) >= log.events.len();
    if model.tab != Tab::Log || log.complete || log.older || !near {
        return;
    }
    if let Some(last) = log.events.last() {
        let before = Some(last.id);
        model.log.older = true;
        model.ask(Ask::Events {
            limit: PAGE,
            before,
        });
    }
}

/// Takes events in.
pub fn take(model: &mut Model, events: Vec<EventRow>) {
    let log = &mut model.log;
    if log.older {
        log.complete = events.len() < PAGE;
        log.events.extend(events);
    } else {
        log.complete = events.len() < log.events.len().max(PAGE);
        log.events = events;
    }
    log.older = false;
    let ids: Vec<EventId> = log.events.iter().map(|event| event.id).collect();
    let rows: Vec<(EventId, EventRow)> = log
        .events
        .iter()
        .map(|event| (event.id, event.clone()))
        .collect();
    log.window.take_all(ids);
    log.window.refresh();
    log.window.take_rows(rows);
    if model.tab != Tab::Log {
        // Who comes to the log later finds the latest first.
        log.window.home();
    }
}

/// Whether the selected event is about a report that is there.
pub fn some_report(model: &Model) -> Enabled {
    model
        .log
        .window
        .selected_row()
        .and_then(|event| event.report)
        .map(|_| ())
        .ok_or("why-no-report")
}

/// Opens the form the selected event is about.
pub fn open(model: &mut Model) {
    let event = model.log.window.selected_row();
    if let Some((id, finding)) = event.and_then(|event| Some((event.report?, event.finding))) {
        detail::open(model, id, Tab::Log, finding);
    }
}

/// What kind of event it is, in words.
pub(super) fn kind(model: &Model, event: &EventRow) -> String {
    model.words.text(match event.kind.as_str() {
        "note" => "log-kind-note",
        "verdict" => "log-kind-verdict",
        "tag" => "log-kind-tag",
        "untag" => "log-kind-untag",
        "mute" => "log-kind-mute",
        "unmute" => "log-kind-unmute",
        "second" => "log-kind-second",
        "assign" => "log-kind-assign",
        "due" => "log-kind-due",
        "undo" => "log-kind-undo",
        "redo" => "log-kind-redo",
        other => other,
    })
}

/// What an event says: the text of a note, a verdict by name with its reason, a tag, a number, the
/// rule that is muted.
pub(super) fn said(model: &Model, event: &EventRow) -> String {
    match (event.kind.as_str(), Verdict::from_name(&event.value)) {
        ("verdict", Some(verdict)) => reasoned(model, event, model.words.verdict(verdict)),
        ("second", _) => {
            let second = SecondReview::from_name(&event.value).unwrap_or_default();
            reasoned(model, event, model.words.second(second))
        }
        ("mute" | "unmute", _) => {
            let rule = event.rule.as_deref().unwrap_or_default();
            reasoned(model, event, model.words.rule(rule))
        }
        ("assign" | "due", _) if event.value.is_empty() => model.words.text("log-taken-off"),
        ("undo" | "redo", _) => {
            let key = format!("log-{}-of", event.kind);
            model.words.fill(&key, &[("number", &event.text)])
        }
        _ => event.text.clone(),
    }
}

/// What was decided, with the reason that stands behind its stable name in the text.
fn reasoned(model: &Model, event: &EventRow, what: String) -> String {
    let reason = event.text.strip_prefix(&event.value).unwrap_or(&event.text);
    match reason.trim() {
        "" => what,
        reason => {
            let values = [("what", what.as_str()), ("reason", reason)];
            model.words.fill("log-reasoned", &values)
        }
    }
}

/// Lines below the list: the selected event in full.
const fn below(body: Rect) -> u16 {
    if body.height < 10 { 0 } else { 4 }
}

/// Rows the list has in a body of this height.
pub const fn rows(body: Rect) -> u16 {
    body.height.saturating_sub(1 + below(body))
}

/// From this width times have their year.
const WIDE: usize = 100;

/// The last `columns` columns of a time: without the year, where there is no room for it.
fn time_of(time: &str, columns: usize) -> &str {
    let from = time.len().saturating_sub(columns);
    time.get(from..).unwrap_or(time)
}

/// Draws the screen; says where the cursor stands.
pub fn draw(model: &Model, buffer: &mut Buffer, body: Rect) -> Position {
    let words = &model.words;
    let mut paint = Paint::new(buffer, body);
    // Without the year and with a shorter name there is room for what an event is about.
    let (when, by) = if usize::from(body.width) < WIDE {
        (11, 8)
    } else {
        (16, 10)
    };
    let kind_width = 7;
    let fixed = 7 + when + 1 + by + 1 + kind_width + 1;
    let room = usize::from(body.width).saturating_sub(fixed + 3);
    let title = if room >= 40 { room / 2 } else { 0 };
    let line_of = |number: &str, time: &str, who: &str, what: &str, on: &str, text: &str| {
        let mut line = format!(
            "{} {} {} {} ",
            pad(number, 6, Align::Right),
            pad(time, when, Align::Left),
            pad(who, by, Align::Left),
            pad(what, kind_width, Align::Left),
        );
        if title > 0 {
            line.push_str(&pad_middle(on, title));
            line.push(' ');
        }
        line.push_str(text);
        line
    };
    let header = model.theme.style(Role::Header);
    paint.tint(0, 0, body.width, header);
    let heading = line_of(
        &words.text("log-number"),
        &words.text("log-time"),
        &words.text("log-by"),
        &words.text("log-kind"),
        &words.text("log-title"),
        &words.text("log-text"),
    );
    paint.put(0, 2, &heading, header);
    let mut cursor = Position::new(body.x, body.y.saturating_add(1));
    let height = rows(body);
    for (line, (index, _, row)) in (1..height.saturating_add(1)).zip(model.log.window.visible()) {
        let selected = index == model.log.window.index();
        if selected {
            cursor.y = body.y.saturating_add(line);
            paint.put(line, 0, "> ", model.theme.style(Role::Selected));
        }
        let Some(event) = row else { continue };
        let undone = if event.undone {
            words.text("log-undone")
        } else {
            String::new()
        };
        let said = line_of(
            &event.id.0.to_string(),
            time_of(&words.time(event.at), when),
            &event.by,
            &kind(model, event),
            &event.title,
            &format!("{undone}{}", said(model, event)),
        );
        let role = if event.undone { Role::Dim } else { Role::Text };
        paint.put(line, 2, &said, model.theme.style(role));
    }
    if model.log.window.is_empty() {
        let said = match &model.log.error {
            Some(error) => error.clone(),
            None if model.log.window.is_waiting() => words.text("list-waiting"),
            None => words.text("log-empty"),
        };
        paint.put(2, 2, &said, model.theme.style(Role::Dim));
    }
    draw_below(model, &mut paint, height.saturating_add(1));
    cursor
}

fn draw_below(model: &Model, paint: &mut Paint<'_>, from: u16) {
    let Some(event) = model.log.window.selected_row() else {
        return;
    };
    let area = paint.area();
    if from >= area.height {
        return;
    }
    let words = &model.words;
    let header = model.theme.style(Role::Header);
    paint.tint(from, 0, area.width, header);
    let rule = event.rule.as_deref().map(|rule| words.rule(rule));
    let values = [
        ("title", event.title.as_str()),
        ("place", &words.place(event.place)),
        ("rule", rule.as_deref().unwrap_or("")),
    ];
    paint.put(from, 0, &words.fill("log-subject", &values), header);
    let text = said(model, event);
    let style = model.theme.style(Role::Text);
    paint.paragraph(from.saturating_add(1), 1, &text, style);
}
