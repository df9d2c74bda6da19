//! 指标方向矛盾.

use super::prelude::*;
use crate::form::{Category, Comparator, Measure};
use crate::rules::Lexicon;

pub static RULE: Rule = Rule {
    id: "direction-conflict",
    group: Group::Targets,
    name: text("指标方向矛盾", "target points the wrong way"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "名称以正向词结尾（处理率、合格率、满意度等）而目标为 ≤ 或「降低、减少」；或以负向词结尾（投诉率、发案率、事故率等）而目标为 ≥ 或「提高」。",
        "The name ends with something good (handling rate, pass rate, satisfaction) while the target is ≤ or “lower”; or with something bad (complaint rate, accident rate) while it is ≥ or “raise”.",
    ),
    why: text(
        "方向写反，完成得越差越容易达标。",
        "With the direction reversed, doing worse meets the target.",
    ),
    basis: &[basis(
        Status::Judgement,
        "以名称最后的中心词判断方向",
        "the last noun of the name decides",
    )],
    innocent: text(
        "中心词判断有误（如投诉处理率是正向）。",
        "The last noun was misread.",
    ),
    procedure: text(
        "确认口径后要求更正目标方向，重新评分。",
        "Settle what is counted; have the direction corrected; re-score.",
    ),
    example: text(
        "「隐患整改率」目标「降低」。",
        "“Share of hazards removed”: target “lower”.",
    ),
    parameters: &[
        "words.positive_heads",
        "words.negative_heads",
        "words.dealt_with",
        "words.cost_names",
        "words.lowers",
        "words.raises",
    ],
    messages: &[
        message(
            "positive",
            "「{name}」越高越好，目标却为「{target}」",
            "“{name}” is better the higher it is, yet the target is “{target}”",
        ),
        message(
            "negative",
            "「{name}」越低越好，目标却为「{target}」",
            "“{name}” is better the lower it is, yet the target is “{target}”",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    if subject.rows().is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    let words = &settings.words;
    let mut hits = Vec::new();
    for row in subject.rows() {
        let Some(target) = row.cells.target.value() else {
            continue;
        };
        let (up, down) = way(row, target, settings);
        if !up && !down {
            continue;
        }
        let name = row.name_folded();
        let positive = || words.positive_heads.ends(name).map_or(0, str::len);
        let negative = || {
            let bad = words.negative_heads.ends(name);
            bad.filter(|head| !(head.ends_with('数') && words.dealt_with.occurs_in(name)))
                .map_or(0, str::len)
        };
        let is_less = |one: usize, other: &dyn Fn() -> usize| one > 0 && other() < one;
        // What is spent is to be kept down: 费用控制率 ≤100%.
        let cost = || {
            row.category == Category::Cost
                || holds(row.level2(), "成本")
                || words.cost_names.occurs_in(name)
        };
        let message = if down && is_less(positive(), &negative) && !cost() {
            "positive"
        } else if up && is_less(negative(), &positive) {
            "negative"
        } else {
            continue;
        };
        hits.push(
            Hit::warning(row.place(), message)
                .text("name", row.name())
                .text("target", row.cells.target.printed.as_str())
                .cell(FieldName::Target)
                .cell(FieldName::Name),
        );
    }
    Outcome::of(hits)
}

/// Whether the target asks for more, and whether for less.
fn way(row: &Row<'_>, target: &Measure, settings: &Settings) -> (bool, bool) {
    match target {
        Measure::Quantity(quantity) => (
            matches!(
                quantity.comparator,
                Some(Comparator::AtLeast | Comparator::MoreThan)
            ),
            matches!(
                quantity.comparator,
                Some(Comparator::AtMost | Comparator::LessThan)
            ),
        ),
        Measure::Words(_) => {
            let says = |words: &Lexicon| row.target_words().is_some_and(|t| words.occurs_in(t));
            (says(&settings.words.raises), says(&settings.words.lowers))
        }
    }
}

#[cfg(test)]
fn with(name: &str, target: &str) -> Vec<Draft> {
    form()
        .called(4, "效益指标", "社会效益指标", name)
        .measured(4, target, "达成指标")
        .alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("positive", "indicator:4", || with("隐患整改率", "降低")),
    Case::warning("negative", "indicator:4", || with("群众投诉率", "≥2%")),
    Case::warning("negative", "indicator:4", || {
        with("监控设备故障率", "提高")
    }),
    // The last noun decides: complaints handled are a good thing.
    Case::clean(|| with("群众投诉处理率", "提高")),
    Case::clean(|| with("群众投诉率", "≤2%")),
    Case::clean(|| with("运行费用控制率", "≤100%")),
    // Cases that are dealt with.
    Case::clean(|| with("破获刑事案件数", "≥100起")),
    Case::clean(|| with("火灾事故下降率", "≥5%")),
    Case::not_applicable(|| bare().alone()),
];
