//! What is wrong with a filter text, and where.

use std::ops::Range;

use crate::locales::Catalogue;

/// A filter text that cannot be understood: the word, the reason, and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The word it is about, in `char`s of the text as typed; empty at the end of the text.
    pub span: Range<usize>,
    /// Message key of the reason, `query-error-…`.
    pub key: &'static str,
    /// What goes into the message.
    pub args: Vec<(&'static str, String)>,
    /// What to write in place of the word.
    pub suggestion: Option<String>,
}

impl QueryError {
    pub(super) const fn new(span: Range<usize>, key: &'static str) -> Self {
        Self {
            span,
            key,
            args: Vec::new(),
            suggestion: None,
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    pub(super) fn suggest(mut self, suggestion: Option<&str>) -> Self {
        self.suggestion = suggestion.map(str::to_owned);
        self
    }

    /// The sentence for the reader, with the suggestion where there is one. What was typed stands
    /// in it as typed: make control characters visible before it goes to a terminal.
    pub fn message(&self, catalogue: &Catalogue) -> String {
        let values: Vec<(&str, &str)> = self
            .args
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let mut message = catalogue.fill(self.key, &values);
        if let Some(suggestion) = &self.suggestion {
            message.push_str(&catalogue.fill("query-suggestion", &[("text", suggestion)]));
        }
        message
    }
}
