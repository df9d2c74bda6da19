//! `shenyue completions SHELL`: a completion script on stdout.

use std::io::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::context::Context;
use super::{Exit, Failure, help};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    shell: Shell,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let mut command = help::explained(super::Arguments::command(), &context.words);
    // The generator panics when it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "shenyue", &mut script);
    context.out.write_all(&script)?;
    Ok(Exit::Done)
}
