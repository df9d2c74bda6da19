//! 同比计算错误.

use super::prelude::*;
use crate::rules::narrative::{Narrative, Points, changes, points};

pub static RULE: Rule = Rule {
    id: "narr-yoy-mismatch",
    group: Group::Narrative,
    name: text(
        "同比增减与数字不符",
        "year-on-year change does not follow from the figures",
    ),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "「本期 x 单位，同比（y 单位）上升或下降 p%」：按 (x−y)÷y 计算的结果，四舍五入或截尾到所印位数都不是 p，或方向相反。「比率由 a% 提高到 b%，提高 c 个百分点」：b−a 不是 c（所印位数以下的差异不计）。带「余、约」的数不比较。",
        "“x units, year on year (y units) up or down p %”: (x−y)÷y gives p neither rounded nor cut to the decimals printed, or the other direction. “A rate from a % to b %, up c points”: b−a is not c (differences below the printed decimals do not count). Rough numbers are not compared.",
    ),
    why: text(
        "增减幅度算错，成效或问题的说法就不成立。",
        "With the change wrong, the claim it supports falls.",
    ),
    basis: &[basis(Status::Judgement, "算术", "arithmetic")],
    innocent: text(
        "基数经过追溯调整；统计口径变化。",
        "A restated base; a changed definition.",
    ),
    procedure: text(
        "索取两期统计原表，重新计算。",
        "Ask for both periods' tables; recompute.",
    ),
    example: text(
        "「报修 480 件，同比（500 件）下降 6%」，应为下降 4%。",
        "“480 repairs, year on year (500) down 6 %”: it should be 4 %.",
    ),
    parameters: &["narrative.compared", "narrative.rises", "narrative.falls"],
    messages: &[
        message(
            "wrong",
            "「{quote}」：由 {before} 到 {now} 应为 {computed}%",
            "“{quote}”: from {before} to {now} is {computed} %",
        ),
        message(
            "direction",
            "「{quote}」：由 {before} 到 {now} 应为 {computed}%，方向相反",
            "“{quote}”: from {before} to {now} is {computed} %, the other way",
        ),
        message(
            "points",
            "「{quote}」：由 {before}% 到 {now}% 应为 {computed} 个百分点",
            "“{quote}”: from {before} % to {now} % is {computed} points",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let mut looked = false;
    let mut hits = Vec::new();
    for (place, narrative) in subject.narratives(settings) {
        for change in changes(narrative, settings) {
            let Some(numbers) = change.numbers.filter(|_| !change.percent.rough) else {
                continue;
            };
            let Some(computed) = percent(numbers.now - numbers.before, numbers.before) else {
                continue;
            };
            looked = true;
            let printed = if change.rose {
                change.percent.value
            } else {
                -change.percent.value
            };
            if agrees(printed, computed) || (printed - computed).abs() <= numbers.slack {
                continue;
            }
            let other_way = (printed + computed).abs() <= Decimal::ONE
                && printed.is_sign_negative() != computed.is_sign_negative();
            let message = if other_way { "direction" } else { "wrong" };
            hits.push(
                Hit::error(place, message)
                    .text("quote", narrative.slice(change.range()))
                    .number("before", numbers.before.normalize())
                    .number("now", numbers.now.normalize())
                    .number(
                        "computed",
                        computed.round_dp(change.percent.value.scale().max(1)),
                    )
                    .span(place, narrative.span(change.range())),
            );
        }
        for change in points(narrative, settings) {
            looked = true;
            hits.extend(wrong_points(&change, place, narrative));
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_CHANGE)
    }
}

/// The points are not those between the two rates, however these were rounded.
fn wrong_points(change: &Points<'_>, place: Place, narrative: &Narrative<'_>) -> Option<Hit> {
    let (before, now, points) = (
        change.before.value,
        change.now.value,
        change.points.value,
    );
    let places = [before, now, points].map(|number| Decimal::new(5, number.scale() + 1));
    let slack: Decimal = places.iter().sum();
    let computed = now - before;
    let printed = if change.rose { points } else { -points };
    if (printed - computed).abs() <= slack {
        return None;
    }
    let range = change.before.start.min(change.now.start)..change.points.end;
    Some(
        Hit::error(place, "points")
            .text("quote", narrative.slice(range.clone()))
            .number("before", before.normalize())
            .number("now", now.normalize())
            .number("computed", computed.normalize())
            .span(place, narrative.span(range)),
    )
}

#[cfg(test)]
fn with(outcome: &str) -> Vec<Draft> {
    form().outcome(outcome).alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("wrong", "outcome", || {
        with("全年报修480件，同比（500件）下降6%。")
    }),
    Case::error("wrong", "outcome", || {
        with("受理投诉2010件，上年同期1759件，同比上升19.3%。")
    }),
    Case::error("wrong", "outcome", || {
        with("受理投诉由1759件增加到2010件，同比上升19.3%。")
    }),
    Case::clean(|| with("受理投诉2010件，上年同期1759件，同比上升14.3%。")),
    Case::error("direction", "outcome", || {
        with("全年报修480件，同比（500件）上升4%。")
    }),
    Case::clean(|| {
        with("全年报修480件，同比（500件）下降4%；巡查1233次，较上年（1220次）增加1.1%。")
    }),
    Case::error("points", "outcome", || {
        with("适龄儿童入学率由2023年的98.2%提高到2024年的99.6%，提高了2.4个百分点。")
    }),
    Case::error("points", "outcome", || {
        with("垃圾分类准确率96%，较上年（92%）提高7个百分点。")
    }),
    Case::clean(|| with("管网漏损率由13.2%降至11.4%，下降1.8个百分点。")),
    // 4.6 up to one, 6.4 up to the other decimal.
    Case::clean(|| with("垃圾分类准确率96%，较上年（92%）提高4.6个百分点。")),
    Case::not_applicable(|| with("入学率由98.2%提高到99.6%，巩固率提高2.4个百分点。")),
    // The growth may be that of a figure further in front.
    Case::clean(|| with("受理工单3268件，办结3251件，同比增加412件，增长14.4%。")),
    Case::error("wrong", "outcome", || {
        with("受理工单3268件，办结3251件，同比增加412件，增长19.4%。")
    }),
    // Cut instead of rounded: 1.0656.
    Case::clean(|| with("巡查1233次，较上年（1220次）增加1.0%。")),
    // 3.2 of 万 may be anything from 3.15 to 3.25.
    Case::clean(|| with("服务3.2万人次，同比（2.9万人次）增长11%。")),
    Case::not_applicable(|| with("全年报修约480件，同比（500余件）下降20%。")),
    Case::not_applicable(|| form().alone()),
];
