//! 全部满分.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "score-all-full",
    group: Group::Scores,
    name: text("全部满分", "full marks everywhere"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "预算执行和每一项指标都得满分；不列分值的表式以总分 100 为准。",
        "Execution and every indicator have full marks; where the layout prints no weights, a total of 100.",
    ),
    why: text(
        "没有一项扣分，自评没有发现任何不足，可能流于形式。",
        "Not one point is lost: the self-evaluation found no shortcoming and may be a formality.",
    ),
    basis: &[
        basis(
            Status::Secondary,
            "财政部关于中央部门单位自评的通知要求实事求是、结果客观，严禁刻意抬高分数",
            "notice of the Ministry of Finance on self-evaluation: realistic, objective, no deliberate raising of scores",
        ),
        basis(
            Status::Judgement,
            "满分本身不是错误",
            "full marks are no error by themselves",
        ),
    ],
    innocent: text(
        "按标准兑付、指标单一的项目。",
        "Payments at a fixed standard with few indicators.",
    ),
    procedure: text(
        "抽取分值高的指标和全部定性指标，逐项核对佐证后复评。",
        "Take the heavy and all qualitative indicators, check the evidence, re-score.",
    ),
    example: text(
        "18 项指标和预算执行全部满分，总分 100。",
        "18 indicators and execution at full marks, total 100.",
    ),
    parameters: &[],
    messages: &[message(
        "full",
        "预算执行和 {rows} 项指标全部满分，总分 {total}",
        "Execution and all {rows} indicators at full marks, total {total}",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, _: &Settings) -> Outcome {
    let report = subject.report;
    if subject.rows().is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    if report.total_score.value().is_none()
        && subject.rows().iter().all(|row| row.score().is_none())
    {
        return Outcome::NotApplicable(&reason::NO_SCORES);
    }
    if !subject.all_full() {
        return Outcome::Clean;
    }
    Outcome::hit(
        Hit::warning(Place::Total, "full")
            .count("rows", subject.rows().len())
            .text("total", report.total_score.printed.as_str())
            .cell(FieldName::Score)
            .cell_at(Place::Fund(FundLine::Total), FieldName::Score),
    )
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("full", "total", || full_form().alone()),
    // Only execution misses a little.
    Case::clean(|| form().scored(1, "20", "20").alone()),
    Case::not_applicable(|| bare().alone()),
];
