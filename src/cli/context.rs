//! What every subcommand works with: language, database, user, output.

use std::io::Write as _;
use std::path::PathBuf;

use super::output::Output;
use super::{Exit, Failure, Options};
use crate::locales::{Catalogue, Lang};
use crate::terminal::text::visible;

/// The surroundings of one run.
pub struct Context {
    /// The texts, in the language asked for.
    pub words: Catalogue,
    /// Stdout.
    pub out: Output,
    database: Option<PathBuf>,
    by: Option<String>,
    read_only: bool,
}

impl Context {
    /// A database given as the argument goes before `--db`, which goes before `$SHENYUE_DB`.
    pub fn new(options: Options, database: Option<PathBuf>, words: Catalogue) -> Self {
        Self {
            words,
            out: Output::stdout(),
            database: database.or(options.db),
            by: options.by,
            read_only: options.read_only,
        }
    }

    /// The language of messages.
    pub const fn lang(&self) -> Lang {
        self.words.lang()
    }

    /// Tells the user something on stderr; nothing imported reaches the terminal unescaped.
    pub fn say(&self, text: &str) {
        // There is nowhere left to report that stderr is closed.
        let _ = writeln!(std::io::stderr(), "{}", visible(text));
    }

    /// Ends the run: everything written is flushed, a failure is told, and the exit code chosen.
    pub fn finish(mut self, result: Result<Exit, Failure>) -> Exit {
        let result = result.and_then(|exit| {
            self.out.flush()?;
            Ok(exit)
        });
        match result {
            Ok(exit) => exit,
            // Whoever read our output has seen enough (`| head`).
            Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                Exit::Done
            }
            Err(Failure::Output(error)) => {
                self.say(
                    &self
                        .words
                        .fill("cli-output-failed", &[("error", &error.to_string())]),
                );
                Exit::Refused
            }
            Err(Failure::Usage(message)) => {
                self.say(&message);
                Exit::Usage
            }
            Err(Failure::Database(message)) => {
                self.say(&message);
                Exit::Database
            }
        }
    }
}
