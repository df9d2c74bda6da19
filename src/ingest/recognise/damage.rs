//! Labels with a character that recognition of a scan, or a broken file, got wrong: 预匏数, 项Fl名称; and
//! labels that the edge of their cell cuts.
//!
//! Invariant: only a character that no label has is taken for a damaged one (a rare hanzi, Latin
//! letters, a replaced byte), and only where one meaning is left. 上年预算数 is never 全年预算数.

use std::sync::LazyLock;

use encoding_rs::GB18030;

use super::labels::{self, Label};
use super::text::LOST;

/// The wording and meaning of a damaged label (folded, without brackets).
pub(super) fn meaning(label: &str) -> Option<(&'static str, Label)> {
    let pattern = pattern(label)?;
    let mut found: Option<(&'static str, Label)> = None;
    for &(wording, label) in labels::wordings() {
        if !fits(&pattern, wording) {
            continue;
        }
        if found.is_some_and(|(_, other)| other != label) {
            return None;
        }
        found = Some((wording, label));
    }
    found
}

/// The meaning of a label (folded) of which the beginning or the end was not printed.
pub(super) fn cut(label: &str) -> Option<Label> {
    let seen = label.trim_matches(LOST);
    let (front, behind) = (label.starts_with(LOST), label.ends_with(LOST));
    // Nearly every cell is no cut label.
    if !front && !behind || seen.chars().count() < SEEN || seen.contains(LOST) {
        return None;
    }
    let goes_on = |wording: &str| match (front, behind) {
        (true, true) => wording.contains(seen),
        (true, false) => wording.ends_with(seen),
        (false, true) => wording.starts_with(seen),
        (false, false) => false,
    };
    let mut labels = labels::wordings()
        .iter()
        .filter(|(wording, _)| goes_on(wording))
        .map(|(_, label)| *label);
    let first = labels.next()?;
    labels.all(|other| other == first).then_some(first)
}

/// How much of a cut label is to be seen.
const SEEN: usize = 3;

/// The characters of `label`, the damaged one as `None`; nothing where none or more than one is
/// damaged, or where too little would be left.
fn pattern(label: &str) -> Option<Vec<Option<char>>> {
    if !label.chars().any(is_odd) {
        return None;
    }
    let mut pattern: Vec<Option<char>> = Vec::new();
    let mut letters = false;
    for c in label.chars() {
        // One character may have been read as two letters.
        let letter = c.is_ascii_alphabetic();
        if !is_odd(c) {
            pattern.push(Some(c));
        } else if !(letter && letters) {
            pattern.push(None);
        }
        letters = letter;
    }
    let damaged = pattern.iter().filter(|c| c.is_none()).count();
    (damaged == 1 && pattern.len() >= 4).then_some(pattern)
}

fn fits(pattern: &[Option<char>], wording: &str) -> bool {
    let mut characters = wording.chars();
    pattern.iter().all(|expected| {
        characters
            .next()
            .is_some_and(|c| expected.is_none_or(|expected| expected == c))
    }) && characters.next().is_none()
}

/// Whether no label has such a character: a letter, a replaced byte, a hanzi outside the first
/// level of GB 2312.
fn is_odd(c: char) -> bool {
    if c.is_ascii_alphabetic() || c == LOST {
        return true;
    }
    let Some(place) = place(c) else {
        return false;
    };
    let word = COMMON.get(place / 64);
    word.is_none_or(|word| word >> (place % 64) & 1 == 0)
}

/// Where a hanzi stands among all of the basic block.
fn place(c: char) -> Option<usize> {
    let place = u32::from(c).checked_sub(FIRST)?;
    (place < HANZI).then_some(usize::try_from(place).ok()?)
}

/// The first hanzi, and how many there are.
const FIRST: u32 = 0x4e00;
const HANZI: u32 = 0x5200;

/// A bit for each hanzi, set for the 3 755 common ones: lead bytes B0 to D7 of GB 2312.
static COMMON: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut common = vec![0_u64; usize::try_from(HANZI / 64).unwrap_or_default()];
    let codes = (0xb0..=0xd7_u8).flat_map(|lead| (0xa1..=0xfe_u8).map(move |trail| [lead, trail]));
    for code in codes {
        let (text, _, _) = GB18030.decode(&code);
        let mut places = text.chars().filter_map(place);
        if let Some(place) = places.next()
            && let Some(word) = common.get_mut(place / 64)
        {
            *word |= 1 << (place % 64);
        }
    }
    common
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_character_of_a_label() {
        for (label, wording) in [
            ("年初预匏数", "年初预算数"),
            ("全年预匏数", "全年预算数"),
            ("项Fl名称", "项目名称"),
            ("项\u{fffd}名称", "项目名称"),
            ("年度资金总额", ""),
            ("上年预算数", ""),
            ("PPP项目名称", ""),
            ("匏级指标", ""),
            ("A班", ""),
        ] {
            let found = meaning(label).map_or("", |(wording, _)| wording);
            assert_eq!(found, wording, "{label}");
        }
    }

    #[test]
    fn a_cut_label_is_what_all_labels_are_that_go_on_so() {
        assert_eq!(cut("全年执行数\u{fffd}"), Some(Label::Executed));
        assert_eq!(cut("\u{fffd}初预算数"), Some(Label::Initial));
        // 实际完成值 or 实际完成情况.
        assert_eq!(cut("实际完成\u{fffd}"), None);
        assert_eq!(cut("指标\u{fffd}"), None);
        assert_eq!(cut("全年执行数"), None);
    }

    #[test]
    fn common_hanzi_are_those_of_the_first_level() {
        for c in (0..=0xffff).filter_map(char::from_u32) {
            let mut buffer = [0; 4];
            let (bytes, _, _) = GB18030.encode(c.encode_utf8(&mut buffer));
            let hanzi = matches!(c, '\u{4e00}'..='\u{9fff}');
            let common = matches!(*bytes, [0xb0..=0xd7, 0xa1..=0xfe]);
            let other = c.is_ascii_alphabetic() || c == LOST;
            assert_eq!(is_odd(c), hanzi && !common || other, "{c}");
        }
    }

    #[test]
    fn no_wording_has_an_odd_character() {
        for (wording, _) in labels::wordings() {
            assert!(!wording.chars().any(is_odd), "{wording}");
        }
    }
}
