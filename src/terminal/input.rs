//! Keys, pastes and sizes, read by a thread that waits for nothing else; and the gate that keeps it
//! from reading while another program has the terminal.
//!
//! Reading blocks: crossterm's `poll(0)` on the terminal's own device can miss events. A change of
//! size ends a wait, so the signal that tells of one wakes the thread when the gate is shut.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::raise;

pub use crossterm::event::Event;

/// A thread that does not rest by then is stuck, and nothing is gained by waiting longer.
const PATIENCE: Duration = Duration::from_secs(2);
/// The thread is woken again after this: a signal before its first wait is lost.
const KNOCK: Duration = Duration::from_millis(50);

/// Keeps the thread that reads keys from reading.
#[derive(Debug, Clone)]
pub struct Gate(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Debug, Default)]
struct State {
    shut: bool,
    /// The thread waits at the gate, or is gone.
    resting: bool,
}

impl Gate {
    /// Keys are left to whoever reads the terminal from now on; says whether that is so.
    pub fn shut(&self) -> bool {
        let end = Instant::now() + PATIENCE;
        let mut state = self.0.state();
        state.shut = true;
        while !state.resting && Instant::now() < end {
            // Should it fail, the thread rests after the next key.
            let _ = raise(SIGWINCH);
            let woken = self.0.moved.wait_timeout(state, KNOCK);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.resting
    }

    /// The thread reads on.
    pub fn open(&self) {
        self.0.state().shut = false;
        self.0.moved.notify_all();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while the gate is shut.
    fn pass(&self) {
        let mut state = self.state();
        if !state.shut {
            return;
        }
        state.resting = true;
        self.moved.notify_all();
        while state.shut {
            state = self
                .moved
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.resting = false;
    }
}

/// Tells every event until `tell` answers `false`; an error is the last: the terminal is gone.
///
/// # Errors
/// The thread cannot be started.
pub fn input(mut tell: impl FnMut(io::Result<Event>) -> bool + Send + 'static) -> io::Result<Gate> {
    let gate = Gate(Arc::default());
    let shared = Arc::clone(&gate.0);
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            loop {
                shared.pass();
                let event = crossterm::event::read();
                let gone = event.is_err();
                if !tell(event) || gone {
                    shared.state().resting = true;
                    return;
                }
            }
        })?;
    Ok(gate)
}
