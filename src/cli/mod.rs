//! The command line: one file a subcommand, each a parser of its arguments and a thin `run`.
//!
//! Data goes to stdout, narration to stderr. Exit codes are a contract (see [`Exit`]), and so are
//! the keys of everything printed as JSON or CSV.

mod assign;
mod check;
mod completions;
mod context;
mod desk;
mod due;
mod exit;
mod explain;
mod export;
mod findings;
mod help;
mod history;
mod import;
mod interrupt;
mod log;
mod man;
mod mute;
mod note;
mod output;
mod overview;
mod page;
mod plain;
mod progress;
mod reports;
mod review;
mod rules;
mod settings;
mod shape;
mod show;
mod subject;
mod tag;
mod undo;
mod verdict;
mod verify;
mod view;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{ArgAction, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::locales::{Catalogue, Lang};
use context::Context;
pub use exit::Exit;
use exit::Failure;

/// Everything that can stand on the command line. The help texts are in `locales/*/cli.ftl`.
#[derive(Debug, Parser)]
#[command(
    name = "shenyue",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
struct Arguments {
    #[arg(value_name = "DB")]
    database: Option<PathBuf>,
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options every subcommand takes.
#[derive(Debug, clap::Args)]
struct Options {
    #[arg(long, global = true, value_name = "DB")]
    db: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    rules: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = lang_parser())]
    lang: Option<Lang>,
    #[arg(long = "as", global = true, value_name = "NAME")]
    by: Option<String>,
    #[arg(long, global = true)]
    read_only: bool,
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[arg(long)]
    check_config: bool,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Import(import::Arguments),
    Reports(reports::Arguments),
    Findings(findings::Arguments),
    Overview(overview::Arguments),
    Show(show::Arguments),
    Rules(rules::Arguments),
    Explain(explain::Arguments),
    Check(check::Arguments),
    Note(note::Arguments),
    Verdict(verdict::Arguments),
    Tag(tag::Arguments),
    Mute(mute::Arguments),
    Review(review::Arguments),
    Assign(assign::Arguments),
    Due(due::Arguments),
    Undo(undo::Arguments),
    Redo(undo::Arguments),
    Log(log::Arguments),
    Verify(verify::Arguments),
    View(view::Arguments),
    Export(export::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the command line and answers with its exit code.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let lang = language(&arguments);
    let words = Catalogue::new(lang);
    let parse = |parser: clap::Command| {
        let matches = parser.try_get_matches_from(&arguments);
        matches.and_then(|matches| Arguments::from_arg_matches(&matches))
    };
    let parsed = parse(help::explained(Arguments::command(), &words));
    let parsed = parsed.or_else(|error| match error.kind() {
        ErrorKind::DisplayHelp => parse(help::with_pages(Arguments::command(), &words)),
        _ => Err(error),
    });
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error, &arguments, &words).into(),
    };
    let checking = arguments.options.check_config;
    let mut context = Context::new(arguments.options, arguments.database, words);
    let result = match &arguments.command {
        None if checking => settings::check(&mut context),
        None if arguments.plain => plain::run(&context),
        None => desk::run(&context),
        Some(Command::Import(arguments)) => import::run(arguments, &mut context),
        Some(Command::Reports(arguments)) => reports::run(arguments, &mut context),
        Some(Command::Findings(arguments)) => findings::run(arguments, &mut context),
        Some(Command::Overview(arguments)) => overview::run(arguments, &mut context),
        Some(Command::Show(arguments)) => show::run(arguments, &mut context),
        Some(Command::Rules(arguments)) => rules::run(arguments, &mut context),
        Some(Command::Explain(arguments)) => explain::run(arguments, &mut context),
        Some(Command::Check(arguments)) => check::run(arguments, &mut context),
        Some(Command::Note(arguments)) => note::run(arguments, &mut context),
        Some(Command::Verdict(arguments)) => verdict::run(arguments, &mut context),
        Some(Command::Tag(arguments)) => tag::run(arguments, &mut context),
        Some(Command::Mute(arguments)) => mute::run(arguments, &mut context),
        Some(Command::Review(arguments)) => review::run(arguments, &mut context),
        Some(Command::Assign(arguments)) => assign::run(arguments, &mut context),
        Some(Command::Due(arguments)) => due::run(arguments, &mut context),
        Some(Command::Undo(arguments)) => undo::undo(arguments, &mut context),
        Some(Command::Redo(arguments)) => undo::redo(arguments, &mut context),
        Some(Command::Log(arguments)) => log::run(arguments, &mut context),
        Some(Command::Verify(arguments)) => verify::run(arguments, &mut context),
        Some(Command::View(arguments)) => view::run(arguments, &mut context),
        Some(Command::Export(arguments)) => export::run(arguments, &mut context),
        Some(Command::Completions(arguments)) => completions::run(arguments, &mut context),
        Some(Command::Man(arguments)) => man::run(arguments, &mut context),
    };
    context.finish(result).into()
}

/// Says why the command line could not be parsed. Behind a mistyped command everything is unknown.
fn refused(error: &clap::Error, arguments: &[OsString], words: &Catalogue) -> Exit {
    let mistyped = (error.kind() == ErrorKind::UnknownArgument)
        .then(|| mistyped_command(arguments))
        .flatten();
    match mistyped {
        Some(command) => {
            context::say(&help::no_such(&command, words));
            Exit::Usage
        }
        None => help::report(error, words),
    }
}

/// The word that was taken for a database but is rather a command.
fn mistyped_command(arguments: &[OsString]) -> Option<String> {
    let parser = Arguments::command().ignore_errors(true);
    let matches = parser.try_get_matches_from(arguments).ok()?;
    let database = matches.get_one::<PathBuf>("database")?;
    context::looks_like_a_command(database).then(|| context::shown(database))
}

fn lang_parser() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["zh", "en"]).map(|text| Lang::parse(&text).unwrap_or_default())
}

/// The language of help and messages, needed before the arguments can be parsed: `--lang`, then
/// `$SHENYUE_LANG`, then what is set about the desk, then the locale; Chinese where none of them says otherwise.
fn language(arguments: &[OsString]) -> Lang {
    let texts = || arguments.iter().filter_map(|argument| argument.to_str());
    let option = texts()
        .zip(texts().skip(1))
        .find(|(option, _)| *option == "--lang")
        .map(|(_, value)| value)
        .or_else(|| texts().find_map(|text| text.strip_prefix("--lang=")))
        .and_then(Lang::parse);
    option
        .or_else(|| Lang::parse(&std::env::var("SHENYUE_LANG").ok()?))
        .or_else(|| settings::language(arguments))
        .or_else(|| {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|value| !value.is_empty())
                .and_then(|locale| Lang::parse(&locale))
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_argument_has_help_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let words = Catalogue::new(lang);
            let mut command = help::explained(Arguments::command(), &words);
            command.build();
            for command in std::iter::once(&command).chain(command.get_subcommands()) {
                let about = command.get_about().map(ToString::to_string);
                let about = about.unwrap_or_default();
                assert!(
                    !about.is_empty() && !about.starts_with("help-"),
                    "{about:?}"
                );
                for argument in command.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string);
                    let help = help.unwrap_or_default();
                    assert!(
                        !help.is_empty() && !help.starts_with("help-"),
                        "{} {}: {help:?}",
                        command.get_name(),
                        argument.get_id()
                    );
                }
            }
        }
    }

    #[test]
    fn the_language_is_known_before_parsing() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(language(&words("shenyue --lang en x.db")), Lang::En);
        assert_eq!(language(&words("shenyue reports --lang=zh")), Lang::Zh);
    }
}
