//! Exact arithmetic that rules share. Percentages are worked out only where they are near a limit.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

/// How two numbers stand to one another; at once for those of few digits, as forms have them.
pub fn order(a: Decimal, b: Decimal) -> Ordering {
    let few = |number: Decimal| i64::try_from(number.mantissa()).ok();
    let Some((x, y)) = few(a).zip(few(b)) else {
        return a.cmp(&b);
    };
    let shifted = |number: i64, places: u32| {
        Some(i128::from(number) * i128::from(10_i64.checked_pow(places)?))
    };
    let compared = match a.scale().cmp(&b.scale()) {
        Ordering::Equal => Some(x.cmp(&y)),
        Ordering::Less => shifted(x, b.scale() - a.scale()).map(|x| x.cmp(&i128::from(y))),
        Ordering::Greater => shifted(y, a.scale() - b.scale()).map(|y| i128::from(x).cmp(&y)),
    };
    compared.unwrap_or_else(|| a.cmp(&b))
}

/// `part` of `whole` in percent; `None` for a whole of zero or less.
pub fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    (whole > Decimal::ZERO)
        .then(|| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole))
        .flatten()
}

/// Whether `part` is less than so many percent of `whole`, which is above zero, found without dividing.
/// `false` where it is not, or the numbers are too large to say.
pub fn is_below(part: Decimal, limit: Decimal, whole: Decimal) -> bool {
    let sides = part
        .checked_mul(Decimal::ONE_HUNDRED)
        .zip(whole.checked_mul(limit));
    sides.is_some_and(|(part, limit)| order(part, limit) == Ordering::Less)
}

/// Whether `printed` is `exact` rounded or cut to the few decimals it is printed with. Numbers printed
/// with two decimals or more are taken as they stand.
pub fn is_rounded(printed: Decimal, exact: Decimal) -> bool {
    printed.scale() < 2 && agrees(printed, exact)
}

/// Whether `printed` is `exact` rounded or cut to the decimals it is printed with.
pub fn agrees(printed: Decimal, exact: Decimal) -> bool {
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
        }
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
