//! The rules that compare a report with the one elsewhere that is most like it.

use std::collections::{BTreeSet, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::rules::{Member, Settings, check_pair, nearest};
use crate::store::{ReportId, StoreError, Writer, alike_to};

/// Runs them on every report that was touched since they last ran, and on those that are like it.
/// Answers whether it was stopped before the end: then the rest is done by the next import or check.
pub fn set_alike(
    writer: &mut Writer,
    settings: &Settings,
    stop: &AtomicBool,
) -> Result<bool, StoreError> {
    let mut import = writer.import();
    let mut seek: BTreeSet<i64> = import.to_seek()?.into_iter().map(|id| id.0).collect();
    if seek.is_empty() {
        import.finish()?;
        return Ok(false);
    }
    let signatures = import.signatures()?;
    let mut done: HashSet<i64> = HashSet::new();
    while !seek.is_empty() {
        let asked: HashSet<i64> = seek.iter().copied().collect();
        let near: std::collections::HashMap<i64, i64> =
            nearest(&signatures, &asked).into_iter().collect();
        let mut next = BTreeSet::new();
        for id in &seek {
            if stop.load(Ordering::Relaxed) {
                import.finish()?;
                return Ok(true);
            }
            let mut found = Vec::new();
            if let Some(other) = near.get(id) {
                let own = import.member(ReportId(*id))?;
                let its = import.member(ReportId(*other))?;
                if let (Some((key, digest)), Some((its_key, its_digest))) = (&own, &its) {
                    let own = Member { key, digest };
                    let other_member = Member {
                        key: its_key,
                        digest: its_digest,
                    };
                    let look = alike_to(ReportId(*other));
                    found = check_pair(&own, &other_member, &look, settings);
                }
                // What is like a new report may have had no like before.
                if !found.is_empty() && !asked.contains(other) && !done.contains(other) {
                    next.insert(*other);
                }
            }
            import.set_alike(ReportId(*id), &found)?;
        }
        done.extend(asked);
        seek = next;
    }
    import.finish()?;
    Ok(false)
}
