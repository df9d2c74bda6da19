//! Numbers as people read them.

use rust_decimal::Decimal;

/// The number with thousands separators, all its decimals kept.
pub fn grouped(number: Decimal) -> String {
    let text = number.to_string();
    let (sign, text) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, decimals) = text
        .split_once('.')
        .map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(decimals) = decimals {
        grouped.push('.');
        grouped.push_str(decimals);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_and_decimals_kept() {
        let shown = |mantissa, scale| grouped(Decimal::new(mantissa, scale));
        assert_eq!(shown(331_590, 2), "3,315.90");
        assert_eq!(shown(-123_456_789, 0), "-123,456,789");
        assert_eq!(shown(100, 0), "100");
        assert_eq!(shown(1, 6), "0.000001");
    }
}
