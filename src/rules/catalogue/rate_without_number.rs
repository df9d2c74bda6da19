//! 率/满意度/指数无数值.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "rate-without-number",
    group: Group::Indicators,
    name: text(
        "率、满意度、指数没有数值",
        "a rate, satisfaction or index without a number",
    ),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "指标名称以率、比例、满意度、指数结尾，而目标值或完成值不是数字。",
        "The name ends with rate, share, satisfaction or index, while target or actual is no number.",
    ),
    why: text(
        "名称本身要求一个百分数，写成文字等于没有统计。",
        "The name itself calls for a percentage; words mean that nothing was counted.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2021〕101号一(二)：指标应量化易评",
            "Caiyu [2021] 101, 1(2): quantified and easy to assess",
        ),
        basis(
            Status::Judgement,
            "能计算的比率应当填数",
            "what can be computed should be stated",
        ),
    ],
    innocent: text(
        "目标为「低于全市平均」等相对值且附有比较数据。",
        "A target relative to an average, with the figures attached.",
    ),
    procedure: text(
        "索取统计口径、分子分母和原始记录，要求补填数值。",
        "Ask for definition, numerator, denominator and records; have the number filled in.",
    ),
    example: text(
        "「设备完好率」目标值「提高」，完成值「达成指标」。",
        "“Share of equipment in working order”: target “raise”, actual “achieved”.",
    ),
    parameters: &["words.rate_heads", "words.rate_tails", "words.not_rates"],
    messages: &[message(
        "words",
        "「{level2}—{name}」应有数值，目标值为「{target}」、完成值为「{actual}」，得分 {score}/{weight}",
        "“{level2} – {name}” calls for a number; target “{target}”, actual “{actual}”, {score} of {weight} points",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    if subject.rows().is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    Outcome::of(
        subject
            .rows()
            .iter()
            .filter(|row| row.nature() == Nature::Qualitative && row.is_rate(settings))
            .map(|row| row.evidence(Hit::warning(row.place(), "words")))
            .collect(),
    )
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("words", "indicator:2", || {
        form().measured(2, "提高", "达成指标").alone()
    }),
    Case::warning("words", "indicator:2", || {
        form()
            .called(2, "产出指标", "质量指标", "设施完好率情况")
            .measured(2, "≥95.00(%)", "达成指标")
            .alone()
    }),
    // Words with the number in them.
    Case::clean(|| form().measured(2, "95%-98%", "99%").alone()),
    Case::clean(|| form().measured(2, "≥90%", "达到93%").alone()),
    // The length of a river is no rate.
    Case::clean(|| form().measured(1, "按计划", "达成指标").alone()),
    Case::not_applicable(|| bare().alone()),
];
