//! 得分超过分值或为负.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "score-over-weight",
    group: Group::Scores,
    name: text("得分超过分值或为负", "score above its weight or below zero"),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "预算执行或任一指标的得分大于其分值，或小于 0。",
        "The score of execution or of an indicator exceeds its weight or is below zero.",
    ),
    why: text(
        "自评表没有加分项，也没有负分。",
        "The form knows no bonus and no negative points.",
    ),
    basis: &[basis(
        Status::Unverified,
        "财预〔2020〕10号第十六条：完成指标记满分，不设加分（条次待核）",
        "Caiyu [2020] 10, article 16: full marks for a target met, no bonus (article to be verified)",
    )],
    innocent: text(
        "各行按百分制打分再折算的表式（自动识别）；分值列与得分列填反。",
        "Layouts that score rows out of 100 and weight them (recognised); weight and score swapped.",
    ),
    procedure: text(
        "更正该项得分，重新计算总分。",
        "Correct the score; recompute the total.",
    ),
    example: text(
        "分值 8 分的指标得分填 10 分。",
        "An indicator of 8 points is given 10.",
    ),
    parameters: &[],
    messages: &[
        message(
            "over",
            "「{name}」分值 {weight}，得分填 {score}，超出 {difference} 分",
            "“{name}” weighs {weight} and is given {score}, {difference} too much",
        ),
        message(
            "negative",
            "「{name}」得分填 {score}，小于 0",
            "“{name}” is given {score}, below zero",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, _: &Settings) -> Outcome {
    let mut looked = false;
    let mut hits = Vec::new();
    let mut look = |place: Place, name: &str, weight: Option<Decimal>, score: Option<Decimal>| {
        let (Some(weight), Some(score)) = (weight, score) else {
            return;
        };
        looked = true;
        let hit = if score.is_sign_negative() && !score.is_zero() {
            Hit::error(place, "negative")
        } else if order(score, weight).is_gt() {
            Hit::error(place, "over")
                .number("weight", weight)
                .number("difference", score - weight)
        } else {
            return;
        };
        hits.push(
            hit.text("name", name)
                .number("score", score)
                .cell(FieldName::Score)
                .cell(FieldName::Weight),
        );
    };
    if let Some(total) = subject.total() {
        let fund = total.fund;
        look(
            total.place(),
            &fund.label,
            fund.weight.value().copied(),
            fund.score.value().copied(),
        );
    }
    if !subject.scored_out_of_100() {
        for row in subject.rows() {
            look(row.place(), row.name(), row.weight(), row.score());
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_SCORES)
    }
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("over", "indicator:6", || {
        form().scored(6, "10", "12").alone()
    }),
    Case::error("negative", "indicator:2", || {
        form().scored(2, "15", "-1").alone()
    }),
    Case::error("over", "fund:total", || {
        form()
            .fund(
                FundLine::Total,
                "120.00",
                "118.00",
                "115.40",
                "10",
                "97.80",
                "97.80",
            )
            .alone()
    }),
    Case::clean(|| form().scored(6, "10", "10.00").alone()),
    Case::not_applicable(|| bare().alone()),
];
