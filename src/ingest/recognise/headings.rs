//! The headings of the indicator table, in one row or two: what each column holds.

use super::gaps;
use super::halves;
use super::lexicon::Label;
use super::matrix::{Columns, Line, Slot};
use super::text;
use super::years;
use crate::form::Report;

/// A column of the indicator table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Level1,
    Level2,
    Name,
    Sign,
    Target,
    MeasureUnit,
    Actual,
    Weight,
    Score,
    /// The marks a row can have before they are scaled by its weight, and those it has.
    FullMarks,
    Marks,
    Reason,
}

/// Headings of the part of a figure that is the figure itself.
pub(super) const VALUES: [&str; 14] = [
    "数值",
    "值",
    "数量",
    "数",
    "数字",
    "数据",
    "内容",
    "具体值",
    "定量",
    "定性",
    "定量指标",
    "定性指标",
    "文字描述",
    "描述",
];

/// Headings of the part of an actual that is for the whole year.
const WHOLE_YEAR: [&str; 4] = ["全年", "年度", "全年累计", "全年合计"];

/// The column a label heads by itself.
pub(super) fn of(label: Label) -> Option<Column> {
    Some(match label {
        Label::Level1 => Column::Level1,
        Label::Level2 => Column::Level2,
        Label::Name => Column::Name,
        Label::Sign => Column::Sign,
        Label::Target => Column::Target,
        Label::MeasureUnit => Column::MeasureUnit,
        Label::Actual => Column::Actual,
        Label::Weight => Column::Weight,
        Label::Score | Label::OwnTotal => Column::Score,
        Label::Reason => Column::Reason,
        _ => return None,
    })
}

/// Whether a line heads an indicator table, or the upper half of it.
pub(super) fn is_header(line: &Line) -> bool {
    if line
        .own()
        .filter(|slot| slot.label.is_some())
        .nth(2)
        .is_none()
    {
        return false;
    }
    let mut columns: Vec<Column> = Vec::new();
    let mut others = 0usize;
    for slot in line.own() {
        match slot.label.and_then(of) {
            Some(column) if !columns.contains(&column) => columns.push(column),
            Some(_) => {}
            None if slot.label.is_some() => others = others.saturating_add(1),
            None if slot.figure => return false,
            None => {}
        }
    }
    let has = |column| columns.contains(&column);
    let named = has(Column::Name) || (has(Column::Level1) && has(Column::Level2));
    let valued = (has(Column::Target) || line.has(Label::Goal))
        && (has(Column::Actual) || line.has(Label::Outcome));
    let scored = has(Column::Weight) || has(Column::Score);
    (named || valued && scored || valued && line.has(Label::Indicators))
        && columns.len().saturating_add(others) >= 3
}

/// Whether a heading of the table cannot be read: then what stands below it could be anything.
pub(super) fn lost_heading(line: &Line, next: Option<&Line>) -> bool {
    let lower = next.filter(|next| halves::is_lower_half(line, next));
    let mut headings = line.own().chain(lower.into_iter().flat_map(Line::own));
    headings.any(|slot| slot.label.is_none() && slot.text.contains(text::LOST)) || is_doubled(line)
}

/// Whether two runs of indicators stand side by side: names, targets and points are headed twice.
fn is_doubled(line: &Line) -> bool {
    let twice = |label| {
        line.own()
            .filter(|slot| slot.label == Some(label))
            .nth(1)
            .is_some()
    };
    twice(Label::Name) && (twice(Label::Target) || twice(Label::Actual))
}

/// Reads the headings: what they mean, how many columns they have, how many lines they take.
pub(super) fn read(
    line: &Line,
    next: Option<&Line>,
    report: &mut Report,
) -> (Columns<Column>, u32, usize) {
    let lower = next.filter(|next| halves::is_lower_half(line, next));
    let upper: Vec<&Slot> = line.slots.iter().filter(|slot| slot.is_filled()).collect();
    let mut slots: Vec<&Slot> = Vec::new();
    for (index, slot) in upper.iter().enumerate() {
        let following = upper
            .get(index.saturating_add(1))
            .map_or(slot.end, |next| next.column);
        let end = slot.end.max(following);
        let split = |below: &Slot| below.column >= slot.column && below.column < end;
        if !lower.is_some_and(|lower| lower.own().any(split)) {
            slots.push(slot);
        }
    }
    slots.extend(lower.into_iter().flat_map(Line::own));
    slots.sort_by_key(|slot| slot.column);
    let slots = years::own(slots, report.year.value().copied());
    let slots: Vec<&Slot> = slots.iter().collect();
    // The heading a part of it (数值, 单位) stands below.
    let whole = |slot: &Slot| {
        let above = upper.iter().rfind(|above| above.column <= slot.column)?;
        let mut below = lower.into_iter().flat_map(Line::own);
        below.find(|below| below.origin == slot.origin)?;
        above.label
    };
    let columns = meanings(&slots, whole);
    for (what, label, column) in [
        ("target", Label::Target, Column::Target),
        ("actual", Label::Actual, Column::Actual),
        ("weight", Label::Weight, Column::Weight),
    ] {
        if !columns.has(column) {
            gaps::note_headings_alike(&slots, what, label, report);
        }
    }
    let needed = [
        ("name", Column::Name),
        ("target", Column::Target),
        ("actual", Column::Actual),
        ("score", Column::Score),
    ];
    let needed = needed.into_iter().filter(|(_, column)| {
        // A form without any points has no score.
        let scored = || {
            let unknown = |slot: &&&Slot| slot.label.is_none() && slot.folded.contains("得分");
            columns.has(Column::Weight) || slots.iter().any(|slot| unknown(&slot))
        };
        !columns.has(*column) && (*column != Column::Score || scored())
    });
    let needed: Vec<&str> = needed.map(|(what, _)| what).collect();
    let labels = slots.iter().position(|slot| slot.label.is_some());
    let behind = slots.get(labels.unwrap_or(0)..).unwrap_or_default();
    gaps::note_unknown_headings(behind, &needed, report);
    let width = line.width.max(lower.map_or(0, |lower| lower.width));
    (columns, width, if lower.is_some() { 2 } else { 1 })
}

fn meanings(slots: &[&Slot], whole: impl Fn(&Slot) -> Option<Label>) -> Columns<Column> {
    let has = |label| slots.iter().any(|slot| slot.label == Some(label));
    let (weighted, named) = (has(Label::WeightedScore), has(Label::Name));
    let (target, actual, own) = (has(Label::Target), has(Label::Actual), has(Label::Score));
    let (levels, reason) = (has(Label::Level2), has(Label::Reason));
    let of_a_level = weights_of_levels(slots);
    let share = slots
        .iter()
        .any(|slot| slot.label == Some(Label::Weight) && slot.folded.contains("权重"));
    // What stands in front of the labels of the rows names the block.
    let front = slots
        .iter()
        .filter(|slot| {
            matches!(
                slot.label,
                Some(Label::Level1 | Label::Level2 | Label::Name)
            )
        })
        .map(|slot| slot.column)
        .min();
    let last = |label| {
        let of_it = slots.iter().rfind(|slot| slot.label == Some(label));
        of_it.map_or(0, |slot| slot.column)
    };
    let (last_level, last_block) = (last(Label::Level2), last(Label::Indicators));
    let leads = |slot: &Slot| front == Some(slot.column);
    let behind = |slot: &Slot| front.is_none_or(|front| slot.column > front);
    let first_level = slots
        .iter()
        .any(|slot| slot.label == Some(Label::Level1) && slot.folded.starts_with("一级"));
    let is_followed_by_names = |slot: &Slot| {
        let next = slots.iter().find(|next| next.column > slot.column);
        next.is_some_and(|next| {
            next.label.is_none() && next.is_filled() || next.label == Some(Label::Indicators)
        })
    };
    let classes = |slot: &Slot| {
        let next = slots.iter().find(|next| next.column > slot.column);
        let named = next.is_some_and(|next| next.label == Some(Label::Name));
        slot.folded.as_ref() == "指标" && !levels && !has(Label::Level1) && named
    };
    let meaning = |slot: &Slot| match slot.label? {
        Label::Weight if of_a_level.contains(&slot.column) => None,
        // Where scores are scaled by 权重, 分值 is what the marks are counted in.
        Label::Weight if weighted && share && !slot.folded.contains("权重") => {
            Some(Column::FullMarks)
        }
        // 指标类型 is the first level in one layout, and 定性 or 定量 in another.
        Label::Level1 if !slot.folded.starts_with("一级") && (first_level || !leads(slot)) => {
            None
        }
        Label::Actual | Label::Target if !behind(slot) => None,
        Label::WeightedScore => Some(Column::Score),
        Label::Score if weighted => Some(Column::Marks),
        Label::OwnTotal if own => None,
        Label::OwnTotal if weighted => Some(Column::Marks),
        // 计划数 beside 完成数.
        Label::Annual if !target && behind(slot) && slot.folded.contains("计划") => {
            Some(Column::Target)
        }
        Label::Goal | Label::GoalBlock if !target && behind(slot) => Some(Column::Target),
        Label::Outcome if !actual => Some(Column::Actual),
        // Where no column asks for the reason, it is told in the one for remarks.
        Label::Note if !reason && ["备注", "说明"].contains(&&*slot.folded) => {
            Some(Column::Reason)
        }
        // 指标 | 三级指标: the classes.
        Label::Indicators if classes(slot) => Some(Column::Level2),
        // A heading nobody knows behind it may be that of the names.
        Label::Level2 if !named && !is_followed_by_names(slot) => Some(Column::Name),
        Label::Indicators
            if !named
                && slot.column == last_block
                && (!levels || last_level < slot.column)
                && !is_followed_by_names(slot) =>
        {
            Some(Column::Name)
        }
        label => of(label),
    };
    let scores = |slot: &&&Slot| slot.label.is_none() && whole(slot) == Some(Label::Score);
    let several = slots.iter().filter(scores).count() > 1;
    let column = |slot: &Slot| {
        let of_measure = matches!(slot.label, Some(Label::MeasureUnit | Label::Sign));
        let of_value = slot.label.is_none() && VALUES.contains(&&*slot.folded);
        match whole(slot) {
            // Sign, number and unit of an actual are one text; those of a target are told apart.
            Some(Label::Actual) if of_measure || of_value => Some(Column::Actual),
            // 全年 behind the quarters.
            Some(Label::Actual) if WHOLE_YEAR.contains(&&*slot.folded) => Some(Column::Actual),
            Some(Label::Target) if of_value => Some(Column::Target),
            // Reasons of several kinds (经费, 制度, 人员) are all reasons.
            Some(Label::Reason) if slot.label.is_none() => Some(Column::Reason),
            Some(Label::Score) if slot.label.is_none() => {
                (slot.folded.contains('自') || !several).then_some(Column::Score)
            }
            _ => meaning(slot),
        }
    };
    // Of two headings of targets or weights nobody can tell which one counts.
    let twice = |what: Column| {
        let own = |slot: &&&Slot| whole(slot).is_none() && column(slot) == Some(what);
        slots.iter().filter(own).nth(1).is_some()
    };
    let unclear =
        [Column::Target, Column::Actual, Column::Weight].map(|what| twice(what).then_some(what));
    Columns::new(slots.iter().copied(), |slot| {
        column(slot).filter(|_| whole(slot).is_some() || !unclear.contains(&column(slot)))
    })
}

/// Columns of points that stand right behind the label of a level: they are for the whole level, where
/// the rows have a column of their own.
fn weights_of_levels(slots: &[&Slot]) -> Vec<u32> {
    let is = |slot: &&Slot, label| slot.label == Some(label);
    let weighs_a_level = |before: &&Slot, slot: &&Slot| {
        is(slot, Label::Weight) && (is(before, Label::Level1) || is(before, Label::Level2))
    };
    let columns: Vec<u32> = slots
        .windows(2)
        .filter_map(|pair| match pair {
            [before, slot] if weighs_a_level(before, slot) => Some(slot.column),
            _ => None,
        })
        .collect();
    let all = slots.iter().filter(|slot| is(slot, Label::Weight)).count();
    if columns.len() < all {
        columns
    } else {
        Vec::new()
    }
}
