//! 叙述雷同.

use super::prelude::*;
use crate::rules::{likeness, sketch, twins};

pub static RULE: Rule = Rule {
    id: "narrative-copied",
    group: Group::Batch,
    name: text("叙述雷同", "copied narrative"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "一份表的预期目标与实际完成情况相似 70% 以上，或同一单位同一年度两份表的目标（或完成情况）相似 60% 以上，或同一项目前后两年、不同单位或不同项目年度的目标（或完成情况）相似 80% 以上；过短的不比较。相似度按连续三字计算（Dice 系数）。",
        "Goal and outcome of one form are 70 % alike, or goals (or outcomes) of two forms of one unit in one year 60 %, or those of one project in two years, or of forms anywhere else in the database, 80 %; short texts aside. Likeness counts runs of three characters (Dice coefficient).",
    ),
    why: text(
        "把目标抄成结果，或把一个项目的话搬到另一个项目，说明没有如实填报。",
        "A goal copied as outcome, or one project's words used for another: not a true report.",
    ),
    basis: &[basis(Status::Judgement, "相似度的界限", "the limits")],
    innocent: text(
        "法规引文、统一的背景说明；目标逐项写明已完成；延续多年的目标，或上级统一下达的目标。",
        "Quoted rules or shared background; an outcome that repeats the goal point by point as done; a goal that goes on for years, or that many units were given from above.",
    ),
    procedure: text(
        "对照两处原文，要求补充各自的实际完成事实。",
        "Compare the two texts; have the facts of each supplied.",
    ),
    example: text(
        "两个绿化项目的完成情况除项目名称外一字不差。",
        "The outcomes of two greenery projects are the same but for the name.",
    ),
    parameters: &[
        "batch.copied_within",
        "batch.copied_between",
        "batch.copied_years",
        "batch.copied_elsewhere",
        "batch.copied_length",
    ],
    messages: &[
        message(
            "within",
            "预期目标与实际完成情况相似 {likeness}%，疑将目标照抄为结果",
            "Goal and outcome are {likeness} % alike; the goal seems to be copied as the outcome",
        ),
        message(
            "goal",
            "预期目标与「{project}」相似 {likeness}%",
            "The goal is {likeness} % like that of “{project}”",
        ),
        message(
            "outcome",
            "实际完成情况与「{project}」相似 {likeness}%",
            "The outcome is {likeness} % like that of “{project}”",
        ),
        message(
            "elsewhere",
            "实际完成情况与「{unit}」{year} 年度「{project}」相似 {likeness}%",
            "The outcome is {likeness} % like that of “{project}” of {unit} for {year}",
        ),
        message(
            "elsewhere-goal",
            "预期目标与「{unit}」{year} 年度「{project}」相似 {likeness}%",
            "The goal is {likeness} % like that of “{project}” of {unit} for {year}",
        ),
        message(
            "years-goal",
            "预期目标与本项目 {year} 年度的相似 {likeness}%，疑沿用上年文字",
            "The goal is {likeness} % like that of this project for {year}; the text seems to be carried over",
        ),
        message(
            "years",
            "实际完成情况与本项目 {year} 年度的相似 {likeness}%，疑沿用上年文字",
            "The outcome is {likeness} % like that of this project for {year}; the text seems to be carried over",
        ),
    ],
    check: Check::Every {
        report: within,
        batch: between,
        series: over_years,
        pair: elsewhere,
    },
    #[cfg(test)]
    cases: CASES,
};

fn within(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let (Some(goal), Some(outcome)) = (subject.goal(settings), subject.outcome(settings)) else {
        return Outcome::NotApplicable(&reason::NO_OUTCOME);
    };
    let limits = &settings.batch;
    let (a, b) = (goal.text().len(), outcome.text().len());
    // Texts of very different lengths cannot be alike, whatever they say.
    if 200 * a.min(b) < limits.copied_within * (a + b) {
        return Outcome::Clean;
    }
    let (a, b) = (sketch(goal.text()), sketch(outcome.text()));
    let alike = likeness(&a, &b);
    if a.len().min(b.len()) < limits.copied_length || alike < limits.copied_within {
        return Outcome::Clean;
    }
    Outcome::hit(
        Hit::warning(Place::Outcome, "within")
            .count("likeness", alike)
            .cell(FieldName::Text)
            .cell_at(Place::Goal, FieldName::Text),
    )
}

fn between(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    if peers.len() < 2 {
        return BatchOutcome::NotApplicable(&reason::NO_PEERS);
    }
    let mut hits = Vec::new();
    for (message, place) in [("goal", Place::Goal), ("outcome", Place::Outcome)] {
        let sketches: Vec<&[u32]> = peers
            .iter()
            .map(|peer| peer.digest.narrative(place))
            .collect();
        let limits = &settings.batch;
        for twin in twins(&sketches, limits.copied_length, limits.copied_between) {
            let (Some(own), Some(peer)) = (sketches.get(twin.own), peers.get(twin.other)) else {
                continue;
            };
            hits.push(BatchHit {
                member: twin.own,
                look: format!("{message} {}", twin.first),
                hit: Hit::warning(Place::Form, message)
                    .count("likeness", twin.likeness)
                    .text("project", peer.digest.project.as_str())
                    .cell_at(place, FieldName::Text)
                    .resting_on([sum(own), peer.digest.project.clone()]),
            });
        }
    }
    hits.into()
}

/// The narratives of a year against those of the year before it in the series.
fn over_years(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    super::year_by_year(peers, |member, before, now| {
        let mut hits = Vec::new();
        for (place, message) in [(Place::Goal, "years-goal"), (Place::Outcome, "years")] {
            let least = settings.batch.copied_years;
            let Some((alike, rests_on)) = compare(before, now, place, least, settings) else {
                continue;
            };
            hits.push(BatchHit {
                member,
                look: message.to_owned(),
                hit: weighed(place, message)
                    .count("likeness", alike)
                    .text("year", super::year_of(before))
                    .cell(FieldName::Text)
                    .resting_on(rests_on),
            });
        }
        hits
    })
}

/// A narrative against the one most like it in another unit, or in another project and year.
fn elsewhere(own: &Peer<'_>, other: &Peer<'_>, place: Place, settings: &Settings) -> Option<Hit> {
    let least = settings.batch.copied_elsewhere;
    let (alike, rests_on) = compare(own, other, place, least, settings)?;
    let message = match place {
        Place::Goal => "elsewhere-goal",
        _ => "elsewhere",
    };
    let hit = weighed(place, message)
        .count("likeness", alike)
        .text("unit", other.key.unit.as_str())
        .text("year", super::year_of(other))
        .text("project", other.digest.project.as_str())
        .cell(FieldName::Text);
    Some(hit.resting_on(rests_on))
}

/// A goal may go on for years, or be handed down to many units by the one above them: that alone is
/// no suspicion. What was done is each one's own.
fn weighed(place: Place, message: &'static str) -> Hit {
    match place {
        Place::Goal => Hit::notice(place, message),
        _ => Hit::warning(place, message),
    }
}

/// How much two reports are alike at that place, where it is enough to tell, and what that rests on.
fn compare(
    a: &Peer<'_>,
    b: &Peer<'_>,
    place: Place,
    least: usize,
    settings: &Settings,
) -> Option<(usize, Vec<String>)> {
    let (a, b) = (a.digest.narrative(place), b.digest.narrative(place));
    let alike = likeness(a, b);
    (a.len().min(b.len()) >= settings.batch.copied_length && alike >= least)
        .then(|| (alike, vec![sum(a), sum(b)]))
}

/// A text's sketch as one number, for the identity of a finding.
fn sum(sketch: &[u32]) -> String {
    let sum = sketch
        .iter()
        .fold(0_u64, |sum, hash| sum.rotate_left(7) ^ u64::from(*hash));
    format!("{sum:016x}")
}

#[cfg(test)]
fn told(project: &str, outcome: &str) -> Draft {
    form().project(project).goal("见申报表。").outcome(outcome)
}

#[cfg(test)]
const TEXT: &str = "全年累计开展路面巡查三百二十次，修补坑槽四百一十处，清理边沟十八公里，更换标志标牌二十六块，安全隐患整改到位，沿线群众反映良好。";

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("within", "outcome", || {
        form()
            .goal("计划开展路面巡查三百二十次，修补坑槽四百一十处，清理边沟十八公里，更换标志标牌二十六块，安全隐患整改到位。")
            .outcome("开展路面巡查三百二十次，修补坑槽四百一十处，清理边沟十八公里，更换标志标牌二十六块，安全隐患整改到位。")
            .alone()
    }),
    Case::warning("outcome", "form", || {
        vec![told("东线养护", TEXT), told("西线养护", TEXT)]
    }),
    Case::warning("goal", "form", || {
        vec![
            form().project("东线养护").goal(TEXT),
            form().project("西线养护").goal(TEXT).outcome("另行报告。"),
        ]
    }),
    Case::warning("years", "outcome", || {
        vec![told("东线养护", TEXT).year(2023), told("东线养护", TEXT)]
    }),
    Case::notice("years-goal", "goal", || {
        vec![
            form().project("东线养护").goal(TEXT).year(2023),
            form().project("东线养护").goal(TEXT),
        ]
    }),
    Case::notice("elsewhere-goal", "goal", || {
        vec![
            form().project("东线养护").goal(TEXT),
            form().named("公路养护", "白石县公路站", 2023).goal(TEXT),
        ]
    }),
    Case::warning("elsewhere", "outcome", || {
        vec![
            told("东线养护", TEXT),
            told("公路养护", TEXT).named("公路养护", "白石县公路站", 2023),
        ]
    }),
    // Another year's work, told anew.
    Case::clean(|| {
        vec![
            told("东线养护", TEXT).year(2023),
            told(
                "东线养护",
                "本年完成大修路段两处共六公里，更换护栏三百米，处置塌方险情五起，通行保障率达到百分之九十九，未发生责任事故，群众来信全部答复。",
            ),
        ]
    }),
    Case::clean(|| {
        vec![
            told("东线养护", TEXT),
            told(
                "设备更新",
                "采购清扫车两台、洒水车一台，均已通过验收并投入使用，操作人员完成培训，原有老旧车辆按规定报废处置，资产账目已更新。",
            ),
        ]
    }),
    // Too short to be called a copy.
    Case::clean(|| {
        vec![
            told("东线养护", "已按计划全部完成。"),
            told("西线养护", "已按计划全部完成。"),
        ]
    }),
];
