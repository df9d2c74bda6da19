//! The rules that compare a report's narratives with those elsewhere that are most like them.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::rules::{Finding, Member, Near, Settings, check_pair};
use crate::store::{Import, ReportId, StoreError, Writer, alike_to};

/// Runs them on every report that was touched since they last ran, and on those that are like it.
/// Answers whether it was stopped before the end: then the rest is done by the next import or check.
pub fn set_alike(
    writer: &mut Writer,
    settings: &Settings,
    stop: &AtomicBool,
) -> Result<bool, StoreError> {
    let mut import = writer.import();
    let mut seek: Vec<i64> = import.to_seek()?.into_iter().map(|id| id.0).collect();
    seek.sort_unstable();
    if seek.is_empty() {
        import.finish()?;
        return Ok(false);
    }
    let signatures = import.signatures()?;
    let mut done: Vec<i64> = Vec::new();
    while !seek.is_empty() {
        // With a million reports this is as long as the list of them: one piece, no map.
        let mut near = signatures.nearest(&seek);
        near.sort_by_key(|near| near.report);
        let mut near = near.chunk_by(|a, b| a.report == b.report).peekable();
        let mut next = BTreeSet::new();
        for id in &seek {
            if stop.load(Ordering::Relaxed) {
                import.finish()?;
                return Ok(true);
            }
            let mut found = Vec::new();
            let own = near.next_if(|near| near.first().is_some_and(|near| near.report == *id));
            for near in own.into_iter().flatten() {
                let like = compare(&import, near, settings)?;
                // What is like a new report may have had no like before.
                let met = |ids: &[i64]| ids.binary_search(&near.other).is_ok();
                if !like.is_empty() && !met(&seek) && !met(&done) {
                    next.insert(near.other);
                }
                found.extend(like);
            }
            import.set_alike(ReportId(*id), &found)?;
        }
        done.append(&mut seek);
        done.sort_unstable();
        seek.extend(next);
    }
    import.finish()?;
    Ok(false)
}

fn compare(
    import: &Import<'_>,
    near: &Near,
    settings: &Settings,
) -> Result<Vec<Finding>, StoreError> {
    let own = import.member(ReportId(near.report))?;
    let other = import.member(ReportId(near.other))?;
    let (Some((own_key, own)), Some((other_key, other))) = (&own, &other) else {
        return Ok(Vec::new());
    };
    let member = |key, digest| Member { key, digest };
    let (own, other) = (member(own_key, own), member(other_key, other));
    let look = alike_to(ReportId(near.other));
    Ok(check_pair(&own, &other, near.place, &look, settings))
}
