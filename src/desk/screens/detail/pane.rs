//! The findings of the form, the selected one in full, and the notes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Detail;
use crate::desk::Model;
use crate::desk::theme::{Role, sign};
use crate::desk::widgets::Paint;
use crate::rules;
use crate::store::{FindingRow, Note, ReportDetail, Verdict};
use crate::terminal::text::wrap;

/// A line of the pane: text, how it looks, how far it is set in.
struct Said {
    text: String,
    role: Look,
    indent: u16,
}

enum Look {
    Role(Role),
    Severity(rules::Severity),
}

/// Draws the pane: all findings where there is room (`tall`), else the selected one.
pub fn draw(model: &Model, detail: &Detail, buffer: &mut Buffer, area: Rect, tall: bool) {
    let Some(data) = detail.data() else {
        return;
    };
    let mut said = Vec::new();
    let mut current = 0;
    let mut paint = Paint::new(buffer, area);
    let header = model.theme.style(Role::Header);
    paint.tint(0, 0, area.width, header);
    paint.put(0, 0, &heading(model, detail, data), header);
    if tall {
        for (index, finding) in data.findings.iter().enumerate() {
            let selected = detail.finding == Some(index);
            if selected {
                current = said.len();
            }
            title(model, finding, selected, &mut said);
            if selected {
                body(model, finding, data, &mut said);
            }
        }
    } else if let Some(finding) = detail.current() {
        title(model, finding, true, &mut said);
        body(model, finding, data, &mut said);
    } else if !data.findings.is_empty() {
        said.push(plain(model.words.text("pane-none-here"), Role::Dim));
    }
    notes(model, detail, data, &mut said);
    let mut lines = Vec::new();
    let mut at = 0;
    for (index, said) in said.iter().enumerate() {
        if index == current {
            at = lines.len();
        }
        let columns = usize::from(area.width.saturating_sub(said.indent + 1));
        for line in wrap(&said.text, columns) {
            lines.push((said, line.text));
        }
    }
    let height = usize::from(area.height.saturating_sub(1));
    // The selected finding begins in the upper third.
    let top = at
        .saturating_sub(height / 3)
        .min(lines.len().saturating_sub(height));
    for (line, (said, text)) in (1..area.height).zip(lines.iter().skip(top)) {
        let style = match said.role {
            Look::Role(role) => model.theme.style(role),
            Look::Severity(severity) => model.theme.severity(severity),
        };
        paint.put(line, said.indent + 1, text, style);
    }
}

const fn plain(text: String, role: Role) -> Said {
    Said {
        text,
        role: Look::Role(role),
        indent: 0,
    }
}

fn heading(model: &Model, detail: &Detail, data: &ReportDetail) -> String {
    let words = &model.words;
    let left = data
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Pending)
        .count();
    if data.findings.is_empty() {
        return words.text("pane-no-findings");
    }
    let at = detail
        .finding
        .map_or("-".to_owned(), |at| at.saturating_add(1).to_string());
    words.fill(
        "pane-heading",
        &[
            ("at", &at),
            ("count", &data.findings.len().to_string()),
            ("left", &left.to_string()),
        ],
    )
}

fn title(model: &Model, finding: &FindingRow, selected: bool, said: &mut Vec<Said>) {
    let words = &model.words;
    let mark = if selected { ">" } else { " " };
    let verdict = match finding.verdict {
        Verdict::Pending => String::new(),
        decided => format!(" [{}]", words.verdict(decided)),
    };
    let text = format!(
        "{mark}{} {} ({}){verdict}",
        sign(finding.severity),
        words.rule(&finding.rule),
        words.place(finding.place),
    );
    let role = if finding.verdict == Verdict::Dismissed {
        Look::Role(Role::Dim)
    } else {
        Look::Severity(finding.severity)
    };
    said.push(Said {
        text,
        role,
        indent: 0,
    });
}

fn body(model: &Model, finding: &FindingRow, data: &ReportDetail, said: &mut Vec<Said>) {
    let words = &model.words;
    let mut push = |text: String, role| {
        said.push(Said {
            text,
            role: Look::Role(role),
            indent: 2,
        });
    };
    push(words.sentence(finding), Role::Text);
    if finding.verdict != Verdict::Pending {
        let values = [
            ("by", finding.by.as_str()),
            ("verdict", &words.verdict(finding.verdict)),
            ("reason", &finding.reason),
        ];
        push(words.fill("pane-verdict", &values), Role::Good);
    }
    for note in &data.notes {
        if note.finding == Some(finding.fingerprint) {
            push(note_text(model, note), Role::Notice);
        }
    }
    if let Some(rule) = rules::find(&finding.rule) {
        let why = rule.why.get(words.lang());
        push(words.fill("pane-why", &[("why", why)]), Role::Dim);
    }
}

fn notes(model: &Model, detail: &Detail, data: &ReportDetail, said: &mut Vec<Said>) {
    // Notes on the place under the cursor come first.
    let mut notes: Vec<&Note> = data
        .notes
        .iter()
        .filter(|note| note.finding.is_none())
        .collect();
    notes.sort_by_key(|note| note.place != detail.place);
    for note in notes {
        let place = model.words.place(note.place);
        let text = format!("{place}: {}", note_text(model, note));
        said.push(plain(text, Role::Notice));
    }
}

fn note_text(model: &Model, note: &Note) -> String {
    let words = &model.words;
    let key = if note.outdated {
        "pane-note-outdated"
    } else {
        "pane-note"
    };
    words.fill(
        key,
        &[
            ("by", &note.by),
            ("time", &words.time(note.at)),
            ("text", &note.text),
        ],
    )
}
