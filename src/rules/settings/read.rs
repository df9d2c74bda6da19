//! Reads a settings file over the defaults, and says precisely what is wrong with it.

use std::sync::LazyLock;

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use super::{DEFAULTS, Values};

/// What is wrong with a settings file.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SettingsError {
    /// Not TOML.
    #[error("line {line}: {message}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// What the TOML reader says.
        message: String,
    },
    /// A key that does not exist.
    #[error("line {line}: there is no setting `{key}`{}", meant(nearest.as_deref()))]
    UnknownKey {
        /// Line, from 1.
        line: usize,
        /// The key as written, with its section.
        key: String,
        /// The nearest key that exists.
        nearest: Option<String>,
    },
    /// A value of the wrong kind.
    #[error("line {line}: `{key}` must be {expected}")]
    WrongKind {
        /// Line, from 1.
        line: usize,
        /// The key with its section.
        key: String,
        /// What it must be.
        expected: &'static str,
    },
    /// A rule switched off without a reason.
    #[error("line {line}: `off.{rule}` needs a reason")]
    NoReason {
        /// Line, from 1.
        line: usize,
        /// The rule.
        rule: String,
    },
    /// A value that cannot be used.
    #[error("{0}")]
    Invalid(String),
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |key| format!("; did you mean `{key}`?"))
}

/// The defaults as written; empty only if they were malformed, which a test rules out.
static WRITTEN: LazyLock<DeTable<'static>> = LazyLock::new(|| {
    DeTable::parse(DEFAULTS)
        .map(toml::Spanned::into_inner)
        .unwrap_or_default()
});

/// The defaults as a tree, all numbers as text so that they stay exact.
static TREE: LazyLock<Value> = LazyLock::new(|| tree(&WRITTEN));

/// The default of a key, `section.key`, as it would be written in a settings file.
pub fn default_of(key: &str) -> Option<String> {
    let mut value = &*TREE;
    for part in key.split('.') {
        value = value.get(part)?;
    }
    Some(show(value))
}

fn show(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(show).collect::<Vec<_>>().join(" "),
        Value::Object(items) => items
            .iter()
            .map(|(key, value)| format!("{key} = {}", show(value)))
            .collect::<Vec<_>>()
            .join(", "),
        other => other.to_string(),
    }
}

/// The defaults with the keys of `text` over them.
pub fn read(text: &str) -> Result<Values, SettingsError> {
    let line = |at: usize| {
        let before = text.as_bytes().get(..at).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    };
    let table = DeTable::parse(text).map_err(|error| SettingsError::Syntax {
        line: line(error.span().map_or(0, |span| span.start)),
        message: error.message().to_owned(),
    })?;
    let mut merged = TREE.clone();
    if let Value::Object(into) = &mut merged {
        merge(into, &WRITTEN, table.get_ref(), "", &line)?;
    }
    serde_json::from_value(merged).map_err(|error| SettingsError::Invalid(error.to_string()))
}

fn merge(
    into: &mut Map<String, Value>,
    known: &DeTable<'_>,
    given: &DeTable<'_>,
    section: &str,
    line: &dyn Fn(usize) -> usize,
) -> Result<(), SettingsError> {
    for (key, value) in given {
        let at = line(key.span().start);
        let name = key.get_ref().as_ref();
        if section == "off" {
            let reason = switched_off(name, value.get_ref(), at)?;
            into.insert(name.to_owned(), Value::String(reason));
            continue;
        }
        let Some((_, default)) = known.iter().find(|(known, _)| known.get_ref() == name) else {
            let keys = known.keys().map(|key| key.get_ref().as_ref());
            return Err(SettingsError::UnknownKey {
                line: at,
                key: join(section, name),
                nearest: nearest(name, keys).map(|near| join(section, near)),
            });
        };
        let path = join(section, name);
        match (default.get_ref(), value.get_ref(), into.get_mut(name)) {
            (DeValue::Table(known), DeValue::Table(given), Some(Value::Object(into))) => {
                merge(into, known, given, &path, line)?;
            }
            (default, given, _) if kind(default) == kind(given) => {
                into.insert(name.to_owned(), node(given));
            }
            (default, ..) => {
                return Err(SettingsError::WrongKind {
                    line: at,
                    key: path,
                    expected: kind(default),
                });
            }
        }
    }
    Ok(())
}

fn switched_off(rule: &str, value: &DeValue<'_>, line: usize) -> Result<String, SettingsError> {
    if super::super::find(rule).is_none() {
        let ids = super::super::all().iter().map(|rule| rule.id);
        return Err(SettingsError::UnknownKey {
            line,
            key: join("off", rule),
            nearest: nearest(rule, ids).map(|id| join("off", id)),
        });
    }
    match value.as_str().map(str::trim) {
        Some(reason) if !reason.is_empty() => Ok(reason.to_owned()),
        _ => Err(SettingsError::NoReason {
            line,
            rule: rule.to_owned(),
        }),
    }
}

fn join(section: &str, key: &str) -> String {
    if section.is_empty() {
        key.to_owned()
    } else {
        format!("{section}.{key}")
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::String(_) => "a text",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(items) => match items.iter().next().map(|item| item.get_ref()) {
            Some(DeValue::Integer(_) | DeValue::Float(_)) => "a list of numbers",
            _ => "a list of texts",
        },
        DeValue::Table(_) => "a table",
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

/// The candidate with the fewest edits from `word`, if they are few enough to be a slip.
fn nearest<'k>(word: &str, candidates: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    candidates
        .map(|candidate| (distance(word, candidate), candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, candidate)| *distance * 2 <= candidate.len().max(4))
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.chars()) {
            let edit = (diagonal + usize::from(x != y))
                .min(left + 1)
                .min(*cell + 1);
            diagonal = *cell;
            *cell = edit;
            left = edit;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}
