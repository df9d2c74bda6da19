//! 应填未填偏差原因.

use super::over_achieved::is_few_points;
use super::prelude::*;
use crate::form::Comparator;

pub static RULE: Rule = Rule {
    id: "deviation-reason-missing",
    group: Group::Completeness,
    name: text("应填未填偏差原因", "deviation without a reason"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "得分低于分值，或完成值与目标值偏离 20% 以上，而偏差原因栏空白；“不超过”类目标完成得更低的只作提示。",
        "The score is below its weight, or the actual deviates from the target by 20 % or more, and the reason is blank; a notice only where an “at most” was kept.",
    ),
    why: text(
        "偏离而不说明，无法判断是执行不力还是目标不当。",
        "Without a reason nobody can tell poor execution from a poor target.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十一条：未完成或偏离较大的应分析原因、提出改进措施（条次待核）",
            "Caiyu [2020] 10, article 11: misses and large deviations are to be analysed with measures (article to be verified)",
        ),
        basis(
            Status::Secondary,
            "广西的系统在达到 130% 时必填原因；一家审计机构用 20%",
            "Guangxi's system demands a reason from 130 %; an audit firm uses 20 %",
        ),
    ],
    innocent: text(
        "原因写在表外或叙述中；偏离界限各地不同。",
        "The reason stands elsewhere; the limit is local.",
    ),
    procedure: text(
        "要求补充原因和改进措施。",
        "Have reason and measures supplied.",
    ),
    example: text(
        "目标 ≥50 次，完成 65 次（+30%），原因栏空白。",
        "Target ≥50, actual 65 (+30 %), no reason.",
    ),
    parameters: &["target.reason_from", "target.over_points"],
    messages: &[
        message(
            "deviates",
            "「{name}」目标 {target}，完成 {actual}，偏离 {deviation}%，未填偏差原因",
            "“{name}”: target {target}, actual {actual}, a deviation of {deviation} % without a reason",
        ),
        message(
            "short",
            "「{name}」得分 {score}，低于分值 {weight}，未填偏差原因",
            "“{name}”: score {score}, below its weight of {weight}, without a reason",
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
        match row.has_reason() {
            None => continue,
            Some(has) => {
                looked = true;
                if has {
                    continue;
                }
            }
        }
        let hit = if row.is_full() == Some(false) {
            Hit::warning(row.place(), "short")
                .text("score", row.cells.score.printed.as_str())
                .text("weight", row.cells.weight.printed.as_str())
                .cell(FieldName::Score)
                .cell(FieldName::Weight)
        } else if !is_none(row)
            && row.deviates(settings.target.reason_from) == Some(true)
            && let Some(deviation) = row.deviation()
        {
            Hit::new(severity(row, settings), row.place(), "deviates")
                .text("target", row.cells.target.printed.as_str())
                .text("actual", row.cells.actual.printed.as_str())
                .number("deviation", deviation.round_dp(2))
                .cell(FieldName::Target)
                .cell(FieldName::Actual)
        } else {
            continue;
        };
        hits.push(hit.text("name", row.name()).cell(FieldName::Reason));
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_REASONS)
    }
}

/// Whether there was none of what was to be kept down: nothing calls for a reason.
fn is_none(row: &Row<'_>) -> bool {
    row.quantities().is_some_and(|(target, actual)| {
        actual.number.is_zero()
            && matches!(
                target.comparator,
                Some(Comparator::AtMost | Comparator::LessThan)
            )
    })
}

/// An “at most” that was kept by a wide margin (≤30 分钟, 22 分钟) hardly calls for a reason, nor do a few
/// points more than a small percentage.
fn severity(row: &Row<'_>, settings: &Settings) -> Severity {
    let bounded = row.quantities().is_some_and(|(target, actual)| {
        matches!(
            target.comparator,
            Some(Comparator::AtMost | Comparator::LessThan)
        ) && actual.number < target.number
    });
    if bounded || is_few_points(row, settings) {
        Severity::Notice
    } else {
        Severity::Warning
    }
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("deviates", "indicator:4", || {
        form().measured(4, "≥50(次)", "60(次)").alone()
    }),
    Case::warning("short", "indicator:2", || {
        form().scored(2, "15", "14.00").alone()
    }),
    Case::notice("deviates", "indicator:4", || {
        form().measured(4, "≤30分钟", "22分钟").alone()
    }),
    Case::notice("deviates", "indicator:4", || {
        form().measured(4, "≥5%", "6.8%").alone()
    }),
    Case::clean(|| form().measured(4, "≤0.9‰", "0").alone()),
    // The first row of the form misses its target and says why.
    Case::clean(|| form().alone()),
    Case::clean(|| form().measured(4, "≥50(次)", "59(次)").alone()),
    // A layout without that column.
    Case::not_applicable(|| {
        let mut draft = form();
        for row in &mut draft.0.indicators {
            row.reason = crate::form::Field::absent();
        }
        draft.alone()
    }),
];
