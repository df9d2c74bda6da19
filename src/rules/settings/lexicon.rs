//! A list of words, searched for all at once.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::{Deserialize, Deserializer};

use crate::form::fold;
use crate::rules::text::width;

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
            beginnings: Index::of(&words, |word| outermost(word.chars())),
            endings: Index::of(&words, |word| outermost(word.chars().rev())),
            words,
            in_text: OnceLock::new(),
        }
    }

    /// Whether the text contains any of the words.
    pub fn occurs_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The first word in the text: its byte offset and the word, the longest there.
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
    fn find_from<'t>(&self, text: &'t str, mut at: usize) -> Option<(usize, &'t str)> {
        if text.len() >= LONG {
            let input = aho_corasick::Input::new(text).range(at..);
            let found = self.searcher()?.find(input)?;
            return Some((found.start(), text.get(found.range())?));
        }
        let bytes = text.as_bytes();
        while let Some(first) = bytes.get(at) {
            let end = at + width(*first);
            let character = bytes.get(at..end)?;
            if self.beginnings.knows(character)
                && let Some(word) = self.prefix(text.get(at..)?)
            {
                return Some((at, word));
            }
            at = end;
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
    pub fn is(&self, text: &str) -> bool {
        let same = |at: usize| self.words.get(at).filter(|word| *word == text);
        let first = outermost(text.chars());
        self.beginnings.longest(first, same).is_some()
    }

    /// The longest word the text ends with.
    pub fn ends<'t>(&self, text: &'t str) -> Option<&'t str> {
        let bytes = text.as_bytes();
        let begins = |byte: &u8| !(0x80..0xc0).contains(byte);
        let last = bytes.get(bytes.iter().rposition(begins)?..)?;
        if !self.endings.knows(last) {
            return None;
        }
        let ending = |at: usize| self.words.get(at).filter(|word| text.ends_with(*word));
        let word = self
            .endings
            .longest(outermost(text.chars().rev()), ending)?;
        text.get(text.len() - word.len()..)
    }

    /// The longest word the text begins with.
    pub fn prefix<'t>(&self, text: &'t str) -> Option<&'t str> {
        let bytes = text.as_bytes();
        if !self.beginnings.knows(bytes.get(..width(*bytes.first()?))?) {
            return None;
        }
        let beginning = |at: usize| self.words.get(at).filter(|word| text.starts_with(*word));
        let word = self
            .beginnings
            .longest(outermost(text.chars()), beginning)?;
        text.get(..word.len())
    }

    /// The words.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

/// The words by the two characters they begin (or end) with. Most texts have no such two, and nearly
/// all not even the outer one: that is known without looking for words.
#[derive(Debug, Clone, Default)]
struct Index {
    /// A bit for each outer character, by what its last bytes say.
    outer: [u64; 16],
    /// Places of words by those two, the longest first.
    places: Vec<(u64, usize)>,
    /// Where among them those of two characters begin: a table with room to spare, each at the slot its
    /// characters say or one of the next.
    slots: Vec<Option<(u64, usize)>>,
}

/// The first two characters; a word of one character has nothing for the second.
fn outermost(mut chars: impl Iterator<Item = char>) -> u64 {
    let mut next = || chars.next().map_or(0, u64::from);
    next() << 32 | next()
}

/// Which of the 16 numbers has the bit for a character, and the bit.
fn bit(character: &[u8]) -> (usize, u64) {
    let low = match character {
        [.., a, b] => usize::from(*a) << 6 | usize::from(b & 0x3f),
        [byte] => usize::from(*byte),
        [] => 0,
    };
    (low >> 6 & 15, 1 << (low & 63))
}

impl Index {
    fn of(words: &[String], outermost: impl Fn(&str) -> u64) -> Self {
        let keys = words.iter().map(|word| outermost(word));
        let mut places: Vec<(u64, usize)> = keys.zip(0..).collect();
        let length = |at: usize| words.get(at).map(String::len);
        places.sort_by_key(|(key, at)| (*key, std::cmp::Reverse(length(*at))));
        let mut index = Self {
            outer: [0; 16],
            slots: vec![None; (2 * words.len()).next_power_of_two()],
            places,
        };
        let mut last = 0;
        for at in 0..index.places.len() {
            let key = index.places.get(at).map_or(0, |(key, _)| *key);
            if key != std::mem::replace(&mut last, key) {
                index.add(key, at);
            }
        }
        index
    }

    fn add(&mut self, key: u64, from: usize) {
        let outer = u32::try_from(key >> 32).ok().and_then(char::from_u32);
        let mut bytes = [0; 4];
        let (at, bit) = bit(outer.unwrap_or_default().encode_utf8(&mut bytes).as_bytes());
        if let Some(bits) = self.outer.get_mut(at) {
            *bits |= bit;
        }
        let free = self
            .probe(key)
            .find(|at| self.slots.get(*at) == Some(&None));
        if let Some(slot) = free.and_then(|at| self.slots.get_mut(at)) {
            *slot = Some((key, from));
        }
    }

    /// The slots in which two characters are looked for, one after the other.
    fn probe(&self, key: u64) -> impl Iterator<Item = usize> + use<> {
        let last = self.slots.len().saturating_sub(1);
        let first = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize;
        (first..first + self.slots.len()).map(move |at| at & last)
    }

    /// Whether a word may have that character outermost.
    fn knows(&self, character: &[u8]) -> bool {
        let (at, bit) = bit(character);
        self.outer.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// What is found first under two outermost characters, and then under the outer one alone.
    fn longest<W>(&self, outermost: u64, find: impl Fn(usize) -> Option<W>) -> Option<W> {
        let alone = outermost >> 32 << 32;
        [outermost, alone].into_iter().find_map(|key| {
            let mut slots = self.probe(key).map_while(|at| *self.slots.get(at)?);
            let (_, from) = slots.find(|(own, _)| *own == key)?;
            let here = self.places.get(from..)?.iter();
            let mut same = here.take_while(|(own, _)| *own == key);
            same.find_map(|(_, at)| find(*at))
        })
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
