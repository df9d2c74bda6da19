//! The settings in force as a file: the defaults with their comments, the user's values in place.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// The defaults with the values of `text` in place of theirs; the keys of the section `open` behind
/// them, where there is one: it is the last section of the defaults, and empty there. `text` was read
/// without an error; one that was not changes nothing.
pub fn in_force(defaults: &str, text: &str, open: Option<&str>) -> String {
    let (Ok(known), Ok(given)) = (DeTable::parse(defaults), DeTable::parse(text)) else {
        return defaults.to_owned();
    };
    let mut changes = Vec::new();
    collect(known.get_ref(), given.get_ref(), text, &mut changes);
    changes.sort_by_key(|(at, _)| at.start);
    let mut written = String::with_capacity(defaults.len() + text.len());
    let mut done = 0;
    for (at, value) in changes {
        written.push_str(defaults.get(done..at.start).unwrap_or_default());
        written.push_str(value);
        done = at.end;
    }
    written.push_str(defaults.get(done..).unwrap_or_default());
    let section = open.and_then(|open| given.get_ref().get(open));
    if let Some(DeValue::Table(section)) = section.map(|value| value.get_ref()) {
        for (key, value) in section {
            let value = text.get(value.span()).unwrap_or_default();
            written.push_str(&format!("{} = {value}\n", key.get_ref()));
        }
    }
    written
}

fn collect<'t>(
    defaults: &DeTable<'_>,
    given: &DeTable<'_>,
    text: &'t str,
    changes: &mut Vec<(Range<usize>, &'t str)>,
) {
    for (key, value) in given {
        let Some(default) = defaults.get(key.get_ref().as_ref()) else {
            continue;
        };
        if let (DeValue::Table(into), DeValue::Table(from)) = (default.get_ref(), value.get_ref()) {
            collect(into, from, text, changes);
        } else if let Some(value) = text.get(value.span()) {
            changes.push((default.span(), value));
        }
    }
}
