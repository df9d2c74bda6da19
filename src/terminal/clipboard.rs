//! The clipboard of the user's own machine, through the terminal (OSC 52).
//!
//! The terminal does not answer, so what was sent may be said, never what was copied.

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

/// The longest text that is sent, in bytes: xterm and tmux drop what is longer than 100,000 bytes
/// in base 64.
pub const LONGEST: usize = 74_994;

/// Programs between this one and the terminal, which pass on only what is wrapped for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Between {
    /// None.
    Nothing,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

impl Between {
    /// Decides from the environment, which `var` looks up.
    pub fn detect(var: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| var(name).is_some_and(|value| !value.is_empty());
        if set("TMUX") {
            Self::Tmux
        } else if set("STY") {
            Self::Screen
        } else {
            Self::Nothing
        }
    }
}

/// The bytes that send `text` to the clipboard; `None` when it is too long to arrive.
pub fn clipboard(text: &str, between: Between) -> Option<Vec<u8>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut plain = String::new();
    // Writing to a String cannot fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut plain);
    Some(match between {
        Between::Nothing => plain.into_bytes(),
        // tmux takes it itself (`set-clipboard on`) or passes it on (`allow-passthrough on`).
        Between::Tmux => {
            let wrapped = plain.replace('\x1b', "\x1b\x1b");
            format!("{plain}\x1bPtmux;{wrapped}\x1b\\").into_bytes()
        }
        Between::Screen => for_screen(plain.as_bytes()),
    })
}

/// screen passes on device control strings, of up to 768 bytes each.
fn for_screen(plain: &[u8]) -> Vec<u8> {
    let body = plain.strip_suffix(b"\x1b\\").unwrap_or(plain);
    let mut wrapped = Vec::with_capacity(plain.len() + plain.len() / 100);
    for part in body.chunks(700) {
        wrapped.extend_from_slice(b"\x1bP");
        wrapped.extend_from_slice(part);
        wrapped.extend_from_slice(b"\x1b\\");
    }
    // The end of the inner sequence would end the outer one: BEL ends it as well.
    wrapped.extend_from_slice(b"\x1bP\x07\x1b\\");
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str, between: Between) -> String {
        String::from_utf8(clipboard(text, between).unwrap()).unwrap()
    }

    #[test]
    fn the_text_goes_out_in_base_64() {
        assert_eq!(sent("保洁", Between::Nothing), "\x1b]52;c;5L+d5rSB\x1b\\");
    }

    #[test]
    fn tmux_gets_it_for_itself_and_to_pass_on() {
        assert_eq!(
            sent("a", Between::Tmux),
            "\x1b]52;c;YQ==\x1b\\\x1bPtmux;\x1b\x1b]52;c;YQ==\x1b\x1b\\\x1b\\"
        );
    }

    #[test]
    fn screen_gets_it_in_parts() {
        let text = sent(&"x".repeat(2000), Between::Screen);
        let parts: Vec<&str> = text.split_terminator("\x1b\\").collect();
        assert_eq!(parts.len(), 5);
        assert!(
            parts
                .iter()
                .all(|part| part.starts_with("\x1bP") && part.len() <= 768)
        );
        assert!(parts[4].ends_with('\x07'));
    }

    #[test]
    fn a_text_too_long_to_arrive_is_not_sent() {
        assert!(clipboard(&"a".repeat(LONGEST), Between::Nothing).is_some());
        assert!(clipboard(&"a".repeat(LONGEST + 1), Between::Nothing).is_none());
    }
}
