//! The settings of the user, those of the rules and those of the desk: where they stand, and what
//! is said when they are wrong.

use std::ffi::OsString;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::context::{Context, shown};
use super::{Exit, Failure};
use crate::desk::Config;
use crate::locales::{Catalogue, Lang};
use crate::rules::Settings;
use crate::settings::Fault;

/// A file of settings: the variable that names it, and its name in the user's folder.
struct Kind {
    variable: &'static str,
    file: &'static str,
}

const RULES: Kind = Kind {
    variable: "SHENYUE_RULES",
    file: "rules.toml",
};

const DESK: Kind = Kind {
    variable: "SHENYUE_CONFIG",
    file: "desk.toml",
};

/// The rules' settings.
pub fn rules(named: Option<&Path>, words: &Catalogue) -> Result<Settings, Failure> {
    RULES.load(named, words, Settings::load)
}

/// What is set about the desk.
pub fn desk(named: Option<&Path>, words: &Catalogue) -> Result<Config, Failure> {
    DESK.load(named, words, Config::load)
}

/// The language the desk's settings ask for; nothing is said here of what is wrong with them.
pub fn language(arguments: &[OsString]) -> Option<Lang> {
    let named = arguments.iter().zip(arguments.iter().skip(1));
    let named = named
        .filter(|(option, _)| *option == "--config")
        .map(|(_, file)| PathBuf::from(file))
        .next()
        .or_else(|| {
            let equals = |text: &OsString| Some(text.to_str()?.strip_prefix("--config=")?.into());
            arguments.iter().find_map(equals)
        });
    let (path, _) = DESK.path(named.as_deref())?;
    Config::load(&std::fs::read_to_string(path).ok()?)
        .ok()?
        .lang
}

/// `--check-config`: what is set about the desk is printed as it is in force, after it and the
/// rules' settings were found in order.
pub fn check(context: &mut Context) -> Result<Exit, Failure> {
    let config = context.config()?;
    context.settings()?;
    context.out.write_all(config.written().as_bytes())?;
    for kind in [DESK, RULES] {
        let file = kind.path(context.named(&kind)).map(|(path, _)| path);
        let there = file.as_ref().is_some_and(|file| file.exists());
        let key = if there { "config-right" } else { "config-none" };
        let file = file.as_deref().map_or_else(String::new, shown);
        context.say(&context.words.fill(key, &[("file", &file)]));
    }
    Ok(Exit::Done)
}

impl Context {
    /// The file of that kind that was named on the command line.
    fn named(&self, kind: &Kind) -> Option<&Path> {
        if kind.file == DESK.file {
            self.config.as_deref()
        } else {
            self.rules.as_deref()
        }
    }
}

impl Kind {
    /// The file named, else the one of the variable, else the user's; and whether it was named.
    fn path(&self, named: Option<&Path>) -> Option<(PathBuf, bool)> {
        let named = named
            .map(Path::to_path_buf)
            .or_else(|| std::env::var_os(self.variable).map(PathBuf::from))
            .filter(|path| !path.as_os_str().is_empty());
        if let Some(path) = named {
            return Some((path, true));
        }
        let folders = etcetera::choose_base_strategy().ok()?;
        Some((folders.config_dir().join("shenyue").join(self.file), false))
    }

    /// Reads it; only a file that was not named may be absent.
    fn load<T: Default>(
        &self,
        named: Option<&Path>,
        words: &Catalogue,
        read: fn(&str) -> Result<T, Fault>,
    ) -> Result<T, Failure> {
        let Some((path, named)) = self.path(named) else {
            return Ok(T::default());
        };
        let told = |key: &str, error: &str| {
            let file = shown(&path);
            Failure::Usage(words.fill(key, &[("file", &file), ("error", error)]))
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => read(&text).map_err(|fault| told("settings-wrong", &fault.sentence(words))),
            Err(error) if !named && error.kind() == ErrorKind::NotFound => Ok(T::default()),
            Err(error) => Err(told("settings-unreadable", &words.trouble(&error))),
        }
    }
}
