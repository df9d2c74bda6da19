//! The rules, one file each, in the order they are run and listed.
//!
//! A new rule is a file here, named like its id with underscores, and a line in the list below.
//! See `docs/adding-a-rule.md`.

use super::Rule;

macro_rules! catalogue {
    ($($module:ident,)*) => {
        $(mod $module;)*

        /// All rules, in catalogue order.
        pub fn all() -> &'static [&'static Rule] {
            static RULES: &[&Rule] = &[$(&$module::RULE),*];
            RULES
        }

        /// The files, for the test that compares them with the ids.
        #[cfg(test)]
        pub(super) const MODULES: &[&str] = &[$(stringify!($module)),*];
    };
}

catalogue! {
    amount_total_mismatch,
    exec_rate_mismatch,
    exec_score_mismatch,
    amount_over_budget,
    budget_adjusted_large,
    budget_equals_spent,
    exec_rate_low,
    cut_but_full_output,
    score_exec_gap,
    weight_sum_not_100,
    weight_l1_nonstandard,
    weight_flat,
    weight_on_qualitative,
    score_total_mismatch,
    score_over_weight,
    score_quant_recalc,
    score_qual_tier,
    grade_mismatch,
    score_all_full,
    target_qualitative,
    target_vague,
    target_procedural,
    target_echoes_name,
    rate_without_number,
    unit_mismatch,
    name_not_specific,
    template_text_left,
    indicator_duplicate,
    indicator_misclassified,
    satisfaction_doubtful,
    category_irregular,
    format_inconsistent,
    exact_hit,
    over_achieved,
    bound_degenerate,
    pct_impossible,
    direction_conflict,
    narr_breakdown_sum,
    narr_yoy_mismatch,
    narr_ratio_mismatch,
    narr_vs_table,
    narr_count_gap,
    narr_plan_like,
    narr_partial_year,
    narr_thin,
    goal_uncovered,
    goal_unmeasurable,
    narr_contradicts_score,
    batch_all_100,
    batch_against_peers,
    batch_no_deviation_reason,
    batch_indicator_reused,
    batch_weight_template,
    narrative_copied,
    batch_project_overlap,
    batch_boilerplate_result,
    year_target_lowered,
    year_indicator_dropped,
    year_score_same,
    missing_field,
    deviation_reason_missing,
    duplicate_form,
    import_repaired,
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().iter().copied().find(|rule| rule.id == id)
}

/// What a look at each two neighbours in a series of years finds: the member, the form before it and its
/// own. Forms of one year, and those without a year, are not compared.
fn year_by_year<'p, 'a, H: IntoIterator<Item = super::BatchHit>>(
    peers: &'p [super::Peer<'a>],
    look: impl Fn(usize, &'p super::Peer<'a>, &'p super::Peer<'a>) -> H,
) -> super::BatchOutcome {
    if peers.len() < 2 {
        return super::BatchOutcome::NotApplicable(&super::reason::NO_EARLIER_YEAR);
    }
    let neighbours = (1..).zip(peers.iter().zip(peers.iter().skip(1)));
    let years = neighbours
        .filter(|(_, (before, now))| before.key.year.is_some() && before.key.year < now.key.year);
    let hits: Vec<super::BatchHit> = years
        .flat_map(|(member, (before, now))| look(member, before, now))
        .collect();
    hits.into()
}

/// A form's year, to be named in a sentence.
fn year_of(peer: &super::Peer<'_>) -> String {
    peer.key
        .year
        .map_or_else(String::new, |year| year.to_string())
}

/// So many projects named in a sentence: a few by name, the rest as a number.
fn named_projects<'p>(projects: impl IntoIterator<Item = &'p str>, count: usize) -> String {
    const NAMED: usize = 6;
    let mut text: String = projects
        .into_iter()
        .take(NAMED)
        .map(|project| format!("「{project}」"))
        .collect();
    if count > NAMED {
        text.push_str(&format!(" +{}", count - NAMED));
    }
    text
}

/// What nearly every rule file uses.
mod prelude {
    pub(super) use rust_decimal::Decimal;

    pub(super) use crate::form::{FundLine, Nature};
    pub(super) use crate::locales::Text;
    pub(super) use crate::rules::rule::{Basis, Check, Group, Message, Rule, Status, Tier};
    #[cfg(test)]
    pub(super) use crate::rules::testing::{Case, Draft, bare, form, full_form};
    pub(super) use crate::rules::{
        BatchHit, BatchOutcome, Direction, FieldName, Hit, Outcome, Peer, Place, Row, Settings,
        Severity, Subject, agrees, char_span, direction, folded, holds, is_below, is_rounded,
        order, percent, reason,
    };

    /// Text in both languages.
    pub(super) const fn text(zh: &'static str, en: &'static str) -> Text {
        Text { zh, en }
    }

    /// A basis with its status.
    pub(super) const fn basis(status: Status, zh: &'static str, en: &'static str) -> Basis {
        Basis {
            status,
            text: text(zh, en),
        }
    }

    /// A sentence of a rule.
    pub(super) const fn message(key: &'static str, zh: &'static str, en: &'static str) -> Message {
        Message {
            key,
            text: text(zh, en),
        }
    }
}
