//! Reads a settings file over the defaults.

use std::sync::LazyLock;

use serde_json::Value;

use super::values::pair;
use super::{DEFAULTS, REGIONS, Values};
use crate::settings::{Fault, Open, in_force, over};

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
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(show).collect();
            // Groups of names are told apart.
            let groups = items.iter().any(|item| item.contains(' '));
            items.join(if groups { "; " } else { " " })
        }
        Value::Object(items) => items
            .iter()
            .map(|(key, value)| format!("{key} = {}", show(value)))
            .collect::<Vec<_>>()
            .join(", "),
        other => other.to_string(),
    }
}

/// The defaults with the values of the region that `text` names in their place.
pub fn base(text: &str) -> Result<String, Fault> {
    let given = over(DEFAULTS, text, Some(&OFF))?;
    let name = given.values.get("region").and_then(Value::as_str);
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else {
        return Ok(DEFAULTS.to_owned());
    };
    match REGIONS.iter().find(|(region, _)| *region == name) {
        Some((_, values)) => Ok(in_force(DEFAULTS, values, None)),
        None => Err(Fault::Refused {
            line: given.line("region"),
            key: "region".to_owned(),
            why: "settings-no-region",
            value: REGIONS.map(|(region, _)| region).join(", "),
        }),
    }
}

/// `base` with the keys of `text` over it.
pub fn read(base: &str, text: &str) -> Result<Values, Fault> {
    let given = over(base, text, Some(&OFF))?;
    if let Some(value) = no_pair(&given.values) {
        return Err(Fault::Refused {
            line: given.line("narrative.opposites"),
            key: "narrative.opposites".to_owned(),
            why: "settings-no-pair",
            value: value.to_owned(),
        });
    }
    serde_json::from_value(given.values).map_err(|error| Fault::Invalid(error.to_string()))
}

/// The first of the opposites that is not two words with a space between.
fn no_pair(values: &Value) -> Option<&str> {
    let pairs = values.get("narrative")?.get("opposites")?.as_array()?;
    let mut texts = pairs.iter().filter_map(Value::as_str);
    texts.find(|text| pair(text).is_none())
}
