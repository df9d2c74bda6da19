//! One report as text for people: the form as printed, with what deserves distrust beside it.

use std::io::{self, Write};

use smol_str::SmolStr;

use super::form::{as_printed, measure, number};
use super::names::{self, time};
use super::{Align, Column, Shape, Value, findings, list, scores};
use crate::form::{Field, Measure, parse_percent};
use crate::locales::Catalogue;
use crate::rules::scoring::{Recomputed, recompute};
use crate::rules::{Place, Settings, unanswered};
use crate::store::ReportDetail;
use crate::terminal::text::{one_line, pad, visible, width};

/// Writes `detail`, with the `reasons` why rules have nothing to say or only their number; tables are fitted to `columns` where given.
///
/// # Errors
/// When the output cannot be written.
pub fn write(
    detail: &ReportDetail,
    words: &Catalogue,
    settings: &Settings,
    reasons: bool,
    columns: Option<u16>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page {
        detail,
        words,
        scores: recompute(&detail.report, settings),
        shape: Shape::Table(columns),
        out,
    };
    page.head()?;
    page.funds()?;
    page.narrative("field-goal", &detail.report.goal)?;
    page.narrative("field-outcome", &detail.report.outcome)?;
    page.indicators()?;
    page.scores()?;
    page.findings()?;
    page.notes()?;
    page.unanswered(settings, reasons)?;
    page.reading()
}

struct Page<'a> {
    detail: &'a ReportDetail,
    words: &'a Catalogue,
    scores: Recomputed,
    shape: Shape,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    /// The rules that have nothing to say about this form.
    fn unanswered(&mut self, settings: &Settings, reasons: bool) -> io::Result<()> {
        let unanswered = unanswered(&self.detail.report, settings);
        let count: usize = unanswered.iter().map(|(_, rules)| rules.len()).sum();
        if count == 0 {
            return Ok(());
        }
        let key = if reasons {
            "show-unanswered-all"
        } else {
            "show-unanswered"
        };
        let count = count.to_string();
        writeln!(self.out, "\n{}", self.words.fill(key, &[("count", &count)]))?;
        let lang = self.words.lang();
        for (reason, rules) in unanswered.iter().filter(|_| reasons) {
            let names: Vec<String> = rules
                .iter()
                .map(|rule| format!("{} {}", rule.id, rule.name.get(lang)))
                .collect();
            writeln!(self.out, "  {}", reason.get(lang))?;
            for name in names {
                writeln!(self.out, "    {name}")?;
            }
        }
        Ok(())
    }

    fn head(&mut self) -> io::Result<()> {
        let row = &self.detail.row;
        let report = &self.detail.report;
        let year = row.year.map_or_else(String::new, |year| year.to_string());
        writeln!(self.out, "#{} {year} {}", row.id.0, one_line(&row.project))?;
        let mut marks = vec![self.words.fill(
            "show-qualitative",
            &[
                ("count", &row.qualitative.to_string()),
                ("all", &row.indicators.to_string()),
            ],
        )];
        if row.mismatch {
            marks.push(self.words.text("mark-mismatch"));
        }
        if row.all_full {
            marks.push(self.words.text("mark-all_full"));
        }
        let text =
            |field: &Field<SmolStr>| field.value().map(ToString::to_string).unwrap_or_default();
        let score = [&report.total_score, &report.total_weight]
            .map(|field| number(field).unwrap_or_else(|| "—".to_owned()))
            .join(" / ");
        let grade = report.grade.value().map_or("", |grade| grade.as_str());
        let source = &self.detail.source;
        let lines = match (report.source.first(), report.source.last()) {
            (Some(first), Some(last)) => self.words.fill(
                "show-lines",
                &[
                    ("path", &source.path),
                    ("first", &first.row.to_string()),
                    ("last", &last.row.to_string()),
                ],
            ),
            _ => source.path.clone(),
        };
        let facts = [
            ("field-department", text(&report.department)),
            ("field-unit", text(&report.unit)),
            ("field-total_score", format!("{score}  {grade}")),
            ("show-marks", marks.join(" · ")),
            ("show-source", lines),
            (
                "show-revision",
                format!("{} / {}", row.revision, self.detail.revisions.len()),
            ),
        ];
        self.facts(&facts)
    }

    fn facts(&mut self, facts: &[(&str, String)]) -> io::Result<()> {
        let labels: Vec<String> = facts.iter().map(|(key, _)| self.words.text(key)).collect();
        let widest = labels.iter().map(|label| width(label)).max().unwrap_or(0);
        for (label, (_, value)) in labels.iter().zip(facts) {
            let label = pad(label, widest, crate::terminal::text::Align::Left);
            writeln!(self.out, "  {label}  {}", one_line(value.trim_end()))?;
        }
        Ok(())
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "\n{text}")
    }

    fn funds(&mut self) -> io::Result<()> {
        let report = &self.detail.report;
        if report.funds.is_empty() {
            return Ok(());
        }
        let unit = names::money_unit(report, self.words);
        self.heading(&self.words.fill("show-funds", &[("unit", &unit)]))?;
        let mut columns = vec![self.column("field-funds", Align::Left)];
        for key in ["initial", "annual", "executed", "weight", "rate", "score"] {
            columns.push(self.column(&format!("field-{key}"), Align::Right));
        }
        columns.push(self.column("show-suspicion", Align::Left));
        let mut table = list(self.shape, &columns, self.out)?;
        for fund in &report.funds {
            let amount = |field: &Field<_>| printed(number(field));
            table.row(&[
                Value::Text(fund.label.to_string()),
                amount(&fund.initial),
                amount(&fund.annual),
                amount(&fund.executed),
                amount(&fund.weight),
                printed(as_printed(&fund.rate, parse_percent)),
                amount(&fund.score),
                suspicion(self.detail, Place::Fund(fund.line), self.words),
            ])?;
        }
        table.finish().map(|_| ())
    }

    fn narrative(&mut self, heading: &str, field: &Field<SmolStr>) -> io::Result<()> {
        let Some(text) = field.value() else {
            return Ok(());
        };
        self.heading(&self.words.text(heading))?;
        for line in visible(text).lines() {
            writeln!(self.out, "  {line}")?;
        }
        Ok(())
    }

    fn indicators(&mut self) -> io::Result<()> {
        let report = &self.detail.report;
        if report.indicators.is_empty() {
            return Ok(());
        }
        self.heading(&self.words.text("show-indicators"))?;
        let reasons = report
            .indicators
            .iter()
            .any(|row| row.reason.value().is_some());
        let mut columns = vec![self.column("show-number", Align::Right)];
        for key in ["level1", "level2", "name", "target", "actual"] {
            columns.push(self.column(&format!("field-{key}"), Align::Left));
        }
        for key in ["field-weight", "field-score", "show-formula"] {
            columns.push(self.column(key, Align::Right));
        }
        columns.push(self.column("show-suspicion", Align::Left));
        if reasons {
            columns.push(self.column("field-reason", Align::Left));
        }
        let text = |field: &Field<SmolStr>| printed(field.value().map(ToString::to_string));
        let target = |field: &Field<Measure>| printed(measure(field).map(str::to_owned));
        let mut table = list(self.shape, &columns, self.out)?;
        for ((number_of_row, row), score) in
            (1_u32..).zip(&report.indicators).zip(&self.scores.rows)
        {
            let mut values = vec![
                Value::Whole(number_of_row.into()),
                text(&row.level1),
                text(&row.level2),
                text(&row.name),
                target(&row.target),
                target(&row.actual),
                printed(number(&row.weight)),
                printed(number(&row.score)),
                printed(scores::cell(score)),
                suspicion(self.detail, Place::Indicator(number_of_row), self.words),
            ];
            if reasons {
                values.push(text(&row.reason));
            }
            table.row(&values)?;
        }
        table.finish().map(|_| ())
    }

    /// The scores worked out again, and what they rest on.
    fn scores(&mut self) -> io::Result<()> {
        self.heading(&self.words.text("show-scores"))?;
        self.facts(&scores::lines(&self.scores, self.words))?;
        for line in scores::differences(&self.scores, self.words) {
            writeln!(self.out, "  {line}")?;
        }
        Ok(())
    }

    fn findings(&mut self) -> io::Result<()> {
        if self.detail.findings.is_empty() {
            return self.heading(&self.words.text("show-no-findings"));
        }
        let count = self.detail.findings.len().to_string();
        self.heading(&self.words.fill("show-findings", &[("count", &count)]))?;
        let shown = ["id", "rule", "severity", "place", "message", "status"];
        let mut columns = findings::columns(self.words);
        for column in &mut columns {
            if !shown.contains(&column.key) {
                column.shown = None;
            }
        }
        let mut table = list(self.shape, &columns, self.out)?;
        for finding in &self.detail.findings {
            table.row(&findings::values(finding, self.words))?;
        }
        table.finish().map(|_| ())
    }

    fn notes(&mut self) -> io::Result<()> {
        if self.detail.notes.is_empty() {
            return Ok(());
        }
        self.heading(&self.words.text("show-notes"))?;
        for note in &self.detail.notes {
            let (Value::Name(_, at), Value::Name(_, place)) =
                (time(note.at), names::place(note.place, self.words))
            else {
                continue;
            };
            let outdated = if note.outdated {
                self.words.text("show-outdated")
            } else {
                String::new()
            };
            writeln!(self.out, "  {at} {} {place} {outdated}", one_line(&note.by))?;
            for line in visible(&note.text).lines() {
                writeln!(self.out, "    {line}")?;
            }
        }
        Ok(())
    }

    /// What had to be mended to read the form, and what is missing.
    fn reading(&mut self) -> io::Result<()> {
        let report = &self.detail.report;
        if report.repairs.is_empty() && report.gaps.is_empty() {
            return Ok(());
        }
        self.heading(&self.words.text("show-reading"))?;
        for repair in &report.repairs {
            let values = [
                ("found", repair.found.as_str()),
                ("read_as", repair.read_as.as_str()),
            ];
            let at = names::origin(repair.origin, self.words);
            let what = self.words.fill(&repair.kind, &values);
            self.said("show-repair", &[("at", &at), ("what", &what)])?;
        }
        for gap in &report.gaps {
            let at = names::origin(gap.origin, self.words);
            let what = names::part(&gap.what, self.words);
            let reason = self.words.fill(&gap.reason, &[("found", &gap.found)]);
            self.said(
                "show-gap",
                &[("at", &at), ("what", &what), ("reason", &reason)],
            )?;
        }
        Ok(())
    }

    fn said(&mut self, key: &str, values: &[(&str, &str)]) -> io::Result<()> {
        let line = self.words.fill(key, values);
        writeln!(self.out, "  {}", one_line(&line))
    }

    fn column(&self, key: &str, align: Align) -> Column {
        Column::new("", self.words.text(key), align)
    }
}

/// How grave the gravest suspicion on that part of the form is.
fn suspicion(detail: &ReportDetail, place: Place, words: &Catalogue) -> Value {
    let on_it = detail
        .findings
        .iter()
        .filter(|finding| finding.place == place);
    on_it
        .map(|finding| finding.severity)
        .max()
        .map_or(Value::Missing, |severity| names::severity(severity, words))
}

/// Text as the form prints it, or a dash where it has none.
fn printed(text: Option<String>) -> Value {
    Value::Text(text.unwrap_or_else(|| "—".to_owned()))
}
