//! The rules that set a unit in one year against the other units of that year.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::rules::{Position, Settings, Standing, check_peers};
use crate::store::{StoreError, Writer};

/// Runs them on all units: each import moves what the others are compared with. Answers whether it was
/// stopped before the end: then the rest is done by the next import or check.
pub fn set_against_peers(
    writer: &mut Writer,
    settings: &Settings,
    stop: &AtomicBool,
) -> Result<bool, StoreError> {
    let mut import = writer.import();
    let standings = import.standings()?;
    let mut years: BTreeMap<i32, (Standing, u64)> = BTreeMap::new();
    for of in &standings {
        let (all, units) = years.entry(of.year).or_default();
        *all = all.with(of.standing);
        *units += 1;
    }
    for of in &standings {
        if stop.load(Ordering::Relaxed) {
            import.finish()?;
            return Ok(true);
        }
        let (all, units) = years.get(&of.year).copied().unwrap_or_default();
        let position = Position {
            unit: &of.unit,
            year: of.year,
            own: of.standing,
            others: all.without(of.standing),
            units: units.saturating_sub(1),
        };
        let (found, answers) = check_peers(&position, settings);
        import.set_against_peers(of, &found, &answers)?;
    }
    import.finish()?;
    Ok(false)
}
