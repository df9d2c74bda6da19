//! 评分等级与总分不符.

use super::prelude::*;
use crate::form::Grade;

pub static RULE: Rule = Rule {
    id: "grade-mismatch",
    group: Group::Scores,
    name: text("评分等级与总分不符", "grade does not follow from the total"),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "按 90、80、60 分界，总分对应的等级与所填等级不同。",
        "The grade that belongs to the total (bounds 90, 80, 60) is not the one printed.",
    ),
    why: text(
        "等级由总分直接得出，影响结果应用。",
        "The grade follows from the total and decides how the result is used.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十八条：90（含）–100 分为优，80（含）–90 分为良，60（含）–80 分为中，60 分以下为差（条次待核）",
            "Caiyu [2020] 10, article 18: 优 from 90, 良 from 80, 中 from 60, 差 below (article to be verified)",
        ),
        basis(
            Status::Secondary,
            "预算管理一体化系统按同样分界定级",
            "a system in use grades by the same bounds",
        ),
    ],
    innocent: text(
        "地方旧办法分界为 80/70/60（用参数设定）；按四舍五入后的总分定级（另行提示）。",
        "Older local bounds 80/70/60 (a setting); a total rounded up to the bound (a notice).",
    ),
    procedure: text(
        "按核实后的总分重新定级。",
        "Grade again by the verified total.",
    ),
    example: text(
        "总分 86.40，等级填「优」，应为「良」。",
        "Total 86.40, grade 优; it should be 良.",
    ),
    parameters: &["grade.excellent", "grade.good", "grade.fair"],
    messages: &[
        message(
            "mismatch",
            "总分 {total} 对应等级「{expected}」，填报「{grade}」",
            "A total of {total} means {expected}; printed is {grade}",
        ),
        message(
            "rounded",
            "总分 {total} 对应等级「{expected}」，四舍五入后才为「{grade}」",
            "A total of {total} means {expected}; only rounded to whole points it is {grade}",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let report = subject.report;
    let Some(total) = report.total_score.value().copied() else {
        return Outcome::NotApplicable(&reason::NO_TOTAL);
    };
    let Some(grade) = report.grade.value().copied() else {
        return Outcome::NotApplicable(&reason::NO_GRADE);
    };
    let expected = band(total, settings);
    // Where the whole is not 100 points, the share of the whole may be what was graded.
    let of_whole = report
        .total_weight
        .value()
        .and_then(|weight| percent(total, *weight))
        .map(|share| band(share, settings));
    if grade == expected || of_whole == Some(grade) {
        return Outcome::Clean;
    }
    let hit = if band(total.round(), settings) == grade {
        Hit::notice(Place::Grade, "rounded")
    } else {
        Hit::error(Place::Grade, "mismatch")
    };
    Outcome::hit(
        hit.number("total", total)
            .text("expected", expected.as_str())
            .text("grade", grade.as_str())
            .cell(FieldName::Text)
            .cell_at(Place::Total, FieldName::Score),
    )
}

fn band(score: Decimal, settings: &Settings) -> Grade {
    if order(score, settings.grade.excellent).is_ge() {
        Grade::Excellent
    } else if order(score, settings.grade.good).is_ge() {
        Grade::Good
    } else if order(score, settings.grade.fair).is_ge() {
        Grade::Fair
    } else {
        Grade::Poor
    }
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("mismatch", "grade", || {
        form().total("100", "86.40").grade("优").alone()
    }),
    Case::notice("rounded", "grade", || {
        form().total("100", "89.60").grade("优").alone()
    }),
    Case::clean(|| form().total("100", "90.00").grade("优").alone()),
    Case::clean(|| form().total("100", "89.40").grade("良").alone()),
    Case::not_applicable(|| form().grade("").alone()),
];
