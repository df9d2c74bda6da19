//! Which unit the amounts of a form are in: 万元, 元, or one that is not counted in.
//!
//! Invariant: an amount that prints another unit than its form is not certain.

use rust_decimal::Decimal;

use super::lexicon;
use super::matrix::Line;
use crate::form::{Field, Fund, Gap, MoneyUnit, Origin, Repair, Report, fold};

/// The units of money a line prints in its labels.
pub(super) fn units(line: &Line) -> impl Iterator<Item = Printed> {
    line.own().filter_map(|slot| {
        let folded = &slot.folded;
        let says = slot.label.is_some()
            || folded.contains("单位:")
            || lexicon::fund_line(&slot.text).is_some();
        if !says {
            return None;
        }
        unit_behind(folded, "(").or_else(|| unit_behind(folded, "单位:"))
    })
}

/// A unit of money in the print of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Printed {
    Known(MoneyUnit),
    /// 千元, 亿元: amounts that are not counted in.
    Other,
}

/// The unit at the end of what stands behind a mark: `(单位:万元)`, `金额单位:元`, `(万元)(20分)`.
fn unit_behind(folded: &str, mark: &str) -> Option<Printed> {
    folded.split(mark).skip(1).find_map(|behind| {
        let inner = behind.split([')', ',', '、']).next().unwrap_or(behind);
        // 补助资金(每人300元) is an amount.
        let amount = inner.contains(|c: char| c.is_numeric());
        unit_at_end(inner).filter(|_| !amount)
    })
}

/// The unit `text` (folded) ends with.
fn unit_at_end(text: &str) -> Option<Printed> {
    let before = text.strip_suffix('元')?;
    Some(match before.chars().next_back() {
        Some('万') if before.ends_with("百万") || before.ends_with("千万") => Printed::Other,
        Some('万') => Printed::Known(MoneyUnit::Wan),
        Some('百' | '千' | '亿') => Printed::Other,
        _ => Printed::Known(MoneyUnit::Yuan),
    })
}

/// Settles which unit the amounts are in: the one the form prints, else the one all amounts that
/// print one agree on, else the norm, which is said. An amount that prints another unit than the
/// form is not certain, and none is where the form counts in a unit that is not read.
pub(super) fn settle(printed: Option<Printed>, top: Origin, report: &mut Report) {
    let own = |field: &Field<Decimal>| unit_at_end(&fold(&field.printed));
    let amounts = |fund: &Fund| [own(&fund.initial), own(&fund.annual), own(&fund.executed)];
    let mut units: Vec<Printed> = report.funds.iter().flat_map(amounts).flatten().collect();
    units.dedup();
    let unit = printed.or(match units.as_slice() {
        [one] => Some(*one),
        _ => None,
    });
    let unit = match unit {
        Some(unit) => unit,
        None if report.funds.is_empty() => return,
        None => {
            report.repairs.push(Repair {
                origin: top,
                kind: "repair-money-unit".to_owned(),
                found: String::new(),
                read_as: MoneyUnit::default().as_str().to_owned(),
            });
            Printed::Known(MoneyUnit::default())
        }
    };
    if let Printed::Known(unit) = unit {
        report.money_unit = unit;
    }
    for fund in &mut report.funds {
        let name = fund.line.name();
        for (part, field) in [
            ("initial", &mut fund.initial),
            ("annual", &mut fund.annual),
            ("executed", &mut fund.executed),
        ] {
            let other = unit_at_end(&fold(&field.printed)).is_some_and(|own| own != unit);
            if field.value().is_some() && (other || unit == Printed::Other) {
                field.reading = crate::form::Reading::Unreadable;
                report.gaps.push(Gap {
                    origin: field.origin,
                    what: format!("fund:{name}/{part}"),
                    reason: "gap-money-unit".to_owned(),
                    found: field.printed.clone(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_money() {
        let (wan, yuan) = (
            Some(Printed::Known(MoneyUnit::Wan)),
            Some(Printed::Known(MoneyUnit::Yuan)),
        );
        for (text, unit) in [
            ("项目资金(万元)", wan),
            ("预算执行情况(万元)(20分)", wan),
            ("项目资金(单位:元)", yuan),
            ("年度资金总额(元)", yuan),
            ("资金(单位:人民币万元)", wan),
            ("项目资金(千元)", Some(Printed::Other)),
            ("项目资金(亿元)", Some(Printed::Other)),
            ("项目资金(百万元)", Some(Printed::Other)),
            ("执行率(B/A)", None),
            ("补助资金(每人300元)", None),
            ("项目资金", None),
        ] {
            assert_eq!(unit_behind(text, "("), unit, "{text}");
        }
        assert_eq!(unit_behind("金额单位:元", "单位:"), yuan);
    }
}
