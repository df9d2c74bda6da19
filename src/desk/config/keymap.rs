//! Which keys do what: those of the table of actions unless the configuration says otherwise.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::Read;
use crate::desk::Key;
use crate::desk::actions::{ACTIONS, Action, Scope, of};
use crate::desk::key::Chord;
use crate::locales::{Catalogue, Lang};
use crate::settings::Fault;

/// The keys of every action, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap(BTreeMap<&'static str, Vec<Chord>>);

impl Default for Keymap {
    fn default() -> Self {
        let keys = |action: &Action| (action.name, action.chords().collect());
        Self(ACTIONS.iter().map(keys).collect())
    }
}

impl Keymap {
    /// The keys of a configuration, if each can be typed and none means two things in one place.
    pub(super) fn read(read: &Read) -> Result<Self, Fault> {
        let mut keymap = Self::default();
        for action in ACTIONS {
            let key = format!("keys.{}", action.name);
            if read.0.line(&key) == 0 {
                continue;
            }
            let texts = read.value(&key).as_array().into_iter().flatten();
            let chords: Vec<Chord> = texts
                .filter_map(|text| text.as_str())
                .map(|text| {
                    let refuse = |()| read.refuse(&key, "config-no-key", text);
                    text.parse().map_err(refuse)
                })
                .collect::<Result<_, _>>()?;
            if chords.is_empty() && action.name == "quit" {
                return Err(read.refuse(&key, "config-key-wanted", action.name));
            }
            keymap.0.insert(action.name, chords);
        }
        for action in ACTIONS {
            let key = format!("keys.{}", action.name);
            if read.0.line(&key) > 0
                && let Some((chord, other)) = keymap.clash(action)
            {
                let value = format!("{chord}: {}", other.name);
                return Err(read.refuse(&key, "config-key-twice", &value));
            }
        }
        Ok(keymap)
    }

    /// Another action that has a key of this one where this one can be used.
    pub(in crate::desk) fn clash(&self, action: &Action) -> Option<(Chord, &'static Action)> {
        self.of(action).iter().find_map(|chord| {
            let other = action
                .scopes
                .iter()
                .flat_map(|scope| of(*scope))
                .filter(|other| other.name != action.name)
                .find(|other| self.of(other).iter().any(|other| clash(*chord, *other)))?;
            Some((*chord, other))
        })
    }

    /// The keys of an action.
    pub fn of(&self, action: &Action) -> &[Chord] {
        self.0.get(action.name).map_or(&[], Vec::as_slice)
    }

    /// The first key of an action, as it is shown; empty where it has none.
    pub fn shown(&self, action: &Action) -> String {
        let first = self.of(action).first();
        first.map_or_else(String::new, ToString::to_string)
    }

    /// The words of a language with the keys in force. An action without a key is reached through the
    /// palette, by its name.
    pub fn catalogue(&self, lang: Lang) -> Catalogue {
        let plain = LazyCell::new(|| Catalogue::new(lang));
        let palette = self.shown_for("palette");
        let said = ACTIONS.iter().map(|action| {
            let keys = match self.shown(action) {
                none if none.is_empty() => {
                    let name = plain.text(&format!("act-{}", action.name));
                    format!("{palette}{name}")
                }
                keys => keys,
            };
            (action.name, keys)
        });
        let said: BTreeMap<&str, String> = said.collect();
        Catalogue::with_keys(lang, move |action| {
            said.get(action).cloned().unwrap_or_default()
        })
    }

    /// The first key of the action of that name, as it is shown.
    pub fn shown_for(&self, name: &str) -> String {
        let action = ACTIONS.iter().find(|action| action.name == name);
        action.map_or_else(String::new, |action| self.shown(action))
    }

    /// All keys of an action, as they are shown.
    pub fn all_shown(&self, action: &Action) -> String {
        let keys: Vec<String> = self.of(action).iter().map(ToString::to_string).collect();
        keys.join(", ")
    }

    /// What a key does there.
    pub fn action(&self, scope: Scope, chord: Chord) -> Option<&'static Action> {
        of(scope).find(|action| self.of(action).contains(&chord))
    }

    /// The actions of a group there, with what is pressed after the key that opens it.
    pub fn after(&self, scope: Scope, prefix: Key) -> Vec<(Key, &'static Action)> {
        let follows = |action: &'static Action| {
            let chords = self.of(action).iter();
            chords
                .filter(move |chord| chord.prefix == Some(prefix))
                .map(move |chord| (chord.key, action))
        };
        of(scope).flat_map(follows).collect()
    }

    /// Whether a key opens a group there.
    pub fn opens(&self, scope: Scope, key: Key) -> bool {
        !self.after(scope, key).is_empty()
    }
}

/// Whether two cannot stand beside each other: they are the same, or one opens the group of the
/// other. The key of the popup opens a group beside that.
fn clash(one: Chord, other: Chord) -> bool {
    let opened_by = |group: Chord, key: Chord| {
        key.prefix.is_none() && group.prefix == Some(key.key) && key.key != group.key
    };
    one == other || opened_by(one, other) || opened_by(other, one)
}
