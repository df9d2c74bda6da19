//! Small things said of what is selected: whom it is given to, the day of its follow-up, a tag, a
//! second review, a rule muted for a unit. One line to type, and at most a list to choose from.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::anomalies::MOST_MARKS;
use super::{Layer, Tab, verdict};
use crate::desk::actions::Enabled;
use crate::desk::model::Writing;
use crate::desk::theme::Role;
use crate::desk::widgets::{Field, Paint, Pick, dialog};
use crate::desk::words::{Words, count};
use crate::desk::{Ask, Key, Model};
use crate::query;
use crate::rules::Place;
use crate::store::{Action, FindingRow, NewEvent, SecondReview, Subject};

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Assign,
    FollowUp,
    Tag,
    Second,
    Mute,
}

impl Kind {
    /// Its texts are `task-NAME-…`.
    const fn name(self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::FollowUp => "due",
            Self::Tag => "tag",
            Self::Second => "second",
            Self::Mute => "mute",
        }
    }
}

/// The dialog.
#[derive(Debug)]
pub struct Dialog {
    kind: Kind,
    about: String,
    subjects: Vec<Subject>,
    /// What can be chosen instead of being typed; for a second review, what must be.
    choices: Vec<String>,
    pick: Pick,
    field: Field,
    /// Tags the form has: naming one of them takes it off.
    standing: Vec<String>,
    ticket: Option<u64>,
    remark: Option<(Role, String)>,
}

/// The second reviews one can give, in the order they are offered.
const SECONDS: [SecondReview; 2] = [SecondReview::Approved, SecondReview::Returned];

/// The forms or findings that are selected or marked, and what they are called.
pub(super) fn subjects(model: &Model) -> (Vec<Subject>, String) {
    let words = &model.words;
    match model.tab {
        Tab::List => {
            let window = &model.list.window;
            let forms = window.chosen();
            let about = if window.marked().is_empty() {
                let row = window.selected_row();
                row.map_or_else(String::new, |row| row.project.clone())
            } else {
                forms_named(words, forms.len())
            };
            let on_form = |id| Subject::Report(id, Place::Form);
            (forms.into_iter().map(on_form).collect(), about)
        }
        Tab::Detail | Tab::Anomalies => {
            let findings: Vec<_> = verdict::subjects(model)
                .into_iter()
                .map(Subject::Finding)
                .collect();
            let about = match verdict::chosen(model).as_slice() {
                [one] if findings.len() == 1 => words.rule(&one.rule),
                _ => {
                    let number = count(findings.len() as u64);
                    words.fill("verdict-several", &[("count", &number)])
                }
            };
            match form(model) {
                Some((form, project)) if findings.is_empty() => (vec![form], project),
                _ => (findings, about),
            }
        }
        Tab::Overview | Tab::Log | Tab::Imports => (Vec::new(), String::new()),
    }
}

/// `12 份自评表`.
fn forms_named(words: &Words, forms: usize) -> String {
    words.fill("task-forms", &[("count", &count(forms as u64))])
}

/// The form on the screen, or that of the selected finding.
fn form(model: &Model) -> Option<(Subject, String)> {
    let (id, project) = match model.tab {
        Tab::List => {
            let row = model.list.window.selected_row()?;
            (row.id, row.project.clone())
        }
        Tab::Detail => {
            let data = model.detail.as_ref()?.data()?;
            (data.row.id, data.row.project.clone())
        }
        Tab::Anomalies => {
            let row = first(model)?;
            (row.report, row.project.clone())
        }
        Tab::Overview | Tab::Log | Tab::Imports => return None,
    };
    Some((Subject::Report(id, Place::Form), project))
}

fn first(model: &Model) -> Option<&FindingRow> {
    verdict::chosen(model).into_iter().next()
}

/// Whether there is something to give away or to look at again.
pub fn possible(model: &Model) -> Enabled {
    if let (Tab::Anomalies, Some(drilled)) = (model.tab, &model.anomalies.drilled) {
        return drilled.settled();
    }
    match subjects(model).0.len() {
        0 => Err("why-nothing-selected"),
        many if many > MOST_MARKS => Err("why-too-many-marks"),
        _ => Ok(()),
    }
}

/// Whether there is a form to put a tag on.
pub fn taggable(model: &Model) -> Enabled {
    match model.tab {
        Tab::List => possible(model),
        _ => form(model).map(|_| ()).ok_or("why-nothing-selected"),
    }
}

/// Whether there is a verdict by somebody else.
pub fn reviewable(model: &Model) -> Enabled {
    verdict::possible(model)?;
    let chosen = verdict::chosen(model);
    if let (Tab::Anomalies, Some(drilled)) = (model.tab, &model.anomalies.drilled)
        && chosen.len() < drilled.window.marked().len()
    {
        // Of those out of sight it is not known who has decided them.
        return Err("why-marks-unseen");
    }
    let mut decided = chosen
        .iter()
        .filter(|finding| finding.is_decided())
        .peekable();
    if chosen.is_empty() {
        Err("why-no-finding")
    } else if decided.peek().is_none() {
        Err("why-not-decided")
    } else if decided.all(|finding| finding.by == model.by) {
        Err("why-own-verdict")
    } else if chosen.iter().all(|finding| !finding.opinions.is_empty()) {
        Err("why-disputed")
    } else {
        Ok(())
    }
}

/// Whether there is a finding whose rule could be muted for its unit; of several, one rule and one
/// unit, so that nothing is muted that is not in sight.
pub fn mutable(model: &Model) -> Enabled {
    let chosen = verdict::chosen(model);
    let first = chosen.first().ok_or("why-no-finding")?;
    let others = |other: &&FindingRow| (&other.rule, &other.unit) != (&first.rule, &first.unit);
    let several = chosen.iter().any(others);
    match (model.tab, &model.anomalies.drilled) {
        (Tab::Anomalies, Some(drilled))
            if several || chosen.len() < drilled.window.marked().len() =>
        {
            Err("why-one-to-mute")
        }
        (Tab::Detail, _) if several => Err("why-several-rules"),
        _ => Ok(()),
    }
}

/// Gives what is selected to somebody.
pub fn assign(model: &mut Model) {
    let (subjects, about) = subjects(model);
    let now = match model.tab {
        Tab::List => model
            .list
            .window
            .selected_row()
            .map(|row| row.assignee.clone()),
        _ => first(model).map(|row| row.assignee.clone()),
    };
    model.ask(Ask::Auditors);
    open(
        model,
        Kind::Assign,
        subjects,
        about,
        now.unwrap_or_default(),
    );
}

/// Sets the day what is selected is to be looked at again.
pub fn follow_up(model: &mut Model) {
    let (subjects, about) = subjects(model);
    let now = match model.tab {
        Tab::List => model.list.window.selected_row().and_then(|row| row.due),
        _ => first(model).and_then(|row| row.due),
    };
    let now = now.map(|day| day.to_string()).unwrap_or_default();
    open(model, Kind::FollowUp, subjects, about, now);
}

/// Puts a tag on the form or the marked ones, or takes one off.
pub fn tag(model: &mut Model) {
    let (forms, about) = match (model.tab, form(model)) {
        (Tab::List, _) => subjects(model),
        (_, Some((form, about))) => (vec![form], about),
        (_, None) => return,
    };
    open(model, Kind::Tag, forms, about, String::new());
    let standing = match (model.tab, &model.detail) {
        (Tab::Detail, Some(detail)) => detail.data().map(|data| data.tags.clone()),
        _ => None,
    };
    if let (Some(Layer::Task(dialog)), Some(tags)) = (model.layers.last_mut(), standing) {
        dialog.choices.clone_from(&tags);
        dialog.standing = tags;
    }
}

/// Says, as a second person, what is thought of the verdict.
pub fn second(model: &mut Model) {
    let by = model.by.clone();
    let others = |finding: &&FindingRow| {
        finding.is_decided() && finding.by != by && finding.opinions.is_empty()
    };
    let chosen: Vec<&FindingRow> = verdict::chosen(model).into_iter().filter(others).collect();
    let about = match chosen.as_slice() {
        [one] => format!(
            "{} [{} {}]",
            model.words.rule(&one.rule),
            one.by,
            model.words.verdict(one.verdict)
        ),
        several => {
            let number = count(several.len() as u64);
            model.words.fill("verdict-several", &[("count", &number)])
        }
    };
    let subjects = chosen
        .iter()
        .map(|finding| Subject::Finding(finding.fingerprint))
        .collect();
    open(model, Kind::Second, subjects, about, String::new());
    let choices = SECONDS.map(|second| model.words.text(&format!("second-{}", second.name())));
    if let Some(Layer::Task(dialog)) = model.layers.last_mut() {
        dialog.choices = choices.into();
    }
}

/// Mutes the rule of the selected finding for its unit.
pub fn mute(model: &mut Model) {
    let Some((rule, unit)) = first(model).map(|row| (row.rule.clone(), row.unit.clone())) else {
        return;
    };
    let about = format!("{} / {unit}", model.words.rule(&rule));
    let subject = Subject::Rule { rule, unit };
    open(model, Kind::Mute, vec![subject], about, String::new());
}

fn open(model: &mut Model, kind: Kind, subjects: Vec<Subject>, about: String, now: String) {
    model.layers.push(Layer::Task(Box::new(Dialog {
        kind,
        about,
        subjects,
        choices: Vec::new(),
        pick: Pick::default(),
        field: Field::new(now),
        standing: Vec::new(),
        ticket: None,
        remark: None,
    })));
}

impl Dialog {
    /// The ticket it is being saved under.
    pub const fn ticket(&self) -> Option<u64> {
        self.ticket
    }

    /// It could not be saved: what is typed stays.
    pub fn fail(&mut self, sentence: String) {
        self.ticket = None;
        self.remark = Some((Role::Error, sentence));
    }

    /// Takes the names of the auditors in.
    pub fn take(&mut self, names: Vec<String>) {
        if self.kind == Kind::Assign {
            self.choices = names;
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if self.ticket.is_none() {
            self.field.paste(text);
        }
    }

    /// Takes a key.
    pub fn key(mut self: Box<Self>, model: &mut Model, key: Key) -> Option<Box<Self>> {
        if self.ticket.is_some() {
            return Some(self);
        }
        self.remark = None;
        match key {
            Key::Esc => return None,
            Key::Enter => self.save(model),
            Key::Up | Key::Down if !self.choices.is_empty() => {
                let count = self.choices.len();
                match self.chosen() {
                    Some(mut pick) => {
                        pick.key(key, count, count);
                        self.pick = pick;
                    }
                    None => {
                        let at = if key == Key::Down { 0 } else { count - 1 };
                        self.pick = Pick { at };
                    }
                }
                if self.kind != Kind::Second {
                    let chosen = self.choices.get(self.pick.at).cloned();
                    self.field = Field::new(chosen.unwrap_or_default());
                }
            }
            other => {
                self.field.key(other);
            }
        }
        Some(self)
    }

    /// The choice in force: of what can be typed as well, the one that is typed.
    fn chosen(&self) -> Option<Pick> {
        if self.kind == Kind::Second {
            return Some(self.pick);
        }
        let typed = self.field.value().trim();
        let at = self.choices.iter().position(|choice| choice == typed)?;
        Some(Pick { at })
    }

    /// What is to be written, or the key of what is wrong with it.
    fn action(&self, today: Date) -> Result<Action, &'static str> {
        let typed = self.field.value().trim();
        match self.kind {
            Kind::Assign => Ok(Action::Assign(typed.to_owned())),
            Kind::FollowUp if typed.is_empty() => Ok(Action::FollowUp(None)),
            Kind::FollowUp => query::day_from(typed, today)
                .map(|day| Action::FollowUp(Some(day)))
                .ok_or("task-not-a-day"),
            Kind::Tag if typed.is_empty() => Err("task-no-tag"),
            Kind::Tag if self.standing.iter().any(|tag| tag == typed) => {
                Ok(Action::Untag(typed.to_owned()))
            }
            Kind::Tag => Ok(Action::Tag(typed.to_owned())),
            Kind::Second => {
                let second = SECONDS.get(self.pick.at).copied().unwrap_or_default();
                if second == SecondReview::Returned && typed.is_empty() {
                    return Err("task-reason-wanted");
                }
                Ok(Action::Second(second, typed.to_owned()))
            }
            Kind::Mute if typed.is_empty() => Err("task-reason-wanted"),
            Kind::Mute => Ok(Action::Mute(typed.to_owned())),
        }
    }

    fn save(&mut self, model: &mut Model) {
        let action = match self.action(model.today()) {
            Ok(action) => action,
            Err(why) => {
                // Of a day it is said already while it is typed.
                if self.kind != Kind::FollowUp {
                    self.remark = Some((Role::Warning, model.words.text(why)));
                }
                return;
            }
        };
        let events = self
            .subjects
            .iter()
            .map(|subject| NewEvent {
                by: model.by.clone(),
                subject: subject.clone(),
                action: action.clone(),
            })
            .collect();
        self.ticket = Some(model.write(Writing::Task, events));
        self.remark = Some((Role::Notice, model.words.text("note-saving")));
    }

    /// What is understood of a day that is typed, before it is kept.
    fn understood(&self, model: &Model) -> Option<(Role, String)> {
        if self.kind != Kind::FollowUp {
            return None;
        }
        let words = &model.words;
        let today = model.today();
        Some(match self.action(today) {
            Ok(Action::FollowUp(Some(day))) => {
                let role = if day < today {
                    Role::Warning
                } else {
                    Role::Notice
                };
                (role, words.catalogue().day_seen_from(day, today))
            }
            Ok(_) => (Role::Dim, words.text("task-due-empty")),
            Err(why) => (Role::Warning, words.text(why)),
        })
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let text = |part: &str| words.text(&format!("task-{}-{part}", self.kind.name()));
        let listed = u16::try_from(self.choices.len()).unwrap_or(u16::MAX).min(6);
        let gap = u16::from(listed > 0);
        let size = (
            area.width.saturating_sub(4).min(72),
            listed.saturating_add(gap + 5),
        );
        let title = format!("{} {}", text("title"), self.about);
        let inner = dialog(buffer, area, size, &title, model.theme);
        let list = Rect {
            height: listed.min(inner.height),
            ..inner
        };
        Pick::draw_some(self.chosen(), buffer, list, &self.choices, model.theme);
        let line = listed.saturating_add(gap);
        let mut paint = Paint::new(buffer, inner);
        let left = paint.put(line, 0, &text("label"), model.theme.style(Role::Key));
        let last = inner.height.saturating_sub(1);
        if let Some((role, understood)) = self.understood(model)
            && line.saturating_add(1) < last
        {
            paint.put(
                line.saturating_add(1),
                0,
                &understood,
                model.theme.style(role),
            );
        }
        let (role, remark) = self
            .remark
            .clone()
            .unwrap_or_else(|| (Role::Dim, text("footer")));
        paint.hints(last, &remark, model.theme.style(role));
        let field = Rect {
            x: inner.x.saturating_add(left),
            y: inner.y.saturating_add(line),
            width: inner.width.saturating_sub(left),
            height: 1,
        }
        .intersection(inner);
        self.field.draw(buffer, field, model.theme)
    }
}

/// It was saved: the dialog closes, and the marks it was about are taken off.
pub fn saved(model: &mut Model, ticket: u64) {
    model
        .layers
        .retain(|layer| !matches!(layer, Layer::Task(dialog) if dialog.ticket() == Some(ticket)));
    match model.tab {
        Tab::List => model.list.window.clear_marks(),
        Tab::Anomalies => {
            if let Some(drilled) = &mut model.anomalies.drilled {
                drilled.clear_marks();
            }
        }
        _ => {}
    }
}
