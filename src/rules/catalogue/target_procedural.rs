//! 目标值是程序或动作.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "target-procedural",
    group: Group::Indicators,
    name: text("目标值是程序或动作", "target is a procedure"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "目标值写的是办事程序或动作（比价、询价、按规定、严格执行、按时拨付等），而不是要达到的值。",
        "The target names a procedure or an action (compare quotes, follow the rules, pay on time) instead of a value to be reached.",
    ),
    why: text(
        "履行程序不等于取得成果；成本指标写「三方比价」看不出成本高低。",
        "Following a procedure is no result; “three quotes” says nothing about the cost.",
    ),
    basis: &[basis(
        Status::Judgement,
        "程序不是指标值",
        "a procedure is not a value",
    )],
    innocent: text("合规性指标。", "Compliance indicators."),
    procedure: text(
        "要求补充应达到的数值或标准；成本指标核对合同价与预算价。",
        "Ask for the value or standard to be reached; for costs compare contract and budget.",
    ),
    example: text(
        "「经济成本指标—设备购置成本」目标值「三方询价」。",
        "“Cost of equipment”: target “three quotes”.",
    ),
    parameters: &["words.procedures"],
    messages: &[message(
        "procedure",
        "「{level2}—{name}」目标值「{target}」是程序要求（「{word}」），不是应达到的值；完成值「{actual}」，得分 {score}/{weight}",
        "“{level2} – {name}”: the target “{target}” is a procedure (“{word}”), not a value to be reached; actual “{actual}”, {score} of {weight} points",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    if subject.rows().is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    let mut hits = Vec::new();
    for row in subject.rows() {
        let Some(target) = row.target_words() else {
            continue;
        };
        if let Some((_, word)) = settings.words.procedures.find(target) {
            hits.push(row.evidence(Hit::warning(row.place(), "procedure").text("word", word)));
        }
    }
    Outcome::of(hits)
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("procedure", "indicator:3", || {
        form().measured(3, "三方询价", "达成指标").alone()
    }),
    Case::clean(|| form().measured(3, "不高于上年单价", "达成指标").alone()),
    Case::not_applicable(|| bare().alone()),
];
