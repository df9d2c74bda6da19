//! One reader a format: bytes → [`super::Grid`].
//!
//! Every reader is a function `read(bytes: &[u8]) -> Result<Grid, ReadError>` in a file of its
//! own. Invariants: a reader ends within the bounds of [`bounds`] whatever the bytes are, and never
//! panics on purpose; text is taken over as a person sees it, nothing is guessed; what cannot be
//! read is a [`ReadError`] or a remark in the grid, never silence.

pub mod archive;
pub mod bounds;
mod delimited;
pub mod doc;
pub mod docx;
mod drawn;
mod error;
mod flow;
pub mod html;
mod markup;
pub mod mht;
mod number_format;
pub mod ods;
mod ole;
mod packed;
pub mod pdf;
mod remarks;
mod sheet;
#[cfg(test)]
mod shown;
mod stacked;
mod symbols;
pub mod text;
pub mod workbook;
pub mod xls;
mod xml;
pub mod xml_workbook;

pub(super) use packed::declared;

pub use error::{Advice, Bounded, Content, ReadError};

/// Text of a cell cleaned of what a person does not see: carriage returns, no-break and zero-width
/// spaces, white space at the ends of lines and of the text.
fn text_of(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for line in text
        .replace("\r\n", "\n")
        .split(['\n', '\r', '\u{b}', '\u{2028}'])
    {
        if !cleaned.is_empty() {
            cleaned.push('\n');
        }
        let line: String = line
            .chars()
            .filter(|c| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\0'))
            .map(|c| if c == '\u{a0}' { ' ' } else { c })
            .collect();
        cleaned.push_str(line.trim());
    }
    cleaned.trim_end().to_owned()
}
