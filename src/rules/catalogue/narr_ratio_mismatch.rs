//! 占比计算错误.

use std::ops::Range;

use super::prelude::*;
use crate::rules::narrative::{Figure, Kind, Narrative, is_difference};

pub static RULE: Rule = Rule {
    id: "narr-ratio-mismatch",
    group: Group::Narrative,
    name: text(
        "占比、比率与数字不符",
        "share or rate does not follow from the figures",
    ),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "「共 N 单位，其中 n 单位，占（总数）p%」：n÷N 四舍五入或截尾到所印位数都不是 p，为错误。「抽检 N、合格 n、合格率 p%」（比率与所数之事同名）、「n 单位，占（完成）…N 单位的 p%」同样核对，分母可能另有所指，只作疑点。「占」后另有范围（全镇、全年等）的、句中另有两数之比恰为 p 的，不算。完成值中的文字（收回问卷 N 份，满意 n 份，满意度 p%）同样核对。",
        "“N units in all, of which n units, a share of p %”: n÷N gives p neither rounded nor cut to the decimals printed – an error. “N sampled, n passed, pass rate p %” (the rate is named after what was counted) and “n units, p % of the N units” are checked likewise; its base may be another, so a warning only. Not where the share is of something else (of the whole town, of the year), or two other figures of the sentence give p. The words of an actual (N questionnaires back, n satisfied, p %) are checked likewise.",
    ),
    why: text(
        "占比算错，依据它得出的结论不成立。",
        "With the share wrong, the conclusion falls.",
    ),
    basis: &[basis(Status::Judgement, "算术", "arithmetic")],
    innocent: text("分母另有所指。", "The share is of something else."),
    procedure: text(
        "确认分子分母口径，索取原表重新计算。",
        "Settle numerator and denominator; recompute from the original table.",
    ),
    example: text(
        "「共有房屋 800 套，其中出租 200 套，占 35%」，应为 25%。",
        "“800 flats, of which 200 are let, 35 %”: it should be 25 %.",
    ),
    parameters: &["narrative.units"],
    messages: &[
        message(
            "wrong",
            "「{quote}」：{part}÷{whole} 应为 {computed}%",
            "“{quote}”: {part} ÷ {whole} is {computed} %",
        ),
        message(
            "rest",
            "「{quote}」：按 {whole} 减去 {part} 计算为 {computed}%，需说明分母",
            "“{quote}”: {whole} less {part} makes {computed} %; what is it a share of?",
        ),
        message(
            "rate",
            "「{quote}」：按 {part}÷{whole} 计算为 {computed}%，需说明分母",
            "“{quote}”: {part} ÷ {whole} is {computed} %; what is it a share of?",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

/// What may stand between 占 and its percentage without naming another whole.
fn is_plain(between: &str) -> bool {
    let rest =
        between.trim_start_matches(['比', '总', '的', '其', '到', '了', '约', '为', '达', ' ']);
    rest.is_empty()
        || between.starts_with('总') && !between.contains(['全', '年']) && rest.chars().count() <= 4
}

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let mut hits = Vec::new();
    let mut looked = false;
    for (place, narrative) in subject.narratives(settings) {
        looked |= shares(narrative, settings, |message, severity, figures, range| {
            let hit = evidence(Hit::new(severity, place, message), narrative, figures);
            hits.push(hit.span(place, narrative.span(range)));
        });
    }
    // 收回问卷180份，满意160份，满意度92%, as an actual.
    for row in subject.rows() {
        let Some(answer) = row.answer().filter(|answer| holds(answer, "%")) else {
            continue;
        };
        let told = Narrative::read(answer, settings);
        looked |= shares(&told, settings, |message, severity, figures, _| {
            let hit = evidence(Hit::new(severity, row.place(), message), &told, figures);
            hits.push(hit.cell(FieldName::Actual));
        });
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_SHARE)
    }
}

/// Part, whole and the percentage said of them.
type Figures<'f> = (&'f Figure, &'f Figure, &'f Figure);

/// Hands over each percentage of a text that is not what its figures give, with the text they stand in;
/// whether there was any to compute.
fn shares(
    narrative: &Narrative<'_>,
    settings: &Settings,
    mut wrong: impl FnMut(&'static str, Severity, Figures<'_>, Range<usize>),
) -> bool {
    let mut looked = false;
    for share in narrative.quantities() {
        if share.kind != Kind::Percent || share.rough {
            continue;
        }
        let judged =
            of_which(narrative, share, settings)
            .or_else(|| of_total(narrative, share, settings))
            .or_else(|| by_name(narrative, share, settings));
        let Some((message, severity, part, whole, explained)) = judged else {
            continue;
        };
        looked = true;
        if !explained {
            let range = whole.start.min(part.start)..share.end;
            wrong(message, severity, (part, whole, share), range);
        }
    }
    looked
}

fn evidence(hit: Hit, narrative: &Narrative<'_>, (part, whole, share): Figures<'_>) -> Hit {
    let (n, of) = (
        narrative.scaled(part).number,
        narrative.scaled(whole).number,
    );
    let computed = percent(n, of).unwrap_or_default();
    let computed = if hit.message == "rest" {
        Decimal::ONE_HUNDRED - computed
    } else {
        computed
    };
    let range = whole.start.min(part.start)..share.end;
    hit.text("quote", narrative.slice(range))
        .number("part", n.normalize())
        .number("whole", of.normalize())
        .number("computed", computed.round_dp(share.value.scale().max(1)))
}

/// A percentage with part and whole: message, severity, both, and whether any figures explain it.
type Judged<'n> = (&'static str, Severity, &'n Figure, &'n Figure, bool);

/// `共 N 套，其中 n 套，占 p%`.
fn of_which<'n>(
    narrative: &'n Narrative<'_>,
    share: &Figure,
    settings: &Settings,
) -> Option<Judged<'n>> {
    let sentence = narrative.sentence_at(share.start);
    let lead = narrative.lead(share);
    let at = lead.rfind('占')?;
    let behind = narrative.slice(share.end..sentence.end);
    // 占65%和35%, 分别占…: which part each is of cannot be told.
    let several = behind
        .strip_prefix(['、', '和', '及', '与'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if several
        || lead.contains("分别")
        || !is_plain(lead.get(at + '占'.len_utf8()..).unwrap_or_default())
    {
        return None;
    }
    let counts = counts(narrative, sentence.start..share.start, settings);
    let (part, earlier) = counts.split_last()?;
    let wholes: Vec<&Figure> = alike(narrative, earlier, part)
        .filter(|whole| number(narrative, whole) >= number(narrative, part))
        .collect();
    let whole = *wholes.last()?;
    if part.rough || whole.rough || !narrative.slice(whole.end..part.start).contains("其中") {
        return None;
    }
    // Any two figures of the sentence that give the percentage explain it.
    let explained = counts.iter().any(|n| {
        alike(narrative, &counts, n)
            .any(|of| fits(share, number(narrative, n), number(narrative, of)))
    });
    Some(("wrong", Severity::Error, part, whole, explained))
}

/// `n 人，占总数 N 人的 p%`, `n 个，完成任务 N 个的 p%`.
fn of_total<'n>(
    narrative: &'n Narrative<'_>,
    share: &Figure,
    settings: &Settings,
) -> Option<Judged<'n>> {
    if narrative.lead(share) != "的" {
        return None;
    }
    let sentence = narrative.sentence_at(share.start);
    let counts = counts(narrative, sentence.start..share.start, settings);
    let (whole, earlier) = counts.split_last()?;
    let leads = narrative.lead(whole).contains(['占', '完'])
        && narrative.slice(whole.end..share.start).trim() == "的";
    let parts: Vec<&Figure> = alike(narrative, earlier, whole).collect();
    let part = *parts.last()?;
    // What is more than a whole is no part of it, but may be more than was planned.
    let planned = narrative.lead(whole).contains('完')
        || ["计划", "任务", "目标", "预算"]
            .iter()
            .any(|word| holds(narrative.lead(whole), word));
    if !planned && number(narrative, part) > number(narrative, whole) {
        return None;
    }
    if !leads || whole.rough || parts.iter().any(|part| part.rough) {
        return None;
    }
    let of = number(narrative, whole);
    let mut sum = Decimal::ZERO;
    let explained = parts.iter().rev().any(|part| {
        let n = number(narrative, part);
        sum += n;
        fits(share, n, of) || fits(share, sum, of)
    });
    let rounded = [*whole, part].iter().any(|figure| !narrative.scaled(figure).margin.is_zero());
    Some(("rate", Severity::Warning, part, whole, explained || rounded && {
        let computed = percent(number(narrative, part), of)?;
        let slack = percent(narrative.scaled(part).margin, of)?
            + percent(narrative.scaled(whole).margin, of)? * computed / Decimal::ONE_HUNDRED;
        (computed - share.value).abs() <= slack + Decimal::new(5, share.value.scale() + 1)
    }))
}

/// `抽检 N 批次，合格 n 批次，合格率 p%`: the rate has the name of what was counted.
fn by_name<'n>(
    narrative: &'n Narrative<'_>,
    share: &Figure,
    settings: &Settings,
) -> Option<Judged<'n>> {
    let sentence = narrative.sentence_at(share.start);
    let noun = narrative.noun(share);
    let noun = noun.strip_suffix('率').or_else(|| {
        let satisfied = noun.strip_suffix('度')?;
        satisfied.ends_with("满意").then_some(satisfied)
    })?;
    let (at, _) = noun.char_indices().rev().nth(1)?;
    let name = noun.get(at..)?;
    // 结案47120件，结案率98.2%，按期结案率96.5%: that of those in time, which are not counted.
    let of_some = settings.narrative.of_nothing.prefix(noun);
    let counts = counts(narrative, sentence.start..share.start, settings);
    let (part, earlier) = counts.split_last()?;
    if of_some.is_some_and(|word| word != noun && !holds(narrative.lead(part), word)) {
        return None;
    }
    let negated = |before: &str| before.ends_with(['不', '未', '非', '没']);
    let named = |figure: &Figure| {
        let told = narrative.lead(figure);
        told.match_indices(name).any(|(at, _)| {
            negated(told.get(..at).unwrap_or_default())
                == negated(noun.strip_suffix(name).unwrap_or_default())
        })
        // 计划240次，实际开展268次，完成率111.7%
        || name == "完成" && told.contains("实际")
            // 应检23100人，实检16800人，体检率72.7%
            || told.starts_with('实') && told.get('实'.len_utf8()..).is_some_and(|told| name.ends_with(told))
    };
    if part.rough {
        return None;
    }
    let wholes: Vec<&Figure> = alike(narrative, earlier, part).collect();
    let whole = *wholes.last()?;
    if whole.rough {
        return None;
    }
    let n = number(narrative, part);
    let of = |whole: &Figure| number(narrative, whole);
    if !named(part) {
        // 检测2400批次，不合格36批次，合格率98.5%: what is not of that name.
        let rest = ["不", "未"]
            .iter()
            .any(|not| narrative.noun(part).ends_with(&format!("{not}{name}")));
        let explained = || {
            let others = wholes.iter().any(|figure| named(figure));
            others || wholes.iter().any(|whole| fits(share, of(whole) - n, of(whole)))
        };
        let all = rest && !noun.ends_with(&format!("不{name}"));
        return all.then(|| ("rest", Severity::Warning, *part, whole, explained()));
    }
    let sums = wholes
        .iter()
        .enumerate()
        .flat_map(|(at, a)| wholes.iter().skip(at + 1).map(move |b| of(a) + of(b)));
    // The rate may be that of an earlier part of that name (办结190件，其中按期办结180件), or of all of them
    // (合格487份，复检合格8份).
    let parts = || {
        let earlier = wholes.iter().filter(|figure| named(figure));
        earlier.map(|figure| of(figure)).chain([n])
    };
    let explained = wholes.iter().map(|whole| of(whole)).chain(sums).any(|of| {
        // What is more than was planned is often called 100 %.
        n >= of && share.value == Decimal::ONE_HUNDRED
            || parts().any(|part| fits(share, part, of))
            || fits(share, parts().sum(), of)
    });
    Some(("rate", Severity::Warning, part, whole, explained))
}

/// The counts in a stretch of the text that are no changes and no prices.
fn counts<'n>(
    narrative: &'n Narrative<'_>,
    range: Range<usize>,
    settings: &Settings,
) -> Vec<&'n Figure> {
    narrative
        .quantities()
        .filter(|figure| figure.start >= range.start && figure.end <= range.end)
        .filter(|figure| figure.kind == Kind::Count && !figure.unit.is_empty() && !figure.each)
        .filter(|figure| !is_difference(narrative, figure, settings))
        .collect()
}

/// Those in the unit of another.
fn alike<'n, 'f>(
    narrative: &'f Narrative<'_>,
    figures: &'f [&'n Figure],
    like: &'f Figure,
) -> impl Iterator<Item = &'n Figure> + 'f {
    figures.iter().copied().filter(move |figure| {
        figure.start != like.start && narrative.scaled(figure).unit == narrative.scaled(like).unit
    })
}

fn number(narrative: &Narrative<'_>, figure: &Figure) -> Decimal {
    narrative.scaled(figure).number
}

fn fits(share: &Figure, part: Decimal, whole: Decimal) -> bool {
    percent(part, whole).is_some_and(|computed| agrees(share.value, computed))
}

#[cfg(test)]
fn with(outcome: &str) -> Vec<Draft> {
    form().outcome(outcome).alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("wrong", "outcome", || {
        with("小区共有房屋800套，其中出租房200套，占总房屋35%。")
    }),
    Case::warning("rate", "outcome", || {
        with("抽检样品120批次，合格112批次，合格率98.3%。")
    }),
    Case::warning("rate", "indicator:6", || {
        form()
            .measured(6, "≥90%", "发放问卷200份，收回180份，满意160份，满意度92%")
            .alone()
    }),
    Case::clean(|| {
        form()
            .measured(6, "≥90%", "发放问卷300份，收回286份，满意264份，满意度92.3%")
            .alone()
    }),
    Case::clean(|| with("抽检样品120批次，合格118批次，合格率98.3%。")),
    Case::clean(|| with("小区共有房屋800套，其中出租房200套，占25%。")),
    Case::clean(|| with("小区共有房屋 2400 套，其中出租房 1500 套，占总数的62%。")),
    Case::warning("rate", "outcome", || {
        with("完成投资2.36亿元，占年度计划2.2亿元的117.3%。")
    }),
    Case::clean(|| with("受益学生2.05万人，占全县在校生4.61万人的44.5%。")),
    Case::clean(|| with("慰问教师30人、学生20人，占全校100人的50%。")),
    Case::warning("rate", "outcome", || {
        with("全年计划开展巡查240次，实际开展268次，完成率121.7%。")
    }),
    Case::clean(|| with("全年计划开展巡查240次，实际开展268次，完成率111.7%。")),
    Case::warning("rate", "outcome", || {
        with("免费体检应检23100人，实检16800人，体检率82.7%。")
    }),
    Case::warning("rest", "outcome", || {
        with("检测样品2400批次，不合格96批次，合格率98.5%。")
    }),
    Case::clean(|| with("检测样品2400批次，不合格36批次，合格率98.5%，不合格率1.5%。")),
    Case::clean(|| with("立案480件，结案471件，结案率98.1%，按期结案率96.5%。")),
    // A share of something that is not in the sentence.
    Case::not_applicable(|| with("小区共有房屋800套，其中出租房200套，占全镇出租房的3%。")),
    Case::not_applicable(|| form().alone()),
];
