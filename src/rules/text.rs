//! Text of cells made comparable without copying it where nothing has to change.

use std::borrow::Cow;

use crate::form::fold;

/// [`fold`], borrowing when the text is already folded (most cells are).
pub fn folded(text: &str) -> Cow<'_, str> {
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => return Cow::Borrowed(text),
            // Ideographs (U+4000 to U+9FFF), visible ASCII, 、。《》.
            [0xe4..=0xe9, _, _, rest @ ..] => rest,
            [b'!'..=b'~', rest @ ..] => rest,
            [0xe3, 0x80, 0x81 | 0x82 | 0x8a | 0x8b, rest @ ..] => rest,
            _ => return Cow::Owned(fold(text)),
        }
    }
}

/// Whether a character is a letter, an ideograph or a digit; at once for those that texts are made of.
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' | '0'..='9' | 'A'..='Z' | 'a'..='z' => true,
        '\0'..='\u{7f}' | '，' | '。' | '、' | '；' | '：' | '（' | '）' => false,
        _ => c.is_alphanumeric(),
    }
}

/// A character as [`split_first`] gives it.
pub const fn code(c: char) -> u32 {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes);
    u32::from_le_bytes(bytes)
}

/// [`is_letter`] of a character as [`split_first`] gives it.
#[inline]
pub fn is_letter_code(code: u32) -> bool {
    let bytes = code.to_le_bytes();
    match bytes {
        [0xe5..=0xe9, ..] | [0xe4, 0xb8..=0xbf, ..] => true,
        [first @ 0..0x80, ..] => first.is_ascii_alphanumeric(),
        [first, ..] => bytes
            .get(..width(first))
            .and_then(|bytes| std::str::from_utf8(bytes).ok()?.chars().next())
            .is_some_and(is_letter),
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

/// The first character of a text as a number made of its bytes, and what is behind it.
#[inline]
pub fn split_first(text: &[u8]) -> Option<(u32, &[u8])> {
    // Nearly all characters have three bytes and are not the last.
    if let Some(four) = text.first_chunk() {
        let four = u32::from_le_bytes(*four);
        if four & 0xf0 == 0xe0 {
            return Some((four & 0x00ff_ffff, text.get(3..)?));
        }
    }
    Some(match text {
        [a @ 0xe0..0xf0, b, c, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, 0]), rest),
        [a @ 0..0x80, rest @ ..] => (u32::from(*a), rest),
        [a @ 0x80..0xe0, b, rest @ ..] => (u32::from_le_bytes([*a, *b, 0, 0]), rest),
        [a, b, c, d, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, *d]), rest),
        _ => return None,
    })
}

/// The last character of a text, likewise, and what is before it.
#[inline]
pub fn split_last(text: &[u8]) -> Option<(u32, &[u8])> {
    if let Some(four) = text.last_chunk() {
        let three = u32::from_le_bytes(*four) >> 8;
        if three & 0xf0 == 0xe0 {
            return Some((three, text.get(..text.len() - 3)?));
        }
    }
    Some(match text {
        [rest @ .., a @ 0xe0..0xf0, b, c] => (u32::from_le_bytes([*a, *b, *c, 0]), rest),
        [rest @ .., a @ 0..0x80] => (u32::from(*a), rest),
        [rest @ .., a @ 0xc0..0xe0, b] => (u32::from_le_bytes([*a, *b, 0, 0]), rest),
        [rest @ .., a, b, c, d] => (u32::from_le_bytes([*a, *b, *c, *d]), rest),
        _ => return None,
    })
}

/// Whether a short text contains a word; the standard library is made for longer ones.
pub fn holds(text: &str, word: &str) -> bool {
    let Some((first, _)) = split_first(word.as_bytes()) else {
        return true;
    };
    // Ideographs differ most in their third byte, which is soon looked for.
    let third = word.as_bytes().get(2);
    if third.is_some_and(|byte| !text.as_bytes().contains(byte)) {
        return false;
    }
    let mut rest = text.as_bytes();
    while let Some((character, behind)) = split_first(rest) {
        if character == first && rest.starts_with(word.as_bytes()) {
            return true;
        }
        rest = behind;
    }
    false
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
            assert_eq!(is_letter_code(code(c)), is_letter(c), "{c:?}");
            let mut bytes = [0; 4];
            let text = c.encode_utf8(&mut bytes).as_bytes();
            assert_eq!(split_first(text), Some((code(c), &[][..])), "{c:?}");
            assert_eq!(split_last(text), split_first(text), "{c:?}");
            let twice = [text, b"a", text].concat();
            let (before, behind) = ([text, b"a"].concat(), [b"a", text].concat());
            assert_eq!(
                split_first(&twice),
                Some((code(c), behind.as_slice())),
                "{c:?}"
            );
            assert_eq!(
                split_last(&twice),
                Some((code(c), before.as_slice())),
                "{c:?}"
            );
        }
    }

    #[test]
    fn words_are_held() {
        for (text, word, held) in [
            ("满意度指标", "满意", true),
            ("社会公众满意", "满意", true),
            ("成本", "成本指标", false),
            ("", "满意", false),
            ("a满", "", true),
            ("é𠀀x满", "𠀀x", true),
        ] {
            assert_eq!(holds(text, word), held, "{text}");
            assert_eq!(text.contains(word), held, "{text}");
        }
    }

    #[test]
    fn ideographs_are_folded_already() {
        for c in '\u{4000}'..='\u{9fff}' {
            let text = c.to_string();
            assert!(matches!(text.as_bytes(), [0xe4..=0xe9, _, _]), "{c:?}");
            assert_eq!(fold(&text), text, "{c:?}");
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
