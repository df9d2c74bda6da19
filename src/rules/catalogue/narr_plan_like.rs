//! 完成情况写成计划.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "narr-plan-like",
    group: Group::Narrative,
    name: text("完成情况写成计划", "outcome written as a plan"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "实际完成情况用了计划性词语（力争、预计、下一步、继续开展等）：既无完成性词语也无数据的为疑点，否则为提示。",
        "The outcome uses words of plans (strive, expect, next step, continue): a warning without any word of completion or figure, else a notice.",
    ),
    why: text(
        "写的是要做什么，不是做成了什么，得分没有事实支持。",
        "It says what is to be done, not what was done; the scores have no facts behind them.",
    ),
    basis: &[
        basis(
            Status::Secondary,
            "财预〔2020〕10号附件1的自评表此栏为实际完成情况",
            "in the form of annex 1 of Caiyu [2020] 10 this cell is for what was achieved",
        ),
        basis(Status::Judgement, "词表", "the word lists"),
    ],
    innocent: text("末尾一句展望。", "One closing sentence of outlook."),
    procedure: text(
        "要求补充全年实际完成情况及佐证。",
        "Have the year's results supplied, with evidence.",
    ),
    example: text(
        "「下一步将继续开展巡查，力争不发生事故。」",
        "“Next we shall continue patrols and strive for no accidents.”",
    ),
    parameters: &["narrative.plans", "narrative.completions"],
    messages: &[
        message(
            "plan",
            "实际完成情况为计划性表述（{words}），没有完成事实和数据",
            "The outcome is written as a plan ({words}) without facts or figures",
        ),
        message(
            "mixed",
            "实际完成情况夹有计划性表述（{words}）",
            "The outcome also holds plans ({words})",
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
    let words = &settings.narrative;
    // 按计划于6月完成: the plan was kept; 较年初预计增加: what was planned is behind.
    let kept = |at: usize| {
        let before = outcome.slice(0..at);
        before.ends_with(['按', '较', '比', '超', '原']) || before.ends_with("年初")
    };
    let plans: Vec<(usize, &str)> = words
        .plans
        .all_in(outcome.text())
        .filter(|(at, _)| !kept(*at))
        .collect();
    if plans.is_empty() {
        return Outcome::Clean;
    }
    let done = words.completions.occurs_in(outcome.text()) || outcome.quantities().next().is_some();
    let hit = if done {
        Hit::notice(Place::Outcome, "mixed")
    } else {
        Hit::warning(Place::Outcome, "plan")
    };
    let mut said: Vec<&str> = plans.iter().map(|(_, word)| *word).collect();
    said.dedup();
    let hit = hit.text("words", said.join("、"));
    Outcome::hit(plans.iter().fold(hit, |hit, (at, word)| {
        hit.span(Place::Outcome, outcome.span(*at..at + word.len()))
    }))
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("plan", "outcome", || {
        form()
            .outcome("下一步将继续开展巡查，力争不发生安全事故，让居民更放心。")
            .alone()
    }),
    Case::notice("mixed", "outcome", || {
        form()
            .outcome("全年已完成 12 条河道保洁。下一步将继续开展巡查。")
            .alone()
    }),
    Case::clean(|| form().alone()),
    Case::clean(|| {
        form()
            .outcome("全年参保4.2万人，较年初预计增加0.1万人。")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
