//! The line of `W`: what is in sight as a file.
//!
//! `.html` makes working papers of the findings, `.csv`, `.json` and `.jsonl` a list: of forms where
//! forms are in sight, of findings elsewhere. A file that is there is overwritten only after a question.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rust_decimal::Decimal;

use super::confirm::{self, Deed};
use super::{Layer, Tab};
use crate::desk::theme::Role;
use crate::desk::widgets::{Field, prompt};
use crate::desk::{Effect, ExportNews, ExportOrder, Key, Model};
use crate::query::{self, Op, Query, Test, to_text};

/// The line.
#[derive(Debug)]
pub struct Export {
    field: Field,
}

/// Opens the line with the path used last.
pub fn open(model: &mut Model) {
    let name = model
        .exported
        .clone()
        .unwrap_or_else(|| model.words.text("export-name"));
    let field = Field::new(name);
    model.layers.push(Layer::Export(Export { field }));
}

/// What is in sight.
fn in_sight(model: &Model) -> Query {
    match (model.tab, &model.detail, &model.anomalies.drilled) {
        (Tab::Detail, Some(detail), _) => {
            let id = Test::Number(Op::Equal, Decimal::from(detail.id.0));
            Query::Field(query::Field::Id, id)
        }
        (Tab::Anomalies, _, Some(drilled)) => model.filter.with(drilled.condition.clone()),
        _ => model.filter.whole(),
    }
}

impl Export {
    /// Takes a key.
    pub fn key(mut self, model: &mut Model, key: Key) -> Option<Self> {
        match key {
            Key::Esc => return None,
            Key::Enter => {
                let to = self.field.value().trim().to_owned();
                if to.is_empty() {
                    return Some(self);
                }
                let query = in_sight(model);
                model.exported = Some(to.clone());
                model.tell(Role::Notice, "export-writing");
                model.effects.push(Effect::Export(ExportOrder {
                    to,
                    scope: to_text(&query),
                    query,
                    forms: matches!(model.tab, Tab::List | Tab::Overview),
                    overwrite: false,
                }));
                return None;
            }
            other => {
                self.field.key(other);
            }
        }
        Some(self)
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.field.paste(text);
    }

    /// Draws itself on the last line of `area`.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let label = model.words.text("export-label");
        let kinds = if area.width < 60 {
            String::new()
        } else {
            model.words.text("export-kinds")
        };
        prompt(buffer, area, &label, &self.field, &kinds, model.theme)
    }
}

/// Takes in what became of an order.
pub fn news(model: &mut Model, news: ExportNews) {
    match news {
        ExportNews::Done(sentence) => model.notice = Some((Role::Notice, sentence)),
        ExportNews::Failed(sentence) => model.notice = Some((Role::Error, sentence)),
        ExportNews::Exists(order) => {
            model.notice = None;
            let title = model.words.text("act-export");
            let question = model.words.fill("export-overwrite", &[("file", &order.to)]);
            let overwrite = true;
            let order = ExportOrder { overwrite, ..order };
            confirm::ask(model, title, question, Deed::Export(order));
        }
    }
}
