//! The rules that look at all reports of one unit: of one year, and of one project over the years.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rayon::prelude::*;

use super::alike::set_alike;
use super::outcome::Stage;
use super::peers::set_against_peers;
use crate::rules::{Answers, Finding, Member, Settings, UnitYear, check_batch};
use crate::store::{Batch, Import, ReportId, StoreError, Writer};

/// Reports, with all others of their units, that are looked at at once.
const WINDOW: usize = 2_000;

/// A unit and what came of it.
struct Done {
    batch: Batch,
    standings: Vec<UnitYear>,
    findings: Vec<(ReportId, Finding)>,
    answers: Vec<Answers>,
}

/// Runs them on every unit that was touched since they last ran, and then the rules that look further;
/// `tell` hears how far that is. Answers whether it was stopped before the end: then the rest is done by
/// the next import or check.
pub fn set_batches(
    writer: &mut Writer,
    settings: &Settings,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(Stage, u64, u64),
) -> Result<bool, StoreError> {
    if set_units(writer, settings, stop, tell)? || set_against_peers(writer, settings, stop)? {
        return Ok(true);
    }
    set_alike(writer, settings, stop, tell)
}

/// Units are looked at on all cores while what was found of those before is written.
fn set_units(
    writer: &mut Writer,
    settings: &Settings,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(Stage, u64, u64),
) -> Result<bool, StoreError> {
    let mut import = writer.import();
    let all = import.line_up_stale()?;
    let (mut read, mut done) = (0_u64, 0_u64);
    let mut checked: Vec<Done> = Vec::new();
    loop {
        if stop.load(Ordering::Relaxed) {
            import.finish()?;
            return Ok(true);
        }
        let mut window = Vec::new();
        let mut members = 0;
        while members < WINDOW
            && let Some(batch) = import.stale_in_line(read)?
        {
            read = read.saturating_add(1);
            members += batch.members.len();
            window.push(batch);
        }
        if window.is_empty() && checked.is_empty() {
            break;
        }
        done = done.saturating_add(u64::try_from(checked.len()).unwrap_or(u64::MAX));
        checked = thread::scope(|scope| {
            let check = || window.into_par_iter().map(|batch| check(batch, settings));
            let check = scope.spawn(|| check().collect());
            for done in checked.drain(..) {
                set(&mut import, &done)?;
            }
            Ok::<_, StoreError>(check.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })?;
        tell(Stage::Units, done, all);
    }
    import.finish()?;
    Ok(false)
}

fn check(batch: Batch, settings: &Settings) -> Done {
    let members: Vec<Member<'_>> = batch
        .members
        .iter()
        .map(|(_, key, digest)| Member { key, digest })
        .collect();
    let checked = check_batch(&members, settings);
    let findings = checked.findings.into_iter();
    let findings = findings
        .filter_map(|(index, finding)| Some((batch.members.get(index)?.0, finding)))
        .collect();
    Done {
        standings: checked.standings,
        answers: checked.answers,
        findings,
        batch,
    }
}

fn set(import: &mut Import<'_>, done: &Done) -> Result<(), StoreError> {
    import.set_standings(&done.batch, &done.standings)?;
    import.set_batch_findings(&done.batch, &done.findings, &done.answers)
}
