//! Past imports, and what was refused in one of them.

use super::commands;
use super::session::{Listed, Session};
use crate::desk::count;
use crate::store::{Fate, ImportId, ImportRow, StoreError};

/// Imports read out at a time, and files of one looked at together.
const PAGE: usize = 10;

impl Session<'_> {
    /// Reads past imports, the newest first; with a number, what that one refused.
    pub(super) fn imports(&mut self, typed: &str) -> Result<(), StoreError> {
        if let Some(number) = commands::number(typed) {
            return self.refused(ImportId(number));
        }
        self.imported = None;
        self.more_imports()
    }

    /// The next page of past imports.
    pub(super) fn more_imports(&mut self) -> Result<(), StoreError> {
        self.listed = Listed::Imports;
        let rows = self.reader.imports(PAGE, self.imported)?;
        let Some(last) = rows.last() else {
            self.say(if self.imported.is_some() {
                "plain-list-end"
            } else {
                "plain-no-imports"
            });
            return Ok(());
        };
        self.imported = Some(last.id);
        for row in &rows {
            let said = self.import_line(row);
            self.voice.line(&said);
        }
        self.say("plain-imports-how");
        Ok(())
    }

    fn import_line(&self, row: &ImportRow) -> String {
        let values = [
            ("number", row.id.0.to_string()),
            ("time", self.words.time(row.at)),
            ("by", row.by.clone()),
            ("end", self.words.text(&format!("import-end-{}", row.end()))),
            ("files", count(row.files)),
            ("new", count(row.stored.new)),
            ("unchanged", count(row.stored.unchanged)),
            ("revised", count(row.stored.revised)),
            ("refused", count(row.refused)),
            ("paths", row.paths.join(" ")),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        self.words.fill("plain-import", &values)
    }

    /// The files of an import of which something was refused, and why.
    fn refused(&mut self, import: ImportId) -> Result<(), StoreError> {
        let fates = [Fate::Refused, Fate::PartlyRefused];
        let files = self.reader.import_files(import, &fates)?;
        if files.is_empty() {
            self.say("plain-nothing-refused");
            return Ok(());
        }
        for page in files.chunks(PAGE) {
            for row in self.reader.import_file_rows(import, page)? {
                let fate = self.words.text(&format!("fate-{}", row.fate.name()));
                let values = [("what", &*row.path), ("said", &fate)];
                self.voice.line(&self.words.fill("said-of", &values));
                for said in row.said {
                    self.voice.text(said.get(self.words.lang()));
                }
            }
        }
        Ok(())
    }
}
