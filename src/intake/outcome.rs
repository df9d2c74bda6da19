//! What became of each file, as values.

use std::io;
use std::path::{Path, PathBuf};

use crate::form::{Certainty, Repair};
use crate::ingest::readers::ReadError;
use crate::ingest::{Refused, Skipped};
use crate::locales::Catalogue;
use crate::store::{ImportId, StoreError, Stored};

/// What became of one file.
#[derive(Debug)]
pub struct FileOutcome {
    /// Path as given.
    pub path: PathBuf,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// Its forms are in the database, except those refused.
    Stored {
        /// What that changed.
        stored: Stored,
        /// Forms that could not be read.
        refused: Vec<Refused>,
        /// Tables that are not forms.
        skipped: Vec<Skipped>,
        /// What the reader has to say about the file.
        remarks: Vec<Repair>,
        /// How sure the readings of its forms are.
        readings: Readings,
    },
    /// Nothing of it is.
    Refused(Refusal),
    /// It was not looked at, or holds no form.
    LeftOut(LeftOut),
}

impl Outcome {
    /// Whether there was nothing to store and nothing at fault.
    pub(super) const fn is_passed_over(&self) -> bool {
        match self {
            Self::Stored {
                refused, readings, ..
            } => refused.is_empty() && readings.all() == 0,
            Self::Refused(_) => false,
            Self::LeftOut(_) => true,
        }
    }
}

/// Forms that were read, by how sure the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readings {
    /// Every cell was read as it stands.
    pub complete: u64,
    /// Something had to be mended.
    pub repaired: u64,
    /// Something is missing or could not be read.
    pub partial: u64,
}

impl Readings {
    /// All of them.
    pub const fn all(&self) -> u64 {
        self.complete + self.repaired + self.partial
    }

    pub(super) const fn count(&mut self, certainty: Certainty) {
        match certainty {
            Certainty::Complete => self.complete += 1,
            Certainty::Repaired => self.repaired += 1,
            Certainty::Partial => self.partial += 1,
        }
    }
}

/// Why nothing of a file was stored.
#[derive(Debug)]
pub enum Refusal {
    /// It is not there or may not be read.
    Unreachable(io::Error),
    /// It cannot be read as a document.
    Unreadable(ReadError),
    /// The program failed on it.
    Crashed,
    /// It was named by the user and holds no form.
    NoForm,
    /// A form of it has more findings than can be kept.
    NotStored(Box<StoreError>),
}

impl Refusal {
    /// The sentence for the user, without the path.
    pub fn sentence(&self, words: &Catalogue) -> String {
        match self {
            Self::Unreachable(error) => match error.kind() {
                io::ErrorKind::NotFound => words.text("import-not-found"),
                io::ErrorKind::PermissionDenied => words.text("import-no-permission"),
                _ => words.fill("import-unreachable", &[("error", &error.to_string())]),
            },
            Self::Unreadable(error) => error.message(words),
            Self::Crashed => words.text("import-crashed"),
            Self::NoForm => words.text("import-no-form"),
            Self::NotStored(error) => error.sentence(words),
        }
    }
}

/// Why a file met in a folder was passed over.
#[derive(Debug)]
pub enum LeftOut {
    /// Hidden, a lock file, a link to a folder, a device.
    Hidden,
    /// A folder with nothing in it.
    EmptyFolder,
    /// Of a kind that is not read.
    Unsupported(ReadError),
    /// Read, and no form in it.
    NoForm,
}

impl LeftOut {
    /// The sentence for the user, without the path.
    pub fn sentence(&self, words: &Catalogue) -> String {
        match self {
            Self::Hidden => words.text("import-hidden"),
            Self::EmptyFolder => words.text("import-empty-folder"),
            Self::Unsupported(error) => error.message(words),
            Self::NoForm => words.text("import-no-form"),
        }
    }
}

/// What one import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files looked at; members of archives count one by one.
    pub files: u64,
    /// What storing them did.
    pub stored: Stored,
    /// Files and forms that were refused.
    pub refused: u64,
    /// Forms among them: found, and not to be read.
    pub refused_forms: u64,
    /// Tables that are no forms of a project.
    pub skipped_tables: u64,
    /// How sure the readings of the others are.
    pub readings: Readings,
    /// Files that were passed over.
    pub left_out: u64,
    /// Things found (an archive is one) and not looked at because the user stopped the import.
    pub remaining: u64,
    /// Whether the user stopped it.
    pub interrupted: bool,
}

impl Summary {
    /// The sentence for the user.
    pub fn sentence(&self, words: &Catalogue) -> String {
        let values = [
            ("files", self.files),
            ("reports", self.reports()),
            ("new", self.stored.new),
            ("unchanged", self.stored.unchanged),
            ("revised", self.stored.revised),
            ("refused", self.refused),
            ("left_out", self.left_out),
            ("found", self.found()),
            ("complete", self.readings.complete),
            ("repaired", self.readings.repaired),
            ("partial", self.readings.partial),
            ("refused_forms", self.refused_forms),
            ("skipped_tables", self.skipped_tables),
        ]
        .map(|(name, value)| (name, value.to_string()));
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        words.fill("import-summary", &values)
    }

    /// Forms that are in the database, whether they were there before or not.
    pub const fn reports(&self) -> u64 {
        self.stored.new + self.stored.unchanged + self.stored.revised
    }

    /// Forms and tables that were there: each was read, refused or skipped.
    pub const fn found(&self) -> u64 {
        self.readings.all() + self.refused_forms + self.skipped_tables
    }

    pub(super) fn count(&mut self, outcome: &Outcome) {
        let length = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        match outcome {
            Outcome::Stored {
                stored,
                refused,
                skipped,
                readings,
                ..
            } => {
                self.files += 1;
                self.stored.new += stored.new;
                self.stored.unchanged += stored.unchanged;
                self.stored.revised += stored.revised;
                self.refused += length(refused.len());
                self.refused_forms += length(refused.len());
                self.skipped_tables += length(skipped.len());
                self.readings.complete += readings.complete;
                self.readings.repaired += readings.repaired;
                self.readings.partial += readings.partial;
            }
            Outcome::Refused(_) => {
                self.files += 1;
                self.refused += 1;
            }
            Outcome::LeftOut(_) => self.left_out += 1,
        }
    }
}

/// What happens during an import, told while it happens.
pub trait Watch {
    /// It is remembered under this number.
    fn begun(&mut self, _import: ImportId) {}
    /// The files are counted: that many things were found.
    fn found(&mut self, things: u64);
    /// This file is being stored.
    fn begin(&mut self, path: &Path);
    /// This became of it, or of one member of it.
    fn file(&mut self, file: &FileOutcome);
    /// It is done with.
    fn done(&mut self);
    /// All files are stored; so much is done of what comes then, and there is so much of it.
    fn stage(&mut self, stage: Stage, done: u64, all: u64);
}

/// What is done when all files are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The forms of each unit are compared, unit by unit.
    Units,
    /// Texts that are nearly the same are looked for, form by form.
    Alike,
    /// Lists are put in order, one index after the other.
    Lists,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Units, Self::Alike, Self::Lists];

    /// Key of what is said of it in the message catalogue.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Units => "progress-units",
            Self::Alike => "progress-alike",
            Self::Lists => "progress-lists",
        }
    }
}
