//! 核实: a verdict on one suspicion or on the marked ones, with a reason, and on to the next.

mod draw;
mod reports;

pub use reports::{agreed, on_reports, open_on_reports};

use std::collections::BTreeSet;

use super::{Layer, Tab};
use crate::desk::actions::{Enabled, Scope};
use crate::desk::key::Chord;
use crate::desk::model::Writing;
use crate::desk::theme::{Role, sign};
use crate::desk::widgets::{Field, Pick};
use crate::desk::words::count;
use crate::desk::{Key, Model};
use crate::store::{Action, FindingRow, NewEvent, Subject, Verdict};

/// The dialog of `v`.
#[derive(Debug)]
pub struct Dialog {
    /// The suspicions it is about.
    subjects: Vec<[u8; 16]>,
    /// Where one row holds several: what it can be about. Empty once that is settled.
    choices: Vec<Choice>,
    choice: Pick,
    about: String,
    /// What was decided before, if it is about one.
    standing: Option<String>,
    pick: Pick,
    reason: Field,
    /// The reason has the focus.
    writing: bool,
    /// The suspicions are all of whole forms, so many: it is asked once more before it is saved.
    forms: Option<usize>,
    ticket: Option<u64>,
    remark: Option<(Role, String)>,
}

/// 属实 is offered first on what nobody has decided.
const UNDECIDED: usize = 1;

/// The actions that give a verdict without the dialog; in it their keys choose that verdict.
const DIRECT: [(Verdict, &str); 3] = [
    (Verdict::Confirmed, "confirm"),
    (Verdict::Dismissed, "dismiss"),
    (Verdict::NeedsEvidence, "want-evidence"),
];

/// Where among all verdicts stands the one that a key gives without the dialog.
fn direct(model: &Model, key: Key) -> Option<usize> {
    let chord = Chord { prefix: None, key };
    let action = model.keys.action(Scope::Detail, chord)?;
    let (given, _) = DIRECT.iter().find(|(_, name)| *name == action.name)?;
    Verdict::ALL.iter().position(|verdict| verdict == given)
}

/// One suspicion of a row, or all of them.
#[derive(Debug, Clone)]
struct Choice {
    about: String,
    subjects: Vec<[u8; 16]>,
}

/// The suspicions that are selected or marked.
pub(super) fn chosen(model: &Model) -> Vec<&FindingRow> {
    match model.tab {
        Tab::Detail => model
            .detail
            .as_ref()
            .map(|at| at.current_row())
            .unwrap_or_default(),
        Tab::Anomalies => model
            .anomalies
            .drilled
            .as_ref()
            .map(|drilled| drilled.chosen())
            .unwrap_or_default(),
        Tab::List | Tab::Overview | Tab::Log | Tab::Imports => Vec::new(),
    }
}

/// The suspicions a verdict would be on, with those that stand behind a chosen one.
pub(super) fn subjects(model: &Model) -> Vec<[u8; 16]> {
    match (model.tab, &model.anomalies.drilled) {
        (Tab::Anomalies, Some(drilled)) => drilled.chosen_all(),
        _ => undecided(&chosen(model))
            .iter()
            .map(|finding| finding.fingerprint)
            .collect(),
    }
}

/// Those nobody has decided; all, where all are decided: a verdict on a row as a whole must not
/// overrule what was said of one of its suspicions before.
fn undecided<'a>(findings: &[&'a FindingRow]) -> Vec<&'a FindingRow> {
    let open: Vec<&FindingRow> = findings
        .iter()
        .copied()
        .filter(|finding| finding.verdict == Verdict::Pending)
        .collect();
    if open.is_empty() {
        findings.to_vec()
    } else {
        open
    }
}

/// What a verdict on a row of the form can be about, all of it first; nothing to choose for one.
fn choices(model: &Model, findings: &[&FindingRow]) -> Vec<Choice> {
    if model.tab != Tab::Detail || findings.len() < 2 {
        return Vec::new();
    }
    let words = &model.words;
    let open = undecided(findings);
    let one = |finding: &&FindingRow| {
        let verdict = match finding.verdict {
            Verdict::Pending => String::new(),
            decided => format!(" [{}]", words.verdict(decided)),
        };
        let (sign, rule) = (sign(finding.severity), words.rule(&finding.rule));
        Choice {
            about: format!("{sign} {rule}{verdict}"),
            subjects: vec![finding.fingerprint],
        }
    };
    let all = Choice {
        about: words.fill("verdict-row", &[("count", &count(open.len() as u64))]),
        subjects: open.iter().map(|finding| finding.fingerprint).collect(),
    };
    std::iter::once(all)
        .chain(findings.iter().map(one))
        .collect()
}

/// Whether there is a suspicion to decide.
pub fn possible(model: &Model) -> Enabled {
    match (model.tab, &model.anomalies.drilled) {
        (Tab::Anomalies, Some(drilled)) => drilled.settled(),
        _ if chosen(model).is_empty() => Err("why-no-finding"),
        _ => Ok(()),
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
    let choices = choices(model, &findings);
    let about = match findings.as_slice() {
        [] => return,
        [one, ..] if !choices.is_empty() => words.place(one.place),
        [one] if subjects.len() == 1 => {
            format!("{} ({})", words.rule(&one.rule), words.place(one.place))
        }
        _ => words.fill(
            "verdict-several",
            &[("count", &count(subjects.len() as u64))],
        ),
    };
    let (pick, reason) = match findings.as_slice() {
        [one] if subjects.len() == 1 => (
            Verdict::ALL
                .iter()
                .position(|verdict| *verdict == one.verdict)
                .filter(|_| one.is_decided()),
            // Another's reason stands for another's verdict, a mute's for all of the unit.
            if one.is_decided() && one.by == model.by {
                one.reason.clone()
            } else {
                String::new()
            },
        ),
        _ => (None, String::new()),
    };
    let standing = match findings.as_slice() {
        [one] if subjects.len() == 1 => words.standing(one),
        _ => None,
    };
    model.layers.push(Layer::Verdict(Box::new(Dialog {
        choices,
        standing,
        pick: Pick {
            at: pick.unwrap_or(UNDECIDED),
        },
        reason: Field::new(reason),
        ..Dialog::on(subjects, about)
    })));
}

/// Gives the last verdict again, with the same reason.
pub fn repeat(model: &mut Model) {
    let subjects = subjects(model);
    if let Some((verdict, reason)) = model.last_verdict.clone() {
        decide(model, &subjects, verdict, &reason);
    }
}

/// 属实, without a reason, and on to the next.
pub fn confirm(model: &mut Model) {
    let subjects = subjects(model);
    decide(model, &subjects, Verdict::Confirmed, "");
}

/// 待补证, without a reason, and on to the next.
pub fn want_evidence(model: &mut Model) {
    let subjects = subjects(model);
    decide(model, &subjects, Verdict::NeedsEvidence, "");
}

/// 排除: the dialog at its reason.
pub fn dismiss(model: &mut Model) {
    let subjects = subjects(model);
    open(model);
    if let Some(Layer::Verdict(dialog)) = model.layers.last_mut() {
        let dismissed = |verdict: &Verdict| *verdict == Verdict::Dismissed;
        dialog.pick.at = Verdict::ALL.iter().position(dismissed).unwrap_or_default();
        dialog.subjects = subjects;
        dialog.choices.clear();
        dialog.writing = true;
    }
}

/// Who of the others has decided one of these otherwise, as far as they are in sight.
fn against(model: &Model, subjects: &[[u8; 16]], verdict: Verdict) -> Vec<String> {
    if verdict == Verdict::Pending {
        return Vec::new();
    }
    let names: BTreeSet<&String> = chosen(model)
        .into_iter()
        .filter(|finding| subjects.contains(&finding.fingerprint))
        .filter(|finding| finding.is_decided() && finding.by != model.by)
        .filter(|finding| finding.verdict != verdict)
        .map(|finding| &finding.by)
        .collect();
    names.into_iter().cloned().collect()
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
    let against = against(model, subjects, verdict);
    model.last_verdict = Some((verdict, reason.to_owned()));
    model.write(Writing::Verdict(against), events)
}

impl Dialog {
    fn on(subjects: Vec<[u8; 16]>, about: String) -> Self {
        Self {
            subjects,
            choices: Vec::new(),
            choice: Pick::default(),
            about,
            standing: None,
            pick: Pick { at: UNDECIDED },
            reason: Field::default(),
            writing: false,
            forms: None,
            ticket: None,
            remark: None,
        }
    }

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
        if !self.choices.is_empty() {
            return self.choose(key).then_some(self);
        }
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
        if let Some(at) = direct(model, key) {
            self.pick.at = at;
            self.writing = true;
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
            // Hanzi are no keys here: whoever types them is at the reason already.
            Key::Char(c) if !c.is_ascii() => {
                self.writing = true;
                self.reason.key(key);
            }
            other => {
                self.pick.key(other, Verdict::ALL.len(), Verdict::ALL.len());
            }
        }
        Some(self)
    }

    /// Takes a key while it is open what the verdict is about; `false` closes the dialog.
    fn choose(&mut self, key: Key) -> bool {
        match key {
            Key::Esc => return false,
            Key::Enter | Key::Tab => self.settle(),
            Key::Char(digit @ '0'..='9') => {
                let at = digit.to_digit(10).and_then(|at| usize::try_from(at).ok());
                if let Some(at) = at.filter(|at| *at < self.choices.len()) {
                    self.choice.at = at;
                    self.settle();
                }
            }
            other => {
                let count = self.choices.len();
                self.choice.key(other, count, count);
            }
        }
        true
    }

    fn settle(&mut self) {
        let chosen = self.choices.get(self.choice.at).cloned();
        if let Some(Choice { about, subjects }) = chosen {
            self.about = format!("{about} ({})", self.about);
            self.subjects = subjects;
            self.choices.clear();
        }
    }

    fn save(&mut self, model: &mut Model) {
        let verdict = self.verdict();
        let reason = self.reason.value().trim().to_owned();
        if verdict == Verdict::Dismissed && reason.is_empty() {
            let text = model.words.text("verdict-reason-wanted");
            self.remark = Some((Role::Warning, text));
            return;
        }
        if let Some(forms) = self.forms {
            reports::confirm(model, forms, self.subjects.len(), verdict, &reason);
        } else {
            self.write(model);
        }
    }

    fn write(&mut self, model: &mut Model) {
        let reason = self.reason.value().trim().to_owned();
        self.ticket = Some(decide(model, &self.subjects, self.verdict(), &reason));
        self.remark = Some((Role::Notice, model.words.text("note-saving")));
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if self.ticket.is_none() && self.choices.is_empty() {
            self.writing = true;
            self.reason.paste(text);
        }
    }
}

/// Verdicts were saved: the dialog closes and the cursor goes on to the next undecided.
pub fn saved(model: &mut Model, ticket: u64) {
    let of_dialog = model.layers.iter().find_map(|layer| match layer {
        Layer::Verdict(dialog) if dialog.ticket() == Some(ticket) => Some(dialog.subjects.clone()),
        _ => None,
    });
    let decided = of_dialog.unwrap_or_else(|| subjects(model));
    model.layers.retain(
        |layer| !matches!(layer, Layer::Verdict(dialog) if dialog.ticket() == Some(ticket)),
    );
    match model.tab {
        Tab::Detail => {
            if let Some(detail) = &mut model.detail {
                detail.advance(&decided);
            }
            super::detail::show(model);
        }
        Tab::Anomalies => {
            if let Some(drilled) = &mut model.anomalies.drilled {
                drilled.clear_marks();
                drilled.advance(&decided);
            }
        }
        Tab::List => model.list.window.clear_marks(),
        Tab::Overview | Tab::Log | Tab::Imports => {}
    }
}
