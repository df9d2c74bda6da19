//! 数据截止期不足全年.

use std::sync::LazyLock;

use regex::Regex;

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "narr-partial-year",
    group: Group::Narrative,
    name: text("数据截止期不足全年", "figures do not cover the year"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "年度自评的完成情况写「1–n 月」「截至 n 月」（n<12）或「预计年底」。后文另有 12 月或全年数的不算。",
        "The outcome of an annual form says “January to month n”, “up to month n” (n<12) or “expected by the end of the year”. Not where it also gives December or the whole year.",
    ),
    why: text(
        "自评针对全年，用部分月份的数据评满分没有依据。",
        "The evaluation is for the year; part of it cannot support full marks.",
    ),
    basis: &[basis(
        Status::Judgement,
        "年度绩效自评应反映全年结果",
        "an annual self-evaluation should show the year's result",
    )],
    innocent: text("学年、季节性工作。", "School years, seasonal work."),
    procedure: text(
        "要求补充全年数据。",
        "Have the whole year's figures supplied.",
    ),
    example: text(
        "「1—9 月共接诊 4200 人次，预计年底完成。」",
        "“4200 patients from January to September, expected to be complete by the end of the year.”",
    ),
    parameters: &[],
    messages: &[message(
        "partial",
        "实际完成情况的数据截止期不足全年：{words}",
        "The figures of the outcome do not cover the year: {words}",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

/// `1-10月`, `截至2024年9月`, `预计年底`.
static PARTIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^0-9])1月?(?:份)?\s*[-—–~～至到]+\s*(?P<to>[0-9]{1,2})\s*月|截[至止](?:到)?(?:目前)?\s*(?:(?P<year>[0-9]{4})\s*年)?\s*(?P<month>[0-9]{1,2})\s*月|预计(?:到|至|在|于)?年[底末]",
    )
    .ok()
});

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let Some(outcome) = subject.outcome(settings) else {
        return Outcome::NotApplicable(&reason::NO_OUTCOME);
    };
    let text = outcome.text();
    if !text.contains('月') && !text.contains("预计") {
        return Outcome::Clean;
    }
    let year = subject.report.year.value().copied();
    let mut hits: Vec<(u32, u32)> = Vec::new();
    let mut words = Vec::new();
    for found in PARTIAL
        .iter()
        .flat_map(|pattern| pattern.captures_iter(text))
    {
        let number = |name: &str| {
            found
                .name(name)
                .and_then(|text| text.as_str().parse::<i32>().ok())
        };
        let month = number("to").or_else(|| number("month"));
        let later = number("year")
            .zip(year)
            .is_some_and(|(printed, year)| printed > year);
        if month.is_some_and(|month| !(2..12).contains(&month)) || later {
            continue;
        }
        if let Some(whole) = found.get(0) {
            let lead = whole
                .as_str()
                .chars()
                .next()
                .filter(|c| !c.is_ascii_digit() && *c != '截' && *c != '预');
            let start = whole.start() + lead.map_or(0, char::len_utf8);
            hits.push(outcome.span(start..whole.end()));
            words.push(outcome.slice(start..whole.end()).to_owned());
        }
    }
    let whole_year = ["12月", "全年共", "全年累计"]
        .iter()
        .any(|word| text.contains(word));
    if hits.is_empty() || whole_year {
        return Outcome::Clean;
    }
    let hit = Hit::warning(Place::Outcome, "partial").text("words", words.join("、"));
    Outcome::hit(
        hits.into_iter()
            .fold(hit, |hit, span| hit.span(Place::Outcome, span)),
    )
}

#[cfg(test)]
fn with(outcome: &str) -> Vec<Draft> {
    form().outcome(outcome).alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("partial", "outcome", || {
        with("2024年1—9月共清运垃圾 820 吨，群众满意度 88.4%。")
    }),
    Case::warning("partial", "outcome", || {
        with("截至2024年10月共清运垃圾 820 吨。")
    }),
    Case::warning("partial", "outcome", || {
        with("已清运垃圾 820 吨，预计年底完成全部任务。")
    }),
    Case::clean(|| with("1-12月共清运垃圾 820 吨。")),
    Case::clean(|| with("1-6月清运垃圾 400 吨，7-12月清运垃圾 420 吨。")),
    // The form is filled in early in the next year.
    Case::clean(|| with("截至2025年3月尾款全部付清，清运垃圾 820 吨。")),
    Case::not_applicable(|| bare().alone()),
];
