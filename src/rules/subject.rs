//! The report under check, with what several rules ask for worked out once.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Ordering;

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::narrative::{Narrative, Pair, grams};
use super::{FieldName, Hit, Place, Settings, comparable, folded, is_within, order, percent};
use crate::form::{Category, Field, Fund, FundLine, Indicator, Measure, Nature, Quantity, Report};

/// A report as rules look at it.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The report.
    pub report: &'a Report,
    rows: OnceCell<Vec<Row<'a>>>,
    funds: OnceCell<Vec<Amounts<'a>>>,
    sums: OnceCell<Sums>,
    out_of_100: OnceCell<bool>,
    all_full: OnceCell<bool>,
    goal: OnceCell<Option<Narrative<'a>>>,
    outcome: OnceCell<Option<Narrative<'a>>>,
}

impl<'a> Subject<'a> {
    /// The subject of a check.
    pub const fn new(report: &'a Report) -> Self {
        Self {
            report,
            rows: OnceCell::new(),
            funds: OnceCell::new(),
            sums: OnceCell::new(),
            out_of_100: OnceCell::new(),
            all_full: OnceCell::new(),
            goal: OnceCell::new(),
            outcome: OnceCell::new(),
        }
    }

    /// The indicators, in printed order.
    #[inline]
    pub fn rows(&self) -> &[Row<'a>] {
        self.rows.get_or_init(|| {
            let mut rows: Vec<Row<'a>> = Vec::with_capacity(self.report.indicators.len());
            for (number, cells) in (1..).zip(&self.report.indicators) {
                rows.push(Row::new(number, cells, rows.last()));
            }
            rows
        })
    }

    /// Whether the rows are scored out of 100 each and weighted afterwards, as some layouts do: a
    /// score stands above its weight, and only the weighted scores make the printed total.
    pub fn scored_out_of_100(&self) -> bool {
        *self.out_of_100.get_or_init(|| {
            let above = |row: &Row<'_>| row.fill == Some(Ordering::Greater);
            if !self.rows().iter().any(above) {
                return false;
            }
            let weighted = self
                .rows()
                .iter()
                .map(|row| Some(row.score()? * row.weight()? / Decimal::ONE_HUNDRED))
                .sum::<Option<Decimal>>();
            let execution = self
                .total()
                .and_then(|total| total.fund.score.value().copied());
            let (Some(weighted), Some(total)) = (weighted, self.report.total_score.value()) else {
                return false;
            };
            let near = |sum: Decimal| (sum - total).abs() <= Decimal::new(5, 1);
            near(weighted) || near(weighted + execution.unwrap_or_default())
        })
    }

    /// Whether every indicator and the execution row stand at full weight. Where the layout prints no
    /// weights, a total of 100 says it.
    pub fn all_full(&self) -> bool {
        *self.all_full.get_or_init(|| {
            let execution = self.total().map(|total| total.is_full());
            let mut unknown = self.rows().is_empty();
            for full in self.rows().iter().map(Row::is_full).chain(execution) {
                match full {
                    Some(true) => {}
                    Some(false) => return false,
                    None => unknown = true,
                }
            }
            let total = self.report.total_score.value();
            !unknown || total.is_some_and(|score| *score == Decimal::ONE_HUNDRED)
        })
    }

    /// The points a row was given: its score, weighted where rows are scored out of 100.
    pub fn points(&self, row: &Row<'_>) -> Option<Decimal> {
        let score = row.score()?;
        if self.scored_out_of_100() {
            Some(score * row.weight()? / Decimal::ONE_HUNDRED)
        } else {
            Some(score)
        }
    }

    /// 预期目标, read.
    #[inline]
    pub fn goal(&self, settings: &Settings) -> Option<&Narrative<'a>> {
        let read = || read(&self.report.goal, settings);
        self.goal.get_or_init(read).as_ref()
    }

    /// 实际完成情况, read.
    #[inline]
    pub fn outcome(&self, settings: &Settings) -> Option<&Narrative<'a>> {
        let read = || read(&self.report.outcome, settings);
        self.outcome.get_or_init(read).as_ref()
    }

    /// The narratives there are, with their places.
    pub fn narratives(&self, settings: &Settings) -> impl Iterator<Item = (Place, &Narrative<'a>)> {
        let goal = self.goal(settings).map(|goal| (Place::Goal, goal));
        let outcome = self
            .outcome(settings)
            .map(|outcome| (Place::Outcome, outcome));
        goal.into_iter().chain(outcome)
    }

    /// The total line of the fund table.
    pub fn total(&self) -> Option<&Amounts<'a>> {
        self.funds().iter().find(|line| line.is_total())
    }

    /// The indicators, those together that stand one below the other under one level-2 label.
    pub fn classes(&self) -> impl Iterator<Item = &[Row<'a>]> {
        self.rows().chunk_by(|_, row| row.level2_as_above())
    }

    /// All lines of the fund table.
    pub fn funds(&self) -> &[Amounts<'a>] {
        let read = |fund| Amounts {
            fund,
            initial: self.report.in_wan(&fund.initial),
            annual: self.report.in_wan(&fund.annual),
            executed: self.report.in_wan(&fund.executed),
            rate: OnceCell::new(),
            adjustment: OnceCell::new(),
        };
        self.funds
            .get_or_init(|| self.report.funds.iter().map(read).collect())
    }

    /// What the indicators' weights and points come to.
    pub fn sums(&self) -> &Sums {
        self.sums.get_or_init(|| {
            let mut sums = Sums::default();
            for row in self.rows() {
                if let Some(weight) = row.weight() {
                    sums.weights += weight;
                    sums.weighted += 1;
                }
                if let Some(points) = self.points(row) {
                    sums.points += points;
                    sums.scored += 1;
                }
            }
            sums
        })
    }
}

/// Sums over the indicators, of what is known.
#[derive(Debug, Default)]
pub struct Sums {
    /// 分值.
    pub weights: Decimal,
    /// Indicators with a weight.
    pub weighted: usize,
    /// 得分, see [`Subject::points`].
    pub points: Decimal,
    /// Indicators with points.
    pub scored: usize,
}

/// A fund line with its amounts in 万元.
#[derive(Debug)]
pub struct Amounts<'a> {
    /// The line.
    pub fund: &'a Fund,
    /// 年初预算数.
    pub initial: Option<Decimal>,
    /// 全年预算数.
    pub annual: Option<Decimal>,
    /// 全年执行数.
    pub executed: Option<Decimal>,
    rate: OnceCell<Option<Decimal>>,
    adjustment: OnceCell<Option<Decimal>>,
}

impl Amounts<'_> {
    /// Where the line stands.
    #[inline]
    pub const fn place(&self) -> Place {
        Place::Fund(self.fund.line)
    }

    /// Whether this is the total line.
    pub fn is_total(&self) -> bool {
        self.fund.line == FundLine::Total
    }

    /// Execution rate in percent, 全年执行 / 全年预算; `None` without a budget above zero.
    pub fn rate(&self) -> Option<Decimal> {
        let rate = || percent(self.executed?, self.annual?);
        *self.rate.get_or_init(rate)
    }

    /// Execution rate in percent on the initial budget.
    pub fn rate_on_initial(&self) -> Option<Decimal> {
        percent(self.executed?, self.initial?)
    }

    /// Change of the budget during the year in percent of the initial budget.
    pub fn adjustment(&self) -> Option<Decimal> {
        let change = || percent(self.annual? - self.initial?, self.initial?);
        *self.adjustment.get_or_init(change)
    }

    /// Whether execution stands at full weight; `None` when either is not known.
    #[inline]
    pub fn is_full(&self) -> Option<bool> {
        Some(self.fund.score.value()? >= self.fund.weight.value()?)
    }
}

/// An indicator as rules look at it.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its number as printed, from 1.
    pub number: u32,
    /// The cells.
    pub cells: &'a Indicator,
    /// First-level class.
    pub category: Category,
    name: Cow<'a, str>,
    level2: Cow<'a, str>,
    level2_as_above: bool,
    target_words: Option<Cow<'a, str>>,
    answer: Option<Cow<'a, str>>,
    quantities: Option<(&'a Quantity, &'a Quantity)>,
    comparable: bool,
    reach: Option<Ordering>,
    fill: Option<Ordering>,
    nature: Nature,
    deviation: OnceCell<Option<Decimal>>,
    pairs: OnceCell<Vec<Pair>>,
    is_rate: OnceCell<bool>,
}

impl<'a> Row<'a> {
    fn new(number: u32, cells: &'a Indicator, above: Option<&Self>) -> Self {
        let words = |cell: &'a Field<Measure>| cell.value()?.words().map(folded);
        // Labels are those of many rows, one below the other.
        let category = above
            .filter(|above| above.cells.level1.reading == cells.level1.reading)
            .map_or_else(|| cells.category(), |above| above.category);
        let same = above.filter(|above| above.cells.level2.reading == cells.level2.reading);
        let quantities = quantities(cells);
        let fill = cells.score.value().zip(cells.weight.value());
        Self {
            number,
            cells,
            category,
            name: folded(text(&cells.name)),
            level2: same.map_or_else(|| folded(text(&cells.level2)), |above| above.level2.clone()),
            level2_as_above: same.is_some(),
            target_words: words(&cells.target),
            answer: words(&cells.actual),
            quantities,
            comparable: quantities.is_some_and(|(target, actual)| comparable(target, actual)),
            reach: quantities.map(|(target, actual)| order(actual.number, target.number)),
            fill: fill.map(|(score, weight)| order(*score, *weight)),
            nature: cells.nature(),
            deviation: OnceCell::new(),
            pairs: OnceCell::new(),
            is_rate: OnceCell::new(),
        }
    }

    /// Where the row stands.
    pub const fn place(&self) -> Place {
        Place::Indicator(self.number)
    }

    /// Name as printed, empty where unknown.
    #[inline]
    pub fn name(&self) -> &'a str {
        text(&self.cells.name)
    }

    /// Name, folded.
    #[inline]
    pub fn name_folded(&self) -> &str {
        &self.name
    }

    /// The pairs of neighbouring characters of the folded name.
    pub fn name_grams(&self) -> &[Pair] {
        self.pairs.get_or_init(|| grams(&self.name))
    }

    /// Level-1 label as printed, empty where unknown.
    #[inline]
    pub fn level1(&self) -> &'a str {
        text(&self.cells.level1)
    }

    /// Level-2 label as printed, empty where unknown.
    #[inline]
    pub fn level2(&self) -> &'a str {
        text(&self.cells.level2)
    }

    /// Level-2 label, folded.
    #[inline]
    pub fn level2_folded(&self) -> &str {
        &self.level2
    }

    /// Whether its level-2 label is that of the row above.
    #[inline]
    pub const fn level2_as_above(&self) -> bool {
        self.level2_as_above
    }

    /// 分值.
    #[inline]
    pub fn weight(&self) -> Option<Decimal> {
        self.cells.weight.value().copied()
    }

    /// 得分.
    #[inline]
    pub fn score(&self) -> Option<Decimal> {
        self.cells.score.value().copied()
    }

    /// Target and actual, where both are numbers.
    #[inline]
    pub const fn quantities(&self) -> Option<(&'a Quantity, &'a Quantity)> {
        self.quantities
    }

    /// Whether both are numbers and count the same thing; see [`comparable`].
    #[inline]
    pub const fn comparable(&self) -> bool {
        self.comparable
    }

    /// How the number of the actual stands to that of the target, where both are numbers.
    #[inline]
    pub const fn reach(&self) -> Option<Ordering> {
        self.reach
    }

    /// Percent by which the actual is off its target, signed; `None` where they count different things
    /// or the target is zero or less.
    pub fn deviation(&self) -> Option<Decimal> {
        *self.deviation.get_or_init(|| {
            let (target, actual) = self.quantities?;
            if !self.comparable {
                None
            } else if self.reach == Some(Ordering::Equal) && target.number > Decimal::ZERO {
                Some(Decimal::ZERO)
            } else {
                percent(actual.number - target.number, target.number)
            }
        })
    }

    /// Whether the actual is off its target by so many percent or more, either way; `None` as for
    /// [`Row::deviation`].
    pub fn deviates(&self, limit: Decimal) -> Option<bool> {
        let (target, actual) = self.quantities?;
        let nothing = target.number.is_sign_negative() || target.number.is_zero();
        if nothing || !self.comparable {
            return None;
        }
        if self.reach == Some(Ordering::Equal) {
            return Some(limit <= Decimal::ZERO);
        }
        if is_within(actual.number, limit, target.number) {
            return Some(false);
        }
        Some(self.deviation()?.abs() >= limit)
    }

    /// Whether it rests on a number.
    #[inline]
    pub const fn nature(&self) -> Nature {
        self.nature
    }

    /// The target, where it is words, folded.
    pub fn target_words(&self) -> Option<&str> {
        self.target_words.as_deref()
    }

    /// The actual, where it is words, folded.
    pub fn answer(&self) -> Option<&str> {
        self.answer.as_deref()
    }

    /// Whether the name calls for a percentage or an index.
    pub fn is_rate(&self, settings: &Settings) -> bool {
        *self.is_rate.get_or_init(|| {
            let words = &settings.words;
            let name = self.name_folded();
            let head = words
                .rate_tails
                .ends(name)
                .and_then(|tail| name.strip_suffix(tail))
                .filter(|head| words.rate_heads.ends(head).is_some())
                .unwrap_or(name);
            words.rate_heads.ends(head).is_some() && words.not_rates.ends(head).is_none()
        })
    }

    /// The hit with class, name, target, actual, score and weight of the row as facts, resting on
    /// name, target and actual.
    pub fn evidence(&self, hit: Hit) -> Hit {
        let printed = |text: &str| if text.is_empty() { "—" } else { text }.to_owned();
        hit.text("level2", printed(self.level2()))
            .text("name", printed(self.name()))
            .text("target", printed(&self.cells.target.printed))
            .text("actual", printed(&self.cells.actual.printed))
            .text("score", printed(&self.cells.score.printed))
            .text("weight", printed(&self.cells.weight.printed))
            .cell(FieldName::Target)
            .cell(FieldName::Actual)
            .cell(FieldName::Name)
    }

    /// Whether the row stands at full weight; `None` when either is not known.
    pub fn is_full(&self) -> Option<bool> {
        self.fill.map(Ordering::is_ge)
    }

    /// How the score stands to the weight, where both are known.
    #[inline]
    pub const fn fill(&self) -> Option<Ordering> {
        self.fill
    }

    /// Whether a reason for a deviation is given; `None` when the form has no such column or the
    /// cell cannot be read.
    pub fn has_reason(&self) -> Option<bool> {
        match &self.cells.reason.reading {
            crate::form::Reading::Known(reason) => Some(!reason.trim().is_empty()),
            crate::form::Reading::Blank => Some(false),
            crate::form::Reading::Absent | crate::form::Reading::Unreadable => None,
        }
    }
}

fn read<'a>(field: &'a Field<SmolStr>, settings: &Settings) -> Option<Narrative<'a>> {
    field.value().map(|text| Narrative::read(text, settings))
}

fn quantities(cells: &Indicator) -> Option<(&Quantity, &Quantity)> {
    Some((
        cells.target.value()?.quantity()?,
        cells.actual.value()?.quantity()?,
    ))
}

fn text(field: &Field<SmolStr>) -> &str {
    field.value().map_or("", SmolStr::as_str)
}
