//! 界限值无意义.

use super::prelude::*;
use crate::form::Comparator;

pub static RULE: Rule = Rule {
    id: "bound-degenerate",
    group: Group::Targets,
    name: text("界限值没有意义", "bound without meaning"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "百分比目标写成 ≥100（或 >100）；目标写成 ≤0。可以超过 100% 的比率（增长率、完成率等）除外。",
        "A percentage target of ≥100; a target of ≤0. Rates that can exceed 100 % (growth, completion) aside.",
    ),
    why: text(
        "「不低于 100%」的比率和「不高于 0」没有余地，实际等于 =100%、=0，且多半不能如实测得。",
        "“At least 100 %” and “at most 0” leave no room: they mean “=” and can hardly be measured honestly.",
    ),
    basis: &[basis(Status::Judgement, "逻辑", "logic")],
    innocent: text(
        "覆盖率、增长率可以超过 100%；零容忍目标。",
        "Coverage or growth can exceed 100 %; zero-tolerance targets.",
    ),
    procedure: text(
        "询问目标依据；满意度、及时率等要求提供全部样本。",
        "Ask for the ground of the target; for satisfaction or timeliness have the whole sample shown.",
    ),
    example: text(
        "「培训对象满意度」≥100%。",
        "“Trainees' satisfaction” ≥100 %.",
    ),
    parameters: &["words.above_100"],
    messages: &[
        message(
            "hundred",
            "「{name}」目标为 {target}，比率不可能高于 100%",
            "“{name}”: the target is {target}; the rate cannot exceed 100 %",
        ),
        message(
            "zero",
            "「{name}」目标为 {target}，不可能低于 0",
            "“{name}”: the target is {target}; it cannot be below 0",
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
        let Some(target) = row
            .cells
            .target
            .value()
            .and_then(|target| target.quantity())
        else {
            continue;
        };
        looked = true;
        let up = matches!(
            target.comparator,
            Some(Comparator::AtLeast | Comparator::MoreThan)
        );
        let down = matches!(
            target.comparator,
            Some(Comparator::AtMost | Comparator::LessThan)
        );
        let bounded = || !settings.words.above_100.occurs_in(row.name_folded());
        let whole = || target.is_percent() && order(target.number, Decimal::ONE_HUNDRED).is_eq();
        let hit = if up && whole() && bounded() {
            Hit::warning(row.place(), "hundred")
        } else if down && target.number.is_zero() && bounded() {
            Hit::notice(row.place(), "zero")
        } else {
            continue;
        };
        hits.push(
            hit.text("name", row.name())
                .text("target", row.cells.target.printed.as_str())
                .cell(FieldName::Target)
                .cell(FieldName::Name),
        );
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_QUANTITATIVE)
    }
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("hundred", "indicator:6", || {
        form().measured(6, "≥100.00(%)", "100.00(%)").alone()
    }),
    Case::notice("zero", "indicator:4", || {
        form()
            .called(4, "效益指标", "社会效益指标", "安全责任事故起数")
            .measured(4, "≤0(起)", "0(起)")
            .alone()
    }),
    Case::clean(|| form().measured(6, "=100.00(%)", "100.00(%)").alone()),
    Case::clean(|| {
        form()
            .called(4, "效益指标", "经济效益指标", "产值增长率")
            .measured(4, "≥100%", "112%")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
