//! Colours by role. The default uses the 16 colours of the terminal's own palette, so that light,
//! dark and colour-blind-safe palettes of the user apply; without colour, reverse, bold and
//! underline stay. Colour is never the only signal: whatever has a role here also has a sign or a
//! place.

use ratatui::style::{Color, Modifier, Style};

use crate::rules::Severity;

/// What a piece of text is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// What may be overlooked: hints, rules, units.
    Dim,
    /// Names of screens and boxes.
    Title,
    /// Head of a table.
    Header,
    /// The selected line or button.
    Selected,
    /// A key one can press.
    Key,
    /// Something went well.
    Good,
    /// Something went wrong, or an error in the form.
    Error,
    /// A suspicion that wants evidence.
    Warning,
    /// A remark on quality.
    Notice,
    /// An input field.
    Input,
    /// Disputed characters within a narrative.
    Disputed,
    /// What was searched for.
    Hit,
}

impl Role {
    /// All, with their names in the configuration.
    pub const ALL: [(&'static str, Self); 13] = [
        ("text", Self::Text),
        ("dim", Self::Dim),
        ("title", Self::Title),
        ("header", Self::Header),
        ("selected", Self::Selected),
        ("key", Self::Key),
        ("good", Self::Good),
        ("error", Self::Error),
        ("warning", Self::Warning),
        ("notice", Self::Notice),
        ("input", Self::Input),
        ("disputed", Self::Disputed),
        ("hit", Self::Hit),
    ];

    const fn modifier(self) -> Modifier {
        match self {
            Self::Text | Self::Good | Self::Warning | Self::Notice => Modifier::empty(),
            Self::Dim => Modifier::DIM,
            Self::Title | Self::Key | Self::Error => Modifier::BOLD,
            Self::Header | Self::Input | Self::Hit => Modifier::UNDERLINED,
            Self::Selected => Modifier::REVERSED,
            Self::Disputed => Modifier::UNDERLINED.union(Modifier::BOLD),
        }
    }
}

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// Of the terminal's own sixteen.
    #[default]
    Terminal,
    /// Legible on white.
    Light,
    /// Legible on black.
    Dark,
    /// Told apart without seeing red from green, legible on white and on black.
    ColourBlind,
    /// No colour.
    None,
}

impl Palette {
    /// All, with their names in the configuration.
    pub const ALL: [(&'static str, Self); 5] = [
        ("default", Self::Terminal),
        ("light", Self::Light),
        ("dark", Self::Dark),
        ("colour-blind", Self::ColourBlind),
        ("none", Self::None),
    ];

    const fn colour(self, role: Role) -> Option<Color> {
        let [good, error, warning, notice] = match self {
            Self::None => return None,
            Self::Terminal => [Color::Green, Color::Red, Color::Yellow, Color::Cyan],
            Self::Light => [
                Color::Rgb(0, 110, 50),
                Color::Rgb(176, 0, 32),
                Color::Rgb(140, 80, 0),
                Color::Rgb(0, 90, 140),
            ],
            Self::Dark => [
                Color::Rgb(110, 210, 120),
                Color::Rgb(255, 120, 110),
                Color::Rgb(245, 200, 80),
                Color::Rgb(110, 200, 230),
            ],
            Self::ColourBlind => [
                Color::Rgb(0, 124, 148),
                Color::Rgb(200, 74, 0),
                Color::Rgb(125, 95, 240),
                Color::Rgb(118, 118, 118),
            ],
        };
        match role {
            Role::Good => Some(good),
            Role::Error => Some(error),
            Role::Warning | Role::Disputed => Some(warning),
            Role::Notice | Role::Hit => Some(notice),
            _ => None,
        }
    }
}

/// What boxes are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Borders {
    /// ASCII: one column in every terminal, and one byte each.
    #[default]
    Ascii,
    /// Box-drawing characters, which some terminals draw two columns wide.
    Line,
}

impl Borders {
    /// Corners (upper left, upper right, lower left, lower right), across, down.
    pub const fn signs(self) -> ([&'static str; 4], &'static str, &'static str) {
        match self {
            Self::Ascii => (["+", "+", "+", "+"], "-", "|"),
            Self::Line => (["┌", "┐", "└", "┘"], "─", "│"),
        }
    }
}

/// Styles by role.
#[derive(Debug, Clone, Copy, Default)]
pub struct Theme {
    palette: Palette,
    borders: Borders,
    /// Bars are of ASCII characters instead of blocks.
    ascii: bool,
    /// Colours of the user's own, in the order of the roles.
    own: [Option<Color>; Role::ALL.len()],
}

impl Theme {
    /// A theme of these colours and borders.
    pub const fn new(palette: Palette, borders: Borders) -> Self {
        Self {
            palette,
            borders,
            ascii: false,
            own: [None; Role::ALL.len()],
        }
    }

    /// With another colour for `role`.
    #[must_use]
    pub fn with(mut self, role: Role, colour: Color) -> Self {
        if let Some(own) = self.own.get_mut(role as usize) {
            *own = Some(colour);
        }
        self
    }

    /// Without any colour.
    #[must_use]
    pub const fn without_colour(self) -> Self {
        Self::new(Palette::None, self.borders)
    }

    /// What boxes are drawn with.
    pub const fn borders(self) -> Borders {
        self.borders
    }

    /// Whether bars are of ASCII characters instead of blocks.
    #[must_use]
    pub const fn bars(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    /// A bar of at most `room` columns for `part` of `whole`; of something there is always a trace.
    pub fn bar(self, part: u64, whole: u64, room: u16) -> String {
        super::widgets::bar(part, whole, room, self.ascii)
    }

    /// How `role` looks.
    pub fn style(self, role: Role) -> Style {
        let style = Style::new().add_modifier(role.modifier());
        let own = self.own.get(role as usize).copied().flatten();
        match own.or_else(|| self.palette.colour(role)) {
            Some(colour) => style.fg(colour),
            None => style,
        }
    }

    /// How something of that severity looks.
    pub fn severity(self, severity: Severity) -> Style {
        self.style(match severity {
            Severity::Error => Role::Error,
            Severity::Warning => Role::Warning,
            Severity::Notice => Role::Notice,
        })
    }
}

/// The sign of a severity: what remains of it without colour. ASCII, so that its width is sure.
pub const fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "!",
        Severity::Warning => "?",
        Severity::Notice => "*",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2).
    fn luminance((r, g, b): (f64, f64, f64)) -> f64 {
        let linear = |part: f64| {
            let part = part / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn rgb(palette: Palette, role: Role) -> (f64, f64, f64) {
        match palette.colour(role) {
            Some(Color::Rgb(r, g, b)) => (f64::from(r), f64::from(g), f64::from(b)),
            other => panic!("{other:?}"),
        }
    }

    const COLOURED: [Role; 4] = [Role::Good, Role::Error, Role::Warning, Role::Notice];

    #[test]
    fn colours_are_legible_on_their_background() {
        for (palette, on_white, on_black) in [
            (Palette::Light, true, false),
            (Palette::Dark, false, true),
            (Palette::ColourBlind, true, true),
        ] {
            for role in COLOURED {
                let seen = luminance(rgb(palette, role));
                let white = 1.05 / (seen + 0.05);
                let black = (seen + 0.05) / 0.05;
                assert!(!on_white || white >= 4.3, "{palette:?} {role:?} {white}");
                assert!(!on_black || black >= 4.3, "{palette:?} {role:?} {black}");
            }
        }
    }

    #[test]
    fn who_sees_no_green_tells_the_severities_apart() {
        // Deuteranopia after Viénot, Brettel and Mollon (1999), without the gamma.
        let seen = |role| {
            let (r, g, b) = rgb(Palette::ColourBlind, role);
            let yellow = 0.292_75 * r + 0.707_25 * g;
            (yellow, -0.022_34 * r + 0.022_34 * g + b)
        };
        for (index, one) in COLOURED.iter().enumerate() {
            for other in &COLOURED[..index] {
                let ((a, b), (c, d)) = (seen(*one), seen(*other));
                let apart = (a - c).hypot(b - d);
                assert!(apart > 25.0, "{one:?} {other:?} {apart}");
            }
        }
    }

    #[test]
    fn roles_are_named_in_their_order() {
        for (index, (name, role)) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, index, "{name}");
        }
    }
}
