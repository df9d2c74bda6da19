//! A list of words, searched for all at once.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::{Deserialize, Deserializer};

use super::index::Index;
use crate::form::fold;
use crate::rules::text::{split_first, split_last};

/// A word list. Words are folded (width and white space do not count); so must be the text.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: Vec<String>,
    beginnings: Index,
    endings: Index,
    /// Finds the words in a longer text; made when it is first asked for.
    in_text: OnceLock<Option<AhoCorasick>>,
}

/// Bytes from which on it pays to look for rare bytes of the words before reading the text.
const LONG: usize = 120;

impl Lexicon {
    /// The list of these words; blank ones are none.
    pub fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Self {
        let folded = words.into_iter().map(|word| fold(word.as_ref()));
        let words: Vec<String> = folded.filter(|word| !word.is_empty()).collect();
        Self {
            beginnings: Index::of(&words, split_first),
            endings: Index::of(&words, split_last),
            words,
            in_text: OnceLock::new(),
        }
    }

    /// Whether the text contains any of the words.
    #[inline]
    pub fn occurs_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The first word in the text: its byte offset and the word, the longest there.
    #[inline]
    pub fn find<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        self.find_from(text, 0)
    }

    /// All words in the text, the longest at each place, with their byte offsets.
    pub fn all_in<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        let mut past = 0;
        std::iter::from_fn(move || {
            let (at, word) = self.find_from(text, past)?;
            past = at + word.len();
            Some((at, word))
        })
    }

    /// The first word at that byte or behind it.
    fn find_from<'t>(&self, text: &'t str, from: usize) -> Option<(usize, &'t str)> {
        if text.len() >= LONG {
            let input = aho_corasick::Input::new(text).range(from..);
            let found = self.searcher()?.find(input)?;
            return Some((found.start(), text.get(found.range())?));
        }
        let mut rest = text.as_bytes().get(from..)?;
        while let Some((first, behind)) = split_first(rest) {
            if self.beginnings.knows(first)
                && let Some(word) = self.beginning(first, rest, behind)
            {
                let at = text.len() - rest.len();
                return Some((at, text.get(at..at + word.len())?));
            }
            rest = behind;
        }
        None
    }

    fn searcher(&self) -> Option<&AhoCorasick> {
        let build = || {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(AhoCorasickKind::DFA))
                .build(&self.words)
                .ok()
        };
        self.in_text.get_or_init(build).as_ref()
    }

    /// Whether the text is one of the words.
    #[inline]
    pub fn is(&self, text: &str) -> bool {
        self.beginnings.whole(&self.words, text).is_some()
    }

    /// The longest word the text ends with.
    #[inline]
    pub fn ends<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (last, before) = split_last(text.as_bytes())?;
        if self.endings.knows(last) {
            self.ending(last, before, text)
        } else {
            None
        }
    }

    /// The longest word the text ends with, of which the last character and what is before are given.
    fn ending<'t>(&self, last: u32, before: &[u8], text: &'t str) -> Option<&'t str> {
        let second = split_last(before).map_or(0, |(second, _)| second);
        let ending = |at: usize| self.words.get(at).filter(|word| text.ends_with(*word));
        let word = self.endings.longest(last, second, ending)?;
        text.get(text.len() - word.len()..)
    }

    /// The longest word the text begins with.
    #[inline]
    pub fn prefix<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (first, behind) = split_first(text.as_bytes())?;
        if !self.beginnings.knows(first) {
            return None;
        }
        let word = self.beginning(first, text.as_bytes(), behind)?;
        text.get(..word.len())
    }

    /// The longest word the bytes begin with, of which the first character and what is behind are given.
    fn beginning(&self, first: u32, bytes: &[u8], behind: &[u8]) -> Option<&String> {
        let second = split_first(behind).map_or(0, |(second, _)| second);
        let beginning = |at: usize| {
            let word = self.words.get(at);
            word.filter(|word| bytes.starts_with(word.as_bytes()))
        };
        self.beginnings.longest(first, second, beginning)
    }

    /// The words.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

impl<'de> Deserialize<'de> for Lexicon {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<String>::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_found_at_the_end_and_as_the_whole() {
        let rates = Lexicon::new(["率", "满意率", "比例", "指数", ""]);
        assert_eq!(rates.ends("群众满意率"), Some("满意率"));
        assert_eq!(rates.ends("完好率"), Some("率"));
        assert_eq!(rates.ends("投入比例"), Some("比例"));
        assert_eq!(rates.ends("率先"), None);
        let within = Lexicon::new(["意", "满意率高", "率高"]);
        assert_eq!(within.ends("满意率高"), Some("满意率高"));
        assert_eq!(within.ends("合意率高"), Some("率高"));
        assert_eq!(within.ends("高"), None);
        assert_eq!((rates.ends(""), rates.prefix("")), (None, None));
        assert!(rates.is("比例") && rates.is("率"));
        assert_eq!(within.prefix("满意率高的"), Some("满意率高"));
        assert_eq!(within.prefix("意满"), Some("意"));
        assert_eq!(within.prefix("很满意"), None);
        assert!(!rates.is("例") && !rates.is("完好率") && !rates.is(""));
    }

    #[test]
    fn words_are_found_in_cells_and_in_long_texts_alike() {
        let words = Lexicon::new(["满意", "满意率", "率先"]);
        for lead in ["", "群众", &"清运".repeat(LONG)] {
            let text = format!("{lead}满意率先，满意");
            let at = lead.len();
            assert_eq!(words.find(&text), Some((at, "满意率")));
            let all: Vec<_> = words.all_in(&text).map(|(_, word)| word).collect();
            assert_eq!(all, ["满意率", "满意"]);
            assert!(words.occurs_in(&text) && !words.occurs_in(lead));
        }
        assert!(!Lexicon::default().occurs_in("满意"));
    }

    proptest! {
        #[test]
        fn words_are_found_where_they_stand(
            words in proptest::collection::vec("[aéb满意率𠀀]{1,4}", 0..12),
            text in "[aéb满意率𠀀,]{0,60}",
        ) {
            let lexicon = Lexicon::new(&words);
            let longest = |fits: &dyn Fn(&str) -> bool| {
                let fitting = words.iter().filter(|word| fits(word));
                fitting.map(String::len).max()
            };
            let beginning = longest(&|word| text.starts_with(word));
            prop_assert_eq!(lexicon.prefix(&text).map(str::len), beginning);
            let ending = longest(&|word| text.ends_with(word));
            prop_assert_eq!(lexicon.ends(&text).map(str::len), ending);
            prop_assert_eq!(lexicon.is(&text), words.contains(&text));
            let first = text.char_indices().find_map(|(at, _)| {
                Some((at, longest(&|word| text[at..].starts_with(word))?))
            });
            let found = lexicon.find(&text);
            prop_assert_eq!(found.map(|(at, word)| (at, word.len())), first);
        }
    }
}
