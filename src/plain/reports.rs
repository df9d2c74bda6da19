//! The list of forms: filter, order, pages, opening one.

use super::session::{Listed, Queue, Session};
use super::{commands, form};
use crate::desk::{count, maybe};
use crate::export::names::today;
use crate::query::FieldInfo;
use crate::store::{ReportId, ReportRow, ReviewState, Sort, SortKey, StoreError};

/// Forms read out at a time.
const PAGE: usize = 10;
/// Forms that can be paged through; the filter narrows to fewer.
const MOST: usize = 10_000;

impl Session<'_> {
    /// How much there is, and how it is narrowed.
    pub(super) fn status(&mut self) -> Result<(), StoreError> {
        let totals = self.reader.count(&self.filter.whole())?;
        let narrowed = self.narrowed();
        if !narrowed.is_empty() {
            self.voice.line(&narrowed);
        }
        let values = [
            ("count", count(totals.reports)),
            ("full", count(totals.all_full)),
            ("mismatch", count(totals.mismatch)),
            ("errors", count(totals.errors)),
            ("warnings", count(totals.warnings)),
            ("undecided", count(totals.undecided)),
            ("of", count(totals.to_decide)),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        self.fill("plain-status", &values);
        Ok(())
    }

    fn narrowed(&self) -> String {
        let mut said = Vec::new();
        if !self.filter.text.is_empty() {
            let text = self.filter.text.as_str();
            said.push(self.words.fill("list-filter", &[("text", text)]));
        }
        if !self.filter.search().is_empty() {
            let text = self.filter.search();
            said.push(self.words.fill("list-search", &[("text", text)]));
        }
        said.join(&self.words.text("plain-comma"))
    }

    /// The list from its beginning.
    pub(super) fn list(&mut self) -> Result<(), StoreError> {
        self.open = None;
        self.queue = Queue::default();
        self.fetch()?;
        self.status()?;
        self.more_reports()
    }

    fn fetch(&mut self) -> Result<(), StoreError> {
        let query = self.filter.whole();
        self.reports = self.reader.first_reports(&query, self.sort, MOST)?;
        self.shown = 0;
        Ok(())
    }

    /// The next page of the list.
    pub(super) fn more_reports(&mut self) -> Result<(), StoreError> {
        self.listed = Listed::Reports;
        let page: Vec<ReportId> = self
            .reports
            .iter()
            .skip(self.shown)
            .take(PAGE)
            .copied()
            .collect();
        if page.is_empty() {
            let nothing = self.reports.is_empty();
            self.say(match (nothing, self.filter.is_empty()) {
                (true, true) => "plain-list-empty",
                (true, false) => "plain-nothing-found",
                (false, _) => "plain-list-end",
            });
            return Ok(());
        }
        for row in self.reader.reports(&page)? {
            let line = self.report_line(&row);
            self.voice.line(&line);
        }
        self.shown += page.len();
        let left = self.reports.len().saturating_sub(self.shown);
        if self.reports.len() == MOST && left == 0 {
            self.fill("plain-list-cut", &[("count", &count(MOST))]);
        } else if left > 0 {
            self.fill("plain-list-left", &[("left", &count(left))]);
        }
        Ok(())
    }

    fn report_line(&self, row: &ReportRow) -> String {
        let words = &self.words;
        let year = row
            .year
            .map_or_else(|| words.text("form-blank"), |year| year.to_string());
        let values = [
            ("id", row.id.0.to_string()),
            ("year", year),
            ("project", row.project.clone()),
            ("unit", row.unit.clone()),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let mut parts = vec![words.fill("plain-report", &values)];
        for (key, number) in [("field-total_score", row.score), ("field-rate", row.rate)] {
            if number.is_some() {
                parts.push(format!("{} {}", words.text(key), maybe(number, 2)));
            }
        }
        parts.extend(self.report_marks(row));
        parts.join(&words.text("plain-comma"))
    }

    /// What deserves distrust, and how far the review has come.
    pub(super) fn report_marks(&self, row: &ReportRow) -> Vec<String> {
        let words = &self.words;
        let mut parts = Vec::new();
        for (set, key) in [
            (row.all_full, "mark-all_full"),
            (row.mismatch, "mark-mismatch"),
        ] {
            if set {
                parts.push(words.text(key));
            }
        }
        let numbers = [
            ("severity-error", row.errors),
            ("severity-warning", row.warnings),
            ("severity-notice", row.notices),
            ("plain-notes", row.notes),
        ];
        for (key, number) in numbers {
            if number > 0 {
                parts.push(format!("{} {}", words.text(key), count(number)));
            }
        }
        if row.state != ReviewState::Open {
            parts.push(words.review(row.state));
        }
        parts
    }

    /// Sets the filter; without words, says it.
    pub(super) fn narrow(&mut self, text: &str) -> Result<(), StoreError> {
        if text.is_empty() {
            self.status()?;
            self.say("plain-filter-how");
            return Ok(());
        }
        let before = self.filter.clone();
        let views = self.reader.views(&self.by)?;
        if let Err(mistake) = self.filter.set_text(text, &self.words, &views, today()) {
            let wrong: String = text
                .chars()
                .skip(mistake.chars.start)
                .take(mistake.chars.len())
                .collect();
            let values = [("word", wrong.as_str()), ("sentence", &mistake.sentence)];
            self.fill("plain-filter-wrong", &values);
            return Ok(());
        }
        self.list().inspect_err(|_| self.filter = before)
    }

    /// Sets the words searched for; without words, none.
    pub(super) fn search(&mut self, text: &str) -> Result<(), StoreError> {
        let views = self.reader.views(&self.by)?;
        self.filter.set_search(text, &self.words, &views, today());
        self.list()
    }

    /// Everything passes again.
    pub(super) fn clear(&mut self) -> Result<(), StoreError> {
        self.filter.clear();
        self.list()
    }

    /// Sets the order by name in either language, `-` in front for the largest first; without a
    /// name, says which there are.
    pub(super) fn sort(&mut self, name: &str) -> Result<(), StoreError> {
        let (descending, wanted) = match name.strip_prefix(['-', '－']) {
            Some(rest) => (true, rest.trim()),
            None => (false, name),
        };
        // The filter's words for its fields do as well.
        let field = FieldInfo::named(wanted).map_or(wanted, |field| field.en);
        let known = SortKey::ALL.into_iter().find(|(_, stable)| {
            [wanted, field]
                .iter()
                .any(|name| stable.eq_ignore_ascii_case(name))
                || self
                    .words
                    .text(&format!("sort-{stable}"))
                    .eq_ignore_ascii_case(wanted)
        });
        let Some((key, _)) = known else {
            let names: Vec<String> = SortKey::ALL
                .iter()
                .map(|(_, name)| format!("{} {name}", self.words.text(&format!("sort-{name}"))))
                .collect();
            let names = names.join(&self.words.text("plain-comma"));
            self.fill("plain-sort-how", &[("names", &names)]);
            return Ok(());
        };
        // What is most suspicious is wanted first, however it is asked for.
        let descending = descending || key == SortKey::Suspicion;
        self.sort = Sort { key, descending };
        self.list()
    }

    /// Opens the form of a number that was typed.
    pub(super) fn open_typed(&mut self, typed: &str) -> Result<(), StoreError> {
        match commands::number(typed) {
            Some(number) => self.open_report(ReportId(number)),
            None => {
                self.say("plain-open-how");
                Ok(())
            }
        }
    }

    /// Opens a form and reads its head.
    pub(super) fn open_report(&mut self, id: ReportId) -> Result<(), StoreError> {
        self.enter_report(id)?;
        self.queue_of_form();
        self.say("plain-open-next");
        Ok(())
    }

    /// Opens a form and reads its head; the findings walked through stay.
    pub(super) fn enter_report(&mut self, id: ReportId) -> Result<(), StoreError> {
        let detail = Box::new(self.reader.report(id, None)?);
        for line in form::head(&self.words, &detail) {
            self.voice.line(&line);
        }
        let marks = self
            .report_marks(&detail.row)
            .join(&self.words.text("plain-comma"));
        if !marks.is_empty() {
            self.voice.line(&marks);
        }
        if !detail.tags.is_empty() {
            let tags = detail.tags.join(&self.words.text("plain-comma"));
            self.fill("plain-tags", &[("tags", &tags)]);
        }
        for note in detail.notes.iter().filter(|note| note.finding.is_none()) {
            let said = self.note_text(note);
            self.voice.text(&said);
        }
        self.open = Some(detail);
        Ok(())
    }

    /// The form before or after the open one in the list.
    pub(super) fn step_report(&mut self, by: isize) -> Result<(), StoreError> {
        if self.reports.is_empty() {
            self.fetch()?;
        }
        let at = self
            .open
            .as_ref()
            .and_then(|open| self.reports.iter().position(|id| *id == open.row.id));
        let next = match at {
            Some(at) => at.checked_add_signed(by),
            None => Some(0),
        };
        match next.and_then(|next| self.reports.get(next)) {
            Some(id) => self.open_report(*id),
            None => {
                self.say("detail-no-more-reports");
                Ok(())
            }
        }
    }

    /// Reads the open form, or the part of it that is named.
    pub(super) fn read_form(&mut self, part: &str) -> Result<(), StoreError> {
        let Some(open) = &self.open else {
            self.say("plain-no-form");
            return Ok(());
        };
        let lines = match commands::number(part) {
            Some(number) => form::indicator(&self.words, open, number),
            None => form::whole(&self.words, open),
        };
        for line in lines {
            self.voice.text(&line);
        }
        Ok(())
    }
}
