//! 执行率得分错误.

use super::prelude::*;
use crate::rules::scoring::execution_score;

pub static RULE: Rule = Rule {
    id: "exec-score-mismatch",
    group: Group::Amounts,
    name: text(
        "预算执行得分与执行率不符",
        "execution score does not follow from the rate",
    ),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "预算执行得分与 min(1, 全年执行数÷全年预算数)×分值 相差超过单项得分容差。",
        "The execution score differs from min(1, executed ÷ annual budget) × weight by more than the tolerance of a row.",
    ),
    why: text(
        "执行得分可由表内金额直接算出，没有判断余地。",
        "The score follows from the amounts of the form; there is nothing to judge.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十三条：预算执行率权重 10%（数值有公开表式佐证，条次待核）",
            "Caiyu [2020] 10, article 13: execution weighs 10 points (figure shown by published forms, article to be verified)",
        ),
        basis(
            Status::Secondary,
            "已公开的自评表按比例计分：86.19% 得 8.62 分，45.17% 得 4.52 分",
            "published forms score in proportion: 86.19 % gives 8.62 points, 45.17 % gives 4.52",
        ),
    ],
    innocent: text(
        "地方分档计分（如执行率 95% 以上得满分，可用参数设定）；以年初预算数为分母（另行提示）；得分取整（另行提示）。",
        "Local step scales (full marks from 95 %, a setting); division by the initial budget or a score rounded to whole points (both reported as notices).",
    ),
    procedure: text(
        "按核实后的执行数和预算数重算执行率及得分，更正总分和等级。",
        "Recompute rate and score from verified amounts; correct total and grade.",
    ),
    example: text(
        "执行率 72.50%，分值 10，得分填 10，应为 7.25。",
        "Rate 72.50 %, weight 10, score printed 10; it should be 7.25.",
    ),
    parameters: &["tolerance.score_row", "execution.full_from"],
    messages: &[
        message(
            "mismatch",
            "执行率 {rate}%、分值 {weight}，得分应为 {expected}，填报 {score}，相差 {difference} 分",
            "Rate {rate} %, weight {weight}: the score should be {expected}, printed is {score}, a difference of {difference}",
        ),
        message(
            "rounded",
            "执行得分 {score} 为取整数，按执行率 {rate}%、分值 {weight} 计算为 {expected}",
            "The execution score {score} is rounded; from rate {rate} % and weight {weight} it is {expected}",
        ),
        message(
            "on-initial",
            "执行得分 {score} 以年初预算数为分母；按全年预算数计算执行率 {rate}%，分值 {weight}，应得 {expected}",
            "The execution score {score} divides by the initial budget; on the annual budget the rate is {rate} %, which at weight {weight} gives {expected}",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let Some(total) = subject.total() else {
        return Outcome::NotApplicable(&reason::NO_FUNDS);
    };
    let (Some(weight), Some(score)) = (total.fund.weight.value(), total.fund.score.value()) else {
        return Outcome::NotApplicable(&reason::NO_EXECUTION_SCORE);
    };
    let Some(rate) = total.rate() else {
        return Outcome::NotApplicable(&reason::NO_AMOUNTS);
    };
    let expect = |rate| execution_score(rate, *weight, settings);
    let Some(expected) = expect(rate) else {
        return Outcome::NotApplicable(&reason::NO_AMOUNTS);
    };
    let near = |expected: Decimal| (expected - score).abs() <= settings.tolerance.score_row;
    if near(expected) {
        return Outcome::Clean;
    }
    let hit = if total.rate_on_initial().and_then(expect).is_some_and(near) {
        Hit::notice(total.place(), "on-initial").cell(FieldName::Initial)
    } else if is_rounded(*score, expected) {
        Hit::notice(total.place(), "rounded")
    } else {
        Hit::error(total.place(), "mismatch")
            .number("difference", (expected - score).abs().round_dp(2))
    };
    Outcome::hit(
        hit.number("rate", rate.round_dp(2))
            .number("weight", *weight)
            .number("score", *score)
            .number("expected", expected.round_dp(2))
            .cell(FieldName::Score)
            .cell(FieldName::Weight)
            .cell(FieldName::Annual)
            .cell(FieldName::Executed),
    )
}

#[cfg(test)]
fn with(initial: &str, score: &str) -> Vec<Draft> {
    form()
        .fund(
            FundLine::Total,
            initial,
            "100.00",
            "72.50",
            "10",
            "72.50",
            score,
        )
        .alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("mismatch", "fund:total", || with("100.00", "10")),
    Case::notice("rounded", "fund:total", || with("100.00", "7")),
    Case::notice("on-initial", "fund:total", || with("120.00", "6.04")),
    Case::clean(|| with("100.00", "7.25")),
    // One decimal, within the tolerance of a row.
    Case::clean(|| with("100.00", "7.3")),
    // Blank scores say nothing.
    Case::not_applicable(|| with("100.00", "-")),
    Case::not_applicable(|| {
        form()
            .fund(FundLine::Total, "0.00", "0.00", "0.00", "10", "0.00", "0")
            .alone()
    }),
];
