//! A form's scores worked out again, for the two shapes of one report: lines for people, and the
//! `recomputed` object of the JSON, whose keys are a contract.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::form::Nature;
use crate::locales::Catalogue;
use crate::rules::scoring::{Execution, Points, Recomputed, RowScore};

/// What the formulas (or, for words, the tier) give for a row, short enough for a column: `11.25`,
/// `6.00|9.38`, `12–15`.
pub fn cell(row: &RowScore) -> Option<String> {
    if let Some((least, most)) = row.tier {
        return Some(format!("{least}–{most}"));
    }
    let mut scores: Vec<Decimal> = row.formulas.iter().map(|(_, score)| *score).collect();
    scores.dedup();
    let texts: Vec<String> = scores.iter().map(ToString::to_string).collect();
    (!texts.is_empty()).then(|| texts.join("|"))
}

/// The summary as label keys and what stands beside them.
pub fn lines(made: &Recomputed, words: &Catalogue) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    let part = |key: &str, value: Option<Decimal>, unit: &str| {
        let value = value.map_or_else(|| "—".to_owned(), |value| format!("{value}{unit}"));
        words.fill(key, &[("value", &value)])
    };
    let mut total = vec![
        part("show-printed", made.printed, ""),
        part("show-recomputed", made.recomputed, ""),
    ];
    if let Some(difference) = made.difference().filter(|difference| !difference.is_zero()) {
        total.push(part("show-difference", Some(difference.normalize()), ""));
    }
    lines.push(("field-total_score", total.join(" · ")));
    let points = |points: Points| {
        words.fill(
            "show-points",
            &[
                ("score", &points.score.to_string()),
                (
                    "weight",
                    &points
                        .weight
                        .map_or_else(|| "—".to_owned(), |weight| weight.to_string()),
                ),
                ("rows", &points.rows.to_string()),
            ],
        )
    };
    lines.push(("show-on-numbers", points(made.on_numbers)));
    lines.push(("show-on-words", points(made.on_words)));
    if made.unknown.rows > 0 {
        lines.push(("show-on-unknown", points(made.unknown)));
    }
    if let Some(execution) = &made.execution {
        let rates = [
            part("show-printed", execution.rate_printed, "%"),
            part("show-on-annual", execution.rate_on_annual, "%"),
            part("show-on-initial", execution.rate_on_initial, "%"),
        ];
        lines.push(("field-rate", rates.join(" · ")));
        let scores = [
            part("show-printed", execution.printed, ""),
            part("show-recomputed", execution.recomputed, ""),
        ];
        lines.push(("show-execution-score", scores.join(" · ")));
    }
    lines
}

/// Which formula gave what, for the rows whose printed score fits none.
pub fn differences(made: &Recomputed, words: &Catalogue) -> Vec<String> {
    made.rows
        .iter()
        .filter_map(|row| {
            let difference = row.difference.filter(|difference| !difference.is_zero())?;
            let formulas: Vec<String> = row
                .formulas
                .iter()
                .map(|(formula, score)| format!("{} {score}", formula.label().get(words.lang())))
                .collect();
            let by = match row.tier {
                Some((least, most)) => words.fill(
                    "show-tier",
                    &[("least", &least.to_string()), ("most", &most.to_string())],
                ),
                None => formulas.join(" · "),
            };
            Some(
                words.fill(
                    "show-row-difference",
                    &[
                        ("row", &row.number.to_string()),
                        (
                            "printed",
                            &row.printed
                                .map_or_else(String::new, |score| score.to_string()),
                        ),
                        ("by", &by),
                        ("difference", &difference.normalize().to_string()),
                    ],
                ),
            )
        })
        .collect()
}

/// The `recomputed` object. Numbers are text, exact.
#[derive(Serialize)]
pub struct Scores {
    printed: Option<Decimal>,
    recomputed: Option<Decimal>,
    difference: Option<Decimal>,
    on_numbers: Share,
    on_words: Share,
    unknown: Share,
    execution: Option<ExecutionScores>,
    indicators: Vec<Row>,
}

#[derive(Serialize)]
struct Share {
    score: Decimal,
    weight: Option<Decimal>,
    rows: usize,
}

#[derive(Serialize)]
struct ExecutionScores {
    weight: Option<Decimal>,
    printed: Option<Decimal>,
    recomputed: Option<Decimal>,
    rate_printed: Option<Decimal>,
    rate_on_annual: Option<Decimal>,
    rate_on_initial: Option<Decimal>,
}

#[derive(Serialize)]
struct Row {
    number: u32,
    rests_on: &'static str,
    weight: Option<Decimal>,
    printed: Option<Decimal>,
    recomputed: Option<Decimal>,
    difference: Option<Decimal>,
    formulas: Vec<ByFormula>,
    tier: Option<[Decimal; 2]>,
}

#[derive(Serialize)]
struct ByFormula {
    formula: &'static str,
    score: Decimal,
}

impl Scores {
    /// The object of these scores.
    pub fn of(made: &Recomputed) -> Self {
        Self {
            printed: made.printed,
            recomputed: made.recomputed,
            difference: made.difference(),
            on_numbers: Share::of(made.on_numbers),
            on_words: Share::of(made.on_words),
            unknown: Share::of(made.unknown),
            execution: made.execution.as_ref().map(ExecutionScores::of),
            indicators: made.rows.iter().map(Row::of).collect(),
        }
    }
}

impl Share {
    const fn of(points: Points) -> Self {
        let Points {
            score,
            weight,
            rows,
        } = points;
        Self {
            score,
            weight,
            rows,
        }
    }
}

impl ExecutionScores {
    const fn of(execution: &Execution) -> Self {
        Self {
            weight: execution.weight,
            printed: execution.printed,
            recomputed: execution.recomputed,
            rate_printed: execution.rate_printed,
            rate_on_annual: execution.rate_on_annual,
            rate_on_initial: execution.rate_on_initial,
        }
    }
}

impl Row {
    fn of(row: &RowScore) -> Self {
        let by = |(formula, score): &(crate::rules::scoring::Formula, Decimal)| ByFormula {
            formula: formula.name(),
            score: *score,
        };
        Self {
            number: row.number,
            rests_on: match row.nature {
                Nature::Quantitative => "numbers",
                Nature::Qualitative => "words",
                Nature::Unknown => "unknown",
            },
            weight: row.weight,
            printed: row.printed,
            recomputed: row.recomputed,
            difference: row.difference,
            formulas: row.formulas.iter().map(by).collect(),
            tier: row.tier.map(|(least, most)| [least, most]),
        }
    }
}
