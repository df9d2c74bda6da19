//! Import: what is read on all cores is stored, one file after the other.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, bounded};

use super::batches::set_batches;
use super::outcome::{FileOutcome, LeftOut, Outcome, Readings, Refusal, Stage, Summary, Watch};
use super::prepare::{Nothing, ReadFile};
use super::reading::{Window, read_all};
use super::said::Languages;
use super::walk::Walk;
use crate::rules::Settings;
use crate::store::{FileNote, Import, NewFile, StoreError, Stored, Writer};

/// When the next files are not ready after this time, what is stored is committed, so that others
/// can write meanwhile.
const REST: Duration = Duration::from_millis(100);

/// Imports everything `paths` stand for, and remembers what became of each file and who (`by`, if
/// that is known) had it imported. Raising `stop` ends it after the file in hand; running it again
/// goes on from there.
///
/// # Errors
/// When the database cannot be written. Files that were committed by then stay; the same import
/// run again puts in the rest.
pub fn import(
    writer: &mut Writer,
    by: &str,
    paths: &[PathBuf],
    settings: &Settings,
    stop: &AtomicBool,
    watch: &mut dyn Watch,
) -> Result<Summary, StoreError> {
    writer.record_run(settings.written())?;
    writer.adopt_lists()?;
    let named: Vec<String> = paths
        .iter()
        .map(|path| path.to_string_lossy().into())
        .collect();
    let languages = Languages::new();
    let mut import = writer.import();
    watch.begun(import.begin(by, &named)?);
    let things = Walk::new(paths).count();
    let things = u64::try_from(things).unwrap_or(u64::MAX);
    watch.found(things);
    let mut summary = Summary::default();
    let mut done = 0_u64;
    thread::scope(|scope| {
        let (sender, windows) = bounded(1);
        scope.spawn(move || read_all(paths, settings, stop, &sender));
        while let Some(window) = next(&windows, &mut import)? {
            for read in window {
                if stop.load(Ordering::Relaxed) {
                    // Leaving the loops closes the channel, and that ends the reading.
                    return Ok(());
                }
                watch.begin(&read.path);
                for (path, prepared) in read.files {
                    let named = read.named && path == read.path;
                    let outcome = store(&mut import, &languages, &path, named, prepared)?;
                    summary.count(&outcome);
                    watch.file(&FileOutcome { path, outcome });
                }
                if read.whole {
                    watch.done();
                    done += 1;
                }
            }
        }
        Ok::<(), StoreError>(())
    })?;
    summary.interrupted = stop.load(Ordering::Relaxed);
    summary.remaining = things.saturating_sub(done);
    import.end(summary.interrupted, summary.remaining)?;
    if !summary.interrupted {
        let mut tell = |stage, done, all| watch.stage(stage, done, all);
        summary.interrupted = set_batches(writer, settings, stop, &mut tell)?;
    }
    // Where it was stopped they are not made, but known to be left.
    if writer.is_at_lists() {
        let mut tell = |done, all| watch.stage(Stage::Lists, done, all);
        summary.interrupted |= writer.make_lists(stop, &mut tell)?;
    }
    Ok(summary)
}

/// The next files that are read; `None` when there are no more.
fn next(windows: &Receiver<Window>, import: &mut Import<'_>) -> Result<Option<Window>, StoreError> {
    match windows.recv_timeout(REST) {
        Err(RecvTimeoutError::Timeout) => import.rest()?,
        ready => return Ok(ready.ok()),
    }
    Ok(windows.recv().ok())
}

/// Stores one file and what is said of it. Only a fault of the database is an error; a fault of
/// the file is an outcome.
fn store(
    import: &mut Import<'_>,
    languages: &Languages,
    path: &Path,
    named: bool,
    prepared: Result<ReadFile, Nothing>,
) -> Result<Outcome, StoreError> {
    let path = path.to_string_lossy();
    let mut keep = |outcome: &Outcome, file: Option<NewFile<'_>>| {
        let note = FileNote {
            path: &path,
            passed_over: outcome.is_passed_over(),
            said: languages.said(outcome),
        };
        import.keep(&note, file)
    };
    let nothing = match prepared {
        Ok(read) if read.is_no_form() => {
            if named {
                Outcome::Refused(Refusal::NoForm)
            } else {
                Outcome::LeftOut(LeftOut::NoForm)
            }
        }
        Ok(read) => {
            let mut readings = Readings::default();
            for report in &read.reports {
                readings.count(report.certainty());
            }
            let file = NewFile {
                path: &path,
                sha256: read.sha256,
                parts: &read.parts,
                reports: read.reports,
            };
            let file = (!file.reports.is_empty()).then_some(file);
            let mut outcome = Outcome::Stored {
                stored: Stored::default(),
                refused: read.refused,
                skipped: read.skipped,
                remarks: read.remarks,
                readings,
            };
            let kept = keep(&outcome, file)?;
            if let Outcome::Stored { stored, .. } = &mut outcome {
                *stored = kept;
            }
            return Ok(outcome);
        }
        Err(Nothing::Refused(refusal)) => Outcome::Refused(refusal),
        Err(Nothing::LeftOut(left_out)) => Outcome::LeftOut(left_out),
    };
    keep(&nothing, None)?;
    Ok(nothing)
}
