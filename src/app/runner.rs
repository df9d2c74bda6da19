//! The loop: wait for one event, take in all that wait, draw once if something happened.

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::errand::{Errand, editor_trouble};
use super::event::{Event, Events};
use super::exporter::Exporter;
use super::importer::Importer;
use super::lanes::Lanes;
use super::pace::Pace;
use super::scribe::{Keep, Scribe};
use super::{AppError, Ending};
use crate::desk::{
    self, EditorNews, Effect, ExportNews, ExportOrder, ImportNews, Key, Message, Model, Setup,
};
use crate::locales::Catalogue;
use crate::terminal::{self, Between, Gate, Guard, Output, Screen, Signal, Trouble};

/// A pause of this length after a key is a time to save drafts.
const PAUSE: Duration = Duration::from_secs(1);
/// What is being written when the desk is left may take this long.
const PATIENCE: Duration = Duration::from_secs(15);
/// After a hang-up the process ends within this time, come what may.
const LAST_MOMENT: Duration = Duration::from_millis(900);
/// The terminal gets this long to take what was drawn before it is put back.
const DRAIN: Duration = Duration::from_millis(300);
/// An interrupt that was meant for the editor is told at most this long after its end.
const LATE: Duration = Duration::from_secs(1);

/// What the runner works with.
pub(super) struct Surroundings {
    pub(super) screen: Screen,
    pub(super) output: Output,
    pub(super) guard: Guard,
    /// Keeps the desk from taking keys.
    pub(super) gate: Gate,
    pub(super) lanes: Lanes,
    pub(super) scribe: Scribe,
    /// `None` when nothing may be written.
    pub(super) importer: Option<Importer>,
    pub(super) exporter: Exporter,
    pub(super) between: Between,
    /// The command of the user's editor.
    pub(super) editor: String,
    /// Where its files are written.
    pub(super) notes: PathBuf,
    pub(super) words: Catalogue,
    pub(super) events: Events,
    pub(super) incoming: Receiver<Event>,
}

/// Holds the desk and everything around it.
pub(super) struct Runner {
    model: Model,
    around: Surroundings,
    pace: Pace,
    /// Something happened since the last frame.
    changed: bool,
    /// The terminal's size has to be asked for.
    resized: bool,
    /// The terminal reports the mouse.
    mouse: bool,
    /// Pieces given to the terminal that it has not taken yet.
    in_flight: usize,
    /// The user's editor has the terminal.
    errand: Option<Errand>,
    /// Until when an interrupt was meant for an editor that has ended.
    interrupts_late: Option<Instant>,
    /// When the pause after the last key is over, or the next look at the editor's file is due.
    pause_ends: Option<Instant>,
    ending: Option<Ending>,
    broken: bool,
}

impl Runner {
    pub(super) fn new(setup: Setup, around: Surroundings) -> Self {
        Self {
            model: Model::new(setup),
            around,
            pace: Pace::new(Instant::now()),
            changed: true,
            resized: false,
            mouse: false,
            in_flight: 0,
            errand: None,
            interrupts_late: None,
            pause_ends: None,
            ending: None,
            broken: false,
        }
    }

    /// Runs until the desk is left or the terminal is gone.
    pub(super) fn run(mut self) -> Result<Ending, AppError> {
        self.take(Message::Started);
        loop {
            if let Some(ending) = self.ending {
                return self.finish(ending);
            }
            self.draw();
            match self.wait() {
                Ok(event) => {
                    self.handle(event);
                    while self.ending.is_none()
                        && let Ok(event) = self.around.incoming.try_recv()
                    {
                        self.handle(event);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.ending = Some(Ending::HungUp),
            }
            if self.pause_ends.is_some_and(|end| end <= Instant::now()) {
                self.pause_ends = None;
                self.pause();
            }
        }
    }

    /// A pause: what is being written is kept, here or in the editor.
    fn pause(&mut self) {
        if let Some(errand) = &mut self.errand {
            let news = errand.news();
            self.pause_ends = Some(Instant::now() + PAUSE);
            if let Some(news) = news {
                self.take(Message::Editor(news));
            }
        } else {
            self.take(Message::Idle);
        }
    }

    /// Whether there is something to draw, and the desk has the terminal to draw it on.
    const fn wants_to_draw(&self) -> bool {
        self.changed && self.in_flight == 0 && self.errand.is_none()
    }

    /// Waits for an event, at most until something is due.
    fn wait(&self) -> Result<Event, RecvTimeoutError> {
        let frame = self.wants_to_draw().then(|| self.pace.next());
        match [frame, self.pause_ends].into_iter().flatten().min() {
            Some(due) => self.around.incoming.recv_deadline(due),
            None => self
                .around
                .incoming
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Desk(message) => self.take(message),
            Event::EditorEnded => self.edited(),
            Event::Signal(Signal::Resize) => self.mark_resized(),
            // The editor has the terminal: keys and what they signal are its own. Stopped by its
            // user, it stops together with the desk.
            Event::Signal(Signal::Stop) if self.errand.is_some() => {
                if terminal::can_stop() {
                    let _ = terminal::stop();
                }
            }
            Event::Input(Ok(_)) | Event::Signal(Signal::Continue | Signal::Interrupt)
                if self.errand.is_some() => {}
            Event::Input(Ok(event)) => self.input(event),
            Event::Signal(Signal::Stop) => self.suspend(),
            Event::Signal(Signal::Continue) => self.resume(),
            Event::Signal(Signal::Interrupt) if self.is_late() => {}
            Event::Signal(Signal::Interrupt) => self.hang_up(Ending::Interrupted),
            Event::Written(Ok(())) => self.in_flight = self.in_flight.saturating_sub(1),
            Event::Signal(Signal::End)
            | Event::Gone
            | Event::Input(Err(_))
            | Event::Written(Err(_)) => self.hang_up(Ending::HungUp),
            Event::Broken => {
                self.broken = true;
                self.hang_up(Ending::HungUp);
            }
        }
    }

    fn input(&mut self, event: terminal::Event) {
        match event {
            terminal::Event::Key(key) => {
                // Esc and a key that arrive in one packet look like Alt and that key. Nothing is
                // on Alt, so it was Esc.
                if key.modifiers.contains(KeyModifiers::ALT) {
                    self.typed(Message::Key(Key::Esc));
                }
                match Key::from_event(key) {
                    // Not an action of the desk but a custom of terminals.
                    Some(Key::Ctrl('z')) if terminal::can_stop() => self.suspend(),
                    Some(Key::Ctrl('z')) => {
                        let sentence = self.around.words.text("app-no-shell");
                        self.take(Message::Notice(sentence));
                    }
                    Some(key) => self.typed(Message::Key(key)),
                    None => {}
                }
            }
            terminal::Event::Mouse(mouse) => self.pointed(mouse),
            terminal::Event::Paste(text) => self.typed(Message::Paste(text)),
            terminal::Event::Resize(..) => self.mark_resized(),
            _ => {}
        }
    }

    fn pointed(&mut self, mouse: MouseEvent) {
        let message = match mouse.kind {
            MouseEventKind::ScrollDown => Message::Wheel(true),
            MouseEventKind::ScrollUp => Message::Wheel(false),
            MouseEventKind::Down(MouseButton::Left) => Message::Click(mouse.column, mouse.row),
            _ => return,
        };
        self.typed(message);
    }

    fn typed(&mut self, message: Message) {
        self.pause_ends = Some(Instant::now() + PAUSE);
        self.take(message);
    }

    const fn mark_resized(&mut self) {
        self.resized = true;
        self.changed = true;
    }

    /// Gives the desk a message and does what it wants done.
    fn take(&mut self, message: Message) {
        self.changed = true;
        for effect in desk::update(&mut self.model, message) {
            match effect {
                Effect::Ask(request) => self.around.lanes.ask(request),
                Effect::Append { ticket, events } => self.around.scribe.append(ticket, events),
                Effect::SaveDraft(draft) => self.keep(Keep::Draft(draft)),
                Effect::SaveView(view) => self.keep(Keep::View(view)),
                Effect::RemoveView { by, name } => self.keep(Keep::NoView { by, name }),
                Effect::SaveSession(state) => self.keep(Keep::Session(state)),
                Effect::Mouse(on) => {
                    self.mouse = on;
                    self.send(terminal::mouse(on).to_vec());
                }
                Effect::Import(typed) => self.import(&typed),
                Effect::StopImport => {
                    if let Some(importer) = &self.around.importer {
                        importer.stop();
                    }
                }
                Effect::Edit(text) => self.edit(&text),
                Effect::Export(order) => self.export(order),
                Effect::StopExport => self.around.exporter.stop(),
                Effect::Copy(text) => self.copy(&text),
                Effect::Quit => {
                    self.ending.get_or_insert(Ending::Left);
                }
            }
        }
    }

    fn keep(&self, what: Keep) {
        self.around.scribe.keep(what);
    }

    fn import(&mut self, typed: &str) {
        let failed = match &mut self.around.importer {
            Some(importer) => importer.start(typed).err().map(AppError::Thread),
            None => return,
        };
        if let Some(error) = failed {
            let sentence = error.sentence(&self.around.words);
            let news = ImportNews::Failed(sentence);
            self.around.events.tell(Message::Import(news));
        }
    }

    fn export(&mut self, order: ExportOrder) {
        if let Err(error) = self.around.exporter.start(order) {
            let sentence = AppError::Thread(error).sentence(&self.around.words);
            let news = Message::Export(ExportNews::Failed(sentence));
            self.around.events.tell(news);
        }
    }

    fn copy(&mut self, text: &str) {
        let key = match terminal::clipboard(text, self.around.between) {
            Some(bytes) => {
                self.send(bytes);
                "app-copy-sent"
            }
            None => "app-copy-too-long",
        };
        let sentence = self.around.words.text(key);
        self.around.events.tell(Message::Notice(sentence));
    }

    fn send(&mut self, bytes: Vec<u8>) {
        self.in_flight += 1;
        self.around.output.send(bytes);
    }

    /// Draws if something happened, the terminal has taken the last frame and it is time.
    fn draw(&mut self) {
        let now = Instant::now();
        if !self.wants_to_draw() || self.pace.next() > now {
            return;
        }
        if std::mem::take(&mut self.resized) {
            self.resize();
        }
        self.changed = false;
        let model = &self.model;
        let bytes = self.around.screen.draw(|frame| desk::view(model, frame));
        if !bytes.is_empty() {
            self.pace.drawn(now);
            self.send(bytes);
        }
    }

    fn resize(&mut self) {
        // Should the terminal be gone, the next writing or reading tells.
        if let Ok(size) = terminal::size() {
            self.around.screen.reset(size);
            let size = self.around.screen.size();
            self.take(Message::Resize(size.width, size.height));
        }
    }

    /// Leaves the terminal, keys included, to somebody else.
    fn step_aside(&mut self) {
        self.drain();
        // Should the thread be stuck, it takes a key too many: no reason not to go.
        self.around.gate.shut();
        self.around.guard.suspend();
    }

    /// Puts the terminal back and stops until told to go on.
    fn suspend(&mut self) {
        self.step_aside();
        // Where the process cannot be stopped, it just goes on.
        let _ = terminal::stop();
        self.resume();
    }

    fn resume(&mut self) {
        if self.around.guard.resume().is_err() {
            self.hang_up(Ending::HungUp);
            return;
        }
        self.around.gate.open();
        if self.mouse {
            self.send(terminal::mouse(true).to_vec());
        }
        self.mark_resized();
    }

    /// Gives a text and the terminal to the user's editor.
    fn edit(&mut self, text: &str) {
        if self.errand.is_some() {
            return;
        }
        self.step_aside();
        let around = &self.around;
        let command = around.editor.clone();
        match Errand::begin(command, text, &around.notes, &around.events) {
            Ok(errand) => {
                self.errand = Some(errand);
                self.pause_ends = Some(Instant::now() + PAUSE);
            }
            Err(error) => {
                let trouble = Trouble::Unusable(error);
                let trouble = editor_trouble(&trouble, &around.editor, &around.words);
                self.around.events.tell(Message::Editor(EditorNews::Ended {
                    text: None,
                    trouble: Some(trouble),
                }));
                self.resume();
            }
        }
    }

    /// The editor has ended: the terminal and the text are the desk's again.
    fn edited(&mut self) {
        let Some(errand) = self.errand.take() else {
            return;
        };
        self.interrupts_late = Some(Instant::now() + LATE);
        self.resume();
        if let Some(news) = errand.end(DRAIN, &self.around.words) {
            self.take(Message::Editor(news));
        }
    }

    /// Whether an interrupt told now was meant for an editor that has just ended: signals and its end
    /// are told by different threads.
    fn is_late(&self) -> bool {
        self.interrupts_late
            .is_some_and(|until| Instant::now() < until)
    }

    /// Lets the terminal take what was drawn. What else happens meanwhile is handled afterwards.
    fn drain(&mut self) {
        let end = Instant::now() + DRAIN;
        let mut later = Vec::new();
        while self.in_flight > 0
            && let Ok(event) = self.around.incoming.recv_deadline(end)
        {
            match event {
                Event::Written(Ok(())) => self.in_flight -= 1,
                Event::Written(Err(_)) => self.in_flight = 0,
                other => later.push(other),
            }
        }
        for event in later {
            self.around.events.send(event);
        }
    }

    /// The desk gets a last message to save what is being written.
    fn hang_up(&mut self, ending: Ending) {
        if self.ending.replace(ending).is_some() {
            return;
        }
        // Should anything hang, the terminal above all, the process ends nevertheless.
        let _ = thread::Builder::new()
            .name("last moment".to_owned())
            .spawn(|| {
                thread::sleep(LAST_MOMENT);
                std::process::exit(0);
            });
        // The editor has lost its terminal as well, and most save what they can.
        if let Some(news) = self
            .errand
            .take()
            .and_then(|errand| errand.end(DRAIN, &self.around.words))
        {
            self.take(Message::Editor(news));
        }
        self.take(Message::HangUp);
    }

    /// Everything is written, the terminal is put back, threads are left to end.
    fn finish(mut self, ending: Ending) -> Result<Ending, AppError> {
        self.around.lanes.close();
        let patience = if ending == Ending::Left {
            PATIENCE
        } else {
            LAST_MOMENT
        };
        if let Some(importer) = self.around.importer.take() {
            importer.finish(patience);
        }
        self.around.exporter.finish(patience);
        let written = self.around.scribe.finish(patience);
        let refusal = self.refusal();
        if ending == Ending::Left {
            self.drain();
        }
        if self.broken {
            return Err(AppError::Broken);
        }
        match refusal {
            Some(sentence) => Err(AppError::NotSaved(sentence)),
            None if !written => Err(AppError::NotSaved(
                self.around.words.text("app-still-writing"),
            )),
            None => Ok(ending),
        }
    }

    /// Why something given at the end was not saved, where that is so.
    fn refusal(&mut self) -> Option<String> {
        let mut refusal = None;
        let mut taken = 0;
        for event in self.around.incoming.try_iter() {
            match event {
                Event::Desk(Message::NotSaved { sentence, .. }) => refusal = Some(sentence),
                Event::Written(_) => taken += 1,
                _ => {}
            }
        }
        self.in_flight = self.in_flight.saturating_sub(taken);
        refusal
    }
}
