//! 其中项之和不等于总数.

use std::ops::Range;

use super::prelude::*;
use crate::rules::narrative::{Figure, Kind, Narrative, is_difference, sums};

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
        "「N 单位（其中/包括 A a、B b …）」中同单位的分项至少两项：合计大于 N 为错误；小于 N 且没有「等」「含」字为疑点，不到 N 一半的（只举其要）为提示。先列各项、后写「合计 N 单位」而各项（或最后几项）之和不是 N 的，为疑点。不在括号内的「其中」可以只列一部分，只看是否大于 N，且只作疑点。分项中的增减数、上年数、已办结数不算分项；前几项已合计为 N 的，以及分项可能交叉（如女性、党员、同一人各季度领取）的不比较。",
        "“N units (of which A a, B b …)” with two or more parts in the same unit: more than N is an error, less without “等” or “含” a warning, less than half of N (only some are named) a notice. Parts in front of “合计 N units” of which no run of the last ones makes N are a warning. An unbracketed 其中 may list only some, so only more than N counts, as a warning. Increases, last year's figures and numbers of cases settled are no parts; where the first parts already make N, and where parts may overlap (women, party members, one person in several quarters), nothing is compared.",
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
        "narrative.stages",
        "narrative.beings",
        "narrative.periods",
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
            let Some(breakdown) = Breakdown::at(narrative, at, at + word.len(), settings) else {
                continue;
            };
            looked = true;
            hits.extend(breakdown.judge(place, narrative, settings));
            if let Some(other) = breakdown.beside(narrative, settings) {
                hits.extend(other.judge(place, narrative, settings));
            }
        }
        for breakdown in bare(narrative, settings) {
            looked = true;
            let hit = breakdown.judge(place, narrative, settings);
            hits.extend(hit.filter(|hit| hit.message == "over"));
        }
        for (parts, total) in sums(narrative, settings) {
            looked = true;
            hits.extend(wrong_total(&parts, total, place, narrative));
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
    /// The word that opens it says that the list need not be complete (含).
    open: bool,
    /// Figures in the total's unit stand inside that are no parts.
    mixed: bool,
    /// Other figures of the sentence that may be the total.
    others: Vec<Decimal>,
}

impl<'n> Breakdown<'n> {
    /// The breakdown that the word at these bytes opens.
    fn at(
        narrative: &'n Narrative<'_>,
        word: usize,
        start: usize,
        settings: &Settings,
    ) -> Option<Self> {
        let before = narrative.slice(0..word).trim_end();
        let bracketed = before.ends_with('(');
        let sentence = narrative.sentence_at(word);
        let counts = || {
            narrative.figures().iter().filter(|figure| {
                figure.kind == Kind::Count && !figure.unit.is_empty() && !figure.each
            })
        };
        let opening = narrative.slice(word..start);
        let (total, inside) = if bracketed {
            let bracket = before.trim_end_matches('(').trim_end().len();
            // What is counted may stand between the number and the bracket, but nothing else.
            let total = counts().rfind(|figure| figure.end <= bracket)?;
            let between = narrative.slice(total.end..bracket);
            if between.contains([',', '、', '。', ';', ':', '(', ')']) {
                return None;
            }
            (total, start..closing(narrative, start)?)
        } else {
            if !opening.starts_with("其中") {
                return None;
            }
            let total = counts().rfind(|figure| {
                figure.depth == 0 && figure.end <= word && figure.start >= sentence.start
            })?;
            (total, start..sentence.end)
        };
        let unit = narrative.scaled(total).unit;
        let depth = total.depth + u8::from(bracketed);
        let alike: Vec<&Figure> = counts()
            .filter(|figure| {
                figure.depth == depth && inside.start <= figure.start && figure.end <= inside.end
            })
            .filter(|figure| {
                let own = narrative.scaled(figure).unit;
                own == unit || bracketed && own == "个"
            })
            .collect();
        let parts = parts(narrative, &alike, settings);
        let others = counts()
            .filter(|figure| {
                figure.start >= sentence.start
                    && figure.end <= word
                    && figure.start != total.start
                    && narrative.scaled(figure).unit == unit
            })
            .map(|figure| narrative.scaled(figure).number)
            .collect();
        let exact = !total.rough && parts.iter().all(|part| !part.rough);
        (parts.len() >= 2 && exact).then_some(Self {
            total,
            mixed: parts.len() < alike.len(),
            parts,
            inside,
            bracketed,
            open: opening.contains('含'),
            others,
        })
    }

    /// What the same parts are of in another unit: 资助8326人次，发放1086.5万元，其中小学5214人次521.4万元…
    fn beside(&self, narrative: &'n Narrative<'_>, settings: &Settings) -> Option<Self> {
        let sentence = narrative.sentence_at(self.total.start);
        let unit = |figure: &Figure| narrative.scaled(figure).unit;
        let counts = || {
            narrative.figures().iter().filter(|figure| {
                figure.kind == Kind::Count && !figure.unit.is_empty() && !figure.each
            })
        };
        let total = counts().rfind(|figure| {
            figure.start >= sentence.start
                && figure.end <= self.total.start
                && figure.depth == self.total.depth
                && unit(figure) != unit(self.total)
        })?;
        let depth = self.parts.first()?.depth;
        let alike: Vec<&Figure> = counts()
            .filter(|figure| self.inside.start <= figure.start && figure.end <= self.inside.end)
            .filter(|figure| figure.depth == depth && unit(figure) == unit(total))
            .collect();
        let parts = parts(narrative, &alike, settings);
        // One beside each of the other parts.
        let paired = parts.len() == self.parts.len()
            && parts.iter().zip(&self.parts).all(|(one, other)| {
                let between = one.end.min(other.end)..one.start.max(other.start);
                !narrative.slice(between).contains(['、', ';', '。'])
            });
        let exact = !total.rough && parts.iter().all(|part| !part.rough);
        (paired && exact).then(|| Self {
            total,
            mixed: parts.len() < alike.len(),
            parts,
            inside: self.inside.clone(),
            bracketed: false,
            open: self.open,
            others: Vec::new(),
        })
    }

    /// The list, to the end of its last part's clause.
    fn listed<'t>(&self, narrative: &'t Narrative<'_>) -> &'t str {
        let last = self.parts.last().map_or(self.inside.end, |part| part.end);
        let behind = narrative.slice(last..self.inside.end);
        let end = behind.find([',', '。', ';', ')']).unwrap_or(behind.len());
        narrative.slice(self.inside.start..last + end)
    }

    /// Men and women, and nothing else: nobody is both.
    fn of_sexes(&self, narrative: &Narrative<'_>, settings: &Settings) -> bool {
        let listed = self.listed(narrative);
        let mut overlapping = settings.narrative.overlapping.all_in(listed);
        let [one, other] = self.parts.as_slice() else {
            return false;
        };
        let is = |part: &Figure, sex: char| narrative.lead(part).contains(sex);
        (is(one, '男') && is(other, '女') || is(one, '女') && is(other, '男'))
            && overlapping.all(|(_, word)| matches!(word, "男" | "女"))
    }

    fn judge(&self, place: Place, narrative: &Narrative<'_>, settings: &Settings) -> Option<Hit> {
        let whole = narrative.scaled(self.total);
        let total = whole.number;
        let mut sum = Decimal::ZERO;
        let mut tolerance = whole.margin;
        for (at, part) in self.parts.iter().enumerate() {
            let part = narrative.scaled(part);
            sum += part.number;
            tolerance += part.margin;
            // The first ones make the total: what follows is something else.
            if at > 0 && (sum - total).abs() <= tolerance {
                return None;
            }
        }
        let inside = narrative.slice(self.inside.clone());
        let words = &settings.narrative;
        // One person may come in every quarter.
        let again = words.beings.is(whole.unit) && words.periods.occurs_in(inside);
        let overlap = words.overlapping.occurs_in(self.listed(narrative))
            && !self.of_sexes(narrative, settings);
        if again || overlap || words.breakdown.occurs_in(inside) {
            return None;
        }
        // 比上年增加60件，其中…: the parts may be of another figure of the sentence.
        let of_another = |other: &Decimal| {
            if self.bracketed {
                (sum - *other).abs() <= tolerance
            } else {
                sum <= *other + tolerance
            }
        };
        if self.others.iter().any(of_another) {
            return None;
        }
        // 新建12座、改建8座（其中…): they may be of the figures in front together.
        let mut together = total;
        for other in self.others.iter().rev() {
            together += *other;
            if (sum - together).abs() <= tolerance {
                return None;
            }
        }
        let same_unit = self
            .parts
            .iter()
            .all(|part| narrative.scaled(part).unit == whole.unit);
        let hit = if sum > total + tolerance {
            let severity = if self.bracketed && same_unit && !self.mixed {
                Severity::Error
            } else {
                Severity::Warning
            };
            Hit::new(severity, place, "over").number("difference", (sum - total).normalize())
        } else if self.bracketed && !self.open && !self.mixed && !is_open(inside) {
            let severity = if sum * Decimal::TWO < total {
                Severity::Notice
            } else {
                Severity::Warning
            };
            Hit::new(severity, place, "under").number("difference", (total - sum).normalize())
        } else {
            return None;
        };
        let parts: Vec<String> = self
            .parts
            .iter()
            .map(|part| narrative.scaled(part).number.normalize().to_string())
            .collect();
        let range = self.total.start..self.inside.end;
        Some(
            hit.text("quote", narrative.slice(range.clone()).trim())
                .text("parts", parts.join("+"))
                .number("sum", sum.normalize())
                .number("total", total.normalize())
                .span(place, narrative.span(range)),
        )
    }
}

/// Lists in brackets that no word opens: 92件（发明18件、实用新型64件、外观设计10件）. They need not be complete.
fn bare<'n>(
    narrative: &'n Narrative<'_>,
    settings: &Settings,
) -> impl Iterator<Item = Breakdown<'n>> {
    let totals = narrative.figures().iter().filter(|figure| {
        figure.kind == Kind::Count
            && !figure.unit.is_empty()
            && !figure.each
            && narrative.slice(figure.end..figure.end + 1) == "("
    });
    totals.filter_map(|total| {
        let start = total.end + 1;
        let inside = start..closing(narrative, start)?;
        let told = narrative.figures().iter();
        let parts: Vec<&Figure> = told
            .skip_while(|figure| figure.start < inside.start)
            .take_while(|figure| figure.end <= inside.end)
            .collect();
        let unit = narrative.scaled(total).unit;
        let all = parts.iter().all(|part| {
            part.kind == Kind::Count
                && narrative.scaled(part).unit == unit
                && !narrative.noun(part).is_empty()
                && !is_difference(narrative, part, settings)
        });
        let exact = !total.rough && parts.iter().all(|part| !part.rough);
        (all && exact && parts.len() >= 2).then(|| Breakdown {
            total,
            parts,
            inside,
            bracketed: true,
            open: true,
            mixed: true,
            others: Vec::new(),
        })
    })
}

/// No run of the last parts makes the total.
fn wrong_total(
    parts: &[&Figure],
    total: &Figure,
    place: Place,
    narrative: &Narrative<'_>,
) -> Option<Hit> {
    let whole = narrative.scaled(total);
    let (mut sum, mut tolerance) = (Decimal::ZERO, whole.margin);
    for part in parts.iter().rev() {
        let part = narrative.scaled(part);
        sum += part.number;
        tolerance += part.margin;
        if (sum - whole.number).abs() <= tolerance {
            return None;
        }
    }
    let (message, difference) = if sum > whole.number {
        ("over", sum - whole.number)
    } else {
        ("under", whole.number - sum)
    };
    let printed: Vec<String> = parts
        .iter()
        .map(|part| narrative.scaled(part).number.normalize().to_string())
        .collect();
    let range = parts.first()?.start..total.end;
    Some(
        Hit::warning(place, message)
            .text("quote", narrative.slice(range.clone()))
            .text("parts", printed.join("+"))
            .number("sum", sum.normalize())
            .number("total", whole.number.normalize())
            .number("difference", difference.normalize())
            .span(place, narrative.span(range)),
    )
}

/// Whether a list ends with 等: it need not be complete. 一等奖 and 等级 do not say so.
fn is_open(inside: &str) -> bool {
    inside.match_indices('等').any(|(at, word)| {
        let (before, behind) = inside.split_at(at);
        let behind = behind.get(word.len()..).unwrap_or_default();
        !before.ends_with(['一', '二', '三', '四', '特', '优', '同', '平'])
            && !behind.starts_with(['奖', '级', '次'])
    })
}

/// The parts among the figures of a list: no changes, no earlier year's figures, no sums; and where only
/// some of them say how far things have come (已整改), those are counted across the parts.
fn parts<'n>(
    narrative: &Narrative<'_>,
    alike: &[&'n Figure],
    settings: &Settings,
) -> Vec<&'n Figure> {
    let words = &settings.narrative;
    let no_part = |figure: &Figure| {
        let lead = narrative.lead(figure);
        is_difference(narrative, figure, settings)
            || words.earlier.occurs_in(lead)
            || words.compared.occurs_in(lead)
            || ["共", "合计", "总计", "小计", "累计"]
                .iter()
                .any(|word| lead.ends_with(word))
    };
    let mut parts: Vec<&Figure> = alike
        .iter()
        .copied()
        .filter(|figure| !no_part(figure))
        .collect();
    let is_stage = |figure: &&Figure| words.stages.occurs_in(narrative.lead(figure));
    if !parts.iter().all(is_stage) {
        parts.retain(|figure| !is_stage(figure));
    }
    parts
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
    Case::notice("under", "outcome", || {
        with("全年获奖20项（其中一等奖3项、二等奖5项）。")
    }),
    Case::warning("over", "outcome", || {
        with("全年受理诉求960件，其中咨询610件，投诉380件，全部办结。")
    }),
    Case::clean(|| with("全年受理诉求960件（其中咨询510件、投诉380件、建议70件），全部办结。")),
    Case::warning("over", "outcome", || {
        with("新建公厕12座，改造公厕18座，管护公厕86座，合计106座。")
    }),
    Case::clean(|| with("新建公厕12座，改造公厕18座，管护公厕86座，合计116座。")),
    Case::warning("over", "outcome", || {
        with("资助学生8326人次，发放1086.5万元，其中小学5214人次521.4万元、初中4112人次565.1万元。")
    }),
    Case::clean(|| {
        with("资助学生8326人次，发放1086.5万元，其中小学5214人次521.4万元、初中3112人次565.1万元。")
    }),
    Case::warning("over", "outcome", || {
        with("组织申报专利126件，授权92件（发明专利38件、实用新型64件、外观设计10件）。")
    }),
    // They may be some of them only.
    Case::clean(|| with("组织申报专利126件，授权92件（发明专利8件、实用新型64件）。")),
    Case::warning("under", "outcome", || {
        with("上半年完成检测1200批次，下半年完成检测1360批次，全年共检测2760批次。")
    }),
    Case::clean(|| with("上半年完成检测1200批次，下半年完成检测1360批次，全年共检测2560批次。")),
    // The first is no part.
    Case::clean(|| with("全镇公厕130座，新建公厕12座，改造公厕18座，合计30座。")),
    // “等”: the list is not complete; unbracketed, it need not be.
    Case::clean(|| with("全年受理诉求960件（其中咨询510件、投诉380件等），全部办结。")),
    Case::clean(|| {
        with("全年受理诉求960件，同比（1010件）下降5%，其中咨询510件，投诉380件，全部办结。")
    }),
    // Other units inside: sixteen teams and one team make seventeen.
    Case::clean(|| with("现有17支队伍（包括16个村居队伍及1个商户队伍），累计出动320人次。")),
    // Nobody is both, but women may be party members.
    Case::error("over", "outcome", || {
        with("现有网格员112人（其中男68人、女54人）。")
    }),
    Case::clean(|| with("现有网格员112人（其中男68人、女44人）。")),
    Case::clean(|| with("全年培训90人（其中女性60人、党员70人）。")),
    Case::not_applicable(|| form().alone()),
];
