//! Verdicts, second reviews, assignments, days and tags: what is written in one line.

use super::commands;
use super::session::Session;
use crate::export::names;
use crate::query;
use crate::rules::Place;
use crate::store::{Action, NewEvent, SecondReview, StoreError, Subject, Verdict};

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
        let rule = self.words.rule(&finding.rule);
        let name = self.words.verdict(verdict);
        let values = [("rule", rule.as_str()), ("verdict", name.as_str())];
        self.fill("plain-decided", &values);
        let action = Action::Verdict(verdict, reason.to_owned());
        if self.write(Subject::Finding(finding.fingerprint), action) {
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

    /// `复核 同意`, `复核 退回 理由`: what a second person thinks of the verdict that stands.
    pub(super) fn second(&mut self, rest: &str) -> Result<(), StoreError> {
        let Some(finding) = self.current() else {
            self.say("plain-no-finding");
            return Ok(());
        };
        let said = SECOND.iter().find_map(|(second, words)| {
            let rest = words.iter().find_map(|word| rest.strip_prefix(word))?;
            Some((*second, rest.trim().to_owned()))
        });
        let Some((second, remark)) = said else {
            self.say("plain-second-how");
            return Ok(());
        };
        self.write(
            Subject::Finding(finding.fingerprint),
            Action::Second(second, remark),
        );
        Ok(())
    }

    /// Gives what is being read to somebody; to nobody without a name.
    pub(super) fn assign(&mut self, name: &str) -> Result<(), StoreError> {
        if let Some(subject) = self.subject() {
            self.write(subject, Action::Assign(name.to_owned()));
        }
        Ok(())
    }

    /// Sets the day what is being read is to be looked at again; none without a day.
    pub(super) fn due(&mut self, day: &str) -> Result<(), StoreError> {
        let today = names::today();
        let day = match day {
            "" => None,
            day => match query::day_from(day, today) {
                Some(day) => {
                    let seen = self.words.catalogue().day_seen_from(day, today);
                    self.fill("follow-up-on", &[("day", &seen)]);
                    Some(day)
                }
                None => {
                    self.say("plain-due-how");
                    return Ok(());
                }
            },
        };
        if let Some(subject) = self.subject() {
            self.write(subject, Action::FollowUp(day));
        }
        Ok(())
    }

    /// Mutes the rule of the finding read last for its unit.
    pub(super) fn mute(&mut self, reason: &str) -> Result<(), StoreError> {
        let Some(finding) = self.current() else {
            self.say("plain-no-finding");
            return Ok(());
        };
        if reason.is_empty() {
            self.say("plain-mute-how");
            return Ok(());
        }
        let subject = Subject::Rule {
            rule: finding.rule,
            unit: finding.unit,
        };
        self.write(subject, Action::Mute(reason.to_owned()));
        Ok(())
    }

    /// Puts a tag on the open form, or takes it off.
    pub(super) fn tag(&mut self, tag: &str, on: bool) -> Result<(), StoreError> {
        let Some(open) = &self.open else {
            self.say("plain-no-form");
            return Ok(());
        };
        let tag = tag.to_owned();
        let subject = Subject::Report(open.row.id, Place::Form);
        self.write(
            subject,
            if on {
                Action::Tag(tag)
            } else {
                Action::Untag(tag)
            },
        );
        Ok(())
    }

    fn write(&mut self, subject: Subject, action: Action) -> bool {
        let event = NewEvent {
            by: self.by.clone(),
            subject,
            action,
        };
        self.append(&[event], "saved")
    }
}

/// What a second person can say, and the words for it.
const SECOND: [(SecondReview, &[&str]); 2] = [
    (SecondReview::Approved, &["同意", "已复核", "approved"]),
    (SecondReview::Returned, &["退回修改", "退回", "returned"]),
];
