//! Colours by role. The 16 colours of the terminal's own palette, so that light, dark and
//! colour-blind-safe palettes of the user apply; without colour, reverse, bold and underline
//! stay. Colour is never the only signal: whatever has a role here also has a sign or a place.

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
}

/// Styles by role.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    colour: bool,
    ascii: bool,
}

impl Theme {
    /// The default theme, or the one without colour.
    pub const fn new(colour: bool) -> Self {
        Self {
            colour,
            ascii: false,
        }
    }

    /// Whether bars are of ASCII characters instead of blocks.
    pub const fn bars(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    /// A bar of at most `room` columns for `part` of `whole`; of something there is always a trace.
    pub fn bar(self, part: u64, whole: u64, room: u16) -> String {
        super::widgets::bar(part, whole, room, self.ascii)
    }

    /// How `role` looks.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let (modifier, colour) = match role {
            Role::Text => (Modifier::empty(), None),
            Role::Dim => (Modifier::DIM, None),
            Role::Title | Role::Key => (Modifier::BOLD, None),
            Role::Header => (Modifier::UNDERLINED, None),
            Role::Selected => (Modifier::REVERSED, None),
            Role::Good => (Modifier::empty(), Some(Color::Green)),
            Role::Error => (Modifier::BOLD, Some(Color::Red)),
            Role::Warning => (Modifier::empty(), Some(Color::Yellow)),
            Role::Notice => (Modifier::empty(), Some(Color::Cyan)),
            Role::Input => (Modifier::UNDERLINED, None),
            Role::Disputed => (
                Modifier::UNDERLINED.union(Modifier::BOLD),
                Some(Color::Yellow),
            ),
        };
        let style = plain.add_modifier(modifier);
        match colour {
            Some(colour) if self.colour => style.fg(colour),
            _ => style,
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
