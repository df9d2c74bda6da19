//! 满意度存疑.

use super::prelude::*;
use crate::form::Category;

pub static RULE: Rule = Rule {
    id: "satisfaction-doubtful",
    group: Group::Indicators,
    name: text("满意度存疑", "doubtful satisfaction"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "满意度类指标没有数值，或完成值为 100%。",
        "A satisfaction indicator has no number, or its actual is 100 %.",
    ),
    why: text(
        "满意度须由调查得出；没有数值或人人满意，多半没有做过调查。",
        "Satisfaction comes from a survey; no number, or everyone satisfied, suggests that none was made.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2021〕101号二(四)：设置满意度指标的应实际开展调查或收集反馈（待核）",
            "Caiyu [2021] 101, 2(4): whoever sets a satisfaction indicator must survey or collect feedback (to be verified)",
        ),
        basis(
            Status::Secondary,
            "审计机构的经验：满意度调查样本不足、代表性不强",
            "experience of audit firms: samples too small and not representative",
        ),
    ],
    innocent: text(
        "服务对象极少（如只有一家单位）。",
        "Very few respondents (a single office).",
    ),
    procedure: text(
        "索取问卷原件、样本量和统计表；没有调查的该项不得分。",
        "Ask for the questionnaires, the sample size and the tabulation; without a survey the indicator scores nothing.",
    ),
    example: text(
        "「学员满意度」≥90%，完成值 100%，未见问卷。",
        "“Trainees' satisfaction” ≥90 %, actual 100 %, no questionnaire.",
    ),
    parameters: &["tier.denied"],
    messages: &[
        message(
            "words",
            "「{name}」目标「{target}」、完成「{actual}」没有数值，未见调查数据",
            "“{name}”: target “{target}” and actual “{actual}” have no number; no survey is shown",
        ),
        message(
            "full",
            "「{name}」目标「{target}」、完成「{actual}」，人人满意，未见调查数据",
            "“{name}”: target “{target}”, actual “{actual}”: everyone is satisfied; no survey is shown",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let rows = || {
        subject
            .rows()
            .iter()
            .filter(|row| row.category == Category::Satisfaction)
    };
    if rows().next().is_none() {
        return Outcome::NotApplicable(&reason::NO_SATISFACTION);
    }
    let mut hits = Vec::new();
    for row in rows() {
        let message = match row.nature() {
            Nature::Qualitative if !tells_number(row) && !none_wanted(row, settings) => "words",
            Nature::Quantitative if everyone(row) => "full",
            _ => continue,
        };
        hits.push(
            Hit::warning(row.place(), message)
                .text("name", row.name())
                .text("target", row.cells.target.printed.as_str())
                .text("actual", row.cells.actual.printed.as_str())
                .cell(FieldName::Actual)
                .cell(FieldName::Target)
                .cell(FieldName::Name),
        );
    }
    Outcome::of(hits)
}

/// Whether there was to be none of something, and was none: 无投诉, 零投诉.
fn none_wanted(row: &Row<'_>, settings: &Settings) -> bool {
    let denied = &settings.tier.denied;
    let denies = |words: Option<&str>| words.is_some_and(|words| denied.prefix(words).is_some());
    denies(row.target_words()) && denies(row.answer())
}

/// Whether the actual has a number, be the target only words (满意).
fn tells_number(row: &Row<'_>) -> bool {
    row.cells
        .actual
        .value()
        .is_some_and(|actual| actual.tells_number())
}

/// Whether the actual is 100 per cent; the sign may stand in the target alone.
fn everyone(row: &Row<'_>) -> bool {
    row.quantities().is_some_and(|(target, actual)| {
        actual.number == Decimal::ONE_HUNDRED
            && (actual.is_percent() || actual.unit.is_empty() && target.is_percent())
    })
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("words", "indicator:6", || {
        form().measured(6, "提高", "达成指标").alone()
    }),
    Case::warning("full", "indicator:6", || {
        form().measured(6, "≥90%", "100.00%").alone()
    }),
    Case::clean(|| form().measured(6, "≥90%", "99.50%").alone()),
    Case::warning("words", "indicator:6", || {
        form().measured(6, "≥90%", "未开展调查").alone()
    }),
    Case::warning("words", "indicator:6", || {
        form().measured(6, "不断提高", "不断提高").alone()
    }),
    // What is wrong is the target.
    Case::clean(|| form().measured(6, "满意", "98%").alone()),
    Case::clean(|| form().measured(6, "无投诉", "零投诉").alone()),
    // A hundred people asked.
    Case::clean(|| {
        form()
            .called(6, "满意度指标", "服务对象满意度指标", "满意度调查人数")
            .measured(6, "≥80(人)", "100(人)")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
