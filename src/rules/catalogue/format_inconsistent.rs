//! 数字写法不一.

use std::cmp::Ordering;

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "format-inconsistent",
    group: Group::Indicators,
    name: text("数字写法不一", "numbers written in different ways"),
    severity: Severity::Notice,
    tier: Tier::Extra,
    checks: text(
        "同一项指标的目标值和完成值数值相同而小数位数不同；一张表里「%」与「百分比」混用。",
        "Target and actual of one indicator are the same number with different decimals; % and 百分比 in one form.",
    ),
    why: text(
        "系统填报的写法本应一致，不一致处可能是手工改动。",
        "A system writes numbers in one way; where they differ, someone may have typed over them.",
    ),
    basis: &[basis(
        Status::Judgement,
        "写法不一只是线索",
        "a difference in writing is only a lead",
    )],
    innocent: text("手工填表的习惯。", "Habits of filling in by hand."),
    procedure: text(
        "查看系统修改记录。",
        "Look at the system's record of changes.",
    ),
    example: text(
        "目标值 =36(个)，完成值 36.00(个)。",
        "Target =36, actual 36.00.",
    ),
    parameters: &[],
    messages: &[
        message(
            "decimals",
            "{rows} 项指标目标值与完成值小数位数不同，如「{target}」与「{actual}」",
            "{rows} indicators print target and actual with different decimals, as “{target}” and “{actual}”",
        ),
        message(
            "percent",
            "表内「%」与「百分比」混用",
            "% and 百分比 are mixed in the form",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, _: &Settings) -> Outcome {
    let rows = subject.rows();
    let mut hits = Vec::new();
    let mut looked = false;
    let differs = |row: &&Row<'_>| {
        row.quantities().is_some_and(|(target, actual)| {
            row.reach() == Some(Ordering::Equal) && target.number.scale() != actual.number.scale()
        })
    };
    let differing: Vec<&Row<'_>> = rows.iter().filter(differs).collect();
    if let Some(first) = differing.first() {
        let hit = Hit::notice(first.place(), "decimals")
            .count("rows", differing.len())
            .text("target", first.cells.target.printed.as_str())
            .text("actual", first.cells.actual.printed.as_str());
        hits.push(differing.iter().fold(hit, |hit, row| {
            hit.cell_at(row.place(), FieldName::Target)
                .cell_at(row.place(), FieldName::Actual)
        }));
    }
    let (mut sign, mut word) = (None, None);
    for row in rows {
        looked |= row.quantities().is_some();
        let printed = &row.cells.target.printed;
        if row
            .cells
            .target
            .value()
            .and_then(|target| target.quantity())
            .is_some_and(|target| target.is_percent())
        {
            let seen = if holds(printed, "百分比") {
                &mut word
            } else {
                &mut sign
            };
            seen.get_or_insert(row.place());
        }
    }
    if let (Some(sign), Some(word)) = (sign, word) {
        hits.push(
            Hit::notice(Place::Form, "percent")
                .cell_at(sign, FieldName::Target)
                .cell_at(word, FieldName::Target),
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
    Case::notice("decimals", "indicator:1", || {
        form().measured(1, "=36(公里)", "36.00(公里)").alone()
    }),
    Case::notice("percent", "form", || {
        form()
            .measured(2, "≥95.00(百分比)", "96.30(百分比)")
            .alone()
    }),
    // A measured value has the decimals it has.
    Case::clean(|| form().measured(1, "≥36(公里)", "36.20(公里)").alone()),
    Case::not_applicable(|| bare().alone()),
];
