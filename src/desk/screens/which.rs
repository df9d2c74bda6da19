//! What can be done now, with its keys: the popup of `?` and of every key that opens a group. A key
//! pressed in it does what it stands for; `?` once more opens the help page.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Layer;
use crate::desk::actions::{self, Action};
use crate::desk::key::Chord;
use crate::desk::theme::Role;
use crate::desk::widgets::{Paint, dialog};
use crate::desk::{Key, Model};
use crate::terminal::text::{Align, fit, pad, width};

/// The popup.
#[derive(Debug, Clone, Copy)]
pub struct Which {
    /// The key that opened it, if it shows only what follows that.
    group: Option<Key>,
}

/// Opens the popup of everything.
pub fn open_all(model: &mut Model) {
    open(model, None);
}

/// Opens the popup of a group, or of everything.
pub fn open(model: &mut Model, group: Option<Key>) {
    model.layers.push(Layer::Which(Which { group }));
}

/// A line of the popup: keys, what they do, whether that can be done now.
struct Entry {
    keys: String,
    label: String,
    enabled: bool,
}

impl Which {
    /// Takes a key: whatever it is, the popup is done.
    pub fn key(self, model: &mut Model, key: Key) -> Option<Self> {
        let scope = model.scope();
        let alone = Chord { prefix: None, key };
        let after = |prefix| Chord {
            prefix: Some(prefix),
            key,
        };
        if key == Key::Esc {
            return None;
        }
        let action = match self.group {
            Some(group) => model.keys.action(scope, after(group)),
            // The key that opened this one opens the group of the help page as well.
            None => model
                .keys
                .action(scope, after(Key::Char('?')))
                .filter(|_| key == Key::Char('?'))
                .or_else(|| model.keys.action(scope, alone)),
        };
        match action {
            Some(action) => action.run(model),
            None if self.group.is_none() => actions::press(model, key),
            None => {}
        }
        None
    }

    fn entries(&self, model: &Model) -> Vec<Entry> {
        let scope = model.scope();
        let entry = |keys: String, action: &Action| Entry {
            keys,
            label: model.words.text(&format!("act-{}", action.name)),
            enabled: action.enabled(model).is_ok(),
        };
        if let Some(group) = self.group {
            let after = model.keys.after(scope, group);
            return after
                .into_iter()
                .map(|(key, action)| entry(key.to_string(), action))
                .collect();
        }
        let mut groups: Vec<Key> = Vec::new();
        let mut entries = Vec::new();
        for action in actions::of(scope).filter(|action| action.enabled(model).is_ok()) {
            let keys: Vec<String> = model
                .keys
                .of(action)
                .iter()
                .filter(|chord| chord.prefix.is_none())
                .map(ToString::to_string)
                .collect();
            if !keys.is_empty() {
                entries.push(entry(keys.join(" "), action));
            }
            for chord in model.keys.of(action) {
                let Some(prefix) = chord.prefix.filter(|key| *key != Key::Char('?')) else {
                    continue;
                };
                if !groups.contains(&prefix) {
                    groups.push(prefix);
                    entries.push(group(model, prefix));
                }
            }
        }
        entries
    }

    /// Draws itself over the lower part of `area`; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let entries = self.entries(model);
        let widest = |part: fn(&Entry) -> &str| {
            let widths = entries.iter().map(|entry| width(part(entry)));
            widths.max().unwrap_or(0)
        };
        let keys = widest(|entry| &entry.keys).min(12);
        let room = usize::from(area.width.saturating_sub(4));
        let column = (keys + widest(|entry| &entry.label) + 3).clamp(1, room.max(1));
        let columns = (room / column).max(1);
        let lines = entries.len().div_ceil(columns);
        let rows = u16::try_from(lines.saturating_add(3)).unwrap_or(u16::MAX);
        let rows = rows.min(area.height);
        let lower = Rect {
            y: area.bottom().saturating_sub(rows),
            height: rows,
            ..area
        };
        let title = match self.group {
            Some(key) => key.to_string(),
            None => words.text(&format!("scope-{}", model.scope().name())),
        };
        let title = words.fill("which-title", &[("where", &title)]);
        let inner = dialog(buffer, lower, (area.width, rows), &title, model.theme);
        let mut paint = Paint::new(buffer, inner);
        let last = inner.height.saturating_sub(1);
        // In a low terminal the last entries give way; the palette and the help page have them.
        for (index, entry) in entries.iter().enumerate() {
            let line = u16::try_from(index % lines.max(1)).unwrap_or(u16::MAX);
            let left = u16::try_from(index / lines.max(1) * column).unwrap_or(u16::MAX);
            if line >= last {
                continue;
            }
            let role = if entry.enabled { Role::Text } else { Role::Dim };
            let shown = pad(&entry.keys, keys, Align::Left);
            paint.put(line, left, &shown, model.theme.style(Role::Key));
            let at = left.saturating_add(u16::try_from(keys + 1).unwrap_or(u16::MAX));
            let label = fit(&entry.label, column.saturating_sub(keys + 2));
            paint.put(line, at, &label, model.theme.style(role));
        }
        let hidden = lines.saturating_sub(usize::from(last)) * columns;
        let hidden = hidden.min(entries.len());
        let mut footer = words.text("which-footer");
        if hidden > 0 {
            footer = format!("(+{hidden})  {footer}");
        }
        paint.hints(last, &footer, model.theme.style(Role::Dim));
        inner.as_position()
    }
}

/// The line of a key that opens a group: the beginning of what is in it.
fn group(model: &Model, prefix: Key) -> Entry {
    let after = model.keys.after(model.scope(), prefix);
    let labels: Vec<String> = after
        .iter()
        .map(|(_, action)| model.words.text(&format!("act-{}", action.name)))
        .collect();
    Entry {
        keys: format!("{prefix} …"),
        label: fit(&labels.join(" "), 16).into_owned(),
        enabled: true,
    }
}
