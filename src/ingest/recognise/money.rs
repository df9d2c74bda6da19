//! Which unit the amounts of a form are in: 万元, 元, or one that is not counted in.
//!
//! Invariants: a unit counts where a label, a caption or a note prints it, never out of a name or a
//! narrative; an amount that prints another unit than its form is not certain; where the form prints
//! none, the norm (万元) counts and is said, unless anything speaks against it.

use rust_decimal::Decimal;

use super::lexicon::{self, Label};
use super::matrix::{Line, Slot};
use super::regions;
use super::text::LOST;
use crate::form::{Field, Fund, FundLine, Gap, MoneyUnit, Origin, Reading, Repair, Report, fold};

/// What is said where no unit is printed and the norm is taken.
const NORM: &str = "repair-money-unit";

/// Amounts in the norm from which on it is more likely that they are in 元: 10 thousand million yuan.
const LARGE: i64 = 1_000_000;

/// A unit of money in the print of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Printed {
    Known(MoneyUnit),
    /// 千元, 亿元, 美元: amounts that are not counted in; also two units at once.
    Other,
}

/// The units met in one form.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// In the head, in the labels of the money, in notes.
    printed: Option<Printed>,
    /// Below the table, where it may be the caption of what follows.
    below: Option<Printed>,
    /// A label of the money, or a cell with a unit, could not be read whole.
    damaged: bool,
}

impl Units {
    /// Takes what a line in front of the indicators says; in a narrative (`told`) only labels count.
    pub fn take(&mut self, line: &Line, told: bool) {
        let mut before: Option<&Slot> = None;
        for slot in line.own() {
            let value = before.is_some_and(heads_a_text) && slot.label.is_none();
            if slot.folded.contains(['元', '万']) && !value {
                if let Some(unit) = said(slot, before, told) {
                    self.add(unit);
                } else if is_damaged(slot) {
                    self.damaged = true;
                }
            } else if slot.label.is_some_and(is_money) && slot.text.contains(LOST) {
                self.damaged = true;
            }
            before = Some(slot);
        }
    }

    /// Takes what a line below the table says. A note speaks of its form.
    pub fn take_below(&mut self, line: &Line) {
        if !line.source.contains("单") || !line.source.contains('元') {
            return;
        }
        let note = |slot: &Slot| {
            let label = slot
                .label
                .or_else(|| Some(lexicon::labelled(&slot.text)?.0));
            label == Some(Label::Note)
        };
        let is_note = line.slots.first().is_some_and(note);
        for slot in line.own() {
            match named(&fold(&slot.text)) {
                Some(unit) if is_note => self.add(unit),
                Some(unit) => self.below = Some(unit),
                None => {}
            }
        }
    }

    fn add(&mut self, unit: Printed) {
        let other = self.printed.is_some_and(|before| before != unit);
        self.printed = Some(if other { Printed::Other } else { unit });
    }

    /// Settles which unit the amounts are in: the one the form prints, else the one its amounts or
    /// the labels of its rows agree on, else the norm. Takes away the amounts of which it is not certain.
    pub fn settle(self, top: Origin, report: &mut Report) {
        let rows: Vec<Option<Printed>> = report
            .funds
            .iter()
            .map(|fund| label_unit(&fund.label))
            .collect();
        let own = |fund: &Fund| amounts(fund).map(|field| own_unit(&field.printed));
        let own: Vec<Printed> = report.funds.iter().flat_map(own).flatten().collect();
        let form = self.printed.or_else(|| one(own));
        let unit = match form.or_else(|| one(rows.iter().flatten().copied())) {
            Some(unit) => unit,
            None if report.funds.is_empty() => return,
            None if self.damaged
                || self.below.is_some_and(|unit| unit != norm())
                || is_large(report) =>
            {
                return doubt(report);
            }
            None => {
                report.repairs.push(Repair {
                    origin: top,
                    kind: NORM.to_owned(),
                    found: String::new(),
                    read_as: MoneyUnit::default().as_str().to_owned(),
                });
                norm()
            }
        };
        if let Printed::Known(unit) = unit {
            report.money_unit = unit;
        }
        let Report { funds, gaps, .. } = report;
        for (fund, row) in funds.iter_mut().zip(rows) {
            // The unit that one row prints is not that of the others.
            let unsaid = form.is_none() && row.is_none() && unit != norm();
            let row = row.unwrap_or(unit);
            take_away(fund, gaps, |printed| {
                let own = own_unit(printed).unwrap_or(row);
                (own != unit || unit == Printed::Other)
                    .then_some("gap-money-unit")
                    .or(unsaid.then_some("gap-money-unit-unsaid"))
            });
        }
    }
}

const fn norm() -> Printed {
    Printed::Known(MoneyUnit::Wan)
}

/// Whether a line says the unit of what follows: `单位:元`, alone or behind who filled in the form.
pub(super) fn is_caption(line: &Line) -> bool {
    let mut before = None;
    let mut says = false;
    for slot in line.own() {
        if slot.figure || !slot.label.is_none_or(names_nobody) {
            return false;
        }
        says |= slot.folded.contains(['元', '万']) && said(slot, before, false).is_some();
        before = Some(slot);
    }
    says
}

/// Labels that may stand in a caption.
const fn names_nobody(label: Label) -> bool {
    matches!(label, Label::MeasureUnit | Label::Note)
}

/// Of forms in one file: where some count in 元, the norm is a guess for those that print no unit.
pub(super) fn compare(reports: &mut [Report]) {
    let norm = |report: &Report| report.repairs.iter().any(|repair| repair.kind == NORM);
    let others = |report: &Report| !report.funds.is_empty() && report.money_unit == MoneyUnit::Yuan;
    if reports.iter().any(others) {
        for report in reports.iter_mut().filter(|report| norm(report)) {
            report.repairs.retain(|repair| repair.kind != NORM);
            doubt(report);
        }
    }
}

/// Takes away all amounts.
fn doubt(report: &mut Report) {
    let Report { funds, gaps, .. } = report;
    for fund in funds {
        take_away(fund, gaps, |_| Some("gap-money-unit-unsaid"));
    }
}

/// Takes away the amounts of a row for which there is a reason to.
fn take_away(fund: &mut Fund, gaps: &mut Vec<Gap>, reason: impl Fn(&str) -> Option<&'static str>) {
    let name = fund.line.name();
    for (part, field) in [
        ("initial", &mut fund.initial),
        ("annual", &mut fund.annual),
        ("executed", &mut fund.executed),
    ] {
        if field.value().is_none() {
            continue;
        }
        if let Some(reason) = reason(&field.printed) {
            field.reading = Reading::Unreadable;
            gaps.push(Gap {
                origin: field.origin,
                what: format!("fund:{name}/{part}"),
                reason: reason.to_owned(),
                found: field.printed.to_string(),
            });
        }
    }
}

fn amounts(fund: &Fund) -> [&Field<Decimal>; 3] {
    [&fund.initial, &fund.annual, &fund.executed]
}

fn is_large(report: &Report) -> bool {
    let mut amounts = report.funds.iter().flat_map(amounts);
    amounts.any(|field| {
        field
            .value()
            .is_some_and(|value| *value >= Decimal::from(LARGE))
    })
}

/// The one unit that all say.
fn one(units: impl IntoIterator<Item = Printed>) -> Option<Printed> {
    let mut units = units.into_iter();
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}

/// The unit a cell says in front of the indicators.
fn said(slot: &Slot, before: Option<&Slot>, told: bool) -> Option<Printed> {
    let folded = &*slot.folded;
    // A year or a day may stand in front, apart: `2023年度 单位：万元`, `(2023年度) 金额：万元`.
    let part = |part: &str| {
        let part = fold(part);
        named(&part).or_else(|| part.strip_prefix("金额:").and_then(unit))
    };
    let apart = || slot.text.split_whitespace().find_map(part);
    if let Some(unit) = named(folded).or_else(apart) {
        return Some(unit);
    }
    let money = slot.label.is_some_and(is_money);
    if told && !money {
        return None;
    }
    let labelled =
        before.is_some_and(|before| before.folded.trim_end_matches(':').ends_with("单位"));
    let bare = folded
        .strip_prefix('(')
        .and_then(|bare| bare.strip_suffix(')'));
    if let Some(unit) = bare.or(labelled.then_some(folded)).and_then(unit) {
        return Some(unit);
    }
    let total = || lexicon::fund_line(&slot.text) == Some(FundLine::Total);
    let title = || regions::title_kind(&slot.text).is_some();
    // The unit of a part, 其中:财政拨款(元), is that of its row alone.
    let heads_money = || names_money(folded) && lexicon::fund_line(&slot.text).is_none();
    (slot.label.is_some() || total() || title() || heads_money()).then(|| in_label(folded))?
}

/// Whether what stands in front of a bracket is a name of money: `资金(万元)`, `财政拨款金额(元)`.
fn names_money(folded: &str) -> bool {
    let front = folded.split('(').next().unwrap_or_default();
    ["资金", "金额", "预算", "经费", "支出", "拨款", "投入"]
        .iter()
        .any(|word| front.ends_with(word))
}

/// Labels that head amounts.
const fn is_money(label: Label) -> bool {
    matches!(
        label,
        Label::Money | Label::Initial | Label::Annual | Label::Executed | Label::Arrived
    )
}

/// Whether what stands behind a cell is a name or a narrative.
fn heads_a_text(slot: &Slot) -> bool {
    slot.label.is_some_and(|label| {
        matches!(
            label,
            Label::Project
                | Label::Department
                | Label::Unit
                | Label::DepartmentAndUnit
                | Label::Goal
                | Label::GoalBlock
                | Label::Outcome
                | Label::Note
        )
    })
}

/// Whether a cell is about money and characters of it are lost.
fn is_damaged(slot: &Slot) -> bool {
    let amount = slot.text.contains(|c: char| c.is_numeric());
    slot.text.contains(LOST) && !amount
}

/// The unit of a row's label.
fn label_unit(label: &str) -> Option<Printed> {
    in_label(&lexicon::folded(label))
}

/// The unit in the brackets of a label, or behind its stroke: `项目资金(万元)(20分)`, `预算数/元`.
fn in_label(folded: &str) -> Option<Printed> {
    let mut brackets = folded.split('(').skip(1);
    let inner = |bracket: &str| unit(bracket.split(')').next()?);
    let behind = || unit(folded.split_once('/')?.1);
    brackets.find_map(inner).or_else(behind)
}

/// The unit that a text (folded) names as such: `单位:万元`, `金额以元为单位`.
fn named(folded: &str) -> Option<Printed> {
    let mut units = Vec::new();
    for (at, word) in folded.match_indices("单位") {
        let (front, behind) = (
            folded.get(..at)?,
            folded.get(at.saturating_add(word.len())..)?,
        );
        // 填报单位 is somebody.
        let of_money = |word: &&str| front.ends_with(*word);
        let own = front
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric());
        if own
            || [
                "金额", "资金", "货币", "计量", "预算", "币", "表", "数据", "年度",
            ]
            .iter()
            .any(of_money)
        {
            let marked = behind.strip_prefix([':', '为', '是', '均', '(']);
            let clause =
                |behind: &str| Some(behind.split(['。', ';', '(', ')']).next()?.to_owned());
            units.extend(marked.and_then(clause).and_then(|clause| unit(&clause)));
        }
        let counted = front
            .strip_suffix('为')
            .and_then(|front| front.rsplit_once('以'));
        units.extend(counted.and_then(|(_, counted)| unit(counted)));
    }
    let first = *units.first()?;
    Some(if units.iter().all(|unit| *unit == first) {
        first
    } else {
        Printed::Other
    })
}

/// The unit that an amount prints behind its number.
fn own_unit(printed: &str) -> Option<Printed> {
    if !printed.contains('元') {
        return None;
    }
    let folded = fold(printed);
    unit(folded.trim_start_matches(|c: char| c.is_ascii_digit() || ".,-+约¥".contains(c)))
}

/// The unit that a text is, alone or among others: `元`, `人民币万元`, `元、%`.
fn unit(text: &str) -> Option<Printed> {
    let mut units = text.split([',', '、', '%']).filter_map(alone);
    let first = units.next()?;
    Some(if units.all(|unit| unit == first) {
        first
    } else {
        Printed::Other
    })
}

fn alone(text: &str) -> Option<Printed> {
    const IN_FRONT: [&str; 12] = [
        "单位",
        "金额",
        "资金",
        "货币",
        "计量",
        "币种",
        "人民币",
        "为",
        "是",
        "均",
        ":",
        "/",
    ];
    let mut bare = text;
    while let Some(rest) = IN_FRONT.iter().find_map(|word| bare.strip_prefix(word)) {
        bare = rest;
    }
    let bare = bare.trim_end_matches(['/', ':', '-']);
    match bare {
        "元" => Some(Printed::Known(MoneyUnit::Yuan)),
        "万元" | "万" => Some(Printed::Known(MoneyUnit::Wan)),
        _ => {
            // 千元, 万美元, 元/万元, boxes to be ticked, characters that are lost.
            let other =
                |c: char| "元万千百十亿美港欧日澳英加新台币或和/□☑☐☒√✓✔■".contains(c) || c == LOST;
            (bare.contains('元') && bare.chars().all(other)).then_some(Printed::Other)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_money() {
        let (wan, yuan, other) = (
            Some(Printed::Known(MoneyUnit::Wan)),
            Some(Printed::Known(MoneyUnit::Yuan)),
            Some(Printed::Other),
        );
        for (text, unit) in [
            ("项目资金(万元)", wan),
            ("预算执行情况(万元)(20分)", wan),
            ("项目资金(单位:元)", yuan),
            ("年度资金总额(元)", yuan),
            ("资金(单位:人民币万元)", wan),
            ("项目资金(千元)", other),
            ("项目资金(亿元)", other),
            ("项目资金(百万元)", other),
            ("执行率(B/A)", None),
            ("补助资金(每人300元)", None),
            ("补助标准(元/人)", None),
            ("项目资金", None),
        ] {
            assert_eq!(in_label(text), unit, "{text}");
        }
        assert_eq!(named("金额单位:元"), yuan);
        assert_eq!(named("填报单位:金元"), None);
        assert_eq!(own_unit("387,664.62元"), yuan);
        assert_eq!(own_unit("3.5 万美元"), other);
    }
}
