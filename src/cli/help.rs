//! Help and usage errors in the user's language. The parsers carry no texts: an argument `--sort`
//! of `reports` is explained by `help-reports-sort`, an option of every subcommand by
//! `help-option-…`.

use std::io::Write as _;

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, Command};

use super::Exit;
use crate::locales::Catalogue;
use crate::terminal::text::visible;

const EVERYWHERE: [&str; 7] = ["db", "rules", "lang", "by", "read_only", "help", "version"];

/// The parser with all texts in the catalogue's language.
pub fn localised(command: Command, words: &Catalogue) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    let command = names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |sub| explained(sub, &name, words))
    });
    explained(command, "shenyue", words).subcommand_help_heading(words.text("help-commands"))
}

fn explained(command: Command, name: &str, words: &Catalogue) -> Command {
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        words.text("help-usage")
    );
    command
        .about(words.text(&format!("help-{name}")))
        .help_template(template)
        .mut_args(|argument| explained_argument(argument, name, words))
}

fn explained_argument(argument: Arg, command: &str, words: &Catalogue) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let key = if EVERYWHERE.contains(&id.as_str()) {
        format!("help-option-{id}")
    } else {
        format!("help-{command}-{id}")
    };
    let heading = if argument.is_positional() {
        "help-arguments"
    } else {
        "help-options"
    };
    let explained = format!("{}{}", words.text(&key), choice(&argument, words));
    let takes_a_value = argument.get_action().takes_values();
    argument
        .help(explained)
        .help_heading(words.text(heading))
        .hide_possible_values(takes_a_value)
        .hide_default_value(takes_a_value)
}

/// What an argument may be and what it is when left out, in the user's language: clap has its own
/// words for both, in English only.
fn choice(argument: &Arg, words: &Catalogue) -> String {
    if !argument.get_action().takes_values() {
        return String::new();
    }
    let values: Vec<String> = argument
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value| value.get_name().to_owned())
        .collect();
    if values.is_empty() {
        return String::new();
    }
    let values = values.join(&words.text("help-values-between"));
    match argument.get_default_values().first() {
        Some(default) => words.fill(
            "help-values-default",
            &[("values", &values), ("default", &default.to_string_lossy())],
        ),
        None => words.fill("help-values", &[("values", &values)]),
    }
}

/// Prints what clap has to say: help and version on stdout, anything else as a sentence on stderr.
pub fn report(error: &clap::Error, words: &Catalogue) -> Exit {
    if !error.use_stderr() {
        // A reader that went away has seen enough.
        let _ = error.print();
        return Exit::Done;
    }
    let told = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "usage-unknown",
        ErrorKind::MissingRequiredArgument => "usage-missing",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-value",
        ErrorKind::ArgumentConflict => "usage-twice",
        _ => "",
    };
    let message = if key.is_empty() {
        error.to_string()
    } else {
        words.fill(
            key,
            &[
                ("argument", &told(ContextKind::InvalidArg)),
                ("value", &told(ContextKind::InvalidValue)),
                ("valid", &told(ContextKind::ValidValue)),
            ],
        )
    };
    // There is nowhere left to report that stderr is closed.
    let _ = writeln!(std::io::stderr(), "{}", visible(message.trim_end()));
    Exit::Usage
}
