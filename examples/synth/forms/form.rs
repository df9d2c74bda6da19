//! A form before it is laid out. Amounts, targets, weights and scores are in hundredths.

use std::borrow::Cow;

use super::templates::Level1;

/// A cell that is a number, words or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A number, in hundredths.
    Number(i64),
    Words(&'static str),
    Blank,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub level1: Level1,
    pub level2: Cow<'static, str>,
    pub name: Cow<'static, str>,
    pub comparator: &'static str,
    pub target: Value,
    pub actual: Value,
    pub unit: &'static str,
    /// Unit printed behind the actual.
    pub actual_unit: &'static str,
    pub weight: i64,
    pub score: i64,
    pub reason: &'static str,
}

impl Row {
    /// The score the official formula gives.
    pub fn earned(&self) -> i64 {
        let (Value::Number(target), Value::Number(actual)) = (self.target, self.actual) else {
            return self.weight;
        };
        let met = match self.comparator {
            "≤" => actual <= target,
            _ => actual >= target,
        };
        if met || target == 0 {
            self.weight
        } else if self.comparator == "≤" {
            (self.weight - rounded(self.weight * (actual - target), target)).max(0)
        } else {
            rounded(self.weight * actual, target)
        }
    }
}

#[derive(Debug, Clone)]
pub struct Form {
    pub project: String,
    pub department: String,
    pub unit: String,
    pub year: i64,
    pub initial: i64,
    pub annual: i64,
    pub executed: i64,
    /// 上年结转资金, part of all three.
    pub carryover: i64,
    /// What the parts are short of the annual total (0 in an honest form).
    pub parts_short: i64,
    pub rate: i64,
    pub exec_score: i64,
    pub goal: String,
    pub outcome: String,
    pub rows: Vec<Row>,
    pub total: i64,
    pub grade: &'static str,
    /// A level-2 label is cut by a page break.
    pub scarred: bool,
}

/// `a / b`, half up.
pub fn rounded(a: i64, b: i64) -> i64 {
    (2 * a + b).div_euclid(2 * b)
}

impl Form {
    /// Computes what follows from amounts and rows: scores, rate, total and grade.
    pub fn settle(&mut self) {
        for row in &mut self.rows {
            row.score = row.earned();
        }
        self.rate = rounded(self.executed * 10_000, self.annual);
        self.exec_score = rounded(self.executed.min(self.annual) * 1_000, self.annual);
        self.add_up();
    }

    /// Computes total and grade from the scores as they stand.
    pub fn add_up(&mut self) {
        self.total = self.exec_score + self.rows.iter().map(|row| row.score).sum::<i64>();
        self.grade = grade(self.total);
    }
}

pub const fn grade(total: i64) -> &'static str {
    match total {
        9_000.. => "优",
        8_000.. => "良",
        6_000.. => "中",
        _ => "差",
    }
}
