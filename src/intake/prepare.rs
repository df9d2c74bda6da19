//! One file: bytes → reports with findings. No database here, so that many run at once.

use std::fs;
use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::outcome::{LeftOut, Refusal};
use super::walk::{Found, Kind, is_hidden};
use crate::ingest::readers::bounds::FILE_BYTES;
use crate::ingest::readers::{Advice, Bounded, ReadError, archive};
use crate::ingest::{self, Grid, Refused, Skipped};
use crate::rules::{self, Settings};
use crate::store::{self, NewReport, StoreError};

/// A file ready to be stored.
#[derive(Debug)]
pub struct ReadFile {
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Names of its sheets.
    pub parts: Vec<String>,
    /// The forms in it.
    pub reports: Vec<store::Prepared>,
    /// Forms that could not be read.
    pub refused: Vec<Refused>,
    /// Tables that are not forms.
    pub skipped: Vec<Skipped>,
}

/// Why there is nothing to store.
#[derive(Debug)]
pub enum Nothing {
    /// The file is at fault.
    Refused(Refusal),
    /// It is none of ours.
    LeftOut(LeftOut),
}

/// One file of what was found, by the path it is told under: the path itself, or that of an archive
/// with `!/` and the member's path behind it.
pub type File = (PathBuf, Result<ReadFile, Nothing>);

/// Reads what was found, recognises the forms and runs the per-report rules on them. An archive
/// gives one file a member.
pub fn prepare(found: &Found, settings: &Settings) -> Vec<File> {
    let alone = |result| vec![(found.path.clone(), result)];
    let bytes = match bytes(found) {
        Ok(bytes) => bytes,
        Err(nothing) => return alone(Err(nothing)),
    };
    if !archive::is_archive(&bytes) {
        return alone(document(&found.path, &bytes, found.named, settings));
    }
    let mut files = Vec::new();
    let walked = archive::walk(&bytes, &mut |member| {
        let path = PathBuf::from(format!("{}!/{}", found.path.display(), member.path));
        let prepared = match member.bytes {
            Ok(_) if is_hidden(Path::new(&member.path)) => Err(Nothing::LeftOut(LeftOut::Hidden)),
            Ok(bytes) => document(&path, &bytes, false, settings),
            Err(error) => Err(Nothing::Refused(Refusal::Unreadable(error))),
        };
        files.push((path, prepared));
        true
    });
    if let Err(error) = walked {
        files.extend(alone(Err(Nothing::Refused(Refusal::Unreadable(error)))));
    } else if files.is_empty() {
        files.extend(alone(Err(Nothing::LeftOut(LeftOut::EmptyFolder))));
    }
    files
}

/// One document. Readers are made to fail, not to panic; where one does all the same, it costs one
/// file and not the import.
fn document(
    path: &Path,
    bytes: &[u8],
    named: bool,
    settings: &Settings,
) -> Result<ReadFile, Nothing> {
    let read = || {
        let name = path.to_string_lossy();
        let grid = ingest::read(&name, bytes).map_err(|error| match error {
            // Among the papers of a bureau are pictures and programs. A file named by the user is
            // meant, though, and one that another program can save as a document may be a form.
            ReadError::Unsupported {
                advice: Advice::Convert,
                ..
            } if !named => Nothing::LeftOut(LeftOut::Unsupported(error)),
            error => Nothing::Refused(Refusal::Unreadable(error)),
        })?;
        recognise(grid, Sha256::digest(bytes).into(), settings)
            .map_err(|error| Nothing::Refused(Refusal::NotStored(Box::new(error))))
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Nothing::Refused(Refusal::Crashed)))
}

fn recognise(grid: Grid, sha256: [u8; 32], settings: &Settings) -> Result<ReadFile, StoreError> {
    let recognised = ingest::recognise(&grid);
    let reports = recognised
        .reports
        .into_iter()
        .map(|report| {
            let checked = rules::check(&report, settings);
            store::Prepared::new(NewReport {
                findings: checked.findings,
                answers: checked.answers,
                digest: rules::digest(&report),
                all_full: rules::all_full(&report),
                report,
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(ReadFile {
        sha256,
        parts: grid.part_names,
        reports,
        refused: recognised.refused,
        skipped: recognised.skipped,
    })
}

fn bytes(found: &Found) -> Result<Vec<u8>, Nothing> {
    match &found.kind {
        Kind::Stdin => whole(io::stdin().lock()),
        Kind::File(_) => fs::File::open(&found.path)
            .map_err(|error| Nothing::Refused(Refusal::Unreachable(error)))
            .and_then(whole),
        Kind::LeftOut => Err(Nothing::LeftOut(LeftOut::Hidden)),
        Kind::EmptyFolder => Err(Nothing::LeftOut(LeftOut::EmptyFolder)),
        Kind::Unreachable(error) => {
            // The error is looked at once, here; its kind and text are all that is told.
            let error = io::Error::new(error.kind(), error.to_string());
            Err(Nothing::Refused(Refusal::Unreachable(error)))
        }
    }
}

/// All bytes, up to the bound; the length a file claims is not relied upon.
fn whole(source: impl io::Read) -> Result<Vec<u8>, Nothing> {
    let mut bytes = Vec::new();
    let mut source = source.take(FILE_BYTES + 1);
    source
        .read_to_end(&mut bytes)
        .map_err(|error| Nothing::Refused(Refusal::Unreachable(error)))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > FILE_BYTES {
        let error = ReadError::TooLarge {
            what: Bounded::FileBytes,
            bound: FILE_BYTES,
        };
        return Err(Nothing::Refused(Refusal::Unreadable(error)));
    }
    Ok(bytes)
}
