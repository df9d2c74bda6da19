//! What hides or acts on a terminal, made visible.
//!
//! The rule is about one character at a time, so that the pieces of a text shown one by one are
//! the text shown as a whole.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Replaces every character that moves the cursor, changes the terminal, reorders what stands
/// around it or takes no column at all by its code, as in `⟨1B⟩`. A line feed stays.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c != '\n' && hides(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if c != '\n' && hides(c) {
            push_code(&mut shown, c);
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// As [`visible`], on one line: each run of line feeds and tabs becomes one space.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\t', '\r']) {
        return visible(text);
    }
    let mut joined = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if matches!(c, '\n' | '\t' | '\r') {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !joined.is_empty() {
            joined.push(' ');
        }
        joined.push(c);
    }
    Cow::Owned(visible(&joined).into_owned())
}

/// The character alone, as [`visible`] shows it.
pub(super) fn push_visible(shown: &mut String, c: char) {
    if hides(c) {
        push_code(shown, c);
    } else {
        shown.push(c);
    }
}

fn push_code(shown: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = write!(shown, "⟨{:02X}⟩", u32::from(c));
}

/// Controls, format characters, fillers and selectors: everything a reader cannot see.
pub(in crate::terminal) const fn hides(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'                      // soft hyphen
        | '\u{34f}'                     // combining grapheme joiner
        | '\u{600}'..='\u{605}'         // Arabic number signs
        | '\u{61c}'                     // Arabic letter mark
        | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}'
        | '\u{115f}' | '\u{1160}'       // Hangul fillers
        | '\u{17b4}' | '\u{17b5}'       // Khmer inherent vowels
        | '\u{180b}'..='\u{180f}'       // Mongolian selectors and separator
        | '\u{200b}'..='\u{200f}'       // zero width, direction marks
        | '\u{2028}'..='\u{202e}'       // line and paragraph separators, bidi embeddings
        | '\u{2060}'..='\u{206f}'       // word joiner, bidi isolates, deprecated formats
        | '\u{3164}'                    // Hangul filler
        | '\u{a8fa}'                    // Devanagari caret, a mark without width
        | '\u{fe00}'..='\u{fe0f}'       // variation selectors
        | '\u{feff}'                    // byte order mark
        | '\u{ffa0}'                    // half-width Hangul filler
        | '\u{fff0}'..='\u{fffb}'       // interlinear annotation
        | '\u{1bca0}'..='\u{1bca3}'     // shorthand format controls
        | '\u{1d173}'..='\u{1d17a}'     // musical format controls
        | '\u{e0000}'..='\u{e0fff}'     // tags, supplementary variation selectors
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthChar;

    use super::*;

    #[test]
    fn an_escape_sequence_is_shown_and_not_obeyed() {
        assert_eq!(visible("\u{1b}[2J清屏\u{7}"), "⟨1B⟩[2J清屏⟨07⟩");
        assert_eq!(visible("\u{9b}31m"), "⟨9B⟩31m");
    }

    #[test]
    fn marks_that_reorder_or_hide_are_shown() {
        assert_eq!(visible("支出\u{202e}001\u{202c}"), "支出⟨202E⟩001⟨202C⟩");
        assert_eq!(visible("优\u{200b}秀"), "优⟨200B⟩秀");
        assert_eq!(visible("a\u{e0041}"), "a⟨E0041⟩");
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        for text in ["财政项目支出绩效自评表", "≥99.00(件)\n①保洁", "cafe\u{301}"]
        {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn one_line_joins_lines_with_one_space() {
        assert_eq!(one_line("目标一\r\n\n目标二\t完\n"), "目标一 目标二 完");
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left_and_showing_twice_changes_nothing(text in "(?s).{0,60}") {
            let shown = visible(&text).into_owned();
            prop_assert!(!shown.chars().any(|c| c != '\n' && hides(c)));
            prop_assert_eq!(visible(&shown).into_owned(), shown);
        }

        #[test]
        fn pieces_show_as_the_whole_does(a in "(?s).{0,20}", b in "(?s).{0,20}") {
            let whole = visible(&format!("{a}{b}")).into_owned();
            prop_assert_eq!(whole, format!("{}{}", visible(&a), visible(&b)));
        }
    }

    #[test]
    fn a_character_without_width_is_a_combining_mark_or_shown_as_its_code() {
        // Marks that combine are seen over their letter; what is left are Hangul vowels and
        // finals and Indic letters, which join the syllable beside them.
        let joins = |c: char| {
            matches!(c, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}' | '\u{ff9e}' | '\u{ff9f}')
                || unicode_normalization::char::is_combining_mark(c)
                || c.is_alphabetic()
        };
        let left: Vec<String> = ('\0'..=char::MAX)
            .filter(|c| c.width().unwrap_or(0) == 0 && !hides(*c) && !joins(*c))
            .map(|c| format!("{:X}", u32::from(c)))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
