//! A short list one line of which is chosen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Paint;
use crate::desk::Key;
use crate::desk::theme::{Role, Theme};

/// The chosen line of a list that is all there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pick {
    /// Index of the chosen line.
    pub at: usize,
}

impl Pick {
    /// Keys that move within `count` lines, `page` of them in sight; says whether the key was one.
    pub fn key(&mut self, key: Key, count: usize, page: usize) -> bool {
        let last = count.saturating_sub(1);
        let page = page.saturating_sub(1).max(1);
        self.at = match key {
            Key::Up | Key::Char('k') => self.at.saturating_sub(1),
            Key::Down | Key::Char('j') => self.at.saturating_add(1),
            Key::PageUp => self.at.saturating_sub(page),
            Key::PageDown => self.at.saturating_add(page),
            Key::Home | Key::Char('g') => 0,
            Key::End | Key::Char('G') => last,
            _ => return false,
        }
        .min(last);
        true
    }

    /// The first line in sight where `height` lines have room: the chosen one stays in sight.
    pub const fn top(self, height: usize) -> usize {
        self.at.saturating_sub(height.saturating_sub(1))
    }

    /// Draws the lines; says where the chosen one stands.
    pub fn draw(self, buffer: &mut Buffer, area: Rect, lines: &[String], theme: Theme) -> Position {
        Self::draw_some(Some(self), buffer, area, lines, theme)
    }

    /// The same where none may be chosen.
    pub fn draw_some(
        chosen: Option<Self>,
        buffer: &mut Buffer,
        area: Rect,
        lines: &[String],
        theme: Theme,
    ) -> Position {
        let top = chosen.map_or(0, |pick| pick.top(usize::from(area.height)));
        let mut paint = Paint::new(buffer, area);
        let mut cursor = area.as_position();
        for (line, (index, text)) in (0..area.height).zip(lines.iter().enumerate().skip(top)) {
            let (mark, role) = if chosen.is_some_and(|pick| pick.at == index) {
                cursor.y = area.y.saturating_add(line);
                ("> ", Role::Selected)
            } else {
                ("  ", Role::Text)
            };
            let style = theme.style(role);
            paint.put(line, 0, mark, style);
            paint.put(line, 2, text, style);
        }
        cursor
    }
}
