//! Which cells, and which characters of the narratives, the findings of a form rest on.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::rules::{FieldName, Mark, Place, Severity};
use crate::store::FindingRow;

/// A finding that rests on more parts of the form than this (every score, every weight) is marked
/// at its own place only, until it is selected: where all is marked, nothing is.
const WIDESPREAD: usize = 3;

/// How something is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag {
    /// The gravest of the findings there.
    pub severity: Severity,
    /// The selected finding rests on it.
    pub current: bool,
}

/// All marks of a form.
#[derive(Debug, Default)]
pub struct Marks {
    cells: BTreeMap<(Place, FieldName), Flag>,
    spans: Vec<(Place, Range<usize>, Flag)>,
    places: BTreeMap<Place, Severity>,
}

impl Marks {
    /// The marks of findings that count, and of the selected one in any case.
    pub fn new(findings: &[FindingRow], current: Option<&FindingRow>) -> Self {
        let mut marks = Self::default();
        for finding in findings {
            let is_current = current.is_some_and(|at| at.fingerprint == finding.fingerprint);
            if !finding.verdict.counts() && !is_current {
                continue;
            }
            marks.add(finding, is_current);
        }
        // Later marks lie on top: the selected finding's are drawn last.
        marks
            .spans
            .sort_by_key(|(_, range, flag)| (range.start, flag.current));
        marks
    }

    fn add(&mut self, finding: &FindingRow, current: bool) {
        let severity = finding.severity;
        self.grave(finding.place, severity);
        let places: BTreeSet<Place> = finding.marks.iter().map(|mark| mark.place).collect();
        let own_only = places.len() > WIDESPREAD && !current;
        let seen = |mark: &&Mark| !own_only || mark.place == finding.place;
        for mark in finding.marks.iter().filter(seen) {
            self.grave(mark.place, severity);
            let flag = Flag { severity, current };
            if let Some((start, end)) = mark.span {
                let index = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
                self.spans
                    .push((mark.place, index(start)..index(end), flag));
                continue;
            }
            self.cells
                .entry((mark.place, mark.field))
                .and_modify(|known| {
                    known.severity = known.severity.max(severity);
                    known.current |= current;
                })
                .or_insert(flag);
        }
    }

    fn grave(&mut self, place: Place, severity: Severity) {
        let known = self.places.entry(place).or_insert(severity);
        *known = (*known).max(severity);
    }

    /// How a cell is marked.
    pub fn cell(&self, place: Place, field: FieldName) -> Option<Flag> {
        self.cells.get(&(place, field)).copied()
    }

    /// Whether the selected finding rests on a cell there.
    pub fn is_current(&self, place: Place) -> bool {
        self.cells
            .iter()
            .any(|((of, _), flag)| *of == place && flag.current)
    }

    /// The gravest finding about a part of the form.
    pub fn gravest(&self, place: Place) -> Option<Severity> {
        self.places.get(&place).copied()
    }

    /// The marked characters within `chars` of a narrative, in order.
    pub fn spans(&self, place: Place, chars: Range<usize>) -> Vec<(Range<usize>, Flag)> {
        self.spans
            .iter()
            .filter(|(of, range, _)| {
                *of == place && range.start < chars.end && range.end > chars.start
            })
            .map(|(_, range, flag)| {
                (
                    range.start.max(chars.start)..range.end.min(chars.end),
                    *flag,
                )
            })
            .collect()
    }
}
