//! Where an auditor leaves the desk, and back to it the next time: screen, filter, order, columns,
//! row and form. A text in the user's own folder, one a database: looking changes no database. What it
//! says that is no longer so is left out.

use serde::{Deserialize, Serialize};

use super::Model;
use super::screens::{Layout, Tab, detail};
use crate::store::{ReportId, Sort};

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Session {
    screen: String,
    filter: String,
    search: String,
    sort: String,
    columns: String,
    report: Option<i64>,
}

impl Session {
    /// As the desk stands.
    fn of(model: &Model) -> Self {
        let here = model.list.window.selected().map(|id| id.0);
        Self {
            screen: model.tab.name().to_owned(),
            filter: model.filter.text.clone(),
            search: model.filter.search().to_owned(),
            sort: model.list.sort.text(),
            columns: model.list.layout.text(),
            report: match (&model.detail, model.tab) {
                (Some(detail), Tab::Detail) => Some(detail.id.0),
                _ => here,
            },
        }
    }
}

impl Model {
    /// The text to keep, if it is another than the one kept last.
    pub(super) fn session(&mut self) -> Option<String> {
        let session = Session::of(self);
        if self.kept == session {
            return None;
        }
        let text = serde_json::to_string(&session).ok()?;
        self.kept = session;
        Some(text)
    }

    /// Puts the desk as it was left: before anything is asked.
    pub(super) fn restore(&mut self, text: &str) {
        let Ok(session) = serde_json::from_str::<Session>(text) else {
            return;
        };
        let today = self.today();
        // A filter that no longer reads (a view that is gone) leaves the list whole.
        let _ = self
            .filter
            .set_text(&session.filter, &self.words, &self.views, today);
        self.filter
            .set_search(&session.search, &self.words, &self.views, today);
        self.list.sort = Sort::read(&session.sort).unwrap_or_default();
        self.list.layout = Layout::read(&session.columns);
        if let Some(id) = session.report {
            self.list.window.wish(ReportId(id));
        }
        let tab = Tab::ALL
            .into_iter()
            .find(|tab| tab.name() == session.screen);
        self.tab = tab.unwrap_or(Tab::List);
        if self.tab == Tab::Detail {
            self.tab = Tab::List;
            if let Some(id) = session.report {
                detail::open(self, ReportId(id), Tab::List, None);
            }
        }
        self.kept = session;
    }
}
