//! Thresholds, tolerances, weights and word lists: data an auditor can change.
//!
//! The defaults are the commented `defaults.toml` beside this file, compiled in. A user's file
//! names only the keys it changes; a key that does not exist is an error that says where it stands
//! and which key was probably meant. All numbers are exact decimals, read from their digits.

mod index;
mod lexicon;
mod read;
mod synonyms;
mod units;
mod values;

use std::sync::LazyLock;

pub use lexicon::Lexicon;
pub use read::default_of;
pub use synonyms::Synonyms;
pub use units::Units;
pub use values::*;

use crate::settings::{Fault, in_force};

/// The compiled-in settings with their comments.
pub const DEFAULTS: &str = include_str!("../defaults.toml");

/// What regions set otherwise, each value with its basis. A settings file names its region; its own
/// keys go before the region's.
pub const REGIONS: [(&str, &str); 2] = [
    ("四川", include_str!("../regions/sichuan.toml")),
    ("广西", include_str!("../regions/guangxi.toml")),
];

/// The settings in force.
#[derive(Debug, Clone)]
pub struct Settings {
    values: Values,
    written: String,
}

static COMPILED_IN: LazyLock<Values> =
    LazyLock::new(|| read::read(DEFAULTS, "").unwrap_or_default());

impl Default for Settings {
    fn default() -> Self {
        Self {
            values: COMPILED_IN.clone(),
            written: DEFAULTS.to_owned(),
        }
    }
}

impl Settings {
    /// The defaults with the keys of a user's file over them.
    ///
    /// # Errors
    /// The first thing wrong with the file, with its line.
    pub fn load(text: &str) -> Result<Self, Fault> {
        let base = read::base(text)?;
        Ok(Self {
            values: read::read(&base, text)?,
            written: in_force(&base, text, Some(read::OFF.section)),
        })
    }

    /// The settings in force as a file of their own, with the comments of the defaults.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether a rule is switched off.
    pub fn is_off(&self, rule: &str) -> bool {
        !self.values.off.is_empty() && self.values.off.contains_key(rule)
    }
}

impl std::ops::Deref for Settings {
    type Target = Values;

    fn deref(&self) -> &Values {
        &self.values
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::{Catalogue, Lang};

    #[test]
    fn a_region_changes_its_values_and_the_file_goes_before_it() {
        let of = |text: &str| Settings::load(text).unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!(of("").target.reason_from.to_string(), "20");
        let region = of("region = \"广西\"");
        assert_eq!(region.target.reason_from.to_string(), "30");
        let own = of("region = \"广西\"\n[target]\nreason_from = 25");
        assert_eq!(own.target.reason_from.to_string(), "25");
        // What is written is what is in force.
        for settings in [region, own] {
            let again = of(settings.written());
            assert_eq!(again.target.reason_from, settings.target.reason_from);
            assert_eq!(again.region, "广西");
        }
        assert!(Settings::load("region = \"四州\"").is_err());
    }

    #[test]
    fn every_region_can_be_read() {
        for (region, _) in REGIONS {
            if let Err(error) = Settings::load(&format!("region = \"{region}\"")) {
                panic!("{error:?}");
            }
        }
    }

    #[test]
    fn the_defaults_can_be_read() {
        if let Err(error) = Settings::load("") {
            panic!("{error:?}");
        }
    }

    #[test]
    fn a_users_key_replaces_the_default_and_nothing_else() {
        let mine = Settings::load("[tolerance]\nrate = 0.5\n").unwrap();
        assert_eq!(mine.tolerance.rate.to_string(), "0.5");
        assert_eq!(
            mine.tolerance.score_row,
            Settings::default().tolerance.score_row
        );
    }

    #[test]
    fn what_is_written_reads_as_what_is_in_force() {
        let mine = "[execution]\nlow = 85.50\n[weights.with_cost]\ncost = 15\n\
                    [off]\nexec-rate-low = \"known here\"\n";
        let read = Settings::load(mine).unwrap();
        let written = read.written();
        assert!(written.contains("# Below low a warning"), "{written}");
        let read = Settings::load(written).unwrap();
        assert_eq!(read.execution.low.to_string(), "85.50");
        assert_eq!(read.weights.with_cost.cost.to_string(), "15");
        assert_eq!(read.weights.with_cost.output.to_string(), "40");
        assert!(read.is_off("exec-rate-low"));
        assert_eq!(Settings::load("").unwrap().written(), DEFAULTS);
    }

    #[test]
    fn a_slip_is_named_with_its_line_and_the_key_that_was_meant() {
        let error = Settings::load("# mine\n[tolerance]\nrates = 1\n").unwrap_err();
        assert_eq!(
            error,
            Fault::UnknownKey {
                line: 3,
                key: "tolerance.rates".into(),
                nearest: Some("tolerance.rate".into()),
            }
        );
        let sentence = error.sentence(&Catalogue::new(Lang::Zh));
        assert!(sentence.contains("第 3 行"), "{sentence}");
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_refused() {
        let error = Settings::load("[tolerance]\nrate = \"much\"\n").unwrap_err();
        assert!(matches!(error, Fault::WrongKind { line: 2, .. }));
    }

    #[test]
    fn opposites_are_pairs_of_words() {
        let text = "[narrative]\nopposites = [\"拨付  缴纳\", \"发放\"]\n";
        let error = Settings::load(text).unwrap_err();
        assert!(matches!(
            &error,
            Fault::Refused { line: 2, value, .. } if value == "发放"
        ));
        for lang in [Lang::Zh, Lang::En] {
            let sentence = error.sentence(&Catalogue::new(lang));
            assert!(sentence.contains("narrative.opposites"), "{sentence}");
            assert!(sentence.contains("发放"), "{sentence}");
        }
        let own = Settings::load(&text.replace(", \"发放\"", "")).unwrap();
        let pair = ("拨付".to_owned(), "缴纳".to_owned());
        assert_eq!(own.narrative.opposites, [pair]);
    }

    #[test]
    fn switching_a_rule_off_needs_a_reason() {
        let error = Settings::load("[off]\nexec-rate-mismatch = \" \"\n").unwrap_err();
        assert!(matches!(error, Fault::Refused { line: 2, .. }));
        let off = Settings::load("[off]\nexec-rate-mismatch = \"known here\"\n").unwrap();
        assert!(off.is_off("exec-rate-mismatch"));
        let error = Settings::load("[off]\nexec-rate-mismatc = \"x\"\n").unwrap_err();
        assert!(matches!(
            error,
            Fault::UnknownKey { nearest: Some(near), .. } if near == "off.exec-rate-mismatch"
        ));
    }
}
