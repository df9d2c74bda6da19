//! Drafts: notes that were begun and not saved, offered again.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::edit;
use crate::desk::actions::Enabled;
use crate::desk::screens::Layer;
use crate::desk::theme::Role;
use crate::desk::widgets::{Paint, Pick, dialog};
use crate::desk::{Key, Model};
use crate::store::{Draft, FindingRow, Subject};
use crate::terminal::text::fit_middle;

/// The menu of drafts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offer {
    pick: Pick,
}

/// Whether there is a draft.
pub fn some_draft(model: &Model) -> Enabled {
    if model.drafts.is_empty() {
        Err("why-no-draft")
    } else {
        Ok(())
    }
}

/// Opens the menu.
pub fn drafts(model: &mut Model) {
    model.layers.push(Layer::Drafts(Offer::default()));
}

/// Takes the drafts of an earlier session in, and offers them.
pub fn offer(model: &mut Model, drafts: Vec<(Draft, Option<FindingRow>)>) {
    for finding in drafts.iter().filter_map(|(_, finding)| finding.as_ref()) {
        let about = format!("{} / {}", finding.project, model.words.rule(&finding.rule));
        model.drafts_on.insert(finding.fingerprint, about);
    }
    model.drafts = drafts.into_iter().map(|(draft, _)| draft).collect();
    model.drafts.retain(|draft| !draft.text.trim().is_empty());
    if !model.drafts.is_empty() && !model.read_only && model.layers.is_empty() {
        self::drafts(model);
    }
}

fn about(model: &Model, subject: &Subject) -> String {
    match subject {
        Subject::Report(id, place) => {
            let known = model.list.window.row(*id).map(|row| row.project.clone());
            let project = known.unwrap_or_else(|| format!("#{}", id.0));
            format!("{project} / {}", model.words.place(*place))
        }
        Subject::Finding(fingerprint) => match model.drafts_on.get(fingerprint) {
            Some(about) => about.clone(),
            None => model.words.text("draft-on-finding"),
        },
        Subject::Rule { rule, unit } => format!("{unit} / {}", model.words.rule(rule)),
    }
}

impl Offer {
    /// Takes a key.
    pub fn key(mut self, model: &mut Model, key: Key) -> Option<Self> {
        match key {
            Key::Esc => return None,
            Key::Enter => {
                let subject = model
                    .drafts
                    .get(self.pick.at)
                    .map(|draft| draft.subject.clone());
                if let Some(subject) = subject {
                    let title = about(model, &subject);
                    edit(model, subject, &title, String::new());
                }
                return None;
            }
            other => self.pick.key(other, model.drafts.len(), model.drafts.len()),
        };
        Some(self)
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let rows = u16::try_from(model.drafts.len().saturating_add(4)).unwrap_or(u16::MAX);
        let size = (area.width.saturating_sub(4).min(80), rows.min(16));
        let inner = dialog(buffer, area, size, &words.text("draft-title"), model.theme);
        // The text is what one knows a note by.
        let room = usize::from(inner.width / 2);
        let lines: Vec<String> = model
            .drafts
            .iter()
            .map(|draft| {
                let first = draft.text.lines().next().unwrap_or("");
                let about = about(model, &draft.subject);
                words.said_of(&fit_middle(&about, room), first)
            })
            .collect();
        let list = Rect {
            height: inner.height.saturating_sub(2),
            ..inner
        };
        let cursor = self.pick.draw(buffer, list, &lines, model.theme);
        let line = inner.height.saturating_sub(1);
        let footer = words.text("draft-footer");
        Paint::new(buffer, inner).hints(line, &footer, model.theme.style(Role::Dim));
        cursor
    }
}
