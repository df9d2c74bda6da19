//! The reading side of an import: files are read on all cores, a window at a time, and handed over
//! in the order they were found.
//!
//! Invariants: memory holds a few windows of files, or of members of an archive, never all of them;
//! raising `stop` leaves what was not begun.

use std::iter::Peekable;
use std::mem::take;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::Sender;
use rayon::prelude::*;

use super::outcome::{LeftOut, Refusal};
use super::prepare::{File, Nothing, Opened, member, open};
use super::walk::{Found, Kind, Walk};
use crate::ingest::readers::archive::{self, Inner};
use crate::rules::Settings;

/// Files read at once; twice as many are held while others are stored.
const WINDOW_FILES: usize = 64;
/// Files of the first window; each further one holds twice as many. What is read is told soon.
const FIRST_FILES: usize = 4;
/// Bytes read at once, unless one file alone is larger.
const WINDOW_BYTES: u64 = 16 << 20;

/// What was read of one thing that was found.
#[derive(Debug)]
pub(super) struct Read {
    /// Its path.
    pub path: PathBuf,
    /// Named by the user, not met in a folder.
    pub named: bool,
    /// The files in it: itself, or the next members of an archive.
    pub files: Vec<File>,
    /// Whether nothing of it follows.
    pub whole: bool,
}

/// What is handed over at once.
pub(super) type Window = Vec<Read>;

/// Reads everything `paths` stand for, until `stop` is raised or nobody listens any more.
pub(super) fn read_all(
    paths: &[PathBuf],
    settings: &Settings,
    stop: &AtomicBool,
    sender: &Sender<Window>,
) {
    let reading = Reading {
        settings,
        stop,
        sender,
    };
    let mut walk = Walk::new(paths).peekable();
    let mut files = FIRST_FILES;
    while walk.peek().is_some() && reading.window(next_window(&mut walk, files)) {
        files = files.saturating_mul(2).min(WINDOW_FILES);
    }
}

fn next_window(walk: &mut Peekable<Walk>, files: usize) -> Vec<Found> {
    let mut window = Vec::new();
    let mut bytes = 0_u64;
    while window.len() < files && bytes < WINDOW_BYTES {
        let Some(found) = walk.next() else { break };
        if let Kind::File(length) = found.kind {
            bytes = bytes.saturating_add(length);
        }
        window.push(found);
    }
    window
}

struct Reading<'a> {
    settings: &'a Settings,
    stop: &'a AtomicBool,
    sender: &'a Sender<Window>,
}

impl Reading<'_> {
    /// Reads a window; whether to go on.
    fn window(&self, window: Vec<Found>) -> bool {
        let opened: Vec<(Found, Option<Opened>)> = window
            .into_par_iter()
            .map(|found| {
                let opened = self.goes_on().then(|| open(&found, self.settings));
                (found, opened)
            })
            .collect();
        let mut ready = Vec::new();
        for (found, opened) in opened {
            match opened {
                None => return false,
                Some(Opened::Document(read)) => ready.push(Read {
                    files: vec![(found.path.clone(), read)],
                    path: found.path,
                    named: found.named,
                    whole: true,
                }),
                Some(Opened::Archive(bytes)) => {
                    if !self.hand_over(take(&mut ready)) || !self.archive(&found, &bytes) {
                        return false;
                    }
                }
            }
        }
        self.hand_over(ready)
    }

    /// Reads the members of an archive, a window at a time; whether to go on.
    fn archive(&self, found: &Found, bytes: &[u8]) -> bool {
        let mut waiting = Vec::new();
        let mut held = 0_u64;
        let mut handed_over = false;
        let mut go_on = true;
        let walked = archive::walk(bytes, &mut |inner| {
            let length = inner.bytes.as_ref().map_or(0, Vec::len);
            held = held.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
            waiting.push(inner);
            if waiting.len() >= WINDOW_FILES || held >= WINDOW_BYTES {
                held = 0;
                handed_over = true;
                let files = self.members(found, take(&mut waiting));
                go_on = self.hand_over(vec![Read {
                    path: found.path.clone(),
                    named: found.named,
                    files,
                    whole: false,
                }]);
            }
            go_on
        });
        if !go_on || !self.goes_on() {
            return false;
        }
        let mut files = self.members(found, waiting);
        if let Err(error) = walked {
            let refused = Nothing::Refused(Refusal::Unreadable(error));
            files.push((found.path.clone(), Err(refused)));
        } else if files.is_empty() && !handed_over {
            let nothing = Nothing::LeftOut(LeftOut::EmptyFolder);
            files.push((found.path.clone(), Err(nothing)));
        }
        self.hand_over(vec![Read {
            path: found.path.clone(),
            named: found.named,
            files,
            whole: true,
        }])
    }

    fn members(&self, found: &Found, members: Vec<Inner>) -> Vec<File> {
        members
            .into_par_iter()
            .map(|inner| member(found, inner, self.settings))
            .collect()
    }

    fn hand_over(&self, window: Window) -> bool {
        self.goes_on() && (window.is_empty() || self.sender.send(window).is_ok())
    }

    fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::Relaxed)
    }
}
