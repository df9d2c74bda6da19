//! How a unit's forms of one year stand, as counts: what rules that set units against each other need.

use rust_decimal::Decimal;

use super::{Digest, RowDigest};
use crate::rules::Direction;

/// Counts over some forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Forms with a total score.
    pub forms: u64,
    /// Those with 100 points.
    pub hundred: u64,
    /// Indicators with a bound (≥, ≤) as target and a number as actual.
    pub bounds: u64,
    /// Those whose actual is the bound itself.
    pub exact: u64,
}

impl Standing {
    /// The counts over these forms.
    pub fn of<'d>(digests: impl IntoIterator<Item = &'d Digest>) -> Self {
        digests
            .into_iter()
            .fold(Self::default(), |mut all, digest| {
                all.forms += u64::from(digest.score.is_some());
                all.hundred += u64::from(digest.score == Some(Decimal::ONE_HUNDRED));
                let deviations = digest.rows.iter().filter_map(RowDigest::off_its_bound);
                for off in deviations {
                    all.bounds += 1;
                    all.exact += u64::from(off.is_zero());
                }
                all
            })
    }

    /// What remains without a part of it.
    #[must_use]
    pub const fn without(self, part: Self) -> Self {
        Self {
            forms: self.forms.saturating_sub(part.forms),
            hundred: self.hundred.saturating_sub(part.hundred),
            bounds: self.bounds.saturating_sub(part.bounds),
            exact: self.exact.saturating_sub(part.exact),
        }
    }
}

impl RowDigest {
    /// By how many percent the actual is off its target, where the target is a bound. Bounds at the end
    /// of the scale (100 %, 0) cannot but be met exactly and are left out.
    fn off_its_bound(&self) -> Option<Decimal> {
        let target = self.target?;
        let end = target.is_zero() || self.unit == "%" && target == Decimal::ONE_HUNDRED;
        (self.way != Direction::Either && !end)
            .then_some(self.deviation)
            .flatten()
    }
}

/// A unit in one year, and the others of that year.
#[derive(Debug, Clone, Copy)]
pub struct Position<'a> {
    /// 实施单位, as compared.
    pub unit: &'a str,
    /// The year.
    pub year: i32,
    /// Its own forms.
    pub own: Standing,
    /// Those of all other units.
    pub others: Standing,
    /// How many other units there are.
    pub units: u64,
}
