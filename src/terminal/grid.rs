//! What stands in each cell of the screen, as the painter compares it.
//!
//! Invariants: a wide grapheme takes its cell and the next, which is its tail; no cell holds a
//! character that would act on the terminal; attributes nobody can see are not kept.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

use super::colour::Colours;
use super::pen::Pen;
use super::text::{grapheme_width, hides};

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    cell: Cell,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Narrow,
    Wide,
    /// The right half of the wide grapheme before it.
    Tail,
}

/// Modifiers that are seen where nothing is written.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

impl Spot {
    pub(super) const BLANK: Self = Self {
        cell: Cell::EMPTY,
        kind: Kind::Narrow,
    };

    const TAIL: Self = Self {
        cell: Cell::EMPTY,
        kind: Kind::Tail,
    };

    fn new(cell: &Cell, room: usize, colours: Colours) -> Self {
        let mut cell = cell.clone();
        colours.limit(&mut cell);
        let symbol = cell.symbol();
        // Longer graphemes are piles of accents.
        if symbol.len() > 32 || symbol.contains(hides) {
            cell.set_char(char::REPLACEMENT_CHARACTER);
        }
        let kind = match grapheme_width(cell.symbol()) {
            1 => Kind::Narrow,
            2 if room > 1 => Kind::Wide,
            _ => {
                cell.set_char(' ');
                Kind::Narrow
            }
        };
        let mut spot = Self { cell, kind };
        spot.forget_unseen();
        spot
    }

    /// Leaves the cell without its grapheme.
    fn empty(&mut self) {
        self.cell.set_char(' ');
        self.kind = Kind::Narrow;
        self.forget_unseen();
    }

    /// On a blank only the background is seen, unless it is reversed or crossed by a line.
    fn forget_unseen(&mut self) {
        if self.cell.symbol() == " " && !self.cell.modifier.intersects(SEEN_ON_BLANK) {
            self.cell.fg = Color::Reset;
            self.cell.modifier = Modifier::empty();
        }
    }

    pub(super) fn text(&self) -> &str {
        self.cell.symbol()
    }

    pub(super) const fn pen(&self) -> Pen {
        Pen::of(&self.cell)
    }

    pub(super) const fn is_tail(&self) -> bool {
        matches!(self.kind, Kind::Tail)
    }

    pub(super) fn is_blank(&self) -> bool {
        *self == Self::BLANK
    }

    /// Nothing is written here; there may be a background.
    pub(super) fn is_space(&self) -> bool {
        !self.is_tail() && self.text() == " "
    }

    /// Columns it takes; a tail takes none of its own.
    pub(super) const fn columns(&self) -> u16 {
        match self.kind {
            Kind::Narrow => 1,
            Kind::Wide => 2,
            Kind::Tail => 0,
        }
    }

    /// Whether terminals differ in how many columns it takes.
    pub(super) fn disputed(&self) -> bool {
        let mut chars = self.text().chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => !settled(c),
            _ => true,
        }
    }
}

/// Whether every terminal agrees on the columns of `c`: printable ASCII, hanzi, kana, and the
/// full-width forms. Everything else (ambiguous width, emoji, private use) is treated as disputed.
fn settled(c: char) -> bool {
    matches!(c, ' '..='~')
        || matches!(c,
            '\u{3000}'..='\u{3029}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30a0}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff01}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{20000}'..='\u{3fffd}')
            && c.width() == c.width_cjk()
}

/// All cells of a screen, row by row.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    width: usize,
    rows: Vec<Vec<Spot>>,
}

impl Grid {
    /// An empty screen.
    pub(super) fn blank(width: usize, height: usize) -> Self {
        Self {
            width,
            rows: vec![vec![Spot::BLANK; width]; height],
        }
    }

    /// The screen `buffer` describes, in the colours the terminal has.
    pub(super) fn of(buffer: &Buffer, colours: Colours) -> Self {
        let width = usize::from(buffer.area.width);
        let rows = if width == 0 {
            Vec::new()
        } else {
            buffer
                .content
                .chunks_exact(width)
                .map(|cells| row(cells, colours))
                .collect()
        };
        Self { width, rows }
    }

    pub(super) const fn width(&self) -> usize {
        self.width
    }

    pub(super) const fn height(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a row; none below the last.
    pub(super) fn row(&self, y: usize) -> &[Spot] {
        self.rows.get(y).map_or(&[], Vec::as_slice)
    }

    /// Every row from the top.
    pub(super) fn rows(&self) -> impl ExactSizeIterator<Item = &[Spot]> {
        self.rows.iter().map(Vec::as_slice)
    }

    /// Moves the rows from `top` to `bottom` (inclusive) up by `lines`, or down when negative;
    /// blank rows come in.
    pub(super) fn scroll(&mut self, top: usize, bottom: usize, lines: isize) {
        let Some(region) = self.rows.get_mut(top..=bottom) else {
            return;
        };
        let count = lines.unsigned_abs().min(region.len());
        let blank = if lines > 0 {
            region.rotate_left(count);
            region.len() - count..region.len()
        } else {
            region.rotate_right(count);
            0..count
        };
        for row in region.get_mut(blank).unwrap_or_default() {
            row.fill(Spot::BLANK);
        }
    }
}

fn row(cells: &[Cell], colours: Colours) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::with_capacity(cells.len());
    for cell in cells {
        let room = cells.len() - spots.len();
        match spots.last_mut() {
            Some(wide) if wide.kind == Kind::Wide && cell.symbol() == " " => {
                spots.push(Spot::TAIL);
                continue;
            }
            // Something was drawn over its right half (the border of a dialog).
            Some(wide) if wide.kind == Kind::Wide => wide.empty(),
            _ => {}
        }
        spots.push(Spot::new(cell, room, colours));
    }
    spots
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn grid(text: &str, width: u16) -> Grid {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        buffer.set_string(0, 0, text, Style::new());
        Grid::of(&buffer, Colours::Sixteen)
    }

    #[test]
    fn a_wide_grapheme_has_a_tail() {
        let grid = grid("保a", 4);
        let columns: Vec<u16> = grid.row(0).iter().map(Spot::columns).collect();
        assert_eq!(columns, [2, 0, 1, 1]);
    }

    #[test]
    fn half_a_wide_grapheme_is_not_shown() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer[(0, 0)].set_symbol("保");
        assert!(Grid::of(&buffer, Colours::Sixteen).row(0)[0].is_blank());
    }

    #[test]
    fn a_wide_grapheme_half_overdrawn_gives_way() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 5, 1));
        buffer.set_string(0, 0, "保洁", Style::new());
        buffer.set_string(1, 0, "|", Style::new());
        let grid = Grid::of(&buffer, Colours::Sixteen);
        let texts: Vec<&str> = grid.row(0).iter().map(Spot::text).collect();
        assert_eq!(texts, [" ", "|", "洁", " ", " "]);
        assert!(grid.row(0)[3].is_tail());
    }

    #[test]
    fn a_control_character_never_gets_through() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        buffer[(0, 0)].set_symbol("\u{1b}c");
        assert_eq!(
            Grid::of(&buffer, Colours::Sixteen).row(0)[0].text(),
            "\u{fffd}"
        );
    }

    #[test]
    fn hanzi_are_settled_and_ambiguous_signs_are_not() {
        for c in "保A，（ａ。、「".chars() {
            assert!(settled(c), "{c}");
        }
        for c in "│≥①…“·é\u{e000}😀—".chars() {
            assert!(!settled(c), "{c}");
        }
    }
}
