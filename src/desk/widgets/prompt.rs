//! A line to type, with its label, on the last line of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Field, Paint};
use crate::desk::Key;
use crate::desk::theme::{Role, Theme};
use crate::terminal::text::width;

/// Columns the line has at least, before what is said at its end gives way.
const ROOM: usize = 20;

/// The line.
#[derive(Debug, Default)]
pub struct Prompt {
    field: Field,
}

/// What a key meant to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// What is written is meant.
    Enter,
    /// Nothing is meant.
    Esc,
    /// It was edited or the cursor moved.
    Edit,
    /// Nothing: the key is for others.
    Other,
}

impl Prompt {
    /// The line with this text, the cursor behind it.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            field: Field::new(text),
        }
    }

    /// What is written.
    pub fn value(&self) -> &str {
        self.field.value()
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> Typed {
        match key {
            Key::Enter => Typed::Enter,
            Key::Esc => Typed::Esc,
            other if self.field.key(other) => Typed::Edit,
            _ => Typed::Other,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.field.paste(text);
    }

    /// Draws itself on the last line of `area`, `remark` at its right end; says where the cursor
    /// stands.
    pub fn draw(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        label: &str,
        remark: &str,
        theme: Theme,
    ) -> Position {
        let line = Rect {
            y: area.bottom().saturating_sub(1),
            height: area.height.min(1),
            ..area
        };
        let mut paint = Paint::new(buffer, line);
        paint.clear();
        let left = paint.put(0, 0, label, theme.style(Role::Key));
        let room = usize::from(line.width.saturating_sub(left));
        let right = if remark.is_empty() || width(remark) + ROOM > room {
            line.width
        } else {
            let right = paint.put_right(0, line.width, remark, theme.style(Role::Dim));
            right.saturating_sub(1)
        };
        let room = Rect {
            x: line.x.saturating_add(left),
            width: right.saturating_sub(left),
            ..line
        };
        self.field.draw(buffer, room, theme)
    }
}
