//! Cells between ruling lines.
//!
//! Lines that cross or touch make one table. Its lines' places cut it into base fields; fields
//! without a line between them are one cell.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{Box4, Glyph, LOST, POINT, Rule};
use super::overflow::Home;
use crate::ingest::readers::bounds;
use crate::ingest::readers::error::{Bounded, ReadError};

/// How far apart two lines may be and still be one: the two of a double line, and those of neighbours
/// that each have a frame of their own.
pub(super) const SAME: i64 = 3 * POINT;
/// How far a line may miss another and still touch it; also the gaps of a dashed line.
const TOUCH: i64 = 4 * POINT;

/// How far above and below its middle a character may not reach over the edge of its cell, in
/// hundredths of its size.
pub(super) const CORE: i64 = 20;

/// A cell: its edges and what stands in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    pub left: i64,
    pub top: i64,
    pub right: i64,
    pub bottom: i64,
    pub glyphs: Vec<Glyph>,
}

/// A ruled table of one page.
#[derive(Debug, Clone, Default)]
pub(super) struct Lattice {
    /// Places of the vertical lines, left to right.
    pub xs: Vec<i64>,
    /// Places of the horizontal lines, top to bottom.
    pub ys: Vec<i64>,
    /// The cells, by row and column of their upper left corner.
    pub fields: Vec<Field>,
    /// Base field (row-major) → index in `fields`.
    owner: Vec<usize>,
    /// For each row, whether a line closes it on its left and on its right.
    pub closed: Vec<(bool, bool)>,
}

/// The ruled tables that the lines make, top to bottom.
pub(super) fn lattices(
    horizontal: Vec<Rule>,
    vertical: Vec<Rule>,
) -> Result<Vec<Lattice>, ReadError> {
    let horizontal = straighten(horizontal);
    let vertical = straighten(vertical);
    let mut made = Vec::new();
    for (horizontal, vertical) in connected(&horizontal, &vertical) {
        made.extend(Lattice::of(&horizontal, &vertical)?);
    }
    made.sort_by_key(|lattice| (lattice.top(), lattice.xs.first().copied()));
    Ok(made)
}

/// The one table that all the lines of a page make.
pub(super) fn one_lattice(
    horizontal: Vec<Rule>,
    vertical: Vec<Rule>,
) -> Result<Option<Lattice>, ReadError> {
    Lattice::of(&straighten(horizontal), &straighten(vertical))
}

/// Lines at one place made one, pieces of a line joined.
fn straighten(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_unstable();
    // Lines a hair apart are drawn at one place.
    let mut last: Option<i64> = None;
    let mut place = 0;
    for rule in &mut rules {
        if last.is_none_or(|last| rule.at.saturating_sub(last) > SAME / 2) {
            place = rule.at;
        }
        last = Some(rule.at);
        rule.at = place;
    }
    rules.sort_unstable();
    let mut joined: Vec<Rule> = Vec::new();
    for rule in rules {
        match joined.last_mut() {
            Some(before)
                if before.at == rule.at && rule.from.saturating_sub(before.to) <= TOUCH =>
            {
                before.to = before.to.max(rule.to);
            }
            _ => joined.push(rule),
        }
    }
    joined
}

/// Groups of lines that touch one another.
fn connected(horizontal: &[Rule], vertical: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let offset = horizontal.len();
    let mut union = Union::new(offset.saturating_add(vertical.len()));
    for (v, upright) in vertical.iter().enumerate() {
        // Horizontal lines are sorted by y: only those within reach of the upright one count.
        let first = horizontal.partition_point(|flat| flat.at < upright.from.saturating_sub(TOUCH));
        for (h, flat) in horizontal.iter().enumerate().skip(first) {
            if flat.at > upright.to.saturating_add(TOUCH) {
                break;
            }
            if flat.from.saturating_sub(TOUCH) <= upright.at
                && upright.at <= flat.to.saturating_add(TOUCH)
            {
                union.join(h, offset.saturating_add(v));
            }
        }
    }
    let mut groups: BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = BTreeMap::new();
    for (index, rule) in horizontal.iter().enumerate() {
        groups.entry(union.root(index)).or_default().0.push(*rule);
    }
    for (index, rule) in vertical.iter().enumerate() {
        let root = union.root(offset.saturating_add(index));
        groups.entry(root).or_default().1.push(*rule);
    }
    groups.into_values().collect()
}

impl Lattice {
    /// The table these touching lines make; `None` when they enclose nothing.
    fn of(horizontal: &[Rule], vertical: &[Rule]) -> Result<Option<Self>, ReadError> {
        let ends = |rules: &[Rule]| {
            let from = rules.iter().map(|rule| rule.from).min();
            let to = rules.iter().map(|rule| rule.to).max();
            from.into_iter().chain(to).collect::<Vec<_>>()
        };
        let places = |rules: &[Rule]| rules.iter().map(|rule| rule.at).collect::<Vec<_>>();
        if vertical.is_empty() || horizontal.is_empty() {
            return Ok(None);
        }
        // A table may be open at its sides: the ends of its lines close it.
        let xs = distinct(places(vertical), ends(horizontal));
        let ys = distinct(places(horizontal), ends(vertical));
        if xs.len() < 2 || ys.len() < 2 {
            return Ok(None);
        }
        let columns = xs.len().saturating_sub(1);
        let rows = ys.len().saturating_sub(1);
        if columns > bounds::COLUMNS as usize {
            return Err(ReadError::TooLarge {
                what: Bounded::Columns,
                bound: u64::from(bounds::COLUMNS),
            });
        }
        let count = columns.saturating_mul(rows);
        if count > bounds::PAGE_MARKS {
            return Err(ReadError::TooLarge {
                what: Bounded::Cells,
                bound: bounds::PAGE_MARKS as u64,
            });
        }
        let mut union = Union::new(count);
        let flat = by_place(horizontal, &ys);
        let upright = by_place(vertical, &xs);
        for row in 0..rows {
            for column in 0..columns {
                let here = row.saturating_mul(columns).saturating_add(column);
                let middle = (between(&xs, column), between(&ys, row));
                if column.saturating_add(1) < columns
                    && !crosses(&upright, column.saturating_add(1), middle.1)
                {
                    union.join(here, here.saturating_add(1));
                }
                if row.saturating_add(1) < rows && !crosses(&flat, row.saturating_add(1), middle.0)
                {
                    union.join(here, here.saturating_add(columns));
                }
            }
        }
        let closed = (0..rows).map(|row| {
            let middle = between(&ys, row);
            (
                crosses(&upright, 0, middle),
                crosses(&upright, columns, middle),
            )
        });
        let mut lattice = Self {
            closed: closed.collect(),
            xs,
            ys,
            ..Self::default()
        };
        lattice.cut(rows, columns, &mut union);
        Ok(Some(lattice))
    }

    /// Makes the cells from base fields that belong together. What belongs together and is no
    /// rectangle (a line is missing) would cover its neighbours: it is cut into pieces of rows.
    fn cut(&mut self, rows: usize, columns: usize, union: &mut Union) {
        let whole = rectangles(rows, columns, union);
        let mut numbers: BTreeMap<(usize, usize, usize), usize> = BTreeMap::new();
        for row in 0..rows {
            let mut run = (usize::MAX, 0);
            for column in 0..columns {
                let here = row.saturating_mul(columns).saturating_add(column);
                let root = union.root(here);
                if run.0 != root {
                    run = (root, column);
                }
                let piece = if whole.contains(&root) {
                    (root, 0, 0)
                } else {
                    (root, row, run.1)
                };
                let fields = &mut self.fields;
                let number = *numbers.entry(piece).or_insert_with(|| {
                    fields.push(Field {
                        left: i64::MAX,
                        top: i64::MAX,
                        right: i64::MIN,
                        bottom: i64::MIN,
                        glyphs: Vec::new(),
                    });
                    fields.len().saturating_sub(1)
                });
                if let Some(field) = self.fields.get_mut(number) {
                    field.left = field.left.min(edge(&self.xs, column));
                    field.top = field.top.min(edge(&self.ys, row));
                    field.right = field.right.max(edge(&self.xs, column.saturating_add(1)));
                    field.bottom = field.bottom.max(edge(&self.ys, row.saturating_add(1)));
                }
                self.owner.push(number);
            }
        }
    }

    /// Upper edge.
    pub fn top(&self) -> i64 {
        self.ys.first().copied().unwrap_or_default()
    }

    /// Lower edge.
    pub fn bottom(&self) -> i64 {
        self.ys.last().copied().unwrap_or_default()
    }

    /// Puts the glyph into the cell it stands in; gives it back when it stands outside. The text of a
    /// cell that is kept within it belongs to it wherever it would reach. Text over the edge of a cell
    /// could be of this one or that: it is lost.
    pub fn take(&mut self, mut glyph: Glyph, home: Option<Home>) -> Option<Glyph> {
        let own = match home {
            Some(Home::Cell(number) | Home::Beside(number)) => Some(number),
            _ => None,
        };
        let kept = own.or_else(|| glyph.clip.and_then(|clip| self.within(clip)));
        let Some(number) = kept.or_else(|| self.at(glyph.middle)) else {
            return Some(glyph);
        };
        // The lines of a text stand above one another; a cell that the edge of the paper cuts goes on.
        let whole = match home {
            Some(Home::Beside(number)) => self
                .fields
                .get(number)
                .is_some_and(|field| self.is_open(field)),
            home => matches!(home, Some(Home::Cell(_))),
        };
        let Some(field) = self.fields.get_mut(number) else {
            return Some(glyph);
        };
        let reach = glyph.size.saturating_mul(CORE) / 100;
        let over = glyph.middle.1.saturating_sub(reach) < field.top
            || glyph.middle.1.saturating_add(reach) > field.bottom;
        let lost = home == Some(Home::Lost) || glyph.is_upright() && over;
        let blank = glyph.text.trim().is_empty();
        if kept.is_none() && lost && !blank {
            glyph.text = LOST.to_string();
        } else if !blank && !whole {
            match cut(&glyph, field) {
                (true, _) => glyph.text.insert(0, LOST),
                (_, true) => glyph.text.push(LOST),
                _ => {}
            }
        }
        field.glyphs.push(glyph);
        None
    }

    /// Whether a cell at the side of the table is not closed by a line there: it may go on where the
    /// paper ends.
    pub fn is_open(&self, field: &Field) -> bool {
        let row = self.ys.partition_point(|y| *y <= field.top);
        let (left, right) = row
            .checked_sub(1)
            .and_then(|row| self.closed.get(row))
            .copied()
            .unwrap_or((true, true));
        !left && self.xs.first() == Some(&field.left)
            || !right && self.xs.last() == Some(&field.right)
    }

    /// The cell at a place.
    pub fn at(&self, (x, y): (i64, i64)) -> Option<usize> {
        let slot = |edges: &[i64], at: i64| {
            let after = edges.partition_point(|edge| *edge <= at);
            (after > 0 && after < edges.len()).then(|| after.saturating_sub(1))
        };
        let (row, column) = slot(&self.ys, y).zip(slot(&self.xs, x))?;
        let columns = self.xs.len().saturating_sub(1);
        let base = row.saturating_mul(columns).saturating_add(column);
        self.owner.get(base).copied()
    }

    /// The cell that a clip is no more than.
    pub fn within(&self, (left, top, right, bottom): Box4) -> Option<usize> {
        let number = self.at((i64::midpoint(left, right), i64::midpoint(top, bottom)))?;
        let field = self.fields.get(number)?;
        let inside = left >= field.left.saturating_sub(TOUCH)
            && top >= field.top.saturating_sub(TOUCH)
            && right <= field.right.saturating_add(TOUCH)
            && bottom <= field.bottom.saturating_add(TOUCH);
        inside.then_some(number)
    }
}

/// Whether a glyph is seen in part only, at the left or the right side of its cell: what stands in front of
/// it or behind was not printed.
fn cut(glyph: &Glyph, field: &Field) -> (bool, bool) {
    // What fits leaves more room than this at the sides.
    let slack = POINT / 10;
    let near = |one: i64, other: i64| one.saturating_sub(other).abs() <= TOUCH;
    glyph.clip.map_or((false, false), |(left, _, right, _)| {
        (
            near(left, field.left) && glyph.left < left.saturating_sub(slack),
            near(right, field.right) && glyph.seen_to() > right.saturating_add(slack),
        )
    })
}

/// The groups of base fields that fill the rectangle around them.
fn rectangles(rows: usize, columns: usize, union: &mut Union) -> BTreeSet<usize> {
    // First and last row, first and last column, number of fields.
    let mut shapes: BTreeMap<usize, [usize; 5]> = BTreeMap::new();
    for row in 0..rows {
        for column in 0..columns {
            let root = union.root(row.saturating_mul(columns).saturating_add(column));
            let shape = shapes.entry(root).or_insert([row, row, column, column, 0]);
            let [_, last, left, right, fields] = shape;
            *last = row;
            *left = column.min(*left);
            *right = column.max(*right);
            *fields = fields.saturating_add(1);
        }
    }
    shapes.retain(|_, [first, last, left, right, fields]| {
        let high = last.saturating_sub(*first).saturating_add(1);
        let wide = right.saturating_sub(*left).saturating_add(1);
        high.saturating_mul(wide) == *fields
    });
    shapes.into_keys().collect()
}

/// Places in order, those a hair apart once; `ends` count where no place is near.
fn distinct(mut places: Vec<i64>, ends: Vec<i64>) -> Vec<i64> {
    for end in ends {
        if !places
            .iter()
            .any(|place| place.saturating_sub(end).abs() <= TOUCH)
        {
            places.push(end);
        }
    }
    places.sort_unstable();
    places.dedup_by(|next, before| next.saturating_sub(*before) <= SAME);
    places
}

/// Lines by the number of the place they are at.
fn by_place(rules: &[Rule], places: &[i64]) -> Vec<Vec<Rule>> {
    let mut sorted = vec![Vec::new(); places.len()];
    for rule in rules {
        let nearest = places
            .iter()
            .enumerate()
            .min_by_key(|(_, place)| place.saturating_sub(rule.at).abs());
        if let Some(slot) = nearest.and_then(|(index, _)| sorted.get_mut(index)) {
            slot.push(*rule);
        }
    }
    sorted
}

/// Whether a line at that place passes `at`.
fn crosses(rules: &[Vec<Rule>], place: usize, at: i64) -> bool {
    rules
        .get(place)
        .is_some_and(|rules| rules.iter().any(|rule| rule.from <= at && at <= rule.to))
}

fn edge(edges: &[i64], index: usize) -> i64 {
    edges.get(index).copied().unwrap_or_default()
}

fn between(edges: &[i64], index: usize) -> i64 {
    i64::midpoint(edge(edges, index), edge(edges, index.saturating_add(1)))
}

/// Sets that grow together.
struct Union(Vec<usize>);

impl Union {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut index: usize) -> usize {
        while let Some(parent) = self.0.get(index).copied() {
            if parent == index {
                break;
            }
            let grandparent = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.0.get_mut(index) {
                *slot = grandparent;
            }
            index = grandparent;
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        if let Some(slot) = self.0.get_mut(high) {
            *slot = low;
        }
    }
}
