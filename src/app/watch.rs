//! Looks twice a second whether somebody has committed, and whether the terminal is still there.

use std::io;
use std::thread;
use std::time::Duration;

use super::event::{Event, Events};
use crate::desk::Message;
use crate::store::Reader;
use crate::terminal;

const PAUSE: Duration = Duration::from_millis(500);

/// Starts looking.
///
/// # Errors
/// The thread cannot be started.
pub(super) fn watch(reader: Reader, events: Events) -> io::Result<()> {
    events.clone().spawn("watch", move || {
        // What cannot be read now can perhaps be read the next time; other readers tell of it.
        let mut known = reader.changes().ok();
        loop {
            thread::sleep(PAUSE);
            let now = reader.changes().ok();
            let going_on = if terminal::size().is_err() {
                events.send(Event::Gone)
            } else if now.is_some() && now != known {
                known = now;
                events.tell(Message::Changed)
            } else {
                true
            };
            if !going_on {
                return;
            }
        }
    })
}
