//! What a form leaves open: values that could not be read, parts that are not there.

use super::lexicon::Label;
use super::matrix::{Line, Slot};
use super::text::{LOST, is_error, lacks_its_number};
use crate::form::{Field, Fund, Gap, Indicator, Origin, Reading, Report};

/// Notes every gap of a report that has been read from `lines`.
pub(super) fn note(report: &mut Report, lines: &[Line]) {
    let top = lines.first().map_or_else(Origin::default, Line::origin);
    let end = lines.last().map_or_else(Origin::default, Line::origin);
    let mut gaps = Gaps(std::mem::take(&mut report.gaps));
    gaps.head(report, top);
    for fund in &report.funds {
        gaps.fund(fund);
    }
    for (number, indicator) in (1usize..).zip(&report.indicators) {
        gaps.indicator(number, indicator);
    }
    if report.funds.is_empty() {
        gaps.missing("funds", top);
    }
    if report.total_score.is_absent() && report.total_weight.is_absent() {
        gaps.missing("total", end);
    }
    report.gaps = gaps.0;
}

/// Notes the headings that have no known meaning, where one of `needed` has no heading at all: one of
/// them may be it, and what stands below is not read. `what` is the part of the form, as of a gap.
pub(super) fn note_unknown_headings(slots: &[&Slot], needed: &[&str], report: &mut Report) {
    let unknown = |slot: &&&Slot| slot.label.is_none() && slot.is_filled() && !slot.figure;
    let mut unknown = slots.iter().filter(unknown).peekable();
    let Some(first) = unknown.peek().map(|slot| slot.origin) else {
        return;
    };
    let found: Vec<&str> = unknown.map(|slot| &*slot.text).collect();
    let found: String = found.join("、").chars().take(80).collect();
    for what in needed {
        if !report.gaps.iter().any(|gap| gap.what == *what) {
            report.gaps.push(Gap {
                origin: first,
                what: (*what).to_owned(),
                reason: "gap-unknown-heading".to_owned(),
                found: found.clone(),
            });
        }
    }
}

/// Notes headings of one meaning, of which none is read because nobody can tell which one counts.
pub(super) fn note_headings_alike(slots: &[&Slot], what: &str, label: Label, report: &mut Report) {
    let alike = || slots.iter().filter(|slot| slot.label == Some(label));
    if let Some(second) = alike().nth(1) {
        let found: Vec<&str> = alike().map(|slot| &*slot.text).collect();
        report.gaps.push(Gap {
            origin: second.origin,
            what: what.to_owned(),
            reason: "gap-headings-alike".to_owned(),
            found: found.join("、").chars().take(80).collect(),
        });
    }
}

struct Gaps(Vec<Gap>);

impl Gaps {
    fn head(&mut self, report: &Report, top: Origin) {
        self.present("year", &report.year, "gap-year", top);
        self.present("project", &report.project, "gap-lost-characters", top);
        self.present("department", &report.department, "gap-lost-characters", top);
        self.present("unit", &report.unit, "gap-lost-characters", top);
        self.present("goal", &report.goal, "gap-lost-characters", top);
        self.present("outcome", &report.outcome, "gap-lost-characters", top);
        self.read("total_weight", &report.total_weight, "gap-not-a-number");
        self.read("total_score", &report.total_score, "gap-not-a-number");
        self.read("grade", &report.grade, "gap-grade");
    }

    fn fund(&mut self, fund: &Fund) {
        let name = fund.line.name();
        let whole = format!("fund:{name}");
        if self.0.iter().any(|gap| gap.what == whole) && fund.rate.value().is_none() {
            return;
        }
        for (part, field) in [
            ("initial", &fund.initial),
            ("annual", &fund.annual),
            ("executed", &fund.executed),
            ("weight", &fund.weight),
            ("score", &fund.score),
        ] {
            self.read(&format!("fund:{name}/{part}"), field, "gap-not-a-number");
        }
        self.read(&format!("fund:{name}/rate"), &fund.rate, "gap-rate");
    }

    fn indicator(&mut self, number: usize, row: &Indicator) {
        let what = |part: &str| format!("indicator:{number}/{part}");
        let whole = format!("indicator:{number}");
        let astray = |gap: &Gap| gap.what == whole && gap.reason.ends_with("-misaligned");
        if self.0.iter().any(astray) {
            return;
        }
        for (part, field) in [("level1", &row.level1), ("level2", &row.level2)] {
            let reason = if field.printed.is_empty() {
                "gap-label-unsure"
            } else {
                "gap-lost-characters"
            };
            self.read(&what(part), field, reason);
        }
        for (part, field) in [("name", &row.name), ("reason", &row.reason)] {
            self.read(&what(part), field, "gap-lost-characters");
        }
        for (part, field) in [("target", &row.target), ("actual", &row.actual)] {
            let reason = if lacks_its_number(&field.printed) {
                "gap-number-lost"
            } else {
                "gap-number-too-long"
            };
            self.read(&what(part), field, reason);
        }
        for (part, field) in [("weight", &row.weight), ("score", &row.score)] {
            // Said of the whole column.
            if self.0.iter().any(|gap| gap.what == part) {
                continue;
            }
            self.read(&what(part), field, "gap-not-a-number");
        }
        if row.name.is_blank() || row.name.is_absent() {
            self.0.push(Gap {
                origin: row.target.origin,
                what: what("name"),
                reason: "gap-no-name".to_owned(),
                found: row.target.printed.to_string(),
            });
        }
    }

    fn present<T>(&mut self, what: &str, field: &Field<T>, reason: &str, top: Origin) {
        if field.is_absent() {
            self.missing(what, top);
        }
        self.read(what, field, reason);
    }

    fn missing(&mut self, what: &str, origin: Origin) {
        self.0.push(Gap {
            origin,
            what: what.to_owned(),
            reason: "gap-not-there".to_owned(),
            found: String::new(),
        });
    }

    /// A field that holds text nobody can be sure of.
    fn read<T>(&mut self, what: &str, field: &Field<T>, reason: &str) {
        let said = || self.0.iter().any(|gap| gap.what == what);
        if matches!(field.reading, Reading::Unreadable) && !said() {
            let reason = match &field.printed {
                printed if printed.contains(LOST) => "gap-lost-characters",
                printed if is_error(printed) => "gap-cell-error",
                _ => reason,
            };
            self.0.push(Gap {
                origin: field.origin,
                what: what.to_owned(),
                reason: reason.to_owned(),
                found: field.printed.chars().take(80).collect(),
            });
        }
    }
}
