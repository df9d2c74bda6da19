//! 执行率计算错误.

use super::prelude::*;
use crate::rules::{is_percent, percent};

pub static RULE: Rule = Rule {
    id: "exec-rate-mismatch",
    group: Group::Amounts,
    name: text(
        "执行率与金额不符",
        "execution rate does not follow from the amounts",
    ),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "填报的执行率与 全年执行数÷全年预算数 相差超过容差；或全年预算数为 0 而执行数或执行率不为 0。容差随预算变小而放宽（万元两位小数的舍入），并不小于执行率自身末位。",
        "The printed rate differs from executed ÷ annual budget by more than the tolerance; or the budget is 0 while executed or rate is not. The tolerance widens as the budget shrinks (amounts are rounded to two decimals) and is never below the last printed digit of the rate.",
    ),
    why: text(
        "执行率直接决定 10 分的预算执行得分。",
        "The rate decides the ten points of budget execution.",
    ),
    basis: &[
        basis(
            Status::Secondary,
            "自评表的定义：执行率 = 全年执行数 ÷ 全年预算数；四川表式注明以调整后预算数为分母",
            "definition printed on forms: rate = executed ÷ annual budget; the Sichuan form names the adjusted budget",
        ),
        basis(
            Status::Secondary,
            "已公开的自评表把 86.183% 印作 86.19%，故容差 0.02 个百分点",
            "a published form prints 86.19 for 86.183, hence the tolerance of 0.02 points",
        ),
    ],
    innocent: text(
        "有的单位以年初预算数为分母（另行提示，不作错误）；超预算执行时按 100% 封顶。",
        "Some units divide by the initial budget (reported as a notice, not as an error); a rate capped at 100 % when more was spent.",
    ),
    procedure: text(
        "以决算报表和支出明细账核实执行数，以预算调整批复核实全年预算数，重新计算。",
        "Verify the executed amount in the final accounts and the ledger, the budget in the adjustment approval; recompute.",
    ),
    example: text(
        "全年预算 80.00 万元、执行 60.00 万元，执行率填 85.00%，应为 75.00%。",
        "Budget 80.00, executed 60.00, rate printed 85.00 %; it should be 75.00 %.",
    ),
    parameters: &["tolerance.rate", "tolerance.amount_rounding"],
    messages: &[
        message(
            "mismatch",
            "全年预算 {annual} 万元、执行 {executed} 万元，执行率应为 {computed}%，填报 {printed}%，相差 {difference} 个百分点",
            "Budget {annual}, executed {executed} (10 000 yuan): the rate should be {computed} %, printed is {printed} %, a difference of {difference} points",
        ),
        message(
            "on-initial",
            "填报执行率 {printed}% 以年初预算数为分母（{initial} 万元）；按全年预算数 {annual} 万元计算应为 {computed}%",
            "The printed rate {printed} % divides by the initial budget ({initial}); on the annual budget of {annual} (10 000 yuan) it is {computed} %",
        ),
        message(
            "no-budget",
            "全年预算数为 0，而执行数为 {executed} 万元、执行率填 {printed}%",
            "The annual budget is 0 while executed is {executed} (10 000 yuan) and the rate is printed as {printed} %",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let mut looked = false;
    let mut hits = Vec::new();
    for line in subject.funds() {
        let (Some(annual), Some(executed), Some(printed)) =
            (line.annual, line.executed, line.fund.rate.value().copied())
        else {
            continue;
        };
        looked = true;
        if is_percent(printed, executed, annual, settings.tolerance.rate) {
            continue;
        }
        let hit = |hit: Hit| {
            hit.number("printed", printed)
                .cell(FieldName::Rate)
                .cell(FieldName::Annual)
                .cell(FieldName::Executed)
        };
        let Some(computed) = line.rate() else {
            let nothing = executed.is_zero() && printed.is_zero();
            // What systems print in the 0/0 line of a source that was not used says nothing.
            if annual.is_zero() && !nothing && line.is_total() {
                hits.push(hit(
                    Hit::error(line.place(), "no-budget").number("executed", executed)
                ));
            }
            continue;
        };
        if (printed - computed).abs() <= settings.tolerance.rate {
            continue;
        }
        let allowed = tolerance(annual, computed, printed, settings);
        let near = |rate: Decimal| (printed - rate).abs() <= allowed;
        let capped = computed > Decimal::ONE_HUNDRED && printed == Decimal::ONE_HUNDRED;
        if near(computed) || capped {
            continue;
        }
        let on_initial = line.rate_on_initial().filter(|rate| near(*rate));
        if let (Some(_), Some(initial)) = (on_initial, line.initial) {
            hits.push(hit(Hit::notice(line.place(), "on-initial")
                .number("initial", initial)
                .number("annual", annual)
                .number("computed", computed.round_dp(2))
                .cell(FieldName::Initial)));
        } else {
            hits.push(hit(Hit::error(line.place(), "mismatch")
                .number("annual", annual)
                .number("executed", executed)
                .number("computed", computed.round_dp(2))
                .number("difference", (printed - computed).abs().round_dp(2))));
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_RATE)
    }
}

/// Percentage points that rounding of the amounts and of the rate itself explains.
fn tolerance(annual: Decimal, computed: Decimal, printed: Decimal, settings: &Settings) -> Decimal {
    let of_amounts = percent(settings.tolerance.amount_rounding, annual).unwrap_or_default()
        * (Decimal::ONE + computed / Decimal::ONE_HUNDRED);
    let last_digit = match printed.scale() {
        0 | 1 => Decimal::new(1, printed.scale()),
        _ => Decimal::ZERO,
    };
    (settings.tolerance.rate + of_amounts).max(last_digit)
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("mismatch", "fund:total", || {
        form()
            .fund(
                FundLine::Total,
                "120.00",
                "118.00",
                "115.40",
                "10",
                "98.80",
                "9.78",
            )
            .alone()
    }),
    Case::notice("on-initial", "fund:total", || {
        form()
            .fund(
                FundLine::Total,
                "120.00",
                "118.00",
                "115.40",
                "10",
                "96.17",
                "9.62",
            )
            .alone()
    }),
    Case::error("no-budget", "fund:total", || {
        form()
            .fund(
                FundLine::Total,
                "0.00",
                "0.00",
                "3.36",
                "10",
                "100.00",
                "10",
            )
            .alone()
    }),
    // A small budget: 0.07 of 0.08 may be anything from 76 to 100 %.
    Case::clean(|| {
        form()
            .fund(
                FundLine::Total,
                "0.08",
                "0.08",
                "0.07",
                "10",
                "85.00",
                "8.5",
            )
            .alone()
    }),
    // Printed without decimals.
    Case::clean(|| {
        form()
            .fund(
                FundLine::Total,
                "120.00",
                "118.00",
                "115.40",
                "10",
                "98",
                "9.78",
            )
            .alone()
    }),
    // The 0/0 line of a source that was not used.
    Case::clean(|| {
        form()
            .fund(FundLine::Other, "0.00", "0.00", "0.00", "-", "100.00", "-")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
