//! 分值合计不为100.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "weight-sum-not-100",
    group: Group::Weights,
    name: text("分值合计不为100", "weights do not add up to 100"),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "预算执行分值与全部指标分值之和不等于 100，或与印出的合计分值不一致；一级指标名称中印有分值时，该类指标分值之和与之不同。",
        "Execution weight plus all indicator weights is not 100, or not the total that is printed; where a level-1 label prints its points, its rows add up to something else.",
    ),
    why: text(
        "分值合计不是 100，总分和等级就没有可比的基础。",
        "Unless the weights add up to 100, total and grade have no base.",
    ),
    basis: &[
        basis(
            Status::Unverified,
            "财预〔2020〕10号第十三条、第十八条：预算执行率 10%，各项指标 90%，总分 100 分（条次待核）",
            "Caiyu [2020] 10, articles 13 and 18: execution 10, indicators 90, total 100 (articles to be verified)",
        ),
        basis(
            Status::Secondary,
            "预算管理一体化系统要求三级指标分值合计 90",
            "a system in use refuses indicators that do not add up to 90",
        ),
    ],
    innocent: text(
        "不适用的指标剔除后未折算为 100；执行率不单列分值的表式。",
        "Indicators that do not apply were taken out without rescaling; layouts that do not score execution.",
    ),
    procedure: text(
        "要求按 100 分重新设定分值，重新计算总分和等级。",
        "Have the weights set again to 100; recompute total and grade.",
    ),
    example: text(
        "执行 10 分，产出 50、效益 30、满意度 20，合计 110 分，总分却填 100。",
        "Execution 10, output 50, benefit 30, satisfaction 20: 110 points, yet the total says 100.",
    ),
    parameters: &["tolerance.weight", "weights.execution"],
    messages: &[
        message(
            "sum",
            "预算执行 {execution} 分与 {rows} 项指标 {indicators} 分合计 {sum} 分，不是 100 分",
            "Execution {execution} and {rows} indicators with {indicators} points add up to {sum}, not 100",
        ),
        message(
            "printed",
            "合计分值印为 {printed}，各项相加为 {sum}",
            "The total of the weights is printed as {printed}; the rows add up to {sum}",
        ),
        message(
            "level1",
            "「{label}」名称所印分值 {printed}，其下 {rows} 项指标分值合计 {sum}",
            "“{label}” prints {printed} points; its {rows} rows add up to {sum}",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let rows = subject.rows();
    let sums = subject.sums();
    if sums.weighted == 0 {
        return Outcome::NotApplicable(&reason::NO_WEIGHTS);
    }
    let complete = sums.weighted == rows.len();
    let indicators = sums.weights;
    let printed = subject.report.total_weight.value().copied();
    let execution = subject
        .total()
        .and_then(|total| total.fund.weight.value().copied());
    let tolerance = settings.tolerance.weight;
    let near = |a: Decimal, b: Decimal| (a - b).abs() <= tolerance;
    let hundred = Decimal::ONE_HUNDRED;
    let sum = indicators + execution.unwrap_or_default();
    // Without a weight of its own, execution may count for the rest or be one of the rows.
    let whole = near(sum, hundred)
        || execution.is_none()
            && (near(indicators + settings.weights.execution, hundred) || indicators < hundred);
    let mut hits = Vec::new();
    if !whole && (complete || sum > hundred) {
        // Without a total row the table may have been cut: what is missing may be on another page.
        let cut = printed.is_none() && subject.report.total_score.value().is_none();
        let severity = if cut && sum < hundred {
            Severity::Warning
        } else {
            Severity::Error
        };
        hits.push(
            Hit::new(severity, Place::Total, "sum")
                .number("execution", execution.unwrap_or_default())
                .count("rows", sums.weighted)
                .number("indicators", indicators)
                .number("sum", sum),
        );
    } else if let Some(printed) = printed {
        let fits = near(printed, sum) || near(printed, indicators) || near(printed, hundred);
        if complete && execution.is_some() && !fits {
            hits.push(
                Hit::error(Place::Total, "printed")
                    .number("printed", printed)
                    .number("sum", sum),
            );
        }
    }
    for hit in &mut hits {
        let mut marked = hit.clone().cell(FieldName::Weight);
        if execution.is_some() {
            marked = marked.cell_at(Place::Fund(FundLine::Total), FieldName::Weight);
        }
        for row in rows {
            marked = marked.cell_at(row.place(), FieldName::Weight);
        }
        *hit = marked;
    }
    hits.extend(labels(rows, tolerance));
    if hits.is_empty() && !complete && !near(sum, hundred) {
        return Outcome::NotApplicable(&reason::NO_WEIGHTS);
    }
    Outcome::of(hits)
}

/// Level-1 labels that print points their rows do not add up to.
fn labels<'r>(rows: &'r [Row<'r>], tolerance: Decimal) -> impl Iterator<Item = Hit> + 'r {
    rows.chunk_by(|a, b| a.level1() == b.level1())
        .filter_map(move |group| {
            let first = group.first()?;
            let printed = points_in(first.level1())?;
            let sum = group.iter().map(Row::weight).sum::<Option<Decimal>>()?;
            ((sum - printed).abs() > tolerance).then(|| {
                let hit = Hit::warning(first.place(), "level1")
                    .text("label", first.level1())
                    .number("printed", printed)
                    .count("rows", group.len())
                    .number("sum", sum)
                    .cell(FieldName::Level1);
                group
                    .iter()
                    .fold(hit, |hit, row| hit.cell_at(row.place(), FieldName::Weight))
            })
        })
}

/// The points a label prints: 50 of `产出指标(50分)`.
fn points_in(label: &str) -> Option<Decimal> {
    let (before, _) = label.split_once('分')?;
    let number = before.trim_end();
    let digits = number
        .rfind(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map_or(Some(number), |at| {
            let (_, tail) = number.split_at_checked(at)?;
            let mut tail = tail.chars();
            tail.next();
            Some(tail.as_str())
        })?;
    digits.parse().ok()
}

#[cfg(test)]
const CASES: &[Case] = &[
    // Without a total row the table may have been cut.
    Case::warning("sum", "total", || {
        let mut draft = form();
        draft.0.indicators.pop();
        draft.0.total_weight = crate::form::Field::absent();
        draft.0.total_score = crate::form::Field::absent();
        draft.alone()
    }),
    Case::error("sum", "total", || form().scored(6, "20", "20").alone()),
    Case::error("printed", "total", || form().total("98", "99.62").alone()),
    Case::warning("level1", "indicator:6", || {
        form()
            .called(
                6,
                "满意度指标(20分)",
                "服务对象满意度指标",
                "沿河居民满意度",
            )
            .alone()
    }),
    // Execution 20 and indicators 80, as in Hubei.
    Case::clean(|| {
        form()
            .fund(
                FundLine::Total,
                "",
                "118.00",
                "115.40",
                "20",
                "97.80",
                "19.56",
            )
            .scored(4, "5", "5")
            .alone()
    }),
    // Fractions of points.
    Case::clean(|| {
        form()
            .scored(2, "14.5", "14.5")
            .scored(3, "15.5", "15.5")
            .alone()
    }),
    // Execution without a weight of its own.
    Case::clean(|| {
        form()
            .fund(
                FundLine::Total,
                "120.00",
                "118.00",
                "115.40",
                "",
                "97.80",
                "",
            )
            .alone()
    }),
    // The total of the indicators alone is printed.
    Case::clean(|| form().total("90", "99.62").alone()),
    // A blank weight is unknown.
    Case::not_applicable(|| form().scored(6, "-", "10").alone()),
    Case::not_applicable(|| bare().alone()),
];
