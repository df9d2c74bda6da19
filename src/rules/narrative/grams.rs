//! How much two texts share, in pairs of neighbouring characters.

use super::super::is_letter;

/// A pair of neighbouring characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair(u64);

impl Pair {
    /// These two.
    pub const fn new(a: char, b: char) -> Self {
        Self((a as u64) << 32 | b as u64)
    }
}

/// The distinct pairs of neighbouring letters of a text, sorted. Punctuation and white space end a
/// run, so that no pair spans them.
pub fn grams(text: &str) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(text.len() / 3);
    let mut last = None;
    for c in text.chars() {
        let letter = is_letter(c).then_some(c);
        if let (Some(a), Some(b)) = (last, letter) {
            pairs.push(Pair::new(a, b));
        }
        last = letter;
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
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
    use super::*;

    #[test]
    fn two_names_of_one_rate_share_most_of_their_pairs() {
        let pair = |a, b| dice(&grams(a), &grams(b));
        assert_eq!(pair("实有房屋准确率", "实有房屋信息准确率"), 71);
        assert!(pair("实有房屋登记率", "实有房屋信息准确率") < 55);
        assert_eq!(pair("", ""), 0);
    }
}
