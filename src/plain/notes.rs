//! Notes of several lines, and drafts.
//!
//! While a note is written, lines are its text. A dot alone saves (also `。`, which an input method
//! for Chinese types), two dots leave it as a draft, a minus alone takes the last line back, an
//! exclamation mark alone gives the text to the user's editor. The text is kept as a draft after every line, so that a lost connection loses nothing that was
//! entered.

use super::commands;
use super::session::{Listed, Session};
use crate::app::editor_trouble;
use crate::rules::Place;
use crate::store::{Action, Draft, NewEvent, StoreError, Subject};
use crate::terminal::{Edited, Editor, Trouble};

/// The note that is being written.
#[derive(Debug)]
pub struct Writing {
    subject: Subject,
    lines: Vec<String>,
}

impl Writing {
    fn text(&self) -> String {
        self.lines.join("\n")
    }
}

impl Session<'_> {
    /// Writes a note on the finding read last, else on the open form; all of it where it stands
    /// behind the command.
    pub(super) fn note(&mut self, text: &str) -> Result<(), StoreError> {
        match self.subject() {
            Some(subject) => self.begin(subject, text),
            None => Ok(()),
        }
    }

    /// What is being read: a finding, else the open form; where there is neither, it is said.
    pub(super) fn subject(&mut self) -> Option<Subject> {
        if let Some(finding) = self.current() {
            return Some(Subject::Finding(finding.fingerprint));
        }
        if self.open.is_none() {
            self.say("plain-no-form");
        }
        let open = self.open.as_ref()?;
        Some(Subject::Report(open.row.id, Place::Form))
    }

    /// Writes a note on the open form.
    pub(super) fn note_form(&mut self, text: &str) -> Result<(), StoreError> {
        match &self.open {
            Some(open) => {
                let subject = Subject::Report(open.row.id, Place::Form);
                self.begin(subject, text)
            }
            None => {
                self.say("plain-no-form");
                Ok(())
            }
        }
    }

    fn begin(&mut self, subject: Subject, text: &str) -> Result<(), StoreError> {
        if self.writer().is_none() {
            return Ok(());
        }
        let about = self.about(&subject)?;
        self.fill("note-title", &[("about", &about)]);
        let draft = self.reader.draft(&self.by, &subject)?;
        let draft = draft.map(|draft| draft.text).unwrap_or_default();
        if text.is_empty() {
            self.resume(subject, draft);
        } else if !self.save_note(&subject, text) {
            // An older draft stays, with this below it.
            let both = [draft.as_str(), text].join("\n");
            self.keep(&subject, both.trim_start().to_owned());
            self.say("plain-draft-left");
        }
        Ok(())
    }

    fn resume(&mut self, subject: Subject, text: String) {
        if !text.is_empty() {
            self.say("note-draft-loaded");
            self.voice.text(&text);
        }
        self.say("plain-note-how");
        self.writing = Some(Writing {
            subject,
            lines: text.lines().map(str::to_owned).collect(),
        });
    }

    /// What a note is about, in words.
    fn about(&self, subject: &Subject) -> Result<String, StoreError> {
        Ok(match subject {
            Subject::Finding(fingerprint) => {
                let found = self.reader.findings_by_fingerprint(*fingerprint)?;
                found.first().map_or_else(
                    || self.words.text("draft-on-finding"),
                    |row| format!("{} / {}", row.project, self.words.rule(&row.rule)),
                )
            }
            Subject::Rule { rule, unit } => format!("{unit} / {}", self.words.rule(rule)),
            Subject::Report(id, place) => {
                let rows = self.reader.reports(&[*id])?;
                let project = rows.first().map_or("", |row| row.project.as_str());
                format!("{project} / {}", self.words.place(*place))
            }
        })
    }

    /// A line while a note is written.
    pub(super) fn write_line(&mut self, line: &str) -> Result<(), StoreError> {
        let Some(mut writing) = self.writing.take() else {
            return Ok(());
        };
        match line.trim() {
            "." | "。" | "．" => {
                let text = writing.text();
                if text.trim().is_empty() {
                    self.say("note-empty");
                    self.keep(&writing.subject, String::new());
                } else if self.save_note(&writing.subject, &text) {
                    self.keep(&writing.subject, String::new());
                } else {
                    self.say("plain-draft-left");
                }
                return Ok(());
            }
            ".." | "。。" | "．．" => {
                self.say("plain-draft-left");
                return Ok(());
            }
            "-" | "－" => match writing.lines.pop() {
                Some(line) => self.fill("plain-line-taken", &[("line", &line)]),
                None => self.say("note-empty"),
            },
            "!" | "！" => self.edit(&mut writing),
            _ => writing.lines.push(line.to_owned()),
        }
        self.keep(&writing.subject, writing.text());
        self.writing = Some(writing);
        Ok(())
    }

    /// Gives the text to the user's editor, and reads out what comes back.
    fn edit(&mut self, writing: &mut Writing) {
        let Some((command, folder)) = self.editor.clone() else {
            self.say("plain-no-editor");
            return;
        };
        let edited = match Editor::open(command.clone(), &writing.text(), &folder) {
            Ok(editor) => editor.close(editor.run()),
            Err(error) => Edited {
                text: None,
                trouble: Some(Trouble::Unusable(error)),
            },
        };
        if let Some(trouble) = &edited.trouble {
            let said = editor_trouble(trouble, &command, self.words.catalogue());
            self.voice.text(&said);
        }
        if let Some(text) = edited.text {
            writing.lines = text.lines().map(str::to_owned).collect();
            self.voice.text(&text);
            self.say("plain-edited");
        }
    }

    /// Keeps a draft; an empty text forgets it.
    fn keep(&mut self, subject: &Subject, text: String) {
        let draft = Draft {
            by: self.by.clone(),
            subject: subject.clone(),
            text,
        };
        let kept = match self.writer() {
            Some(writer) => writer.save_draft(&draft),
            None => Ok(()),
        };
        self.tell(kept);
    }

    fn save_note(&mut self, subject: &Subject, text: &str) -> bool {
        let event = NewEvent {
            by: self.by.clone(),
            subject: subject.clone(),
            action: Action::Note(text.trim_end().to_owned()),
        };
        self.append(&[event], "saved")
    }

    /// Lists the drafts; with a number, goes on writing that one.
    pub(super) fn drafts(&mut self, typed: &str) -> Result<(), StoreError> {
        if !typed.is_empty() {
            if let Some(draft) = self.draft(typed)? {
                let about = self.about(&draft.subject)?;
                self.fill("note-title", &[("about", &about)]);
                self.resume(draft.subject, draft.text);
            }
            return Ok(());
        }
        let drafts = self.reader.drafts(&self.by)?;
        if drafts.is_empty() {
            self.say("why-no-draft");
            return Ok(());
        }
        self.listed = Listed::Drafts;
        for (number, draft) in (1..).zip(&drafts) {
            let about = self.about(&draft.subject)?;
            let number: usize = number;
            let number = number.to_string();
            let first = draft.text.lines().next().unwrap_or_default();
            let values = [
                ("number", number.as_str()),
                ("parts", about.as_str()),
                ("says", first),
            ];
            self.fill("plain-finding-line", &values);
        }
        self.say("plain-drafts-how");
        Ok(())
    }

    /// Throws a draft away: the only way to lose text, and it is read out once more.
    pub(super) fn discard(&mut self, typed: &str) -> Result<(), StoreError> {
        if let Some(draft) = self.draft(typed)? {
            if self.writer().is_none() {
                return Ok(());
            }
            self.voice.text(&draft.text);
            self.keep(&draft.subject, String::new());
            self.say("note-discarded");
        }
        Ok(())
    }

    fn draft(&mut self, typed: &str) -> Result<Option<Draft>, StoreError> {
        let drafts = self.reader.drafts(&self.by)?;
        let index =
            commands::number(typed).and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        let draft = index.and_then(|index| drafts.into_iter().nth(index));
        if draft.is_none() {
            self.say("plain-no-draft");
        }
        Ok(draft)
    }
}
