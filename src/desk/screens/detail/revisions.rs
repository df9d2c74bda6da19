//! `R`: the revisions of a form, to look at an older one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::freshen;
use crate::desk::actions::Enabled;
use crate::desk::screens::Layer;
use crate::desk::theme::Role;
use crate::desk::widgets::{Paint, Pick, dialog};
use crate::desk::{Ask, Key, Model};
use crate::store::ReportDetail;

/// The menu of `R`.
#[derive(Debug)]
pub struct Revisions {
    pick: Pick,
    /// Number of each revision with its line, the newest first.
    lines: Vec<(u32, String)>,
}

/// Whether there is more than one.
pub fn several(model: &Model) -> Enabled {
    match model.detail.as_ref().and_then(super::Detail::data) {
        Some(data) if data.revisions.len() > 1 => Ok(()),
        _ => Err("why-one-revision"),
    }
}

/// Number of the revision on the screen.
pub(super) fn shown(data: &ReportDetail) -> u32 {
    data.revision
}

/// Opens the menu.
pub fn open(model: &mut Model) {
    let Some(data) = model.detail.as_ref().and_then(super::Detail::data) else {
        return;
    };
    let words = &model.words;
    let lines = data
        .revisions
        .iter()
        .rev()
        .map(|revision| {
            let values = [
                ("number", revision.number.to_string()),
                ("time", words.time(revision.imported_at)),
                ("path", revision.path.clone()),
            ];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            (revision.number, words.fill("revision-line", &values))
        })
        .collect();
    model.layers.push(Layer::Revisions(Revisions {
        pick: Pick::default(),
        lines,
    }));
}

impl Revisions {
    /// Takes a key.
    pub fn key(mut self, model: &mut Model, key: Key) -> Option<Self> {
        match key {
            Key::Esc => return None,
            Key::Char('d') => {
                let chosen = self.lines.get(self.pick.at).map(|(number, _)| *number);
                if let (Some(detail), Some(revision)) = (&model.detail, chosen) {
                    let id = detail.id;
                    model.ask(Ask::Compare { id, revision });
                }
                return None;
            }
            Key::Enter => {
                let chosen = self.lines.get(self.pick.at).map(|(number, _)| *number);
                let newest = self.pick.at == 0;
                if let (Some(detail), Some(number)) = (&mut model.detail, chosen) {
                    detail.revision = (!newest).then_some(number);
                    freshen(model);
                }
                return None;
            }
            other => self.pick.key(other, self.lines.len(), self.lines.len()),
        };
        Some(self)
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let rows = u16::try_from(self.lines.len().saturating_add(3)).unwrap_or(u16::MAX);
        let title = model.words.text("revision-title");
        let inner = dialog(buffer, area, (76, rows), &title, model.theme);
        let lines: Vec<String> = self.lines.iter().map(|(_, line)| line.clone()).collect();
        let last = inner.height.saturating_sub(1);
        let footer = model.words.text("revision-footer");
        Paint::new(buffer, inner).hints(last, &footer, model.theme.style(Role::Dim));
        let list = Rect {
            height: last,
            ..inner
        };
        self.pick.draw(buffer, list, &lines, model.theme)
    }
}
