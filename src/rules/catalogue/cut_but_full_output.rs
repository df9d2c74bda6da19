//! 预算减少而产出效果全部满分.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "cut-but-full-output",
    group: Group::Execution,
    name: text(
        "预算调减而指标全部满分",
        "budget cut, every target still met in full",
    ),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "全年预算数比年初预算数调减 10% 以上，而每一项指标都得满分。",
        "The annual budget is 10 % or more below the initial one, yet every indicator has full marks.",
    ),
    why: text(
        "钱少了，目标未变且全部完成：目标可能本来偏低，或未随预算调整。",
        "Less money, the same targets, all met: they were soft, or were not adjusted with the budget.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十一条：绩效目标偏离较大的应分析原因（条次待核）",
            "Caiyu [2020] 10, article 11: large deviations are to be analysed (article to be verified)",
        ),
        basis(
            Status::Primary,
            "《青岛市预算绩效管理条例》第十九条：预算调整的，绩效目标应当相应调整报备（可资参考）",
            "Qingdao Budget Performance Regulations, article 19: goals are re-filed when the budget is adjusted (for reference)",
        ),
        basis(Status::Judgement, "10% 的界限", "the limit of 10 %"),
    ],
    innocent: text(
        "采购确有节约（以合同、结算为证）。",
        "Genuine savings, shown by contract and settlement.",
    ),
    procedure: text(
        "核对绩效目标是否同步调整；抽查合同、验收和结算。",
        "See whether the goals were adjusted as well; sample contracts, acceptance and settlement.",
    ),
    example: text(
        "预算由 300.00 调减为 210.00 万元，12 项指标仍全部满分。",
        "Budget cut from 300.00 to 210.00; all 12 indicators still at full marks.",
    ),
    parameters: &["adjustment.notice"],
    messages: &[message(
        "cut",
        "预算由 {initial} 万元调减为 {annual} 万元（{change}%），{rows} 项指标仍全部按原目标值满分完成",
        "The budget was cut from {initial} to {annual} (10 000 yuan, {change} %), yet all {rows} indicators have full marks on their targets",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let total = subject.total();
    let Some((total, change)) = total.and_then(|total| Some((total, total.adjustment()?))) else {
        return Outcome::NotApplicable(&reason::NO_INITIAL);
    };
    let (Some(initial), Some(annual)) = (total.initial, total.annual) else {
        return Outcome::NotApplicable(&reason::NO_INITIAL);
    };
    let rows = subject.rows();
    if rows.iter().any(|row| row.is_full().is_none()) {
        return Outcome::NotApplicable(&reason::NO_SCORES);
    }
    if rows.is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    let full = rows.iter().all(|row| row.is_full() == Some(true));
    if change > -settings.adjustment.notice || !full {
        return Outcome::Clean;
    }
    let hit = Hit::warning(total.place(), "cut")
        .number("initial", initial)
        .number("annual", annual)
        .number("change", change.round_dp(2))
        .count("rows", rows.len())
        .cell(FieldName::Annual)
        .cell(FieldName::Initial);
    Outcome::hit(
        rows.iter()
            .fold(hit, |hit, row| hit.cell_at(row.place(), FieldName::Score)),
    )
}

#[cfg(test)]
fn with(initial: &str, score: &str) -> Vec<Draft> {
    form()
        .fund(
            FundLine::Total,
            initial,
            "118.00",
            "115.40",
            "10",
            "97.80",
            "9.78",
        )
        .scored(1, "20", score)
        .alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("cut", "fund:total", || with("160.00", "20")),
    // One target was missed.
    Case::clean(|| with("160.00", "19.84")),
    Case::clean(|| with("130.00", "20")),
    Case::not_applicable(|| with("-", "20")),
];
