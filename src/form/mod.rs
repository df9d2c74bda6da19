//! What a report *is*: one self-evaluation form (自评表) of one project in one year, as values.
//!
//! Invariants:
//! * nothing here does I/O and nothing knows of files, SQL or the screen;
//! * every number is an exact [`rust_decimal::Decimal`];
//! * every value keeps the text it was printed as and the place it was read from, because that
//!   text, not our reading of it, is the evidence.

mod comparator;
mod field;
mod grade;
mod number;
mod origin;
mod quantity;
mod report;
mod spelt;
mod text;
mod unit;

pub use comparator::Comparator;
pub use field::{Field, Reading};
pub use grade::Grade;
pub use number::{is_no_value, parse_decimal, parse_percent};
pub use origin::Origin;
pub use quantity::{Measure, Quantity};
pub use report::{
    Category, Certainty, Fund, FundLine, Gap, Indicator, Key, MoneyUnit, Nature, Repair, Report,
    SourceRow,
};
pub use text::{fold, sharing, simplified, squeeze, unified};
