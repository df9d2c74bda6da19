//! 预算执行率偏低.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "exec-rate-low",
    group: Group::Execution,
    name: text("预算执行率偏低", "low execution rate"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "全年执行数÷全年预算数 低于 90%；低于 80% 另作说明。",
        "Executed ÷ annual budget below 90 %; below 80 % it says so.",
    ),
    why: text(
        "资金闲置或项目未按计划实施，产出却可能照报完成。",
        "Money lies idle or the project is late, while outputs may still be reported as complete.",
    ),
    basis: &[
        basis(
            Status::Secondary,
            "四川表式要求执行率低于 90% 的说明原因",
            "the Sichuan form asks for a reason below 90 %",
        ),
        basis(
            Status::Secondary,
            "预算管理一体化系统对结余超过 20% 的预警",
            "a system in use warns when more than 20 % is unspent",
        ),
    ],
    innocent: text(
        "跨年度合同、质保金；年末追加。",
        "Contracts over several years, retention money; additions late in the year.",
    ),
    procedure: text(
        "核对合同付款进度和结转批复，了解未支出原因，检查产出是否确已完成。",
        "Check payment schedules and carry-over approvals; ask why it was not spent and whether outputs are really complete.",
    ),
    example: text(
        "全年预算 200.00，执行 131.00 万元，执行率 65.50%。",
        "Budget 200.00, executed 131.00: 65.50 %.",
    ),
    parameters: &["execution.low", "execution.very_low"],
    messages: &[
        message(
            "low",
            "全年预算 {annual} 万元，执行 {executed} 万元，执行率 {rate}%，低于 {bound}%",
            "Budget {annual}, executed {executed} (10 000 yuan): {rate} %, below {bound} %",
        ),
        message(
            "very-low",
            "全年预算 {annual} 万元，仅执行 {executed} 万元，执行率 {rate}%，低于 {bound}%",
            "Budget {annual}, only {executed} executed (10 000 yuan): {rate} %, below {bound} %",
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
    let (Some(annual), Some(executed), Some(rate)) = (total.annual, total.executed, total.rate())
    else {
        return Outcome::NotApplicable(&reason::NO_AMOUNTS);
    };
    let (message, bound) = if order(rate, settings.execution.very_low).is_lt() {
        ("very-low", settings.execution.very_low)
    } else if order(rate, settings.execution.low).is_lt() {
        ("low", settings.execution.low)
    } else {
        return Outcome::Clean;
    };
    Outcome::hit(
        Hit::warning(total.place(), message)
            .number("annual", annual)
            .number("executed", executed)
            .number("rate", rate.round_dp(2))
            .number("bound", bound)
            .cell(FieldName::Annual)
            .cell(FieldName::Executed),
    )
}

#[cfg(test)]
fn with(executed: &str) -> Vec<Draft> {
    form()
        .fund(FundLine::Total, "100.00", "100.00", executed, "10", "", "")
        .alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("low", "fund:total", || with("89.99")),
    Case::warning("very-low", "fund:total", || with("65.50")),
    Case::clean(|| with("90.00")),
    Case::not_applicable(|| with("-")),
];
