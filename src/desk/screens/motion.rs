//! Moving about: one set of keys for every screen.

use super::{Tab, detail, imports, overview};
use crate::desk::Model;
use crate::desk::window::Window;

/// A move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// A line up.
    Up,
    /// A line down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first line.
    Home,
    /// To the last line.
    End,
}

impl Motion {
    /// Moves the selection of a windowed list.
    pub fn apply<I: Copy + Ord, R>(self, window: &mut Window<I, R>) {
        match self {
            Self::Up => window.step(-1),
            Self::Down => window.step(1),
            Self::PageUp => window.page(-1),
            Self::PageDown => window.page(1),
            Self::Home => window.home(),
            Self::End => window.end(),
        }
    }

    /// Moves an index within `count` lines, `page` of them in sight.
    pub fn index(self, at: usize, count: usize, page: usize) -> usize {
        let page = page.saturating_sub(1).max(1);
        match self {
            Self::Up => at.saturating_sub(1),
            Self::Down => at.saturating_add(1),
            Self::PageUp => at.saturating_sub(page),
            Self::PageDown => at.saturating_add(page),
            Self::Home => 0,
            Self::End => usize::MAX,
        }
        .min(count.saturating_sub(1))
    }
}

fn go(model: &mut Model, motion: Motion) {
    match model.tab {
        Tab::List => motion.apply(&mut model.list.window),
        Tab::Detail => detail::go(model, motion),
        Tab::Anomalies => model.anomalies.go(motion),
        Tab::Overview => overview::go(model, motion),
        Tab::Log => motion.apply(&mut model.log.window),
        Tab::Imports => imports::go(model, motion),
    }
}

/// A line up.
pub fn up(model: &mut Model) {
    go(model, Motion::Up);
}

/// A line down.
pub fn down(model: &mut Model) {
    go(model, Motion::Down);
}

/// A page up.
pub fn page_up(model: &mut Model) {
    go(model, Motion::PageUp);
}

/// A page down.
pub fn page_down(model: &mut Model) {
    go(model, Motion::PageDown);
}

/// To the first line.
pub fn home(model: &mut Model) {
    go(model, Motion::Home);
}

/// To the last line.
pub fn end(model: &mut Model) {
    go(model, Motion::End);
}
