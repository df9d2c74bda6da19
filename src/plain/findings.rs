//! Findings: those of the open form or those of the filter, read one after the other; what a rule
//! is about; the rows of the file.

use super::session::{Listed, Queue, Session};
use super::{commands, form};
use crate::desk::{Words, count, origin};
use crate::export::rule_page;
use crate::rules::{self, FieldName};
use crate::store::{FindingRow, Note, SecondReview, StoreError, Verdict};
use crate::terminal::text::slice;

/// Findings read out at a time.
const PAGE: usize = 10;
/// Findings that can be walked through; the filter narrows to fewer.
const MOST: usize = 10_000;

impl Session<'_> {
    /// Goes through the findings of the open form from now on.
    pub(super) fn queue_of_form(&mut self) {
        let Some(open) = &self.open else { return };
        self.queue = Queue {
            ids: open.findings.iter().map(|finding| finding.id).collect(),
            of_form: true,
            ..Queue::default()
        };
        self.listed = Listed::Findings;
    }

    /// Lists the findings of the open form, or those of the filter where none is open.
    pub(super) fn findings(&mut self) -> Result<(), StoreError> {
        if self.open.is_none() {
            return self.all_findings();
        }
        self.queue_of_form();
        self.more_findings()
    }

    /// Lists the findings of the filter, undecided and grave first.
    pub(super) fn all_findings(&mut self) -> Result<(), StoreError> {
        let ids = self.reader.first_findings(&self.filter.whole(), MOST)?;
        self.open = None;
        let all = ids.len();
        self.queue = Queue {
            ids,
            ..Queue::default()
        };
        self.fill("plain-findings", &[("count", &count(all))]);
        if all == MOST {
            self.fill("plain-list-cut", &[("count", &count(MOST))]);
        }
        self.more_findings()
    }

    /// The next page of the findings.
    pub(super) fn more_findings(&mut self) -> Result<(), StoreError> {
        self.listed = Listed::Findings;
        let from = self.queue.shown;
        let page: Vec<_> = self
            .queue
            .ids
            .iter()
            .skip(from)
            .take(PAGE)
            .copied()
            .collect();
        if page.is_empty() {
            self.say(if self.queue.ids.is_empty() {
                "pane-no-findings"
            } else {
                "plain-list-end"
            });
            return Ok(());
        }
        for row in self.reader.findings(&page)? {
            let at = self.queue.ids.iter().position(|id| *id == row.id);
            let line = self.finding_line(at.unwrap_or_default(), &row);
            self.voice.line(&line);
        }
        self.queue.shown += page.len();
        let left = self.queue.ids.len().saturating_sub(self.queue.shown);
        if left > 0 {
            self.fill("plain-list-left", &[("left", &count(left))]);
        }
        Ok(())
    }

    fn finding_line(&self, at: usize, row: &FindingRow) -> String {
        let words = &self.words;
        let mut parts = vec![words.severity(row.severity), words.verdict(row.verdict)];
        if !self.queue.of_form {
            parts.push(row.project.clone());
            parts.push(row.unit.clone());
        }
        parts.push(words.place(row.place));
        parts.push(words.rule(&row.rule));
        let parts = parts.join(&words.text("plain-comma"));
        let (number, says) = (count(at + 1), words.sentence(row));
        let values = [
            ("number", number.as_str()),
            ("parts", parts.as_str()),
            ("says", says.as_str()),
        ];
        words.fill("plain-finding-line", &values)
    }

    /// Reads the finding of a number that was typed.
    pub(super) fn finding(&mut self, typed: &str) -> Result<(), StoreError> {
        let number = commands::number(typed.trim_end_matches('条'));
        let index = number
            .and_then(|number| usize::try_from(number).ok()?.checked_sub(1))
            .filter(|index| *index < self.queue.ids.len());
        match index {
            Some(index) => self.read_finding(index),
            None => {
                let of = count(self.queue.ids.len());
                self.fill("plain-finding-how", &[("of", &of)]);
                Ok(())
            }
        }
    }

    /// The finding before or after the one read last.
    pub(super) fn step_finding(&mut self, by: isize) -> Result<(), StoreError> {
        if self.queue.ids.is_empty() && self.open.is_none() {
            self.say("plain-no-queue");
            return Ok(());
        }
        let next = match self.queue.at {
            Some(at) => at.checked_add_signed(by),
            None => Some(0),
        };
        match next {
            Some(next) if next < self.queue.ids.len() => self.read_finding(next),
            next => {
                self.say(match (self.queue.ids.is_empty(), next.is_none()) {
                    (true, _) => "plain-none-on-form",
                    (_, true) => "plain-first-finding",
                    _ => "plain-last-finding",
                });
                Ok(())
            }
        }
    }

    /// The next error or warning without a verdict.
    pub(super) fn next_undecided(&mut self) -> Result<(), StoreError> {
        let from = self.queue.at.map_or(0, |at| at + 1);
        let rest: Vec<_> = self.queue.ids.iter().skip(from).copied().collect();
        for window in rest.chunks(1000) {
            let rows = self.reader.findings(window)?;
            let open = rows.iter().find(|row| {
                row.verdict == Verdict::Pending && row.severity != rules::Severity::Notice
            });
            let at = open.and_then(|row| self.queue.ids.iter().position(|id| *id == row.id));
            if let Some(at) = at {
                return self.read_finding(at);
            }
        }
        self.say("plain-none-undecided");
        Ok(())
    }

    /// Reads a finding in full, and its form first where that is another one.
    fn read_finding(&mut self, index: usize) -> Result<(), StoreError> {
        let Some(id) = self.queue.ids.get(index).copied() else {
            return Ok(());
        };
        let Some(row) = self.reader.findings(&[id])?.pop() else {
            self.say("plain-finding-gone");
            return Ok(());
        };
        if self
            .open
            .as_ref()
            .is_none_or(|open| open.row.id != row.report)
        {
            self.enter_report(row.report)?;
        }
        self.queue.at = Some(index);
        self.listed = Listed::Findings;
        let words = &self.words;
        let place = words.place(row.place);
        let values = [
            ("at", count(index + 1)),
            ("of", count(self.queue.ids.len())),
            ("severity", words.severity(row.severity)),
            ("verdict", words.verdict(row.verdict)),
            ("place", place),
            ("rule", words.rule(&row.rule)),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let mut lines = vec![words.fill("plain-finding", &values), words.sentence(&row)];
        if let Some(open) = &self.open {
            lines.extend(form::part(words, open, row.place));
            lines.extend(disputed(words, open, &row));
            lines.extend(self.decided(&row));
            let notes = open.notes.iter();
            let notes = notes.filter(|note| note.finding == Some(row.fingerprint));
            lines.extend(notes.map(|note| self.note_text(note)));
        }
        for line in lines {
            self.voice.text(&line);
        }
        Ok(())
    }

    /// What was decided about a finding, by whom; what others think; who is to look at it.
    fn decided(&self, row: &FindingRow) -> Vec<String> {
        let words = &self.words;
        let mut lines = Vec::new();
        let mut opinion = |verdict: Verdict, by: &str, reason: &str| {
            lines.push(words.opinion(&words.verdict(verdict), by, reason));
        };
        if row.opinions.is_empty() {
            if !row.by.is_empty() {
                opinion(row.verdict, &row.by, &row.reason);
            }
        } else {
            for one in &row.opinions {
                opinion(one.verdict, &one.by, &one.reason);
            }
            lines.push(words.text("plain-disputed"));
        }
        if row.second != SecondReview::Unreviewed {
            let second = self.second_name(row.second);
            lines.push(words.opinion(&second, &row.reviewer, &row.remark));
        }
        let due = row.due.map(|due| due.to_string()).unwrap_or_default();
        for (key, says) in [("event-assign", &row.assignee), ("event-due", &due)] {
            if !says.is_empty() {
                let name = words.text(key);
                lines.push(words.fill("plain-item", &[("name", &name), ("says", says)]));
            }
        }
        lines
    }

    /// A note with who wrote it and when.
    pub(super) fn note_text(&self, note: &Note) -> String {
        let key = if note.outdated {
            "pane-note-outdated"
        } else {
            "pane-note"
        };
        let time = self.words.time(note.at);
        let values = [
            ("by", note.by.as_str()),
            ("time", time.as_str()),
            ("text", note.text.as_str()),
        ];
        self.words.fill(key, &values)
    }

    /// The finding that was read last.
    pub(super) fn current(&self) -> Option<FindingRow> {
        let id = self.queue.ids.get(self.queue.at?)?;
        let open = self.open.as_ref()?;
        open.findings.iter().find(|row| row.id == *id).cloned()
    }

    /// What the rule of the finding looks at, why, and on what it rests; or a rule by its name.
    pub(super) fn explain(&mut self, named: &str) -> Result<(), StoreError> {
        let rule = if named.is_empty() {
            self.current().and_then(|row| rules::find(&row.rule))
        } else {
            rules::all().iter().copied().find(|rule| {
                rule.id == named
                    || rule.name.zh == named
                    || rule.name.en.eq_ignore_ascii_case(named)
            })
        };
        match rule {
            Some(rule) => {
                let page = rule_page(rule, self.words.catalogue());
                for line in page.lines().filter(|line| !line.trim().is_empty()) {
                    self.voice.text(line);
                }
            }
            None => self.say("why-no-rule"),
        }
        Ok(())
    }

    /// The file, and the rows of it the finding rests on; without a finding, all rows of the form.
    pub(super) fn source(&mut self) -> Result<(), StoreError> {
        let current = self.current();
        let Some(open) = &self.open else {
            self.say("plain-no-form");
            return Ok(());
        };
        let words = &self.words;
        let mut lines = vec![words.fill("source-file", &[("path", &open.source.path)])];
        let wanted: Option<Vec<(u32, u32)>> = current.map(|finding| {
            let mut rows = Vec::new();
            for mark in &finding.marks {
                let Some((printed, at)) = rules::cell(&open.report, mark.place, mark.field) else {
                    continue;
                };
                rows.push((at.part, at.row));
                let (place, field) = (words.place(mark.place), words.field(mark.field));
                let at = origin(words, at);
                // A narrative is read once, with its row.
                let text = if mark.field == FieldName::Text {
                    "…"
                } else {
                    printed
                };
                let values = [
                    ("place", place.as_str()),
                    ("field", field.as_str()),
                    ("at", at.as_str()),
                    ("text", text),
                ];
                let line = words.fill("plain-cell", &values);
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            rows
        });
        for row in &open.report.source {
            if wanted
                .as_ref()
                .is_none_or(|rows| rows.contains(&(row.part, row.row)))
            {
                let at = origin(words, crate::form::Origin::new(row.part, row.row, 0));
                // Tabs are the borders of cells: said, so that a shifted cell is heard.
                let cells: Vec<&str> = row.text.split('\t').map(str::trim).collect();
                let text = cells.join(" | ");
                let values = [("name", at.as_str()), ("says", text.as_str())];
                lines.push(words.fill("plain-item", &values));
            }
        }
        for line in lines {
            self.voice.line(&line);
        }
        Ok(())
    }
}

/// The disputed characters of the narratives a finding rests on.
fn disputed(words: &Words, open: &crate::store::ReportDetail, finding: &FindingRow) -> Vec<String> {
    let mut quoted = Vec::new();
    for mark in &finding.marks {
        let Some((from, to)) = mark.span else {
            continue;
        };
        let Some((text, _)) = rules::cell(&open.report, mark.place, mark.field) else {
            continue;
        };
        let bound = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        // Some characters around them, so that one hears what they are about.
        let around = bound(from).saturating_sub(AROUND)..bound(to).saturating_add(AROUND);
        let end = around.end.min(text.chars().count());
        if around.start < end {
            let (place, text) = (words.place(mark.place), slice(text, around.start..end));
            let values = [("place", place.as_str()), ("text", text)];
            quoted.push(words.fill("plain-quoted", &values));
        }
    }
    quoted
}

/// Characters read on either side of a disputed figure.
const AROUND: usize = 15;
