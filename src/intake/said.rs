//! What is said of a file in both languages at once: an outcome is kept for whoever looks at it.

use super::outcome::Outcome;
use crate::locales::{Catalogue, Lang};
use crate::store::Said;

/// Both catalogues.
#[derive(Debug)]
pub(super) struct Languages {
    zh: Catalogue,
    en: Catalogue,
}

impl Languages {
    pub(super) fn new() -> Self {
        Self {
            zh: Catalogue::new(Lang::Zh),
            en: Catalogue::new(Lang::En),
        }
    }

    /// Why something of a file was not stored: a sentence each.
    pub(super) fn said(&self, outcome: &Outcome) -> Vec<Said> {
        match outcome {
            Outcome::Stored {
                refused, skipped, ..
            } => {
                let refused = refused
                    .iter()
                    .map(|form| self.one(true, |words| form.message(words)));
                let skipped = skipped
                    .iter()
                    .map(|table| self.one(false, |words| table.message(words)));
                refused.chain(skipped).collect()
            }
            Outcome::Refused(refusal) => vec![self.one(true, |words| refusal.sentence(words))],
            Outcome::LeftOut(left_out) => vec![self.one(false, |words| left_out.sentence(words))],
        }
    }

    fn one(&self, refused: bool, sentence: impl Fn(&Catalogue) -> String) -> Said {
        Said {
            refused,
            zh: sentence(&self.zh),
            en: sentence(&self.en),
        }
    }
}
