//! 叙述数据与表内数据不一致.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::prelude::*;
use crate::rules::Lexicon;
use crate::rules::narrative::{Figure, Kind, Narrative, dice, grams, is_difference};

pub static RULE: Rule = Rule {
    id: "narr-vs-table",
    group: Group::Narrative,
    name: text(
        "叙述数字与指标表不一致",
        "text and table give different figures",
    ),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "实际完成情况中某个比率与名称相近（字对重合 55% 以上且末两字相同）的指标完成值不同，或执行率、年初预算、全年预算、全年执行数与资金表不同，为疑点；「95%以上」只在表内数更低时才算不同。数量以指标的名称写出（至少四字）而与完成值不同的，为疑点。同一对象、同一单位的数量相差三倍以上，为提示。上年、目标、分季度、分范围的数不比较。",
        "A rate in the outcome differs from the actual of an indicator with nearly the same name (55 % of the pairs of characters and the same last two), or the execution rate or a budget differs from the fund table – a warning; “over 95 %” differs only where the table has less. A count under an indicator's own name (four characters at least) that is not its actual – a warning. Counts of one noun in one unit more than threefold apart – a notice. Figures of the year before, of goals, of a quarter or of another scope are not compared.",
    ),
    why: text(
        "同一件事两个数，至少一个不实，或口径不一。",
        "Two figures for one thing: one is untrue, or they count differently.",
    ),
    basis: &[
        basis(
            Status::Secondary,
            "常见审计发现：自评报告数据与其他数据口径不一致",
            "a common audit finding: figures of a self-evaluation that do not match others",
        ),
        basis(
            Status::Judgement,
            "名称相近的界限取自真实表格",
            "the limit for names was chosen on real forms",
        ),
    ],
    innocent: text(
        "范围或时点不同（部分区域、年中数）。",
        "Another scope or date.",
    ),
    procedure: text(
        "以业务系统数据核实，确认口径和时点。",
        "Verify in the business system; settle scope and date.",
    ),
    example: text(
        "叙述「设备完好率 97%」，指标表「设备完好率」完成 92.00%。",
        "The text says 97 % of the equipment works, the table 92.00 %.",
    ),
    parameters: &[
        "narrative.same_name",
        "narrative.far_apart",
        "narrative.not_actual",
        "units.same",
    ],
    messages: &[
        message(
            "rate",
            "完成情况写「{quote}」，指标「{name}」完成值为 {actual}",
            "The text says “{quote}”, the indicator “{name}” has the actual {actual}",
        ),
        message(
            "execution",
            "完成情况写「{quote}」，资金表执行率为 {rate}%",
            "The text says “{quote}”, the fund table has an execution rate of {rate} %",
        ),
        message(
            "amount",
            "完成情况写「{quote}」，资金表「{label}」为 {amount} 万元",
            "The text says “{quote}”, the fund table has {amount} (10 000 yuan) under “{label}”",
        ),
        message(
            "count",
            "完成情况写「{quote}」，指标「{name}」完成值为 {actual}，相差 {times} 倍，需说明口径",
            "The text says “{quote}”, the indicator “{name}” has the actual {actual}, {times} times apart; what was counted?",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let Some(outcome) = subject.outcome(settings) else {
        return Outcome::NotApplicable(&reason::NO_OUTCOME);
    };
    let mut rows: Vec<&Row<'_>> = Vec::with_capacity(subject.rows().len());
    rows.extend(
        subject
            .rows()
            .iter()
            .filter(|row| row.quantities().is_some()),
    );
    let nothing = rows.is_empty() && subject.total().is_none();
    if nothing || outcome.quantities().next().is_none() {
        return Outcome::NotApplicable(&reason::NO_FIGURES);
    }
    let names = LazyCell::new(|| names(&rows));
    let mut hits = Vec::new();
    for figure in outcome.quantities() {
        let noun = outcome.noun(figure);
        if figure.kind == Kind::Count {
            hits.extend(money(subject, outcome, figure, noun).or_else(|| {
                let named = names.iter().filter(|_| noun.len() >= FOUR);
                named
                    .filter_map(|(name, row)| Some((noun.strip_suffix(name)?, row)))
                    .find_map(|(before, row)| own(outcome, figure, before, row, settings))
            }));
        } else if figure.kind == Kind::Percent {
            let differs = execution(subject, outcome, figure, noun)
                .or_else(|| rate(outcome, figure, noun, &rows, settings));
            hits.extend(differs.filter(|_| !is_of_another(outcome, figure, settings)));
        }
    }
    hits.extend(rows.iter().filter_map(|row| count(outcome, row, settings)));
    Outcome::of(hits)
}

/// Whether a figure is an earlier one, a goal, or of another scope: by the words in front of it, or in
/// front of the colon or bracket before them.
fn is_of_another(outcome: &Narrative<'_>, figure: &Figure, settings: &Settings) -> bool {
    let words = &settings.narrative.not_actual;
    let lead = outcome.lead(figure);
    let before = outcome.slice(0..figure.start);
    let before = before.trim_end().strip_suffix(lead).unwrap_or_default();
    let head = before.strip_suffix([':', '(']).map(|before| {
        before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default()
    });
    words.occurs_in(lead) || head.is_some_and(|head| words.occurs_in(head))
}

/// Whether a figure of the text says the same as a number of the table: that number to its decimals, or
/// a lower bound that it reaches.
fn says(figure: &Figure, number: Decimal) -> bool {
    agrees(figure.value, number)
        || agrees(number, figure.value)
        || figure.least && number >= figure.value
}

/// A rate against the indicator with the nearest name.
fn rate(
    outcome: &Narrative<'_>,
    figure: &Figure,
    noun: &str,
    rows: &[&Row<'_>],
    settings: &Settings,
) -> Option<Hit> {
    let tail = last(noun, 2)?;
    let named = || rows.iter().filter(|row| row.name().ends_with(tail));
    let differs = |row: &Row<'_>| {
        row.quantities().is_some_and(|(target, actual)| {
            let percentage = actual.is_percent() || actual.unit.is_empty() && target.is_percent();
            percentage && !says(figure, actual.number)
        })
    };
    let vague = figure.rough && !figure.least;
    // Names are compared only where it matters.
    if vague || !named().any(|row| differs(row)) {
        return None;
    }
    let pairs = grams(noun);
    let (alike, row) = named()
        .map(|row| (dice(&pairs, row.name_grams()), *row))
        .max_by_key(|(alike, _)| *alike)?;
    if alike < settings.narrative.same_name || !differs(row) {
        return None;
    }
    let (_, actual) = row.quantities()?;
    // Where the text also tells the table's number by this name, the other is that of a part.
    let told = outcome.quantities().any(|other| {
        other.kind == Kind::Percent
            && outcome.noun(other).ends_with(tail)
            && dice(&grams(outcome.noun(other)), row.name_grams()) >= settings.narrative.same_name
            && says(other, actual.number)
    });
    if told {
        return None;
    }
    let range = quote(outcome, figure, noun);
    Some(
        Hit::warning(Place::Outcome, "rate")
            .text("quote", outcome.slice(range.clone()))
            .text("name", row.name())
            .text("actual", row.cells.actual.printed.as_str())
            .span(Place::Outcome, outcome.span(range))
            .cell_at(row.place(), FieldName::Actual),
    )
}

/// The execution rate, against the printed one and those that follow from the amounts.
fn execution(
    subject: &Subject<'_>,
    outcome: &Narrative<'_>,
    figure: &Figure,
    noun: &str,
) -> Option<Hit> {
    let total = subject.total().filter(|_| noun.ends_with("执行率"))?;
    let printed = total.fund.rate.value().copied()?;
    let mut rates = subject.funds().iter().flat_map(|line| {
        [
            line.fund.rate.value().copied(),
            line.rate(),
            line.rate_on_initial(),
        ]
    });
    let vague = figure.rough && !figure.least;
    if vague || rates.any(|rate| rate.is_some_and(|rate| says(figure, rate))) {
        return None;
    }
    let range = quote(outcome, figure, noun);
    Some(
        Hit::warning(Place::Outcome, "execution")
            .text("quote", outcome.slice(range.clone()))
            .number("rate", printed)
            .span(Place::Outcome, outcome.span(range))
            .cell_at(total.place(), FieldName::Rate),
    )
}

/// What the text calls the amounts of the fund table.
const AMOUNTS: [(&str, FieldName); 8] = [
    ("年初预算", FieldName::Initial),
    ("年初预算数", FieldName::Initial),
    ("全年预算", FieldName::Annual),
    ("全年预算数", FieldName::Annual),
    ("调整后预算", FieldName::Annual),
    ("全年执行数", FieldName::Executed),
    ("全年实际支出", FieldName::Executed),
    ("项目实际支出", FieldName::Executed),
];

/// An amount that bears the name of a column of the fund table.
fn money(
    subject: &Subject<'_>,
    outcome: &Narrative<'_>,
    figure: &Figure,
    noun: &str,
) -> Option<Hit> {
    let of_project = ["本项目资金", "项目资金", "本项目", "该项目", "项目"];
    let bare = of_project.iter().find_map(|word| noun.strip_prefix(word));
    let is =
        |label: &str| label == noun || bare == Some(label.strip_prefix("项目").unwrap_or(label));
    let (label, field) = AMOUNTS.iter().find(|(label, _)| is(label))?;
    let amount = outcome.scaled(figure);
    if amount.unit != "元" || figure.rough || figure.each {
        return None;
    }
    // What was paid up to another day is another amount.
    let sentence = outcome.sentence_at(figure.start);
    let before = outcome.slice(sentence.start..figure.start);
    let up_to = before.contains("截至") || before.contains("截止");
    if *field == FieldName::Executed && up_to && !before.contains("12月") {
        return None;
    }
    let total = subject.total()?;
    let of = |line: &crate::rules::Amounts<'_>| match field {
        FieldName::Initial => line.initial,
        FieldName::Annual => line.annual,
        _ => line.executed,
    };
    let printed = of(total)?;
    let wan = Decimal::from(10_000);
    let told = amount.number / wan;
    let tolerance = amount.margin.max(Decimal::new(5, 1)) / wan + Decimal::new(5, 3);
    let mut amounts = subject.funds().iter().filter_map(of);
    if amounts.any(|amount| (amount - told).abs() <= tolerance) {
        return None;
    }
    let range = quote(outcome, figure, noun);
    Some(
        Hit::warning(Place::Outcome, "amount")
            .text("quote", outcome.slice(range.clone()))
            .text("label", *label)
            .number("amount", printed)
            .span(Place::Outcome, outcome.span(range))
            .cell_at(total.place(), *field),
    )
}

/// From the noun of a figure to its end.
fn quote(outcome: &Narrative<'_>, figure: &Figure, noun: &str) -> Range<usize> {
    figure.start - noun_gap(outcome, figure, noun)..figure.end
}

/// Bytes from the start of the noun to its figure.
fn noun_gap(outcome: &Narrative<'_>, figure: &Figure, noun: &str) -> usize {
    let before = outcome.slice(0..figure.start);
    before.rfind(noun).map_or(0, |at| figure.start - at)
}

/// The indicators by their names, with and without what counts are called at their end; those of fewer than
/// four characters may be names of many things.
fn names<'r, 'a>(rows: &[&'r Row<'a>]) -> Vec<(&'a str, &'r Row<'a>)> {
    let mut names = Vec::with_capacity(2 * rows.len());
    for row in rows.iter().filter(|row| row.name().len() >= FOUR) {
        let name = row.name();
        names.push((name, *row));
        let bare = COUNTS
            .ends(name)
            .and_then(|counted| name.strip_suffix(counted))
            .filter(|bare| bare.len() >= FOUR);
        names.extend(bare.map(|bare| (bare, *row)));
    }
    names
}

/// Bytes of four characters.
const FOUR: usize = 12;

/// A count under the indicator's own name, with these words in front, that is not its actual.
fn own(
    outcome: &Narrative<'_>,
    figure: &Figure,
    before: &str,
    row: &Row<'_>,
    settings: &Settings,
) -> Option<Hit> {
    // 全年共完成…, and no word that says of what part.
    // What has come together since the beginning may be more than this year's.
    let of_years = before.contains("累计") && !before.contains('年');
    let plain = !of_years
        && before
            .chars()
            .all(|c| "全年累计共完成实际本已了".contains(c));
    let exact = !figure.rough && !figure.each && figure.depth == 0;
    if !plain || !exact || is_difference(outcome, figure, settings) {
        return None;
    }
    let (target, actual) = row.quantities()?;
    // Where the layout has a column for it, the unit is the target's.
    let printed = [&actual.unit, &target.unit]
        .into_iter()
        .find(|unit| !unit.is_empty())?;
    let (number, unit) = settings.units.single(actual.number, printed)?;
    let same = |figure: &Figure| {
        let unit_told = outcome.scaled(figure).unit;
        figure.kind == Kind::Count
            && !unit_told.is_empty()
            && (unit_told == unit || settings.units.are_same(unit_told, unit))
    };
    // 3.26万 may be cut from 32690.
    let says_it = |figure: &Figure| {
        let told = outcome.scaled(figure);
        let place = Decimal::new(1, actual.number.scale());
        let plain = unit == printed && actual.number.scale() == 0;
        let place = number
            .checked_div(actual.number)
            .filter(|_| !plain)
            .map(|times| times * place);
        (told.number - number).abs() <= told.margin * Decimal::TWO + place.unwrap_or_default()
    };
    let of_another_year = outcome.figures().iter().any(|date| {
        date.kind == Kind::Date && outcome.slice(date.end..figure.lead.start).trim().is_empty()
    });
    let told = || {
        let says = |other: &Figure| says_it(other) || other.value == actual.number;
        outcome.quantities().any(|other| same(other) && says(other))
    };
    if !same(figure) || of_another_year || is_of_another(outcome, figure, settings) || told() {
        return None;
    }
    let range = quote(outcome, figure, outcome.noun(figure));
    Some(
        Hit::warning(Place::Outcome, "rate")
            .text("quote", outcome.slice(range.clone()))
            .text("name", row.name())
            .text("actual", row.cells.actual.printed.as_str())
            .span(Place::Outcome, outcome.span(range))
            .cell_at(row.place(), FieldName::Actual),
    )
}

/// What counts are called at the end of a name.
static COUNTS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "人数", "数量", "次数", "个数", "户数", "件数", "场次", "人次", "面积", "长度", "总数",
        "数",
    ])
});

/// A count of the indicator's noun in the same unit, far from its actual.
fn count(outcome: &Narrative<'_>, row: &Row<'_>, settings: &Settings) -> Option<Hit> {
    let (_, actual) = row.quantities()?;
    let name = row.name();
    let counted = COUNTS.ends(name)?;
    let core = last(name.strip_suffix(counted)?, 3)?;
    let told = outcome.text().contains(core);
    if !told || actual.number.is_zero() || actual.is_percent() {
        return None;
    }
    let same_unit = |figure: &&Figure| {
        let unit = outcome.slice(figure.unit.clone());
        figure.kind == Kind::Count
            && (unit == actual.unit || settings.units.are_same(unit, &actual.unit))
    };
    let about = |figure: &&Figure| {
        let noun = outcome.noun(figure);
        let sentence = outcome.slice(outcome.sentence_at(figure.start));
        noun.contains(core) || noun.ends_with(counted) && sentence.contains(core)
    };
    let apart = |figure: &Figure| {
        let (more, less) = if figure.value > actual.number {
            (figure.value, actual.number)
        } else {
            (actual.number, figure.value)
        };
        more.checked_div(less)
    };
    let (times, figure) = outcome
        .quantities()
        .filter(same_unit)
        .filter(about)
        .filter_map(|figure| Some((apart(figure)?, figure)))
        .min_by_key(|(times, _)| *times)?;
    if times <= settings.narrative.far_apart {
        return None;
    }
    let range = quote(outcome, figure, outcome.noun(figure));
    Some(
        Hit::notice(Place::Outcome, "count")
            .text("quote", outcome.slice(range.clone()))
            .text("name", name)
            .text("actual", row.cells.actual.printed.as_str())
            .number("times", times.round_dp(1))
            .span(Place::Outcome, outcome.span(range))
            .cell_at(row.place(), FieldName::Actual),
    )
}

/// The last `count` characters.
fn last(text: &str, count: usize) -> Option<&str> {
    let (at, _) = text.char_indices().rev().nth(count.checked_sub(1)?)?;
    text.get(at..)
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("rate", "outcome", || {
        form()
            .outcome("已完成 12 条河道保洁，漂浮物清除率达到99%，群众满意度 88.4%。")
            .alone()
    }),
    Case::notice("count", "outcome", || {
        form()
            .called(4, "产出指标", "数量指标", "护河志愿者人数")
            .measured(4, "≥2000(人)", "2510(人)")
            .outcome("已完成 12 条河道保洁，现有志愿者380余人。")
            .alone()
    }),
    Case::warning("execution", "outcome", || {
        form()
            .outcome("已完成 12 条河道保洁，预算执行率 92.5%，群众满意度 88.4%。")
            .alone()
    }),
    Case::warning("amount", "outcome", || {
        form()
            .outcome("全年预算108万元，完成 12 条河道保洁，群众满意度 88.4%。")
            .alone()
    }),
    Case::warning("rate", "outcome", || {
        form()
            .called(4, "产出指标", "数量指标", "日常养护里程")
            .measured(4, "183.7(公里)", "183.7(公里)")
            .outcome("全年完成日常养护里程173.7公里，处置水毁23处。")
            .alone()
    }),
    Case::clean(|| {
        form()
            .called(4, "产出指标", "数量指标", "日常养护里程")
            .measured(4, "183.7(公里)", "183.7(公里)")
            .outcome("2023年日常养护里程173.7公里，日常养护里程183.7公里，其中国道日常养护里程96.2公里。")
            .alone()
    }),
    Case::clean(|| {
        form()
            .called(4, "产出指标", "数量指标", "接种疫苗剂次")
            .measured(4, "≥25(万剂次)", "27.00")
            .outcome("全年接种疫苗剂次27万，均已录入系统。")
            .alone()
    }),
    Case::clean(|| {
        form()
            .called(4, "产出指标", "数量指标", "接待读者人次")
            .measured(4, "≥8万人次", "93260人次")
            .outcome("全年接待读者9.3万人次，满意度较高。")
            .alone()
    }),
    Case::warning("amount", "outcome", || {
        form()
            .outcome("截至12月31日，项目资金实际支出105.4万元。")
            .alone()
    }),
    Case::clean(|| {
        form()
            .outcome("截至2025年3月，项目资金实际支出117.4万元，项目实际支出115.4万元。")
            .alone()
    }),
    // On the initial budget; rounded to whole amounts; a bound that the table reaches.
    Case::clean(|| {
        form()
            .outcome("年初预算120万元，预算执行率96.17%，漂浮物清除率达95%以上。")
            .alone()
    }),
    // The same figure with fewer decimals; last year's; another rate.
    Case::clean(|| {
        form()
            .outcome("已完成保洁，水面漂浮物清除率96%，去年漂浮物清除率91%，垃圾清运率100%。")
            .alone()
    }),
    Case::clean(|| {
        form()
            .called(4, "产出指标", "数量指标", "护河志愿者人数")
            .measured(4, "≥2000(人)", "2510(人)")
            .outcome("已完成 12 条河道保洁，现有志愿者2500余人。")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
