//! Runs the catalogue over reports and gives each hit its identity.

use std::collections::HashMap;

use super::cell::cell;
use super::digest::{Digest, Peer};
use super::outcome::{Hit, Outcome};
use super::subject::Subject;
use super::{Finding, Mark, Rule, Settings, Severity, all, find};
use crate::form::{Key, Report};
use crate::locales::{Lang, Text};

/// What the per-report rules said about one report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// What they found, in catalogue order.
    pub findings: Vec<Finding>,
    /// How each rule answered.
    pub tally: Tally,
    /// Rules that had nothing to look at, with the reason.
    pub not_applicable: Vec<(&'static str, &'static Text)>,
}

/// How often each rule hit, was clean, or was not applicable, in reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    counts: Vec<(&'static str, Counts)>,
}

/// Reports on which one rule hit, was clean, or was not applicable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// With at least one finding.
    pub hit: u64,
    /// Looked at, nothing found.
    pub clean: u64,
    /// Nothing to look at.
    pub not_applicable: u64,
}

impl Tally {
    /// The counts by rule id, in catalogue order.
    pub fn counts(&self) -> &[(&'static str, Counts)] {
        &self.counts
    }

    /// The counts of one rule.
    pub fn of(&self, rule: &str) -> Counts {
        self.counts
            .iter()
            .find(|(id, _)| *id == rule)
            .map_or_else(Counts::default, |(_, counts)| *counts)
    }

    /// Adds the counts of other reports.
    pub fn add(&mut self, other: &Self) {
        for (id, more) in &other.counts {
            match self.counts.iter_mut().find(|(known, _)| known == id) {
                Some((_, counts)) => {
                    counts.hit += more.hit;
                    counts.clean += more.clean;
                    counts.not_applicable += more.not_applicable;
                }
                None => self.counts.push((id, *more)),
            }
        }
    }
}

/// Runs the per-report rules.
pub fn check(report: &Report, settings: &Settings) -> Checked {
    let subject = Subject::new(report);
    let mut checked = Checked::default();
    for rule in all() {
        let Some(run) = rule.check.of_report() else {
            continue;
        };
        if settings.is_off(rule.id) {
            continue;
        }
        let mut counts = Counts::default();
        match run(&subject, settings) {
            Outcome::Clean => counts.clean = 1,
            Outcome::NotApplicable(reason) => {
                counts.not_applicable = 1;
                checked.not_applicable.push((rule.id, reason));
            }
            Outcome::Hits(hits) => {
                counts.hit = 1;
                for hit in hits {
                    let rests_on = rests_on(report, &hit);
                    push(&mut checked.findings, rule, hit, rests_on, String::new());
                }
            }
        }
        checked.tally.counts.push((rule.id, counts));
    }
    checked
}

/// A report as the batch rules need it.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// Natural key of the report.
    pub key: &'a Key,
    /// What [`digest`](super::digest()) made of it.
    pub digest: &'a [u8],
}

/// Runs the batch rules over the reports of one unit in one year. Each finding comes with the index
/// of the member it stands on. Members whose digest cannot be read (made by another version) are
/// passed over.
pub fn check_batch(members: &[Member<'_>], settings: &Settings) -> Vec<(usize, Finding)> {
    let mut index = Vec::new();
    let mut peers = Vec::new();
    for (at, member) in members.iter().enumerate() {
        if let Some(digest) = Digest::decode(member.digest) {
            index.push(at);
            peers.push(Peer {
                key: member.key,
                digest,
            });
        }
    }
    let mut found: HashMap<usize, Vec<Finding>> = HashMap::new();
    for rule in all() {
        let Some(run) = rule.check.of_batch() else {
            continue;
        };
        if settings.is_off(rule.id) {
            continue;
        }
        for batch_hit in run(&peers, settings) {
            let (Some(at), Some(peer)) = (index.get(batch_hit.member), peers.get(batch_hit.member))
            else {
                continue;
            };
            let batch = format!(
                "{}|{}|{}|{}",
                rule.id,
                peer.key.unit,
                peer.key
                    .year
                    .map_or_else(String::new, |year| year.to_string()),
                batch_hit.look
            );
            let rests_on = batch_hit.hit.rests_on.clone().unwrap_or_default();
            let findings = found.entry(*at).or_default();
            push(findings, rule, batch_hit.hit, rests_on, batch);
        }
    }
    let mut findings: Vec<(usize, Finding)> = found
        .into_iter()
        .flat_map(|(at, findings)| findings.into_iter().map(move |finding| (at, finding)))
        .collect();
    findings.sort_by_key(|(at, _)| *at);
    findings
}

fn push(findings: &mut Vec<Finding>, rule: &Rule, hit: Hit, rests_on: Vec<String>, batch: String) {
    let ordinal = findings
        .iter()
        .filter(|other| {
            other.rule == rule.id && other.place == hit.place && other.rests_on == rests_on
        })
        .count();
    findings.push(Finding {
        rule: rule.id.to_owned(),
        severity: hit.severity.min(rule.severity),
        place: hit.place,
        message: hit.message.to_owned(),
        facts: hit
            .facts
            .into_iter()
            .map(|(name, fact)| (name.to_owned(), fact))
            .collect(),
        marks: hit.marks,
        rests_on,
        batch,
        ordinal: u32::try_from(ordinal).unwrap_or(u32::MAX),
    });
}

fn rests_on(report: &Report, hit: &Hit) -> Vec<String> {
    if let Some(values) = &hit.rests_on {
        return values.clone();
    }
    hit.marks
        .iter()
        .map(|mark| marked_text(report, mark))
        .collect()
}

/// The text a mark stands on: the cell, or the marked characters of a narrative.
pub fn marked_text(report: &Report, mark: &Mark) -> String {
    let Some((text, _)) = cell(report, mark.place, mark.field) else {
        return String::new();
    };
    match mark.span {
        None => text.to_owned(),
        Some((first, past)) => text
            .chars()
            .skip(usize::try_from(first).unwrap_or(usize::MAX))
            .take(usize::try_from(past.saturating_sub(first)).unwrap_or(0))
            .collect(),
    }
}

/// The sentence of a finding. A rule or message that this version does not know (an older database)
/// gives the two keys, so that nothing is lost silently.
pub fn sentence(rule: &str, message: &str, facts: &[(String, super::Fact)], lang: Lang) -> String {
    find(rule)
        .and_then(|rule| rule.message(message))
        .map_or_else(
            || format!("{rule}: {message}"),
            |message| message.fill(facts, lang),
        )
}

/// Whether a finding of this rule at severity error says that a total does not add up (groups A, C
/// and D).
pub fn is_mismatch(rule: &str) -> bool {
    use super::Group;
    find(rule).is_some_and(|rule| {
        rule.severity == Severity::Error
            && matches!(rule.group, Group::Amounts | Group::Weights | Group::Scores)
    })
}

/// Whether every indicator and the execution row stand at full weight. Where the layout prints no
/// weights, a total of 100 says it.
pub fn all_full(report: &Report) -> bool {
    let subject = Subject::new(report);
    let execution = subject.total().map(|total| total.is_full());
    let rows = subject.rows().iter().map(super::subject::Row::is_full);
    let mut unknown = subject.rows().is_empty();
    for full in rows.chain(execution) {
        match full {
            Some(true) => {}
            Some(false) => return false,
            None => unknown = true,
        }
    }
    !unknown
        || report
            .total_score
            .value()
            .is_some_and(|score| *score == rust_decimal::Decimal::ONE_HUNDRED)
}
