//! What a user can set about the desk: language, colours, borders, widths, mouse, keys.
//!
//! The defaults are the commented `defaults.toml` beside this file, with the keys of the table of
//! actions; a user's file names only what it changes.

mod keymap;

use std::sync::LazyLock;

use serde_json::Value;

pub use keymap::Keymap;

use super::actions::ACTIONS;
use super::theme::{Borders, Palette, Role, Theme};
use crate::locales::Lang;
use crate::settings::{Fault, Given, in_force, over};

/// The configuration of the desk.
#[derive(Debug, Clone)]
pub struct Config {
    /// The language asked for; `None` leaves it to the surroundings.
    pub lang: Option<Lang>,
    /// Colours and borders.
    pub theme: Theme,
    /// Characters of ambiguous width take two columns.
    pub wide: bool,
    /// The mouse is on from the start.
    pub mouse: bool,
    /// The keys.
    pub keys: Keymap,
    written: String,
}

/// The defaults as a file: what is written beside this one, and the keys of all actions.
pub static DEFAULTS: LazyLock<String> = LazyLock::new(|| {
    let keys = ACTIONS.iter().map(|action| {
        let keys: Vec<String> = action
            .chords()
            // TOML and JSON write texts alike.
            .map(|keys| Value::String(keys.to_string()).to_string())
            .collect();
        format!("{} = [{}]\n", action.name, keys.join(", "))
    });
    let mut text = include_str!("defaults.toml").to_owned();
    text.extend(keys);
    text
});

impl Default for Config {
    fn default() -> Self {
        Self {
            lang: None,
            theme: Theme::default(),
            wide: false,
            mouse: false,
            keys: Keymap::default(),
            written: DEFAULTS.clone(),
        }
    }
}

impl Config {
    /// The defaults with the keys of a user's file over them.
    ///
    /// # Errors
    /// The first thing wrong with the file, with its line.
    pub fn load(text: &str) -> Result<Self, Fault> {
        let read = Read(over(&DEFAULTS, text, None)?);
        let lang = [
            ("auto", None),
            ("zh", Some(Lang::Zh)),
            ("en", Some(Lang::En)),
        ];
        let borders = [("ascii", Borders::Ascii), ("line", Borders::Line)];
        let ambiguous = [("narrow", false), ("wide", true)];
        let wide = read.choice("screen.ambiguous", &ambiguous)?;
        let palette = read.choice("screen.theme", &Palette::ALL)?;
        let borders = read.choice("screen.borders", &borders)?;
        // Box-drawing characters are of ambiguous width: a corner cannot take two columns.
        let borders = if wide { Borders::Ascii } else { borders };
        let mut theme = Theme::new(palette, borders);
        for (name, role) in Role::ALL {
            let key = format!("colours.{name}");
            let colour = read.text(&key);
            if !colour.is_empty() {
                let colour = colour
                    .parse()
                    .map_err(|_| read.refuse(&key, "config-no-colour", &colour))?;
                theme = theme.with(role, colour);
            }
        }
        Ok(Self {
            lang: read.choice("language", &lang)?,
            theme,
            wide,
            mouse: read.value("screen.mouse").as_bool().unwrap_or_default(),
            keys: Keymap::read(&read)?,
            written: in_force(&DEFAULTS, text, None),
        })
    }

    /// The configuration in force as a file of its own, with the comments of the defaults.
    pub fn written(&self) -> &str {
        &self.written
    }
}

/// The file over the defaults; every key asked for is one of the defaults, so it is there.
struct Read(Given);

impl Read {
    fn value(&self, key: &str) -> &Value {
        key.split('.').fold(&self.0.values, |value, part| {
            value.get(part).unwrap_or(&Value::Null)
        })
    }

    fn text(&self, key: &str) -> String {
        self.value(key).as_str().unwrap_or_default().to_owned()
    }

    fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)]) -> Result<T, Fault> {
        let chosen = self.text(key);
        let found = choices.iter().find(|(name, _)| *name == chosen);
        found.map(|(_, choice)| *choice).ok_or_else(|| {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.refuse(key, "config-no-choice", &names.join(" "))
        })
    }

    fn refuse(&self, key: &str, why: &'static str, value: &str) -> Fault {
        Fault::Refused {
            line: self.0.line(key),
            key: key.to_owned(),
            why,
            value: value.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::actions::Scope;
    use crate::locales::Catalogue;

    fn fault(text: &str) -> String {
        let fault = Config::load(text).unwrap_err();
        fault.sentence(&Catalogue::new(Lang::En))
    }

    #[test]
    fn the_defaults_read_as_the_defaults() {
        let config = Config::load("").unwrap();
        assert_eq!(config.keys, Keymap::default());
        assert_eq!(config.written(), &*DEFAULTS);
        let again = Config::load(config.written()).unwrap();
        assert_eq!(again.keys, Keymap::default());
    }

    #[test]
    fn what_is_written_is_in_force() {
        let config = Config::load(
            "language = \"en\"\n[screen]\ntheme = \"light\"\nambiguous = \"wide\"\nmouse = true\n\
             [colours]\nerror = \"#d75f00\"\n[keys]\nquit = [\"Q\", \"w q\"]\n",
        )
        .unwrap();
        assert_eq!(config.lang, Some(Lang::En));
        assert!(config.wide && config.mouse);
        let quit = |keys: &str| {
            let action = config.keys.action(Scope::List, keys.parse().unwrap());
            action.is_some_and(|action| action.name == "quit")
        };
        assert!(quit("Q") && quit("w q") && !quit("q"));
        assert!(config.written().contains("quit = [\"Q\", \"w q\"]\n"));
    }

    #[test]
    fn a_slip_is_named_with_its_line() {
        for (text, parts) in [
            ("langage = \"zh\"\n", ["line 1", "`language`"]),
            ("[screen]\nthem = \"dark\"\n", ["line 2", "`screen.theme`"]),
            ("[screen]\ntheme = \"red\"\n", ["line 2", "colour-blind"]),
            ("[colours]\nerror = \"rouge\"\n", ["line 2", "rouge"]),
            ("\n[keys]\nqit = [\"Q\"]\n", ["line 3", "`keys.quit`"]),
            ("[keys]\nquit = [\"F13\"]\n", ["line 2", "F13"]),
            ("[keys]\nquit = [\"s\"]\n", ["line 2", "sort"]),
            ("[keys]\nquit = [\"s q\"]\n", ["line 2", "sort"]),
            ("[keys]\nquit = []\n", ["line 2", "quit"]),
            ("[keys]\nquit = \"q\"\n", ["line 2", "a list of texts"]),
        ] {
            let fault = fault(text);
            assert!(parts.iter().all(|part| fault.contains(part)), "{fault}");
        }
    }
}
