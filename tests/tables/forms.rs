//! Small forms whose tables are laid out in shapes of their own, and what is read of them.

use std::fmt::Debug;

use shenyue::form::{Field, Fund, Indicator, Report};
use shenyue::ingest::{read, recognise};
use smol_str::SmolStr;

use crate::files::{html, table};

/// The head of a form on a web page of eight columns.
pub const HEAD: [&str; 3] = [
    "项目支出绩效自评表（2023年度）{8}",
    "项目名称|河堤巡护{7}",
    "主管部门|河务局{3}|实施单位|巡护队{3}",
];

/// Its money.
pub const FUNDS: [&str; 2] = [
    "项目资金（万元）{1,2}||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
    "年度资金总额|10|12|9|10|75%|7.5",
];

/// The total below it.
pub const TOTAL: &str = "总分{5}|100|97.5|";

/// A web page with these rows.
pub fn web_page<S: AsRef<str>>(rows: &[S]) -> Vec<u8> {
    html(&table(rows))
}

/// The one form of a web page with these rows.
pub fn one<S: AsRef<str>>(rows: &[S]) -> Report {
    let mut recognised = recognise(&read("form.html", &web_page(rows)).unwrap());
    assert_eq!(recognised.reports.len(), 1, "{recognised:?}");
    recognised.reports.remove(0)
}

/// The one form of a web page with these runs of rows.
pub fn form(parts: &[&[&str]]) -> Report {
    one(&parts.concat())
}

/// What a field holds, or why nothing.
pub fn shown<T: ToString + Debug>(field: &Field<T>) -> String {
    field
        .value()
        .map_or_else(|| format!("{:?}", field.reading), ToString::to_string)
}

/// Project, department, unit, goal and outcome.
pub fn texts(report: &Report) -> [String; 5] {
    [
        &report.project,
        &report.department,
        &report.unit,
        &report.goal,
        &report.outcome,
    ]
    .map(shown)
}

/// Name, target, actual, weight and score of each row, as printed.
pub fn rows(report: &Report) -> Vec<String> {
    let row = |row: &Indicator| {
        [
            &row.name.printed,
            &row.target.printed,
            &row.actual.printed,
            &row.weight.printed,
            &row.score.printed,
        ]
        .map(SmolStr::as_str)
        .join(" ")
    };
    report.indicators.iter().map(row).collect()
}

/// Label and amounts of each line of money.
pub fn funds(report: &Report) -> Vec<String> {
    let row = |fund: &Fund| {
        format!(
            "{} {} {} {}",
            fund.label,
            shown(&fund.initial),
            shown(&fund.annual),
            shown(&fund.executed)
        )
    };
    report.funds.iter().map(row).collect()
}
