//! Walking over the parts of a form, from one with findings to the next, and to the next form.

use super::form::FormLine;
use super::{Detail, Landing, Pane, form_height, laid_out, open};
use crate::desk::Model;
use crate::desk::screens::motion::Motion;
use crate::desk::theme::Role;
use crate::rules::Place;

/// The next part of the form with findings; after the last, the next report.
pub fn next_finding(model: &mut Model) {
    let Some(detail) = &mut model.detail else {
        return;
    };
    let next = detail.neighbour(false);
    if next.is_some() {
        detail.select(next);
        show(model);
    } else if std::mem::replace(&mut detail.at_end, true) {
        step_report(model, 1, Landing::First);
    } else {
        let key = if model.detail.as_ref().is_none_or(|at| at.rows().is_empty()) {
            "detail-no-finding"
        } else {
            "detail-last-finding"
        };
        model.tell(Role::Notice, key);
    }
}

/// The part with findings before.
pub fn previous_finding(model: &mut Model) {
    let Some(detail) = &mut model.detail else {
        return;
    };
    match detail.neighbour(true) {
        Some(before) => {
            detail.select(Some(before));
            show(model);
        }
        None => model.tell(Role::Notice, "detail-first-finding"),
    }
}

/// The next report of the list.
pub fn next_report(model: &mut Model) {
    step_report(model, 1, Landing::Head);
}

/// The report before in the list.
pub fn previous_report(model: &mut Model) {
    step_report(model, -1, Landing::Head);
}

fn step_report(model: &mut Model, by: isize, landing: Landing) {
    let Some((id, origin)) = model.detail.as_ref().map(|at| (at.id, at.origin)) else {
        return;
    };
    let window = &mut model.list.window;
    // The form may have been reached another way: then the list follows it first.
    window.select(id);
    window.step(by);
    match window.selected() {
        Some(next) if next != id => {
            open(model, next, origin, None);
            if let Some(detail) = &mut model.detail {
                detail.landing = landing;
            }
        }
        _ => model.tell(Role::Notice, "detail-no-more-reports"),
    }
}

/// Moves the cursor over the parts of the form; a part higher than the screen is scrolled through.
pub fn go(model: &mut Model, motion: Motion) {
    let body = model.body();
    let Some(lines) = laid_out(model, body) else {
        return;
    };
    let height = form_height(model, body);
    let Some(detail) = &mut model.detail else {
        return;
    };
    if detail.pane == Pane::Full {
        return detail.go_over_rows(motion, usize::from(body.height));
    }
    let places = detail.places();
    let at = places
        .iter()
        .position(|place| *place == detail.place)
        .unwrap_or(0);
    let (first, last) = extent(&lines, detail.place);
    let bottom = detail.top.saturating_add(height);
    let end = lines.len().saturating_sub(height);
    match motion {
        Motion::Down if last >= bottom || at + 1 == places.len() => {
            detail.top = detail.top.saturating_add(1).min(end);
            return;
        }
        Motion::Up if first < detail.top => {
            detail.top = detail.top.saturating_sub(1);
            return;
        }
        Motion::PageDown | Motion::PageUp => {
            let page = height.saturating_sub(1).max(1);
            detail.top = if motion == Motion::PageDown {
                detail.top.saturating_add(page).min(end)
            } else {
                detail.top.saturating_sub(page)
            };
            let seen = lines.iter().skip(detail.top).find_map(|line| line.place);
            if let Some(place) = seen {
                detail.stand_on(place);
            }
            return;
        }
        _ => {}
    }
    if let Some(place) = places.get(motion.index(at, places.len(), height)) {
        detail.stand_on(*place);
    }
    if motion == Motion::End {
        detail.top = end;
    }
    show(model);
}

impl Detail {
    /// Moves where only the findings are in sight: from row to row.
    fn go_over_rows(&mut self, motion: Motion, height: usize) {
        let rows = self.rows();
        let to = match (self.row_at(&rows), motion) {
            (None, Motion::Down) => 0,
            (at, motion) => motion.index(at.unwrap_or(0), rows.len(), height),
        };
        if let Some(row) = rows.get(to) {
            self.select(row.findings.first().copied());
        }
    }
}

/// Brings the cursor into sight.
pub fn show(model: &mut Model) {
    let body = model.body();
    let Some(lines) = laid_out(model, body) else {
        return;
    };
    let height = form_height(model, body).max(1);
    let Some(detail) = &mut model.detail else {
        return;
    };
    let (first, last) = spot(&lines, detail.place);
    // The heading above is shown with its first line.
    let from = first.saturating_sub(1);
    if from < detail.top {
        detail.top = from;
    } else if last >= detail.top.saturating_add(height) {
        detail.top = last.saturating_add(1).saturating_sub(height).min(from);
    }
    detail.top = detail.top.min(lines.len().saturating_sub(height));
}

/// Where the eye should be: the lines of `place` the selected finding rests on, else all of them.
pub(super) fn spot(lines: &[FormLine], place: Place) -> (usize, usize) {
    let disputed = |line: &FormLine| line.place == Some(place) && line.current;
    match (
        lines.iter().position(disputed),
        lines.iter().rposition(disputed),
    ) {
        (Some(first), Some(last)) => (first, last),
        _ => extent(lines, place),
    }
}

/// First and last line of a part of the form.
pub(super) fn extent(lines: &[FormLine], place: Place) -> (usize, usize) {
    let mine = |line: &FormLine| line.place == Some(place);
    let first = lines.iter().position(mine).unwrap_or(0);
    (first, lines.iter().rposition(mine).unwrap_or(first))
}
