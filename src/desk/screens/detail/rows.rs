//! The findings of a form as the auditor walks them: one row for each part of the form, however
//! many rules speak of it, and remarks on quality folded away until they are asked for.

use super::Detail;
use crate::desk::Model;
use crate::desk::actions::Enabled;
use crate::rules::{Place, Severity};
use crate::store::{FindingRow, Verdict};

/// What is said of one part of the form: indices of its findings, in their order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The part of the form.
    pub place: Place,
    /// Never empty.
    pub findings: Vec<usize>,
}

/// Findings gathered by part of the form, in the order of their first; notices only on request.
fn gather(findings: &[FindingRow], notices: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        if finding.severity == Severity::Notice && !notices {
            continue;
        }
        match rows.iter_mut().find(|row| row.place == finding.place) {
            Some(row) => row.findings.push(index),
            None => rows.push(Row {
                place: finding.place,
                findings: vec![index],
            }),
        }
    }
    rows
}

impl Detail {
    /// The rows `n` and `p` walk.
    pub(super) fn rows(&self) -> Vec<Row> {
        self.data()
            .map(|data| gather(&data.findings, self.unfolded))
            .unwrap_or_default()
    }

    /// Which of `rows` is selected.
    pub(super) fn row_at(&self, rows: &[Row]) -> Option<usize> {
        let selected = self.finding?;
        rows.iter().position(|row| row.findings.contains(&selected))
    }

    /// The row of a finding: its indices. That of a folded notice has none.
    pub(super) fn row_of(&self, finding: Option<usize>) -> Option<Vec<usize>> {
        let rows = self.rows().into_iter();
        let mut rows = rows.filter(|row| finding.is_some_and(|at| row.findings.contains(&at)));
        rows.next().map(|row| row.findings)
    }

    /// What is selected: the findings of a row, or the one that was picked out of it.
    pub fn current_row(&self) -> Vec<&FindingRow> {
        match (self.data(), self.row_of(self.finding)) {
            (Some(data), Some(row)) if !self.picked => {
                let of = |index: &usize| data.findings.get(*index);
                row.iter().filter_map(of).collect()
            }
            _ => self.current().into_iter().collect(),
        }
    }

    /// Of how many findings in its row the selected one is picked out, and the how manieth it is.
    pub(super) fn picked_of(&self) -> Option<(usize, usize)> {
        let row = self.row_of(self.finding).filter(|_| self.picked)?;
        let at = row.iter().position(|index| Some(*index) == self.finding)?;
        (row.len() > 1).then_some((at.saturating_add(1), row.len()))
    }

    /// How many notices there are in all.
    pub(super) fn notices(&self) -> usize {
        self.data().map_or(0, |data| {
            let notice = |finding: &&FindingRow| finding.severity == Severity::Notice;
            data.findings.iter().filter(notice).count()
        })
    }

    /// The first finding walked at a part of the form.
    pub(super) fn first_at(&self, place: Place) -> Option<usize> {
        let row = self.rows().into_iter().find(|row| row.place == place)?;
        row.findings.first().copied()
    }

    /// The row that follows (or, `back`, comes before) where the cursor stands.
    pub(super) fn neighbour(&self, back: bool) -> Option<usize> {
        let rows = self.rows();
        let row = match (self.row_at(&rows), back) {
            (Some(at), false) => rows.get(at.saturating_add(1)),
            (Some(at), true) => at.checked_sub(1).and_then(|at| rows.get(at)),
            // Nothing is selected: on from the part of the form the cursor stands on.
            (None, false) => rows.iter().find(|row| row.place >= self.place),
            (None, true) => rows.iter().rev().find(|row| row.place < self.place),
        };
        row?.findings.first().copied()
    }

    /// The next finding nobody has decided, in this row first; `decided` have just been.
    pub(super) fn undecided_next(&self, decided: &[[u8; 16]]) -> Option<usize> {
        let rows = self.rows();
        let from = self.row_at(&rows).unwrap_or(0);
        let data = self.data()?;
        let pending = |index: &usize| {
            data.findings.get(*index).is_some_and(|finding| {
                finding.verdict == Verdict::Pending && !decided.contains(&finding.fingerprint)
            })
        };
        let after = rows.iter().skip(from);
        let mut open = after.flat_map(|row| row.findings.iter().copied().filter(pending));
        // Picked out of a row: on from there, and then what stands before it.
        let on = self.row_of(self.finding).filter(|_| self.picked);
        on.into_iter()
            .flatten()
            .find(|index| Some(*index) > self.finding && pending(index))
            .or_else(|| open.next())
    }

    /// Shows the notices among the findings, or folds them away.
    pub(super) fn fold(&mut self, unfolded: bool) {
        self.unfolded = unfolded;
        let shown = self.row_at(&self.rows()).is_some();
        if self.finding.is_some() && !shown {
            self.finding = self.first_at(self.place);
            self.picked = false;
        }
    }
}

/// Whether the selected row has several findings to go through one by one.
pub fn several_here(model: &Model) -> Enabled {
    let row = model
        .detail
        .as_ref()
        .and_then(|detail| detail.row_of(detail.finding));
    match row {
        Some(row) if row.len() > 1 => Ok(()),
        _ => Err("why-one-here"),
    }
}

/// Picks the next finding out of the selected row; after its last, the whole row again.
pub fn next_of_row(model: &mut Model) {
    let Some(detail) = &mut model.detail else {
        return;
    };
    let Some(row) = detail.row_of(detail.finding) else {
        return;
    };
    let next = match row.iter().position(|index| Some(*index) == detail.finding) {
        Some(at) if detail.picked => row.get(at.saturating_add(1)),
        _ => row.first(),
    };
    detail.picked = next.is_some();
    detail.finding = next.or(row.first()).copied();
    super::show(model);
}

/// Whether there are notices to fold or unfold.
pub fn some_notice(model: &Model) -> Enabled {
    match &model.detail {
        Some(detail) if detail.notices() > 0 => Ok(()),
        _ => Err("why-no-notice"),
    }
}

/// Folds or unfolds the notices.
pub fn fold(model: &mut Model) {
    if let Some(detail) = &mut model.detail {
        detail.fold(!detail.unfolded);
        if detail.finding.is_none() {
            detail.finding = detail.first_at(detail.place);
        }
    }
    super::show(model);
}
