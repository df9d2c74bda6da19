//! Tables whose merged cells were copied out as the same text in every cell they cover, as scripts do.
//!
//! Such a table is told by its labels: 主管部门 | 主管部门 in one line, 年度指标值 | 年度指标值 in another.
//! Invariant: neighbours that say the same are one cell only where a heading says so: a weight and a score
//! of 10 stay two.

use super::lexicon::Label;
use super::matrix::{Line, Slot};

/// More lines than this repeat a text in such a table: a few may by chance.
const LEAST: usize = 2;

/// Makes cells that were merged one again, where a table without merged cells shows that they were.
pub(super) fn join(lines: &mut [Line]) {
    if !lines
        .iter()
        .any(|line| repeats(line, |slot| slot.label.is_some()))
    {
        return;
    }
    let words = |slot: &Slot| !slot.figure && slot.text.chars().nth(1).is_some();
    if lines
        .iter()
        .filter(|line| repeats(line, words))
        .nth(LEAST)
        .is_none()
    {
        return;
    }
    let mut columns: Vec<(u32, u32)> = Vec::new();
    let mut only_labels = false;
    for line in lines.iter_mut() {
        let heads = heads(line);
        // Values may stand below labels that have none beside them.
        let below_labels = std::mem::replace(
            &mut only_labels,
            line.own().all(|slot| slot.label.is_some()) && names(line),
        );
        if heads || below_labels || names(line) || says_one_thing(line) {
            join_where(&mut line.slots, |_, _| true);
        } else {
            // 小计, 总分 in front of points.
            let front = line.slots.first().map(|slot| slot.column);
            let sum = line
                .slots
                .iter()
                .take(3)
                .filter(|slot| !slot.figure && is_first(slot, line));
            let sum = sum.count() == 3;
            join_where(&mut line.slots, |before, slot| {
                let one = |column: &&(u32, u32)| column.0 <= before.column && slot.end <= column.1;
                sum && Some(before.column) == front || columns.iter().any(|column| one(&column))
            });
        }
        if heads {
            columns = line
                .slots
                .iter()
                .map(|slot| (slot.column, slot.end))
                .collect();
        }
    }
    for index in (1..lines.len()).rev() {
        let (front, back) = lines.split_at_mut(index);
        if let (Some(above), Some(line)) = (front.last(), back.first_mut()) {
            go_on_from(above, line);
        }
    }
}

fn is_first(slot: &Slot, line: &Line) -> bool {
    line.slots
        .first()
        .is_some_and(|first| first.text == slot.text)
}

/// Whether a text of that kind stands in two neighbours.
fn repeats(line: &Line, kind: impl Fn(&Slot) -> bool) -> bool {
    line.slots.windows(2).any(|pair| match pair {
        [one, other] => kind(one) && one.text == other.text,
        _ => false,
    })
}

/// Whether a line holds headings: several labels, no figure, and nobody's name.
fn heads(line: &Line) -> bool {
    let mut labels: Vec<Label> = line.own().filter_map(|slot| slot.label).collect();
    labels.dedup();
    labels.len() >= 2 && !names(line) && !line.own().any(|slot| slot.figure)
}

fn names(line: &Line) -> bool {
    let name = |label| {
        matches!(
            label,
            Label::Project | Label::Department | Label::Unit | Label::DepartmentAndUnit
        )
    };
    line.own().any(|slot| slot.label.is_some_and(name))
}

fn says_one_thing(line: &Line) -> bool {
    let mut slots = line.slots.iter();
    let first = slots.next().map(|slot| &slot.text);
    slots.all(|slot| Some(&slot.text) == first)
}

/// Joins neighbours with one text, where `may` says so of the first and the last of them.
fn join_where(slots: &mut Vec<Slot>, may: impl Fn(&Slot, &Slot) -> bool) {
    slots.dedup_by(|slot, before| {
        let one = slot.text == before.text && slot.is_filled() && may(before, slot);
        if one {
            before.end = slot.end;
        }
        one
    });
}

/// A label of a block that stands in the line above as well was merged over both; so was a heading, and what
/// stands in front of headings and of the line below them.
fn go_on_from(above: &Line, line: &mut Line) {
    let (upper, lower) = (heads(above), heads(line));
    for (index, slot) in line.slots.iter_mut().enumerate() {
        let block = matches!(
            slot.label,
            Some(Label::Money | Label::GoalBlock | Label::Indicators)
        );
        let same = |other: &Slot| other.column == slot.column && other.text == slot.text;
        let of_headings = upper && (lower || index == 0);
        if (block || of_headings) && above.slots.iter().any(same) {
            slot.above = true;
        }
    }
}
