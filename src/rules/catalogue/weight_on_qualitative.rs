//! 过半分值由定性指标决定.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "weight-on-qualitative",
    group: Group::Weights,
    name: text(
        "过半分值由定性指标决定",
        "more than half of the points rest on words",
    ),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "目标值或完成值不是数字（两者都写明日期的除外）的指标，其分值之和超过全部指标分值的 50%。",
        "Indicators whose target or actual is no number (both being dates will do) carry more than 50 % of all indicator points.",
    ),
    why: text(
        "定性指标的得分凭自我判断，占比过高时总分基本不能验证。",
        "Their scores are self-judged; beyond half, the total can hardly be verified.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2021〕101号一(二)：指标设置应量化易评",
            "Caiyu [2021] 101, 1(2): indicators should be quantified and easy to assess",
        ),
        basis(
            Status::Judgement,
            "50% 的界限没有国家规定",
            "no national rule sets the limit of 50 %",
        ),
    ],
    innocent: text(
        "政策研究、软性服务类项目。",
        "Policy work and soft services.",
    ),
    procedure: text(
        "对定性指标逐项索取佐证；无佐证的按 60%–0% 档复核。",
        "Ask for evidence for each; without it, re-score in the 60–0 % tier.",
    ),
    example: text(
        "90 分指标分值中，目标值为「提高」「健全」的占 60 分。",
        "60 of 90 indicator points have targets such as “improve” or “sound”.",
    ),
    parameters: &["weights.qualitative_share"],
    messages: &[message(
        "heavy",
        "{rows} 项指标中 {words} 项为定性，分值 {points}/{all}，占 {share}%",
        "{words} of {rows} indicators are qualitative and carry {points} of {all} points, {share} %",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let rows = subject.rows();
    if rows.is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    let Some(all) = rows.iter().map(Row::weight).sum::<Option<Decimal>>() else {
        return Outcome::NotApplicable(&reason::NO_WEIGHTS);
    };
    let words = || {
        rows.iter()
            .filter(|row| row.nature() == Nature::Qualitative)
    };
    let points: Decimal = words().filter_map(Row::weight).sum();
    let share = percent(points, all).unwrap_or_default();
    if share <= settings.weights.qualitative_share {
        return Outcome::Clean;
    }
    let hit = Hit::warning(Place::Form, "heavy")
        .count("rows", rows.len())
        .count("words", words().count())
        .number("points", points.normalize())
        .number("all", all.normalize())
        .number("share", share.round_dp(1));
    Outcome::hit(words().fold(hit, |hit, row| {
        hit.cell_at(row.place(), FieldName::Weight)
            .cell_at(row.place(), FieldName::Target)
            .cell_at(row.place(), FieldName::Actual)
    }))
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("heavy", "form", || {
        form()
            .measured(1, "提高", "达成指标")
            .measured(4, "健全", "达成指标")
            .measured(5, "达标", "达成指标")
            .alone()
    }),
    // 45 of 90 points: exactly half.
    Case::clean(|| {
        form()
            .measured(3, "提高", "达成指标")
            .measured(4, "健全", "达成指标")
            .measured(5, "达标", "达成指标")
            .alone()
    }),
    Case::not_applicable(|| form().scored(6, "", "10").alone()),
];
