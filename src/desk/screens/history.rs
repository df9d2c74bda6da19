//! Everything that was ever said of a form or a suspicion: who, when, what, and what was taken back.

use super::{Layer, Tab, log, verdict};
use crate::desk::actions::Enabled;
use crate::desk::theme::Role;
use crate::desk::widgets::Pager;
use crate::desk::{Ask, Model};
use crate::rules::Place;
use crate::store::{EventRow, Subject};

fn subject(model: &Model) -> Option<Subject> {
    let form = |id| Subject::Report(id, Place::Form);
    match model.tab {
        Tab::List => model.list.window.selected().map(form),
        Tab::Detail => model.detail.as_ref().map(|detail| form(detail.id)),
        Tab::Anomalies => verdict::chosen(model)
            .first()
            .map(|finding| Subject::Finding(finding.fingerprint)),
        Tab::Overview | Tab::Log | Tab::Imports => None,
    }
}

/// Whether there is something to have a history.
pub fn possible(model: &Model) -> Enabled {
    subject(model).map(|_| ()).ok_or("why-nothing-selected")
}

/// Asks for it.
pub fn open(model: &mut Model) {
    if let Some(subject) = subject(model) {
        model.ask(Ask::History(subject));
    }
}

/// Shows it.
pub fn take(model: &mut Model, events: &[EventRow]) {
    let words = &model.words;
    let mut said = Vec::with_capacity(events.len() * 2);
    for event in events {
        let mut head = format!(
            "{} {} {} {}",
            event.id.0,
            words.time(event.at),
            event.by,
            log::kind(model, event)
        );
        if let Some(rule) = &event.rule {
            head.push_str(&format!(" · {}", words.rule(rule)));
        }
        let (head, role) = if event.undone {
            (format!("{}{head}", words.text("log-undone")), Role::Dim)
        } else {
            (head, Role::Title)
        };
        said.push((role, head));
        let text = log::said(model, event);
        if !text.is_empty() {
            said.push((if event.undone { Role::Dim } else { Role::Text }, text));
        }
    }
    if said.is_empty() {
        said.push((Role::Dim, words.text("log-empty")));
    }
    let page = Pager::new(words.text("history-title"), said, words.text("page-footer"));
    model.layers.push(Layer::Page(page));
}
