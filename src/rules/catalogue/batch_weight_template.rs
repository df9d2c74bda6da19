//! 权重模板雷同.

use std::collections::BTreeMap;

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "batch-weight-template",
    group: Group::Batch,
    name: text("权重模板雷同", "same odd weights in several forms"),
    severity: Severity::Notice,
    tier: Tier::Extra,
    checks: text(
        "同一单位同一年度两份以上自评表的一级指标分值完全相同，且不是标准权重。",
        "Two or more forms of one unit in one year share the same first-level weights, and these are not the standard.",
    ),
    why: text(
        "不同项目套用同一组非标准权重，说明权重不是按项目设定的。",
        "Different projects with the same odd weights: they were not set for the project.",
    ),
    basis: &[basis(
        Status::Judgement,
        "权重应按项目特点设定",
        "weights should follow the project",
    )],
    innocent: text(
        "本地统一规定的权重（用参数设定为标准）。",
        "Weights set by a local rule (make them the standard in the settings).",
    ),
    procedure: text(
        "询问权重设定依据。",
        "Ask on what ground the weights were set.",
    ),
    example: text(
        "两个项目都是产出 25、效益 45、满意度 20。",
        "Two projects both have output 25, benefit 45, satisfaction 20.",
    ),
    parameters: &["weights.without_cost", "weights.with_cost"],
    messages: &[message(
        "same",
        "权重（{weights}）与{projects}完全相同，且不是标准权重",
        "The weights ({weights}) are the same as in {projects} and not the standard",
    )],
    check: Check::Batch(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    if peers.len() < 2 {
        return BatchOutcome::NotApplicable(&reason::NO_PEERS);
    }
    let is_standard = |classes: &[Decimal; 4]| {
        let [cost, .., satisfaction] = classes;
        settings.weights.standard(!cost.is_zero(), !satisfaction.is_zero()) == *classes
    };
    let odd = |peer: &Peer<'_>| peer.digest.classes.filter(|classes| !is_standard(classes));
    let mut alike: BTreeMap<[Decimal; 4], Vec<(usize, &str)>> = BTreeMap::new();
    for (member, peer) in (0..).zip(peers) {
        if let Some(classes) = odd(peer) {
            let project = peer.digest.project.as_str();
            alike.entry(classes).or_default().push((member, project));
        }
    }
    let mut hits = Vec::new();
    for (member, peer) in (0..).zip(peers) {
        let Some(classes) = odd(peer) else {
            continue;
        };
        let own = alike.get(&classes).map_or(&[][..], Vec::as_slice);
        if own.len() < 2 {
            continue;
        }
        let others = own
            .iter()
            .filter(|(other, _)| *other != member)
            .map(|(_, project)| *project);
        let described = ["成本", "产出", "效益", "满意度"]
            .iter()
            .zip(classes)
            .filter(|(_, points)| !points.is_zero())
            .map(|(class, points)| format!("{class} {}", points.normalize()))
            .collect::<Vec<_>>()
            .join("、");
        hits.push(BatchHit {
            member,
            look: described.clone(),
            hit: Hit::notice(Place::Form, "same")
                .text("weights", described.as_str())
                .text("projects", super::named_projects(others, own.len() - 1))
                .resting_on([described]),
        });
    }
    hits.into()
}

#[cfg(test)]
fn odd(project: &str) -> Draft {
    form()
        .project(project)
        .scored(6, "20", "20")
        .scored(1, "10", "10")
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("same", "form", || {
        vec![odd("河道保洁"), odd("泵站运行"), form()]
    }),
    Case::clean(|| vec![form(), form().project("泵站运行"), odd("防汛物资")]),
    // Without satisfaction its points belong to benefit: a standard too.
    Case::clean(|| {
        let without = || form().called(6, "效益指标", "可持续影响指标", "管护制度覆盖河道比例");
        vec![without(), without().project("泵站运行")]
    }),
];
