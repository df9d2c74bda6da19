//! Reading the folder shared beside the repository, where it exists, and values made comparable.

use std::path::PathBuf;

use rust_decimal::Decimal;
use shenyue::form::Field;

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

/// Without any white space.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

pub fn number(field: &Field<Decimal>) -> String {
    field.value().map_or_else(String::new, Decimal::to_string)
}
