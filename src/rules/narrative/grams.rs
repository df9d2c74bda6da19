//! How much two texts share, in pairs of neighbouring characters.

/// The distinct pairs of neighbouring letters of a text, sorted. Punctuation and white space end a
/// run, so that no pair spans them.
pub fn grams(text: &str) -> Vec<(char, char)> {
    let mut pairs = Vec::new();
    let mut last = None;
    for c in text.chars() {
        let letter = c.is_alphanumeric().then_some(c);
        if let (Some(a), Some(b)) = (last, letter) {
            pairs.push((a, b));
        }
        last = letter;
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Dice coefficient of two sorted lists of pairs, in percent.
pub fn dice(a: &[(char, char)], b: &[(char, char)]) -> usize {
    (200 * common(a, b))
        .checked_div(a.len() + b.len())
        .unwrap_or(0)
}

/// Percent of the pairs of `a` that occur in `b`.
pub fn share_of(a: &[(char, char)], b: &[(char, char)]) -> usize {
    (100 * common(a, b)).checked_div(a.len()).unwrap_or(0)
}

fn common(a: &[(char, char)], b: &[(char, char)]) -> usize {
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
