//! Text that is larger than its cell: a spreadsheet prints the lines of a cell over the rows above and
//! below where the row is too low for them, and a line over empty neighbours where the column is narrow.
//!
//! The lines of one cell are drawn one behind the other, as far apart as lines are and not as rows are.
//! Whose they are is told by a row in which a single line stands at the height of their first, middle or
//! last one (text on top, in the middle, at the foot of cells). Invariant: where that is no row or more
//! than one, the lines belong to nobody, and what they cover is not certain. A line over several columns
//! is of the cell at whose left or right edge it begins or ends, or in whose middle it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lattice::{CORE, Field, Lattice};
use super::marks::Glyph;
use super::sideways::sideways;

/// Where a glyph belongs that does not stand in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// In the cell with this number.
    Cell(usize),
    /// In the cell with this number, at the side of which it begins or ends.
    Beside(usize),
    /// Nobody knows.
    Lost,
}

/// Glyphs drawn one behind the other on one base line.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// The first glyph, and the one behind the last.
    from: usize,
    to: usize,
    left: i64,
    right: i64,
    base: i64,
    size: i64,
    /// The cell it stands in.
    field: Option<usize>,
    /// The text its last glyph was drawn with, and the middle of that.
    drawn: u32,
    end: (i64, i64),
}

/// How far apart lines may be from how far they are apart as a rule, in hundredths of their size.
const PITCH: i64 = 3;

/// How far apart two places may be and still be one, of a size.
pub(super) const SAME: i64 = 16;

/// The homes of the glyphs of a page that do not stand in their cells in `lattice`, by their numbers.
pub(super) fn homes(lattice: &Lattice, glyphs: &[Glyph]) -> BTreeMap<usize, Home> {
    let lines = lines(lattice, glyphs);
    let blocks = blocks(lattice, &lines);
    let over: Vec<&[Line]> = blocks
        .into_iter()
        .filter(|block| runs_over(lattice, block))
        .collect();
    let covered: BTreeSet<usize> = over
        .iter()
        .copied()
        .flatten()
        .map(|line| line.from)
        .collect();
    // Rows, and where single lines stand in them.
    let mut rows: BTreeMap<(i64, i64), Vec<(i64, i64)>> = BTreeMap::new();
    for line in lines.iter().filter(|line| !covered.contains(&line.from)) {
        if let Some(field) = line.field.and_then(|number| lattice.fields.get(number)) {
            let row = rows.entry((field.top, field.bottom)).or_default();
            row.push((line.base, line.size));
        }
    }
    let mut homes = BTreeMap::new();
    for block in over {
        let home = home(lattice, block, &rows);
        for line in block {
            homes.extend((line.from..line.to).map(|glyph| (glyph, home)));
        }
    }
    for (run, number) in downward(lattice, glyphs) {
        homes.extend(run.map(|glyph| (glyph, Home::Cell(number))));
    }
    for (run, home) in sideways(lattice, glyphs) {
        for glyph in run {
            homes.entry(glyph).or_insert(home);
        }
    }
    homes
}

/// Takes text written downward, which its turned brackets tell, for turned as a whole: its characters
/// are read in the order they were drawn, also where they stand over one another.
pub(super) fn turn_downward(glyphs: &mut [Glyph]) {
    for run in glyphs.chunk_by_mut(goes_down) {
        if run.iter().any(|glyph| glyph.quarters == Some(1)) {
            for glyph in run {
                glyph.quarters = Some(1);
            }
        }
    }
}

fn goes_down(before: &Glyph, glyph: &Glyph) -> bool {
    let down = glyph.base.saturating_sub(before.base);
    before.left.saturating_sub(glyph.left).abs() <= glyph.size / 2
        && (0..=glyph.size.saturating_mul(4)).contains(&down)
}

/// Text written downward in several cells: it is of the one it begins in.
fn downward(lattice: &Lattice, glyphs: &[Glyph]) -> Vec<(Range<usize>, usize)> {
    let mut from = 0usize;
    let mut found = Vec::new();
    for run in glyphs.chunk_by(goes_down) {
        let to = from.saturating_add(run.len());
        let fields: BTreeSet<_> = run.iter().map(|glyph| lattice.at(glyph.middle)).collect();
        let turned = run.iter().any(|glyph| glyph.quarters == Some(1));
        let first = run.first().and_then(|glyph| lattice.at(glyph.middle));
        if let Some(number) = first.filter(|_| turned && fields.len() > 1) {
            found.push((from..to, number));
        }
        from = to;
    }
    found
}

fn lines(lattice: &Lattice, glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, glyph) in glyphs.iter().enumerate() {
        // What is seen within one cell only is of that cell.
        let kept = glyph.clip.and_then(|clip| lattice.within(clip)).is_some();
        if !glyph.is_upright() || kept {
            continue;
        }
        match lines.last_mut() {
            Some(line)
                if line.to == number
                    && same(line.size, glyph.size, line.size)
                    && same(line.base, glyph.base, line.size)
                    && glyph.left.saturating_sub(line.right).abs() <= line.size
                    && (line.drawn == glyph.drawn
                        || lattice.at(glyph.middle) == lattice.at(line.end)) =>
            {
                line.to = number.saturating_add(1);
                line.right = line.right.max(glyph.right);
                line.drawn = glyph.drawn;
                line.end = glyph.middle;
            }
            _ => lines.push(Line {
                from: number,
                to: number.saturating_add(1),
                left: glyph.left,
                right: glyph.right,
                base: glyph.base,
                size: glyph.size,
                field: lattice.at(glyph.middle),
                drawn: glyph.drawn,
                end: glyph.middle,
            }),
        }
    }
    lines
}

/// Runs of lines as far apart as the lines of one text are on this page: the distance met most often
/// but for those of rows. Texts that are drawn one behind the other stand at another one.
fn blocks<'a>(lattice: &Lattice, lines: &'a [Line]) -> Vec<&'a [Line]> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    let pairs = lines.windows(2).filter_map(|pair| match pair {
        [above, below] if !are_as_their_rows(lattice, above, below) => pitch(above, below),
        _ => None,
    });
    for pitch in pairs {
        let count = counts.entry(pitch).or_default();
        *count = count.saturating_add(1);
    }
    let near = |one: i64, other: i64| one.saturating_sub(other).abs() <= PITCH;
    let often = |pitch: i64| -> usize {
        let around = pitch.saturating_sub(PITCH)..=pitch.saturating_add(PITCH);
        counts.range(around).map(|(_, count)| count).sum()
    };
    let Some(usual) = counts.keys().copied().max_by_key(|pitch| often(*pitch)) else {
        return Vec::new();
    };
    let follows =
        |above: &Line, below: &Line| pitch(above, below).is_some_and(|pitch| near(pitch, usual));
    let runs = lines.chunk_by(follows);
    runs.filter(|run| run.len() > 1).collect()
}

/// Whether two lines are as far apart as the rows they stand in: a text in each.
fn are_as_their_rows(lattice: &Lattice, above: &Line, below: &Line) -> bool {
    let top = |line: &Line| Some(lattice.fields.get(line.field?)?.top);
    let Some((from, to)) = top(above).zip(top(below)) else {
        return true;
    };
    let apart = below.base.saturating_sub(above.base);
    from != to && same(apart, to.saturating_sub(from), above.size)
}

/// How far a line is below the one drawn before it, in hundredths of its size.
fn pitch(above: &Line, below: &Line) -> Option<i64> {
    let pitch = below.base.saturating_sub(above.base).saturating_mul(100);
    let pitch = pitch.checked_div(above.size)?;
    let aligned = above.left.max(below.left) < above.right.min(below.right);
    let one = above.to == below.from && same(above.size, below.size, above.size);
    (one && aligned && (90..=180).contains(&pitch)).then_some(pitch)
}

/// Whether the lines of a block are those of one cell that is too low for them: they are in several
/// cells, and stand otherwise in each.
fn runs_over(lattice: &Lattice, block: &[Line]) -> bool {
    let fields: Vec<_> = block
        .iter()
        .filter_map(|line| Some((line, lattice.fields.get(line.field?)?)))
        .collect();
    let several: BTreeSet<_> = fields.iter().map(|(line, _)| line.field).collect();
    if several.is_empty() || fields.len() < block.len() {
        return false;
    }
    if several.len() == 1 {
        return fields.iter().any(|(line, field)| straddles(line, field));
    }
    let size = block.first().map_or(0, |line| line.size);
    let spread = |offsets: Vec<i64>| {
        let least = offsets.iter().min().copied().unwrap_or_default();
        let most = offsets.iter().max().copied().unwrap_or_default();
        !same(least, most, size)
    };
    let by_top = |(line, field): &(&Line, &Field)| line.base.saturating_sub(field.top);
    let by_foot = |(line, field): &(&Line, &Field)| field.bottom.saturating_sub(line.base);
    let by_middle = |(line, field): &(&Line, &Field)| {
        line.base
            .saturating_sub(i64::midpoint(field.top, field.bottom))
    };
    several.len() < block.len()
        || (spread(fields.iter().map(by_top).collect())
            && spread(fields.iter().map(by_foot).collect())
            && spread(fields.iter().map(by_middle).collect()))
}

/// Whether a line stands over the upper or the lower edge of a cell.
fn straddles(line: &Line, field: &Field) -> bool {
    let middle = line.base.saturating_sub(raised(line.size));
    let reach = line.size.saturating_mul(CORE) / 100;
    middle.saturating_sub(reach) < field.top || middle.saturating_add(reach) > field.bottom
}

/// How far the middle of a line is above its base.
const fn raised(size: i64) -> i64 {
    size.saturating_mul(35) / 100
}

/// The one cell whose row says that the lines are its own.
fn home(lattice: &Lattice, block: &[Line], rows: &BTreeMap<(i64, i64), Vec<(i64, i64)>>) -> Home {
    let (Some(first), Some(last)) = (block.first(), block.last()) else {
        return Home::Lost;
    };
    let middle = i64::midpoint(first.base, last.base);
    let across = i64::midpoint(first.left, first.right);
    let places = block.iter().map(|line| line.base).chain([middle]);
    let touched: BTreeSet<usize> = places
        .filter_map(|base| lattice.at((across, base.saturating_sub(raised(first.size)))))
        .collect();
    let says = |number: &usize| {
        let Some(field) = lattice.fields.get(*number) else {
            return false;
        };
        let single = rows.get(&(field.top, field.bottom));
        single.into_iter().flatten().any(|(base, size)| {
            let here = |place: i64| same(place, *base, first.size);
            same(*size, first.size, first.size)
                && (here(first.base) || here(middle) || here(last.base))
        })
    };
    let mut own = touched.into_iter().filter(says);
    match (own.next(), own.next()) {
        (Some(number), None) => Home::Cell(number),
        _ => Home::Lost,
    }
}

/// Whether two places are one.
pub(super) fn same(one: i64, other: i64, size: i64) -> bool {
    one.saturating_sub(other).abs() <= size / SAME
}

#[cfg(test)]
mod tests {
    use super::super::lattice::lattices;
    use super::super::marks::{LOST, Rule};
    use super::*;

    const SIZE: i64 = 460;
    const ROW: i64 = 630;

    /// Three rows of two columns.
    fn lattice() -> Lattice {
        let flat = (0..4).map(|row| Rule {
            at: row * ROW,
            from: 0,
            to: 8000,
        });
        let upright = [0, 4000, 8000].map(|at| Rule {
            at,
            from: 0,
            to: 3 * ROW,
        });
        lattices(flat.collect(), upright.into()).unwrap().remove(0)
    }

    fn write(glyphs: &mut Vec<Glyph>, text: &str, left: i64, base: i64) {
        for (place, c) in (0..).zip(text.chars()) {
            let left = left + place * SIZE;
            glyphs.push(Glyph {
                text: c.to_string(),
                middle: (left + SIZE / 2, base - raised(SIZE)),
                left,
                right: left + SIZE,
                base,
                size: SIZE,
                quarters: Some(0),
                drawn: 0,
                faint: false,
                clip: None,
            });
        }
    }

    fn base(row: i64) -> i64 {
        row * ROW + ROW / 2 + raised(SIZE)
    }

    /// The texts of the second column.
    fn read(glyphs: Vec<Glyph>) -> Vec<String> {
        let mut lattice = lattice();
        let homes = homes(&lattice, &glyphs);
        for (number, glyph) in glyphs.into_iter().enumerate() {
            assert!(lattice.take(glyph, homes.get(&number).copied()).is_none());
        }
        let second = lattice.fields.iter().filter(|field| field.left > 0);
        second
            .map(|field| {
                field
                    .glyphs
                    .iter()
                    .map(|glyph| glyph.text.as_str())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn lines_over_three_rows_are_of_the_one_that_says_so() {
        for (row, bases) in [
            (0, [base(0), base(0) + 580, base(0) + 1160]),
            (1, [base(1) - 580, base(1), base(1) + 580]),
            (2, [base(2) - 1160, base(2) - 580, base(2)]),
        ] {
            let mut glyphs = Vec::new();
            // Row by row, as they are drawn.
            for row in 0..3 {
                write(&mut glyphs, "正向", 100, base(row));
                write(&mut glyphs, "12", 2500, base(row));
            }
            for (text, base) in ["前期手续", "办理时间", "较长"].iter().zip(bases) {
                write(&mut glyphs, text, 4100, base);
            }
            let mut expected = vec![String::new(); 3];
            expected[row] = "前期手续办理时间较长".to_owned();
            assert_eq!(read(glyphs), expected);
        }
    }

    #[test]
    fn lines_that_no_row_claims_are_nobodys() {
        let mut glyphs = Vec::new();
        for (text, line) in ["前期", "手续", "较长"].iter().zip(0..) {
            write(&mut glyphs, text, 4100, base(1) - 580 + line * 580);
        }
        let lost = LOST.to_string().repeat(2);
        assert_eq!(read(glyphs), [lost.clone(), lost.clone(), lost]);
    }

    #[test]
    fn text_written_downward_is_of_the_cell_it_begins_in() {
        let mut glyphs = Vec::new();
        for (text, y) in [("元", base(0)), ("︶", base(1))] {
            write(&mut glyphs, text, 4100, y);
        }
        glyphs[1].quarters = Some(1);
        assert_eq!(read(glyphs), ["元︶", "", ""]);
    }

    #[test]
    fn a_line_in_each_row_is_no_text_of_several() {
        let mut glyphs = Vec::new();
        for (row, text) in (0..3).zip(["一", "二", "三"]) {
            write(&mut glyphs, text, 4100, base(row));
        }
        assert_eq!(read(glyphs), ["一", "二", "三"]);
    }

    #[test]
    fn a_line_over_empty_neighbours_is_of_the_cell_it_begins_in() {
        let mut glyphs = Vec::new();
        write(&mut glyphs, "前期手续办理时间较长", 4100, base(1));
        assert!(glyphs.iter().any(|glyph| glyph.middle.0 > 8000));
        assert_eq!(read(glyphs), ["", "前期手续办理时间较长", ""]);
        let mut glyphs = Vec::new();
        write(&mut glyphs, "前期手续办理时间较长", 100, base(1));
        assert_eq!(read(glyphs), ["", "", ""]);
    }
}
