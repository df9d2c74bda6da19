//! What changed between two revisions of a form, or between two years of a project: cell by cell,
//! narratives character by character.

use similar::DiffTag;
use similar::algorithms::{Capture, Compact, myers};

use crate::desk::Model;
use crate::desk::screens::Layer;
use crate::desk::theme::Role;
use crate::desk::widgets::Pager;
use crate::desk::words::Words;
use crate::form::{Fund, Indicator, Report};
use crate::rules::{FieldName, Place};
use crate::store::ReportDetail;

/// A cell that is not what it was.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub place: Place,
    pub field: FieldName,
    pub before: String,
    pub after: String,
}

/// The cells of a form, in printed order.
fn cells(report: &Report) -> Vec<(Place, FieldName, &str)> {
    let mut cells: Vec<(Place, FieldName, &str)> = vec![
        (Place::Form, FieldName::Year, &report.year.printed),
        (Place::Form, FieldName::Project, &report.project.printed),
        (
            Place::Form,
            FieldName::Department,
            &report.department.printed,
        ),
        (Place::Form, FieldName::Unit, &report.unit.printed),
    ];
    for fund in &report.funds {
        cells.extend(fund_cells(fund));
    }
    cells.push((Place::Goal, FieldName::Text, &report.goal.printed));
    cells.push((Place::Outcome, FieldName::Text, &report.outcome.printed));
    for (indicator, number) in report.indicators.iter().zip(1..) {
        cells.extend(indicator_cells(indicator, number));
    }
    cells.push((
        Place::Total,
        FieldName::Weight,
        &report.total_weight.printed,
    ));
    cells.push((Place::Total, FieldName::Score, &report.total_score.printed));
    cells.push((Place::Grade, FieldName::Text, &report.grade.printed));
    cells
}

fn fund_cells(fund: &Fund) -> [(Place, FieldName, &str); 6] {
    let place = Place::Fund(fund.line);
    [
        (place, FieldName::Initial, &fund.initial.printed),
        (place, FieldName::Annual, &fund.annual.printed),
        (place, FieldName::Executed, &fund.executed.printed),
        (place, FieldName::Weight, &fund.weight.printed),
        (place, FieldName::Rate, &fund.rate.printed),
        (place, FieldName::Score, &fund.score.printed),
    ]
}

fn indicator_cells(indicator: &Indicator, number: u32) -> [(Place, FieldName, &str); 8] {
    let place = Place::Indicator(number);
    [
        (place, FieldName::Level1, &indicator.level1.printed),
        (place, FieldName::Level2, &indicator.level2.printed),
        (place, FieldName::Name, &indicator.name.printed),
        (place, FieldName::Target, &indicator.target.printed),
        (place, FieldName::Actual, &indicator.actual.printed),
        (place, FieldName::Weight, &indicator.weight.printed),
        (place, FieldName::Score, &indicator.score.printed),
        (place, FieldName::Reason, &indicator.reason.printed),
    ]
}

/// What changed from one to the other; a row that only one of them has changed in all its cells.
pub(super) fn changes(before: &Report, after: &Report) -> Vec<Change> {
    let (old, new) = (cells(before), cells(after));
    let find = |cells: &[(Place, FieldName, &str)], place, field| {
        cells
            .iter()
            .find(|(at, of, _)| *at == place && *of == field)
            .map(|(_, _, text)| (*text).to_owned())
            .unwrap_or_default()
    };
    let mut keys: Vec<(Place, FieldName)> = new.iter().map(|(at, of, _)| (*at, *of)).collect();
    for (place, field, _) in &old {
        if !keys.contains(&(*place, *field)) {
            keys.push((*place, *field));
        }
    }
    keys.into_iter()
        .map(|(place, field)| Change {
            place,
            field,
            before: find(&old, place, field),
            after: find(&new, place, field),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// A text with what was taken out and what was put in, marked with signs.
fn marked(before: &str, after: &str) -> String {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let mut steps = Compact::new(Capture::new(), &old[..], &new[..]);
    let Ok(()) = myers::diff(&mut steps, &old[..], 0..old.len(), &new[..], 0..new.len());
    let mut text = String::with_capacity(before.len() + after.len());
    for step in steps.into_inner().into_ops() {
        let taken = old.get(step.old_range()).unwrap_or_default();
        let put = new.get(step.new_range()).unwrap_or_default();
        if step.tag() == DiffTag::Equal {
            text.extend(put);
            continue;
        }
        if !taken.is_empty() {
            text.push_str("[-");
            text.extend(taken);
            text.push_str("-]");
        }
        if !put.is_empty() {
            text.push_str("{+");
            text.extend(put);
            text.push_str("+}");
        }
    }
    text
}

/// What changed, in words.
pub(super) fn paragraphs(words: &Words, before: &Report, after: &Report) -> Vec<(Role, String)> {
    let changes = changes(before, after);
    if changes.is_empty() {
        return vec![(Role::Dim, words.text("compare-nothing"))];
    }
    let mut said = Vec::with_capacity(changes.len() * 2);
    let mut at = None;
    for change in &changes {
        if at != Some(change.place) {
            at = Some(change.place);
            let mut head = words.place(change.place);
            if let Place::Indicator(number) = change.place
                && let Some(name) = name_of(after, number).or_else(|| name_of(before, number))
            {
                head = format!("{head} {name}");
            }
            said.push((Role::Title, head));
        }
        let text = if change.field == FieldName::Text && change.place != Place::Grade {
            marked(&change.before, &change.after)
        } else {
            let blank = |text: &str| {
                if text.is_empty() {
                    words.text("form-blank")
                } else {
                    text.to_owned()
                }
            };
            format!(
                "{}  {} → {}",
                words.field(change.field),
                blank(&change.before),
                blank(&change.after)
            )
        };
        said.push((Role::Text, text));
    }
    said
}

/// The same as lines of plain text.
pub fn changed(words: &Words, before: &Report, after: &Report) -> Vec<String> {
    let said = paragraphs(words, before, after).into_iter();
    said.map(|(_, text)| text).collect()
}

fn name_of(report: &Report, number: u32) -> Option<&str> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    let indicator = report.indicators.get(index)?;
    Some(&indicator.name.printed)
}

/// Shows what changed between the form on the screen and another revision of it.
pub fn show(model: &mut Model, other: &ReportDetail, number: u32) {
    let Some(data) = model.detail.as_ref().and_then(super::Detail::data) else {
        return;
    };
    let words = &model.words;
    let shown = super::revisions::shown(data);
    let (before, after, from, to) = if number < shown {
        (&other.report, &data.report, number, shown)
    } else {
        (&data.report, &other.report, shown, number)
    };
    let (from, to) = (from.to_string(), to.to_string());
    let title = words.fill("compare-title", &[("from", &from), ("to", &to)]);
    let said = paragraphs(words, before, after);
    let page = Pager::new(title, said, words.text("page-footer"));
    model.layers.push(Layer::Page(page));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Field;

    fn report(score: &str, outcome: &str) -> Report {
        let mut report = Report::default();
        report.total_score.printed = score.into();
        report.outcome.printed = outcome.into();
        report.indicators = vec![Indicator {
            name: Field {
                printed: "保洁面积".into(),
                ..Field::default()
            },
            ..Indicator::default()
        }];
        report
    }

    #[test]
    fn cells_that_differ_are_told_and_others_are_not() {
        let (before, mut after) = (report("98.86", "保洁12万"), report("97.86", "保洁12万"));
        after.indicators.clear();
        let found: Vec<_> = changes(&before, &after)
            .into_iter()
            .map(|change| (change.place, change.before, change.after))
            .collect();
        assert_eq!(
            found,
            [
                (Place::Total, "98.86".to_owned(), "97.86".to_owned()),
                (Place::Indicator(1), "保洁面积".to_owned(), String::new()),
            ]
        );
    }

    #[test]
    fn a_narrative_is_compared_by_characters() {
        let text = marked("完成保洁12万平方米", "完成保洁13万平方米，群众满意");
        assert_eq!(text, "完成保洁1[-2-]{+3+}万平方米{+，群众满意+}");
    }
}
