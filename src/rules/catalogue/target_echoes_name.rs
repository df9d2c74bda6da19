//! 目标值复述指标名称.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "target-echoes-name",
    group: Group::Indicators,
    name: text("目标值复述指标名称", "target repeats the indicator's name"),
    severity: Severity::Notice,
    tier: Tier::Extra,
    checks: text(
        "文字目标值（两字以上）与指标名称互相包含。",
        "A target in words (two characters or more) and the name contain one another.",
    ),
    why: text(
        "目标值没有增加任何可衡量的内容。",
        "The target adds nothing that could be measured.",
    ),
    basis: &[basis(
        Status::Judgement,
        "指标值应给出要求达到的程度",
        "a target must say what degree is to be reached",
    )],
    innocent: text(
        "系统下拉选项的习惯（如「健全性」选「健全」）。",
        "Habit of drop-down lists (“soundness”: “sound”).",
    ),
    procedure: text("要求明确衡量标准。", "Ask for the standard of measurement."),
    example: text(
        "「设备运行正常」目标值「正常」。",
        "“Equipment runs normally”: target “normal”.",
    ),
    parameters: &[],
    messages: &[message(
        "echo",
        "「{level2}—{name}」目标值「{target}」只是复述指标名称；完成值「{actual}」，得分 {score}/{weight}",
        "“{level2} – {name}”: the target “{target}” only repeats the name; actual “{actual}”, {score} of {weight} points",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, _: &Settings) -> Outcome {
    if subject.rows().is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    let echoes = |row: &&Row<'_>| {
        row.target_words().is_some_and(|target| {
            let name = row.name_folded();
            target.chars().count() >= 2
                && !name.is_empty()
                && (name.contains(target) || target.contains(name))
        })
    };
    Outcome::of(
        subject
            .rows()
            .iter()
            .filter(echoes)
            .map(|row| row.evidence(Hit::notice(row.place(), "echo")))
            .collect(),
    )
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("echo", "indicator:4", || {
        form()
            .called(4, "效益指标", "可持续影响指标", "管护机制健全性")
            .measured(4, "健全", "达成指标")
            .alone()
    }),
    // One character says too little to be called an echo.
    Case::clean(|| {
        form()
            .called(4, "效益指标", "社会效益指标", "有无安全事故")
            .measured(4, "无", "达成指标")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
