//! 全部100分且执行率全部100%.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "batch-all-100",
    group: Group::Batch,
    name: text(
        "整批满分且执行率均为100%",
        "a whole batch at full score and full execution",
    ),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "同一单位同一年度至少三份自评表，总分全部为 100 分，执行率全部为 100%。",
        "At least three forms of one unit in one year, all with a total of 100 and an execution rate of 100 %.",
    ),
    why: text(
        "项目不同、规模不同，却没有一分之差，自评难以起到发现不足的作用。",
        "Projects differ in kind and size, yet not one point is lost: such a self-evaluation finds nothing.",
    ),
    basis: &[
        basis(
            Status::Secondary,
            "财政部关于中央部门单位自评的通知要求数据准确、结果客观，严禁刻意抬高分数",
            "notice of the Ministry of Finance on self-evaluation by central departments: accurate data, objective results, no deliberate raising of scores",
        ),
        basis(
            Status::Judgement,
            "至少三份方视为规律",
            "three forms make a pattern",
        ),
    ],
    innocent: text(
        "项目少；均为按标准兑付的补助类项目。",
        "Few projects; all of them payments at a fixed standard.",
    ),
    procedure: text(
        "扩大抽查比例，逐项复核评分，重点复核定性指标和满意度。",
        "Draw a larger sample, re-score item by item, above all qualitative indicators and satisfaction.",
    ),
    example: text(
        "某中心当年报送 9 份自评表，9 份均为 100 分，执行率均为 100.00%。",
        "One centre hands in nine forms for the year: nine times 100 points, nine times 100.00 %.",
    ),
    parameters: &["batch.fewest"],
    messages: &[message(
        "all-100",
        "{unit}本年度 {forms} 份自评表全部 100 分、执行率全部 100%，共 {rows} 项指标，填写偏差原因的 {reasons} 项",
        "{unit}: all {forms} forms of the year stand at 100 points and 100 % execution; {rows} indicators, {reasons} of them with a reason for a deviation",
    )],
    check: Check::Batch(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    let scored: Vec<(usize, &Peer<'_>)> = (0..)
        .zip(peers)
        .filter(|(_, peer)| peer.digest.score.is_some() && peer.digest.rate.is_some())
        .collect();
    let full = |value: Option<Decimal>| value == Some(Decimal::ONE_HUNDRED);
    let all_full = scored
        .iter()
        .all(|(_, peer)| full(peer.digest.score) && full(peer.digest.rate));
    if scored.len() < settings.batch.fewest {
        return BatchOutcome::NotApplicable(&reason::FEW_PEERS);
    }
    if !all_full {
        return Vec::new().into();
    }
    let rows: usize = scored.iter().map(|(_, peer)| peer.digest.rows.len()).sum();
    let reasons: usize = scored.iter().map(|(_, peer)| peer.digest.reasons()).sum();
    scored
        .iter()
        .map(|(member, peer)| BatchHit {
            member: *member,
            look: String::new(),
            hit: Hit::warning(Place::Form, "all-100")
                .text("unit", peer.key.unit.as_str())
                .count("forms", scored.len())
                .count("rows", rows)
                .count("reasons", reasons)
                .cell_at(Place::Total, FieldName::Score)
                .cell_at(Place::Fund(FundLine::Total), FieldName::Rate)
                .resting_on(["100", "100"]),
        })
        .collect::<Vec<_>>()
        .into()
}

#[cfg(test)]
fn full(project: &str) -> Draft {
    full_form().project(project)
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("all-100", "form", || {
        vec![full("河道保洁"), full("泵站运行"), full("防汛物资")]
    }),
    // Two forms are no pattern.
    Case::not_applicable(|| vec![full("河道保洁"), full("泵站运行")]),
    // One form with less than 100 points.
    Case::clean(|| {
        vec![
            full("河道保洁"),
            full("泵站运行"),
            full("防汛物资").total("100", "99.50"),
        ]
    }),
];
