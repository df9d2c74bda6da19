//! 定量指标得分与公式不符.

use std::cmp::Ordering;

use super::prelude::*;
use crate::form::Quantity;
use crate::rules::scoring::accepted;

pub static RULE: Rule = Rule {
    id: "score-quant-recalc",
    group: Group::Scores,
    name: text(
        "定量指标得分与公式不符",
        "quantitative score fits no formula",
    ),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "目标值和完成值都是数字的指标：得分与通行的任一公式（达到目标记满分；未达到按完成值÷目标值；反向指标按 1−超出率 或 目标值÷完成值）都相差超过单项容差。低于公式而写明原因的只作提示，未写原因的作疑点（可能主动扣分或分档计分）。得分为算得数取整的作提示，取整成满分的作疑点。一处以万计等单位写法不同的，换算后比较，只作疑点；目标为 0 而有发生的不得分。",
        "Where target and actual are numbers: the score differs by more than the tolerance from every formula in use (full marks when met; actual ÷ target when not; for “at most” targets 1 − excess or target ÷ actual). A lower score is a notice where a reason is given, else a warning: the unit may have taken points off itself, or scored in bands. A score rounded to whole points is a notice, rounded up to full marks a warning. Where one is printed in 万 or under another name of the unit, they are converted first, and it is a warning only; where none was to be, any scores nothing.",
    ),
    why: text(
        "定量指标的得分可以由表内数据重新算出。",
        "The score of a quantitative indicator can be recomputed from the form.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十六条：定量指标完成的记满分，未完成的按完成值与指标值的比例记分（条次待核）",
            "Caiyu [2020] 10, article 16: full marks when met, else in proportion (article to be verified)",
        ),
        basis(
            Status::Secondary,
            "预算管理一体化系统和已公开表式的计分公式，反向指标有两种算法",
            "formulas of a system in use and of published forms; two are in use for “at most” targets",
        ),
    ],
    innocent: text(
        "地方另有分档计分；得分取整；超额过多时主动扣分并说明原因。",
        "Local bands; whole points; points taken off for over-achievement, with the reason given.",
    ),
    procedure: text(
        "以佐证资料核实完成值，按公式重算得分。",
        "Verify the actual with evidence; recompute the score.",
    ),
    example: text(
        "目标 ≥200 场，完成 150 场，分值 10，得分填 10，应为 7.50。",
        "Target ≥200 events, actual 150, weight 10, score printed 10; it should be 7.50.",
    ),
    parameters: &[
        "tolerance.score_row",
        "words.cost_names",
        "words.money_units",
        "words.time_units",
        "words.negative_heads",
    ],
    messages: &[
        message(
            "high",
            "「{name}」目标 {target}、完成 {actual}、分值 {weight}，按公式应得 {expected}，填报 {score}，多 {difference} 分",
            "“{name}”: target {target}, actual {actual}, weight {weight}: the formula gives {expected}, printed is {score}, {difference} too much",
        ),
        message(
            "low",
            "「{name}」目标 {target}、完成 {actual}、分值 {weight}，按公式应得 {expected}，填报 {score}，少 {difference} 分",
            "“{name}”: target {target}, actual {actual}, weight {weight}: the formula gives {expected}, printed is {score}, {difference} too little",
        ),
        message(
            "rounded",
            "「{name}」得分 {score} 为取整数，按目标 {target}、完成 {actual}、分值 {weight} 计算为 {expected}",
            "“{name}”: the score {score} is rounded; target {target}, actual {actual}, weight {weight} give {expected}",
        ),
        message(
            "deducted",
            "「{name}」目标 {target}、完成 {actual}，按公式应得 {expected}/{weight}，自评 {score}，已写明原因",
            "“{name}”: target {target}, actual {actual}: the formula gives {expected} of {weight}, the unit gave {score} and states why",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let mut looked = false;
    let mut hits = Vec::new();
    for row in subject.rows() {
        let (Some(measured), Some(weight), Some(score)) =
            (row.quantities(), row.weight(), subject.points(row))
        else {
            continue;
        };
        if order(score, weight) == Ordering::Equal && is_kept(row, measured, settings) {
            looked = true;
            continue;
        }
        let scores = accepted(row, measured, weight, settings).map(|(_, score)| score);
        if scores.clone().next().is_none() {
            continue;
        }
        looked = true;
        let tolerance = settings.tolerance.score_row;
        // A score outside 0..weight is another rule's.
        let plausible = score >= Decimal::ZERO && score <= weight;
        if !plausible
            || scores
                .clone()
                .any(|expected| (expected - score).abs() <= tolerance)
        {
            continue;
        }
        let (Some(least), Some(most)) = (scores.clone().min(), scores.clone().max()) else {
            continue;
        };
        let hit = if scores.clone().any(|expected| is_rounded(score, expected)) {
            // Rounded up to full marks, a missed target looks reached.
            let full = order(score, weight) == Ordering::Equal;
            let severity = if full {
                Severity::Warning
            } else {
                Severity::Notice
            };
            Hit::new(severity, row.place(), "rounded").number("expected", most.round_dp(2))
        } else if score > most {
            Hit::new(proof(row, measured, settings), row.place(), "high")
                .number("expected", most.round_dp(2))
                .number("difference", (score - most).round_dp(2))
        } else {
            lower(row, score, least)
        };
        hits.push(evidence(hit, row, weight, measured));
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_QUANTITATIVE)
    }
}

/// Whether a row kept its target, for which all formulas that apply give full marks.
fn is_kept(row: &Row<'_>, (target, actual): (&Quantity, &Quantity), settings: &Settings) -> bool {
    let sound = target.number >= Decimal::ZERO && actual.number >= Decimal::ZERO;
    let kept = || match row.reach() {
        Some(Ordering::Equal) => true,
        Some(Ordering::Greater) => direction(row, target, settings) != Direction::Down,
        _ => direction(row, target, settings) != Direction::Up,
    };
    sound && row.comparable() && kept()
}

/// An error, but where the target may not have been set (0 of what is no evil), a sign may have been dropped or
/// the units only count one thing.
fn proof(
    row: &Row<'_>,
    (target, actual): (&Quantity, &Quantity),
    settings: &Settings,
) -> Severity {
    let meant = || {
        target.comparator.is_some()
            && settings
                .words
                .negative_heads
                .ends(row.name_folded())
                .is_some()
    };
    let unset = target.number.is_zero() && !meant();
    if unset || actual.number < Decimal::ZERO || !row.comparable() {
        Severity::Warning
    } else {
        Severity::Error
    }
}

fn lower(row: &Row<'_>, score: Decimal, expected: Decimal) -> Hit {
    if row.has_reason() == Some(true) {
        return Hit::notice(row.place(), "deducted")
            .number("expected", expected.round_dp(2))
            .cell(FieldName::Reason);
    }
    // A unit may take points off itself for reasons it does not state: nothing is proved.
    Hit::warning(row.place(), "low")
        .number("expected", expected.round_dp(2))
        .number("difference", (expected - score).round_dp(2))
}

fn evidence(hit: Hit, row: &Row<'_>, weight: Decimal, _: (&Quantity, &Quantity)) -> Hit {
    hit.text("name", row.name())
        .text("target", row.cells.target.printed.as_str())
        .text("actual", row.cells.actual.printed.as_str())
        .number("weight", weight)
        .text("score", row.cells.score.printed.as_str())
        .cell(FieldName::Score)
        .cell(FieldName::Weight)
        .cell(FieldName::Target)
        .cell(FieldName::Actual)
}

#[cfg(test)]
fn with(target: &str, actual: &str, score: &str) -> Vec<Draft> {
    form()
        .measured(4, target, actual)
        .scored(4, "15", score)
        .alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("high", "indicator:4", || {
        with("≥200(场)", "150(场)", "15.00")
    }),
    Case::error("high", "indicator:4", || with("≤10(起)", "16(起)", "15.00")),
    Case::warning("low", "indicator:4", || {
        with("≥200(场)", "200(场)", "11.00")
    }),
    Case::warning("low", "indicator:6", || {
        form().scored(6, "10", "8.00").alone()
    }),
    Case::notice("rounded", "indicator:4", || {
        with("≥200(场)", "150(场)", "11")
    }),
    Case::warning("rounded", "indicator:4", || {
        with("≥200(场)", "197(场)", "15")
    }),
    Case::notice("deducted", "indicator:4", || {
        form()
            .row(
                "产出指标",
                "数量指标",
                "增殖放流",
                "≥100(万尾)",
                "190(万尾)",
                "15",
                "12.00",
            )
            .reason("目标设定偏低，主动扣减")
            .change(4, |row| *row = measured_row())
            .alone()
    }),
    Case::clean(|| with("≥200(场)", "150(场)", "11.25")),
    // Both formulas for an “at most” target.
    Case::clean(|| with("≤10(起)", "15(起)", "7.50")),
    Case::clean(|| with("≤10(起)", "15(起)", "10.00")),
    // A cost below its target is no miss, also without a comparator.
    Case::clean(|| {
        form()
            .called(4, "产出指标", "成本指标", "项目总成本")
            .measured(4, "120(万元)", "115.40(万元)")
            .scored(4, "15", "15")
            .alone()
    }),
    // One thing, counted in thousands or under another name.
    Case::warning("high", "indicator:4", || {
        with("≥2(万人)", "15000(人)", "15")
    }),
    Case::warning("high", "indicator:4", || with("30台", "25台(套)", "15")),
    Case::clean(|| with("≥2(万人)", "15000(人)", "11.25")),
    Case::clean(|| with("≥2(亿元)", "2.1亿", "15")),
    // Which unit is wrong cannot be told; units of different things.
    Case::clean(|| with("≥500(亩)", "5.2(万亩)", "15")),
    Case::clean(|| with("≥2(期)", "1(人)", "15")),
    // None allowed.
    Case::error("high", "indicator:4", || {
        form()
            .called(4, "产出指标", "质量指标", "安全事故起数")
            .measured(4, "=0(起)", "1(起)")
            .scored(4, "15", "15")
            .alone()
    }),
    Case::warning("high", "indicator:4", || with("=0(起)", "1(起)", "15")),
    Case::clean(|| {
        form()
            .called(4, "成本指标", "经济成本指标", "成本节约率")
            .measured(4, "0%", "2.3%")
            .scored(4, "15", "15")
            .alone()
    }),
    Case::warning("high", "indicator:4", || with("0起", "1起", "15")),
    Case::clean(|| with("0起", "0", "15")),
    Case::clean(|| with("0起", "1起", "0")),
    // Less than nothing.
    Case::warning("high", "indicator:4", || with("≥6%", "-1.2%", "15")),
    Case::clean(|| with("≤5%", "-1.2%", "15")),
    Case::clean(|| {
        form()
            .called(4, "效益指标", "社会效益指标", "投诉量下降率")
            .measured(4, "≥5%", "-6%")
            .scored(4, "15", "15")
            .alone()
    }),
    Case::not_applicable(|| form().no_rows().alone()),
];

#[cfg(test)]
fn measured_row() -> crate::form::Indicator {
    form()
        .row(
            "产出指标",
            "数量指标",
            "增殖放流",
            "≥100(万尾)",
            "190(万尾)",
            "15",
            "12.00",
        )
        .reason("目标设定偏低，主动扣减")
        .0
        .indicators
        .remove(6)
}
