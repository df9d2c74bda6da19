//! 全年预算=全年执行.

use super::budget_adjusted_large::explanation;
use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "budget-equals-spent",
    group: Group::Execution,
    name: text("全年预算数恰等于执行数", "budget trimmed to what was spent"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "全年预算数与全年执行数相等，而与年初预算数不等。调整幅度达到提示界限的为疑点，否则为提示。",
        "The annual budget equals what was executed and differs from the initial budget. A warning where the change is large, else a notice.",
    ),
    why: text(
        "预算随决算倒调，100% 的执行率是调整分母得来的。",
        "When the budget is set to the outcome, an execution rate of 100 % comes from the denominator.",
    ),
    basis: &[
        basis(
            Status::Primary,
            "《预算法》第十二条（讲求绩效）、第七十二条（预算调剂）",
            "Budget Law, articles 12 (performance) and 72 (transfers)",
        ),
        basis(
            Status::Judgement,
            "是否倒调须看调整批复的时间",
            "whether it was done backwards shows in the dates of the approvals",
        ),
    ],
    innocent: text(
        "按实结算的小额差异；人员经费等按实拨付。",
        "A small difference at final settlement; wages paid to the cent.",
    ),
    procedure: text(
        "核对预算调整的批复日期与支付日期，按年初预算重算执行率。",
        "Compare the dates of adjustment and payment; recompute the rate on the initial budget.",
    ),
    example: text(
        "年初预算 90.00，全年预算 71.35，执行 71.35 万元。",
        "Initial 90.00, annual 71.35, executed 71.35.",
    ),
    parameters: &["adjustment.notice", "tolerance.amount_rounding"],
    messages: &[message(
        "equal",
        "年初预算 {initial} 万元，全年预算与全年执行同为 {annual} 万元（调整 {change}%），执行率 100% 可能由调整预算形成",
        "Initial budget {initial}; annual budget and executed are both {annual} (10 000 yuan, a change of {change} %): the rate of 100 % may come from the adjustment",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let Some(total) = subject.total() else {
        return Outcome::NotApplicable(&reason::NO_FUNDS);
    };
    let (Some(initial), Some(annual), Some(executed)) =
        (total.initial, total.annual, total.executed)
    else {
        return Outcome::NotApplicable(&reason::NO_INITIAL);
    };
    let tolerance = subject
        .report
        .money_unit
        .to_wan(settings.tolerance.amount_rounding);
    // Where nothing was planned there was nothing to trim.
    let Some(change) = total.adjustment() else {
        return Outcome::Clean;
    };
    if (annual - executed).abs() > tolerance
        || (annual - initial).abs() <= tolerance
        || annual.is_zero()
    {
        return Outcome::Clean;
    }
    // What was added and is accounted for was not trimmed to what was spent.
    let added = || change > Decimal::ZERO && explanation(subject, settings).is_some();
    let hit = if change.abs() >= settings.adjustment.notice && !added() {
        Hit::warning(total.place(), "equal")
    } else {
        Hit::notice(total.place(), "equal")
    };
    Outcome::hit(
        hit.number("initial", initial)
            .number("annual", annual)
            .number("change", change.round_dp(2))
            .cell(FieldName::Annual)
            .cell(FieldName::Executed)
            .cell(FieldName::Initial),
    )
}

#[cfg(test)]
fn with(initial: &str, executed: &str) -> Vec<Draft> {
    form()
        .fund(
            FundLine::Total,
            initial,
            "71.35",
            executed,
            "10",
            "100.00",
            "10",
        )
        .alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("equal", "fund:total", || with("90.00", "71.35")),
    Case::notice("equal", "fund:total", || with("71.40", "71.35")),
    Case::warning("equal", "fund:total", || with("50.00", "71.35")),
    Case::notice("equal", "fund:total", || {
        form()
            .fund(
                FundLine::Total,
                "50.00",
                "71.35",
                "71.35",
                "10",
                "100.00",
                "10",
            )
            .outcome("因上年结转资金和追加补助，全年完成 12 条河道保洁。")
            .alone()
    }),
    // Spent in full without any change of the budget.
    Case::clean(|| with("71.35", "71.35")),
    Case::clean(|| with("90.00", "71.34")),
    Case::not_applicable(|| with("-", "71.35")),
];
