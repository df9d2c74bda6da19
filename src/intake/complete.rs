//! Completion of a path that is being typed.
//!
//! Invariants: nothing but names is looked at, and at most [`NAMES`] of one folder; what is offered
//! begins with what was typed, so that it can take its place.

use std::fs;
use std::path::{Path, PathBuf};

/// Names of a folder that are looked at.
const NAMES: usize = 10_000;
/// Paths that are offered.
const OFFERED: usize = 200;

/// What a path that is being typed could become.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// The path as typed: nothing there, a file or a folder.
    pub typed: Option<Kind>,
    /// Paths that begin with it, in order.
    pub offered: Vec<Offered>,
    /// There are more than are offered.
    pub more: bool,
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// A path that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The path, a folder with a slash behind it.
    pub path: String,
    /// What it is.
    pub kind: Kind,
}

/// Looks where `typed` could lead. Folders that cannot be read offer nothing.
pub fn complete(typed: &str) -> Completion {
    let (folder, name) = match typed.rfind('/') {
        Some(slash) => typed.split_at(slash.saturating_add(1)),
        None => ("", typed),
    };
    let path = match folder {
        "" => PathBuf::from("."),
        folder => expand(folder),
    };
    let mut completion = Completion {
        typed: kind_of(&expand(typed)).filter(|_| !typed.is_empty()),
        ..Completion::default()
    };
    let Ok(entries) = fs::read_dir(&path) else {
        return completion;
    };
    let mut names: Vec<String> = entries
        .take(NAMES)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|known| known.starts_with(name))
        // Hidden files are no forms; who means one begins it with a dot.
        .filter(|known| name.starts_with('.') || !known.starts_with('.'))
        .collect();
    names.sort_unstable();
    completion.more = names.len() > OFFERED;
    names.truncate(OFFERED);
    completion.offered = names
        .into_iter()
        .filter_map(|name| {
            let kind = kind_of(&path.join(&name))?;
            let slash = if kind == Kind::Folder { "/" } else { "" };
            Some(Offered {
                path: format!("{folder}{name}{slash}"),
                kind,
            })
        })
        .collect();
    completion
}

/// The path that was typed, with `~` as the user's home folder.
pub fn expand(typed: &str) -> PathBuf {
    let rest = match typed.strip_prefix('~') {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix('/'),
        None => None,
    };
    let home = rest.and_then(|_| std::env::var_os("HOME"));
    match (home, rest) {
        (Some(home), Some(rest)) => Path::new(&home).join(rest),
        _ => PathBuf::from(typed),
    }
}

fn kind_of(path: &Path) -> Option<Kind> {
    let about = fs::metadata(path).ok()?;
    Some(if about.is_dir() {
        Kind::Folder
    } else {
        Kind::File
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_offered_as_they_would_be_typed() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::create_dir(at("水务局")).unwrap();
        for name in ["水务局2024.xlsx", "水.txt", ".水", "教育.txt"] {
            fs::write(at(name), "").unwrap();
        }
        let typed = |tail: &str| format!("{}/{tail}", root.path().display());
        let completion = complete(&typed("水"));
        assert_eq!(completion.typed, None);
        let offered: Vec<(&str, Kind)> = completion
            .offered
            .iter()
            .map(|offered| (offered.path.as_str(), offered.kind))
            .collect();
        let wanted = [
            (typed("水.txt"), Kind::File),
            (typed("水务局/"), Kind::Folder),
            (typed("水务局2024.xlsx"), Kind::File),
        ];
        let wanted: Vec<(&str, Kind)> = wanted
            .iter()
            .map(|(path, kind)| (path.as_str(), *kind))
            .collect();
        assert_eq!(offered, wanted);
        assert_eq!(complete(&typed("水务局")).typed, Some(Kind::Folder));
        assert_eq!(complete(&typed("水.txt")).typed, Some(Kind::File));
        assert_eq!(complete(&typed(".")).offered.len(), 1);
        assert!(complete(&typed("没有/没有")).offered.is_empty());
    }

    #[test]
    fn a_full_folder_offers_a_part_and_says_so() {
        let root = tempfile::tempdir().unwrap();
        for number in 0..=OFFERED {
            fs::write(root.path().join(format!("{number:04}.txt")), "").unwrap();
        }
        let completion = complete(&format!("{}/", root.path().display()));
        assert_eq!(completion.offered.len(), OFFERED);
        assert!(completion.more);
    }
}
