//! Sketches of texts: the smallest hashes of their runs of three characters. Two sketches tell how much
//! two texts have in common without the texts, exactly for short ones, closely for long ones.

use super::super::is_letter;

/// Hashes kept of a text.
const KEPT: usize = 48;

/// The sketch of a text, sorted; punctuation, digits' width and white space do not count.
pub fn sketch(text: &str) -> Vec<u32> {
    let mut hashes = Vec::with_capacity(text.len() / 3);
    let (mut first, mut second) = (None, None);
    for c in text.chars().filter(|c| is_letter(*c)) {
        if let (Some(a), Some(b)) = (first, second) {
            hashes.push(hash([a, b, c]));
        }
        first = second;
        second = Some(c);
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(KEPT);
    hashes
}

/// A finisher over the three characters side by side, so that all bits depend on all of them. Stable: it
/// is stored.
fn hash(run: [char; 3]) -> u32 {
    let packed = run
        .iter()
        .fold(0, |packed, c| packed << 21 | u64::from(u32::from(*c)));
    u32::try_from(mix(packed) >> 32).unwrap_or_default()
}

/// All bits of the result depend on all of the number.
pub(super) const fn mix(number: u64) -> u64 {
    let mixed = (number ^ (number >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 32)
}

/// Percent of what two texts have together that they have in common (Dice coefficient of their
/// runs), from their sketches.
pub fn likeness(a: &[u32], b: &[u32]) -> usize {
    let room = a.len().min(b.len()).min(KEPT);
    if room == 0 {
        return 0;
    }
    // A sketch that is not full holds all of its text's runs.
    let whole = a.len() < KEPT && b.len() < KEPT;
    let limit = if whole { a.len() + b.len() } else { KEPT };
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let (mut seen, mut common) = (0, 0);
    while seen < limit {
        let order = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) => x.cmp(y),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => break,
        };
        if order.is_le() {
            a.next();
        }
        if order.is_ge() {
            b.next();
        }
        seen += 1;
        common += usize::from(order.is_eq());
    }
    // Jaccard j = common / seen; Dice = 2j / (1 + j).
    (200 * common).checked_div(seen + common).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_high_for_a_copy_with_small_changes_and_low_for_another_text() {
        let text = "全年完成河道保洁十二条，打捞漂浮物八百二十吨，开展巡查一千四百六十次，群众反映的堵点全部整改到位，水面长期保持清洁。";
        let copy = text.replace("十二条", "十五条").replace("堵点", "淤点");
        let other = "组织技能培训八期，参训学员四百余人，结业考试通过率百分之九十六，推荐就业三百一十人，学员回访满意。";
        let like = |a: &str, b: &str| likeness(&sketch(a), &sketch(b));
        assert_eq!(like(text, text), 100);
        assert!(like(text, &copy) > 70, "{}", like(text, &copy));
        assert!(like(text, other) < 15, "{}", like(text, other));
        assert_eq!(like(text, ""), 0);
    }
}
