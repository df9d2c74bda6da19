//! Groups of words that mean one thing.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::index::Index;
use crate::rules::text::split_first;

/// Words, with the numbers of the groups each is in.
#[derive(Debug, Clone, Default)]
pub struct Synonyms {
    words: Vec<String>,
    groups: Vec<Vec<usize>>,
    index: Index,
}

impl Synonyms {
    /// The groups, each with its words separated by spaces.
    pub fn new(groups: &[String]) -> Self {
        let mut of_words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (group, of_group) in groups.iter().enumerate() {
            for word in of_group.split(' ').filter(|word| !word.is_empty()) {
                of_words.entry(word.to_owned()).or_default().push(group);
            }
        }
        let (words, groups): (Vec<String>, _) = of_words.into_iter().unzip();
        Self {
            index: Index::of(&words, split_first),
            words,
            groups,
        }
    }

    fn groups(&self, word: &str) -> Option<&Vec<usize>> {
        self.groups.get(self.index.whole(&self.words, word)?)
    }

    /// Whether a word stands in any group.
    pub fn knows(&self, word: &str) -> bool {
        self.groups(word).is_some()
    }

    /// Whether two words stand in one group.
    pub fn are_same(&self, a: &str, b: &str) -> bool {
        let both = || Some((self.groups(a)?, self.groups(b)?));
        both().is_some_and(|(a, b)| a.iter().any(|group| b.contains(group)))
    }
}

impl<'de> Deserialize<'de> for Synonyms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<String>::deserialize(deserializer).map(|groups| Self::new(&groups))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_group_are_the_same() {
        let groups = ["吨 t 公吨", "人 名", "公吨 千千克"].map(str::to_owned);
        let words = Synonyms::new(&groups);
        assert!(words.are_same("t", "公吨") && words.are_same("千千克", "公吨"));
        assert!(!words.are_same("t", "千千克") && !words.are_same("人", "t"));
        assert!(!words.are_same("户", "户"));
        assert!(words.knows("t") && words.knows("千千克"));
        assert!(!words.knows("千克") && !words.knows("千千") && !words.knows(""));
    }
}
