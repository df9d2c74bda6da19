//! The line of `/`: full text or a condition, found while it is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Layer, list, motion};
use crate::desk::filter::Mistake;
use crate::desk::theme::Role;
use crate::desk::widgets::{Prompt, Typed};
use crate::desk::words::count;
use crate::desk::{Key, Model};

/// The search line.
#[derive(Debug)]
pub struct Search {
    line: Prompt,
    /// What was searched for before, for Esc.
    before: String,
}

/// Opens the line with the words in force.
pub fn open(model: &mut Model) {
    let before = model.filter.search().to_owned();
    model.layers.push(Layer::Search(Search {
        line: Prompt::new(before.clone()),
        before,
    }));
}

impl Search {
    /// Takes a key: every change searches at once, Enter keeps, Esc goes back to what was.
    pub fn key(mut self, model: &mut Model, key: Key) -> Option<Self> {
        match key {
            // What is in sight can be walked through while one types.
            Key::Down => motion::down(model),
            Key::Up => motion::up(model),
            Key::PageDown => motion::page_down(model),
            Key::PageUp => motion::page_up(model),
            other => match self.line.key(other) {
                Typed::Enter => {
                    if let Some(mistake) = mistake(model) {
                        model.notice = Some((Role::Warning, mistake.sentence));
                    }
                    return None;
                }
                Typed::Esc => {
                    let before = std::mem::take(&mut self.before);
                    seek(model, &before);
                    return None;
                }
                Typed::Edit => seek(model, self.line.value()),
                Typed::Other => {}
            },
        }
        Some(self)
    }

    /// Takes pasted text.
    pub fn paste(&mut self, model: &mut Model, text: &str) {
        self.line.paste(text);
        seek(model, self.line.value());
    }

    /// Draws itself on the last line of `area`.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let found = match (mistake(model), &model.totals) {
            (Some(mistake), _) => mistake.sentence,
            (None, Some(totals)) => model
                .words
                .fill("search-found", &[("count", &count(totals.reports))]),
            (None, None) => model.words.text("list-counting"),
        };
        let label = model.words.text("search-label");
        self.line.draw(buffer, area, &label, &found, model.theme)
    }
}

/// What is wrong with what is searched for, where nothing has such words: a condition, then, that does
/// not read.
fn mistake(model: &Model) -> Option<Mistake> {
    let nothing = model.totals.is_some_and(|totals| totals.reports == 0);
    let read = || {
        let today = model.today();
        model
            .filter
            .search_mistake(&model.words, &model.views, today)
    };
    nothing.then(read).flatten()
}

fn seek(model: &mut Model, words: &str) {
    if model.filter.search() != words {
        let today = model.today();
        model
            .filter
            .set_search(words, &model.words, &model.views, today);
        list::refilter(model);
    }
}
