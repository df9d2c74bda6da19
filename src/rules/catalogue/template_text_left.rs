//! 残留填报提示语.

use smol_str::SmolStr;

use super::prelude::*;
use crate::form::Measure;

pub static RULE: Rule = Rule {
    id: "template-text-left",
    group: Group::Indicators,
    name: text("残留填报提示语", "filling instructions left in"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "指标或叙述中留有模板提示或占位符，如「难以量化」「请填写」「XX」「××」「100字以内」。",
        "An indicator or a narrative still holds instructions or placeholders of the template, such as “hard to quantify”, “please fill in”, “XX”.",
    ),
    why: text(
        "照抄模板说明没有认真填报，得分缺乏依据。",
        "Copied instructions show that the cell was not filled in with care; its score has no ground.",
    ),
    basis: &[basis(
        Status::Secondary,
        "公开的填报校验工具把占位符视为错误",
        "a public checker treats placeholders as errors",
    )],
    innocent: text(
        "名称中确有 X 字样（型号、代号）。",
        "A model or code that contains X.",
    ),
    procedure: text(
        "要求更正；对照得分核实是否已有结果（如问卷是否已做）。",
        "Have it corrected; check whether the result exists at all (was the survey done?).",
    ),
    example: text(
        "目标值「请填写具体数值，如：≥95%」。",
        "Target “please fill in a value, e.g. ≥95 %”.",
    ),
    parameters: &["words.template", "words.template_narrative"],
    messages: &[
        message(
            "row",
            "「{name}」的{column}残留提示语「{word}」：{quote}",
            "“{name}”, {column}: the instruction “{word}” was left in: {quote}",
        ),
        message(
            "narrative",
            "{column}残留提示语「{word}」",
            "{column}: the instruction “{word}” was left in",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let lexica = &settings.words;
    let mut hits = Vec::new();
    for row in subject.rows() {
        let reason = row.cells.reason.value().map(|reason| folded(reason));
        let columns = [
            ("三级指标", FieldName::Name, Some(row.name_folded())),
            ("年度指标值", FieldName::Target, row.target_words()),
            ("实际完成值", FieldName::Actual, row.answer()),
            ("偏差原因", FieldName::Reason, reason.as_deref()),
        ];
        let found = columns.into_iter().find_map(|(column, field, text)| {
            let (_, word) = lexica.template.find(text?)?;
            Some((column, field, word))
        });
        if let Some((column, field, word)) = found {
            hits.push(
                Hit::warning(row.place(), "row")
                    .text("name", row.name())
                    .text("column", column)
                    .text("word", word)
                    .text("quote", quote(row, field))
                    .cell(field),
            );
        }
    }
    let report = subject.report;
    for (column, place, field) in [
        ("预期目标", Place::Goal, &report.goal),
        ("实际完成情况", Place::Outcome, &report.outcome),
    ] {
        let found = field.value().and_then(|text| {
            let (at, word) = lexica.template_narrative.find(text)?;
            Some((char_span(text, at, word), word))
        });
        if let Some((span, word)) = found {
            hits.push(
                Hit::warning(place, "narrative")
                    .text("column", column)
                    .text("word", word)
                    .span(place, span),
            );
        }
    }
    Outcome::of(hits)
}

/// The text of a cell as it was read.
fn quote<'a>(row: &Row<'a>, field: FieldName) -> &'a str {
    let cells = row.cells;
    let text = match field {
        FieldName::Target => cells.target.value().and_then(Measure::words),
        FieldName::Actual => cells.actual.value().and_then(Measure::words),
        FieldName::Reason => cells.reason.value().map(SmolStr::as_str),
        _ => Some(row.name()),
    };
    text.unwrap_or_default()
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("row", "indicator:4", || {
        form()
            .measured(4, "请填写具体数值，如：≥95%", "达成指标")
            .alone()
    }),
    Case::warning("narrative", "outcome", || {
        form()
            .outcome("全年完成XX项任务，群众满意度 88.4%。")
            .alone()
    }),
    // A model with an X in its name.
    Case::clean(|| {
        form()
            .called(4, "产出指标", "数量指标", "X光机购置数量")
            .alone()
    }),
];
