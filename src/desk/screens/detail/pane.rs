//! The findings of the form, one line for each part, the selected ones in full, and the notes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Detail;
use crate::desk::Model;
use crate::desk::theme::{Role, sign};
use crate::desk::widgets::Paint;
use crate::desk::words::count;
use crate::rules;
use crate::store::{FindingRow, Note, ReportDetail, SecondReview, Verdict};
use crate::terminal::text::{fit, width, wrap};

/// From this width a row of several says how they are gone through one by one.
const WITH_HINT: u16 = 70;

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
    let headed = paint.put(0, 0, &heading(model, detail, data), header);
    if tall {
        let rows = detail.rows();
        let selected = detail.row_at(&rows);
        for (index, row) in rows.iter().enumerate() {
            let findings: Vec<&FindingRow> = row
                .findings
                .iter()
                .filter_map(|index| data.findings.get(*index))
                .collect();
            let selected = selected == Some(index);
            if selected {
                current = said.len();
            }
            let nth = if selected { detail.picked_of() } else { None };
            title(model, &findings, (selected, nth), area.width, &mut said);
            if selected {
                bodies(model, &detail.current_row(), data, &mut said);
            }
        }
        folded(model, detail, &mut said);
    } else if !detail.current_row().is_empty() {
        let findings = detail.current_row();
        let nth = detail.picked_of();
        title(model, &findings, (true, nth), area.width, &mut said);
        bodies(model, &findings, data, &mut said);
    } else if !data.findings.is_empty() {
        let key = if detail.first_at(detail.place()).is_some() {
            "pane-some-here"
        } else {
            "pane-none-here"
        };
        said.push(plain(model.words.text(key), Role::Dim));
    }
    notes(model, detail, data, &mut said);
    let found = super::found(model);
    let mut lines = Vec::new();
    let mut at = 0;
    for (index, said) in said.iter().enumerate() {
        if index == current {
            at = lines.len();
        }
        let columns = usize::from(area.width.saturating_sub(said.indent + 1));
        let hits = found.hits(&said.text);
        let style = match said.role {
            Look::Role(role) => model.theme.style(role),
            Look::Severity(severity) => model.theme.severity(severity),
        };
        for line in wrap(&said.text, columns) {
            let text = vec![Span::styled(line.text, style)];
            let text = found.mark(text, line.chars.start, &hits);
            lines.push((said.indent, Line::from(text)));
        }
    }
    let height = usize::from(area.height.saturating_sub(1));
    // The selected finding begins in the upper third.
    let top = at
        .saturating_sub(height / 3)
        .min(lines.len().saturating_sub(height));
    for (line, (indent, text)) in (1..area.height).zip(lines.iter().skip(top)) {
        paint.line(line, indent + 1, text);
    }
    let hidden = lines.len().saturating_sub(top.saturating_add(height));
    if !tall && hidden > 0 {
        let values = [("count", &*count(hidden as u64))];
        let more = model.words.fill("pane-more", &values);
        if usize::from(headed) + 2 + width(&more) <= usize::from(area.width) {
            paint.put_right(0, area.width, &more, header);
        }
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
    if data.findings.is_empty() {
        return words.text("pane-no-findings");
    }
    let rows = detail.rows();
    let left = rows
        .iter()
        .flat_map(|row| &row.findings)
        .filter_map(|index| data.findings.get(*index))
        .filter(|finding| finding.verdict == Verdict::Pending)
        .filter(|finding| finding.severity != rules::Severity::Notice)
        .count();
    let at = detail
        .row_at(&rows)
        .map_or("-".to_owned(), |at| at.saturating_add(1).to_string());
    let notices = detail.notices();
    let key = match (detail.unfolded, notices) {
        (_, 0) => "pane-heading",
        (false, _) if rows.is_empty() => "pane-heading-notices",
        (false, _) => "pane-heading-folded",
        (true, _) => "pane-heading-unfolded",
    };
    words.fill(
        key,
        &[
            ("at", &at),
            ("count", &rows.len().to_string()),
            ("notices", &notices.to_string()),
            ("left", &left.to_string()),
        ],
    )
}

/// The line that stands for the notices, with the key that unfolds them.
fn folded(model: &Model, detail: &Detail, said: &mut Vec<Said>) {
    let count = detail.notices();
    if count > 0 {
        let key = if detail.unfolded {
            "pane-notices-fold"
        } else {
            "pane-notices-folded"
        };
        let text = model.words.fill(key, &[("count", &count.to_string())]);
        said.push(plain(text, Role::Notice));
    }
}

/// The line of a part of the form: the marks and short names of all rules that speak of it; of the
/// selected part also which of how many is picked.
fn title(
    model: &Model,
    findings: &[&FindingRow],
    (selected, nth): (bool, Option<(usize, usize)>),
    columns: u16,
    said: &mut Vec<Said>,
) {
    let Some(first) = findings.first() else {
        return;
    };
    let words = &model.words;
    let mark = if selected { ">" } else { " " };
    let open = |finding: &&&FindingRow| finding.verdict.counts();
    let gravest = findings.iter().filter(open).map(|at| at.severity).max();
    let signs: String = findings.iter().map(|at| sign(at.severity)).collect();
    let names: Vec<String> = findings.iter().map(|at| named(model, at)).collect();
    let names = names.join(&words.text("pane-between"));
    let mut place = words.place(first.place);
    let count = findings.len().to_string();
    let which = match nth {
        Some((nth, count)) => {
            let values = [("nth", nth.to_string()), ("count", count.to_string())];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            words.fill("pane-picked", &values)
        }
        None if selected && findings.len() > 1 && columns >= WITH_HINT => {
            words.fill("pane-several", &[("count", &count)])
        }
        None => String::new(),
    };
    place.push_str(&which);
    if !which.is_empty() && columns >= WITH_HINT {
        place.push_str(&words.text("pane-one-by-one"));
    }
    let place = format!(" ({place})");
    let names = if findings.len() > 1 {
        // Several rules on one part are one line, and its place is never cut off.
        let taken = width(mark) + width(&signs) + width(&place) + 2;
        fit(&names, usize::from(columns).saturating_sub(taken)).into_owned()
    } else {
        names
    };
    let role = gravest.map_or(Look::Role(Role::Dim), Look::Severity);
    said.push(Said {
        text: format!("{mark}{signs} {names}{place}"),
        role,
        indent: 0,
    });
}

/// The rule of a finding, with what was decided.
fn named(model: &Model, finding: &FindingRow) -> String {
    let rule = model.words.rule(&finding.rule);
    match finding.verdict {
        Verdict::Pending => rule,
        decided => format!(
            "{rule} [{}{}]",
            model.words.verdict(decided),
            model.words.marks(finding)
        ),
    }
}

/// What the rules say of a part of the form, one after the other.
fn bodies(model: &Model, findings: &[&FindingRow], data: &ReportDetail, said: &mut Vec<Said>) {
    for finding in findings {
        if findings.len() > 1 {
            said.push(Said {
                text: format!("{} {}", sign(finding.severity), named(model, finding)),
                role: Look::Severity(finding.severity),
                indent: 1,
            });
        }
        body(model, finding, data, said);
    }
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
        let verdict = words.verdict(finding.verdict);
        let said = words.opinion(&verdict, &finding.by, &finding.reason);
        push(said, Role::Good);
        if finding.second != SecondReview::Unreviewed {
            let second = words.second(finding.second);
            let said = words.opinion(&second, &finding.reviewer, &finding.remark);
            push(words.fill("pane-second", &[("said", &said)]), Role::Notice);
        }
    }
    if !finding.opinions.is_empty() {
        push(words.disagreement(finding), Role::Warning);
    }
    if let Some(task) = words.task(&finding.assignee, finding.due) {
        push(task, Role::Notice);
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
        let text = model.words.said_of(&place, &note_text(model, note));
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
