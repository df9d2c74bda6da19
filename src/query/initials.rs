//! Pinyin initials: `zqz` stands for 颛桥镇. Every reading of a character counts, so that one need
//! not know which the unit uses; what is neither a hanzi nor a letter does not count at all.

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti as _;

/// Shortest and longest word that is taken for initials.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=40;

/// The letters of a word that can be read as initials, in lower case.
pub fn initials(word: &str) -> Option<String> {
    let fits = LENGTHS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then(|| word.to_ascii_lowercase())
}

/// A set of letters: a bit each.
type Letters = u32;

const fn bit(letter: u8) -> Letters {
    match letter {
        b'a'..=b'z' => 1 << (letter - b'a'),
        b'A'..=b'Z' => 1 << (letter - b'A'),
        _ => 0,
    }
}

/// The letters a character may begin with.
pub(super) fn letters(c: char) -> Letters {
    if let Ok(letter) = u8::try_from(c) {
        return bit(letter);
    }
    c.to_pinyin_multi().map_or(0, |readings| {
        readings
            .into_iter()
            .filter_map(|reading| reading.plain().bytes().next())
            .fold(0, |all, letter| all | bit(letter))
    })
}

/// The characters of `text` that count, with their places.
fn spelled(text: &str) -> Vec<(usize, Letters)> {
    text.chars()
        .map(letters)
        .enumerate()
        .filter(|(_, letters)| *letters != 0)
        .collect()
}

/// The first place in `text`, in characters, that can be read as these initials: its first
/// character and the one behind its last.
pub(super) fn find(text: &str, initials: &str) -> Option<std::ops::Range<usize>> {
    let spelled = spelled(text);
    let wanted: Vec<Letters> = initials.bytes().map(bit).collect();
    let found = spelled.windows(wanted.len().max(1)).find(|window| {
        window
            .iter()
            .zip(&wanted)
            .all(|((_, letters), wanted)| letters & wanted != 0)
    })?;
    let ((first, _), (last, _)) = (found.first()?, found.last()?);
    Some(*first..last + 1)
}

/// Whether a part of `text` can be read as these initials.
pub fn has_initials(text: &str, initials: &str) -> bool {
    !initials.is_empty() && find(text, initials).is_some()
}

/// Every two letters that may stand side by side in one of `texts`: what an index needs.
pub fn pairs<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<[char; 2]> {
    let each = |letters: Letters| (b'a'..=b'z').filter(move |letter| letters & bit(*letter) != 0);
    let mut pairs = BTreeSet::new();
    for text in texts {
        for window in spelled(text).windows(2) {
            let [(_, first), (_, second)] = window else {
                continue;
            };
            for a in each(*first) {
                pairs.extend(each(*second).map(|b| [char::from(a), char::from(b)]));
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_find_names_by_every_reading() {
        let finds = |text: &str, word: &str| has_initials(text, &initials(word).unwrap());
        assert!(finds("上海市闵行区颛桥镇人民政府", "zqz"));
        assert!(finds("上海市闵行区颛桥镇人民政府", "MHQ"));
        assert!(
            finds("上海市闵行区颛桥镇人民政府", "mxq"),
            "行 is read xing as well"
        );
        assert!(finds("颛桥镇（二期）项目", "zeqx"), "brackets do not count");
        assert!(finds("城市管理APP维护", "glappwh"));
        assert!(!finds("颛桥镇", "qzz"));
        assert!(!finds("颛桥镇", "zqzz"));
        assert!(!finds("", "zq"));
    }

    #[test]
    fn only_letters_are_initials() {
        assert_eq!(initials("z"), None);
        assert_eq!(initials("zq1"), None);
        assert_eq!(initials("颛桥"), None);
        assert_eq!(initials("ZQ").as_deref(), Some("zq"));
    }

    #[test]
    fn an_index_of_pairs_misses_nothing() {
        let pairs = pairs(["重庆", "行a"]);
        for pair in [['z', 'q'], ['c', 'q'], ['x', 'a'], ['h', 'a']] {
            assert!(pairs.contains(&pair), "{pair:?}");
        }
        assert!(
            !pairs.contains(&['q', 'x']),
            "names do not run into each other"
        );
    }
}
