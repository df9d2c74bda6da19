//! Runs the catalogue over reports and gives each hit its identity.

use std::collections::BTreeMap;

use super::cell::cell;
use super::digest::{Digest, Peer, Position, Standing};
use super::outcome::{Answer, Answers, BatchOutcome, Hit, Outcome};
use super::subject::Subject;
use super::{Finding, Mark, Place, Rule, Settings, Severity, Texts, all, find};
use crate::form::{Key, Report};
use crate::locales::{Lang, Text};

/// What the per-report rules said about one report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// What they found, in catalogue order.
    pub findings: Vec<Finding>,
    /// How each rule answered.
    pub answers: Answers,
    /// Rules that had nothing to look at, with the reason.
    pub not_applicable: Vec<(&'static str, &'static Text)>,
}

/// What the rules on many reports said about the members they were given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchChecked {
    /// What they found, each with the index of the member it stands on.
    pub findings: Vec<(usize, Finding)>,
    /// How each rule answered, member by member.
    pub answers: Vec<Answers>,
    /// How the unit's forms stand, year by year.
    pub standings: Vec<UnitYear>,
}

/// How a unit's forms of one year stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitYear {
    /// The year.
    pub year: i32,
    /// Index of the first of the members.
    pub first: usize,
    /// How many they are.
    pub members: usize,
    /// Their counts.
    pub standing: Standing,
}

/// All that is kept of a report beside its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// What the per-report rules said.
    pub checked: Checked,
    /// What the rules on many reports need of it; see [`digest`](super::digest()).
    pub digest: Vec<u8>,
    /// Whether every indicator and the execution row stand at full weight.
    pub all_full: bool,
}

/// Runs the per-report rules and makes the digest; what they share is worked out once.
pub fn examine(report: &Report, settings: &Settings) -> Examined {
    let subject = Subject::new(report);
    Examined {
        checked: check_subject(&subject, settings),
        digest: Digest::of_subject(&subject).encode(),
        all_full: subject.all_full(),
    }
}

/// Runs the per-report rules.
pub fn check(report: &Report, settings: &Settings) -> Checked {
    check_subject(&Subject::new(report), settings)
}

fn check_subject(subject: &Subject<'_>, settings: &Settings) -> Checked {
    let report = subject.report;
    let mut checked = Checked {
        answers: Answers::with_capacity(all().len()),
        not_applicable: Vec::with_capacity(16),
        ..Checked::default()
    };
    for rule in all() {
        let Some(run) = rule.check.of_report() else {
            continue;
        };
        if settings.is_off(rule.id) {
            continue;
        }
        let answer = match run(subject, settings) {
            Outcome::Clean => Answer::Clean,
            Outcome::NotApplicable(reason) => {
                checked.not_applicable.push((rule.id, reason));
                Answer::NotApplicable
            }
            Outcome::Hits(hits) => {
                for mut hit in hits {
                    let rests_on = rests_on(report, &mut hit);
                    push(&mut checked.findings, rule, hit, rests_on, String::new());
                }
                Answer::Hit
            }
        };
        checked.answers.push((rule.id, answer));
    }
    checked
}

/// The per-report rules that have nothing to say about a report, by the reason.
pub fn unanswered(
    report: &Report,
    settings: &Settings,
) -> Vec<(&'static Text, Vec<&'static Rule>)> {
    let mut reasons: Vec<(&'static Text, Vec<&'static Rule>)> = Vec::new();
    for (id, reason) in check(report, settings).not_applicable {
        let Some(rule) = find(id) else { continue };
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, rules)) => rules.push(rule),
            None => reasons.push((reason, vec![rule])),
        }
    }
    reasons
}

/// A report as the batch rules need it.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// Natural key of the report.
    pub key: &'a Key,
    /// What [`digest`](super::digest()) made of it.
    pub digest: &'a [u8],
}

/// Runs the rules on many reports over those of one unit: those of one year together, and those of
/// one project over the years. Members whose digest cannot be read (made by another version) are
/// passed over.
pub fn check_batch(members: &[Member<'_>], settings: &Settings) -> BatchChecked {
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
    let mut found: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    let mut answers: Vec<BTreeMap<usize, Answer>> = vec![BTreeMap::new(); members.len()];
    let years = groups(&peers, |peer| (peer.key.year, ""));
    let series = groups(&peers, |peer| (None, peer.key.project.as_str()));
    for (order, rule) in all().iter().enumerate() {
        if settings.is_off(rule.id) {
            continue;
        }
        let runs = [
            (rule.check.of_batch(), &years),
            (rule.check.of_series(), &series),
        ];
        for (run, groups) in runs {
            let Some(run) = run else { continue };
            for group in groups {
                let told = run(&group.peers, settings);
                let at = |member: usize| index.get(*group.members.get(member)?).copied();
                let mut answer = |member: usize, answer| {
                    if let Some(answers) = at(member).and_then(|at| answers.get_mut(at)) {
                        let known = answers.entry(order).or_insert(answer);
                        *known = answer.max(*known);
                    }
                };
                let (hits, rest) = match told {
                    BatchOutcome::NotApplicable(_) => (Vec::new(), Answer::NotApplicable),
                    BatchOutcome::Hits(hits) => (hits, Answer::Clean),
                };
                for member in 0..group.peers.len() {
                    answer(member, rest);
                }
                for mut hit in hits {
                    let (Some(at), Some(peer)) = (at(hit.member), group.peers.get(hit.member))
                    else {
                        continue;
                    };
                    answer(hit.member, Answer::Hit);
                    let batch = batch_key(rule, peer, &hit.look);
                    let rests_on = hit.hit.rests_on.take().unwrap_or_default();
                    push(found.entry(at).or_default(), rule, hit.hit, rests_on, batch);
                }
            }
        }
    }
    let standings = years.iter().filter_map(|group| {
        let digests = group.peers.iter().map(|peer| &peer.digest);
        Some(UnitYear {
            year: group.peers.first()?.key.year?,
            first: *group.members.iter().filter_map(|at| index.get(*at)).min()?,
            members: group.members.len(),
            standing: Standing::of(digests),
        })
    });
    let standings = standings.collect();
    let named = |(order, answer): (usize, Answer)| Some((all().get(order)?.id, answer));
    BatchChecked {
        findings: found
            .into_iter()
            .flat_map(|(at, findings)| findings.into_iter().map(move |finding| (at, finding)))
            .collect(),
        answers: answers
            .into_iter()
            .map(|answers| answers.into_iter().filter_map(named).collect())
            .collect(),
        standings,
    }
}

/// Sets a unit in one year against the others: what the rules on counts say of it.
pub fn check_peers(position: &Position<'_>, settings: &Settings) -> (Vec<Finding>, Answers) {
    let mut findings = Vec::new();
    let mut answers = Answers::new();
    for rule in all().iter().filter(|rule| !settings.is_off(rule.id)) {
        let Some(run) = rule.check.of_peers() else {
            continue;
        };
        let answer = match run(position, settings) {
            Outcome::Clean => Answer::Clean,
            Outcome::NotApplicable(_) => Answer::NotApplicable,
            Outcome::Hits(hits) => {
                for mut hit in hits {
                    let rests_on = hit.rests_on.take().unwrap_or_default();
                    let (year, look) = (position.year, hit.message);
                    let batch = format!("{}|{}|{year}|{look}", rule.id, position.unit);
                    push(&mut findings, rule, hit, rests_on, batch);
                }
                Answer::Hit
            }
        };
        answers.push((rule.id, answer));
    }
    (findings, answers)
}

/// Compares a narrative of a report with that of the one elsewhere that seems most like it; `look` tells
/// apart what the findings are rolled up by.
pub fn check_pair(
    own: &Member<'_>,
    other: &Member<'_>,
    place: Place,
    look: &str,
    settings: &Settings,
) -> Vec<Finding> {
    let peer = |member: &Member<'_>| Digest::decode(member.digest);
    let (Some(own_digest), Some(other_digest)) = (peer(own), peer(other)) else {
        return Vec::new();
    };
    let (own, other) = (
        Peer {
            key: own.key,
            digest: own_digest,
        },
        Peer {
            key: other.key,
            digest: other_digest,
        },
    );
    let mut findings = Vec::new();
    for rule in all().iter().filter(|rule| !settings.is_off(rule.id)) {
        let hit = rule
            .check
            .of_pair()
            .and_then(|run| run(&own, &other, place, settings));
        if let Some(mut hit) = hit {
            let rests_on = hit.rests_on.take().unwrap_or_default();
            push(&mut findings, rule, hit, rests_on, look.to_owned());
        }
    }
    findings
}

/// Peers that are looked at together, oldest first.
struct Together<'a> {
    members: Vec<usize>,
    peers: Vec<Peer<'a>>,
}

fn groups<'a, 'p>(
    peers: &'p [Peer<'a>],
    by: impl Fn(&'p Peer<'a>) -> (Option<i32>, &'p str),
) -> Vec<Together<'a>> {
    let mut groups: BTreeMap<(Option<i32>, &str), Together<'a>> = BTreeMap::new();
    let mut order: Vec<usize> = (0..peers.len()).collect();
    order.sort_by_key(|at| peers.get(*at).map(|peer| peer.key.year));
    for at in order {
        let Some(peer) = peers.get(at) else { continue };
        let group = groups.entry(by(peer)).or_insert_with(|| Together {
            members: Vec::new(),
            peers: Vec::new(),
        });
        group.members.push(at);
        group.peers.push(peer.clone());
    }
    groups.into_values().collect()
}

/// The key that findings of one look share.
fn batch_key(rule: &Rule, peer: &Peer<'_>, look: &str) -> String {
    let year = peer
        .key
        .year
        .map_or_else(String::new, |year| year.to_string());
    format!("{}|{}|{year}|{look}", rule.id, peer.key.unit)
}

fn push(findings: &mut Vec<Finding>, rule: &Rule, hit: Hit, rests_on: Texts, batch: String) {
    let ordinal = findings
        .iter()
        .filter(|other| {
            other.rule == rule.id && other.place == hit.place && other.rests_on == rests_on
        })
        .count();
    findings.push(Finding {
        rule: rule.id,
        severity: hit.severity.min(rule.severity),
        place: hit.place,
        message: hit.message,
        facts: hit.facts,
        marks: hit.marks,
        rests_on,
        batch,
        ordinal: u32::try_from(ordinal).unwrap_or(u32::MAX),
    });
}

/// What a hit rests on: the marked texts, unless the rule says otherwise.
fn rests_on(report: &Report, hit: &mut Hit) -> Texts {
    hit.rests_on.take().unwrap_or_else(|| {
        let mut texts = Texts::with_capacity(hit.marks.len());
        for mark in &hit.marks {
            texts.push(marked_text(report, mark));
        }
        texts
    })
}

/// The text a mark stands on: the cell, or the marked characters of a narrative.
pub fn marked_text<'a>(report: &'a Report, mark: &Mark) -> &'a str {
    let Some((text, _)) = cell(report, mark.place, mark.field) else {
        return "";
    };
    let Some((first, past)) = mark.span else {
        return text;
    };
    let from = |text: &'a str, characters: u32| {
        let characters = usize::try_from(characters).unwrap_or(usize::MAX);
        let at = text.char_indices().nth(characters);
        text.split_at(at.map_or(text.len(), |(at, _)| at))
    };
    let (_, marked) = from(text, first);
    from(marked, past.saturating_sub(first)).0
}

/// The sentence of a finding. A rule or message that this version does not know (an older database)
/// gives the two keys, so that nothing is lost silently.
pub fn sentence(
    rule: &str,
    message: &str,
    facts: &[(impl AsRef<str>, super::Fact)],
    lang: Lang,
) -> String {
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

/// Whether every indicator and the execution row of a report stand at full weight; see
/// [`Subject::all_full`].
pub fn all_full(report: &Report) -> bool {
    Subject::new(report).all_full()
}
