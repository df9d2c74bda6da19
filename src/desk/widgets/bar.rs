//! Bars of block characters, in eighths of a column, or of ASCII.

/// The left one to seven eighths of a column.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A bar of at most `room` columns for `part` of `whole`; of something there is always a trace.
pub fn bar(part: u64, whole: u64, room: u16, ascii: bool) -> String {
    if part == 0 || whole == 0 || room == 0 {
        return String::new();
    }
    let steps = if ascii { 1 } else { 8 };
    let all = u128::from(room) * steps;
    let filled = (u128::from(part.min(whole)) * all / u128::from(whole)).max(1);
    let count = |number: u128| usize::try_from(number).unwrap_or_default();
    if ascii {
        return "#".repeat(count(filled));
    }
    let rest = EIGHTHS.get(count(filled % 8)).copied().unwrap_or_default();
    format!("{}{rest}", "█".repeat(count(filled / 8)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_exact_to_an_eighth_and_never_vanish() {
        assert_eq!(bar(100, 100, 4, false), "████");
        assert_eq!(bar(50, 100, 5, false), "██▌");
        assert_eq!(bar(1, 1_000_000, 5, false), "▏");
        assert_eq!(bar(1, 1_000_000, 5, true), "#");
        assert_eq!(bar(3, 4, 4, true), "###");
        assert_eq!(bar(9, 4, 4, true), "####");
        assert_eq!(bar(0, 4, 4, false), "");
        assert_eq!(bar(1, 0, 4, false), "");
        assert_eq!(bar(u64::MAX, u64::MAX, u16::MAX, true).len(), 65_535);
    }
}
