//! 数据截止期不足全年.

use std::ops::Range;
use std::sync::LazyLock;

use super::prelude::*;
use crate::rules::Lexicon;

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
    let of_a_part = ["月", "季度", "预计"];
    if !of_a_part.iter().any(|word| text.contains(word)) {
        return Outcome::Clean;
    }
    let year = subject.report.year.value().copied();
    // The form is filled in early in the next year; what was before is only told.
    let other_year = |part: &Part| part.year.zip(year).is_some_and(|(own, year)| own != year);
    let ends_early = |part: &Part| part.month.is_none_or(|month| (2..12).contains(&month));
    let parts: Vec<Range<usize>> = parts(text)
        .into_iter()
        .filter(|part| ends_early(part) && !other_year(part))
        .map(|part| part.words)
        .collect();
    if parts.is_empty() || WHOLE.iter().any(|word| text.contains(word)) || goes_on(text) {
        return Outcome::Clean;
    }
    let words: Vec<&str> = parts.iter().map(|part| outcome.slice(part.clone())).collect();
    let hit = Hit::warning(Place::Outcome, "partial").text("words", words.join("、"));
    let spans = parts.into_iter().map(|part| outcome.span(part));
    Outcome::hit(spans.fold(hit, |hit, span| hit.span(Place::Outcome, span)))
}

/// A part of a year that a text speaks of.
struct Part {
    words: Range<usize>,
    /// The year it is of, where that is said.
    year: Option<i32>,
    /// Its last month, where that is said.
    month: Option<i32>,
}

/// What they begin with, where that is not a number.
static LEADS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(["截至", "截止", "前三", "预计"]));

/// The parts of years that begin with January, as far as a text says where they end, in order.
fn parts(text: &str) -> Vec<Part> {
    let january = text.match_indices('1');
    let mut parts: Vec<Part> = january
        .chain(LEADS.all_in(text))
        .filter_map(|(at, lead)| part(text, at, lead))
        .collect();
    parts.sort_by_key(|part| part.words.start);
    parts
}

/// The part of a year that begins with these words.
fn part(text: &str, at: usize, lead: &str) -> Option<Part> {
    let before = text.get(..at)?;
    let rest = text.get(at + lead.len()..)?;
    let (year, month, behind) = match lead {
        "1" if before.ends_with(|c: char| c.is_ascii_digit()) => return None,
        "1" => {
            let (month, behind) = months_to(rest)?;
            // 1-3月龄 are months of age.
            (None, Some(month), (!behind.starts_with('龄')).then_some(behind)?)
        }
        "前三" => (None, None, optional(rest, "个").strip_prefix("季度")?),
        "预计" => {
            let rest = rest.strip_prefix(['到', '至', '在', '于']).unwrap_or(rest);
            (None, None, rest.strip_prefix('年')?.strip_prefix(['底', '末'])?)
        }
        _ => up_to(rest)?,
    };
    Some(Part {
        words: at..text.len() - behind.len(),
        year,
        month,
    })
}

/// Behind a first month, `-10月`: the last month, and what follows.
fn months_to(rest: &str) -> Option<(i32, &str)> {
    let rest = optional(optional(rest, "月"), "份").trim_start_matches(' ');
    let to = rest.trim_start_matches(['-', '—', '–', '~', '至', '到']);
    let (month, rest) = number(to.trim_start_matches(' '), 2).filter(|_| to.len() < rest.len())?;
    Some((month, rest.trim_start_matches(' ').strip_prefix('月')?))
}

/// Behind `截至`, `2024年9月` or `目前十月`: year and month, and what follows.
fn up_to(rest: &str) -> Option<(Option<i32>, Option<i32>, &str)> {
    let rest = optional(optional(rest, "到"), "目前").trim_start_matches(' ');
    let year = number(rest, 4).and_then(|(year, rest)| {
        let rest = rest.trim_start_matches(' ').strip_prefix('年')?;
        (year > 999).then_some((year, rest.trim_start_matches(' ')))
    });
    let (year, rest) = year.map_or((None, rest), |(year, rest)| (Some(year), rest));
    let written = || {
        let word = rest.split([' ', '月']).next()?;
        let (month, _) = (1..).zip(MONTHS).find(|(_, name)| *name == word)?;
        Some((month, rest.strip_prefix(word)?))
    };
    let (month, rest) = number(rest, 2).or_else(written)?;
    let behind = rest.trim_start_matches(' ').strip_prefix('月')?;
    Some((year, Some(month), behind))
}

/// Whether a text goes on through the year: `4-10月`, `7月起`.
fn goes_on(text: &str) -> bool {
    let later = |(at, _): (usize, &str)| {
        let (before, rest) = text.split_at_checked(at)?;
        let first = !before.ends_with(|c: char| c.is_ascii_digit());
        let (month, rest) = number(rest, 2).filter(|_| first)?;
        let since = || {
            let rest = optional(rest.strip_prefix('月')?, "份");
            Some(["起", "以来", "以后", "开始"].iter().any(|word| rest.starts_with(word)))
        };
        let goes_on = months_to(rest).is_some() || since().unwrap_or(false);
        ((2..=12).contains(&month) && goes_on).then_some(())
    };
    text.match_indices(|c: char| c.is_ascii_digit()).any(|digit| later(digit).is_some())
}

/// What stands behind a word, where the text begins with it.
fn optional<'t>(text: &'t str, word: &str) -> &'t str {
    text.strip_prefix(word).unwrap_or(text)
}

/// The number of at most so many digits that a text begins with, and what follows.
fn number(text: &str, most: usize) -> Option<(i32, &str)> {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(..text.len() - behind.len())?;
    Some((digits.parse().ok().filter(|_| digits.len() <= most)?, behind))
}

/// Months in characters.
const MONTHS: [&str; 12] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
];

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
