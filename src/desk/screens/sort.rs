//! The choice of a sort order.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Layer, list};
use crate::desk::theme::Role;
use crate::desk::widgets::{Paint, Pick, dialog};
use crate::desk::{Key, Model};
use crate::store::{Sort, SortKey};

/// The menu of `s`.
#[derive(Debug, Clone, Copy)]
pub struct Menu {
    pick: Pick,
    descending: bool,
}

/// Opens the menu at the order in force.
pub fn open(model: &mut Model) {
    let Sort { key, descending } = model.list.sort;
    let at = SortKey::ALL
        .iter()
        .position(|(known, _)| *known == key)
        .unwrap_or(0);
    model.layers.push(Layer::Sort(Menu {
        pick: Pick { at },
        descending,
    }));
}

/// Sorts by a key; by the one in force the other way round.
pub fn by(model: &mut Model, key: SortKey) {
    let sort = &mut model.list.sort;
    let descending = if sort.key == key {
        !sort.descending
    } else {
        key.largest_first()
    };
    *sort = Sort { key, descending };
    list::restart(model);
}

/// Turns the list round.
pub fn reverse(model: &mut Model) {
    let key = model.list.sort.key;
    by(model, key);
}

impl Menu {
    /// Takes a key.
    pub fn key(mut self, model: &mut Model, key: Key) -> Option<Self> {
        match key {
            Key::Esc => return None,
            Key::Enter => {
                if let Some((key, _)) = SortKey::ALL.get(self.pick.at) {
                    model.list.sort = Sort {
                        key: *key,
                        descending: self.descending,
                    };
                    list::restart(model);
                }
                return None;
            }
            Key::Left | Key::Right | Key::Char('s' | ' ') | Key::Tab => {
                self.descending = !self.descending;
            }
            Key::Char(digit @ '1'..='9') => {
                let at = usize::try_from(digit.to_digit(10).unwrap_or(1)).unwrap_or(1);
                self.pick.at = at.saturating_sub(1).min(SortKey::ALL.len() - 1);
            }
            other => {
                self.pick.key(other, SortKey::ALL.len(), SortKey::ALL.len());
            }
        }
        Some(self)
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let size = (44, 23);
        let inner = dialog(buffer, area, size, &words.text("sort-title"), model.theme);
        let way = words.text(if self.descending {
            "sort-descending"
        } else {
            "sort-ascending"
        });
        let lines: Vec<String> = SortKey::ALL
            .iter()
            .zip(1..)
            .map(|((_, name), digit)| {
                let name = words.text(&format!("sort-{name}"));
                let key = if digit < 10 {
                    digit.to_string()
                } else {
                    " ".to_owned()
                };
                if digit == self.pick.at.saturating_add(1) {
                    format!("{key} {name}  {way}")
                } else {
                    format!("{key} {name}")
                }
            })
            .collect();
        let list = Rect {
            height: inner.height.saturating_sub(2),
            ..inner
        };
        let cursor = self.pick.draw(buffer, list, &lines, model.theme);
        let footer = words.text("sort-footer");
        let line = inner.height.saturating_sub(1);
        Paint::new(buffer, inner).hints(line, &footer, model.theme.style(Role::Dim));
        cursor
    }
}
