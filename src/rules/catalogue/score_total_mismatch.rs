//! 总分不等于各项得分之和.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "score-total-mismatch",
    group: Group::Scores,
    name: text(
        "总分与各项得分之和不符",
        "total is not the sum of the scores",
    ),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "预算执行得分与全部指标得分之和，与总分相差超过容差（得分为比例计算且保留两位小数的，每项另放宽 0.005 分）。",
        "Execution score plus all indicator scores differs from the total by more than the tolerance (0.005 more for each score that is a rounded fraction).",
    ),
    why: text(
        "总分由各项相加得出，不等说明有一处填错或被改动。",
        "The total is a sum; if it differs, a figure is wrong or was changed.",
    ),
    basis: &[basis(
        Status::Unverified,
        "财预〔2020〕10号第十六条：总分由各项指标得分汇总形成（条次待核）",
        "Caiyu [2020] 10, article 16: the total is the sum of the scores (article to be verified)",
    )],
    innocent: text(
        "总分取整（另行提示）；一个得分格跨多行填写；各行按百分制打分再折算的表式。",
        "A total rounded to whole points (a notice); one score cell for several rows; layouts that score rows out of 100 and weight them.",
    ),
    procedure: text(
        "逐项加总，要求更正总分和等级。",
        "Add up the rows; have total and grade corrected.",
    ),
    example: text(
        "执行 9.50，指标得分合计 84.20，总分却填 96.00，多 2.30 分。",
        "Execution 9.50, indicators 84.20, yet the total says 96.00: 2.30 too much.",
    ),
    parameters: &["tolerance.score_total"],
    messages: &[
        message(
            "mismatch",
            "各项得分合计 {sum}，总分填 {total}，相差 {difference} 分",
            "The scores add up to {sum}, the total says {total}, a difference of {difference}",
        ),
        message(
            "rounded",
            "各项得分合计 {sum}，总分取整填 {total}",
            "The scores add up to {sum}; the total is rounded to {total}",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let Some(total) = subject.report.total_score.value().copied() else {
        return Outcome::NotApplicable(&reason::NO_TOTAL);
    };
    let rows = subject.rows();
    let sums = subject.sums();
    if sums.scored == 0 {
        return Outcome::NotApplicable(&reason::NO_SCORES);
    }
    let fund = subject.total().map(|total| total.fund);
    let execution = fund.and_then(|fund| fund.score.value().copied());
    let complete = sums.scored == rows.len()
        && (execution.is_some() || fund.is_none_or(|fund| fund.score.is_absent()));
    let sum = sums.points + execution.unwrap_or_default();
    let difference = total - sum;
    if difference.abs() <= settings.tolerance.score_total {
        return Outcome::Clean;
    }
    let fractions = rows
        .iter()
        .filter(|row| row.is_full() == Some(false))
        .filter(|row| {
            row.score()
                .is_some_and(|score| score.normalize().scale() >= 2)
        })
        .count();
    let tolerance = settings.tolerance.score_total + Decimal::new(5, 3) * Decimal::from(fractions);
    if difference.abs() <= tolerance {
        return Outcome::Clean;
    }
    // What is missing may hold the rest, but cannot be less than nothing.
    let room = execution.is_none() && difference > Decimal::ZERO && difference <= Decimal::from(20);
    if (!complete || room) && difference > Decimal::ZERO {
        return Outcome::NotApplicable(&reason::NO_SCORES);
    }
    let hit = if is_rounded(total, sum) {
        Hit::notice(Place::Total, "rounded")
    } else {
        Hit::error(Place::Total, "mismatch").number("difference", difference.abs().normalize())
    };
    let mut hit = hit
        .number("sum", sum.normalize())
        .number("total", total)
        .cell(FieldName::Score);
    if execution.is_some() {
        hit = hit.cell_at(Place::Fund(FundLine::Total), FieldName::Score);
    }
    for row in rows {
        hit = hit.cell_at(row.place(), FieldName::Score);
    }
    Outcome::hit(hit)
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("mismatch", "total", || form().total("100", "99.80").alone()),
    Case::notice("rounded", "total", || form().total("100", "100").alone()),
    // One fraction, rounded: 99.62 may stand for 99.615.
    Case::clean(|| form().total("100", "99.64").alone()),
    // Rows out of 100, weighted afterwards.
    Case::clean(|| {
        form()
            .scored(1, "20", "90")
            .scored(2, "15", "100")
            .scored(3, "15", "100")
            .scored(4, "15", "100")
            .scored(5, "15", "100")
            .scored(6, "10", "100")
            .total("100", "97.78")
            .alone()
    }),
    // One score cell stands for several rows.
    Case::clean(|| form().scored(4, "15", "-").scored(5, "15", "30").alone()),
    Case::not_applicable(|| form().scored(4, "15", "-").alone()),
    Case::not_applicable(|| form().total("100", "-").alone()),
];
