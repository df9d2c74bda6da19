//! Text of cells made comparable. Folded text serves matching only, never evidence.

use unicode_normalization::UnicodeNormalization;

/// Compatibility form (full-width becomes half-width) without any white space: what two prints of
/// the same label or name have in common.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match plain(c) {
            Some(' ') => {}
            Some(c) => folded.push(c),
            // Something that may combine with its neighbours: the whole text goes the long way.
            None => return text.nfkc().filter(|c| !c.is_whitespace()).collect(),
        }
    }
    folded
}

/// What a character of everyday text becomes by itself, white space one space; `None` for all others.
fn plain(c: char) -> Option<char> {
    match c {
        '\t'..='\r' | ' ' | '\u{a0}' | '\u{3000}' => Some(' '),
        '!'..='~' | '\u{4e00}'..='\u{9fff}' => Some(c),
        '、' | '。' | '《' | '》' | '“' | '”' | '—' | '≥' | '≤' => Some(c),
        '！'..='～' => char::from_u32((c as u32).checked_sub(0xfee0)?),
        _ => None,
    }
}

/// Runs of white space made one space, none at the ends.
pub fn squeeze(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut squeezed = String::with_capacity(text.len());
    if let Some(first) = words.next() {
        squeezed.push_str(first);
    }
    for word in words {
        squeezed.push(' ');
        squeezed.push_str(word);
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn long(text: &str) -> String {
        text.nfkc().filter(|c| !c.is_whitespace()).collect()
    }

    #[test]
    fn the_short_way_folds_as_the_long_one() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            if plain(c).is_some() {
                let text = format!("甲{c}乙");
                assert_eq!(fold(&text), long(&text), "{c:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_folds_the_same(text in "([\\PC\\s]|[甲Ａ（\u{301}\u{3099}かｶﾞ]){0,20}") {
            prop_assert_eq!(fold(&text), long(&text));
        }
    }
}
