//! 同表重复指标.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "indicator-duplicate",
    group: Group::Indicators,
    name: text("同表重复指标", "indicator set twice in one form"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "同一张表里三级指标名称相同的有两项以上。",
        "Two or more level-3 indicators of one form have the same name.",
    ),
    why: text(
        "同一件事重复计分；目标值不同的，还互相矛盾。",
        "One thing is scored twice; with different targets they also contradict each other.",
    ),
    basis: &[basis(
        Status::Judgement,
        "指标不应重复设置",
        "indicators should not repeat one another",
    )],
    innocent: text(
        "名称相同而对象不同（未写明）。",
        "The same name for different objects, not spelt out.",
    ),
    procedure: text(
        "要求删除或更正，重复部分不计分后重新计算总分。",
        "Have one removed or corrected; recompute the total without the duplicate.",
    ),
    example: text(
        "「居民满意度」在社会效益和满意度下各设一次，目标 80% 与 90%。",
        "“Residents' satisfaction” stands under social benefit with 80 % and under satisfaction with 90 %.",
    ),
    parameters: &[],
    messages: &[
        message(
            "targets-differ",
            "「{name}」在{places}重复设置，目标值分别为 {targets}",
            "“{name}” is set more than once, in {places}, with the targets {targets}",
        ),
        message(
            "same",
            "「{name}」在{places}重复设置，目标值均为 {targets}",
            "“{name}” is set more than once, in {places}, each time with the target {targets}",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, _: &Settings) -> Outcome {
    let rows = subject.rows();
    if rows.is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    let names: Vec<&str> = rows.iter().map(Row::name_folded).collect();
    let comes_again = |(at, name): (usize, &&str)| names.iter().take(at).any(|other| other == name);
    if !names.iter().enumerate().any(comes_again) {
        return Outcome::Clean;
    }
    let mut hits = Vec::new();
    for (first, name) in names.iter().enumerate() {
        let same = || names.iter().zip(rows).filter(|(other, _)| *other == name);
        let is_first = names.iter().position(|other| other == name) == Some(first);
        if name.is_empty() || !is_first || same().count() < 2 {
            continue;
        }
        hits.extend(duplicate(same().map(|(_, row)| row).collect()));
    }
    Outcome::of(hits)
}

fn duplicate(rows: Vec<&Row<'_>>) -> Option<Hit> {
    let places: Vec<&str> = rows.iter().map(|row| row.level2()).collect();
    let mut targets: Vec<&str> = rows
        .iter()
        .map(|row| row.cells.target.printed.as_str())
        .collect();
    let all_same = targets
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if folded(a) == folded(b)));
    if all_same {
        targets.truncate(1);
    }
    let last = rows.last()?;
    let hit = Hit::warning(
        last.place(),
        if all_same { "same" } else { "targets-differ" },
    )
    .text("name", last.name())
    .text("places", places.join("、"))
    .text("targets", targets.join("、"));
    Some(rows.iter().fold(hit, |hit, row| {
        hit.cell_at(row.place(), FieldName::Name)
            .cell_at(row.place(), FieldName::Target)
    }))
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("targets-differ", "indicator:6", || {
        form()
            .called(4, "效益指标", "社会效益指标", "沿河居民 满意度")
            .alone()
    }),
    Case::warning("same", "indicator:6", || {
        form()
            .called(4, "效益指标", "社会效益指标", "沿河居民满意度")
            .measured(4, "≥85.00(%)", "88.40(%)")
            .alone()
    }),
    // Another object in brackets.
    Case::clean(|| {
        form()
            .called(4, "效益指标", "社会效益指标", "沿河居民满意度（二期）")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
