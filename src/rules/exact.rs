//! Exact arithmetic that rules share. Percentages are worked out only where they are near a limit.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

/// The number of units of the last decimal, where it is so small, as those of forms are, that two of
/// them and a power of ten can be multiplied.
#[inline]
fn few_digits(number: Decimal) -> Option<i128> {
    let units = number.mantissa();
    (units.unsigned_abs() < 1 << 48).then_some(units)
}

/// A number of units of one decimal in units of another, so many places behind it.
fn shifted(number: i128, places: u32) -> Option<i128> {
    const POWERS: [i128; 10] = [
        1,
        10,
        100,
        1_000,
        10_000,
        100_000,
        1_000_000,
        10_000_000,
        100_000_000,
        1_000_000_000,
    ];
    Some(number * POWERS.get(usize::try_from(places).ok()?)?)
}

/// Two numbers in units of the last decimal that either has.
#[inline]
fn aligned(a: Decimal, b: Decimal) -> Option<(i128, i128)> {
    let (x, y) = (few_digits(a)?, few_digits(b)?);
    match (a.scale(), b.scale()) {
        (few, more) if few < more => Some((shifted(x, more - few)?, y)),
        (more, few) if few < more => Some((x, shifted(y, more - few)?)),
        _ => Some((x, y)),
    }
}

/// How two numbers stand to one another; at once for those of few digits.
#[inline]
pub fn order(a: Decimal, b: Decimal) -> Ordering {
    aligned(a, b).map_or_else(|| a.cmp(&b), |(a, b)| a.cmp(&b))
}

/// `part` of `whole` in percent; `None` for a whole of zero or less.
pub fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if order(whole, Decimal::ZERO).is_le() {
        return None;
    }
    // Most budgets are spent to the last fen, and not changed.
    match order(part, whole) {
        Ordering::Equal => Some(Decimal::ONE_HUNDRED),
        _ if part.is_zero() => Some(Decimal::ZERO),
        _ => part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole),
    }
}

/// Whether `part` is less than so many percent of `whole`, which is above zero, found without dividing.
/// `false` where it is not, or the numbers are too large to say.
pub fn is_below(part: Decimal, limit: Decimal, whole: Decimal) -> bool {
    let sides = || {
        let share = few_digits(part)? * 100;
        let bound = few_digits(limit)? * few_digits(whole)?;
        let (of_share, of_bound) = (part.scale(), limit.scale() + whole.scale());
        let decimals = of_share.max(of_bound);
        let share = shifted(share, decimals - of_share)?;
        Some(share < shifted(bound, decimals - of_bound)?)
    };
    sides().unwrap_or(false)
}

/// Whether a number is off another one, which is above zero, by less than so many percent of it, found
/// likewise.
pub fn is_within(number: Decimal, limit: Decimal, of: Decimal) -> bool {
    let sides = || {
        let (number, of) = aligned(number, of)?;
        let (number, of) = (i64::try_from(number).ok()?, i64::try_from(of).ok()?);
        let off = shifted(
            (i128::from(number) - i128::from(of)).abs() * 100,
            limit.scale(),
        )?;
        Some(off < few_digits(limit)? * i128::from(of))
    };
    sides().unwrap_or(false)
}

/// Whether a percentage is off that of `part` in `whole` by no more than so many points, found likewise.
pub fn is_percent(percentage: Decimal, part: Decimal, whole: Decimal, points: Decimal) -> bool {
    let sides = || {
        let whole_units = few_digits(whole).filter(|units| *units > 0)?;
        let told = few_digits(percentage)? * whole_units;
        let share = few_digits(part)? * 100;
        let bound = few_digits(points)? * whole_units;
        let of_told = percentage.scale() + whole.scale();
        let of_bound = points.scale() + whole.scale();
        let decimals = of_told.max(of_bound).max(part.scale());
        let told = shifted(told, decimals - of_told)?;
        let share = shifted(share, decimals - part.scale())?;
        let bound = shifted(bound, decimals - of_bound)?;
        Some((told - share).abs() <= bound)
    };
    sides().unwrap_or(false)
}

/// Whether `printed` is `exact` rounded or cut to the few decimals it is printed with. Numbers printed
/// with two decimals or more are taken as they stand.
pub fn is_rounded(printed: Decimal, exact: Decimal) -> bool {
    printed.scale() < 2 && agrees(printed, exact)
}

/// Whether `printed` is `exact` rounded or cut to the decimals it is printed with.
pub fn agrees(printed: Decimal, exact: Decimal) -> bool {
    if exact.scale() <= printed.scale() {
        return order(printed, exact).is_eq();
    }
    [
        RoundingStrategy::MidpointAwayFromZero,
        RoundingStrategy::ToZero,
    ]
    .into_iter()
    .any(|strategy| exact.round_dp_with_strategy(printed.scale(), strategy) == printed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_number() -> impl Strategy<Value = Decimal> {
        let mantissa = prop_oneof![
            -200_i128..200,
            any::<i64>().prop_map(i128::from),
            -Decimal::MAX.mantissa()..Decimal::MAX.mantissa(),
        ];
        (mantissa, 0_u32..=28).prop_map(|(m, scale)| Decimal::from_i128_with_scale(m, scale))
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_numbers(a in any_number(), b in any_number()) {
            prop_assert_eq!(order(a, b), a.cmp(&b));
        }

        #[test]
        fn what_is_below_is_less_in_percent(part in 0_i64..10_000, whole in 1_i64..10_000, limit in 0_i64..200) {
            let [part, whole, limit] = [part, whole, limit].map(|n| Decimal::new(n, 2));
            let share = percent(part, whole).unwrap();
            prop_assert_eq!(is_below(part, limit, whole), share < limit);
            let off = percent(part - whole, whole).unwrap().abs();
            prop_assert_eq!(is_within(part, limit, whole), off < limit);
            let near = (limit - share).abs() <= Decimal::ONE;
            prop_assert_eq!(is_percent(limit, part, whole, Decimal::ONE), near);
        }
    }

    #[test]
    fn a_share_is_what_dividing_gives() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        for (part, whole, share) in [
            ("12.50", "12.5", "100"),
            ("0.00", "12.5", "0"),
            ("-3", "12", "-25"),
            ("11.875", "12.5", "95"),
        ] {
            let (part, whole, share) = (number(part), number(whole), number(share));
            assert_eq!(percent(part, whole), Some(share));
            assert_eq!(Decimal::ONE_HUNDRED * part / whole, share);
        }
        assert_eq!(percent(Decimal::ONE, Decimal::ZERO), None);
        assert_eq!(percent(Decimal::ZERO, number("-1")), None);
    }

    #[test]
    fn a_percentage_is_near_up_to_the_points_allowed() {
        let near = |percentage: &str, part: &str, whole: &str| {
            let [percentage, part, whole] = [percentage, part, whole].map(|n| n.parse().unwrap());
            is_percent(percentage, part, whole, Decimal::new(1, 2))
        };
        assert!(near("95", "11.875", "12.50") && near("95.01", "11.875", "12.50"));
        assert!(near("33.33", "1", "3") && near("-25", "-3", "12"));
        assert!(!near("95.011", "11.875", "12.50") && !near("0", "1", "0"));
        assert!(!near("100", "-1", "-1"), "a budget below zero has no rate");
        // Too large to say.
        assert!(!near(
            "100",
            "79228162514264337593543950335",
            "79228162514264337593543950335"
        ));
    }

    #[test]
    fn equal_numbers_are_equal_whatever_their_decimals() {
        for (a, b) in [("10", "10.00"), ("0", "-0.000"), ("0.1", "0.10")] {
            assert_eq!(
                order(a.parse().unwrap(), b.parse().unwrap()),
                Ordering::Equal
            );
        }
    }
}
