//! The formulas by which scores are computed from target, actual and weight, and the form's scores
//! recomputed by them ([`recompute`]).
//!
//! All formulas are in use somewhere; a printed score is accepted when any of them gives it.

mod recomputed;
mod told;

use rust_decimal::Decimal;

pub use recomputed::{Execution, Points, Recomputed, RowScore, recompute};
pub use told::{Missed, missed};

use super::settings::Units;
use super::{Row, Settings, holds, order};
use crate::form::{Category, Comparator, Quantity};
use crate::locales::Text;

/// How a quantitative score may be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Formula {
    /// Full marks when the target is reached, else actual ÷ target.
    Upward,
    /// For “at most”: full marks when kept, else less by the share of the excess, nothing from
    /// twice the target on.
    Excess,
    /// For “at most”: full marks when kept, else target ÷ actual.
    Inverse,
    /// For “= 0”: full marks when there is none, else nothing.
    NoneAllowed,
}

impl Formula {
    /// The stable name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upward => "upward",
            Self::Excess => "excess",
            Self::Inverse => "inverse",
            Self::NoneAllowed => "none_allowed",
        }
    }

    /// How it reads, short.
    pub const fn label(self) -> Text {
        match self {
            Self::Upward => Text {
                zh: "完成÷目标",
                en: "actual ÷ target",
            },
            Self::Excess => Text {
                zh: "1−超出率",
                en: "1 − excess",
            },
            Self::Inverse => Text {
                zh: "目标÷完成",
                en: "target ÷ actual",
            },
            Self::NoneAllowed => Text {
                zh: "有即为零",
                en: "none allowed",
            },
        }
    }
}

/// Which way an actual is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// The form does not say; both readings are innocent.
    #[default]
    Either,
}

/// Which way the row's actual is better, from its comparator or, without one, from what it counts:
/// costs, deadlines and bad events may stay below their target.
pub fn direction(row: &Row<'_>, target: &Quantity, settings: &Settings) -> Direction {
    match target.comparator {
        Some(Comparator::AtLeast | Comparator::MoreThan) => Direction::Up,
        Some(Comparator::AtMost | Comparator::LessThan) => Direction::Down,
        // Of what should not be, none cannot be bettered; of a growth it can.
        Some(Comparator::Equal) | None if target.number.is_zero() && !is_wanted(row, settings) => {
            Direction::Down
        }
        Some(Comparator::Equal) | None => {
            let words = &settings.words;
            let lessens = row.category == Category::Cost
                || holds(row.level2(), "成本")
                || words.cost_names.occurs_in(row.name())
                || words.money_units.is(&target.unit)
                || words.time_units.is(&target.unit)
                || words.negative_heads.ends(row.name()).is_some();
            if lessens {
                Direction::Either
            } else {
                Direction::Up
            }
        }
    }
}

/// Whether the row counts what is better the more there is of it, or how much something changed.
fn is_wanted(row: &Row<'_>, settings: &Settings) -> bool {
    let (words, name) = (&settings.words, row.name_folded());
    words.positive_heads.ends(name).is_some()
        || words.changes.occurs_in(name)
        || words.raises.occurs_in(name)
        || words.lowers.occurs_in(name)
}

/// The scores that the formulas in use give; none where none applies (a target below zero, units
/// that differ, numbers too large to compute with).
pub fn accepted(
    row: &Row<'_>,
    (target, actual): (&Quantity, &Quantity),
    weight: Decimal,
    settings: &Settings,
) -> impl Iterator<Item = (Formula, Decimal)> + Clone {
    let measured = measured(target, actual, &settings.units);
    let (t, a) = measured.unwrap_or_default();
    // -6% of what is to fall may say that it fell.
    let signed = || a >= Decimal::ZERO || !settings.words.lowers.occurs_in(row.name());
    let sound = t >= Decimal::ZERO && measured.is_some() && signed();
    let way = direction(row, target, settings);
    let none_allowed = t.is_zero() && target.comparator == Some(Comparator::Equal);
    let formulas = [
        (Formula::Upward, way != Direction::Down),
        (Formula::Excess, way != Direction::Up),
        (Formula::Inverse, way != Direction::Up),
        (Formula::NoneAllowed, none_allowed),
    ];
    formulas
        .into_iter()
        .filter(move |(_, applies)| sound && *applies)
        .filter_map(move |(formula, _)| Some((formula, formula.score(t, a, weight)?)))
}

impl Formula {
    fn score(self, t: Decimal, a: Decimal, weight: Decimal) -> Option<Decimal> {
        match self {
            Self::Upward if order(a, t).is_ge() => Some(weight),
            Self::Upward if order(a, Decimal::ZERO).is_lt() => Some(Decimal::ZERO),
            Self::Upward => weight.checked_mul(a)?.checked_div(t),
            Self::Excess | Self::Inverse if order(a, t).is_le() => Some(weight),
            Self::Excess | Self::Inverse if t.is_zero() => Some(Decimal::ZERO),
            Self::Excess => {
                let excess = (a - t).checked_div(t)?;
                let left = (Decimal::ONE - excess.min(Decimal::ONE)).max(Decimal::ZERO);
                weight.checked_mul(left)
            }
            Self::Inverse => weight.checked_mul(t)?.checked_div(a),
            Self::NoneAllowed if a.is_zero() => Some(weight),
            Self::NoneAllowed => Some(Decimal::ZERO),
        }
    }
}

/// Whether the two numbers count the same thing: same unit, or a unit on one side only, which is no per
/// cent beside a number that may be a share.
pub fn comparable(target: &Quantity, actual: &Quantity) -> bool {
    target.unit == actual.unit
        || (target.unit.is_empty() || actual.unit.is_empty()) && !may_be_share(target, actual)
}

/// Target and actual as numbers of one unit, also where one is printed in 万 of it (0.8万人, 7600人), or
/// under another of its names; `None` where they count different things, or lie so far apart that one
/// of the units is in doubt.
pub fn measured(target: &Quantity, actual: &Quantity, units: &Units) -> Option<(Decimal, Decimal)> {
    let (t, a) = (target.number, actual.number);
    if comparable(target, actual) {
        return Some((t, a));
    }
    let (times, of) = units.multiples(&target.unit, &actual.unit)?;
    let (t, a) = (t.checked_mul(times)?, a.checked_mul(of)?);
    let near = |a: Decimal, b: Decimal| a <= b.saturating_mul(Decimal::TEN);
    (times == of || near(t, a) && near(a, t)).then_some((t, a))
}

/// Whether of a percentage and a number without a unit the latter may be a share of one: 0.96 beside
/// 95%, and 1 beside 100%, as a spreadsheet gives them that lost their format.
pub fn may_be_share(a: &Quantity, b: &Quantity) -> bool {
    let (percent, bare) = match (a.is_percent(), b.is_percent()) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return false,
    };
    let one = Decimal::ONE;
    bare.unit.is_empty()
        && order(percent.number, one).is_gt()
        && order(bare.number, Decimal::ZERO).is_gt()
        && order(bare.number, one).is_le()
}

/// Whether the actual reaches the target.
pub fn is_met(row: &Row<'_>, target: &Quantity, actual: &Quantity, settings: &Settings) -> bool {
    match direction(row, target, settings) {
        Direction::Up => order(actual.number, target.number).is_ge(),
        Direction::Down => order(actual.number, target.number).is_le(),
        Direction::Either => true,
    }
}

/// The score of execution at that rate (in percent) and weight.
pub fn execution_score(rate: Decimal, weight: Decimal, settings: &Settings) -> Option<Decimal> {
    if order(rate, settings.execution.full_from).is_ge() {
        Some(weight)
    } else {
        rate.max(Decimal::ZERO)
            .checked_mul(weight)?
            .checked_div(Decimal::ONE_HUNDRED)
    }
}
