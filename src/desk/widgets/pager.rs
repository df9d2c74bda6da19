//! A longer text in a box, to be read and closed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Paint, dialog};
use crate::desk::Key;
use crate::desk::theme::{Role, Theme};
use crate::terminal::text::{slice, width, wrap};

/// A paragraph: its role and its text.
pub type Paragraph = (Role, String);

/// A text one reads, scrolls and closes.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    title: String,
    paragraphs: Vec<Paragraph>,
    footer: String,
    top: usize,
    /// The rule it is about, if one.
    subject: Option<&'static str>,
    /// Columns of the key in front of a paragraph, below which the paragraph does not go on.
    hang: usize,
}

impl Pager {
    /// A text under a title; `footer` says which keys do what.
    pub const fn new(title: String, paragraphs: Vec<Paragraph>, footer: String) -> Self {
        Self {
            title,
            paragraphs,
            footer,
            top: 0,
            subject: None,
            hang: 0,
        }
    }

    /// The same, known to be about a rule.
    pub const fn about(mut self, subject: &'static str) -> Self {
        self.subject = Some(subject);
        self
    }

    /// The same, its paragraphs going on beside the key in their first `columns` columns.
    pub const fn hanging(mut self, columns: usize) -> Self {
        self.hang = columns;
        self
    }

    /// The rule it is about.
    pub const fn subject(&self) -> Option<&'static str> {
        self.subject
    }

    /// Says something else from now on; what is in sight stays.
    pub fn say(&mut self, paragraphs: Vec<Paragraph>) {
        self.paragraphs = paragraphs;
    }

    /// Takes a key, on a screen of these columns and rows; says whether the text stays open.
    pub fn key(&mut self, key: Key, (columns, rows): (u16, u16)) -> bool {
        let lines = self.paragraphs.iter();
        let inner = usize::from(outer(columns).saturating_sub(4));
        let lines: usize = lines.map(|(_, text)| self.wrapped(text, inner).len()).sum();
        // Borders, and two lines for the footer.
        let height = usize::from(rows.saturating_sub(4));
        let page = height.saturating_sub(1).max(1);
        let last = lines.saturating_sub(height);
        self.top = match key {
            Key::Up | Key::Char('k') => self.top.saturating_sub(1),
            Key::Down | Key::Char('j') => self.top.saturating_add(1),
            Key::PageUp => self.top.saturating_sub(page),
            Key::PageDown | Key::Char(' ') => self.top.saturating_add(page),
            Key::Home | Key::Char('g') => 0,
            Key::End | Key::Char('G') => last,
            _ => return false,
        }
        .min(last);
        true
    }

    /// Draws the box in the middle of `area`; says where the cursor stands.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: Theme) -> Position {
        let columns = outer(area.width);
        let lines = self.lines(usize::from(columns.saturating_sub(4)), theme);
        let rows = u16::try_from(lines.len().saturating_add(4)).unwrap_or(u16::MAX);
        let inner = dialog(buffer, area, (columns, rows), &self.title, theme);
        let height = inner.height.saturating_sub(2);
        let top = self
            .top
            .min(lines.len().saturating_sub(usize::from(height)));
        let mut paint = Paint::new(buffer, inner);
        for (line, text) in (0..height).zip(lines.iter().skip(top)) {
            paint.line(line, 0, text);
        }
        let below = lines.len().saturating_sub(top + usize::from(height));
        let more = if below > 0 {
            format!("{}  (+{below})", self.footer)
        } else {
            self.footer.clone()
        };
        paint.put(
            inner.height.saturating_sub(1),
            0,
            &more,
            theme.style(Role::Dim),
        );
        inner.as_position()
    }

    fn lines(&self, columns: usize, theme: Theme) -> Vec<Line<'static>> {
        self.paragraphs
            .iter()
            .flat_map(|(role, text)| {
                let style: Style = theme.style(*role);
                self.wrapped(text, columns)
                    .into_iter()
                    .map(move |line| Line::from(Span::styled(line, style)))
            })
            .collect()
    }

    /// The lines of a paragraph.
    fn wrapped(&self, text: &str, columns: usize) -> Vec<String> {
        let (key, body) = split(text, self.hang);
        let hang = self.hang;
        // Not where hardly a word would stand beside it.
        if !key.ends_with(' ') || hang * 2 > columns {
            return wrap(text, columns)
                .into_iter()
                .map(|line| line.text)
                .collect();
        }
        (0..)
            .zip(wrap(body, columns - hang))
            .map(|(at, line)| match at {
                0 => format!("{key}{}", line.text),
                _ => format!("{}{}", " ".repeat(hang), line.text),
            })
            .collect()
    }
}

/// What stands in the first `columns` columns of a text, and what follows.
fn split(text: &str, columns: usize) -> (&str, &str) {
    let end = (0..=text.chars().count())
        .find(|end| width(slice(text, 0..*end)) >= columns)
        .unwrap_or_default();
    let key = slice(text, 0..end);
    (key, text.strip_prefix(key).unwrap_or(text))
}

/// Columns of the box on a screen of that many.
fn outer(columns: u16) -> u16 {
    columns.saturating_sub(4).clamp(columns.min(36), 100)
}
