//! What holds of every rule: its cases come out as written, and its page is complete.

use std::collections::BTreeSet;

use super::super::catalogue::MODULES;
use super::super::{
    BatchHit, BatchOutcome, Digest, Fact, Hit, Member, Outcome, Peer, Position, Rule, Settings,
    Standing, Subject, all, cell, check, check_batch, digest, sentence,
};
use super::*;
use crate::form::Key;
use crate::locales::{Lang, Text};

fn run(rule: &Rule, drafts: &[Draft]) -> Outcome {
    let settings = Settings::default();
    let years: BTreeSet<_> = drafts.iter().map(|draft| draft.0.key().year).collect();
    let many = if years.len() > 1 {
        rule.check.of_series()
    } else {
        rule.check.of_batch().or(rule.check.of_series())
    };
    let units: BTreeSet<_> = drafts.iter().map(|draft| draft.0.key().unit).collect();
    if let (Some(run), Some(first)) = (rule.check.of_peers(), drafts.first()) {
        let key = first.0.key();
        let own = |draft: &&Draft| draft.0.key().unit == key.unit;
        let counts = |mine: bool| {
            let drafts = drafts.iter().filter(|draft| own(draft) == mine);
            let digests: Vec<Digest> = drafts.map(|draft| Digest::of(&draft.0)).collect();
            Standing::of(&digests)
        };
        let position = Position {
            unit: &key.unit,
            year: key.year.unwrap_or_default(),
            own: counts(true),
            others: counts(false),
            units: u64::try_from(units.len() - 1).unwrap_or_default(),
        };
        return run(&position, &settings);
    }
    if let (Some(run), [own, other], 2..) = (rule.check.of_pair(), drafts, units.len()) {
        let (a, b) = (own.0.key(), other.0.key());
        let peer = |key, draft: &Draft| Peer {
            key,
            digest: Digest::of(&draft.0),
        };
        let (own, other) = (peer(&a, own), peer(&b, other));
        let narratives = [Place::Goal, Place::Outcome].into_iter();
        let hits = narratives.filter_map(|place| run(&own, &other, place, &settings));
        return Outcome::of(hits.collect());
    }
    match (rule.check.of_report(), many, drafts) {
        (Some(run), _, [draft]) => run(&Subject::new(&draft.0), &settings),
        (_, Some(run), drafts) => {
            let keys: Vec<Key> = drafts.iter().map(|draft| draft.0.key()).collect();
            let peers: Vec<Peer<'_>> = keys
                .iter()
                .zip(drafts)
                .map(|(key, draft)| Peer {
                    key,
                    digest: Digest::of(&draft.0),
                })
                .collect();
            match run(&peers, &settings) {
                BatchOutcome::NotApplicable(reason) => Outcome::NotApplicable(reason),
                BatchOutcome::Hits(hits) => {
                    Outcome::of(hits.into_iter().map(|BatchHit { hit, .. }| hit).collect())
                }
            }
        }
        _ => panic!("{}: one form a case", rule.id),
    }
}

/// The facts without spaces: those that are printed in a form are its own.
fn closed_up(facts: &[(String, Fact)]) -> Vec<(String, Fact)> {
    let mut facts = facts.to_vec();
    for (_, fact) in &mut facts {
        if let Fact::Text(text) = fact {
            text.retain(|c| c != ' ');
        }
    }
    facts
}

/// Two Chinese characters or signs with a space between them: only figures stand apart.
fn set_apart(said: &str) -> Option<(char, char)> {
    let chinese = |c: char| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    let characters: Vec<char> = said.chars().collect();
    characters.windows(3).find_map(|three| match *three {
        [before, ' ', behind] if chinese(before) && chinese(behind) => Some((before, behind)),
        _ => None,
    })
}

fn expect_hit(
    rule: &Rule,
    case: &Case,
    hits: &[Hit],
    (message, severity, place): (&str, Severity, &str),
) {
    let drafts = (case.forms)();
    let hit = hits
        .iter()
        .find(|hit| hit.message == message)
        .unwrap_or_else(|| panic!("{}: “{message}” is not said: {hits:?}", rule.id));
    assert_eq!(hit.severity, severity, "{} {message}", rule.id);
    assert!(hit.severity <= rule.severity, "{} {message}", rule.id);
    assert_eq!(
        hit.place,
        place.parse::<Place>().unwrap(),
        "{} {message}",
        rule.id
    );
    let facts: Vec<_> = hit
        .facts
        .iter()
        .map(|(name, fact)| ((*name).to_owned(), fact.clone()))
        .collect();
    for lang in [Lang::Zh, Lang::En] {
        let said = sentence(rule.id, message, &facts, lang);
        assert!(!said.contains(['{', '}']), "{} {message}: {said}", rule.id);
        assert!(!said.contains("问题"), "{} {message}: {said}", rule.id);
        if lang == Lang::Zh {
            let apart = set_apart(&sentence(rule.id, message, &closed_up(&facts), lang));
            assert!(
                apart.is_none(),
                "{} {message}: {apart:?} in {said}",
                rule.id
            );
        }
    }
    for (name, _) in &facts {
        let used = rule
            .message(message)
            .unwrap()
            .text
            .zh
            .contains(&format!("{{{name}}}"));
        assert!(used, "{} {message}: the fact {name} is not said", rule.id);
    }
    let batch = rule.check.looks_at_many();
    assert!(
        batch || !hit.marks.is_empty() || hit.rests_on.is_some(),
        "{} {message} rests on nothing",
        rule.id
    );
    for mark in &hit.marks {
        assert!(
            batch || cell(&drafts[0].0, mark.place, mark.field).is_some(),
            "{} {message}: there is no cell {mark:?}",
            rule.id
        );
    }
}

#[test]
fn every_case_comes_out_as_written() {
    let mut wrong = Vec::new();
    for rule in all() {
        for case in rule.cases {
            let outcome = run(rule, &(case.forms)());
            match (case.expect, &outcome) {
                (Expect::Hit(message, severity, place), Outcome::Hits(hits)) => {
                    expect_hit(rule, case, hits, (message, severity, place));
                }
                (Expect::Clean, Outcome::Clean)
                | (Expect::NotApplicable, Outcome::NotApplicable(_)) => {}
                (expected, got) => {
                    wrong.push(format!("{}: {expected:?} expected, got {got:?}", rule.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_for_each_message_and_a_near_miss() {
    for rule in all() {
        let said: BTreeSet<&str> = rule
            .cases
            .iter()
            .filter_map(|case| match case.expect {
                Expect::Hit(message, ..) => Some(message),
                _ => None,
            })
            .collect();
        let known: BTreeSet<&str> = rule.messages.iter().map(|message| message.key).collect();
        assert!(!known.is_empty(), "{} says nothing", rule.id);
        assert_eq!(known, said, "{}: messages and the cases that fire", rule.id);
        let near = |case: &Case| matches!(case.expect, Expect::Clean);
        assert!(rule.cases.iter().any(near), "{} has no near miss", rule.id);
    }
}

#[test]
fn the_clean_form_is_clean() {
    let report = form().0;
    let findings = check(&report, &Settings::default()).findings;
    assert!(findings.is_empty(), "{findings:#?}");
    let (key, packed) = (report.key(), digest(&report));
    let member = Member {
        key: &key,
        digest: &packed,
    };
    let findings = check_batch(&[member], &Settings::default()).findings;
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn ids_are_file_names_and_unique() {
    let ids: Vec<String> = all().iter().map(|rule| rule.id.replace('-', "_")).collect();
    let modules: Vec<&str> = MODULES.to_vec();
    assert_eq!(ids, modules);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn every_page_is_complete_in_both_languages() {
    for rule in all() {
        let mut texts = vec![
            rule.name,
            rule.checks,
            rule.why,
            rule.innocent,
            rule.procedure,
            rule.example,
        ];
        texts.extend(rule.basis.iter().map(|basis| basis.text));
        texts.extend(rule.messages.iter().map(|message| message.text));
        for Text { zh, en } in texts {
            assert!(
                !zh.trim().is_empty() && !en.trim().is_empty(),
                "{}",
                rule.id
            );
            let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(chinese(zh), "{}: {zh}", rule.id);
            assert!(
                en.chars().any(|c| c.is_ascii_alphabetic()),
                "{}: {en}",
                rule.id
            );
        }
        assert!(!rule.basis.is_empty(), "{} has no basis", rule.id);
        for key in rule.parameters {
            assert!(
                super::super::default_of(key).is_some(),
                "{}: {key}",
                rule.id
            );
        }
        for message in rule.messages {
            assert_eq!(
                placeholders(message.text.zh),
                placeholders(message.text.en),
                "{} {}",
                rule.id,
                message.key
            );
        }
    }
}

fn placeholders(template: &str) -> BTreeSet<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|part| Some(part.split_once('}')?.0))
        .collect()
}
