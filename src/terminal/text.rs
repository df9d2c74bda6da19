//! Text measured in terminal columns: made visible, measured, cut, padded and wrapped.
//!
//! Invariants: nothing here ever splits a grapheme; what these functions return holds no
//! character that moves the cursor, changes the terminal's state or hides, so that it may be shown
//! whatever it was made of. Widths are those of `unicode-width`, as ratatui counts them, unless the
//! process was told that its terminal draws characters of ambiguous width two columns wide.

mod visible;
mod wrap;

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

pub(super) use visible::hides;
pub use visible::{one_line, visible};
pub use wrap::{Line, slice, wrap};

/// What stands for text that was cut off.
pub const ELLIPSIS: &str = "…";

/// How the process's one terminal draws characters of ambiguous width: two columns wide.
static WIDE: AtomicBool = AtomicBool::new(false);

/// From now on characters of ambiguous width (…, ①, Ⅱ, ·, —) take two columns, or one again.
pub fn draw_ambiguous_wide(wide: bool) {
    WIDE.store(wide, Ordering::Relaxed);
}

/// On which side of a column text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
    /// Headings.
    Centre,
}

/// The columns `text` takes once it is visible, on one line.
pub fn width(text: &str) -> usize {
    graphemes_width(&one_line(text))
}

/// `text` on one line and in at most `columns` columns; what does not fit gives way to an ellipsis.
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    let text = one_line(text);
    if graphemes_width(&text) <= columns {
        return text;
    }
    // From here on at least one grapheme is cut, so that the ellipsis is never a lie.
    let Some(room) = columns.checked_sub(grapheme_width(ELLIPSIS)) else {
        return Cow::Borrowed("");
    };
    let mut cut = String::with_capacity(text.len());
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme_width(grapheme);
        if used > room {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.push_str(ELLIPSIS);
    Cow::Owned(cut)
}

/// As [`fit`], with what does not fit cut out of the middle: names that share a long beginning are
/// told apart by their ends. Of the room the end has the larger half.
pub fn fit_middle(text: &str, columns: usize) -> Cow<'_, str> {
    let text = one_line(text);
    if graphemes_width(&text) <= columns {
        return text;
    }
    let Some(room) = columns.checked_sub(grapheme_width(ELLIPSIS)) else {
        return Cow::Borrowed("");
    };
    let head = leading(text.graphemes(true), room / 2);
    let left = room.saturating_sub(head.iter().copied().map(grapheme_width).sum());
    let tail = leading(text.graphemes(true).rev(), left);
    let mut cut: String = head.concat();
    cut.push_str(ELLIPSIS);
    cut.extend(tail.into_iter().rev());
    Cow::Owned(cut)
}

/// The first graphemes that fit into `columns`.
fn leading<'a>(graphemes: impl Iterator<Item = &'a str>, columns: usize) -> Vec<&'a str> {
    let mut used = 0;
    graphemes
        .take_while(|grapheme| {
            used += grapheme_width(grapheme);
            used <= columns
        })
        .collect()
}

/// `text` on the left of exactly `columns` columns, cut as by [`fit_middle`].
pub fn pad_middle(text: &str, columns: usize) -> String {
    pad(&fit_middle(text, columns), columns, Align::Left)
}

/// `text` in exactly `columns` columns: cut as by [`fit`], filled with spaces.
pub fn pad(text: &str, columns: usize, align: Align) -> String {
    let text = fit(text, columns);
    let free = columns.saturating_sub(graphemes_width(&text));
    let before = match align {
        Align::Left => 0,
        Align::Right => free,
        Align::Centre => free / 2,
    };
    let mut padded = String::with_capacity(text.len() + free);
    padded.extend(std::iter::repeat_n(' ', before));
    padded.push_str(&text);
    padded.extend(std::iter::repeat_n(' ', free - before));
    padded
}

/// Columns of one grapheme that is already visible.
pub fn grapheme_width(grapheme: &str) -> usize {
    let width = usize::from(grapheme.cell_width());
    if width == 1 && WIDE.load(Ordering::Relaxed) && is_ambiguous(grapheme) {
        2
    } else {
        width
    }
}

fn is_ambiguous(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => c.width() != c.width_cjk(),
        _ => false,
    }
}

fn graphemes_width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hanzi_take_two_columns_and_latin_one() {
        assert_eq!(width("颛桥镇 2023"), 11);
        assert_eq!(width("（万元）"), 8);
        assert_eq!(width("≥99.00%"), 7);
        assert_eq!(width("a\u{1b}b"), 6);
    }

    #[test]
    fn text_that_fits_is_left_alone() {
        assert_eq!(fit("城市保洁", 8), "城市保洁");
        assert!(matches!(fit("城市保洁", 8), Cow::Borrowed(_)));
    }

    #[test]
    fn a_hanzi_is_never_cut_in_half() {
        assert_eq!(fit("城市保洁", 7), "城市保…");
        assert_eq!(fit("城市保洁", 6), "城市…");
        assert_eq!(fit("城市保洁", 1), "…");
        assert_eq!(fit("城市保洁", 0), "");
    }

    #[test]
    fn an_accent_stays_with_its_letter() {
        assert_eq!(fit("cafe\u{301}s au lait", 5), "cafe\u{301}…");
    }

    #[test]
    fn columns_line_up() {
        assert_eq!(pad("保洁", 6, Align::Left), "保洁  ");
        assert_eq!(pad("96.5", 6, Align::Right), "  96.5");
        assert_eq!(pad("年度", 7, Align::Centre), " 年度  ");
        assert_eq!(pad("城市保洁", 5, Align::Left), "城市…");
        assert_eq!(pad("城市保洁", 6, Align::Right), " 城市…");
    }

    #[test]
    fn names_alike_at_the_beginning_stay_apart() {
        assert_eq!(fit_middle("岚汀镇市政道路管理所", 12), "岚汀…管理所");
        assert_eq!(fit_middle("岚汀镇市政道路建设所", 12), "岚汀…建设所");
        assert_eq!(fit_middle("岚汀管理所", 10), "岚汀管理所");
        assert_eq!(fit_middle("岚汀管理所", 1), "…");
        assert_eq!(fit_middle("岚汀管理所", 0), "");
    }

    proptest! {
        #[test]
        fn a_text_cut_in_the_middle_keeps_both_ends(text in "\\PC{0,40}|.{0,40}", columns in 0usize..60) {
            let cut = fit_middle(&text, columns);
            prop_assert!(width(&cut) <= columns);
            prop_assert_eq!(width(&pad_middle(&text, columns)), columns);
            let whole = one_line(&text);
            if cut != whole && columns > 0 {
                // The text itself may hold an ellipsis; some place of it is the cut.
                let kept = cut.match_indices(ELLIPSIS).any(|(at, mark)| {
                    whole.starts_with(&cut[..at]) && whole.ends_with(&cut[at + mark.len()..])
                });
                prop_assert!(kept, "{cut}");
            }
        }

        #[test]
        fn a_fitted_text_never_takes_more_columns(text in "\\PC{0,40}|.{0,40}", columns in 0usize..60) {
            let fitted = fit(&text, columns);
            prop_assert!(width(&fitted) <= columns);
            prop_assert_eq!(width(&pad(&text, columns, Align::Right)), columns);
            prop_assert!(!fitted.chars().any(char::is_control));
        }
    }
}
