//! What each field of the filter language asks of the tables.

use super::{Condition, DISPUTED, MUTED, Of};
use crate::query::{Field, Query, Test};
use crate::rules::Severity;
use crate::store::StoreError;
use crate::store::error::{Fault, Result};
use crate::store::findings::{severity_code, verdict_code};
use crate::store::micro;
use crate::store::search::comparable;
use crate::store::standing::second_code;
use crate::store::types::{SecondReview, Verdict};

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

impl Condition {
    pub(super) fn field(&mut self, field: Field, test: &Test, of: Of) -> Result<()> {
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

    fn rule(&mut self, field: Field, test: &Test) -> Result<()> {
        if let Some(name) = one_name(test) {
            // The index on the rule goes on in the order of the list.
            self.push("finding.rule = (SELECT id FROM rule WHERE name = ");
            self.bind(name.to_owned());
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
        let names = names(field, test)?;
        self.push("(");
        for (at, name) in names.iter().enumerate() {
            self.push(if at > 0 { " OR " } else { "" });
            self.push("finding.place = ");
            self.bind(name.clone());
            // Text between these begins with the name and a colon.
            self.push(" OR finding.place >= ");
            self.bind(format!("{name}:"));
            self.push(" AND finding.place < ");
            self.bind(format!("{name};"));
        }
        self.push(if names.is_empty() { "0)" } else { ")" });
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
                MUTED if of == Of::Findings => "finding.verdict = 4",
                MUTED if walk => "(report.e4 + report.w4 + report.n4 > 0)",
                MUTED => "report.id IN (SELECT id >> 16 FROM finding WHERE verdict = 4)",
                "revised" => "report.number > 1",
                "copy" => "report.copy > 1",
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

/// The stable names a test asks for.
pub(super) fn names(field: Field, test: &Test) -> Result<Vec<String>> {
    match test {
        Test::OneOf(names) => Ok(names.clone()),
        Test::Equals(name) | Test::Contains(name) => Ok(vec![name.clone()]),
        _ => Err(refuse(field)),
    }
}

/// The one name a test asks for.
fn one_name(test: &Test) -> Option<&str> {
    match test {
        Test::Equals(name) => Some(name),
        Test::OneOf(names) => match names.as_slice() {
            [name] => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a filter asks for the findings of one rule.
pub(in crate::store) fn is_one_rule(query: &Query) -> bool {
    matches!(query, Query::Field(Field::Rule, test) if one_name(test).is_some())
}

pub(super) fn refuse(field: Field) -> StoreError {
    Fault::BadQuery(format!("{field:?}")).into()
}
