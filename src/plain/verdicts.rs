//! Verdicts, tags and taking back: the commands that write in one line.

use super::session::Session;
use super::{commands, log};
use crate::rules::Place;
use crate::store::{Action, EventId, NewEvent, StoreError, Subject, Verdict};

impl Session<'_> {
    /// `核实 属实 理由`: the verdict by its name in either language or by its number in the desk.
    pub(super) fn verdict(&mut self, rest: &str) -> Result<(), StoreError> {
        let (first, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let by_number = commands::number(first)
            .and_then(|number| usize::try_from(number).ok()?.checked_sub(1))
            .and_then(|index| Verdict::ALL.get(index).copied());
        let by_name = || match commands::hear(rest) {
            commands::Heard::Command(commands::Verb::Decide(verdict), reason) => {
                Some((verdict, reason))
            }
            _ => None,
        };
        match by_number.map(|verdict| (verdict, reason)).or_else(by_name) {
            Some((verdict, reason)) => self.decide(verdict, reason.trim()),
            None => {
                self.say("plain-verdict-how");
                Ok(())
            }
        }
    }

    /// Gives a verdict on the finding read last.
    pub(super) fn decide(&mut self, verdict: Verdict, reason: &str) -> Result<(), StoreError> {
        let Some(finding) = self.current() else {
            self.say("plain-no-finding");
            return Ok(());
        };
        if verdict == Verdict::Dismissed && reason.is_empty() {
            self.say("plain-reason-wanted");
            return Ok(());
        }
        let event = NewEvent {
            by: self.by.clone(),
            subject: Subject::Finding(finding.fingerprint),
            action: Action::Verdict(verdict, reason.to_owned()),
        };
        let rule = self.words.rule(&finding.rule);
        let name = self.words.verdict(verdict);
        let values = [("rule", rule.as_str()), ("verdict", name.as_str())];
        self.fill("plain-decided", &values);
        if self.append(&event, "saved") {
            self.last_verdict = Some((verdict, reason.to_owned()));
            let left = self.open.as_ref().map_or(0, |open| open.row.undecided);
            self.fill("plain-left", &[("left", &left.to_string())]);
        }
        Ok(())
    }

    /// The last verdict with its reason once more.
    pub(super) fn same(&mut self) -> Result<(), StoreError> {
        match self.last_verdict.clone() {
            Some((verdict, reason)) => self.decide(verdict, &reason),
            None => {
                self.say("why-no-verdict-yet");
                Ok(())
            }
        }
    }

    /// Puts a tag on the open form, or takes it off.
    pub(super) fn tag(&mut self, tag: &str, on: bool) -> Result<(), StoreError> {
        let Some(open) = &self.open else {
            self.say("plain-no-form");
            return Ok(());
        };
        let tag = tag.to_owned();
        let event = NewEvent {
            by: self.by.clone(),
            subject: Subject::Report(open.row.id, Place::Form),
            action: if on {
                Action::Tag(tag)
            } else {
                Action::Untag(tag)
            },
        };
        self.append(&event, "saved");
        Ok(())
    }

    /// Takes back the event of that number; without one, says which would be next.
    pub(super) fn undo(&mut self, typed: &str) -> Result<(), StoreError> {
        let Some(number) = commands::number(typed) else {
            return self.preview_undo();
        };
        let event = self
            .reader
            .events(1, Some(EventId(number.saturating_add(1))))?;
        let Some(event) = event.into_iter().find(|event| event.id.0 == number) else {
            self.say("why-nothing-to-undo");
            return Ok(());
        };
        if event.by != self.by {
            self.say("why-not-yours");
            return Ok(());
        }
        let undo = NewEvent {
            by: self.by.clone(),
            // The store goes by the event taken back.
            subject: Subject::Report(
                event.report.unwrap_or(crate::store::ReportId(0)),
                event.place,
            ),
            action: Action::Undo(event.id),
        };
        self.append(&undo, "undone");
        Ok(())
    }

    fn preview_undo(&mut self) -> Result<(), StoreError> {
        let mut before = None;
        loop {
            let events = self.reader.events(log::WINDOW, before)?;
            let mine = events
                .iter()
                .find(|event| event.by == self.by && !event.undone && event.kind != "undo");
            if let Some(event) = mine {
                let (said, number) = (self.event_line(event), event.id.0.to_string());
                let values = [("event", said.as_str()), ("number", number.as_str())];
                self.fill("plain-undo-how", &values);
                return Ok(());
            }
            let Some(last) = events.last() else {
                self.say("why-nothing-to-undo");
                return Ok(());
            };
            before = Some(last.id);
        }
    }
}
