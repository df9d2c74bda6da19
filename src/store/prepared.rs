//! A report made ready to be stored: everything that needs no database (hashes, numbers, evidence,
//! search words, JSON), so that it can be done on all cores and the one writer only binds it.

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::content::{content_hash, key_hash};
use super::error::Result;
use super::findings::{self, Laid};
use super::micro;
use super::save::{self, Rows};
use super::search::{Words, comparable};
use super::types::NewReport;
use crate::form::{Certainty, Field, Fund, Grade, Nature, Report};
use crate::rules::{Answers, signature};

/// A report ready to be stored.
#[derive(Debug)]
pub struct Prepared {
    pub(super) key: [u8; 16],
    pub(super) content: [u8; 32],
    /// Without what the evidence already holds.
    pub(super) report: Report,
    pub(super) line: Line,
    pub(super) rows: Rows,
    pub(super) words: Words,
    pub(super) findings: Vec<Laid>,
    pub(super) answers: Answers,
    /// What finds narratives that are alike.
    pub(super) alike: Vec<u8>,
    pub(super) digest: Vec<u8>,
}

impl Prepared {
    /// Makes a report ready; takes time, so do it where many can be made ready at once.
    ///
    /// # Errors
    /// When it has more findings than can be numbered.
    pub fn new(new: NewReport) -> Result<Self> {
        findings::countable(&new.findings)?;
        let key = new.report.key();
        let content = content_hash(&new.report);
        let rows = save::lay_out(&new.report)?;
        let findings = new
            .findings
            .iter()
            .map(|finding| Laid::new(finding, &key))
            .collect::<Result<_>>()?;
        let mut prepared = Self {
            key: key_hash(&key),
            content,
            line: Line::new(&new.report, new.all_full),
            words: Words::new(&new.report),
            report: new.report,
            rows,
            findings,
            answers: new.answers,
            alike: signature(&key, &new.digest),
            digest: new.digest,
        };
        prepared.report.source = Vec::new();
        prepared.report.repairs = Vec::new();
        prepared.report.gaps = Vec::new();
        Ok(prepared)
    }
}

impl Prepared {
    /// How sure the reading of the report is.
    pub const fn certainty(&self) -> Certainty {
        self.line.certainty
    }
}

/// What the list of reports shows of the form itself.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) unit: Name,
    pub(super) project: Name,
    pub(super) department: Name,
    pub(super) initial: Option<i64>,
    pub(super) annual: Option<i64>,
    pub(super) executed: Option<i64>,
    pub(super) rate: Option<i64>,
    pub(super) score: Option<i64>,
    pub(super) grade: Option<&'static str>,
    pub(super) indicators: u32,
    pub(super) qualitative: u32,
    pub(super) all_full: bool,
    pub(super) certainty: Certainty,
}

impl Line {
    fn new(report: &Report, all_full: bool) -> Self {
        let fund = report.total_fund();
        let shifted = |field: &Field<Decimal>, digits| {
            field
                .value()
                .and_then(|value| micro::shifted(*value, digits))
        };
        let amount = |pick: fn(&Fund) -> &Field<Decimal>| {
            fund.and_then(|fund| shifted(pick(fund), save::amount_digits(report.money_unit)))
        };
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        Self {
            unit: Name::new(report.unit.value().or(report.department.value())),
            project: Name::new(report.project.value()),
            department: Name::new(report.department.value()),
            initial: amount(|fund| &fund.initial),
            annual: amount(|fund| &fund.annual),
            executed: amount(|fund| &fund.executed),
            rate: fund.and_then(|fund| shifted(&fund.rate, micro::DIGITS)),
            score: shifted(&report.total_score, micro::DIGITS),
            grade: report.grade.value().copied().map(Grade::as_str),
            indicators: count(report.indicators.len()),
            qualitative: count(
                report
                    .indicators
                    .iter()
                    .filter(|row| row.nature() == Nature::Qualitative)
                    .count(),
            ),
            all_full,
            certainty: report.certainty(),
        }
    }
}

/// A name with the form it is compared in.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) text: SmolStr,
    comparable: String,
}

impl Name {
    fn new(text: Option<&SmolStr>) -> Self {
        let text = text.cloned().unwrap_or_default();
        Self {
            comparable: comparable(&text),
            text,
        }
    }

    /// The form it is compared in.
    pub(super) fn comparable(&self) -> &str {
        &self.comparable
    }

    /// The same, where it differs from the text itself.
    pub(super) fn folded(&self) -> Option<&str> {
        Some(self.comparable.as_str()).filter(|folded| *folded != self.text)
    }
}
