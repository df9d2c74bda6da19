//! 数量不闭合: cases and documents, what is left, price times number.

use super::prelude::*;
use crate::rules::narrative::{Figure, Kind, Narrative, products};

pub static RULE: Rule = Rule {
    id: "narr-count-gap",
    group: Group::Narrative,
    name: text("叙述中的数量不闭合", "counts in the text do not close"),
    severity: Severity::Warning,
    tier: Tier::Extra,
    checks: text(
        "一句话里有「N 件…成功率 p%…协议 a 份…b 份」，N×p 与各份数之和相差半件以上；或「N 条，已整改 n 条，剩余 m 条」「送审 N 万元，审定 n 万元，审减 m 万元」，N 减去 n 不是 m；或相邻的数量、单价、金额（13台，每台0.52万元，共6.76万元）相乘不符（舍入范围内、金额恰为乘积整数倍的不算）。",
        "A sentence has “N cases … success rate p % … a agreements … b agreements” and N×p differs from their sum; or “N cases, n dealt with, m left”, “N submitted, n allowed, m cut”, and N less n is not m; or a number, a price and an amount next to each other (13 sets at 5200 yuan each, 67 600 yuan in all) do not multiply (not within rounding, nor where the amount is a whole multiple).",
    ),
    why: text(
        "数量之间对不上，至少一个不实，所支持的结论也就没有依据。",
        "If counts do not close, one of them is untrue, and what rests on it has no ground.",
    ),
    basis: &[basis(
        Status::Judgement,
        "数量应当闭合",
        "counts should close",
    )],
    innocent: text(
        "未形成书面或口头协议即已了结；单价不一，只写了其中一种。",
        "Settled without a document; several prices of which only one is told.",
    ),
    procedure: text(
        "抽查台账和协议书、发放清册或采购合同，逐项核对。",
        "Sample the register and the agreements, the payrolls or contracts; check one by one.",
    ),
    example: text(
        "「调解 60 件，成功率 100%，签订协议 41 份、口头协议 9 份」，少 10 份。",
        "“60 mediations, 100 % successful, 41 written and 9 oral agreements”: ten short.",
    ),
    parameters: &[
        "narrative.success_rates",
        "narrative.closing_documents",
        "narrative.left_over",
        "narrative.paying",
        "narrative.partly_paid",
        "narrative.not_paid",
    ],
    messages: &[
        message(
            "gap",
            "「{quote}」：{cases}×{rate}% = {expected}，文书合计 {sum}，相差 {difference}",
            "“{quote}”: {cases} × {rate} % = {expected}, the documents make {sum}, {difference} apart",
        ),
        message(
            "left",
            "「{quote}」：{cases} 减去已办的 {done} 应余 {expected}，所写为 {sum}",
            "“{quote}”: {cases} less the {done} dealt with leave {expected}, written is {sum}",
        ),
        message(
            "product",
            "「{quote}」：{number}×{price} 元应为 {computed} 元，所写为 {amount} 元",
            "“{quote}”: {number} × {price} yuan is {computed} yuan, written is {amount}",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let words = &settings.narrative;
    let mut looked = false;
    let mut hits = Vec::new();
    for (place, narrative) in subject.narratives(settings) {
        for (cases, done, left) in leftovers(narrative, settings) {
            looked = true;
            let (all, n, m) = (cases.value, done.value, left.value);
            // 5.62 and 5.18 may be rounded.
            let places = [cases, done, left].map(|figure| narrative.scaled(figure).margin);
            let slack: Decimal = places.iter().sum();
            let told = |figure: &Figure| narrative.scaled(figure).number;
            if (told(cases) - told(done) - told(left)).abs() <= slack {
                continue;
            }
            let range = cases.start..left.end;
            hits.push(
                Hit::warning(place, "left")
                    .text("quote", narrative.slice(range.clone()))
                    .number("cases", all)
                    .number("done", n)
                    .number("expected", all - n)
                    .number("sum", m)
                    .span(place, narrative.span(range)),
            );
        }
        for product in products(narrative, settings) {
            looked = true;
            let wrong = product
                .computed(narrative)
                .filter(|_| !product.is_right(narrative));
            let Some(computed) = wrong else { continue };
            let [number, price, amount] = [product.number, product.price, product.amount];
            let figures = [number, price, amount].into_iter();
            let range = figures.fold(amount.start..amount.end, |all, figure| {
                all.start.min(figure.start)..all.end.max(figure.end)
            });
            let told = |figure: &Figure| narrative.scaled(figure).number.normalize();
            hits.push(
                Hit::warning(place, "product")
                    .text("quote", narrative.slice(range.clone()))
                    .number("number", told(number))
                    .number("price", told(price))
                    .number("computed", computed.normalize())
                    .number("amount", told(amount))
                    .span(place, narrative.span(range)),
            );
        }
        let is_rate = |figure: &Figure| {
            figure.kind == Kind::Percent
                && words.success_rates.ends(narrative.noun(figure)).is_some()
        };
        if !narrative.quantities().any(is_rate) {
            continue;
        }
        for sentence in narrative.sentences() {
            let figures: Vec<&Figure> = narrative
                .quantities()
                .filter(|figure| figure.start >= sentence.start && figure.end <= sentence.end)
                .collect();
            let rate = figures.iter().position(|figure| is_rate(figure));
            let Some((before, [rate, after @ ..])) =
                rate.and_then(|at| figures.split_at_checked(at))
            else {
                continue;
            };
            let unit = |figure: &Figure| narrative.slice(figure.unit.clone());
            let is_case = |figure: &&&Figure| matches!(unit(figure), "件" | "起" | "宗" | "例");
            let documents: Vec<&&Figure> = after
                .iter()
                .filter(|figure| {
                    unit(figure) == "份"
                        && words.closing_documents.occurs_in(narrative.noun(figure))
                })
                .collect();
            let Some(cases) = before.iter().rev().find(is_case) else {
                continue;
            };
            let exact = !cases.rough && documents.iter().all(|figure| !figure.rough);
            let (Some(last), true) = (documents.last(), documents.len() >= 2 && exact) else {
                continue;
            };
            looked = true;
            let expected = cases.value * rate.value / Decimal::ONE_HUNDRED;
            let sum: Decimal = documents.iter().map(|figure| figure.value).sum();
            let difference = (expected - sum).abs();
            if difference <= Decimal::new(5, 1) {
                continue;
            }
            let range = cases.start..last.end;
            hits.push(
                Hit::warning(place, "gap")
                    .text("quote", narrative.slice(range.clone()))
                    .number("cases", cases.value)
                    .number("rate", rate.value)
                    .number("expected", expected.normalize())
                    .number("sum", sum)
                    .number("difference", difference.normalize())
                    .span(place, narrative.span(range)),
            );
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_FIGURES)
    }
}

/// `N条，已整改n条，剩余m条`, `送审N万元，审定n万元，审减m万元`: three counts of one unit in a sentence, and no others.
fn leftovers<'n>(
    narrative: &'n Narrative<'_>,
    settings: &Settings,
) -> impl Iterator<Item = (&'n Figure, &'n Figure, &'n Figure)> {
    let unit = |figure: &Figure| narrative.slice(figure.unit.clone());
    let cut = |figure: &Figure| {
        let lead = narrative.lead(figure);
        lead.starts_with("审减") || lead.starts_with("核减")
    };
    let left = narrative.quantities().filter(move |figure| {
        figure.kind == Kind::Count
            && (cut(figure)
                || settings
                    .narrative
                    .left_over
                    .prefix(narrative.lead(figure))
                    .is_some())
    });
    left.filter_map(move |left| {
        let sentence = narrative.sentence_at(left.start);
        let alike: Vec<&Figure> = narrative
            .quantities()
            .filter(|figure| figure.start >= sentence.start && figure.end <= sentence.end)
            .filter(|figure| figure.kind == Kind::Count && unit(figure) == unit(left))
            .collect();
        let [cases, done, last] = alike.as_slice() else {
            return None;
        };
        let exact = alike
            .iter()
            .all(|figure| !figure.rough && figure.depth == 0);
        let dealt = if cut(left) {
            narrative.lead(cases).starts_with("送审") && narrative.lead(done).starts_with("审定")
        } else {
            let stages = &settings.narrative.stages;
            stages.occurs_in(narrative.lead(done))
        };
        (exact && dealt && last.start == left.start && done.value <= cases.value)
            .then_some((*cases, *done, left))
    })
}

#[cfg(test)]
fn with(outcome: &str) -> Vec<Draft> {
    form().outcome(outcome).alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("gap", "outcome", || {
        with("全年调解纠纷60件，成功率100%，签订书面协议41份，口头协议9份。")
    }),
    Case::clean(|| with("全年调解纠纷60件，成功率90%，签订书面协议45份，口头协议9份。")),
    Case::warning("left", "outcome", || {
        with("共排查隐患1563条，已整改1521条，整改率97.3%，剩余32条正在整改。")
    }),
    Case::clean(|| with("共排查隐患1563条，已整改1521条，整改率97.3%，剩余42条正在整改。")),
    Case::warning("left", "outcome", || {
        with("评审项目86个，送审金额5.62亿元，审定金额5.18亿元，审减金额0.64亿元。")
    }),
    Case::clean(|| with("评审项目86个，送审金额5.62亿元，审定金额5.18亿元，审减金额0.44亿元。")),
    Case::warning("product", "outcome", || {
        with("购置执法记录仪13台，每台0.52万元，共7.66万元。")
    }),
    Case::clean(|| with("购置执法记录仪13台，每台0.52万元，共6.76万元。")),
    // Paid for several months.
    Case::clean(|| with("每人500元，共120人，全年发放补贴72万元。")),
    Case::not_applicable(|| with("共排查隐患1563条，新增120条，已整改1521条，剩余32条。")),
    Case::not_applicable(|| with("全年调解纠纷60件，成功率100%，签订书面协议41份。")),
];
