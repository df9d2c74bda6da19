//! Taking back and doing again: what one did last, whole, or the selected entry of the log.
//!
//! The store is asked what that is, so it works across restarts and however many colleagues have
//! written since; nothing is written before the user has seen what it will be.

use super::{Tab, confirm, log};
use crate::desk::model::Writing;
use crate::desk::theme::Role;
use crate::desk::words::count;
use crate::desk::{Ask, Model};
use crate::rules::Place;
use crate::store::{Action, EventRow, NewEvent, ReportId, Subject};

/// Takes back the selected event on the log screen, else all the user did last.
pub fn undo(model: &mut Model) {
    if model.tab == Tab::Log {
        match model.log.window.selected_row().cloned() {
            Some(event) if event.by != model.by => model.tell(Role::Warning, "why-not-yours"),
            Some(event) if event.undone => model.tell(Role::Warning, "why-undone"),
            Some(event) => preview(model, &[event], false),
            None => model.tell(Role::Warning, "why-nothing-to-undo"),
        }
        return;
    }
    let by = model.by.clone();
    model.ask(Ask::LastAct { by, again: false });
}

/// Does again what was taken back last.
pub fn redo(model: &mut Model) {
    let by = model.by.clone();
    model.ask(Ask::LastAct { by, again: true });
}

/// Takes in what can be taken back, or done again.
pub fn take(model: &mut Model, events: &[EventRow], again: bool) {
    match (events, again) {
        ([], false) => model.tell(Role::Warning, "why-nothing-to-undo"),
        ([], true) => model.tell(Role::Warning, "why-nothing-to-redo"),
        _ => preview(model, events, again),
    }
}

fn preview(model: &mut Model, events: &[EventRow], again: bool) {
    let Some(event) = events.first() else {
        return;
    };
    let words = &model.words;
    let values = [
        ("number", event.id.0.to_string()),
        ("time", words.time(event.at)),
        ("kind", log::kind(model, event)),
        ("title", event.title.clone()),
        ("text", log::said(model, event)),
        ("of", event.text.clone()),
        ("count", count(events.len() as u64)),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let key = match (again, events.len()) {
        (false, 1) => "undo-question",
        (false, _) => "undo-question-several",
        (true, 1) => "redo-question",
        (true, _) => "redo-question-several",
    };
    let question = words.fill(key, &values);
    let title = words.text(if again { "redo-title" } else { "undo-title" });
    let by = model.by.clone();
    let undos = events.iter().map(|event| NewEvent {
        by: by.clone(),
        // The store goes by the event taken back; its subject is said for the reader's sake.
        subject: event.finding.map_or_else(
            || Subject::Report(event.report.unwrap_or(ReportId(0)), Place::Form),
            Subject::Finding,
        ),
        action: Action::Undo(event.id),
    });
    let undos = undos.collect();
    let writing = if again { Writing::Redo } else { Writing::Undo };
    let deed = confirm::Deed::Write(writing, undos);
    confirm::ask(model, title, question, deed);
}
