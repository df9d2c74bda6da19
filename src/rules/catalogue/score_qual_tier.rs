//! 定性得分不在对应档次.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "score-qual-tier",
    group: Group::Scores,
    name: text(
        "定性指标得分不在对应档次",
        "qualitative score outside its tier",
    ),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "完成值为达成、部分达成、未达成的指标，得分不在分值的 100%–80%、80%–60%、60%–0% 档内。",
        "An indicator answered “achieved”, “partly achieved” or “not achieved” is scored outside 100–80 %, 80–60 %, 60–0 % of its weight.",
    ),
    why: text(
        "达成结论与得分互相矛盾，二者必有一误。",
        "Answer and score contradict each other; one of them is wrong.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十六条：定性指标按达成、部分达成、未达成三档，分别按 100%–80%（含）、80%–60%（含）、60%–0% 记分（条次待核）",
            "Caiyu [2020] 10, article 16: three tiers, 100–80 %, 80–60 %, 60–0 % (article to be verified)",
        ),
        basis(
            Status::Secondary,
            "省级系统以同样的三档作录入校验",
            "a provincial system refuses input outside the same tiers",
        ),
    ],
    innocent: text(
        "其他地区的档次（如 100–80/80–50/50–0），可用参数设定。",
        "Bands of other regions (100–80/80–50/50–0), a setting.",
    ),
    procedure: text(
        "核实实际达成程度，按档次重新评分。",
        "Establish how far the target was reached; re-score within the tier.",
    ),
    example: text(
        "完成值填「部分达成指标」，分值 10，得分填 10。",
        "The actual says “partly achieved”, weight 10, score 10.",
    ),
    parameters: &[
        "tier.achieved",
        "tier.partial",
        "tier.achieved_words",
        "tier.partial_words",
        "tier.missed_words",
    ],
    messages: &[
        message(
            "above",
            "「{name}」完成值为「{actual}」，分值 {weight}，得分 {score} 高于该档上限 {bound}",
            "“{name}” is answered “{actual}”, weight {weight}; the score {score} is above the tier's upper bound {bound}",
        ),
        message(
            "below",
            "「{name}」完成值为「{actual}」，分值 {weight}，得分 {score} 低于该档下限 {bound}",
            "“{name}” is answered “{actual}”, weight {weight}; the score {score} is below the tier's lower bound {bound}",
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
        let Some(answer) = row.answer() else {
            continue;
        };
        let (Some(weight), Some(score)) = (row.weight(), subject.points(row)) else {
            continue;
        };
        let Some((least, most)) = settings.tier.of(answer) else {
            continue;
        };
        looked = true;
        // Above the weight or below zero is another rule's.
        let hit = if score > weight * most && score <= weight {
            Hit::error(row.place(), "above").number("bound", (weight * most).normalize())
        } else if score < weight * least && score >= Decimal::ZERO {
            Hit::error(row.place(), "below").number("bound", (weight * least).normalize())
        } else {
            continue;
        };
        hits.push(
            hit.text("name", row.name())
                .text("actual", row.cells.actual.printed.as_str())
                .number("weight", weight)
                .text("score", row.cells.score.printed.as_str())
                .cell(FieldName::Score)
                .cell(FieldName::Weight)
                .cell(FieldName::Actual),
        );
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_QUALITATIVE)
    }
}

#[cfg(test)]
fn with(answer: &str, score: &str) -> Vec<Draft> {
    form()
        .measured(6, "健全", answer)
        .scored(6, "10", score)
        .alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("above", "indicator:6", || with("部分达成指标", "10.00")),
    Case::error("above", "indicator:6", || with("未达成指标", "8.00")),
    Case::error("below", "indicator:6", || with("达成指标", "7.50")),
    Case::clean(|| with("达成指标", "8.00")),
    // The bound belongs to both tiers as far as the form can tell.
    Case::clean(|| with("部分达成指标", "8.00")),
    Case::clean(|| with("未达成指标", "0.00")),
    Case::not_applicable(|| with("制度已建立并运行", "5.00")),
];
