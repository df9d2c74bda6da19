//! The rules that compare a report's narratives with those elsewhere that are most like them.
//!
//! Memory holds the reports of a window and what lies in no scratch file; the texts of a window are
//! compared on all cores while what was found in the one before is written.

use std::fs::File;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rayon::prelude::*;

use super::outcome::Stage;
use crate::form::Key;
use crate::rules::{Finding, Likes, Member, Near, Settings, Signatures, check_pair};
use crate::store::{Bits, Fault, Import, ReportId, StoreError, Writer, alike_to};

/// Reports compared at once.
const WINDOW: usize = 512;

/// A report's key and digest.
type Known = (Key, Vec<u8>);

/// A report with those it is to be compared with.
struct Pairs {
    report: i64,
    own: Option<Known>,
    near: Vec<(Near, Option<Known>)>,
}

/// What came of it, and those it is found to be like.
struct Compared {
    report: i64,
    key: Option<Key>,
    found: Vec<Finding>,
    like: Vec<i64>,
}

/// Runs them on every report that was touched since they last ran, and on those that are like it.
/// Answers whether it was stopped before the end: then the rest is done by the next import or check.
pub fn set_alike(
    writer: &mut Writer,
    settings: &Settings,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(Stage, u64, u64),
) -> Result<bool, StoreError> {
    let mut import = writer.import();
    let mut seek = import.to_seek()?;
    let mut met = seek.clone();
    let mut done = 0_u64;
    while !seek.is_empty() {
        let all = done.saturating_add(u64::try_from(seek.len()).unwrap_or(u64::MAX));
        tell(Stage::Alike, done, all);
        let mut likes = likes(&import, &seek)?;
        let mut ids = seek.iter();
        let mut next = Bits::default();
        let mut compared: Vec<Compared> = Vec::new();
        loop {
            if stop.load(Ordering::Relaxed) {
                import.finish()?;
                return Ok(true);
            }
            let window = window(&import, &mut ids, &mut likes)?;
            let last = window.is_empty() && compared.is_empty();
            done = done.saturating_add(u64::try_from(compared.len()).unwrap_or(u64::MAX));
            compared = thread::scope(|scope| {
                let compare = scope.spawn(|| compare(window, settings));
                for one in compared.drain(..) {
                    // What is like a new report may have had no like before.
                    let new = one.like.iter().filter(|other| !met.contains(**other));
                    new.for_each(|other| next.insert(*other));
                    import.set_alike(ReportId(one.report), one.key, &one.found)?;
                }
                Ok::<_, StoreError>(compare.join().unwrap_or_else(|panic| resume_unwind(panic)))
            })?;
            tell(Stage::Alike, done, all);
            if last {
                break;
            }
        }
        next.iter().for_each(|report| met.insert(report));
        drop(ids);
        seek = next;
    }
    import.finish()?;
    Ok(false)
}

/// What may be like these reports.
fn likes(import: &Import<'_>, seek: &Bits) -> Result<Likes, StoreError> {
    let mut signatures = Signatures::new(scratch()?);
    import
        .each_signature(|report, packed| signatures.add(report, packed, seek.contains(report)))?;
    Ok(signatures.nearest(scratch()?)?)
}

/// A file that is gone when it is closed.
fn scratch() -> Result<File, Fault> {
    Ok(tempfile::tempfile()?)
}

/// The next reports, with what is to be compared.
fn window(
    import: &Import<'_>,
    ids: &mut impl Iterator<Item = i64>,
    likes: &mut Likes,
) -> Result<Vec<Pairs>, StoreError> {
    let member = |report: i64| import.member(ReportId(report));
    let mut window = Vec::new();
    for report in ids.take(WINDOW) {
        let near = likes.of(report)?;
        let own = if near.is_empty() {
            None
        } else {
            member(report)?
        };
        let near = near
            .into_iter()
            .map(|near| Ok((near, member(near.other)?)))
            .collect::<Result<_, StoreError>>()?;
        window.push(Pairs { report, own, near });
    }
    Ok(window)
}

fn compare(window: Vec<Pairs>, settings: &Settings) -> Vec<Compared> {
    let compare = |pairs: Pairs| {
        let mut compared = Compared {
            report: pairs.report,
            key: None,
            found: Vec::new(),
            like: Vec::new(),
        };
        let Some((key, digest)) = pairs.own else {
            return compared;
        };
        let own = Member {
            key: &key,
            digest: &digest,
        };
        for (near, other) in &pairs.near {
            let Some((key, digest)) = other else { continue };
            let other = Member { key, digest };
            let look = alike_to(ReportId(near.other));
            let like = check_pair(&own, &other, near.place, &look, settings);
            if !like.is_empty() {
                compared.like.push(near.other);
            }
            compared.found.extend(like);
        }
        compared.key = Some(key);
        compared
    };
    window.into_par_iter().map(compare).collect()
}
