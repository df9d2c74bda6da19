//! Reading the folder shared beside the repository, where it exists.

use std::path::PathBuf;

/// A file of the shared folder; `None`, with a word on stderr, where that does not exist.
pub fn file(path: &str) -> Option<Vec<u8>> {
    let folder = std::env::var_os("SHENYUE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let file = folder.join(path);
    if !file.exists() {
        eprintln!("skipped: {path} is not there");
        return None;
    }
    Some(std::fs::read(file).unwrap())
}
