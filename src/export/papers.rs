//! Working papers: one web page that prints, with a summary and then one paper a form (一事一稿).
//!
//! It carries what the standards ask of a paper (DESIGN: audited unit, matter, facts with their
//! source and place, conclusion and its basis, who decided and who reviewed and when, the unit's
//! opinion); what only people can give is a blank field. Invariants: what is not confirmed is
//! called a suspicion; imported text is escaped, and what acts on a terminal or reorders text is
//! shown by its code.

use std::io::{self, Write};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use smol_str::SmolStr;

use super::form::number;
use super::names;
use super::{Value, grouped};
use crate::form::{Field, Origin};
use crate::locales::Catalogue;
use crate::rules::scoring::recompute;
use crate::rules::{self, Settings, marked_text, sentence};
use crate::store::{EventRow, FindingRow, Note, ReportDetail, SecondReview, Verdict};
use crate::terminal::text::visible;

const STYLE: &str = include_str!("papers.css");

/// How many findings there are of each verdict.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Forms with at least one of them.
    pub reports: usize,
    /// All findings.
    pub findings: usize,
    confirmed: usize,
    pending: usize,
    needs_evidence: usize,
    dismissed: usize,
    muted: usize,
}

impl Tally {
    /// Counts one finding.
    pub const fn add(&mut self, row: &FindingRow) {
        self.findings = self.findings.saturating_add(1);
        let count = match row.verdict {
            Verdict::Confirmed => &mut self.confirmed,
            Verdict::NeedsEvidence => &mut self.needs_evidence,
            Verdict::Dismissed => &mut self.dismissed,
            Verdict::Muted => &mut self.muted,
            Verdict::Pending => &mut self.pending,
        };
        *count = count.saturating_add(1);
    }
}

/// A finding as a paper needs it: with what was done about it.
#[derive(Debug)]
pub struct Matter {
    /// The finding.
    pub row: FindingRow,
    /// Its history, oldest first.
    pub events: Vec<EventRow>,
}

impl Matter {
    /// When its verdict (`verdict`) or second review (`second`) in force was given.
    fn given(&self, kind: &str, by: &str) -> Option<Timestamp> {
        let of_it = |event: &&EventRow| event.kind == kind && event.by == by && !event.undone;
        self.events.iter().rev().find(of_it).map(|event| event.at)
    }
}

/// Writes the papers, form by form.
pub struct Papers<'a> {
    words: &'a Catalogue,
    settings: &'a Settings,
    out: &'a mut dyn Write,
}

impl<'a> Papers<'a> {
    /// Writes the head: the scope (a filter, or nothing for all) and the sums.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn begin(
        words: &'a Catalogue,
        settings: &'a Settings,
        scope: &str,
        tally: Tally,
        today: Date,
        out: &'a mut dyn Write,
    ) -> io::Result<Self> {
        let title = words.text("papers-title");
        let made = [
            ("day", &*today.to_string()),
            ("version", env!("CARGO_PKG_VERSION")),
        ];
        let scope = if scope.is_empty() {
            words.text("papers-all")
        } else {
            scope.to_owned()
        };
        let sums = [
            ("reports", tally.reports),
            ("findings", tally.findings),
            ("confirmed", tally.confirmed),
            ("pending", tally.pending),
            ("needs_evidence", tally.needs_evidence),
            ("dismissed", tally.dismissed),
        ]
        .map(|(key, count)| (key, count.to_string()));
        let sums: Vec<(&str, &str)> = sums.iter().map(|(key, n)| (*key, n.as_str())).collect();
        let mut sum = words.fill("papers-sum", &sums);
        if tally.muted > 0 {
            let muted = tally.muted.to_string();
            sum.push_str(&words.fill("papers-sum-muted", &[("muted", &muted)]));
        }
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>\n<style>{STYLE}</style></head><body>\n",
            words.lang().tag(),
            escaped(&title)
        )?;
        writeln!(out, "<h1>{}</h1>", escaped(&title))?;
        for line in [
            words.fill("papers-query", &[("query", &scope)]),
            sum,
            words.fill("papers-made", &made),
        ] {
            writeln!(out, "<p>{}</p>", escaped(&line))?;
        }
        writeln!(
            out,
            "<h2>{}</h2>\n<table class=\"list\">",
            escaped(&words.text("papers-summary"))
        )?;
        let mut papers = Self {
            words,
            settings,
            out,
        };
        let heads = [
            "papers-index",
            "papers-audited",
            "field-project",
            "papers-what",
            "head-severity",
            "papers-abstract",
            "papers-state",
            "papers-second",
        ]
        .map(|key| papers.words.text(key));
        papers.row("th", &heads)?;
        Ok(papers)
    }

    /// Writes the line of a finding in the summary; `index` is its place among those of its form,
    /// from 1.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn summary(&mut self, index: usize, row: &FindingRow) -> io::Result<()> {
        let year = row.year.map_or_else(String::new, |year| year.to_string());
        let cells = [
            index_of(index, row),
            row.unit.clone(),
            format!("{year} {}", row.project),
            shown(names::rule(&row.rule, self.words)),
            shown(names::severity(row.severity, self.words)),
            self.sentence(row),
            shown(names::verdict(row.verdict, self.words)),
            self.second(row),
        ];
        self.row("td", &cells)
    }

    /// Ends the summary.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn end_summary(&mut self) -> io::Result<()> {
        writeln!(self.out, "</table>")
    }

    /// Writes the paper of one form with these of its findings.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn form(&mut self, detail: &ReportDetail, matters: &[Matter]) -> io::Result<()> {
        let (row, report) = (&detail.row, &detail.report);
        let year = row.year.map_or_else(String::new, |year| year.to_string());
        writeln!(
            self.out,
            "<section>\n<h2>{} {} {}</h2>\n<table>",
            row.id.0,
            escaped(&year),
            escaped(&row.project)
        )?;
        let text =
            |field: &Field<SmolStr>| field.value().map(ToString::to_string).unwrap_or_default();
        let money = |amount| match names::plain(amount) {
            Value::Number(amount) => {
                let amount = grouped(amount);
                self.words.fill("papers-money", &[("amount", &amount)])
            }
            _ => dash(),
        };
        let recomputed = recompute(report, self.settings).recomputed;
        let source = match (report.source.first(), report.source.last()) {
            (Some(first), Some(last)) => self.words.fill(
                "show-lines",
                &[
                    ("path", &detail.source.path),
                    ("first", &first.row.to_string()),
                    ("last", &last.row.to_string()),
                ],
            ),
            _ => detail.source.path.clone(),
        };
        let facts = [
            ("papers-audited", text(&report.unit)),
            ("field-department", text(&report.department)),
            ("papers-matter", self.words.text("papers-matter-of")),
            ("field-initial", money(row.initial)),
            ("field-annual", money(row.annual)),
            ("field-executed", money(row.executed)),
            (
                "papers-score",
                number(&report.total_score).unwrap_or_else(dash),
            ),
            (
                "papers-recomputed",
                recomputed.map_or_else(dash, |score| score.normalize().to_string()),
            ),
            (
                "papers-source",
                format!("{source}\nSHA-256 {}", detail.source.sha256),
            ),
        ];
        for (key, value) in facts {
            self.fact(key, &value)?;
        }
        writeln!(self.out, "</table>")?;
        for (index, matter) in (1..).zip(matters) {
            self.matter(index, matter, detail)?;
        }
        let about_the_form: Vec<&Note> = detail
            .notes
            .iter()
            .filter(|note| note.finding.is_none())
            .collect();
        if !about_the_form.is_empty() {
            writeln!(
                self.out,
                "<h3>{}</h3>\n<table>",
                escaped(&self.words.text("papers-notes-form"))
            )?;
            for note in about_the_form {
                self.cells("th", &signed(&note.by, Some(note.at)), &note.text)?;
            }
            writeln!(self.out, "</table>")?;
        }
        self.signatures()?;
        writeln!(self.out, "</section>")
    }

    /// Writes what stands behind the last form.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn finish(self) -> io::Result<()> {
        writeln!(self.out, "</body></html>")
    }

    fn matter(&mut self, index: usize, matter: &Matter, detail: &ReportDetail) -> io::Result<()> {
        let (row, words) = (&matter.row, self.words);
        let kind = if row.verdict == Verdict::Confirmed {
            "papers-problem"
        } else {
            "papers-suspicion"
        };
        writeln!(
            self.out,
            "<h3>{} {}：{}</h3>\n<table>",
            escaped(&index_of(index, row)),
            escaped(&words.text(kind)),
            escaped(&shown(names::rule(&row.rule, words)))
        )?;
        let place = shown(names::place(row.place, words));
        self.fact("papers-place", &place)?;
        let severity = shown(names::severity(row.severity, words));
        self.fact("head-severity", &severity)?;
        self.fact("papers-abstract", &self.sentence(row))?;
        let evidence: Vec<String> = (row.marks.iter())
            .map(|mark| {
                let at = rules::cell(&detail.report, mark.place, mark.field)
                    .map_or_else(String::new, |(_, at)| self.at(at));
                let place = shown(names::place(mark.place, words));
                let field = words.text(&format!("field-{}", mark.field.name()));
                let text = marked_text(&detail.report, mark);
                format!("{place} {field}：「{text}」 {at}")
            })
            .collect();
        self.fact("papers-evidence", &evidence.join("\n"))?;
        if let Some(rule) = rules::find(&row.rule) {
            let lang = words.lang();
            let basis: Vec<String> = (rule.basis.iter())
                .map(|basis| {
                    words.fill(
                        "page-basis-item",
                        &[
                            ("basis", basis.text.get(lang)),
                            ("status", basis.status.label().get(lang)),
                        ],
                    )
                })
                .collect();
            self.fact("papers-basis", &basis.join("\n"))?;
            self.fact("papers-procedure", rule.procedure.get(lang))?;
        }
        self.fact("papers-state", &shown(names::verdict(row.verdict, words)))?;
        if row.verdict != Verdict::Pending {
            self.fact("papers-reason", &row.reason)?;
            self.fact(
                "papers-author",
                &signed(&row.by, matter.given("verdict", &row.by)),
            )?;
            let review = match row.second {
                SecondReview::Unreviewed => self.second(row),
                _ => format!(
                    "{} {}\n{}",
                    self.second(row),
                    signed(&row.reviewer, matter.given("second", &row.reviewer)),
                    row.remark
                ),
            };
            self.fact("papers-reviewer", review.trim_end())?;
        }
        if !row.opinions.is_empty() {
            let opinions: Vec<String> = (row.opinions.iter())
                .map(|opinion| {
                    let verdict = shown(names::verdict(opinion.verdict, words));
                    format!("{} {verdict} {}", opinion.by, opinion.reason)
                })
                .collect();
            self.fact("papers-disputed", &opinions.join("\n"))?;
        }
        let notes: Vec<String> = (detail.notes.iter())
            .filter(|note| note.finding == Some(row.fingerprint))
            .map(|note| format!("{}\n{}", signed(&note.by, Some(note.at)), note.text))
            .collect();
        if !notes.is_empty() {
            self.fact("papers-notes", &notes.join("\n"))?;
        }
        writeln!(self.out, "</table>")
    }

    /// What is for people to sign.
    fn signatures(&mut self) -> io::Result<()> {
        writeln!(self.out, "<table class=\"sign\">")?;
        for [who, what] in [
            ["papers-prepared", "papers-date"],
            ["papers-checked", "papers-date"],
            ["papers-check", ""],
            ["papers-answer", "papers-date"],
        ] {
            let (who, what) = (
                self.words.text(who),
                if what.is_empty() {
                    String::new()
                } else {
                    self.words.text(what)
                },
            );
            writeln!(
                self.out,
                "<tr><th>{}</th><td></td><th>{}</th><td></td></tr>",
                escaped(&who),
                escaped(&what)
            )?;
        }
        writeln!(self.out, "</table>")
    }

    fn sentence(&self, row: &FindingRow) -> String {
        sentence(&row.rule, &row.message, &row.facts, self.words.lang())
    }

    fn second(&self, row: &FindingRow) -> String {
        if !row.is_decided() {
            return dash();
        }
        shown(names::second(row.second, self.words))
    }

    /// Where a cell stood in its file.
    fn at(&self, origin: Origin) -> String {
        if origin.row == 0 {
            return String::new();
        }
        let (part, row) = (origin.part.to_string(), origin.row.to_string());
        let key = if origin.part == 0 {
            "origin-row"
        } else {
            "origin-part-row"
        };
        self.words.fill(key, &[("part", &part), ("row", &row)])
    }

    fn fact(&mut self, key: &str, value: &str) -> io::Result<()> {
        self.cells("th", &self.words.text(key), value)
    }

    fn cells(&mut self, tag: &str, head: &str, value: &str) -> io::Result<()> {
        let (head, value) = (escaped(head), escaped(value));
        writeln!(self.out, "<tr><{tag}>{head}</{tag}><td>{value}</td></tr>")
    }

    fn row(&mut self, tag: &str, cells: &[String]) -> io::Result<()> {
        write!(self.out, "<tr>")?;
        for cell in cells {
            write!(self.out, "<{tag}>{}</{tag}>", escaped(cell))?;
        }
        writeln!(self.out, "</tr>")
    }
}

/// The number of a paper and of the matter in it, and the id that finds it in shenyue.
fn index_of(index: usize, row: &FindingRow) -> String {
    let id: String = row.hex().chars().take(8).collect();
    format!("{}-{index} ({id})", row.report.0)
}

/// The label of a name.
fn shown(value: Value) -> String {
    match value {
        Value::Name(_, label) => label,
        _ => String::new(),
    }
}

/// Somebody and the local day.
fn signed(by: &str, at: Option<Timestamp>) -> String {
    let day = at.map(|at| at.to_zoned_datetime(TimeZone::system()).date().to_string());
    format!("{by} {}", day.unwrap_or_default())
        .trim()
        .to_owned()
}

fn dash() -> String {
    "—".to_owned()
}

/// Text for a web page: mark-up and what hides or reorders text are shown, lines stay lines.
fn escaped(text: &str) -> String {
    let mut page = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            '\n' => page.push_str("<br>"),
            other => page.push(other),
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn imported_text_stays_text() {
        assert_eq!(
            escaped("<script>alert('&')</script>\n\u{202e}\u{1b}"),
            "&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;<br>⟨202E⟩⟨1B⟩"
        );
    }
}
