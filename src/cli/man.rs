//! `shenyue man`: the manual page on stdout, made from the same texts as `--help`.

use std::io::Write as _;

use clap::CommandFactory as _;

use super::context::Context;
use super::{Exit, Failure, help};

#[derive(Debug, clap::Args)]
pub struct Arguments {}

pub fn run(_: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let mut command = help::localised(super::Arguments::command(), &context.words);
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands() {
        let man = clap_mangen::Man::new(sub.clone());
        man.render_name_section(&mut page)?;
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    context.out.write_all(&page)?;
    Ok(Exit::Done)
}
