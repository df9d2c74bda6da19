//! What is wrong with a settings file.

use crate::locales::Catalogue;

/// The first thing wrong with a settings file; lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not TOML.
    Syntax {
        /// Where.
        line: usize,
        /// What the TOML reader says.
        message: String,
    },
    /// A key that does not exist.
    UnknownKey {
        /// Where.
        line: usize,
        /// The key as written, with its section.
        key: String,
        /// The nearest key that exists.
        nearest: Option<String>,
    },
    /// A value of the wrong kind.
    WrongKind {
        /// Where.
        line: usize,
        /// The key with its section.
        key: String,
        /// What it must be: the key of the words for it.
        expected: &'static str,
    },
    /// A value that cannot be used.
    Refused {
        /// Where.
        line: usize,
        /// The key with its section.
        key: String,
        /// Why: the key of a sentence with `$key` and `$value`.
        why: &'static str,
        /// What the sentence speaks of: the value, or those that would do.
        value: String,
    },
    /// The values cannot be put together.
    Invalid(String),
}

impl Fault {
    /// One sentence for the user.
    pub fn sentence(&self, words: &Catalogue) -> String {
        match self {
            Self::Syntax { line, message } => words.fill(
                "settings-syntax",
                &[("line", &line.to_string()), ("message", message)],
            ),
            Self::UnknownKey { line, key, nearest } => {
                let line = line.to_string();
                match nearest {
                    Some(near) => words.fill(
                        "settings-unknown-near",
                        &[("line", &line), ("key", key), ("nearest", near)],
                    ),
                    None => words.fill("settings-unknown", &[("line", &line), ("key", key)]),
                }
            }
            Self::WrongKind {
                line,
                key,
                expected,
            } => words.fill(
                "settings-wrong-kind",
                &[
                    ("line", &line.to_string()),
                    ("key", key),
                    ("expected", &words.text(expected)),
                ],
            ),
            Self::Refused {
                line,
                key,
                why,
                value,
            } => {
                let why = words.fill(why, &[("key", key), ("value", value)]);
                words.fill(
                    "settings-refused",
                    &[("line", &line.to_string()), ("why", &why)],
                )
            }
            Self::Invalid(why) => why.clone(),
        }
    }
}
