//! Text of cells made comparable without copying it where nothing has to change.

use std::borrow::Cow;

use crate::form::fold;

/// [`fold`], borrowing when the text is already folded (most cells are).
pub fn folded(text: &str) -> Cow<'_, str> {
    let plain =
        |c: char| matches!(c, '!'..='~' | '、' | '。' | '《' | '》' | '\u{4e00}'..='\u{9fff}');
    if text.chars().all(plain) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(fold(text))
    }
}

/// Whether a character is a letter, an ideograph or a digit; at once for those that texts are made of.
pub fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' | '0'..='9' | 'A'..='Z' | 'a'..='z' => true,
        '\0'..='\u{7f}' | '，' | '。' | '、' | '；' | '：' | '（' | '）' => false,
        _ => c.is_alphanumeric(),
    }
}

/// How many bytes the character has that begins with this one.
pub const fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// First and one past last character of the word at byte `at` of `text`.
pub fn char_span(text: &str, at: usize, word: &str) -> (u32, u32) {
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let first = text.get(..at).map_or(0, count);
    (first, first.saturating_add(count(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_what_the_standard_says() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn is_what_fold_gives() {
        for text in [
            "达成指标",
            "满意 度",
            "（8）％",
            "a b",
            "“x”、《y》。",
            "％",
            "㎡",
        ] {
            assert_eq!(folded(text), fold(text), "{text}");
        }
    }
}
