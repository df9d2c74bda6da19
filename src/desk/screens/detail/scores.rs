//! The scores of a form worked out again, beside the printed ones.

use rust_decimal::Decimal;

use crate::desk::Model;
use crate::desk::screens::Layer;
use crate::desk::theme::Role;
use crate::desk::widgets::Pager;
use crate::desk::words::{Words, grouped};
use crate::rules::scoring::{Execution, Points, Recomputed, RowScore, recompute};
use crate::rules::{Settings, unanswered};
use crate::store::ReportDetail;

/// Opens the page.
pub fn open(model: &mut Model) {
    let Some(data) = model.detail.as_ref().and_then(super::Detail::data) else {
        return;
    };
    let words = &model.words;
    let page = Pager::new(
        words.text("scores-title"),
        paragraphs(words, data, &model.settings),
        words.text("page-footer"),
    );
    model.layers.push(Layer::Page(page));
}

fn number(words: &Words, value: Option<Decimal>) -> String {
    value.map_or_else(|| words.text("scores-unknown"), |value| grouped(value, 2))
}

/// A number of the form; where it has none, that is said.
fn printed(words: &Words, value: Option<Decimal>) -> String {
    value.map_or_else(|| words.text("form-blank"), |value| grouped(value, 2))
}

fn paragraphs(words: &Words, data: &ReportDetail, settings: &Settings) -> Vec<(Role, String)> {
    let made = recompute(&data.report, settings);
    let mut said = vec![(differing(made.difference()), total(words, &made))];
    let points = |key: &str, points: &Points| {
        let values = [
            ("score", grouped(points.score, 2)),
            ("weight", number(words, points.weight)),
            ("rows", points.rows.to_string()),
        ];
        words.fill(
            key,
            &values.each_ref().map(|(name, value)| (*name, &**value)),
        )
    };
    said.push((Role::Text, points("scores-on-numbers", &made.on_numbers)));
    said.push((Role::Text, points("scores-on-words", &made.on_words)));
    if made.unknown.rows > 0 {
        said.push((Role::Text, points("scores-of-unknown", &made.unknown)));
    }
    if let Some(execution) = &made.execution {
        said.push((Role::Title, words.text("scores-execution")));
        said.push((Role::Text, rates(words, execution)));
    }
    said.push((Role::Title, words.text("scores-rows")));
    for (row, indicator) in made.rows.iter().zip(&data.report.indicators) {
        said.push(line(words, row, &indicator.name.printed));
    }
    let unanswered = unanswered(&data.report, settings);
    let count: usize = unanswered.iter().map(|(_, rules)| rules.len()).sum();
    if count > 0 {
        let count = count.to_string();
        said.push((
            Role::Title,
            words.fill("scores-unanswered", &[("count", &count)]),
        ));
    }
    for (reason, rules) in unanswered {
        let names: Vec<&str> = rules
            .iter()
            .map(|rule| rule.name.get(words.lang()))
            .collect();
        let values = [
            ("reason", reason.get(words.lang())),
            ("rules", &*names.join(&words.text("enumerate"))),
        ];
        said.push((Role::Dim, words.fill("scores-unanswered-line", &values)));
    }
    said
}

fn differing(difference: Option<Decimal>) -> Role {
    match difference {
        Some(difference) if !difference.is_zero() => Role::Warning,
        _ => Role::Text,
    }
}

fn total(words: &Words, made: &Recomputed) -> String {
    let values = [
        ("printed", printed(words, made.printed)),
        ("recomputed", number(words, made.recomputed)),
        ("difference", number(words, made.difference())),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, &**value));
    words.fill("scores-total", &values)
}

fn rates(words: &Words, execution: &Execution) -> String {
    let values = [
        ("printed", printed(words, execution.printed)),
        ("recomputed", number(words, execution.recomputed)),
        ("rate", printed(words, execution.rate_printed)),
        ("annual", number(words, execution.rate_on_annual)),
        ("initial", number(words, execution.rate_on_initial)),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, &**value));
    words.fill("scores-rates", &values)
}

fn line(words: &Words, row: &RowScore, name: &str) -> (Role, String) {
    let how = match (row.formulas.as_slice(), row.tier) {
        ([], Some((least, most))) => words.fill(
            "scores-tier",
            &[("least", &grouped(least, 2)), ("most", &grouped(most, 2))],
        ),
        ([], None) => words.text("scores-no-formula"),
        (formulas, _) => {
            let said: Vec<String> = formulas
                .iter()
                .map(|(formula, score)| {
                    format!(
                        "{} {}",
                        formula.label().get(words.lang()),
                        grouped(*score, 2)
                    )
                })
                .collect();
            said.join(" · ")
        }
    };
    let values = [
        ("number", row.number.to_string()),
        ("name", name.to_owned()),
        ("printed", printed(words, row.printed)),
        ("weight", printed(words, row.weight)),
        ("how", how),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, &**value));
    (differing(row.difference), words.fill("scores-row", &values))
}
