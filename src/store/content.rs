//! Hashes that say whether two forms are the same form, and whether they say the same.

use sha2::{Digest as _, Sha256};
use smol_str::SmolStr;

use crate::form::{Field, Key, Measure, Reading, Report};

/// SHA-256 over parts that are told apart by their lengths.
#[derive(Debug, Default)]
pub(super) struct Hasher(Sha256);

impl Hasher {
    /// Some bytes.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.0.update(length.to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// A number.
    pub(super) fn number(&mut self, number: i64) -> &mut Self {
        self.bytes(&number.to_le_bytes())
    }

    /// The hash.
    pub(super) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    fn field<T>(&mut self, field: &Field<T>, value: impl Fn(&mut Self, &T)) {
        self.text(&field.printed);
        match &field.reading {
            Reading::Absent => self.number(0),
            Reading::Blank => self.number(1),
            Reading::Unreadable => self.number(2),
            Reading::Known(known) => {
                self.number(3);
                value(self, known);
                self
            }
        };
    }
}

/// Identity of a form: the first half of a hash over its natural key.
pub(super) fn key_hash(key: &Key) -> [u8; 16] {
    let mut hasher = Hasher::default();
    hasher.text(&key.unit).text(&key.project);
    hasher.text(&key.year.map_or_else(String::new, |year| year.to_string()));
    let mut half = [0; 16];
    for (to, from) in half.iter_mut().zip(hasher.finish()) {
        *to = from;
    }
    key.lead(&mut half);
    half
}

/// Hash over the values and prints of a form: not over the file, the places in it, or what had to
/// be mended to read it.
pub(super) fn content_hash(report: &Report) -> [u8; 32] {
    let mut hasher = Hasher::default();
    let text = |hasher: &mut Hasher, value: &SmolStr| {
        hasher.text(value);
    };
    for field in [
        &report.title,
        &report.project,
        &report.department,
        &report.unit,
        &report.goal,
        &report.outcome,
    ] {
        hasher.field(field, text);
    }
    hasher.field(&report.year, |hasher, year| {
        hasher.number((*year).into());
    });
    hasher.field(&report.grade, |hasher, grade| {
        hasher.text(grade.as_str());
    });
    hasher.text(report.money_unit.as_str());
    let decimal = |hasher: &mut Hasher, value: &rust_decimal::Decimal| {
        hasher.text(&value.normalize().to_string());
    };
    hasher.field(&report.total_weight, decimal);
    hasher.field(&report.total_score, decimal);
    hasher.number(i64::try_from(report.funds.len()).unwrap_or(i64::MAX));
    for fund in &report.funds {
        hasher.text(fund.line.name()).text(&fund.label);
        for field in fund.cells() {
            hasher.field(field, decimal);
        }
    }
    for indicator in &report.indicators {
        for field in [
            &indicator.level1,
            &indicator.level2,
            &indicator.name,
            &indicator.reason,
        ] {
            hasher.field(field, text);
        }
        for field in [&indicator.target, &indicator.actual] {
            hasher.field(field, |hasher, measure| match measure {
                Measure::Words(words) => {
                    hasher.text("words").text(words);
                }
                Measure::Quantity(quantity) => {
                    hasher.text(
                        quantity
                            .comparator
                            .map_or("", |comparator| comparator.as_str()),
                    );
                    decimal(hasher, &quantity.number);
                    hasher.text(&quantity.unit);
                }
            });
        }
        for field in [&indicator.weight, &indicator.score] {
            hasher.field(field, decimal);
        }
    }
    hasher.finish()
}
