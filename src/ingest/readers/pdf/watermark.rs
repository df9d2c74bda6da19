//! Watermarks and seals: text that lies over a page and is none of its tables.
//!
//! Text that leans is one. So is faint text that stands in several cells, or over the frame of a table, and
//! every text with the same words. Invariant: what is taken away is named.

use std::collections::BTreeSet;

use super::lattice::Lattice;
use super::marks::Glyph;

/// Takes the watermarks of a page away, among them those whose words are `known` from pages before; returns
/// their words, each once.
pub(super) fn take_away(
    glyphs: &mut Vec<Glyph>,
    tables: &[Lattice],
    known: &mut BTreeSet<String>,
) -> Vec<String> {
    let follows = |before: &Glyph, glyph: &Glyph| {
        before.faint == glyph.faint
            && before.quarters == glyph.quarters
            && (before.drawn == glyph.drawn
                || before.base == glyph.base
                    && glyph.left.saturating_sub(before.right).abs() <= glyph.size / 2)
    };
    if glyphs
        .iter()
        .all(|glyph| !glyph.faint && glyph.quarters.is_some())
    {
        return Vec::new();
    }
    let words = |run: &[Glyph]| -> String {
        let texts = run.iter().map(|glyph| glyph.text.as_str());
        texts.collect::<String>().trim().to_owned()
    };
    let lies_over = |run: &[Glyph]| {
        let faint = run.iter().all(|glyph| glyph.faint);
        let leans = run.iter().all(|glyph| glyph.quarters.is_none());
        let several = |table: &Lattice| {
            let fields: BTreeSet<_> = run.iter().map(|glyph| table.at(glyph.middle)).collect();
            fields.len() > 1
        };
        leans || faint && tables.iter().any(several)
    };
    for run in glyphs.chunk_by(follows).filter(|run| lies_over(run)) {
        known.insert(words(run));
    }
    let mut taken = BTreeSet::new();
    let mut kept = Vec::with_capacity(glyphs.len());
    for run in glyphs.chunk_by(follows) {
        let light = run
            .iter()
            .all(|glyph| glyph.faint || glyph.quarters.is_none());
        let words = words(run);
        if light && known.contains(&words) {
            taken.insert(words);
        } else {
            kept.extend_from_slice(run);
        }
    }
    *glyphs = kept;
    taken.retain(|words| !words.is_empty());
    taken.into_iter().collect()
}
