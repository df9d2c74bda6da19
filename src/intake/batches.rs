//! The rules that look at all reports of one unit: of one year, and of one project over the years.

use std::sync::atomic::{AtomicBool, Ordering};

use super::alike::set_alike;
use super::peers::set_against_peers;
use crate::rules::{Member, Settings, check_batch};
use crate::store::{StoreError, Writer};

/// Runs them on every unit that was touched since they last ran; `tell` hears how many
/// are done. Answers whether it was stopped before the end: then the rest is done by the next
/// import or check.
pub fn set_batches(
    writer: &mut Writer,
    settings: &Settings,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(u64),
) -> Result<bool, StoreError> {
    let mut done = 0_u64;
    let mut import = writer.import();
    while let Some(batch) = import.next_stale_batch()? {
        if stop.load(Ordering::Relaxed) {
            import.finish()?;
            return Ok(true);
        }
        let members: Vec<Member<'_>> = batch
            .members
            .iter()
            .map(|(_, key, digest)| Member { key, digest })
            .collect();
        let checked = check_batch(&members, settings);
        let findings: Vec<_> = checked
            .findings
            .into_iter()
            .filter_map(|(index, finding)| {
                let (report, _, _) = batch.members.get(index)?;
                Some((*report, finding))
            })
            .collect();
        import.set_standings(&batch, &checked.standings)?;
        import.set_batch_findings(&batch, &findings, &checked.answers)?;
        done += 1;
        tell(done);
    }
    import.finish()?;
    if set_against_peers(writer, settings, stop)? {
        return Ok(true);
    }
    set_alike(writer, settings, stop)
}
