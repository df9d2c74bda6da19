//! A verdict on everything that is undecided in whole forms: the marked ones of the list, or the one
//! selected. The store is asked what that is, and the user once more before it is written.

use super::Dialog;
use crate::desk::screens::anomalies::MOST_MARKS;
use crate::desk::screens::{Layer, confirm};
use crate::desk::theme::Role;
use crate::desk::words::count;
use crate::desk::{Ask, Model};
use crate::rules::Severity;
use crate::store::Verdict;

/// Asks what is undecided in the forms; the dialog opens with the answer.
pub fn open_on_reports(model: &mut Model) {
    let reports = model.list.window.chosen();
    if reports.len() > MOST_MARKS {
        model.tell(Role::Warning, "why-too-many-marks");
        return;
    }
    model.ask(Ask::Undecided(reports));
}

/// Opens the dialog on what is undecided.
pub fn on_reports(model: &mut Model, findings: Vec<([u8; 16], Severity)>) {
    if !model.layers.is_empty() {
        return;
    }
    let notice = |(_, severity): &&([u8; 16], Severity)| *severity == Severity::Notice;
    let notices = findings.iter().filter(notice).count();
    let mut subjects: Vec<_> = findings.into_iter().map(|(print, _)| print).collect();
    // Copies of a form share their findings.
    subjects.sort_unstable();
    subjects.dedup();
    if subjects.is_empty() {
        model.tell(Role::Notice, "verdict-reports-none");
        return;
    }
    if subjects.len() > MOST_MARKS {
        model.tell(Role::Warning, "why-too-many-marks");
        return;
    }
    let forms = model.list.window.chosen().len();
    let values = [
        ("forms", &*count(forms as u64)),
        ("count", &count(subjects.len() as u64)),
        ("notices", &count(notices as u64)),
    ];
    let about = model.words.fill("verdict-reports", &values);
    model.layers.push(Layer::Verdict(Box::new(Dialog {
        forms: Some(forms),
        ..Dialog::on(subjects, about)
    })));
}

/// Asks once more.
pub(super) fn confirm(
    model: &mut Model,
    forms: usize,
    findings: usize,
    verdict: Verdict,
    reason: &str,
) {
    let words = &model.words;
    let values = [
        ("forms", &*count(forms as u64)),
        ("count", &count(findings as u64)),
        ("verdict", &words.verdict(verdict)),
        ("reason", reason),
    ];
    let question = words.fill("verdict-reports-question", &values);
    let title = words.text("verdict-reports-title");
    confirm::ask(model, title, question, confirm::Deed::Verdict);
}

/// The user agrees: the dialog below the question writes what it holds.
pub fn agreed(model: &mut Model) {
    if let Some(Layer::Verdict(mut dialog)) = model
        .layers
        .pop_if(|layer| matches!(layer, Layer::Verdict(_)))
    {
        dialog.write(model);
        model.layers.push(Layer::Verdict(dialog));
    }
}
