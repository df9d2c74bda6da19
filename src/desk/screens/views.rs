//! The menu of `V`: filters kept under a name with their order and columns, one's own first.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Layer;
use super::list::{self, Layout};
use crate::desk::filter::Filter;
use crate::desk::theme::Role;
use crate::desk::widgets::{Field as Input, Paint, Pick, dialog};
use crate::desk::{Effect, Key, Model};
use crate::query::Query;
use crate::store::View;
use crate::terminal::text::{Align, pad, width, wrap};

/// The menu.
#[derive(Debug, Default)]
pub struct Menu {
    pick: Pick,
    /// The name being typed for the filter in force.
    naming: Option<Input>,
    /// The chosen view is forgotten when the key is pressed once more.
    doomed: bool,
}

/// Opens the menu; without any view, at once the line for a name.
pub fn open(model: &mut Model) {
    let naming = (model.views.is_empty() && !model.read_only).then(Input::default);
    model.layers.push(Layer::Views(Menu {
        naming,
        ..Menu::default()
    }));
}

/// Puts filter, order and columns as the view has them.
fn apply(model: &mut Model, view: &View) {
    let today = model.today();
    let set = model
        .filter
        .set_text(&view.filter, &model.words, &model.views, today);
    if let Err(mistake) = set {
        model.notice = Some((Role::Error, mistake.sentence));
        return;
    }
    model.filter.search_as(&Filter::default());
    model.list.sort = view.sort;
    model.list.layout = Layout::read(&view.columns);
    list::refilter(model);
}

/// Keeps the filter in force, with order and columns, under `name`.
fn save(model: &mut Model, name: &str) {
    let mut filter = model.filter.clone();
    // What was searched for becomes part of the filter.
    let searched = filter.searched().clone();
    let today = model.today();
    if searched != Query::All
        && filter
            .narrow(&searched, &model.words, &model.views, today)
            .is_err()
    {
        return;
    }
    let view = View {
        by: model.by.clone(),
        name: name.to_owned(),
        filter: filter.text,
        sort: model.list.sort,
        columns: model.list.layout.text(),
    };
    model
        .views
        .retain(|known| (&known.by, &known.name) != (&view.by, &view.name));
    model.views.insert(0, view.clone());
    model.effects.push(Effect::SaveView(view));
    let said = model.words.fill("view-saved", &[("name", name)]);
    model.notice = Some((Role::Good, said));
}

impl Menu {
    /// Takes a key.
    pub fn key(mut self, model: &mut Model, key: Key) -> Option<Self> {
        if let Some(mut name) = self.naming.take() {
            match key {
                Key::Esc => return (!model.views.is_empty()).then_some(self),
                Key::Enter => {
                    let typed = name.value().trim().to_owned();
                    if !typed.is_empty() {
                        save(model, &typed);
                        return None;
                    }
                }
                other => {
                    name.key(other);
                }
            }
            self.naming = Some(name);
            return Some(self);
        }
        let doomed = std::mem::take(&mut self.doomed);
        match key {
            Key::Esc => return None,
            Key::Enter => {
                if let Some(view) = model.views.get(self.pick.at).cloned() {
                    apply(model, &view);
                }
                return None;
            }
            Key::Char('s') if model.read_only => model.tell(Role::Warning, "why-read-only"),
            Key::Char('s') => self.naming = Some(Input::default()),
            Key::Char('d') => self.forget(model, doomed),
            other => {
                let count = model.views.len();
                self.pick.key(other, count, count);
            }
        }
        Some(self)
    }

    /// Forgets the chosen view, if it is one's own and the key was pressed twice.
    fn forget(&mut self, model: &mut Model, doomed: bool) {
        let Some(view) = model.views.get(self.pick.at).cloned() else {
            return;
        };
        if model.read_only {
            model.tell(Role::Warning, "why-read-only");
        } else if view.by != model.by {
            model.tell(Role::Warning, "why-not-your-view");
        } else if doomed {
            model.views.remove(self.pick.at);
            self.pick.at = self.pick.at.min(model.views.len().saturating_sub(1));
            let View { by, name, .. } = view;
            model.effects.push(Effect::RemoveView { by, name });
        } else {
            self.doomed = true;
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if let Some(name) = &mut self.naming {
            name.paste(text);
        }
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let rows = u16::try_from(model.views.len()).unwrap_or(u16::MAX);
        let size = (
            area.width.saturating_sub(2).min(84),
            rows.saturating_add(5).max(8),
        );
        let title = words.text("views-title");
        let inner = dialog(buffer, area, size, &title, model.theme);
        let names = model.views.iter().map(|view| width(&view.name)).max();
        let room = names.unwrap_or(0).min(usize::from(inner.width / 3));
        let lines: Vec<String> = model
            .views
            .iter()
            .map(|view| {
                let name = pad(&view.name, room, Align::Left);
                let filter = if view.filter.is_empty() {
                    words.text("view-all")
                } else {
                    view.filter.clone()
                };
                if view.by == model.by {
                    format!("{name}  {filter}")
                } else {
                    format!("{name}  {}", words.said_of(&view.by, &filter))
                }
            })
            .collect();
        let above = Rect {
            height: inner.height.saturating_sub(2),
            ..inner
        };
        let cursor = self.pick.draw(buffer, above, &lines, model.theme);
        let last = inner.height.saturating_sub(1);
        let mut paint = Paint::new(buffer, inner);
        if lines.is_empty() {
            for (line, said) in (0..).zip(wrap(&words.text("views-none"), usize::from(inner.width)))
            {
                paint.put(line, 0, &said.text, model.theme.style(Role::Dim));
            }
        }
        let Some(name) = &self.naming else {
            let (key, role) = if self.doomed {
                ("views-doomed", Role::Warning)
            } else {
                ("views-footer", Role::Dim)
            };
            paint.hints(last, &words.text(key), model.theme.style(role));
            return cursor;
        };
        let label = words.text("view-name");
        let left = paint.put(last, 0, &label, model.theme.style(Role::Key));
        let field = Rect {
            x: inner.x.saturating_add(left),
            y: inner.y.saturating_add(last),
            width: inner.width.saturating_sub(left),
            height: 1,
        };
        name.draw(buffer, field, model.theme)
    }
}
