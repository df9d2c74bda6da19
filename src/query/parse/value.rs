//! One value behind the sign of a field: what it asks of that field, or why it cannot.

use std::ops::Range;

use jiff::civil::Date;

use super::{Known, Result};
use crate::form::{FundLine, fold};
use crate::query::day::{day_code, day_from};
use crate::query::names::{ANY, Choice, FieldInfo, Kind, NONE, PLACES, RuleName, Unit};
use crate::query::nearest::nearest;
use crate::query::number::{number, range};
use crate::query::scan::Sign;
use crate::query::{Op, Query, QueryError, Test};

/// A value as typed.
pub struct Item {
    /// Half-width, for what is syntax.
    pub text: String,
    /// As typed, for what is text.
    pub typed: String,
    /// Where it stands.
    pub span: Range<usize>,
    /// In quotes nothing is syntax.
    pub quoted: bool,
}

impl Item {
    /// What it asks of its field.
    ///
    /// # Errors
    /// It is no value of that field.
    pub fn test(&self, info: &FieldInfo, sign: Sign, known: Known<'_>) -> Result<Query> {
        let is = |test| Query::Field(info.field, test);
        let bare = self.text.to_lowercase();
        if !self.quoted && NONE.contains(&bare.as_str()) {
            return Ok(is(Test::Missing));
        }
        if !self.quoted && ANY.contains(&bare.as_str()) {
            return Ok(is(Test::Missing).negate());
        }
        let equality = matches!(sign, Sign::Colon | Sign::Equal | Sign::Unequal);
        if let Kind::Number(unit) = info.kind {
            return self.number(unit, sign, known.today).map(is);
        }
        if !equality {
            let error = QueryError::new(self.span.clone(), "query-error-not-a-number-field");
            return Err(error.with("field", info.zh).with("name", info.en));
        }
        match info.kind {
            Kind::Text if sign == Sign::Colon => Ok(is(Test::Contains(self.typed.clone()))),
            Kind::Text | Kind::Number(_) => Ok(is(Test::Equals(self.typed.clone()))),
            Kind::Choice(choices) => self.choice(choices, info).map(|name| is(one(name))),
            Kind::Place => self.place(info).map(|name| is(Test::OneOf(vec![name]))),
            Kind::Rule => self.rule(info, known.rules).map(|ids| is(Test::OneOf(ids))),
        }
    }

    /// The ids of the rules meant.
    fn rule(&self, info: &FieldInfo, rules: &[RuleName]) -> Result<Vec<String>> {
        if rules.is_empty() {
            return Ok(vec![self.typed.clone()]);
        }
        let wanted = fold(&self.typed).to_lowercase();
        let folded = |name: &str| fold(name).to_lowercase();
        let names = |rule: &RuleName| [rule.id, rule.zh, rule.en].map(folded);
        let exact = rules.iter().find(|rule| names(rule).contains(&wanted));
        if let Some(rule) = exact {
            return Ok(vec![rule.id.to_owned()]);
        }
        let ids: Vec<String> = rules
            .iter()
            .filter(|rule| names(rule).iter().any(|name| name.contains(&wanted)))
            .map(|rule| rule.id.to_owned())
            .collect();
        if ids.is_empty() {
            let known = rules.iter().flat_map(|rule| [rule.id, rule.zh]);
            return Err(self.refused(info).suggest(nearest(&self.text, known)));
        }
        Ok(ids)
    }

    fn number(&self, unit: Unit, sign: Sign, today: Option<Date>) -> Result<Test> {
        let told = |text: &str| match (unit, today) {
            (Unit::Day, Some(today)) => day_from(text, today).map(day_code),
            _ => number(text, unit),
        };
        let refused = if unit == Unit::Day {
            "query-error-day"
        } else {
            "query-error-number"
        };
        let read = |text: &str| {
            told(text).ok_or_else(|| {
                QueryError::new(self.span.clone(), refused).with("text", &self.typed)
            })
        };
        let op = match sign {
            Sign::Less => Op::Less,
            Sign::AtMost => Op::AtMost,
            Sign::More => Op::More,
            Sign::AtLeast => Op::AtLeast,
            Sign::Colon | Sign::Equal | Sign::Unequal => {
                // The hyphens of a day join no range.
                if unit == Unit::Day && told(&self.text).is_some() {
                    return read(&self.text).map(|value| Test::Number(Op::Equal, value));
                }
                return match range(&self.text) {
                    None | Some(("", "")) => {
                        read(&self.text).map(|value| Test::Number(Op::Equal, value))
                    }
                    Some((from, "")) => read(from).map(|value| Test::Number(Op::AtLeast, value)),
                    Some(("", to)) => read(to).map(|value| Test::Number(Op::AtMost, value)),
                    // The ends may come in either order.
                    Some((from, to)) => {
                        let (from, to) = (read(from)?, read(to)?);
                        Ok(Test::Between(from.min(to), from.max(to)))
                    }
                };
            }
        };
        read(&self.text).map(|value| Test::Number(op, value))
    }

    /// The stable name of the value meant.
    fn choice(&self, choices: &[Choice], info: &FieldInfo) -> Result<&'static str> {
        let wanted = self.text.to_lowercase();
        choices
            .iter()
            .find(|choice| choice.names().any(|name| name == wanted))
            .map(|choice| choice.name)
            .ok_or_else(|| {
                let names = choices.iter().flat_map(Choice::names);
                self.refused(info).suggest(nearest(&wanted, names))
            })
    }

    /// The stable name of the place meant: `goal`, `fund`, `fund:total`, `indicator:3`, `指标3`.
    fn place(&self, info: &FieldInfo) -> Result<String> {
        let text = self.text.to_lowercase();
        let (head, detail) = match text.split_once(':') {
            Some((head, detail)) => (head, detail),
            None => text
                .find(|c: char| c.is_ascii_digit())
                .and_then(|at| text.split_at_checked(at))
                .unwrap_or((&text, "")),
        };
        let place = PLACES
            .iter()
            .find(|place| place.names().any(|name| name == head))
            .ok_or_else(|| {
                let names = PLACES.iter().flat_map(Choice::names);
                self.refused(info).suggest(nearest(head, names))
            })?;
        match (place.name, detail) {
            (name, "") if !text.ends_with(':') => Ok(name.to_owned()),
            ("fund", line) if FundLine::from_name(line).is_some() => Ok(format!("fund:{line}")),
            ("indicator", number) => match number.parse::<u32>() {
                Ok(number) if number > 0 => Ok(format!("indicator:{number}")),
                _ => Err(self.refused(info).suggest(Some("indicator:1"))),
            },
            ("fund", line) => {
                let lines = FundLine::ALL.into_iter().map(FundLine::name);
                let near = nearest(line, lines).map(|line| format!("fund:{line}"));
                Err(self.refused(info).suggest(near.as_deref()))
            }
            _ => Err(self.refused(info).suggest(Some(place.name))),
        }
    }

    fn refused(&self, info: &FieldInfo) -> QueryError {
        QueryError::new(self.span.clone(), "query-error-value")
            .with("text", &self.typed)
            .with("field", info.zh)
            .with("name", info.en)
    }
}

fn one(name: &str) -> Test {
    Test::OneOf(vec![name.to_owned()])
}

/// Nothing stands behind the sign.
pub fn no_value(info: &FieldInfo, span: Range<usize>) -> QueryError {
    QueryError::new(span, "query-error-no-value")
        .with("field", info.zh)
        .with("name", info.en)
}
