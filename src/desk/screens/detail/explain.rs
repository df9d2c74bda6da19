//! `e`: what a rule looks at, why, on what it rests, and how to audit it.

use crate::desk::Model;
use crate::desk::actions::Enabled;
use crate::desk::screens::{Layer, Tab};
use crate::desk::theme::Role;
use crate::desk::widgets::Pager;
use crate::desk::words::count;
use crate::rules::{self, Rule};

/// The rule of the selected finding or of the selected line of the roll-up.
fn rule_at(model: &Model) -> Option<&'static Rule> {
    let id = match model.tab {
        Tab::Detail => model.detail.as_ref()?.current()?.rule.as_str(),
        Tab::Anomalies => model.anomalies.rule()?,
        Tab::List | Tab::Overview | Tab::Log | Tab::Imports => return None,
    };
    rules::find(id)
}

/// Whether there is a rule to explain.
pub fn explainable(model: &Model) -> Enabled {
    rule_at(model).map(|_| ()).ok_or("why-no-rule")
}

/// Opens the page of the rule.
pub fn explain(model: &mut Model) {
    let Some(rule) = rule_at(model) else {
        return;
    };
    let words = &model.words;
    let page = Pager::new(
        format!("{}  {}", rule.name.get(words.lang()), rule.id),
        paragraphs(model, rule),
        words.text("page-footer"),
    );
    model.layers.push(Layer::Page(page.about(rule.id)));
}

/// How often each rule hits is known: the page that waits for it says it.
pub fn counted(model: &mut Model) {
    let open = model.layers.iter().find_map(|layer| match layer {
        Layer::Page(page) => page.subject(),
        _ => None,
    });
    let Some(rule) = open.and_then(rules::find) else {
        return;
    };
    let paragraphs = paragraphs(model, rule);
    for layer in &mut model.layers {
        if let Layer::Page(page) = layer
            && page.subject() == Some(rule.id)
        {
            page.say(paragraphs);
            return;
        }
    }
}

/// On how many forms it hit, was clean, or had nothing to look at; marked where that is nearly all.
fn answered(model: &Model, rule: &Rule) -> Option<String> {
    let words = &model.words;
    if model.rule_counts.is_none() {
        return Some(words.text("explain-counting"));
    }
    let of = model.rule_count(rule.id)?;
    let share = of.share().unwrap_or_default().to_string();
    let mut said = words.fill(
        "explain-answers",
        &[
            ("hit", &count(of.hit)),
            ("clean", &count(of.clean)),
            ("none", &count(of.not_applicable)),
            ("share", &share),
        ],
    );
    if of.is_often(&model.settings) {
        let bound = model.settings.often.share.to_string();
        said.push_str(&words.fill("explain-often", &[("bound", &bound)]));
    }
    Some(said)
}

fn paragraphs(model: &Model, rule: &Rule) -> Vec<(Role, String)> {
    let words = &model.words;
    let lang = words.lang();
    let mut said = vec![(Role::Text, words.severity_signed(rule.severity))];
    said.extend(answered(model, rule).map(|text| (Role::Text, text)));
    let sections = [
        ("explain-checks", rule.checks),
        ("explain-why", rule.why),
        ("explain-innocent", rule.innocent),
        ("explain-procedure", rule.procedure),
        ("explain-example", rule.example),
    ];
    for (key, text) in sections {
        if text.get(lang).is_empty() {
            continue;
        }
        said.push((Role::Title, words.text(key)));
        said.push((Role::Text, text.get(lang).to_owned()));
        if key == "explain-why" && !rule.basis.is_empty() {
            said.push((Role::Title, words.text("explain-basis")));
            for basis in rule.basis {
                let status = basis.status.label().get(lang);
                let text = words.fill(
                    "explain-basis-line",
                    &[("text", basis.text.get(lang)), ("status", status)],
                );
                said.push((Role::Text, text));
            }
        }
    }
    said
}
