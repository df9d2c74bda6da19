//! Findings as SARIF 2.1.0, the exchange format of analysis tools: the catalogue as rule metadata,
//! then one result a finding, written as they come.
//!
//! A form has no lines in a source file that would survive a corrected form, so results carry
//! logical locations: the form, and the place in it. A finding that is dismissed, or muted with its
//! rule, is a suppressed result with the auditor's reason.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{json_text, rule_page};
use crate::locales::{Catalogue, Lang};
use crate::rules::{Rule, Severity, all, sentence};
use crate::store::FindingRow;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes a log of one run, result by result.
pub struct Sarif<'a> {
    words: &'a Catalogue,
    out: &'a mut dyn Write,
    results: u64,
}

impl<'a> Sarif<'a> {
    /// Writes what stands before the results.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn begin(words: &'a Catalogue, out: &'a mut dyn Write) -> io::Result<Self> {
        let rules: Vec<Value> = all().iter().map(|rule| metadata(rule, words)).collect();
        let driver = json!({
            "name": "shenyue",
            "version": env!("CARGO_PKG_VERSION"),
            "language": match words.lang() { Lang::Zh => "zh-CN", Lang::En => "en" },
            "rules": rules,
        });
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{}}},\n\"results\":[",
            json_text(&driver)?
        )?;
        Ok(Self {
            words,
            out,
            results: 0,
        })
    }

    /// Writes one finding.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn finding(&mut self, row: &FindingRow) -> io::Result<()> {
        let comma = if self.results == 0 { "\n" } else { ",\n" };
        self.results = self.results.saturating_add(1);
        let result = json_text(&result(row, self.words.lang()))?;
        write!(self.out, "{comma}{result}")
    }

    /// Writes what stands behind the results.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn finish(self) -> io::Result<()> {
        writeln!(self.out, "\n]}}]}}")
    }
}

fn metadata(rule: &Rule, words: &Catalogue) -> Value {
    let lang = words.lang();
    json!({
        "id": rule.id,
        "name": rule.name.get(lang),
        "shortDescription": {"text": rule.name.get(lang)},
        "fullDescription": {"text": rule.checks.get(lang)},
        "help": {"text": rule_page(rule, words)},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"tags": [rule.group.name().get(lang)]},
    })
}

fn result(row: &FindingRow, lang: Lang) -> Value {
    let form = [
        row.year.map_or_else(String::new, |year| year.to_string()),
        row.unit.clone(),
        row.project.clone(),
    ]
    .join("/");
    let place = row.place.to_string();
    let mut result = json!({
        "ruleId": row.rule,
        "level": level(row.severity),
        "message": {"text": sentence(&row.rule, &row.message, &row.facts, lang)},
        "locations": [{"logicalLocations": [{
            "name": place,
            "fullyQualifiedName": format!("{form}/{place}"),
            "kind": "element",
        }]}],
        "partialFingerprints": {"finding/v1": row.hex()},
        "properties": {"report_id": row.report.0, "status": row.verdict.name()},
    });
    let Some(fields) = result.as_object_mut() else {
        return result;
    };
    if let Some(index) = all().iter().position(|rule| rule.id == row.rule) {
        fields.insert("ruleIndex".to_owned(), index.into());
    }
    if !row.verdict.counts() {
        let why = json!([{
            "kind": "external",
            "status": "accepted",
            "justification": row.reason,
        }]);
        fields.insert("suppressions".to_owned(), why);
    }
    result
}

/// SARIF's word for a severity.
const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    }
}
