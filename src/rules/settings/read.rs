//! Reads a settings file over the defaults.

use std::sync::LazyLock;

use serde_json::Value;

use super::{DEFAULTS, Values};
use crate::settings::{Fault, Open, over};

/// Rules switched off, each with the reason.
pub const OFF: Open = Open {
    section: "off",
    keys: || super::super::all().iter().map(|rule| rule.id).collect(),
    blank: "settings-no-reason",
};

/// The defaults as a tree, all numbers as text so that they stay exact; empty only if they were
/// malformed, which a test rules out.
static TREE: LazyLock<Value> = LazyLock::new(|| {
    over(DEFAULTS, "", Some(&OFF)).map_or(Value::Null, |defaults| defaults.values)
});

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
pub fn read(text: &str) -> Result<Values, Fault> {
    let given = over(DEFAULTS, text, Some(&OFF))?;
    serde_json::from_value(given.values).map_err(|error| Fault::Invalid(error.to_string()))
}
