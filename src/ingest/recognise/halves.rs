//! The two rows of a heading: which row is the lower half of another, and whether they are in line.

use super::headings::{Column, VALUES, of};
use super::lexicon::Label;
use super::matrix::{Line, Slot};

/// Whether `line` is the lower half of the heading row `upper`: headings that are new, or parts of headings
/// above and nothing else.
pub(super) fn is_lower_half(upper: &Line, line: &Line) -> bool {
    let labels = line
        .own()
        .filter(|slot| slot.label.and_then(of).is_some())
        .count();
    let figures = line.own().any(|slot| slot.figure);
    let new = line.own().any(|slot| {
        slot.label.and_then(of).is_some_and(|column| {
            !upper
                .own()
                .any(|upper| upper.label.and_then(of) == Some(column))
        })
    });
    let short = line.own().all(|slot| slot.text.chars().count() <= 20);
    !figures && short && (labels >= 2 && new || are_parts(upper, line))
}

/// Whether every cell of `line` stands, with others, below one of the headings of figures or scores.
fn are_parts(upper: &Line, line: &Line) -> bool {
    let headings: Vec<&Slot> = upper.slots.iter().filter(|slot| slot.is_filled()).collect();
    let parts = |index: usize, heading: &Slot| {
        let next = headings.get(index.saturating_add(1));
        let end = next
            .map_or(heading.end, |next| next.column)
            .max(heading.end);
        let below = |slot: &&Slot| heading.column <= slot.column && slot.column < end;
        line.own().filter(below).count()
    };
    let split: usize = headings
        .iter()
        .enumerate()
        .filter(|(_, heading)| {
            let column = heading.label.and_then(of);
            column.is_some_and(|column| {
                !matches!(column, Column::Level1 | Column::Level2 | Column::Name)
            })
        })
        .map(|(index, heading)| parts(index, heading))
        .filter(|parts| *parts >= 2)
        .sum();
    split > 0 && split == line.own().count()
}

/// The heading that shows that the two halves are out of line: parts begin beside their heading, figures are
/// headed below names, or a part nobody knows stands alone below a heading that needs none.
pub(super) fn misplaced<'a>(upper: &'a Line, lower: &'a Line) -> Option<&'a Slot> {
    let headings: Vec<&Slot> = upper.slots.iter().filter(|slot| slot.is_filled()).collect();
    let first = headings.first()?;
    let outside = lower
        .own()
        .find(|part| part.column < first.column && is_figure(part));
    let mut wrong = headings.iter().enumerate().filter_map(|(index, heading)| {
        let next = headings.get(index.saturating_add(1));
        let end = next
            .map_or(heading.end, |next| next.column)
            .max(heading.end);
        let below = |slot: &&Slot| heading.column <= slot.column && slot.column < end;
        let parts: Vec<&Slot> = lower.own().filter(below).collect();
        let part = parts.first()?;
        let of_names = matches!(
            heading.label.and_then(of),
            Some(Column::Level1 | Column::Level2 | Column::Name)
        );
        let beside = part.column > heading.column && !is_block(heading);
        let alone = parts.len() == 1 && is_figure(heading) && is_strange_to(part, heading);
        let wrong = beside || alone || of_names && parts.iter().any(|part| is_figure(part));
        wrong.then_some(*part)
    });
    outside.or_else(|| wrong.next())
}

/// Whether a heading is of figures, points or reasons.
fn is_figure(slot: &Slot) -> bool {
    let column = slot.label.and_then(of);
    column.is_some_and(|column| !matches!(column, Column::Level1 | Column::Level2 | Column::Name))
}

/// Whether a heading names the whole table and may stand in front of it.
fn is_block(slot: &Slot) -> bool {
    matches!(slot.label, Some(Label::Indicators | Label::GoalBlock))
}

/// Whether a part says nothing of what its heading is.
fn is_strange_to(part: &Slot, heading: &Slot) -> bool {
    let own = part.folded.contains('自') || part.folded.contains('年');
    let known = part.label.is_some_and(|label| Some(label) == heading.label);
    let other = part.label.is_none_or(|label| of(label).is_some());
    !known && other && !own && !VALUES.contains(&&*part.folded)
}
