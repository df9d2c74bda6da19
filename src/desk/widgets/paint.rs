//! Drawing into a buffer by line and column, always within an area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::terminal::text::{fit, grapheme_width, one_line, slice, width, wrap};

/// An area that can be written to line by line; what lies outside is left alone.
pub struct Paint<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
}

impl<'a> Paint<'a> {
    /// Paints within `area` as far as the buffer has it.
    pub fn new(buffer: &'a mut Buffer, area: Rect) -> Self {
        let area = area.intersection(buffer.area);
        Self { buffer, area }
    }

    /// The first `columns` columns of another area.
    pub fn new_within<'b>(other: &'b mut Paint<'_>, columns: u16) -> Paint<'b> {
        Paint {
            area: Rect {
                width: columns.min(other.area.width),
                ..other.area
            },
            buffer: other.buffer,
        }
    }

    /// The area.
    pub const fn area(&self) -> Rect {
        self.area
    }

    /// Writes `text` on `line` from `column`, cut with an ellipsis where the area ends. Says at
    /// which column it ended.
    pub fn put(&mut self, line: u16, column: u16, text: &str, style: Style) -> u16 {
        let room = self.area.width.saturating_sub(column);
        if line >= self.area.height || room == 0 {
            return column;
        }
        let text = fit(text, usize::from(room));
        self.write(line, column, &text, style)
    }

    /// Writes `text` from `line` on, broken into lines that begin at `column`; where the area ends
    /// before it does, an ellipsis says so.
    pub fn paragraph(&mut self, line: u16, column: u16, text: &str, style: Style) {
        let room = usize::from(self.area.width.saturating_sub(column));
        let last = self.area.height.saturating_sub(1);
        for (line, said) in (line..=last).zip(wrap(text, room)) {
            let said = if line == last {
                slice(text, said.chars.start..usize::MAX)
            } else {
                &said.text
            };
            self.put(line, column, said, style);
        }
    }

    /// Writes hints, two spaces between them, on `line`: where they have no room together, those in
    /// front of the last two give way, whole ones.
    pub fn hints(&mut self, line: u16, text: &str, style: Style) {
        let room = usize::from(self.area.width);
        let mut hints: Vec<&str> = text.split("  ").collect();
        let joined = |hints: &[&str]| hints.join("  ");
        while hints.len() > 1 && width(&joined(&hints)) > room {
            hints.remove(hints.len().saturating_sub(3));
        }
        self.put(line, 0, &joined(&hints), style);
    }

    /// Writes `text` so that it ends before column `end`; says where it begins.
    pub fn put_right(&mut self, line: u16, end: u16, text: &str, style: Style) -> u16 {
        let taken = u16::try_from(width(text)).unwrap_or(u16::MAX);
        let column = end.saturating_sub(taken);
        self.put(line, column, text, style);
        column
    }

    /// Writes a line of spans.
    pub fn line(&mut self, line: u16, column: u16, text: &Line<'_>) {
        let mut column = column;
        for span in &text.spans {
            let style = text.style.patch(span.style);
            column = self.write(line, column, &span.content, style);
        }
    }

    /// Writes what has room, grapheme by grapheme, each as wide as the terminal draws it. Says at
    /// which column it ended.
    fn write(&mut self, line: u16, mut column: u16, text: &str, style: Style) -> u16 {
        if line >= self.area.height {
            return column;
        }
        let y = self.area.y + line;
        for grapheme in one_line(text).graphemes(true) {
            let taken = u16::try_from(grapheme_width(grapheme)).unwrap_or(u16::MAX);
            let end = column.saturating_add(taken);
            if end > self.area.width {
                break;
            }
            for (at, x) in (column..end).enumerate() {
                if let Some(cell) = self.buffer.cell_mut((self.area.x + x, y)) {
                    if at == 0 {
                        cell.set_symbol(grapheme).set_style(style);
                    } else {
                        cell.reset();
                    }
                }
            }
            column = end;
        }
        column
    }

    /// Writes `text` on a line that has its style from end to end; says whether the area has that
    /// line.
    pub fn headed(&mut self, line: u16, text: &str, style: Style) -> bool {
        self.tint(line, 0, self.area.width, style);
        self.put(line, 0, text, style);
        line < self.area.height
    }

    /// Gives `columns` columns of a line a style.
    pub fn tint(&mut self, line: u16, column: u16, columns: u16, style: Style) {
        let area = Rect::new(
            self.area.x.saturating_add(column),
            self.area.y.saturating_add(line),
            columns,
            1,
        )
        .intersection(self.area);
        self.buffer.set_style(area, style);
    }

    /// Fills the area with spaces.
    pub fn clear(&mut self) {
        for y in self.area.top()..self.area.bottom() {
            for x in self.area.left()..self.area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }
}
