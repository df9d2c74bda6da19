//! The rows of the file a part of the form was read from, as they stood there.

use crate::desk::theme::Role;
use crate::desk::words::Words;
use crate::form::{Field, Origin, Report};
use crate::rules::Place;
use crate::store::ReportDetail;

/// A place in a file, in words.
pub fn origin(words: &Words, at: Origin) -> String {
    if at.row == 0 {
        return words.text("origin-none");
    }
    let (part, row) = (at.part.to_string(), at.row.to_string());
    let column = at.column.to_string();
    let key = match (at.part, at.column) {
        (0, 0) => "origin-row",
        (0, _) => "origin-cell",
        (_, 0) => "origin-part-row",
        _ => "origin-part-cell",
    };
    let values = [
        ("part", part.as_str()),
        ("row", row.as_str()),
        ("column", column.as_str()),
    ];
    words.fill(key, &values)
}

/// What the box of `o` says: the file, then the rows of the cells of `place`.
pub fn paragraphs(words: &Words, detail: &ReportDetail, place: Place) -> Vec<(Role, String)> {
    let mut said = vec![
        (
            Role::Text,
            words.fill("source-file", &[("path", &detail.source.path)]),
        ),
        (
            Role::Dim,
            words.fill("source-hash", &[("sha256", &detail.source.sha256)]),
        ),
        (Role::Text, String::new()),
    ];
    let mut rows: Vec<(u32, u32)> = origins(&detail.report, place)
        .into_iter()
        .filter(|at| at.row > 0)
        .map(|at| (at.part, at.row))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    let before = said.len();
    for row in &detail.report.source {
        if !rows.contains(&(row.part, row.row)) {
            continue;
        }
        let at = origin(words, Origin::new(row.part, row.row, 0));
        // The name of the sheet says more than its number.
        let part = usize::try_from(row.part).ok();
        let part = part.and_then(|part| detail.source.parts.get(part.checked_sub(1)?));
        let named = part.filter(|name| !name.is_empty());
        said.push((
            Role::Title,
            named.map_or(at.clone(), |name| format!("{at} {name}")),
        ));
        // Tabs are the borders of cells: shown, so that a shifted cell is seen.
        let cells: Vec<&str> = row.text.split('\t').map(str::trim).collect();
        said.push((Role::Text, cells.join(" | ")));
    }
    if said.len() == before {
        said.push((Role::Dim, words.text("source-none")));
    }
    said
}

/// Where the cells of a part of the form stood.
fn origins(report: &Report, place: Place) -> Vec<Origin> {
    fn at<T>(field: &Field<T>) -> Origin {
        field.origin
    }
    match place {
        Place::Form => vec![
            at(&report.title),
            at(&report.year),
            at(&report.project),
            at(&report.department),
            at(&report.unit),
        ],
        Place::Fund(line) => report
            .funds
            .iter()
            .filter(|fund| fund.line == line)
            .flat_map(|fund| {
                [
                    at(&fund.initial),
                    at(&fund.annual),
                    at(&fund.executed),
                    at(&fund.weight),
                    at(&fund.rate),
                    at(&fund.score),
                ]
            })
            .collect(),
        Place::Goal => vec![at(&report.goal)],
        Place::Outcome => vec![at(&report.outcome)],
        Place::Indicator(number) => usize::try_from(number)
            .ok()
            .and_then(|number| report.indicators.get(number.checked_sub(1)?))
            .map(|indicator| {
                vec![
                    at(&indicator.name),
                    at(&indicator.target),
                    at(&indicator.actual),
                    at(&indicator.weight),
                    at(&indicator.score),
                    at(&indicator.reason),
                ]
            })
            .unwrap_or_default(),
        Place::Total => vec![at(&report.total_weight), at(&report.total_score)],
        Place::Grade => vec![at(&report.grade)],
    }
}
