//! One walk through a text, which finds its sentences and its figures.

use std::ops::Range;

use super::figure::{Figure, is_name_or_numbering, number_end, read};
use crate::rules::text::width;
use crate::rules::{Settings, is_letter};

/// What a walk through a narrowed text finds.
#[derive(Debug, Default)]
pub struct Walk {
    /// Sentences, ended by `。；！？` or a new line, blank ones left out.
    pub sentences: Vec<Range<usize>>,
    /// All figures. Numbering of lists, ordinals, fractions, numbers in quotation marks that are names
    /// (“110”), what stands in 《》, and numbers glued to Latin letters are left out.
    pub figures: Vec<Figure>,
    /// How deep in brackets, and in 《》.
    depth: u8,
    titles: u8,
    /// Where the sentence and the clause begin, and where the last figure ends.
    sentence: usize,
    clause: usize,
    past: usize,
}

impl Walk {
    /// Walks through a text.
    pub fn through(text: &str, settings: &Settings) -> Self {
        let mut walk = Self::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(first) = bytes.get(at) {
            // Nearly all of a text: nothing to see.
            if matches!(first, 0xe4..=0xe9) {
                at += 3;
                continue;
            }
            let end = at + width(*first);
            match first {
                b'0'..=b'9' if at >= walk.past && walk.titles == 0 => {
                    walk.number(text, at, settings);
                }
                b'(' => {
                    walk.depth = walk.depth.saturating_add(1);
                    walk.clause = end;
                }
                b')' => {
                    walk.depth = walk.depth.saturating_sub(1);
                    walk.clause = end;
                }
                b',' | b':' => walk.clause = end,
                b';' | b'!' | b'?' | b'\n' => walk.stop(text, end),
                // 、。《》
                0xe3 => match bytes.get(at + 1..end) {
                    Some([0x80, 0x81]) => walk.clause = end,
                    Some([0x80, 0x82]) => walk.stop(text, end),
                    Some([0x80, 0x8a]) => walk.titles = walk.titles.saturating_add(1),
                    Some([0x80, 0x8b]) => walk.titles = walk.titles.saturating_sub(1),
                    _ => {}
                },
                _ => {}
            }
            at = end;
        }
        walk.stop(text, text.len());
        walk
    }

    /// A digit that no number has yet.
    fn number(&mut self, text: &str, at: usize, settings: &Settings) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        if before.is_some_and(|b| b.is_ascii_alphanumeric() || b == '.') {
            return;
        }
        let end = number_end(text, at);
        self.past = end;
        if is_name_or_numbering(text, at, end, before) {
            return;
        }
        let (clause, depth) = (self.clause, self.depth);
        if let Some(figure) = read(text, clause, at..end, depth, &mut self.figures, settings) {
            self.past = figure.end;
            if self.figures.is_empty() {
                self.figures.reserve(8);
            }
            self.figures.push(figure);
        }
    }

    /// The end of a sentence.
    fn stop(&mut self, text: &str, end: usize) {
        let sentence = self.sentence..end;
        if text
            .get(sentence.clone())
            .is_some_and(|words| words.chars().any(is_letter))
        {
            if self.sentences.is_empty() {
                self.sentences.reserve(8);
            }
            self.sentences.push(sentence);
        }
        (self.sentence, self.clause) = (end, end);
    }
}
