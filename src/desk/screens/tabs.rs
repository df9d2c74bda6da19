//! Switching screens, going back, leaving, copying.

use super::{Detail, Tab, anomalies, confirm, detail, export, imports, list, log, overview};
use crate::desk::actions::Scope;
use crate::desk::theme::Role;
use crate::desk::{Effect, Model};

impl Model {
    /// Where the user is, as the table of actions counts places.
    pub(in crate::desk) const fn scope(&self) -> Scope {
        match self.tab {
            Tab::List => Scope::List,
            Tab::Detail => Scope::Detail,
            Tab::Anomalies if self.anomalies.drilled.is_some() => Scope::Findings,
            Tab::Anomalies if self.anomalies.matrix.is_some() => Scope::Matrix,
            Tab::Anomalies => Scope::Rollup,
            Tab::Overview => Scope::Overview,
            Tab::Log => Scope::Log,
            Tab::Imports if self.imports.drilled.is_some() => Scope::ImportFiles,
            Tab::Imports => Scope::Imports,
        }
    }

    /// Whether the rows of the screen are on their way, and those in sight answer an older question.
    pub(in crate::desk) fn awaits_rows(&self) -> bool {
        match self.tab {
            Tab::List => self.list.error.is_none() && self.list.window.is_waiting(),
            Tab::Detail => self.detail.as_ref().is_some_and(Detail::is_waiting),
            Tab::Anomalies => self.anomalies.is_waiting(),
            Tab::Log => self.log.error.is_none() && self.log.window.is_waiting(),
            Tab::Imports => self.imports.is_waiting(),
            Tab::Overview => false,
        }
    }

    /// Switches to a screen and has it show what is true now.
    pub(in crate::desk) fn switch(&mut self, tab: Tab) {
        if tab == Tab::Detail && self.detail.is_none() {
            if self.list.window.is_empty() {
                self.tell(Role::Warning, "why-no-report");
                return;
            }
            list::open(self);
            return;
        }
        self.tab = tab;
        if self.outdated.contains(&tab) {
            self.freshen();
        }
    }

    /// Asks again for what the current screen shows, without moving its selection.
    pub(in crate::desk) fn freshen(&mut self) {
        let tab = self.tab;
        self.outdated.remove(&tab);
        match tab {
            Tab::List => list::freshen(self),
            Tab::Detail => detail::freshen(self),
            Tab::Anomalies => anomalies::freshen(self),
            Tab::Overview => overview::freshen(self),
            Tab::Log => log::freshen(self),
            Tab::Imports => imports::freshen(self),
        }
    }
}

fn by(model: &mut Model, step: usize) {
    let at = Tab::ALL.iter().position(|tab| *tab == model.tab);
    let next = at.unwrap_or(0).saturating_add(step) % Tab::ALL.len();
    match Tab::ALL.get(next) {
        Some(Tab::Log) => log(model),
        Some(tab) => model.switch(*tab),
        None => {}
    }
}

/// The screen to the right.
pub fn next(model: &mut Model) {
    by(model, 1);
}

/// The screen to the left.
pub fn previous(model: &mut Model) {
    by(model, Tab::ALL.len().saturating_sub(1));
}

/// The list of reports.
pub fn list(model: &mut Model) {
    model.switch(Tab::List);
}

/// The form.
pub fn detail(model: &mut Model) {
    model.switch(Tab::Detail);
}

/// The findings.
pub fn anomalies(model: &mut Model) {
    model.switch(Tab::Anomalies);
}

/// How everything is spread.
pub fn overview(model: &mut Model) {
    model.switch(Tab::Overview);
}

/// The log, from its newest entry.
pub fn log(model: &mut Model) {
    if model.tab != Tab::Log {
        log::to_newest(model);
    }
    model.switch(Tab::Log);
}

/// Past imports.
pub fn imports(model: &mut Model) {
    model.switch(Tab::Imports);
}

/// One step back: out of the form, out of a group of findings, out of a filter.
pub fn back(model: &mut Model) {
    match model.tab {
        Tab::Detail => {
            let origin = model.detail.as_ref().map_or(Tab::List, |at| at.origin);
            model.switch(origin);
        }
        Tab::Anomalies if model.anomalies.drilled.is_some() => {
            model.anomalies.drilled = None;
            model.freshen();
        }
        Tab::Anomalies if model.anomalies.matrix.is_some() => anomalies::toggle_matrix(model),
        Tab::Imports if model.imports.drilled.is_some() => {
            model.imports.drilled = None;
            model.freshen();
        }
        Tab::List if !model.list.window.marked().is_empty() => model.list.window.clear_marks(),
        Tab::List | Tab::Anomalies | Tab::Overview if !model.filter.is_empty() => {
            list::clear(model)
        }
        Tab::List => {}
        _ => model.switch(Tab::List),
    }
}

/// Copies what is selected, as text.
pub fn copy(model: &mut Model) {
    let text = match model.tab {
        Tab::List => model
            .list
            .window
            .selected_row()
            .map(|row| format!("{}\t{}", row.unit, row.project)),
        Tab::Detail => detail::copied(model),
        Tab::Anomalies => anomalies::copied(model),
        Tab::Overview => overview::copied(model),
        Tab::Log => model.log.window.selected_row().map(|row| row.text.clone()),
        Tab::Imports => imports::copied(model),
    };
    match text {
        Some(text) => model.effects.push(Effect::Copy(text)),
        None => model.tell(Role::Warning, "why-nothing-selected"),
    }
}

/// Leaves. Nothing can be lost: text not yet saved lies over the screens and takes the keys, and
/// is kept as a draft. An import that runs is asked to finish the file in hand, if the user agrees;
/// asked a second time, the desk does not wait for it.
pub fn quit(model: &mut Model) {
    match &model.imports.running {
        Some(running) if !running.leaving => {
            let values = [
                ("done", running.progress.done.to_string()),
                ("all", running.progress.all.to_string()),
            ];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            let question = model.words.fill("imports-leave-question", &values);
            let title = model.words.text("imports-leave-title");
            confirm::ask(model, title, question, confirm::Deed::Leave);
        }
        _ if model.exporting.is_some() => {
            export::ask(model, "export-leave", confirm::Deed::LeaveExport);
        }
        _ => leave(model),
    }
}

/// Leaves; a file that is being written is given up.
pub fn leave(model: &mut Model) {
    model.keep_session();
    model.effects.push(Effect::Quit);
}
