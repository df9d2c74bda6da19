//! The file the desk has ordered, written on a thread of its own with a connection of its own.
//!
//! Invariants: at most one is written at a time; one that is stopped leaves nothing behind.

use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, bounded};

use super::event::Events;
use super::importer::Terms;
use super::running::Running;
use crate::desk::{ExportNews, ExportOrder, Message};
use crate::export::file::{self, Contents, FileError, Kind, Source};
use crate::intake::expand;
use crate::locales::Catalogue;
use crate::store::{Interrupter, Reader};

/// The desk hears this often how far it is.
const EVERY: Duration = Duration::from_millis(100);

/// Has files written, and stops that.
#[derive(Debug)]
pub(super) struct Exporter {
    terms: Terms,
    events: Events,
    /// With what stops the statement that is being run, once there is a connection.
    running: Option<(Running, Receiver<Interrupter>)>,
}

impl Exporter {
    pub(super) const fn new(terms: Terms, events: Events) -> Self {
        Self {
            terms,
            events,
            running: None,
        }
    }

    /// Writes what was ordered; the desk hears of it by messages, and orders one at a time.
    ///
    /// # Errors
    /// The thread cannot be started.
    pub(super) fn start(&mut self, order: ExportOrder) -> io::Result<()> {
        let (running, stop, ending) = Running::new();
        let (lend, interrupter) = bounded(1);
        let (terms, events) = (self.terms.clone(), self.events.clone());
        self.events.spawn("export", move || {
            let news = write(
                &terms,
                order,
                &stop,
                &|reader| {
                    // There is room for it, and nobody to miss it once the desk is left.
                    let _ = lend.try_send(reader.interrupter());
                },
                &|news| {
                    events.tell(Message::Export(news));
                },
            );
            events.tell(Message::Export(news));
            drop(ending);
        })?;
        self.running = Some((running, interrupter));
        Ok(())
    }

    /// Asks it to stop.
    pub(super) fn stop(&self) {
        if let Some((running, interrupter)) = &self.running {
            running.stop();
            if let Ok(interrupter) = interrupter.try_recv() {
                interrupter.interrupt();
            }
        }
    }

    /// Stops, and waits until nothing is left of it, at most for `patience`.
    pub(super) fn finish(&self, patience: Duration) {
        self.stop();
        if let Some((running, _)) = &self.running {
            running.is_over(patience);
        }
    }
}

fn write(
    terms: &Terms,
    order: ExportOrder,
    stop: &AtomicBool,
    lend: &dyn Fn(&Reader),
    tell: &dyn Fn(ExportNews),
) -> ExportNews {
    let words = Catalogue::new(terms.lang);
    let to = expand(&order.to);
    let Some(kind) = Kind::of(&to) else {
        return ExportNews::Failed(words.fill("export-format", &[("file", &order.to)]));
    };
    if to.exists() && !order.overwrite {
        return ExportNews::Exists(order);
    }
    let contents = match kind {
        Kind::Page => Contents::Papers,
        Kind::List(shape) if order.forms => Contents::Reports(shape),
        Kind::List(shape) => Contents::Findings(shape),
    };
    let written = Reader::open(&terms.db)
        .map_err(FileError::from)
        .and_then(|reader| {
            lend(&reader);
            let source = Source {
                reader: &reader,
                query: &order.query,
                scope: &order.scope,
                words: &words,
                settings: &terms.settings,
            };
            let mut told = Instant::now();
            file::write(&to, contents, &source, &mut |done, all| {
                if told.elapsed() >= EVERY {
                    told = Instant::now();
                    tell(ExportNews::Progress { done, all });
                }
                if stop.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })
        });
    match written {
        Ok(written) => ExportNews::Done(written.sentence(&order.to, &words)),
        Err(error) => {
            let error = match error {
                // A statement that was interrupted was so because it is to stop.
                _ if stop.load(Ordering::Relaxed) => None,
                FileError::Stopped => None,
                FileError::Store(error) => Some(error.sentence(&words)),
                FileError::Io(error) => Some(words.trouble(&error)),
            };
            let Some(error) = error else {
                return ExportNews::Stopped(words.fill("export-stopped", &[("file", &order.to)]));
            };
            let values = [("file", order.to.as_str()), ("error", error.as_str())];
            ExportNews::Failed(words.fill("export-failed", &values))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Lang;
    use crate::query::Query;
    use crate::rules::Settings;
    use crate::store::Writer;

    #[test]
    fn a_file_is_written_whole_asked_about_and_never_half() {
        let folder = tempfile::tempdir().unwrap();
        let terms = Terms {
            db: folder.path().join("desk.db"),
            by: "李审计".to_owned(),
            lang: Lang::Zh,
            settings: Settings::default(),
        };
        drop(Writer::create(&terms.db).unwrap());
        let write = |terms: &Terms, order| {
            let going = AtomicBool::new(false);
            super::write(terms, order, &going, &|_| (), &|_| ())
        };
        let order = |name: &str, overwrite| ExportOrder {
            to: folder.path().join(name).display().to_string(),
            query: Query::All,
            scope: String::new(),
            forms: false,
            overwrite,
        };
        let page = folder.path().join("a.html");
        let done = write(&terms, order("a.html", false));
        assert!(matches!(done, ExportNews::Done(_)), "{done:?}");
        assert!(
            std::fs::read_to_string(&page)
                .unwrap()
                .ends_with("</html>\n")
        );

        std::fs::write(&page, "mine").unwrap();
        let there = write(&terms, order("a.html", false));
        assert!(matches!(there, ExportNews::Exists(_)), "{there:?}");
        assert_eq!(std::fs::read_to_string(&page).unwrap(), "mine");
        let over = write(&terms, order("a.html", true));
        assert!(matches!(over, ExportNews::Done(_)), "{over:?}");

        for name in ["a.doc", "no/such/folder.csv"] {
            let failed = write(&terms, order(name, false));
            assert!(matches!(failed, ExportNews::Failed(_)), "{failed:?}");
        }
        assert!(!folder.path().join("a.html.part").exists());
    }

    #[test]
    fn one_that_is_stopped_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("desk.db");
        std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db"), &db).unwrap();
        let terms = Terms {
            db,
            by: "李审计".to_owned(),
            lang: Lang::Zh,
            settings: Settings::default(),
        };
        let order = ExportOrder {
            to: folder.path().join("a.html").display().to_string(),
            query: Query::All,
            scope: String::new(),
            forms: false,
            overwrite: false,
        };
        let ended = super::write(&terms, order, &AtomicBool::new(true), &|_| (), &|_| ());
        assert!(matches!(ended, ExportNews::Stopped(_)), "{ended:?}");
        let left = std::fs::read_dir(folder.path()).unwrap();
        let left: Vec<_> = left.map(|file| file.unwrap().file_name()).collect();
        assert!(
            left.iter()
                .all(|name| !name.to_string_lossy().starts_with("a.html")),
            "{left:?}"
        );
    }
}
