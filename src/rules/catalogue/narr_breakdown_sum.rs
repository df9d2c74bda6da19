//! 其中项之和不等于总数.

use std::ops::Range;

use super::prelude::*;
use crate::rules::narrative::{Figure, Kind, Narrative};

pub static RULE: Rule = Rule {
    id: "narr-breakdown-sum",
    group: Group::Narrative,
    name: text(
        "叙述中分项之和与总数不符",
        "breakdown in the text does not add up",
    ),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "「N 单位（其中/包括 A a、B b …）」中同单位的分项至少两项：合计大于 N 为错误；小于 N 且没有「等」字为疑点。不在括号内的「其中」可以只列一部分，只看是否大于 N，且只作疑点。分项可能交叉（如女性、党员）的不比较。",
        "“N units (of which A a, B b …)” with two or more parts in the same unit: more than N is an error, less without “等” a warning. An unbracketed 其中 may list only some, so only more than N counts, as a warning. Parts that may overlap (women, party members) are not compared.",
    ),
    why: text(
        "同一句话里的数字互相矛盾，说明数据没有核对。",
        "Figures of one sentence contradict each other: nobody checked them.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号：单位自评结果应数据真实（条次待核）",
            "Caiyu [2020] 10: data of self-evaluations must be true (article to be verified)",
        ),
        basis(Status::Judgement, "算术", "arithmetic"),
    ],
    innocent: text(
        "分项口径有交叉；只列举主要部分。",
        "Parts overlap; only the main parts are listed.",
    ),
    procedure: text(
        "索取分类统计原表，核对总数和各分项。",
        "Ask for the original tabulation; check total and parts.",
    ),
    example: text(
        "「受理诉求 960 件（其中咨询 510 件、投诉 380 件、建议 120 件）」，分项合计 1010。",
        "“960 requests (510 questions, 380 complaints, 120 proposals)”: the parts make 1010.",
    ),
    parameters: &[
        "narrative.units",
        "narrative.breakdown",
        "narrative.overlapping",
    ],
    messages: &[
        message(
            "over",
            "「{quote}」：分项合计 {parts} = {sum}，比总数 {total} 多 {difference}",
            "“{quote}”: the parts {parts} = {sum}, {difference} more than the total {total}",
        ),
        message(
            "under",
            "「{quote}」：分项合计 {parts} = {sum}，比总数 {total} 少 {difference}",
            "“{quote}”: the parts {parts} = {sum}, {difference} less than the total {total}",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let mut looked = false;
    let mut hits = Vec::new();
    for (place, narrative) in subject.narratives(settings) {
        for (at, word) in settings.narrative.breakdown.all_in(narrative.text()) {
            let Some(breakdown) = Breakdown::at(narrative, at, at + word.len()) else {
                continue;
            };
            looked = true;
            hits.extend(breakdown.judge(place, narrative, settings));
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_BREAKDOWN)
    }
}

/// A total and its parts.
struct Breakdown<'n> {
    total: &'n Figure,
    parts: Vec<&'n Figure>,
    inside: Range<usize>,
    bracketed: bool,
}

impl<'n> Breakdown<'n> {
    /// The breakdown that the word at these bytes opens.
    fn at(narrative: &'n Narrative<'_>, word: usize, start: usize) -> Option<Self> {
        let before = narrative.slice(0..word).trim_end();
        let bracketed = before.ends_with('(');
        let sentence = narrative.sentence_at(word);
        let counts = || {
            narrative
                .figures()
                .iter()
                .filter(|figure| figure.kind == Kind::Count && !figure.unit.is_empty())
        };
        let (total, inside) = if bracketed {
            let opening = before.trim_end_matches('(').trim_end().len();
            // What is counted may stand between the number and the bracket, but nothing else.
            let total = counts().rfind(|figure| figure.end <= opening)?;
            let between = narrative.slice(total.end..opening);
            if between.contains([',', '、', '。', ';', ':', '(', ')']) {
                return None;
            }
            (total, start..closing(narrative, start)?)
        } else {
            if !narrative.slice(word..start).starts_with("其中") {
                return None;
            }
            let depth = 0;
            let total = counts().rfind(|figure| {
                figure.depth == depth && figure.end <= word && figure.start >= sentence.start
            })?;
            (total, start..sentence.end)
        };
        let depth = total.depth + u8::from(bracketed);
        let unit = narrative.slice(total.unit.clone());
        let parts: Vec<&Figure> = counts()
            .filter(|figure| {
                figure.depth == depth && inside.start <= figure.start && figure.end <= inside.end
            })
            .filter(|figure| {
                let own = narrative.slice(figure.unit.clone());
                own == unit || bracketed && own == "个"
            })
            .collect();
        let exact = !total.rough && parts.iter().all(|part| !part.rough);
        (parts.len() >= 2 && exact).then_some(Self {
            total,
            parts,
            inside,
            bracketed,
        })
    }

    fn judge(&self, place: Place, narrative: &Narrative<'_>, settings: &Settings) -> Option<Hit> {
        let sum: Decimal = self.parts.iter().map(|part| part.value).sum();
        let total = self.total.value;
        // Rounded decimals may be off by one in the last place each.
        let decimals = self
            .parts
            .iter()
            .map(|part| part.value.scale())
            .max()
            .unwrap_or(0);
        let tolerance = if decimals == 0 {
            Decimal::ZERO
        } else {
            Decimal::new(1, decimals) * Decimal::from(self.parts.len())
        };
        let inside = narrative.slice(self.inside.clone());
        if settings.narrative.overlapping.occurs_in(inside) {
            return None;
        }
        let same_unit = self.parts.iter().all(|part| {
            narrative.slice(part.unit.clone()) == narrative.slice(self.total.unit.clone())
        });
        let hit = if sum > total + tolerance {
            let severity = if self.bracketed && same_unit {
                Severity::Error
            } else {
                Severity::Warning
            };
            Hit::new(severity, place, "over").number("difference", sum - total)
        } else if self.bracketed && sum + tolerance < total && !inside.contains('等') {
            Hit::warning(place, "under").number("difference", total - sum)
        } else {
            return None;
        };
        let parts: Vec<String> = self
            .parts
            .iter()
            .map(|part| part.value.to_string())
            .collect();
        let range = self.total.start..self.inside.end;
        Some(
            hit.text("quote", narrative.slice(range.clone()).trim())
                .text("parts", parts.join("+"))
                .number("sum", sum)
                .number("total", total)
                .span(place, narrative.span(range)),
        )
    }
}

/// One past the bracket that closes the one before `start`.
fn closing(narrative: &Narrative<'_>, start: usize) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in narrative
        .slice(start..narrative.text().len())
        .char_indices()
    {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(start + at + 1);
        }
    }
    None
}

#[cfg(test)]
fn with(outcome: &str) -> Vec<Draft> {
    form().outcome(outcome).alone()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("over", "outcome", || {
        with("全年受理诉求960件（其中咨询510件、投诉380件、建议120件），全部办结。")
    }),
    Case::warning("under", "outcome", || {
        with("全年受理诉求960件（其中咨询510件、投诉380件），全部办结。")
    }),
    Case::warning("over", "outcome", || {
        with("全年受理诉求960件，其中咨询610件，投诉380件，全部办结。")
    }),
    Case::clean(|| with("全年受理诉求960件（其中咨询510件、投诉380件、建议70件），全部办结。")),
    // “等”: the list is not complete; unbracketed, it need not be.
    Case::clean(|| with("全年受理诉求960件（其中咨询510件、投诉380件等），全部办结。")),
    Case::clean(|| {
        with("全年受理诉求960件，同比（1010件）下降5%，其中咨询510件，投诉380件，全部办结。")
    }),
    // Other units inside: sixteen teams and one team make seventeen.
    Case::clean(|| with("现有17支队伍（包括16个村居队伍及1个商户队伍），累计出动320人次。")),
    // Women may be party members.
    Case::clean(|| with("全年培训90人（其中女性60人、党员70人）。")),
    Case::not_applicable(|| form().alone()),
];
