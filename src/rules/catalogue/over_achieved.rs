//! 超额完成/目标偏低.

use std::cmp::Ordering;

use super::prelude::*;
use crate::form::{Comparator, Quantity};

pub static RULE: Rule = Rule {
    id: "over-achieved",
    group: Group::Targets,
    name: text("超额较多，目标可能偏低", "target beaten by far"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "完成值超过目标值 20% 为提示、30% 为疑点；80% 以下的比率目标超出 10 个百分点以上为提示。",
        "The actual exceeds the target by 20 % (notice) or 30 % (warning); a rate target of 80 % or less is beaten by ten points or more (notice).",
    ),
    why: text(
        "超额过多往往是年初指标值设得过低。",
        "Far above target usually means that the target was set too low.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十六条：年初指标值设定明显偏低的，按偏离度适度调减分值（条次待核）",
            "Caiyu [2020] 10, article 16: where the target was clearly too low, the mark is reduced (article to be verified)",
        ),
        basis(
            Status::Secondary,
            "广西的系统在达到 130% 时要求说明；一家审计机构用 20%",
            "Guangxi's system asks for a reason from 130 %; an audit firm uses 20 %",
        ),
    ],
    innocent: text(
        "由需求决定的数量（如报警、就诊人次）。",
        "Counts driven by demand (calls, patients).",
    ),
    procedure: text(
        "比较上年实际值和同类项目，判断目标是否偏低，酌情扣减。",
        "Compare with last year and with similar projects; judge whether the target was too low; reduce the mark if so.",
    ),
    example: text(
        "目标 ≥200 人，完成 310 人，超出 55%。",
        "Target ≥200 people, actual 310: 55 % above.",
    ),
    parameters: &[
        "target.over_notice",
        "target.over_warning",
        "target.over_points",
        "target.soft",
        "target.soft_margin",
    ],
    messages: &[
        message(
            "over",
            "「{name}」目标 {target}，完成 {actual}，超出 {excess}%",
            "“{name}”: target {target}, actual {actual}, {excess} % above",
        ),
        message(
            "soft",
            "「{name}」目标仅 {target}，完成 {actual}，高出 {excess} 个百分点",
            "“{name}”: the target is only {target}, the actual {actual}, {excess} points above",
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
        let Some((target, actual)) = row.quantities() else {
            continue;
        };
        looked = true;
        if let Some(hit) = beaten(row, target, actual, settings) {
            hits.push(
                hit.text("name", row.name())
                    .text("target", row.cells.target.printed.as_str())
                    .text("actual", row.cells.actual.printed.as_str())
                    .cell(FieldName::Actual)
                    .cell(FieldName::Target),
            );
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_QUANTITATIVE)
    }
}

/// Whether the actual beats its target by few percentage points, of whatever share of it these are.
pub(super) fn is_few_points(row: &Row<'_>, settings: &Settings) -> bool {
    row.quantities().is_some_and(|(target, actual)| {
        let points = || actual.number - target.number;
        target.is_percent()
            && row.reach() == Some(Ordering::Greater)
            && order(points(), settings.target.over_points).is_lt()
    })
}

fn beaten(row: &Row<'_>, target: &Quantity, actual: &Quantity, settings: &Settings) -> Option<Hit> {
    if row.reach() != Some(Ordering::Greater) || direction(row, target, settings) != Direction::Up {
        return None;
    }
    let limits = &settings.target;
    let over = |limit| row.deviates(limit);
    let noticed = over(limits.over_notice.min(limits.over_warning))?;
    let excess = || row.deviation().unwrap_or_default().round_dp(2);
    let at_least = matches!(
        target.comparator,
        Some(Comparator::AtLeast | Comparator::MoreThan)
    );
    if noticed && over(limits.over_warning)? && !is_few_points(row, settings) {
        Some(Hit::warning(row.place(), "over").number("excess", excess()))
    } else if noticed && over(limits.over_notice)? {
        Some(Hit::notice(row.place(), "over").number("excess", excess()))
    } else if at_least
        && target.is_percent()
        && order(target.number, limits.soft).is_le()
    {
        let points = actual.number - target.number;
        let hit = || Hit::notice(row.place(), "soft").number("excess", points.normalize());
        (points >= limits.soft_margin).then(hit)
    } else {
        None
    }
}

#[cfg(test)]
fn with(target: &str, actual: &str) -> Vec<Draft> {
    form().measured(4, target, actual).alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("over", "indicator:4", || with("≥2000(户)", "2600(户)")),
    Case::notice("over", "indicator:4", || with("≥2000(户)", "2400(户)")),
    Case::notice("over", "indicator:4", || with("≥5%", "6.8%")),
    Case::warning("over", "indicator:4", || with("≥5%", "12%")),
    Case::notice("soft", "indicator:4", || with("≥80%", "90%")),
    Case::clean(|| with("≥2000(户)", "2398(户)")),
    Case::clean(|| with("≥81%", "91%")),
    // Far below an upper bound is no excess.
    Case::clean(|| with("≤10(起)", "3(起)")),
    Case::not_applicable(|| bare().alone()),
];
