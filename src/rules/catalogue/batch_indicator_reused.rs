//! 同名指标用于多个项目.

use std::collections::BTreeMap;

use super::prelude::*;
use crate::rules::RowDigest;

pub static RULE: Rule = Rule {
    id: "batch-indicator-reused",
    group: Group::Batch,
    name: text("同名指标用于多个项目", "one indicator in several projects"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "同一单位同一年度两份以上自评表有同名的三级指标（不计「项目」二字）：单位或二级类别不同为疑点，否则为提示。",
        "Two or more forms of one unit in one year have a level-3 indicator of the same name: a warning where unit or class differ, else a notice.",
    ),
    why: text(
        "照搬指标说明没有针对项目设置；口径不同则无法比较。",
        "Copied indicators were not made for the project; measured differently, they cannot be compared.",
    ),
    basis: &[basis(
        Status::Judgement,
        "指标应与项目高度关联",
        "indicators should fit their project closely",
    )],
    innocent: text("共性指标库中的指标。", "Indicators from a common library."),
    procedure: text(
        "比较各项目同名指标的口径和数据来源。",
        "Compare definition and source of the indicator across the projects.",
    ),
    example: text(
        "「服务完成度」在一个项目中以「次」计，在另一个项目中以「%」计。",
        "“Degree of service” is counted in visits in one project and in per cent in another.",
    ),
    parameters: &["units.same"],
    messages: &[
        message(
            "same",
            "指标「{name}」同时用于{projects}",
            "The indicator “{name}” is used in {projects}",
        ),
        message(
            "differs",
            "指标「{name}」同时用于{projects}，但单位（{units}）或类别（{classes}）不同",
            "The indicator “{name}” is used in {projects}, with different units ({units}) or classes ({classes})",
        ),
    ],
    check: Check::Batch(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    if peers.len() < 2 {
        return BatchOutcome::NotApplicable(&reason::NO_PEERS);
    }
    let mut uses: BTreeMap<&str, Vec<(usize, &RowDigest)>> = BTreeMap::new();
    for (member, peer) in (0..).zip(peers) {
        for row in &peer.digest.rows {
            let name = row.name.strip_prefix("项目").unwrap_or(&row.name);
            if !name.is_empty() {
                uses.entry(name).or_default().push((member, row));
            }
        }
    }
    let mut hits = Vec::new();
    for (name, rows) in uses {
        let mut members: Vec<usize> = rows.iter().map(|(member, _)| *member).collect();
        members.dedup();
        if members.len() < 2 {
            continue;
        }
        let projects = super::named_projects(
            members
                .iter()
                .filter_map(|member| Some(peers.get(*member)?.digest.project.as_str())),
            members.len(),
        );
        let mut units = distinct(rows.iter().map(|(_, row)| row.unit.as_str()));
        units.dedup_by(|a, b| settings.units.are_same(a, b));
        let classes = distinct(rows.iter().map(|(_, row)| row.level2.as_str()));
        let differs = units.len() > 1 || classes.len() > 1;
        for member in members {
            let hit = if differs {
                Hit::warning(Place::Form, "differs")
                    .text("units", units.join("、"))
                    .text("classes", classes.join("、"))
            } else {
                Hit::notice(Place::Form, "same")
            };
            hits.push(BatchHit {
                member,
                look: name.to_owned(),
                hit: hit
                    .text("name", name)
                    .text("projects", projects.as_str())
                    .resting_on([name]),
            });
        }
    }
    hits.into()
}

fn distinct<'r>(texts: impl Iterator<Item = &'r str>) -> Vec<&'r str> {
    let mut texts: Vec<&str> = texts
        .map(|text| if text.is_empty() { "—" } else { text })
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

#[cfg(test)]
fn other() -> Draft {
    let mut draft = form().project("泵站运行");
    for row in &mut draft.0.indicators {
        row.name = crate::rules::testing::text(&format!("泵站{}", row.name.printed));
    }
    draft
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("same", "form", || {
        vec![
            form(),
            other().called(4, "效益指标", "社会效益指标", "项目受益居民户数"),
        ]
    }),
    // 人 and 名 are one unit.
    Case::notice("same", "form", || {
        let helped = |draft: Draft, target, actual| {
            draft
                .called(4, "效益指标", "社会效益指标", "受益居民人数")
                .measured(4, target, actual)
        };
        vec![
            helped(form(), "≥900人", "920人"),
            helped(other(), "≥400名", "410名"),
        ]
    }),
    Case::warning("differs", "form", || {
        vec![
            form(),
            other()
                .called(4, "效益指标", "社会效益指标", "受益居民户数")
                .measured(4, "≥95%", "97%"),
        ]
    }),
    Case::clean(|| vec![form(), other()]),
];
