//! Filters kept under a name, as the desk and the command line know them.

use super::commands;
use super::session::{Listed, Session};
use crate::store::{StoreError, View};

impl Session<'_> {
    /// Lists the views; with a name or a number, uses that one.
    pub(super) fn views(&mut self, typed: &str) -> Result<(), StoreError> {
        let views = self.reader.views(&self.by)?;
        if !typed.is_empty() {
            let index = commands::number(typed)
                .and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
            let named = views.iter().find(|view| view.name == typed);
            let view = named.or_else(|| views.get(index?)).cloned();
            return match view {
                Some(view) => self.use_view(view),
                None => {
                    self.fill("cli-no-view", &[("name", typed)]);
                    Ok(())
                }
            };
        }
        if views.is_empty() {
            self.say("plain-no-views");
        }
        self.listed = Listed::Views;
        for (number, view) in (1..).zip(&views) {
            let number: usize = number;
            let number = number.to_string();
            let name = if view.by == self.by {
                view.name.clone()
            } else {
                format!("{} ({})", view.name, view.by)
            };
            let values = [
                ("number", number.as_str()),
                ("parts", &name),
                ("says", &view.filter),
            ];
            self.fill("plain-finding-line", &values);
        }
        self.say("plain-views-how");
        Ok(())
    }

    fn use_view(&mut self, view: View) -> Result<(), StoreError> {
        self.sort = view.sort;
        self.filter.clear();
        if view.filter.is_empty() {
            return self.list();
        }
        self.narrow(&view.filter)
    }

    /// Keeps the filter in force under a name.
    pub(super) fn save_view(&mut self, name: &str) -> Result<(), StoreError> {
        if name.is_empty() {
            self.say("plain-views-how");
            return Ok(());
        }
        let view = View {
            by: self.by.clone(),
            name: name.to_owned(),
            filter: self.filter.text.clone(),
            sort: self.sort,
            columns: String::new(),
        };
        if let Some(writer) = self.writer() {
            writer.save_view(&view)?;
            self.fill("view-saved", &[("name", name)]);
        }
        Ok(())
    }

    /// Forgets a view of one's own.
    pub(super) fn remove_view(&mut self, name: &str) -> Result<(), StoreError> {
        let by = self.by.clone();
        let Some(writer) = self.writer() else {
            return Ok(());
        };
        let key = if writer.remove_view(&by, name)? {
            "plain-view-removed"
        } else {
            "cli-no-view"
        };
        self.fill(key, &[("name", name)]);
        Ok(())
    }
}
