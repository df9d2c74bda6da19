//! Exact decimals as integers: a value times a power of ten, or nothing. Never rounded.

use rust_decimal::Decimal;

/// Digits after the point that the database keeps.
pub(super) const DIGITS: u32 = 6;

/// `value` × 10^`digits` where that is an integer SQLite can hold.
pub(super) fn shifted(value: Decimal, digits: u32) -> Option<i64> {
    let (mantissa, scale) = (value.mantissa(), value.scale());
    let shifted = if scale <= digits {
        mantissa.checked_mul(10_i128.checked_pow(digits - scale)?)?
    } else {
        let divisor = 10_i128.checked_pow(scale - digits)?;
        if mantissa % divisor != 0 {
            return None;
        }
        mantissa / divisor
    };
    i64::try_from(shifted).ok()
}

/// The greatest integer not above `value` × 10^`digits`, bounded to what SQLite can hold, and
/// whether it is exact. For bounds in comparisons only.
pub(super) fn floor(value: Decimal, digits: u32) -> (i64, bool) {
    if let Some(exact) = shifted(value, digits) {
        return (exact, true);
    }
    // Truncation goes towards zero.
    let below = i64::from(value.is_sign_negative());
    let floor = shifted(value.trunc_with_scale(digits), digits).map(|shifted| shifted - below);
    let bound = if value.is_sign_negative() {
        i64::MIN
    } else {
        i64::MAX
    };
    (floor.unwrap_or(bound), false)
}

/// The decimal that is `shifted` / 10^`digits`, with `scale` decimals where it has no more.
pub(super) fn decimal(shifted: i64, digits: u32, scale: u32) -> Decimal {
    let mut value = Decimal::from_i128_with_scale(i128::from(shifted), digits);
    if scale < digits {
        let mut trimmed = value;
        trimmed.rescale(scale);
        // Only zeros may go.
        if trimmed == value {
            return trimmed;
        }
        return value.normalize();
    }
    value.rescale(scale);
    value
}

/// The decimal of a column of millionths, without needless zeros.
pub(super) fn plain(micro: i64) -> Decimal {
    decimal(micro, DIGITS, 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_does_not_fit_is_refused() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(shifted(decimal("0.0000001"), DIGITS), None);
        assert_eq!(shifted(decimal("9223372036855"), DIGITS), None);
        assert_eq!(shifted(decimal("1.50000000"), DIGITS), Some(1_500_000));
        // 0.01 元 is one millionth of 万元; a thousandth of a yuan is not kept.
        assert_eq!(shifted(decimal("0.01"), 2), Some(1));
        assert_eq!(shifted(decimal("0.001"), 2), None);
    }

    #[test]
    fn bounds_go_down() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(floor(decimal("1.5"), 0), (1, false));
        assert_eq!(floor(decimal("-1.5"), 0), (-2, false));
        assert_eq!(floor(decimal("-0.0000001"), DIGITS), (-1, false));
        assert_eq!(
            floor(decimal("79228162514264337593543950335"), DIGITS),
            (i64::MAX, false)
        );
        assert_eq!(
            floor(decimal("-79228162514264337593543950335"), DIGITS),
            (i64::MIN, false)
        );
    }

    proptest! {
        #[test]
        fn value_and_scale_come_back(mantissa in -9_000_000_000_000_i64..9_000_000_000_000, scale in 0_u32..=6, zeros in 0_u32..=8) {
            let mut value = Decimal::new(mantissa, scale);
            value.rescale(scale + zeros);
            let micro = shifted(value, DIGITS).unwrap();
            let back = decimal(micro, DIGITS, value.scale());
            prop_assert_eq!(back.to_string(), value.to_string());
        }
    }
}
