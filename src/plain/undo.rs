//! Taking back, and taking back what was taken back.

use super::commands;
use super::session::Session;
use crate::rules::Place;
use crate::store::{Action, EventId, NewEvent, ReportId, StoreError, Subject};

impl Session<'_> {
    /// Takes back the entry of that number, all of one's last act where it begins with that number;
    /// without a number, says what would be next.
    pub(super) fn undo(&mut self, typed: &str) -> Result<(), StoreError> {
        let last = self.reader.last_act(&self.by, false)?;
        let Some(number) = commands::number(typed) else {
            let Some(first) = last.iter().map(|event| event.id).min() else {
                self.say("why-nothing-to-undo");
                return Ok(());
            };
            for event in &last {
                let said = self.event_line(event);
                self.voice.line(&said);
            }
            self.fill("plain-undo-how", &[("number", &first.0.to_string())]);
            return Ok(());
        };
        if last.iter().map(|event| event.id.0).min() == Some(number) {
            let targets: Vec<EventId> = last.iter().map(|event| event.id).collect();
            self.take_back(&targets, "undone");
            return Ok(());
        }
        let event = self
            .reader
            .events(1, Some(EventId(number.saturating_add(1))))?;
        match event.first().filter(|event| event.id.0 == number) {
            None => self.say("plain-no-event"),
            Some(event) if event.by != self.by => self.say("why-not-yours"),
            Some(event) => {
                self.take_back(&[event.id], "undone");
            }
        }
        Ok(())
    }

    /// Restores what was taken back last.
    pub(super) fn redo(&mut self) -> Result<(), StoreError> {
        let last = self.reader.last_act(&self.by, true)?;
        if last.is_empty() {
            self.say("plain-nothing-to-redo");
            return Ok(());
        }
        let targets: Vec<EventId> = last.iter().map(|event| event.id).collect();
        self.take_back(&targets, "saved");
        Ok(())
    }

    fn take_back(&mut self, targets: &[EventId], said: &str) -> bool {
        let events: Vec<NewEvent> = targets
            .iter()
            .map(|target| NewEvent {
                by: self.by.clone(),
                // The store goes by the event taken back.
                subject: Subject::Report(ReportId(0), Place::Form),
                action: Action::Undo(*target),
            })
            .collect();
        self.append(&events, said)
    }
}
