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
        let between: Vec<&Figure> = inside(start..percent.start).collect();
        let unit = |figure: &Figure| narrative.slice(figure.unit.clone());
        let earlier: Vec<&Figure> = inside(sentence.start..at).collect();
        let (now, before) = match (between.as_slice(), earlier.as_slice()) {
            // x起，同比（y起）上升p%
            ([before], [.., _]) => {
                let same = |figure: &&&Figure| unit(figure) == unit(before);
                (earlier.iter().rfind(same).copied(), Some(*before))
            }
            // x起，上年同期y起，同比上升p%; 由y起增至x起，同比上升p%
            ([], [.., a, b]) if unit(a) == unit(b) => {
                let link = narrative.slice(a.end..b.start);
                if words.earlier.occurs_in(link) {
                    (Some(*a), Some(*b))
                } else if words.became.occurs_in(link) {
                    (Some(*b), Some(*a))
                } else {
                    (Some(*b), None)
                }
            }
            ([], [.., now]) => (Some(*now), None),
            // Several figures between: which one is meant cannot be told.
            _ => (None, None),
        };
        let Some(now) = now else {
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
