//! 核实: a verdict on one suspicion or on the marked ones, with a reason, and on to the next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Layer, Tab};
use crate::desk::actions::Enabled;
use crate::desk::model::Writing;
use crate::desk::theme::Role;
use crate::desk::widgets::{Field, Paint, Pick, dialog};
use crate::desk::words::count;
use crate::desk::{Key, Model};
use crate::store::{Action, FindingRow, NewEvent, Subject, Verdict};

/// The dialog of `v`.
#[derive(Debug)]
pub struct Dialog {
    /// The suspicions it is about.
    subjects: Vec<[u8; 16]>,
    about: String,
    pick: Pick,
    reason: Field,
    /// The reason has the focus.
    writing: bool,
    ticket: Option<u64>,
    remark: Option<(Role, String)>,
}

fn chosen(model: &Model) -> Vec<&FindingRow> {
    match model.tab {
        Tab::Detail => model
            .detail
            .as_ref()
            .and_then(|at| at.current())
            .into_iter()
            .collect(),
        Tab::Anomalies => model
            .anomalies
            .drilled
            .as_ref()
            .map(|drilled| drilled.chosen())
            .unwrap_or_default(),
        Tab::List | Tab::Log => Vec::new(),
    }
}

/// The suspicions a verdict would be on, with those that stand behind a chosen one.
fn subjects(model: &Model) -> Vec<[u8; 16]> {
    match (model.tab, &model.anomalies.drilled) {
        (Tab::Anomalies, Some(drilled)) => drilled.chosen_all(),
        _ => chosen(model)
            .iter()
            .map(|finding| finding.fingerprint)
            .collect(),
    }
}

/// Whether there is a suspicion to decide.
pub fn possible(model: &Model) -> Enabled {
    if chosen(model).is_empty() {
        Err("why-no-finding")
    } else {
        Ok(())
    }
}

/// Whether there is a suspicion, and a verdict to repeat.
pub fn repeatable(model: &Model) -> Enabled {
    possible(model)?;
    model
        .last_verdict
        .as_ref()
        .map(|_| ())
        .ok_or("why-no-verdict-yet")
}

/// Opens the dialog.
pub fn open(model: &mut Model) {
    let findings = chosen(model);
    let words = &model.words;
    let subjects = subjects(model);
    let about = match findings.as_slice() {
        [] => return,
        [one] if subjects.len() == 1 => {
            format!("{} ({})", words.rule(&one.rule), words.place(one.place))
        }
        _ => words.fill(
            "verdict-several",
            &[("count", &count(subjects.len() as u64))],
        ),
    };
    let (pick, reason) = match findings.as_slice() {
        [one] => (
            Verdict::ALL
                .iter()
                .position(|verdict| *verdict == one.verdict)
                .filter(|_| one.verdict != Verdict::Pending),
            one.reason.clone(),
        ),
        _ => (None, String::new()),
    };
    model.layers.push(Layer::Verdict(Box::new(Dialog {
        subjects,
        about,
        // 属实 is offered first on what nobody has decided.
        pick: Pick {
            at: pick.unwrap_or(1),
        },
        reason: Field::new(reason),
        writing: false,
        ticket: None,
        remark: None,
    })));
}

/// Gives the last verdict again, with the same reason.
pub fn repeat(model: &mut Model) {
    let subjects = subjects(model);
    if let Some((verdict, reason)) = model.last_verdict.clone() {
        decide(model, &subjects, verdict, &reason);
    }
}

fn decide(model: &mut Model, subjects: &[[u8; 16]], verdict: Verdict, reason: &str) -> u64 {
    let events = subjects
        .iter()
        .map(|fingerprint| NewEvent {
            by: model.by.clone(),
            subject: Subject::Finding(*fingerprint),
            action: Action::Verdict(verdict, reason.to_owned()),
        })
        .collect();
    model.last_verdict = Some((verdict, reason.to_owned()));
    model.write(Writing::Verdict, events)
}

impl Dialog {
    /// The ticket the verdict is being saved under.
    pub const fn ticket(&self) -> Option<u64> {
        self.ticket
    }

    /// The verdict could not be saved: the reason stays.
    pub fn fail(&mut self, sentence: String) {
        self.ticket = None;
        self.remark = Some((Role::Error, sentence));
    }

    /// The reason typed so far with the first suspicion it is about, to be kept as a draft.
    pub fn unsaved(&self) -> Option<(Subject, String)> {
        let reason = self.reason.value().trim();
        let first = self.subjects.first()?;
        (self.writing && !reason.is_empty()).then(|| (Subject::Finding(*first), reason.to_owned()))
    }

    fn verdict(&self) -> Verdict {
        Verdict::ALL.get(self.pick.at).copied().unwrap_or_default()
    }

    /// Takes a key.
    pub fn key(mut self: Box<Self>, model: &mut Model, key: Key) -> Option<Box<Self>> {
        if self.ticket.is_some() {
            return Some(self);
        }
        self.remark = None;
        if self.writing {
            match key {
                Key::Esc | Key::Up | Key::BackTab => self.writing = false,
                Key::Enter => self.save(model),
                other => {
                    self.reason.key(other);
                }
            }
            return Some(self);
        }
        match key {
            Key::Esc => return None,
            Key::Enter | Key::Tab => self.writing = true,
            Key::Char(digit @ '1'..='4') => {
                let at = usize::try_from(digit.to_digit(10).unwrap_or(1)).unwrap_or(1);
                self.pick.at = at.saturating_sub(1);
                self.writing = true;
            }
            other => {
                self.pick.key(other, Verdict::ALL.len(), Verdict::ALL.len());
            }
        }
        Some(self)
    }

    fn save(&mut self, model: &mut Model) {
        let verdict = self.verdict();
        let reason = self.reason.value().trim().to_owned();
        if verdict == Verdict::Dismissed && reason.is_empty() {
            let text = model.words.text("verdict-reason-wanted");
            self.remark = Some((Role::Warning, text));
            return;
        }
        self.ticket = Some(decide(model, &self.subjects, verdict, &reason));
        self.remark = Some((Role::Notice, model.words.text("note-saving")));
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if self.ticket.is_none() {
            self.writing = true;
            self.reason.paste(text);
        }
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let size = (area.width.saturating_sub(4).min(72), 10);
        let title = words.fill("verdict-title", &[("about", &self.about)]);
        let inner = dialog(buffer, area, size, &title, model.theme);
        let lines: Vec<String> = Verdict::ALL
            .iter()
            .zip(1..)
            .map(|(verdict, digit)| format!("{digit} {}", words.verdict(*verdict)))
            .collect();
        let list = Rect {
            height: inner.height.min(4),
            ..inner
        };
        let cursor = self.pick.draw(buffer, list, &lines, model.theme);
        let label = words.text(if self.verdict() == Verdict::Dismissed {
            "verdict-reason-required"
        } else {
            "verdict-reason"
        });
        let mut paint = Paint::new(buffer, inner);
        let left = paint.put(5, 0, &label, model.theme.style(Role::Key));
        let (role, remark) = self.remark.clone().unwrap_or_else(|| {
            let key = if self.writing {
                "verdict-footer-reason"
            } else {
                "verdict-footer"
            };
            (Role::Dim, words.text(key))
        });
        let line = inner.height.saturating_sub(1);
        paint.put(line, 0, &remark, model.theme.style(role));
        let field = Rect {
            x: inner.x.saturating_add(left),
            y: inner.y.saturating_add(5),
            width: inner.width.saturating_sub(left),
            height: 1,
        }
        .intersection(inner);
        let in_field = self.reason.draw(buffer, field, model.theme);
        if self.writing { in_field } else { cursor }
    }
}

/// Verdicts were saved: the dialog closes and the cursor goes on to the next undecided.
pub fn saved(model: &mut Model, ticket: u64) {
    model.layers.retain(
        |layer| !matches!(layer, Layer::Verdict(dialog) if dialog.ticket() == Some(ticket)),
    );
    match model.tab {
        Tab::Detail => {
            if let Some(detail) = &mut model.detail {
                detail.advance();
            }
            super::detail::show(model);
        }
        Tab::Anomalies => {
            if let Some(drilled) = &mut model.anomalies.drilled {
                drilled.window.clear_marks();
                drilled.advance();
            }
        }
        Tab::List | Tab::Log => {}
    }
}
