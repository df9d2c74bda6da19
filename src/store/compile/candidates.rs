//! The ways to what a filter finds, whichever is shorter: from what one condition picks, looked up in
//! its own index, or along the order of the list, looking at one report after the other.

use super::{Condition, DISPUTED, Of, Pairs, Query, Test, flatten, hides_muted, is_on_finding};
use crate::query::{Field, initials};
use crate::store::error::Result;
use crate::store::search::{comparable, expression, expression_in};

/// Conditions of which a report has to fulfil all, taken apart.
pub(in crate::store) struct Parts<'q> {
    whole: &'q Query,
    /// Those on findings that have to hold for one finding stand together.
    pub(in crate::store) groups: Vec<Group<'q>>,
}

/// Conditions that are looked up together.
pub(in crate::store) type Group<'q> = Vec<&'q Query>;

/// Ids of reports, some perhaps more than once.
pub(in crate::store) struct Candidates {
    /// The statement, without a limit.
    pub(in crate::store) select: Condition,
    /// All of them fulfil the condition; else they are more than do.
    pub(in crate::store) exact: bool,
    /// They are those that do not.
    pub(in crate::store) negated: bool,
}

impl<'q> Parts<'q> {
    /// Takes a filter apart.
    pub(in crate::store) fn of(whole: &'q Query) -> Self {
        let mut flat = Vec::new();
        flatten(std::slice::from_ref(whole), &mut flat);
        let (on_finding, others): (Vec<_>, Vec<_>) =
            flat.into_iter().partition(|part| is_on_finding(part));
        let mut groups: Vec<Group<'_>> = others.into_iter().map(|part| vec![part]).collect();
        if on_finding.iter().any(|part| !matches!(part, Query::Not(_))) {
            groups.push(on_finding);
        } else {
            groups.extend(on_finding.into_iter().map(|part| vec![part]));
        }
        Self { whole, groups }
    }

    /// The reports a group picks, where an index says which.
    pub(in crate::store) fn candidates(&self, group: &[&Query]) -> Result<Option<Candidates>> {
        let mut select = Condition::hiding(&[self.whole]);
        let exact = match group {
            [one] => select.select(one, false)?,
            several => {
                select.select_findings(several)?;
                Some(true)
            }
        };
        Ok(exact.map(|exact| Candidates {
            select,
            exact,
            negated: false,
        }))
    }

    /// The reports a group picks, or leaves out, when they are many and all of them are wanted.
    pub(in crate::store) fn lookup(&self, group: &[&Query]) -> Result<Option<Candidates>> {
        let [Query::Not(part)] = group else {
            return match group {
                [one] => self.lookup_one(one, false),
                _ => self.candidates(group),
            };
        };
        // What is more than those that do not fulfil it cannot be taken away.
        let found = self.lookup_one(part, true)?;
        Ok(found.filter(|found| found.exact))
    }

    fn lookup_one(&self, part: &Query, negated: bool) -> Result<Option<Candidates>> {
        let mut select = Condition::hiding(&[self.whole]);
        let exact = select.select(part, true)?;
        Ok(exact.map(|exact| Candidates {
            select,
            exact,
            negated,
        }))
    }

    /// Whether a report's own counts and numbers, as the narrow index holds them, decide a group.
    pub(in crate::store) fn is_plain(&self, group: &[&Query]) -> bool {
        let hides = hides_muted(self.whole);
        group.iter().all(|part| is_plain(part, hides))
    }

    /// The condition that a report fulfils these groups, to be asked of one report at a time.
    pub(in crate::store) fn walk(&self, groups: &[&Group<'_>]) -> Result<Condition> {
        let mut condition = Condition::hiding(&[self.whole]);
        condition.walk = true;
        condition.push("1");
        for group in groups {
            condition.push(" AND ");
            match group.as_slice() {
                [one] => condition.query(one, Of::Reports)?,
                several => condition.has_finding(several)?,
            }
        }
        Ok(condition)
    }
}

fn is_plain(part: &Query, hides: bool) -> bool {
    if is_on_finding(part) {
        return Pairs::of(&[part], hides).is_some();
    }
    match part {
        Query::All => true,
        Query::Text(_) => false,
        Query::Field(field, test) => match field {
            Field::Id
            | Field::Year
            | Field::Amount
            | Field::Initial
            | Field::Executed
            | Field::Rate
            | Field::Score
            | Field::Grade
            | Field::Qualitative
            | Field::Review => true,
            Field::Is => match test {
                Test::OneOf(names) => !names.iter().any(|name| name == DISPUTED),
                _ => false,
            },
            _ => false,
        },
        Query::And(parts) | Query::Or(parts) => parts.iter().all(|part| is_plain(part, hides)),
        Query::Not(part) => is_plain(part, hides),
    }
}

impl Condition {
    /// A statement for the reports a condition picks; says whether it picks all of these. `None`
    /// where no index helps. With `many` it is fit for reading all of them.
    fn select(&mut self, part: &Query, many: bool) -> Result<Option<bool>> {
        match part {
            Query::Text(text) => {
                let Some(phrase) = expression(text) else {
                    return Ok(None);
                };
                self.select_text(text, phrase);
                Ok(Some(true))
            }
            Query::Or(parts) => {
                let mut exact = true;
                for (at, part) in parts.iter().enumerate() {
                    if at > 0 {
                        self.push(" UNION ALL ");
                    }
                    match self.select(part, many)? {
                        Some(one) => exact &= one,
                        None => return Ok(None),
                    }
                }
                Ok((!parts.is_empty()).then_some(exact))
            }
            Query::Field(field, test) if !is_on_finding(part) => {
                self.select_field(*field, test, many)
            }
            Query::Field(..) => {
                self.select_findings(&[part])?;
                Ok(Some(true))
            }
            Query::All | Query::And(_) | Query::Not(_) => Ok(None),
        }
    }

    fn select_field(&mut self, field: Field, test: &Test, many: bool) -> Result<Option<bool>> {
        let name = match field {
            Field::Unit => "unit",
            Field::Project => "project",
            Field::Department => "department",
            _ => "",
        };
        match (field, test) {
            (Field::Unit | Field::Project | Field::Department, Test::Contains(text)) if many => {
                // The index on the name is short and holds it as it is compared.
                self.push(&format!(
                    "SELECT report.id FROM report INDEXED BY report_{name} WHERE "
                ));
                self.name(
                    &format!("ifnull(report.{name}_folded, report.{name})"),
                    field,
                    test,
                )?;
                if let Some(initials) = initials(text) {
                    self.push(" OR ");
                    self.spells(name, &initials);
                }
                Ok(Some(true))
            }
            (Field::Unit | Field::Project | Field::Department, Test::Contains(text)) => {
                let Some(phrase) = expression_in(name, text) else {
                    return Ok(None);
                };
                self.push("SELECT rowid FROM search WHERE search MATCH ");
                self.bind(phrase);
                if let Some(initials) = initials(text) {
                    self.push(" UNION ALL ");
                    self.spelled(&[name], &initials);
                }
                Ok(Some(false))
            }
            (Field::Note | Field::By | Field::Tag, Test::Missing) => Ok(None),
            (Field::Note | Field::By | Field::Tag, _) => {
                let (table, text) = match field {
                    Field::Note => ("note", "note.folded"),
                    Field::By => ("event", "comparable(event.by)"),
                    _ => ("tag", "comparable(tag.tag)"),
                };
                self.push(&format!(
                    "SELECT about.id FROM {table} CROSS JOIN report AS about
                     ON about.key = {table}.key AND about.copy = {table}.copy WHERE "
                ));
                self.name(text, field, test)?;
                // Who wrote may mean more than that, which the condition itself knows.
                Ok(Some(field != Field::By))
            }
            (Field::Qualitative, _) => Ok(None),
            _ => {
                self.push("SELECT report.id FROM report WHERE ");
                self.field(field, test, Of::Reports)?;
                Ok(Some(true))
            }
        }
    }

    /// The reports of the findings that fulfil these conditions.
    pub(super) fn select_findings(&mut self, conditions: &[&Query]) -> Result<()> {
        // The id of a finding begins with that of its report.
        self.push("SELECT finding.id >> 16 FROM finding WHERE ");
        self.findings(conditions)
    }

    /// The reports a text stands in, in what is written on them, or in the initials of their names.
    pub(super) fn select_text(&mut self, text: &str, phrase: String) {
        self.push("SELECT rowid FROM search WHERE search MATCH ");
        self.bind(phrase);
        self.push(
            " UNION ALL SELECT noted.id FROM note CROSS JOIN report AS noted
             ON noted.key = note.key AND noted.copy = note.copy WHERE instr(note.folded, ",
        );
        self.bind(comparable(text));
        self.push(")");
        if let Some(initials) = initials(text) {
            self.push(" UNION ALL ");
            self.spelled(&["project", "unit", "department"], &initials);
        }
    }

    /// Whether a text stands in or on the one report, or in the initials of its names.
    pub(super) fn text_of_one(&mut self, text: &str, phrase: String) {
        let word = comparable(text);
        if word.chars().nth(1).is_some() {
            self.push("(EXISTS (SELECT 1 FROM search WHERE search MATCH ");
            self.bind(phrase);
            self.push(" AND rowid = report.id)");
        } else {
            // The index has a single character as the beginning of all the pairs it begins: it would
            // put these together anew for each report.
            self.push(
                "(EXISTS (SELECT 1 FROM revision AS one WHERE one.id = report.revision
                  AND stands_in(",
            );
            self.bind(word.clone());
            self.push(
                ", one.project, one.unit, one.department, one.goal, one.outcome))
                 OR EXISTS (SELECT 1 FROM indicator AS one WHERE one.revision = report.revision
                  AND stands_in(",
            );
            self.bind(word.clone());
            self.push(", one.name, one.target, one.actual, one.reason))");
        }
        self.push(
            " OR EXISTS (SELECT 1 FROM note
              WHERE note.key = report.key AND note.copy = report.copy AND instr(note.folded, ",
        );
        self.bind(word);
        self.push("))");
        if let Some(initials) = initials(text) {
            for name in ["project", "unit", "department"] {
                self.push(" OR ");
                self.spells(name, &initials);
            }
        }
        self.push(")");
    }

    /// Whether a name of the one report can be read as these initials.
    pub(super) fn spells(&mut self, name: &str, initials: &str) {
        self.push(&format!(
            "has_initials(ifnull(report.{name}_folded, report.{name}), "
        ));
        self.bind(initials.to_owned());
        self.push(")");
    }
}
