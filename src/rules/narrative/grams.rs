//! How much two texts share, in pairs of neighbouring characters.

use std::ops::ControlFlow;

use crate::rules::text::{code, is_letter_code, split_first};

/// A pair of neighbouring characters, each as a number made of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair(u64);

impl Pair {
    /// These two.
    pub const fn new(a: char, b: char) -> Self {
        Self::of(code(a), code(b))
    }

    const fn of(a: u32, b: u32) -> Self {
        Self((a as u64) << 32 | b as u64)
    }
}

/// Hands on the pairs of neighbouring letters of a text, in order, until it is told to stop; whether it
/// was. Punctuation and white space end a run, so that no pair spans them.
#[inline]
fn pairs(text: &str, mut see: impl FnMut(Pair) -> ControlFlow<()>) -> bool {
    let (mut rest, mut last) = (text.as_bytes(), 0);
    while let Some((character, behind)) = split_first(rest) {
        rest = behind;
        if !is_letter_code(character) {
            last = 0;
            continue;
        }
        if last != 0 && see(Pair::of(last, character)).is_break() {
            return true;
        }
        last = character;
    }
    false
}

/// The distinct pairs of neighbouring letters of a short text, sorted.
pub fn grams(text: &str) -> Vec<Pair> {
    let mut grams = Vec::with_capacity(text.len() / 3);
    pairs(text, |pair| {
        grams.push(pair);
        ControlFlow::Continue(())
    });
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// The pairs of neighbouring letters of a longer text, to be asked for any of them: a table with room
/// to spare, each at the slot its characters say or one of the next.
#[derive(Debug)]
pub struct Pairs(Vec<Pair>);

/// What no pair is.
const FREE: Pair = Pair(0);

impl Pairs {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut table = Self(vec![FREE; (2 * text.len() / 3 + 1).next_power_of_two()]);
        pairs(text, |pair| {
            let at = table.slot(pair);
            if let Some(slot) = table.0.get_mut(at) {
                *slot = pair;
            }
            ControlFlow::Continue(())
        });
        table
    }

    /// Whether the text has that pair.
    pub fn has(&self, pair: Pair) -> bool {
        self.0.get(self.slot(pair)) == Some(&pair)
    }

    /// Percent of other pairs that the text has.
    pub fn share_of(&self, pairs: &[Pair]) -> usize {
        let common = pairs.iter().filter(|pair| self.has(**pair)).count();
        (100 * common).checked_div(pairs.len()).unwrap_or(0)
    }

    /// Whether the text has so many percent of the distinct pairs of another. Most texts that share any
    /// share enough in their first words: then no list of their pairs is made.
    pub fn share(&self, text: &str, percent: usize) -> bool {
        let most = text.chars().count().saturating_sub(1);
        let enough = (most * percent).div_ceil(100);
        let mut shared = [FREE; 32];
        let mut count = 0;
        let few = (1..=shared.len()).contains(&enough);
        let soon = few && {
            pairs(text, |pair| {
                if self.has(pair) && !shared.iter().take(count).any(|known| *known == pair) {
                    if let Some(free) = shared.get_mut(count) {
                        *free = pair;
                    }
                    count += 1;
                }
                if count == enough {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })
        };
        soon || self.share_of(&grams(text)) >= percent
    }

    /// Where the pair is, or would be. A text has fewer pairs than there are slots.
    fn slot(&self, pair: Pair) -> usize {
        let last = self.0.len() - 1;
        let mut at = (pair.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & last;
        while self
            .0
            .get(at)
            .is_some_and(|own| *own != pair && *own != FREE)
        {
            at = (at + 1) & last;
        }
        at
    }
}

/// Dice coefficient of two sorted lists of pairs, in percent.
pub fn dice(a: &[Pair], b: &[Pair]) -> usize {
    (200 * common(a, b))
        .checked_div(a.len() + b.len())
        .unwrap_or(0)
}

/// Percent of the pairs of `a` that occur in `b`.
pub fn share_of(a: &[Pair], b: &[Pair]) -> usize {
    (100 * common(a, b)).checked_div(a.len()).unwrap_or(0)
}

fn common(a: &[Pair], b: &[Pair]) -> usize {
    a.iter()
        .filter(|pair| b.binary_search(pair).is_ok())
        .count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_names_of_one_rate_share_most_of_their_pairs() {
        let pair = |a, b| dice(&grams(a), &grams(b));
        assert_eq!(pair("实有房屋准确率", "实有房屋信息准确率"), 71);
        assert!(pair("实有房屋登记率", "实有房屋信息准确率") < 55);
        assert_eq!(pair("", ""), 0);
    }

    #[test]
    fn a_longer_text_has_the_pairs_of_its_list() {
        for text in [
            "",
            "a",
            "全年清运垃圾820吨，清运及时率100%。",
            &"各类案件".repeat(99),
        ] {
            let (list, table) = (grams(text), Pairs::of(text));
            assert!(list.iter().all(|pair| table.has(*pair)), "{text}");
            assert_eq!(table.share_of(&list), if list.is_empty() { 0 } else { 100 });
            assert!(!table.has(Pair::new('垃', '运')), "{text}");
        }
    }

    proptest! {
        #[test]
        fn texts_share_what_their_lists_share(
            text in "[清运垃圾，a1]{0,40}",
            other in "[清运垃圾道，a1]{0,60}",
            percent in 0_usize..=110,
        ) {
            let table = Pairs::of(&text);
            let share = share_of(&grams(&other), &grams(&text));
            prop_assert_eq!(table.share_of(&grams(&other)), share);
            prop_assert_eq!(table.share(&other, percent), share >= percent);
        }
    }
}
