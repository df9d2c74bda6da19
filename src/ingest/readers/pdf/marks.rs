//! What a page puts on paper: glyphs with their places, and ruling lines.

use std::time::Instant;

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::page::Page;
use hayro_syntax::xref::XRef;
use unicode_normalization::UnicodeNormalization;

use crate::form::unified;
use crate::ingest::readers::bounds;
use crate::ingest::readers::error::{Bounded, Content, ReadError};
use crate::ingest::readers::symbols;

/// Units to a point.
pub(super) const POINT: i64 = 100;
/// How thick a filled shape may be and still be a ruling line.
const THICKEST: i64 = 3 * POINT;
/// How many dots make a line.
const DOTS: usize = 4;
/// How short a ruling line may be.
const SHORTEST: i64 = 2 * POINT;
/// Calls of the interpreter a page may cause that leave no mark (clips, groups): forms that draw
/// forms multiply.
const CALLS: usize = 100_000;

/// Stands for a character nobody can tell.
pub(super) const LOST: char = '\u{fffd}';

/// Carries an error out of the interpreter, which has no other way to be stopped than unwinding.
pub(super) struct Stop(pub ReadError);

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
    dots: Vec<(i64, i64)>,
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
            let mut collector = Collector {
                marks: Self::default(),
                begun,
                calls: 0,
                clips: Vec::new(),
                drawn: 0,
            };
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

struct Collector {
    marks: Marks,
    begun: Instant,
    calls: usize,
    /// Clips that hold, each within those before it.
    clips: Vec<Box4>,
    /// Texts drawn so far.
    drawn: u32,
}

impl Collector {
    fn clip(&mut self, clip: Rect) {
        self.watch();
        let (left, top) = (units(clip.x0), units(clip.y0));
        let (right, bottom) = (units(clip.x1), units(clip.y1));
        let clip = self
            .clips
            .last()
            .map_or((left, top, right, bottom), |outer| {
                let (from, to) = (outer.0.max(left), outer.1.max(top));
                (from, to, outer.2.min(right), outer.3.min(bottom))
            });
        self.clips.push(clip);
    }

    /// Stops the interpreter at a bound.
    fn watch(&mut self) {
        self.calls = self.calls.saturating_add(1);
        let marks = self.marks.glyphs.len().saturating_add(
            self.marks
                .horizontal
                .len()
                .saturating_add(self.marks.vertical.len())
                .saturating_add(self.marks.dots.len()),
        );
        if marks > bounds::PAGE_MARKS || self.calls > CALLS {
            stop(ReadError::TooLarge {
                what: Bounded::PageMarks,
                bound: bounds::PAGE_MARKS as u64,
            });
        }
        if self.calls.is_multiple_of(64) && self.begun.elapsed() > bounds::PATIENCE {
            stop(ReadError::damaged(Content::Pdf, "time"));
        }
    }

    /// Ruling lines among the straight strokes of a path.
    fn stroke(&mut self, path: &BezPath) {
        let mut start = Point::ZERO;
        let mut last = Point::ZERO;
        for element in path.elements() {
            let to = match element {
                PathEl::MoveTo(point) => {
                    start = *point;
                    last = *point;
                    continue;
                }
                PathEl::LineTo(point) => *point,
                PathEl::ClosePath => start,
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                    last = *point;
                    continue;
                }
            };
            self.line(last, to);
            last = to;
        }
    }

    fn line(&mut self, from: Point, to: Point) {
        let (x0, y0) = (units(from.x), units(from.y));
        let (x1, y1) = (units(to.x), units(to.y));
        self.rule(x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1));
    }

    /// Ruling lines among the filled shapes of a path: those that are thin, and the sides of frames, which
    /// are a shape within another.
    fn fill(&mut self, path: &BezPath) {
        let mut shape = BezPath::new();
        let mut before = None;
        for element in path.elements() {
            if matches!(element, PathEl::MoveTo(_)) && !shape.is_empty() {
                before = Some(self.filled(&shape, before));
                shape = BezPath::new();
            }
            shape.push(*element);
        }
        if !shape.is_empty() {
            self.filled(&shape, before);
        }
    }

    fn filled(&mut self, shape: &BezPath, before: Option<Box4>) -> Box4 {
        let bounds = shape.bounding_box();
        let (left, top) = (units(bounds.x0), units(bounds.y0));
        let (right, bottom) = (units(bounds.x1), units(bounds.y1));
        self.rule(left, top, right, bottom);
        let here = (left, top, right, bottom);
        if let Some((outer, inner)) = before.and_then(|before| frame(before, here)) {
            self.rule(outer.0, outer.1, outer.2, inner.1);
            self.rule(outer.0, inner.3, outer.2, outer.3);
            self.rule(outer.0, outer.1, inner.0, outer.3);
            self.rule(inner.2, outer.1, outer.2, outer.3);
        }
        here
    }

    /// Keeps the box if it is a line.
    fn rule(&mut self, x0: i64, y0: i64, x1: i64, y1: i64) {
        let (width, height) = (x1.saturating_sub(x0), y1.saturating_sub(y0));
        if height <= THICKEST && width >= SHORTEST && width > height.saturating_mul(2) {
            self.marks.horizontal.push(Rule {
                at: i64::midpoint(y0, y1),
                from: x0,
                to: x1,
            });
        } else if width <= THICKEST && height >= SHORTEST && height > width.saturating_mul(2) {
            self.marks.vertical.push(Rule {
                at: i64::midpoint(x0, x1),
                from: y0,
                to: y1,
            });
        } else if width.max(height) <= THICKEST && width.min(height) > 0 {
            let middle = (i64::midpoint(x0, x1), i64::midpoint(y0, y1));
            self.marks.dots.push(middle);
        }
    }

    fn glyph(&mut self, glyph: &FontGlyph<'_>, transform: Affine, invisible: bool) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => LOST.to_string(),
        };
        let text: String = text.chars().filter_map(readable).collect();
        if text.is_empty() {
            return;
        }
        if text.contains(LOST) {
            self.marks.unreadable = self.marks.unreadable.saturating_add(1);
        }
        if invisible {
            self.marks.invisible = self.marks.invisible.saturating_add(1);
        }
        let advance = match glyph {
            FontGlyph::Outline(glyph) => glyph.advance_width(),
            FontGlyph::Type3(_) => None,
        };
        let wide = text.chars().any(|c| c as u32 >= 0x2e80);
        let advance = advance
            .filter(|advance| advance.is_finite() && *advance > 0.0)
            .map_or(if wide { 1000.0 } else { 500.0 }, f64::from);
        let place = |x: f64, y: f64| {
            let point = transform * Point::new(x, y);
            (units(point.x), units(point.y))
        };
        let origin = place(0.0, 0.0);
        let end = place(advance, 0.0);
        let top = place(0.0, 1000.0);
        let along = (
            end.0.saturating_sub(origin.0),
            end.1.saturating_sub(origin.1),
        );
        let size = top
            .1
            .saturating_sub(origin.1)
            .abs()
            .max(top.0.saturating_sub(origin.0).abs());
        if size == 0 {
            return;
        }
        // Between base line and top of what stands on it.
        let raised = place(0.0, 380.0);
        let middle = (
            i64::midpoint(raised.0, raised.0.saturating_add(along.0)),
            i64::midpoint(raised.1, raised.1.saturating_add(along.1)),
        );
        self.marks.glyphs.push(Glyph {
            text,
            middle,
            left: origin.0.min(end.0),
            right: origin.0.max(end.0),
            base: origin.1,
            size,
            quarters: quarters(along),
            drawn: self.drawn,
            clip: self.clips.last().copied(),
        });
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.watch();
        let path = props.transform * path.clone();
        match mode {
            DrawMode::Fill(_) => self.fill(&path),
            DrawMode::Stroke(_) => self.stroke(&path),
            DrawMode::FillAndStroke(..) => {
                self.fill(&path);
                self.stroke(&path);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.watch();
        self.drawn = self.drawn.saturating_add(1);
        let invisible = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), invisible);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.watch();
        let place = (props.transform * Rect::new(0.0, 0.0, 1.0, 1.0).to_path(0.1)).bounding_box();
        let before = (self.marks.horizontal.len(), self.marks.vertical.len());
        self.rule(
            units(place.x0),
            units(place.y0),
            units(place.x1),
            units(place.y1),
        );
        // Some writers draw a line as a stretched dot.
        if before == (self.marks.horizontal.len(), self.marks.vertical.len()) {
            self.marks.images = self.marks.images.saturating_add(1);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.clip(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, clip: &Rect) {
        self.clip(*clip);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.watch();
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {}
}

/// A character as it can be searched for: radicals that stand for whole characters become those,
/// symbol fonts what they show, controls nothing.
fn readable(c: char) -> Option<char> {
    match c {
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => unified(c).nfkc().next(),
        '\u{e000}'..='\u{f8ff}' => Some(symbols::private(c)),
        '\t' | '\n' | '\r' | '\u{a0}' => Some(' '),
        '\u{200b}' | '\u{feff}' | '\u{ad}' => None,
        c if c.is_control() => None,
        c => Some(c),
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

/// The outer and the inner one of two boxes, where nothing but thin sides is between them.
fn frame(one: Box4, other: Box4) -> Option<(Box4, Box4)> {
    let thin = |sides: [i64; 4]| sides.iter().all(|side| (0..=THICKEST).contains(side));
    let around = |outer: Box4, inner: Box4| {
        thin([
            inner.0.saturating_sub(outer.0),
            inner.1.saturating_sub(outer.1),
            outer.2.saturating_sub(inner.2),
            outer.3.saturating_sub(inner.3),
        ])
    };
    match (around(one, other), around(other, one)) {
        (true, false) => Some((one, other)),
        (false, true) => Some((other, one)),
        _ => None,
    }
}

/// Quarters of a turn, clockwise, from text along `along` to upright text.
fn quarters((right, down): (i64, i64)) -> Option<u8> {
    let mostly = |one: i64, other: i64| one > other.abs().saturating_mul(4);
    let ways = [
        mostly(right, down),
        mostly(down, right),
        mostly(right.saturating_neg(), down),
        mostly(down.saturating_neg(), right),
    ];
    (0..)
        .zip(ways)
        .find_map(|(quarters, is)| is.then_some(quarters))
}

/// A length in whole units; what is no number is nothing.
fn units(value: f64) -> i64 {
    // Within a range whose sums and differences cannot overflow.
    value.round().clamp(-1e12, 1e12) as i64
}

/// Leaves the interpreter. Unwinding without a panic: no hook runs, nothing is printed.
fn stop(error: ReadError) -> ! {
    std::panic::resume_unwind(Box::new(Stop(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_read_as_the_characters_they_look_like() {
        let read = "主管部⻔⻓效⼾数⾦额".chars().filter_map(readable);
        assert_eq!(read.collect::<String>(), "主管部门长效户数金额");
    }
}
