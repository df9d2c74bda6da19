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
        let judged = of_which(narrative, share, settings)
            .or_else(|| of_total(narrative, share, settings))
            .or_else(|| of_plan(narrative, share, settings))
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
        alike(narrative, &counts, n).any(|of| fits(share, told(narrative, n), told(narrative, of)))
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
    let of = told(narrative, whole);
    let mut sum = Told::default();
    let explained = parts.iter().rev().any(|part| {
        let n = told(narrative, part);
        sum = sum.and(n);
        fits(share, n, of) || fits(share, sum, of)
    });
    Some(("rate", Severity::Warning, part, whole, explained))
}

/// `计划 N 公里，实际 n 公里，完成计划的 p%`.
fn of_plan<'n>(
    narrative: &'n Narrative<'_>,
    share: &Figure,
    settings: &Settings,
) -> Option<Judged<'n>> {
    let of = narrative
        .lead(share)
        .strip_suffix('的')?
        .strip_prefix("完成")?;
    let of = ["年度", "全年", "年初"]
        .iter()
        .find_map(|word| of.strip_prefix(word))
        .unwrap_or(of);
    if !matches!(
        of,
        "计划" | "任务" | "计划任务" | "目标" | "目标任务" | "任务数" | "计划数"
    ) {
        return None;
    }
    let sentence = narrative.sentence_at(share.start);
    let counts = counts(narrative, sentence.start..share.start, settings);
    let is = |figure: &&&Figure, word: &str| holds(narrative.lead(figure), word);
    let planned =
        |figure: &&&Figure| is(figure, "计划") || is(figure, "任务") || is(figure, "目标");
    let done = *counts.iter().rfind(|figure| is(figure, "实际"))?;
    let mut alike: Vec<&Figure> = alike(narrative, &counts, done).collect();
    // 超计划3公里
    alike.retain(|figure| {
        planned(&figure) && !narrative.lead(figure).starts_with(['超', '较', '比'])
    });
    let [whole] = alike.as_slice() else {
        return None;
    };
    let exact = !whole.rough && !done.rough;
    let over = number(narrative, done) >= number(narrative, whole);
    let explained = over && share.value == Decimal::ONE_HUNDRED
        || fits(share, told(narrative, done), told(narrative, whole));
    exact.then_some(("rate", Severity::Warning, done, *whole, explained))
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
    let is_due = |done: &str| {
        let first = done.chars().next();
        let due = |figure: &&Figure| narrative.lead(figure).strip_prefix('应') == Some(done);
        first.is_some_and(|first| name.contains(first)) && earlier.iter().any(due)
    };
    let named = |figure: &Figure| {
        let told = narrative.lead(figure);
        told.match_indices(name).any(|(at, _)| {
            negated(told.get(..at).unwrap_or_default())
                == negated(noun.strip_suffix(name).unwrap_or_default())
        })
        // 计划240次，实际开展268次，完成率111.7%
        || name == "完成" && told.contains("实际")
            // 网上办理11412件，网办率90%
            || is_short_for(name, told)
            // 应收水费536万元，实收水费509.2万元，水费收缴率95%
            || told.strip_prefix('实').is_some_and(&is_due)
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
    let n = told(narrative, part);
    let of = |whole: &Figure| told(narrative, whole);
    if !named(part) {
        // 检测2400批次，不合格36批次，合格率98.5%: what is not of that name.
        let rest = ["不", "未"]
            .iter()
            .any(|not| narrative.noun(part).ends_with(&format!("{not}{name}")));
        let explained = || {
            let others = wholes.iter().any(|figure| named(figure));
            others
                || wholes
                    .iter()
                    .any(|whole| fits(share, of(whole).without(n), of(whole)))
        };
        let all = rest && !noun.ends_with(&format!("不{name}"));
        return all.then(|| ("rest", Severity::Warning, *part, whole, explained()));
    }
    let sums = wholes
        .iter()
        .enumerate()
        .flat_map(|(at, a)| wholes.iter().skip(at + 1).map(move |b| of(a).and(of(b))));
    // The rate may be that of an earlier part of that name (办结190件，其中按期办结180件), or of all of them
    // (合格487份，复检合格8份).
    let parts = || {
        let earlier = wholes.iter().filter(|figure| named(figure));
        earlier.map(|figure| of(figure)).chain([n])
    };
    // 公办园7682人、普惠性民办园4126人，普惠率91.8%: that of both.
    let together = || {
        let earlier = wholes.iter().rev();
        earlier.scan(n, |sum, figure| {
            *sum = sum.and(of(figure));
            Some(*sum)
        })
    };
    let explained = wholes.iter().map(|whole| of(whole)).chain(sums).any(|of| {
        // What is more than was planned is often called 100 %.
        n.number >= of.number && share.value == Decimal::ONE_HUNDRED
            || parts().any(|part| fits(share, part, of))
            || fits(share, parts().fold(Told::default(), Told::and), of)
            || together().any(|part| fits(share, part, of))
    });
    Some(("rate", Severity::Warning, part, whole, explained))
}

/// Whether the two characters of a rate's name stand for what was counted: 网办 for 网上办理.
fn is_short_for(name: &str, told: &str) -> bool {
    let told = told.strip_prefix("其中").unwrap_or(told);
    let mut short = name.chars();
    let (first, second) = (short.next(), short.next());
    let (Some(first), Some(second)) = (first, second) else {
        return false;
    };
    let rest = told.strip_prefix(first);
    rest.is_some_and(|rest| rest.contains(second)) && told.chars().count() <= 5
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

/// A number, and by how much rounding may have moved it.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    number: Decimal,
    margin: Decimal,
}

impl Told {
    fn and(self, other: Self) -> Self {
        Self {
            number: self.number + other.number,
            margin: self.margin + other.margin,
        }
    }

    fn without(self, other: Self) -> Self {
        Self {
            number: self.number - other.number,
            margin: self.margin + other.margin,
        }
    }
}

fn told(narrative: &Narrative<'_>, figure: &Figure) -> Told {
    let scaled = narrative.scaled(figure);
    Told {
        number: scaled.number,
        margin: scaled.margin,
    }
}

/// Whether a percentage is that of part and whole, rounded or cut, as far as these are themselves rounded.
fn fits(share: &Figure, part: Told, whole: Told) -> bool {
    let Some(computed) = percent(part.number, whole.number) else {
        return false;
    };
    if agrees(share.value, computed) {
        return true;
    }
    let slack = || {
        let of_whole = percent(whole.margin, whole.number)? * computed / Decimal::ONE_HUNDRED;
        Some(percent(part.margin, whole.number)? + of_whole)
    };
    let place = Decimal::new(1, share.value.scale());
    slack().is_some_and(|slack| !slack.is_zero() && (computed - share.value).abs() <= slack + place)
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
            .measured(
                6,
                "≥90%",
                "发放问卷300份，收回286份，满意264份，满意度92.3%",
            )
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
    Case::warning("rate", "outcome", || {
        with("应收水费536万元，实收水费509.2万元，水费收缴率98.5%。")
    }),
    Case::clean(|| with("应收水费536万元，实收水费509.2万元，水费收缴率95%。")),
    Case::warning("rate", "outcome", || {
        with("办理事项12680件，其中网上办理11412件，网办率95%。")
    }),
    // Rounded figures: 1.93 of 3.24.
    Case::clean(|| with("林地面积3.2万亩，其中公益林1.9万亩，占59.6%。")),
    Case::clean(|| with("应参保21.6万人，实际参保21.2万人，参保率98.4%。")),
    Case::error("wrong", "outcome", || {
        with("林地面积3.2万亩，其中公益林1.9万亩，占69.6%。")
    }),
    Case::warning("rate", "outcome", || {
        with("计划建设农村公路60公里，实际建成63公里，完成计划的115%。")
    }),
    Case::clean(|| with("计划建设农村公路60公里，实际建成63公里，超计划3公里，完成计划的105%。")),
    // A share of something that is not in the sentence.
    Case::not_applicable(|| with("小区共有房屋800套，其中出租房200套，占全镇出租房的3%。")),
    Case::not_applicable(|| form().alone()),
];
