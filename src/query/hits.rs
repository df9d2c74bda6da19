//! Where the words of a filter stand in a text: what the desk marks.

use std::ops::Range;

use super::initials::{find, initials};
use super::{Query, Test};
use crate::form::fold;

impl Query {
    /// The words it looks for in texts, those it excludes left out.
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        self.gather(&mut words);
        words
    }

    fn gather(&self, words: &mut Vec<String>) {
        match self {
            Self::Text(text) | Self::Field(_, Test::Contains(text) | Test::Equals(text)) => {
                words.push(text.clone());
            }
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.gather(words);
                }
            }
            Self::All | Self::Not(_) | Self::Field(..) => {}
        }
    }
}

/// Where `word` stands in `text`, in characters, compared as the search compares: width, white
/// space and the case of letters do not count. A word that stands nowhere but can be read as pinyin
/// initials is found where these fit first.
pub fn hits(text: &str, word: &str) -> Vec<Range<usize>> {
    let wanted: Vec<char> = fold(word).to_lowercase().chars().collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let folded: Vec<(usize, char)> = text
        .chars()
        .enumerate()
        .flat_map(|(at, c)| {
            let folded = fold(c.encode_utf8(&mut [0; 4])).to_lowercase();
            folded.chars().map(|c| (at, c)).collect::<Vec<_>>()
        })
        .collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    for (from, window) in folded.windows(wanted.len()).enumerate() {
        if from < next || !window.iter().map(|(_, c)| c).eq(&wanted) {
            continue;
        }
        if let (Some((first, _)), Some((last, _))) = (window.first(), window.last()) {
            found.push(*first..last + 1);
        }
        next = from + wanted.len();
    }
    if found.is_empty()
        && let Some(initials) = initials(word)
    {
        found.extend(find(text, &initials));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn words_are_found_as_the_search_compares_them() {
        assert_eq!(hits("道路保洁与保 洁", "保洁"), [2..4, 5..8]);
        assert_eq!(hits("ＡＢＣ中心", "abc").first(), Some(&(0..3)));
        assert_eq!(hits("aaa", "aa").len(), 1, "they do not overlap");
        assert_eq!(hits("闵行区颛桥镇", "zqz").first(), Some(&(3..6)));
        assert!(hits("保洁", "").is_empty());
        assert!(hits("", "保").is_empty());
    }

    #[test]
    fn what_is_excluded_is_not_marked() {
        let query = parse("保洁 unit:颛桥 -消防 (a or b) score>9").unwrap();
        assert_eq!(query.words(), ["保洁", "颛桥", "a", "b"]);
    }
}
