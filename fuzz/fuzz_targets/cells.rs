//! The text of one cell: numbers, shares, targets, grades.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::form::{
    Grade, Measure, fold, is_no_value, parse_decimal, parse_percent, squeeze,
};
use shenyue_fuzz::tolerate_libraries;

fuzz_target!(init: tolerate_libraries(), |text: &str| {
    let _ = (parse_decimal(text), parse_percent(text), is_no_value(text));
    let _ = (Measure::parse(text), Grade::parse(text));
    let _ = (fold(text), squeeze(text));
});
