//! 占比计算错误.

use super::prelude::*;
use crate::rules::narrative::{Figure, Kind};

pub static RULE: Rule = Rule {
    id: "narr-ratio-mismatch",
    group: Group::Narrative,
    name: text("占比与数字不符", "share does not follow from the figures"),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "「共 N 单位，其中 n 单位，占（总数）p%」：n÷N 四舍五入或截尾到所印位数都不是 p。「占」后另有范围（全镇、全年等）的不比较。",
        "“N units in all, of which n units, a share of p %”: n÷N gives p neither rounded nor cut to the decimals printed. A share of something else (of the whole town, of the year) is not compared.",
    ),
    why: text(
        "占比算错，依据它得出的结论不成立。",
        "With the share wrong, the conclusion falls.",
    ),
    basis: &[basis(Status::Judgement, "算术", "arithmetic")],
    innocent: text("分母另有所指。", "The share is of something else."),
    procedure: text(
        "确认分子分母口径，索取原表重新计算。",
        "Settle numerator and denominator; recompute from the original table.",
    ),
    example: text(
        "「共有房屋 800 套，其中出租 200 套，占 35%」，应为 25%。",
        "“800 flats, of which 200 are let, 35 %”: it should be 25 %.",
    ),
    parameters: &["narrative.units"],
    messages: &[message(
        "wrong",
        "「{quote}」：{part}÷{whole} 应为 {computed}%",
        "“{quote}”: {part} ÷ {whole} is {computed} %",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

/// What may stand between 占 and its percentage without naming another whole.
fn is_plain(between: &str) -> bool {
    let rest =
        between.trim_start_matches(['比', '总', '的', '其', '到', '了', '约', '为', '达', ' ']);
    rest.is_empty()
        || between.starts_with('总') && !between.contains(['全', '年']) && rest.chars().count() <= 4
}

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let mut looked = false;
    let mut hits = Vec::new();
    for (place, narrative) in subject.narratives(settings) {
        for (at, word) in narrative.text().match_indices('占') {
            let sentence = narrative.sentence_at(at);
            let start = at + word.len();
            let figures = || {
                narrative
                    .quantities()
                    .filter(|figure| figure.start >= sentence.start && figure.end <= sentence.end)
            };
            let Some(share) = figures().find(|figure| figure.start >= start) else {
                continue;
            };
            if share.kind != Kind::Percent
                || share.rough
                || !is_plain(narrative.slice(start..share.start))
            {
                continue;
            }
            let counts: Vec<&Figure> = figures()
                .filter(|figure| {
                    figure.end <= at && figure.kind == Kind::Count && !figure.unit.is_empty()
                })
                .collect();
            let Some((part, earlier)) = counts.split_last() else {
                continue;
            };
            let unit = |figure: &Figure| narrative.slice(figure.unit.clone());
            let wholes: Vec<&&Figure> = earlier
                .iter()
                .filter(|whole| {
                    unit(whole) == unit(part) && whole.value >= part.value && !whole.value.is_zero()
                })
                .collect();
            let Some(whole) = wholes.last() else {
                continue;
            };
            let of_which = narrative.slice(whole.end..part.start).contains("其中");
            if part.rough || whole.rough || !of_which {
                continue;
            }
            looked = true;
            let fits = |whole: &Figure| {
                percent(part.value, whole.value)
                    .is_some_and(|computed| agrees(share.value, computed))
            };
            if wholes.iter().any(|whole| fits(whole)) {
                continue;
            }
            let computed = percent(part.value, whole.value).unwrap_or_default();
            let range = whole.start..share.end;
            hits.push(
                Hit::error(place, "wrong")
                    .text("quote", narrative.slice(range.clone()))
                    .number("part", part.value)
                    .number("whole", whole.value)
                    .number("computed", computed.round_dp(share.value.scale().max(1)))
                    .span(place, narrative.span(range)),
            );
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_SHARE)
    }
}

#[cfg(test)]
fn with(outcome: &str) -> Vec<Draft> {
    form().outcome(outcome).alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("wrong", "outcome", || {
        with("小区共有房屋800套，其中出租房200套，占总房屋35%。")
    }),
    Case::clean(|| with("小区共有房屋800套，其中出租房200套，占25%。")),
    Case::clean(|| with("小区共有房屋 2400 套，其中出租房 1500 套，占总数的62%。")),
    // A share of something that is not in the sentence.
    Case::not_applicable(|| with("小区共有房屋800套，其中出租房200套，占全镇出租房的3%。")),
    Case::not_applicable(|| form().alone()),
];
