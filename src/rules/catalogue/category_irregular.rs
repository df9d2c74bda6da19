//! 指标类别缺项或名称不规范.

use super::prelude::*;
use crate::form::Category;

pub static RULE: Rule = Rule {
    id: "category-irregular",
    group: Group::Indicators,
    name: text("指标类别缺项或名称不规范", "class missing or oddly named"),
    severity: Severity::Warning,
    tier: Tier::Extra,
    checks: text(
        "没有产出或效益类指标为疑点；没有任何成本指标、二级指标名称不在通行名单内为提示。",
        "No output or no benefit indicators is a warning; no cost indicator at all, or a level-2 label not on the usual list, is a notice.",
    ),
    why: text(
        "缺一类就少考核一面；名称自定不便于汇总比较。",
        "A missing class leaves a side unassessed; home-made labels cannot be compared.",
    ),
    basis: &[basis(
        Status::Unverified,
        "财预〔2021〕101号二：产出、效益必设，工程基建、大型修缮及购置类须设成本（待核）",
        "Caiyu [2021] 101, part 2: output and benefit always, cost for construction, repair and purchase (to be verified)",
    )],
    innocent: text(
        "非工程、购置类项目可以不设成本；地方另有二级指标名单。",
        "Cost may be left out for other projects; local lists of level-2 labels.",
    ),
    procedure: text(
        "判断项目性质，要求补设缺少的类别。",
        "Judge the kind of project; have the missing class added.",
    ),
    example: text(
        "设备购置项目没有成本指标。",
        "A purchase of equipment without a cost indicator.",
    ),
    parameters: &["words.level2_labels"],
    messages: &[
        message(
            "no-core",
            "没有{class}类指标",
            "There is no indicator of the class {class}",
        ),
        message("no-cost", "没有成本指标", "There is no cost indicator"),
        message(
            "label",
            "二级指标「{label}」不在通行名单内",
            "The level-2 label “{label}” is not on the usual list",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let rows = subject.rows();
    let classified = |row: &Row<'_>| !matches!(row.category, Category::Other | Category::Process);
    if rows.is_empty() || !rows.iter().all(classified) {
        return Outcome::NotApplicable(&reason::NO_LEVEL1);
    }
    let has = |class: Category| rows.iter().any(|row| row.category == class);
    let about_all = |hit: Hit| hit.cells_at(rows.iter().map(Row::place), FieldName::Level1);
    let mut hits = Vec::new();
    for (class, label) in [(Category::Output, "产出"), (Category::Benefit, "效益")] {
        if !has(class) {
            hits.push(about_all(
                Hit::warning(Place::Form, "no-core").text("class", label),
            ));
        }
    }
    let cost = |row: &Row<'_>| {
        row.category == Category::Cost || !row.level2_as_above() && holds(row.level2(), "成本")
    };
    if !rows.iter().any(cost) {
        hits.push(about_all(Hit::notice(Place::Form, "no-cost")));
    }
    let mut seen = Vec::new();
    for row in rows.iter().filter(|row| !row.level2_as_above()) {
        let label = row.level2_folded();
        if label.is_empty() || settings.words.level2_labels.is(label) || seen.contains(&label) {
            continue;
        }
        hits.push(
            Hit::notice(row.place(), "label")
                .text("label", row.level2())
                .cell(FieldName::Level2),
        );
        seen.push(label);
    }
    Outcome::of(hits)
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("no-core", "form", || {
        form()
            .called(4, "满意度指标", "服务对象满意度指标", "受益居民满意度")
            .called(5, "满意度指标", "服务对象满意度指标", "沿河单位满意度")
            .alone()
    }),
    Case::notice("no-cost", "form", || {
        form()
            .called(3, "产出指标", "时效指标", "巡查按时完成率")
            .alone()
    }),
    Case::notice("label", "indicator:6", || {
        form()
            .called(6, "满意度指标", "居民满意度", "沿河居民满意度")
            .alone()
    }),
    Case::clean(|| form().alone()),
    Case::not_applicable(|| bare().alone()),
];
