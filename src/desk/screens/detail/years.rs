//! The same project of the same unit in other years, beside each other.

use std::collections::BTreeMap;

use crate::desk::screens::Layer;
use crate::desk::theme::Role;
use crate::desk::widgets::Pager;
use crate::desk::words::{Words, grouped, maybe};
use crate::desk::{Ask, Model};
use crate::store::ReportDetail;
use crate::terminal::text::{Align, pad, width};

/// Asks for the years.
pub fn open(model: &mut Model) {
    if let Some(detail) = &model.detail {
        let id = detail.id;
        model.ask(Ask::Years(id));
    }
}

/// Shows them.
pub fn take(model: &mut Model, years: &[ReportDetail]) {
    if years.len() < 2 {
        model.tell(Role::Notice, "years-none");
        return;
    }
    let words = &model.words;
    let title = years.first().map(|data| data.row.project.clone());
    let title = words.fill("years-title", &[("project", &title.unwrap_or_default())]);
    let page = Pager::new(title, paragraphs(words, years), words.text("page-footer"));
    model.layers.push(Layer::Page(page));
}

/// A figure of a year, as text.
type Figure<'a> = &'a dyn Fn(&ReportDetail) -> String;

/// Columns of a year.
const YEAR: usize = 14;

fn paragraphs(words: &Words, years: &[ReportDetail]) -> Vec<(Role, String)> {
    let line = |label: &str, cells: Vec<String>| {
        let mut line = pad(label, 18, Align::Left);
        for cell in cells {
            line.push(' ');
            line.push_str(&pad(&cell, YEAR, Align::Right));
        }
        line
    };
    let all = |of: &dyn Fn(&ReportDetail) -> String| years.iter().map(of).collect::<Vec<_>>();
    let year = |data: &ReportDetail| maybe(data.row.year.map(Into::into), 0).replace(',', "");
    let mut said = vec![(Role::Title, line(&words.text("col-year"), all(&year)))];
    let rows: [(&str, Figure<'_>); 8] = [
        ("form-initial", &|data| maybe(data.row.initial, 2)),
        ("form-annual", &|data| maybe(data.row.annual, 2)),
        ("form-executed", &|data| maybe(data.row.executed, 2)),
        ("form-rate", &|data| maybe(data.row.rate, 2)),
        ("place-total", &|data| maybe(data.row.score, 2)),
        ("years-indicators", &|data| data.row.indicators.to_string()),
        ("years-qualitative", &|data| {
            data.row.qualitative.to_string()
        }),
        ("years-findings", &|data| {
            format!(
                "{}/{}/{}",
                data.row.errors, data.row.warnings, data.row.notices
            )
        }),
    ];
    for (key, of) in rows {
        said.push((Role::Text, line(&words.text(key), all(of))));
    }
    if let [.., before, last] = years
        && let (Some(before), Some(last)) = (before.row.annual, last.row.annual)
        && let Some(change) = (last - before).checked_div(before)
    {
        let change = (change * rust_decimal::Decimal::from(100)).round_dp(2);
        let text = words.fill("years-change", &[("change", &grouped(change, 2))]);
        said.push((Role::Text, text));
    }
    said.push((Role::Title, words.text("years-targets")));
    for (name, cells) in indicators(years) {
        said.push((Role::Text, name.to_owned()));
        let wide = cells.iter().any(|cell| width(cell) > YEAR);
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        if wide {
            for (data, cell) in years.iter().zip(cells) {
                said.push((Role::Text, format!("  {}  {cell}", year(data))));
            }
        } else {
            said.push((Role::Text, line("", cells)));
        }
    }
    said
}

/// Indicators by name, in the order they first stand in, with target and actual of each year.
fn indicators(years: &[ReportDetail]) -> Vec<(&str, Vec<String>)> {
    let mut order: Vec<&str> = Vec::new();
    let mut found: BTreeMap<(&str, usize), String> = BTreeMap::new();
    for (at, data) in years.iter().enumerate() {
        for indicator in &data.report.indicators {
            let name = indicator.name.printed.as_str();
            if !order.contains(&name) {
                order.push(name);
            }
            let text = format!(
                "{} → {}",
                indicator.target.printed, indicator.actual.printed
            );
            found.entry((name, at)).or_insert(text);
        }
    }
    let cells = |name| {
        (0..years.len())
            .map(|at| {
                found
                    .get(&(name, at))
                    .cloned()
                    .unwrap_or_else(|| "-".to_owned())
            })
            .collect()
    };
    order.into_iter().map(|name| (name, cells(name))).collect()
}
