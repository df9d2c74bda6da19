//! 多年得分不变.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "year-score-same",
    group: Group::Batch,
    name: text("总分多年不变", "score that never moves"),
    severity: Severity::Warning,
    tier: Tier::Extra,
    checks: text(
        "同一项目连续 3 年以上总分完全相同。都是 100 分的只作提示（另有规则说明），低于 100 分而分毫不差的作疑点。",
        "One project has the very same total for three years or more. A notice where it is 100 (other rules speak of that), a warning where it is less and does not move by a hundredth.",
    ),
    why: text(
        "得分由当年数据算出，多年分毫不差通常是照抄上年。",
        "A score follows from the year's figures; the same one year after year is usually copied.",
    ),
    basis: &[basis(
        Status::Judgement,
        "连续年数的界限",
        "how many years in a row",
    )],
    innocent: text(
        "指标很少且均为固定任务；执行率和完成值本来稳定。",
        "Few indicators with fixed tasks; execution and actuals are stable.",
    ),
    procedure: text(
        "并列各年指标完成值和得分，抽查得分的计算依据。",
        "Set the years' actuals and scores side by side; check how the scores were computed.",
    ),
    example: text(
        "2022 至 2024 年总分都是 97.60 分。",
        "The total is 97.60 from 2022 to 2024.",
    ),
    parameters: &["years.same_score"],
    messages: &[
        message(
            "same",
            "{first}—{last} 年度连续 {years} 份自评表总分都是 {score}",
            "From {first} to {last}, {years} forms in a row have the total {score}",
        ),
        message(
            "hundred",
            "{first}—{last} 年度连续 {years} 份自评表总分都是 100",
            "From {first} to {last}, {years} forms in a row have the total 100",
        ),
    ],
    check: Check::Series(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(peers: &[Peer<'_>], settings: &Settings) -> BatchOutcome {
    let mut hits = Vec::new();
    let mut run: Vec<&Peer<'_>> = Vec::new();
    for (member, peer) in (0..).zip(peers) {
        let goes_on = run.last().is_some_and(|last| {
            last.digest.score == peer.digest.score && last.key.year < peer.key.year
        });
        if !goes_on {
            run.clear();
        }
        if peer.key.year.is_some() {
            run.push(peer);
        }
        let (Some(score), Some(first)) = (peer.digest.score, run.first()) else {
            continue;
        };
        if run.len() < settings.years.same_score {
            continue;
        }
        let hit = if score == Decimal::ONE_HUNDRED {
            Hit::notice(Place::Total, "hundred")
        } else {
            Hit::warning(Place::Total, "same").number("score", score)
        };
        hits.push(BatchHit {
            member,
            look: String::new(),
            hit: hit
                .text("first", super::year_of(first))
                .text("last", super::year_of(peer))
                .count("years", run.len())
                .cell(FieldName::Score)
                .resting_on([score.normalize().to_string(), super::year_of(first)]),
        });
    }
    if peers.len() < settings.years.same_score {
        return BatchOutcome::NotApplicable(&reason::NO_EARLIER_YEAR);
    }
    hits.into()
}

#[cfg(test)]
fn with(scores: [&str; 3]) -> Vec<Draft> {
    (2022..)
        .zip(scores)
        .map(|(year, score)| form().year(year).total("100", score))
        .collect()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("same", "total", || with(["97.60", "97.60", "97.60"])),
    Case::notice("hundred", "total", || with(["100", "100.00", "100"])),
    Case::clean(|| with(["97.60", "97.60", "97.70"])),
    Case::not_applicable(|| vec![form().year(2023), form()]),
];
