//! The formulas by which scores are computed from target, actual and weight.
//!
//! All of them are in use somewhere; a printed score is accepted when any of them gives it.

use rust_decimal::Decimal;

use super::{Row, Settings};
use crate::form::{Category, Comparator, Quantity};

/// Which way an actual is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// The form does not say; both readings are innocent.
    Either,
}

/// Which way the row's actual is better, from its comparator or, without one, from what it counts:
/// costs, deadlines and bad events may stay below their target.
pub fn direction(row: &Row<'_>, target: &Quantity, settings: &Settings) -> Direction {
    match target.comparator {
        Some(Comparator::AtLeast | Comparator::MoreThan) => Direction::Up,
        Some(Comparator::AtMost | Comparator::LessThan) => Direction::Down,
        Some(Comparator::Equal) | None => {
            let words = &settings.words;
            let lessens = row.category == Category::Cost
                || row.level2().contains("成本")
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

/// The scores that the formulas in use give; empty where none applies (a target below zero, units
/// that differ).
pub fn accepted(
    row: &Row<'_>,
    (target, actual): (&Quantity, &Quantity),
    weight: Decimal,
    settings: &Settings,
) -> Vec<Decimal> {
    let mut scores = Vec::new();
    let (t, a) = (target.number, actual.number);
    if t < Decimal::ZERO || a < Decimal::ZERO || !comparable(target, actual) {
        return scores;
    }
    let way = direction(row, target, settings);
    if way != Direction::Down {
        scores.push(upward(t, a, weight));
    }
    if way != Direction::Up {
        downward(t, a, weight, &mut scores);
    }
    // A system in use reads “=0” as “none may occur”.
    if t.is_zero() && target.comparator == Some(Comparator::Equal) {
        scores.push(if a.is_zero() { weight } else { Decimal::ZERO });
    }
    scores
}

fn upward(t: Decimal, a: Decimal, weight: Decimal) -> Decimal {
    if a >= t || t.is_zero() {
        weight
    } else {
        weight * a / t
    }
}

fn downward(t: Decimal, a: Decimal, weight: Decimal, scores: &mut Vec<Decimal>) {
    if a <= t {
        scores.push(weight);
    } else if t.is_zero() {
        scores.push(Decimal::ZERO);
    } else {
        scores.push((weight * (Decimal::ONE - (a - t) / t)).max(Decimal::ZERO));
        scores.push(weight * t / a);
    }
}

/// Whether the two numbers count the same thing: same unit, or a unit on one side only.
pub fn comparable(target: &Quantity, actual: &Quantity) -> bool {
    target.unit == actual.unit || target.unit.is_empty() || actual.unit.is_empty()
}

/// Whether the actual reaches the target.
pub fn is_met(row: &Row<'_>, target: &Quantity, actual: &Quantity, settings: &Settings) -> bool {
    match direction(row, target, settings) {
        Direction::Up => actual.number >= target.number,
        Direction::Down => actual.number <= target.number,
        Direction::Either => true,
    }
}
