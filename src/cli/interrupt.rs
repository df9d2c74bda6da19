//! Ctrl-C during long work: the file in hand is finished, the rest is left; a second one ends the
//! process at once.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;

/// The exit code after a second Ctrl-C.
const INTERRUPTED: i32 = 130;

/// A flag that Ctrl-C, a request to end and a hang-up raise.
///
/// # Errors
/// When the signals cannot be watched.
pub fn stop_flag() -> std::io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        flag::register_conditional_shutdown(signal, INTERRUPTED, Arc::clone(&stop))?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}
