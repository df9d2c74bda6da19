//! The auditors' log: notes, verdicts, second reviews, tasks, tags and their undoing, only ever
//! appended. Events written together are an act: all of them are on the disk, or none.
//!
//! Each event names what it is about by identities that outlive row ids (natural key, copy, place
//! and content hash of a form; fingerprint of a finding) and carries the hash of the event before.
//! What stands now is derived from the log ([`super::derive`]) in the same transaction.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::content::Hasher;
use super::error::{Fault, Result};
use super::findings::{place_of, recount};
use super::open::Writer;
use super::types::{Action, EventId, NewEvent, ReportId, SecondReview, Subject, Verdict};
use super::{derive, mutes, standing};
use crate::rules::Place;

/// An event with all that is hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) id: i64,
    pub(super) at: i64,
    pub(super) by: String,
    pub(super) act: i64,
    pub(super) kind: String,
    pub(super) key: [u8; 16],
    pub(super) copy: u32,
    pub(super) content: [u8; 32],
    pub(super) place: String,
    pub(super) fingerprint: Option<[u8; 16]>,
    pub(super) rule: Option<String>,
    pub(super) title: String,
    pub(super) value: String,
    pub(super) text: String,
    pub(super) target: Option<i64>,
    pub(super) hash: [u8; 32],
}

/// The columns [`Event::read`] expects.
pub(super) const COLUMNS: &str = "id, at, by, act, kind, key, copy, content, place, fingerprint, rule, title, value, text, target, hash";

impl Event {
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            at: row.get(1)?,
            by: row.get(2)?,
            act: row.get(3)?,
            kind: row.get(4)?,
            key: row.get(5)?,
            copy: row.get(6)?,
            content: row.get(7)?,
            place: row.get(8)?,
            fingerprint: row.get(9)?,
            rule: row.get(10)?,
            title: row.get(11)?,
            value: row.get(12)?,
            text: row.get(13)?,
            target: row.get(14)?,
            hash: row.get(15)?,
        })
    }

    /// The hash that follows from the fields and the event before.
    pub(super) fn chained(&self, before: &[u8; 32]) -> [u8; 32] {
        let mut hasher = Hasher::default();
        hasher
            .bytes(before)
            .number(self.id)
            .number(self.at)
            .text(&self.by)
            .number(self.act)
            .text(&self.kind)
            .bytes(&self.key)
            .number(self.copy.into())
            .bytes(&self.content)
            .text(&self.place)
            .bytes(
                self.fingerprint
                    .as_ref()
                    .map_or(&[], |bytes| bytes.as_slice()),
            )
            .text(self.rule.as_deref().unwrap_or(""))
            .text(&self.title)
            .text(&self.value)
            .text(&self.text)
            .number(self.target.unwrap_or(0));
        hasher.finish()
    }

    fn insert(&self, connection: &Connection) -> Result<()> {
        connection
            .prepare_cached(
                "INSERT INTO event (id, at, by, act, kind, key, copy, content, place, fingerprint,
                                    rule, title, value, text, target, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?
            .execute(params![
                self.id,
                self.at,
                self.by,
                self.act,
                self.kind,
                self.key,
                self.copy,
                self.content,
                self.place,
                self.fingerprint,
                self.rule,
                self.title,
                self.value,
                self.text,
                self.target,
                self.hash,
            ])?;
        Ok(())
    }
}

/// The event of that number.
pub(super) fn event(connection: &Connection, id: i64) -> Result<Event> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM event WHERE id = ?1"))?
        .query_row([id], Event::read)
        .optional()?
        .ok_or_else(|| Fault::NoEvent(id).into())
}

/// What an event is about, by identities that last.
struct About {
    key: [u8; 16],
    copy: u32,
    content: [u8; 32],
    place: String,
    fingerprint: Option<[u8; 16]>,
    rule: Option<String>,
    title: String,
    /// For a mute, which is about no one form: the unit, folded.
    unit: String,
}

impl About {
    /// The subject of an event.
    fn of(event: Event) -> Self {
        Self {
            key: event.key,
            copy: event.copy,
            content: event.content,
            place: event.place,
            fingerprint: event.fingerprint,
            rule: event.rule,
            title: event.title,
            unit: String::new(),
        }
    }
}

impl Writer {
    /// Appends an event: when this returns it is on the disk.
    ///
    /// # Errors
    /// When the subject or the event to be taken back is not there, a dismissal has no reason, a
    /// text is empty, a second review is not by a second person, or the database cannot be written.
    pub fn append(&mut self, new: &NewEvent) -> Result<EventId> {
        let events = self.append_all(std::slice::from_ref(new))?;
        events.last().copied().ok_or(Fault::TextNeeded.into())
    }

    /// Appends events that belong together: all of them or, on a failure, none.
    ///
    /// # Errors
    /// As for [`Writer::append`].
    pub fn append_all(&mut self, new: &[NewEvent]) -> Result<Vec<EventId>> {
        let at = Timestamp::now();
        self.transact(|connection| {
            let mut touched = BTreeSet::new();
            let mut act = None;
            let mut written = Vec::with_capacity(new.len());
            for new in new {
                let event = append(connection, new, at, act)?;
                act = Some(event.act);
                touched.extend(derive::apply(connection, &event)?);
                written.push(EventId(event.id));
            }
            for report in touched {
                recount(connection, report)?;
            }
            Ok(written)
        })
    }
}

fn append(
    connection: &Connection,
    new: &NewEvent,
    at: Timestamp,
    act: Option<i64>,
) -> Result<Event> {
    let (about, said) = match &new.action {
        Action::Undo(target) => taking_back(connection, target.0)?,
        action => {
            let about = about(connection, &new.subject)?;
            let mut said = checked(action, &new.subject)?;
            if let Action::Second(second, _) = action {
                said.target = Some(verdict_to_review(connection, &about, *second, &new.by)?);
            }
            if !about.unit.is_empty() {
                said.value.clone_from(&about.unit);
            }
            (about, said)
        }
    };
    let last: Option<(i64, [u8; 32])> = connection
        .prepare_cached("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (last, before) = last.unwrap_or((0, [0; 32]));
    let mut event = Event {
        id: last + 1,
        at: at.as_microsecond(),
        by: new.by.clone(),
        act: act.unwrap_or(last + 1),
        kind: said.kind.to_owned(),
        key: about.key,
        copy: about.copy,
        content: about.content,
        place: about.place,
        fingerprint: about.fingerprint,
        rule: about.rule,
        title: about.title,
        value: said.value,
        text: said.text,
        target: said.target,
        hash: [0; 32],
    };
    event.hash = event.chained(&before);
    event.insert(connection)?;
    Ok(event)
}

/// What an event says of its subject.
struct Said {
    kind: &'static str,
    value: String,
    text: String,
    target: Option<i64>,
}

/// An undo of that event, or a redo where it is an undo itself; its subject is that of the event.
fn taking_back(connection: &Connection, target: i64) -> Result<(About, Said)> {
    let undone = event(connection, target)?;
    if derive::is_undone(connection, target)? {
        return Err(Fault::AlreadyUndone(target).into());
    }
    let said = Said {
        kind: if undone.kind == "undo" {
            "redo"
        } else {
            "undo"
        },
        value: String::new(),
        text: String::new(),
        target: Some(target),
    };
    Ok((About::of(undone), said))
}

/// The verdict a second review is about: one that stands and was given by somebody else.
fn verdict_to_review(
    connection: &Connection,
    about: &About,
    second: SecondReview,
    by: &str,
) -> Result<i64> {
    let standing = match about.fingerprint {
        Some(fingerprint) => standing::of(connection, fingerprint)?,
        None => None,
    };
    let standing = standing
        .filter(|standing| standing.verdict != Verdict::Pending)
        .ok_or(Fault::NotDecided)?;
    if standing.by == by {
        return Err(Fault::OwnVerdict.into());
    }
    if second == SecondReview::Approved && !standing.opinions.is_empty() {
        return Err(Fault::Disputed.into());
    }
    Ok(standing.event)
}

/// What an action says, if it can be done to that subject.
fn checked(action: &Action, subject: &Subject) -> Result<Said> {
    let on_finding = matches!(subject, Subject::Finding(_));
    let on_rule = matches!(subject, Subject::Rule { .. });
    let (kind, value, text) = match action {
        Action::Note(text) => ("note", "", text.as_str()),
        Action::Verdict(verdict, reason) => ("verdict", verdict.name(), reason.as_str()),
        Action::Second(second, remark) => ("second", second.name(), remark.as_str()),
        Action::Assign(name) => ("assign", name.trim(), ""),
        Action::FollowUp(_) => ("due", "", ""),
        Action::Tag(tag) => ("tag", tag.as_str(), ""),
        Action::Untag(tag) => ("untag", tag.as_str(), ""),
        Action::Mute(reason) => ("mute", "", reason.as_str()),
        Action::Unmute(reason) => ("unmute", "", reason.as_str()),
        Action::Undo(_) => ("undo", "", ""),
    };
    let fits = match action {
        Action::Verdict(Verdict::Muted, _) | Action::Second(SecondReview::Unreviewed, _) => false,
        Action::Verdict(..) | Action::Second(..) => on_finding,
        Action::Tag(_) | Action::Untag(_) => !on_finding && !on_rule,
        Action::Mute(_) | Action::Unmute(_) => on_rule,
        _ => !on_rule,
    };
    if !fits {
        return Err(Fault::WrongSubject.into());
    }
    let fault = match action {
        Action::Verdict(Verdict::Dismissed, _)
        | Action::Second(SecondReview::Returned, _)
        | Action::Mute(_) => text.trim().is_empty().then_some(Fault::ReasonNeeded),
        Action::Note(_) | Action::Tag(_) | Action::Untag(_) => {
            let blank = value.trim().is_empty() && text.trim().is_empty();
            blank.then_some(Fault::TextNeeded)
        }
        _ => None,
    };
    if let Some(fault) = fault {
        return Err(fault.into());
    }
    let value = match action {
        Action::FollowUp(day) => day.map(|day| day.to_string()).unwrap_or_default(),
        _ => value.to_owned(),
    };
    Ok(Said {
        kind,
        value,
        text: text.to_owned(),
        target: None,
    })
}

fn about(connection: &Connection, subject: &Subject) -> Result<About> {
    match subject {
        Subject::Report(report, place) => about_report(connection, *report, *place),
        Subject::Finding(fingerprint) => about_finding(connection, *fingerprint),
        Subject::Rule { rule, unit } => about_rule(connection, rule, unit),
    }
}

fn about_report(connection: &Connection, report: ReportId, place: Place) -> Result<About> {
    connection
        .prepare_cached(
            "SELECT key, copy, content, report.year, report.unit, report.project
             FROM report JOIN revision ON revision.id = report.revision WHERE report.id = ?1",
        )?
        .query_row([report.0], |row| {
            let year: Option<i32> = row.get(3)?;
            let mut title = year.map_or_else(String::new, |year| format!("{year} "));
            title.push_str(row.get_ref(4)?.as_str()?);
            title.push(' ');
            title.push_str(row.get_ref(5)?.as_str()?);
            Ok(About {
                key: row.get(0)?,
                copy: row.get(1)?,
                content: row.get(2)?,
                place: place.to_string(),
                fingerprint: None,
                rule: None,
                title,
                unit: String::new(),
            })
        })
        .optional()?
        .ok_or_else(|| Fault::NoReport(report.0).into())
}

/// A rule on a unit that has, or had when it was spoken of before, a form in the database.
fn about_rule(connection: &Connection, rule: &str, unit: &str) -> Result<About> {
    let folded = mutes::comparable_unit(unit);
    let printed: Option<String> = connection
        .prepare_cached(
            "SELECT unit FROM report WHERE ifnull(unit_folded, unit) = ?1
             UNION ALL SELECT title FROM event WHERE rule = ?2 AND value = ?1 LIMIT 1",
        )?
        .query_row([&folded, rule], |row| row.get(0))
        .optional()?;
    let title = printed.ok_or_else(|| Fault::NoUnit(unit.to_owned()))?;
    Ok(About {
        key: [0; 16],
        copy: 0,
        content: [0; 32],
        place: Place::Form.to_string(),
        fingerprint: None,
        rule: Some(rule.to_owned()),
        title,
        unit: folded,
    })
}

/// A finding that is gone can still be spoken about when it was before.
fn about_finding(connection: &Connection, fingerprint: [u8; 16]) -> Result<About> {
    let found: Option<(i64, String, String)> = connection
        .prepare_cached(
            "SELECT report, place, rule.name FROM finding JOIN rule ON rule.id = finding.rule
             WHERE fingerprint = ?1 ORDER BY finding.id LIMIT 1",
        )?
        .query_row([fingerprint], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    if let Some((report, place, rule)) = found {
        let mut about = about_report(connection, ReportId(report), place_of(&place)?)?;
        about.fingerprint = Some(fingerprint);
        about.rule = Some(rule);
        return Ok(about);
    }
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM event WHERE fingerprint = ?1 ORDER BY id DESC LIMIT 1"
        ))?
        .query_row([fingerprint], Event::read)
        .optional()?
        .map(About::of)
        .ok_or_else(|| Fault::NoFinding(hex(&fingerprint)).into())
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
