//! Older versions of the open form: which there are, what changed since, and how one reads.

use super::session::Session;
use super::{commands, form};
use crate::desk::{changed, count};
use crate::store::StoreError;

/// Behind the number of a version: it is read in full.
const IN_FULL: [&str; 2] = ["全表", "form"];

impl Session<'_> {
    /// Lists the versions of the open form; of one named by its number, says what changed since, or
    /// reads it in full.
    pub(super) fn revisions(&mut self, typed: &str) -> Result<(), StoreError> {
        let Some(open) = &self.open else {
            self.say("plain-no-form");
            return Ok(());
        };
        let full = IN_FULL.iter().find_map(|word| typed.strip_suffix(word));
        let wanted = commands::number(full.unwrap_or(typed)).and_then(|at| u32::try_from(at).ok());
        let known = open.revisions.iter();
        let Some(wanted) = wanted.filter(|at| known.clone().any(|known| known.number == *at))
        else {
            let lines: Vec<String> = known
                .rev()
                .map(|revision| {
                    let (number, time) = (
                        count(revision.number),
                        self.words.time(revision.imported_at),
                    );
                    let values = [
                        ("number", number.as_str()),
                        ("time", time.as_str()),
                        ("path", revision.path.as_str()),
                    ];
                    self.words.fill("revision-line", &values)
                })
                .collect();
            for line in lines {
                self.voice.line(&line);
            }
            self.say("plain-revisions-how");
            return Ok(());
        };
        let older = self.reader.report(open.row.id, Some(wanted))?;
        let lines = if full.is_some() {
            let mut lines = form::head(&self.words, &older);
            lines.extend(form::whole(&self.words, &older));
            lines
        } else {
            changed(&self.words, &older.report, &open.report)
        };
        for line in lines {
            self.voice.text(&line);
        }
        Ok(())
    }
}
