//! 百分比超出0–100.

use super::prelude::*;
use crate::form::Quantity;

pub static RULE: Rule = Rule {
    id: "pct-impossible",
    group: Group::Targets,
    name: text("百分比超出0–100", "percentage beyond 0–100"),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "目标值或完成值是小于 0 的百分比（增减幅度除外），或部分占总体的比率（合格率、满意度、覆盖率等）大于 100%；其他比率大于 100% 为疑点。",
        "Target or actual is a percentage below 0 (changes aside), or a share of a whole (pass rate, satisfaction, coverage) above 100 %; any other rate above 100 % is a warning.",
    ),
    why: text("部分不可能大于总体。", "A part cannot exceed its whole."),
    basis: &[basis(Status::Judgement, "算术", "arithmetic")],
    innocent: text(
        "增长率、计划完成率、利用率可以超过 100%。",
        "Growth, completion of a plan and utilisation can exceed 100 %.",
    ),
    procedure: text(
        "核对分子分母和原始记录，要求更正并重算得分。",
        "Check numerator, denominator and records; have it corrected and the score recomputed.",
    ),
    example: text(
        "「验收合格率」完成值 105%。",
        "“Pass rate at acceptance”: actual 105 %.",
    ),
    parameters: &["words.shares", "words.above_100", "words.changes"],
    messages: &[
        message(
            "share",
            "「{name}」是部分占总体的比率，{column}为 {printed}，超过 100%",
            "“{name}” is a share of a whole; {column} is {printed}, above 100 %",
        ),
        message(
            "above",
            "「{name}」{column}为 {printed}，超过 100%",
            "“{name}”: {column} is {printed}, above 100 %",
        ),
        message(
            "negative",
            "「{name}」{column}为 {printed}，小于 0",
            "“{name}”: {column} is {printed}, below 0",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let mut looked = false;
    let mut hits = Vec::new();
    for row in subject.rows() {
        let cells = row.cells;
        for (column, field, cell) in [
            ("年度指标值", FieldName::Target, &cells.target),
            ("实际完成值", FieldName::Actual, &cells.actual),
        ] {
            let Some(quantity) = cell.value().and_then(|measure| measure.quantity()) else {
                continue;
            };
            looked = true;
            if let Some(hit) = impossible(row, quantity, settings) {
                hits.push(
                    hit.text("name", row.name())
                        .text("column", column)
                        .text("printed", cell.printed.as_str())
                        .cell(field)
                        .cell(FieldName::Name),
                );
            }
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_QUANTITATIVE)
    }
}

fn impossible(row: &Row<'_>, quantity: &Quantity, settings: &Settings) -> Option<Hit> {
    // Where the sign stands in the target alone, the actual is a percentage all the same.
    let of_target = || {
        row.quantities()
            .is_some_and(|(target, actual)| target.is_percent() && actual.unit.is_empty())
    };
    let percent = quantity.is_percent() || (quantity.unit.is_empty() && of_target());
    if !percent {
        return None;
    }
    let words = &settings.words;
    let name = row.name_folded();
    let below_zero = quantity.number.is_sign_negative() && !quantity.number.is_zero();
    if !below_zero && order(quantity.number, Decimal::ONE_HUNDRED).is_le()
        || words.changes.occurs_in(name)
    {
        return None;
    }
    if below_zero {
        return Some(Hit::error(row.place(), "negative"));
    }
    if words.above_100.occurs_in(name) {
        return None;
    }
    Some(if words.shares.ends(name).is_some() {
        Hit::error(row.place(), "share")
    } else {
        Hit::warning(row.place(), "above")
    })
}

#[cfg(test)]
fn with(name: &str, actual: &str) -> Vec<Draft> {
    form()
        .called(2, "产出指标", "质量指标", name)
        .measured(2, "≥95%", actual)
        .alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("share", "indicator:2", || with("工程验收合格率", "105%")),
    Case::warning("above", "indicator:2", || with("资金保障率", "105%")),
    Case::error("negative", "indicator:2", || with("工程验收合格率", "-5%")),
    Case::error("share", "indicator:2", || with("工程验收合格率", "104.5")),
    Case::clean(|| with("产值增长率", "-5%")),
    Case::clean(|| with("年度任务完成率", "102.59%")),
    Case::clean(|| with("工程验收合格率", "100.00%")),
    Case::not_applicable(|| bare().alone()),
];
