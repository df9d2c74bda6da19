//! The log: who decided what, when; newest first.

use super::session::{Listed, Session};
use crate::store::{EventId, EventRow, SecondReview, StoreError, Verdict};

/// Events read out at a time.
const PAGE: usize = 10;
impl Session<'_> {
    /// The log from its newest event.
    pub(super) fn log(&mut self) -> Result<(), StoreError> {
        self.logged = None;
        self.more_events()
    }

    /// Older events.
    pub(super) fn more_events(&mut self) -> Result<(), StoreError> {
        self.listed = Listed::Log;
        let events = self.reader.events(PAGE, self.logged)?;
        if events.is_empty() {
            self.say(if self.logged.is_none() {
                "log-empty"
            } else {
                "plain-list-end"
            });
        }
        for event in &events {
            let line = self.event_line(event);
            self.voice.line(&line);
        }
        if events.len() == PAGE {
            self.say("plain-log-left");
        }
        self.logged = events.last().map(|event| event.id).or(self.logged);
        Ok(())
    }

    /// Opens the form an event is about.
    pub(super) fn open_event(&mut self, id: EventId) -> Result<(), StoreError> {
        let event = self
            .reader
            .events(1, Some(EventId(id.0.saturating_add(1))))?;
        match event
            .into_iter()
            .find(|event| event.id == id)
            .and_then(|event| event.report)
        {
            Some(report) => self.open_report(report),
            None => {
                self.say("plain-no-event");
                Ok(())
            }
        }
    }

    /// An event in one line.
    pub(super) fn event_line(&self, event: &EventRow) -> String {
        let words = &self.words;
        let number = event.id.0.to_string();
        let mut parts = vec![
            words.fill("plain-event", &[("number", &number)]),
            words.time(event.at),
            event.by.clone(),
            words.text(&format!("event-{}", event.kind)),
            event.title.clone(),
            words.place(event.place),
        ];
        parts.extend(event.rule.as_deref().map(|rule| words.rule(rule)));
        if event.undone {
            parts.push(words.text("head-undone"));
        }
        let name = parts.join(&words.text("plain-comma"));
        let says = self.event_says(event);
        words.fill("plain-item", &[("name", &name), ("says", &says)])
    }

    /// The text of a note, a verdict or second review by name with its reason, a tag, the number
    /// taken back.
    fn event_says(&self, event: &EventRow) -> String {
        let named = match event.kind.as_str() {
            "verdict" => {
                Verdict::from_name(&event.value).map(|verdict| self.words.verdict(verdict))
            }
            "second" => {
                SecondReview::from_name(&event.value).map(|second| self.second_name(second))
            }
            "undo" | "redo" => {
                let key = format!("log-{}-of", event.kind);
                return self.words.fill(&key, &[("number", &event.text)]);
            }
            _ => None,
        };
        match named {
            Some(name) => {
                let reason = event.text.strip_prefix(&event.value).unwrap_or(&event.text);
                format!("{name} {}", reason.trim())
            }
            None => event.text.clone(),
        }
    }

    /// A second review by name.
    pub(super) fn second_name(&self, second: SecondReview) -> String {
        self.words.text(&format!("second-{}", second.name()))
    }
}
