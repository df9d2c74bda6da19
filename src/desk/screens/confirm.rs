//! A question to be answered before something is done.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Layer, export, imports, tabs, verdict};
use crate::desk::model::Writing;
use crate::desk::theme::Role;
use crate::desk::widgets::{Buttons, Paint, dialog};
use crate::desk::{Effect, ExportOrder, Key, Model};
use crate::store::NewEvent;
use crate::terminal::text::wrap;

/// What is done if the user agrees.
#[derive(Debug, Clone)]
pub enum Deed {
    /// These events are written.
    Write(Writing, Vec<NewEvent>),
    /// The verdict of the dialog below is written.
    Verdict,
    /// The import that runs is stopped, then the desk is left.
    Leave,
    /// A file is written over.
    Export(ExportOrder),
    /// The file that is being written is given up.
    StopExport,
    /// The same, and the desk is left.
    LeaveExport,
}

/// The question.
#[derive(Debug, Clone)]
pub struct Confirm {
    title: String,
    question: String,
    deed: Deed,
    buttons: Buttons,
}

/// Asks `question` under `title`; on yes, `deed` is done.
pub fn ask(model: &mut Model, title: String, question: String, deed: Deed) {
    model.layers.push(Layer::Confirm(Box::new(Confirm {
        title,
        question,
        deed,
        buttons: Buttons::default(),
    })));
}

impl Confirm {
    /// Takes a key.
    pub fn key(mut self: Box<Self>, model: &mut Model, key: Key) -> Option<Box<Self>> {
        match key {
            Key::Esc | Key::Char('n') => None,
            Key::Char('y') => (*self).agree(model),
            Key::Enter if self.buttons.at == 0 => (*self).agree(model),
            Key::Enter => None,
            Key::Tab | Key::BackTab => {
                self.buttons.at = 1_usize.saturating_sub(self.buttons.at);
                Some(self)
            }
            other => {
                self.buttons.key(other, 2);
                Some(self)
            }
        }
    }

    /// Whether it is about the file that is being written.
    pub const fn stops_export(&self) -> bool {
        matches!(self.deed, Deed::StopExport | Deed::LeaveExport)
    }

    fn agree(self, model: &mut Model) -> Option<Box<Self>> {
        match self.deed {
            Deed::Write(writing, events) => {
                model.write(writing, events);
            }
            Deed::Verdict => verdict::agreed(model),
            Deed::Leave => imports::stop_and_leave(model),
            Deed::Export(order) => export::order(model, order),
            Deed::StopExport => model.effects.push(Effect::StopExport),
            Deed::LeaveExport => tabs::leave(model),
        }
        None
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let columns = area.width.min(70);
        let lines = wrap(&self.question, usize::from(columns.saturating_sub(4)));
        let rows = u16::try_from(lines.len().saturating_add(4)).unwrap_or(u16::MAX);
        let inner = dialog(buffer, area, (columns, rows), &self.title, model.theme);
        let mut paint = Paint::new(buffer, inner);
        for (line, text) in (0..inner.height.saturating_sub(1)).zip(&lines) {
            paint.put(line, 0, &text.text, model.theme.style(Role::Text));
        }
        let last = Rect {
            y: inner.bottom().saturating_sub(1),
            height: 1,
            ..inner
        };
        let labels = [
            model.words.text("button-yes"),
            model.words.text("button-no"),
        ];
        self.buttons.draw(buffer, last, &labels, true, model.theme)
    }
}
