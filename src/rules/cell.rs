//! The printed text of any cell of a report, by place and field.

use smol_str::SmolStr;

use super::{FieldName, Place};
use crate::form::{Field, Origin, Report};

/// The printed text and the origin of a cell; `None` where a form cannot have such a cell (an
/// indicator beyond the last, a rate of an indicator).
pub fn cell(report: &Report, place: Place, field: FieldName) -> Option<(&str, Origin)> {
    match (place, field) {
        (Place::Form, FieldName::Year) => look(&report.year),
        (Place::Form, FieldName::Project) => look(&report.project),
        (Place::Form, FieldName::Department) => look(&report.department),
        (Place::Form, FieldName::Unit) => look(&report.unit),
        (Place::Goal, FieldName::Text) => narrative(&report.goal),
        (Place::Outcome, FieldName::Text) => narrative(&report.outcome),
        (Place::Grade, FieldName::Text) => look(&report.grade),
        (Place::Total, FieldName::Weight) => look(&report.total_weight),
        (Place::Total, FieldName::Score) => look(&report.total_score),
        (Place::Fund(line), field) => {
            let fund = report.funds.iter().find(|fund| fund.line == line)?;
            match field {
                FieldName::Initial => look(&fund.initial),
                FieldName::Annual => look(&fund.annual),
                FieldName::Executed => look(&fund.executed),
                FieldName::Weight => look(&fund.weight),
                FieldName::Rate => look(&fund.rate),
                FieldName::Score => look(&fund.score),
                _ => None,
            }
        }
        (Place::Indicator(number), field) => {
            let index = usize::try_from(number.checked_sub(1)?).ok()?;
            let indicator = report.indicators.get(index)?;
            match field {
                FieldName::Level1 => look(&indicator.level1),
                FieldName::Level2 => look(&indicator.level2),
                FieldName::Name => look(&indicator.name),
                FieldName::Target => look(&indicator.target),
                FieldName::Actual => look(&indicator.actual),
                FieldName::Weight => look(&indicator.weight),
                FieldName::Score => look(&indicator.score),
                FieldName::Reason => look(&indicator.reason),
                _ => None,
            }
        }
        _ => None,
    }
}

fn look<T>(field: &Field<T>) -> Option<(&str, Origin)> {
    Some((&field.printed, field.origin))
}

/// Narratives are cleaned of mark-up; spans count in the clean text.
fn narrative(field: &Field<SmolStr>) -> Option<(&str, Origin)> {
    let text = field.value().unwrap_or(&field.printed);
    Some((text, field.origin))
}
