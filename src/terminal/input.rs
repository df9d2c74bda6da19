//! Keys, pastes and sizes, read by a thread that waits for nothing else.
//!
//! Reading blocks: crossterm's `poll(0)` on the terminal's own device can miss events.

use std::io;
use std::thread;

pub use crossterm::event::Event;

/// Tells every event until `tell` answers `false`; an error is the last: the terminal is gone.
///
/// # Errors
/// The thread cannot be started.
pub fn input(mut tell: impl FnMut(io::Result<Event>) -> bool + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            loop {
                let event = crossterm::event::read();
                let gone = event.is_err();
                if !tell(event) || gone {
                    return;
                }
            }
        })?;
    Ok(())
}
