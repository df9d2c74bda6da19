//! The only way out: lines, a page at a time, with everything that acts on a terminal made visible.

use std::collections::VecDeque;
use std::io::{self, Write};

use crate::desk::Words;
use crate::terminal::text::{one_line, visible};

/// Lines that are read out before asking whether to go on: a small terminal shows them all.
const PAGE: usize = 20;

/// What is to be said, and where.
pub struct Voice<'a> {
    out: &'a mut dyn Write,
    waiting: VecDeque<String>,
}

impl<'a> Voice<'a> {
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self {
            out,
            waiting: VecDeque::new(),
        }
    }

    /// One line; line feeds in it become spaces.
    pub fn line(&mut self, text: &str) {
        self.waiting.push_back(one_line(text).into_owned());
    }

    /// A text of several lines.
    pub fn text(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\t', " ");
        self.waiting
            .extend(visible(&text).lines().map(str::to_owned));
    }

    /// Whether lines are left for another page.
    pub fn has_more(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Forgets what is left: something else was asked for.
    pub fn silence(&mut self) {
        self.waiting.clear();
    }

    /// Writes a page of what is waiting, and what is left where that is so.
    pub fn page(&mut self, words: &Words) -> io::Result<()> {
        for line in self.waiting.drain(..self.waiting.len().min(PAGE)) {
            writeln!(self.out, "{line}")?;
        }
        if self.has_more() {
            let left = self.waiting.len().to_string();
            writeln!(self.out, "{}", words.fill("plain-more", &[("left", &left)]))?;
        }
        Ok(())
    }

    /// Writes everything that is waiting.
    pub fn all(&mut self) -> io::Result<()> {
        for line in self.waiting.drain(..) {
            writeln!(self.out, "{line}")?;
        }
        self.out.flush()
    }

    /// Asks for a line.
    pub fn prompt(&mut self, text: &str) -> io::Result<()> {
        write!(self.out, "{text}> ")?;
        self.out.flush()
    }
}
