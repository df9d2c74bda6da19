//! Values made comparable.

use rust_decimal::Decimal;
use shenyue::form::Field;

/// Without any white space.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The number of a cell, or nothing.
pub fn number(field: &Field<Decimal>) -> String {
    field.value().map_or_else(String::new, Decimal::to_string)
}
