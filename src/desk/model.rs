//! Everything the desk knows, and the few things every screen does with it: ask, write, tell.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::config::{Config, Keymap};
use super::filter::Filter;
use super::screens::{Anomalies, Detail, Imports, Layer, List, Log, Overview, Tab, export};
use super::session::Session;
use super::theme::{Role, Theme};
use super::words::Words;
use super::{Ask, Effect, Key, Request, Slot};
use crate::locales::Lang;
use crate::rules::Settings;
use crate::store::{Draft, NewEvent, RuleCount, Subject, Totals, Verdict, View};

/// What the desk is told when it is opened.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Language of the interface.
    pub lang: Lang,
    /// Who sits at it: the login name, or `--as`.
    pub by: String,
    /// Name of the database, for the title line.
    pub database: String,
    /// Nothing may be written.
    pub read_only: bool,
    /// Colours may be used (`NO_COLOR` is not set).
    pub colour: bool,
    /// Bars are drawn with ASCII characters: the terminal lacks block characters.
    pub ascii: bool,
    /// What the user has set.
    pub config: Config,
    /// The rules' settings in force.
    pub settings: Settings,
    /// The zone times are shown in.
    pub zone: TimeZone,
    /// What time it is.
    pub clock: fn() -> Timestamp,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Filters kept under a name: the user's own first.
    pub views: Vec<View>,
    /// Where the user left the desk; empty for the first time.
    pub session: String,
}

/// The state of the desk.
#[derive(Debug)]
pub struct Model {
    pub(super) by: String,
    clock: fn() -> Timestamp,
    pub(super) database: String,
    pub(super) read_only: bool,
    pub(super) size: (u16, u16),
    pub(super) words: Words,
    pub(super) theme: Theme,
    pub(super) keys: Keymap,
    /// The rules' settings in force.
    pub(super) settings: Settings,
    /// The mouse is on.
    pub(super) mouse: bool,
    pub(super) tab: Tab,
    pub(super) layers: Vec<Layer>,
    pub(super) list: List,
    pub(super) detail: Option<Detail>,
    pub(super) anomalies: Anomalies,
    pub(super) overview: Overview,
    pub(super) log: Log,
    pub(super) imports: Imports,
    pub(super) filter: Filter,
    /// What the filter finds; `None` until it is counted.
    pub(super) totals: Option<Totals>,
    /// Keys that wait for the rows they are about.
    pub(super) ahead: Vec<Key>,
    /// A sentence shown until the next key.
    pub(super) notice: Option<(Role, String)>,
    /// Notes of this user that are not saved yet.
    pub(super) drafts: Vec<Draft>,
    /// What those on findings are about, in words.
    pub(super) drafts_on: BTreeMap<[u8; 16], String>,
    /// The last verdict with its reason, for repeating it.
    pub(super) last_verdict: Option<(Verdict, String)>,
    /// The path written to last.
    pub(super) exported: Option<String>,
    /// The file that is being written.
    pub(super) exporting: Option<export::Writing>,
    /// How often each rule hit; `None` until it is counted.
    pub(super) rule_counts: Option<Vec<RuleCount>>,
    /// Screens that show what was true before the latest change.
    pub(super) outdated: BTreeSet<Tab>,
    /// Filters kept under a name: the user's own first.
    pub(super) views: Vec<View>,
    /// Where the desk was when that was last kept.
    pub(super) kept: Session,
    /// Units of the database with their number of reports, for the filter dialog.
    pub(super) units: Vec<(String, u64)>,
    generations: BTreeMap<Slot, u64>,
    tickets: u64,
    pub(super) writing: BTreeMap<u64, Writing>,
    pub(super) effects: Vec<Effect>,
}

/// What is being written, and thus what to do when the store has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writing {
    /// A note on this subject.
    Note(Subject),
    /// Verdicts, and who had decided otherwise before.
    Verdict(Vec<String>),
    /// An undo.
    Undo,
    /// A redo.
    Redo,
    /// An assignment, a day, a tag, a second review or a mute.
    Task,
}

impl Model {
    /// A desk as it is before its first message, `Message::Started`.
    pub fn new(setup: Setup) -> Self {
        let mut model = Self {
            words: Words::with_keys(setup.lang, setup.zone, &setup.config.keys),
            theme: if setup.colour {
                setup.config.theme
            } else {
                setup.config.theme.without_colour()
            }
            .bars(setup.ascii || setup.config.wide),
            keys: setup.config.keys,
            settings: setup.settings,
            mouse: setup.config.mouse,
            by: setup.by,
            clock: setup.clock,
            database: setup.database,
            read_only: setup.read_only,
            size: setup.size,
            tab: Tab::List,
            layers: Vec::new(),
            list: List::default(),
            detail: None,
            anomalies: Anomalies::default(),
            overview: Overview::default(),
            log: Log::default(),
            imports: Imports::default(),
            filter: Filter::default(),
            rule_counts: None,
            totals: None,
            ahead: Vec::new(),
            notice: None,
            drafts: Vec::new(),
            drafts_on: BTreeMap::new(),
            exported: None,
            exporting: None,
            last_verdict: None,
            outdated: BTreeSet::new(),
            views: setup.views,
            kept: Session::default(),
            units: Vec::new(),
            generations: BTreeMap::new(),
            tickets: 0,
            writing: BTreeMap::new(),
            effects: Vec::new(),
        };
        model.restore(&setup.session);
        model
    }

    /// Asks the store; older questions of the same slot become worthless.
    pub(super) fn ask(&mut self, ask: Ask) {
        let generation = self.generations.entry(ask.slot()).or_default();
        *generation = generation.saturating_add(1);
        let generation = *generation;
        self.effects.push(Effect::Ask(Request { generation, ask }));
    }

    /// The day it is where the user is.
    pub(super) fn today(&self) -> Date {
        self.words.day((self.clock)())
    }

    /// How often that rule hit, once it is counted.
    pub(super) fn rule_count(&self, rule: &str) -> Option<&RuleCount> {
        let mut counts = self.rule_counts.iter().flatten();
        counts.find(|count| count.rule == rule)
    }

    /// Whether an answer is to the latest question of its slot.
    pub(super) fn is_current(&self, slot: Slot, generation: u64) -> bool {
        self.generations.get(&slot) == Some(&generation)
    }

    /// Has events written; says under which ticket.
    pub(super) fn write(&mut self, writing: Writing, events: Vec<NewEvent>) -> u64 {
        self.tickets = self.tickets.saturating_add(1);
        let ticket = self.tickets;
        self.writing.insert(ticket, writing);
        self.effects.push(Effect::Append { ticket, events });
        ticket
    }

    /// Keeps the text of a note; an empty text forgets it.
    pub(super) fn keep_draft(&mut self, subject: Subject, text: String) {
        self.drafts.retain(|draft| draft.subject != subject);
        let draft = Draft {
            by: self.by.clone(),
            subject,
            text,
        };
        if !draft.text.is_empty() {
            self.drafts.insert(0, draft.clone());
        }
        self.effects.push(Effect::SaveDraft(draft));
    }

    /// Shows a sentence until the next key.
    pub(super) fn tell(&mut self, role: Role, key: &str) {
        self.notice = Some((role, self.words.text(key)));
    }
}
