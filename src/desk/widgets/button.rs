//! A row of buttons.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Paint;
use crate::desk::Key;
use crate::desk::theme::{Role, Theme};

/// Buttons, one of which is chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Buttons {
    /// Index of the chosen button.
    pub at: usize,
}

impl Buttons {
    /// Arrow keys choose among `count` buttons; says whether the key was one.
    pub fn key(&mut self, key: Key, count: usize) -> bool {
        match key {
            Key::Left | Key::Up => self.at = self.at.saturating_sub(1),
            Key::Right | Key::Down => {
                self.at = self.at.saturating_add(1).min(count.saturating_sub(1));
            }
            _ => return false,
        }
        true
    }

    /// Draws them on the first line of `area`; the chosen one stands between `>` and `<` and is
    /// reversed while the row has the focus. Says where the chosen one stands.
    pub fn draw(
        self,
        buffer: &mut Buffer,
        area: Rect,
        labels: &[String],
        focus: bool,
        theme: Theme,
    ) -> Position {
        let mut paint = Paint::new(buffer, area);
        let mut column = 0;
        let mut cursor = Position::new(area.x, area.y);
        for (index, label) in labels.iter().enumerate() {
            let chosen = focus && index == self.at;
            let (text, role) = if chosen {
                (format!(">{label}<"), Role::Selected)
            } else {
                (format!("[{label}]"), Role::Text)
            };
            if chosen {
                cursor.x = area.x.saturating_add(column);
            }
            column = paint
                .put(0, column, &text, theme.style(role))
                .saturating_add(1);
        }
        cursor
    }
}
