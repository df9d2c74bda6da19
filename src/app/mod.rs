//! Runs the desk: terminal, threads and database around its `update` and `view`.
//!
//! ```text
//! input, signals ─┐                       ┌─▶ lanes (readers)  ─┐
//! watcher ────────┼─▶ events ─▶ runner ───┼─▶ scribe, importer ─┼─▶ events
//! output ─────────┘   (one channel)       └─▶ output (terminal)─┘
//! ```
//!
//! Invariants: the runner's thread never touches the database nor waits for the terminal; nothing
//! is drawn when nothing happened; what has to be kept is on the disk before the process ends, and
//! after a hang-up the process ends within a second.

mod answers;
mod errand;
mod error;
mod event;
mod exporter;
mod importer;
mod lanes;
mod pace;
mod runner;
mod running;
mod scribe;
mod shelf;
mod watch;

use std::path::PathBuf;

use crossbeam_channel::unbounded;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::desk::{Config, Setup};
use crate::locales::Lang;
use crate::rules::Settings;
use crate::store::{Reader, Writer};
use crate::terminal::{self, Between, Colours, Guard, Output, Screen};

pub use errand::editor_trouble;
pub use error::AppError;
use event::{Event, Events};
use exporter::Exporter;
use importer::{Importer, Terms};
use lanes::{Lanes, READERS};
use runner::{Runner, Surroundings};
use scribe::Scribe;
use shelf::Shelf;

/// How the desk is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The database; it has to be there.
    pub db: PathBuf,
    /// Language of the interface.
    pub lang: Lang,
    /// Who sits at the desk.
    pub by: String,
    /// The rules' settings an import runs under.
    pub settings: Settings,
    /// Nothing is written: no connection that could is opened.
    pub read_only: bool,
    /// What the user has set.
    pub config: Config,
    /// The folder for what is only the user's own.
    pub state: PathBuf,
}

/// How the desk was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// By its user.
    Left,
    /// The terminal went away or the process was asked to end; drafts are saved.
    HungUp,
    /// Interrupted by a signal; drafts are saved.
    Interrupted,
}

/// Opens the desk and returns when it is left.
///
/// # Errors
/// Before anything is shown: the database cannot be used, or there is no terminal. Afterwards:
/// something could not be saved, or a part of the program failed.
pub fn run(options: &Options) -> Result<Ending, AppError> {
    if terminal::is_dumb(var) {
        return Err(AppError::Dumb);
    }
    let size = terminal::size().map_err(AppError::NoTerminal)?;
    // The writer goes first: it brings an older database up to date.
    let writer = if options.read_only {
        None
    } else {
        Some(Writer::open(&options.db)?)
    };
    let watched = Reader::open(&options.db)?;
    let views = watched.views(&options.by)?;
    let shelf = Shelf::of(&options.state, &options.db, &options.by);
    let session = shelf.session();
    let open = || Reader::open(&options.db);
    let readers: [Reader; READERS] = [open()?, open()?, open()?, open()?, open()?];

    let words = || options.config.keys.catalogue(options.lang);
    let (sender, incoming) = unbounded();
    let events = Events::new(sender);
    let scribe = Scribe::new(writer, shelf, words(), events.clone())?;
    let terms = Terms {
        db: options.db.clone(),
        by: options.by.clone(),
        lang: options.lang,
        settings: options.settings.clone(),
    };
    let importer = (!options.read_only).then(|| Importer::new(terms.clone(), events.clone()));
    let lanes = Lanes::new(readers, &words, &events)?;
    watch::watch(watched, events.clone())?;

    let colours = Colours::detect(var);
    terminal::text::draw_ambiguous_wide(options.config.wide);
    let screen = Screen::new(size, colours);
    let setup = Setup {
        lang: options.lang,
        by: options.by.clone(),
        database: name_of(&options.db),
        read_only: options.read_only,
        colour: colours != Colours::None,
        // The console of Linux has no eighths of a block.
        ascii: matches!(var("TERM").as_deref(), Some("linux" | "dumb" | "vt100")),
        config: options.config.clone(),
        settings: options.settings.clone(),
        zone: TimeZone::system(),
        clock: Timestamp::now,
        size: (screen.size().width, screen.size().height),
        views,
        session,
    };

    let told = events.clone();
    terminal::signals(move |signal| told.send(Event::Signal(signal)))
        .map_err(AppError::NoTerminal)?;
    let guard = Guard::enter().map_err(AppError::NoTerminal)?;
    let told = events.clone();
    let gate = terminal::input(move |event| told.send(Event::Input(event)))
        .map_err(AppError::NoTerminal)?;
    let told = events.clone();
    let output = terminal::tty()
        .and_then(|tty| {
            Output::new(tty, move |result| {
                told.send(Event::Written(result));
            })
        })
        .map_err(AppError::NoTerminal)?;

    Runner::new(
        setup,
        Surroundings {
            screen,
            output,
            guard,
            gate,
            lanes,
            scribe,
            importer,
            exporter: Exporter::new(terms, events.clone()),
            between: Between::detect(var),
            editor: terminal::editor(var),
            notes: options.state.join("notes"),
            words: words(),
            events,
            incoming,
        },
    )
    .run()
}

fn var(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn name_of(db: &std::path::Path) -> String {
    db.file_name().map_or_else(
        || db.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
