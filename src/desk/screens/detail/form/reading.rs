//! How the form was read: its file, what is missing, what was mended.

use ratatui::text::Line;

use super::super::source;
use super::Form;
use crate::desk::theme::Role;
use crate::terminal::text::wrap;

impl Form<'_> {
    /// How the form was read: its file, what is missing, what was mended.
    pub(super) fn reading(&mut self) {
        self.heading(&self.words.text("form-reading"));
        let detail = self.detail;
        let source = self.words.fill(
            "form-source",
            &[
                ("path", &detail.source.path),
                ("revision", &detail.revision.to_string()),
                ("of", &detail.revisions.len().max(1).to_string()),
                ("time", &self.words.time(detail.source.imported_at)),
            ],
        );
        self.paragraph(&source);
        for gap in &detail.report.gaps {
            let reason = self.words.fill(&gap.reason, &[("found", &gap.found)]);
            let text = self.words.fill(
                "form-gap",
                &[
                    ("at", &source::origin(self.words, gap.origin)),
                    ("what", &self.words.part(&gap.what)),
                    ("reason", &reason),
                ],
            );
            self.paragraph(&text);
        }
        for repair in &detail.report.repairs {
            let values = [
                ("found", repair.found.as_str()),
                ("read_as", repair.read_as.as_str()),
            ];
            let kind = self.words.fill(&repair.kind, &values);
            let text = self.words.fill(
                "form-repair",
                &[
                    ("at", &source::origin(self.words, repair.origin)),
                    ("kind", &kind),
                ],
            );
            self.paragraph(&text);
        }
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        let style = self.theme.style(Role::Text);
        for line in wrap(text, self.columns) {
            self.push(None, Line::styled(line.text, style));
        }
    }
}
