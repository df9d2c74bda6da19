//! A desk with a store behind it: what the runtime does with threads is done here in turn.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;
use shenyue::desk::{
    Answer, Ask, Config, Effect, ExportOrder, ImportNews, Key, Message, Model, Progress, Reply,
    Request, Setup, update, view,
};
use shenyue::form::Report;
use shenyue::intake::{self, FileOutcome, Stage, Watch};
use shenyue::locales::{Catalogue, Lang};
use shenyue::rules::{self, Member, Settings};
use shenyue::store::{
    Draft, ImportId, NewEvent, NewFile, NewReport, Prepared, Reader, Subject, Writer,
};

use crate::forms;

/// When the imports a desk begins run.
pub enum Imports {
    /// At once, to their end.
    AtOnce,
    /// Later: these were begun.
    Held(Vec<String>),
}

/// The desk under test.
pub struct Bench {
    pub model: Model,
    pub lang: Lang,
    pub size: (u16, u16),
    writer: Writer,
    reader: Reader,
    words: Catalogue,
    /// Requests that were not answered yet, while answering is held back.
    pub held: Option<Vec<Request>>,
    /// The next append fails.
    pub broken: bool,
    pub copied: Vec<String>,
    /// Texts given to the user's editor.
    pub edited: Vec<String>,
    /// Files that were to be written.
    pub ordered: Vec<ExportOrder>,
    /// Where the desk was left, as it is kept.
    pub session: String,
    pub left: bool,
    pub mouse: bool,
    /// When imports run.
    pub imports: Imports,
    /// The desk has given up the file that is being written.
    pub gave_up: bool,
    /// The desk has asked the import to stop.
    pub stopped: bool,
    folder: tempfile::TempDir,
}

/// The rules that are run here: a rule more in the catalogue must not change the pictures.
const RULES: [&str; 13] = [
    "amount-total-mismatch",
    "exec-rate-mismatch",
    "exec-score-mismatch",
    "score-total-mismatch",
    "score-over-weight",
    "grade-mismatch",
    "score-all-full",
    "weight-on-qualitative",
    "target-qualitative",
    "budget-adjusted-large",
    "budget-equals-spent",
    "import-repaired",
    "batch-all-100",
];

/// Stores reports as an import does.
pub fn import(writer: &mut Writer, path: &str, reports: Vec<Report>) {
    let settings = Settings::default();
    let reports: Vec<NewReport> = reports
        .into_iter()
        .map(|report| {
            let mut checked = rules::check(&report, &settings);
            checked
                .findings
                .retain(|finding| RULES.contains(&finding.rule));
            checked.answers.retain(|(rule, _)| RULES.contains(rule));
            NewReport {
                answers: checked.answers,
                findings: checked.findings,
                digest: rules::digest(&report),
                all_full: rules::all_full(&report),
                report,
            }
        })
        .collect();
    store(writer, path, &reports);
}

/// Stores reports with the findings they come with.
pub fn store(writer: &mut Writer, path: &str, reports: &[NewReport]) {
    let settings = Settings::default();
    let mut hash = [7; 32];
    hash[0] = u8::try_from(path.len()).unwrap();
    hash[1] = u8::try_from(reports.len() % 251).unwrap();
    let mut import = writer.import();
    import
        .add(NewFile {
            path,
            sha256: hash,
            parts: &[],
            reports: reports
                .iter()
                .cloned()
                .map(|new| Prepared::new(new).unwrap())
                .collect(),
        })
        .unwrap();
    import.finish().unwrap();
    while let Some(batch) = writer.next_stale_batch().unwrap() {
        let members: Vec<Member<'_>> = batch
            .members
            .iter()
            .map(|(_, key, digest)| Member { key, digest })
            .collect();
        let findings: Vec<_> = rules::check_batch(&members, &settings)
            .findings
            .into_iter()
            .filter(|(_, finding)| RULES.contains(&finding.rule))
            .map(|(index, finding)| (batch.members[index].0, finding))
            .collect();
        writer.set_batch_findings(&batch, &findings, &[]).unwrap();
    }
}

impl Bench {
    /// A desk on the invented forms, opened at that size.
    pub fn open(lang: Lang, size: (u16, u16)) -> Self {
        Self::with(lang, size, forms::all())
    }

    /// A desk on these forms.
    pub fn with(lang: Lang, size: (u16, u16), reports: Vec<Report>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let mut writer = Writer::create(&path).unwrap();
        import(&mut writer, "清溪镇2024.txt", reports);
        let reader = Reader::open(&path).unwrap();
        let mut bench = Self {
            model: Model::new(setup(lang, size, false)),
            lang,
            size,
            writer,
            reader,
            words: Catalogue::new(lang),
            held: None,
            broken: false,
            copied: Vec::new(),
            edited: Vec::new(),
            ordered: Vec::new(),
            session: String::new(),
            left: false,
            mouse: false,
            imports: Imports::AtOnce,
            stopped: false,
            gave_up: false,
            folder,
        };
        bench.send(Message::Started);
        bench
    }

    /// Leaves and opens the desk again on the same database.
    pub fn reopen(&mut self, lang: Lang) {
        self.model = Model::new(setup(lang, self.size, false));
        self.left = false;
        self.send(Message::Started);
    }

    /// Opens the desk again as the program does: where it was left.
    pub fn come_back(&mut self, lang: Lang) {
        let mut setup = setup(lang, self.size, false);
        setup.views = self.reader.views(&setup.by).unwrap();
        setup.session.clone_from(&self.session);
        self.model = Model::new(setup);
        self.left = false;
        self.send(Message::Started);
    }

    /// Somebody else works on the same database.
    pub fn colleague(&mut self) -> Writer {
        Writer::open(&self.folder.path().join("desk.db")).unwrap()
    }

    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The characters of the frame that have this modifier.
    pub fn cells_with(&self, modifier: Modifier) -> String {
        let (columns, rows) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        let cells = terminal.backend().buffer().content().iter();
        cells
            .filter(|cell| cell.modifier.contains(modifier))
            .map(|cell| cell.symbol())
            .collect()
    }

    /// Sends a message and does what follows from it.
    pub fn send(&mut self, message: Message) {
        let mut waiting = VecDeque::from([message]);
        while let Some(message) = waiting.pop_front() {
            for effect in update(&mut self.model, message) {
                match effect {
                    Effect::Ask(request) => match &mut self.held {
                        Some(held) => held.push(request),
                        None => waiting.extend(self.answer(&request)),
                    },
                    Effect::Append { ticket, events } => {
                        waiting.push_back(self.append(ticket, &events));
                    }
                    Effect::SaveDraft(draft) => self.save_draft(&draft),
                    Effect::Mouse(on) => self.mouse = on,
                    Effect::SaveView(view) => self.writer.save_view(&view).unwrap(),
                    Effect::RemoveView { by, name } => {
                        self.writer.remove_view(&by, &name).unwrap();
                    }
                    Effect::SaveSession(state) => self.session = state,
                    Effect::Edit(text) => self.edited.push(text),
                    Effect::Export(order) => self.ordered.push(order),
                    Effect::Import(typed) => match &mut self.imports {
                        Imports::AtOnce => waiting.extend(self.import(&typed)),
                        Imports::Held(held) => held.push(typed),
                    },
                    Effect::StopImport => self.stopped = true,
                    Effect::StopExport => self.gave_up = true,
                    Effect::Copy(text) => self.copied.push(text),
                    Effect::Quit => self.left = true,
                }
            }
        }
    }

    /// Runs an import as the runtime does, on a connection of its own.
    fn import(&mut self, typed: &str) -> Vec<Message> {
        struct Teller(Vec<Message>, Progress);
        impl Watch for Teller {
            fn begun(&mut self, import: ImportId) {
                self.0.push(Message::Import(ImportNews::Begun(import)));
            }
            fn found(&mut self, things: u64) {
                self.1.all = things;
            }
            fn begin(&mut self, path: &Path) {
                self.1.path = path.to_string_lossy().into_owned();
                self.0
                    .push(Message::Import(ImportNews::Progress(self.1.clone())));
            }
            fn file(&mut self, _: &FileOutcome) {}
            fn done(&mut self) {
                self.1.done += 1;
            }
            fn stage(&mut self, _: Stage, _: u64, _: u64) {}
        }
        let mut teller = Teller(Vec::new(), Progress::default());
        let mut writer = self.colleague();
        let stop = AtomicBool::new(self.stopped);
        let settings = Settings::default();
        let path = [intake::expand(typed)];
        let summary =
            intake::import(&mut writer, "李审计", &path, &settings, &stop, &mut teller).unwrap();
        let news = ImportNews::Ended(summary.sentence(&self.words));
        teller.0.push(Message::Import(news));
        teller.0
    }

    /// Answers what was held back, and from now on at once.
    pub fn let_answers_go(&mut self) {
        for request in self.held.take().into_iter().flatten() {
            for message in self.answer(&request) {
                self.send(message);
            }
        }
    }

    /// Runs the imports that were held back.
    pub fn let_imports_go(&mut self) {
        let Imports::Held(held) = std::mem::replace(&mut self.imports, Imports::AtOnce) else {
            return;
        };
        for typed in held {
            for message in self.import(&typed) {
                self.send(message);
            }
        }
    }

    fn save_draft(&mut self, draft: &Draft) {
        self.writer.save_draft(draft).unwrap();
    }

    fn append(&mut self, ticket: u64, events: &[NewEvent]) -> Message {
        let result = if self.broken {
            Err("磁盘已满".to_owned())
        } else {
            let result = self.writer.append_all(events);
            result.map_err(|error| error.sentence(&self.words))
        };
        match result {
            Ok(events) => Message::Saved { ticket, events },
            Err(sentence) => Message::NotSaved { ticket, sentence },
        }
    }

    /// What the store says to a request, in one or two parts.
    pub fn answer(&self, request: &Request) -> Vec<Message> {
        let reader = &self.reader;
        let replies: Result<Vec<Reply>, _> = (|| {
            Ok::<_, shenyue::store::StoreError>(match &request.ask {
                Ask::Reports { query, sort, first } => vec![
                    Reply::FirstReports(reader.first_reports(query, *sort, *first)?),
                    Reply::Reports(reader.report_ids(query, *sort)?),
                ],
                Ask::Find { query, sort, most } => {
                    vec![Reply::Found(reader.first_reports(query, *sort, *most)?)]
                }
                Ask::ReportRows(ids) => vec![Reply::ReportRows(reader.reports(ids)?)],
                Ask::Findings { query, first } => vec![
                    Reply::FirstFindings(reader.first_findings(query, *first)?),
                    Reply::Findings(reader.finding_ids(query)?),
                ],
                Ask::FindingRows(ids) => vec![Reply::FindingRows(reader.findings(ids)?)],
                Ask::Fingerprints(ids) => vec![Reply::Fingerprints(reader.fingerprints(ids)?)],
                Ask::Undecided(ids) => vec![Reply::Undecided(reader.undecided(ids)?)],
                Ask::Report { id, revision } => {
                    vec![Reply::Report(Box::new(reader.report(*id, *revision)?))]
                }
                Ask::Rollup { query, by } => vec![Reply::Rollup(reader.rollup(query, *by)?)],
                Ask::RuleCounts => vec![Reply::RuleCounts(reader.rule_counts()?)],
                Ask::Overview(query) => {
                    vec![Reply::Overview(Box::new(reader.overview(query)?))]
                }
                Ask::Left(query) => vec![Reply::Left(reader.count(query)?)],
                Ask::Count(query) => vec![Reply::Count(reader.count(query)?)],
                Ask::Events { limit, before } => {
                    vec![Reply::Events(reader.events(*limit, *before)?)]
                }
                Ask::Imports { limit, before } => {
                    vec![Reply::Imports(reader.imports(*limit, *before)?)]
                }
                Ask::ImportFiles { import, fates } => {
                    vec![Reply::ImportFiles(reader.import_files(*import, fates)?)]
                }
                Ask::ImportFileRows { import, numbers } => {
                    let rows = reader.import_file_rows(*import, numbers)?;
                    vec![Reply::ImportFileRows(rows)]
                }
                Ask::Paths(typed) => vec![Reply::Paths(intake::complete(typed))],
                Ask::Facets(field) => vec![Reply::Facets(reader.facets(*field)?)],
                Ask::Matrix(query) => vec![Reply::Matrix(reader.matrix(query)?)],
                Ask::Auditors => vec![Reply::Auditors(reader.auditors()?)],
                Ask::LastAct { by, again } => vec![Reply::LastAct {
                    events: reader.last_act(by, *again)?,
                    again: *again,
                }],
                Ask::History(subject) => vec![Reply::History(reader.history(subject)?)],
                Ask::Years(id) => vec![Reply::Years(reader.years(*id)?)],
                Ask::Compare { id, revision } => {
                    let compared = reader.report(*id, Some(*revision))?;
                    vec![Reply::Compared(Box::new(compared), *revision)]
                }
                Ask::Views { by } => vec![Reply::Views(reader.views(by)?)],
                Ask::Drafts { by } => {
                    let on = |draft: &Draft| match draft.subject {
                        Subject::Finding(at) => reader.findings_by_fingerprint(at).unwrap().pop(),
                        _ => None,
                    };
                    let drafts = reader.drafts(by)?.into_iter();
                    vec![Reply::Drafts(
                        drafts.map(|draft| (draft.clone(), on(&draft))).collect(),
                    )]
                }
            })
        })();
        match replies {
            Ok(replies) => replies
                .into_iter()
                .map(|reply| {
                    Message::Answer(Answer {
                        slot: request.slot(),
                        generation: request.generation,
                        reply,
                    })
                })
                .collect(),
            Err(error) => vec![Message::Failed {
                slot: request.slot(),
                generation: request.generation,
                sentence: error.sentence(&self.words),
            }],
        }
    }

    /// The line the cursor stands on.
    pub fn cursor_line(&self) -> String {
        let screen = self.screen();
        let at = screen
            .lines()
            .last()
            .and_then(|line| line.rsplit(',').next());
        let row: usize = at.unwrap().parse().unwrap();
        screen.lines().nth(row).unwrap().to_owned()
    }

    /// Types text, one character a key.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.send(Message::Key(Key::Char(c)));
        }
        self
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &[Key]) -> &mut Self {
        for key in keys {
            self.send(Message::Key(*key));
        }
        self
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.send(Message::Resize(columns, rows));
    }

    /// The frame as text, trailing spaces cut; the last line says where the cursor stands.
    pub fn screen(&self) -> String {
        let (columns, rows) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let mut lines = Vec::new();
        for y in 0..rows {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..columns {
                let symbol = buffer[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                    skip = shenyue::terminal::text::width(symbol).max(1);
                }
                skip -= 1;
            }
            lines.push(line.trim_end().to_owned());
        }
        let cursor = terminal.backend().cursor_position();
        lines.push(format!("cursor {},{}", cursor.x, cursor.y));
        lines.join("\n")
    }
}

/// How the desk is opened.
pub fn setup(lang: Lang, size: (u16, u16), read_only: bool) -> Setup {
    Setup {
        lang,
        by: "李审计".to_owned(),
        database: "desk.db".to_owned(),
        read_only,
        colour: true,
        ascii: false,
        config: Config::default(),
        settings: Settings::default(),
        views: Vec::new(),
        session: String::new(),
        zone: TimeZone::UTC,
        clock: || "2026-11-26T02:00:00Z".parse().unwrap(),
        size,
    }
}
