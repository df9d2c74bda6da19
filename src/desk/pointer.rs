//! The mouse, while it is on: the wheel moves as the arrow keys do, a click goes to the line or the
//! screen under it, a click on the line where the cursor stands opens it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::actions;
use super::screens::{Layer, motion};
use super::{Effect, Key, Model};

/// Lines a notch of the wheel moves.
const NOTCH: usize = 3;

/// Switches the mouse on, or off.
pub fn toggle(model: &mut Model) {
    model.mouse = !model.mouse;
    model.effects.push(Effect::Mouse(model.mouse));
    let said = if model.mouse { "mouse-on" } else { "mouse-off" };
    model.tell(super::theme::Role::Notice, said);
}

impl Model {
    /// The wheel was turned. In a dialog it would change what is chosen unseen: there it turns the
    /// pages of a text and nothing else.
    pub(super) fn wheel(&mut self, down: bool) {
        for _ in 0..NOTCH {
            match (self.layers.last(), down) {
                (None, true) => motion::down(self),
                (None, false) => motion::up(self),
                (Some(Layer::Page(_)), true) => self.key(Key::Down),
                (Some(Layer::Page(_)), false) => self.key(Key::Up),
                (Some(_), _) => {}
            }
        }
    }

    /// There was a click on this column and line.
    pub(super) fn click(&mut self, column: u16, line: u16) {
        if !self.layers.is_empty() {
            return;
        }
        self.notice = None;
        let body = self.body();
        if line == 0 {
            let tabs = self.tab_columns().into_iter();
            if let Some((tab, _)) = tabs.rev().find(|(_, left)| *left <= column) {
                self.switch(tab);
            }
        } else if (body.top()..body.bottom()).contains(&line) {
            self.go_to_line(line, body);
        }
    }

    /// Steps until the cursor stands on the line, or beyond it where that has none: a screen alone
    /// knows what its lines are.
    fn go_to_line(&mut self, line: u16, body: Rect) {
        let start = self.cursor_line(body);
        if start == line {
            actions::press(self, Key::Enter);
            return;
        }
        for _ in 0..body.height {
            let at = self.cursor_line(body);
            let arrived = if start < line { at >= line } else { at <= line };
            if arrived {
                return;
            }
            if start < line {
                motion::down(self);
            } else {
                motion::up(self);
            }
        }
    }

    fn cursor_line(&self, body: Rect) -> u16 {
        let (columns, rows) = self.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        self.draw_body(&mut buffer, body).y
    }
}
