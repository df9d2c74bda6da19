//! The name that was probably meant.

/// The name nearest to `typed`, if one is near enough to be meant.
pub fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.to_lowercase().chars().collect();
    names
        .map(|name| {
            let chars: Vec<char> = name.chars().collect();
            let prefix = typed.len() >= 2 && chars.starts_with(&typed);
            let far = if prefix { 0 } else { distance(&typed, &chars) };
            (far, chars.len().max(typed.len()), name)
        })
        // Two slips in a word of five letters; in a word of two characters one.
        .filter(|(far, len, _)| far.saturating_mul(2) <= (*len).min(5))
        .min_by_key(|(far, _, _)| *far)
        .map(|(_, _, name)| name)
}

/// Edit distance (insert, delete, replace).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, pair) in b.iter().zip(row.windows(2)) {
            let [diagonal, above] = pair else { continue };
            left = (diagonal + usize::from(x != y))
                .min(above + 1)
                .min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::names::{FIELDS, FieldInfo};

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let names = || FIELDS.iter().flat_map(FieldInfo::names);
        assert_eq!(nearest("scroe", names()), Some("score"));
        assert_eq!(nearest("sev", names()), Some("severity"));
        assert_eq!(nearest("年渡", names()), Some("年度"));
        assert_eq!(nearest("weather", names()), None);
        assert_eq!(nearest("河道", names()), None);
    }
}
