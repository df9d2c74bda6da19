//! 定性得分不在对应档次.

use super::prelude::*;
use crate::rules::scoring::{Missed, missed};

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
        "完成值为达成、部分达成、未达成的指标，得分不在分值的 100%–80%、80%–60%、60%–0% 档内；或完成值的文字表明未达到目标（日期晚于目标、文字中的数不及目标、写明未完成或与目标相反），仍得满分（疑点）。",
        "An indicator answered “achieved”, “partly achieved” or “not achieved” is scored outside 100–80 %, 80–60 %, 60–0 % of its weight; or the words of the actual say that the target was missed (a later date, too small a number among the words, not done, the contrary of the target), yet the score is full (a suspicion).",
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
        "tier.denied",
        "tier.happened",
        "narrative.shortcomings",
        "narrative.overcome",
        "narrative.compared",
        "tier.undone",
        "tier.elsewhere",
        "words.raises",
        "words.lowers",
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
        message(
            "late",
            "「{name}」目标「{target}」，实际「{actual}」，晚于目标，仍得满分 {score}",
            "“{name}”: the target is “{target}”, the actual “{actual}” is later, yet the score is full ({score})",
        ),
        message(
            "short",
            "「{name}」目标「{target}」，完成「{actual}」，未达到目标，仍得满分 {score}",
            "“{name}”: the target is “{target}”, the actual “{actual}” misses it, yet the score is full ({score})",
        ),
        message(
            "contrary",
            "「{name}」目标「{target}」，完成值却写「{actual}」，仍得满分 {score}",
            "“{name}”: the target is “{target}”, yet the actual says “{actual}” and the score is full ({score})",
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
        let (Some(weight), Some(score)) = (row.weight(), subject.points(row)) else {
            continue;
        };
        let tier = row.answer().and_then(|answer| settings.tier.of(answer));
        let Some((least, most)) = tier else {
            if row.is_full() == Some(true)
                && let Some(missed) = missed(row, settings)
            {
                looked = true;
                hits.push(told(row, missed));
            }
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

/// Full marks, though the words say that the target was missed. A form may leave out what explains it.
fn told(row: &Row<'_>, missed: Missed) -> Hit {
    let message = match missed {
        Missed::Late => "late",
        Missed::Short => "short",
        Missed::Contrary => "contrary",
    };
    Hit::warning(row.place(), message)
        .text("name", row.name())
        .text("target", row.cells.target.printed.as_str())
        .text("actual", row.cells.actual.printed.as_str())
        .text("score", row.cells.score.printed.as_str())
        .cell(FieldName::Score)
        .cell(FieldName::Target)
        .cell(FieldName::Actual)
}

#[cfg(test)]
fn told_by(level2: &str, name: &str, target: &str, actual: &str) -> Vec<Draft> {
    form()
        .called(4, "产出指标", level2, name)
        .measured(4, target, actual)
        .scored(4, "15", "15")
        .alone()
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
    Case::warning("late", "indicator:4", || {
        told_by(
            "时效指标",
            "工程完工时间",
            "2024年11月底前",
            "2024年12月15日",
        )
    }),
    Case::warning("short", "indicator:4", || {
        told_by("数量指标", "举办培训", "2期；300人次", "1期；226人次")
    }),
    Case::warning("short", "indicator:4", || {
        told_by("数量指标", "走访户数", "≥1,000户", "980余户")
    }),
    Case::warning("short", "indicator:4", || {
        told_by("时效指标", "资金拨付时限", "收到资金后30天内", "45天")
    }),
    Case::warning("short", "indicator:4", || {
        told_by("质量指标", "空气质量优良率", "≥85%", "82%左右")
    }),
    Case::warning("short", "indicator:4", || {
        told_by("质量指标", "污水处理率", "达到95%", "94%")
    }),
    Case::warning("short", "indicator:4", || {
        told_by("质量指标", "断面水质", "Ⅲ类及以上", "Ⅳ类")
    }),
    Case::not_applicable(|| told_by("质量指标", "断面水质", "达到III类", "Ⅱ类")),
    Case::warning("contrary", "indicator:4", || {
        told_by("质量指标", "安全责任事故", "无", "发生2起一般事故")
    }),
    Case::warning("contrary", "indicator:4", || {
        told_by("质量指标", "信访量", "较上年下降10%", "上升5%")
    }),
    Case::warning("contrary", "indicator:4", || {
        told_by("时效指标", "采购完成时间", "2024年10月", "尚未完成")
    }),
    Case::not_applicable(|| told_by("时效指标", "工程完工时间", "12月底前", "11月20日")),
    Case::not_applicable(|| told_by("数量指标", "举办培训", "2期；300人次", "2期；326人次")),
    Case::warning("short", "indicator:4", || {
        told_by("数量指标", "举办讲座", "10-15次", "8次")
    }),
    Case::warning("short", "indicator:4", || {
        told_by("数量指标", "培训", "线上2期、线下3期", "线上2期、线下2期")
    }),
    Case::warning("short", "indicator:4", || {
        told_by("数量指标", "审计项目", "不少于10个", "8个（含上年结转2个）")
    }),
    Case::warning("short", "indicator:4", || {
        told_by("时效指标", "救援响应", "接警后10分钟内到场", "平均12.6分钟")
    }),
    Case::warning("late", "indicator:4", || {
        told_by("时效指标", "完成时间", "第三季度", "第四季度")
    }),
    Case::warning("contrary", "indicator:4", || {
        told_by("时效指标", "竣工时间", "6月底", "推迟15天完成")
    }),
    Case::not_applicable(|| told_by("时效指标", "竣工时间", "6月底", "6月，未推迟")),
    Case::not_applicable(|| told_by("数量指标", "举办讲座", "10-15次", "12次")),
    Case::not_applicable(|| told_by("数量指标", "走访户数", "≥1000户", "1000余户")),
    Case::not_applicable(|| told_by("质量指标", "安全责任事故", "无", "未发生")),
    Case::not_applicable(|| told_by("质量指标", "发案率", "同比下降5%", "同比下降11.2%")),
    Case::not_applicable(|| {
        told_by(
            "质量指标",
            "群众满意度",
            "≥90%",
            "92.3%（问卷300份，满意277份）",
        )
    }),
    Case::not_applicable(|| told_by("质量指标", "纠纷", "有效减少", "群众安全感提高5个百分点")),
    Case::not_applicable(|| told_by("成本指标", "培训费用", "约12万元", "11.6万元左右")),
    // What is not done is another thing.
    Case::not_applicable(|| {
        told_by(
            "时效指标",
            "工程进度",
            "完成主体工程",
            "主体工程已完成，装修工程尚未完成",
        )
    }),
    Case::warning("contrary", "indicator:4", || {
        told_by(
            "时效指标",
            "工程进度",
            "完成装修工程",
            "主体工程已完成，装修工程尚未完成",
        )
    }),
    Case::warning("contrary", "indicator:4", || {
        told_by("时效指标", "工程进度", "完成主体工程", "主体工程尚未完成")
    }),
    Case::clean(|| with("达成指标", "8.00")),
    // The bound belongs to both tiers as far as the form can tell.
    Case::clean(|| with("部分达成指标", "8.00")),
    Case::clean(|| with("未达成指标", "0.00")),
    Case::not_applicable(|| with("制度已建立并运行", "5.00")),
];
