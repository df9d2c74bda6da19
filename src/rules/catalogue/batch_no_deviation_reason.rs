//! 偏差原因整批空白.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "batch-no-deviation-reason",
    group: Group::Batch,
    name: text("偏差原因整批空白", "no reason given in a whole batch"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "同一单位同一年度至少三份自评表，偏差原因栏全部空白，而其中有未得满分或偏离较大的指标。",
        "At least three forms of one unit in one year, not one reason among them, although some indicators lost points or deviate much.",
    ),
    why: text(
        "有偏差而一处不写，说明该栏从未填报，分析改进的要求落空。",
        "There are deviations, yet the column was never used: no analysis, no measures.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十一条：未完成或偏离较大的应分析原因、提出改进措施（条次待核）",
            "Caiyu [2020] 10, article 11: misses and large deviations are to be analysed with measures (article to be verified)",
        ),
        basis(
            Status::Judgement,
            "至少三份方视为规律",
            "three forms make a pattern",
        ),
    ],
    innocent: text(
        "整批确实没有偏差（此时不提示）。",
        "No deviation at all (then nothing is reported).",
    ),
    procedure: text(
        "逐项列出有偏差的指标，要求补充原因和改进措施。",
        "List the deviating indicators; have reasons and measures supplied.",
    ),
    example: text(
        "12 份表 130 项指标，9 项偏离 20% 以上，偏差原因栏一处未填。",
        "12 forms, 130 indicators, nine of them 20 % off or more, not one reason.",
    ),
    parameters: &["batch.fewest", "target.reason_from"],
    messages: &[message(
        "blank",
        "{unit}本年度 {forms} 份自评表 {rows} 项指标，偏差原因一处未填，其中应填的至少 {due} 项",
        "{unit}: {forms} forms of the year with {rows} indicators and not one reason; at least {due} are due",
    )],
    check: Check::Batch(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    let with_column: Vec<(usize, &Peer<'_>)> = (0..)
        .zip(peers)
        .filter(|(_, peer)| peer.digest.rows.iter().any(|row| row.reason.is_some()))
        .collect();
    let rows = || with_column.iter().flat_map(|(_, peer)| &peer.digest.rows);
    let due = rows()
        .filter(|row| {
            row.short
                || row
                    .deviation
                    .is_some_and(|by| by.abs() >= settings.target.reason_from)
        })
        .count();
    let given = rows().any(|row| row.reason == Some(true));
    if with_column.len() < settings.batch.fewest {
        return BatchOutcome::NotApplicable(&reason::FEW_PEERS);
    }
    if given || due == 0 {
        return Vec::new().into();
    }
    with_column
        .iter()
        .map(|(member, peer)| BatchHit {
            member: *member,
            look: String::new(),
            hit: Hit::warning(Place::Form, "blank")
                .text("unit", peer.key.unit.as_str())
                .count("forms", with_column.len())
                .count("rows", rows().count())
                .count("due", due)
                .resting_on::<&str>([]),
        })
        .collect::<Vec<_>>()
        .into()
}

#[cfg(test)]
fn with(project: &str, actual: &str) -> Draft {
    form()
        .project(project)
        .measured(4, "≥2400(户)", actual)
        .change(1, |row| row.reason = crate::rules::testing::text("-"))
}

#[cfg(test)]
fn even(project: &str) -> Draft {
    with(project, "2510(户)").scored(1, "20", "20")
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("blank", "form", || {
        vec![
            even("河道保洁"),
            even("泵站运行"),
            with("防汛物资", "3600(户)"),
        ]
    }),
    // One reason given somewhere.
    Case::clean(|| vec![even("河道保洁"), with("防汛物资", "3600(户)"), form()]),
    // Nothing deviates.
    Case::clean(|| vec![even("河道保洁"), even("泵站运行"), even("防汛物资")]),
    Case::not_applicable(|| vec![even("河道保洁"), with("防汛物资", "3600(户)")]),
];
