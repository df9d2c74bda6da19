//! The event log as a list. Its keys are a contract.

use super::names::{place, rule, second, time, verdict};
use super::{Align, Column, Value};
use crate::locales::Catalogue;
use crate::store::{EventRow, SecondReview, Verdict, hex};

/// The columns, headings in the catalogue's language.
pub fn columns(words: &Catalogue) -> Vec<Column> {
    let column = |key| Column::new(key, words.text(&format!("head-{key}")), Align::Left);
    vec![
        Column::new("id", words.text("head-event"), Align::Right),
        column("at").whole(),
        column("by"),
        column("kind"),
        Column::new("report_id", words.text("head-report_id"), Align::Right).spare(3),
        column("title"),
        column("place").spare(2),
        column("rule").spare(1),
        column("text"),
        column("undone"),
        Column::data("act"),
        Column::data("finding"),
        Column::data("value"),
    ]
}

/// The values of one event, one a column.
pub fn values(event: &EventRow, words: &Catalogue) -> Vec<Value> {
    let kind = words.text(&format!("event-{}", event.kind));
    vec![
        Value::Whole(event.id.0),
        time(event.at),
        Value::text(&event.by),
        Value::Name(event.kind.clone().into(), kind),
        event
            .report
            .map_or(Value::Missing, |report| Value::Whole(report.0)),
        Value::text(&event.title),
        place(event.place, words),
        event
            .rule
            .as_deref()
            .map_or(Value::Missing, |id| rule(id, words)),
        said(event, words),
        Value::Flag(event.undone),
        Value::Whole(event.act.0),
        event
            .finding
            .map_or(Value::Missing, |finding| Value::Text(hex(&finding))),
        Value::text(&event.value),
    ]
}

/// The text of an event; people read a verdict and a second review by name, which event is taken
/// back, and of a mute the rule.
fn said(event: &EventRow, words: &Catalogue) -> Value {
    let name = |value: Option<Value>| match value {
        Some(Value::Name(_, label)) => Some(label),
        _ => None,
    };
    let label = match event.kind.as_str() {
        "verdict" => name(Verdict::from_name(&event.value).map(|given| verdict(given, words))),
        "second" => name(SecondReview::from_name(&event.value).map(|given| second(given, words))),
        "mute" | "unmute" => name(event.rule.as_deref().map(|id| rule(id, words))),
        "undo" | "redo" => {
            let key = format!("log-{}-of", event.kind);
            Some(words.fill(&key, &[("number", &event.text)]))
        }
        _ => None,
    };
    let Some(label) = label else {
        return Value::text(&event.text);
    };
    let reason = match event.kind.as_str() {
        "undo" | "redo" => "",
        _ => event.text.strip_prefix(&event.value).unwrap_or_default(),
    };
    let said = format!("{label}{reason}");
    Value::Name(event.text.clone().into(), said.trim_start().to_owned())
}
