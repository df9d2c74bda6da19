//! What every message does to the model.

use super::actions;
use super::model::Writing;
use super::screens::{
    Layer, Tab, detail, export, history, imports, jump, list, log, note, task, undo, verdict,
};
use super::theme::Role;
use super::{Answer, Ask, Effect, Key, Message, Model, Reply, Slot};
use crate::store::EventId;

impl Model {
    pub(super) fn take(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Started => {
                let by = self.by.clone();
                self.freshen();
                self.outdated
                    .extend(Tab::ALL.into_iter().filter(|tab| *tab != self.tab));
                self.ask(Ask::Drafts { by });
                if self.mouse {
                    self.effects.push(Effect::Mouse(true));
                }
            }
            Message::Key(key) => self.key(key),
            Message::Wheel(down) => self.wheel(down),
            Message::Click(column, line) => self.click(column, line),
            Message::Paste(text) => self.paste(&text),
            Message::Resize(columns, rows) => self.resize(columns, rows),
            Message::Answer(answer) => self.answer(answer),
            Message::Failed {
                slot,
                generation,
                sentence,
            } => self.failed(slot, generation, sentence),
            Message::Changed => {
                let by = self.by.clone();
                self.ask(Ask::Views { by });
                self.everything_changed();
            }
            Message::Saved { ticket, events } => self.saved(ticket, &events),
            Message::NotSaved { ticket, sentence } => self.not_saved(ticket, &sentence),
            Message::Import(news) => imports::news(self, news),
            Message::Editor(news) => note::news(self, news),
            Message::Export(news) => export::news(self, news),
            Message::Notice(text) => self.notice = Some((Role::Notice, text)),
            Message::Idle => {
                self.keep_drafts();
                self.keep_session();
            }
            Message::HangUp => {
                self.keep_session();
                self.keep_drafts();
                self.keep_reasons();
                self.effects.push(Effect::Quit);
            }
        }
        self.settle();
        std::mem::take(&mut self.effects)
    }

    /// What every screen shows is to be asked again; that in sight at once.
    pub(super) fn everything_changed(&mut self) {
        self.outdated.extend(Tab::ALL);
        self.freshen();
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        for layer in &mut self.layers {
            if let Layer::Note(editor) = layer {
                editor.show_from_top();
            }
        }
    }

    pub(super) fn key(&mut self, key: Key) {
        self.notice = None;
        let Some(layer) = self.layers.pop() else {
            actions::press(self, key);
            return;
        };
        let depth = self.layers.len();
        if let Some(layer) = layer.key(self, key) {
            // What the layer opened lies over it.
            self.layers.insert(depth.min(self.layers.len()), layer);
        }
    }

    fn paste(&mut self, text: &str) {
        if let Some(mut layer) = self.layers.pop() {
            layer.paste(self, text);
            self.layers.push(layer);
        }
    }

    fn answer(&mut self, answer: Answer) {
        if !self.is_current(answer.slot, answer.generation) {
            return;
        }
        match answer.reply {
            Reply::FirstReports(ids) => self.list.window.take_first(ids),
            Reply::Reports(ids) => self.list.window.take_all(ids),
            Reply::Found(ids) => jump::land(self, &ids),
            Reply::ReportRows(rows) => {
                let rows = rows.into_iter().map(|row| (row.id, row));
                self.list.window.take_rows(rows);
            }
            Reply::FirstFindings(ids) => {
                if let Some(drilled) = &mut self.anomalies.drilled {
                    drilled.window.take_first(ids);
                }
            }
            Reply::Findings(ids) => {
                if let Some(drilled) = &mut self.anomalies.drilled {
                    drilled.take_all(ids);
                }
            }
            Reply::FindingRows(rows) => {
                if let Some(drilled) = &mut self.anomalies.drilled {
                    drilled.take_rows(rows);
                }
            }
            Reply::Fingerprints(prints) => {
                if let Some(drilled) = &mut self.anomalies.drilled {
                    drilled.take_prints(prints);
                }
            }
            Reply::Undecided(findings) => verdict::on_reports(self, findings),
            Reply::Report(data) => {
                if let Some(detail) = &mut self.detail
                    && detail.id == data.row.id
                {
                    detail.take(data);
                }
                detail::show(self);
            }
            Reply::Rollup(rows) => self.anomalies.take(rows),
            Reply::Left(totals) => {
                if let Some(drilled) = &mut self.anomalies.drilled {
                    drilled.totals = Some(totals);
                }
            }
            Reply::RuleCounts(counts) => {
                self.rule_counts = Some(counts);
                detail::counted(self);
            }
            Reply::Overview(data) => self.overview.take(*data),
            Reply::Count(totals) => match self.layers.last_mut() {
                Some(Layer::Filter(dialog)) => dialog.take(totals),
                _ => self.totals = Some(totals),
            },
            Reply::Events(events) => log::take(self, events),
            Reply::Imports(rows) => imports::take(self, rows),
            Reply::ImportFiles(numbers) => {
                if let Some(files) = &mut self.imports.drilled {
                    files.window.take_all(numbers);
                }
            }
            Reply::ImportFileRows(rows) => {
                if let Some(files) = &mut self.imports.drilled {
                    let rows = rows.into_iter().map(|row| (row.number, row));
                    files.window.take_rows(rows);
                }
            }
            Reply::Paths(completion) => {
                if let Some(Layer::Import(dialog)) = self.layers.last_mut() {
                    dialog.take(completion);
                }
            }
            Reply::Facets(values) => {
                if answer.slot == Slot::Units {
                    self.units.clone_from(&values);
                }
                if let Some(Layer::Filter(mut dialog)) =
                    self.layers.pop_if(|top| matches!(top, Layer::Filter(_)))
                {
                    dialog.take_values(self, values);
                    self.layers.push(Layer::Filter(dialog));
                }
            }
            Reply::Matrix(cells) => {
                if let Some(matrix) = &mut self.anomalies.matrix {
                    matrix.take(cells);
                }
            }
            Reply::Auditors(names) => {
                if let Some(Layer::Task(dialog)) = self.layers.last_mut() {
                    dialog.take(names);
                }
            }
            Reply::LastAct { events, again } => undo::take(self, &events, again),
            Reply::History(events) => history::take(self, &events),
            Reply::Years(years) => detail::take_years(self, &years),
            Reply::Compared(other, number) => detail::compared(self, &other, number),
            Reply::Views(views) => self.views = views,
            Reply::Drafts(drafts) => note::offer(self, drafts),
        }
    }

    fn failed(&mut self, slot: Slot, generation: u64, sentence: String) {
        if !self.is_current(slot, generation) {
            return;
        }
        match slot {
            Slot::Reports => self.list.error = Some(sentence.clone()),
            Slot::Report => {
                if let Some(detail) = &mut self.detail {
                    detail.fail(sentence.clone());
                }
            }
            Slot::Overview => self.overview.fail(sentence.clone()),
            Slot::Rollup => self.anomalies.fail(sentence.clone()),
            Slot::Matrix => {
                if let Some(matrix) = &mut self.anomalies.matrix {
                    matrix.fail();
                }
            }
            Slot::Findings => {
                if let Some(drilled) = &mut self.anomalies.drilled {
                    drilled.error = Some(sentence.clone());
                }
            }
            Slot::Events => self.log.error = Some(sentence.clone()),
            Slot::Imports => self.imports.error = Some(sentence.clone()),
            Slot::ImportFiles => {
                if let Some(files) = &mut self.imports.drilled {
                    files.error = Some(sentence.clone());
                }
            }
            _ => {}
        }
        self.notice = Some((Role::Error, sentence));
    }

    fn saved(&mut self, ticket: u64, events: &[EventId]) {
        let Some(writing) = self.writing.remove(&ticket) else {
            return;
        };
        let number = events.last().map_or(0, |event| event.0).to_string();
        self.outdated.extend(Tab::ALL);
        let said = match writing {
            Writing::Undo => "undone",
            Writing::Redo => "redone",
            _ => "saved",
        };
        match &writing {
            Writing::Note(subject) => note::saved(self, subject.clone(), ticket),
            Writing::Verdict(_) => verdict::saved(self, ticket),
            Writing::Task => task::saved(self, ticket),
            Writing::Undo | Writing::Redo => {}
        }
        self.freshen();
        let count = events.len().to_string();
        let values = [("number", number.as_str()), ("count", &count)];
        let text = match events.len() {
            0 | 1 => self.words.fill(said, &values),
            _ => self.words.fill(&format!("{said}-several"), &values),
        };
        self.notice = Some(match writing {
            Writing::Verdict(against) if !against.is_empty() => {
                let names = against.join(&self.words.text("enumerate"));
                let values = [("said", &*text), ("names", &names)];
                (Role::Warning, self.words.fill("saved-against", &values))
            }
            _ => (Role::Good, text),
        });
    }

    fn not_saved(&mut self, ticket: u64, sentence: &str) {
        let Some(_) = self.writing.remove(&ticket) else {
            return;
        };
        let sentence = self.words.fill("not-saved", &[("why", sentence)]);
        for layer in &mut self.layers {
            match layer {
                Layer::Note(editor) if editor.ticket() == Some(ticket) => {
                    editor.fail(sentence.clone());
                }
                Layer::Verdict(dialog) if dialog.ticket() == Some(ticket) => {
                    dialog.fail(sentence.clone());
                }
                Layer::Task(dialog) if dialog.ticket() == Some(ticket) => {
                    dialog.fail(sentence.clone());
                }
                _ => {}
            }
        }
        self.notice = Some((Role::Error, sentence));
    }

    /// Keeps where the desk stands.
    pub(super) fn keep_session(&mut self) {
        if let Some(state) = self.session() {
            self.effects.push(Effect::SaveSession(state));
        }
    }

    /// Keeps what is typed in note editors.
    fn keep_drafts(&mut self) {
        let unkept: Vec<_> = self
            .layers
            .iter_mut()
            .filter_map(|layer| match layer {
                Layer::Note(editor) => editor.unkept(),
                _ => None,
            })
            .collect();
        for (subject, text) in unkept {
            self.keep_draft(subject, text);
        }
    }

    /// Keeps the reason of a verdict that is not saved, when the terminal is gone.
    fn keep_reasons(&mut self) {
        let unsaved: Vec<_> = self
            .layers
            .iter()
            .filter_map(|layer| match layer {
                Layer::Verdict(dialog) => dialog.unsaved(),
                _ => None,
            })
            .collect();
        for (subject, text) in unsaved {
            self.keep_draft(subject, text);
        }
    }

    /// After every message: sizes are known to the windows, and what they lack is asked for.
    fn settle(&mut self) {
        let body = self.body();
        self.list.window.resize(usize::from(list::rows(body)));
        self.log.window.resize(usize::from(log::rows(body)));
        self.anomalies.resize(body);
        self.imports.resize(body);
        self.overview.resize(body);
        match self.tab {
            Tab::List => {
                if let Some(ids) = self.list.window.wanted() {
                    self.ask(Ask::ReportRows(ids));
                }
            }
            Tab::Anomalies => {
                let wanted = self
                    .anomalies
                    .drilled
                    .as_mut()
                    .and_then(|drilled| drilled.window.wanted());
                if let Some(ids) = wanted {
                    self.ask(Ask::FindingRows(ids));
                }
            }
            Tab::Log => log::settle(self),
            Tab::Imports => imports::settle(self),
            Tab::Detail | Tab::Overview => {}
        }
        actions::catch_up(self);
    }
}
