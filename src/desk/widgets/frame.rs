//! The box of a dialog.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Paint;
use crate::desk::theme::{Role, Theme};
use crate::terminal::text::pad;

/// So few columns beside a box are given to it.
const SLIVERS: u16 = 8;

/// Clears a box of at most `columns` × `rows` (borders included) in the middle of `area`, draws
/// its border and title, and says what is left inside.
pub fn dialog(
    buffer: &mut Buffer,
    area: Rect,
    (columns, rows): (u16, u16),
    title: &str,
    theme: Theme,
) -> Rect {
    // A few columns of what lies behind say nothing.
    let width = if columns.saturating_add(SLIVERS) >= area.width {
        area.width
    } else {
        columns
    };
    let height = rows.min(area.height);
    let outer = Rect::new(
        area.x + (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    );
    // A wide character reaching under the left border would hide it.
    if let Some(x) = outer.x.checked_sub(1) {
        for y in outer.top()..outer.bottom() {
            if let Some(cell) = buffer.cell_mut((x, y))
                && crate::terminal::text::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
    let mut paint = Paint::new(buffer, outer);
    paint.clear();
    if width < 4 || height < 3 {
        return Rect::new(outer.x, outer.y, width, height);
    }
    let (corners, across, down) = theme.borders().signs();
    let rule = across.repeat(usize::from(width.saturating_sub(2)));
    let border = theme.style(Role::Dim);
    let [upper_left, upper_right, lower_left, lower_right] = corners;
    for (line, left, right) in [
        (0, upper_left, upper_right),
        (height - 1, lower_left, lower_right),
    ] {
        paint.put(line, 0, &format!("{left}{rule}{right}"), border);
    }
    for line in 1..height - 1 {
        paint.put(line, 0, down, border);
        paint.put(line, width - 1, down, border);
    }
    let room = usize::from(width.saturating_sub(6));
    let title = crate::terminal::text::fit(title, room);
    let title = format!(" {title} ");
    let title = pad(
        &title,
        crate::terminal::text::width(&title),
        crate::terminal::text::Align::Left,
    );
    paint.put(0, 2, &title, theme.style(Role::Title));
    Rect::new(outer.x + 2, outer.y + 1, width - 4, height - 2)
}
