//! 完成值恰等于目标值.

use std::cmp::Ordering;

use super::prelude::*;
use crate::form::{Comparator, Quantity};

pub static RULE: Rule = Rule {
    id: "exact-hit",
    group: Group::Targets,
    name: text("完成值恰等于目标值", "actual exactly on target"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "以 ≥ ≤ > < 表示的目标（0 和 100% 除外），完成值恰好等于目标值为提示；全表三项以上定量指标的完成值无一例外等于目标值为疑点。",
        "A target with ≥ ≤ > < (0 and 100 % aside) whose actual equals it is a notice; three or more quantitative indicators that all equal their targets are a warning.",
    ),
    why: text(
        "「至少」的目标一位不差地完成，尤其是成千上万的数量和抽样得出的比率，提示按目标倒填。",
        "An “at least” target met to the last digit, above all a count of thousands or a surveyed rate, suggests back-filling.",
    ),
    basis: &[basis(
        Status::Judgement,
        "统计所得的数很少恰好等于目标",
        "counted values rarely equal their targets",
    )],
    innocent: text(
        "按合同数量执行（以 = 表示的目标不作单项提示）。",
        "Contracted quantities (targets with = give no notice by row).",
    ),
    procedure: text(
        "抽取 2–3 项追查原始台账。",
        "Trace two or three of them to the original records.",
    ),
    example: text(
        "发放宣传册 ≥30000 份，完成 30000 份。",
        "Leaflets ≥30000, actual 30000.",
    ),
    parameters: &["target.exact_rows"],
    messages: &[
        message(
            "row",
            "「{name}」目标 {target}，完成 {actual}，一位不差",
            "“{name}”: target {target}, actual {actual}, to the last digit",
        ),
        message(
            "all",
            "{exact}/{rows} 个定量指标完成值与目标值完全一致",
            "{exact} of {rows} quantitative indicators have actuals identical with their targets",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let quantitative = || {
        subject
            .rows()
            .iter()
            .filter_map(|row| Some((row, row.quantities()?)))
            .filter(|(row, _)| row.comparable())
    };
    let rows = quantitative().count();
    if rows == 0 {
        return Outcome::NotApplicable(&reason::NO_QUANTITATIVE);
    }
    let exact: Vec<(&Row<'_>, &Quantity)> = quantitative()
        .filter(|(row, _)| row.reach() == Some(Ordering::Equal))
        .map(|(row, (target, _))| (row, target))
        .collect();
    let mut hits = Vec::new();
    if rows >= settings.target.exact_rows && exact.len() == rows {
        let hit = Hit::warning(Place::Form, "all")
            .count("exact", exact.len())
            .count("rows", rows);
        hits.push(exact.iter().fold(hit, |hit, (row, _)| {
            hit.cell_at(row.place(), FieldName::Actual)
                .cell_at(row.place(), FieldName::Target)
        }));
    }
    hits.extend(
        exact
            .iter()
            .filter(|(_, target)| is_open(target))
            .map(|(row, _)| {
                Hit::notice(row.place(), "row")
                    .text("name", row.name())
                    .text("target", row.cells.target.printed.as_str())
                    .text("actual", row.cells.actual.printed.as_str())
                    .cell(FieldName::Actual)
                    .cell(FieldName::Target)
            }),
    );
    Outcome::of(hits)
}

/// Whether the target leaves room on its better side.
fn is_open(target: &Quantity) -> bool {
    let bounded = matches!(target.comparator, Some(comparator) if comparator != Comparator::Equal);
    let at_the_end =
        target.number.is_zero() || target.is_percent() && target.number == Decimal::ONE_HUNDRED;
    bounded && !at_the_end
}

#[cfg(test)]
fn all_exact() -> Draft {
    let mut draft = form();
    for number in 1..=6 {
        draft = draft.measured(number, "=100(%)", "100.00(%)");
    }
    draft
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("row", "indicator:4", || {
        form().measured(4, "≥2400(户)", "2400.00(户)").alone()
    }),
    Case::warning("all", "form", || all_exact().alone()),
    Case::clean(|| all_exact().measured(6, "≥85(%)", "88.4(%)").alone()),
    // Nothing can be better than none.
    Case::clean(|| form().measured(4, "≤0(起)", "0(起)").alone()),
    Case::clean(|| form().measured(4, "=2400(户)", "2400(户)").alone()),
    Case::not_applicable(|| bare().alone()),
];
