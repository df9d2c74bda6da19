//! Text wider than its cell: a line printed over empty neighbours, and lines of neighbours that touch.
//!
//! A line over several columns is of the cell at whose left or right edge it begins or ends, or in whose
//! middle it stands, if that is one. Invariant: what could be of two cells is nobody's.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lattice::{Field, Lattice};
use super::marks::Glyph;
use super::overflow::{Home, SAME, same};

/// Runs of characters without any gap that stand in several columns, or partly beside the table.
pub(super) fn sideways(lattice: &Lattice, glyphs: &[Glyph]) -> Vec<(Range<usize>, Home)> {
    let follows = |before: &Glyph, glyph: &Glyph| {
        let gap = glyph.left.saturating_sub(before.right).abs();
        before.is_upright()
            && glyph.is_upright()
            && before.clip == glyph.clip
            && before.base == glyph.base
            && gap.saturating_mul(8) <= glyph.size
    };
    let edges = Edges::of(lattice, glyphs.chunk_by(follows));
    let mut over = Vec::new();
    let mut from = 0usize;
    for run in glyphs.chunk_by(follows) {
        let to = from.saturating_add(run.len());
        let fields: BTreeSet<_> = run.iter().map(|glyph| lattice.at(glyph.middle)).collect();
        let [Some(first), Some(last)] = [run.first(), run.last()] else {
            continue;
        };
        let kept = first
            .clip
            .is_some_and(|clip| lattice.within(clip).is_some());
        if fields.len() > 1 && !kept {
            if let Some(homes) = edges.neighbours(lattice, run) {
                let shifted = |(range, number): (Range<usize>, usize)| {
                    let range = from.saturating_add(range.start)..from.saturating_add(range.end);
                    (range, Home::Beside(number))
                };
                over.extend(homes.into_iter().map(shifted));
                from = to;
                continue;
            }
            let edges = (first.left, last.right, first.size);
            let beyond = fields.contains(&None);
            let mut own = fields.into_iter().flatten().filter(|number| {
                let field = lattice.fields.get(*number);
                field.is_some_and(|field| {
                    is_set_in(edges, field) || beyond && lattice.is_open(field)
                })
            });
            let home = match (own.next(), own.next()) {
                (Some(number), None) => Home::Beside(number),
                _ => Home::Lost,
            };
            over.push((from..to, home));
        }
        from = to;
    }
    over
}

/// Where texts begin and end, by the left and by the right edge of the cell they begin and end in.
struct Edges {
    begins: BTreeMap<i64, Vec<i64>>,
    ends: BTreeMap<i64, Vec<i64>>,
}

impl Edges {
    fn of<'a>(lattice: &Lattice, runs: impl Iterator<Item = &'a [Glyph]>) -> Self {
        let (mut begins, mut ends) = (BTreeMap::new(), BTreeMap::new());
        let note = |all: &mut BTreeMap<i64, Vec<i64>>, edge: i64, at: i64| {
            all.entry(edge).or_default().push(at);
        };
        for run in runs {
            let cell = |glyph: &Glyph| lattice.fields.get(lattice.at(glyph.middle)?);
            if let Some((first, field)) = run.first().and_then(|one| Some((one, cell(one)?))) {
                note(&mut begins, field.left, first.left);
            }
            if let Some((last, field)) = run.last().and_then(|one| Some((one, cell(one)?))) {
                note(&mut ends, field.right, last.right);
            }
        }
        for places in begins.values_mut().chain(ends.values_mut()) {
            places.sort_unstable();
        }
        Self { begins, ends }
    }

    /// The cells of texts that stand so close that they look like one: each was drawn by itself, and begins
    /// or ends where others of its column do or stands in the middle.
    fn neighbours(&self, lattice: &Lattice, run: &[Glyph]) -> Option<Vec<(Range<usize>, usize)>> {
        let together = |before: &Glyph, glyph: &Glyph| {
            before.drawn == glyph.drawn || lattice.at(before.middle) == lattice.at(glyph.middle)
        };
        let mut homes = Vec::new();
        let mut from = 0usize;
        for piece in run.chunk_by(together) {
            let to = from.saturating_add(piece.len());
            let (first, last) = piece.first().zip(piece.last())?;
            let number = lattice.at(first.middle)?;
            let own = lattice.fields.get(number)?;
            let slack = first.size / SAME;
            let begins = first.left >= own.left.saturating_sub(slack);
            let within = last.seen_to() <= own.right.saturating_add(slack);
            let aligned = self.begins_as_others(first, own)
                || within && self.ends_as_others_or_is_centred(first, last, own);
            if !begins || !aligned {
                return None;
            }
            homes.push((from..to, number));
            from = to;
        }
        (homes.len() > 1).then_some(homes)
    }

    fn begins_as_others(&self, first: &Glyph, field: &Field) -> bool {
        is_met(&self.begins, field.left, first.left, first.size)
    }

    fn ends_as_others_or_is_centred(&self, first: &Glyph, last: &Glyph, field: &Field) -> bool {
        let middle = |left: i64, right: i64| i64::midpoint(left, right);
        is_met(&self.ends, field.right, last.right, first.size)
            || same(
                middle(first.left, last.right),
                middle(field.left, field.right),
                first.size,
            )
    }
}

/// Whether another text than this one begins or ends at that place of a column.
fn is_met(all: &BTreeMap<i64, Vec<i64>>, edge: i64, at: i64, size: i64) -> bool {
    let slack = size / SAME;
    let places = all.get(&edge).map_or(&[][..], Vec::as_slice);
    let from = places.partition_point(|place| *place < at.saturating_sub(slack));
    let near = places.iter().skip(from);
    near.take_while(|place| **place <= at.saturating_add(slack))
        .nth(1)
        .is_some()
}

/// Whether a run begins at the left edge of a cell, ends at its right one or stands in its middle.
fn is_set_in((left, right, size): (i64, i64, i64), field: &Field) -> bool {
    let inside = |apart: i64| (-size / 8..=size / 2).contains(&apart);
    let middle = |left: i64, right: i64| i64::midpoint(left, right);
    inside(left.saturating_sub(field.left))
        || inside(field.right.saturating_sub(right))
        || same(middle(left, right), middle(field.left, field.right), size)
}
