//! Reads a file over the defaults.

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use super::{Fault, nearest};

/// A section whose keys are not written in the defaults.
#[derive(Debug, Clone, Copy)]
pub struct Open {
    /// Its name.
    pub section: &'static str,
    /// The keys it may have.
    pub keys: fn() -> Vec<&'static str>,
    /// Each of them gets a text; why a blank one is not enough, as the key of a sentence.
    pub blank: &'static str,
}

/// A file that was read, with the lines of its keys.
#[derive(Debug, Clone)]
pub struct Given {
    /// The defaults with the file's values over them; numbers as text.
    pub values: Value,
    lines: Vec<(String, usize)>,
}

impl Given {
    /// The line that sets `section.key`; 0 where the default stands.
    pub fn line(&self, key: &str) -> usize {
        self.lines
            .iter()
            .find(|(known, _)| known == key)
            .map_or(0, |(_, line)| *line)
    }

    /// The keys the file sets, in its order, with their lines.
    pub fn set(&self) -> impl Iterator<Item = (&str, usize)> {
        self.lines.iter().map(|(key, line)| (key.as_str(), *line))
    }
}

/// The defaults with the keys of `text` over them.
///
/// # Errors
/// The first thing wrong with `text`.
pub fn over(defaults: &str, text: &str, open: Option<&Open>) -> Result<Given, Fault> {
    let known = parse(defaults)?;
    let table = parse(text)?;
    let Value::Object(mut values) = tree(&known) else {
        return Err(Fault::Invalid(String::new()));
    };
    let mut merge = Merge {
        text,
        open,
        lines: Vec::new(),
    };
    merge.tables(&mut values, &known, &table, "")?;
    merge.lines.sort_by_key(|(_, line)| *line);
    Ok(Given {
        values: Value::Object(values),
        lines: merge.lines,
    })
}

fn parse(text: &str) -> Result<DeTable<'_>, Fault> {
    DeTable::parse(text)
        .map(toml::Spanned::into_inner)
        .map_err(|error| Fault::Syntax {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

struct Merge<'a> {
    text: &'a str,
    open: Option<&'a Open>,
    lines: Vec<(String, usize)>,
}

impl Merge<'_> {
    fn tables(
        &mut self,
        into: &mut Map<String, Value>,
        known: &DeTable<'_>,
        given: &DeTable<'_>,
        section: &str,
    ) -> Result<(), Fault> {
        for (key, value) in given {
            let line = line_of(self.text, key.span().start);
            let name = key.get_ref().as_ref();
            let path = join(section, name);
            if let Some(open) = self.open.filter(|open| open.section == section) {
                let text = free(open, name, value.get_ref(), line)?;
                into.insert(name.to_owned(), Value::String(text));
                self.lines.push((path, line));
                continue;
            }
            let Some((_, default)) = known.iter().find(|(known, _)| known.get_ref() == name) else {
                let keys = known.keys().map(|key| key.get_ref().as_ref());
                return Err(unknown(section, name, keys, line));
            };
            match (default.get_ref(), value.get_ref(), into.get_mut(name)) {
                (DeValue::Table(known), DeValue::Table(given), Some(Value::Object(into))) => {
                    self.tables(into, known, given, &path)?;
                }
                (default, given, _) if kind(default) == kind(given) => {
                    into.insert(name.to_owned(), node(given));
                    self.lines.push((path, line));
                }
                (default, ..) => {
                    return Err(Fault::WrongKind {
                        line,
                        key: path,
                        expected: kind(default),
                    });
                }
            }
        }
        Ok(())
    }
}

fn free(open: &Open, name: &str, value: &DeValue<'_>, line: usize) -> Result<String, Fault> {
    let keys = (open.keys)();
    if !keys.contains(&name) {
        return Err(unknown(open.section, name, keys.into_iter(), line));
    }
    match value.as_str().map(str::trim) {
        Some(text) if !text.is_empty() => Ok(text.to_owned()),
        _ => Err(Fault::Refused {
            line,
            key: join(open.section, name),
            why: open.blank,
            value: String::new(),
        }),
    }
}

fn unknown<'k>(
    section: &str,
    name: &str,
    keys: impl Iterator<Item = &'k str>,
    line: usize,
) -> Fault {
    Fault::UnknownKey {
        line,
        key: join(section, name),
        nearest: nearest(name, keys).map(|near| join(section, near)),
    }
}

fn join(section: &str, key: &str) -> String {
    if section.is_empty() {
        key.to_owned()
    } else {
        format!("{section}.{key}")
    }
}

/// The key of the words for a kind of value.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::Integer(_) | DeValue::Float(_) => "settings-kind-number",
        DeValue::String(_) => "settings-kind-text",
        DeValue::Boolean(_) => "settings-kind-flag",
        DeValue::Datetime(_) => "settings-kind-date",
        DeValue::Array(items) => match items.iter().next().map(|item| item.get_ref()) {
            Some(DeValue::Integer(_) | DeValue::Float(_)) => "settings-kind-numbers",
            _ => "settings-kind-texts",
        },
        DeValue::Table(_) => "settings-kind-table",
    }
}

fn tree(table: &DeTable<'_>) -> Value {
    let entries = table
        .iter()
        .map(|(key, value)| (key.get_ref().to_string(), node(value.get_ref())));
    Value::Object(entries.collect())
}

fn node(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => Value::String(number.to_string()),
        DeValue::Float(number) => Value::String(number.to_string()),
        DeValue::Boolean(yes) => Value::Bool(*yes),
        DeValue::Datetime(time) => Value::String(time.to_string()),
        DeValue::Array(items) => {
            Value::Array(items.iter().map(|item| node(item.get_ref())).collect())
        }
        DeValue::Table(inner) => tree(inner),
    }
}
