//! What the fuzz targets share.

use std::io::{Cursor, Write as _};
use std::panic;

use shenyue::ingest::{Grid, ReadError, recognise};
use shenyue::locales::{Catalogue, Lang};
use shenyue::rules::{self, Settings};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::CompressionMethod;

/// Lets a panic of a library pass, which the readers contain and tell as a damaged file, and ends
/// the process at one of our own, contained or not. (libfuzzer ends it at any, before a reader can
/// catch it; what nobody catches still ends it.)
pub fn tolerate_libraries() {
    panic::set_hook(Box::new(|about| {
        let place = about.location().map_or("", panic::Location::file);
        if !place.contains("/registry/") && !place.contains("/rustc/") {
            eprintln!("{about}");
            std::process::abort();
        }
    }));
}

/// What follows every reading: an error has a sentence in both languages, a grid keeps its
/// invariants and goes through the recogniser and the rules.
pub fn follow(read: Result<Grid, ReadError>) {
    match read {
        Ok(grid) => {
            check(&grid);
            judge(&grid);
        }
        Err(error) => {
            for lang in [Lang::Zh, Lang::En] {
                assert!(!error.message(&Catalogue::new(lang)).is_empty());
            }
        }
    }
}

/// Cells of a row are in column order, cover something and do not overlap.
fn check(grid: &Grid) {
    for row in grid.tables.iter().flat_map(|table| &table.rows) {
        let mut free = 1;
        for cell in &row.cells {
            assert!(cell.columns > 0 && cell.rows > 0, "{cell:?}");
            assert!(cell.column >= free, "{row:?}");
            free = cell.column.saturating_add(cell.columns);
        }
    }
}

/// Recognises the forms in a grid and runs the rules on them.
pub fn judge(grid: &Grid) {
    let settings = Settings::default();
    for report in &recognise(grid).reports {
        let _ = rules::check(report, &settings);
        let _ = rules::digest(report);
    }
}

/// What stands between the parts of an office document in a seed or a mutation: a form feed.
const BETWEEN: u8 = b'\x0c';

/// An office document around its parts, or the bytes themselves where they are packed already:
/// mutations of packed bytes seldom get behind the checksum.
pub fn packed(bytes: &[u8], fixed: &[(&str, &str)], parts: &[&str]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let fixed = fixed.iter().map(|(path, text)| (*path, text.as_bytes()));
    let given = parts.iter().copied().zip(bytes.split(|byte| *byte == BETWEEN));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (path, part) in fixed.chain(given) {
        zip.start_file(path, stored).expect("memory");
        zip.write_all(part).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}
