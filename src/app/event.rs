//! Everything that can happen while the desk is open, on one channel.

use std::io;
use std::thread;

use crossbeam_channel::Sender;

use crate::desk::Message;
use crate::terminal::{self, Signal};

/// Something that happened.
#[derive(Debug)]
pub(super) enum Event {
    /// The desk is to be told.
    Desk(Message),
    /// A key, a paste, a new size; an error when the terminal is gone.
    Input(io::Result<terminal::Event>),
    /// The process got a signal.
    Signal(Signal),
    /// The terminal took a piece of output, or is gone.
    Written(io::Result<()>),
    /// The user's editor has ended.
    EditorEnded,
    /// The terminal does not answer any more.
    Gone,
    /// A thread the desk cannot do without has panicked.
    Broken,
}

/// The way to the runner.
#[derive(Debug, Clone)]
pub(super) struct Events(Sender<Event>);

impl Events {
    pub(super) const fn new(sender: Sender<Event>) -> Self {
        Self(sender)
    }

    /// Tells the runner; `false` when it is not there any more.
    pub(super) fn send(&self, event: Event) -> bool {
        self.0.send(event).is_ok()
    }

    /// Tells the desk.
    pub(super) fn tell(&self, message: Message) -> bool {
        self.send(Event::Desk(message))
    }

    /// Runs `work` on a thread of its own; should it panic, the runner is told.
    ///
    /// # Errors
    /// The thread cannot be started.
    pub(super) fn spawn(&self, name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
        let alarm = Alarm(self.clone());
        thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                let _alarm = alarm;
                work();
            })
            .map(drop)
    }
}

struct Alarm(Events);

impl Drop for Alarm {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.send(Event::Broken);
        }
    }
}

#[cfg(test)]
mod tests {
    use crossbeam_channel::unbounded;

    use super::*;

    #[test]
    fn a_thread_that_panics_is_told_of() {
        let (sender, incoming) = unbounded();
        let events = Events::new(sender);
        events.spawn("well", || {}).unwrap();
        events.spawn("ill", || panic!("on purpose")).unwrap();
        drop(events);
        let told: Vec<Event> = incoming.iter().collect();
        assert!(matches!(told.as_slice(), [Event::Broken]));
    }
}
