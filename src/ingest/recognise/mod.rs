//! The recogniser: forms of every layout, from the cells of any format.
//!
//! It goes by labels ([`lexicon`]) and structure. A grid becomes lines ([`matrix`]), lines become
//! regions of one form each ([`beside`], [`regions`]), a region is walked line by line ([`form`]).
//!
//! Invariants: every form found is a report, refused, or skipped, each with its place; one bad form
//! never stops the others; what was mended is a [`crate::form::Repair`], what was not read a
//! [`crate::form::Gap`], and no value is taken from a row that could be read in two ways.

mod align;
mod beside;
mod cells;
mod damage;
mod ending;
mod execution;
mod form;
mod fund_align;
mod fund_lines;
mod funds;
mod gaps;
mod goals;
mod halves;
mod head;
mod headings;
mod indicators;
mod keyed;
mod labels;
mod lexicon;
mod marks;
mod matrix;
mod money;
mod phrases;
mod rate;
mod regions;
mod repair;
mod spread;
mod text;
mod totals;
mod years;

use matrix::Line;
use regions::{Kind, Region};

use super::Grid;
use crate::form::{Gap, Origin, Report, SourceRow, fold, simplified};
use crate::locales::Catalogue;

/// What became of the forms of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognised {
    /// Forms that were read.
    pub reports: Vec<Report>,
    /// Forms that are there and could not be read.
    pub refused: Vec<Refused>,
    /// Tables that are no project forms.
    pub skipped: Vec<Skipped>,
}

/// A form that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it begins.
    pub origin: Origin,
    /// Its title or project, as far as they are known.
    pub title: String,
    /// Why: a key of the message catalogue, `refuse-…`.
    pub reason: &'static str,
    /// Where it became unreadable.
    pub place: Origin,
    /// The text found there.
    pub found: String,
}

/// A sheet or table that is no form of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it begins.
    pub origin: Origin,
    /// Its title, or the name of the sheet.
    pub title: String,
    /// Why: a key of the message catalogue, `skip-…`.
    pub reason: &'static str,
}

/// The remark of a reader on a sheet that it left out.
pub const HIDDEN_SHEET: &str = "remark-hidden-sheet";

/// Characters of a file quoted in a refusal.
const QUOTED: usize = 40;

impl Refused {
    fn new(region: &Region<'_>, reason: &'static str, place: Origin) -> Self {
        let line = region
            .lines
            .iter()
            .rev()
            .find(|line| line.origin() == place);
        Self {
            origin: region.lines.first().map_or(place, Line::origin),
            title: title_of(region.lines, region.title),
            reason,
            place,
            found: line.map_or_else(String::new, |line| {
                line.source.trim().chars().take(QUOTED).collect()
            }),
        }
    }

    /// Whether no heading of indicators was met.
    fn is_headless(&self) -> bool {
        ["refuse-run-together", "refuse-no-indicators"].contains(&self.reason)
    }

    /// The sentence for the user. Texts taken from the file are not escaped here.
    pub fn message(&self, catalogue: &Catalogue) -> String {
        let place = place(self.place, catalogue);
        let from = self::place(self.origin, catalogue);
        catalogue.fill(
            self.reason,
            &[
                ("title", &self.title),
                ("from", &from),
                ("place", &place),
                ("found", &self.found),
            ],
        )
    }
}

impl Skipped {
    /// The sentence for the user. Texts taken from the file are not escaped here.
    pub fn message(&self, catalogue: &Catalogue) -> String {
        catalogue.fill(
            self.reason,
            &[
                ("title", &self.title),
                ("place", &place(self.origin, catalogue)),
            ],
        )
    }
}

fn place(origin: Origin, catalogue: &Catalogue) -> String {
    let key = if origin.part == 0 {
        "place-in-text"
    } else {
        "place-in-part"
    };
    catalogue.fill(
        key,
        &[
            ("part", &origin.part.to_string()),
            ("row", &origin.row.to_string()),
            ("column", &origin.column.to_string()),
        ],
    )
}

/// Finds the forms of a grid and reads them.
pub fn recognise(grid: &Grid) -> Recognised {
    let mut recognised = Recognised::default();
    let groups = matrix::groups(grid).into_iter().map(keyed::tabulate);
    let sheets = regions::over_sheets(groups.collect());
    for lines in sheets.into_iter().flat_map(beside::apart) {
        let regions = regions::split(&lines);
        if regions.is_empty() {
            recognised.without_form(grid, &lines);
        }
        let mut reads = Vec::new();
        for region in &regions {
            match region.kind {
                Kind::Tail => recognised.refused.push(Refused::new(
                    region,
                    "refuse-no-head",
                    first(region.lines),
                )),
                Kind::WholeDepartment => recognised.skip(region, "skip-whole-department"),
                Kind::Sister => recognised.skip(region, "skip-other-form"),
                Kind::Form => match form::read(region, grid.end) {
                    Ok(read) => reads.push((region, read)),
                    Err(refused) if refused.is_headless() && instructs(&lines) => {
                        recognised.skip_sheet(grid, &lines);
                    }
                    Err(refused) => recognised.refused.push(*refused),
                },
            }
        }
        recognised.keep(reads);
    }
    money::compare(&mut recognised.reports);
    recognised.take_remarks(grid);
    recognised
}

impl Recognised {
    /// Keeps the reports of a run of forms. Where all forms before it end with a total and the last
    /// one of a text does not, the text was cut.
    fn keep(&mut self, mut reads: Vec<(&Region<'_>, form::Read)>) {
        let others = reads.len().saturating_sub(1);
        let before = || reads.iter().take(others);
        let totalled = others > 0 && before().all(|(_, read)| read.totalled);
        let graded = totalled && before().all(|(_, read)| read.report.grade.value().is_some());
        let cut = |read: &form::Read| totalled && read.at_end && !read.totalled;
        if let Some((region, last)) = reads.pop_if(|(_, last)| cut(last)) {
            let refused = Refused::new(region, "refuse-breaks-off", last.end);
            self.refused.push(refused);
        } else if let Some((_, last)) = reads.last_mut()
            && graded
            && last.at_end
            && last.report.grade.value().is_none()
        {
            last.report.gaps.retain(|gap| gap.what != "grade");
            last.report.gaps.push(Gap {
                origin: last.end,
                what: "grade".to_owned(),
                reason: "gap-breaks-off".to_owned(),
                found: last.report.grade.printed.to_string(),
            });
        }
        self.reports
            .extend(reads.into_iter().map(|(_, read)| read.report));
    }

    /// What the reader remarked on is part of how the forms at that place were read; a hidden sheet is
    /// a table that was skipped.
    fn take_remarks(&mut self, grid: &Grid) {
        for remark in &grid.remarks {
            if remark.kind == HIDDEN_SHEET {
                self.skipped.push(Skipped {
                    origin: remark.origin,
                    title: remark.found.chars().take(QUOTED).collect(),
                    reason: "skip-hidden-sheet",
                });
                continue;
            }
            let (part, row) = (remark.origin.part, remark.origin.row);
            for report in &mut self.reports {
                let here = |source: &SourceRow| {
                    (part == 0 || source.part == part) && (row == 0 || source.row == row)
                };
                if report.source.iter().any(here) {
                    report.repairs.push(remark.clone());
                }
            }
        }
    }

    fn skip(&mut self, region: &Region<'_>, reason: &'static str) {
        self.skipped.push(Skipped {
            origin: first(region.lines),
            title: title_of(region.lines, region.title),
            reason,
        });
    }

    /// Lines without any form: nothing, or the words of a form without the cells that order them.
    fn without_form(&mut self, grid: &Grid, lines: &[Line]) {
        let Some(line) = lines.first() else {
            return;
        };
        if runs_together(lines) {
            self.refused.push(Refused {
                origin: line.origin(),
                title: String::new(),
                reason: "refuse-run-together",
                place: line.origin(),
                found: line.source.chars().take(QUOTED).collect(),
            });
            return;
        }
        self.skip_sheet(grid, lines);
    }

    /// Lines that are of no form, by the name of their sheet.
    fn skip_sheet(&mut self, grid: &Grid, lines: &[Line]) {
        let origin = first(lines);
        let name = usize::try_from(origin.part)
            .ok()
            .and_then(|part| grid.part_names.get(part.checked_sub(1)?));
        self.skipped.push(Skipped {
            origin,
            title: name.cloned().unwrap_or_default(),
            reason: "skip-no-form",
        });
    }
}

/// Whether lines begin with a heading that says how a form is filled in.
fn instructs(lines: &[Line]) -> bool {
    let heads = |slot: &matrix::Slot| {
        let text = slot.folded.trim_end_matches(':');
        let ends = [
            "填表说明",
            "填报说明",
            "填写说明",
            "填列说明",
            "编制说明",
            "填表须知",
            "填报须知",
        ];
        ends.iter().any(|end| text.ends_with(end)) || text == "说明"
    };
    lines.first().and_then(Line::only).is_some_and(heads)
}

/// Whether the words of a form are there although no row of it can be told: nothing separates its
/// cells, or every cell stands on a line of its own.
fn runs_together(lines: &[Line]) -> bool {
    let words = [
        "项目名称",
        "主管部门",
        "年度资金总额",
        "一级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
    ];
    let text: String = lines
        .iter()
        .map(|line| simplified(&fold(&line.source)))
        .collect();
    words.iter().filter(|word| text.contains(**word)).count() >= 3
}

fn first(lines: &[Line]) -> Origin {
    lines.first().map_or_else(Origin::default, Line::origin)
}

/// What a region is called: its project, else its title, else nothing.
fn title_of(lines: &[Line], title: Option<usize>) -> String {
    let project = lines.iter().find_map(|line| {
        let mut own = line
            .own()
            .skip_while(|slot| slot.label != Some(lexicon::Label::Project));
        own.next()?;
        let value = own.next().filter(|slot| slot.label.is_none());
        value.map(|slot| text::flow(&slot.text))
    });
    let title = title.and_then(|title| lines.get(title));
    let printed = title.and_then(|line| {
        let slot = line
            .own()
            .find(|slot| regions::title_kind(&slot.text).is_some())?;
        Some(text::flow(&slot.text))
    });
    project
        .or(printed)
        .unwrap_or_default()
        .chars()
        .take(QUOTED)
        .collect()
}
