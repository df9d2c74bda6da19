//! `shenyue man`: the manual page on stdout, made from the same pages as `--help` and from the table
//! of actions.

use std::io::Write as _;

use clap::CommandFactory as _;
use roff::{Roff, bold, roman};

use super::context::Context;
use super::page::{Page, Section};
use super::{Exit, Failure, help};
use crate::desk::Config;
use crate::desk::actions::{Scope, of};
use crate::locales::{Catalogue, Lang};

#[derive(Debug, clap::Args)]
pub struct Arguments {}

pub fn run(_: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let words = &context.words;
    let mut parser = help::explained(super::Arguments::command(), words);
    parser.build();
    let program = Page::of_program(&parser, words);
    let mut roff = Roff::new();
    let version = concat!("shenyue ", env!("CARGO_PKG_VERSION"));
    if words.lang() == Lang::Zh {
        // Where a Chinese line may be broken; without it no line is.
        roff.control("mso", ["zh.tmac"]);
    }
    roff.control("TH", ["SHENYUE", "1", "", version, ""]);
    roff.control("ad", ["l"]);
    roff.control("SH", [words.text("man-name").as_str()]);
    roff.text([roman(format!("{} - {}", program.name, program.about))]);
    roff.control("SH", [words.text("man-synopsis").as_str()]);
    usage(&mut roff, &program);
    for section in &program.sections {
        roff.control("SH", [section.heading.to_uppercase().as_str()]);
        entries(&mut roff, section);
    }
    keys(&mut roff, words);
    for command in parser.get_subcommands() {
        let page = Page::of_command(command, &program.name, words);
        roff.control("SH", [page.name.as_str()]);
        roff.text([roman(page.about.as_str())]);
        usage(&mut roff, &page);
        // What every command takes stands at the beginning.
        let common = words.text("help-options-common");
        for section in page.sections.iter().filter(|of| of.heading != common) {
            roff.control("SS", [section.heading.as_str()]);
            entries(&mut roff, section);
        }
    }
    context.out.write_all(roff.render().as_bytes())?;
    Ok(Exit::Done)
}

fn usage(roff: &mut Roff, page: &Page) {
    for usage in &page.usage {
        roff.control("PP", []);
        roff.text([bold(page.name.as_str()), roman(format!(" {usage}"))]);
    }
}

fn entries(roff: &mut Roff, section: &Section) {
    for (term, meaning) in &section.entries {
        entry(roff, term, meaning);
    }
}

fn entry(roff: &mut Roff, term: &str, meaning: &str) {
    roff.control("TP", []);
    roff.text([bold(term)]);
    roff.text([roman(meaning)]);
}

/// The keys of the desk, from the table of actions.
fn keys(roff: &mut Roff, words: &Catalogue) {
    let keymap = Config::default().keys;
    roff.control("SH", [words.text("man-keys").as_str()]);
    for scope in Scope::ALL {
        let name = words.text(&format!("scope-{}", scope.name()));
        roff.control("SS", [name.as_str()]);
        for action in of(scope) {
            let doc = words.text(&format!("act-{}-doc", action.name));
            entry(roff, &keymap.all_shown(action), &doc);
        }
    }
}
