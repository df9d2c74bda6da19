//! Cells of the form: marked where a finding rests on them, wrapped and never cut.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Flag, Form};
use crate::desk::theme::{Role, sign};
use crate::form::Field;
use crate::rules::{FieldName, Place};
use crate::terminal::text::{self, Align, wrap};

/// A cell of a table row: text, style, width and side.
pub(super) struct Cell {
    pub text: String,
    pub style: Style,
    pub columns: usize,
    pub align: Align,
}

impl Form<'_> {
    /// The text of a cell with its sign, and its style.
    pub(super) fn cell(&self, place: Place, field: FieldName, printed: &str) -> (String, Style) {
        match self.marks.cell(place, field) {
            Some(flag) => {
                let blank = self.words.text("form-blank-cell");
                let said = if printed.is_empty() { &blank } else { printed };
                let text = format!("{}{said}", sign(flag.severity));
                (text, self.flagged(flag))
            }
            None => (printed.to_owned(), self.theme.style(Role::Text)),
        }
    }

    pub(super) fn flagged(&self, flag: Flag) -> Style {
        let style = self.theme.severity(flag.severity);
        if flag.current {
            style.patch(self.theme.style(Role::Selected))
        } else {
            style.patch(self.theme.style(Role::Title))
        }
    }

    pub(super) fn column(
        &self,
        place: Place,
        field: FieldName,
        printed: &str,
        columns: usize,
        align: Align,
    ) -> Cell {
        let (text, style) = self.cell(place, field, printed);
        Cell {
            text,
            style,
            columns,
            align,
        }
    }

    pub(super) fn label(&self, text: &str, columns: usize) -> Cell {
        Cell {
            text: text.to_owned(),
            style: self.theme.style(Role::Text),
            columns,
            align: Align::Left,
        }
    }

    /// A table row as high as its highest cell: nothing is cut.
    pub(super) fn row(&mut self, place: Place, cells: &[Cell]) {
        let wrapped: Vec<_> = cells
            .iter()
            .map(|cell| {
                let lines = wrap(&cell.text, cell.columns.max(2));
                (lines, self.found.hits(&cell.text))
            })
            .collect();
        let height = wrapped.iter().map(|(lines, _)| lines.len()).max();
        let height = height.unwrap_or(1);
        for line in 0..height {
            let mut spans = Vec::with_capacity(cells.len() * 2);
            for (cell, (lines, hits)) in cells.iter().zip(&wrapped) {
                if !spans.is_empty() {
                    spans.push(Span::raw(" "));
                }
                let (text, from) = lines
                    .get(line)
                    .map_or(("", 0), |line| (line.text.as_str(), line.chars.start));
                let free = cell.columns.saturating_sub(text::width(text));
                let blank = Span::raw(" ".repeat(free));
                let text = vec![Span::styled(text.to_owned(), cell.style)];
                let text = self.found.mark(text, from, hits);
                if cell.align == Align::Right {
                    spans.push(blank);
                    spans.extend(text);
                } else {
                    spans.extend(text);
                    spans.push(blank);
                }
            }
            self.push(Some(place), Line::from(spans));
        }
    }

    /// `label value` pairs one after the other, for narrow terminals; a value too long for that has
    /// lines of its own.
    pub(super) fn stacked(
        &mut self,
        place: Place,
        indent: usize,
        pairs: &[(String, FieldName, &str)],
    ) {
        let mut line: Vec<Cell> = Vec::new();
        let mut used = indent;
        for (label, field, printed) in pairs {
            let taken = text::width(label);
            let mut label = self.label(label, taken);
            label.style = self.theme.style(Role::Dim);
            let value = self.column(place, *field, printed, 0, Align::Left);
            let needed = taken + text::width(&value.text) + 3;
            if used > indent && used + needed > self.columns {
                self.row(place, &std::mem::take(&mut line));
                used = indent;
            }
            if line.is_empty() {
                line.push(self.label("", indent.saturating_sub(1)));
            }
            let room = self.columns.saturating_sub(used + taken + 1);
            let columns = text::width(&value.text).min(room).max(2);
            line.extend([label, Cell { columns, ..value }, self.label("", 0)]);
            used += needed;
        }
        self.row(place, &line);
    }

    /// The text as printed; what could not be read says so.
    pub(super) fn printed<T>(&self, field: &Field<T>) -> String {
        if field.printed.is_empty() && !field.is_absent() {
            return self.words.text("form-blank");
        }
        field.printed.to_string()
    }
}
