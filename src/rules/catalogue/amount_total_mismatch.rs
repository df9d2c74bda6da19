//! 资金总额与分项不符.

use super::prelude::*;
use crate::rules::Amounts;

pub static RULE: Rule = Rule {
    id: "amount-total-mismatch",
    group: Group::Amounts,
    name: text(
        "资金总额与分项不符",
        "fund total is not the sum of its parts",
    ),
    severity: Severity::Error,
    tier: Tier::Core,
    checks: text(
        "年初预算数、全年预算数、全年执行数三列中，年度资金总额与各分项之和相差超过容差。分项有空白时，只在已填分项之和已超过总额时提示；只列出「其中」一项的作疑点；某一分项下的「其中」不重复相加。",
        "In each of the columns initial budget, annual budget and executed: the total differs from the sum of its parts by more than the tolerance. Where a part is blank, only parts that already exceed the total are reported; one part alone that is less than the total is a warning; what is part of a part is not added twice.",
    ),
    why: text(
        "总额与分项出自同一张表，应当相等；不等说明至少有一个数填错，执行率及其得分也随之存疑。",
        "Total and parts stand in one table and must agree; if they do not, at least one figure is wrong, and with it the execution rate and its score.",
    ),
    basis: &[
        basis(
            Status::Primary,
            "《预算法》第七十五条：决算草案应当数额准确、内容完整",
            "Budget Law, article 75: final accounts must be accurate in amount and complete",
        ),
        basis(
            Status::Secondary,
            "财预〔2020〕10号附件1的自评表：总额由当年财政拨款、上年结转资金、其他资金组成",
            "form in annex 1 of Caiyu [2020] 10: the total consists of this year's appropriation, carry-over and other funds",
        ),
    ],
    innocent: text(
        "地方表式缺一行来源（如财政专户管理资金、单位资金）；分项之间有包含关系；元与万元混填（另行提示）。",
        "A local layout leaves out a source of funds; one part contains another; yuan and ten thousand yuan mixed (reported separately).",
    ),
    procedure: text(
        "核对预算批复、指标文件和支出明细账，确认正确的总额和分项，要求更正。",
        "Compare with the budget approval, the allotment notices and the expenditure ledger; establish the right total and parts; ask for a correction.",
    ),
    example: text(
        "全年执行数总额填 120.00 万元，财政拨款 100.00、上年结转 15.00、其他 0.00，分项合计 115.00，差 5.00。",
        "Executed total 120.00, appropriation 100.00, carry-over 15.00, other 0.00: the parts add up to 115.00, 5.00 short.",
    ),
    parameters: &["tolerance.amount_per_part", "tolerance.amount_base"],
    messages: &[
        message(
            "mismatch",
            "{column}总额 {total} 万元，分项合计 {sum} 万元，相差 {difference} 万元",
            "{column}: total {total}, parts add up to {sum} (10 000 yuan), a difference of {difference}",
        ),
        message(
            "exceeds",
            "{column}总额 {total} 万元，已填分项合计 {sum} 万元，超出总额 {difference} 万元",
            "{column}: total {total}, the parts that are filled in add up to {sum} (10 000 yuan), {difference} more than the total",
        ),
        message(
            "listed",
            "{column}总额 {total} 万元，分项只列出一项 {sum} 万元，其余 {difference} 万元未列来源",
            "{column}: total {total}, of which one part of {sum} (10 000 yuan) is listed; the source of {difference} is not",
        ),
        message(
            "unit-mixed",
            "{column}总额 {total} 与分项合计 {sum} 恰好相差一万倍，疑元与万元混填",
            "{column}: total {total} and sum of parts {sum} differ by exactly ten thousand times; yuan and ten thousand yuan seem to be mixed",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

/// Column label, field and accessor.
type Column = (&'static str, FieldName, fn(&Amounts<'_>) -> Option<Decimal>);

const COLUMNS: [Column; 3] = [
    ("年初预算数", FieldName::Initial, |line| line.initial),
    ("全年预算数", FieldName::Annual, |line| line.annual),
    ("全年执行数", FieldName::Executed, |line| line.executed),
];

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    let lines = subject.funds();
    let Some(total) = subject.total() else {
        return Outcome::NotApplicable(&reason::NO_FUNDS);
    };
    if lines.len() < 2 {
        return Outcome::NotApplicable(&reason::NO_PARTS);
    }
    let mut looked = false;
    let mut hits = Vec::new();
    for column in COLUMNS {
        match compare(lines, total, column, settings) {
            Seen::Nothing => {}
            Seen::Agrees => looked = true,
            Seen::Differs(hit) => {
                looked = true;
                hits.push(hit);
            }
        }
    }
    if looked {
        Outcome::of(hits)
    } else {
        Outcome::NotApplicable(&reason::NO_PARTS)
    }
}

/// Whether a row says that it is a part of the one before: `其中：专项债券`.
fn is_within(line: &Amounts<'_>) -> bool {
    line.fund.label.trim_start().starts_with("其中")
}

enum Seen {
    Nothing,
    Agrees,
    Differs(Hit),
}

fn compare(
    lines: &[Amounts<'_>],
    total: &Amounts<'_>,
    (label, field, amount): Column,
    settings: &Settings,
) -> Seen {
    let Some(whole) = amount(total) else {
        return Seen::Nothing;
    };
    let mut sum = Decimal::ZERO;
    let mut of_levels = Decimal::ZERO;
    let mut of_parts = Decimal::ZERO;
    let mut parts = 0;
    let mut unknown = false;
    let listed = || lines.iter().filter(|line| !line.is_total());
    // 其中 in front of the first says that all are parts of the total.
    let all_of_total = listed().next().is_some_and(is_within);
    for line in listed() {
        match amount(line) {
            Some(amount) => {
                sum += amount;
                if matches!(line.fund.line, FundLine::Transfer | FundLine::Local) {
                    of_levels += amount;
                } else if !all_of_total && is_within(line) {
                    of_parts += amount;
                }
                parts += 1;
            }
            None => unknown = true,
        }
    }
    if parts == 0 {
        return Seen::Nothing;
    }
    let tolerance = settings.tolerance.amount_base
        + settings.tolerance.amount_per_part * Decimal::from(parts);
    // Money by level of government, and what is 其中 of a part, may stand beside the part that contains it.
    let nested = sum - of_levels;
    let agrees = |sum: Decimal| (whole - sum).abs() <= tolerance;
    if agrees(sum)
        || (of_levels > Decimal::ZERO && nested > Decimal::ZERO && agrees(nested))
        || (of_parts > Decimal::ZERO && (agrees(sum - of_parts) || agrees(nested - of_parts)))
    {
        return Seen::Agrees;
    }
    // What else such a part contains is not told from what stands beside it.
    if of_parts > Decimal::ZERO && sum > whole {
        return Seen::Nothing;
    }
    let least = if of_levels > Decimal::ZERO && nested > Decimal::ZERO {
        nested
    } else {
        sum
    };
    if unknown && least <= whole + tolerance {
        return Seen::Nothing;
    }
    let myriad = Decimal::from(10_000);
    let near = |a: Decimal, b: Decimal| !b.is_zero() && (a - b).abs() <= tolerance;
    let hit = if near(sum, whole * myriad) || near(whole, sum * myriad) {
        Hit::warning(Place::Fund(FundLine::Total), "unit-mixed")
    } else if unknown {
        Hit::error(Place::Fund(FundLine::Total), "exceeds")
            .number("difference", (sum - whole).normalize())
    } else if all_of_total && parts == 1 && sum < whole {
        Hit::warning(Place::Fund(FundLine::Total), "listed")
            .number("difference", (whole - sum).normalize())
    } else {
        Hit::error(Place::Fund(FundLine::Total), "mismatch")
            .number("difference", (sum - whole).abs().normalize())
    };
    let hit = hit
        .text("column", label)
        .number("total", whole)
        .number("sum", sum)
        .cell(field);
    let parts = listed().filter(|line| amount(line).is_some());
    Seen::Differs(parts.fold(hit, |hit, line| hit.cell_at(line.place(), field)))
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::error("mismatch", "fund:total", || {
        form()
            .fund(
                FundLine::Carryover,
                "0.00",
                "5.00",
                "0.00",
                "-",
                "0.00",
                "-",
            )
            .alone()
    }),
    // A known part above the total proves it, whatever the blank parts hold.
    Case::error("exceeds", "fund:total", || {
        form()
            .fund(FundLine::Total, "0", "0", "0", "10", "0", "0")
            .fund(FundLine::Other, "-", "-", "-", "-", "-", "-")
            .alone()
    }),
    Case::warning("unit-mixed", "fund:total", || {
        form()
            .fund(
                FundLine::Appropriation,
                "1200000",
                "1180000",
                "1154000",
                "-",
                "97.80",
                "-",
            )
            .alone()
    }),
    Case::warning("listed", "fund:total", || {
        let mut draft = form();
        draft.0.funds.truncate(2);
        draft.0.funds[1].label = "其中：财政拨款".into();
        draft.0.funds[1].annual = crate::rules::testing::number("60.00");
        draft.alone()
    }),
    // A part of a part.
    Case::clean(|| {
        let mut draft = form().fund(
            FundLine::Other,
            "40.00",
            "38.00",
            "30.00",
            "-",
            "78.95",
            "-",
        );
        let part = draft.0.funds.last_mut().unwrap();
        part.label = "其中：专项债券".into();
        draft.alone()
    }),
    // Two decimals a part: rounding may take a cent each.
    Case::clean(|| {
        form()
            .fund(
                FundLine::Carryover,
                "0.00",
                "0.01",
                "0.00",
                "-",
                "0.00",
                "-",
            )
            .alone()
    }),
    // A blank part is unknown, not zero.
    Case::clean(|| {
        form()
            .fund(
                FundLine::Appropriation,
                "100.00",
                "118.00",
                "115.40",
                "-",
                "97.80",
                "-",
            )
            .fund(FundLine::Other, "-", "-", "-", "-", "-", "-")
            .alone()
    }),
    // Money of a higher level, printed as a part of the appropriation.
    Case::clean(|| {
        form()
            .fund(
                FundLine::Transfer,
                "40.00",
                "38.00",
                "38.00",
                "-",
                "100.00",
                "-",
            )
            .alone()
    }),
    Case::not_applicable(|| form().no_funds().alone()),
    Case::not_applicable(|| {
        form()
            .no_funds()
            .fund(FundLine::Total, "", "1.56", "1.56", "20", "100", "20")
            .alone()
    }),
];
