//! Check again: the rules run over everything that is stored, after a rule or a setting changed.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::batches::set_batches;
use crate::query::Query;
use crate::rules::{self, Settings};
use crate::store::{Reader, ReportDetail, Sort, SortKey, StoreError, Writer};

/// Reports held at once.
const WINDOW: usize = 256;

/// What a check did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Checked {
    /// Reports that were checked.
    pub reports: u64,
    /// Reports that were not, because the user stopped it.
    pub remaining: u64,
    /// Whether the user stopped it.
    pub interrupted: bool,
}

/// Runs the rules over all stored reports. Verdicts and notes stay: they hang on what a finding
/// rests on. `tell` hears how many reports are done, and of how many.
///
/// # Errors
/// When the database cannot be read or written.
pub fn recheck(
    writer: &mut Writer,
    reader: &Reader,
    settings: &Settings,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(u64, u64),
) -> Result<Checked, StoreError> {
    let order = Sort {
        key: SortKey::Imported,
        descending: false,
    };
    let ids = reader.report_ids(&Query::All, order)?;
    let all = u64::try_from(ids.len()).unwrap_or(u64::MAX);
    let mut checked = Checked::default();
    let mut import = writer.import();
    for window in ids.chunks(WINDOW) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let details = window
            .iter()
            .map(|id| reader.report(*id, None))
            .collect::<Result<Vec<ReportDetail>, _>>()?;
        let results: Vec<_> = details
            .par_iter()
            .map(|detail| {
                let examined = rules::examine(&detail.report, settings);
                (detail.row.id, examined.checked, examined.digest)
            })
            .collect();
        for (id, of_form, digest) in &results {
            import.replace_findings(*id, &of_form.findings, &of_form.answers, digest)?;
            checked.reports += 1;
        }
        tell(checked.reports, all);
    }
    import.finish()?;
    checked.remaining = all.saturating_sub(checked.reports);
    checked.interrupted = stop.load(Ordering::Relaxed);
    if !checked.interrupted {
        checked.interrupted = set_batches(writer, settings, stop, &mut |_, _, _| {})?;
    }
    Ok(checked)
}
