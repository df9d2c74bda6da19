//! 目标值较上年降低.

use super::prelude::*;
use crate::rules::{Digest, RowDigest};

pub static RULE: Rule = Rule {
    id: "year-target-lowered",
    group: Group::Batch,
    name: text(
        "上年已达到的目标值调低",
        "target lowered after it was reached",
    ),
    severity: Severity::Warning,
    tier: Tier::Extra,
    checks: text(
        "同一项目前后两年的同名指标（名称、单位、方向相同）：上年目标已达到，本年目标却放宽 10% 以上（百分比指标放宽 3 个百分点以上）。全年预算同比例减少的只作提示。",
        "One indicator (name, unit and direction) of one project in two years: the target was reached, and is set 10 % easier the year after (3 points where it is a percentage). A notice only where the budget shrank as much.",
    ),
    why: text(
        "上年已证明做得到，调低目标使满分更容易，绩效要求实际放松。",
        "It was shown to be possible; a lower target makes full marks easier.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十六条：年初指标值设定明显偏低的，应予调减得分（条次待核）",
            "Caiyu [2020] 10, article 16: a target set clearly too low costs points (article to be verified)",
        ),
        basis(Status::Judgement, "放宽幅度的界限", "the limits"),
    ],
    innocent: text(
        "任务量随预算、政策或服务对象减少；上年含一次性任务；统计口径改变。",
        "Less work by budget, policy or demand; one-off tasks the year before; another way of counting.",
    ),
    procedure: text(
        "对照两年绩效目标申报表和批复，询问调低的依据；按上年目标值复算本年得分。",
        "Compare the two years' approved goals; ask why the target was lowered; recompute the score against the earlier target.",
    ),
    example: text(
        "2023 年「巡查次数」目标 ≥1200、已完成，2024 年目标 ≥900，预算未减。",
        "“Inspections”: at least 1200 in 2023 and done; at least 900 in 2024 with the same budget.",
    ),
    parameters: &["years.lowered", "years.lowered_points"],
    messages: &[
        message(
            "lowered",
            "「{name}」{year} 年度目标 {before}{unit}已达到，本年目标放宽为 {now}{unit}",
            "“{name}”: the target {before}{unit} was reached in {year}; it is now {now}{unit}",
        ),
        message(
            "with-budget",
            "「{name}」目标由 {year} 年度的 {before}{unit}放宽为 {now}{unit}，全年预算由 {budget_before} 万元减为 {budget_now} 万元",
            "“{name}”: the target went from {before}{unit} in {year} to {now}{unit}, the budget from {budget_before} to {budget_now} (10 000 yuan)",
        ),
    ],
    check: Check::Series(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    super::year_by_year(peers, |member, before, now| {
        let mut hits = Vec::new();
        for (number, row) in (1..).zip(&now.digest.rows) {
            let Some((old, by)) = earlier(&before.digest, row)
                .and_then(|old| Some((old, eased(old, row, settings)?)))
            else {
                continue;
            };
            let budgets = before.digest.annual.zip(now.digest.annual);
            let shrunk =
                budgets.filter(|(a, b)| percent(*a - *b, *a).is_some_and(|shrunk| shrunk >= by));
            let place = Place::Indicator(number);
            let hit = match shrunk {
                Some((a, b)) => Hit::notice(place, "with-budget")
                    .number("budget_before", a)
                    .number("budget_now", b),
                None => Hit::warning(place, "lowered"),
            };
            let targets = old.target.zip(row.target).unwrap_or_default();
            hits.push(BatchHit {
                member,
                look: row.name.clone(),
                hit: hit
                    .text("name", row.name.as_str())
                    .text("year", super::year_of(before))
                    .number("before", targets.0)
                    .number("now", targets.1)
                    .text("unit", row.unit.as_str())
                    .cell(FieldName::Target)
                    .resting_on([
                        row.name.clone(),
                        targets.0.to_string(),
                        targets.1.to_string(),
                    ]),
            });
        }
        hits
    })
}

/// The same indicator of the earlier form; none where two have its name.
fn earlier<'d>(before: &'d Digest, row: &RowDigest) -> Option<&'d RowDigest> {
    let mut same = before
        .rows
        .iter()
        .filter(|old| old.name == row.name && old.unit == row.unit && old.way == row.way);
    same.next().filter(|_| same.next().is_none())
}

/// By how many percent a target that was reached is easier now, where that is enough to tell.
fn eased(old: &RowDigest, row: &RowDigest, settings: &Settings) -> Option<Decimal> {
    let (a, b) = (old.target?, row.target?);
    if row.name.is_empty() || old.is_reached() != Some(true) {
        return None;
    }
    let by = match row.way {
        Direction::Up => a - b,
        Direction::Down => b - a,
        Direction::Either => return None,
    };
    let share = percent(by, a)?;
    let enough = if row.unit == "%" {
        by >= settings.years.lowered_points
    } else {
        share >= settings.years.lowered
    };
    enough.then_some(share)
}

#[cfg(test)]
fn with(before: &str, actual: &str, now: &str) -> Vec<Draft> {
    vec![
        form().year(2023).measured(4, before, actual),
        form().measured(4, now, actual),
    ]
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("lowered", "indicator:4", || {
        with("≥1200(次)", "1230(次)", "≥900(次)")
    }),
    Case::warning("lowered", "indicator:4", || {
        with("≤5(起)", "4(起)", "≤8(起)")
    }),
    Case::notice("with-budget", "indicator:4", || {
        let mut forms = with("≥1200(次)", "1230(次)", "≥900(次)");
        forms[1] = forms[1].clone().fund(
            FundLine::Total,
            "80.00",
            "80.00",
            "80.00",
            "10",
            "100.00",
            "10",
        );
        forms
    }),
    // Missed the year before: to lower it is to set it right.
    Case::clean(|| with("≥1200(次)", "870(次)", "≥900(次)")),
    // Two points are within what a forecast can tell.
    Case::clean(|| with("≥95(%)", "96(%)", "≥93(%)")),
    Case::clean(|| with("≥1200(次)", "1230(次)", "≥1250(次)")),
    Case::not_applicable(|| form().alone()),
];
