//! Groups of words that mean one thing.

use serde::{Deserialize, Deserializer};

/// Words with the number of the group each is in, sorted.
#[derive(Debug, Clone, Default)]
pub struct Synonyms(Vec<(String, usize)>);

impl Synonyms {
    /// The groups, each with its words separated by spaces.
    pub fn new(groups: &[String]) -> Self {
        let words = |(at, group): (usize, &String)| {
            let words: Vec<&str> = group.split(' ').collect();
            words
                .into_iter()
                .map(move |word| (word.to_owned(), at))
                .collect::<Vec<_>>()
        };
        let mut words: Vec<(String, usize)> = groups.iter().enumerate().flat_map(words).collect();
        words.sort_unstable();
        Self(words)
    }

    /// Whether two words stand in one group.
    pub fn are_same(&self, a: &str, b: &str) -> bool {
        self.groups(a)
            .any(|group| self.groups(b).any(|other| other == group))
    }

    fn groups(&self, word: &str) -> impl Iterator<Item = usize> {
        let at = self.0.partition_point(|(own, _)| own.as_str() < word);
        let own = self.0.iter().skip(at);
        own.take_while(move |(own, _)| own == word)
            .map(|(_, group)| *group)
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
    }
}
