//! Sheets too wide for a page: their columns go on on later pages, the same rows at the same height.
//!
//! Two forms of one layout have the same rows too. What tells a table that goes on is its cells that the
//! edge of the page cuts: they are open to the right on one page and to the left on the other, in the
//! same rows. Invariant: without such a cell nothing is joined.

use super::lattice::{Field, Lattice, SAME};
use super::lines::TextLine;
use super::marks::{Glyph, LOST};
use super::page::{Block, Page};

/// Most pages whose sheets are looked through; longer documents are read page by page.
pub(super) const PAGES: usize = 64;

/// A page by its number.
type Numbered = (u32, Vec<Block>);

/// The pages of a document, each with its number: pages that go on to the right are joined to the one
/// they go on from. The second value names both.
pub(super) fn join(pages: Vec<Page>) -> (Vec<Numbered>, Vec<(u32, u32)>) {
    let mut numbered: Vec<(u32, Page)> = (1..).zip(pages).collect();
    let mut joined = Vec::new();
    let mut first = 0usize;
    while first < numbered.len() {
        let long = long(numbered.get(first..).unwrap_or_default());
        let next = first.saturating_add(long.unwrap_or(1));
        while let Some(long) = long.filter(|long| {
            let right = numbered.get(next..next.saturating_add(*long));
            let left = numbered.get(first..next);
            left.zip(right)
                .is_some_and(|(left, right)| go_on(left, right))
        }) {
            let right: Vec<_> = numbered.drain(next..next.saturating_add(long)).collect();
            for ((number, left), (other, mut right)) in numbered.iter_mut().skip(first).zip(right) {
                joined.push((*number, other));
                left.take_whole();
                set_beside(&mut left.blocks, {
                    right.take_whole();
                    right.blocks
                });
            }
        }
        first = next;
    }
    let pages = numbered.into_iter();
    (
        pages.map(|(number, page)| (number, page.blocks)).collect(),
        joined,
    )
}

/// How many pages long a sheet is that begins with the first page and goes on to the right.
fn long(pages: &[(u32, Page)]) -> Option<usize> {
    (1..=pages.len() / 2).find(|long| {
        let (left, rest) = pages.split_at(*long);
        rest.get(..*long).is_some_and(|right| go_on(left, right))
    })
}

fn go_on(left: &[(u32, Page)], right: &[(u32, Page)]) -> bool {
    let mut open = false;
    for ((_, left), (_, right)) in left.iter().zip(right) {
        let Some((left, right)) = table(left.whole()).zip(table(right.whole())) else {
            return false;
        };
        match cut_by_the_edge(left, right) {
            Some(cut) => open |= cut,
            None => return false,
        }
    }
    open
}

/// The one table of a page.
fn table(blocks: &[Block]) -> Option<&Lattice> {
    let mut tables = blocks.iter().filter_map(|block| match block {
        Block::Table(lattice) => Some(lattice),
        Block::Lines(_) => None,
    });
    tables.next().filter(|_| tables.next().is_none())
}

/// Whether the table `left` goes on in `right`: rows at the same heights, and those that are open to the
/// left there are open to the right here. The value says whether there are any.
fn cut_by_the_edge(left: &Lattice, right: &Lattice) -> Option<bool> {
    let near = |one: i64, other: i64| one.saturating_sub(other).abs() <= SAME;
    // Where a cell covers rows, one of the pages may lack the line between them.
    let common = left
        .ys
        .iter()
        .filter(|y| right.ys.iter().any(|other| near(**y, *other)))
        .count();
    let enough = common.saturating_mul(4) >= left.ys.len().max(right.ys.len()).saturating_mul(3);
    if !enough {
        return None;
    }
    let mut open = false;
    for (row, (closed, _)) in right.closed.iter().enumerate() {
        let Some(middle) = middle(&right.ys, row).filter(|_| !closed) else {
            continue;
        };
        let here = row_at(&left.ys, middle).and_then(|row| left.closed.get(row));
        if here.is_none_or(|(_, closed)| *closed) {
            return None;
        }
        open = true;
    }
    Some(open)
}

fn middle(ys: &[i64], row: usize) -> Option<i64> {
    let (top, bottom) = ys.get(row).zip(ys.get(row.saturating_add(1)))?;
    Some(i64::midpoint(*top, *bottom))
}

fn row_at(ys: &[i64], at: i64) -> Option<usize> {
    let after = ys.partition_point(|y| *y <= at);
    (after > 0 && after < ys.len()).then(|| after.saturating_sub(1))
}

/// Joins the blocks of a page to those of the page they go on from.
fn set_beside(left: &mut [Block], right: Vec<Block>) {
    let edge = table(left).and_then(|table| table.xs.last().copied());
    let begin = table(&right).and_then(|table| table.xs.first().copied());
    let shift = edge
        .unwrap_or_default()
        .saturating_sub(begin.unwrap_or_default());
    let mut blocks = left.iter_mut().peekable();
    for other in right {
        let kind = std::mem::discriminant(&other);
        while blocks
            .next_if(|own| std::mem::discriminant(&**own) != kind)
            .is_some()
        {}
        match (blocks.next(), other) {
            (Some(Block::Table(own)), Block::Table(other)) => join_tables(own, other, shift),
            (Some(Block::Lines(own)), Block::Lines(mut other)) => {
                // What begins in front of the page is drawn on the one before, all of it.
                for line in &mut other {
                    line.runs
                        .retain(|run| begin.is_none_or(|begin| run.left >= begin));
                }
                other.retain(|line| !line.runs.is_empty());
                join_lines(own, other, shift);
            }
            _ => {}
        }
    }
}

/// A cell that both tables are open to is one cell.
fn join_tables(own: &mut Lattice, other: Lattice, shift: i64) {
    let edge = own.xs.last().copied().unwrap_or_default();
    let begin = other.xs.first().copied().unwrap_or_default();
    let snap = |at: i64| {
        let same = own.ys.iter().find(|y| at.saturating_sub(**y).abs() <= SAME);
        same.copied().unwrap_or(at)
    };
    let ys: Vec<i64> = other.ys.iter().map(|y| snap(*y)).collect();
    let is_open = |field: &Field| {
        let rows = other.ys.windows(2).zip(&other.closed);
        let mut inside = rows.filter(|(row, _)| {
            row.first().is_some_and(|top| *top >= field.top)
                && row.last().is_some_and(|bottom| *bottom <= field.bottom)
        });
        field.left == begin && inside.all(|(_, (left, _))| !*left)
    };
    for mut field in other.fields {
        let open = is_open(&field);
        (field.top, field.bottom) = (snap(field.top), snap(field.bottom));
        field.left = field.left.saturating_add(shift);
        field.right = field.right.saturating_add(shift);
        for glyph in &mut field.glyphs {
            glyph.left = glyph.left.saturating_add(shift);
            glyph.right = glyph.right.saturating_add(shift);
            glyph.middle.0 = glyph.middle.0.saturating_add(shift);
        }
        let whole = own.fields.iter_mut().find(|own| {
            open && own.right == edge && own.top == field.top && own.bottom == field.bottom
        });
        match whole {
            Some(whole) => {
                whole.right = field.right;
                join_text(&mut whole.glyphs, field.glyphs);
            }
            None => own.fields.push(field),
        }
    }
    let further = other.xs.iter().skip(1);
    own.xs.extend(further.map(|x| x.saturating_add(shift)));
    let mut all: Vec<i64> = own.ys.iter().copied().chain(ys.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let side = |ys: &[i64], closed: &[(bool, bool)], at: i64| {
        let row = row_at(ys, at).and_then(|row| closed.get(row));
        row.copied().unwrap_or((true, true))
    };
    let closed = (0..all.len().saturating_sub(1)).map(|row| {
        let at = middle(&all, row).unwrap_or_default();
        let (left, _) = side(&own.ys, &own.closed, at);
        let (_, right) = side(&ys, &other.closed, at);
        (left, right)
    });
    own.closed = closed.collect();
    own.ys = all;
}

/// The text of a cell that the edge of the page cuts: all of it is drawn on both pages, or each character
/// on the one where it is seen. Where one is missing or there twice, nothing of it is certain.
fn join_text(own: &mut Vec<Glyph>, other: Vec<Glyph>) {
    let text = |glyphs: &[Glyph]| -> String {
        let texts = glyphs.iter().map(|glyph| glyph.text.as_str());
        texts.collect()
    };
    if text(own) == text(&other) {
        return;
    }
    let near = |one: i64, other: i64, size: i64| one.saturating_sub(other).abs() <= size;
    let meets = other.iter().all(|glyph| {
        let first = !other.iter().any(|before| {
            near(before.base, glyph.base, glyph.size / 4) && before.left < glyph.left
        });
        let line = own
            .iter()
            .filter(|before| near(before.base, glyph.base, glyph.size / 4));
        let before = line.map(|before| before.right).max();
        !first || before.is_none_or(|right| near(right, glyph.left, glyph.size / 3))
    });
    own.extend(other);
    if !meets {
        for glyph in own {
            glyph.text = LOST.to_string();
        }
    }
}

/// Lines of text over both pages: a title in front of the table.
fn join_lines(own: &mut Vec<TextLine>, other: Vec<TextLine>, shift: i64) {
    for mut line in other {
        for run in &mut line.runs {
            run.left = run.left.saturating_add(shift);
            run.right = run.right.saturating_add(shift);
        }
        let same = own
            .iter_mut()
            .find(|own| own.base.saturating_sub(line.base).abs() <= SAME);
        let Some(whole) = same else {
            own.push(line);
            continue;
        };
        let mut runs = line.runs.into_iter();
        if let (Some(last), Some(next)) = (whole.runs.last_mut(), runs.next()) {
            if next.left.saturating_sub(last.right).abs() <= whole.size / 3 {
                last.right = next.right;
                last.text.push_str(&next.text);
            } else {
                whole.runs.push(next);
            }
        }
        whole.runs.extend(runs);
    }
    own.sort_by_key(|line| line.base);
}

#[cfg(test)]
mod tests {
    use super::super::lattice::one_lattice;
    use super::super::marks::Rule;
    use super::*;

    const ROW: i64 = 1500;

    /// A table of two rows, the first of which is open at the sides that are named.
    fn page(open_left: bool, open_right: bool) -> Page {
        let flat = (0..3).map(|row| Rule {
            at: row * ROW,
            from: 0,
            to: 8000,
        });
        let side = |at: i64, open: bool| Rule {
            at,
            from: if open { ROW } else { 0 },
            to: 2 * ROW,
        };
        let upright = [side(0, open_left), side(4000, true), side(8000, open_right)];
        let table = one_lattice(flat.collect(), upright.into()).unwrap();
        Page::from(table.into_iter().map(Block::Table).collect::<Vec<_>>())
    }

    fn joined(pages: Vec<Page>) -> Vec<(u32, u32)> {
        join(pages).1
    }

    #[test]
    fn pages_are_joined_where_their_edge_cuts_a_cell() {
        let pages = vec![page(false, true), page(true, true), page(true, false)];
        assert_eq!(joined(pages), [(1, 2), (1, 3)]);
        let two = vec![
            page(false, true),
            page(true, false),
            page(false, true),
            page(true, false),
        ];
        assert_eq!(joined(two), [(1, 2), (3, 4)]);
    }

    #[test]
    fn forms_of_one_layout_are_not_joined() {
        assert!(joined(vec![page(false, false), page(false, false)]).is_empty());
        assert!(joined(vec![page(false, false), page(true, false)]).is_empty());
    }

    #[test]
    fn a_cell_over_both_pages_is_one() {
        let (pages, _) = join(vec![page(false, true), page(true, false)]);
        let table = table(&pages[0].1).unwrap();
        assert_eq!((pages.len(), table.fields.len()), (1, 5));
        assert_eq!(table.xs, [0, 4000, 8000, 12000, 16000]);
        let first = &table.fields[0];
        assert_eq!((first.left, first.right), (0, 16000));
    }

    #[test]
    fn text_over_the_edge_is_taken_once_or_not_at_all() {
        let glyph = |text: &str, left: i64| Glyph {
            text: text.to_owned(),
            middle: (left + 50, 65),
            left,
            right: left + 100,
            base: 100,
            size: 100,
            quarters: Some(0),
            drawn: 0,
            faint: false,
            clip: None,
        };
        let both = || vec![glyph("甲", 0), glyph("乙", 100)];
        for (other, expected) in [
            (both(), "甲乙"),
            (vec![glyph("丙", 200)], "甲乙丙"),
            (
                vec![glyph("乙", 100), glyph("丙", 200)],
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            ),
            (vec![glyph("丁", 300)], "\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            let mut own = both();
            join_text(&mut own, other);
            let text: String = own.iter().map(|glyph| glyph.text.as_str()).collect();
            assert_eq!(text, expected);
        }
    }
}
