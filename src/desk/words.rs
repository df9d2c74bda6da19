//! Values put into words and figures of the desk's language.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::config::Keymap;
use super::theme::sign;
use crate::form::FundLine;
use crate::locales::{Catalogue, Lang};
use crate::rules::{self, FieldName, Place, Severity};
use crate::store::{FindingRow, ReviewState, SecondReview, Verdict};

/// The language of the desk, with what is needed to say things in it.
#[derive(Debug)]
pub struct Words {
    catalogue: Catalogue,
    zone: TimeZone,
}

impl Words {
    /// Words of that language; times are said in `zone`.
    pub fn new(lang: Lang, zone: TimeZone) -> Self {
        Self {
            catalogue: Catalogue::new(lang),
            zone,
        }
    }

    /// Words that name the keys of a keymap.
    pub fn with_keys(lang: Lang, zone: TimeZone, keys: &Keymap) -> Self {
        Self {
            catalogue: keys.catalogue(lang),
            zone,
        }
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.catalogue.lang()
    }

    /// The text of `key`.
    pub fn text(&self, key: &str) -> String {
        self.catalogue.text(key)
    }

    /// The text of `key` with values filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.catalogue.fill(key, values)
    }

    /// The catalogue itself, for rooms that fill their own sentences.
    pub const fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Severity by name.
    pub fn severity(&self, severity: Severity) -> String {
        self.text(&format!("severity-{}", severity.name()))
    }

    /// Severity with its sign.
    pub fn severity_signed(&self, severity: Severity) -> String {
        format!("{} {}", sign(severity), self.severity(severity))
    }

    /// Verdict by name.
    pub fn verdict(&self, verdict: Verdict) -> String {
        self.text(&format!("verdict-{}", verdict.name()))
    }

    /// What a second person said, by name.
    pub fn second(&self, second: SecondReview) -> String {
        self.text(&format!("second-{}", second.name()))
    }

    /// Review state by name.
    pub fn review(&self, state: ReviewState) -> String {
        self.text(&format!("review-{}", state.name()))
    }

    /// A line of the fund table by name.
    pub fn fund(&self, line: FundLine) -> String {
        self.text(&format!("fund-{}", line.name()))
    }

    /// A part of the form by name.
    pub fn place(&self, place: Place) -> String {
        match place {
            Place::Fund(line) => self.fill("place-fund", &[("line", &self.fund(line))]),
            Place::Indicator(number) => {
                self.fill("place-indicator", &[("number", &number.to_string())])
            }
            other => self.text(&format!("place-{other}")),
        }
    }

    /// A part of a form and a cell of it (`fund:total/rate`, `unit`), in words as far as they are known.
    pub fn part(&self, what: &str) -> String {
        let (place, field) = what.split_once('/').unwrap_or(("", what));
        let place: Option<Place> = place.parse().ok();
        let key = format!("field-{field}");
        let name = self.text(&key);
        let name = if name == key { field } else { &name };
        match place.or_else(|| field.parse().ok()) {
            Some(place) if !what.contains('/') => self.place(place),
            Some(place) => format!("{} {name}", self.place(place)),
            None => name.to_owned(),
        }
    }

    /// A cell by the heading it stands under.
    pub fn field(&self, field: FieldName) -> String {
        self.text(&format!("field-{}", field.name()))
    }

    /// A rule by name; by id where the catalogue does not have it.
    pub fn rule(&self, id: &str) -> String {
        rules::find(id)
            .map_or(id, |rule| rule.name.get(self.lang()))
            .to_owned()
    }

    /// What a finding says.
    pub fn sentence(&self, finding: &FindingRow) -> String {
        rules::sentence(&finding.rule, &finding.message, &finding.facts, self.lang())
    }

    /// What is said of something, named before it.
    pub fn said_of(&self, what: &str, said: &str) -> String {
        self.fill("said-of", &[("what", what), ("said", said)])
    }

    /// What somebody decided, with the reason if one was given.
    pub fn opinion(&self, decided: &str, by: &str, reason: &str) -> String {
        let reason = reason.trim();
        let key = if reason.is_empty() {
            "pane-verdict"
        } else {
            "pane-verdict-reason"
        };
        let values = [("verdict", decided), ("by", by), ("reason", reason)];
        self.fill(key, &values)
    }

    /// What stands decided of a finding; `None` where nothing is.
    pub fn standing(&self, finding: &FindingRow) -> Option<String> {
        let said = if !finding.opinions.is_empty() {
            return Some(self.disagreement(finding));
        } else if finding.by.is_empty() {
            return None;
        } else {
            let verdict = self.verdict(finding.verdict);
            self.opinion(&verdict, &finding.by, &finding.reason)
        };
        Some(self.fill("verdict-standing", &[("said", &said)]))
    }

    /// Who decided what, where auditors disagree about a finding.
    pub fn disagreement(&self, finding: &FindingRow) -> String {
        let said: Vec<String> = finding
            .opinions
            .iter()
            .map(|opinion| {
                let verdict = self.verdict(opinion.verdict);
                self.opinion(&verdict, &opinion.by, &opinion.reason)
            })
            .collect();
        self.fill("pane-disputed", &[("said", &said.join(" / "))])
    }

    /// Who is to look at something and until when; `None` where neither is set.
    pub fn task(&self, assignee: &str, due: Option<Date>) -> Option<String> {
        let due = due.map(|day| day.to_string());
        match (assignee, due) {
            ("", None) => None,
            (name, None) => Some(self.fill("task-of", &[("name", name)])),
            ("", Some(day)) => Some(self.fill("task-until", &[("day", &day)])),
            (name, Some(day)) => Some(self.fill("task-of-until", &[("name", name), ("day", &day)])),
        }
    }

    /// Signs behind a verdict: `!` auditors disagree, `+` a second person agrees, `<` sent back.
    pub const fn marks(&self, finding: &FindingRow) -> &'static str {
        if !finding.opinions.is_empty() {
            return "!";
        }
        match finding.second {
            SecondReview::Approved => "+",
            SecondReview::Returned => "<",
            SecondReview::Unreviewed => "",
        }
    }

    /// The day of a time.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.zone.clone()).date()
    }

    /// Day and time to the minute.
    pub fn time(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.zone.clone())
            .strftime("%Y-%m-%d %H:%M")
            .to_string()
    }
}

/// An exact number with thousands separators and at least `places` decimals; never rounded.
pub fn grouped(number: Decimal, places: u32) -> String {
    let mut number = number.normalize();
    if number.scale() < places {
        number.rescale(places);
    }
    let text = number.to_string();
    let (minus, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut shown = String::with_capacity(text.len() + 6);
    shown.push_str(minus);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && whole.len().saturating_sub(index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

/// A count with thousands separators.
pub fn count(number: impl TryInto<u64>) -> String {
    grouped(Decimal::from(number.try_into().unwrap_or(u64::MAX)), 0)
}

/// A number or nothing.
pub fn maybe(number: Option<Decimal>, places: u32) -> String {
    number.map_or_else(String::new, |number| grouped(number, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_never_rounded() {
        let cases = [
            ("0", 2, "0.00"),
            ("183.79", 2, "183.79"),
            ("4792.84", 2, "4,792.84"),
            ("1234567.123456", 2, "1,234,567.123456"),
            ("-1000", 2, "-1,000.00"),
            ("100.00", 0, "100"),
        ];
        for (number, places, shown) in cases {
            assert_eq!(grouped(number.parse().unwrap(), places), shown);
        }
        assert_eq!(count(1_000_000_u64), "1,000,000");
    }
}
