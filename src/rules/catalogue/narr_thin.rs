//! 完成情况过简/无数据.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "narr-thin",
    group: Group::Narrative,
    name: text(
        "完成情况过简或没有数据",
        "outcome too short or without figures",
    ),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "实际完成情况不足 30 字为疑点；没有任何数据（编号、日期、文件号除外）为提示。",
        "An outcome of fewer than 30 characters is a warning; one without any figure (numbering, dates and document numbers aside) a notice.",
    ),
    why: text(
        "没有事实和数据，无法判断目标是否完成。",
        "Without facts and figures nobody can tell whether the goal was met.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号：自评结果应内容完整、数据真实（条次待核）",
            "Caiyu [2020] 10: complete content, true data (article to be verified)",
        ),
        basis(
            Status::Judgement,
            "30 字的界限",
            "the limit of 30 characters",
        ),
    ],
    innocent: text("只是付款的项目。", "Projects that are mere payments."),
    procedure: text(
        "要求补充产出数量、质量和效果数据。",
        "Have figures on quantity, quality and effect supplied.",
    ),
    example: text(
        "「已按要求完成各项工作。」",
        "“All work was done as required.”",
    ),
    parameters: &["narrative.thin"],
    messages: &[
        message(
            "short",
            "实际完成情况仅 {length} 字",
            "The outcome has only {length} characters",
        ),
        message(
            "no-figures",
            "实际完成情况 {length} 字，没有任何数据",
            "The outcome has {length} characters and not one figure",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let Some(outcome) = subject.outcome(settings) else {
        return Outcome::NotApplicable(&reason::NO_OUTCOME);
    };
    let hit = if outcome.is_shorter_than(settings.narrative.thin) {
        Hit::warning(Place::Outcome, "short")
    } else if outcome.quantities().next().is_none() {
        Hit::notice(Place::Outcome, "no-figures")
    } else {
        return Outcome::Clean;
    };
    Outcome::hit(hit.count("length", outcome.length()).cell(FieldName::Text))
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("short", "outcome", || {
        form().outcome("已按要求完成各项工作。").alone()
    }),
    Case::notice("no-figures", "outcome", || {
        form()
            .outcome("1、依照〔2023〕5号文件完成了全部河道的日常保洁工作；2、居民普遍反映水面比往年干净，工作得到好评。")
            .alone()
    }),
    Case::clean(|| {
        form()
            .outcome(
                "完成了全部河道的日常保洁工作，打捞漂浮物 820 吨，居民普遍反映水面比往年干净。",
            )
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
