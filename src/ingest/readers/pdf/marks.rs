//! What a page puts on paper: glyphs with their places, and ruling lines.

use std::time::Instant;

use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::page::Page;
use hayro_syntax::xref::XRef;

use super::collector::Collector;

/// Units to a point.
pub(super) const POINT: i64 = 100;
/// How thick a filled shape may be and still be a ruling line.
pub(super) const THICKEST: i64 = 3 * POINT;
/// How many dots make a line.
const DOTS: usize = 4;

/// Stands for a character nobody can tell.
pub(super) const LOST: char = '\u{fffd}';

/// A glyph on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glyph {
    /// Its characters, or U+FFFD.
    pub text: String,
    /// Middle of the glyph.
    pub middle: (i64, i64),
    /// Left edge.
    pub left: i64,
    /// Right edge.
    pub right: i64,
    /// Base line.
    pub base: i64,
    /// Size of its font.
    pub size: i64,
    /// Quarters of a turn, clockwise, that it is turned; `None` where it leans.
    pub quarters: Option<u8>,
    /// The number of the text it was drawn with: what one operator shows.
    pub drawn: u32,
    /// Whether it is drawn in a light grey, in red, or lets what is below it show, as watermarks and seals
    /// do.
    pub faint: bool,
    /// What it may be seen in: spreadsheets keep the text of a cell within the cell.
    pub clip: Option<Box4>,
}

/// A box: left, top, right, bottom.
pub(super) type Box4 = (i64, i64, i64, i64);

/// A straight horizontal or vertical line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rule {
    /// y of a horizontal, x of a vertical one.
    pub at: i64,
    /// Where it begins.
    pub from: i64,
    /// Where it ends.
    pub to: i64,
}

/// The marks of one page.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub glyphs: Vec<Glyph>,
    pub horizontal: Vec<Rule>,
    pub vertical: Vec<Rule>,
    /// Middles of dots that may be parts of dotted lines, as (x, y).
    pub dots: Vec<(i64, i64)>,
    /// Images drawn.
    pub images: u32,
    /// Glyphs whose character is not known.
    pub unreadable: u32,
    /// Glyphs drawn invisibly, as text recognition leaves them over a scan.
    pub invisible: u32,
}

impl Glyph {
    /// Whether it stands upright.
    pub fn is_upright(&self) -> bool {
        self.quarters == Some(0)
    }

    /// Where it is seen to: the right half of a closing bracket or a full stop is empty, and may stand over
    /// an edge.
    pub fn seen_to(&self) -> i64 {
        if self
            .text
            .chars()
            .all(|c| "）】》」』〉，。、；：".contains(c))
        {
            self.middle.0
        } else {
            self.right
        }
    }
}

impl Marks {
    /// The marks of `page`, turned so that most of its text stands upright: a table wider than the
    /// paper is often printed along it.
    pub fn of<'a>(
        page: &Page<'a>,
        cache: &InterpreterCache<'a>,
        xref: &'a XRef,
        settings: &InterpreterSettings,
        begun: Instant,
    ) -> Self {
        let transform = page.initial_transform(true);
        let transform = Affine::new(transform.as_coeffs()).then_scale(f64::from(POINT as i32));
        let marks = |transform| {
            let everywhere = Rect::new(-1e9, -1e9, 1e9, 1e9);
            let mut context = Context::new(transform, everywhere, cache, xref, settings.clone());
            let mut collector = Collector::new(begun);
            interpret_page(page, &mut context, &mut collector);
            collector.marks.rule_dots();
            collector.marks
        };
        let printed = marks(transform);
        match printed.turned() {
            0 => printed,
            quarters => {
                // A quarter of a turn back, y growing downward.
                let back = Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]);
                marks((0..quarters).fold(transform, |turned, _| back * turned))
            }
        }
    }

    /// Makes lines of dots that follow one another.
    fn rule_dots(&mut self) {
        let turned = |(x, y): &(i64, i64)| (*y, *x);
        self.horizontal.extend(dotted(self.dots.clone()));
        self.vertical
            .extend(dotted(self.dots.iter().map(turned).collect()));
        self.dots.clear();
    }

    /// How many quarters of a turn, clockwise, more than half of the text is turned.
    fn turned(&self) -> u8 {
        let turned = |quarters: u8| {
            let glyphs = self.glyphs.iter();
            let turned = glyphs.filter(|glyph| glyph.quarters == Some(quarters));
            turned.count().saturating_mul(2) > self.glyphs.len()
        };
        (1..4).find(|quarters| turned(*quarters)).unwrap_or(0)
    }
}

/// The horizontal lines that dots make: at least as many as [`DOTS`], none far from the next.
fn dotted(mut dots: Vec<(i64, i64)>) -> Vec<Rule> {
    dots.sort_unstable_by_key(|(x, y)| (*y, *x));
    let follows = |before: &(i64, i64), dot: &(i64, i64)| {
        before.1 == dot.1 && dot.0.saturating_sub(before.0) <= 2 * THICKEST
    };
    let lines = dots.chunk_by(follows).filter(|line| line.len() >= DOTS);
    lines
        .filter_map(|line| {
            let (first, last) = line.first().zip(line.last())?;
            Some(Rule {
                at: first.1,
                from: first.0,
                to: last.0,
            })
        })
        .collect()
}
