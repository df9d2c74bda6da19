//! Text of cells made comparable. Folded text serves matching only, never evidence.

use unicode_normalization::UnicodeNormalization;

/// Compatibility form (full-width becomes half-width) without any white space: what two prints of
/// the same label or name have in common.
pub fn fold(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
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
