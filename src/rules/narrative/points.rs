//! Changes of a rate in percentage points: `由98.2%提高到99.6%，提高1.4个百分点`.
//!
//! The points must directly follow the two rates and say nothing but that they rose or fell.

use super::change::verb;
use super::{Figure, Kind, Narrative};
use crate::rules::Settings;

/// A rate's change.
#[derive(Debug)]
pub struct Points<'n> {
    /// The earlier rate.
    pub before: &'n Figure,
    /// The rate it became.
    pub now: &'n Figure,
    /// By how many points, as printed.
    pub points: &'n Figure,
    /// Whether the text says that it rose.
    pub rose: bool,
}

/// The changes of rates a text states in points, with both rates.
pub fn points<'n>(
    narrative: &'n Narrative<'_>,
    settings: &'n Settings,
) -> impl Iterator<Item = Points<'n>> {
    let figures = narrative.figures();
    let told = figures.iter().enumerate();
    told.filter(|(_, figure)| figure.kind == Kind::Points && !figure.rough)
        .filter_map(move |(at, points)| {
            let sentence = narrative.sentence_at(points.start);
            let mut earlier = figures
                .get(..at)?
                .iter()
                .rev()
                .take_while(|figure| figure.start >= sentence.start)
                .filter(|figure| figure.kind != Kind::Date);
            let (last, first) = (earlier.next()?, earlier.next()?);
            let is_rate = |figure: &Figure| {
                figure.kind == Kind::Percent
                    && !figure.rough
                    && narrative.slice(figure.base..figure.end) == "%"
            };
            if !is_rate(first) || !is_rate(last) {
                return None;
            }
            let rose = bare_verb(narrative.lead(points), settings)?;
            let from = earlier.next().map_or(sentence.start, |figure| figure.end);
            let before_first = narrative.slice(from..first.start);
            let between = narrative.slice(first.end..last.start);
            let (before, now) =
                if is_became(between, settings) && before_first.contains(['由', '从']) {
                    (first, last)
                } else if is_earlier(between, settings) {
                    (last, first)
                } else {
                    return None;
                };
            Some(Points {
                before,
                now,
                points,
                rose,
            })
        })
}

/// Whether the words say that it rose or fell, and nothing else.
fn bare_verb(lead: &str, settings: &Settings) -> Option<bool> {
    let words = &settings.narrative;
    let lead = lead.trim_start_matches([')', ' ']);
    let said = words
        .compared
        .prefix(lead)
        .and_then(|word| lead.strip_prefix(word))
        .unwrap_or(lead);
    let said = said.trim_end_matches(['了', ' ']);
    (words.rises.is(said) || words.falls.is(said)).then(|| verb(said, settings))?
}

/// `提升至2024年的`
fn is_became(between: &str, settings: &Settings) -> bool {
    let became = settings.narrative.became.prefix(between);
    became.is_some_and(|word| {
        let behind = between.strip_prefix(word).unwrap_or_default();
        behind
            .chars()
            .all(|c| c.is_ascii_digit() || "了年度月底末的".contains(c))
    })
}

/// `，较上年(`
fn is_earlier(between: &str, settings: &Settings) -> bool {
    let compared = settings.narrative.compared.find(between);
    compared.is_some_and(|(at, word)| {
        let plain = |text: &str| text.chars().all(|c| ",( 的为是".contains(c));
        let (before, behind) = between.split_at(at);
        plain(before) && plain(behind.get(word.len()..).unwrap_or_default())
    })
}
