//! How the columns of the list are laid out: which are hidden, wider than usual, frozen on the left,
//! and how far the others are moved away under the frozen ones. Kept with a view and a session as a
//! short text.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Kind;

/// The least and the most a column can be widened by.
const WIDER: std::ops::RangeInclusive<i16> = -12..=60;

/// The layout of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Columns the user does not want.
    pub hidden: BTreeSet<Kind>,
    /// Columns the user wants wherever they have room, though a list as wide as this lacks them.
    pub shown: BTreeSet<Kind>,
    /// By how much columns are wider.
    pub wider: BTreeMap<Kind, i16>,
    /// How many columns stay where they are when the others move.
    pub frozen: usize,
    /// How many columns have moved away.
    pub shift: usize,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            hidden: BTreeSet::new(),
            shown: BTreeSet::new(),
            wider: BTreeMap::new(),
            frozen: 2,
            shift: 0,
        }
    }
}

impl Layout {
    /// Hides a column, or shows it again. The last one stays.
    pub fn toggle(&mut self, kind: Kind, in_sight: bool) {
        if in_sight {
            self.shown.remove(&kind);
            if self.hidden.len() + 1 < Kind::all().len() {
                self.hidden.insert(kind);
            }
        } else {
            self.hidden.remove(&kind);
            self.shown.insert(kind);
        }
    }

    /// Makes a column wider, or narrower.
    pub fn widen(&mut self, kind: Kind, by: i16) {
        let wider = self.wider.entry(kind).or_default();
        *wider = wider.saturating_add(by).clamp(*WIDER.start(), *WIDER.end());
        if *wider == 0 {
            self.wider.remove(&kind);
        }
    }

    /// As a text that [`Self::read`] reads; empty for the usual layout.
    pub fn text(&self) -> String {
        let names = |kinds: &BTreeSet<Kind>| {
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            names.join(",")
        };
        let wider: Vec<String> = self
            .wider
            .iter()
            .map(|(kind, by)| format!("{}:{by}", kind.name()))
            .collect();
        let mut parts = Vec::new();
        for (name, value) in [
            ("hide", names(&self.hidden)),
            ("show", names(&self.shown)),
            ("wider", wider.join(",")),
        ] {
            if !value.is_empty() {
                parts.push(format!("{name}={value}"));
            }
        }
        if self.frozen != Self::default().frozen {
            parts.push(format!("freeze={}", self.frozen));
        }
        parts.join(";")
    }

    /// Reads what [`Self::text`] wrote; what it does not know is left out.
    pub fn read(text: &str) -> Self {
        let mut layout = Self::default();
        for part in text.split(';') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let kinds = || value.split(',').filter_map(Kind::named);
            match name {
                "hide" => layout.hidden = kinds().collect(),
                "show" => layout.shown = kinds().collect(),
                "freeze" => layout.frozen = value.parse().unwrap_or(layout.frozen),
                "wider" => {
                    for (kind, by) in value.split(',').filter_map(|one| one.split_once(':')) {
                        if let (Some(kind), Ok(by)) = (Kind::named(kind), by.parse()) {
                            layout.widen(kind, by);
                        }
                    }
                }
                _ => {}
            }
        }
        layout
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_reads_back_from_its_text() {
        let mut layout = Layout::default();
        assert_eq!(layout.text(), "");
        layout.toggle(Kind::Unit, true);
        layout.toggle(Kind::Notes, false);
        layout.widen(Kind::Project, 8);
        layout.widen(Kind::Rate, -2);
        layout.frozen = 1;
        assert_eq!(Layout::read(&layout.text()), layout);
        assert_eq!(
            Layout::read("nonsense=x;wider=project:many;hide=what"),
            Layout::default()
        );
    }

    #[test]
    fn one_column_always_stays() {
        let mut layout = Layout::default();
        for kind in Kind::all() {
            layout.toggle(kind, true);
        }
        assert_eq!(layout.hidden.len(), Kind::all().len() - 1);
    }
}
