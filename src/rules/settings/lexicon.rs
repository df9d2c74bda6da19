//! A list of words, searched for all at once.

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use serde::{Deserialize, Deserializer};

use crate::form::fold;

/// A word list. Words are folded (width and white space do not count); so must be the text.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: Vec<String>,
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
        Self { words, searcher }
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

    /// The word the text is, if it is one.
    pub fn is(&self, text: &str) -> bool {
        self.words.iter().any(|word| word == text)
    }

    /// The longest word the text ends with.
    pub fn ends<'t>(&self, text: &'t str) -> Option<&'t str> {
        let length = self
            .words
            .iter()
            .filter(|word| text.ends_with(word.as_str()))
            .map(String::len)
            .max()?;
        text.get(text.len() - length..)
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
