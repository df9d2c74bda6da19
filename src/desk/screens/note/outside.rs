//! The user's own editor on the note that is open: its text goes out, and comes back as a draft.

use super::{Editor, open};
use crate::desk::screens::Layer;
use crate::desk::theme::Role;
use crate::desk::{EditorNews, Effect, Model};

/// Opens the note on what is selected, and the user's editor on it.
pub fn open_outside(model: &mut Model) {
    open(model);
    let text = match model.layers.last() {
        Some(Layer::Note(editor)) => editor.written(),
        _ => return,
    };
    model.effects.push(Effect::Edit(text));
}

/// Takes in what the user's editor has done to the text. It is kept as a draft at once, and saved as
/// a note only where the user says so.
pub fn news(model: &mut Model, news: EditorNews) {
    let note = model.layers.iter_mut().rev().find_map(|layer| match layer {
        Layer::Note(editor) => Some(editor),
        _ => None,
    });
    let Some(note) = note else {
        // There is nothing to take it in; what went wrong is still said.
        if let EditorNews::Ended {
            trouble: Some(trouble),
            ..
        } = news
        {
            model.notice = Some((Role::Error, trouble));
        }
        return;
    };
    match news {
        EditorNews::Saved(text) => {
            note.replace(&text);
        }
        EditorNews::Ended { text, trouble } => {
            let changed = text.is_some_and(|text| note.replace(&text));
            note.leaving = false;
            note.remark = match (trouble, changed) {
                (Some(trouble), _) => Some((Role::Error, trouble)),
                (None, true) => Some((Role::Notice, model.words.text("note-editor-back"))),
                (None, false) => None,
            };
        }
    }
    if let Some((subject, text)) = note.unkept() {
        model.keep_draft(subject, text);
    }
}

impl Editor {
    /// Puts another text in place of all there is; says whether it is another. One undo takes it
    /// back.
    fn replace(&mut self, text: &str) -> bool {
        let text = super::cleaned(text);
        if text.trim_end() == self.written().trim_end() {
            return false;
        }
        self.text.select_all();
        self.text.insert_str(text);
        true
    }
}
