//! What a check answers: clean, not applicable with the reason, or hits with their evidence.

use rust_decimal::Decimal;

use super::{Fact, FieldName, Mark, Place, Severity, Texts};
use crate::locales::Text;

/// Answer of a check on one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Looked at, nothing found.
    Clean,
    /// The form has not what the rule looks at; the reason says what is missing.
    NotApplicable(&'static Text),
    /// Found; never empty.
    Hits(Vec<Hit>),
}

impl Outcome {
    /// [`Outcome::Clean`] when there are no hits.
    pub fn of(hits: Vec<Hit>) -> Self {
        if hits.is_empty() {
            Self::Clean
        } else {
            Self::Hits(hits)
        }
    }

    /// One hit.
    pub fn hit(hit: Hit) -> Self {
        Self::Hits(vec![hit])
    }
}

/// One thing found, before the engine gives it an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// How grave.
    pub severity: Severity,
    /// The part of the form it is about.
    pub place: Place,
    /// Key of the rule's message.
    pub message: &'static str,
    /// What goes into the sentence.
    pub facts: Vec<(&'static str, Fact)>,
    /// The cells it rests on.
    pub marks: Vec<Mark>,
    /// What it rests on, where that is not the text of the marked cells.
    pub rests_on: Option<Texts>,
}

impl Hit {
    /// An error: provable from the form alone.
    pub fn error(place: Place, message: &'static str) -> Self {
        Self::new(Severity::Error, place, message)
    }

    /// A warning: wants evidence.
    pub fn warning(place: Place, message: &'static str) -> Self {
        Self::new(Severity::Warning, place, message)
    }

    /// A notice.
    pub fn notice(place: Place, message: &'static str) -> Self {
        Self::new(Severity::Notice, place, message)
    }

    /// A hit of that severity.
    pub const fn new(severity: Severity, place: Place, message: &'static str) -> Self {
        Self {
            severity,
            place,
            message,
            facts: Vec::new(),
            marks: Vec::new(),
            rests_on: None,
        }
    }

    /// With a text for the sentence.
    #[must_use]
    pub fn text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.facts.push((name, Fact::Text(text.into())));
        self
    }

    /// With a number for the sentence, shown with the decimals it carries.
    #[must_use]
    pub fn number(mut self, name: &'static str, number: Decimal) -> Self {
        self.facts.push((name, Fact::Number(number)));
        self
    }

    /// With a count for the sentence.
    #[must_use]
    pub fn count(self, name: &'static str, count: usize) -> Self {
        self.number(name, Decimal::from(count))
    }

    /// With these facts only.
    #[must_use]
    pub fn only(mut self, names: &[&str]) -> Self {
        self.facts.retain(|(name, _)| names.contains(name));
        self
    }

    /// Resting on a whole cell of the hit's place.
    #[must_use]
    pub fn cell(self, field: FieldName) -> Self {
        let place = self.place;
        self.cell_at(place, field)
    }

    /// Resting on a whole cell anywhere.
    #[must_use]
    pub fn cell_at(mut self, place: Place, field: FieldName) -> Self {
        self.marks.push(Mark {
            place,
            field,
            span: None,
        });
        self
    }

    /// Resting on that cell of several places.
    #[must_use]
    pub fn cells_at(mut self, places: impl IntoIterator<Item = Place>, field: FieldName) -> Self {
        let mark = |place| Mark {
            place,
            field,
            span: None,
        };
        self.marks.extend(places.into_iter().map(mark));
        self
    }

    /// Resting on some characters of a narrative: first and one past last, counted in `char`s.
    #[must_use]
    pub fn span(mut self, place: Place, (first, past): (u32, u32)) -> Self {
        self.marks.push(Mark {
            place,
            field: FieldName::Text,
            span: Some((first, past)),
        });
        self
    }

    /// Resting on these values instead of the text of the marked cells.
    #[must_use]
    pub fn resting_on<S: AsRef<str>>(mut self, values: impl IntoIterator<Item = S>) -> Self {
        self.rests_on = Some(values.into_iter().collect());
        self
    }
}

/// Answer of a check on many reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchOutcome {
    /// The batch has not what the rule looks at; the reason says what is missing.
    NotApplicable(&'static Text),
    /// Found; empty when all members are clean.
    Hits(Vec<BatchHit>),
}

impl From<Vec<BatchHit>> for BatchOutcome {
    fn from(hits: Vec<BatchHit>) -> Self {
        Self::Hits(hits)
    }
}

/// How a rule answered for one report, as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Nothing to look at.
    NotApplicable,
    /// Looked at, nothing found.
    Clean,
    /// At least one finding.
    Hit,
}

/// The answers of rules for one report, in catalogue order; a rule switched off has none.
pub type Answers = Vec<(&'static str, Answer)>;

/// A hit of a batch rule on one of its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchHit {
    /// Index of the member it stands on.
    pub member: usize,
    /// Tells apart several looks of one rule at one batch (an indicator's name, say); empty where
    /// there is only one.
    pub look: String,
    /// What was found.
    pub hit: Hit,
}
