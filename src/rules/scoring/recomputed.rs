//! A form's scores worked out again: each row by every formula in use, the whole, and what of it
//! rests on numbers and what on words. A pure function of the form and the settings.
//!
//! Invariant: nothing is guessed. A row that no formula reaches keeps its printed points, and a sum
//! of which one part is not known is not known.

use rust_decimal::Decimal;

use super::{Formula, accepted, execution_score};
use crate::form::{Nature, Report};
use crate::rules::{Row, Settings, Subject};

/// The scores of a form, as printed and worked out again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recomputed {
    /// The indicators, in printed order.
    pub rows: Vec<RowScore>,
    /// 预算执行, where the form has a fund total.
    pub execution: Option<Execution>,
    /// 总分 as printed.
    pub printed: Option<Decimal>,
    /// 总分 from the recomputed rows and execution; rows in words keep their printed points.
    pub recomputed: Option<Decimal>,
    /// Points given to rows that rest on numbers, execution among them.
    pub on_numbers: Points,
    /// Points given to rows that rest on words.
    pub on_words: Points,
    /// Points given to rows of which neither can be said.
    pub unknown: Points,
}

/// Points given, and points that could be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// 得分, in points of the total; rows without one count nothing.
    pub score: Decimal,
    /// 分值; `None` where a row has none.
    pub weight: Option<Decimal>,
    /// Rows counted.
    pub rows: usize,
}

/// An indicator's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowScore {
    /// Its number as printed, from 1.
    pub number: u32,
    /// Whether it rests on a number.
    pub nature: Nature,
    /// 分值.
    pub weight: Option<Decimal>,
    /// 得分, in points of the total (weighted where rows are scored out of 100).
    pub printed: Option<Decimal>,
    /// What each formula in use gives, rounded to two decimals; none for words.
    pub formulas: Vec<(Formula, Decimal)>,
    /// The bounds of the tier that the answer names, in points; for words only.
    pub tier: Option<(Decimal, Decimal)>,
    /// The formula's score nearest to the printed one; `None` where no formula applies.
    pub recomputed: Option<Decimal>,
    /// Printed minus recomputed, or minus the nearer bound of the tier; zero within the tolerance.
    pub difference: Option<Decimal>,
}

/// The score and the rates of execution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Execution {
    /// 分值.
    pub weight: Option<Decimal>,
    /// 得分.
    pub printed: Option<Decimal>,
    /// The score that follows from executed and full-year budget, rounded to two decimals.
    pub recomputed: Option<Decimal>,
    /// 执行率 as printed, in percent.
    pub rate_printed: Option<Decimal>,
    /// 全年执行数 / 全年预算数, in percent, rounded to two decimals.
    pub rate_on_annual: Option<Decimal>,
    /// 全年执行数 / 年初预算数, likewise.
    pub rate_on_initial: Option<Decimal>,
}

/// Works a form's scores out again.
pub fn recompute(report: &Report, settings: &Settings) -> Recomputed {
    let subject = Subject::new(report);
    let mut made = Recomputed {
        rows: subject
            .rows()
            .iter()
            .map(|row| RowScore::of(&subject, row, settings))
            .collect(),
        execution: Execution::of(&subject, settings),
        printed: report.total_score.value().copied(),
        ..Recomputed::default()
    };
    for row in &made.rows {
        let points = match row.nature {
            Nature::Quantitative => &mut made.on_numbers,
            Nature::Qualitative => &mut made.on_words,
            Nature::Unknown => &mut made.unknown,
        };
        points.add(row.printed, row.weight);
    }
    if let Some(execution) = &made.execution
        && (execution.printed.is_some() || execution.weight.is_some())
    {
        made.on_numbers.add(execution.printed, execution.weight);
    }
    made.recomputed = made.total();
    made
}

impl Recomputed {
    /// Printed minus recomputed total.
    pub fn difference(&self) -> Option<Decimal> {
        Some(self.printed? - self.recomputed?)
    }

    /// What the rows and execution come to; a form without any of them comes to nothing.
    fn total(&self) -> Option<Decimal> {
        if self.rows.is_empty() {
            return None;
        }
        let mut sum = Decimal::ZERO;
        for row in &self.rows {
            sum = sum.checked_add(row.recomputed.or(row.printed)?)?;
        }
        match &self.execution {
            Some(execution) if execution.weight.is_some() || execution.printed.is_some() => {
                sum.checked_add(execution.recomputed.or(execution.printed)?)
            }
            _ => Some(sum),
        }
    }
}

impl Default for Points {
    fn default() -> Self {
        Self {
            score: Decimal::ZERO,
            weight: Some(Decimal::ZERO),
            rows: 0,
        }
    }
}

impl Points {
    fn add(&mut self, score: Option<Decimal>, weight: Option<Decimal>) {
        self.score = self.score.saturating_add(score.unwrap_or_default());
        self.weight = self.weight.zip(weight).map(|(a, b)| a.saturating_add(b));
        self.rows += 1;
    }
}

impl RowScore {
    fn of(subject: &Subject<'_>, row: &Row<'_>, settings: &Settings) -> Self {
        let weight = row.weight();
        let printed = subject.points(row);
        let formulas: Vec<(Formula, Decimal)> = row
            .quantities()
            .zip(weight)
            .into_iter()
            .flat_map(|(measured, weight)| accepted(row, measured, weight, settings))
            .map(|(formula, score)| (formula, two(score)))
            .collect();
        let scores = formulas.iter().map(|(_, score)| *score);
        let recomputed = match printed {
            Some(printed) => scores.min_by_key(|score| (score - printed).abs()),
            // Nothing to be near to: the mildest formula.
            None => scores.max(),
        };
        let tier = row.answer().zip(weight).and_then(|(answer, weight)| {
            let (least, most) = settings.tier.of(answer)?;
            let points = |share| weight.checked_mul(share).map(|points| points.normalize());
            Some((points(least)?, points(most)?))
        });
        let expected = |printed: Decimal| match tier {
            Some((least, most)) => Some(printed.max(least).min(most.max(least))),
            None => recomputed,
        };
        let difference = printed.and_then(|printed| {
            let difference = printed - expected(printed)?;
            Some(if difference.abs() <= settings.tolerance.score_row {
                Decimal::ZERO
            } else {
                difference
            })
        });
        Self {
            number: row.number,
            nature: row.nature(),
            weight,
            printed,
            formulas,
            tier,
            recomputed,
            difference,
        }
    }
}

impl Execution {
    fn of(subject: &Subject<'_>, settings: &Settings) -> Option<Self> {
        let total = subject.total()?;
        let weight = total.fund.weight.value().copied();
        let rate = total.rate();
        Some(Self {
            weight,
            printed: total.fund.score.value().copied(),
            recomputed: rate
                .zip(weight)
                .and_then(|(rate, weight)| execution_score(rate, weight, settings))
                .map(two),
            rate_printed: total.fund.rate.value().copied(),
            rate_on_annual: rate.map(two),
            rate_on_initial: total.rate_on_initial().map(two),
        })
    }
}

/// Rounded to two decimals, and printed with two.
fn two(number: Decimal) -> Decimal {
    let mut rounded = number.round_dp(2);
    rounded.rescale(2);
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FundLine;
    use crate::rules::testing::form;

    fn of(draft: crate::rules::testing::Draft) -> Recomputed {
        recompute(&draft.0, &Settings::default())
    }

    fn number(text: &str) -> Option<Decimal> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_form_in_order_comes_to_its_printed_total() {
        let made = of(form());
        assert_eq!(made.printed, number("99.62"));
        assert_eq!(made.recomputed, number("99.62"));
        assert_eq!(made.difference(), number("0.00"));
        assert_eq!(made.on_numbers.score, number("99.62").unwrap());
        assert_eq!(made.on_words, Points::default());
        let execution = made.execution.unwrap();
        assert_eq!(execution.rate_on_annual, number("97.80"));
        assert_eq!(execution.rate_on_initial, number("96.17"));
        assert_eq!(execution.recomputed, number("9.78"));
    }

    #[test]
    fn a_missed_target_at_full_marks_costs_points() {
        let made = of(form()
            .measured(4, "≥200(场)", "150(场)")
            .scored(4, "15", "15"));
        let row = &made.rows[3];
        assert_eq!(row.formulas, [(Formula::Upward, number("11.25").unwrap())]);
        assert_eq!(row.difference, number("3.75"));
        assert_eq!(made.recomputed, number("95.87"));
    }

    #[test]
    fn both_formulas_for_at_most_are_shown_and_the_nearer_one_counts() {
        let made = of(form()
            .measured(4, "≤10(起)", "16(起)")
            .scored(4, "15", "9.38"));
        let row = &made.rows[3];
        let scores: Vec<_> = row
            .formulas
            .iter()
            .map(|(formula, score)| format!("{} {score}", formula.name()))
            .collect();
        assert_eq!(scores, ["excess 6.00", "inverse 9.38"]);
        assert_eq!(row.recomputed, number("9.38"));
        assert_eq!(row.difference, number("0"));
    }

    #[test]
    fn words_keep_their_points_and_are_counted_apart() {
        let made = of(form()
            .measured(6, "健全", "部分达成指标")
            .scored(6, "10", "10"));
        let row = &made.rows[5];
        assert_eq!(row.nature, Nature::Qualitative);
        assert_eq!(row.recomputed, None);
        assert_eq!(row.tier, Some((number("6").unwrap(), number("8").unwrap())));
        assert_eq!(row.difference, number("2"));
        assert_eq!(made.on_words.score, number("10").unwrap());
        assert_eq!(made.on_words.rows, 1);
        assert_eq!(made.recomputed, number("99.62"));
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        let made = of(form().scored(2, "15", ""));
        // The score is missing, but target and actual give it.
        assert_eq!(made.recomputed, number("99.62"));
        let made = of(form().measured(6, "健全", "达成指标").scored(6, "10", ""));
        assert_eq!(made.recomputed, None);
        assert_eq!(of(form().no_rows()).recomputed, None);
        let huge = "79228162514264337593543950335";
        let made = of(form()
            .fund(FundLine::Total, "1", huge, huge, huge, "100", "10")
            .measured(1, &format!("≥{huge}"), &huge[1..])
            .scored(1, huge, huge));
        assert_eq!(made.rows[0].formulas, []);
    }
}
