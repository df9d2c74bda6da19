//! 定性指标.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "target-qualitative",
    group: Group::Indicators,
    name: text("定性指标", "qualitative indicator"),
    severity: Severity::Notice,
    tier: Tier::Core,
    checks: text(
        "目标值或完成值不是数字；两者都写明日期的不算。表内定性指标的占比另行计数。",
        "Target or actual is no number; two dates will do. The form's share of such indicators is counted.",
    ),
    why: text(
        "没有数字的目标无法复算，得分只能凭佐证判断。",
        "What has no number cannot be recomputed; only evidence can support its score.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2021〕101号一(二)：指标应量化易评",
            "Caiyu [2021] 101, 1(2): indicators should be quantified and easy to assess",
        ),
        basis(
            Status::Secondary,
            "地方办法：尽量定量表述，不能量化的可采用定性的分级分档形式",
            "local rules: quantify where possible; otherwise grade in levels",
        ),
    ],
    innocent: text(
        "依法只能定性的目标；是否类产出（如「无」事故）。",
        "Goals that can only be put in words; yes/no outputs.",
    ),
    procedure: text(
        "索取分级标准、基期情况和佐证资料。",
        "Ask for the levels, the starting position and the evidence.",
    ),
    example: text(
        "目标值「进一步改善」，完成值「达成指标」。",
        "Target “further improved”, actual “achieved”.",
    ),
    parameters: &[],
    messages: &[message(
        "words",
        "「{name}」目标值「{target}」、完成值「{actual}」为定性表述；本表定性指标 {words}/{rows}，占 {share}%",
        "“{name}”: target “{target}” and actual “{actual}” rest on words; the form has {words} such indicators of {rows}, {share} %",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, _: &Settings) -> Outcome {
    let rows = subject.rows();
    if rows.is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    let qualitative = || {
        rows.iter()
            .filter(|row| row.nature() == Nature::Qualitative)
    };
    let words = qualitative().count();
    let share = percent(Decimal::from(words), Decimal::from(rows.len()))
        .unwrap_or_default()
        .round_dp(1);
    Outcome::of(
        qualitative()
            .map(|row| {
                Hit::notice(row.place(), "words")
                    .text("name", row.name())
                    .text("target", row.cells.target.printed.as_str())
                    .text("actual", row.cells.actual.printed.as_str())
                    .count("words", words)
                    .count("rows", rows.len())
                    .number("share", share)
                    .cell(FieldName::Target)
                    .cell(FieldName::Actual)
                    .cell(FieldName::Name)
            })
            .collect(),
    )
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("words", "indicator:4", || {
        form().measured(4, "有所改善", "达成指标").alone()
    }),
    // A blank actual is missing, not qualitative.
    Case::clean(|| form().measured(4, "≥2400(户)", "-").alone()),
    // A day can be kept or missed.
    Case::clean(|| form().measured(4, "2024年6月底前", "2024年5月完成").alone()),
    Case::notice("words", "indicator:4", || {
        form().measured(4, "2024年6月底前", "达成指标").alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
