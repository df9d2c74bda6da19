//! Turns one screen into the next in few bytes.
//!
//! Policy: the cursor is placed anew only where it is not already, and after every grapheme whose
//! width terminals dispute, so that a terminal that draws it otherwise than we count is wrong
//! about that cell and never about the rest of the row. Attributes change by difference. Rows that
//! moved are moved by the terminal.

use ratatui::layout::Position;

use super::colour::Colours;
use super::grid::{Grid, Spot};
use super::pen::{Pen, digits, push_number};
use super::scroll;

/// A frame of more bytes is bracketed as one synchronised update with the cursor hidden; a shorter
/// one arrives whole in any case.
const BRACKET_FROM: usize = 128;
/// Blanks up to the end of a row that are written rather than erased.
const FEW_BLANKS: usize = 4;

/// Knows what the terminal shows.
#[derive(Debug)]
pub(super) struct Painter {
    colours: Colours,
    /// `None` when nothing is known: at the start, after a resize or a suspension.
    shown: Option<Grid>,
    cursor: Option<Position>,
    pen: Pen,
    at: At,
    out: Vec<u8>,
}

/// Where the terminal's cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Unknown,
    /// In this row, after a grapheme of disputed width or at the right edge.
    Row(u16),
    Cell(u16, u16),
}

impl Painter {
    /// A painter for a terminal of which nothing is known yet.
    pub(super) const fn new(colours: Colours) -> Self {
        Self {
            colours,
            shown: None,
            cursor: None,
            pen: Pen::PLAIN,
            at: At::Unknown,
            out: Vec::new(),
        }
    }

    /// Forgets what the terminal shows: the next frame clears and paints everything.
    pub(super) fn forget(&mut self) {
        self.shown = None;
    }

    /// The colours the terminal has.
    pub(super) const fn colours(&self) -> Colours {
        self.colours
    }

    /// The bytes that make the terminal show `next` with its cursor at `cursor` (hidden when
    /// `None`); empty when it does already.
    pub(super) fn paint(&mut self, next: Grid, cursor: Option<Position>) -> Vec<u8> {
        self.out.clear();
        let known = self
            .shown
            .take()
            .filter(|shown| shown.width() == next.width() && shown.height() == next.height());
        let mut shown = known.unwrap_or_else(|| self.clear(next.width(), next.height()));
        self.move_rows(&mut shown, &next);
        for (y, row) in (0..).zip(next.rows()) {
            self.paint_row(y, shown.row(usize::from(y)), row);
        }
        let cursor = cursor
            .filter(|at| usize::from(at.x) < next.width() && usize::from(at.y) < next.height());
        self.shown = Some(next);
        self.finish(cursor)
    }

    fn clear(&mut self, width: usize, height: usize) -> Grid {
        self.out
            .extend_from_slice(b"\x1b[?25l\x1b[m\x1b[r\x1b[H\x1b[2J");
        self.cursor = None;
        self.pen = Pen::PLAIN;
        self.at = At::Cell(0, 0);
        Grid::blank(width, height)
    }

    fn move_rows(&mut self, shown: &mut Grid, next: &Grid) {
        let Some(found) = scroll::find(shown, next) else {
            return;
        };
        let (Ok(top), Ok(bottom), Ok(count)) = (
            u16::try_from(found.top),
            u16::try_from(found.bottom),
            u16::try_from(found.lines.unsigned_abs()),
        ) else {
            return;
        };
        // Rows that come in take the pen's background on some terminals.
        self.use_pen(Pen::PLAIN);
        self.control(&[top + 1, bottom + 1], b'r');
        self.at = At::Unknown;
        self.go(0, top);
        // Deleting and inserting lines works everywhere; SU and SD are unknown to the Linux console.
        self.control(&[count], if found.lines > 0 { b'M' } else { b'L' });
        self.out.extend_from_slice(b"\x1b[r");
        self.at = At::Unknown;
        shown.scroll(found.top, found.bottom, found.lines);
    }

    fn paint_row(&mut self, y: u16, shown: &[Spot], next: &[Spot]) {
        let written = next.len() - next.iter().rev().take_while(|spot| spot.is_blank()).count();
        let erase_from = shown
            .iter()
            .zip(next)
            .enumerate()
            .skip(written)
            .find(|(_, (old, new))| old != new)
            .map(|(x, _)| x)
            .filter(|x| {
                let last = shown.iter().rposition(|spot| !spot.is_blank());
                last.is_some_and(|last| last >= x + FEW_BLANKS)
            });
        let mut spoiled = false;
        for (x, (old, new)) in shown.iter().zip(next).enumerate() {
            if erase_from.is_some_and(|from| x >= from) {
                break;
            }
            if new.is_tail() {
                continue;
            }
            // A terminal that draws the disputed grapheme before this cell wide has spoiled it.
            let spoiled_blank = std::mem::take(&mut spoiled) && !new.is_space();
            if old == new && !spoiled_blank {
                continue;
            }
            let Ok(column) = u16::try_from(x) else { return };
            self.write(column, y, next, new);
            spoiled = new.disputed();
        }
        if let Some(Ok(x)) = erase_from.map(u16::try_from) {
            self.go(x, y);
            self.use_pen(Pen::PLAIN);
            self.out.extend_from_slice(b"\x1b[K");
        }
    }

    fn write(&mut self, x: u16, y: u16, row: &[Spot], spot: &Spot) {
        self.reach(x, y, row);
        self.use_pen(spot.pen());
        let disputed = spot.disputed();
        if disputed && spot.columns() == 2 {
            // Where it is drawn narrow its second column would keep what was there.
            self.out.extend_from_slice(b"  ");
            self.at = At::Row(y);
            self.go(x, y);
        }
        self.out.extend_from_slice(spot.text().as_bytes());
        let end = x.saturating_add(spot.columns());
        let at_edge = usize::from(end) >= row.len();
        self.at = if at_edge || (disputed && !runs_to_edge(row, x)) {
            At::Row(y)
        } else {
            At::Cell(end, y)
        };
    }

    /// As [`Self::go`], but writes the few cells in between anew where that is shorter.
    fn reach(&mut self, x: u16, y: u16, row: &[Spot]) {
        if let At::Cell(from, line) = self.at
            && line == y
            && from < x
            && let Some(gap) = row.get(usize::from(from)..usize::from(x))
        {
            let plain = gap
                .iter()
                .all(|spot| spot.is_tail() || (!spot.disputed() && spot.pen() == self.pen));
            let whole = gap.first().is_some_and(|spot| !spot.is_tail());
            let text = || gap.iter().filter(|spot| !spot.is_tail()).map(Spot::text);
            if plain && whole && text().map(str::len).sum::<usize>() < 3 + digits(x - from) {
                text().for_each(|text| self.out.extend_from_slice(text.as_bytes()));
                self.at = At::Cell(x, y);
                return;
            }
        }
        self.go(x, y);
    }

    /// Places the cursor, in the fewest bytes that are certain.
    fn go(&mut self, x: u16, y: u16) {
        let (row, column) = match self.at {
            At::Unknown => (None, None),
            At::Row(row) => (Some(row), None),
            At::Cell(column, row) => (Some(row), Some(column)),
        };
        match (row, column) {
            (Some(row), Some(column)) if row == y && column == x => {}
            (Some(row), _) if row == y && x == 0 => self.out.push(b'\r'),
            (Some(row), Some(column)) if row == y && column < x => {
                let by = x - column;
                // Forward by a distance or to a column, whichever is spelled shorter.
                if by == 1 {
                    self.out.extend_from_slice(b"\x1b[C");
                } else if digits(by) < digits(x + 1) {
                    self.control(&[by], b'C');
                } else {
                    self.control(&[x + 1], b'G');
                }
            }
            (Some(row), _) if row == y => self.control(&[x + 1], b'G'),
            (Some(row), _) if row + 1 == y && x == 0 => self.out.extend_from_slice(b"\r\n"),
            _ if x == 0 => self.control(&[y + 1], b'H'),
            _ => self.control(&[y + 1, x + 1], b'H'),
        }
        self.at = At::Cell(x, y);
    }

    fn use_pen(&mut self, pen: Pen) {
        self.pen.change(pen, &mut self.out);
        self.pen = pen;
    }

    fn control(&mut self, numbers: &[u16], end: u8) {
        self.out.extend_from_slice(b"\x1b[");
        for (index, number) in numbers.iter().enumerate() {
            if index > 0 {
                self.out.push(b';');
            }
            push_number(&mut self.out, *number);
        }
        self.out.push(end);
    }

    /// Puts the cursor where it belongs and brackets a frame that is long.
    fn finish(&mut self, cursor: Option<Position>) -> Vec<u8> {
        let was_shown = self.cursor.is_some();
        let bracket = self.out.len() > BRACKET_FROM;
        if let Some(at) = cursor {
            self.go(at.x, at.y);
        }
        self.cursor = cursor;
        let hidden = was_shown && bracket;
        let mut frame = Vec::with_capacity(self.out.len() + 32);
        if bracket {
            frame.extend_from_slice(b"\x1b[?2026h");
        }
        if hidden {
            frame.extend_from_slice(b"\x1b[?25l");
        }
        frame.append(&mut self.out);
        let shown_now = was_shown && !hidden;
        match (shown_now, cursor.is_some()) {
            (false, true) => frame.extend_from_slice(b"\x1b[?25h"),
            (true, false) => frame.extend_from_slice(b"\x1b[?25l"),
            _ => {}
        }
        if bracket {
            frame.extend_from_slice(b"\x1b[?2026l");
        }
        frame
    }
}

/// Whether the grapheme at `x` is repeated up to the right edge: then it does not matter how wide
/// the terminal draws it, for what goes over the edge falls away.
fn runs_to_edge(row: &[Spot], x: u16) -> bool {
    let mut rest = row.iter().skip(usize::from(x));
    rest.next()
        .is_some_and(|first| rest.all(|spot| spot == first))
}
