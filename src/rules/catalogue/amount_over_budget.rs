//! 执行数超预算.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "amount-over-budget",
    group: Group::Amounts,
    name: text("执行数超过全年预算数", "more executed than budgeted"),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "资金表任一行的全年执行数大于全年预算数（超过舍入误差）。差额不超过上年结转部分时只作疑点提示。",
        "In any line of the fund table executed exceeds the annual budget by more than rounding. Where carry-over explains the excess it is a warning only.",
    ),
    why: text(
        "支出必须按照预算执行；执行率也不应超过 100%。",
        "Spending must follow the budget, and the rate cannot exceed 100 %.",
    ),
    basis: &[basis(
        Status::Primary,
        "《预算法》第五十七条：各部门、各单位的支出必须按照预算执行，不得虚假列支",
        "Budget Law, article 57: departments and units must spend according to the budget and must not record false expenditure",
    )],
    innocent: text(
        "上年结转资金计入执行数而未计入全年预算数；年末追加未更新预算数。",
        "Carry-over counted as executed but not as budget; a year-end addition not yet in the budget.",
    ),
    procedure: text(
        "调取预算调整和结转批复，核对指标账与支出账，查明超出部分的资金来源。",
        "Obtain adjustment and carry-over approvals, compare allotment and expenditure ledgers, find the source of the excess.",
    ),
    example: text(
        "全年预算 50.00 万元，全年执行 53.20 万元，超出 3.20 万元。",
        "Budget 50.00, executed 53.20: 3.20 more than budgeted.",
    ),
    parameters: &["tolerance.amount_rounding"],
    messages: &[
        message(
            "over",
            "「{line}」全年预算 {annual} 万元，全年执行 {executed} 万元，超出 {difference} 万元",
            "“{line}”: budget {annual}, executed {executed} (10 000 yuan), {difference} more than budgeted",
        ),
        message(
            "carryover",
            "「{line}」全年预算 {annual} 万元，全年执行 {executed} 万元，超出的 {difference} 万元或来自上年结转",
            "“{line}”: budget {annual}, executed {executed} (10 000 yuan); the excess of {difference} may be carry-over",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let mut looked = false;
    let mut hits = Vec::new();
    let tolerance = settings.tolerance.amount_rounding;
    let excess = |line: FundLine| {
        subject
            .funds()
            .iter()
            .find(|fund| fund.fund.line == line)
            .and_then(|fund| Some(fund.executed? - fund.annual.unwrap_or_default()))
            .unwrap_or_default()
            .max(Decimal::ZERO)
    };
    let carried = excess(FundLine::Carryover);
    for line in subject.funds() {
        let (Some(annual), Some(executed)) = (line.annual, line.executed) else {
            continue;
        };
        looked = true;
        let difference = executed - annual;
        if difference <= tolerance {
            continue;
        }
        let innocent = match line.fund.line {
            FundLine::Carryover => true,
            FundLine::Total => difference <= carried + tolerance,
            _ => false,
        };
        let hit = if innocent {
            Hit::warning(line.place(), "carryover")
        } else {
            Hit::error(line.place(), "over")
        };
        hits.push(
            hit.text("line", line.fund.label.as_str())
                .number("annual", annual)
                .number("executed", executed)
                .number("difference", difference)
                .cell(FieldName::Executed)
                .cell(FieldName::Annual),
        );
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_AMOUNTS)
    }
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("over", "fund:total", || {
        form()
            .fund(
                FundLine::Total,
                "50.00",
                "50.00",
                "53.20",
                "10",
                "106.40",
                "10",
            )
            .alone()
    }),
    Case::warning("carryover", "fund:total", || {
        form()
            .fund(
                FundLine::Total,
                "50.00",
                "50.00",
                "53.20",
                "10",
                "106.40",
                "10",
            )
            .fund(
                FundLine::Carryover,
                "0.00",
                "0.00",
                "3.20",
                "-",
                "0.00",
                "-",
            )
            .alone()
    }),
    // Spent to the cent.
    Case::clean(|| {
        form()
            .fund(
                FundLine::Total,
                "50.00",
                "50.00",
                "50.00",
                "10",
                "100.00",
                "10",
            )
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
