//! The import the desk has begun, on a thread of its own with a connection of its own.
//!
//! Invariants: at most one runs; a request to stop ends it after the file in hand; what it has not
//! committed when the process ends is taken back, whole files, and the next import goes on there.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::event::Events;
use super::running::Running;
use crate::desk::{ImportNews, Message, Progress};
use crate::intake::{self, FileOutcome, Stage, Watch};
use crate::locales::{Catalogue, Lang};
use crate::rules::Settings;
use crate::store::{ImportId, StoreError, Writer};

/// The desk hears this often how far it is.
const EVERY: Duration = Duration::from_millis(100);

/// What every import and export of this desk has in common.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub(super) db: PathBuf,
    pub(super) by: String,
    pub(super) lang: Lang,
    pub(super) settings: Settings,
}

/// Begins imports and stops them.
#[derive(Debug)]
pub(super) struct Importer {
    terms: Terms,
    events: Events,
    running: Option<Running>,
}

impl Importer {
    pub(super) const fn new(terms: Terms, events: Events) -> Self {
        Self {
            terms,
            events,
            running: None,
        }
    }

    /// Begins to import what was typed; the desk hears of it by messages.
    ///
    /// # Errors
    /// The thread cannot be started.
    pub(super) fn start(&mut self, typed: &str) -> io::Result<()> {
        // The desk does not ask for a second one while one runs.
        if self
            .running
            .as_ref()
            .is_some_and(|running| !running.is_over(Duration::ZERO))
        {
            return Ok(());
        }
        let (running, stop, ending) = Running::new();
        let (terms, events) = (self.terms.clone(), self.events.clone());
        let path = intake::expand(typed);
        self.events.spawn("import", move || {
            let _ending = ending;
            let words = Catalogue::new(terms.lang);
            let news = match run(&terms, path, &stop, &events) {
                Ok(summary) => ImportNews::Ended(summary.sentence(&words)),
                Err(error) => ImportNews::Failed(error.sentence(&words)),
            };
            events.tell(Message::Import(news));
        })?;
        self.running = Some(running);
        Ok(())
    }

    /// The file in hand is finished, the rest is left.
    pub(super) fn stop(&self) {
        if let Some(running) = &self.running {
            running.stop();
        }
    }

    /// Stops and waits for the file in hand, at most for `patience`.
    pub(super) fn finish(self, patience: Duration) {
        self.stop();
        if let Some(running) = &self.running {
            // What is not finished by then is taken back; nothing is lost but time.
            running.is_over(patience);
        }
    }
}

fn run(
    terms: &Terms,
    path: PathBuf,
    stop: &AtomicBool,
    events: &Events,
) -> Result<intake::Summary, StoreError> {
    let mut writer = Writer::open(&terms.db)?;
    let mut teller = Teller {
        events,
        progress: Progress::default(),
        begun: Instant::now(),
        told: None,
    };
    let Terms { by, settings, .. } = terms;
    intake::import(&mut writer, by, &[path], settings, stop, &mut teller)
}

/// Tells the desk how far the import is.
struct Teller<'a> {
    events: &'a Events,
    progress: Progress,
    begun: Instant,
    told: Option<Instant>,
}

impl Teller<'_> {
    fn tell(&mut self) {
        let now = Instant::now();
        if self
            .told
            .is_some_and(|told| now.duration_since(told) < EVERY)
        {
            return;
        }
        self.told = Some(now);
        self.progress.spent = now.duration_since(self.begun);
        let news = ImportNews::Progress(self.progress.clone());
        self.events.tell(Message::Import(news));
    }
}

impl Watch for Teller<'_> {
    fn begun(&mut self, import: ImportId) {
        self.events.tell(Message::Import(ImportNews::Begun(import)));
    }

    fn found(&mut self, things: u64) {
        self.progress.all = things;
        self.tell();
    }

    fn begin(&mut self, path: &Path) {
        self.progress.path = path.to_string_lossy().into_owned();
        self.tell();
    }

    fn file(&mut self, _file: &FileOutcome) {}

    fn done(&mut self) {
        self.progress.done = self.progress.done.saturating_add(1);
        self.tell();
    }

    fn stage(&mut self, stage: Stage, done: u64, all: u64) {
        if self.progress.stage != Some(stage) {
            self.progress.path.clear();
            self.progress.stage = Some(stage);
            self.begun = Instant::now();
        }
        self.progress.done = done;
        self.progress.all = all;
        self.tell();
    }
}

#[cfg(test)]
mod tests {
    use crossbeam_channel::{Receiver, unbounded};

    use super::*;
    use crate::app::event::Event;

    const PATIENCE: Duration = Duration::from_secs(60);

    fn importer(folder: &Path) -> (Importer, Receiver<Event>) {
        let db = folder.join("desk.db");
        drop(Writer::create(&db).unwrap());
        let terms = Terms {
            db,
            by: "李审计".to_owned(),
            lang: Lang::Zh,
            settings: Settings::default(),
        };
        let (sender, incoming) = unbounded();
        (Importer::new(terms, Events::new(sender)), incoming)
    }

    fn end(incoming: &Receiver<Event>) -> (Vec<ImportNews>, ImportNews) {
        let mut before = Vec::new();
        loop {
            match incoming.recv_timeout(PATIENCE).unwrap() {
                Event::Desk(Message::Import(
                    news @ (ImportNews::Ended(_) | ImportNews::Failed(_)),
                )) => return (before, news),
                Event::Desk(Message::Import(news)) => before.push(news),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn the_desk_hears_of_begin_progress_and_end() {
        let folder = tempfile::tempdir().unwrap();
        let (mut importer, incoming) = importer(folder.path());
        let forms = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms");
        importer.start(forms).unwrap();
        let (before, end) = end(&incoming);
        assert!(
            matches!(before.first(), Some(ImportNews::Begun(_))),
            "{before:?}"
        );
        assert!(
            before
                .iter()
                .any(|news| matches!(news, ImportNews::Progress(at) if at.all > 5)),
            "{before:?}"
        );
        let ImportNews::Ended(sentence) = end else {
            panic!("{end:?}")
        };
        assert!(sentence.contains("新增"), "{sentence}");
        importer.finish(PATIENCE);
    }

    #[test]
    fn a_database_that_is_gone_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let (mut importer, incoming) = importer(folder.path());
        std::fs::remove_file(folder.path().join("desk.db")).unwrap();
        importer.start("x").unwrap();
        assert!(matches!(end(&incoming).1, ImportNews::Failed(_)));
    }
}
