//! `shenyue man`: the manual page on stdout, made from the same texts as `--help`.

use std::io::Write as _;

use clap::CommandFactory as _;

use super::context::Context;
use super::{Exit, Failure, help};
use crate::desk::Config;
use crate::desk::actions::{Scope, of};
use crate::locales::Catalogue;

#[derive(Debug, clap::Args)]
pub struct Arguments {}

pub fn run(_: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let mut command = help::localised(super::Arguments::command(), &context.words);
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    page.extend(keys(&context.words).into_bytes());
    for sub in command.get_subcommands() {
        let man = clap_mangen::Man::new(sub.clone());
        man.render_name_section(&mut page)?;
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    context.out.write_all(&page)?;
    Ok(Exit::Done)
}

/// The keys of the desk, from the table of actions.
fn keys(words: &Catalogue) -> String {
    let keymap = Config::default().keys;
    // A dot or a quote at the beginning of a line would be a command to roff.
    let plain = |text: &str| text.replace('\\', "\\e").replace('-', "\\-");
    let mut page = format!(".SH {}\n", words.text("man-keys"));
    for scope in Scope::ALL {
        let scope_name = words.text(&format!("scope-{}", scope.name()));
        page.push_str(&format!(".SS {}\n", plain(&scope_name)));
        for action in of(scope) {
            let keys = plain(&keymap.all_shown(action));
            let doc = words.text(&format!("act-{}-doc", action.name));
            page.push_str(&format!(".TP\n\\&{keys}\n\\&{}\n", plain(&doc)));
        }
    }
    page
}
