//! Help and usage errors in the user's language. The parsers carry no texts: an argument `--sort`
//! of `reports` is explained by `help-reports-sort`, an option of every subcommand by
//! `help-option-…`.

use std::io::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _};

use super::output::Output;
use super::page::Page;
use super::{Arguments, Exit};
use crate::locales::Catalogue;
use crate::query::nearest;
use crate::terminal::text::visible;

const EVERYWHERE: [&str; 7] = ["db", "rules", "lang", "by", "read_only", "help", "version"];

/// [`explained`], with the pages of `--help` as wide as stdout. They take longer to make than anything
/// else at the start, so they are made when one is asked for.
pub fn with_pages(command: Command, words: &Catalogue) -> Command {
    let columns = Output::stdout().width().map(usize::from);
    let mut program = explained(command, words);
    program.build();
    let names: Vec<String> = program
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    let page = Page::of_program(&program, words);
    let text = page.text(columns, words);
    names
        .into_iter()
        .fold(program.override_help(text), |command, name| {
            command.mut_subcommand(&name, |sub| {
                let text = Page::of_command(&sub, &page.name, words).text(columns, words);
                sub.override_help(text)
            })
        })
}

/// The parser with what each command and argument is for, and what values are called. Once it is built,
/// every command has the options of all.
pub fn explained(command: Command, words: &Catalogue) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    let command = names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |sub| explained_command(sub, &name, words))
    });
    explained_command(command, "shenyue", words)
}

fn explained_command(command: Command, name: &str, words: &Catalogue) -> Command {
    command
        .about(words.text(&format!("help-{name}")))
        .mut_args(|argument| explained_argument(argument, name, words))
}

fn explained_argument(argument: Arg, command: &str, words: &Catalogue) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let key = if EVERYWHERE.contains(&id.as_str()) {
        format!("help-option-{id}")
    } else {
        format!("help-{command}-{id}")
    };
    let help = format!("{}{}", words.text(&key), choice(&argument, words));
    if !argument.get_action().takes_values() {
        return argument.help(help);
    }
    let value = argument
        .get_value_names()
        .and_then(<[_]>::first)
        .map_or(id, ToString::to_string);
    let value = words.text(&format!("value-{}", value.to_lowercase()));
    argument.help(help).value_name(value)
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
    let told = |kind| error.get(kind).map(|told| listed(told, words));
    let argument = told(ContextKind::InvalidArg).unwrap_or_default();
    let value = told(ContextKind::InvalidValue).unwrap_or_default();
    let valid = told(ContextKind::ValidValue).unwrap_or_default();
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "usage-unknown",
        ErrorKind::MissingRequiredArgument => "usage-missing",
        ErrorKind::InvalidValue if value.is_empty() => "usage-empty",
        ErrorKind::InvalidValue if !valid.is_empty() => "usage-value",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-value-other",
        ErrorKind::ArgumentConflict if told(ContextKind::PriorArg) == Some(argument.clone()) => {
            "usage-twice"
        }
        ErrorKind::ArgumentConflict => "usage-conflict",
        _ => "",
    };
    let mut message = if key.is_empty() {
        error.to_string()
    } else {
        words.fill(
            key,
            &[
                ("argument", &argument),
                ("value", &value),
                ("valid", &valid),
                ("prior", &told(ContextKind::PriorArg).unwrap_or_default()),
            ],
        )
    };
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(meant) = meant.into_iter().find_map(told) {
        message = words.fill("usage-meant", &[("message", &message), ("meant", &meant)]);
    }
    // There is nowhere left to report that stderr is closed.
    let _ = writeln!(std::io::stderr(), "{}", visible(message.trim_end()));
    Exit::Usage
}

/// That there is no such command or option, and the command that was probably meant.
pub fn no_such(argument: &str, words: &Catalogue) -> String {
    let message = words.fill("usage-unknown", &[("argument", argument)]);
    let program = Arguments::command();
    match nearest(argument, program.get_subcommands().map(Command::get_name)) {
        Some(meant) => words.fill("usage-meant", &[("message", &message), ("meant", meant)]),
        None => message,
    }
}

/// What clap tells about an error: one word or several.
fn listed(told: &ContextValue, words: &Catalogue) -> String {
    match told {
        ContextValue::Strings(several) => several.join(&words.text("help-values-between")),
        other => other.to_string(),
    }
}
