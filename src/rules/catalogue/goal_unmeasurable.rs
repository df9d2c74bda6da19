//! 预期目标无数量/时点或只写政策背景.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "goal-unmeasurable",
    group: Group::Narrative,
    name: text("预期目标不可衡量", "goal that cannot be measured"),
    severity: Severity::Notice,
    tier: Tier::Core,
    checks: text(
        "预期目标没有任何数量或时点（文件名、编号除外）；或用了三个以上的背景性词语（根据、规定、意义等）。",
        "The goal has no quantity or date (document names and numbering aside); or it uses three or more words of background (according to, rules, significance).",
    ),
    why: text(
        "目标不可衡量，年底无从判断是否完成。",
        "What cannot be measured cannot be judged at the end of the year.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2015〕88号：绩效目标应指向明确、细化量化（待核）",
            "Caiyu [2015] 88: goals should be definite and quantified (to be verified)",
        ),
        basis(
            Status::Primary,
            "《青岛市预算绩效管理条例》第十条：绩效目标应指向明确、具体细化、合理可行、具有时效（可资参考）",
            "Qingdao Budget Performance Regulations, article 10: goals definite, specific, feasible, timed (for reference)",
        ),
    ],
    innocent: text(
        "具体数量写在指标表中。",
        "The quantities stand in the table.",
    ),
    procedure: text(
        "对照立项和预算申报时的绩效目标表。",
        "Compare with the goals filed with the budget.",
    ),
    example: text(
        "「为贯彻有关规定，切实做好各项工作，提升服务水平。」",
        "“To implement the rules, do all work well and raise the level of service.”",
    ),
    parameters: &["narrative.background", "narrative.background_words"],
    messages: &[
        message(
            "no-figures",
            "预期目标 {length} 字，没有数量和时点",
            "The goal has {length} characters and neither quantity nor date",
        ),
        message(
            "background",
            "预期目标多为政策背景（{words}）",
            "The goal is mostly background ({words})",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let Some(goal) = subject.goal(settings) else {
        return Outcome::NotApplicable(&reason::NO_GOAL);
    };
    let mut hits = Vec::new();
    if goal.figures().is_empty() {
        hits.push(
            Hit::notice(Place::Goal, "no-figures")
                .count("length", goal.length())
                .cell(FieldName::Text),
        );
    }
    let found: Vec<(usize, &str)> = settings.narrative.background.all_in(goal.text()).collect();
    let mut words: Vec<&str> = found.iter().map(|(_, word)| *word).collect();
    words.sort_unstable();
    words.dedup();
    if words.len() >= settings.narrative.background_words {
        let hit = Hit::notice(Place::Goal, "background").text("words", words.join("、"));
        hits.push(found.iter().fold(hit, |hit, (at, word)| {
            hit.span(Place::Goal, goal.span(*at..at + word.len()))
        }));
    }
    Outcome::of(hits)
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("no-figures", "goal", || {
        form().goal("做好日常保洁，保持水面清洁。").alone()
    }),
    Case::notice("background", "goal", || {
        form()
            .goal("根据上级文件要求和有关规定，全年保洁 12 条河道，意义重大。")
            .alone()
    }),
    Case::clean(|| {
        form()
            .goal("2024年底前完成河道保洁，水面保持清洁。")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
