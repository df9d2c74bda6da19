//! 导入: past imports and the one that runs; what became of each file; new ones are begun here.
//!
//! The lists come from the database alone, where every import, of this desk or another, of the
//! command line too, is remembered file by file; only the progress of the one this desk has begun
//! comes from its thread.

mod draw;
mod files;
mod running;
mod start;

use draw::rows;

pub use draw::draw;
pub use files::{Files, forms, reasons, show, some_file, some_reason};
pub use running::{Running, idle, is_running, news, status, stop, stop_and_leave};
pub use start::{Dialog, open as start};

use ratatui::layout::Rect;

use super::Tab;
use super::motion::Motion;
use crate::desk::actions::Enabled;
use crate::desk::window::Window;
use crate::desk::{Ask, Model};
use crate::store::{ImportId, ImportRow};

/// Imports asked for at a time.
const PAGE: usize = 200;

/// The imports screen.
#[derive(Debug, Default)]
pub struct Imports {
    /// The imports, newest first.
    pub window: Window<ImportId, ImportRow>,
    rows: Vec<ImportRow>,
    /// Older imports were asked for.
    older: bool,
    /// There are no older ones.
    complete: bool,
    /// The import one looks into, with its files.
    pub drilled: Option<Files>,
    /// The import this desk has begun and that has not ended.
    pub running: Option<Running>,
    /// The import to be selected once it is there.
    landing: Option<ImportId>,
    /// The path typed last: it is there again when the dialog is opened.
    typed: String,
    /// Why the imports could not be had, if they could not.
    pub error: Option<String>,
}

impl Imports {
    /// Whether rows are on their way.
    pub fn is_waiting(&self) -> bool {
        match &self.drilled {
            Some(files) => files.error.is_none() && files.window.is_waiting(),
            None => self.error.is_none() && self.window.is_waiting(),
        }
    }

    /// Room for rows.
    pub fn resize(&mut self, body: Rect) {
        self.window.resize(usize::from(rows(body, false)));
        if let Some(drilled) = &mut self.drilled {
            drilled.window.resize(usize::from(rows(body, true)));
        }
    }
}

/// Asks for what the screen shows again.
pub fn freshen(model: &mut Model) {
    let imports = &mut model.imports;
    let limit = imports.rows.len().max(PAGE);
    imports.older = false;
    imports.error = None;
    model.ask(Ask::Imports {
        limit,
        before: None,
    });
    files::freshen(model);
}

/// Asks for older imports when the end is near, and for files in sight.
pub fn settle(model: &mut Model) {
    if model.tab != Tab::Imports {
        return;
    }
    if let Some(drilled) = &mut model.imports.drilled {
        if let Some(numbers) = drilled.window.wanted() {
            let import = drilled.import.id;
            model.ask(Ask::ImportFileRows { import, numbers });
        }
        return;
    }
    let imports = &mut model.imports;
    let near = imports.window.index().saturating_add(PAGE / 2) >= imports.rows.len();
    if imports.complete || imports.older || !near {
        return;
    }
    if let Some(before) = imports.rows.last().map(|row| row.id) {
        imports.older = true;
        model.ask(Ask::Imports {
            limit: PAGE,
            before: Some(before),
        });
    }
}

/// Takes imports in.
pub fn take(model: &mut Model, rows: Vec<ImportRow>) {
    let imports = &mut model.imports;
    if imports.older {
        imports.complete = rows.len() < PAGE;
        imports.rows.extend(rows);
    } else {
        imports.complete = rows.len() < imports.rows.len().max(PAGE);
        imports.rows = rows;
    }
    imports.older = false;
    let ids = imports.rows.iter().map(|row| row.id).collect();
    imports.window.take_all(ids);
    imports.window.refresh();
    let rows = imports.rows.iter().map(|row| (row.id, row.clone()));
    imports.window.take_rows(rows);
    if let Some(id) = imports.landing
        && imports.window.select(id)
    {
        imports.landing = None;
    }
    if let Some(drilled) = &mut imports.drilled
        && let Some(row) = imports.rows.iter().find(|row| row.id == drilled.import.id)
    {
        drilled.import = row.clone();
    }
}

/// Moves the selection.
pub fn go(model: &mut Model, motion: Motion) {
    match &mut model.imports.drilled {
        Some(drilled) => motion.apply(&mut drilled.window),
        None => motion.apply(&mut model.imports.window),
    }
}

/// Whether an import is selected.
pub fn some_import(model: &Model) -> Enabled {
    let selected = model.imports.window.selected_row();
    selected.map(|_| ()).ok_or("why-no-import")
}

/// Shows the files of the selected import.
pub fn drill(model: &mut Model) {
    if let Some(import) = model.imports.window.selected_row().cloned() {
        model.imports.drilled = Some(Files::new(import));
        files::freshen(model);
    }
}

/// What `y` copies.
pub fn copied(model: &Model) -> Option<String> {
    match &model.imports.drilled {
        Some(drilled) => drilled.copied(model.words.lang()),
        None => model
            .imports
            .window
            .selected_row()
            .map(|row| row.paths.join("\n")),
    }
}
