//! The score of the execution in a row of its own below the money: 自评得分 | 8.
//!
//! Other forms print the score of the whole form in such a row. It is that of the execution only where the
//! line of the total has no score yet and the points there are for spending, told by its weight or by the
//! label, are not exceeded; where that cannot be told, none of both has it.

use rust_decimal::Decimal;

use super::lexicon::{self, Label};
use super::matrix::Line;
use super::text;
use crate::form::{Fund, FundLine, Gap, Reading, Report};

/// Most points that are given for spending, 10 nearly everywhere.
const MOST_POINTS: Decimal = Decimal::from_parts(30, 0, 0, false, 0);

/// Takes such a row. Returns false where the line is none.
pub(super) fn read(line: &Line, report: &mut Report) -> bool {
    let mut own = line.own();
    let (Some(label), Some(cell), None) = (own.next(), own.next(), own.next()) else {
        return false;
    };
    let names_score = matches!(label.label, Some(Label::OwnTotal | Label::Score));
    let score = text::points(&cell.text, cell.origin);
    let (true, Some(points)) = (names_score && cell.figure, score.value().copied()) else {
        return false;
    };
    let open = |fund: &&mut Fund| {
        fund.line == FundLine::Total
            && (fund.score.is_blank() || fund.score.reading == Reading::Absent)
    };
    let Some(total) = report.funds.iter_mut().find(open) else {
        return false;
    };
    let said = lexicon::points_in(&label.text).map(|said| text::points(&said, label.origin));
    let weight = [Some(&total.weight), said.as_ref()]
        .into_iter()
        .flatten()
        .find_map(|weight| weight.value().copied());
    match weight {
        Some(weight) if points <= weight => {
            if let Some(said) = said.filter(|_| total.weight.value().is_none()) {
                total.weight = said;
            }
            total.score = score;
        }
        None if points <= MOST_POINTS => report.gaps.push(Gap {
            origin: cell.origin,
            what: "fund:total".to_owned(),
            reason: "gap-own-score".to_owned(),
            found: cell.text.to_string(),
        }),
        _ => return false,
    }
    true
}
