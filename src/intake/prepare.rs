//! One file: bytes → reports with findings. No database here, so that many run at once.

use std::fs;
use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::outcome::{LeftOut, Refusal};
use super::walk::{Found, Kind, is_hidden};
use crate::form::Repair;
use crate::ingest::readers::archive::{self, Inner};
use crate::ingest::readers::bounds::FILE_BYTES;
use crate::ingest::readers::{Advice, Bounded, ReadError};
use crate::ingest::{self, Grid, HIDDEN_SHEET, Refused, Skipped};
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
    /// What the reader has to say about the file.
    pub remarks: Vec<Repair>,
}

impl ReadFile {
    /// Whether there is nothing to tell of it but that it holds no form. A table that is known for
    /// what it is (the form of a whole department, a list) is told.
    pub(super) fn is_no_form(&self) -> bool {
        self.reports.is_empty()
            && self.refused.is_empty()
            && self
                .skipped
                .iter()
                .all(|table| table.reason == "skip-no-form")
    }
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

/// What was found, opened.
#[derive(Debug)]
pub enum Opened {
    /// One document, and what came of it.
    Document(Result<ReadFile, Nothing>),
    /// The bytes of an archive of documents.
    Archive(Vec<u8>),
}

/// Reads what was found, recognises the forms and runs the per-report rules on them; an archive is
/// only told as such.
pub fn open(found: &Found, settings: &Settings) -> Opened {
    match bytes(found) {
        Ok(bytes) if archive::is_archive(&bytes) => Opened::Archive(bytes),
        Ok(bytes) => Opened::Document(document(&found.path, &bytes, found.named, settings)),
        Err(nothing) => Opened::Document(Err(nothing)),
    }
}

/// The same for a member of an archive that was found.
pub fn member(found: &Found, member: Inner, settings: &Settings) -> File {
    let path = PathBuf::from(format!("{}!/{}", found.path.display(), member.path));
    let prepared = match member.bytes {
        Ok(_) if is_hidden(Path::new(&member.path)) => Err(Nothing::LeftOut(LeftOut::Hidden)),
        Ok(bytes) => document(&path, &bytes, false, settings),
        Err(error) => Err(Nothing::Refused(Refusal::Unreadable(error))),
    };
    (path, prepared)
}

/// Bytes up to which documents are read side by side. Heavier ones take turns, so that many of them
/// take no more memory than one.
const LIGHT: u64 = 8 << 20;
/// Whoever reads a heavy document holds this.
static HEAVY: Mutex<()> = Mutex::new(());

/// One document. Readers are made to fail, not to panic; where one does all the same, it costs one
/// file and not the import.
fn document(
    path: &Path,
    bytes: &[u8],
    named: bool,
    settings: &Settings,
) -> Result<ReadFile, Nothing> {
    // Held until the document is done with, whatever becomes of it.
    let _turn = (ingest::weight(bytes) > LIGHT)
        .then(|| HEAVY.lock().unwrap_or_else(PoisonError::into_inner));
    let read = || {
        let name = path.to_string_lossy();
        let grid = ingest::read(&name, bytes).map_err(|error| match error {
            // Among the papers of a bureau are pictures and programs. A file named by the user is
            // meant, though, and one that another program can save as a document may be a form.
            ReadError::Unsupported {
                advice: Advice::Convert | Advice::Recognise,
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
            let examined = rules::examine(&report, settings);
            store::Prepared::new(NewReport {
                findings: examined.checked.findings,
                answers: examined.checked.answers,
                digest: examined.digest,
                all_full: examined.all_full,
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
        remarks: grid
            .remarks
            .into_iter()
            .filter(|remark| remark.kind != HIDDEN_SHEET)
            .collect(),
    })
}

fn bytes(found: &Found) -> Result<Vec<u8>, Nothing> {
    match &found.kind {
        Kind::Stdin => whole(io::stdin().lock()),
        // Told without reading a quarter of a gigabyte first.
        Kind::File(length) if *length > FILE_BYTES => Err(too_large()),
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
        return Err(too_large());
    }
    Ok(bytes)
}

const fn too_large() -> Nothing {
    Nothing::Refused(Refusal::Unreadable(ReadError::TooLarge {
        what: Bounded::FileBytes,
        bound: FILE_BYTES,
    }))
}
