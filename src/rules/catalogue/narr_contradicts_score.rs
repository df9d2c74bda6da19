//! 叙述与达成结论相反.

use super::prelude::*;
use crate::rules::day::Day;
use crate::rules::narrative::{Dated, Deed, Narrative, Pair, changes, dated, grams, share_of};

pub static RULE: Rule = Rule {
    id: "narr-contradicts-score",
    group: Group::Narrative,
    name: text("叙述与评分结论相反", "text contradicts the scores"),
    severity: Severity::Warning,
    tier: Tier::Extra,
    checks: text(
        "全部满分而完成情况写有不足（仍不够、滞后、尚未等）；「低于、降低」类目标填达成而叙述中同一事项上升；目标或时效指标限定了日期，完成情况写同一事项（字面相同）在其后才完成，有关指标仍为满分——为疑点。目标的动作与完成情况的动作不同（如拨付与缴纳）为提示。",
        "Full marks everywhere while the outcome names shortcomings (still not enough, lagging, not yet); a “lower” target is answered as achieved while the text says that the thing rose; the goal or an indicator sets a date and the outcome says that the same thing (word for word) was done later, yet the indicators have full marks – warnings. The verbs of goal and outcome differ (pay out, pay in) – a notice.",
    ),
    why: text(
        "文字说没做到，分数说全做到。",
        "The words say it was not done, the scores say it was.",
    ),
    basis: &[basis(
        Status::Judgement,
        "文字与评分应当一致",
        "words and scores should agree",
    )],
    innocent: text(
        "写的是项目实施前的状况。",
        "The text describes the starting position.",
    ),
    procedure: text(
        "请填报单位说明，对相关指标重新评分。",
        "Ask the unit to explain; re-score the indicators concerned.",
    ),
    example: text(
        "完成情况写「整改进度滞后」，各项指标均满分。",
        "“Rectification lags behind”, yet every indicator has full marks.",
    ),
    parameters: &[
        "narrative.shortcomings",
        "narrative.overcome",
        "narrative.opposites",
        "narrative.deeds",
        "narrative.deed_times",
        "words.lowers",
        "tier.achieved_words",
    ],
    messages: &[
        message(
            "shortcoming",
            "全部满分，而实际完成情况写有「{words}」",
            "Full marks everywhere, while the outcome says “{words}”",
        ),
        message(
            "rose",
            "「{name}」目标「{target}」填为「{actual}」，而完成情况写「{quote}」",
            "“{name}” with the target “{target}” is answered “{actual}”, while the text says “{quote}”",
        ),
        message(
            "late",
            "时限为「{deadline}」，而完成情况写「{quote}」，晚于时限，指标仍得满分",
            "The deadline is “{deadline}”, while the outcome says “{quote}”, which is later, and the indicators have full marks",
        ),
        message(
            "verbs",
            "目标为「{goal}」，完成情况写的是「{outcome}」",
            "The goal is “{goal}”, the outcome speaks of “{outcome}”",
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
    let mut hits = Vec::new();
    hits.extend(shortcomings(subject, outcome, settings));
    hits.extend(rises(subject, outcome, settings));
    hits.extend(late(subject, outcome, settings));
    hits.extend(verbs(subject, outcome, settings));
    Outcome::of(hits)
}

fn shortcomings(
    subject: &Subject<'_>,
    outcome: &Narrative<'_>,
    settings: &Settings,
) -> Option<Hit> {
    let found: Vec<(usize, &str)> = settings
        .narrative
        .shortcomings
        .all_in(outcome.text())
        .filter(|(at, word)| !is_overcome(outcome, *at, word, settings))
        .collect();
    if found.is_empty() || !subject.all_full() {
        return None;
    }
    let words: Vec<&str> = found.iter().map(|(_, word)| *word).collect();
    let hit = Hit::warning(Place::Outcome, "shortcoming").text("words", words.join("、"));
    Some(found.iter().fold(hit, |hit, (at, word)| {
        hit.span(Place::Outcome, outcome.span(*at..at + word.len()))
    }))
}

/// Whether a shortcoming is another's or was before: `解决了…滞后的问题`, `对整改不到位的单位…`, `无未完成事项`.
fn is_overcome(outcome: &Narrative<'_>, at: usize, word: &str, settings: &Settings) -> bool {
    let before = outcome.slice(0..at);
    let clause = before.rsplit([',', '。', ';', ':', '!', '?', '\n']).next();
    let overcome = clause.is_some_and(|clause| settings.narrative.overcome.occurs_in(clause));
    let behind = outcome.slice(at + word.len()..outcome.text().len());
    let belongs = behind.split([',', '。', ';', '!', '?', '\n']).next();
    let attribute = belongs.is_some_and(|rest| {
        rest.contains('的') && !rest.contains("原因")
            || ["问题", "现象", "情况", "行为", "隐患"]
                .iter()
                .any(|noun| rest.starts_with(noun))
            || ["事项", "项目"].contains(&rest)
    });
    overcome && attribute
}

fn rises(subject: &Subject<'_>, outcome: &Narrative<'_>, settings: &Settings) -> Vec<Hit> {
    let lowers = |row: &&Row<'_>| {
        row.target_words().is_some_and(|target| {
            target.starts_with("低于") || settings.words.lowers.occurs_in(target)
        }) && row
            .answer()
            .is_some_and(|answer| settings.tier.achieved_words.is(answer))
    };
    let mut hits = Vec::new();
    for row in subject.rows().iter().filter(lowers) {
        let mut name = row.name_grams().to_vec();
        name.retain(|pair| !GENERAL.contains(pair));
        let rose = changes(outcome, settings)
            .into_iter()
            .find(|change| change.rose && share_of(&name, &grams(outcome.noun(change.of))) > 0);
        if let Some(change) = rose {
            hits.push(
                row.evidence(Hit::warning(row.place(), "rose"))
                    .only(&["name", "target", "actual"])
                    .text("quote", outcome.slice(change.range()))
                    .span(Place::Outcome, outcome.span(change.range())),
            );
        }
    }
    hits
}

/// Pairs of characters that name nothing in particular.
const GENERAL: [Pair; 8] = [
    Pair::new('各', '类'),
    Pair::new('其', '中'),
    Pair::new('案', '件'),
    Pair::new('全', '镇'),
    Pair::new('全', '年'),
    Pair::new('数', '量'),
    Pair::new('人', '数'),
    Pair::new('情', '况'),
];

/// What the outcome says was done behind its deadline, in the goal or in the table.
fn late(subject: &Subject<'_>, outcome: &Narrative<'_>, settings: &Settings) -> Vec<Hit> {
    let done: Vec<Dated<'_>> = dated(outcome, settings).filter(|done| !done.bound).collect();
    if done.is_empty() {
        return Vec::new();
    }
    let year = subject.report.year.value().copied();
    // Of stages of one name, one in time is enough.
    let behind = |deed: Deed<'_>, deadline: Day| {
        let deadline = deadline.in_year(year);
        let mut of_it = done.iter().filter(|done| done.deed == deed).peekable();
        let last = of_it.peek().copied()?;
        let all = of_it.all(|done| done.day.in_year(year).is_after(&deadline));
        all.then_some(last)
    };
    let hit = |deadline: &str, done: &Dated<'_>| {
        Hit::warning(Place::Outcome, "late")
            .text("deadline", deadline)
            .text("quote", outcome.slice(done.range.clone()))
            .span(Place::Outcome, outcome.span(done.range.clone()))
    };
    let mut hits = Vec::new();
    for row in subject
        .rows()
        .iter()
        .filter(|row| row.is_full() == Some(true))
    {
        let deadline = || Some((Deed::of_name(row.name(), settings)?, Day::read(row.target_words()?)?));
        let missed = deadline().and_then(|(deed, day)| behind(deed, day));
        hits.extend(missed.map(|done| {
            hit(&row.cells.target.printed, done).cell_at(row.place(), FieldName::Target)
        }));
    }
    let full = subject.rows().iter().all(|row| row.is_full() == Some(true));
    if let Some(goal) = subject.goal(settings).filter(|_| full && hits.is_empty()) {
        for wanted in dated(goal, settings) {
            let missed = behind(wanted.deed, wanted.day);
            hits.extend(missed.map(|done| {
                hit(goal.slice(wanted.range.clone()), done)
                    .span(Place::Goal, goal.span(wanted.range))
            }));
        }
    }
    hits
}

fn verbs(subject: &Subject<'_>, outcome: &Narrative<'_>, settings: &Settings) -> Option<Hit> {
    let goal = subject.goal(settings)?;
    let (wanted, done) = settings.narrative.opposites.iter().find(|(wanted, done)| {
        goal.text().contains(wanted)
            && outcome.text().contains(done)
            && !outcome.text().contains(wanted)
    })?;
    let in_goal = goal.text().find(wanted)?;
    let in_outcome = outcome.text().find(done)?;
    Some(
        Hit::notice(Place::Outcome, "verbs")
            .text("goal", wanted.as_str())
            .text("outcome", done.as_str())
            .span(
                Place::Outcome,
                outcome.span(in_outcome..in_outcome + done.len()),
            )
            .span(Place::Goal, goal.span(in_goal..in_goal + wanted.len())),
    )
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("shortcoming", "outcome", || {
        full_form()
            .outcome("完成 12 条河道保洁，但护岸整改进度滞后。")
            .alone()
    }),
    Case::warning("rose", "indicator:4", || {
        form()
            .called(4, "效益指标", "社会效益指标", "各类盗窃案件数")
            .measured(4, "降低", "达成指标")
            .outcome("全年盗窃警情637起，同比（623起）上升2.2%，打捞漂浮物 820 吨。")
            .alone()
    }),
    Case::notice("verbs", "outcome", || {
        form()
            .goal("按时拨付 12 条河道保洁资金。")
            .outcome("按时足额缴纳了 12 条河道的保洁资金，共 115.4 万元。")
            .alone()
    }),
    Case::warning("late", "outcome", || {
        full_form()
            .goal("2024年6月底前完成主体工程建设，年内交付使用。")
            .outcome("主体工程于2024年9月完成，12月交付使用。")
            .alone()
    }),
    Case::warning("late", "outcome", || {
        form()
            .called(2, "产出指标", "时效指标", "设备安装调试完成时间")
            .measured(2, "2024年6月底前", "2024年6月")
            .outcome("采购设备 46 台，设备安装调试于9月完成。")
            .alone()
    }),
    // Another thing; an earlier stage of the same; of a year before.
    Case::clean(|| {
        full_form()
            .goal("2024年6月底前完成主体工程建设，年内交付使用。")
            .outcome("装修工程于2024年9月完成，主体工程于2024年5月完成，12月交付使用。")
            .alone()
    }),
    Case::clean(|| {
        full_form()
            .goal("6月底前完成管网改造工程。")
            .outcome("管网改造工程于2023年9月完成，护岸工程于8月完成。")
            .alone()
    }),
    // Points were taken off for it.
    Case::clean(|| {
        form()
            .goal("2024年6月底前完成主体工程建设，年内交付使用。")
            .outcome("主体工程于2024年9月完成，12月交付使用。")
            .alone()
    }),
    // Of before.
    Case::clean(|| {
        full_form()
            .outcome("完成 12 条河道保洁，解决了护岸整改滞后的问题。")
            .alone()
    }),
    // Points were taken off for it.
    Case::clean(|| {
        form()
            .outcome("完成 12 条河道保洁，但护岸整改进度滞后。")
            .alone()
    }),
    // What rose is something else.
    Case::clean(|| {
        form()
            .called(4, "效益指标", "社会效益指标", "各类盗窃案件数")
            .measured(4, "降低", "达成指标")
            .outcome(
                "全年求助警情637起，同比（623起）上升2.2%；盗窃警情60起，同比（80起）下降25%。",
            )
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
