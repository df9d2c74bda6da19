//! Places in a form that a finding or a note can be about.

use std::fmt;

use crate::form::FundLine;

/// A part of a form. Its text form (`fund:total`, `indicator:3`) is a contract: stored, exported
/// and typed by users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The form as a whole.
    Form,
    /// A line of the fund table.
    Fund(FundLine),
    /// 预期目标.
    Goal,
    /// 实际完成情况.
    Outcome,
    /// An indicator, counted from 1 as printed.
    Indicator(u32),
    /// 总分.
    Total,
    /// 评分等级.
    Grade,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("form"),
            Self::Fund(line) => write!(f, "fund:{}", line.name()),
            Self::Goal => f.write_str("goal"),
            Self::Outcome => f.write_str("outcome"),
            Self::Indicator(number) => write!(f, "indicator:{number}"),
            Self::Total => f.write_str("total"),
            Self::Grade => f.write_str("grade"),
        }
    }
}

/// The text is not the name of a place.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("“{0}” is not a place: form, fund:LINE, goal, outcome, indicator:N, total or grade")]
pub struct NotAPlace(pub String);

impl std::str::FromStr for Place {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || NotAPlace(text.to_owned());
        match text.split_once(':') {
            None => match text {
                "form" => Ok(Self::Form),
                "goal" => Ok(Self::Goal),
                "outcome" => Ok(Self::Outcome),
                "total" => Ok(Self::Total),
                "grade" => Ok(Self::Grade),
                _ => Err(refuse()),
            },
            Some(("fund", line)) => FundLine::from_name(line).map(Self::Fund).ok_or_else(refuse),
            Some(("indicator", number)) => number
                .parse()
                .ok()
                .filter(|number| *number > 0)
                .map(Self::Indicator)
                .ok_or_else(refuse),
            Some(_) => Err(refuse()),
        }
    }
}

/// A cell within a [`Place`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// 年度.
    Year,
    /// 项目名称.
    Project,
    /// 主管部门.
    Department,
    /// 实施单位.
    Unit,
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    Annual,
    /// 全年执行数.
    Executed,
    /// 执行率.
    Rate,
    /// 分值.
    Weight,
    /// 得分.
    Score,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Name,
    /// 年度指标值.
    Target,
    /// 实际完成值.
    Actual,
    /// 偏差原因.
    Reason,
    /// The text of a narrative or of the grade.
    Text,
}

impl FieldName {
    /// The stable name, as it stands in the database and ends the key of the cell's heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Project => "project",
            Self::Department => "department",
            Self::Unit => "unit",
            Self::Initial => "initial",
            Self::Annual => "annual",
            Self::Executed => "executed",
            Self::Rate => "rate",
            Self::Weight => "weight",
            Self::Score => "score",
            Self::Level1 => "level1",
            Self::Level2 => "level2",
            Self::Name => "name",
            Self::Target => "target",
            Self::Actual => "actual",
            Self::Reason => "reason",
            Self::Text => "text",
        }
    }
}
