//! Exact decimals from printed text.

use rust_decimal::Decimal;

/// Reads a plain number: full-width or half-width digits, thousands separators, a sign. `None`
/// for anything else, a unit or a percent sign included.
pub fn parse_decimal(_text: &str) -> Option<Decimal> {
    None
}

/// Reads a percentage: the number with or without `%`, `％`, `百分比` (in brackets or not).
pub fn parse_percent(_text: &str) -> Option<Decimal> {
    None
}
