//! Work on a thread of its own that can be asked to stop and waited for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

/// Work that runs or has ended.
#[derive(Debug)]
pub(super) struct Running {
    stop: Arc<AtomicBool>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
}

impl Running {
    /// What the thread is given: the flag it looks at, and what it lets go when it ends.
    pub(super) fn new() -> (Self, Arc<AtomicBool>, Sender<()>) {
        let stop = Arc::new(AtomicBool::new(false));
        let (ending, ended) = bounded(0);
        let theirs = Arc::clone(&stop);
        (Self { stop, ended }, theirs, ending)
    }

    /// Asks it to stop.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it has ended, or does within `patience`.
    pub(super) fn is_over(&self, patience: Duration) -> bool {
        !matches!(
            self.ended.recv_timeout(patience),
            Err(RecvTimeoutError::Timeout)
        )
    }
}
