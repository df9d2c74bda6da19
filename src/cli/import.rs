//! `shenyue import PATH…`: forms into the database, with what became of every file.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::context::{Context, shown};
use super::history;
use super::interrupt::stop_flag;
use super::progress::Progress;
use super::shape::TextFormat;
use super::{Exit, Failure};
use crate::form::{Origin, Repair};
use crate::intake::{self, FileOutcome, LeftOut, Outcome, Readings, Stage, Summary, Watch};
use crate::locales::Catalogue;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[arg(required_unless_present = "history", value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true,
        conflicts_with = "paths")]
    history: Option<Option<i64>>,
    #[arg(long, value_enum, default_value_t)]
    format: TextFormat,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    if let Some(import) = arguments.history {
        return history::run(import, arguments.format, context);
    }
    let stop = stop_flag()?;
    let settings = context.settings()?;
    let mut writer = context.writer_of_new()?;
    if let Some(backup) = writer.backup() {
        let backup = shown(backup);
        context.say(&context.words.fill("cli-backup", &[("file", &backup)]));
    }
    let mut teller = Teller {
        words: &context.words,
        progress: Progress::new(&context.words),
        stage: None,
        lists: arguments.format == TextFormat::Json,
        failed: Vec::new(),
        skipped: Vec::new(),
        remarks: Vec::new(),
    };
    // Who works here is worth knowing, but nothing an import hangs on.
    let by = context.by().unwrap_or_default();
    let paths = &arguments.paths;
    let imported = intake::import(&mut writer, &by, paths, &settings, &stop, &mut teller);
    teller.progress.end();
    let summary = imported?;
    let Teller {
        failed,
        skipped,
        remarks,
        ..
    } = teller;
    let text = match arguments.format {
        TextFormat::Json => {
            crate::export::json_text(&Told::new(&summary, failed, skipped, remarks))?
        }
        TextFormat::Text => summary.sentence(&context.words),
    };
    writeln!(context.out, "{text}")?;
    if summary.stored.new + summary.stored.revised > 0 {
        context.tell_answers(&context.reader()?, &settings)?;
    }
    if summary.interrupted {
        let remaining = summary.remaining.to_string();
        let words = &context.words;
        context.say(&words.fill("import-interrupted", &[("remaining", &remaining)]));
        return Ok(Exit::Interrupted);
    }
    if summary.reports() == 0 && summary.refused == 0 {
        context.say(&context.words.text("import-nothing"));
        return Ok(Exit::Refused);
    }
    Ok(if summary.refused > 0 {
        Exit::Refused
    } else {
        Exit::Done
    })
}

/// What is printed as JSON: a contract.
#[derive(Serialize)]
struct Told {
    files: u64,
    reports: u64,
    new: u64,
    unchanged: u64,
    revised: u64,
    forms: Forms,
    failed: Vec<Failed>,
    skipped: Vec<Passed>,
    remarks: Vec<Remark>,
    interrupted: bool,
    remaining: u64,
}

impl Told {
    const fn new(
        summary: &Summary,
        failed: Vec<Failed>,
        skipped: Vec<Passed>,
        remarks: Vec<Remark>,
    ) -> Self {
        let Readings {
            complete,
            repaired,
            partial,
        } = summary.readings;
        Self {
            forms: Forms {
                found: summary.found(),
                complete,
                repaired,
                partial,
                refused: summary.refused_forms,
                skipped: summary.skipped_tables,
            },
            remarks,
            files: summary.files,
            reports: summary.reports(),
            new: summary.stored.new,
            unchanged: summary.stored.unchanged,
            revised: summary.stored.revised,
            failed,
            skipped,
            interrupted: summary.interrupted,
            remaining: summary.remaining,
        }
    }
}

/// Forms and tables found: the other numbers add up to it.
#[derive(Serialize)]
struct Forms {
    found: u64,
    complete: u64,
    repaired: u64,
    partial: u64,
    refused: u64,
    skipped: u64,
}

#[derive(Serialize)]
struct Remark {
    path: String,
    remark: String,
}

#[derive(Serialize)]
struct Failed {
    path: String,
    error: String,
}

#[derive(Serialize)]
struct Passed {
    path: String,
    reason: String,
}

/// Tells what happens while it happens, and keeps what went wrong where that is asked for.
struct Teller<'a> {
    words: &'a Catalogue,
    progress: Progress<'a>,
    /// What comes behind the files, once that has begun.
    stage: Option<Stage>,
    /// Whether the lists are printed at the end. They grow with what went wrong; else nothing is kept.
    lists: bool,
    failed: Vec<Failed>,
    skipped: Vec<Passed>,
    remarks: Vec<Remark>,
}

impl Teller<'_> {
    /// What the reader has to say about a file, each kind once.
    fn remark(&mut self, path: &str, remarks: &[Repair]) {
        for remark in remarks {
            let values = [
                ("found", remark.found.as_str()),
                ("read_as", remark.read_as.as_str()),
            ];
            let what = self.words.fill(&remark.kind, &values);
            let (part, row) = (
                remark.origin.part.to_string(),
                remark.origin.row.to_string(),
            );
            let values = [("part", part.as_str()), ("row", &row), ("what", &what)];
            let key = match remark.origin {
                Origin {
                    part: 0, row: 0, ..
                } => None,
                Origin { part: 0, .. } => Some("import-remark-line"),
                _ => Some("import-remark-part"),
            };
            let remark = match key {
                Some(key) => self.words.fill(key, &values),
                None => what,
            };
            let line = self
                .words
                .fill("import-remarked", &[("path", path), ("remark", &remark)]);
            self.progress.say(&line);
            if self.lists {
                self.remarks.push(Remark {
                    path: path.to_owned(),
                    remark,
                });
            }
        }
    }

    fn fail(&mut self, path: &str, error: String) {
        let line = self
            .words
            .fill("import-failed", &[("path", path), ("error", &error)]);
        self.progress.say(&line);
        if self.lists {
            self.failed.push(Failed {
                path: path.to_owned(),
                error,
            });
        }
    }

    fn skip(&mut self, path: &str, reason: String) {
        let line = self
            .words
            .fill("import-skipped", &[("path", path), ("reason", &reason)]);
        self.progress.say(&line);
        self.pass(path, reason);
    }

    fn pass(&mut self, path: &str, reason: String) {
        if self.lists {
            self.skipped.push(Passed {
                path: path.to_owned(),
                reason,
            });
        }
    }
}

impl Watch for Teller<'_> {
    fn found(&mut self, things: u64) {
        self.progress.of(things);
    }

    fn begin(&mut self, path: &Path) {
        self.progress.on(&shown(path));
    }

    fn file(&mut self, file: &FileOutcome) {
        let path = shown(&file.path);
        match &file.outcome {
            Outcome::Stored {
                refused,
                skipped,
                remarks,
                ..
            } => {
                self.remark(&path, remarks);
                for form in refused {
                    self.fail(&path, form.message(self.words));
                }
                for table in skipped {
                    self.skip(&path, table.message(self.words));
                }
            }
            Outcome::Refused(refusal) => self.fail(&path, refusal.sentence(self.words)),
            Outcome::LeftOut(left_out @ (LeftOut::Hidden | LeftOut::EmptyFolder)) => {
                // Nobody misses them; only programs are told.
                let reason = left_out.sentence(self.words);
                self.pass(&path, reason);
            }
            Outcome::LeftOut(left_out) => self.skip(&path, left_out.sentence(self.words)),
        }
    }

    fn done(&mut self) {
        self.progress.step();
    }

    fn stage(&mut self, stage: Stage, done: u64, all: u64) {
        if self.stage != Some(stage) {
            self.stage = Some(stage);
            self.progress.begin(&self.words.text(stage.key()));
        }
        self.progress.of(all);
        self.progress.at(done);
    }
}
