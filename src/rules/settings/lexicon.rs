//! A list of words, searched for all at once.

use aho_corasick::automaton::Automaton as _;
use aho_corasick::dfa::DFA;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use serde::{Deserialize, Deserializer};

use crate::form::fold;

/// A word list. Words are folded (width and white space do not count); so must be the text.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: Vec<String>,
    /// Finds the words backwards from the end of a text.
    endings: Option<DFA>,
    searcher: Option<AhoCorasick>,
}

impl Lexicon {
    /// The list of these words.
    pub fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Self {
        let words: Vec<String> = words.into_iter().map(|word| fold(word.as_ref())).collect();
        let searcher = (!words.is_empty())
            .then(|| {
                AhoCorasick::builder()
                    .start_kind(StartKind::Both)
                    .match_kind(MatchKind::LeftmostLongest)
                    .build(&words)
                    .ok()
            })
            .flatten();
        let backwards = words
            .iter()
            .map(|word| word.bytes().rev().collect::<Vec<u8>>());
        let endings = DFA::builder()
            .start_kind(StartKind::Anchored)
            .build(backwards)
            .ok();
        Self {
            words,
            endings,
            searcher,
        }
    }

    /// Whether the text contains any of the words.
    pub fn occurs_in(&self, text: &str) -> bool {
        self.searcher
            .as_ref()
            .is_some_and(|searcher| searcher.is_match(text))
    }

    /// The first word in the text: its byte range and the word.
    pub fn find<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let found = self.searcher.as_ref()?.find(text)?;
        Some((found.start(), text.get(found.range())?))
    }

    /// All words in the text, the longest at each place, with their byte offsets.
    pub fn all_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> + 't {
        self.searcher
            .iter()
            .flat_map(move |searcher| searcher.find_iter(text))
            .filter_map(move |found| Some((found.start(), text.get(found.range())?)))
    }

    /// Whether the text is one of the words.
    pub fn is(&self, text: &str) -> bool {
        !text.is_empty() && self.ends(text).is_some_and(|word| word.len() == text.len())
    }

    /// The longest word the text ends with.
    pub fn ends<'t>(&self, text: &'t str) -> Option<&'t str> {
        let finder = self.endings.as_ref()?;
        let mut state = finder.start_state(Anchored::Yes).ok()?;
        let mut longest = None;
        for (length, byte) in (1..).zip(text.bytes().rev()) {
            state = finder.next_state(Anchored::Yes, state, byte);
            if !finder.is_special(state) {
                continue;
            }
            if finder.is_dead(state) {
                break;
            }
            // A word that lies within a longer one may show here too.
            let whole = |at| finder.pattern_len(finder.match_pattern(state, at)) == length;
            if finder.is_match(state) && (0..finder.match_len(state)).any(whole) {
                longest = Some(length);
            }
        }
        text.get(text.len() - longest?..)
    }

    /// The longest word the text begins with.
    pub fn prefix<'t>(&self, text: &'t str) -> Option<&'t str> {
        let input = Input::new(text).anchored(Anchored::Yes);
        text.get(self.searcher.as_ref()?.find(input)?.range())
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
        assert_eq!(rates.ends(""), None);
        assert!(rates.is("比例") && rates.is("率"));
        assert!(!rates.is("例") && !rates.is("完好率") && !rates.is(""));
    }
}
