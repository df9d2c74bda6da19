//! The one table of actions: an action is one entry here and one function.

use super::{Action, Scope};
use crate::desk::Key;
use crate::desk::pointer;
use crate::desk::screens::{
    anomalies, columns, detail, export, filter, help, history, imports, jump, list, log, motion,
    note, overview, palette, search, sort, tabs, task, undo, verdict, views, which,
};

use Key::{BackTab, Char, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};
use Scope::{Detail, Findings, ImportFiles, Imports, List, Log, Matrix, Overview, Rollup};

const ALL: &[Scope] = &Scope::ALL;
const IMPORTS: &[Scope] = &[Imports, ImportFiles];
/// Where something is in sight that makes a file.
const EXPORTED: &[Scope] = &[List, Detail, Rollup, Matrix, Findings, Overview];
const FILTERED: &[Scope] = &[List, Rollup, Matrix, Findings, Overview];

/// All actions, in the order of the help page.
pub const ACTIONS: &[Action] = &[
    Action::new("open", &[Enter], &[List], list::open)
        .when(list::some_row)
        .hint()
        .patient(),
    Action::new("drill", &[Enter, Right], &[Rollup], anomalies::drill)
        .when(anomalies::some_row)
        .hint()
        .patient(),
    Action::new("matrix-open", &[Enter], &[Matrix], anomalies::drill_cell)
        .when(anomalies::some_cell)
        .hint()
        .patient(),
    Action::new("open-finding", &[Enter], &[Findings], anomalies::open)
        .when(anomalies::some_finding)
        .hint()
        .patient(),
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
        .hint()
        .patient(),
    Action::new("drill-import", &[Enter, Right], &[Imports], imports::drill)
        .when(imports::some_import)
        .hint()
        .patient(),
    Action::new("open-file", &[Enter, Right], &[ImportFiles], imports::forms)
        .when(imports::some_file)
        .hint()
        .patient(),
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
    .hint()
    .patient(),
    Action::new("next-here", &[Char(';')], &[Detail], detail::next_of_row)
        .when(detail::several_here)
        .patient(),
    Action::new(
        "previous-finding",
        &[Char('p'), Char('N')],
        &[Detail],
        detail::previous_finding,
    )
    .when(detail::loaded)
    .patient(),
    Action::new("verdict", &[Char('v')], &[Detail, Findings], verdict::open)
        .when(verdict::possible)
        .changes()
        .hint(),
    Action::new(
        "verdict-reports",
        &[Char('v')],
        &[List],
        verdict::open_on_reports,
    )
    .when(list::some_row)
    .changes(),
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
    .hint()
    .patient(),
    Action::new("source", &[Char('o')], &[Detail], detail::source)
        .when(detail::loaded)
        .hint()
        .patient(),
    Action::new("revisions", &[Char('R')], &[Detail], detail::revisions)
        .when(detail::several_revisions)
        .patient(),
    Action::new("scores", &[Char('S')], &[Detail], detail::scores)
        .when(detail::loaded)
        .patient(),
    Action::new("years", &[Char('Y')], &[Detail], detail::years)
        .when(detail::loaded)
        .patient(),
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
    // Not `b`: that is a verdict on the list one lands on.
    Action::new("roll-up-by", &[Char('r')], &[Rollup], anomalies::by).hint(),
    Action::new(
        "matrix",
        &[Char('m')],
        &[Rollup, Matrix],
        anomalies::toggle_matrix,
    )
    .hint(),
    Action::new("matrix-right", &[Right], &[Matrix], anomalies::right).patient(),
    Action::new("matrix-left", &[Left], &[Matrix], anomalies::left).patient(),
    Action::new(
        "template",
        &[Char('T')],
        &[Detail, Findings],
        note::open_with_template,
    )
    .when(note::templated)
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
    Action::new("clear", &[Char('x')], FILTERED, list::clear)
        .when(list::narrowed)
        .hint(),
    Action::new("mark", &[Char(' ')], &[List, Findings], list::mark).patient(),
    Action::new(
        "mark-range",
        &[Char('r')],
        &[List, Findings],
        list::mark_range,
    )
    .patient(),
    Action::new("mark-all", &[Char('*')], &[List, Findings], list::mark_all).when(list::all_known),
    Action::new("import", &[Char('i')], ALL, imports::start)
        .when(imports::idle)
        .changes()
        .hint(),
    Action::new("stop-import", &[Char('c')], IMPORTS, imports::stop)
        .when(imports::is_running)
        .hint(),
    Action::new("export", &[Char('W')], EXPORTED, export::open),
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
    Action::new("up", &[Up, Char('k')], ALL, motion::up).patient(),
    Action::new("down", &[Down, Char('j')], ALL, motion::down).patient(),
    Action::new("page-up", &[PageUp], ALL, motion::page_up).patient(),
    Action::new("page-down", &[PageDown], ALL, motion::page_down).patient(),
    Action::new("home", &[Home, Char('g')], ALL, motion::home).patient(),
    Action::new("end", &[End, Char('G')], ALL, motion::end).patient(),
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
