//! The rules' settings of the user: where they stand, and what is said when they are wrong.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::Failure;
use super::context::shown;
use crate::locales::Catalogue;
use crate::rules::Settings;

/// Reads the file named, else `$SHENYUE_RULES`, else the user's `rules.toml`. Only the last may
/// be absent.
pub fn load(named: Option<&Path>, words: &Catalogue) -> Result<Settings, Failure> {
    let named = named
        .map(Path::to_path_buf)
        .or_else(|| std::env::var_os("SHENYUE_RULES").map(PathBuf::from))
        .filter(|path| !path.as_os_str().is_empty());
    let meant = named.is_some();
    let Some(path) = named.or_else(of_user) else {
        return Ok(Settings::default());
    };
    let told = |key: &str, error: &str| {
        let file = shown(&path);
        Failure::Usage(words.fill(key, &[("file", &file), ("error", error)]))
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => {
            Settings::load(&text).map_err(|error| told("settings-wrong", &error.to_string()))
        }
        Err(error) if !meant && error.kind() == ErrorKind::NotFound => Ok(Settings::default()),
        Err(error) => Err(told("settings-unreadable", &error.to_string())),
    }
}

fn of_user() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("shenyue").join("rules.toml"))
}
