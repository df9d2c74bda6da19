//! Characters of a filter text, and where its words end.
//!
//! Full-width punctuation counts as the half-width one everywhere; values keep their characters
//! as typed.

use std::ops::Range;

use super::names::FieldInfo;

/// The half-width, canonical twin of a character of the syntax.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '“' | '”' => '"',
        '、' => ',',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '−' | '–' => '-',
        '…' => '‥',
        // The full-width block mirrors ASCII from `!` to `~`.
        '\u{FF01}'..='\u{FF5E}' => u32::from(c)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        _ => c,
    }
}

/// A text with a position in it.
#[derive(Debug, Clone)]
pub(super) struct Scanner {
    raw: Vec<char>,
    pub(super) at: usize,
}

/// What stands between a field's name and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// `:`
    Colon,
    /// `=`, `==`
    Equal,
    /// `!=`, `≠`
    Unequal,
    /// `<`
    Less,
    /// `<=`, `≤`
    AtMost,
    /// `>`
    More,
    /// `>=`, `≥`
    AtLeast,
}

/// A word that joins, if it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    And,
    Or,
}

impl Joint {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "or" | "或" | "或者" | "|" | "||" => Some(Self::Or),
            "and" | "且" | "并且" | "&" | "&&" => Some(Self::And),
            _ => None,
        }
    }
}

impl Scanner {
    pub(super) fn new(text: &str) -> Self {
        Self {
            raw: text.chars().collect(),
            at: 0,
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.raw.len()
    }

    /// The canonical character at `place`.
    pub(super) fn at(&self, place: usize) -> Option<char> {
        self.raw.get(place).copied().map(narrow)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.at(self.at)
    }

    /// The characters as typed.
    pub(super) fn raw(&self, span: Range<usize>) -> String {
        self.raw.get(span).unwrap_or_default().iter().collect()
    }

    /// The characters in their canonical form.
    pub(super) fn narrow(&self, span: Range<usize>) -> String {
        let chars = self.raw.get(span).unwrap_or_default();
        chars.iter().copied().map(narrow).collect()
    }

    pub(super) fn skip_space(&mut self) {
        self.at = self.after_space(self.at);
    }

    fn after_space(&self, mut at: usize) -> usize {
        while self.at(at).is_some_and(char::is_whitespace) {
            at += 1;
        }
        at
    }

    /// Where the bare word that starts at `from` ends. Brackets that open inside the word belong
    /// to it with what closes them: `镇政府(汇总)` is one word.
    pub(super) fn word_end(&self, from: usize, in_list: bool) -> usize {
        let mut open = 0_usize;
        let mut at = from;
        while let Some(c) = self.at(at) {
            match c {
                c if c.is_whitespace() => break,
                '"' | '「' => break,
                ',' if in_list && open == 0 => break,
                '(' => open += 1,
                ')' if open == 0 => break,
                ')' => open -= 1,
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// The quoted text that starts here: what it says, and whether it is closed. `\` takes the
    /// next character as it is.
    pub(super) fn quoted(&mut self) -> (String, bool) {
        let close = if self.peek() == Some('「') {
            '」'
        } else {
            '"'
        };
        self.at += 1;
        let mut text = String::new();
        while let Some(&c) = self.raw.get(self.at) {
            self.at += 1;
            if c == '\\' {
                if let Some(&next) = self.raw.get(self.at) {
                    text.push(next);
                    self.at += 1;
                }
            } else if narrow(c) == close {
                return (text, true);
            } else {
                text.push(c);
            }
        }
        (text, false)
    }

    pub(super) fn at_quote(&self) -> bool {
        matches!(self.peek(), Some('"' | '「'))
    }

    /// The sign at `from` and where it ends.
    pub(super) fn sign(&self, from: usize) -> Option<(Sign, usize)> {
        let equal_next = self.at(from + 1) == Some('=');
        let found = match self.at(from)? {
            ':' => (Sign::Colon, 1),
            '=' if equal_next => (Sign::Equal, 2),
            '=' => (Sign::Equal, 1),
            '!' if equal_next => (Sign::Unequal, 2),
            '≠' => (Sign::Unequal, 1),
            '<' if equal_next => (Sign::AtMost, 2),
            '<' => (Sign::Less, 1),
            '≤' => (Sign::AtMost, 1),
            '>' if equal_next => (Sign::AtLeast, 2),
            '>' => (Sign::More, 1),
            '≥' => (Sign::AtLeast, 1),
            _ => return None,
        };
        Some((found.0, from + found.1))
    }

    /// A name with a sign behind it, at the current position: the span of the name, the sign and
    /// where the value begins. Between the name of a known field and its sign there may be space.
    pub(super) fn head(&self) -> Option<(Range<usize>, Sign, usize)> {
        let mut end = self.at;
        while let Some(c) = self.at(end) {
            if c.is_whitespace() || "\"「(),".contains(c) || self.sign(end).is_some() {
                break;
            }
            end += 1;
        }
        if end == self.at {
            return None;
        }
        let name = self.at..end;
        if let Some((sign, value)) = self.sign(end) {
            return Some((name, sign, value));
        }
        FieldInfo::named(&self.narrow(name.clone()))?;
        let (sign, value) = self.sign(self.after_space(end))?;
        Some((name, sign, value))
    }
}
