//! `shenyue explain RULE`: the page of a rule.

use std::io::Write as _;

use super::context::Context;
use super::{Exit, Failure};
use crate::export::rule_page;
use crate::locales::Catalogue;
use crate::rules::{Rule, all, find};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    rule: String,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let rule = named_rule(&arguments.rule, &context.words)?;
    context
        .out
        .write_all(rule_page(rule, &context.words).as_bytes())?;
    Ok(Exit::Done)
}

/// The rule of that id or name, or what to say when there is none.
pub fn named_rule(typed: &str, words: &Catalogue) -> Result<&'static Rule, Failure> {
    let asked = typed.trim();
    let named = || {
        all()
            .iter()
            .copied()
            .find(|rule| rule.name.zh == asked || rule.name.en.eq_ignore_ascii_case(asked))
    };
    find(asked).or_else(named).ok_or_else(|| {
        let near = near(asked).join(&words.text("list-between"));
        let key = if near.is_empty() {
            "cli-no-rule"
        } else {
            "cli-no-rule-near"
        };
        Failure::Usage(words.fill(key, &[("rule", asked), ("near", &near)]))
    })
}

/// Ids that share the most words with what was asked for; where a name holds it, those alone.
fn near(asked: &str) -> Vec<&'static str> {
    let words: Vec<&str> = asked.split('-').filter(|word| word.len() > 2).collect();
    let alike = |rule: &Rule| {
        let named = rule.name.zh.contains(asked) || rule.name.en.contains(asked);
        if named && !asked.is_empty() {
            usize::MAX
        } else {
            words.iter().filter(|word| rule.id.contains(**word)).count()
        }
    };
    let most = all().iter().map(|rule| alike(rule)).max().unwrap_or(0);
    let near = all().iter().filter(|rule| most > 0 && alike(rule) == most);
    near.map(|rule| rule.id).collect()
}
