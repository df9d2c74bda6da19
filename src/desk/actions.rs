//! The one table of actions. Keymap, help line, popup of keys, palette, help page, manual page and
//! the documentation's key table are made from it; an action is one line here and one function.

use super::Key;
use super::key::Chord;
use super::model::Model;
use super::pointer;
use super::screens::{
    anomalies, detail, filter, help, imports, list, log, note, search, sort, verdict,
};
use super::screens::{columns, jump, views};
use super::screens::{history, motion, overview, palette, tabs, task, undo, which};
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

use Key::{BackTab, Char, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};
use Scope::{Detail, Findings, ImportFiles, Imports, List, Log, Matrix, Overview, Rollup};

const ALL: &[Scope] = &Scope::ALL;
const IMPORTS: &[Scope] = &[Imports, ImportFiles];
const FILTERED: &[Scope] = &[List, Rollup, Matrix, Findings, Overview];

/// All actions, in the order of the help page.
pub const ACTIONS: &[Action] = &[
    Action::new("open", &[Enter], &[List], list::open)
        .when(list::some_row)
        .hint(),
    Action::new("drill", &[Enter, Right], &[Rollup], anomalies::drill)
        .when(anomalies::some_row)
        .hint(),
    Action::new("open-finding", &[Enter], &[Findings], anomalies::open)
        .when(anomalies::some_finding)
        .hint(),
    Action::new("open-bar", &[Enter], &[Overview], overview::open)
        .when(overview::some_bar)
        .hint(),
    Action::new("next-part", &[Right], &[Overview], overview::next_part).hint(),
    Action::new(
        "previous-part",
        &[Left],
        &[Overview],
        overview::previous_part,
    ),
    Action::new("open-event", &[Enter], &[Log], log::open)
        .when(log::some_report)
        .hint(),
    Action::new("drill-import", &[Enter, Right], &[Imports], imports::drill)
        .when(imports::some_import)
        .hint(),
    Action::new("open-file", &[Enter, Right], &[ImportFiles], imports::forms)
        .when(imports::some_file)
        .hint(),
    Action::new("import-show", &[Char('f')], &[ImportFiles], imports::show).hint(),
    Action::new(
        "import-reasons",
        &[Char('e')],
        &[ImportFiles],
        imports::reasons,
    )
    .when(imports::some_reason)
    .hint(),
    Action::new("spread", &[Right], &[Findings], anomalies::spread).when(anomalies::gathered),
    Action::new(
        "next-finding",
        &[Char('n')],
        &[Detail],
        detail::next_finding,
    )
    .when(detail::loaded)
    .hint(),
    Action::new(
        "previous-finding",
        &[Char('p'), Char('N')],
        &[Detail],
        detail::previous_finding,
    )
    .when(detail::loaded),
    Action::new("verdict", &[Char('v')], &[Detail, Findings], verdict::open)
        .when(verdict::possible)
        .changes()
        .hint(),
    Action::new(
        "repeat-verdict",
        &[Char('.')],
        &[Detail, Findings],
        verdict::repeat,
    )
    .when(verdict::repeatable)
    .changes(),
    Action::new(
        "confirm",
        &[Char('c')],
        &[Detail, Findings],
        verdict::confirm,
    )
    .when(verdict::possible)
    .changes(),
    Action::new(
        "dismiss",
        &[Char('d')],
        &[Detail, Findings],
        verdict::dismiss,
    )
    .when(verdict::possible)
    .changes(),
    Action::new(
        "want-evidence",
        &[Char('b')],
        &[Detail, Findings],
        verdict::want_evidence,
    )
    .when(verdict::possible)
    .changes(),
    Action::new("second", &[Char('V')], &[Detail, Findings], task::second)
        .when(task::reviewable)
        .changes(),
    Action::new(
        "assign",
        &[Char('A')],
        &[List, Detail, Findings],
        task::assign,
    )
    .when(task::possible)
    .changes(),
    Action::new(
        "follow-up",
        &[Char('F')],
        &[List, Detail, Findings],
        task::follow_up,
    )
    .when(task::possible)
    .changes(),
    Action::new("tag", &[Char('#')], &[List, Detail, Findings], task::tag)
        .when(task::taggable)
        .changes(),
    Action::new("mute", &[Char('-')], &[Detail, Findings], task::mute)
        .when(task::mutable)
        .changes(),
    Action::new("note", &[Char('a')], &[List, Detail, Findings], note::open)
        .when(note::possible)
        .changes()
        .hint(),
    Action::new(
        "note-editor",
        &[Char('E')],
        &[List, Detail, Findings],
        note::open_outside,
    )
    .when(note::possible)
    .changes(),
    Action::new(
        "note-report",
        &[Char('m')],
        &[Detail, Findings],
        note::open_on_report,
    )
    .when(note::possible)
    .changes(),
    Action::new(
        "explain",
        &[Char('e')],
        &[Detail, Rollup, Matrix, Findings],
        detail::explain,
    )
    .when(detail::explainable)
    .hint(),
    Action::new("source", &[Char('o')], &[Detail], detail::source)
        .when(detail::loaded)
        .hint(),
    Action::new("revisions", &[Char('R')], &[Detail], detail::revisions)
        .when(detail::several_revisions),
    Action::new("scores", &[Char('S')], &[Detail], detail::scores).when(detail::loaded),
    Action::new("years", &[Char('Y')], &[Detail], detail::years).when(detail::loaded),
    Action::new(
        "history",
        &[Char('H')],
        &[List, Detail, Findings],
        history::open,
    )
    .when(history::possible),
    Action::new("pane", &[Char('t'), Char(' ')], &[Detail], detail::pane)
        .when(detail::loaded)
        .hint(),
    Action::new("notices", &[Char('z')], &[Detail], detail::fold_notices).when(detail::some_notice),
    Action::new("next-report", &[Char(']')], &[Detail], detail::next_report).hint(),
    Action::new(
        "previous-report",
        &[Char('[')],
        &[Detail],
        detail::previous_report,
    ),
    Action::new("roll-up-by", &[Char('b')], &[Rollup], anomalies::by).hint(),
    Action::new(
        "matrix",
        &[Char('m')],
        &[Rollup, Matrix],
        anomalies::toggle_matrix,
    )
    .hint(),
    Action::new("matrix-open", &[Enter], &[Matrix], anomalies::drill_cell)
        .when(anomalies::some_cell)
        .hint(),
    Action::new("matrix-right", &[Right], &[Matrix], anomalies::right),
    Action::new("matrix-left", &[Left], &[Matrix], anomalies::left),
    Action::new(
        "template",
        &[Char('T')],
        &[Detail, Findings],
        note::open_with_template,
    )
    .when(verdict::possible)
    .changes(),
    Action::new("search", &[Char('/')], FILTERED, search::open).hint(),
    Action::new("filter", &[Char('f')], FILTERED, filter::open).hint(),
    Action::new("sort", &[Char('s')], &[List], sort::open).hint(),
    Action::new("sort-reverse", &[Char('S')], &[List], sort::reverse),
    Action::new("columns", &[Char('C')], &[List], columns::open),
    Action::new("next-columns", &[Right], &[List], columns::next),
    Action::new("previous-columns", &[Left], &[List], columns::previous),
    Action::new("jump", &[Char('J')], &[List], jump::open).when(list::some_row),
    Action::new(
        "views",
        &[Char('V')],
        &[List, Rollup, Overview],
        views::open,
    ),
    Action::new("clear", &[Char('x')], FILTERED, list::clear).when(list::narrowed),
    Action::new("mark", &[Char(' ')], &[List, Findings], list::mark),
    Action::new(
        "mark-range",
        &[Char('r')],
        &[List, Findings],
        list::mark_range,
    ),
    Action::new("mark-all", &[Char('*')], &[List, Findings], list::mark_all).when(list::all_known),
    Action::new("import", &[Char('i')], ALL, imports::start)
        .when(imports::idle)
        .changes()
        .hint(),
    Action::new("stop-import", &[Char('c')], IMPORTS, imports::stop)
        .when(imports::is_running)
        .hint(),
    Action::new("undo", &[Char('u')], ALL, undo::undo)
        .changes()
        .hint(),
    Action::new("redo", &[Char('U')], ALL, undo::redo).changes(),
    Action::new("drafts", &[Char('D')], ALL, note::drafts)
        .when(note::some_draft)
        .changes(),
    Action::new("copy", &[Char('y')], ALL, tabs::copy),
    Action::new("mouse", &[Char('M')], ALL, pointer::toggle),
    Action::new(
        "back",
        &[Esc, Left],
        &[Detail, Findings, ImportFiles],
        tabs::back,
    )
    .hint(),
    Action::new(
        "back-list",
        &[Esc],
        &[List, Rollup, Matrix, Overview, Log, Imports],
        tabs::back,
    ),
    Action::new("up", &[Up, Char('k')], ALL, motion::up),
    Action::new("down", &[Down, Char('j')], ALL, motion::down),
    Action::new("page-up", &[PageUp], ALL, motion::page_up),
    Action::new("page-down", &[PageDown], ALL, motion::page_down),
    Action::new("home", &[Home, Char('g')], ALL, motion::home),
    Action::new("end", &[End, Char('G')], ALL, motion::end),
    Action::new("next-screen", &[Tab], ALL, tabs::next),
    Action::new("previous-screen", &[BackTab], ALL, tabs::previous),
    Action::new("screen-list", &[Char('1')], ALL, tabs::list),
    Action::new("screen-detail", &[Char('2')], ALL, tabs::detail),
    Action::new("screen-anomalies", &[Char('3')], ALL, tabs::anomalies),
    Action::new("screen-overview", &[Char('4')], ALL, tabs::overview),
    Action::new("screen-log", &[Char('5')], ALL, tabs::log),
    Action::new("screen-imports", &[Char('6')], ALL, tabs::imports),
    Action::new("palette", &[Char(':')], ALL, palette::open),
    Action::new("which", &[Char('?')], ALL, which::open_all).hint(),
    Action::new("help", &[Char('?')], ALL, help::open).after(Char('?')),
    Action::new("quit", &[Char('q')], ALL, tabs::quit).hint(),
];

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
        Some(action) => action.run(model),
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
