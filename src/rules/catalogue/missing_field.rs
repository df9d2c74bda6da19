//! 必填项缺失.

use std::cell::LazyCell;
use std::ops::Deref;

use super::prelude::*;
use crate::form::Category;

pub static RULE: Rule = Rule {
    id: "missing-field",
    group: Group::Completeness,
    name: text("必填项缺失", "required cell left blank"),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "表中有此格而未填：项目名称、主管部门、实施单位、年度、全年预算数、全年执行数、执行率、预算执行分值和得分、预期目标、实际完成情况、总分、评分等级；各指标的名称、目标值、完成值、分值、得分。年初预算数空白只作提示。表式没有的格不算缺失；一个分值或得分格跨多行、合计已相符的，决策和管理类指标的目标值画横线的，不算缺失。",
        "A cell that the layout has is blank: project, department, unit, year, annual budget, executed, rate, weight and score of execution, goal, outcome, total, grade; name, target, actual, weight and score of each indicator. A blank initial budget is a notice. Cells a layout does not have do not count, nor weights and scores that stand in one cell for several rows and add up, nor a stroke for the target of an indicator on decision or management.",
    ),
    why: text(
        "缺项使评分无法复核。",
        "What is missing cannot be reviewed.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号：单位自评结果应内容完整、权重合理、数据真实、结果客观（条次待核）",
            "Caiyu [2020] 10: complete content, sensible weights, true data, objective results (article to be verified)",
        ),
        basis(
            Status::Secondary,
            "财预〔2020〕10号附件1的自评表栏目，与各地公开的表一致",
            "the fields of the form in annex 1 of Caiyu [2020] 10, as published forms show them",
        ),
    ],
    innocent: text(
        "地方表式没有评分等级或分值栏；文件转换丢失内容。",
        "Local layouts without grade or weights; content lost in conversion.",
    ),
    procedure: text(
        "对照原件确认后，要求填报单位补齐。",
        "Confirm against the original; have the unit complete the form.",
    ),
    example: text(
        "指标得分 10 分，实际完成值空白。",
        "An indicator is given 10 points while its actual is blank.",
    ),
    parameters: &["tolerance.score_total"],
    messages: &[
        message("head", "「{field}」未填", "“{field}” is blank"),
        message(
            "row",
            "第 {number} 项指标「{name}」未填：{fields}",
            "Indicator {number} “{name}” lacks: {fields}",
        ),
        message(
            "initial",
            "「年初预算数」未填",
            "The initial budget (年初预算数) is blank",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let mut hits = head(subject);
    let merged = LazyCell::new(|| Merged::of(subject, settings));
    hits.extend(
        subject
            .rows()
            .iter()
            .filter_map(|row| blank_cells(row, &merged)),
    );
    Outcome::of(hits)
}

fn head(subject: &Subject<'_>) -> Vec<Hit> {
    let report = subject.report;
    let text = FieldName::Text;
    let blank = [
        (
            "项目名称",
            Place::Form,
            FieldName::Project,
            report.project.is_blank(),
        ),
        (
            "主管部门",
            Place::Form,
            FieldName::Department,
            report.department.is_blank(),
        ),
        (
            "实施单位",
            Place::Form,
            FieldName::Unit,
            report.unit.is_blank(),
        ),
        ("年度", Place::Form, FieldName::Year, report.year.is_blank()),
        ("预期目标", Place::Goal, text, report.goal.is_blank()),
        (
            "实际完成情况",
            Place::Outcome,
            text,
            report.outcome.is_blank(),
        ),
        (
            "总分",
            Place::Total,
            FieldName::Score,
            report.total_score.is_blank(),
        ),
        ("评分等级", Place::Grade, text, report.grade.is_blank()),
    ];
    let of_total = subject.total().map(|total| {
        let (place, fund) = (total.place(), total.fund);
        // A stroke for both says that execution is not scored.
        let unscored = [&fund.weight, &fund.score]
            .iter()
            .all(|field| field.is_blank() && !field.printed.trim().is_empty());
        [
            (
                "全年预算数",
                place,
                FieldName::Annual,
                fund.annual.is_blank(),
            ),
            (
                "全年执行数",
                place,
                FieldName::Executed,
                fund.executed.is_blank(),
            ),
            ("执行率", place, FieldName::Rate, fund.rate.is_blank()),
            (
                "预算执行分值",
                place,
                FieldName::Weight,
                fund.weight.is_blank() && !unscored,
            ),
            (
                "预算执行得分",
                place,
                FieldName::Score,
                fund.score.is_blank() && !unscored,
            ),
        ]
    });
    let mut hits: Vec<Hit> = blank
        .into_iter()
        .chain(of_total.into_iter().flatten())
        .filter(|(.., blank)| *blank)
        .map(|(label, place, field, _)| {
            Hit::error(place, "head")
                .text("field", label)
                .cell(field)
                .resting_on([label])
        })
        .collect();
    if let Some(total) = subject
        .total()
        .filter(|total| total.fund.initial.is_blank())
    {
        hits.push(
            Hit::notice(total.place(), "initial")
                .cell(FieldName::Initial)
                .resting_on(["年初预算数"]),
        );
    }
    hits
}

/// Whether the weights, and the scores, that are there already make the whole, so that blank ones
/// stand in one cell with another row's.
#[derive(Debug, Clone, Copy)]
struct Merged {
    weights: bool,
    scores: bool,
}

impl Merged {
    fn of(subject: &Subject<'_>, settings: &Settings) -> Self {
        let report = subject.report;
        let fund = subject.total().map(|total| total.fund);
        let tolerance = settings.tolerance.score_total;
        let makes = |rows: Decimal, execution: Option<&Decimal>, whole: Option<&Decimal>| {
            let whole = whole.copied().unwrap_or(Decimal::ONE_HUNDRED);
            let sum = rows + execution.copied().unwrap_or_default();
            (sum - whole).abs() <= tolerance
        };
        Self {
            weights: makes(
                subject.rows().iter().filter_map(Row::weight).sum(),
                fund.and_then(|fund| fund.weight.value()),
                report.total_weight.value(),
            ),
            scores: makes(
                subject.rows().iter().filter_map(Row::score).sum(),
                fund.and_then(|fund| fund.score.value()),
                report.total_score.value(),
            ),
        }
    }
}

fn blank_cells(row: &Row<'_>, merged: &impl Deref<Target = Merged>) -> Option<Hit> {
    let cells = row.cells;
    // How a project was decided on and managed is marked without a target; a stroke says so.
    let marked = row.category == Category::Process
        && !cells.target.printed.trim().is_empty()
        && cells.actual.value().is_some();
    let fields = [
        ("三级指标", FieldName::Name, cells.name.is_blank()),
        (
            "年度指标值",
            FieldName::Target,
            cells.target.is_blank() && !marked,
        ),
        ("实际完成值", FieldName::Actual, cells.actual.is_blank()),
        (
            "分值",
            FieldName::Weight,
            cells.weight.is_blank() && !merged.weights,
        ),
        (
            "得分",
            FieldName::Score,
            cells.score.is_blank() && !merged.scores,
        ),
    ];
    let blank: Vec<_> = fields.into_iter().filter(|(.., blank)| *blank).collect();
    if blank.is_empty() {
        return None;
    }
    let labels: Vec<&str> = blank.iter().map(|(label, ..)| *label).collect();
    // Why there is none yet is said, and no points are claimed.
    let accounted = blank.iter().all(|(_, field, _)| *field == FieldName::Actual)
        && row.score().is_some_and(|score| score.is_zero())
        && row.has_reason() == Some(true);
    let severity = if accounted {
        Severity::Notice
    } else {
        Severity::Error
    };
    let hit = Hit::new(severity, row.place(), "row")
        .number("number", Decimal::from(row.number))
        .text("name", row.name())
        .text("fields", labels.join("、"))
        .resting_on(std::iter::once(row.name()).chain(labels));
    Some(
        blank
            .iter()
            .fold(hit, |hit, (_, field, _)| hit.cell(*field)),
    )
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("head", "outcome", || form().outcome("-").alone()),
    Case::error("head", "total", || form().total("100", "-").alone()),
    Case::error("row", "indicator:2", || {
        form().measured(2, "≥95.00(%)", "-").alone()
    }),
    Case::notice("row", "indicator:1", || {
        form()
            .measured(1, "≥50(公斤)", "—")
            .scored(1, "15", "0")
            .alone()
    }),
    Case::notice("initial", "fund:total", || {
        form()
            .fund(
                FundLine::Total,
                "-",
                "118.00",
                "115.40",
                "10",
                "97.80",
                "9.78",
            )
            .alone()
    }),
    // Management is marked without a target, and a stroke says so.
    Case::clean(|| {
        form()
            .called(1, "项目管理", "财务管理", "账目清楚")
            .measured(1, "——", "账目逐笔可查")
            .alone()
    }),
    Case::error("row", "indicator:1", || {
        form().measured(1, "——", "51(公斤)").alone()
    }),
    // One score cell for two rows.
    // Execution is not scored.
    Case::clean(|| {
        form()
            .fund(FundLine::Total, "100", "100", "98", "/", "98.00", "/")
            .alone()
    }),
    Case::clean(|| form().scored(4, "15", "-").scored(5, "15", "30").alone()),
    // A layout without grade, weights and initial budget.
    Case::clean(|| {
        form()
            .grade("")
            .fund(
                FundLine::Total,
                "",
                "118.00",
                "115.40",
                "20",
                "97.80",
                "19.56",
            )
            .scored(6, "", "10")
            .alone()
    }),
];
