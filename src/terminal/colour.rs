//! How many colours the terminal shows, and what stands for those it does not.
//!
//! Invariant: taking colour away never takes the selection away: a background that cannot be
//! shown becomes reverse video.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Colours {
    /// None, or the user asked for none (`NO_COLOR`, <https://no-color.org>).
    None,
    /// The sixteen of the user's own palette.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Red, green and blue of 8 bits each.
    True,
}

impl Colours {
    /// Decides from the environment, which `var` looks up.
    pub fn detect(var: impl Fn(&str) -> Option<String>) -> Self {
        let var = |name| var(name).unwrap_or_default();
        let term = var("TERM");
        if !var("NO_COLOR").is_empty() || term == "dumb" || term.starts_with("vt1") {
            Self::None
        } else if matches!(var("COLORTERM").as_str(), "truecolor" | "24bit") {
            Self::True
        } else if term.contains("256color") || term.contains("direct") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }

    /// Puts colours the terminal has in place of those it lacks.
    pub(super) fn limit(self, cell: &mut Cell) {
        if self == Self::None && cell.bg != Color::Reset {
            cell.modifier.insert(Modifier::REVERSED);
        }
        cell.fg = self.nearest(cell.fg);
        cell.bg = self.nearest(cell.bg);
    }

    fn nearest(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::None, _) => Color::Reset,
            (Self::Sixteen, Color::Rgb(r, g, b)) => sixteen(r, g, b),
            (Self::Sixteen, Color::Indexed(index)) => {
                let (r, g, b) = of_index(index);
                sixteen(r, g, b)
            }
            (Self::Indexed, Color::Rgb(r, g, b)) => Color::Indexed(cube(r, g, b)),
            (_, colour) => colour,
        }
    }
}

/// xterm's default values of the sixteen colours, in the order of their codes.
const SIXTEEN: [(Color, (u8, u8, u8)); 16] = [
    (Color::Black, (0, 0, 0)),
    (Color::Red, (205, 0, 0)),
    (Color::Green, (0, 205, 0)),
    (Color::Yellow, (205, 205, 0)),
    (Color::Blue, (0, 0, 238)),
    (Color::Magenta, (205, 0, 205)),
    (Color::Cyan, (0, 205, 205)),
    (Color::Gray, (229, 229, 229)),
    (Color::DarkGray, (127, 127, 127)),
    (Color::LightRed, (255, 0, 0)),
    (Color::LightGreen, (0, 255, 0)),
    (Color::LightYellow, (255, 255, 0)),
    (Color::LightBlue, (92, 92, 255)),
    (Color::LightMagenta, (255, 0, 255)),
    (Color::LightCyan, (0, 255, 255)),
    (Color::White, (255, 255, 255)),
];

fn sixteen(r: u8, g: u8, b: u8) -> Color {
    let distance = |(r2, g2, b2): (u8, u8, u8)| {
        let part = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
        part(r, r2) + part(g, g2) + part(b, b2)
    };
    SIXTEEN
        .iter()
        .min_by_key(|(_, rgb)| distance(*rgb))
        .map_or(Color::Reset, |(colour, _)| *colour)
}

fn of_index(index: u8) -> (u8, u8, u8) {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..=15 => SIXTEEN
            .get(usize::from(index))
            .map_or((0, 0, 0), |(_, rgb)| *rgb),
        16..=231 => {
            let step = index - 16;
            (level(step / 36), level(step / 6 % 6), level(step % 6))
        }
        232..=255 => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}

/// The nearest of the 6×6×6 cube.
fn cube(r: u8, g: u8, b: u8) -> u8 {
    let step = |level: u8| match level {
        0..48 => 0,
        48..115 => 1,
        _ => (level - 35) / 40,
    };
    16 + 36 * step(r) + 6 * step(g) + step(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(vars: &[(&str, &str)]) -> Colours {
        Colours::detect(|name| {
            vars.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_decides() {
        assert_eq!(detect(&[("TERM", "xterm")]), Colours::Sixteen);
        assert_eq!(detect(&[("TERM", "linux")]), Colours::Sixteen);
        assert_eq!(detect(&[("TERM", "tmux-256color")]), Colours::Indexed);
        assert_eq!(
            detect(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]),
            Colours::True
        );
        assert_eq!(
            detect(&[("TERM", "xterm"), ("NO_COLOR", "1")]),
            Colours::None
        );
        assert_eq!(
            detect(&[("TERM", "xterm"), ("NO_COLOR", "")]),
            Colours::Sixteen
        );
    }

    #[test]
    fn a_colour_that_is_not_there_gives_way_to_the_nearest() {
        assert_eq!(
            Colours::Sixteen.nearest(Color::Rgb(250, 10, 10)),
            Color::LightRed
        );
        assert_eq!(Colours::Sixteen.nearest(Color::Indexed(28)), Color::Green);
        assert_eq!(
            Colours::Indexed.nearest(Color::Rgb(255, 255, 255)),
            Color::Indexed(231)
        );
        assert_eq!(
            Colours::True.nearest(Color::Rgb(1, 2, 3)),
            Color::Rgb(1, 2, 3)
        );
    }

    #[test]
    fn without_colour_a_background_becomes_reverse_video() {
        let mut cell = Cell::new("x");
        cell.set_bg(Color::Blue).set_fg(Color::White);
        Colours::None.limit(&mut cell);
        assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
        assert!(cell.modifier.contains(Modifier::REVERSED));
    }
}
