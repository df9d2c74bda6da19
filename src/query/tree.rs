//! The typed tree a filter text is read into.

use rust_decimal::Decimal;

/// A filter. The same tree filters reports and findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Query {
    /// Everything.
    #[default]
    All,
    /// Bare words: full text over names, indicators, narratives, reasons and notes.
    Text(String),
    /// A condition on one field.
    Field(Field, Test),
    /// All of them. Conditions on findings (rule, severity, status, place) that stand side by
    /// side must hold for one and the same finding.
    And(Vec<Query>),
    /// Any of them.
    Or(Vec<Query>),
    /// None of it.
    Not(Box<Query>),
}

impl Query {
    /// All of `parts`: flat, without what is true of everything.
    pub fn and(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::All => {}
                Self::And(inner) => flat.extend(inner),
                part => flat.push(part),
            }
        }
        match flat.len() {
            0 => Self::All,
            1 => flat.pop().unwrap_or_default(),
            _ => Self::And(flat),
        }
    }

    /// Any of `parts`: flat; everything, if one of them is.
    pub fn or(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::All => return Self::All,
                Self::Or(inner) => flat.extend(inner),
                part => flat.push(part),
            }
        }
        match flat.len() {
            1 => flat.pop().unwrap_or_default(),
            _ => Self::Or(flat),
        }
    }

    /// What this is not true of.
    pub fn negate(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Whether a field is asked about.
    pub fn asks_a_field(&self) -> bool {
        match self {
            Self::All | Self::Text(_) => false,
            Self::Field(..) => true,
            Self::Not(inner) => inner.asks_a_field(),
            Self::And(inner) | Self::Or(inner) => inner.iter().any(Self::asks_a_field),
        }
    }
}

/// What can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Row id of the report.
    Id,
    /// 年度.
    Year,
    /// 项目名称.
    Project,
    /// 实施单位.
    Unit,
    /// 主管部门.
    Department,
    /// 全年预算数, 万元.
    Amount,
    /// 年初预算数, 万元.
    Initial,
    /// 全年执行数, 万元.
    Executed,
    /// 执行率, percent.
    Rate,
    /// 总分, points.
    Score,
    /// 评分等级.
    Grade,
    /// Share of qualitative indicators, percent.
    Qualitative,
    /// Id or name of a rule.
    Rule,
    /// Severity of a finding.
    Severity,
    /// Verdict on a finding.
    Status,
    /// Part of the form a finding is about.
    Place,
    /// Review state of the report.
    Review,
    /// A headline mark: all at full score, mismatched totals.
    Is,
    /// Text of a note.
    Note,
    /// Who wrote an event on it.
    By,
    /// A tag.
    Tag,
    /// Path of a file the form stood in.
    File,
    /// What a second person said of a verdict.
    Second,
    /// Who is to look at it.
    Assignee,
    /// Until when, as 20261231.
    Due,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// The text contains this (compared folded).
    Contains(String),
    /// The text is this (compared folded).
    Equals(String),
    /// The value is one of these stable names (`error`, `confirmed`, `full`, `mismatch`, …; ids of
    /// rules). A place without detail (`fund`, `indicator`) means all of its kind.
    OneOf(Vec<String>),
    /// The number compares so.
    Number(Op, Decimal),
    /// The number lies between these, both included.
    Between(Decimal, Decimal),
    /// The form has no such value.
    Missing,
}

/// A comparison of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}
