//! The line of `J`: to the next form of the list with that unit, year or number.
//!
//! Digits alone are a number of a form or a year; everything else is looked for in names, in
//! characters or pinyin initials. An empty line repeats the last jump.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rust_decimal::Decimal;

use super::{Layer, Tab};
use crate::desk::theme::Role;
use crate::desk::widgets::{Prompt, Typed};
use crate::desk::{Ask, Key, Model};
use crate::query::{Field, Op, Query, Test};
use crate::store::ReportId;

/// So many places to go are looked for.
const MOST: usize = 10_000;

/// The line.
#[derive(Debug, Default)]
pub struct Jump {
    line: Prompt,
}

/// Opens the line.
pub fn open(model: &mut Model) {
    model.layers.push(Layer::Jump(Jump::default()));
}

/// What is meant by a text; `None` where it means nothing.
fn meant(text: &str) -> Option<Query> {
    let text = text.trim();
    let number = |digits: &str| digits.parse::<u32>().ok().map(Decimal::from);
    let is = |field, number| Query::Field(field, Test::Number(Op::Equal, number));
    if let Some(digits) = text.strip_prefix(['#', '＃']) {
        return number(digits).map(|id| is(Field::Id, id));
    }
    if let Some(number) = number(text) {
        let year = (1_900..2_100).contains(&text.parse().unwrap_or(0));
        let field = if year { Field::Year } else { Field::Id };
        return Some(is(field, number));
    }
    let contains = |field| Query::Field(field, Test::Contains(text.to_owned()));
    (!text.is_empty()).then(|| Query::or(vec![contains(Field::Unit), contains(Field::Project)]))
}

/// Asks where to go for `text`, in the list as it is.
fn go(model: &mut Model, text: &str) {
    let Some(condition) = meant(text) else {
        model.tell(Role::Warning, "why-jump-nothing");
        return;
    };
    text.clone_into(&mut model.list.jump);
    let query = model.filter.with(condition);
    let sort = model.list.sort;
    model.ask(Ask::Find {
        query,
        sort,
        most: MOST,
    });
}

/// Goes to the first of these forms below the selected one, else to the first of the list.
pub fn land(model: &mut Model, found: &[ReportId]) {
    if model.tab != Tab::List || !model.list.window.select_next_of(found) {
        model.tell(Role::Warning, "why-jump-nothing");
    }
}

impl Jump {
    /// Takes a key.
    pub fn key(mut self, model: &mut Model, key: Key) -> Option<Self> {
        match self.line.key(key) {
            Typed::Esc => None,
            Typed::Enter => {
                let last = model.list.jump.clone();
                let typed = self.line.value().trim();
                let text = if typed.is_empty() { &last } else { typed };
                go(model, text);
                None
            }
            Typed::Edit | Typed::Other => Some(self),
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
    }

    /// Draws itself on the last line of `area`.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let label = model.words.text("jump-label");
        let keys = model.words.text("jump-keys");
        self.line.draw(buffer, area, &label, &keys, model.theme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_years_or_numbers_and_words_are_names() {
        let field = |text: &str| match meant(text) {
            Some(Query::Field(field, _)) => Some(field),
            _ => None,
        };
        assert_eq!(field("2024"), Some(Field::Year));
        assert_eq!(field("#2024"), Some(Field::Id));
        assert_eq!(field("17"), Some(Field::Id));
        assert_eq!(meant("  "), None);
        assert!(matches!(meant("zqz"), Some(Query::Or(_))));
    }
}
