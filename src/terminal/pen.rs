//! The attributes the terminal writes with, and the shortest way from one set to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colours and attributes of what is written next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl Pen {
    /// What a terminal starts with.
    pub(super) const PLAIN: Self = Self {
        foreground: Color::Reset,
        background: Color::Reset,
        modifier: Modifier::empty(),
    };

    pub(super) const fn of(cell: &Cell) -> Self {
        Self {
            foreground: cell.fg,
            background: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Writes the sequence that turns this pen into `to`; nothing when they are the same.
    pub(super) fn change(self, to: Self, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let codes = self.codes(to);
        let mut afresh = vec![0];
        Self::PLAIN.add(to, &mut afresh);
        let shorter = if spelled(&afresh) < spelled(&codes) {
            afresh
        } else {
            codes
        };
        out.extend_from_slice(b"\x1b[");
        if shorter != [0] {
            for (index, code) in shorter.iter().enumerate() {
                if index > 0 {
                    out.push(b';');
                }
                push_number(out, *code);
            }
        }
        out.push(b'm');
    }

    fn codes(self, to: Self) -> Vec<u16> {
        let mut codes = Vec::new();
        let mut base = self;
        let gone = self.modifier - to.modifier;
        for (off, modifiers) in OFF {
            if gone.intersects(modifiers) {
                codes.push(off);
                base.modifier.remove(modifiers);
            }
        }
        base.add(to, &mut codes);
        codes
    }

    /// The codes that add to this pen what `to` has besides.
    fn add(self, to: Self, codes: &mut Vec<u16>) {
        let new = to.modifier - self.modifier;
        for (on, modifier) in ON {
            if new.contains(modifier) {
                codes.push(on);
            }
        }
        if self.foreground != to.foreground {
            push_colour(codes, to.foreground, 30);
        }
        if self.background != to.background {
            push_colour(codes, to.background, 40);
        }
    }
}

const ON: [(u16, Modifier); 8] = [
    (1, Modifier::BOLD),
    (2, Modifier::DIM),
    (3, Modifier::ITALIC),
    (4, Modifier::UNDERLINED),
    (5, Modifier::SLOW_BLINK),
    (7, Modifier::REVERSED),
    (8, Modifier::HIDDEN),
    (9, Modifier::CROSSED_OUT),
];

const OFF: [(u16, Modifier); 7] = [
    (22, Modifier::BOLD.union(Modifier::DIM)),
    (23, Modifier::ITALIC),
    (24, Modifier::UNDERLINED),
    (25, Modifier::SLOW_BLINK),
    (27, Modifier::REVERSED),
    (28, Modifier::HIDDEN),
    (29, Modifier::CROSSED_OUT),
];

/// `base` is 30 for the foreground, 40 for the background.
fn push_colour(codes: &mut Vec<u16>, colour: Color, base: u16) {
    let code = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(index) => {
            codes.extend([base + 8, 5, u16::from(index)]);
            return;
        }
        Color::Rgb(r, g, b) => {
            codes.extend([base + 8, 2, u16::from(r), u16::from(g), u16::from(b)]);
            return;
        }
    };
    codes.push(code);
}

/// Bytes the codes take with their separators.
fn spelled(codes: &[u16]) -> usize {
    if codes == [0] {
        return 0;
    }
    codes.iter().map(|code| digits(*code) + 1).sum()
}

/// Decimal digits of a number.
pub(super) const fn digits(number: u16) -> usize {
    match number {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        1000..10000 => 4,
        _ => 5,
    }
}

/// Appends a number in decimal.
pub(super) fn push_number(out: &mut Vec<u8>, number: u16) {
    use std::io::Write as _;
    // Writing to a Vec cannot fail.
    let _ = write!(out, "{number}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.change(to, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn pen(foreground: Color, modifier: Modifier) -> Pen {
        Pen {
            foreground,
            background: Color::Reset,
            modifier,
        }
    }

    #[test]
    fn only_the_difference_is_written() {
        let red = pen(Color::Red, Modifier::BOLD);
        assert_eq!(change(Pen::PLAIN, red), "\x1b[1;31m");
        assert_eq!(change(red, red), "");
        assert_eq!(change(red, pen(Color::Green, Modifier::BOLD)), "\x1b[32m");
        assert_eq!(change(red, pen(Color::Red, Modifier::empty())), "\x1b[22m");
        assert_eq!(change(red, Pen::PLAIN), "\x1b[m");
    }

    #[test]
    fn taking_bold_away_leaves_dim() {
        let both = pen(Color::Reset, Modifier::BOLD | Modifier::DIM);
        let dim = pen(Color::Reset, Modifier::DIM);
        assert!(["\x1b[22;2m", "\x1b[0;2m"].contains(&change(both, dim).as_str()));
    }
}
