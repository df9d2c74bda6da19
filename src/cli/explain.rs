//! `shenyue explain RULE`: the page of a rule.

use std::io::Write as _;

use super::context::Context;
use super::{Exit, Failure};
use crate::export::rule_page;
use crate::rules::{all, find};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    rule: String,
}

pub fn run(arguments: &Arguments, context: &mut Context) -> Result<Exit, Failure> {
    let asked = arguments.rule.trim();
    let named = || {
        all()
            .iter()
            .copied()
            .find(|rule| rule.name.zh == asked || rule.name.en.eq_ignore_ascii_case(asked))
    };
    let Some(rule) = find(asked).or_else(named) else {
        let near = near(asked);
        let key = if near.is_empty() {
            "cli-no-rule"
        } else {
            "cli-no-rule-near"
        };
        let message = context.words.fill(key, &[("rule", asked), ("near", &near)]);
        return Err(Failure::Usage(message));
    };
    context
        .out
        .write_all(rule_page(rule, &context.words).as_bytes())?;
    Ok(Exit::Done)
}

/// Ids that share a word with what was asked for.
fn near(asked: &str) -> String {
    let words: Vec<&str> = asked.split('-').filter(|word| word.len() > 2).collect();
    let near: Vec<&str> = all()
        .iter()
        .map(|rule| rule.id)
        .filter(|id| words.iter().any(|word| id.contains(word)))
        .collect();
    near.join(", ")
}
