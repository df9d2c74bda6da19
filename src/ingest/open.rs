//! Which reader a file is for: by what its bytes are, and only then by its name.

use super::Grid;
use super::readers::{
    self, Advice, ReadError, doc, docx, html, mht, ods, pdf, text, workbook, xls,
};

/// What the first and last bytes of a file say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Ods,
    Docx,
    /// A packed archive of other files, or of a format we do not know.
    Packed,
    /// The old office container: `.xls`, `.et`.
    Xls,
    /// The old office container: `.doc`, `.wps`.
    Doc,
    /// The old office container around an encrypted document.
    Locked,
    Pdf,
    Rtf,
    WebPage,
    Text,
}

/// Bytes at the front that are looked at for marks of a text format.
const FRONT: usize = 2 << 10;
/// Bytes at the back of a packed file that hold the names of its members.
const BACK: usize = 1 << 20;

/// How many times its size a PDF is taken to unpack to.
const PDF_UNPACKS: u64 = 8;

/// Reads one file; `name` decides only where the bytes leave it open.
///
/// # Errors
/// [`ReadError`] when the file is empty, damaged, beyond a bound, or of a format that is not read.
pub fn read(name: &str, bytes: &[u8]) -> Result<Grid, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    match kind(bytes) {
        Kind::Xlsx => workbook::read(bytes),
        Kind::Xls => xls::read(bytes),
        Kind::Ods => ods::read(bytes),
        Kind::Docx => docx::read(bytes),
        Kind::Pdf => pdf::read(bytes),
        Kind::Doc => doc::read(bytes),
        Kind::WebPage if mht::is_web_archive(bytes) => mht::read(bytes),
        Kind::WebPage => html::read(bytes),
        Kind::Text => text::read(name, bytes),
        Kind::Locked => Err(ReadError::Encrypted),
        Kind::Rtf => unsupported(".rtf", Advice::SaveAsDocx),
        Kind::Packed => unsupported(".zip", Advice::Unpack),
    }
}

/// How many bytes reading `bytes` may put into memory at first: what a packed document says it
/// unpacks to (it is held to that), a guess for PDF, else their own number.
pub fn weight(bytes: &[u8]) -> u64 {
    let length = bytes.len() as u64;
    match kind(bytes) {
        Kind::Xlsx | Kind::Ods | Kind::Docx => readers::declared(bytes).max(length),
        Kind::Pdf => length.saturating_mul(PDF_UNPACKS),
        _ => length,
    }
}

fn unsupported(what: &str, advice: Advice) -> Result<Grid, ReadError> {
    Err(ReadError::Unsupported {
        what: what.to_owned(),
        advice,
    })
}

fn kind(bytes: &[u8]) -> Kind {
    let front = bytes.get(..FRONT).unwrap_or(bytes);
    if front.starts_with(b"PK\x03\x04") || front.starts_with(b"PK\x05\x06") {
        return packed(front, bytes);
    }
    if front.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return container(bytes);
    }
    if front.starts_with(b"{\\rtf") {
        return Kind::Rtf;
    }
    if has(front, b"%PDF-") {
        return Kind::Pdf;
    }
    if is_web_page(front) {
        Kind::WebPage
    } else {
        Kind::Text
    }
}

fn packed(front: &[u8], bytes: &[u8]) -> Kind {
    let back = bytes
        .get(bytes.len().saturating_sub(BACK)..)
        .unwrap_or(bytes);
    if has(front, b"application/vnd.oasis.opendocument.spreadsheet") {
        Kind::Ods
    } else if has(back, b"xl/workbook.xml") {
        Kind::Xlsx
    } else if has(back, b"word/document") {
        Kind::Docx
    } else {
        Kind::Packed
    }
}

/// The container names its streams in UTF-16.
fn container(bytes: &[u8]) -> Kind {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        has(bytes, &wide)
    };
    if names("EncryptedPackage") {
        Kind::Locked
    } else if names("WordDocument") {
        Kind::Doc
    } else {
        Kind::Xls
    }
}

/// A page, or a table saved as one; `MIME-Version` begins a page saved with its pictures.
fn is_web_page(front: &[u8]) -> bool {
    let marks = [
        "<!doctype html",
        "<html",
        "<table",
        "<head",
        "<body",
        "mime-version:",
        "<meta ",
    ];
    // UTF-16 pages: zero bytes between the letters do not matter.
    let plain: Vec<u8> = front
        .iter()
        .filter(|b| **b != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let start = plain.iter().position(|b| b.is_ascii_graphic()).unwrap_or(0);
    let begins = plain.get(start).is_some_and(|b| matches!(b, b'<' | b'm'));
    begins && marks.iter().any(|mark| has(&plain, mark.as_bytes()))
}

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide_and_not_the_name() {
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], Kind::Pdf),
            (b"\n \n<!DOCTYPE html><html>", Kind::WebPage),
            (
                b"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">",
                Kind::WebPage,
            ),
            (
                b"MIME-Version: 1.0\nContent-Type: multipart/related",
                Kind::WebPage,
            ),
            (b"{\\rtf1\\ansi", Kind::Rtf),
            (b"PK\x03\x04....xl/workbook.xml", Kind::Xlsx),
            (b"PK\x03\x04....word/document.xml", Kind::Docx),
            (b"PK\x03\x04....photo.jpg", Kind::Packed),
            ("\u{feff}<p>项目名称</p>\t甲".as_bytes(), Kind::Text),
            ("项目名称\t甲".as_bytes(), Kind::Text),
        ] {
            assert_eq!(
                kind(bytes),
                expected,
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        }
        assert_eq!(read("a.txt", b""), Err(ReadError::Empty));
    }
}
