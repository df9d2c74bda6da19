//! 年度目标未回应.

use std::cell::LazyCell;

use super::prelude::*;
use crate::rules::is_letter;
use crate::rules::narrative::{Kind, Narrative, dice, grams, share_of};

pub static RULE: Rule = Rule {
    id: "goal-uncovered",
    group: Group::Narrative,
    name: text("年度目标没有回应", "goal without an answer"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "目标列举的事项在完成情况中照列而独缺一项；目标承诺的比率既无指标也无结果（完成情况写明已全部办结、或办结多少的，算有结果）——为疑点。两句以上的目标有半数在完成情况中几乎没有重合（字对不足 20%）为提示。",
        "The outcome repeats a list of the goal but for one item; a rate promised in the goal has neither indicator nor result (the outcome may say in words that all was done, or how much) – warnings. Half of two or more sentences of the goal share less than 20 % of their pairs of characters with the outcome – a notice.",
    ),
    why: text(
        "预期目标没有交代结果，满分没有依据。",
        "A goal that is not answered cannot support full marks.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十一条：单位自评包括总体目标的完成情况（条次待核）",
            "Caiyu [2020] 10, article 11: self-evaluation covers the overall goal (article to be verified)",
        ),
        basis(Status::Judgement, "重合度的界限", "the limits"),
    ],
    innocent: text(
        "换了说法（所以后一种只作提示）。",
        "Other words for the same (hence only a notice for the last).",
    ),
    procedure: text(
        "逐条对照目标，要求补充未回应事项的完成情况。",
        "Go through the goal point by point; have the missing results supplied.",
    ),
    example: text(
        "目标「清扫、绿化养护、设施维护」，完成情况只写「清扫、设施维护」。",
        "Goal: sweeping, greenery, repairs; outcome: sweeping, repairs.",
    ),
    parameters: &[
        "narrative.unanswered",
        "narrative.unanswered_share",
        "narrative.same_name",
        "narrative.all_of",
        "narrative.of_nothing",
        "words.rate_heads",
    ],
    messages: &[
        message(
            "item",
            "目标所列「{item}」在实际完成情况中没有回应，同列其他事项均已写明",
            "“{item}” of the goal has no answer in the outcome, though the other items of its list have",
        ),
        message(
            "rate",
            "目标承诺「{quote}」，既无相应指标，也未报告结果",
            "The goal promises “{quote}”; there is neither an indicator nor a result",
        ),
        message(
            "sentences",
            "目标 {sentences} 句中 {unanswered} 句在实际完成情况中基本没有回应",
            "{unanswered} of {sentences} sentences of the goal have hardly an answer in the outcome",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let Some(goal) = subject.goal(settings) else {
        return Outcome::NotApplicable(&reason::NO_GOAL);
    };
    let Some(outcome) = subject.outcome(settings) else {
        return Outcome::NotApplicable(&reason::NO_OUTCOME);
    };
    let mut hits = missing_items(goal, outcome);
    hits.extend(promises(subject, goal, outcome, settings));
    hits.extend(sentences(goal, outcome, settings));
    Outcome::of(hits)
}

/// Items of the goal's lists that alone of their list are missing from the outcome.
fn missing_items(goal: &Narrative<'_>, outcome: &Narrative<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for sentence in goal.sentences() {
        let text = goal.slice(sentence.clone());
        if !text.contains('、') {
            continue;
        }
        let mut start = sentence.start;
        for clause in text.split_inclusive(',') {
            let items = items(clause, start);
            start += clause.len();
            let (told, missing): (Vec<_>, Vec<_>) = items
                .iter()
                .partition(|(_, item)| outcome.text().contains(item));
            let [(at, item)] = missing.as_slice() else {
                continue;
            };
            if told.len() >= 2 && outcome.pairs().share_of(&grams(item)) == 0 {
                hits.push(
                    Hit::warning(Place::Goal, "item")
                        .text("item", *item)
                        .span(Place::Goal, goal.span(*at..at + item.len())),
                );
            }
        }
    }
    hits
}

/// The items of a list `A、B、C等…`, with their bytes; none for fewer than three.
fn items(clause: &str, start: usize) -> Vec<(usize, &str)> {
    let parts = clause.split('、').count();
    if parts < 3 {
        return Vec::new();
    }
    let mut items = Vec::new();
    let mut at = start;
    for part in clause.split('、') {
        let head = part
            .find(['等', '以', '及', '和', '与', ',', '。', ';'])
            .and_then(|end| part.get(..end))
            .unwrap_or(part);
        let lead = ["包含", "包括", "的", "做好", "完成", "开展"]
            .iter()
            .filter_map(|word| head.rfind(word).map(|at| at + word.len()))
            .max()
            .unwrap_or(0);
        if let Some(item) = head.get(lead..).map(str::trim)
            && (2..=8).contains(&item.chars().count())
            && item.chars().all(is_letter)
        {
            items.push((at + lead, item));
        }
        at += part.len() + '、'.len_utf8();
    }
    items
}

/// Rates the goal promises that nothing answers.
fn promises(
    subject: &Subject<'_>,
    goal: &Narrative<'_>,
    outcome: &Narrative<'_>,
    settings: &Settings,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    for figure in goal
        .quantities()
        .filter(|figure| figure.kind == Kind::Percent)
    {
        let noun = goal.noun(figure);
        let Some(tail) = settings.words.rate_heads.ends(noun).and_then(|_| {
            let (at, _) = noun.char_indices().rev().nth(2)?;
            noun.get(at..)
        }) else {
            continue;
        };
        // 满意率 and 满意度 are one.
        let tail = if tail.contains(SATISFIED) {
            SATISFIED
        } else {
            tail
        };
        let rows = subject.rows();
        let pairs = LazyCell::new(|| grams(noun));
        let alike =
            |row: &Row<'_>| dice(&pairs, row.name_grams()) >= settings.narrative.same_name;
        // The cheapest first.
        if rows.iter().any(|row| holds(row.name_folded(), tail))
            || outcome.text().contains(tail)
            || rows.iter().any(alike)
            || is_told_in_words(noun, tail, outcome, settings)
        {
            continue;
        }
        let gap = goal
            .slice(0..figure.start)
            .rfind(noun)
            .unwrap_or(figure.start);
        let range = gap..figure.end;
        hits.push(
            Hit::warning(Place::Goal, "rate")
                .text("quote", goal.slice(range.clone()))
                .span(Place::Goal, goal.span(range)),
        );
    }
    hits
}

/// What every name of satisfaction has.
const SATISFIED: &str = "满意";

/// Whether the outcome tells of a promised rate without naming it: `工单全部按时办结`, or how many were
/// (`办结工单1200件`), for `工单按期办结率达100%`.
fn is_told_in_words(
    noun: &str,
    tail: &str,
    outcome: &Narrative<'_>,
    settings: &Settings,
) -> bool {
    let words = &settings.narrative;
    let Some(deed) = tail.strip_suffix('率') else {
        return false;
    };
    let mut object = noun.strip_suffix(tail).unwrap_or_default();
    while let Some(rest) = words.of_nothing.ends(object).and_then(|w| object.strip_suffix(w)) {
        object = rest;
    }
    let object = grams(object);
    outcome.text().match_indices(deed).any(|(at, _)| {
        let sentence = outcome.sentence_at(at);
        let before = outcome.slice(sentence.start..at).rfind(CLAUSE);
        let behind = outcome.slice(at..sentence.end).find(CLAUSE);
        let start = before.map_or(sentence.start, |stop| sentence.start + stop + 1);
        let end = behind.map_or(sentence.end, |stop| at + stop);
        let counted = outcome
            .quantities()
            .any(|figure| start <= figure.start && figure.end <= end);
        let of_it = object.is_empty() || share_of(&object, &grams(outcome.slice(sentence))) > 0;
        of_it && (counted || words.all_of.occurs_in(outcome.slice(start..end)))
    })
}

/// What ends a clause within a sentence.
const CLAUSE: [char; 2] = [',', ':'];

fn sentences(goal: &Narrative<'_>, outcome: &Narrative<'_>, settings: &Settings) -> Option<Hit> {
    let limits = &settings.narrative;
    let all = goal.sentences();
    if all.len() < 2 {
        return None;
    }
    let unanswered: Vec<_> = all
        .iter()
        .filter(|sentence| {
            let sentence = goal.slice((*sentence).clone());
            !outcome.pairs().share(sentence, limits.unanswered)
        })
        .collect();
    if unanswered.len() * 100 < all.len() * limits.unanswered_share {
        return None;
    }
    let hit = Hit::notice(Place::Goal, "sentences")
        .count("sentences", all.len())
        .count("unanswered", unanswered.len());
    Some(unanswered.into_iter().fold(hit, |hit, sentence| {
        hit.span(Place::Goal, goal.span(sentence.clone()))
    }))
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("item", "goal", || {
        form()
            .goal("做好河道清扫、绿化养护、设施维护、应急值守等工作。")
            .outcome("完成了12条河道清扫、设施维护、应急值守工作。")
            .alone()
    }),
    Case::warning("rate", "goal", || {
        form().goal("完成日常保洁，信访办结率达到100%。").alone()
    }),
    Case::clean(|| {
        form()
            .goal("完成日常保洁，信访件按期办结率达到100%。")
            .outcome("清扫河道12条，收到信访件36件，全部按时办结。")
            .alone()
    }),
    Case::clean(|| {
        form()
            .called(6, "满意度指标", "服务对象满意度指标", "沿河居民满意度")
            .goal("完成日常保洁，群众满意率90%以上。")
            .outcome("清扫河道12条，日常保洁全面完成。")
            .alone()
    }),
    Case::warning("rate", "goal", || {
        form()
            .goal("完成日常保洁，行动性信息处置率达100%。")
            .outcome("清扫河道12条，处置水面漂浮物820吨。")
            .alone()
    }),
    Case::notice("sentences", "goal", || {
        form()
            .goal("建设一支作风过硬的专业队伍。加强法规宣传，使居民自觉爱护水环境。")
            .alone()
    }),
    Case::clean(|| form().alone()),
    // Said in other words, but said.
    Case::clean(|| {
        form()
            .goal("做好河道清扫、绿化养护、设施维护、应急值守等工作。")
            .outcome("完成了12条河道清扫、设施维护、应急值守，对沿岸绿地作了养护。")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
