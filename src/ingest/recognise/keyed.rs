//! Forms written as lines of label and value: `三级指标：巡护次数`, `年度指标值：≥50次`.
//!
//! An indicator begins where one of its labels comes again, or a level behind a name. Invariant: a text with a
//! heading row, or with a name fewer than twice, is left as it is; no line gets lost in the making of rows.

use std::rc::Rc;

use super::headings;
use super::lexicon::{self, Label};
use super::matrix::{Line, Slot};
use crate::form::Origin;

/// The labels of an indicator, in the order of the columns they make, and how headings print them.
const COLUMNS: [(Label, &str); 10] = [
    (Label::Level1, "一级指标"),
    (Label::Level2, "二级指标"),
    (Label::Name, "三级指标"),
    (Label::Sign, "指标性质"),
    (Label::Target, "年度指标值"),
    (Label::MeasureUnit, "度量单位"),
    (Label::Actual, "实际完成值"),
    (Label::Weight, "分值"),
    (Label::Score, "得分"),
    (Label::Reason, "偏差原因分析"),
];

/// An indicator while its lines are gathered: values by their column, and the lines.
#[derive(Default)]
struct Open {
    values: Vec<(u32, String)>,
    lines: Vec<Line>,
}

/// The lines, where they are such a text those of each indicator made one row below headings.
pub(super) fn tabulate(lines: Vec<Line>) -> Vec<Line> {
    let names = lines.iter().filter(|line| has(line, Label::Name));
    if names.take(2).count() < 2 || lines.iter().any(headings::is_header) {
        return lines;
    }
    let mut made = Vec::new();
    let mut rows = Vec::new();
    let mut open = Open::default();
    for line in lines {
        let values: Vec<(u32, String)> = parts(&line)
            .into_iter()
            .map_while(|(label, value)| Some((column(label)?, value.to_owned())))
            .collect();
        let whole = values.len() == parts(&line).len() && !values.is_empty();
        let begun = !open.values.is_empty() || values.iter().any(|(column, _)| *column <= 3);
        if !whole || !begun {
            open.close(&mut made, &mut rows);
            made.push(split(line));
            continue;
        }
        for (index, (column, value)) in values.into_iter().enumerate() {
            if open.is_over_at(column) {
                open.close(&mut made, &mut rows);
            }
            open.values.push((column, value));
            if index == 0 || open.lines.is_empty() {
                open.lines.push(line.clone());
            }
        }
    }
    open.close(&mut made, &mut rows);
    let used = |number: &u32| {
        let own = rows.iter().filter_map(|row| made.get(*row));
        own.flat_map(|row: &Line| &row.slots)
            .any(|slot| slot.column == *number)
    };
    let columns: Vec<u32> = (1..).take(COLUMNS.len()).filter(used).collect();
    if let Some((at, first)) = rows.first().and_then(|at| Some((*at, made.get(*at)?))) {
        let heading = |number: &u32| {
            let (_, text) = COLUMNS.get((*number as usize).checked_sub(1)?)?;
            Some(Slot::new(
                *number,
                text,
                Origin::new(first.part, first.number, 0),
            ))
        };
        let slots: Vec<Slot> = columns.iter().filter_map(heading).collect();
        let headings = Line {
            slots,
            source: Rc::from(""),
            ..first.clone()
        };
        made.insert(at, headings);
    }
    made
}

fn parts(line: &Line) -> Vec<(Label, &str)> {
    line.only()
        .map_or_else(Vec::new, |slot| lexicon::labelled_parts(&slot.text))
}

fn has(line: &Line, what: Label) -> bool {
    parts(line).iter().any(|(label, _)| *label == what)
}

fn column(label: Label) -> Option<u32> {
    (1..)
        .zip(COLUMNS)
        .find(|(_, (own, _))| *own == label)
        .map(|(number, _)| number)
}

/// A line with a label and its value as two cells; a total is read from one.
fn split(line: Line) -> Line {
    let [(label, value)] = parts(&line)[..] else {
        return line;
    };
    if label == Label::Total {
        return line;
    }
    let Some(slot) = line.only() else {
        return line;
    };
    let label = slot.text.strip_suffix(value).unwrap_or(&slot.text);
    let slots = vec![
        Slot::new(1, label.trim(), slot.origin),
        Slot::new(2, value, slot.origin),
    ];
    Line {
        slots,
        width: 2,
        ..line
    }
}

impl Open {
    /// Whether a value in this column is the next indicator's.
    fn is_over_at(&self, column: u32) -> bool {
        let named = self.values.iter().any(|(own, _)| *own == 3);
        self.values.iter().any(|(own, _)| *own == column) || named && column < 3
    }

    /// Makes a row of what has been gathered.
    fn close(&mut self, made: &mut Vec<Line>, rows: &mut Vec<usize>) {
        let Self { mut values, lines } = std::mem::take(self);
        let Some(first) = lines.first() else {
            return;
        };
        values.sort_by_key(|(column, _)| *column);
        let origin = |column| Origin::new(first.part, first.number, column);
        let slots = values
            .iter()
            .map(|(column, text)| Slot::new(*column, text, origin(*column)));
        let source: Vec<&str> = lines.iter().map(|line| &*line.source).collect();
        rows.push(made.len());
        made.push(Line {
            slots: slots.collect(),
            width: u32::try_from(COLUMNS.len()).unwrap_or(u32::MAX),
            source: Rc::from(source.join("\n")),
            ..first.clone()
        });
    }
}
