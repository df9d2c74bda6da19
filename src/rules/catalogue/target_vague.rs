//! 目标值含糊.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "target-vague",
    group: Group::Indicators,
    name: text("目标值含糊", "vague target"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "目标值只由「提高、显著提升、达标、健全、完成」一类词组成，或以这类词开头而没有数字、基准值或等级。",
        "The target consists of words such as “improve”, “up to standard”, “sound”, “complete”, or begins with one and has no number, baseline or level.",
    ),
    why: text(
        "没有基准和标准，完成与否由填报人自己说了算。",
        "Without baseline or standard, the unit alone decides whether it was met.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2021〕101号一(二)：指标应量化易评，难以量化的应可衡量（如分级）",
            "Caiyu [2021] 101, 1(2): quantified; where that is impossible, still measurable, e.g. in levels",
        ),
        basis(
            Status::Unverified,
            "财预〔2015〕88号：绩效目标应细化、量化（待核）",
            "Caiyu [2015] 88: goals should be detailed and quantified (to be verified)",
        ),
    ],
    innocent: text(
        "指标解释另有规定而未导出。",
        "An explanation of the indicator exists but was not exported.",
    ),
    procedure: text(
        "索取指标解释、基期数据和佐证；无佐证的按 60%–0% 档复核。",
        "Ask for the indicator's explanation, baseline and evidence; without evidence re-score in the 60–0 % tier.",
    ),
    example: text(
        "「社会效益指标—居民安全感」目标值「有效提升」，完成值「达成指标」，得满分。",
        "“Residents' sense of security”: target “effectively raised”, actual “achieved”, full marks.",
    ),
    parameters: &["words.vague", "words.baseline"],
    messages: &[message(
        "vague",
        "「{level2}—{name}」目标值为「{target}」，无基准值和衡量标准，完成值「{actual}」，得分 {score}/{weight}",
        "“{level2} – {name}”: the target is “{target}” without baseline or standard; actual “{actual}”, {score} of {weight} points",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    if subject.rows().is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    Outcome::of(
        subject
            .rows()
            .iter()
            .filter(|row| {
                row.target_words()
                    .is_some_and(|target| is_vague(target, settings))
            })
            .map(|row| row.evidence(Hit::warning(row.place(), "vague")))
            .collect(),
    )
}

/// Whether a target is a scale that names its grades, bad ones too: 优良中低差, 好坏, 较好、一般、较差.
fn is_scale(target: &str) -> bool {
    let grades = |c: char| "优良中低差好坏高一般较、/".contains(c);
    target.chars().all(grades)
        && target.contains(['优', '良', '好', '高'])
        && target.contains(['差', '坏', '低'])
}

/// Whether the folded target says nothing that could be missed.
fn is_vague(target: &str, settings: &Settings) -> bool {
    if is_scale(target) {
        return false;
    }
    let words = &settings.words;
    let mut covered = 0;
    let mut first = None;
    for (at, word) in words.vague.all_in(target) {
        first.get_or_insert(at);
        covered += word.len();
    }
    let comparable =
        target.contains(|c: char| c.is_ascii_digit()) || words.baseline.occurs_in(target);
    covered == target.len() || first == Some(0) && !comparable
}

#[cfg(test)]
fn with(target: &str) -> Vec<Draft> {
    form().measured(4, target, "达成指标").alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("vague", "indicator:4", || with("显著提升")),
    Case::warning("vague", "indicator:4", || with("按时完成")),
    Case::warning("vague", "indicator:4", || with("有效改善人居环境")),
    // A baseline someone can look up.
    Case::clean(|| with("低于全县平均水平")),
    Case::clean(|| with("提高至二级标准")),
    Case::clean(|| with("无")),
    // A scale: its worse grades can be missed.
    Case::clean(|| with("优良中低差")),
    Case::clean(|| with("好坏")),
    Case::clean(|| with("较好、一般、较差")),
    Case::warning("vague", "indicator:4", || with("优良")),
    Case::not_applicable(|| bare().alone()),
];
