//! A list of which only a window is loaded.
//!
//! Invariants: ids are all that is kept of rows outside the window (8 bytes a row); the selected
//! row stays selected by id, and stays on its screen line, when the ids change under it; asking
//! for rows never asks twice for the same.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Rows kept before those out of sight are forgotten.
const KEPT: usize = 1_000;

/// A windowed list of rows `R` known by `I`.
#[derive(Debug)]
pub struct Window<I, R> {
    ids: Vec<I>,
    /// The ids are all there are; until then only the first page is known.
    complete: bool,
    /// The next ids replace everything: the question has changed.
    anew: bool,
    at: usize,
    top: usize,
    height: usize,
    rows: BTreeMap<I, R>,
    /// Rows that need not be asked for: they are loaded, or known to be gone.
    settled: BTreeSet<I>,
    asked: Vec<I>,
    marked: BTreeSet<I>,
    /// The row to select as soon as it is known where it stands.
    wished: Option<I>,
    /// The row a mark was last put on or taken off: one end of a range.
    anchor: Option<I>,
}

impl<I: Copy + Ord, R> Default for Window<I, R> {
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            complete: false,
            anew: true,
            at: 0,
            top: 0,
            height: 0,
            rows: BTreeMap::new(),
            settled: BTreeSet::new(),
            asked: Vec::new(),
            marked: BTreeSet::new(),
            wished: None,
            anchor: None,
        }
    }
}

impl<I: Copy + Ord, R> Window<I, R> {
    /// The question has changed: the next ids replace the list, and the first row is selected.
    pub fn restart(&mut self) {
        self.anew = true;
        self.complete = false;
    }

    /// The same question is asked again: what is loaded stays in sight until it is replaced.
    pub fn refresh(&mut self) {
        self.settled.clear();
        self.asked.clear();
    }

    /// The first page of ids came.
    pub fn take_first(&mut self, ids: Vec<I>) {
        if self.anew {
            self.replace(ids);
            self.grant();
        }
    }

    /// Selects this row as soon as it is known where it stands, unless the selection is moved before.
    pub const fn wish(&mut self, id: I) {
        self.wished = Some(id);
    }

    fn grant(&mut self) {
        if let Some(id) = self.wished
            && self.select(id)
        {
            self.wished = None;
        }
    }

    /// All ids came.
    pub fn take_all(&mut self, ids: Vec<I>) {
        if self.anew {
            self.replace(ids);
        } else {
            self.exchange(ids);
        }
        self.grant();
        self.wished = None;
        self.complete = true;
    }

    fn replace(&mut self, ids: Vec<I>) {
        self.ids = ids;
        self.anew = false;
        self.at = 0;
        self.top = 0;
        self.asked.clear();
    }

    fn exchange(&mut self, ids: Vec<I>) {
        let line = self.at.saturating_sub(self.top);
        let selected = self.selected();
        self.ids = ids;
        if let Some(selected) = selected
            // Most often nothing moved.
            && self.ids.get(self.at) != Some(&selected)
            && let Some(at) = self.ids.iter().position(|id| *id == selected)
        {
            self.at = at;
        }
        self.at = self.at.min(self.last());
        self.top = self.at.saturating_sub(line);
        self.scroll();
    }

    /// Takes rows off the list; the selection falls to the row before a removed one.
    pub fn remove(&mut self, gone: &BTreeSet<I>) {
        let before = |at: usize| {
            let ids = self.ids.iter().take(at);
            ids.filter(|id| gone.contains(id)).count()
        };
        let (at, top) = (before(self.at), before(self.top));
        let lost = self.selected().is_some_and(|id| gone.contains(&id));
        self.at = self.at.saturating_sub(at + usize::from(lost));
        self.top = self.top.saturating_sub(top);
        self.ids.retain(|id| !gone.contains(id));
        self.at = self.at.min(self.last());
        self.scroll();
    }

    /// Rows came; those asked for that did not come are gone.
    pub fn take_rows(&mut self, rows: impl IntoIterator<Item = (I, R)>) {
        self.settled.extend(self.asked.drain(..));
        for (id, row) in rows {
            self.settled.insert(id);
            self.rows.insert(id, row);
        }
        if self.rows.len() > KEPT {
            let near: BTreeSet<I> = self.near().collect();
            self.rows.retain(|id, _| near.contains(id));
            self.settled.retain(|id| near.contains(id));
        }
    }

    /// Rows that are to be asked for now, if any: those in sight and about a page around them.
    pub fn wanted(&mut self) -> Option<Vec<I>> {
        let missing = |id: &I| !self.settled.contains(id) && !self.asked.contains(id);
        if !self.visible_ids().iter().any(missing) {
            return None;
        }
        // A newer question makes the older one worthless, so all that is missing is asked again.
        self.asked = self
            .near()
            .filter(|id| !self.settled.contains(id))
            .collect();
        Some(self.asked.clone())
    }

    fn near(&self) -> impl Iterator<Item = I> + '_ {
        let margin = self.height.max(1);
        let from = self.top.saturating_sub(margin);
        self.ids
            .iter()
            .copied()
            .skip(from)
            .take(margin.saturating_mul(3))
    }

    /// The list has room for this many rows.
    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.scroll();
    }

    fn last(&self) -> usize {
        self.ids.len().saturating_sub(1)
    }

    fn scroll(&mut self) {
        let height = self.height.max(1);
        if self.at < self.top {
            self.top = self.at;
        } else if self.at >= self.top.saturating_add(height) {
            self.top = self.at.saturating_sub(height.saturating_sub(1));
        }
        // No empty lines below the last row while there are rows above.
        self.top = self.top.min(self.ids.len().saturating_sub(height));
    }

    /// Selects the row `by` lines away (as far as there are rows).
    pub fn step(&mut self, by: isize) {
        self.wished = None;
        self.at = self.at.saturating_add_signed(by).min(self.last());
        self.scroll();
    }

    /// Turns `pages` pages, keeping the selection on its line.
    pub fn page(&mut self, pages: isize) {
        let rows = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1);
        let by = rows.saturating_mul(pages);
        self.top = self.top.saturating_add_signed(by);
        self.step(by);
    }

    /// Selects the first row.
    pub fn home(&mut self) {
        self.wished = None;
        self.at = 0;
        self.scroll();
    }

    /// Selects the last row.
    pub fn end(&mut self) {
        self.wished = None;
        self.at = self.last();
        self.scroll();
    }

    /// Selects the row at `index`.
    pub fn go(&mut self, index: usize) {
        self.at = index.min(self.last());
        self.scroll();
    }

    /// Selects this row, if the list has it.
    pub fn select(&mut self, id: I) -> bool {
        match self.ids.iter().position(|known| *known == id) {
            Some(index) => {
                self.go(index);
                true
            }
            None => false,
        }
    }

    /// The selected row's id.
    pub fn selected(&self) -> Option<I> {
        self.ids.get(self.at).copied()
    }

    /// The selected row, once it is loaded.
    pub fn selected_row(&self) -> Option<&R> {
        self.rows.get(&self.selected()?)
    }

    /// Index of the selected row.
    pub const fn index(&self) -> usize {
        self.at
    }

    /// Number of rows known so far.
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether no row is known.
    pub const fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether [`Self::len`] is the exact number of rows.
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether the answer to the latest question has not come yet.
    pub const fn is_waiting(&self) -> bool {
        self.anew
    }

    /// The rows in sight, from the top; `None` for those not loaded yet.
    pub fn visible(&self) -> impl Iterator<Item = (usize, I, Option<&R>)> {
        self.visible_ids()
            .iter()
            .enumerate()
            .map(|(line, id)| (self.top.saturating_add(line), *id, self.rows.get(id)))
    }

    fn visible_ids(&self) -> &[I] {
        let range: Range<usize> =
            self.top.min(self.ids.len())..self.top.saturating_add(self.height).min(self.ids.len());
        self.ids.get(range).unwrap_or_default()
    }

    /// The rows in sight and about a page around them, as far as they are loaded.
    pub fn near_rows(&self) -> impl Iterator<Item = &R> {
        self.near().filter_map(|id| self.rows.get(&id))
    }

    /// The row at `index`, if it is loaded.
    pub fn row_at(&self, index: usize) -> Option<&R> {
        self.rows.get(self.ids.get(index)?)
    }

    /// Marks the selected row or takes its mark off.
    pub fn toggle_mark(&mut self) {
        let Some(id) = self.selected() else { return };
        self.anchor = Some(id);
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
    }

    /// Marks all rows from the one last marked to the selected one, both included.
    pub fn mark_range(&mut self) {
        let from = self
            .anchor
            .and_then(|anchor| self.ids.iter().position(|id| *id == anchor))
            .unwrap_or(self.at);
        let range = from.min(self.at)..from.max(self.at).saturating_add(1);
        self.marked
            .extend(self.ids.get(range).unwrap_or_default().iter().copied());
        self.anchor = self.selected();
    }

    /// Marks all rows; takes all marks off where all are marked.
    pub fn mark_all(&mut self) {
        if self.ids.iter().all(|id| self.marked.contains(id)) {
            self.clear_marks();
        } else {
            self.marked = self.ids.iter().copied().collect();
        }
    }

    /// Selects the first of these rows below the selected one, else the first of them in the list;
    /// says whether there is one.
    pub fn select_next_of(&mut self, wanted: &[I]) -> bool {
        let wanted: BTreeSet<I> = wanted.iter().copied().collect();
        let places = || {
            let ids = self.ids.iter().enumerate();
            ids.filter(|(_, id)| wanted.contains(id)).map(|(at, _)| at)
        };
        let next = places()
            .find(|at| *at > self.at)
            .or_else(|| places().next());
        if let Some(at) = next {
            self.go(at);
        }
        next.is_some()
    }

    /// Takes all marks off.
    pub fn clear_marks(&mut self) {
        self.marked.clear();
    }

    /// Whether this row is marked.
    pub fn is_marked(&self, id: I) -> bool {
        self.marked.contains(&id)
    }

    /// The marked rows.
    pub const fn marked(&self) -> &BTreeSet<I> {
        &self.marked
    }

    /// The marked rows, in the order of their ids, or the selected one.
    pub fn chosen(&self) -> Vec<I> {
        if self.marked.is_empty() {
            self.selected().into_iter().collect()
        } else {
            self.marked.iter().copied().collect()
        }
    }

    /// A loaded row.
    pub fn row(&self, id: I) -> Option<&R> {
        self.rows.get(&id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(rows: u32, height: usize) -> Window<u32, String> {
        let mut window = Window::default();
        window.resize(height);
        window.take_all((0..rows).collect());
        window
    }

    fn load(window: &mut Window<u32, String>) -> Option<Vec<u32>> {
        let wanted = window.wanted()?;
        window.take_rows(wanted.iter().map(|id| (*id, id.to_string())));
        Some(wanted)
    }

    #[test]
    fn only_the_neighbourhood_is_asked_for_and_only_once() {
        let mut window = window(1_000_000, 20);
        assert_eq!(load(&mut window), Some((0..60).collect()));
        assert_eq!(load(&mut window), None);
        window.end();
        let wanted = load(&mut window).unwrap();
        assert!(wanted.contains(&999_999) && wanted.len() <= 60);
        for _ in 0..500 {
            window.page(-1);
            load(&mut window);
        }
        assert!(window.rows.len() <= KEPT + 60);
    }

    #[test]
    fn the_selected_row_stays_selected_and_on_its_line_when_others_arrive() {
        let mut window = window(100, 10);
        window.go(50);
        window.step(-3);
        let line = window.index() - window.top;
        let grown: Vec<u32> = (200..230).chain(0..100).collect();
        window.take_all(grown);
        assert_eq!(window.selected(), Some(47));
        assert_eq!(window.index() - window.top, line);
    }

    #[test]
    fn the_first_page_of_a_refresh_never_moves_the_cursor() {
        let mut window = window(100, 10);
        window.go(77);
        window.refresh();
        window.take_first((0..30).collect());
        assert_eq!((window.selected(), window.len()), (Some(77), 100));
    }

    #[test]
    fn a_range_is_marked_from_the_last_mark_in_either_direction() {
        let mut window = window(10, 4);
        window.go(6);
        window.toggle_mark();
        window.go(3);
        window.mark_range();
        assert!(window.marked().iter().eq(&[3, 4, 5, 6]));
        window.mark_all();
        assert_eq!(window.marked().len(), 10);
        window.mark_all();
        assert!(window.marked().is_empty());
    }

    #[test]
    fn the_next_of_some_rows_is_below_or_else_the_first() {
        let mut window = window(10, 4);
        window.go(5);
        assert!(window.select_next_of(&[2, 5, 8]));
        assert_eq!(window.selected(), Some(8));
        assert!(window.select_next_of(&[2, 5, 8]));
        assert_eq!(window.selected(), Some(2));
        assert!(!window.select_next_of(&[77]));
    }

    #[test]
    fn a_wish_is_granted_when_the_row_is_known_and_forgotten_when_one_moves() {
        let mut window: Window<u32, String> = Window::default();
        window.resize(10);
        window.wish(77);
        window.take_first((0..30).collect());
        assert_eq!(window.selected(), Some(0));
        window.take_all((0..100).collect());
        assert_eq!(window.selected(), Some(77));
        window.restart();
        window.wish(50);
        window.take_first((0..30).collect());
        window.step(1);
        window.take_all((0..100).collect());
        assert_eq!(window.selected(), Some(1));
    }

    #[test]
    fn rows_that_are_gone_are_not_asked_for_again() {
        let mut window = window(5, 10);
        window.wanted();
        window.take_rows([(0, String::new())]);
        assert_eq!(window.wanted(), None);
    }

    #[test]
    fn a_selection_that_disappears_falls_to_its_neighbour() {
        let mut window = window(10, 4);
        window.end();
        window.take_all((0..5).collect());
        assert_eq!(window.selected(), Some(4));
        window.take_all(Vec::new());
        assert_eq!(window.selected(), None);
    }
}
