//! The dialog of `C`: columns hidden, shown, widened, frozen, and sorted by.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::list::{self, Kind, Layout};
use super::{Layer, sort};
use crate::desk::theme::Role;
use crate::desk::widgets::{Paint, Pick, dialog};
use crate::desk::{Key, Model};
use crate::terminal::text::{Align, pad, width};

/// Columns a press of a key makes wider.
const STEP: i16 = 2;

/// The dialog; what it does is seen at once in the list behind it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dialog {
    pick: Pick,
}

/// Opens the dialog.
pub fn open(model: &mut Model) {
    model.layers.push(Layer::Columns(Dialog::default()));
}

/// Moves the columns that are not frozen to the left, so that the next ones come into sight.
pub fn next(model: &mut Model) {
    let most = list::movable(model).saturating_sub(1);
    let shift = &mut model.list.layout.shift;
    *shift = shift.saturating_add(1).min(most);
}

/// Moves them back.
pub fn previous(model: &mut Model) {
    let shift = &mut model.list.layout.shift;
    *shift = shift.saturating_sub(1);
}

impl Dialog {
    /// Takes a key.
    pub fn key(mut self, model: &mut Model, key: Key) -> Option<Self> {
        let kind = Kind::all().get(self.pick.at).copied()?;
        let wanted = list::wanted(model, kind) || list::in_sight(model, kind);
        let layout = &mut model.list.layout;
        match key {
            Key::Esc | Key::Enter => return None,
            Key::Char(' ') => layout.toggle(kind, wanted),
            Key::Right | Key::Char('+' | '=') => layout.widen(kind, STEP),
            Key::Left | Key::Char('-') => layout.widen(kind, -STEP),
            Key::Char('f') => {
                let to = self.pick.at.saturating_add(1);
                layout.frozen = if layout.frozen == to { 0 } else { to };
            }
            Key::Char('r') => *layout = Layout::default(),
            Key::Char('s') => sort::by(model, kind.sort()),
            other => {
                self.pick.key(other, Kind::all().len(), Kind::all().len());
            }
        }
        Some(self)
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let layout = &model.list.layout;
        let names = Kind::all().map(|kind| words.text(&format!("column-{}", kind.name())));
        let widest = names.iter().map(|name| width(name)).max().unwrap_or(8);
        let rows = u16::try_from(Kind::all().len()).unwrap_or(20) + 5;
        let title = words.text("columns-title");
        let inner = dialog(buffer, area, (52, rows), &title, model.theme);
        let lines: Vec<String> = Kind::all()
            .into_iter()
            .zip(&names)
            .enumerate()
            .map(|(at, (kind, name))| {
                let in_sight = list::in_sight(model, kind);
                let crowded_out = !in_sight && list::wanted(model, kind);
                let shown = if in_sight || crowded_out {
                    "[x]"
                } else {
                    "[ ]"
                };
                let wider = layout
                    .wider
                    .get(&kind)
                    .map_or_else(String::new, |by| format!("{by:+}"));
                let mut line = format!("{shown} {} {wider:>4}", pad(name, widest, Align::Left));
                if crowded_out {
                    line.push_str("  ");
                    line.push_str(&words.text("columns-no-room"));
                }
                if at < layout.frozen {
                    line.push_str("  ");
                    line.push_str(&words.text("columns-frozen"));
                }
                if model.list.sort.key == kind.sort() {
                    let way = if model.list.sort.descending {
                        "sort-descending"
                    } else {
                        "sort-ascending"
                    };
                    line.push_str("  ");
                    line.push_str(&words.text(way));
                }
                line
            })
            .collect();
        let above = Rect {
            height: inner.height.saturating_sub(3),
            ..inner
        };
        let cursor = self.pick.draw(buffer, above, &lines, model.theme);
        let dim = model.theme.style(Role::Dim);
        let mut paint = Paint::new(buffer, inner);
        for (line, key) in [(2, "columns-footer"), (1, "columns-footer-more")] {
            paint.hints(inner.height.saturating_sub(line), &words.text(key), dim);
        }
        cursor
    }
}
