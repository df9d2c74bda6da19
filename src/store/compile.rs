//! From a filter tree to SQL with bound values. No text of a filter ever becomes SQL.
//!
//! The same tree filters reports (`report` is the row) and findings (`finding` is the row, joined
//! to its `report`). What it says of findings means, for a report, that it *has* such a finding;
//! conditions on findings side by side in an `And` are about one and the same finding, negated
//! ones too as long as one that is not negated stands beside them. A negation alone (`-rule:x`)
//! means that the report has no such finding.

mod candidates;
mod pairs;

pub(super) use candidates::{Group, Parts};
pub(super) use pairs::Pairs;

use rusqlite::types::Value;
use rust_decimal::Decimal;

use super::error::{Fault, Result};
use super::findings::{severity_code, verdict_code};
use super::micro;
use super::search::{comparable, expression, expression_in, spelling};
use super::standing::second_code;
use super::types::{SecondReview, Verdict};
use crate::form::Grade;
use crate::query::{Field, Op, Query, Test, initials};
use crate::rules::Severity;

/// What the filter picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Rows of `report`.
    Reports,
    /// Rows of `finding` joined to `report`.
    Findings,
}

/// A condition with its bound values.
#[derive(Debug, Default)]
pub(super) struct Condition {
    /// The expression, to stand behind `WHERE`.
    pub(super) sql: String,
    /// Its values, in the order of their question marks.
    pub(super) values: Vec<Value>,
    /// Whether muted findings are left out.
    hides: bool,
    /// It is asked of one report at a time, in the order of a list, not of all at once.
    walk: bool,
}

/// A grade as the number it is indexed by, from the worst.
const GRADE: &str = "instr('差中良优', report.grade)";
/// All grades, each of three bytes.
const GRADES: &str = "差中良优";

/// Errors and warnings with a verdict, from the counts of a report.
macro_rules! decided {
    () => {
        "report.e1 + report.w1 + report.e2 + report.w2 + report.e3 + report.w3"
    };
}

/// Errors and warnings without one.
macro_rules! undecided {
    () => {
        "report.e0 + report.w0"
    };
}

/// Findings that count.
macro_rules! counting {
    () => {
        "report.e0 + report.e1 + report.e2 + report.w0 + report.w1 + report.w2
         + report.n0 + report.n1 + report.n2"
    };
}

/// How filters call what is muted.
const MUTED: &str = "muted";
/// How filters call what auditors disagree about.
const DISPUTED: &str = "disputed";

/// Splits a filter into what it says of reports alone, and the rest. All of both must hold.
pub(super) fn split(query: &Query) -> (Vec<&Query>, Vec<&Query>) {
    let mut flat = Vec::new();
    flatten(std::slice::from_ref(query), &mut flat);
    flat.into_iter().partition(|part| is_on_report(part))
}

/// Whether a filter says of a finding what it says of its report.
fn is_on_report(query: &Query) -> bool {
    match query {
        Query::All | Query::Text(_) => true,
        // Of a finding these ask for what was written on itself.
        Query::Field(Field::Note | Field::By | Field::Assignee | Field::Due, _) => false,
        Query::Field(Field::Is, Test::OneOf(names))
            if names.iter().any(|name| name == DISPUTED) =>
        {
            false
        }
        Query::Field(..) => !is_on_finding(query),
        Query::And(parts) | Query::Or(parts) => parts.iter().all(is_on_report),
        Query::Not(part) => is_on_report(part),
    }
}

/// The condition that all of these filters hold.
pub(super) fn all_of(parts: &[&Query], of: Of) -> Result<Condition> {
    let mut condition = Condition::hiding(parts);
    condition.hide(of);
    condition.joined(parts.iter().copied(), " AND ", of)?;
    Ok(condition)
}

/// Whether a filter speaks of nothing but findings.
fn is_on_finding(query: &Query) -> bool {
    match query {
        Query::All | Query::Text(_) => false,
        Query::Field(Field::Is, Test::OneOf(names)) => {
            let of_finding = |name: &String| name == MUTED || name == DISPUTED;
            names.iter().all(of_finding)
        }
        Query::Field(field, _) => matches!(
            field,
            Field::Rule | Field::Severity | Field::Status | Field::Place | Field::Second
        ),
        Query::And(parts) | Query::Or(parts) => {
            !parts.is_empty() && parts.iter().all(is_on_finding)
        }
        Query::Not(part) => is_on_finding(part),
    }
}

/// Whether muted findings stay hidden from a filter: it does not speak of them.
pub(super) fn hides_muted(query: &Query) -> bool {
    !speaks_of_muted(query)
}

/// Whether a filter speaks of what is muted anywhere.
fn speaks_of_muted(query: &Query) -> bool {
    match query {
        Query::All | Query::Text(_) => false,
        Query::Field(_, Test::OneOf(names)) => names.iter().any(|name| name == MUTED),
        Query::Field(..) => false,
        Query::And(parts) | Query::Or(parts) => parts.iter().any(speaks_of_muted),
        Query::Not(part) => speaks_of_muted(part),
    }
}

impl Condition {
    /// An empty condition; muted findings stay hidden unless one of `parts` speaks of them.
    fn hiding(parts: &[&Query]) -> Self {
        Self {
            hides: !parts.iter().any(|part| speaks_of_muted(part)),
            ..Self::default()
        }
    }

    /// Hides muted findings where findings are picked. The plus keeps the index for what is asked.
    fn hide(&mut self, of: Of) {
        if self.hides && of == Of::Findings {
            self.push("+finding.verdict < 4 AND ");
        }
    }

    fn push(&mut self, sql: &str) {
        self.sql.push_str(sql);
    }

    fn bind(&mut self, value: impl Into<Value>) {
        self.sql.push('?');
        self.values.push(value.into());
    }

    fn query(&mut self, query: &Query, of: Of) -> Result<()> {
        if of == Of::Reports && is_on_finding(query) {
            return match query {
                Query::Not(part) => {
                    self.push("NOT ");
                    self.has_finding(&[part])
                }
                Query::Or(parts) => self.joined(parts.iter(), " OR ", of),
                Query::And(parts) => self.and(parts, of),
                _ => self.has_finding(&[query]),
            };
        }
        match query {
            Query::All => self.push("1"),
            Query::Text(text) => self.text(text),
            Query::Field(field, test) => self.field(*field, test, of)?,
            Query::And(parts) if of == Of::Reports => self.and(parts, of)?,
            Query::And(parts) => self.joined(parts.iter(), " AND ", of)?,
            Query::Or(parts) => self.joined(parts.iter(), " OR ", of)?,
            Query::Not(part) => {
                // What is unknown (a missing number) does not fulfil the condition.
                self.push("NOT ifnull(");
                self.query(part, of)?;
                self.push(", 0)");
            }
        }
        Ok(())
    }

    fn joined<'q>(
        &mut self,
        parts: impl ExactSizeIterator<Item = &'q Query>,
        word: &str,
        of: Of,
    ) -> Result<()> {
        if parts.len() == 0 {
            // Nothing asked of all holds; nothing of any does not.
            self.push(if word == " AND " { "1" } else { "0" });
            return Ok(());
        }
        self.push("(");
        for (at, part) in parts.enumerate() {
            if at > 0 {
                self.push(word);
            }
            self.query(part, of)?;
        }
        self.push(")");
        Ok(())
    }

    /// All of `parts`, those on findings for one and the same finding.
    fn and(&mut self, parts: &[Query], of: Of) -> Result<()> {
        let mut flat = Vec::new();
        flatten(parts, &mut flat);
        let (on_finding, mut others): (Vec<_>, Vec<_>) =
            flat.into_iter().partition(|part| is_on_finding(part));
        let together = on_finding.iter().any(|part| !matches!(part, Query::Not(_)));
        if !together {
            others.extend(&on_finding);
            return self.joined(others.into_iter(), " AND ", of);
        }
        self.push("(");
        self.has_finding(&on_finding)?;
        for part in others {
            self.push(" AND ");
            self.query(part, of)?;
        }
        self.push(")");
        Ok(())
    }

    fn has_finding(&mut self, conditions: &[&Query]) -> Result<()> {
        if self.walk {
            if let Some(pairs) = Pairs::of(conditions, self.hides) {
                self.push(&format!("({} > 0)", pairs.number()));
                return Ok(());
            }
            // The findings of one report are nearest by its id.
            self.push(
                "EXISTS (SELECT 1 FROM finding NOT INDEXED WHERE finding.id
                 BETWEEN report.id << 16 AND (report.id << 16) + 65535 AND ",
            );
            self.findings(conditions)?;
        } else {
            self.push("report.id IN (");
            self.select_findings(conditions)?;
        }
        self.push(")");
        Ok(())
    }

    /// The condition that a finding fulfils all of these.
    fn findings(&mut self, conditions: &[&Query]) -> Result<()> {
        self.hide(Of::Findings);
        for (at, condition) in conditions.iter().enumerate() {
            if at > 0 {
                self.push(" AND ");
            }
            self.query(condition, Of::Findings)?;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some(expression) = expression(text) else {
            self.push("1");
            return;
        };
        if self.walk {
            self.text_of_one(text, expression);
            return;
        }
        self.push("report.id IN (");
        self.select_text(text, expression);
        self.push(")");
    }

    /// The reports one of these names of which can be read as pinyin initials.
    fn spelled(&mut self, names: &[&str], initials: &str) {
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
    fn indexed(&mut self, name: &str, field: Field, test: &Test) -> Result<()> {
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

    fn field(&mut self, field: Field, test: &Test, of: Of) -> Result<()> {
        match field {
            Field::Id => self.number("report.id", 0, field, test),
            Field::Year => self.number("report.year", 0, field, test),
            Field::Project => self.indexed("project", field, test),
            Field::Unit => self.indexed("unit", field, test),
            Field::Department => self.indexed("department", field, test),
            Field::Amount => self.number("report.annual", micro::DIGITS, field, test),
            Field::Initial => self.number("report.initial", micro::DIGITS, field, test),
            Field::Executed => self.number("report.executed", micro::DIGITS, field, test),
            Field::Rate => self.number("report.rate", micro::DIGITS, field, test),
            Field::Score => self.number("report.score", micro::DIGITS, field, test),
            Field::Grade => self.grade(field, test),
            Field::Qualitative => self.qualitative(field, test),
            Field::Rule => self.rule(field, test),
            Field::Severity => self.severity(field, test),
            Field::Status => self.status(field, test),
            Field::Place => self.place(field, test),
            Field::Review => self.review(field, test),
            Field::Is => self.is(field, test, of),
            Field::Second => self.second(field, test),
            Field::Assignee => self.task(of, test, "task.assignee <> ''", |condition| {
                condition.name("comparable(task.assignee)", field, test)
            }),
            Field::Due => self.task(of, test, "task.due IS NOT NULL", |condition| {
                condition.number("task.due", 0, field, test)
            }),
            Field::Note | Field::By => self.event(field, test, of),
            Field::Tag => self.tag(field, test),
            Field::File => self.file(field, test),
        }
    }

    fn number(&mut self, column: &str, digits: u32, field: Field, test: &Test) -> Result<()> {
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

    fn missing(&mut self, column: &str) {
        self.push(column);
        self.push(" IS NULL");
    }

    /// Compares a column of integers with a decimal that may lie between two of them.
    fn compare(&mut self, column: &str, digits: u32, op: Op, value: Decimal) {
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
    fn name(&mut self, expression: &str, field: Field, test: &Test) -> Result<()> {
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

    fn list<V: Into<Value>>(&mut self, values: impl Iterator<Item = V>) {
        self.push(" IN (");
        for (at, value) in values.enumerate() {
            if at > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self.push(")");
    }

    fn grade(&mut self, field: Field, test: &Test) -> Result<()> {
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
    fn qualitative(&mut self, field: Field, test: &Test) -> Result<()> {
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

    fn rule(&mut self, field: Field, test: &Test) -> Result<()> {
        if let (Ok([name]), false) = (names(field, test).as_deref(), is_part(test)) {
            // One rule: the index on it goes on in the order of the list.
            self.push("finding.rule = (SELECT id FROM rule WHERE name = ");
            self.bind(name.clone());
            self.push(")");
            return Ok(());
        }
        self.push("finding.rule IN (SELECT id FROM rule WHERE ");
        match test {
            Test::Contains(text) => {
                self.push("instr(name, ");
                self.bind(comparable(text));
                self.push(")");
            }
            _ => {
                self.push("name");
                let names = names(field, test)?;
                self.list(names.into_iter());
            }
        }
        self.push(")");
        Ok(())
    }

    fn severity(&mut self, field: Field, test: &Test) -> Result<()> {
        let codes = names(field, test)?
            .iter()
            .map(|name| Severity::from_name(name).map(severity_code))
            .map(|code| code.ok_or_else(|| refuse(field)))
            .collect::<Result<Vec<_>>>()?;
        // Naming every verdict lets the index on (verdict, severity) be used.
        self.push("(finding.verdict IN (0, 1, 2, 3, 4) AND finding.severity");
        self.list(codes.into_iter());
        self.push(")");
        Ok(())
    }

    fn status(&mut self, field: Field, test: &Test) -> Result<()> {
        let codes = names(field, test)?
            .iter()
            .map(|name| match name.as_str() {
                MUTED => Some(verdict_code(Verdict::Muted)),
                name => Verdict::from_name(name).map(verdict_code),
            })
            .map(|code| code.ok_or_else(|| refuse(field)))
            .collect::<Result<Vec<_>>>()?;
        self.push("finding.verdict");
        self.list(codes.into_iter());
        Ok(())
    }

    /// A place by its name, or all of a kind: `indicator` for `indicator:1`, `indicator:2`, ….
    fn place(&mut self, field: Field, test: &Test) -> Result<()> {
        self.push("(0");
        for name in names(field, test)? {
            self.push(" OR finding.place = ");
            self.bind(name.clone());
            self.push(" OR substr(finding.place, 1, length(");
            self.bind(name.clone());
            self.push(") + 1) = ");
            self.bind(format!("{name}:"));
        }
        self.push(")");
        Ok(())
    }

    fn review(&mut self, field: Field, test: &Test) -> Result<()> {
        let walk = self.walk;
        self.any(field, test, |name| {
            Some(match (name, walk) {
                ("open", false) => "report.decided = 0",
                ("started", false) => "(report.decided > 0 AND report.undecided > 0)",
                ("done", false) => "(report.decided > 0 AND report.undecided = 0)",
                // The same from what the narrow index holds.
                ("open", true) => concat!(decided!(), " = 0"),
                ("started", true) => {
                    concat!("(", decided!(), " > 0 AND ", undecided!(), " > 0)")
                }
                ("done", true) => concat!("(", decided!(), " > 0 AND ", undecided!(), " = 0)"),
                _ => return None,
            })
        })
    }

    /// What a second person said; nothing can be said of what nobody has decided.
    fn second(&mut self, field: Field, test: &Test) -> Result<()> {
        self.push(
            "finding.fingerprint IN (SELECT fingerprint FROM verdict WHERE verdict <> 0 AND second",
        );
        let codes = names(field, test)?
            .iter()
            .map(|name| SecondReview::from_name(name).map(second_code))
            .map(|code| code.ok_or_else(|| refuse(field)))
            .collect::<Result<Vec<_>>>()?;
        self.list(codes.into_iter());
        self.push(")");
        Ok(())
    }

    /// Tasks of which `set` holds and `test` is true: of a report, those on it or on one of its
    /// findings; of a finding, its own, else that of its report. They are few, so they lead.
    fn task(
        &mut self,
        of: Of,
        test: &Test,
        set: &str,
        compare: impl Fn(&mut Self) -> Result<()>,
    ) -> Result<()> {
        if *test == Test::Missing {
            self.push("NOT ");
        }
        let wanted = |condition: &mut Self| {
            condition.push(set);
            if *test == Test::Missing {
                return Ok(());
            }
            condition.push(" AND ");
            compare(condition)
        };
        self.push(match of {
            Of::Reports => {
                "report.id IN (SELECT found.id >> 16 FROM task
                   JOIN finding AS found ON found.fingerprint = task.fingerprint WHERE "
            }
            Of::Findings => {
                "finding.id IN (SELECT found.id FROM task
                   JOIN finding AS found ON found.fingerprint = task.fingerprint WHERE "
            }
        });
        wanted(self)?;
        self.push(match of {
            Of::Reports => {
                " UNION ALL SELECT form.id FROM task
                   JOIN report AS form ON form.key = task.key AND form.copy = task.copy WHERE "
            }
            Of::Findings => {
                " UNION ALL SELECT found.id FROM task
                   JOIN report AS form ON form.key = task.key AND form.copy = task.copy
                   JOIN finding AS found
                     ON found.id >= form.id << 16 AND found.id < (form.id + 1) << 16
                   WHERE NOT EXISTS (SELECT 1 FROM task WHERE fingerprint = found.fingerprint AND "
            }
        });
        if of == Of::Findings {
            self.push(set);
            self.push(") AND ");
        }
        wanted(self)?;
        self.push(")");
        Ok(())
    }

    fn is(&mut self, field: Field, test: &Test, of: Of) -> Result<()> {
        let walk = self.walk;
        self.any(field, test, |name| {
            Some(match name {
                DISPUTED if of == Of::Findings => {
                    "finding.fingerprint IN (SELECT fingerprint FROM verdict WHERE opinions <> '')"
                }
                DISPUTED => {
                    "report.id IN (SELECT disputed.id >> 16 FROM verdict
                     JOIN finding AS disputed USING (fingerprint) WHERE opinions <> '')"
                }
                "full" => "report.all_full = 1",
                "mismatch" => "report.mismatch = 1",
                // The first half is the condition of their index.
                "partial" => "(report.certainty > 0 AND report.certainty = 2)",
                "repaired" => "(report.certainty > 0 AND report.certainty = 1)",
                // The same from what the narrow index holds.
                "qualitative" if walk => "report.qualitative > 0",
                "suspicious" if walk => concat!("(", counting!(), ") > 0"),
                "clean" if walk => concat!("(", counting!(), ") = 0"),
                "qualitative" => "report.in_words > 0",
                "suspicious" => "report.suspicion > 0",
                "clean" => "report.suspicion = 0",
                "noted" => "report.notes > 0",
                MUTED if of == Of::Findings => "finding.verdict = 4",
                MUTED if walk => "(report.e4 + report.w4 + report.n4 > 0)",
                MUTED => "report.id IN (SELECT id >> 16 FROM finding WHERE verdict = 4)",
                "revised" => "report.number > 1",
                "copy" => "report.copy > 1",
                "tagged" if !walk => {
                    "report.id IN (SELECT tagged.id FROM tag JOIN report AS tagged USING (key, copy))"
                }
                "tagged" => {
                    "EXISTS (SELECT 1 FROM tag WHERE tag.key = report.key AND tag.copy = report.copy)"
                }
                _ => return None,
            })
        })
    }

    /// Any of the conditions that the names asked for stand for. One alone stands as it is, so that
    /// its index can be used.
    fn any(
        &mut self,
        field: Field,
        test: &Test,
        condition: impl Fn(&str) -> Option<&'static str>,
    ) -> Result<()> {
        let conditions = names(field, test)?
            .iter()
            .map(|name| condition(name).ok_or_else(|| refuse(field)))
            .collect::<Result<Vec<_>>>()?;
        self.push("(");
        self.push(if conditions.is_empty() { "0" } else { "" });
        self.push(&conditions.join(" OR "));
        self.push(")");
        Ok(())
    }

    /// Notes that stand, and who wrote any event: on the report, or on this one finding.
    fn event(&mut self, field: Field, test: &Test, of: Of) -> Result<()> {
        let (table, text) = if field == Field::Note {
            ("note", "note.folded")
        } else {
            ("event", "comparable(event.by)")
        };
        if *test == Test::Missing {
            self.push("NOT ");
        }
        self.push("EXISTS (SELECT 1 FROM ");
        self.push(table);
        self.push(" WHERE ");
        if of == Of::Findings {
            self.push(table);
            self.push(".fingerprint = finding.fingerprint");
        } else {
            for column in [".key = report.key AND ", ".copy = report.copy"] {
                self.push(table);
                self.push(column);
            }
        }
        if *test != Test::Missing {
            self.push(" AND ");
            self.name(text, field, test)?;
        }
        self.push(")");
        Ok(())
    }

    /// Files the form stood in, in whichever revision.
    fn file(&mut self, field: Field, test: &Test) -> Result<()> {
        self.push(
            "report.id IN (SELECT file_report.report FROM file
              JOIN file_report ON file_report.file = file.id WHERE ",
        );
        self.name("comparable(file.path)", field, test)?;
        self.push(")");
        Ok(())
    }

    fn tag(&mut self, field: Field, test: &Test) -> Result<()> {
        if *test == Test::Missing {
            self.push("NOT ");
        }
        self.push(
            "EXISTS (SELECT 1 FROM tag WHERE tag.key = report.key AND tag.copy = report.copy",
        );
        if *test != Test::Missing {
            self.push(" AND ");
            self.name("comparable(tag.tag)", field, test)?;
        }
        self.push(")");
        Ok(())
    }
}

/// The parts of an `And` and of every `And` directly in it.
fn flatten<'q>(parts: &'q [Query], flat: &mut Vec<&'q Query>) {
    for part in parts {
        match part {
            Query::And(parts) => flatten(parts, flat),
            Query::All => {}
            _ => flat.push(part),
        }
    }
}

/// The stable names a test asks for.
fn names(field: Field, test: &Test) -> Result<Vec<String>> {
    match test {
        Test::OneOf(names) => Ok(names.clone()),
        Test::Equals(name) | Test::Contains(name) => Ok(vec![name.clone()]),
        _ => Err(refuse(field)),
    }
}

/// Whether a test asks for a part of a text.
const fn is_part(test: &Test) -> bool {
    matches!(test, Test::Contains(_))
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

fn refuse(field: Field) -> super::StoreError {
    Fault::BadQuery(format!("{field:?}")).into()
}
