//! Import: files are read on all cores, a window at a time, and stored one after the other.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::{Sender, bounded};
use rayon::prelude::*;

use super::batches::set_batches;
use super::outcome::{FileOutcome, LeftOut, Outcome, Refusal, Summary, Watch};
use super::prepare::{File, Nothing, ReadFile, prepare};
use super::walk::{Found, Kind, Walk};
use crate::rules::Settings;
use crate::store::{Import, NewFile, StoreError, Writer};

/// Files read at once; twice as many are held while others are stored.
const WINDOW_FILES: usize = 64;
/// Bytes read at once, unless one file alone is larger.
const WINDOW_BYTES: u64 = 16 << 20;

type Window = Vec<(Found, Vec<File>)>;

/// Imports everything `paths` stand for. Raising `stop` ends it after the file in hand; running it
/// again goes on from there.
///
/// # Errors
/// When the database cannot be written. Files that were committed by then stay; the same import
/// run again puts in the rest.
pub fn import(
    writer: &mut Writer,
    paths: &[PathBuf],
    settings: &Settings,
    stop: &AtomicBool,
    watch: &mut dyn Watch,
) -> Result<Summary, StoreError> {
    let things = Walk::new(paths).count();
    let things = u64::try_from(things).unwrap_or(u64::MAX);
    watch.found(things);
    let mut summary = Summary::default();
    let mut done = 0_u64;
    let mut import = writer.import();
    thread::scope(|scope| {
        let (sender, windows) = bounded(1);
        scope.spawn(move || read_all(Walk::new(paths), settings, stop, &sender));
        for (found, files) in windows.into_iter().flatten() {
            if stop.load(Ordering::Relaxed) {
                // Leaving the loop closes the channel, and that ends the reading.
                break;
            }
            watch.begin(&found.path);
            for (path, prepared) in files {
                let named = found.named && path == found.path;
                let outcome = store(&mut import, &path, named, prepared)?;
                summary.count(&outcome);
                watch.file(&FileOutcome { path, outcome });
            }
            watch.done();
            done += 1;
        }
        Ok::<(), StoreError>(())
    })?;
    import.finish()?;
    summary.interrupted = stop.load(Ordering::Relaxed);
    summary.remaining = things.saturating_sub(done);
    if !summary.interrupted {
        summary.interrupted = set_batches(writer, settings, stop, &mut |done| watch.batches(done))?;
    }
    Ok(summary)
}

fn read_all(walk: Walk, settings: &Settings, stop: &AtomicBool, sender: &Sender<Window>) {
    let mut walk = walk.peekable();
    while walk.peek().is_some() && !stop.load(Ordering::Relaxed) {
        let window: Window = next_window(&mut walk)
            .into_par_iter()
            .map(|found| {
                let prepared = prepare(&found, settings);
                (found, prepared)
            })
            .collect();
        if sender.send(window).is_err() {
            return;
        }
    }
}

fn next_window(walk: &mut std::iter::Peekable<Walk>) -> Vec<Found> {
    let mut window = Vec::new();
    let mut bytes = 0_u64;
    while window.len() < WINDOW_FILES && bytes < WINDOW_BYTES {
        let Some(found) = walk.next() else { break };
        if let Kind::File(length) = found.kind {
            bytes = bytes.saturating_add(length);
        }
        window.push(found);
    }
    window
}

/// Stores one file. Only a fault of the database is an error; a fault of the file is an outcome.
fn store(
    import: &mut Import<'_>,
    path: &Path,
    named: bool,
    prepared: Result<ReadFile, Nothing>,
) -> Result<Outcome, StoreError> {
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(Nothing::Refused(refusal)) => return Ok(Outcome::Refused(refusal)),
        Err(Nothing::LeftOut(left_out)) => return Ok(Outcome::LeftOut(left_out)),
    };
    if prepared.reports.is_empty() && prepared.refused.is_empty() {
        return Ok(if named {
            Outcome::Refused(Refusal::NoForm)
        } else {
            Outcome::LeftOut(LeftOut::NoForm)
        });
    }
    let mut stored = crate::store::Stored::default();
    if !prepared.reports.is_empty() {
        stored = import.add(NewFile {
            path: &path.to_string_lossy(),
            sha256: prepared.sha256,
            parts: &prepared.parts,
            reports: prepared.reports,
        })?;
    }
    Ok(Outcome::Stored {
        stored,
        refused: prepared.refused,
        skipped: prepared.skipped,
    })
}
