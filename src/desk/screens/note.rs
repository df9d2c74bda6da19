//! The note editor: several lines, Chinese input with the real cursor, nothing ever lost.
//!
//! Invariants: no key but Enter on 丢弃 throws text away; what is typed is kept as a draft on every
//! pause, on hang-up and on leaving; "saved" is said only after the store said so.

mod drafts;
mod insert;
mod outside;

pub use drafts::{Offer, drafts, offer, some_draft};
pub use outside::{news, open_outside};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget as _;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::{Layer, Tab, detail, task, verdict};
use crate::desk::actions::Enabled;
use crate::desk::model::Writing;
use crate::desk::theme::Role;
use crate::desk::widgets::{Buttons, Paint, dialog};
use crate::desk::words::Words;
use crate::desk::{Effect, Key, Model};
use crate::rules::Place;
use crate::store::{Action, NewEvent, Subject};
use crate::terminal::text::wrap;

/// The editor.
#[derive(Debug)]
pub struct Editor {
    /// What the draft is kept under.
    subject: Subject,
    /// What else is marked: it gets the same note.
    others: Vec<Subject>,
    title: String,
    /// What the note is about, as evidence in sight while one writes.
    context: String,
    /// What the rule would have one write, and the cells it rests on: inserted on a key.
    template: String,
    quote: String,
    text: TextArea<'static>,
    /// The text last kept as a draft.
    kept: String,
    /// The buttons have the focus.
    leaving: bool,
    buttons: Buttons,
    /// The note is on its way to the store.
    ticket: Option<u64>,
    /// What to say below the text.
    remark: Option<(Role, String)>,
}

/// The buttons, in order.
const SAVE: usize = 0;
const KEEP: usize = 1;
const DISCARD: usize = 2;
const BUTTONS: [&str; 4] = [
    "note-save",
    "note-keep-draft",
    "note-discard",
    "note-continue",
];

/// Subjects of a note, its title, and the sentence of the finding it is about.
type About = (Vec<Subject>, String, String);

/// Whether there is something to write a note on.
pub fn possible(model: &Model) -> Enabled {
    if model.tab == Tab::List || model.anomalies.drilled.is_some() && model.tab == Tab::Anomalies {
        return task::possible(model);
    }
    subject(model).map(|_| ()).ok_or("why-nothing-selected")
}

/// What a note would be about: what is marked, else the selected finding, else the part of the form
/// under the cursor.
fn subject(model: &Model) -> Option<About> {
    let words = &model.words;
    match model.tab {
        Tab::List => {
            let (forms, about) = task::subjects(model);
            Some((forms, about, String::new()))
        }
        Tab::Detail => {
            let at = model.detail.as_ref()?;
            let data = at.data()?;
            let project = &data.row.project;
            Some(match at.current() {
                Some(finding) => (
                    vec![Subject::Finding(finding.fingerprint)],
                    format!("{project} / {}", words.rule(&finding.rule)),
                    words.sentence(finding),
                ),
                None => (
                    vec![Subject::Report(at.id, at.place())],
                    format!("{project} / {}", words.place(at.place())),
                    String::new(),
                ),
            })
        }
        Tab::Anomalies => {
            let (findings, about) = task::subjects(model);
            Some(match verdict::chosen(model).as_slice() {
                [row] if findings.len() == 1 => (
                    findings,
                    format!("{} / {}", row.project, words.rule(&row.rule)),
                    words.sentence(row),
                ),
                _ => (findings, about, String::new()),
            })
        }
        Tab::Overview | Tab::Log | Tab::Imports => None,
    }
}

/// Opens the editor on what is selected.
pub fn open(model: &mut Model) {
    let Some((subjects, title, context)) = subject(model) else {
        return;
    };
    let mut subjects = subjects.into_iter();
    let Some(first) = subjects.next() else {
        return;
    };
    let others: Vec<Subject> = subjects.collect();
    // What one rule would have one write of one finding does not fit the others.
    let (template, quote) = if others.is_empty() {
        (insert::template(model), insert::quote(model))
    } else {
        Default::default()
    };
    edit(model, first, &title, context);
    if let Some(Layer::Note(editor)) = model.layers.last_mut() {
        editor.others = others;
        editor.template = template;
        editor.quote = quote;
    }
}

/// Whether one finding is chosen, for which its rule has a template.
pub fn templated(model: &Model) -> Enabled {
    verdict::possible(model)?;
    match verdict::subjects(model).len() {
        0 | 1 => Ok(()),
        _ if model.tab == Tab::Detail => Ok(()),
        _ => Err("why-one-template"),
    }
}

/// Opens the editor on the selected finding with what its rule would have one write.
pub fn open_with_template(model: &mut Model) {
    open(model);
    if let Some(Layer::Note(editor)) = model.layers.last_mut() {
        editor.insert_template();
    }
}

/// Opens the editor on the report as a whole.
pub fn open_on_report(model: &mut Model) {
    let found = match model.tab {
        Tab::Detail => model
            .detail
            .as_ref()
            .and_then(|at| Some((at.id, at.data()?.row.project.clone()))),
        _ => model
            .anomalies
            .drilled
            .as_ref()
            .and_then(|drilled| drilled.window.selected_row())
            .map(|row| (row.report, row.project.clone())),
    };
    if let Some((id, title)) = found {
        let subject = Subject::Report(id, Place::Form);
        edit(model, subject, &title, String::new());
    }
}

/// Opens the editor on that subject, with its draft if there is one.
pub fn edit(model: &mut Model, subject: Subject, title: &str, context: String) {
    if let Subject::Finding(fingerprint) = subject {
        model.drafts_on.insert(fingerprint, title.to_owned());
    }
    let draft = model
        .drafts
        .iter()
        .find(|draft| draft.subject == subject)
        .map(|draft| draft.text.clone());
    let mut text: TextArea<'static> = draft.as_deref().unwrap_or("").split('\n').collect();
    text.set_wrap_mode(WrapMode::WordOrGlyph);
    // The real cursor stands in the text; a drawn one beside it would be a second.
    text.set_cursor_style(Style::new());
    text.set_cursor_line_style(Style::new());
    text.move_cursor(CursorMove::Bottom);
    text.move_cursor(CursorMove::End);
    let remark = draft
        .is_some()
        .then(|| (Role::Notice, model.words.text("note-draft-loaded")));
    model.layers.push(Layer::Note(Box::new(Editor {
        subject,
        others: Vec::new(),
        title: model.words.fill("note-title", &[("about", title)]),
        context,
        template: String::new(),
        quote: String::new(),
        kept: draft.unwrap_or_default(),
        text,
        leaving: false,
        buttons: Buttons::default(),
        ticket: None,
        remark,
    })));
}

impl Editor {
    /// The ticket the note is being saved under.
    pub const fn ticket(&self) -> Option<u64> {
        self.ticket
    }

    /// The note could not be saved: the text stays.
    pub fn fail(&mut self, sentence: String) {
        self.ticket = None;
        self.leaving = false;
        self.remark = Some((Role::Error, sentence));
    }

    /// Shows as much in front of the cursor as there is room for: what has been scrolled away where there
    /// was little room would stay away where there is more.
    pub fn show_from_top(&mut self) {
        let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        let cursor = self.text.cursor();
        self.text.scroll((-i16::MAX, -i16::MAX));
        let back = CursorMove::Jump(place(cursor.0), place(cursor.1));
        self.text.move_cursor(back);
    }

    fn written(&self) -> String {
        self.text.lines().join("\n")
    }

    /// The draft to keep, if the text has changed since it was last kept.
    pub fn unkept(&mut self) -> Option<(Subject, String)> {
        let text = self.written();
        if text == self.kept || self.ticket.is_some() {
            return None;
        }
        self.kept.clone_from(&text);
        let blank = text.trim().is_empty();
        Some((
            self.subject.clone(),
            if blank { String::new() } else { text },
        ))
    }

    /// Takes a key.
    pub fn key(mut self: Box<Self>, model: &mut Model, key: Key) -> Option<Box<Self>> {
        if self.ticket.is_some() {
            // Nothing is changed while the text is being saved.
            return Some(self);
        }
        if self.leaving {
            return self.button_key(model, key);
        }
        match key {
            Key::Esc if self.written().trim().is_empty() => {
                if let Some((subject, text)) = self.unkept() {
                    model.keep_draft(subject, text);
                }
                return None;
            }
            Key::Esc => self.leave(KEEP),
            Key::Tab => self.leave(SAVE),
            other => {
                self.remark = None;
                edit_key(&mut self.text, other);
            }
        }
        Some(self)
    }

    fn insert_template(&mut self) {
        let template = self.template.clone();
        self.insert(&template);
    }

    /// Puts lines of their own in where the cursor stands.
    fn insert(&mut self, lines: &str) {
        self.leaving = false;
        if self.text.cursor().1 > 0 {
            self.text.move_cursor(CursorMove::End);
            self.text.insert_newline();
        }
        self.text.insert_str(lines);
        self.text.insert_newline();
    }

    const fn leave(&mut self, button: usize) {
        self.leaving = true;
        self.buttons.at = button;
    }

    fn button_key(mut self: Box<Self>, model: &mut Model, key: Key) -> Option<Box<Self>> {
        match key {
            Key::Esc | Key::Tab | Key::BackTab => self.leaving = false,
            Key::Char('t') if !self.template.is_empty() => self.insert_template(),
            Key::Char('e') => model.effects.push(Effect::Edit(self.written())),
            Key::Char('q') if !self.quote.is_empty() => {
                let quote = self.quote.clone();
                self.insert(&quote);
            }
            Key::Enter => match self.buttons.at {
                SAVE => self.save(model),
                KEEP => {
                    if let Some((subject, text)) = self.unkept() {
                        model.keep_draft(subject, text);
                    }
                    model.tell(Role::Good, "note-draft-kept");
                    return None;
                }
                DISCARD => {
                    model.keep_draft(self.subject, String::new());
                    model.tell(Role::Notice, "note-discarded");
                    return None;
                }
                _ => self.leaving = false,
            },
            other => {
                self.buttons.key(other, BUTTONS.len());
            }
        }
        Some(self)
    }

    fn save(&mut self, model: &mut Model) {
        let text = self.written().trim().to_owned();
        if text.is_empty() {
            self.leaving = false;
            self.remark = Some((Role::Warning, model.words.text("note-empty")));
            return;
        }
        // Should the process die before the store answers, the text is still there.
        if let Some((subject, text)) = self.unkept() {
            model.keep_draft(subject, text);
        }
        let subjects = std::iter::once(&self.subject).chain(&self.others);
        let events = subjects
            .map(|subject| NewEvent {
                by: model.by.clone(),
                subject: subject.clone(),
                action: Action::Note(text.clone()),
            })
            .collect();
        let writing = Writing::Note(self.subject.clone());
        self.ticket = Some(model.write(writing, events));
        self.remark = Some((Role::Notice, model.words.text("note-saving")));
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if self.ticket.is_some() {
            return;
        }
        self.leaving = false;
        self.text.insert_str(cleaned(text));
    }

    /// The keys that can be pressed.
    fn footer(&self, words: &Words) -> String {
        if !self.leaving {
            return words.text("note-footer");
        }
        let mut keys = Vec::new();
        if !self.template.is_empty() {
            keys.push(words.text("note-footer-template"));
        }
        if !self.quote.is_empty() {
            keys.push(words.text("note-footer-quote"));
        }
        keys.push(words.text("note-footer-buttons"));
        keys.join("  ")
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let size = (
            area.width.saturating_sub(4).clamp(area.width.min(40), 90),
            area.height.saturating_sub(4).clamp(area.height.min(8), 18),
        );
        let inner = dialog(buffer, area, size, &self.title, model.theme);
        let context = wrap(&self.context, usize::from(inner.width));
        // On a low terminal the text needs the room.
        let said: u16 = match (inner.height, self.context.is_empty()) {
            (10.., false) => u16::try_from(context.len()).unwrap_or(2).min(2),
            _ => 0,
        };
        let text = Rect {
            y: inner.y.saturating_add(said),
            height: inner.height.saturating_sub(3 + said),
            ..inner
        };
        self.text.render(text, buffer);
        let mut paint = Paint::new(buffer, inner);
        for (line, context) in (0..said).zip(&context) {
            paint.put(line, 0, &context.text, model.theme.style(Role::Dim));
        }
        let (role, remark) = self
            .remark
            .clone()
            .unwrap_or_else(|| (Role::Dim, self.footer(words)));
        let line = inner.height.saturating_sub(2);
        paint.hints(line, &remark, model.theme.style(role));
        let buttons = Rect {
            y: inner.bottom().saturating_sub(1),
            height: inner.height.min(1),
            ..inner
        };
        let labels = BUTTONS.map(|key| words.text(key));
        let focus = self.leaving && self.ticket.is_none();
        let at_button = self
            .buttons
            .draw(buffer, buttons, &labels, focus, model.theme);
        if focus {
            return at_button;
        }
        let cursor = self.text.screen_cursor();
        let (down, right) = self.text.scroll_offset();
        let offset = |at: usize, scrolled: u16| {
            u16::try_from(at)
                .unwrap_or(u16::MAX)
                .saturating_sub(scrolled)
        };
        Position::new(
            text.x.saturating_add(offset(cursor.col, right)),
            text.y.saturating_add(offset(cursor.row, down)),
        )
    }
}

/// A text from elsewhere as a note can hold it.
fn cleaned(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', " ");
    text.chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

fn edit_key(text: &mut TextArea<'static>, key: Key) {
    match key {
        Key::Char(c) if !c.is_control() => text.insert_char(c),
        Key::Enter => text.insert_newline(),
        Key::Backspace => {
            text.delete_char();
        }
        Key::Delete => {
            text.delete_next_char();
        }
        Key::Ctrl('z') => {
            text.undo();
        }
        Key::Left => text.move_cursor(CursorMove::Back),
        Key::Right => text.move_cursor(CursorMove::Forward),
        Key::Up => text.move_cursor(CursorMove::Up),
        Key::Down => text.move_cursor(CursorMove::Down),
        Key::Home => text.move_cursor(CursorMove::Head),
        Key::End => text.move_cursor(CursorMove::End),
        Key::PageUp => text.move_cursor(CursorMove::Top),
        Key::PageDown => text.move_cursor(CursorMove::Bottom),
        _ => {}
    }
}

/// A note was saved: its draft is forgotten and its editor closed.
pub fn saved(model: &mut Model, subject: Subject, ticket: u64) {
    model
        .layers
        .retain(|layer| !matches!(layer, Layer::Note(editor) if editor.ticket() == Some(ticket)));
    model.keep_draft(subject, String::new());
    match model.tab {
        Tab::Detail => detail::freshen(model),
        Tab::List => model.list.window.clear_marks(),
        Tab::Anomalies => {
            if let Some(drilled) = &mut model.anomalies.drilled {
                drilled.clear_marks();
            }
        }
        _ => {}
    }
}
