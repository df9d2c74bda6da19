//! 预期目标 and 实际完成情况, disputed characters marked.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use smol_str::SmolStr;

use super::{Form, SIDE_BY_SIDE};
use crate::desk::theme::{Role, sign};
use crate::form::Field;
use crate::rules::{FieldName, Place};
use crate::terminal::text::{self, Align, pad, wrap};

/// A line of a narrative, and whether the selected finding disputes something on it.
type Written = (Vec<Span<'static>>, bool);

impl Form<'_> {
    pub(super) fn narratives(&mut self) {
        let report = &self.detail.report;
        // Spans count characters of the clean text, which is the value.
        let clean = |field: &Field<SmolStr>| {
            field
                .value()
                .map_or_else(|| self.printed(field), ToString::to_string)
        };
        let (goal, outcome) = (clean(&report.goal), clean(&report.outcome));
        if self.columns >= SIDE_BY_SIDE {
            let half = (self.columns - 3) / 2;
            let heading = format!(
                "{}   {}",
                pad(&self.words.text("field-goal"), half, Align::Left),
                self.words.text("field-outcome")
            );
            self.heading(&heading);
            let left = self.narrative(Place::Goal, &goal, half);
            let right = self.narrative(Place::Outcome, &outcome, half);
            self.beside(left, right, half);
            return;
        }
        for (place, field, text) in [
            (Place::Goal, "field-goal", goal),
            (Place::Outcome, "field-outcome", outcome),
        ] {
            self.heading(&self.words.text(field));
            for (spans, current) in self.narrative(place, &text, self.columns) {
                self.push(Some(place), Line::from(spans));
                self.disputed(current);
            }
        }
    }

    /// Two narratives side by side. The lines belong to the goal as far as it goes, but at least
    /// one line belongs to the outcome, so that the cursor can stand there.
    pub(super) fn beside(&mut self, left: Vec<Written>, right: Vec<Written>, half: usize) {
        let height = left.len().max(right.len()).max(2);
        let goal = left.len().min(height - 1).max(1);
        let outcome = self.marks.gravest(Place::Outcome);
        let (mut left, mut right) = (left.into_iter(), right.into_iter());
        for line in 0..height {
            let (mut spans, on_left) = left.next().unwrap_or_default();
            let (beside, on_right) = right.next().unwrap_or_default();
            let used: usize = spans.iter().map(|span| text::width(&span.content)).sum();
            spans.push(Span::raw(" ".repeat(half.saturating_sub(used))));
            // The outcome's sign stands between the columns, beside its own first line.
            let between = if line == 0 {
                outcome.map_or("   ".to_owned(), |severity| format!(" {} ", sign(severity)))
            } else {
                "   ".to_owned()
            };
            spans.push(Span::styled(between, self.theme.style(Role::Title)));
            spans.extend(beside);
            let place = if line < goal {
                Place::Goal
            } else {
                Place::Outcome
            };
            self.push(Some(place), Line::from(spans));
            self.disputed(on_left || on_right);
        }
    }

    fn disputed(&mut self, current: bool) {
        if let Some(last) = self.lines.last_mut() {
            last.current |= current;
        }
    }

    /// A narrative in lines, its disputed characters marked.
    pub(super) fn narrative(&self, place: Place, narrative: &str, columns: usize) -> Vec<Written> {
        let whole = self.marks.cell(place, FieldName::Text);
        let base = whole.map_or(self.theme.style(Role::Text), |flag| self.flagged(flag));
        let hits = self.found.hits(narrative);
        wrap(narrative, columns)
            .into_iter()
            .map(|line| {
                let mut spans = Vec::new();
                let mut at = line.chars.start;
                let mut current = false;
                for (range, flag) in self.marks.spans(place, line.chars.clone()) {
                    if range.start > at {
                        spans.push(shown(narrative, at..range.start, base));
                    }
                    let mut style = self
                        .theme
                        .severity(flag.severity)
                        .patch(self.theme.style(Role::Disputed));
                    current |= flag.current;
                    if flag.current {
                        style = style.patch(self.theme.style(Role::Selected));
                    }
                    let from = range.start.max(at);
                    spans.push(shown(narrative, from..range.end, style));
                    at = range.end.max(at);
                }
                spans.push(shown(narrative, at..line.chars.end, base));
                (self.found.mark(spans, line.chars.start, &hits), current)
            })
            .collect()
    }
}

fn shown(text: &str, chars: std::ops::Range<usize>, style: Style) -> Span<'static> {
    let part = text::slice(text, chars);
    Span::styled(text::one_line(part).into_owned(), style)
}
