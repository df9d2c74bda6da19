//! The one thread that writes: events of the log, in order, and what is kept besides: drafts, views,
//! where the desk was left.
//!
//! Invariant: "saved" is told after the store has returned, which is after the disk has it.

use std::io;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use super::event::Events;
use super::shelf::Shelf;
use crate::desk::Message;
use crate::locales::Catalogue;
use crate::store::{Draft, EventId, NewEvent, StoreError, View, Writer};

/// Somebody who can write. Errors are sentences for the user.
pub(super) trait Writes: Send + 'static {
    /// Appends events, all or none; on the disk when this returns.
    fn append(&mut self, events: &[NewEvent]) -> Result<Vec<EventId>, String>;

    /// Keeps it; on the disk when this returns.
    fn keep(&mut self, what: &Keep) -> Result<(), String>;
}

/// The connection, the user's own folder, and the words for what goes wrong on them.
#[derive(Debug)]
struct Pen {
    /// `None` when nothing may be written to the database.
    writer: Option<Writer>,
    shelf: Shelf,
    words: Catalogue,
}

impl Pen {
    fn write<T>(
        &mut self,
        write: impl FnOnce(&mut Writer) -> Result<T, StoreError>,
    ) -> Result<T, String> {
        match &mut self.writer {
            Some(writer) => write(writer).map_err(|error| error.sentence(&self.words)),
            None => Err(self.words.text("app-read-only")),
        }
    }
}

impl Writes for Pen {
    fn append(&mut self, events: &[NewEvent]) -> Result<Vec<EventId>, String> {
        self.write(|writer| writer.append_all(events))
    }

    fn keep(&mut self, what: &Keep) -> Result<(), String> {
        match what {
            Keep::Draft(draft) => self.write(|writer| writer.save_draft(draft)),
            Keep::View(view) => self.write(|writer| writer.save_view(view)),
            Keep::NoView { by, name } => {
                self.write(|writer| writer.remove_view(by, name).map(drop))
            }
            Keep::Session(state) => {
                // A convenience: a folder that cannot be written is no reason to speak up.
                let _ = self.shelf.keep_session(state);
                Ok(())
            }
        }
    }
}

/// What is kept outside the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Keep {
    /// The text of a note that is not saved yet.
    Draft(Draft),
    /// A filter under its name.
    View(View),
    /// No longer a filter under that name.
    NoView { by: String, name: String },
    /// Where the desk stands.
    Session(String),
}

enum Job {
    Append { ticket: u64, events: Vec<NewEvent> },
    Keep(Keep),
}

/// The way to the writing thread.
#[derive(Debug)]
pub(super) struct Scribe {
    /// `None` once nothing more is taken.
    jobs: Option<Sender<Job>>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
}

impl Scribe {
    /// # Errors
    /// The thread cannot be started.
    pub(super) fn new(
        writer: Option<Writer>,
        shelf: Shelf,
        words: Catalogue,
        events: Events,
    ) -> io::Result<Self> {
        let pen = Pen {
            writer,
            shelf,
            words,
        };
        Self::with(pen, events)
    }

    fn with(mut writes: impl Writes, events: Events) -> io::Result<Self> {
        let (jobs, incoming) = unbounded();
        let (ending, ended) = bounded(0);
        events.clone().spawn("scribe", move || {
            let _ending: Sender<()> = ending;
            for job in incoming {
                events.tell_of(job, &mut writes);
            }
        })?;
        Ok(Self {
            jobs: Some(jobs),
            ended,
        })
    }

    /// Appends events; answered by `Saved` or `NotSaved`.
    pub(super) fn append(&self, ticket: u64, events: Vec<NewEvent>) {
        self.give(Job::Append { ticket, events });
    }

    /// Keeps something outside the log.
    pub(super) fn keep(&self, what: Keep) {
        self.give(Job::Keep(what));
    }

    fn give(&self, job: Job) {
        // A thread that is gone has panicked, and the runner has been told.
        let _ = self.jobs.as_ref().map(|jobs| jobs.send(job));
    }

    /// Waits until everything given is written; `false` when that took longer than `patience`.
    pub(super) fn finish(&mut self, patience: Duration) -> bool {
        self.jobs = None;
        !matches!(
            self.ended.recv_timeout(patience),
            Err(crossbeam_channel::RecvTimeoutError::Timeout)
        )
    }
}

impl Events {
    fn tell_of(&self, job: Job, writes: &mut impl Writes) {
        match job {
            Job::Append { ticket, events } => {
                self.tell(append(ticket, &events, writes));
            }
            Job::Keep(what) => {
                if let Err(sentence) = writes.keep(&what) {
                    self.tell(Message::Notice(sentence));
                }
            }
        }
    }
}

fn append(ticket: u64, events: &[NewEvent], writes: &mut impl Writes) -> Message {
    match writes.append(events) {
        Ok(events) => Message::Saved { ticket, events },
        Err(sentence) => Message::NotSaved { ticket, sentence },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::event::Event;
    use crate::rules::Place;
    use crate::store::{Action, ReportId, Subject};

    /// Counts up; refuses the text `bad`; takes its time.
    struct Fake(i64);

    impl Writes for Fake {
        fn append(&mut self, events: &[NewEvent]) -> Result<Vec<EventId>, String> {
            std::thread::sleep(Duration::from_millis(5));
            let bad = Action::Note("bad".to_owned());
            if events.iter().any(|event| event.action == bad) {
                return Err("盘满了".to_owned());
            }
            let first = self.0;
            self.0 += 1;
            Ok((first..).map(EventId).take(events.len()).collect())
        }

        fn keep(&mut self, _what: &Keep) -> Result<(), String> {
            Err("盘满了".to_owned())
        }
    }

    fn notes(texts: &[&str]) -> Vec<NewEvent> {
        texts
            .iter()
            .map(|text| NewEvent {
                by: "张三".to_owned(),
                subject: Subject::Report(ReportId(1), Place::Form),
                action: Action::Note((*text).to_owned()),
            })
            .collect()
    }

    #[test]
    fn everything_given_is_written_before_the_end() {
        let (sender, incoming) = unbounded();
        let mut scribe = Scribe::with(Fake(0), Events::new(sender)).unwrap();
        for ticket in 1..=10 {
            scribe.append(ticket, notes(&["一"]));
        }
        assert!(scribe.finish(Duration::from_secs(10)));
        let tickets: Vec<u64> = incoming
            .iter()
            .filter_map(|event| match event {
                Event::Desk(Message::Saved { ticket, .. }) => Some(ticket),
                _ => None,
            })
            .collect();
        assert_eq!(tickets, (1..=10).collect::<Vec<_>>());
    }

    #[test]
    fn a_failure_is_told() {
        let message = append(3, &notes(&["一", "bad", "四"]), &mut Fake(0));
        let Message::NotSaved { ticket, sentence } = message else {
            panic!("{message:?}")
        };
        assert_eq!((ticket, sentence.as_str()), (3, "盘满了"));
    }

    #[test]
    fn a_draft_that_cannot_be_kept_is_said() {
        let (sender, incoming) = unbounded();
        let mut scribe = Scribe::with(Fake(0), Events::new(sender)).unwrap();
        scribe.keep(Keep::Draft(Draft {
            by: "张三".to_owned(),
            subject: Subject::Report(ReportId(1), Place::Form),
            text: "半句".to_owned(),
        }));
        assert!(scribe.finish(Duration::from_secs(10)));
        assert!(matches!(
            incoming.iter().next(),
            Some(Event::Desk(Message::Notice(sentence))) if sentence == "盘满了"
        ));
    }
}
