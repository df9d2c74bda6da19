//! How a run ends.

use std::process::ExitCode;

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

/// Why a subcommand could not do what it was asked: a sentence for the user, and the exit code.
#[derive(Debug)]
pub enum Failure {
    /// The request makes no sense; nothing was done.
    Usage(String),
    /// The database cannot be used.
    Database(String),
    /// The output could not be written. A reader that went away is no failure.
    Output(std::io::Error),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}
