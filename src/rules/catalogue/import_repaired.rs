//! 跨页/错列修复提示.

use super::prelude::*;

pub static RULE: Rule = Rule {
    id: "import-repaired",
    group: Group::Completeness,
    name: text("导入时作了修复", "mended while reading"),
    severity: Severity::Notice,
    tier: Tier::Extra,
    checks: text(
        "读取时修复了跨页断开的标签或文字、错列的行。只提示数据质量，不是审计疑点。",
        "A label or text cut by a page break, or a shifted row, was mended while reading. About data quality, not an audit suspicion.",
    ),
    why: text(
        "修复是对原文的一种解读，审计人员应能看到原样。",
        "A repair is a reading of the source; the auditor must be able to see the original.",
    ),
    basis: &[basis(
        Status::Judgement,
        "证据应可追溯到原件",
        "evidence must be traceable to the original",
    )],
    innocent: text(
        "多由文档转换产生，与填报单位无关。",
        "Mostly made by document conversion, not by the unit.",
    ),
    procedure: text("对照原件查看该行。", "Compare the row with the original."),
    example: text(
        "二级指标「数量指标」被分页断成「数量」「指标」两行。",
        "The label 数量指标 is cut into 数量 and 指标 by a page break.",
    ),
    parameters: &["import.quiet_repairs"],
    messages: &[
        message(
            "repaired",
            "第 {row} 行读到「{found}」，按「{read_as}」处理",
            "Row {row}: found “{found}”, read as “{read_as}”",
        ),
        message(
            "unit",
            "表中未注明金额单位，按{read_as}读取",
            "The form does not say the unit of its amounts; they are read in {read_as}",
        ),
    ],
    check: Check::Report(check),
    #[cfg(test)]
    cases: CASES,
};

/// The repair of a form that prints no unit of its amounts: nothing was found that could be quoted.
const MONEY_UNIT: &str = "repair-money-unit";

fn check(subject: &Subject<'_>, settings: &Settings) -> Outcome {
    Outcome::of(
        subject
            .report
            .repairs
            .iter()
            .filter(|repair| !settings.import.quiet_repairs.is(&repair.kind))
            .map(|repair| {
                let hit = if repair.kind == MONEY_UNIT {
                    Hit::notice(Place::Form, "unit")
                } else {
                    Hit::notice(Place::Form, "repaired")
                        .number("row", Decimal::from(repair.origin.row))
                        .text("found", repair.found.as_str())
                };
                hit.text("read_as", repair.read_as.as_str())
                    .resting_on([&repair.kind, &repair.found])
            })
            .collect(),
    )
}

#[cfg(test)]
const CASES: &[Case] = &[
    Case::notice("repaired", "form", || {
        form()
            .repaired("repair-split-label", "数量", "数量指标")
            .alone()
    }),
    Case::notice("unit", "form", || {
        form().repaired(MONEY_UNIT, "", "万元").alone()
    }),
    // Mark-up taken off changes nothing anyone could dispute.
    Case::clean(|| form().repaired("repair-markup", "<p>", "").alone()),
];
