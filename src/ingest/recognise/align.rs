//! Whether the cells of a row stand under their headings: a merged cell that lost its span, a cell too many
//! or too few moves what follows it below the headings of its neighbours.
//!
//! Each heading says what its cells can be: points are figures, a name is none, a class is called one. What a
//! row holds against its headings is weighed; a row is out of line when a cell cannot be what its heading says,
//! or when the same cells, all from one of them on moved by a few columns, would fit clearly better.
//! Invariant: what has not moved fits as well as anything else, so no row is suspected for being unusual.

use super::cells::{KINDS, heading};
use super::headings::{self, Column};
use super::lexicon;
use super::matrix::{Columns, Line, Slot};
use super::text;
use crate::form::{Comparator, Measure, Reading, is_no_value, parse_percent};
use rust_decimal::Decimal;

/// What a cell looks like by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `-`, `/`: nothing, anywhere.
    Nothing,
    /// A class of indicators: 产出指标, 数量.
    Class,
    /// `≥`, 定性.
    Sign,
    /// `≥50次`.
    Compared,
    /// `55次`.
    Measured,
    /// `92%`.
    Share,
    /// A number that points can be.
    Points,
    /// Another number.
    Figure,
    /// A mark, an error, lost characters: what stands where points should be.
    Mark,
    /// A text that begins with a digit.
    Counted,
    /// `次`, `%`: what stands behind a number.
    Unit,
    Words,
}

/// Weight of what cannot be.
const IMPOSSIBLE: u32 = 4;

/// How much better a moved row must fit.
const CLEARLY: u32 = 2;

/// Weight of a row that lacks a cell.
const SHORT: u32 = 3;

/// Columns a row may have been moved by.
const STEPS: [i64; 6] = [1, -1, 2, -2, 3, -3];

/// Most points one row can have.
const MOST_POINTS: Decimal = Decimal::ONE_HUNDRED;

/// A cell of a row where it stands, or would stand.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    slot: &'a Slot,
    kind: Kind,
    column: u32,
    end: u32,
}

/// How a row stands under its headings.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stand<'a> {
    /// As it should.
    Straight,
    /// With a cell that is strange below its heading; where most rows have one, the headings are astray.
    Strange,
    /// Out of line, as the cell shows.
    Astray(&'a Slot),
}

/// The headings rows stand under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Headings<'a> {
    pub columns: &'a Columns<Column>,
    /// How many columns they have.
    pub width: u32,
}

/// How the row of a line stands under the headings.
pub(super) fn stand<'a>(line: &'a Line, headings: Headings<'_>) -> Stand<'a> {
    // A heading merged over rows of the table takes the place of their cells.
    let heads = |slot: &&Slot| slot.above && slot.label.and_then(headings::of).is_some();
    if let Some(heading) = line.slots.iter().find(heads) {
        return Stand::Astray(heading);
    }
    let row: Vec<Piece<'_>> = line.own().map(Piece::new).collect();
    let Some(first) = row.first() else {
        return Stand::Straight;
    };
    let seen = headings.weigh(&row, line, 0);
    let show = seen.worst.map_or(first.slot, |(_, slot)| slot);
    if seen.strange >= IMPOSSIBLE {
        return Stand::Astray(show);
    }
    let Some(enough) = seen.weight.checked_sub(CLEARLY) else {
        return Stand::Straight;
    };
    let fits = |from: usize, by: i64| {
        let row = shifted(&row, from, by, line);
        row.is_some_and(|row| headings.weigh(&row, line, by).weight <= enough)
    };
    if (0..row.len()).any(|from| STEPS.into_iter().any(|by| fits(from, by))) {
        Stand::Astray(show)
    } else if seen.strange >= CLEARLY {
        Stand::Strange
    } else {
        Stand::Straight
    }
}

/// The row with all cells from one on moved; `None` where they would stand on others.
fn shifted<'a>(row: &[Piece<'a>], from: usize, by: i64, line: &Line) -> Option<Vec<Piece<'a>>> {
    let mut moved = row.to_vec();
    let mut free = 1u32;
    for (index, piece) in moved.iter_mut().enumerate() {
        if index < from {
            free = piece.end;
            continue;
        }
        let wide = piece.end.saturating_sub(piece.column);
        let wanted = u32::try_from(i64::from(piece.column).checked_add(by)?).ok()?;
        if by < 0 && wanted < free {
            return None;
        }
        let mut column = wanted.max(free);
        // What is merged with cells above is stepped over, as when the row was laid out.
        let covers = |column: u32| {
            let covers = |slot: &&Slot| slot.above && slot.column <= column && column < slot.end;
            let covering = line.slots.iter().filter(|_| by > 0).find(covers);
            covering.map(|slot| slot.end)
        };
        while let Some(end) = covers(column) {
            column = end;
        }
        (piece.column, piece.end) = (column, column.saturating_add(wide));
        free = piece.end;
    }
    Some(moved)
}

/// What speaks against a row standing as it does.
#[derive(Default)]
struct Seen<'a> {
    /// All of it.
    weight: u32,
    /// What cells say that are no label: strange below any heading but the right one.
    strange: u32,
    /// The cell that speaks most.
    worst: Option<(u32, &'a Slot)>,
}

/// A cell of a row with the heading it stands under.
type Placed<'a> = (Option<Column>, Piece<'a>);

impl Headings<'_> {
    fn over(self, column: u32, end: u32) -> Option<Column> {
        heading(column, end, self.columns)
    }

    /// What speaks against a row that was moved by so many columns.
    fn weigh<'a>(self, row: &[Piece<'a>], line: &Line, by: i64) -> Seen<'a> {
        let placed = row
            .iter()
            .map(|piece| (self.over(piece.column, piece.end), *piece));
        let placed: Vec<Placed<'a>> = placed.collect();
        let mut seen = Seen::default();
        let mut before: Option<&Placed<'a>> = None;
        for (index, cell) in placed.iter().enumerate() {
            let next = placed.get(index.saturating_add(1));
            let against = self.against(before, cell, next, by);
            let (heading, piece) = cell;
            seen.weight = seen.weight.saturating_add(against);
            let label = matches!(heading, Some(Column::Level1 | Column::Level2));
            if !(label && matches!(piece.kind, Kind::Words | Kind::Unit | Kind::Class)) {
                seen.strange = seen.strange.saturating_add(against);
            }
            if against > seen.worst.map_or(0, |(most, _)| most) {
                seen.worst = Some((against, piece.slot));
            }
            before = Some(cell);
        }
        self.note_lacks(&placed, line, by, &mut seen);
        self.note_unlikely(&placed, line, by, &mut seen);
        seen
    }

    /// How much one cell speaks against the row, between its neighbours.
    fn against(
        self,
        before: Option<&Placed<'_>>,
        cell: &Placed<'_>,
        next: Option<&Placed<'_>>,
        by: i64,
    ) -> u32 {
        let (heading, piece) = cell;
        let kind = piece.kind;
        let Some(heading) = *heading else {
            // A class in front of the column of classes; or a guess that a cell is of no matter.
            let front = self.columns.first() > piece.column && self.columns.has(Column::Level1);
            return if kind == Kind::Class && front {
                2
            } else {
                u32::from(by > 0)
            };
        };
        let beside = before
            .filter(|(of, _)| *of == Some(heading))
            .map(|(_, piece)| piece);
        let numbers = || {
            next.is_some_and(|(of, next)| {
                *of == Some(heading) && matches!(next.kind, Kind::Words | Kind::Unit)
            })
        };
        let measure = matches!(heading, Column::Target | Column::Actual);
        let points = matches!(heading, Column::Weight | Column::Score);
        match (kind, beside.map(|piece| piece.kind)) {
            // 1 | 巡护次数: a number in front of the name.
            (Kind::Points, _) if heading == Column::Name && numbers() => 0,
            (Kind::Class, _) if heading == Column::Name && !self.columns.has(Column::Level2) => 0,
            // 预算执行率 over all columns of labels.
            (Kind::Class, _)
                if heading == Column::Name && piece.slot.folded.ends_with("执行率") =>
            {
                0
            }
            // Two figures below one heading, or 110 | 汛期停巡.
            (kind, Some(before))
                if (measure || points) && kind.is_figure() && before.is_figure() =>
            {
                IMPOSSIBLE
            }
            (Kind::Words | Kind::Unit, Some(before)) if measure && before != Kind::Sign => {
                let joined =
                    beside.map(|before| format!("{}{}", before.slot.text, piece.slot.text));
                let one = joined.map(|joined| Measure::parse(&joined));
                let is_one = matches!(one, Some(Reading::Known(Measure::Quantity(_))));
                if is_one { 0 } else { IMPOSSIBLE }
            }
            (Kind::Compared, _)
                if heading == Column::Actual && !self.columns.has(Column::Target) =>
            {
                2
            }
            // A class of the second level where those of the first stand.
            (Kind::Class, _) if heading == Column::Level1 => u32::from(
                !lexicon::is_level1(&piece.slot.text) && lexicon::is_level2(&piece.slot.text),
            ),
            // Behind the last heading.
            (_, Some(_)) if heading == Column::Reason && piece.column > self.width => 1,
            _ => against(heading, kind),
        }
    }

    /// Notes below which headings nothing stands.
    fn note_lacks(self, placed: &[Placed<'_>], line: &Line, by: i64, seen: &mut Seen<'_>) {
        let lacks = |column: Column| {
            let above = |slot: &Slot| {
                slot.above && slot.is_filled() && self.over(slot.column, slot.end) == Some(column)
            };
            self.columns.has(column)
                && !placed.iter().any(|(of, _)| *of == Some(column))
                && !line.slots.iter().any(above)
        };
        for (column, lack) in LACKS {
            if lacks(column) {
                // What was lost leaves a hole.
                let lack = if by > 0 { 1 } else { lack };
                seen.weight = seen.weight.saturating_add(lack);
            }
        }
        // Points of nothing.
        if lacks(Column::Name) && lacks(Column::Target) {
            seen.strange = IMPOSSIBLE;
        }
        // A blank cell closes the row, and it is shorter than its headings.
        let closed = line
            .slots
            .last()
            .is_some_and(|slot| !slot.is_filled() && !slot.above);
        if closed && by <= 0 && line.width < self.width {
            seen.weight = seen.weight.saturating_add(SHORT);
        }
    }

    /// Notes what is unlikely in cells that belong together.
    fn note_unlikely(self, placed: &[Placed<'_>], line: &Line, by: i64, seen: &mut Seen<'_>) {
        let of = |column: Column| {
            let cell = placed.iter().find(|(of, _)| *of == Some(column));
            cell.map(|(_, piece)| piece)
        };
        let kind = |column: Column| of(column).map(|piece| piece.kind);
        let same = |one: Column, other: Column| {
            of(one)
                .is_some_and(|one| of(other).is_some_and(|other| one.slot.text == other.slot.text))
        };
        // 50次 or 完整 was to be reached, and a mere number was.
        let mere = matches!(kind(Column::Actual), Some(Kind::Points | Kind::Figure));
        let more = match kind(Column::Target) {
            Some(Kind::Words) => true,
            Some(Kind::Compared | Kind::Measured | Kind::Share) => {
                !self.columns.has(Column::MeasureUnit)
            }
            _ => false,
        };
        // A class merged over rows that have names there, or classes of the second level.
        let class = |slot: &Slot| match self.over(slot.column, slot.end) {
            Some(Column::Name) => lexicon::is_level_label(&slot.text),
            Some(Column::Level2) => {
                lexicon::is_level1(&slot.text) && !lexicon::is_level2(&slot.text)
            }
            _ => false,
        };
        let mut above = line.slots.iter().filter(|slot| slot.above);
        if by == 0 && self.columns.has(Column::Level2) && above.any(class) {
            seen.strange = IMPOSSIBLE;
        }
        let unlikely = [
            mere && more,
            few_points(of(Column::Weight), of(Column::Score)),
            same(Column::Name, Column::Target),
            same(Column::Target, Column::Reason),
        ];
        let unlikely = unlikely.into_iter().filter(|unlikely| *unlikely).count();
        seen.weight = seen
            .weight
            .saturating_add(u32::try_from(unlikely).unwrap_or(0));
    }
}

/// Whether a row has less than half of its points: few have.
fn few_points(weight: Option<&Piece<'_>>, score: Option<&Piece<'_>>) -> bool {
    let points = |piece: &Piece<'_>| {
        text::points(&piece.slot.text, piece.slot.origin)
            .value()
            .copied()
    };
    let (Some(weight), Some(score)) = (weight.and_then(points), score.and_then(points)) else {
        return false;
    };
    score.checked_add(score).is_some_and(|twice| twice < weight)
}

/// What it says that nothing stands below a heading.
const LACKS: [(Column, u32); 5] = [
    (Column::Name, 2),
    (Column::Target, 2),
    (Column::Actual, 1),
    (Column::Weight, 1),
    (Column::Score, 2),
];

/// How much a cell speaks against standing under a heading.
fn against(heading: Column, kind: Kind) -> u32 {
    use Column::{
        Actual, FullMarks, Level1, Level2, Marks, MeasureUnit, Name, Reason, Score, Sign, Target,
        Weight,
    };
    match (heading, kind) {
        (_, Kind::Nothing) => 0,
        (Level1, Kind::Words | Kind::Unit) => 2,
        (Level2, Kind::Words | Kind::Unit) => 1,
        (Level1 | Level2, Kind::Class | Kind::Mark | Kind::Counted) => 0,
        (Level1 | Level2 | Sign, Kind::Sign) => u32::from(heading != Sign),
        (Level1 | Level2, _) => IMPOSSIBLE,
        (Name, Kind::Words | Kind::Unit | Kind::Mark | Kind::Counted) => 0,
        (Name, Kind::Class | Kind::Sign) => 2,
        (Name, Kind::Measured) => 3,
        (Name, _) => IMPOSSIBLE,
        (Sign, Kind::Words | Kind::Unit | Kind::Mark | Kind::Class | Kind::Counted) => 1,
        (Sign | MeasureUnit, Kind::Compared | Kind::Measured | Kind::Points | Kind::Figure) => 3,
        (Sign | MeasureUnit, _) => u32::from(heading == Sign),
        (Target | Actual, Kind::Class | Kind::Sign) => 2,
        (Actual, Kind::Compared) | (Target | Actual, Kind::Unit) => 1,
        (Target | Actual, _) => 0,
        (Weight | Score | FullMarks | Marks, Kind::Points | Kind::Share | Kind::Mark) => 0,
        (Weight | Score | FullMarks | Marks, Kind::Figure) => 1,
        (Weight | Score | FullMarks | Marks, Kind::Measured | Kind::Counted) => 2,
        (Weight | Score | FullMarks | Marks, _) => IMPOSSIBLE,
        (Reason, Kind::Words | Kind::Unit | Kind::Mark | Kind::Counted) => 0,
        (Reason, Kind::Class | Kind::Measured | Kind::Share) => 1,
        (Reason, _) => 2,
    }
}

impl<'a> Piece<'a> {
    fn new(slot: &'a Slot) -> Self {
        Self {
            slot,
            kind: Kind::of(slot),
            column: slot.column,
            end: slot.end,
        }
    }
}

impl Kind {
    /// Whether it is a number.
    const fn is_figure(self) -> bool {
        matches!(
            self,
            Self::Compared | Self::Measured | Self::Share | Self::Points | Self::Figure
        )
    }

    fn of(slot: &Slot) -> Self {
        let printed = &*slot.text;
        if is_no_value(printed) {
            return Self::Nothing;
        }
        if slot.figure {
            return match parse_percent(printed.strip_suffix('分').unwrap_or(printed)) {
                Some(_) if printed.ends_with(['%', '％', '比', ')', '）']) => Self::Share,
                Some(number) if !number.is_sign_negative() && number <= MOST_POINTS => Self::Points,
                _ => Self::Figure,
            };
        }
        if text::is_mark(printed) || text::is_error(printed) || printed.contains(text::LOST) {
            return Self::Mark;
        }
        // 达成预期指标 is an answer.
        if lexicon::is_level_label(printed) && !printed.contains('达') {
            return Self::Class;
        }
        if KINDS.contains(&&*slot.folded) || Comparator::parse(printed).is_some() {
            return Self::Sign;
        }
        if !printed.contains(char::is_numeric) {
            return if is_unit(printed) {
                Self::Unit
            } else {
                Self::Words
            };
        }
        match Measure::parse(printed) {
            Reading::Known(Measure::Quantity(quantity)) if quantity.comparator.is_some() => {
                Self::Compared
            }
            Reading::Known(Measure::Quantity(_)) => Self::Measured,
            _ if printed.starts_with(|c: char| c.is_ascii_digit()) => Self::Counted,
            _ => Self::Words,
        }
    }
}

/// Whether a text is a unit and nothing more.
fn is_unit(text: &str) -> bool {
    let short = text.chars().nth(LONGEST_UNIT).is_none();
    let counted = || Measure::parse(&format!("1{text}"));
    short && matches!(counted(), Reading::Known(Measure::Quantity(_)))
}

/// Characters of a unit that has a cell of its own.
const LONGEST_UNIT: usize = 4;
