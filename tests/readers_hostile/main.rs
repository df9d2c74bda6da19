//! Hostile and damaged documents end in a clear error within bounds, and never in a panic.
//!
//! The bounds are listed in `docs/limits.md`. Where only time is bounded a test of a fault that comes
//! back does not fail but goes on for minutes.

mod damaged;
mod pdfs;
mod texts;
mod workbooks;

use std::io::{Cursor, Write as _};

use shenyue::ingest::Grid;
use shenyue::ingest::readers::{Bounded, ReadError};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// A zip file of the given members.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in members {
        zip.start_file(*path, packed).expect("a member");
        zip.write_all(bytes).expect("a member");
    }
    zip.finish().expect("a zip file").into_inner()
}

pub fn texts(grid: &Grid) -> Vec<&str> {
    grid.tables
        .iter()
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells)
        .map(|cell| cell.text.as_str())
        .filter(|text| !text.is_empty())
        .collect()
}

pub fn bound(result: Result<Grid, ReadError>) -> Option<Bounded> {
    match result {
        Err(ReadError::TooLarge { what, .. }) => Some(what),
        _ => None,
    }
}
