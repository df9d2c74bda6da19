//! The files of one import, with what became of each.

use crate::desk::actions::Enabled;
use crate::desk::screens::{Layer, Tab, detail, list};
use crate::desk::theme::Role;
use crate::desk::widgets::Pager;
use crate::desk::window::Window;
use crate::desk::{Ask, Model};
use crate::locales::Lang;
use crate::query::{Field, Query, Test};
use crate::store::{Fate, ImportFileRow, ImportRow};

/// What can be shown of the files: all, or those that met one of these fates. The name makes the
/// text, `imports-show-NAME`.
const SHOWN: [(&str, &[Fate]); 6] = [
    ("all", &[]),
    ("refused", &[Fate::Refused, Fate::PartlyRefused]),
    ("passed", &[Fate::PassedOver]),
    ("revised", &[Fate::Revised]),
    ("new", &[Fate::New]),
    ("unchanged", &[Fate::Unchanged]),
];

/// An import with its files.
#[derive(Debug)]
pub struct Files {
    /// The import.
    pub import: ImportRow,
    /// Its files, by number.
    pub window: Window<u32, ImportFileRow>,
    shown: usize,
    /// Why they could not be had, if they could not.
    pub error: Option<String>,
}

impl Files {
    /// No files are there yet.
    pub fn new(import: ImportRow) -> Self {
        Self {
            import,
            window: Window::default(),
            shown: 0,
            error: None,
        }
    }

    /// What is shown of them: a name, and the fates.
    pub fn shown(&self) -> (&'static str, &'static [Fate]) {
        SHOWN.get(self.shown).copied().unwrap_or(("all", &[]))
    }

    /// What `y` copies: the path, and why something of it was not stored.
    pub fn copied(&self, lang: Lang) -> Option<String> {
        let file = self.window.selected_row()?;
        let said = file.said.iter().map(|said| said.get(lang));
        let parts: Vec<&str> = std::iter::once(file.path.as_str()).chain(said).collect();
        Some(parts.join("\t"))
    }
}

/// Asks for the files again; the selection stays.
pub fn freshen(model: &mut Model) {
    if let Some(files) = &mut model.imports.drilled {
        files.window.refresh();
        files.error = None;
        let import = files.import.id;
        let fates = files.shown().1.to_vec();
        model.ask(Ask::ImportFiles { import, fates });
    }
}

/// Shows the next kind of outcome alone; after the last, all.
pub fn show(model: &mut Model) {
    if let Some(files) = &mut model.imports.drilled {
        files.shown = files.shown.saturating_add(1) % SHOWN.len();
        files.window.restart();
        freshen(model);
    }
}

fn selected(model: &Model) -> Option<&ImportFileRow> {
    model.imports.drilled.as_ref()?.window.selected_row()
}

/// Whether a file is selected.
pub fn some_file(model: &Model) -> Enabled {
    selected(model).map(|_| ()).ok_or("why-no-file")
}

/// Whether there is a reason to read.
pub fn some_reason(model: &Model) -> Enabled {
    match selected(model) {
        None => Err("why-no-file"),
        Some(file) if file.said.is_empty() => Err("why-no-reason"),
        Some(_) => Ok(()),
    }
}

/// Opens the form of the selected file, or lists its forms; where there is none, says why.
pub fn forms(model: &mut Model) {
    let Some(file) = selected(model).cloned() else {
        return;
    };
    match (file.reports.as_slice(), file.source) {
        ([report], _) => detail::open(model, *report, Tab::Imports, None),
        ([], _) | (_, None) => reasons(model),
        (_, Some(source)) => {
            let condition = Query::Field(Field::File, Test::Equals(source));
            let today = model.today();
            model.filter.clear();
            if model
                .filter
                .narrow(&condition, &model.words, &model.views, today)
                .is_ok()
            {
                model.switch(Tab::List);
                list::refilter(model);
            }
        }
    }
}

/// Shows why something of the selected file was not stored, in full.
pub fn reasons(model: &mut Model) {
    let Some(file) = selected(model) else {
        return;
    };
    let words = &model.words;
    let fate = words.text(&format!("fate-{}", file.fate.name()));
    let mut paragraphs = vec![
        (Role::Title, file.path.clone()),
        (Role::Text, fate),
        (Role::Text, String::new()),
    ];
    for said in &file.said {
        let role = if said.refused {
            Role::Error
        } else {
            Role::Notice
        };
        paragraphs.push((role, said.get(words.lang()).to_owned()));
    }
    let page = Pager::new(
        words.text("imports-reasons-title"),
        paragraphs,
        words.text("page-footer"),
    );
    model.layers.push(Layer::Page(page));
}
