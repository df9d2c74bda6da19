//! Comparisons of a value: with numbers, names and grades.

use rusqlite::types::Value;
use rust_decimal::Decimal;

use super::Condition;
use super::fields::{names, refuse};
use crate::form::Grade;
use crate::query::{Field, Op, Test, initials};
use crate::store::error::Result;
use crate::store::micro;
use crate::store::search::{comparable, expression_in, spelling};

/// A grade as the number it is indexed by, from the worst.
const GRADE: &str = "instr('差中良优', report.grade)";
/// All grades, each of three bytes.
const GRADES: &str = "差中良优";

impl Condition {
    pub(super) fn number(
        &mut self,
        column: &str,
        digits: u32,
        field: Field,
        test: &Test,
    ) -> Result<()> {
        match test {
            Test::Missing => self.missing(column),
            Test::Number(op, value) => self.compare(column, digits, *op, *value),
            Test::Between(low, high) => {
                self.push("(");
                self.compare(column, digits, Op::AtLeast, *low);
                self.push(" AND ");
                self.compare(column, digits, Op::AtMost, *high);
                self.push(")");
            }
            Test::Equals(text) | Test::Contains(text) => {
                let value = text.trim().parse().map_err(|_| refuse(field))?;
                self.compare(column, digits, Op::Equal, value);
            }
            Test::OneOf(texts) => {
                self.push("(0");
                for text in texts {
                    let value = text.trim().parse().map_err(|_| refuse(field))?;
                    self.push(" OR ");
                    self.compare(column, digits, Op::Equal, value);
                }
                self.push(")");
            }
        }
        Ok(())
    }

    pub(super) fn missing(&mut self, column: &str) {
        self.push(column);
        self.push(" IS NULL");
    }

    /// Compares a column of integers with a decimal that may lie between two of them.
    pub(super) fn compare(&mut self, column: &str, digits: u32, op: Op, value: Decimal) {
        let (floor, exact) = micro::floor(value, digits);
        let sign = match (op, exact) {
            (Op::Less, true) => " < ",
            (Op::Less | Op::AtMost, _) => " <= ",
            (Op::Equal, true) => " = ",
            (Op::Equal, false) => {
                self.push("0");
                return;
            }
            (Op::AtLeast, true) => " >= ",
            (Op::AtLeast | Op::More, _) => " > ",
        };
        self.push(column);
        self.push(sign);
        self.bind(floor);
    }

    /// `expression` is comparable text.
    pub(super) fn name(&mut self, expression: &str, field: Field, test: &Test) -> Result<()> {
        match test {
            Test::Contains(text) => {
                self.push("instr(");
                self.push(expression);
                self.push(", ");
                self.bind(comparable(text));
                self.push(")");
            }
            Test::Equals(text) => {
                self.push(expression);
                self.push(" = ");
                self.bind(comparable(text));
            }
            Test::OneOf(texts) => {
                self.push(expression);
                self.list(texts.iter().map(|text| comparable(text)));
            }
            Test::Missing => {
                self.push(expression);
                self.push(" = ''");
            }
            Test::Number(..) | Test::Between(..) => return Err(refuse(field)),
        }
        Ok(())
    }

    pub(super) fn list<V: Into<Value>>(&mut self, values: impl Iterator<Item = V>) {
        self.push(" IN (");
        for (at, value) in values.enumerate() {
            if at > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self.push(")");
    }

    pub(super) fn grade(&mut self, field: Field, test: &Test) -> Result<()> {
        if *test == Test::Missing {
            self.missing(GRADE);
            return Ok(());
        }
        let grades = names(field, test)?
            .iter()
            .map(|name| grade_of(name).ok_or_else(|| refuse(field)))
            .collect::<Result<Vec<_>>>()?;
        self.push(GRADE);
        let place = |grade: Grade| GRADES.find(grade.as_str()).map_or(0, |at| at / 3 + 1);
        self.list(
            grades
                .into_iter()
                .map(|grade| i64::try_from(place(grade)).unwrap_or(0)),
        );
        Ok(())
    }

    /// The share of qualitative indicators in percent, without dividing.
    pub(super) fn qualitative(&mut self, field: Field, test: &Test) -> Result<()> {
        let bounds: &[(Op, Decimal)] = match test {
            Test::Missing => {
                self.push("report.indicators = 0");
                return Ok(());
            }
            Test::Number(op, value) => &[(*op, *value)],
            Test::Between(low, high) => &[(Op::AtLeast, *low), (Op::AtMost, *high)],
            _ => return Err(refuse(field)),
        };
        self.push("(report.indicators > 0");
        for (op, value) in bounds {
            let (floor, exact) = micro::floor(*value, micro::DIGITS);
            // No share is beyond these, and the product stays small.
            let floor = floor.clamp(-1, 100_000_001);
            let sign = match (op, exact) {
                (Op::Less, true) => "<",
                (Op::Less | Op::AtMost, _) => "<=",
                (Op::Equal, _) => "=",
                (Op::AtLeast, true) => ">=",
                (Op::AtLeast | Op::More, _) => ">",
            };
            self.push(" AND report.qualitative * 100000000 ");
            self.push(sign);
            self.push(" report.indicators * ");
            self.bind(floor);
        }
        self.push(")");
        Ok(())
    }

    /// The reports one of these names of which can be read as pinyin initials.
    pub(super) fn spelled(&mut self, names: &[&str], initials: &str) {
        self.push(
            "SELECT named.id FROM search CROSS JOIN report AS named ON named.id = search.rowid
             WHERE search MATCH ",
        );
        self.bind(spelling(initials).unwrap_or_default());
        self.push(" AND (0");
        for name in names {
            self.push(&format!(
                " OR has_initials(ifnull(named.{name}_folded, named.{name}), "
            ));
            self.bind(initials.to_owned());
            self.push(")");
        }
        self.push(")");
    }

    /// A name of the report, of which there is an index: what it contains is looked up there, and
    /// seen in the name itself because the index may also hold what could not be read for sure.
    pub(super) fn indexed(&mut self, name: &str, field: Field, test: &Test) -> Result<()> {
        let expression = format!("ifnull(report.{name}_folded, report.{name})");
        let Test::Contains(text) = test else {
            return self.name(&expression, field, test);
        };
        self.push("(");
        if self.walk {
            self.name(&expression, field, test)?;
            if let Some(initials) = initials(text) {
                self.push(" OR ");
                self.spells(name, &initials);
            }
            self.push(")");
            return Ok(());
        }
        if let Some(phrase) = expression_in(name, text) {
            self.push("report.id IN (SELECT rowid FROM search WHERE search MATCH ");
            self.bind(phrase);
            self.push(") AND ");
        }
        self.name(&expression, field, test)?;
        if let Some(initials) = initials(text) {
            self.push(" OR report.id IN (");
            self.spelled(&[name], &initials);
            self.push(")");
        }
        self.push(")");
        Ok(())
    }
}

fn grade_of(name: &str) -> Option<Grade> {
    match name {
        "excellent" => Some(Grade::Excellent),
        "good" => Some(Grade::Good),
        "fair" => Some(Grade::Fair),
        "poor" => Some(Grade::Poor),
        printed => Grade::parse(printed),
    }
}
