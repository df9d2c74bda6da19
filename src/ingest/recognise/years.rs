//! Headings that name a year: `2023年目标值` beside `2022年实际值`.
//!
//! Invariant: of figures of several years only those of the form's own year are read.

use super::lexicon;
use super::matrix::Slot;

/// The year a heading (folded) begins with, and what is behind it.
pub(super) fn in_front(folded: &str) -> Option<(i32, &str)> {
    let (digits, rest) = folded.split_once('年')?;
    let year = digits.parse().ok()?;
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    (digits.len() == 4 && (1990..=2100).contains(&year)).then_some((year, rest))
}

/// The headings, those of another year than `own` without a meaning. Where the year of the form is not
/// known, headings of several years mean nothing.
pub(super) fn own<'a>(slots: impl IntoIterator<Item = &'a Slot>, own: Option<i32>) -> Vec<Slot> {
    let mut slots: Vec<Slot> = slots.into_iter().cloned().collect();
    let named = |slot: &Slot| Some(in_front(&slot.folded)?.0);
    let mut years: Vec<i32> = slots.iter().filter_map(named).collect();
    years.sort_unstable();
    years.dedup();
    let own = own.or(match years.as_slice() {
        [one] => Some(*one),
        _ => None,
    });
    for slot in &mut slots {
        if named(slot).is_some_and(|year| Some(year) != own) {
            slot.label = None;
        }
    }
    slots
}

/// The meaning of a heading behind its year.
pub(super) fn meaning(folded: &str) -> Option<lexicon::Label> {
    use lexicon::Label;
    let label = lexicon::label_of(in_front(folded)?.1)?;
    let figures = matches!(
        label,
        Label::Initial
            | Label::Annual
            | Label::Executed
            | Label::Rate
            | Label::Target
            | Label::Actual
    );
    figures.then_some(label)
}
