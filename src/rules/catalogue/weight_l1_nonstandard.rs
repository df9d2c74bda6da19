//! 一级指标权重偏离标准.

use super::prelude::*;
use crate::form::Category;

pub static RULE: Rule = Rule {
    id: "weight-l1-nonstandard",
    group: Group::Weights,
    name: text(
        "一级指标权重偏离标准",
        "first-level weights off the standard",
    ),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "产出、效益、满意度（及成本）分值之和与标准权重不同；没有满意度时其分值计入效益；预算执行率不是 10 分。任一类偏离达到设定分数为疑点，否则为提示。",
        "The points of output, benefit, satisfaction (and cost) differ from the standard; without satisfaction its points go to benefit; execution is not 10. From the set number of points of deviation in one class a warning, else a notice.",
    ),
    why: text(
        "把分值移向容易得满分的类别可以抬高总分。",
        "Moving points to the classes where full marks come easily raises the total.",
    ),
    basis: &[
        basis(
            Status::Secondary,
            "财预〔2020〕10号第十三条的权重：预算执行率 10、产出 50、效益 30、满意度 10，特殊情况可以调整（数值有公开表式佐证，条次待核）",
            "weights of Caiyu [2020] 10, article 13: execution 10, output 50, benefit 30, satisfaction 10, adjustable in special cases (figures shown by published forms, article to be verified)",
        ),
        basis(
            Status::Unverified,
            "财预〔2021〕101号三(六)：设置成本指标的，成本 20、产出 40、效益 20、满意度 10",
            "Caiyu [2021] 101, 3(6): with cost indicators, cost 20, output 40, benefit 20, satisfaction 10",
        ),
    ],
    innocent: text(
        "地方另有权重规定（用参数设定）；项目性质特殊并经批准调整。",
        "Local rules set other weights (a setting); approved adjustment for a special project.",
    ),
    procedure: text(
        "询问权重调整的依据和批准；按标准权重试算总分，看等级是否变化。",
        "Ask on what ground and by whom the weights were changed; recompute the total with standard weights and see whether the grade changes.",
    ),
    example: text(
        "产出 30、效益 40、满意度 20：产出比标准少 20 分，满意度多 10 分。",
        "Output 30, benefit 40, satisfaction 20: output is 20 below the standard, satisfaction 10 above.",
    ),
    parameters: &[
        "weights.execution",
        "weights.without_cost",
        "weights.with_cost",
        "weights.serious",
    ],
    messages: &[message(
        "off",
        "权重为{actual}，标准为{standard}，最大偏离 {deviation} 分",
        "Weights are {actual}, the standard is {standard}; the largest deviation is {deviation} points",
    )],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

const CLASSES: [(Category, &str); 4] = [
    (Category::Cost, "成本"),
    (Category::Output, "产出"),
    (Category::Benefit, "效益"),
    (Category::Satisfaction, "满意度"),
];

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let rows = subject.rows();
    if rows.is_empty() {
        return Outcome::NotApplicable(&reason::NO_ROWS);
    }
    let mut sums = [Decimal::ZERO; 4];
    let mut present = [false; 4];
    for row in rows {
        let Some(class) = CLASSES.iter().position(|(class, _)| *class == row.category) else {
            return Outcome::NotApplicable(&reason::NO_LEVEL1);
        };
        let Some(weight) = row.weight() else {
            return Outcome::NotApplicable(&reason::NO_WEIGHTS);
        };
        if let (Some(sum), Some(present)) = (sums.get_mut(class), present.get_mut(class)) {
            *sum += weight;
            *present = true;
        }
    }
    let [has_cost, _, _, has_satisfaction] = present;
    let standard = settings.weights.standard(has_cost, has_satisfaction);
    let execution = subject
        .total()
        .and_then(|total| total.fund.weight.value().copied());
    let execution_off = execution.map_or(Decimal::ZERO, |execution| {
        (execution - settings.weights.execution).abs()
    });
    let deviation = sums
        .iter()
        .zip(standard)
        .map(|(sum, standard)| (sum - standard).abs())
        .fold(execution_off, Decimal::max);
    if deviation <= settings.tolerance.weight {
        return Outcome::Clean;
    }
    let severity = if deviation >= settings.weights.serious {
        Severity::Warning
    } else {
        Severity::Notice
    };
    let mut hit = Hit::new(severity, Place::Form, "off")
        .text("actual", describe(execution, &sums))
        .text(
            "standard",
            describe(execution.map(|_| settings.weights.execution), &standard),
        )
        .number("deviation", deviation.normalize());
    if execution.is_some() {
        hit = hit.cell_at(Place::Fund(FundLine::Total), FieldName::Weight);
    }
    for row in rows {
        hit = hit
            .cell_at(row.place(), FieldName::Level1)
            .cell_at(row.place(), FieldName::Weight);
    }
    Outcome::hit(hit)
}

fn describe(execution: Option<Decimal>, classes: &[Decimal; 4]) -> String {
    let execution = execution.map(|weight| format!("执行率 {}", weight.normalize()));
    let classes = CLASSES
        .iter()
        .zip(classes)
        .filter(|(_, weight)| !weight.is_zero())
        .map(|((_, name), weight)| format!("{name} {}", weight.normalize()));
    execution
        .into_iter()
        .chain(classes)
        .collect::<Vec<_>>()
        .join("、")
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("off", "form", || {
        form().scored(3, "5", "5").scored(6, "20", "20").alone()
    }),
    Case::warning("off", "form", || {
        form()
            .scored(2, "5", "5")
            .scored(3, "5", "5")
            .scored(6, "30", "30")
            .alone()
    }),
    // Without satisfaction its ten points belong to benefit.
    Case::clean(|| {
        form()
            .called(6, "效益指标", "可持续影响指标", "管护制度覆盖河道比例")
            .alone()
    }),
    // The standard with cost indicators.
    Case::clean(|| {
        form()
            .called(3, "成本指标", "经济成本指标", "每公里保洁成本")
            .scored(3, "20", "20")
            .scored(2, "20", "20")
            .scored(4, "10", "10")
            .scored(5, "10", "10")
            .alone()
    }),
    Case::not_applicable(|| bare().alone()),
    Case::not_applicable(|| form().scored(6, "", "10").alone()),
];
