//! The dialog that begins an import: a path, with what it could become below it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Running;
use crate::desk::screens::{Layer, Tab};
use crate::desk::theme::Role;
use crate::desk::widgets::{Field, Paint, Pick, dialog};
use crate::desk::{Ask, Effect, Key, Model};
use crate::intake::{Completion, PathKind as Kind};
use crate::terminal::text::{fit_middle, width};

/// Lines of offered paths at most.
const ROWS: u16 = 10;

/// The dialog of `i`.
#[derive(Debug)]
pub struct Dialog {
    field: Field,
    /// What the path could become, once that is known.
    completion: Option<Completion>,
    /// The offered path that is chosen; `None` while the line itself has the focus.
    pick: Option<Pick>,
    /// Why the import was not begun.
    mistake: Option<&'static str>,
}

/// Opens the dialog with the path typed last.
pub fn open(model: &mut Model) {
    let dialog = Dialog {
        field: Field::new(model.imports.typed.clone()),
        completion: None,
        pick: None,
        mistake: None,
    };
    dialog.ask(model);
    model.layers.push(Layer::Import(Box::new(dialog)));
}

impl Dialog {
    fn ask(&self, model: &mut Model) {
        let typed = self.field.value().to_owned();
        model.ask(Ask::Paths(typed));
    }

    /// Takes what the path could become.
    pub fn take(&mut self, completion: Completion) {
        self.completion = Some(completion);
        self.pick = None;
    }

    fn offered(&self) -> &[crate::intake::Offered] {
        self.completion
            .as_ref()
            .map_or(&[], |completion| completion.offered.as_slice())
    }

    fn picked(&self) -> Option<String> {
        let offered = self.offered().get(self.pick?.at)?;
        Some(offered.path.clone())
    }

    /// Takes a key.
    pub fn key(mut self: Box<Self>, model: &mut Model, key: Key) -> Option<Box<Self>> {
        match key {
            Key::Esc if self.pick.is_some() => self.pick = None,
            Key::Esc => {
                // What was typed is there again the next time.
                self.field.value().clone_into(&mut model.imports.typed);
                return None;
            }
            Key::Enter => match self.picked() {
                Some(path) => self.fill(model, path),
                None => return self.begin(model),
            },
            Key::Tab => self.complete(model),
            Key::Down | Key::Up | Key::PageDown | Key::PageUp | Key::BackTab => self.choose(key),
            other => {
                let before = self.field.value().to_owned();
                self.pick = None;
                self.field.key(other);
                if before != self.field.value() {
                    self.changed(model);
                }
            }
        }
        Some(self)
    }

    /// Takes pasted text: a path, perhaps in quotes, as terminals paste a file that is dropped.
    pub fn paste(&mut self, model: &mut Model, text: &str) {
        let text = text.trim();
        let bare = ['\'', '"'].into_iter().find_map(|quote| {
            let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
            Some(inner)
        });
        self.field.paste(bare.unwrap_or(text));
        self.changed(model);
    }

    fn changed(&mut self, model: &mut Model) {
        self.mistake = None;
        self.completion = None;
        self.pick = None;
        self.ask(model);
    }

    fn fill(&mut self, model: &mut Model, path: String) {
        self.field = Field::new(path);
        self.changed(model);
    }

    /// As far as all offered paths agree; where they part at once, to the next of them.
    fn complete(&mut self, model: &mut Model) {
        if let Some(path) = self.picked() {
            return self.fill(model, path);
        }
        let common = common(self.offered());
        if common.len() > self.field.value().len() {
            self.fill(model, common);
        } else {
            self.choose(Key::Down);
        }
    }

    fn choose(&mut self, key: Key) {
        let count = self.offered().len();
        self.pick = match (self.pick, key) {
            _ if count == 0 => None,
            (None, Key::Down | Key::PageDown) => Some(Pick::default()),
            (None, _) => None,
            // Above the first stands the line itself.
            (Some(Pick { at: 0 }), Key::Up | Key::BackTab) => None,
            (Some(mut pick), key) => {
                let key = if key == Key::BackTab { Key::Up } else { key };
                pick.key(key, count, usize::from(ROWS));
                Some(pick)
            }
        };
    }

    fn begin(mut self: Box<Self>, model: &mut Model) -> Option<Box<Self>> {
        let typed = self.field.value().trim().to_owned();
        let known = self.completion.as_ref();
        let mistake = if typed.is_empty() {
            Some("imports-start-empty")
        } else if known.is_some_and(|known| known.typed.is_none()) {
            Some("import-not-found")
        } else if model.imports.running.is_some() {
            Some("why-import-runs")
        } else {
            None
        };
        if mistake.is_some() {
            self.mistake = mistake;
            return Some(self);
        }
        model.imports.typed.clear();
        model.imports.running = Some(Running::default());
        model.imports.drilled = None;
        model.effects.push(Effect::Import(typed));
        model.switch(Tab::Imports);
        None
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let size = (area.width.saturating_sub(2).min(90), ROWS + 6);
        let title = words.text("imports-start-title");
        let inner = dialog(buffer, area, size, &title, model.theme);
        let label = words.text("imports-start-label");
        let mut paint = Paint::new(buffer, inner);
        let mark = if self.pick.is_none() { ">" } else { " " };
        paint.put(0, 0, mark, model.theme.style(Role::Selected));
        paint.put(0, 2, &label, model.theme.style(Role::Text));
        let (role, said) = self.remark(model);
        paint.put(1, 2, &said, model.theme.style(role));
        let footer = words.text("imports-start-footer");
        let last = inner.height.saturating_sub(1);
        paint.hints(last, &footer, model.theme.style(Role::Dim));
        let left = u16::try_from(width(&label)).unwrap_or(0).saturating_add(3);
        let line = Rect {
            x: inner.x.saturating_add(left),
            width: inner.width.saturating_sub(left),
            height: inner.height.min(1),
            ..inner
        };
        let at = self.field.draw(buffer, line, model.theme);
        let list = Rect {
            y: inner.y.saturating_add(3),
            height: inner.height.saturating_sub(4),
            ..inner
        };
        let picked = self.draw_offered(buffer, list, model);
        picked.unwrap_or(at)
    }

    /// The offered paths; says where the chosen one stands.
    fn draw_offered(&self, buffer: &mut Buffer, list: Rect, model: &Model) -> Option<Position> {
        let room = usize::from(list.width.saturating_sub(2));
        let lines: Vec<String> = self
            .offered()
            .iter()
            .map(|offered| fit_middle(&offered.path, room).into_owned())
            .collect();
        if let Some(pick) = self.pick {
            return Some(pick.draw(buffer, list, &lines, model.theme));
        }
        let mut paint = Paint::new(buffer, list);
        for (line, text) in (0..list.height).zip(&lines) {
            paint.put(line, 2, text, model.theme.style(Role::Dim));
        }
        None
    }

    fn remark(&self, model: &Model) -> (Role, String) {
        let words = &model.words;
        if let Some(mistake) = self.mistake {
            return (Role::Error, words.text(mistake));
        }
        let (role, key) = match &self.completion {
            _ if self.field.value().is_empty() => (Role::Dim, "imports-start-help"),
            None => (Role::Dim, "list-waiting"),
            Some(Completion {
                typed: Some(Kind::Folder),
                ..
            }) => (Role::Good, "imports-start-folder"),
            Some(Completion {
                typed: Some(Kind::File),
                ..
            }) => (Role::Good, "imports-start-file"),
            Some(Completion { offered, .. }) if offered.is_empty() => {
                (Role::Warning, "imports-start-nothing")
            }
            Some(Completion { more: true, .. }) => (Role::Dim, "imports-start-more"),
            Some(_) => (Role::Dim, "imports-start-go-on"),
        };
        (role, words.text(key))
    }
}

/// The beginning all paths share.
fn common(offered: &[crate::intake::Offered]) -> String {
    let mut paths = offered.iter().map(|offered| offered.path.as_str());
    let Some(first) = paths.next() else {
        return String::new();
    };
    let shared = paths.fold(first.chars().count(), |shared, path| {
        let same = first.chars().zip(path.chars()).take_while(|(a, b)| a == b);
        shared.min(same.count())
    });
    first.chars().take(shared).collect()
}
