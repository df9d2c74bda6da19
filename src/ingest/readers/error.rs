//! Why a file could not be read.

use crate::form::Origin;
use crate::locales::Catalogue;

/// Why a file could not be read: a sentence, a place and a next step, by way of the message
/// catalogue (`read-…`). The `Display` text is for logs only.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing is in the file: no bytes, or no cell with text.
    #[error("empty")]
    Empty,
    /// A password is needed.
    #[error("encrypted")]
    Encrypted,
    /// A PDF whose pages are images without a text layer.
    #[error("scanned: {pages} pages without text")]
    Scanned {
        /// How many pages it has.
        pages: u32,
    },
    /// The file asks for more than we are ready to give (see [`super::bounds`]).
    #[error("too large: {what:?} beyond {bound}")]
    TooLarge {
        /// What there is too much of.
        what: Bounded,
        /// The bound it passed.
        bound: u64,
    },
    /// The bytes are not what their format says.
    #[error("damaged {what:?} at {place:?}: {detail}")]
    Damaged {
        /// Which content was expected.
        what: Content,
        /// Sheet, page or row where it was noticed; all 0 where that is not known.
        place: Origin,
        /// What was wrong, in the words of the library that noticed it.
        detail: String,
    },
    /// A text whose characters were turned into question marks when it was written.
    #[error("question marks instead of characters")]
    QuestionMarks,
    /// A format we do not read.
    #[error("unsupported: {what}")]
    Unsupported {
        /// The format, as a name people know (`.doc`, `.rtf`, `.et`).
        what: String,
        /// What the user can do.
        advice: Advice,
    },
}

/// What a bound was passed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bounded {
    /// Bytes of the file.
    FileBytes,
    /// Bytes after unpacking.
    InflatedBytes,
    /// Unpacked size as a multiple of the packed size.
    InflateRatio,
    /// Members of an archive.
    Members,
    /// Archives in archives, elements in elements.
    Nesting,
    /// Sheets of a workbook.
    Sheets,
    /// Bytes of text of all cells together.
    Text,
    /// Cells.
    Cells,
    /// Columns of a table.
    Columns,
    /// Rows of a table.
    Rows,
    /// Characters of one cell or line.
    CellChars,
    /// Pages.
    Pages,
    /// Glyphs and lines of a page.
    PageMarks,
}

/// What a file or a part of it was expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Content {
    /// A workbook (`.xlsx .xls .ods`).
    Workbook,
    /// A Word document.
    Document,
    /// A web page or web archive.
    WebPage,
    /// A PDF.
    Pdf,
    /// A packed archive.
    Archive,
    /// Plain or separated text.
    Text,
}

/// What the user can do about a format we do not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Advice {
    /// Open it in Word or WPS and save it as `.docx`.
    SaveAsDocx,
    /// Open it in Excel or WPS and save it as `.xlsx`.
    SaveAsXlsx,
    /// Open it in its reader and save or print it as PDF.
    SaveAsPdf,
    /// It is a picture: text recognition makes a document of it.
    Recognise,
    /// Unpack it and import the folder.
    Unpack,
    /// Convert it to one of the formats that are read.
    Convert,
}

impl Bounded {
    const fn key(self) -> &'static str {
        match self {
            Self::FileBytes => "read-bound-file-bytes",
            Self::InflatedBytes => "read-bound-inflated-bytes",
            Self::InflateRatio => "read-bound-inflate-ratio",
            Self::Members => "read-bound-members",
            Self::Nesting => "read-bound-nesting",
            Self::Sheets => "read-bound-sheets",
            Self::Text => "read-bound-text",
            Self::Cells => "read-bound-cells",
            Self::Columns => "read-bound-columns",
            Self::Rows => "read-bound-rows",
            Self::CellChars => "read-bound-cell-chars",
            Self::Pages => "read-bound-pages",
            Self::PageMarks => "read-bound-page-marks",
        }
    }

    /// The bound as people say it.
    fn bound(self, bound: u64) -> String {
        match self {
            Self::FileBytes | Self::InflatedBytes | Self::Text => {
                format!("{} MB", bound.div_ceil(1 << 20))
            }
            _ => bound.to_string(),
        }
    }
}

impl Content {
    const fn key(self) -> &'static str {
        match self {
            Self::Workbook => "read-content-workbook",
            Self::Document => "read-content-document",
            Self::WebPage => "read-content-web-page",
            Self::Pdf => "read-content-pdf",
            Self::Archive => "read-content-archive",
            Self::Text => "read-content-text",
        }
    }
}

impl Advice {
    const fn key(self) -> &'static str {
        match self {
            Self::SaveAsDocx => "read-advice-save-as-docx",
            Self::SaveAsXlsx => "read-advice-save-as-xlsx",
            Self::SaveAsPdf => "read-advice-save-as-pdf",
            Self::Recognise => "read-advice-recognise",
            Self::Unpack => "read-advice-unpack",
            Self::Convert => "read-advice-convert",
        }
    }
}

impl ReadError {
    /// The file is not what it should be, in words of the library that noticed it.
    pub fn damaged(what: Content, detail: impl ToString) -> Self {
        Self::Damaged {
            what,
            place: Origin::default(),
            detail: detail.to_string(),
        }
    }

    /// Key of the message catalogue, which also names the kind of error in JSON.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "read-empty",
            Self::Encrypted => "read-encrypted",
            Self::QuestionMarks => "read-question-marks",
            Self::Scanned { .. } => "read-scanned",
            Self::TooLarge { .. } => "read-too-large",
            Self::Damaged { .. } => "read-damaged",
            Self::Unsupported { .. } => "read-unsupported",
        }
    }

    /// The sentence for the user. Texts taken from the file are not escaped here.
    pub fn message(&self, catalogue: &Catalogue) -> String {
        match self {
            Self::Empty | Self::Encrypted | Self::QuestionMarks => catalogue.text(self.key()),
            Self::Scanned { pages } => catalogue.fill(self.key(), &[("pages", &pages.to_string())]),
            Self::TooLarge { what, bound } => catalogue.fill(
                self.key(),
                &[
                    ("what", &catalogue.text(what.key())),
                    ("bound", &what.bound(*bound)),
                ],
            ),
            Self::Damaged {
                what,
                place,
                detail,
            } => {
                let place = if *place == Origin::default() {
                    String::new()
                } else {
                    catalogue.fill(
                        "read-place",
                        &[
                            ("part", &place.part.to_string()),
                            ("row", &place.row.to_string()),
                        ],
                    )
                };
                catalogue.fill(
                    self.key(),
                    &[
                        ("what", &catalogue.text(what.key())),
                        ("place", &place),
                        ("detail", detail),
                    ],
                )
            }
            Self::Unsupported { what, advice } => catalogue.fill(
                self.key(),
                &[("what", what), ("advice", &catalogue.text(advice.key()))],
            ),
        }
    }
}

/// Runs a reader that leans on a library which may panic on a damaged `what`: the panic becomes an
/// error and costs the one file.
pub(super) fn guarded<T>(
    what: Content,
    read: impl FnOnce() -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    // Nothing that could be left half done outlives the call: the closure owns or only reads.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(ReadError::damaged(what, "library")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Lang;

    #[test]
    fn every_kind_has_a_sentence_in_both_languages() {
        let errors = [
            ReadError::Empty,
            ReadError::Encrypted,
            ReadError::QuestionMarks,
            ReadError::Scanned { pages: 3 },
            ReadError::TooLarge {
                what: Bounded::Cells,
                bound: 7,
            },
            ReadError::Damaged {
                what: Content::Pdf,
                place: Origin::new(2, 0, 0),
                detail: "xref".to_owned(),
            },
            ReadError::Unsupported {
                what: ".rar".to_owned(),
                advice: Advice::Unpack,
            },
        ];
        for lang in [Lang::Zh, Lang::En] {
            let catalogue = Catalogue::new(lang);
            for error in &errors {
                let message = error.message(&catalogue);
                assert!(!message.contains("read-"), "{lang:?}: {message}");
                assert!(!message.contains('$'), "{lang:?}: {message}");
            }
        }
    }
}
