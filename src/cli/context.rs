//! What every subcommand works with: language, database, user, output.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use etcetera::BaseStrategy as _;

use super::help;
use super::output::Output;
use super::progress::Progress;
use super::settings;
use super::{Exit, Failure, Options};
use crate::desk::Config;
use crate::export::names;
use crate::intake::Stage;
use crate::locales::{Catalogue, Lang};
use crate::query::{self, Known, Query, QueryError, RuleName};
use crate::rules::{self, Settings};
use crate::store::{EventId, Reader, Writer};
use crate::terminal::text::{visible, width};

/// The surroundings of one run.
pub struct Context {
    /// The texts, in the language asked for.
    pub words: Catalogue,
    /// Stdout.
    pub out: Output,
    database: Option<PathBuf>,
    /// Whether the database was named on this command line.
    named: bool,
    /// Rules' settings named on this command line.
    pub(super) rules: Option<PathBuf>,
    /// Settings of the desk named there.
    pub(super) config: Option<PathBuf>,
    by: Option<String>,
    read_only: bool,
}

impl Context {
    /// A database given as the argument goes before `--db`, which goes before `$SHENYUE_DB`.
    pub fn new(options: Options, database: Option<PathBuf>, words: Catalogue) -> Self {
        let database = database.or(options.db);
        Self {
            words,
            out: Output::stdout(),
            named: database.is_some(),
            rules: options.rules,
            config: options.config,
            database: database
                .or_else(|| std::env::var_os("SHENYUE_DB").map(PathBuf::from))
                .filter(|path| !path.as_os_str().is_empty()),
            by: options.by,
            read_only: options.read_only,
        }
    }

    /// The language of messages.
    pub const fn lang(&self) -> Lang {
        self.words.lang()
    }

    /// Whether nothing may be changed.
    pub const fn read_only(&self) -> bool {
        self.read_only
    }

    /// The database to work on.
    pub fn database(&self) -> Result<PathBuf, Failure> {
        if let Some(path) = &self.database {
            return Ok(path.clone());
        }
        etcetera::choose_base_strategy()
            .map(|folders| folders.data_dir().join("shenyue").join("shenyue.db"))
            .map_err(|_| Failure::Usage(self.words.text("cli-no-home")))
    }

    /// The folder for what the program remembers for its user alone.
    pub fn state(&self) -> Result<PathBuf, Failure> {
        etcetera::choose_base_strategy()
            .map(|folders| {
                let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
                state.join("shenyue")
            })
            .map_err(|_| Failure::Usage(self.words.text("cli-no-home")))
    }

    /// The database the desk is opened on: a mistyped command is told from one. The user's own is
    /// made where it is not there yet: the desk opens empty, and imports.
    pub fn database_to_open(&self) -> Result<PathBuf, Failure> {
        let db = self.database()?;
        if self.database.is_none() && !self.read_only && !db.exists() {
            Writer::create(&db)?;
        }
        if looks_like_a_command(&db) {
            return Err(Failure::Usage(help::no_such(&shown(&db), &self.words)));
        }
        Ok(db)
    }

    /// The rules' settings in force: `--rules`, else `$SHENYUE_RULES`, else `rules.toml` in the
    /// user's configuration folder, else the defaults.
    pub fn settings(&self) -> Result<Settings, Failure> {
        settings::rules(self.rules.as_deref(), &self.words)
    }

    /// What is set about the desk: `--config`, else `$SHENYUE_CONFIG`, else `desk.toml` in the user's
    /// configuration folder, else the defaults.
    pub fn config(&self) -> Result<Config, Failure> {
        settings::desk(self.config.as_deref(), &self.words)
    }

    /// The database, for looking only, if this command line names it.
    pub fn named_reader(&self) -> Result<Option<Reader>, Failure> {
        self.named.then(|| self.reader()).transpose()
    }

    /// The database, for looking only.
    pub fn reader(&self) -> Result<Reader, Failure> {
        Ok(Reader::open(&self.database()?)?)
    }

    /// The database, for changing something.
    pub fn writer(&self) -> Result<Writer, Failure> {
        self.refuse_read_only()?;
        let mut writer = Writer::open(&self.database()?)?;
        self.make_lists(&mut writer)?;
        Ok(writer)
    }

    /// Makes the indexes of lists where an import that broke off has left them off.
    pub fn make_lists(&self, writer: &mut Writer) -> Result<(), Failure> {
        if !writer.lists_were_left()? {
            return Ok(());
        }
        self.say(&self.words.text("cli-lists-left"));
        let mut progress = Progress::new(&self.words);
        progress.begin(&self.words.text(Stage::Lists.key()));
        // To be made at any time; who is in a hurry breaks it off, and the next one goes on.
        let made = writer.make_lists(&AtomicBool::new(false), &mut |done, all| {
            progress.of(all);
            progress.at(done);
        });
        progress.end();
        made?;
        Ok(())
    }

    /// The database, made with its folder if it is not there.
    pub fn writer_of_new(&self) -> Result<Writer, Failure> {
        self.refuse_read_only()?;
        Ok(Writer::create(&self.database()?)?)
    }

    fn refuse_read_only(&self) -> Result<(), Failure> {
        if self.read_only {
            return Err(Failure::Usage(self.words.text("cli-read-only")));
        }
        Ok(())
    }

    /// Who is working: `--as`, else the account this process belongs to. The environment is not
    /// asked: anyone can write anything there.
    pub fn by(&self) -> Result<String, Failure> {
        self.by
            .clone()
            .or_else(|| whoami::username().ok())
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .ok_or_else(|| Failure::Usage(self.words.text("cli-who")))
    }

    /// Who sits at the desk: somebody who only looks needs no name.
    pub fn by_at_the_desk(&self) -> Result<String, Failure> {
        match self.by() {
            Err(_) if self.read_only => Ok(String::new()),
            by => by,
        }
    }

    /// The filter that the words of the command line make.
    pub fn query(&self, typed: &[String]) -> Result<Query, Failure> {
        let text = typed.join(" ");
        let rules: Vec<RuleName> = rules::all()
            .iter()
            .map(|rule| RuleName {
                id: rule.id,
                zh: rule.name.zh,
                en: rule.name.en,
            })
            .collect();
        // A database is only needed for what is kept in it.
        let views = if query::names_views(&text) {
            let by = self.by().unwrap_or_default();
            self.reader()?.views(&by)?
        } else {
            Vec::new()
        };
        let views: Vec<(&str, &str)> = views
            .iter()
            .map(|view| (view.name.as_str(), view.filter.as_str()))
            .collect();
        query::parse_known(
            &text,
            Known {
                rules: &rules,
                views: &views,
                today: Some(names::today()),
            },
        )
        .map_err(|error| Failure::Usage(self.pointed(&text, &error)))
    }

    /// The reason, with the filter under it and the word at fault marked.
    fn pointed(&self, text: &str, error: &QueryError) -> String {
        let part = |from: usize, to: usize| -> String {
            text.chars()
                .skip(from)
                .take(to.saturating_sub(from))
                .collect()
        };
        let before = width(&part(0, error.span.start));
        let marked = width(&part(error.span.start, error.span.end)).max(1);
        format!(
            "{}\n  {text}\n  {}{}",
            error.message(&self.words),
            " ".repeat(before),
            "^".repeat(marked)
        )
    }

    /// Says which columns of a table had no room, and how to have them.
    pub fn tell_left_out(&mut self, columns: &[String]) -> std::io::Result<()> {
        if !columns.is_empty() {
            self.out.flush()?;
            let columns = columns.join(&self.words.text("help-values-between"));
            self.say(&self.words.fill("cli-left-out", &[("columns", &columns)]));
        }
        Ok(())
    }

    /// Says that an event is on the disk, and how to take it back.
    pub fn saved(&self, event: EventId) -> Result<Exit, Failure> {
        let event = event.0.to_string();
        self.say(&self.words.fill("cli-saved", &[("event", &event)]));
        Ok(Exit::Done)
    }

    /// Tells on stderr how the rules answered, and which of them hit nearly everywhere.
    pub fn tell_answers(&self, reader: &Reader, settings: &Settings) -> Result<(), Failure> {
        let counts = reader.rule_counts()?;
        self.say(&super::rules::answered(&counts, &self.words));
        if let Some(often) = super::rules::often(&counts, settings, &self.words) {
            self.say(&often);
        }
        Ok(())
    }

    /// Tells the user something on stderr; nothing imported reaches the terminal unescaped.
    pub fn say(&self, text: &str) {
        say(text);
    }

    /// Ends the run: everything written is flushed, a failure is told, and the exit code chosen.
    pub fn finish(mut self, result: Result<Exit, Failure>) -> Exit {
        let result = result.and_then(|exit| {
            self.out.flush()?;
            Ok(exit)
        });
        match result {
            Ok(exit) => exit,
            Err(failure) => failure.tell(&self.words),
        }
    }
}

/// Writes a line to stderr, with everything that acts on a terminal made visible.
pub fn say(text: &str) {
    // There is nowhere left to report that stderr is closed.
    let _ = writeln!(std::io::stderr(), "{}", visible(text));
}

/// A database is rarely called by a bare word; a mistyped command always is.
pub fn looks_like_a_command(db: &Path) -> bool {
    db.extension().is_none() && db.components().count() == 1 && !db.exists()
}

/// `path` as text for a message.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}
