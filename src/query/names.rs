//! What the fields and their values are called, in English and in Chinese.
//!
//! These names are syntax: saved filters and scripts rest on them. What they mean to a reader is
//! said by their help text in `locales/*/query.ftl`.

mod choices;
mod fields;

pub(super) use choices::PLACES;
pub use fields::FIELDS;

use super::Field;

/// What can be compared with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text: contains or is.
    Text,
    /// A number.
    Number(Unit),
    /// One of a few stable names.
    Choice(&'static [Choice]),
    /// A part of the form: `goal`, `fund`, `fund:total`, `indicator`, `indicator:3`, …
    Place,
    /// A rule, by id or name.
    Rule,
}

/// The unit a number is in, and with it the suffixes that may be typed behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A whole number without unit.
    Whole,
    /// A year: `2024`, `2024年`.
    Year,
    /// 万元 unless 元, 万 or 亿 is typed.
    Money,
    /// Percent, with or without the sign.
    Percent,
    /// Points, with or without 分.
    Points,
    /// A day: `2026-12-31`, `2026年12月31日`, `20261231`.
    Day,
}

/// A value of a field that has only a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The stable name: English, and what [`super::Test::OneOf`] holds.
    pub name: &'static str,
    /// The Chinese name.
    pub zh: &'static str,
    /// Other spellings that are understood.
    pub aliases: &'static [&'static str],
    /// Message key of its help text.
    pub help: &'static str,
}

/// A field: its names and what can be asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldInfo {
    /// The field.
    pub field: Field,
    /// The English name, used when a query is printed.
    pub en: &'static str,
    /// The Chinese name.
    pub zh: &'static str,
    /// Other names that are understood.
    pub aliases: &'static [&'static str],
    /// What can be compared with it.
    pub kind: Kind,
    /// Message key of its help text.
    pub help: &'static str,
}

impl FieldInfo {
    /// The table entry of `field`.
    pub fn of(field: Field) -> Option<&'static Self> {
        FIELDS.iter().find(|info| info.field == field)
    }

    /// The field of this name, any language, any case.
    pub fn named(name: &str) -> Option<&'static Self> {
        let name = name.to_lowercase();
        FIELDS
            .iter()
            .find(|info| info.names().any(|known| known == name))
    }

    /// All names, the canonical ones first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.en, self.zh]
            .into_iter()
            .chain(self.aliases.iter().copied())
    }
}

impl Choice {
    /// All names, the stable one first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.name, self.zh]
            .into_iter()
            .chain(self.aliases.iter().copied())
    }
}

/// A rule as the filter language knows it; the rules' own room hands these in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleName {
    /// The id.
    pub id: &'static str,
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
}

/// What a filter kept under a name is asked for by: `view:NAME`.
pub(super) const VIEW: &[&str] = &["view", "视图"];
/// Words that ask for a missing value: `note:none`.
pub(super) const NONE: &[&str] = &["none", "无", "空"];
/// Words that ask for any value: `note:any`.
pub(super) const ANY: &[&str] = &["any", "有"];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::locales::{Catalogue, Lang};

    #[test]
    fn the_headings_of_dialog_tables_and_form_name_their_fields() {
        let words = Catalogue::new(Lang::Zh);
        let headings = [
            ("filter-rule head-rule", Field::Rule),
            ("filter-severity head-severity", Field::Severity),
            ("filter-status head-status", Field::Status),
            ("filter-unit head-unit field-unit", Field::Unit),
            ("filter-year head-year field-year", Field::Year),
            ("filter-score head-score field-total_score", Field::Score),
            ("filter-rate head-rate field-rate", Field::Rate),
            ("filter-amount head-annual field-annual", Field::Amount),
            ("field-initial", Field::Initial),
            ("head-executed field-executed", Field::Executed),
            ("filter-is", Field::Is),
            ("filter-review head-state", Field::Review),
            ("head-grade field-grade", Field::Grade),
            ("head-project field-project", Field::Project),
            ("field-department", Field::Department),
            ("head-place", Field::Place),
            ("head-by", Field::By),
        ];
        for (keys, field) in headings {
            for key in keys.split(' ') {
                let heading = words.text(key);
                let named = FieldInfo::named(&heading).map(|info| info.field);
                assert_eq!(named, Some(field), "{key}: {heading}");
            }
        }
    }

    #[test]
    fn every_name_belongs_to_one_field_and_every_help_text_exists() {
        let mut names = BTreeSet::new();
        let catalogue = Catalogue::new(Lang::Zh);
        let told = |key: &str| assert_ne!(catalogue.text(key), key, "no text for {key}");
        for info in FIELDS {
            told(info.help);
            for name in info.names() {
                assert!(names.insert(name), "{name} stands twice");
                assert_eq!(FieldInfo::named(name), Some(info));
            }
            if let Kind::Choice(choices) = info.kind {
                let mut values = BTreeSet::new();
                for choice in choices {
                    told(choice.help);
                    for name in choice.names() {
                        assert!(values.insert(name), "{name} stands twice in {}", info.en);
                    }
                }
            }
        }
        PLACES.iter().for_each(|place| told(place.help));
    }
}
