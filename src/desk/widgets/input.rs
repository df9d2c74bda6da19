//! A line of text that can be edited.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use super::Paint;
use crate::desk::Key;
use crate::desk::theme::{Role, Theme};
use crate::terminal::text::{one_line, slice, width};

/// A line of text with a cursor.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
}

impl Field {
    /// A line with this text, the cursor behind it.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            input: Input::new(text.into()),
        }
    }

    /// A line with this text and the cursor behind that many characters.
    pub fn at(text: impl Into<String>, cursor: usize) -> Self {
        Self {
            input: Input::new(text.into()).with_cursor(cursor),
        }
    }

    /// How many characters stand before the cursor.
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    /// The text.
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// Takes a key that edits or moves; says whether it was one.
    pub fn key(&mut self, key: Key) -> bool {
        let request = match key {
            Key::Char(c) if !c.is_control() => InputRequest::InsertChar(c),
            Key::Backspace => InputRequest::DeletePrevChar,
            Key::Delete => InputRequest::DeleteNextChar,
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
            Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
            Key::Ctrl('u') => InputRequest::DeleteLine,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            _ => return false,
        };
        self.input.handle(request);
        true
    }

    /// Takes pasted text, on one line.
    pub fn paste(&mut self, text: &str) {
        for c in one_line(text.trim()).chars().filter(|c| !c.is_control()) {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// Draws the text on the first line of `area`, scrolled so that the cursor is in sight. Says
    /// where the cursor stands.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: Theme) -> Position {
        let room = usize::from(area.width.saturating_sub(1));
        let cursor = self.input.cursor();
        // The cursor is at most `room` columns behind the first character shown.
        let mut from = 0;
        let mut before = width(slice(self.value(), 0..cursor));
        while before > room && from < cursor {
            from += 1;
            before = width(slice(self.value(), from..cursor));
        }
        let mut paint = Paint::new(buffer, area);
        paint.tint(0, 0, area.width, theme.style(Role::Input));
        paint.put(
            0,
            0,
            slice(self.value(), from..usize::MAX),
            theme.style(Role::Input),
        );
        Position::new(
            area.x
                .saturating_add(u16::try_from(before).unwrap_or(u16::MAX)),
            area.y,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hanzi_are_edited_by_character_and_the_cursor_stands_behind_two_columns_each() {
        let mut field = Field::default();
        field.paste("保洁\n消防");
        assert_eq!(field.value(), "保洁 消防");
        field.key(Key::Backspace);
        let area = Rect::new(0, 0, 20, 1);
        let at = field.draw(&mut Buffer::empty(area), area, Theme::default());
        assert_eq!(at, Position::new(7, 0));
        let area = Rect::new(0, 0, 5, 1);
        let at = field.draw(&mut Buffer::empty(area), area, Theme::default());
        assert!(at.x < 5);
    }
}
