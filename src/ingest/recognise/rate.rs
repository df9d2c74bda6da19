//! The execution rate of a line of money, as percent.

use rust_decimal::Decimal;

use crate::form::{Fund, Reading, Repair};

/// A rate printed without a sign as a share of 1 (`1` for 100 %) is told by the amounts, never by
/// its size alone; where they do not tell, a number up to 1 stays unread unless the heading counts
/// percent.
pub(super) fn settle(fund: &mut Fund, in_percent: bool, repairs: &mut Vec<Repair>) {
    let signed = fund.rate.printed.contains(['%', '％', '比']);
    let Some(printed) = fund
        .rate
        .value()
        .copied()
        .filter(|rate| !signed && !rate.is_zero())
    else {
        return;
    };
    let hundred = Decimal::ONE_HUNDRED;
    let share = printed.checked_mul(hundred);
    let computed = rate_of(fund.annual.value(), fund.executed.value())
        .or_else(|| rate_of(fund.initial.value(), fund.executed.value()));
    let near = |rate: Decimal, computed: Decimal| {
        rate.checked_sub(computed)
            .is_some_and(|apart| apart.abs() <= Decimal::ONE)
    };
    if let (Some(share), Some(computed)) = (share, computed)
        && near(share, computed)
        && !near(printed, computed)
    {
        fund.rate.reading = Reading::Known(share.normalize());
        repairs.push(Repair {
            origin: fund.rate.origin,
            kind: "repair-rate-as-share".to_owned(),
            found: fund.rate.printed.to_string(),
            read_as: format!("{}%", share.normalize()),
        });
    } else if printed <= Decimal::ONE
        && !in_percent
        && !computed.is_some_and(|computed| near(printed, computed))
    {
        fund.rate.reading = Reading::Unreadable;
    }
}

/// 执行数 in percent of 预算数.
fn rate_of(budget: Option<&Decimal>, executed: Option<&Decimal>) -> Option<Decimal> {
    executed?
        .checked_div(*budget?)?
        .checked_mul(Decimal::ONE_HUNDRED)
}
