//! A list of words, searched for all at once.

use std::sync::OnceLock;

use aho_corasick::automaton::Automaton as _;
use aho_corasick::dfa::DFA;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, MatchKind, StartKind};
use serde::{Deserialize, Deserializer};

use crate::form::fold;

/// A word list. Words are folded (width and white space do not count); so must be the text. What finds
/// them is made when it is first asked for.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: Vec<String>,
    /// Finds the words anywhere in a cell, and in a longer text.
    in_cell: OnceLock<Option<AhoCorasick>>,
    in_text: OnceLock<Option<AhoCorasick>>,
    /// Reads a text forwards from its beginning, and backwards from its end.
    beginnings: OnceLock<Option<Box<DFA>>>,
    endings: OnceLock<Option<Box<DFA>>>,
}

/// Bytes from which on it pays to look for rare bytes of the words before reading the text.
const LONG: usize = 120;

impl Lexicon {
    /// The list of these words.
    pub fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Self {
        let words = words.into_iter().map(|word| fold(word.as_ref()));
        Self {
            words: words.collect(),
            ..Self::default()
        }
    }

    fn searcher(&self, text: &str) -> Option<&AhoCorasick> {
        if self.words.is_empty() {
            return None;
        }
        let long = text.len() >= LONG;
        let build = || {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(AhoCorasickKind::DFA))
                .prefilter(long)
                .build(&self.words)
                .ok()
        };
        let searcher = if long { &self.in_text } else { &self.in_cell };
        searcher.get_or_init(build).as_ref()
    }

    /// Whether the text contains any of the words.
    pub fn occurs_in(&self, text: &str) -> bool {
        self.searcher(text)
            .is_some_and(|searcher| searcher.is_match(text))
    }

    /// The first word in the text: its byte range and the word.
    pub fn find<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let found = self.searcher(text)?.find(text)?;
        Some((found.start(), text.get(found.range())?))
    }

    /// All words in the text, the longest at each place, with their byte offsets.
    pub fn all_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> + 't {
        self.searcher(text)
            .into_iter()
            .flat_map(move |searcher| searcher.find_iter(text))
            .filter_map(move |found| Some((found.start(), text.get(found.range())?)))
    }

    /// Whether the text is one of the words.
    pub fn is(&self, text: &str) -> bool {
        !text.is_empty() && self.ends(text).is_some_and(|word| word.len() == text.len())
    }

    /// The longest word the text ends with.
    pub fn ends<'t>(&self, text: &'t str) -> Option<&'t str> {
        let backwards = |word: &String| word.bytes().rev().collect::<Vec<u8>>();
        let build = || reader(self.words.iter().map(backwards));
        let endings = self.endings.get_or_init(build).as_ref()?;
        text.get(text.len() - longest(endings, text.bytes().rev())?..)
    }

    /// The longest word the text begins with.
    pub fn prefix<'t>(&self, text: &'t str) -> Option<&'t str> {
        let beginnings = self.beginnings.get_or_init(|| reader(&self.words));
        text.get(..longest(beginnings.as_ref()?, text.bytes())?)
    }

    /// The words.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

/// Reads words from a first byte on.
fn reader<W: AsRef<[u8]>>(words: impl IntoIterator<Item = W>) -> Option<Box<DFA>> {
    let mut builder = DFA::builder();
    builder.start_kind(StartKind::Anchored);
    builder.build(words).ok().map(Box::new)
}

/// The length of the longest word that the bytes begin with.
fn longest(words: &DFA, bytes: impl Iterator<Item = u8>) -> Option<usize> {
    let mut state = words.start_state(Anchored::Yes).ok()?;
    let mut longest = None;
    for (length, byte) in (1..).zip(bytes) {
        state = words.next_state(Anchored::Yes, state, byte);
        if !words.is_special(state) {
            continue;
        }
        if words.is_dead(state) {
            break;
        }
        // A word that lies within a longer one may show here too.
        let whole = |at| words.pattern_len(words.match_pattern(state, at)) == length;
        if words.is_match(state) && (0..words.match_len(state)).any(whole) {
            longest = Some(length);
        }
    }
    longest
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
}
