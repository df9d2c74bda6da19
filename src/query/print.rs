//! Tree → text: half-width signs, quotes only where needed; names in English, the canonical form, or
//! those a reader knows.

use super::names::{ANY, Choice, FieldInfo, Kind, NONE, PLACES, RuleName, Unit};
use super::scan::{Joint, narrow};
use super::{Field, Op, Query, Test};
use crate::locales::Lang;

/// The filter text of `query`; [`super::parse()`] reads it back as the same tree. `All` alone is
/// the empty text.
pub fn to_text(query: &Query) -> String {
    to_words(query, Lang::En, &[])
}

/// The same with the names a reader of that language knows: in Chinese those of fields, values and
/// rules are Chinese. [`super::parse_with()`] reads it back as the same tree.
pub fn to_words(query: &Query, lang: Lang, rules: &[RuleName]) -> String {
    let mut printer = Printer {
        text: String::new(),
        zh: lang == Lang::Zh,
        rules,
    };
    if *query != Query::All {
        printer.write(query, Inside::Nothing);
    }
    printer.text
}

struct Printer<'a> {
    text: String,
    zh: bool,
    rules: &'a [RuleName],
}

/// What a part stands in, and so whether it needs brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Inside {
    Nothing,
    Or,
    And,
    Not,
}

impl Printer<'_> {
    fn write(&mut self, query: &Query, inside: Inside) {
        match query {
            Query::All => self.text.push('*'),
            Query::Text(words) => self.text.push_str(&word(words)),
            Query::Field(field, test) => self.condition(*field, test),
            Query::Not(part) => {
                self.text.push('-');
                self.write(part, Inside::Not);
            }
            Query::And(parts) => self.joined(parts, " ", Inside::And, inside),
            Query::Or(parts) => {
                if !self.list(parts) {
                    let joint = if self.zh { " 或 " } else { " or " };
                    self.joined(parts, joint, Inside::Or, inside);
                }
            }
        }
    }

    fn joined(&mut self, parts: &[Query], joint: &str, own: Inside, inside: Inside) {
        let brackets = inside >= own;
        if brackets {
            self.text.push('(');
        }
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.text.push_str(joint);
            }
            self.write(part, own);
        }
        if brackets {
            self.text.push(')');
        }
    }

    /// Alternatives of one field as `field:a,b`, if that reads back as the same.
    fn list(&mut self, parts: &[Query]) -> bool {
        let mut values = Vec::with_capacity(parts.len());
        let mut common = None;
        let mut words = 0_usize;
        for part in parts {
            let Query::Field(field, test) = part else {
                return false;
            };
            // In a list of amounts `5,100` would read as five thousand one hundred.
            if *common.get_or_insert(*field) != *field || is_money(*field) {
                return false;
            }
            values.push(match test {
                Test::Contains(value) => {
                    words += 1;
                    word(value)
                }
                Test::Number(Op::Equal, value) => value.normalize().to_string(),
                Test::Between(from, to) => format!("{}..{}", from.normalize(), to.normalize()),
                _ => return false,
            });
        }
        let (Some(field), true) = (common, words == 0 || words == parts.len()) else {
            return false;
        };
        self.name(field);
        self.text.push(':');
        self.text.push_str(&values.join(","));
        true
    }

    fn condition(&mut self, field: Field, test: &Test) {
        self.name(field);
        match test {
            Test::Contains(value) => {
                self.text.push(':');
                self.text.push_str(&word(value));
            }
            Test::Equals(value) => {
                self.text.push_str(":=");
                self.text.push_str(&word(value));
            }
            Test::OneOf(names) => {
                self.text.push(':');
                let names: Vec<String> = names.iter().map(|name| self.value(field, name)).collect();
                self.text.push_str(&names.join(","));
            }
            Test::Number(op, value) => {
                self.text.push_str(match op {
                    Op::Less => "<",
                    Op::AtMost => "<=",
                    Op::Equal => ":",
                    Op::AtLeast => ">=",
                    Op::More => ">",
                });
                self.text.push_str(&value.normalize().to_string());
            }
            Test::Between(from, to) => {
                let (from, to) = (from.normalize(), to.normalize());
                self.text.push_str(&format!(":{from}..{to}"));
            }
            Test::Missing => self.text.push_str(if self.zh { ":无" } else { ":none" }),
        }
    }

    fn name(&mut self, field: Field) {
        let name = FieldInfo::of(field).map_or("", |info| if self.zh { info.zh } else { info.en });
        self.text.push_str(name);
    }

    /// A stable name, or what it is called.
    fn value(&self, field: Field, name: &str) -> String {
        if !self.zh {
            return place_or_word(name);
        }
        let of = |choices: &[Choice]| {
            let known = choices.iter().find(|choice| choice.name == name);
            known.map(|choice| choice.zh.to_owned())
        };
        let called = match FieldInfo::of(field).map(|info| info.kind) {
            Some(Kind::Choice(choices)) => of(choices),
            Some(Kind::Place) => of(PLACES),
            Some(Kind::Rule) => {
                let known = self.rules.iter().find(|rule| rule.id == name);
                known.map(|rule| word(rule.zh))
            }
            _ => None,
        };
        called.unwrap_or_else(|| place_or_word(name))
    }
}

fn is_money(field: Field) -> bool {
    FieldInfo::of(field).is_some_and(|info| info.kind == Kind::Number(Unit::Money))
}

/// A stable name: never needs quotes, unless it is not one of ours.
fn place_or_word(name: &str) -> String {
    let ours = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-:".contains(c);
    let reserved = NONE.contains(&name) || ANY.contains(&name);
    let first = name.starts_with(|c: char| c.is_ascii_lowercase());
    if first && !reserved && name.chars().all(ours) {
        name.to_owned()
    } else {
        word(name)
    }
}

/// `text` as one word: bare if it can be, else quoted.
pub(super) fn word(text: &str) -> String {
    let plain = |c: char| {
        let c = narrow(c);
        c.is_alphanumeric() || "_-./%·".contains(c)
    };
    let folded: String = text.chars().map(narrow).collect::<String>().to_lowercase();
    let reserved = Joint::of(&folded).is_some()
        || NONE.contains(&folded.as_str())
        || ANY.contains(&folded.as_str());
    if !reserved && !folded.starts_with('-') && !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        if c == '\\' || narrow(c) == '"' {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}
