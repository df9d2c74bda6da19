//! Year-on-year changes: `24367起，同比（24162起）上升0.8%`.

use std::ops::Range;

use super::{Figure, Kind, Narrative};
use crate::rules::Settings;

/// A change against an earlier period.
#[derive(Debug)]
pub struct Change<'n> {
    /// This period's figure.
    pub now: &'n Figure,
    /// The earlier one, where it is printed.
    pub before: Option<&'n Figure>,
    /// The change in percent.
    pub percent: &'n Figure,
    /// Whether the text says that it rose.
    pub rose: bool,
}

impl Change<'_> {
    /// From this period's figure to the percentage.
    pub fn range(&self) -> Range<usize> {
        self.now.start..self.percent.end
    }
}

/// The changes a text states: this period's figure, a word of comparison (同比, 较上年, …), perhaps the
/// earlier figure, a verb, a percentage, all in one sentence.
pub fn changes<'n>(narrative: &'n Narrative<'_>, settings: &Settings) -> Vec<Change<'n>> {
    let words = &settings.narrative;
    let text = narrative.text();
    let mut found = Vec::new();
    let mut keys = words.compared.all_in(text).peekable();
    while let Some((at, key)) = keys.next() {
        let sentence = narrative.sentence_at(at);
        let start = at + key.len();
        let end = keys
            .peek()
            .map_or(sentence.end, |(next, _)| (*next).min(sentence.end));
        let inside = |range: Range<usize>| {
            narrative
                .quantities()
                .filter(move |figure| figure.start >= range.start && figure.end <= range.end)
        };
        let Some(percent) = inside(start..end).find(|figure| figure.kind == Kind::Percent) else {
            continue;
        };
        let between = narrative.slice(start..percent.start);
        let verb =
            |lexicon: &crate::rules::Lexicon| lexicon.all_in(between).last().map(|(at, _)| at);
        let (rose, fell) = (verb(&words.rises), verb(&words.falls));
        if rose == fell {
            continue;
        }
        let before: Vec<&Figure> = inside(start..percent.start).collect();
        let before = match before.as_slice() {
            [] => None,
            [one] => Some(*one),
            // Several figures between: which one is meant cannot be told.
            _ => continue,
        };
        let Some(now) = inside(sentence.start..at)
            .filter(|figure| {
                before.is_none_or(|before| {
                    narrative.slice(before.unit.clone()) == narrative.slice(figure.unit.clone())
                })
            })
            .last()
        else {
            continue;
        };
        found.push(Change {
            now,
            before,
            percent,
            rose: rose > fell,
        });
    }
    found
}
