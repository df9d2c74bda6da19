//! What is to be read about a command: its usage, what may stand behind it, and what each of that
//! does. Made from the parser and the catalogue, it is printed by `--help` and set in type by `man`:
//! clap's own pages have words of their own, in English only, and break no Chinese line.

use clap::{Arg, Command};

use crate::locales::Catalogue;
use crate::terminal::text::{Align, pad, width, wrap};

/// A term longer than this has its explanation on the next line.
const TERM_COLUMNS: usize = 26;
/// Lines longer than this are hard to read, however wide the terminal.
const LINE_COLUMNS: usize = 110;

/// The page of one command.
pub struct Page {
    /// As the command is called: `shenyue import`.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// What may stand behind the name, a line a way of calling it.
    pub usage: Vec<String>,
    /// Commands, arguments, its own options, and those of all commands.
    pub sections: Vec<Section>,
}

/// Entries of one kind.
pub struct Section {
    pub heading: String,
    /// A term as it is written on the command line, and what it means.
    pub entries: Vec<(String, String)>,
}

impl Page {
    /// The page of the program itself.
    pub fn of_program(program: &Command, words: &Catalogue) -> Self {
        let commands = program
            .get_subcommands()
            .map(|command| (command.get_name().to_owned(), about(command)))
            .collect();
        let options = program.get_arguments().filter(|arg| !arg.is_positional());
        let mut usage = usages(program, words);
        usage.push(words.text("help-usage-command"));
        Self::new(
            program.get_name().to_owned(),
            program,
            usage,
            [
                ("help-commands", commands),
                ("help-arguments", entries(positional(program))),
                ("help-options", entries(options)),
            ],
            words,
        )
    }

    /// The page of one of its commands.
    pub fn of_command(command: &Command, program: &str, words: &Catalogue) -> Self {
        let options = || command.get_arguments().filter(|arg| !arg.is_positional());
        let own = options().filter(|arg| !arg.is_global_set());
        let common = options().filter(|arg| arg.is_global_set());
        Self::new(
            format!("{program} {}", command.get_name()),
            command,
            usages(command, words),
            [
                ("help-arguments", entries(positional(command))),
                ("help-options", entries(own)),
                ("help-options-common", entries(common)),
            ],
            words,
        )
    }

    fn new(
        name: String,
        command: &Command,
        usage: Vec<String>,
        sections: [(&str, Vec<(String, String)>); 3],
        words: &Catalogue,
    ) -> Self {
        let sections = sections
            .into_iter()
            .filter(|(_, entries)| !entries.is_empty())
            .map(|(heading, entries)| Section {
                heading: words.text(heading),
                entries,
            })
            .collect();
        Self {
            name,
            about: about(command),
            usage,
            sections,
        }
    }

    /// The page for a terminal so wide; without a width no line is broken.
    pub fn text(&self, columns: Option<usize>, words: &Catalogue) -> String {
        let columns = columns.map_or(usize::MAX, |columns| columns.min(LINE_COLUMNS));
        let mut text = lines(&self.about, columns).join("\n");
        text.push_str(&format!("\n\n{}\n", words.text("help-usage")));
        for usage in &self.usage {
            text.push_str(&format!("  {} {usage}\n", self.name));
        }
        let terms = self.sections.iter().flat_map(|section| &section.entries);
        let indent = terms
            .map(|(term, _)| width(term))
            .filter(|width| *width <= TERM_COLUMNS)
            .max()
            .unwrap_or_default();
        for section in &self.sections {
            text.push_str(&format!("\n{}\n", section.heading));
            for (term, meaning) in &section.entries {
                // Two columns before the term, two between it and what it means.
                let meaning = lines(meaning, columns.saturating_sub(indent + 4).max(20));
                let mut meaning = meaning.iter();
                if width(term) > indent {
                    text.push_str(&format!("  {term}\n"));
                } else {
                    let first = meaning.next().map_or("", String::as_str);
                    text.push_str(&format!("  {}  {first}\n", pad(term, indent, Align::Left)));
                }
                for line in meaning {
                    text.push_str(&format!("{}{line}\n", " ".repeat(indent + 4)));
                }
            }
        }
        text
    }
}

fn lines(text: &str, columns: usize) -> Vec<String> {
    wrap(text, columns)
        .into_iter()
        .map(|line| line.text)
        .collect()
}

fn about(command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string);
    about.unwrap_or_default()
}

fn positional(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|arg| arg.is_positional())
}

fn entries<'a>(arguments: impl Iterator<Item = &'a Arg>) -> Vec<(String, String)> {
    arguments
        .map(|argument| {
            let help = argument.get_help().map(ToString::to_string);
            (term(argument), help.unwrap_or_default())
        })
        .collect()
}

fn term(argument: &Arg) -> String {
    match argument.get_short() {
        Some(short) => format!("-{short}, {argument}"),
        None => argument.to_string(),
    }
}

/// How a command is called: what it needs by name, the rest of its options as one word.
fn usages(command: &Command, words: &Catalogue) -> Vec<String> {
    let needed = command
        .get_arguments()
        .filter(|arg| !arg.is_positional() && arg.is_required_set());
    let parts = std::iter::once(words.text("help-usage-options"))
        .chain(needed.map(ToString::to_string))
        .chain(positional(command).map(ToString::to_string));
    vec![parts.collect::<Vec<_>>().join(" ")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Lang;

    #[test]
    fn a_page_keeps_to_the_width_of_the_terminal_and_without_one_breaks_no_line() {
        let words = Catalogue::new(Lang::Zh);
        let meaning = "只列出尚未核实的疑点，".repeat(9);
        let page = Page {
            name: "shenyue x".to_owned(),
            about: meaning.clone(),
            usage: vec!["[选项]".to_owned()],
            sections: vec![Section {
                heading: "选项".to_owned(),
                entries: vec![
                    ("--to <文件>".to_owned(), meaning.clone()),
                    (
                        "--a-term-of-more-than-26-columns".to_owned(),
                        meaning.clone(),
                    ),
                ],
            }],
        };
        let narrow = page.text(Some(40), &words);
        assert!(narrow.lines().all(|line| width(line) <= 40), "{narrow}");
        assert!(narrow.contains("\n  --to <文件>  只列出"), "{narrow}");
        assert!(
            narrow.contains("columns\n               只列出"),
            "{narrow}"
        );
        let whole = page.text(None, &words);
        assert_eq!(whole.matches(&meaning).count(), 3, "{whole}");
    }
}
