//! ratatui on the painter: the same `draw`, and the bytes of the frame come back as a value.
//!
//! ratatui's own difference is not used. Its backend here only says how large the screen is and
//! notes where the cursor goes; the painter compares whole screens, so that it sees rows that
//! moved.

use std::convert::Infallible;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::{Frame, Terminal};

use super::colour::Colours;
use super::grid::Grid;
use super::painter::Painter;

/// A larger terminal is drawn on in part: a size comes from outside and costs memory.
const LARGEST: Size = Size {
    width: 600,
    height: 250,
};

/// A screen of the desk.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<Notes>,
    painter: Painter,
}

impl Screen {
    /// A screen of that size, of which nothing is shown yet.
    pub fn new(size: Size, colours: Colours) -> Self {
        let Ok(terminal) = Terminal::new(Notes {
            size: at_most(size),
            cursor: None,
        });
        Self {
            terminal,
            painter: Painter::new(colours),
        }
    }

    /// The size drawn at: that of the terminal, up to 600×250.
    pub fn size(&self) -> Size {
        self.terminal.backend().size
    }

    /// The terminal has another size, or shows something else: the next frame paints everything.
    pub fn reset(&mut self, size: Size) {
        self.terminal.backend_mut().size = at_most(size);
        self.painter.forget();
    }

    /// Draws a frame and returns the bytes to be written in one piece; none when nothing changed.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> Vec<u8> {
        let size = self.size();
        if size.width == 0 || size.height == 0 {
            return Vec::new();
        }
        let colours = self.painter.colours();
        let Ok(grid) = self
            .terminal
            .draw(view)
            .map(|completed| Grid::of(completed.buffer, colours));
        self.painter.paint(grid, self.terminal.backend().cursor)
    }
}

fn at_most(size: Size) -> Size {
    Size {
        width: size.width.min(LARGEST.width),
        height: size.height.min(LARGEST.height),
    }
}

/// The backend: a size, and a note of where the cursor goes.
#[derive(Debug)]
struct Notes {
    size: Size,
    cursor: Option<Position>,
}

impl Backend for Notes {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, _content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        // The difference is reckoned lazily, so leaving it alone costs nothing.
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear_region(&mut self, _clear_type: ClearType) -> Result<(), Infallible> {
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
