//! The rules that set a unit in one year against the other units of that year.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::rules::{Position, Settings, check_peers};
use crate::store::{StoreError, Writer};

/// Units and years read at once.
const WINDOW: u32 = 1_000;

/// Runs them on all units: each import moves what the others are compared with. Answers whether it was
/// stopped before the end: then the rest is done by the next import or check.
pub fn set_against_peers(
    writer: &mut Writer,
    settings: &Settings,
    stop: &AtomicBool,
) -> Result<bool, StoreError> {
    let mut import = writer.import();
    let years = import.standing_of_years()?;
    let mut behind = (String::new(), i32::MIN);
    loop {
        let standings = import.standings(&behind, WINDOW)?;
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
        let Some(last) = standings.into_iter().next_back() else {
            break;
        };
        behind = (last.unit, last.year);
    }
    import.finish()?;
    Ok(false)
}
