//! Totals that stand behind their parts.

use super::{Figure, Kind, Narrative, is_difference};
use crate::rules::{Settings, holds};

/// Totals that follow their parts, with these: 新建12座、改建18座，合计30座.
pub fn sums<'n>(
    narrative: &'n Narrative<'_>,
    settings: &'n Settings,
) -> impl Iterator<Item = (Vec<&'n Figure>, &'n Figure)> {
    let totals = narrative.figures().iter().filter(|figure| {
        figure.depth == 0 && figure.kind == Kind::Count && !figure.rough && {
            let lead = narrative.lead(figure);
            let (lead, cumulated) = of_year(lead);
            cumulated || lead.starts_with(['合', '共', '总'])
        }
    });
    totals.filter_map(|total| {
        let sentence = narrative.sentence_at(total.start);
        let before = narrative.slice(sentence.start..total.start);
        if settings.narrative.breakdown.occurs_in(before)
            || settings.narrative.overlapping.occurs_in(before)
        {
            return None;
        }
        let unit = narrative.scaled(total).unit;
        let parts: Vec<&Figure> = narrative
            .figures()
            .iter()
            .filter(|figure| sentence.start <= figure.start && figure.end <= total.start)
            .filter(|figure| figure.kind == Kind::Count && narrative.scaled(figure).unit == unit)
            .collect();
        // 一季度65次，二季度68次…全年共巡查269次: another word than 合计 needs all periods of a year, and what
        // cannot come again in the next; of those who can, the year has no more than all periods together.
        let of_periods = || {
            let all_of = |period: &str, number: usize| {
                parts.len() == number
                    && parts.iter().all(|part| holds(narrative.lead(part), period))
            };
            // 新开工18个…全年共实施86个 are two things.
            let (all, _) = of_year(narrative.lead(total));
            let all = all.trim_start_matches(['合', '共', '总', '累', '计']);
            let all = all.strip_prefix("完成").unwrap_or(all);
            let same = |period: &str| {
                !all.contains('达')
                    && parts.iter().all(|part| {
                        let own = narrative.lead(part).rsplit(period).next();
                        own.is_some_and(|own| holds(own, all) || holds(all, own))
                    })
            };
            let more = || {
                let number = |figure: &Figure| narrative.scaled(figure).number;
                number(total) > parts.iter().map(|part| number(part)).sum()
            };
            (all_of("季度", 4) && same("季度") || all_of("半年", 2) && same("半年"))
                && (!settings.narrative.beings.is(unit) || more())
        };
        let (lead, _) = of_year(narrative.lead(total));
        if !matches!(lead, "合计" | "共计" | "总计") && !of_periods() {
            return None;
        }
        let plain = parts.iter().all(|part| {
            part.depth == 0
                && !part.rough
                && !part.each
                && !is_difference(narrative, part, settings)
        });
        (plain && !unit.is_empty() && parts.len() >= 2).then_some((parts, total))
    })
}

/// The words in front of a total without those that say it is the year's, and whether they say that it was
/// reckoned together (全年累计).
fn of_year(lead: &str) -> (&str, bool) {
    match lead.strip_prefix("全年") {
        Some(lead) => (lead, lead.starts_with("累计")),
        None => (lead, false),
    }
}
