//! The keys of the settings, as rules read them: one struct a section.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Lexicon, Units};

/// Everything rules read besides the form. Meaning, unit and basis of each key stand beside its
/// default in `defaults.toml`; the texts here are short reminders.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Values {
    /// The region whose values are in force; empty for none.
    pub region: String,
    /// Differences that rounding explains.
    pub tolerance: Tolerance,
    /// Lower bounds of the grades.
    pub grade: GradeBounds,
    /// Tiers of qualitative scores.
    pub tier: Tiers,
    /// Standard weights.
    pub weights: Weights,
    /// Execution rate and its score.
    pub execution: Execution,
    /// Budget adjustment during the year.
    pub adjustment: Adjustment,
    /// Reading of narratives.
    pub narrative: NarrativeWords,
    /// Patterns across reports.
    pub batch: Batch,
    /// Targets and actuals.
    pub target: Targets,
    /// Units of measurement.
    pub units: Units,
    /// Keywords of the level-2 classes.
    pub classes: Classes,
    /// Word lists used by several rules.
    pub words: Words,
    /// Reading of files.
    pub import: Import,
    /// Patterns over the years.
    pub years: Years,
    /// A unit against the others.
    pub peers: Peers,
    /// Which rules are marked as hitting nearly everywhere.
    pub often: Often,
    /// Rules switched off, with the reason.
    pub off: BTreeMap<String, String>,
}

/// Differences that rounding explains.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// 万元, for each part of a sum.
    pub amount_per_part: Decimal,
    /// 万元, once.
    pub amount_base: Decimal,
    /// Percentage points of an execution rate.
    pub rate: Decimal,
    /// 万元 by which a printed amount may have been rounded.
    pub amount_rounding: Decimal,
    /// Points of one row's score.
    pub score_row: Decimal,
    /// Points of the total score.
    pub score_total: Decimal,
    /// Points of a sum of weights.
    pub weight: Decimal,
}

/// Lower bounds of the grades, in percent of the full score.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeBounds {
    /// 优.
    pub excellent: Decimal,
    /// 良.
    pub good: Decimal,
    /// 中.
    pub fair: Decimal,
}

/// Tiers of qualitative scores: lower bounds as shares of the weight.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tiers {
    /// 达成.
    pub achieved: Decimal,
    /// 部分达成.
    pub partial: Decimal,
    /// Answers that say a target was reached.
    pub achieved_words: Lexicon,
    /// Answers that say it was reached in part.
    pub partial_words: Lexicon,
    /// Answers that say it was not reached.
    pub missed_words: Lexicon,
    /// Words that begin what is not to happen, or deny that it did.
    pub denied: Lexicon,
    /// Words that say that something happened.
    pub happened: Lexicon,
    /// Words by which an answer says that it was not done.
    pub undone: Lexicon,
    /// Words of numbers in an answer that are not the year's result.
    pub elsewhere: Lexicon,
}

impl Tiers {
    /// The bounds of the tier that a (folded) answer names, as shares of the weight.
    pub fn of(&self, answer: &str) -> Option<(Decimal, Decimal)> {
        if self.achieved_words.is(answer) {
            Some((self.achieved, Decimal::ONE))
        } else if self.partial_words.is(answer) {
            Some((self.partial, self.achieved))
        } else if self.missed_words.is(answer) {
            Some((Decimal::ZERO, self.partial))
        } else {
            None
        }
    }
}

/// Standard weights, in points of 100.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// 预算执行率.
    pub execution: Decimal,
    /// First level without cost.
    pub without_cost: Level1Weights,
    /// First level with cost.
    pub with_cost: Level1Weights,
    /// Points of deviation that make a warning.
    pub serious: Decimal,
    /// Fewest indicators that can be called evenly weighted.
    #[serde(deserialize_with = "whole")]
    pub flat_rows: usize,
    /// Percent of indicators with the same points.
    pub flat_share: Decimal,
    /// Percent of the points that may rest on words.
    pub qualitative_share: Decimal,
}

impl Weights {
    /// The standard points of cost, output, benefit and satisfaction for a form that has indicators of
    /// cost and of satisfaction, or has none: without satisfaction its points belong to benefit.
    pub fn standard(&self, has_cost: bool, has_satisfaction: bool) -> [Decimal; 4] {
        let Level1Weights {
            cost,
            output,
            benefit,
            satisfaction,
        } = if has_cost {
            self.with_cost
        } else {
            self.without_cost
        };
        if has_satisfaction {
            [cost, output, benefit, satisfaction]
        } else {
            [cost, output, benefit + satisfaction, Decimal::ZERO]
        }
    }
}

/// Points of the first-level classes.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level1Weights {
    /// 成本.
    pub cost: Decimal,
    /// 产出.
    pub output: Decimal,
    /// 效益.
    pub benefit: Decimal,
    /// 满意度.
    pub satisfaction: Decimal,
}

/// Execution rate and its score, in percent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Execution {
    /// From this rate on the execution score is full.
    pub full_from: Decimal,
    /// Below this rate execution is low.
    pub low: Decimal,
    /// Below this rate it is very low.
    pub very_low: Decimal,
    /// Percent by which indicators may score better than execution.
    pub gap: Decimal,
}

/// Budget adjustment during the year, in percent of the initial budget.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// From here a notice.
    pub notice: Decimal,
    /// From here a warning.
    pub warning: Decimal,
    /// Words by which a form explains it.
    pub explained_by: Lexicon,
}

/// Patterns across reports.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// Fewest reports of one unit in one year that make a pattern.
    #[serde(deserialize_with = "whole")]
    pub fewest: usize,
    /// Percent of likeness of goal and outcome.
    #[serde(deserialize_with = "whole")]
    pub copied_within: usize,
    /// Percent of likeness between forms.
    #[serde(deserialize_with = "whole")]
    pub copied_between: usize,
    /// Percent of likeness between the outcomes of one project in two years.
    #[serde(deserialize_with = "whole")]
    pub copied_years: usize,
    /// Percent of likeness between outcomes of two units, or of two projects and years.
    #[serde(deserialize_with = "whole")]
    pub copied_elsewhere: usize,
    /// Runs of three characters below which texts are not compared.
    #[serde(deserialize_with = "whole")]
    pub copied_length: usize,
    /// Fewest qualitative indicators that make a pattern of answers.
    #[serde(deserialize_with = "whole")]
    pub boilerplate_rows: usize,
    /// Percent of them with the same answer.
    #[serde(deserialize_with = "whole")]
    pub boilerplate_share: usize,
    /// Words most projects' names share.
    pub common_words: Lexicon,
    /// Nouns too general to show an overlap.
    pub common_nouns: Lexicon,
}

/// Which rules are marked as hitting nearly everywhere.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Often {
    /// Percent of the forms a rule looks at.
    pub share: Decimal,
    /// Fewest forms it must hit on.
    #[serde(deserialize_with = "whole")]
    pub fewest: usize,
}

impl Often {
    /// Whether a rule that hit on so many of the forms it looked at is marked: it tells little about any
    /// one of them.
    pub fn marks(&self, hit: u64, looked: u64) -> bool {
        let share = hit.saturating_mul(100).checked_div(looked);
        share.is_some_and(|share| Decimal::from(share) > self.share)
            && usize::try_from(hit).is_ok_and(|hit| hit >= self.fewest)
    }
}

/// Patterns over the years.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// Percent by which a target is lowered.
    pub lowered: Decimal,
    /// Percentage points by which a target in percent is lowered.
    pub lowered_points: Decimal,
    /// Years with the same score.
    #[serde(deserialize_with = "whole")]
    pub same_score: usize,
    /// Percent of the indicators that must be kept for the others to be called dropped.
    #[serde(deserialize_with = "whole")]
    pub kept: usize,
}

/// A unit against the others of its year.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peers {
    /// Fewest forms of the unit.
    pub forms: Decimal,
    /// Fewest targets with a bound on them.
    pub rows: Decimal,
    /// Fewest other units.
    pub units: Decimal,
    /// Fewest forms of theirs.
    pub other_forms: Decimal,
    /// Fewest targets with a bound on those.
    pub other_rows: Decimal,
    /// Percentage points above the others' share.
    pub points: Decimal,
    /// Standard deviations above what the others' share lets expect.
    pub deviations: Decimal,
}

/// Targets and actuals, in percent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// Excess over the target that makes a notice.
    pub over_notice: Decimal,
    /// Excess over the target that makes a warning.
    pub over_warning: Decimal,
    /// Fewest percentage points above a target that make a warning.
    pub over_points: Decimal,
    /// A rate target up to here is soft.
    pub soft: Decimal,
    /// Points by which beating a soft target makes a notice.
    pub soft_margin: Decimal,
    /// Deviation either way from which a reason is due.
    pub reason_from: Decimal,
    /// Fewest quantitative indicators that, all exactly on target, make a warning.
    #[serde(deserialize_with = "whole")]
    pub exact_rows: usize,
}

/// Keywords of the level-2 classes: what a name of the class is about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Classes {
    /// 时效.
    pub time: Lexicon,
    /// 质量.
    pub quality: Lexicon,
    /// 经济效益.
    pub economic: Lexicon,
    /// 生态效益.
    pub ecological: Lexicon,
    /// 可持续影响.
    pub sustained: Lexicon,
    /// 社会成本, 生态环境成本: negative effects.
    pub negative: Lexicon,
    /// Targets that are deadlines.
    pub deadline_targets: Lexicon,
    /// In names of satisfaction indicators.
    pub satisfied: Lexicon,
}

/// Word lists used by several rules.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Words a vague target is made of.
    pub vague: Lexicon,
    /// Words that give a target in words a baseline or a level.
    pub baseline: Lexicon,
    /// Procedures given as targets.
    pub procedures: Lexicon,
    /// Ends of names that call for a percentage or an index.
    pub rate_heads: Lexicon,
    /// What may follow such an end.
    pub rate_tails: Lexicon,
    /// Names with such an end that are no rates.
    pub not_rates: Lexicon,
    /// Names of categories.
    pub categories: Lexicon,
    /// Names that say nothing.
    pub generic_names: Lexicon,
    /// Instructions of templates, in indicators.
    pub template: Lexicon,
    /// Instructions of templates, in narratives.
    pub template_narrative: Lexicon,
    /// Usual level-2 labels.
    pub level2_labels: Lexicon,
    /// In names of rates that can exceed 100 %.
    pub above_100: Lexicon,
    /// In names of changes, which can be below zero.
    pub changes: Lexicon,
    /// Ends of names that are shares of a whole.
    pub shares: Lexicon,
    /// Ends of names of what should occur.
    pub positive_heads: Lexicon,
    /// In targets: less.
    pub lowers: Lexicon,
    /// In targets: more.
    pub raises: Lexicon,
    /// In names of what costs money.
    pub cost_names: Lexicon,
    /// Units of money.
    pub money_units: Lexicon,
    /// Units of time.
    pub time_units: Lexicon,
    /// Ends of names of what should not occur.
    pub negative_heads: Lexicon,
    /// Verbs in the name of a count of what should not occur that make it what is dealt with.
    pub dealt_with: Lexicon,
}

/// Reading of narratives: word lists, and limits in percent or characters.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NarrativeWords {
    /// Units of counts.
    pub units: Lexicon,
    /// Words that open a breakdown.
    pub breakdown: Lexicon,
    /// Parts that may overlap.
    pub overlapping: Lexicon,
    /// Words of how far things have come: such figures cut across the parts.
    pub stages: Lexicon,
    /// Units of those who may come again.
    pub beings: Lexicon,
    /// Words of the periods in which they may.
    pub periods: Lexicon,
    /// Words that compare with an earlier period.
    pub compared: Lexicon,
    /// Words in front of an earlier period's figure.
    pub earlier: Lexicon,
    /// Words that lead from an earlier figure to this period's.
    pub became: Lexicon,
    /// Verbs of rising.
    pub rises: Lexicon,
    /// Verbs of falling.
    pub falls: Lexicon,
    /// Words of plans.
    pub plans: Lexicon,
    /// Words of completion.
    pub completions: Lexicon,
    /// Words of background in goals.
    pub background: Lexicon,
    /// Background words that make a goal mere background.
    #[serde(deserialize_with = "whole")]
    pub background_words: usize,
    /// Words of shortcomings.
    pub shortcomings: Lexicon,
    /// Words in front of shortcomings that are others', or were before.
    pub overcome: Lexicon,
    /// Words of a figure that is not this form's result: an earlier one, a goal, or of another scope.
    pub not_actual: Lexicon,
    /// Verbs of goal and outcome that do not match.
    #[serde(deserialize_with = "pairs")]
    pub opposites: Vec<(String, String)>,
    /// Nouns of success rates.
    pub success_rates: Lexicon,
    /// Nouns of documents that end a case.
    pub closing_documents: Lexicon,
    /// Words that begin what is left of a number.
    pub left_over: Lexicon,
    /// Words of paying, which may stand beside an amount.
    pub paying: Lexicon,
    /// Words of paying that may be of a first instalment only.
    pub partly_paid: Lexicon,
    /// Words of an amount that is not what was paid.
    pub not_paid: Lexicon,
    /// Verbs of what is done by a day.
    pub deeds: Lexicon,
    /// Ends of indicators' names that ask when something was done.
    pub deed_times: Lexicon,
    /// Words by which an outcome says that all of it was done.
    pub all_of: Lexicon,
    /// Words in front of a rate that name nothing it is of.
    pub of_nothing: Lexicon,
    /// Characters below which an outcome is thin.
    #[serde(deserialize_with = "whole")]
    pub thin: usize,
    /// Percent of pairs that two names of one thing share.
    #[serde(deserialize_with = "whole")]
    pub same_name: usize,
    /// Times by which two counts of one noun may differ.
    pub far_apart: Decimal,
    /// Percent of a goal sentence's pairs below which the outcome does not answer it.
    #[serde(deserialize_with = "whole")]
    pub unanswered: usize,
    /// Percent of goal sentences without an answer that make a notice.
    #[serde(deserialize_with = "whole")]
    pub unanswered_share: usize,
}

/// Reading of files.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// Kinds of repair not worth a notice.
    pub quiet_repairs: Lexicon,
}

fn whole<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

/// Pairs of words; what is no pair has been refused before, with its line.
fn pairs<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(String, String)>, D::Error> {
    let pairs = Vec::<String>::deserialize(deserializer)?;
    Ok(pairs.iter().filter_map(|text| pair(text)).collect())
}

/// The two words of a pair, which have white space between them.
pub(super) fn pair(text: &str) -> Option<(String, String)> {
    let mut words = text.split_whitespace().map(str::to_owned);
    let pair = (words.next()?, words.next()?);
    words.next().is_none().then_some(pair)
}
