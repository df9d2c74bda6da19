//! A finding: evidence that a place of a form deserves distrust.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{FieldName, Place, Texts};
use crate::form::{Key, fold};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 填报质量提示.
    Notice,
    /// 需取证核实的疑点.
    Warning,
    /// 可由表内数据直接证明的错误.
    Error,
}

impl Severity {
    /// All, gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Notice];

    /// The stable name used in JSON, in queries and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }

    /// The severity of that stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|severity| severity.name() == name)
    }
}

/// A cell a finding rests on, to be marked where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The part of the form.
    pub place: Place,
    /// The cell in it.
    pub field: FieldName,
    /// The disputed characters of a narrative: first and one past last, in `char`s of the clean
    /// text; `None` marks the whole cell.
    pub span: Option<(u32, u32)>,
}

/// A value that goes into the sentence of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    /// An exact number, shown with the decimals it carries.
    Number(Decimal),
    /// Text as printed in the form.
    Text(String),
}

/// One finding. Until an auditor confirms it, it is a 疑点 (suspicion), never a 问题 (problem).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: &'static str,
    /// How grave.
    pub severity: Severity,
    /// The part of the form it is about.
    pub place: Place,
    /// Which of the rule's sentences says it.
    pub message: &'static str,
    /// What goes into the sentence, by placeholder name.
    pub facts: Vec<(&'static str, Fact)>,
    /// The cells it rests on.
    pub marks: Vec<Mark>,
    /// The values it rests on, as printed: of the marked cells unless the rule says otherwise.
    /// Thresholds and computed numbers are not among them, so that a changed setting does not
    /// make an old suspicion new.
    pub rests_on: Texts,
    /// Findings that one look at many reports made (batch rules) share this key, so that lists can
    /// show them once; empty for a finding about one form alone.
    pub batch: String,
    /// Tells apart findings of one rule on one place that rest on the same values; 0 for the first.
    pub ordinal: u32,
}

impl Finding {
    /// The identity triage hangs on: a hash of rule, natural key, place, the values it rests on
    /// and the ordinal. The same finding after a re-import or a rule update has the same fingerprint;
    /// when what it rests on changes, so does the fingerprint.
    pub fn fingerprint(&self, key: &Key) -> [u8; 16] {
        let mut hash = Sha256::new();
        let mut part = |text: &str| {
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(text.as_bytes());
        };
        part(self.rule);
        part(&key.unit);
        part(&key.project);
        part(&key.year.map_or_else(String::new, |year| year.to_string()));
        part(&self.place.to_string());
        for value in self.rests_on.iter() {
            part(&fold(value));
        }
        part(&self.ordinal.to_string());
        let mut fingerprint = [0; 16];
        for (to, from) in fingerprint.iter_mut().zip(hash.finalize()) {
            *to = from;
        }
        key.lead(&mut fingerprint);
        fingerprint
    }
}
