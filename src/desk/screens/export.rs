//! The line of `W`: what is in sight as a file.
//!
//! `.html` makes working papers of the findings, `.csv`, `.json` and `.jsonl` a list: of forms where
//! forms are in sight, of findings elsewhere. A file that is there is overwritten only after a question.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rust_decimal::Decimal;

use super::confirm::{self, Deed};
use super::{Layer, Tab};
use crate::desk::filter::rule_names;
use crate::desk::theme::Role;
use crate::desk::widgets::{Prompt, Typed};
use crate::desk::{Effect, ExportNews, ExportOrder, Key, Model};
use crate::query::{self, Op, Query, Test, to_words};

/// The line.
#[derive(Debug)]
pub struct Export {
    line: Prompt,
}

/// A file that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    file: String,
    percent: usize,
}

/// Opens the line with the path used last; while a file is being written, asks whether to give that
/// up.
pub fn open(model: &mut Model) {
    if model.exporting.is_some() {
        ask(model, "export-stop", Deed::StopExport);
        return;
    }
    let name = model
        .exported
        .clone()
        .unwrap_or_else(|| model.words.text("export-name"));
    let line = Prompt::new(name);
    model.layers.push(Layer::Export(Export { line }));
}

/// Asks whether to do something to the file that is being written.
pub fn ask(model: &mut Model, question: &str, deed: Deed) {
    let Some(Writing { file, percent }) = &model.exporting else {
        return;
    };
    let values = [("file", file.as_str()), ("percent", &percent.to_string())];
    let question = model.words.fill(question, &values);
    let title = model.words.text("act-export");
    confirm::ask(model, title, question, deed);
}

/// How far it is, in a few words for the title line: `导出 45%`.
pub fn status(model: &Model) -> Option<String> {
    let percent = model.exporting.as_ref()?.percent.to_string();
    Some(model.words.fill("export-status", &[("percent", &percent)]))
}

/// Has a file written.
pub fn order(model: &mut Model, order: ExportOrder) {
    model.exporting = Some(Writing {
        file: order.to.clone(),
        percent: 0,
    });
    model.tell(Role::Notice, "export-writing");
    model.effects.push(Effect::Export(order));
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
        if self.line.key(key) == Typed::Esc {
            return None;
        }
        let to = self.line.value().trim().to_owned();
        if key != Key::Enter || to.is_empty() {
            return Some(self);
        }
        let query = in_sight(model);
        model.exported = Some(to.clone());
        let wanted = ExportOrder {
            to,
            scope: to_words(&query, model.words.lang(), &rule_names()),
            query,
            forms: matches!(model.tab, Tab::List | Tab::Overview),
            overwrite: false,
        };
        order(model, wanted);
        None
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
    }

    /// Draws itself on the last line of `area`.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let label = model.words.text("export-label");
        let kinds = model.words.text("export-kinds");
        self.line.draw(buffer, area, &label, &kinds, model.theme)
    }
}

/// Takes in what became of an order.
pub fn news(model: &mut Model, news: ExportNews) {
    if let ExportNews::Progress { done, all } = news {
        if let Some(writing) = &mut model.exporting {
            writing.percent = done.saturating_mul(100) / all.max(1);
        }
        return;
    }
    model.exporting = None;
    // What was to be given up is over.
    let asks = |layer: &Layer| matches!(layer, Layer::Confirm(at) if at.stops_export());
    model.layers.retain(|layer| !asks(layer));
    match news {
        ExportNews::Progress { .. } => {}
        ExportNews::Done(sentence) => model.notice = Some((Role::Good, sentence)),
        ExportNews::Stopped(sentence) => model.notice = Some((Role::Notice, sentence)),
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
