//! 指标名称同类别名或过于笼统.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "name-not-specific",
    group: Group::Indicators,
    name: text("指标名称不具体", "indicator name says nothing"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "三级指标名称就是类别名（如「质量指标」），或是「完成率」「服务进度」一类不说明对象的笼统名称。",
        "The level-3 name is the name of a category (“quality indicator”), or a generic one without an object (“completion rate”).",
    ),
    why: text(
        "看不出衡量什么，也就无从取证。",
        "What is measured cannot be seen, so no evidence can be asked for.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2021〕101号三(一)：指标名称应简洁明确（待核）",
            "Caiyu [2021] 101, 3(1): names should be short and clear (to be verified)",
        ),
        basis(
            Status::Judgement,
            "笼统名称的词表",
            "the list of generic names",
        ),
    ],
    innocent: text(
        "单一任务项目中「合格率」等含义自明。",
        "In a project of one task “pass rate” may explain itself.",
    ),
    procedure: text("询问衡量对象和计算方法。", "Ask what is measured and how."),
    example: text(
        "「生态效益指标」下的三级指标名为「质量指标」。",
        "A level-3 indicator under ecological benefit is called “quality indicator”.",
    ),
    parameters: &["words.categories", "words.generic_names"],
    messages: &[
        message(
            "category",
            "三级指标「{name}」与类别同名，未说明衡量内容",
            "The indicator “{name}” only repeats a category",
        ),
        message(
            "generic",
            "三级指标「{name}」过于笼统，未说明衡量对象",
            "The indicator “{name}” does not say what is measured",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    if subject.rows().is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    let words = &settings.words;
    let mut hits = Vec::new();
    for row in subject.rows() {
        let name = row.name_folded();
        let hit = if words.categories.is(name) {
            Hit::warning(row.place(), "category")
        } else if words.generic_names.is(name) {
            Hit::notice(row.place(), "generic")
        } else {
            continue;
        };
        hits.push(hit.text("name", row.name()).cell(FieldName::Name));
    }
    Outcome::of(hits)
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("category", "indicator:5", || {
        form()
            .called(5, "效益指标", "生态效益指标", "质量 指标")
            .alone()
    }),
    Case::notice("generic", "indicator:1", || {
        form().called(1, "产出指标", "数量指标", "完成率").alone()
    }),
    Case::clean(|| {
        form()
            .called(1, "产出指标", "数量指标", "（管网改造）完成率")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
];
