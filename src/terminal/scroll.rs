//! Finds rows that moved as a whole, so that the terminal can move them itself.
//!
//! A candidate is a distance by which many stretches of cells moved; for the few best ones the
//! bytes are reckoned with and without the move, for every region of rows. So a list scrolls for
//! a few hundred bytes, beside another pane as well.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::grid::{Grid, Spot};

/// Rows from `top` to `bottom` (inclusive) move up by `lines`, or down when it is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) lines: isize,
}

/// Bytes the move itself takes: margins set and reset, the cursor, the deletion.
const OVERHEAD: isize = 32;
/// A frame that costs less is painted in place without looking for a move.
const SMALL: isize = 256;
/// Distances that are reckoned through.
const CANDIDATES: usize = 3;
/// Stretches each row is cut into; a pane beside a list has some to itself.
const STRETCHES: usize = 4;

/// The move that saves most bytes on the way from `shown` to `next`, if one saves any.
pub(super) fn find(shown: &Grid, next: &Grid) -> Option<Move> {
    let in_place: Vec<isize> = next
        .rows()
        .enumerate()
        .map(|(y, row)| cost(shown.row(y), row))
        .collect();
    if in_place.iter().sum::<isize>() < SMALL {
        return None;
    }
    let blank = vec![Spot::BLANK; next.width()];
    let from_blank: Vec<isize> = next.rows().map(|row| cost(&blank, row)).collect();
    candidates(shown, next)
        .into_iter()
        .filter_map(|lines| {
            let moved: Vec<Option<isize>> = next
                .rows()
                .enumerate()
                .map(|(y, row)| {
                    let source = y.checked_add_signed(lines)?;
                    (source < shown.height()).then(|| cost(shown.row(source), row))
                })
                .collect();
            best_region(&in_place, &moved, &from_blank, lines)
        })
        .max_by_key(|(saved, _)| *saved)
        .map(|(_, found)| found)
}

/// The region in which moving by `lines` saves most, with what it saves.
fn best_region(
    in_place: &[isize],
    moved: &[Option<isize>],
    from_blank: &[isize],
    lines: isize,
) -> Option<(isize, Move)> {
    let distance = lines.unsigned_abs();
    let saved_by = |costs: &[isize]| -> Vec<isize> {
        let mut sum = 0;
        std::iter::once(0)
            .chain(in_place.iter().zip(costs).map(|(place, cost)| {
                sum += place - cost;
                sum
            }))
            .collect()
    };
    let unreachable = isize::MAX / (moved.len().cast_signed() + 1) / 4;
    let moved: Vec<isize> = moved
        .iter()
        .map(|cost| cost.unwrap_or(unreachable))
        .collect();
    let (by_move, by_blank) = (saved_by(&moved), saved_by(from_blank));
    let between = |sums: &[isize], from: usize, to: usize| {
        sums.get(to).copied().unwrap_or(0) - sums.get(from).copied().unwrap_or(0)
    };
    let mut best: Option<(isize, Move)> = None;
    for top in 0..in_place.len() {
        for end in top + distance + 1..=in_place.len() {
            let saved = if lines > 0 {
                between(&by_move, top, end - distance) + between(&by_blank, end - distance, end)
            } else {
                between(&by_blank, top, top + distance) + between(&by_move, top + distance, end)
            } - OVERHEAD;
            if saved > best.as_ref().map_or(0, |(most, _)| *most) {
                let bottom = end - 1;
                best = Some((saved, Move { top, bottom, lines }));
            }
        }
    }
    best
}

/// The distances by which most stretches of cells moved.
fn candidates(shown: &Grid, next: &Grid) -> Vec<isize> {
    let mut places: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
    for (y, row) in shown.rows().enumerate() {
        for stretch in stretches(row) {
            places.entry(stretch).or_default().push(y);
        }
    }
    let mut votes: HashMap<isize, usize> = HashMap::new();
    for (y, row) in next.rows().enumerate() {
        if row == shown.row(y) {
            continue;
        }
        for stretch in stretches(row) {
            let sources = places.get(&stretch).map_or(&[][..], Vec::as_slice);
            // What stands on every other row says nothing.
            if sources.len() <= 4 {
                for source in sources {
                    *votes
                        .entry(source.cast_signed() - y.cast_signed())
                        .or_default() += 1;
                }
            }
        }
    }
    votes.remove(&0);
    let mut votes: Vec<(isize, usize)> = votes.into_iter().collect();
    votes.sort_by_key(|(lines, count)| (usize::MAX - count, lines.unsigned_abs(), *lines));
    votes
        .into_iter()
        .take(CANDIDATES)
        .map(|(lines, _)| lines)
        .collect()
}

/// The texts of a row's stretches that are not empty, as hashes with their position. Attributes
/// are left out: the selection does not move with the list.
fn stretches(row: &[Spot]) -> impl Iterator<Item = (usize, u64)> {
    let length = row.len().div_ceil(STRETCHES).max(1);
    row.chunks(length)
        .enumerate()
        .filter(|(_, spots)| !spots.iter().all(Spot::is_space))
        .map(|(index, spots)| {
            let mut hasher = DefaultHasher::new();
            for spot in spots {
                spot.text().hash(&mut hasher);
            }
            (index, hasher.finish())
        })
}

/// About how many bytes it takes to turn the row `from` into `to`.
fn cost(from: &[Spot], to: &[Spot]) -> isize {
    let mut bytes = 0;
    let mut pen = None;
    let mut adjacent = false;
    for (old, new) in from.iter().zip(to) {
        if new.is_tail() {
            continue;
        }
        if old == new {
            adjacent = false;
            continue;
        }
        if !adjacent {
            bytes += 6;
        }
        if pen != Some(new.pen()) {
            bytes += 6;
            pen = Some(new.pen());
        }
        bytes += new.text().len();
        adjacent = !new.disputed();
    }
    bytes.cast_signed()
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Modifier, Style};

    use super::*;
    use crate::terminal::colour::Colours;

    fn screen(first: usize, selected: usize) -> Grid {
        let mut lines = vec!["项目 列表 2023 年度 自评表".to_owned()];
        let names = ["道路保洁", "社区消防", "养老服务", "河道整治", "绿化养护"];
        lines.extend((first..first + 10).map(|n| {
            let (name, place) = (names[n * 7 % 5], names[(n + 2) * 3 % 5]);
            format!("{n}号 {name}专项经费（{place}）第{n}期 {}.5 万元", n * 37)
        }));
        lines.push("按 ? 看帮助".to_owned());
        let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 12));
        for (y, line) in (0..).zip(lines) {
            buffer.set_string(0, y, line, Style::new());
        }
        let y = u16::try_from(1 + selected - first).unwrap();
        let area = Rect::new(0, y, buffer.area.width, 1);
        buffer.set_style(area, Style::new().add_modifier(Modifier::REVERSED));
        Grid::of(&buffer, Colours::Sixteen)
    }

    #[test]
    fn a_list_that_moved_by_a_row_is_found_without_its_header_and_footer() {
        // The selected row is painted anew in any case, so it may be left out of the region.
        for (from, to, lines) in [((0, 9), (1, 10), 1), ((5, 5), (4, 4), -1)] {
            let found = find(&screen(from.0, from.1), &screen(to.0, to.1)).unwrap();
            assert_eq!(found.lines, lines);
            assert!((1..=2).contains(&found.top), "{found:?}");
            assert!((9..=10).contains(&found.bottom), "{found:?}");
        }
    }

    #[test]
    fn a_selection_that_moved_or_another_page_is_no_move() {
        assert_eq!(find(&screen(0, 3), &screen(0, 4)), None);
        assert_eq!(find(&screen(0, 0), &screen(500, 500)), None);
    }
}
