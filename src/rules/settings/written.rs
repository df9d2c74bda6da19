//! The settings in force as a file: the defaults with their comments, the user's values in place.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::DEFAULTS;

/// The defaults with the values of `text` in place of theirs. `text` was read without an error;
/// one that was not changes nothing.
pub fn in_force(text: &str) -> String {
    let (Ok(defaults), Ok(given)) = (DeTable::parse(DEFAULTS), DeTable::parse(text)) else {
        return DEFAULTS.to_owned();
    };
    let mut changes = Vec::new();
    collect(defaults.get_ref(), given.get_ref(), text, &mut changes);
    changes.sort_by_key(|(at, _)| at.start);
    let mut written = String::with_capacity(DEFAULTS.len() + text.len());
    let mut done = 0;
    for (at, value) in changes {
        written.push_str(DEFAULTS.get(done..at.start).unwrap_or_default());
        written.push_str(value);
        done = at.end;
    }
    written.push_str(DEFAULTS.get(done..).unwrap_or_default());
    // `[off]` is the last section, and empty.
    if let Some(DeValue::Table(off)) = given.get_ref().get("off").map(|value| value.get_ref()) {
        for (rule, reason) in off {
            let reason = text.get(reason.span()).unwrap_or_default();
            written.push_str(&format!("{} = {reason}\n", rule.get_ref()));
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

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    #[test]
    fn what_is_written_reads_as_what_is_in_force() {
        let mine = "[execution]\nlow = 85.50\n[weights.with_cost]\ncost = 15\n\
                    [off]\nexec-rate-low = \"known here\"\n";
        let written = in_force(mine);
        assert!(written.contains("# Below low a warning"), "{written}");
        let read = Settings::load(&written).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read.execution.low.to_string(), "85.50");
        assert_eq!(read.weights.with_cost.cost.to_string(), "15");
        assert_eq!(read.weights.with_cost.output.to_string(), "40");
        assert!(read.is_off("exec-rate-low"));
        assert_eq!(in_force(""), DEFAULTS);
    }
}
