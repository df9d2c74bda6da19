//! How a run ends.

use std::io::ErrorKind;
use std::process::ExitCode;

use super::context::say;
use crate::locales::Catalogue;
use crate::store::{Fault, StoreError};

/// The exit codes, a contract with scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: there are findings at or above `--fail-on`.
    Findings,
    /// 2: the command line or a filter could not be understood, or names something that is not there.
    Usage,
    /// 3: some input was refused; the rest was imported.
    Refused,
    /// 4: the database cannot be used.
    Database,
    /// 130: interrupted with Ctrl-C.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Refused => 3,
            Exit::Database => 4,
            Exit::Interrupted => 130,
        })
    }
}

/// Why a subcommand could not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// The request makes no sense, in one sentence; nothing was done.
    Usage(String),
    /// The store refuses.
    Store(StoreError),
    /// The output could not be written. A reader that went away is no failure.
    Output(std::io::Error),
}

impl Failure {
    /// Tells the user, and chooses the exit code.
    pub fn tell(self, words: &Catalogue) -> Exit {
        match self {
            // Whoever read our output has seen enough (`| head`).
            Self::Output(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Done,
            Self::Output(error) => {
                say(&words.fill("cli-output-failed", &[("error", &words.trouble(&error))]));
                Exit::Refused
            }
            Self::Usage(message) => {
                say(&message);
                Exit::Usage
            }
            Self::Store(error) => {
                say(&error.sentence(words));
                match error.fault {
                    Fault::ReasonNeeded
                    | Fault::TextNeeded
                    | Fault::WrongSubject
                    | Fault::NoReport(_)
                    | Fault::NoUnit(_)
                    | Fault::NoFinding(_)
                    | Fault::NoEvent(_)
                    | Fault::AlreadyUndone(_)
                    | Fault::BadQuery(_) => Exit::Usage,
                    Fault::Interrupted => Exit::Interrupted,
                    _ => Exit::Database,
                }
            }
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
