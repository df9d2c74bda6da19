//! A label and a line of text on the last line of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Field, Paint};
use crate::desk::theme::{Role, Theme};

/// Draws `label`, the line, and `remark` at the right end, on the last line of `area`; says where
/// the cursor stands.
pub fn prompt(
    buffer: &mut Buffer,
    area: Rect,
    label: &str,
    field: &Field,
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
    let right = if remark.is_empty() {
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
    field.draw(buffer, room, theme)
}
