//! Keys as the desk knows them: only what arrives the same over SSH, tmux and `screen`.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// One key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A character, as typed (a capital letter stands for itself).
    Char(char),
    /// A character with Ctrl. No action needs one; the note editor knows a few.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Esc.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

impl Key {
    /// The key of a terminal event; `None` for releases and for keys the desk has no use for.
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        Some(match event.code {
            KeyCode::Char(c) if control => Self::Ctrl(c.to_ascii_lowercase()),
            KeyCode::Char(c) => Self::Char(c),
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Tab => Self::Tab,
            KeyCode::BackTab => Self::BackTab,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            _ => return None,
        })
    }
}

/// Keys with a name, as it is shown and as it is written in the configuration.
const NAMED: [(&str, Key); 15] = [
    ("Space", Key::Char(' ')),
    ("Enter", Key::Enter),
    ("Esc", Key::Esc),
    ("Tab", Key::Tab),
    ("Shift-Tab", Key::BackTab),
    ("Backspace", Key::Backspace),
    ("Delete", Key::Delete),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PgUp", Key::PageUp),
    ("PgDn", Key::PageDown),
];

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match NAMED.iter().find(|(_, key)| key == self) {
            Some((name, _)) => f.pad(name),
            None => match self {
                Self::Char(c) => f.pad(c.encode_utf8(&mut [0; 4])),
                Self::Ctrl(c) => write!(f, "Ctrl-{c}"),
                other => write!(f, "{other:?}"),
            },
        }
    }
}

impl std::str::FromStr for Key {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some((_, key)) = NAMED
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text))
        {
            return Ok(*key);
        }
        let single = |text: &str| {
            let mut chars = text.chars();
            let first = chars.next().filter(|c| !c.is_control() && *c != ' ');
            first.filter(|_| chars.next().is_none()).ok_or(())
        };
        match text
            .strip_prefix("Ctrl-")
            .or_else(|| text.strip_prefix("ctrl-"))
        {
            // What terminals send for Ctrl and these letters is another key.
            Some(letter) => single(letter)
                .map(|c| c.to_ascii_lowercase())
                .ok()
                .filter(|c| c.is_ascii_lowercase() && !matches!(c, 'h' | 'i' | 'j' | 'm'))
                .map(Self::Ctrl)
                .ok_or(()),
            None => single(text).map(Self::Char),
        }
    }
}

/// What is pressed for an action: a key, or one key after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    /// The key that opens a group of actions.
    pub prefix: Option<Key>,
    /// The key itself.
    pub key: Key,
}

impl std::fmt::Display for Chord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.prefix {
            Some(prefix) => f.pad(&format!("{prefix} {}", self.key)),
            None => self.key.fmt(f),
        }
    }
}

impl std::str::FromStr for Chord {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.trim().split_once(' ') {
            Some((prefix, key)) => Ok(Self {
                prefix: Some(prefix.parse()?),
                key: key.trim_start().parse()?,
            }),
            None => Ok(Self {
                prefix: None,
                key: text.trim().parse()?,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_can_be_written() {
        for (name, key) in NAMED {
            assert_eq!(name.parse(), Ok(key));
            assert_eq!(key.to_string(), name);
        }
        for text in ["a", "G", "?", "Ctrl-x", "w s", "Space Enter", "，"] {
            let chord: Chord = text.parse().unwrap();
            assert_eq!(chord.to_string(), text);
        }
    }

    #[test]
    fn what_no_terminal_sends_is_no_key() {
        for text in [
            "", "ab", "Ctrl-", "Ctrl-i", "Ctrl-1", "F13", "a b c", "\u{1b}",
        ] {
            assert!(text.parse::<Chord>().is_err(), "{text:?}");
        }
    }
}
