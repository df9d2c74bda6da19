//! 上年指标取消.

use std::collections::BTreeMap;

use super::prelude::*;
#[cfg(test)]
use crate::rules::Digest;
use crate::rules::narrative::{dice, grams};

pub static RULE: Rule = Rule {
    id: "year-indicator-dropped",
    group: Group::Batch,
    name: text(
        "上年指标本年取消",
        "indicator dropped since the year before",
    ),
    severity: Severity::Warning,
    tier: Tier::Extra,
    checks: text(
        "同一项目前后两年多数指标沿用，而上年的某项指标本年没有同名或近似的指标。上年该指标未得满分或未达目标的作疑点，其余作提示。",
        "Most indicators of a project are kept from one year to the next, and one of the earlier year has none of its name or like it. A warning where it was missed or short of full marks, else a notice.",
    ),
    why: text(
        "去掉完成得不好的指标，总分自然提高，前后年度也无从比较。",
        "Without the indicator that went badly the total rises by itself, and the years cannot be compared.",
    ),
    basis: &[basis(
        Status::Judgement,
        "指标的沿用比例和名称近似的界限",
        "how many are kept, and how alike names must be",
    )],
    innocent: text(
        "任务结束或转出；指标合并、改名；按财政部门意见精简。",
        "The task ended or moved; indicators were merged or renamed; the finance bureau asked for fewer.",
    ),
    procedure: text(
        "询问取消的原因，取得本年该项工作的实际数据；未达标后取消的，按原指标复核。",
        "Ask why it was dropped and obtain this year's figures; where it was missed before, review against it.",
    ),
    example: text(
        "上年「投诉办结及时率」未达标，本年其余指标不变，唯独没有这一项。",
        "“Complaints answered in time” was missed the year before; this year all others are kept and it alone is gone.",
    ),
    parameters: &["years.kept", "narrative.same_name"],
    messages: &[
        message(
            "missed",
            "{year} 年度的「{name}」未达目标或未得满分，本年取消（上年 {rows} 项指标沿用 {kept} 项）",
            "“{name}” of {year} was missed or short of full marks and is dropped (of {rows} indicators {kept} are kept)",
        ),
        message(
            "dropped",
            "{year} 年度的「{name}」本年没有对应指标（上年 {rows} 项指标沿用 {kept} 项）",
            "“{name}” of {year} has no counterpart this year (of {rows} indicators {kept} are kept)",
        ),
    ],
    check: Check::Series(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    super::year_by_year(peers, |member, before, now| {
        let mut hits = Vec::new();
        let names = || now.digest.rows.iter().map(|row| row.name.as_str());
        let is_kept = |name: &str| {
            names().any(|new| new == name)
                || names()
                    .any(|new| dice(&grams(new), &grams(name)) >= settings.narrative.same_name)
        };
        let old = before.digest.rows.iter().filter(|row| !row.name.is_empty());
        let (kept, gone): (Vec<_>, Vec<_>) = old.partition(|row| is_kept(&row.name));
        let rows = kept.len() + gone.len();
        if gone.is_empty() || kept.len() * 100 < rows * settings.years.kept {
            return hits;
        }
        // One name is told once, however many of the earlier rows bore it.
        let mut dropped: BTreeMap<&str, bool> = BTreeMap::new();
        for row in gone {
            let missed = row.short || row.is_reached() == Some(false);
            *dropped.entry(&row.name).or_default() |= missed;
        }
        for (name, missed) in dropped {
            let hit = if missed {
                Hit::warning(Place::Form, "missed")
            } else {
                Hit::notice(Place::Form, "dropped")
            };
            hits.push(BatchHit {
                member,
                look: name.to_owned(),
                hit: hit
                    .text("year", super::year_of(before))
                    .text("name", name)
                    .count("rows", rows)
                    .count("kept", kept.len())
                    .resting_on([name.to_owned(), super::year_of(before)]),
            });
        }
        hits
    })
}

#[cfg(test)]
fn with(score: &str) -> Vec<Draft> {
    let mut now = form();
    now.0.indicators.remove(1);
    vec![form().year(2023).scored(2, "15", score), now]
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("missed", "form", || with("12")),
    Case::notice("dropped", "form", || with("15")),
    // Renamed.
    Case::clean(|| {
        vec![
            form().year(2023),
            form().called(2, "产出指标", "质量指标", "河道水面漂浮物清除率"),
        ]
    }),
    // The whole set is new.
    Case::clean(|| {
        let mut now = form();
        now.0.indicators.truncate(1);
        vec![form().year(2023), now]
    }),
    Case::not_applicable(|| form().alone()),
];

/// Two rows of one name, one of them missed.
#[test]
fn a_name_that_two_rows_bore_is_told_once() {
    let mut forms = with("12");
    let twin = forms[0].0.indicators[1].clone();
    forms[0].0.indicators.insert(2, twin);
    forms[0] = forms[0].clone().scored(3, "15", "15");
    let keys: Vec<_> = forms.iter().map(|form| form.0.key()).collect();
    let peers = keys.iter().zip(&forms).map(|(key, form)| Peer {
        key,
        digest: Digest::of(&form.0),
    });
    let outcome = check(&peers.collect::<Vec<_>>(), &Settings::default());
    let BatchOutcome::Hits(hits) = outcome else {
        panic!("there are two years");
    };
    let said: Vec<_> = hits.iter().map(|hit| hit.hit.message).collect();
    assert_eq!(said, ["missed"]);
}
