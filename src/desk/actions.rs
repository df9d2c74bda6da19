//! What the user can do, and where. Keymap, help line, popup of keys, palette, help page, manual page
//! and the documentation's key table are made from the one table, [`ACTIONS`].

mod table;

pub use table::ACTIONS;

use super::Key;
use super::key::Chord;
use super::model::Model;
use super::screens::which;
use crate::locales::{Catalogue, Lang};

/// Where an action can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The list of reports.
    List,
    /// A form.
    Detail,
    /// The roll-up of findings.
    Rollup,
    /// Units against rules.
    Matrix,
    /// Findings of one line of the roll-up.
    Findings,
    /// The overview.
    Overview,
    /// The log.
    Log,
    /// The imports.
    Imports,
    /// The files of one import.
    ImportFiles,
}

impl Scope {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 9] = [
        Self::List,
        Self::Detail,
        Self::Rollup,
        Self::Matrix,
        Self::Findings,
        Self::Overview,
        Self::Log,
        Self::Imports,
        Self::ImportFiles,
    ];

    /// The stable name; its text is `scope-NAME`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Detail => "detail",
            Self::Rollup => "rollup",
            Self::Matrix => "matrix",
            Self::Findings => "findings",
            Self::Overview => "overview",
            Self::Log => "log",
            Self::Imports => "imports",
            Self::ImportFiles => "import-files",
        }
    }
}

/// Whether an action can be used now; if not, the key of the sentence that says why.
pub type Enabled = Result<(), &'static str>;

/// Something the user can do.
#[derive(Debug, Clone, Copy)]
pub struct Action {
    /// Stable name; `act-NAME` is its short text, `act-NAME-doc` its sentence.
    pub name: &'static str,
    /// The keys that do it unless the configuration says otherwise; the first is the one shown in
    /// the help line.
    pub keys: &'static [Key],
    /// The key those are pressed after.
    pub prefix: Option<Key>,
    /// Where.
    pub scopes: &'static [Scope],
    /// Whether it writes to the database.
    pub changes: bool,
    /// Whether it is worth a place in the help line.
    pub hint: bool,
    /// It is about rows and harmless: pressed while they are on their way, it waits for them.
    patient: bool,
    enabled: fn(&Model) -> Enabled,
    run: fn(&mut Model),
}

impl Action {
    const fn new(
        name: &'static str,
        keys: &'static [Key],
        scopes: &'static [Scope],
        run: fn(&mut Model),
    ) -> Self {
        Self {
            name,
            keys,
            prefix: None,
            scopes,
            changes: false,
            hint: false,
            patient: false,
            enabled: |_| Ok(()),
            run,
        }
    }

    const fn changes(mut self) -> Self {
        self.changes = true;
        self
    }

    const fn hint(mut self) -> Self {
        self.hint = true;
        self
    }

    const fn patient(mut self) -> Self {
        self.patient = true;
        self
    }

    /// Pressed after another key, which opens the group.
    const fn after(mut self, prefix: Key) -> Self {
        self.prefix = Some(prefix);
        self
    }

    const fn when(mut self, enabled: fn(&Model) -> Enabled) -> Self {
        self.enabled = enabled;
        self
    }

    /// What is pressed for it unless the configuration says otherwise.
    pub fn chords(&self) -> impl Iterator<Item = Chord> {
        let prefix = self.prefix;
        self.keys.iter().map(move |key| Chord { prefix, key: *key })
    }

    /// Does it, or says why it cannot be done.
    pub fn run(&self, model: &mut Model) {
        match self.enabled(model) {
            Ok(()) => (self.run)(model),
            Err(why) => model.tell(super::theme::Role::Warning, why),
        }
    }

    /// Whether it can be used now, or why not.
    ///
    /// # Errors
    /// The message key of the reason.
    pub fn enabled(&self, model: &Model) -> Enabled {
        if self.changes && model.read_only {
            return Err("why-read-only");
        }
        (self.enabled)(model)
    }
}

/// So many keys wait for the rows they are about.
const MOST_AHEAD: usize = 32;

/// Presses the keys again that waited for rows, if these have come.
pub fn catch_up(model: &mut Model) {
    if !model.ahead.is_empty() && model.layers.is_empty() && !model.awaits_rows() {
        for key in std::mem::take(&mut model.ahead) {
            press(model, key);
        }
    }
}

/// The actions of a scope, in order.
pub fn of(scope: Scope) -> impl Iterator<Item = &'static Action> {
    ACTIONS
        .iter()
        .filter(move |action| action.scopes.contains(&scope))
}

/// Does what `key` stands for where the user is, or says why it cannot be done. A key that opens a
/// group shows what follows it.
pub fn press(model: &mut Model, key: Key) {
    let chord = Chord { prefix: None, key };
    let scope = model.scope();
    match model.keys.action(scope, chord) {
        Some(action) if action.patient && model.awaits_rows() => {
            model.ahead.push(key);
            model.ahead.truncate(MOST_AHEAD);
        }
        Some(action) => {
            model.ahead.clear();
            action.run(model);
        }
        None if model.keys.opens(scope, key) => which::open(model, Some(key)),
        // Elsewhere it ends a program; whoever presses it wants to know what does so here.
        None if key == Key::Ctrl('c') => model.tell(super::theme::Role::Notice, "quit-how"),
        None => {}
    }
}

/// The table of keys for the documentation, in Markdown.
pub fn key_table(lang: Lang) -> String {
    let catalogue = Catalogue::new(lang);
    let mut table = String::new();
    for scope in Scope::ALL {
        let name = catalogue.text(&format!("scope-{}", scope.name()));
        table.push_str(&format!("\n## {name}\n\n"));
        let head = ["keys-key", "keys-action", "keys-does"].map(|key| catalogue.text(key));
        table.push_str(&format!("| {} |\n|---|---|---|\n", head.join(" | ")));
        for action in of(scope) {
            let keys: Vec<String> = action.chords().map(|keys| format!("`{keys}`")).collect();
            let doc = catalogue.text(&format!("act-{}-doc", action.name));
            let row = format!("| {} | `{}` | {doc} |\n", keys.join(" "), action.name);
            table.push_str(&row);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::desk::config::Keymap;

    #[test]
    fn names_are_unique_and_no_key_means_two_things_in_one_place() {
        let names: BTreeSet<_> = ACTIONS.iter().map(|action| action.name).collect();
        assert_eq!(names.len(), ACTIONS.len());
        let keymap = Keymap::default();
        for action in ACTIONS {
            if let Some((keys, other)) = keymap.clash(action) {
                panic!("{keys}: {} and {}", action.name, other.name);
            }
        }
    }

    #[test]
    fn every_action_is_described_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let catalogue = Catalogue::new(lang);
            for action in ACTIONS {
                for key in [
                    format!("act-{}", action.name),
                    format!("act-{}-doc", action.name),
                ] {
                    assert_ne!(catalogue.text(&key), key, "{lang:?}");
                }
            }
        }
    }

    #[test]
    fn the_documented_keys_are_current() {
        for (lang, path, head) in [
            (Lang::Zh, "docs/keys.zh-CN.md", "# 按键"),
            (Lang::En, "docs/keys.md", "# Keys of the desk"),
        ] {
            let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
            let wanted = format!("{head}\n{}", key_table(lang));
            if std::env::var_os("SHENYUE_BLESS").is_some() {
                std::fs::write(&path, &wanted).unwrap();
            }
            let stands = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(
                stands, wanted,
                "run SHENYUE_BLESS=1 cargo test --lib documented_keys"
            );
        }
    }

    #[test]
    fn keys_survive_ssh_and_tmux() {
        for keys in ACTIONS.iter().flat_map(Action::chords) {
            assert!(!matches!(keys.key, Key::Ctrl(_)), "{keys}");
        }
    }
}
