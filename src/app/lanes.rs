//! Threads that answer the desk's questions, each with a connection of its own.
//!
//! Questions that are answered at once never stand behind one that takes long, hence several lanes.
//! Within a lane only the newest question of a slot counts: an older one that waits is dropped,
//! one that is being answered is interrupted and what it still says goes nowhere.

use std::collections::VecDeque;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::answers::{Desk, Folders};
use super::event::Events;
use crate::desk::{Answer, Ask, Message, Reply, Request, Slot};
use crate::locales::Catalogue;
use crate::store::Reader;

/// Stops the statement that is running, from any thread.
pub(super) type Stop = Box<dyn Fn() + Send>;

/// Somebody who can answer.
pub(super) trait Answers: Send + 'static {
    /// Answers in one part or several; `tell` says whether the rest is still wanted.
    ///
    /// # Errors
    /// A sentence for the user.
    fn answer(&mut self, ask: &Ask, tell: &mut dyn FnMut(Reply) -> bool) -> Result<(), String>;

    /// What stops [`Self::answer`].
    fn stop(&self) -> Stop;
}

/// All lanes.
#[derive(Debug)]
pub(super) struct Lanes {
    /// What is on the screen: lines, a form.
    near: Lane,
    /// Ids of all reports a filter finds.
    lists: Lane,
    /// Ids of all findings it picks: there are many times as many.
    findings: Lane,
    /// How much it finds.
    counts: Lane,
    /// Roll-ups, and the values of fields.
    sums: Lane,
    /// Names of files.
    folders: Lane,
}

/// How many lanes ask the database.
pub(super) const READERS: usize = 5;

impl Lanes {
    /// # Errors
    /// A thread cannot be started.
    pub(super) fn new(
        readers: [Reader; READERS],
        words: &impl Fn() -> Catalogue,
        events: &Events,
    ) -> io::Result<Self> {
        let lane = |name, reader| Lane::new(name, Desk::new(reader, words()), events);
        let [near, lists, findings, counts, sums] = readers;
        Ok(Self {
            near: lane("near", near)?,
            lists: lane("lists", lists)?,
            findings: lane("findings", findings)?,
            counts: lane("counts", counts)?,
            sums: lane("sums", sums)?,
            folders: Lane::new("folders", Folders, events)?,
        })
    }

    /// Asks; the answer comes as a message.
    pub(super) fn ask(&self, request: Request) {
        let lane = match request.slot() {
            Slot::Reports | Slot::Find | Slot::Marked | Slot::ImportFiles => &self.lists,
            Slot::Findings => &self.findings,
            Slot::Count => &self.counts,
            Slot::Rollup
            | Slot::Left
            | Slot::RuleCounts
            | Slot::Matrix
            | Slot::Overview
            | Slot::Units
            | Slot::Facets => &self.sums,
            Slot::Paths => &self.folders,
            _ => &self.near,
        };
        lane.ask(request);
    }

    /// Stops whatever is running; nothing is answered any more.
    pub(super) fn close(&self) {
        let lists = [&self.near, &self.lists, &self.findings];
        let sums = [&self.counts, &self.sums, &self.folders];
        for lane in lists.into_iter().chain(sums) {
            lane.close();
        }
    }
}

/// A thread with the questions that wait for it.
#[derive(Debug)]
pub(super) struct Lane {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    queue: Mutex<Queue>,
    asked: Condvar,
    /// What is being answered is not wanted any more.
    stale: AtomicBool,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Request>,
    running: Option<Slot>,
    closed: bool,
    stop: Option<Stop>,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue")
            .field("waiting", &self.waiting)
            .field("running", &self.running)
            .finish_non_exhaustive()
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The statement is stopped under the lock, so that it is never that of the next question.
    fn stop_running(&self, queue: &Queue) {
        self.stale.store(true, Ordering::SeqCst);
        if let Some(stop) = &queue.stop {
            stop();
        }
    }

    /// Waits for a question; `None` when the lane is closed.
    fn next(&self) -> Option<Request> {
        let mut queue = self.queue();
        queue.running = None;
        loop {
            if queue.closed {
                return None;
            }
            if let Some(request) = queue.waiting.pop_front() {
                queue.running = Some(request.slot());
                self.stale.store(false, Ordering::SeqCst);
                return Some(request);
            }
            queue = self
                .asked
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Lane {
    /// # Errors
    /// The thread cannot be started.
    pub(super) fn new(name: &str, answers: impl Answers, events: &Events) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        shared.queue().stop = Some(answers.stop());
        let (theirs, told) = (Arc::clone(&shared), events.clone());
        events.spawn(name, move || serve(&theirs, answers, &told))?;
        Ok(Self { shared })
    }

    /// Asks, and makes an older question of the same slot worthless.
    pub(super) fn ask(&self, request: Request) {
        let mut queue = self.shared.queue();
        let slot = request.slot();
        queue.waiting.retain(|waiting| waiting.slot() != slot);
        queue.waiting.push_back(request);
        if queue.running == Some(slot) {
            self.shared.stop_running(&queue);
        }
        self.shared.asked.notify_one();
    }

    fn close(&self) {
        let mut queue = self.shared.queue();
        queue.closed = true;
        queue.waiting.clear();
        self.shared.stop_running(&queue);
        self.shared.asked.notify_one();
    }
}

fn serve(shared: &Shared, mut answers: impl Answers, events: &Events) {
    while let Some(request) = shared.next() {
        let (slot, generation) = (request.slot(), request.generation);
        let wanted = || !shared.stale.load(Ordering::SeqCst);
        let result = answers.answer(&request.ask, &mut |reply| {
            wanted()
                && events.tell(Message::Answer(Answer {
                    slot,
                    generation,
                    reply,
                }))
        });
        if let Err(sentence) = result
            && wanted()
        {
            events.tell(Message::Failed {
                slot,
                generation,
                sentence,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crossbeam_channel::{Receiver, Sender, select, unbounded};

    use super::*;
    use crate::app::event::Event;
    use crate::store::ReportId;

    /// Answers `ReportRows` when allowed to, and says what it was asked; a stop ends the waiting.
    struct Fake {
        asked: Sender<Ask>,
        go: Receiver<Result<(), String>>,
        stop: (Sender<()>, Receiver<()>),
    }

    impl Answers for Fake {
        fn answer(&mut self, ask: &Ask, tell: &mut dyn FnMut(Reply) -> bool) -> Result<(), String> {
            // As with a connection: a stop ends what is running, never what comes later.
            while self.stop.1.try_recv().is_ok() {}
            self.asked.send(ask.clone()).unwrap();
            select! {
                recv(self.go) -> go => go.unwrap()?,
                recv(self.stop.1) -> _ => return Err("interrupted".to_owned()),
            }
            tell(Reply::ReportRows(Vec::new()));
            Ok(())
        }

        fn stop(&self) -> Stop {
            let stop = self.stop.0.clone();
            Box::new(move || stop.send(()).unwrap())
        }
    }

    struct Bench {
        lane: Lane,
        asked: Receiver<Ask>,
        go: Sender<Result<(), String>>,
        told: Receiver<Event>,
    }

    fn bench() -> Bench {
        let (asked_in, asked) = unbounded();
        let (go, go_out) = unbounded();
        let (told_in, told) = unbounded();
        let fake = Fake {
            asked: asked_in,
            go: go_out,
            stop: unbounded(),
        };
        let lane = Lane::new("test", fake, &Events::new(told_in)).unwrap();
        Bench {
            lane,
            asked,
            go,
            told,
        }
    }

    fn rows(generation: u64) -> Request {
        let id = ReportId(i64::try_from(generation).unwrap());
        Request {
            generation,
            ask: Ask::ReportRows(vec![id]),
        }
    }

    const PATIENCE: Duration = Duration::from_secs(10);

    fn next_message(bench: &Bench) -> Message {
        match bench.told.recv_timeout(PATIENCE) {
            Ok(Event::Desk(message)) => message,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_question_is_answered_with_its_generation() {
        let bench = bench();
        bench.lane.ask(rows(7));
        bench.go.send(Ok(())).unwrap();
        let Message::Answer(answer) = next_message(&bench) else {
            panic!()
        };
        assert_eq!((answer.slot, answer.generation), (Slot::ReportRows, 7));
    }

    #[test]
    fn a_newer_question_interrupts_the_running_one_and_drops_the_waiting_one() {
        let bench = bench();
        bench.lane.ask(rows(1));
        assert_eq!(bench.asked.recv_timeout(PATIENCE).unwrap(), rows(1).ask);
        // The second stops the first; the third takes the place of the second or stops it as well.
        bench.lane.ask(rows(2));
        bench.lane.ask(rows(3));
        while bench.asked.recv_timeout(PATIENCE).unwrap() != rows(3).ask {}
        bench.go.send(Ok(())).unwrap();
        let Message::Answer(answer) = next_message(&bench) else {
            panic!("an interruption is no failure")
        };
        assert_eq!(answer.generation, 3);
        assert!(bench.told.is_empty());
    }

    #[test]
    fn a_failure_is_told_in_a_sentence() {
        let bench = bench();
        bench.lane.ask(rows(1));
        bench.go.send(Err("盘坏了".to_owned())).unwrap();
        let Message::Failed { sentence, .. } = next_message(&bench) else {
            panic!()
        };
        assert_eq!(sentence, "盘坏了");
    }

    #[test]
    fn a_closed_lane_ends() {
        let bench = bench();
        bench.lane.ask(rows(1));
        bench.asked.recv_timeout(PATIENCE).unwrap();
        bench.lane.close();
        // The thread ends and with it the last sender of events.
        assert!(bench.told.recv_timeout(PATIENCE).is_err());
        assert!(bench.asked.recv_timeout(PATIENCE).is_err());
    }
}
