//! 指标得分率与执行率倒挂.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "score-exec-gap",
    group: Group::Execution,
    name: text(
        "指标得分率明显高于执行得分率",
        "indicators score far better than execution",
    ),
    severity: Severity::Warning,
    tier: Tier::Extra,
    checks: text(
        "（指标得分率−执行得分率）÷指标得分率 超过 5%，执行率也低于指标得分率 5% 以上。",
        "(share of indicator points − share of execution points) ÷ share of indicator points exceeds 5 %, and so does it with the execution rate.",
    ),
    why: text(
        "钱没有花完，产出和效益却接近满分。",
        "The money was not spent, yet outputs and effects are nearly perfect.",
    ),
    basis: &[basis(
        Status::Secondary,
        "一省预算管理系统的自评红色预警规则",
        "the red warning of one province's system",
    )],
    innocent: text("节约资金完成任务。", "The task was done for less."),
    procedure: text(
        "结合执行率偏低的原因，核实产出数量和质量。",
        "With the reason for low execution at hand, verify quantity and quality of outputs.",
    ),
    example: text(
        "指标得 89/90 分，执行得 6.20/10 分。",
        "Indicators 89 of 90, execution 6.20 of 10.",
    ),
    parameters: &["execution.gap"],
    messages: &[message(
        "gap",
        "指标得分率 {rows}%，执行得分率 {execution}%，倒挂 {gap}%",
        "Indicators have {rows} % of their points, execution {execution} %: a gap of {gap} %",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let fund = subject.total().map(|total| total.fund);
    let (Some(weight), Some(score)) = (
        fund.and_then(|fund| fund.weight.value()),
        fund.and_then(|fund| fund.score.value()),
    ) else {
        return Outcome::NotApplicable(&reason::NO_EXECUTION_SCORE);
    };
    let rows = subject.rows();
    let sums = subject.sums();
    let known = sums.scored == rows.len() && sums.weighted == rows.len();
    let limit = settings.execution.gap;
    if known && is_narrow((sums.points, sums.weights), (*score, *weight), limit) {
        return Outcome::Clean;
    }
    let (Some(of_rows), Some(of_execution)) = (
        percent(sums.points, sums.weights).filter(|_| known),
        percent(*score, *weight),
    ) else {
        return Outcome::NotApplicable(&reason::NO_SCORES);
    };
    let Some(gap) = percent(of_rows - of_execution, of_rows) else {
        return Outcome::Clean;
    };
    // A score that was rounded down or reckoned otherwise: the money itself was spent.
    let spent = fund
        .and_then(|fund| fund.rate.value())
        .and_then(|rate| percent(of_rows - *rate, of_rows))
        .is_some_and(|unspent| unspent <= limit);
    if gap <= limit || spent {
        return Outcome::Clean;
    }
    let place = Place::Fund(FundLine::Total);
    let hit = Hit::warning(place, "gap")
        .number("rows", of_rows.round_dp(2))
        .number("execution", of_execution.round_dp(2))
        .number("gap", gap.round_dp(2))
        .cell(FieldName::Score);
    Outcome::hit(
        rows.iter()
            .fold(hit, |hit, row| hit.cell_at(row.place(), FieldName::Score)),
    )
}

/// Whether rows and execution, each with points and weight, are certainly less apart than the limit.
fn is_narrow(rows: (Decimal, Decimal), execution: (Decimal, Decimal), limit: Decimal) -> bool {
    let ((points, weights), (score, weight)) = (rows, execution);
    // Brought to one denominator.
    let sides = points.checked_mul(weight).zip(score.checked_mul(weights));
    let above = points > Decimal::ZERO && weights > Decimal::ZERO && weight > Decimal::ZERO;
    above && sides.is_some_and(|(rows, execution)| is_below(rows - execution, limit, rows))
}

#[cfg(test)]
fn with(spent: &str, score: &str) -> Vec<Draft> {
    form()
        .fund(FundLine::Total, "100", "100", spent, "10", spent, score)
        .alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("gap", "fund:total", || with("62.00", "6.20")),
    Case::clean(|| with("62.00", "9.60")),
    // Rounded down; the money was spent.
    Case::clean(|| with("97.80", "9")),
    Case::not_applicable(|| with("62.00", "-")),
];
