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
        "年度自评的完成情况写「1–n 月」「截至 n 月」（n<12）「前三季度」或「预计年底」。另有 12 月、下半年或全年数的，按月分段叙述的，以及写明是其他年度的，不算。",
        "The outcome of an annual form says “January to month n”, “up to month n” (n<12), “first three quarters” or “expected by the end of the year”. Not where it also gives December, the second half or the whole year, tells the year in stretches of months, or names another year.",
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

/// `1-10月`, `截至2024年9月`, `前三季度`, `预计年底`.
static PARTIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^0-9])1月?(?:份)?[ \u{3000}]*[-—–~～至到]+[ \u{3000}]*(?P<to>[0-9]{1,2})[ \u{3000}]*月(?:$|[^龄])|截[至止](?:到)?(?:目前)?[ \u{3000}]*(?:(?P<year>[0-9]{4})[ \u{3000}]*年)?[ \u{3000}]*(?P<month>[0-9]{1,2}|十一?|[二三四五六七八九])[ \u{3000}]*月|前三个?季度|预计(?:到|至|在|于)?年[底末]",
    )
    .ok()
});

/// `4-10月`, `7月起`: the text goes on through the year.
static LATER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^0-9])(?:[2-9]|1[0-2])(?:月?(?:份)?[ \u{3000}]*[-—–~～至到]+[ \u{3000}]*[0-9]{1,2}[ \u{3000}]*月|月(?:份)?(?:起|以来|以后|开始))",
    )
    .ok()
});

/// Words by which a text tells of the end of the year, of all of it, or that nothing is left to do.
const WHOLE: [&str; 12] = [
    "12月",
    "十二月",
    "全年共",
    "全年累计",
    "全年完成",
    "全年实际",
    "下半年",
    "四季度",
    "年末",
    "提前完成",
    "全部完工",
    "全部竣工",
];

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let Some(outcome) = subject.outcome(settings) else {
        return Outcome::NotApplicable(&reason::NO_OUTCOME);
    };
    let text = outcome.text();
    if !may_be_partial(text) {
        return Outcome::Clean;
    }
    let year = subject.report.year.value().copied();
    let mut hits: Vec<(u32, u32)> = Vec::new();
    let mut words = Vec::new();
    for found in PARTIAL
        .iter()
        .flat_map(|pattern| pattern.captures_iter(text))
    {
        let number = |name: &str| found.name(name).and_then(|text| month(text.as_str()));
        let to = number("to").or_else(|| number("month"));
        // The form is filled in early in the next year; what was before is only told.
        let other_year = number("year")
            .zip(year)
            .is_some_and(|(printed, year)| printed != year);
        if to.is_some_and(|month| !(2..12).contains(&month)) || other_year {
            continue;
        }
        if let Some(whole) = found.get(0) {
            let lead = whole
                .as_str()
                .chars()
                .next()
                .filter(|c| !c.is_ascii_digit() && !"截预前".contains(*c));
            let start = whole.start() + lead.map_or(0, char::len_utf8);
            let end = whole
                .as_str()
                .rfind(['月', '度', '底', '末'])
                .map_or(whole.end(), |at| whole.start() + at + '月'.len_utf8());
            hits.push(outcome.span(start..end));
            words.push(outcome.slice(start..end).to_owned());
        }
    }
    let goes_on = || LATER.iter().any(|pattern| pattern.is_match(text));
    if hits.is_empty() || WHOLE.iter().any(|word| text.contains(word)) || goes_on() {
        return Outcome::Clean;
    }
    let hit = Hit::warning(Place::Outcome, "partial").text("words", words.join("、"));
    Outcome::hit(
        hits.into_iter()
            .fold(hit, |hit, span| hit.span(Place::Outcome, span)),
    )
}

/// Whether it can be that [`PARTIAL`] finds anything. Most texts are told here: the pattern itself takes
/// longer than all other rules together.
fn may_be_partial(text: &str) -> bool {
    let from_january = |(at, _): (usize, &str)| {
        let behind = text.get(at..).and_then(|rest| rest.chars().nth(1));
        behind.is_some_and(|behind| "月份-—–~～至到 \u{3000}".contains(behind))
    };
    let words = ["截至", "截止", "前三", "预计"];
    words.iter().any(|word| text.contains(word)) || text.match_indices('1').any(from_january)
}

/// A year or month in digits, or a month in characters.
fn month(text: &str) -> Option<i32> {
    const MONTHS: [&str; 12] = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
    ];
    text.parse().ok().or_else(|| {
        (1..)
            .zip(MONTHS)
            .find_map(|(number, name)| (name == text).then_some(number))
    })
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
