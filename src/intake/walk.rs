//! Which files are meant by the paths a user gives.
//!
//! Invariants: the order is the same on every machine (arguments as given, names of a folder in
//! byte order); nothing is passed over in silence; memory holds the names of the folders that are
//! open, side by side and without their paths, not those of the whole tree.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::ops::Range;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

/// One thing found.
#[derive(Debug)]
pub struct Found {
    /// Path as given, or the folder's path with the name behind it.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
    /// Named by the user, not met in a folder: then it must be readable.
    pub named: bool,
}

/// What was found.
#[derive(Debug)]
pub enum Kind {
    /// A file of that many bytes.
    File(u64),
    /// Standard input (`-`).
    Stdin,
    /// Hidden, a lock file of an office program, a link to a folder, a device.
    LeftOut,
    /// A folder with nothing in it.
    EmptyFolder,
    /// It is not there or may not be looked at.
    Unreachable(io::Error),
}

/// Goes through files and folders.
#[derive(Debug)]
pub struct Walk {
    named: std::vec::IntoIter<PathBuf>,
    open: Vec<Names>,
}

/// The names in a folder that are still to come: a million of them in few pieces of memory.
#[derive(Debug)]
struct Names {
    folder: PathBuf,
    bytes: Vec<u8>,
    order: std::vec::IntoIter<Range<u32>>,
}

impl Names {
    /// The names in `folder`, in byte order.
    fn of(folder: &Path) -> io::Result<Self> {
        let (mut bytes, mut order) = (Vec::new(), Vec::new());
        let end = |bytes: &Vec<u8>| u32::try_from(bytes.len()).map_err(io::Error::other);
        for entry in fs::read_dir(folder)? {
            let start = end(&bytes)?;
            bytes.extend_from_slice(entry?.file_name().as_bytes());
            order.push(start..end(&bytes)?);
        }
        order.sort_unstable_by(|a, b| name(&bytes, a).cmp(name(&bytes, b)));
        Ok(Self {
            folder: folder.to_owned(),
            bytes,
            order: order.into_iter(),
        })
    }

    fn is_empty(&self) -> bool {
        self.order.as_slice().is_empty()
    }
}

impl Iterator for Names {
    type Item = PathBuf;

    fn next(&mut self) -> Option<PathBuf> {
        let name = name(&self.bytes, &self.order.next()?);
        Some(self.folder.join(OsStr::from_bytes(name)))
    }
}

fn name<'n>(bytes: &'n [u8], range: &Range<u32>) -> &'n [u8] {
    let at = |end: u32| usize::try_from(end).unwrap_or(usize::MAX);
    bytes
        .get(at(range.start)..at(range.end))
        .unwrap_or_default()
}

impl Walk {
    /// All that `paths` stand for.
    pub fn new(paths: &[PathBuf]) -> Self {
        Self {
            named: Vec::from(paths).into_iter(),
            open: Vec::new(),
        }
    }

    /// The next path of the innermost open folder, or else the next one given.
    fn next_path(&mut self) -> Option<(PathBuf, bool)> {
        while let Some(folder) = self.open.last_mut() {
            if let Some(path) = folder.next() {
                return Some((path, false));
            }
            self.open.pop();
        }
        self.named.next().map(|path| (path, true))
    }

    /// What `path` is; `None` for a folder that has been opened.
    fn look(&mut self, path: &Path, named: bool) -> Option<Kind> {
        if named && path.as_os_str() == "-" {
            return Some(Kind::Stdin);
        }
        if !named && is_hidden(path) {
            return Some(Kind::LeftOut);
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return Some(Kind::Unreachable(error)),
        };
        if metadata.is_dir() {
            // Following links to folders could go round in circles.
            if !named && path.is_symlink() {
                return Some(Kind::LeftOut);
            }
            return match Names::of(path) {
                Ok(names) if names.is_empty() => Some(Kind::EmptyFolder),
                Ok(names) => {
                    self.open.push(names);
                    None
                }
                Err(error) => Some(Kind::Unreachable(error)),
            };
        }
        if metadata.is_file() || named {
            Some(Kind::File(metadata.len()))
        } else {
            Some(Kind::LeftOut)
        }
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let (path, named) = self.next_path()?;
            if let Some(kind) = self.look(&path, named) {
                return Some(Found { path, kind, named });
            }
        }
    }
}

/// Whether the name says that the file is not meant for people.
pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .map(|name| name.as_encoded_bytes())
        .is_some_and(|name| name.starts_with(b".") || name.starts_with(b"~$"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_a_stable_order() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::create_dir_all(at("乙/空")).unwrap();
        fs::create_dir(at("甲")).unwrap();
        for name in [
            "乙/2.txt",
            "乙/10.txt",
            "甲/1.txt",
            "0.txt",
            ".hidden",
            "~$lock.xlsx",
        ] {
            fs::write(at(name), name).unwrap();
        }
        std::os::unix::fs::symlink(root.path(), at("甲/round")).unwrap();
        let found: Vec<String> = Walk::new(&[root.path().to_owned(), at("missing"), "-".into()])
            .map(|found| {
                let path = found.path.strip_prefix(root.path()).unwrap_or(&found.path);
                let kind = match found.kind {
                    Kind::File(bytes) => bytes.to_string(),
                    Kind::Stdin => "stdin".to_owned(),
                    Kind::LeftOut => "left out".to_owned(),
                    Kind::EmptyFolder => "empty".to_owned(),
                    Kind::Unreachable(error) => error.kind().to_string(),
                };
                format!("{} {kind} {}", path.display(), found.named)
            })
            .collect();
        assert_eq!(
            found,
            [
                ".hidden left out false",
                "0.txt 5 false",
                "~$lock.xlsx left out false",
                "乙/10.txt 10 false",
                "乙/2.txt 9 false",
                "乙/空 empty false",
                "甲/1.txt 9 false",
                "甲/round left out false",
                "missing entity not found true",
                "- stdin true",
            ]
        );
    }
}
