//! Follows the drawing of a page and notes the marks it leaves: glyphs, and lines among strokes and
//! filled shapes. Invariant: a page that draws more than the bounds allow is left at once.

use std::time::Instant;

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use unicode_normalization::UnicodeNormalization;

use super::marks::{Box4, Glyph, LOST, Marks, POINT, Rule, THICKEST};
use crate::form::unified;
use crate::ingest::readers::bounds;
use crate::ingest::readers::error::{Bounded, Content, ReadError};
use crate::ingest::readers::symbols;

/// How short a ruling line may be.
const SHORTEST: i64 = 2 * POINT;
/// Calls of the interpreter a page may cause that leave no mark (clips, groups): forms that draw
/// forms multiply.
const CALLS: usize = 100_000;

/// Carries an error out of the interpreter, which has no other way to be stopped than unwinding.
pub(super) struct Stop(pub ReadError);

/// The marks of a page while it is drawn.
pub(super) struct Collector {
    pub marks: Marks,
    begun: Instant,
    calls: usize,
    /// Clips that hold, each within those before it.
    clips: Vec<Box4>,
    /// Texts drawn so far.
    drawn: u32,
}

impl Collector {
    /// Nothing drawn yet; `begun` is when the document was.
    pub fn new(begun: Instant) -> Self {
        Self {
            marks: Marks::default(),
            begun,
            calls: 0,
            clips: Vec::new(),
            drawn: 0,
        }
    }

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

    fn glyph(&mut self, glyph: &FontGlyph<'_>, transform: Affine, invisible: bool, faint: bool) {
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
            faint,
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
        let faint = is_faint(&props.paint);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), invisible, faint);
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

/// Whether a colour is a light grey, lets what is below it show, or is the red of seals. White stands on
/// dark.
fn is_faint(paint: &Paint<'_>) -> bool {
    let Paint::Color(color) = paint else {
        return false;
    };
    let [red, green, blue, alpha] = color.to_rgba().to_rgba8();
    let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
    let red = red >= 200 && green <= 60 && blue <= 60;
    alpha < 160 || red || least >= 140 && most <= 245 && most.saturating_sub(least) <= 40
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
