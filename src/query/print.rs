//! Tree → text, in the canonical form: English names, half-width signs, quotes only where needed.

use super::names::{ANY, FieldInfo, Kind, NONE, Unit};
use super::scan::{Joint, narrow};
use super::{Field, Op, Query, Test};

/// The filter text of `query`; [`super::parse()`] reads it back as the same tree. `All` alone is
/// the empty text.
pub fn to_text(query: &Query) -> String {
    let mut text = String::new();
    if *query != Query::All {
        write(&mut text, query, Inside::Nothing);
    }
    text
}

/// What a part stands in, and so whether it needs brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Inside {
    Nothing,
    Or,
    And,
    Not,
}

fn write(text: &mut String, query: &Query, inside: Inside) {
    match query {
        Query::All => text.push('*'),
        Query::Text(words) => text.push_str(&word(words)),
        Query::Field(field, test) => condition(text, *field, test),
        Query::Not(part) => {
            text.push('-');
            write(text, part, Inside::Not);
        }
        Query::And(parts) => joined(text, parts, " ", Inside::And, inside),
        Query::Or(parts) => {
            if !list(text, parts) {
                joined(text, parts, " or ", Inside::Or, inside);
            }
        }
    }
}

fn joined(text: &mut String, parts: &[Query], joint: &str, own: Inside, inside: Inside) {
    let brackets = inside >= own;
    if brackets {
        text.push('(');
    }
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            text.push_str(joint);
        }
        write(text, part, own);
    }
    if brackets {
        text.push(')');
    }
}

/// Alternatives of one field as `field:a,b`, if that reads back as the same.
fn list(text: &mut String, parts: &[Query]) -> bool {
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
    name(text, field);
    text.push(':');
    text.push_str(&values.join(","));
    true
}

fn condition(text: &mut String, field: Field, test: &Test) {
    name(text, field);
    match test {
        Test::Contains(value) => {
            text.push(':');
            text.push_str(&word(value));
        }
        Test::Equals(value) => {
            text.push_str(":=");
            text.push_str(&word(value));
        }
        Test::OneOf(names) => {
            text.push(':');
            let names: Vec<String> = names.iter().map(|name| place_or_word(name)).collect();
            text.push_str(&names.join(","));
        }
        Test::Number(op, value) => {
            text.push_str(match op {
                Op::Less => "<",
                Op::AtMost => "<=",
                Op::Equal => ":",
                Op::AtLeast => ">=",
                Op::More => ">",
            });
            text.push_str(&value.normalize().to_string());
        }
        Test::Between(from, to) => {
            text.push(':');
            text.push_str(&format!("{}..{}", from.normalize(), to.normalize()));
        }
        Test::Missing => text.push_str(":none"),
    }
}

fn is_money(field: Field) -> bool {
    FieldInfo::of(field).is_some_and(|info| info.kind == Kind::Number(Unit::Money))
}

fn name(text: &mut String, field: Field) {
    text.push_str(FieldInfo::of(field).map_or("", |info| info.en));
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
fn word(text: &str) -> String {
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
