//! Goal and outcome (预期目标, 实际完成情况): two narratives side by side under their headings, or
//! each beside its label.

use smol_str::SmolStr;

use super::lexicon::{self, Label};
use super::matrix::{Columns, Line, Slot};
use super::text;
use crate::form::{Field, Gap, Reading, Repair, Report};

/// Which narrative a cell belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Goal,
    Outcome,
    /// A goal that another one on the form replaces, or that is blank beside it: read by people only.
    Former,
}

/// How much of a narrative is quoted in a repair.
const QUOTED: usize = 24;

/// Whether a line has a label of goals or of what came of them.
pub(super) fn tells(line: &Line) -> bool {
    let label = |label| matches!(label, Label::Goal | Label::GoalBlock | Label::Outcome);
    line.own().any(|slot| slot.label.is_some_and(label))
}

/// The headings, where a line heads both narratives and holds neither. Of two goals the later one, the
/// adjusted, counts, unless the line below leaves it blank.
pub(super) fn header(line: &Line, next: Option<&Line>) -> Option<Columns<Part>> {
    let outcome = line
        .own()
        .filter(|slot| slot.label == Some(Label::Outcome))
        .last()?;
    let is_goal = |slot: &&Slot| {
        matches!(slot.label, Some(Label::Goal | Label::GoalBlock)) && slot.column < outcome.column
    };
    let told = |slot: &&Slot| {
        let below = |under: &Slot| under.column < slot.end && under.end > slot.column;
        slot.label == Some(Label::Goal) && next.is_some_and(|next| next.own().any(below))
    };
    let goals = || line.own().filter(is_goal);
    let goal = goals().filter(told).last().or_else(|| goals().last())?;
    // Words in front of the headings name the block: 项目基本情况.
    let block = |slot: &Slot| slot.column < goal.column && looks_like_a_label(slot);
    let heads = line.own().all(|slot| slot.label.is_some() || block(slot));
    heads.then(|| {
        Columns::new(line.slots.iter().filter(|slot| slot.is_filled()), |slot| {
            if std::ptr::eq(slot, goal) {
                Some(Part::Goal)
            } else if std::ptr::eq(slot, outcome) {
                Some(Part::Outcome)
            } else if slot.label == Some(Label::Goal) {
                Some(Part::Former)
            } else {
                None
            }
        })
    })
}

/// Takes narratives that stand beside their labels. Returns whether there was one.
pub(super) fn read_pairs(line: &Line, report: &mut Report) -> bool {
    if read_labelled(line, report) {
        return true;
    }
    let slots: Vec<&Slot> = line.slots.iter().filter(|slot| !slot.above).collect();
    let mut said = false;
    for (index, slot) in slots.iter().enumerate() {
        let part = match slot.label {
            Some(Label::Goal | Label::GoalBlock) => Part::Goal,
            Some(Label::Outcome) => Part::Outcome,
            _ => continue,
        };
        let mut behind = slots
            .iter()
            .skip(index.saturating_add(1))
            .filter(|slot| slot.is_filled());
        let value = behind.next().filter(|value| value.label.is_none());
        let outcome = behind
            .next()
            .is_some_and(|slot| slot.label == Some(Label::Outcome));
        if let Some(heading) = value.filter(|value| {
            part == Part::Goal && outcome && behind.next().is_none() && is_one_word(value)
        }) {
            note_heading(report, "goal", heading);
            continue;
        }
        if let Some(heading) = value.filter(|value| looks_like_a_heading(value)) {
            note_heading(report, "outcome", heading);
        } else if let Some(value) = value {
            let field = field_mut(report, part);
            if field.is_absent() || field.is_blank() {
                *field = text::narrative(value.text.to_string(), value.origin);
                said = true;
            }
        }
        if let Some((goal, outcome)) = told_both(slot, slots.get(index.saturating_add(1)..))
            && report.outcome.value().is_none()
            && report.goal.origin == goal.origin
        {
            report.outcome = text::narrative(outcome.text.to_string(), outcome.origin);
        }
    }
    said
}

/// Goal and outcome, side by side behind a label of the block and without headings of their own.
fn told_both<'a>(label: &Slot, behind: Option<&[&'a Slot]>) -> Option<(&'a Slot, &'a Slot)> {
    let filled = behind?.iter().filter(|slot| slot.is_filled());
    let both: Vec<&Slot> = filled.copied().collect();
    let [goal, outcome] = both.as_slice() else {
        return None;
    };
    let told = |slot: &Slot| slot.label.is_none() && !looks_like_a_label(slot);
    let block = label.label == Some(Label::GoalBlock);
    (block && told(goal) && told(outcome)).then_some((goal, outcome))
}

/// Takes both narratives from cells that carry their labels: 预期目标：… | 完成情况：…
fn read_labelled(line: &Line, report: &mut Report) -> bool {
    let find = |of: fn(Label) -> bool| {
        line.own().find_map(|slot| {
            let (label, value) = lexicon::labelled(&slot.text)?;
            of(label).then_some((slot, value))
        })
    };
    let goal = find(|label| matches!(label, Label::Goal | Label::GoalBlock));
    let outcome = find(|label| label == Label::Outcome);
    let (Some(goal), Some(outcome)) = (goal, outcome) else {
        return false;
    };
    if report.goal.value().is_some() || report.outcome.value().is_some() {
        return false;
    }
    report.goal = text::narrative(goal.1.to_owned(), goal.0.origin);
    report.outcome = text::narrative(outcome.1.to_owned(), outcome.0.origin);
    true
}

/// Takes a line under the headings. Returns false where it holds no narrative.
pub(super) fn read(line: &Line, columns: &Columns<Part>, report: &mut Report) -> bool {
    if line.own().any(|slot| slot.label.is_some()) {
        return false;
    }
    let own: Vec<&Slot> = line.own().collect();
    let mut parts: Vec<(Option<Part>, &Slot)> =
        own.iter().map(|slot| (columns.over(slot), *slot)).collect();
    // Merged cells need not match their headings: two narratives side by side keep their order.
    if let [first, second] = parts.as_mut_slice()
        && (first.0 == second.0 || first.0.is_none() || second.0.is_none())
    {
        first.0 = Some(Part::Goal);
        second.0 = Some(Part::Outcome);
    }
    let alone = parts.len() == 1;
    for (part, slot) in parts {
        match part.or_else(|| unfinished(report)) {
            Some(Part::Former) => {}
            Some(part) => append(report, part, slot, alone),
            None if looks_like_a_label(slot) => return false,
            None => report.gaps.push(Gap {
                origin: slot.origin,
                what: "goal".to_owned(),
                reason: "gap-narrative-piece".to_owned(),
                found: quote(&slot.text),
            }),
        }
    }
    true
}

/// Both narratives as blank cells, where the headings are there and nothing is below them.
pub(super) fn close(report: &mut Report) {
    for part in [Part::Goal, Part::Outcome] {
        let field = field_mut(report, part);
        if field.is_absent() {
            field.reading = Reading::Blank;
        }
    }
}

const fn field_mut(report: &mut Report, part: Part) -> &mut Field<SmolStr> {
    match part {
        Part::Goal | Part::Former => &mut report.goal,
        Part::Outcome => &mut report.outcome,
    }
}

/// The one narrative that stops in mid-sentence.
fn unfinished(report: &Report) -> Option<Part> {
    let open = |field: &Field<SmolStr>| {
        !field.printed.is_empty() && !text::ends_a_sentence(&field.printed)
    };
    match (open(&report.goal), open(&report.outcome)) {
        (true, false) => Some(Part::Goal),
        (false, true) => Some(Part::Outcome),
        _ => None,
    }
}

fn looks_like_a_label(slot: &Slot) -> bool {
    slot.text.chars().count() <= 20 && !text::ends_a_sentence(&slot.text)
}

/// A word between 目标 and 完成情况, with nothing behind them, heads the goal as they do.
fn is_one_word(slot: &Slot) -> bool {
    slot.text.chars().count() <= 8
        && slot
            .text
            .chars()
            .all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

fn note_heading(report: &mut Report, what: &str, heading: &Slot) {
    report.gaps.push(Gap {
        origin: heading.origin,
        what: what.to_owned(),
        reason: "gap-unknown-heading".to_owned(),
        found: heading.text.to_string(),
    });
}

/// Words that head what was achieved, in a wording that is not known.
fn looks_like_a_heading(slot: &Slot) -> bool {
    let ends = ["情况", "目标", "绩效", "成效", "结果", "综述"];
    let said = ["完成", "实现", "目标", "绩效"];
    let short = slot.text.chars().count() <= 16;
    let has = |words: &[&str]| words.iter().any(|word| slot.folded.contains(word));
    short && ends.iter().any(|end| slot.folded.ends_with(end)) && has(&said)
}

fn append(report: &mut Report, part: Part, slot: &Slot, alone: bool) {
    let field = field_mut(report, part);
    if field.printed.is_empty() {
        *field = text::narrative(slot.text.to_string(), slot.origin);
        return;
    }
    let cut = alone && !text::ends_a_sentence(&field.printed) && !begins_a_point(&slot.text);
    let mut joined = field.printed.to_string();
    if !cut {
        joined.push('\n');
    }
    joined.push_str(&slot.text);
    let before = tail(&field.printed);
    *field = text::narrative(joined, field.origin);
    if cut {
        report.repairs.push(Repair {
            origin: slot.origin,
            kind: "repair-cut-narrative".to_owned(),
            found: format!("{before}⏎{}", quote(&slot.text)),
            read_as: format!("{before}{}", quote(&slot.text)),
        });
    }
}

/// `目标2`, `(二)`, `3、`: the next point of a list, not the rest of a sentence.
fn begins_a_point(text: &str) -> bool {
    let folded = crate::form::fold(text);
    let first = folded.chars().next();
    folded.starts_with("目标")
        || first == Some('(')
        || super::lexicon::bare(&folded).len() < folded.len()
            && first.is_some_and(|c| c.is_ascii_digit())
}

fn quote(text: &str) -> String {
    text.chars().take(QUOTED).collect()
}

fn tail(text: &str) -> String {
    let skip = text.chars().count().saturating_sub(QUOTED);
    text.chars().skip(skip).collect()
}
