//! 平均分配分值.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "weight-flat",
    group: Group::Weights,
    name: text("分值平均分配", "points dealt out evenly"),
    severity: Severity::Notice,
    tier: Tier::Extra,
    checks: text(
        "指标不少于 6 项，且 80% 以上的指标分值相同。",
        "Six indicators or more, and 80 % of them or more carry the same points.",
    ),
    why: text(
        "分值应按指标的重要程度确定；平均分配说明没有区分轻重。",
        "Points should follow importance; an even deal means that nothing was weighed.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十三条：二、三级指标权重按重要程度等因素设定（条次待核）",
            "Caiyu [2020] 10, article 13: weights of second and third level by importance (article to be verified)",
        ),
        basis(
            Status::Judgement,
            "6 项、80% 两个界限",
            "the limits of 6 and 80 %",
        ),
    ],
    innocent: text(
        "各项指标确实同等重要。",
        "The indicators are in fact of equal rank.",
    ),
    procedure: text(
        "询问分值设定的依据，核对与核心任务相关的指标是否分值偏低。",
        "Ask how the points were set; see whether the core task carries too few.",
    ),
    example: text(
        "10 项指标有 9 项各 9 分。",
        "Nine of ten indicators carry 9 points each.",
    ),
    parameters: &["weights.flat_rows", "weights.flat_share"],
    messages: &[message(
        "flat",
        "{rows} 项指标中 {same} 项分值同为 {weight} 分（{share}%）",
        "{same} of {rows} indicators carry {weight} points each ({share} %)",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let rows = subject.rows();
    let mut weights = Vec::with_capacity(rows.len());
    weights.extend(rows.iter().filter_map(Row::weight));
    if weights.len() < rows.len() {
        return Outcome::NotApplicable(&reason::NO_WEIGHTS);
    }
    if weights.is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    if weights.len() < settings.weights.flat_rows {
        return Outcome::Clean;
    }
    let has_most = |weight: Decimal| 2 * count(&weights, weight) > weights.len();
    if settings.weights.flat_share > FIFTY && !left_over(&weights).is_some_and(has_most) {
        return Outcome::Clean;
    }
    weights.sort_unstable_by(|a, b| order(*a, *b));
    let runs = weights.chunk_by(|a, b| order(*a, *b).is_eq());
    let Some((same, weight)) = runs
        .filter_map(|run| Some((run.len(), *run.first()?)))
        .max_by(|(a, weight), (b, other)| a.cmp(b).then_with(|| order(*weight, *other)))
    else {
        return Outcome::Clean;
    };
    let (part, whole) = (Decimal::from(same), Decimal::from(weights.len()));
    if is_below(part, settings.weights.flat_share, whole) {
        return Outcome::Clean;
    }
    let share = percent(part, whole).unwrap_or_default();
    if share < settings.weights.flat_share {
        return Outcome::Clean;
    }
    let hit = Hit::notice(Place::Form, "flat")
        .count("rows", weights.len())
        .count("same", same)
        .number("weight", weight.normalize())
        .number("share", share.round_dp(1).normalize());
    Outcome::hit(
        rows.iter()
            .fold(hit, |hit, row| hit.cell_at(row.place(), FieldName::Weight)),
    )
}

const FIFTY: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// The weight that is left when two unlike ones are struck out again and again: if more than half are
/// alike, it is theirs.
fn left_over(weights: &[Decimal]) -> Option<Decimal> {
    let mut left = None;
    let mut times = 0_usize;
    for weight in weights {
        match left {
            Some(one) if order(one, *weight).is_eq() => times += 1,
            Some(_) if times > 0 => times -= 1,
            _ => (left, times) = (Some(*weight), 1),
        }
    }
    left
}

fn count(weights: &[Decimal], weight: Decimal) -> usize {
    let alike = |other: &&Decimal| order(**other, weight).is_eq();
    weights.iter().filter(alike).count()
}

#[cfg(test)]
fn with(weights: [&str; 6]) -> Vec<Draft> {
    let mut draft = form();
    for (number, weight) in (1..).zip(weights) {
        draft = draft.scored(number, weight, weight);
    }
    draft.alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("flat", "form", || {
        with(["15", "15", "15", "15", "15", "15"])
    }),
    Case::notice("flat", "form", || {
        with(["15", "15", "15", "15.0", "15", "10"])
    }),
    Case::clean(|| with(["20", "20", "15", "15", "10", "10"])),
    Case::not_applicable(|| with(["15", "15", "15", "15", "15", "-"])),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_more_than_half_have_is_left_over(weights in proptest::collection::vec(0_i64..3, 0..9)) {
            let weights: Vec<Decimal> = weights.into_iter().map(Decimal::from).collect();
            for weight in &weights {
                if 2 * count(&weights, *weight) > weights.len() {
                    prop_assert_eq!(left_over(&weights), Some(*weight));
                }
            }
        }
    }
}
