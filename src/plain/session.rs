//! What is open at the moment, and which command goes where.

use std::io;
use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::commands::{self, COMMANDS, Heard, Verb};
use super::notes::Writing;
use super::voice::Voice;
use super::{Options, PlainError};
use crate::desk::{Filter, Words, count};
use crate::query::{FIELDS, nearest};
use crate::store::{
    EventId, FindingId, ImportId, NewEvent, Reader, ReportDetail, ReportId, Sort, StoreError,
    Verdict, Writer,
};

/// Whether the session goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// It does.
    Stay,
    /// It was told to end.
    Leave,
}

/// What was listed last: a number alone opens a line of it, an empty line goes on with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    Nothing,
    Reports,
    Findings,
    Drafts,
    Views,
    Imports,
    Log,
}

/// The findings one walks through.
#[derive(Debug, Default)]
pub(super) struct Queue {
    pub(super) ids: Vec<FindingId>,
    /// They are those of the open form, not those of the filter.
    pub(super) of_form: bool,
    /// The one that was read last.
    pub(super) at: Option<usize>,
    /// How many were listed.
    pub(super) shown: usize,
}

/// The session.
pub struct Session<'a> {
    pub(super) voice: Voice<'a>,
    pub(super) words: Words,
    pub(super) by: String,
    pub(super) reader: Reader,
    /// `None` when nothing may be written.
    writer: Option<Writer>,
    pub(super) filter: Filter,
    pub(super) sort: Sort,
    pub(super) reports: Vec<ReportId>,
    /// How many of them were listed.
    pub(super) shown: usize,
    pub(super) open: Option<Box<ReportDetail>>,
    pub(super) queue: Queue,
    pub(super) listed: Listed,
    /// The oldest event that was listed.
    pub(super) logged: Option<EventId>,
    /// The oldest import that was listed.
    pub(super) imported: Option<ImportId>,
    /// The user's editor, and where its files are written.
    pub(super) editor: Option<(String, PathBuf)>,
    /// The note that is being written: lines are its text, not commands.
    pub(super) writing: Option<Writing>,
    pub(super) last_verdict: Option<(Verdict, String)>,
    /// The state of the database that is known here.
    changes: Option<u64>,
    /// The last event that is known here.
    known: EventId,
}

/// Others' events that are told one by one.
const NEWS: usize = 3;

impl<'a> Session<'a> {
    pub(super) fn open(
        options: &Options,
        output: &'a mut dyn io::Write,
    ) -> Result<Self, PlainError> {
        // The writer goes first: it brings an older database up to date.
        let writer = if options.read_only {
            None
        } else {
            Some(Writer::open(&options.db)?)
        };
        let reader = Reader::open(&options.db)?;
        let changes = reader.changes().ok();
        let known = reader.events(1, None)?;
        Ok(Self {
            voice: Voice::new(output),
            words: Words::new(options.lang, TimeZone::system()),
            by: options.by.clone(),
            reader,
            writer,
            filter: Filter::default(),
            sort: Sort::default(),
            reports: Vec::new(),
            shown: 0,
            open: None,
            queue: Queue::default(),
            listed: Listed::Nothing,
            logged: None,
            imported: None,
            editor: options.editor.clone(),
            writing: None,
            last_verdict: None,
            changes,
            known: known.first().map_or(EventId(0), |event| event.id),
        })
    }

    /// What is said first.
    pub(super) fn greet(&mut self) {
        self.say("plain-welcome");
        let result = self.status().and_then(|()| {
            let drafts = self.reader.drafts(&self.by)?;
            if !drafts.is_empty() {
                self.fill("plain-drafts-wait", &[("count", &count(drafts.len()))]);
            }
            Ok(())
        });
        self.tell(result);
    }

    /// Says what is to be said, and asks for a line.
    pub(super) fn answer(&mut self) -> io::Result<()> {
        let news = self.news();
        self.tell(news);
        self.voice.page(&self.words)?;
        let prompt = self.prompt();
        self.voice.prompt(&prompt)
    }

    fn prompt(&self) -> String {
        if self.writing.is_some() {
            return self.words.text("plain-prompt-note");
        }
        let Some(open) = &self.open else {
            return self.words.text("app-name");
        };
        let id = open.row.id.0.to_string();
        match self.queue.at {
            Some(at) => {
                let (at, of) = (count(at + 1), count(self.queue.ids.len()));
                let values = [("id", id.as_str()), ("at", &at), ("of", &of)];
                self.words.fill("plain-prompt-finding", &values)
            }
            None => self.words.fill("plain-prompt-form", &[("id", &id)]),
        }
    }

    /// Takes in a line as it was typed.
    pub(super) fn hear(&mut self, line: &[u8]) -> Flow {
        let Ok(line) = std::str::from_utf8(line) else {
            self.say("plain-not-utf8");
            return Flow::Stay;
        };
        let line = line.trim_end_matches(['\n', '\r']);
        if self.writing.is_some() {
            let result = self.write_line(line);
            self.tell(result);
            return Flow::Stay;
        }
        match commands::hear(line) {
            Heard::Command(Verb::Quit, _) => return Flow::Leave,
            Heard::Nothing if self.voice.has_more() => {}
            Heard::Nothing => self.go_on(),
            Heard::Number(number) => {
                self.voice.silence();
                let result = self.pick(number);
                self.tell(result);
            }
            Heard::Command(verb, rest) => {
                self.voice.silence();
                let result = self.obey(verb, rest);
                self.tell(result);
            }
            Heard::Unknown(word) => {
                self.voice.silence();
                self.unknown(word);
            }
        }
        Flow::Stay
    }

    /// That there is no such command, and which was probably meant.
    fn unknown(&mut self, word: &str) {
        let words = COMMANDS.iter().flat_map(|command| command.words);
        let meant = nearest(word, words.copied());
        let said = self.words.fill("plain-unknown", &[("word", word)]);
        match meant {
            Some(meant) => self.fill("usage-meant", &[("message", &said), ("meant", meant)]),
            None => self.voice.line(&said),
        }
    }

    /// An empty line: more of what was listed.
    fn go_on(&mut self) {
        let result = match self.listed {
            Listed::Reports => self.more_reports(),
            Listed::Findings => self.more_findings(),
            Listed::Log => self.more_events(),
            Listed::Imports => self.more_imports(),
            Listed::Nothing | Listed::Drafts | Listed::Views => {
                self.say("plain-nothing-more");
                Ok(())
            }
        };
        self.tell(result);
    }

    /// A number alone: that line of what was listed.
    fn pick(&mut self, number: i64) -> Result<(), StoreError> {
        match self.listed {
            Listed::Findings => self.finding(&number.to_string()),
            Listed::Drafts => self.drafts(&number.to_string()),
            Listed::Views => self.views(&number.to_string()),
            Listed::Imports => self.imports(&number.to_string()),
            Listed::Log => self.open_event(EventId(number)),
            Listed::Reports | Listed::Nothing => self.open_report(ReportId(number)),
        }
    }

    fn obey(&mut self, verb: Verb, rest: &str) -> Result<(), StoreError> {
        match verb {
            Verb::Status => self.status(),
            Verb::List => self.list(),
            Verb::Filter => self.narrow(rest),
            Verb::Search => self.search(rest),
            Verb::Clear => self.clear(),
            Verb::Sort => self.sort(rest),
            Verb::Open => self.open_typed(rest),
            Verb::NextReport => self.step_report(1),
            Verb::PreviousReport => self.step_report(-1),
            Verb::Form => self.read_form(rest),
            Verb::Findings => self.findings(),
            Verb::AllFindings => self.all_findings(),
            Verb::Next => self.step_finding(1),
            Verb::Previous => self.step_finding(-1),
            Verb::Undecided => self.next_undecided(),
            Verb::Finding => self.finding(rest),
            Verb::Explain => self.explain(rest),
            Verb::Source => self.source(),
            Verb::Verdict => self.verdict(rest),
            Verb::Decide(verdict) => self.decide(verdict, rest),
            Verb::Same => self.same(),
            Verb::Note => self.note(rest),
            Verb::NoteForm => self.note_form(rest),
            Verb::Drafts => self.drafts(rest),
            Verb::Discard => self.discard(rest),
            Verb::Tag => self.tag(rest, true),
            Verb::Untag => self.tag(rest, false),
            Verb::Second => self.second(rest),
            Verb::Assign => self.assign(rest),
            Verb::Due => self.due(rest),
            Verb::Mute => self.mute(rest),
            Verb::Overview => self.overview(),
            Verb::Matrix => self.matrix(),
            Verb::Revisions => self.revisions(rest),
            Verb::Views => self.views(rest),
            Verb::SaveView => self.save_view(rest),
            Verb::RemoveView => self.remove_view(rest),
            Verb::Imports => self.imports(rest),
            Verb::Undo => self.undo(rest),
            Verb::Redo => self.redo(),
            Verb::Log => self.log(),
            Verb::Help | Verb::Quit => {
                self.help(rest);
                Ok(())
            }
        }
    }

    /// All commands; what one does; or the fields of the filter language.
    fn help(&mut self, about: &str) {
        let asked = commands::find(about.trim());
        for command in COMMANDS {
            if asked.is_none_or(|asked| asked.verb == command.verb) {
                let does = self.words.text(&format!("plain-help-{}", command.name));
                let words = command.words.join(" ");
                let values = [("words", words.as_str()), ("does", &does)];
                self.fill("plain-help-line", &values);
            }
        }
        if asked.is_some_and(|asked| asked.verb == Verb::Filter) {
            for field in FIELDS {
                let words = field.names().collect::<Vec<_>>().join(" ");
                let does = self.words.text(field.help);
                let values = [("words", words.as_str()), ("does", &does)];
                self.fill("plain-help-line", &values);
            }
        }
        if asked.is_none() {
            self.say("plain-help-end");
        }
    }

    /// What others have written since the last line, and the open form as it stands now.
    fn news(&mut self) -> Result<(), StoreError> {
        let changes = self.reader.changes().ok();
        if changes == self.changes && changes.is_some() {
            return Ok(());
        }
        self.changes = changes;
        let mut news = self.reader.events(50, None)?;
        let newest = news.first().map_or(self.known, |event| event.id);
        news.retain(|event| event.id > self.known && event.by != self.by);
        self.known = newest;
        let left = news.len().saturating_sub(NEWS);
        for event in news.iter().take(NEWS).rev() {
            let said = self.event_line(event);
            self.fill("plain-news", &[("event", &said)]);
        }
        if left > 0 {
            self.fill("plain-news-more", &[("count", &count(left))]);
        }
        if let Some(open) = &self.open {
            self.open = self.reader.report(open.row.id, None).ok().map(Box::new);
        }
        Ok(())
    }

    /// The database to write to, or the sentence why there is none.
    pub(super) fn writer(&mut self) -> Option<&mut Writer> {
        if self.writer.is_none() {
            self.say("why-read-only");
        }
        self.writer.as_mut()
    }

    /// Writes events as one act and says under which number, or why not; whether it is on the disk.
    pub(super) fn append(&mut self, events: &[NewEvent], said: &str) -> bool {
        let Some(writer) = self.writer() else {
            return false;
        };
        match writer.append_all(events) {
            Ok(ids) => {
                let last = ids.last().map_or(0, |id| id.0).to_string();
                self.fill(said, &[("number", &last)]);
                let fresh = self.news();
                self.tell(fresh);
                true
            }
            Err(error) => {
                let why = error.sentence(self.words.catalogue());
                self.fill("not-saved", &[("why", &why)]);
                false
            }
        }
    }

    /// Says why something could not be done.
    pub(super) fn tell(&mut self, result: Result<(), StoreError>) {
        if let Err(error) = result {
            self.voice.line(&error.sentence(self.words.catalogue()));
        }
    }

    pub(super) fn say(&mut self, key: &str) {
        let text = self.words.text(key);
        self.voice.text(&text);
    }

    pub(super) fn fill(&mut self, key: &str, values: &[(&str, &str)]) {
        let text = self.words.fill(key, values);
        self.voice.line(&text);
    }

    /// The input has ended without a farewell.
    pub(super) fn input_ended(&mut self) {
        self.voice.silence();
        // The line of the prompt ends.
        self.voice.line("");
        if self.writing.take().is_some() {
            self.say("plain-draft-left");
        }
    }

    /// The last words.
    pub(super) fn leave(mut self) -> io::Result<()> {
        self.voice.all()
    }
}
