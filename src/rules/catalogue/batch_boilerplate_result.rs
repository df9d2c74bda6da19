//! 定性完成值千篇一律.

use std::collections::BTreeMap;

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "batch-boilerplate-result",
    group: Group::Batch,
    name: text(
        "定性完成值千篇一律",
        "one answer to every qualitative target",
    ),
    severity: Severity::Notice,
    tier: Tier::Extra,
    checks: text(
        "同一单位同一年度至少三份自评表，定性指标不少于 10 项，完成值几乎全部是同一句话（95% 以上）。",
        "At least three forms of one unit in one year with ten or more qualitative indicators, nearly all (95 %) with the same answer.",
    ),
    why: text(
        "只选一个下拉选项，看不出实际完成了什么。",
        "One choice of a drop-down list does not say what was achieved.",
    ),
    basis: &[basis(
        Status::Judgement,
        "完成值应写明实际情况",
        "an actual should say what is",
    )],
    innocent: text(
        "系统只提供达成、部分达成、未达成三个选项。",
        "The system offers only achieved, partly, not achieved.",
    ),
    procedure: text(
        "抽查若干项，要求说明具体完成情况并提供佐证。",
        "Sample some; have the facts and the evidence supplied.",
    ),
    example: text(
        "26 项定性指标的完成值全部是「达成指标」。",
        "All 26 qualitative indicators are answered “achieved”.",
    ),
    parameters: &[
        "batch.fewest",
        "batch.boilerplate_rows",
        "batch.boilerplate_share",
    ],
    messages: &[message(
        "same",
        "{unit}本年度 {forms} 份自评表的 {rows} 项定性指标，{same} 项完成值均为「{answer}」",
        "{unit}: of {rows} qualitative indicators in {forms} forms of the year, {same} are answered “{answer}”",
    )],
    check: Check::Batch(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    let limits = &settings.batch;
    let mut answers: BTreeMap<&str, usize> = BTreeMap::new();
    for answer in peers
        .iter()
        .flat_map(|peer| &peer.digest.rows)
        .filter_map(|row| row.answer.as_deref())
    {
        *answers.entry(answer).or_default() += 1;
    }
    let rows: usize = answers.values().sum();
    let Some((answer, same)) = answers.into_iter().max_by_key(|(_, count)| *count) else {
        return BatchOutcome::NotApplicable(&reason::NO_QUALITATIVE);
    };
    let gives = |peer: &Peer<'_>| {
        peer.digest
            .rows
            .iter()
            .any(|row| row.answer.as_deref() == Some(answer))
    };
    let forms = peers.iter().filter(|peer| gives(peer)).count();
    let uniform = same * 100 >= rows * limits.boilerplate_share;
    if peers.len() < limits.fewest || rows < limits.boilerplate_rows {
        return BatchOutcome::NotApplicable(&reason::FEW_PEERS);
    }
    if forms < limits.fewest || !uniform {
        return Vec::new().into();
    }
    (0..)
        .zip(peers)
        .filter(|(_, peer)| gives(peer))
        .map(|(member, peer)| BatchHit {
            member,
            look: String::new(),
            hit: Hit::notice(Place::Form, "same")
                .text("unit", peer.key.unit.as_str())
                .count("forms", forms)
                .count("rows", rows)
                .count("same", same)
                .text("answer", answer)
                .resting_on([answer]),
        })
        .collect::<Vec<_>>()
        .into()
}

#[cfg(test)]
fn answered(project: &str, answer: &str) -> Draft {
    (1..=4).fold(form().project(project), |draft, number| {
        draft.measured(number, "提高", answer)
    })
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("same", "form", || {
        ["东线", "西线", "南线"]
            .map(|project| answered(project, "达成指标"))
            .to_vec()
    }),
    Case::clean(|| {
        vec![
            answered("东线", "达成指标"),
            answered("西线", "达成指标"),
            answered("南线", "投诉较上年减少"),
        ]
    }),
    Case::not_applicable(|| vec![answered("东线", "达成指标"), answered("西线", "达成指标")]),
];
