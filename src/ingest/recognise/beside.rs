//! Forms pasted side by side on one sheet: each is taken by itself.
//!
//! Invariant: only what names two projects in one row is parted, at a column that no cell of any row
//! crosses. Places and the rows as evidence stay those of the sheet.

use super::lexicon::Label;
use super::matrix::{Line, Slot};

/// The lines of a sheet, or those of each form beside the others.
pub(super) fn apart(mut lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut groups = Vec::new();
    while let Some(cut) = cut(&lines) {
        let right = side(&lines, |slot| slot.column >= cut);
        groups.push(side(&lines, |slot| slot.column < cut));
        lines = right;
    }
    groups.push(lines);
    groups
}

/// The column at which the second of two forms begins.
fn cut(lines: &[Line]) -> Option<u32> {
    let second = lines.iter().find_map(|line| {
        let mut projects = line.own().filter(|slot| slot.label == Some(Label::Project));
        projects.next()?;
        projects.next()
    })?;
    let crosses = |cut: u32| {
        let slots = || lines.iter().flat_map(|line| &line.slots);
        slots().any(|slot| slot.column < cut && slot.end > cut)
    };
    // From the column of its label back to the one it stands in: a title may begin further left.
    let first = lines
        .iter()
        .flat_map(Line::own)
        .filter(|slot| slot.label == Some(Label::Project))
        .map(|slot| slot.column)
        .min()?;
    (first.saturating_add(1)..=second.column)
        .rev()
        .find(|cut| !crosses(*cut))
}

fn side(lines: &[Line], keep: impl Fn(&Slot) -> bool) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        let slots: Vec<Slot> = line
            .slots
            .iter()
            .filter(|slot| keep(slot))
            .cloned()
            .collect();
        if !slots.iter().any(|slot| slot.is_filled() && !slot.above) {
            continue;
        }
        let follows = kept.last().is_some_and(|last| {
            last.part == line.part && last.number.saturating_add(1) == line.number
        });
        let width = slots.iter().map(|slot| slot.end.saturating_sub(1)).max();
        kept.push(Line {
            after_gap: !follows,
            width: width.unwrap_or(0),
            slots,
            ..line.clone()
        });
    }
    kept
}
