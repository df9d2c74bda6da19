//! What can stand at the cursor of a filter text: names of fields, their values, each with the
//! number of forms or suspicions that have it.

use std::ops::Range;

use crate::desk::Model;
use crate::desk::filter::rule_names;
use crate::desk::words::count;
use crate::form::fold;
use crate::query::{Field, FieldInfo, Help, Kind, Slot, complete, has_initials, initials, slot};
use crate::rules;
use crate::terminal::text::{Align, pad, width};

/// So many values are offered.
const MOST: usize = 50;

/// Something to put in at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it replaces, in characters.
    pub span: Range<usize>,
    /// What is put there.
    pub text: String,
    /// How many have it, once that is known.
    count: Option<u64>,
    help: String,
}

/// The field whose values stand at the cursor, if the database knows of any.
pub fn field_at(text: &str, cursor: usize) -> Option<Field> {
    match slot(text, cursor) {
        // Of these nearly every form has one of its own.
        Slot::Value {
            field: Field::Project | Field::Id,
            ..
        } => None,
        Slot::Value { field, .. } => Some(field),
        Slot::Name { .. } | Slot::Text => None,
    }
}

/// What can be put in at the cursor; `values` are those of the field there, with their numbers.
pub fn offers(model: &Model, text: &str, cursor: usize, values: &[(String, u64)]) -> Vec<Offer> {
    let lang = model.words.lang();
    let known = complete(text, cursor, lang, &rule_names());
    let slot = slot(text, cursor);
    if let (Slot::Value { field, span, typed }, true) = (&slot, known.is_empty()) {
        let open = FieldInfo::of(*field)
            .is_some_and(|info| matches!(info.kind, Kind::Text | Kind::Number(_)));
        return if open {
            of_values(values, span, typed)
        } else {
            Vec::new()
        };
    }
    let field = match slot {
        Slot::Value { field, .. } => FieldInfo::of(field),
        Slot::Name { .. } | Slot::Text => None,
    };
    known
        .into_iter()
        .map(|completion| Offer {
            count: field.and_then(|info| counted(info, &completion.text, values)),
            help: match completion.help {
                Help::Key(key) => model.words.text(key),
                Help::Plain(text) => text.to_owned(),
            },
            span: completion.span,
            text: completion.text,
        })
        .collect()
}

/// How many have the value that is called so; none where the database does not know of any.
fn counted(info: &FieldInfo, name: &str, values: &[(String, u64)]) -> Option<u64> {
    if values.is_empty() {
        return None;
    }
    let stable = match info.kind {
        Kind::Choice(choices) => choices
            .iter()
            .find(|choice| choice.names().any(|known| known == name))
            .map_or(name, |choice| choice.name),
        Kind::Rule => {
            let name = name.trim_matches('"');
            let known = rules::all().iter().find(|rule| rule.name.zh == name);
            known.map_or(name, |rule| rule.id)
        }
        _ => name,
    };
    let grades = |value: &str| match stable {
        "excellent" => value == "优",
        "good" => value == "良",
        "fair" => value == "中",
        "poor" => value == "差",
        _ => false,
    };
    let found = values
        .iter()
        .find(|(value, _)| value == stable || grades(value));
    Some(found.map_or(0, |(_, count)| *count))
}

/// Values that contain what is typed or can be read so by their initials, the most frequent first.
fn of_values(values: &[(String, u64)], span: &Range<usize>, typed: &str) -> Vec<Offer> {
    let folded = fold(typed).to_lowercase();
    let initials = initials(typed);
    values
        .iter()
        .filter(|(value, _)| {
            fold(value).to_lowercase().contains(&folded)
                || initials
                    .as_ref()
                    .is_some_and(|initials| has_initials(value, initials))
        })
        .take(MOST)
        .map(|(value, count)| Offer {
            span: span.clone(),
            text: super::quoted(value),
            count: Some(*count),
            help: String::new(),
        })
        .collect()
}

impl Offer {
    /// As a line of the list, names padded to `room`.
    pub fn line(&self, room: usize) -> String {
        let count = self.count.map(count).unwrap_or_default();
        let line = format!(
            "{} {}  {}",
            pad(&self.text, room, Align::Left),
            pad(&count, 9, Align::Right),
            self.help
        );
        line.trim_end().to_owned()
    }

    /// The text with this put in, and where the cursor stands then.
    pub fn put_into(&self, text: &str) -> (String, usize) {
        let before: String = text.chars().take(self.span.start).collect();
        let after: String = text.chars().skip(self.span.end).collect();
        let cursor = self.span.start + self.text.chars().count();
        (format!("{before}{}{after}", self.text), cursor)
    }
}

/// The room the names of offers take.
pub fn room(offers: &[Offer], most: usize) -> usize {
    let widest = offers.iter().map(|offer| width(&offer.text)).max();
    widest.unwrap_or(0).min(most)
}
