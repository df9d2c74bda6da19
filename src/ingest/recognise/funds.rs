//! The fund table (项目资金): amounts under headings, or beside labels.

use std::rc::Rc;

use rust_decimal::Decimal;
use smol_str::format_smolstr;

use super::lexicon::{self, Label};
use super::matrix::{Columns, Line, Slot};
use super::{gaps, goals, rate, text, years};
use crate::form::{Field, Fund, FundLine, Gap, Origin, Report, is_no_value, parse_percent};

/// A column of the fund table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    Initial,
    Annual,
    Executed,
    Weight,
    Rate,
    Score,
}

/// A fund table whose headings have been read.
#[derive(Debug)]
pub(super) enum Table {
    /// Amounts across, lines of money down: the usual one.
    Amounts {
        columns: Columns<Amount>,
        rate_in_percent: bool,
        /// The weight of the execution, where a label says it and no column: 得分(20分*执行率).
        weight: Field<Decimal>,
    },
    /// Lines of money across (中央 | 省 | 本级 | 合计), amounts down.
    /// A column is the number of its line among the report's funds.
    Lines(Columns<usize>),
}

impl Amount {
    const fn of(label: Label) -> Option<Self> {
        Some(match label {
            Label::Initial => Self::Initial,
            Label::Annual => Self::Annual,
            Label::Executed => Self::Executed,
            Label::Rate => Self::Rate,
            Label::Weight => Self::Weight,
            Label::Score => Self::Score,
            _ => return None,
        })
    }

    const fn is_money(self) -> bool {
        matches!(
            self,
            Self::Initial | Self::Annual | Self::Executed | Self::Rate
        )
    }
}

fn amount_of(slot: &Slot) -> Option<Amount> {
    slot.label.and_then(Amount::of)
}

/// Whether a line heads a fund table: two kinds of amounts side by side and no figure.
pub(super) fn is_header(line: &Line) -> bool {
    let mut kinds: Vec<Amount> = line
        .own()
        .filter_map(amount_of)
        .filter(|kind| kind.is_money())
        .collect();
    kinds.dedup();
    let arrived = usize::from(line.has(Label::Arrived));
    kinds.len().saturating_add(arrived) >= 2 && !line.own().any(|slot| slot.figure)
}

/// Reads the headings; of headings in two rows (预算数 over 年初预算数 and 全年预算数) the lower ones
/// count where there are any. The second value says how many lines they take.
pub(super) fn header(line: &Line, next: Option<&Line>, report: &mut Report) -> (Table, usize) {
    let lower = next.filter(|next| is_header(next));
    let mut headings: Vec<&Slot> = lower
        .into_iter()
        .flat_map(|lower| lower.slots.iter().filter(|slot| slot.is_filled()))
        .collect();
    let covered = |slot: &Slot, lower: &[&Slot]| {
        lower
            .iter()
            .any(|below| below.column < slot.end && below.end > slot.column)
    };
    let upper: Vec<&Slot> = line
        .slots
        .iter()
        .filter(|slot| slot.is_filled() && !covered(slot, &headings))
        .collect();
    headings.extend(upper);
    headings.sort_by_key(|slot| slot.column);
    let headings = years::own(headings, report.year.value().copied());
    let headings: Vec<&Slot> = headings.iter().collect();
    let original = original(&headings);
    let annual = headings
        .iter()
        .any(|slot| slot.label == Some(Label::Annual));
    let executed = headings
        .iter()
        .find(|slot| slot.label == Some(Label::Executed))
        .map_or(0, |slot| slot.column);
    let columns = Columns::new(headings.iter().copied(), |slot| {
        // 年度预算数 heads the block in one layout and the column in another.
        let is_column = slot.folded.starts_with("年度预算数")
            && (slot.column.saturating_add(1) == executed || has_figure_below(slot, next));
        if !annual && is_column {
            Some(Amount::Annual)
        } else {
            match slot.label {
                _ if original == Some(slot.column) => Some(Amount::Initial),
                Some(Label::OwnTotal) => Some(Amount::Score),
                _ => amount_of(slot),
            }
        }
    });
    let mut needed = Vec::new();
    if !columns.has(Amount::Initial) && !columns.has(Amount::Annual) {
        needed.push("fund:total/annual");
    }
    if !columns.has(Amount::Executed) {
        needed.push("fund:total/executed");
    }
    let first = headings.iter().position(|slot| amount_of(slot).is_some());
    let behind = headings.get(first.unwrap_or(0)..).unwrap_or_default();
    gaps::note_unknown_headings(behind, &needed, report);
    for slot in headings.iter().filter(|slot| slot.label.is_none()) {
        if slot.text.contains(text::LOST) {
            report.gaps.push(Gap {
                origin: slot.origin,
                what: "funds".to_owned(),
                reason: "gap-lost-characters".to_owned(),
                found: slot.text.to_string(),
            });
        }
    }
    let rate = headings.iter().find(|slot| slot.label == Some(Label::Rate));
    let table = Table::Amounts {
        weight: if columns.has(Amount::Weight) {
            Field::absent()
        } else {
            weight_in_labels(line)
        },
        columns,
        rate_in_percent: rate.is_some_and(|slot| slot.text.contains(['%', '％'])),
    };
    (table, if lower.is_some() { 2 } else { 1 })
}

/// Of two budgets, one of them the adjusted one, the other stands for the one at the year's begin.
fn original(headings: &[&Slot]) -> Option<u32> {
    let annual = |slot: &&&Slot| slot.label == Some(Label::Annual);
    let adjusted = |slot: &Slot| slot.folded.contains("调整");
    let mut budgets = headings.iter().filter(annual);
    let (first, second, more) = (budgets.next()?, budgets.next()?, budgets.next());
    let initial = headings
        .iter()
        .any(|slot| slot.label == Some(Label::Initial));
    (more.is_none() && !initial && !adjusted(first) && adjusted(second)).then_some(first.column)
}

/// Whether a line heads a list of what the money was spent on: no line of it is a kind of money.
pub(super) fn heads_a_list_of_spending(line: &Line) -> bool {
    const SPENT_ON: [&str; 14] = [
        "支出内容",
        "支出明细",
        "支出项目",
        "支出用途",
        "资金用途",
        "用途",
        "明细",
        "明细内容",
        "费用名称",
        "费用类别",
        "经济科目",
        "支出科目",
        "科目名称",
        "子项目名称",
    ];
    line.own()
        .any(|slot| SPENT_ON.contains(&lexicon::bare(&slot.folded)))
}

fn has_figure_below(slot: &Slot, next: Option<&Line>) -> bool {
    let below = |under: &Slot| under.figure && under.column < slot.end && under.end > slot.column;
    next.is_some_and(|next| next.own().any(below))
}

fn weight_in_labels(line: &Line) -> Field<Decimal> {
    let labels = line
        .slots
        .iter()
        .filter(|slot| matches!(slot.label, Some(Label::Score | Label::Money)));
    let weights =
        labels.filter_map(|slot| Some(text::points(&lexicon::points_in(&slot.text)?, slot.origin)));
    let mut known: Vec<Field<Decimal>> =
        weights.filter(|weight| weight.value().is_some()).collect();
    known.dedup_by(|one, other| one.value() == other.value());
    if known.len() == 1 {
        known.swap_remove(0)
    } else {
        Field::absent()
    }
}

/// Whether a line heads a table with the lines of money across.
pub(super) fn is_lines_header(line: &Line, next: Option<&Line>) -> bool {
    let lines = line
        .own()
        .filter(|slot| lexicon::fund_line(&slot.text).is_some())
        .count();
    let amounts = |next: &Line| {
        next.own().any(|slot| {
            amount_of(slot).is_some_and(Amount::is_money) || slot.label == Some(Label::Arrived)
        }) && next.own().any(|slot| slot.figure)
    };
    lines >= 3 && !line.own().any(|slot| slot.figure) && next.is_some_and(amounts)
}

/// Reads the headings of such a table.
pub(super) fn lines_header(line: &Line, report: &mut Report) -> Table {
    let filled: Vec<&Slot> = line.slots.iter().filter(|slot| slot.is_filled()).collect();
    let mut numbers = Vec::new();
    for slot in &filled {
        let kind = lexicon::fund_line(&slot.text).filter(|_| slot.label != Some(Label::Money));
        numbers.push((slot.column, kind.map(|_| report.funds.len())));
        report
            .funds
            .extend(kind.map(|kind| empty(kind, text::flow(&slot.text))));
    }
    let number = |slot: &Slot| numbers.iter().find(|(column, _)| *column == slot.column)?.1;
    Table::Lines(Columns::new(filled.iter().copied(), number))
}

/// Takes one line of the table. Returns false where the line is none of it.
pub(super) fn read(line: &Line, table: &Table, report: &mut Report) -> bool {
    match table {
        Table::Amounts {
            columns,
            rate_in_percent,
            weight,
        } => {
            let funds = report.funds.len();
            let taken = read_money(line, columns, *rate_in_percent, report);
            if let Some(fund) = report
                .funds
                .get_mut(funds)
                .filter(|fund| fund.line == FundLine::Total)
                && fund.weight.is_absent()
            {
                fund.weight = weight.clone();
            }
            taken
        }
        Table::Lines(columns) => read_amounts(line, columns, report),
    }
}

fn read_money(
    line: &Line,
    columns: &Columns<Amount>,
    in_percent: bool,
    report: &mut Report,
) -> bool {
    if goals::tells(line) {
        return false;
    }
    let is_cell = |slot: &&Slot| slot.column >= columns.first() && columns.over(slot).is_some();
    let names = line
        .own()
        .filter(|slot| !is_cell(slot) && slot.label != Some(Label::Money));
    let names: Vec<&Slot> = names.filter(|slot| slot.column < columns.first()).collect();
    // Figures in front stand under a heading that is not read.
    let label = names.iter().rev().find(|slot| !slot.figure);
    let label = label.or(names.last()).map_or("", |slot| &slot.text);
    let named = |slot: &Slot| {
        label.is_empty()
            && columns.over(slot).is_some_and(Amount::is_money)
            && lexicon::fund_line(&slot.text).is_some()
    };
    if (!is_no_value(label) && text::is_figure(label)) || line.own().any(named) {
        // An amount where the label should be, or a label where an amount should be.
        report.gaps.push(Gap {
            origin: line.origin(),
            what: "funds".to_owned(),
            reason: "gap-row-misaligned".to_owned(),
            found: line.source.chars().take(80).collect(),
        });
        return true;
    }
    let figures = line
        .own()
        .filter(is_cell)
        .filter(|slot| slot.figure)
        .count();
    let kind = match lexicon::fund_line(label) {
        Some(kind) => kind,
        None if label.is_empty() && figures >= 2 => FundLine::Total,
        None if figures >= 2 && names.iter().all(|slot| slot.label.is_none()) => FundLine::Other,
        None => return false,
    };
    let mut fund = empty(kind, text::flow(label));
    if label.is_empty() && report.funds.last().is_some_and(is_bare) {
        // A break has parted the label from its amounts.
        fund = report
            .funds
            .pop()
            .map_or(fund, |bare| empty(bare.line, bare.label.to_string()));
    }
    for slot in line
        .slots
        .iter()
        .filter(|slot| !slot.above && slot.column >= columns.first())
    {
        if let Some(amount) = columns.over(slot) {
            put(&mut fund, amount, slot);
        }
    }
    for amount in [
        Amount::Initial,
        Amount::Annual,
        Amount::Executed,
        Amount::Weight,
        Amount::Rate,
        Amount::Score,
    ] {
        let field = field_mut(&mut fund, amount);
        if field.is_absent() && columns.has(amount) {
            // The heading is there and the row ends before it: an empty cell.
            *field = text::points("", Origin::new(line.part, line.number, 0));
        }
    }
    rate::settle(&mut fund, in_percent, &mut report.repairs);
    report.funds.push(fund);
    true
}

/// Whether a line of money ended behind its label.
fn is_bare(fund: &Fund) -> bool {
    let ended = |field: &&Field<Decimal>| field.is_absent() || field.origin.column == 0;
    fund.cells().iter().all(ended)
}

fn read_amounts(line: &Line, columns: &Columns<usize>, report: &mut Report) -> bool {
    let Some(label) = line
        .own()
        .find(|slot| slot.label.is_some_and(|label| label != Label::Money))
    else {
        return false;
    };
    let amount = match label.label {
        Some(Label::Arrived) => return true,
        other => other.and_then(Amount::of),
    };
    let Some(amount) = amount else {
        return false;
    };
    for slot in line
        .slots
        .iter()
        .filter(|slot| !slot.above && slot.column > label.column)
    {
        if let Some(number) = columns.over(slot)
            && let Some(fund) = report.funds.get_mut(number)
        {
            put(fund, amount, slot);
        }
    }
    true
}

/// Amounts that stand in one cell with their labels: `年初预算：320 执行率：95%`.
fn within(slot: &Slot) -> Vec<(Amount, Rc<str>, Slot)> {
    let pair = |(label, value): (Label, &str)| {
        let value = Slot {
            text: Rc::from(value),
            figure: true,
            ..slot.clone()
        };
        let figure = text::is_figure(&value.text);
        Some((Amount::of(label).filter(|_| figure)?, Rc::from(""), value))
    };
    let parts = lexicon::labelled_parts(&slot.text);
    parts.into_iter().filter_map(pair).collect()
}

/// Takes amounts that stand beside their labels (预算数 | 100 | 执行数 | 98) or in one cell with them.
/// Returns whether there was one with its figure.
pub(super) fn read_pairs(line: &Line, report: &mut Report) -> bool {
    let slots: Vec<&Slot> = line.own().collect();
    let mut pairs: Vec<(Amount, Rc<str>, Slot)> = Vec::new();
    for (index, slot) in slots.iter().enumerate() {
        let value = slots
            .get(index.saturating_add(1))
            .filter(|value| value.figure);
        match (amount_of(slot), value) {
            (Some(amount), Some(value)) => {
                pairs.push((amount, slot.text.clone(), (*value).clone()));
            }
            (Some(_), None) => {}
            (None, _) => pairs.extend(within(slot)),
        }
    }
    if !pairs.iter().any(|(amount, _, _)| amount.is_money()) {
        return read_part(&slots, report);
    }
    let block = slots.iter().find(|slot| slot.label == Some(Label::Money));
    let name = block.map_or_else(String::new, |slot| text::flow(&slot.text));
    if !report.funds.iter().any(|fund| fund.line == FundLine::Total) {
        report.funds.push(empty(FundLine::Total, name));
    }
    let Report { funds, repairs, .. } = report;
    if let Some(fund) = funds.iter_mut().find(|fund| fund.line == FundLine::Total) {
        let mut in_percent = false;
        for (amount, label, value) in &pairs {
            if field_mut(fund, *amount).is_absent() {
                put(fund, *amount, value);
                in_percent |= *amount == Amount::Rate && label.contains(['%', '％']);
            }
        }
        if pairs.iter().any(|(amount, _, _)| *amount == Amount::Rate) {
            rate::settle(fund, in_percent, repairs);
        }
    }
    true
}

/// A part of the money whose label stands in front of each of its amounts, the amounts right below
/// those of the total.
fn read_part(slots: &[&Slot], report: &mut Report) -> bool {
    let Some(name) = slots
        .iter()
        .find(|slot| lexicon::fund_line(&slot.text).is_some())
    else {
        return false;
    };
    let Some(kind) = lexicon::fund_line(&name.text) else {
        return false;
    };
    let Some(total) = report.total_fund() else {
        return false;
    };
    let mut part = empty(kind, text::flow(&name.text));
    for slot in slots.iter().filter(|slot| slot.figure) {
        let below =
            |field: &Field<Decimal>| !field.is_absent() && field.origin.column == slot.column;
        if below(&total.annual) {
            put(&mut part, Amount::Annual, slot);
        } else if below(&total.executed) {
            put(&mut part, Amount::Executed, slot);
        } else if below(&total.initial) {
            put(&mut part, Amount::Initial, slot);
        } else {
            return false;
        }
    }
    let said = !(part.annual.is_absent() && part.executed.is_absent() && part.initial.is_absent());
    if said {
        report.funds.push(part);
    }
    said
}

fn empty(line: FundLine, label: String) -> Fund {
    Fund {
        line,
        label: label.into(),
        initial: Field::absent(),
        annual: Field::absent(),
        executed: Field::absent(),
        weight: Field::absent(),
        rate: Field::absent(),
        score: Field::absent(),
    }
}

const fn field_mut(fund: &mut Fund, amount: Amount) -> &mut Field<Decimal> {
    match amount {
        Amount::Initial => &mut fund.initial,
        Amount::Annual => &mut fund.annual,
        Amount::Executed => &mut fund.executed,
        Amount::Weight => &mut fund.weight,
        Amount::Rate => &mut fund.rate,
        Amount::Score => &mut fund.score,
    }
}

fn put(fund: &mut Fund, amount: Amount, slot: &Slot) {
    let field = field_mut(fund, amount);
    let read = match amount {
        Amount::Weight | Amount::Score => text::points(&slot.text, slot.origin),
        Amount::Rate => Field::read(slot.text.to_string(), slot.origin, parse_percent),
        _ => text::amount(&slot.text, slot.origin),
    };
    if field.is_absent() || (field.is_blank() && !read.is_blank()) {
        *field = read;
    } else if !read.is_blank() {
        // Two figures in one cell of the form: neither is certain.
        field.printed = format_smolstr!("{} {}", field.printed, slot.text);
        field.reading = crate::form::Reading::Unreadable;
    }
}
