//! 满分占比、恰达目标占比明显高于同年度其他单位.

use super::prelude::*;
use crate::rules::Position;

pub static RULE: Rule = Rule {
    id: "batch-against-peers",
    group: Group::Batch,
    name: text(
        "满分或恰达目标的占比明显高于其他单位",
        "far more full scores or exact hits than other units",
    ),
    severity: Severity::Warning,
    tier: Tier::Extra,
    checks: text(
        "同一年度内，一个单位 100 分自评表的占比，或「≥、≤」类目标恰好完成的指标占比，比其他单位合计高 30 个百分点以上，且超出部分大于三个标准差（按其他单位的占比计算）。本单位至少 5 份表（20 项指标），其他单位至少 5 个、30 份表（100 项指标），才作比较。每单位每年度只提示一次，记在该单位当年第一份表上。",
        "In one year, a unit's share of forms with 100 points, or of targets with a bound (≥, ≤) met to the digit, is 30 points above that of all other units together, and the excess is more than three standard deviations (at the others' share). Compared where the unit has 5 forms (20 indicators) and there are 5 other units with 30 forms (100 indicators). Told once a unit and year, on its first form of the year.",
    ),
    why: text(
        "同一套办法、同一年度，别的单位做不到而一个单位几乎处处满分或分毫不差，评分尺度或数据来源值得核实。",
        "Same rules, same year: where one unit is full or exact nearly everywhere and others are not, its scale or its data deserve a look.",
    ),
    basis: &[
        basis(
            Status::Secondary,
            "财政部关于中央部门单位自评的通知要求结果客观，严禁刻意抬高分数",
            "notice of the Ministry of Finance on self-evaluation by central departments: objective results, no deliberate raising of scores",
        ),
        basis(
            Status::Judgement,
            "起比数量、30 个百分点和三个标准差的界限",
            "the least numbers, the 30 points and the three standard deviations",
        ),
    ],
    innocent: text(
        "该单位的项目以按标准兑付、合同定量为主；其他单位性质不同，不宜直接比较。",
        "Its projects are payments at a fixed standard or contracted quantities; the others are of another kind.",
    ),
    procedure: text(
        "将该单位列为重点复核对象，抽取满分表和恰达目标的指标追查原始台账，与同类单位的评分办法对照。",
        "Put the unit on the list for re-scoring; trace full forms and exact hits to the records; compare its scoring with that of similar units.",
    ),
    example: text(
        "某中心 2024 年度 9 份自评表有 8 份 100 分（88.9%），同年度其他 14 个单位 120 份中有 30 份（25.0%）。",
        "One centre has 100 points on 8 of its 9 forms of 2024 (88.9 %), the 14 other units on 30 of 120 (25.0 %).",
    ),
    parameters: &[
        "peers.forms",
        "peers.rows",
        "peers.units",
        "peers.other_forms",
        "peers.other_rows",
        "peers.points",
        "peers.deviations",
    ],
    messages: &[
        message(
            "hundred",
            "{unit} {year} 年度 {own} 份自评表中 {hits} 份为 100 分，占 {share}%；同年度其他 {units} 个单位 {others} 份中 {other_hits} 份，占 {other_share}%，高出 {points} 个百分点",
            "{unit}, {year}: {hits} of {own} forms have 100 points, {share} %; of the {others} forms of {units} other units {other_hits}, {other_share} %: {points} points more",
        ),
        message(
            "exact",
            "{unit} {year} 年度 {own} 项「≥、≤」类目标中 {hits} 项完成值恰等于目标值，占 {share}%；同年度其他 {units} 个单位 {others} 项中 {other_hits} 项，占 {other_share}%，高出 {points} 个百分点",
            "{unit}, {year}: {hits} of {own} targets with a bound are met to the digit, {share} %; of the {others} of {units} other units {other_hits}, {other_share} %: {points} points more",
        ),
    ],
    check: Check::Peers(check),
    #[cfg(test)]
    cases: CASES,
};

/// Some of so many.
#[derive(Clone, Copy)]
struct Share {
    hits: u64,
    of: u64,
}

impl Share {
    fn percent(self) -> Option<Decimal> {
        percent(self.hits.into(), self.of.into())
    }
}

fn check(position: &Position<'_>, settings: &Settings) -> Outcome {
    let limits = &settings.peers;
    let (own, others) = (&position.own, &position.others);
    let enough = |count: u64, least: Decimal| Decimal::from(count) >= least;
    let few = !enough(position.units, limits.units);
    let forms = enough(own.forms, limits.forms) && enough(others.forms, limits.other_forms);
    let rows = enough(own.bounds, limits.rows) && enough(others.bounds, limits.other_rows);
    if few || !forms && !rows {
        return Outcome::NotApplicable(&reason::FEW_UNITS);
    }
    let share = |hits, of| Share { hits, of };
    let hundred = forms.then(|| {
        let others = share(others.hundred, others.forms);
        judge(
            "hundred",
            position,
            share(own.hundred, own.forms),
            others,
            settings,
        )
    });
    let exact = rows.then(|| {
        let others = share(others.exact, others.bounds);
        judge(
            "exact",
            position,
            share(own.exact, own.bounds),
            others,
            settings,
        )
    });
    Outcome::of([hundred, exact].into_iter().flatten().flatten().collect())
}

fn judge(
    message: &'static str,
    position: &Position<'_>,
    own: Share,
    others: Share,
    settings: &Settings,
) -> Option<Hit> {
    let limits = &settings.peers;
    let (share, usual) = (own.percent()?, others.percent()?);
    let points = share - usual;
    let usual_part = usual / Decimal::ONE_HUNDRED;
    let expected = usual_part * Decimal::from(own.of);
    let variance = expected * (Decimal::ONE - usual_part);
    let excess = Decimal::from(own.hits) - expected;
    if points < limits.points || excess * excess < limits.deviations * limits.deviations * variance
    {
        return None;
    }
    Some(
        Hit::warning(Place::Form, message)
            .text("unit", position.unit)
            .text("year", position.year.to_string())
            .number("own", own.of.into())
            .number("hits", own.hits.into())
            .number("share", share.round_dp(1))
            .number("units", position.units.into())
            .number("others", others.of.into())
            .number("other_hits", others.hits.into())
            .number("other_share", usual.round_dp(1))
            .number("points", points.round_dp(1))
            // The others' figures move with every import: a decision rests on the unit's own.
            .resting_on([
                position.year.to_string(),
                own.hits.to_string(),
                own.of.to_string(),
            ]),
    )
}

/// Six other units with six forms each, one of them at 100 points.
#[cfg(test)]
fn among(own: Vec<Draft>) -> Vec<Draft> {
    let mut forms = own;
    for unit in ["东岭", "西岭", "南岭", "北岭", "中岭", "上岭"] {
        let score = |project: usize| if project == 0 { "100" } else { "99.62" };
        forms.extend((0..6).map(|project| {
            form()
                .named(&format!("养护{project}"), &format!("{unit}镇"), 2024)
                .total("100", score(project))
        }));
    }
    forms
}

#[cfg(test)]
fn own(count: usize, draft: fn() -> Draft) -> Vec<Draft> {
    (0..count)
        .map(|project| draft().project(&format!("保洁{project}")))
        .collect()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("hundred", "form", || {
        among(own(6, || form().total("100", "100")))
    }),
    Case::warning("exact", "form", || {
        among(own(6, || {
            form()
                .measured(1, "≥36.50(公里)", "36.50(公里)")
                .measured(2, "≥95.00(%)", "95.00(%)")
                .measured(4, "≥2400.00(户)", "2400.00(户)")
                .measured(5, "≥80.00(%)", "80.00(%)")
        }))
    }),
    // Half of its forms: more than the others, but six forms may differ by that much.
    Case::clean(|| {
        let mut forms = own(3, || form().total("100", "100"));
        forms.extend((3..6).map(|project| form().project(&format!("保洁{project}"))));
        among(forms)
    }),
    // Four forms are too few, and so is a unit alone.
    Case::not_applicable(|| among(own(2, || form().total("100", "100")))),
    Case::not_applicable(|| own(8, || form().total("100", "100"))),
];
