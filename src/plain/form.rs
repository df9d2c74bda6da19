//! A form in sentences: one line a row of its tables, every value behind the name of its cell.

use smol_str::SmolStr;

use crate::desk::{Words, origin};
use crate::export::names;
use crate::form::{Field, Fund, Indicator};
use crate::rules::Place;
use crate::store::ReportDetail;

/// Which form it is and what it says of itself.
pub fn head(words: &Words, detail: &ReportDetail) -> Vec<String> {
    let row = &detail.row;
    let report = &detail.report;
    let id = row.id.0.to_string();
    let year = row
        .year
        .map_or_else(|| words.text("form-blank"), |year| year.to_string());
    let values = [
        ("id", id.as_str()),
        ("year", year.as_str()),
        ("project", row.project.as_str()),
        ("unit", row.unit.as_str()),
    ];
    let mut lines = vec![words.fill("plain-report", &values)];
    let mut parts = Parts::new(words);
    parts.cell("field-department", &report.department);
    parts.cell("field-total_score", &report.total_score);
    parts.cell("field-total_weight", &report.total_weight);
    parts.cell("field-grade", &report.grade);
    let (qualitative, all) = (row.qualitative.to_string(), row.indicators.to_string());
    parts.0.push(words.fill(
        "show-qualitative",
        &[("count", qualitative.as_str()), ("all", all.as_str())],
    ));
    lines.push(parts.join());
    if row.revision > 1 {
        let revision = row.revision.to_string();
        lines.push(words.fill("plain-revision", &[("number", &revision)]));
    }
    lines
}

/// The form as printed, with what deserves distrust behind each row.
pub fn whole(words: &Words, detail: &ReportDetail) -> Vec<String> {
    let report = &detail.report;
    let mut lines = head(words, detail);
    if !report.funds.is_empty() {
        let unit = names::money_unit(report, words.catalogue());
        lines.push(words.fill("form-funds", &[("unit", &unit)]));
    }
    for fund in &report.funds {
        lines.push(fund_line(words, detail, fund));
    }
    for (place, key, text) in [
        (Place::Goal, "field-goal", &report.goal),
        (Place::Outcome, "field-outcome", &report.outcome),
    ] {
        if !text.is_absent() {
            let said = text.value().map_or("", SmolStr::as_str);
            let said = or_blank(words, said);
            lines.push(words.fill("plain-item", &[("name", &words.text(key)), ("says", &said)]));
            lines.extend(suspicion(words, detail, place));
        }
    }
    for (number, row) in (1..).zip(&report.indicators) {
        lines.push(indicator_line(words, detail, number, row));
    }
    for place in [Place::Total, Place::Grade, Place::Form] {
        let suspicion = suspicion(words, detail, place);
        lines.extend(suspicion.map(|says| {
            let name = words.place(place);
            words.fill("plain-item", &[("name", &name), ("says", &says)])
        }));
    }
    lines.extend(reading(words, detail));
    lines
}

/// The indicator of that number, with the findings on it.
pub fn indicator(words: &Words, detail: &ReportDetail, number: i64) -> Vec<String> {
    match u32::try_from(number) {
        Ok(number) if number > 0 => part(words, detail, Place::Indicator(number)),
        _ => Vec::new(),
    }
    .into_iter()
    .chain(std::iter::once(words.fill(
        "plain-indicators",
        &[("count", &detail.report.indicators.len().to_string())],
    )))
    .collect()
}

/// The row of a table a place names; none for narratives and the form as a whole.
pub fn part(words: &Words, detail: &ReportDetail, place: Place) -> Vec<String> {
    let report = &detail.report;
    match place {
        Place::Fund(line) => report
            .funds
            .iter()
            .filter(|fund| fund.line == line)
            .map(|fund| fund_line(words, detail, fund))
            .collect(),
        Place::Indicator(number) => (1..)
            .zip(&report.indicators)
            .filter(|(at, _)| *at == number)
            .map(|(at, row)| indicator_line(words, detail, at, row))
            .collect(),
        Place::Total | Place::Grade => {
            let mut parts = Parts::new(words);
            parts.cell("field-total_score", &report.total_score);
            parts.cell("field-total_weight", &report.total_weight);
            parts.cell("field-grade", &report.grade);
            vec![parts.join()]
        }
        Place::Goal | Place::Outcome | Place::Form => Vec::new(),
    }
}

fn fund_line(words: &Words, detail: &ReportDetail, fund: &Fund) -> String {
    let mut parts = Parts::new(words);
    parts.cell("field-initial", &fund.initial);
    parts.cell("field-annual", &fund.annual);
    parts.cell("field-executed", &fund.executed);
    parts.cell("field-weight", &fund.weight);
    parts.cell("field-rate", &fund.rate);
    parts.cell("field-score", &fund.score);
    parts
        .0
        .extend(suspicion(words, detail, Place::Fund(fund.line)));
    // Some forms print a colon behind the label.
    let name = fund.label.trim_end_matches([':', '：', ' ']);
    let values = [("name", name), ("says", &parts.join())];
    words.fill("plain-item", &values)
}

fn indicator_line(words: &Words, detail: &ReportDetail, number: u32, row: &Indicator) -> String {
    let mut name = Parts::new(words);
    let place = Place::Indicator(number);
    name.0.push(words.place(place));
    for field in [&row.level1, &row.level2, &row.name] {
        if !field.is_absent() {
            name.0.push(or_blank(words, &field.printed));
        }
    }
    let mut parts = Parts::new(words);
    parts.cell("field-target", &row.target);
    parts.cell("field-actual", &row.actual);
    parts.cell("field-weight", &row.weight);
    parts.cell("field-score", &row.score);
    if !row.reason.printed.trim().is_empty() {
        parts.cell("field-reason", &row.reason);
    }
    parts.0.extend(suspicion(words, detail, place));
    let (name, says) = (name.join(), parts.join());
    words.fill("plain-item", &[("name", &name), ("says", &says)])
}

/// What is suspected of a part of the form: severity and rule of each finding.
fn suspicion(words: &Words, detail: &ReportDetail, place: Place) -> Option<String> {
    // Several findings of one rule on one row are said once, with their number.
    let mut found: Vec<(String, usize)> = Vec::new();
    for finding in detail.findings.iter().filter(|one| one.place == place) {
        let severity = words.severity(finding.severity);
        let said = format!("{severity} {}", words.rule(&finding.rule));
        match found.iter_mut().find(|(known, _)| *known == said) {
            Some((_, count)) => *count += 1,
            None => found.push((said, 1)),
        }
    }
    if found.is_empty() {
        return None;
    }
    let found: Vec<String> = found
        .into_iter()
        .map(|(said, count)| match count {
            1 => said,
            _ => format!("{said} ×{count}"),
        })
        .collect();
    let found = found.join(&words.text("plain-comma"));
    Some(words.fill("plain-suspicious", &[("found", &found)]))
}

/// What had to be mended to read the form, and what is missing.
fn reading(words: &Words, detail: &ReportDetail) -> Vec<String> {
    let report = &detail.report;
    let repairs = report.repairs.iter().map(|repair| {
        let values = [
            ("found", repair.found.as_str()),
            ("read_as", repair.read_as.as_str()),
        ];
        let kind = words.fill(&repair.kind, &values);
        let at = origin(words, repair.origin);
        words.fill(
            "form-repair",
            &[("at", at.as_str()), ("kind", kind.as_str())],
        )
    });
    let gaps = report.gaps.iter().map(|gap| {
        let reason = words.fill(&gap.reason, &[("found", &gap.found)]);
        let (at, what) = (origin(words, gap.origin), words.part(&gap.what));
        let values = [
            ("at", at.as_str()),
            ("what", what.as_str()),
            ("reason", reason.as_str()),
        ];
        words.fill("form-gap", &values)
    });
    repairs.chain(gaps).collect()
}

fn or_blank(words: &Words, text: &str) -> String {
    if text.trim().is_empty() {
        words.text("form-blank")
    } else {
        text.to_owned()
    }
}

/// Parts of a sentence.
struct Parts<'a>(Vec<String>, &'a Words);

impl<'a> Parts<'a> {
    const fn new(words: &'a Words) -> Self {
        Self(Vec::new(), words)
    }

    /// A cell as printed, behind its name; a cell this form does not have is not mentioned.
    fn cell<T>(&mut self, key: &str, field: &Field<T>) {
        if !field.is_absent() {
            let says = or_blank(self.1, &field.printed);
            self.0.push(format!("{} {says}", self.1.text(key)));
        }
    }

    fn join(&self) -> String {
        self.0.join(&self.1.text("plain-comma"))
    }
}
