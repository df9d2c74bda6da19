//! `:`: every action by any part of its name, in either language, or of what it does. What cannot
//! be done now says why, what belongs to another screen says to which.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Layer;
use crate::desk::actions::{ACTIONS, Action};
use crate::desk::theme::Role;
use crate::desk::widgets::{Field, Paint, Pick, dialog};
use crate::desk::{Key, Model};
use crate::locales::{Catalogue, Lang};
use crate::terminal::text::{Align, pad};

/// The palette.
#[derive(Debug)]
pub struct Palette {
    input: Field,
    pick: Pick,
    /// All actions, those of this screen first.
    entries: Vec<Entry>,
    /// Indices of those that match, the best first.
    found: Vec<usize>,
}

#[derive(Debug)]
struct Entry {
    action: &'static Action,
    here: bool,
    /// What it is called: in the desk's language, in the other one, by its stable name.
    names: [String; 3],
    doc: String,
}

/// Opens the palette.
pub fn open(model: &mut Model) {
    let scope = model.scope();
    let other = Catalogue::new(match model.words.lang() {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    });
    let mut entries: Vec<Entry> = ACTIONS
        .iter()
        .filter(|action| action.name != "palette")
        .map(|action| {
            let label = format!("act-{}", action.name);
            Entry {
                action,
                here: action.scopes.contains(&scope),
                names: [
                    model.words.text(&label),
                    other.text(&label),
                    action.name.to_owned(),
                ],
                doc: model.words.text(&format!("{label}-doc")),
            }
        })
        .collect();
    entries.sort_by_key(|entry| !entry.here);
    let mut palette = Palette {
        input: Field::default(),
        pick: Pick::default(),
        entries,
        found: Vec::new(),
    };
    palette.search();
    model.layers.push(Layer::Palette(Box::new(palette)));
}

impl Palette {
    fn search(&mut self) {
        let pattern = Pattern::parse(
            self.input.value(),
            CaseMatching::Ignore,
            Normalization::Smart,
        );
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut score = |text: &str| {
            pattern
                .score(Utf32Str::new(text, &mut letters), &mut matcher)
                .map(u64::from)
        };
        let mut found: Vec<(bool, u64, usize)> = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            // What it is called says more than the sentence about it.
            let called = entry.names.iter().filter_map(|name| score(name)).max();
            let best = called.map(|score| score * 2).max(score(&entry.doc));
            if let Some(best) = best {
                found.push((!entry.here, best, index));
            }
        }
        found.sort_by_key(|(elsewhere, score, index)| {
            (*elsewhere, std::cmp::Reverse(*score), *index)
        });
        self.found = found.into_iter().map(|(_, _, index)| index).collect();
        self.pick.at = 0;
    }

    fn chosen(&self) -> Option<&Entry> {
        self.entries.get(*self.found.get(self.pick.at)?)
    }

    /// Takes a key.
    pub fn key(mut self: Box<Self>, model: &mut Model, key: Key) -> Option<Box<Self>> {
        match key {
            Key::Esc => return None,
            Key::Enter => {
                let entry = self.chosen()?;
                if let Some(why) = why_not(model, entry) {
                    model.notice = Some((Role::Warning, why));
                    return Some(self);
                }
                let action = entry.action;
                drop(self);
                action.run(model);
                return None;
            }
            Key::Up | Key::Down | Key::PageUp | Key::PageDown => {
                self.pick.key(key, self.found.len(), 10);
            }
            Key::Tab | Key::BackTab => {
                let way = if key == Key::Tab { Key::Down } else { Key::Up };
                self.pick.key(way, self.found.len(), 10);
            }
            other => {
                if self.input.key(other) {
                    self.search();
                }
            }
        }
        Some(self)
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.paste(text);
        self.search();
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let columns = area.width.saturating_sub(4).clamp(area.width.min(36), 90);
        let rows = area.height.saturating_sub(2).clamp(area.height.min(6), 18);
        let title = words.text("palette-title");
        let inner = dialog(buffer, area, (columns, rows), &title, model.theme);
        let line = |y: u16| Rect {
            y: inner.y.saturating_add(y),
            height: 1.min(inner.height),
            ..inner
        };
        let list = Rect {
            y: inner.y.saturating_add(1),
            height: inner.height.saturating_sub(2),
            ..inner
        };
        let lines: Vec<String> = self
            .found
            .iter()
            .filter_map(|index| self.entries.get(*index))
            .map(|entry| shown(model, entry))
            .collect();
        self.pick.draw(buffer, list, &lines, model.theme);
        if lines.is_empty() {
            let nothing = words.text("palette-nothing");
            Paint::new(buffer, list).put(0, 2, &nothing, model.theme.style(Role::Dim));
        }
        let footer = words.text("palette-footer");
        let last = line(inner.height.saturating_sub(1));
        Paint::new(buffer, last).hints(0, &footer, model.theme.style(Role::Dim));
        let mut first = line(0);
        Paint::new(buffer, first).put(0, 0, ":", model.theme.style(Role::Key));
        first.x = first.x.saturating_add(2);
        first.width = first.width.saturating_sub(2);
        self.input.draw(buffer, first, model.theme)
    }
}

/// Why it cannot be done now.
fn why_not(model: &Model, entry: &Entry) -> Option<String> {
    if !entry.here {
        let scopes: Vec<String> = entry
            .action
            .scopes
            .iter()
            .map(|scope| model.words.text(&format!("scope-{}", scope.name())))
            .collect();
        let between = model.words.text("pane-between");
        let scopes = scopes.join(&between);
        return Some(model.words.fill("palette-elsewhere", &[("where", &scopes)]));
    }
    let why = entry.action.enabled(model).err()?;
    Some(model.words.text(why))
}

fn shown(model: &Model, entry: &Entry) -> String {
    let [name, ..] = &entry.names;
    let keys = model.keys.shown(entry.action);
    let keys = pad(&keys, 9, Align::Left);
    let name = pad(name, 14, Align::Left);
    let said = match why_not(model, entry) {
        Some(why) => model.words.fill("palette-not-now", &[("why", &why)]),
        None => entry.doc.clone(),
    };
    format!("{keys} {name} {said}")
}
