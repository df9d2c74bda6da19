//! The user's editor on a text of the desk, while the desk has stepped aside.
//!
//! Invariant: whatever was saved in the editor is told, at once and when the terminal goes away.

use std::io;
use std::path::Path;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, bounded};

use super::event::{Event, Events};
use crate::desk::EditorNews;
use crate::locales::Catalogue;
use crate::terminal::{Editor, Trouble};

/// An editor that runs.
#[derive(Debug)]
pub(super) struct Errand {
    editor: Arc<Editor>,
    ended: Receiver<io::Result<ExitStatus>>,
    /// The text as it was given or told last.
    told: String,
}

impl Errand {
    /// Gives the text to the editor, which has the terminal from now on.
    ///
    /// # Errors
    /// The file cannot be written, or no thread started.
    pub(super) fn begin(
        command: String,
        text: &str,
        folder: &Path,
        events: &Events,
    ) -> io::Result<Self> {
        let editor = Arc::new(Editor::open(command, text, folder)?);
        let (sender, ended) = bounded(1);
        let (runs, told) = (Arc::clone(&editor), events.clone());
        events.spawn("editor", move || {
            // Nobody who waits is a desk that has ended.
            let _ = sender.send(runs.run());
            told.send(Event::EditorEnded);
        })?;
        Ok(Self {
            editor,
            ended,
            told: text.trim_end().to_owned(),
        })
    }

    /// What was saved since this was last asked.
    pub(super) fn news(&mut self) -> Option<EditorNews> {
        let saved = self.editor.saved().ok()?;
        if self.told == saved {
            return None;
        }
        self.told.clone_from(&saved);
        Some(EditorNews::Saved(saved))
    }

    /// The text back from an editor that has ended, or ends within `patience`; what it has saved so
    /// far from one that does not.
    pub(super) fn end(mut self, patience: Duration, words: &Catalogue) -> Option<EditorNews> {
        match self.ended.recv_timeout(patience) {
            Ok(status) => {
                let edited = self.editor.close(status);
                Some(EditorNews::Ended {
                    trouble: edited
                        .trouble
                        .as_ref()
                        .map(|trouble| editor_trouble(trouble, self.editor.command(), words)),
                    text: edited.text,
                })
            }
            Err(_) => self.news(),
        }
    }
}

/// What went wrong, and what to do about it.
pub fn editor_trouble(trouble: &Trouble, command: &str, words: &Catalogue) -> String {
    let (key, what) = match trouble {
        Trouble::Missing => ("app-editor-missing", String::new()),
        Trouble::Unusable(error) => ("app-editor-unusable", words.trouble(error)),
        Trouble::Failed(Some(status)) => ("app-editor-failed", status.to_string()),
        Trouble::Failed(None) => ("app-editor-killed", String::new()),
        Trouble::Unreadable(file) => ("app-editor-unreadable", file.display().to_string()),
    };
    words.fill(key, &[("command", command), ("what", &what)])
}
