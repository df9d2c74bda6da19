//! 预算大幅调整且无说明.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "budget-adjusted-large",
    group: Group::Execution,
    name: text("预算大幅调整", "budget changed much during the year"),
    severity: Severity::Warning,
    tier: Tier::Core,
    checks: text(
        "（全年预算数−年初预算数）÷年初预算数 的绝对值达到 10% 为提示，达到 20% 为疑点；全文写明调整原因的只作提示。年初预算数为 0 的另行提示。",
        "Change from initial to annual budget of 10 % or more is a notice, of 20 % or more a warning; a notice only where the form explains it. An initial budget of 0 is reported separately.",
    ),
    why: text(
        "执行率以调整后的预算为分母，大幅调减会掩盖预算编制不实和执行缓慢。",
        "The rate divides by the adjusted budget; a large cut hides poor budgeting and slow execution.",
    ),
    basis: &[
        basis(
            Status::Primary,
            "《预算法》第七十二条：不同科目、预算级次或者项目间的资金调剂应当按规定办理",
            "Budget Law, article 72: transfers between items, levels or projects follow the rules",
        ),
        basis(
            Status::Primary,
            "《上海市预算审查监督条例》第四十四条：严格控制预算调剂",
            "Shanghai Budget Review Regulations, article 44: budget transfers are strictly controlled",
        ),
        basis(
            Status::Secondary,
            "四川表式注明：年中追加、调减须单独说明",
            "the Sichuan form asks for an explanation of any change during the year",
        ),
        basis(
            Status::Judgement,
            "10%、20% 两个界限",
            "the limits of 10 and 20 %",
        ),
    ],
    innocent: text(
        "统一压减一般性支出；政府采购节约；职能划转。",
        "A general cut of expenditure; savings in procurement; a task moved to another unit.",
    ),
    procedure: text(
        "调取预算调整批复、调剂审批和采购节约说明，核对绩效目标是否同步调整。",
        "Obtain the adjustment approvals and the account of savings; see whether the goals were adjusted as well.",
    ),
    example: text(
        "年初预算 500.00 万元，全年预算 340.00 万元，调减 32%，全文未说明。",
        "Initial 500.00, annual 340.00: a cut of 32 % without a word.",
    ),
    parameters: &[
        "adjustment.notice",
        "adjustment.warning",
        "adjustment.explained_by",
    ],
    messages: &[
        message(
            "unexplained",
            "年初预算 {initial} 万元，全年预算 {annual} 万元，调整 {change}%，自评表未说明原因；按年初预算计算执行率为 {rate}%",
            "Initial budget {initial}, annual budget {annual} (10 000 yuan), a change of {change} % that the form does not explain; on the initial budget the rate is {rate} %",
        ),
        message(
            "explained",
            "年初预算 {initial} 万元，全年预算 {annual} 万元，调整 {change}%，文中提到「{word}」；按年初预算计算执行率为 {rate}%",
            "Initial budget {initial}, annual budget {annual} (10 000 yuan), a change of {change} %; the text mentions “{word}”; on the initial budget the rate is {rate} %",
        ),
        message(
            "no-initial",
            "年初预算为 0，全年预算 {annual} 万元，为年中新增",
            "The initial budget is 0, the annual budget {annual} (10 000 yuan): added during the year",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let Some(total) = subject.total() else {
        return Outcome::NotApplicable(&reason::NO_FUNDS);
    };
    let (Some(initial), Some(annual)) = (total.initial, total.annual) else {
        return Outcome::NotApplicable(&reason::NO_INITIAL);
    };
    let cells = |hit: Hit| hit.cell(FieldName::Annual).cell(FieldName::Initial);
    if initial.is_zero() && annual > Decimal::ZERO {
        return Outcome::hit(cells(
            Hit::notice(total.place(), "no-initial").number("annual", annual),
        ));
    }
    let Some(change) = total.adjustment() else {
        return Outcome::NotApplicable(&reason::NO_INITIAL);
    };
    if change.abs() < settings.adjustment.notice {
        return Outcome::Clean;
    }
    let word = explanation(subject, settings);
    let hit = match &word {
        Some(word) => Hit::notice(total.place(), "explained").text("word", word.as_str()),
        None if change.abs() >= settings.adjustment.warning => {
            Hit::warning(total.place(), "unexplained")
        }
        None => Hit::notice(total.place(), "unexplained"),
    };
    let rate = total
        .rate_on_initial()
        .map_or_else(|| "—".to_owned(), |rate| rate.round_dp(2).to_string());
    Outcome::hit(cells(
        hit.number("initial", initial)
            .number("annual", annual)
            .number("change", change.round_dp(2))
            .text("rate", rate),
    ))
}

/// The word by which the form explains the change, in a narrative or in a reason.
pub(super) fn explanation(subject: &Subject<'_>, settings: &Settings) -> Option<String> {
    let report = subject.report;
    let narratives = [&report.goal, &report.outcome];
    let reasons = report.indicators.iter().map(|row| &row.reason);
    narratives
        .into_iter()
        .chain(reasons)
        .filter_map(|field| field.value())
        .find_map(|text| {
            let text = folded(text);
            let (_, word) = settings.adjustment.explained_by.find(&text)?;
            Some(word.to_owned())
        })
}

#[cfg(test)]
fn with(initial: &str) -> Draft {
    form().fund(
        FundLine::Total,
        initial,
        "118.00",
        "115.40",
        "10",
        "97.80",
        "9.78",
    )
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::warning("unexplained", "fund:total", || with("160.00").alone()),
    Case::notice("unexplained", "fund:total", || with("135.00").alone()),
    Case::notice("explained", "fund:total", || {
        with("160.00")
            .outcome("因公开招标节约和区级统一压减，全年已完成 12 条河道保洁。")
            .alone()
    }),
    Case::notice("no-initial", "fund:total", || with("0.00").alone()),
    Case::clean(|| with("130.00").alone()),
    Case::not_applicable(|| with("-").alone()),
    Case::not_applicable(|| bare().alone()),
];
