//! What each key does here, made from the table of actions.

use super::Layer;
use crate::desk::Model;
use crate::desk::actions::{self, Action};
use crate::desk::theme::Role;
use crate::desk::widgets::Pager;
use crate::terminal::text::{Align, pad};

/// Columns of the keys.
const KEYS: usize = 14;

/// Opens the help page of the current screen.
pub fn open(model: &mut Model) {
    let words = &model.words;
    let scope = model.scope();
    let mut paragraphs: Vec<(Role, String)> = actions::of(scope)
        .map(|action| line(model, action))
        .collect();
    paragraphs.push((Role::Text, String::new()));
    for part in words.text("help-signs").split('\n') {
        paragraphs.push((Role::Text, part.to_owned()));
    }
    let title = words.fill(
        "help-title",
        &[("screen", &words.text(&format!("scope-{}", scope.name())))],
    );
    let footer = words.text("page-footer");
    model.layers.push(Layer::Page(
        Pager::new(title, paragraphs, footer).hanging(KEYS),
    ));
}

fn line(model: &Model, action: &Action) -> (Role, String) {
    let words = &model.words;
    let doc = words.text(&format!("act-{}-doc", action.name));
    let keys = pad(&model.keys.all_shown(action), KEYS, Align::Left);
    match action.enabled(model) {
        Ok(()) => (Role::Text, format!("{keys}{doc}")),
        Err(why) => {
            let why = words.text(why);
            let not_now = words.fill("help-not-now", &[("why", &why)]);
            (Role::Dim, format!("{keys}{doc}  {not_now}"))
        }
    }
}
