//! `shenyue verify`: the event log's hash chain and the database's integrity.

use std::io::Write as _;

use serde_json::json;

use super::context::{Context, shown};
use super::shape::TextFormat;
use super::{Exit, Failure};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(long, value_enum, default_value_t)]
    format: TextFormat,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let found = context.reader()?.verify()?;
    let words = &context.words;
    let text = match arguments.format {
        TextFormat::Json => json!({
            "sound": found.is_sound(),
            "events": found.events,
            "head": found.head,
            "broken": found.broken.map(|event| event.0),
            "damage": found.damage,
            "derived": found.derived,
        })
        .to_string(),
        TextFormat::Text => {
            let mut lines = vec![words.fill(
                "verify-events",
                &[("events", &found.events.to_string()), ("head", &found.head)],
            )];
            if let Some(event) = found.broken {
                lines.push(words.fill("verify-broken", &[("event", &event.0.to_string())]));
            }
            if !found.derived {
                lines.push(words.text("verify-derived"));
            }
            for damage in &found.damage {
                lines.push(words.fill("verify-damage", &[("damage", damage)]));
            }
            let key = if found.is_sound() {
                "verify-sound"
            } else {
                "verify-unsound"
            };
            lines.push(words.fill(key, &[("file", &shown(&context.database()?))]));
            lines.join("\n")
        }
    };
    writeln!(context.out, "{text}")?;
    Ok(if found.is_sound() {
        Exit::Done
    } else {
        Exit::Database
    })
}
