//! Which reader a file is for: by what its bytes are, and only then by its name.

use super::Grid;
use super::readers::{
    self, Advice, ReadError, doc, docx, html, mht, ods, pdf, text, workbook, xls, xml_workbook,
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
    WebPage,
    WebArchive,
    /// The workbook of Office 2003 as XML.
    XmlWorkbook,
    Text,
    /// What is not read.
    Foreign(&'static Foreign),
}

/// A format that is not read: how it is told, its name, what to do.
#[derive(Debug, PartialEq, Eq)]
struct Foreign {
    /// Bytes it begins with; for packed formats the name of a member or the type it states.
    mark: &'static [u8],
    what: &'static str,
    advice: Advice,
}

const fn foreign(mark: &'static [u8], what: &'static str, advice: Advice) -> Foreign {
    Foreign { mark, what, advice }
}

/// Formats told by their first bytes.
const FOREIGN: [Foreign; 9] = [
    foreign(b"{\\rtf", ".rtf", Advice::SaveAsDocx),
    foreign(b"Rar!\x1a\x07", ".rar", Advice::Unpack),
    foreign(b"7z\xbc\xaf\x27\x1c", ".7z", Advice::Unpack),
    foreign(b"\x1f\x8b", ".gz", Advice::Unpack),
    foreign(b"\xff\xd8\xff", ".jpg", Advice::Recognise),
    foreign(b"\x89PNG\r\n", ".png", Advice::Recognise),
    foreign(b"II*\0", ".tif", Advice::Recognise),
    foreign(b"MM\0*", ".tif", Advice::Recognise),
    foreign(b"BM", ".bmp", Advice::Recognise),
];

/// Packed formats told by a member, or by the type they state in front.
const PACKED: [Foreign; 5] = [
    foreign(b"opendocument.text", ".odt", Advice::SaveAsDocx),
    foreign(b"xl/workbook.bin", ".xlsb", Advice::SaveAsXlsx),
    foreign(b"OFD.xml", ".ofd", Advice::SaveAsPdf),
    foreign(b"ppt/presentation.xml", ".pptx", Advice::Convert),
    foreign(b"opendocument.presentation", ".odp", Advice::Convert),
];

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
        Kind::WebPage => html::read(bytes),
        Kind::WebArchive => mht::read(bytes),
        Kind::XmlWorkbook => xml_workbook::read(bytes),
        Kind::Text => text::read(name, bytes),
        Kind::Locked => Err(ReadError::Encrypted),
        Kind::Foreign(format) => unsupported(format.what, format.advice),
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
    if has(front, b"%PDF-") {
        return Kind::Pdf;
    }
    // Text may begin with two letters as well; it has no zeros.
    let is = |format: &&Foreign| {
        front.starts_with(format.mark) && (format.mark.len() > 3 || front.contains(&0))
    };
    if let Some(format) = FOREIGN.iter().find(is) {
        Kind::Foreign(format)
    } else if mht::is_web_archive(front) {
        Kind::WebArchive
    } else if has(front, b"<Workbook") || has(front, b"<ss:Workbook") {
        Kind::XmlWorkbook
    } else if is_web_page(front) {
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
    } else if let Some(format) = PACKED
        .iter()
        .find(|format| has(front, format.mark) || has(back, format.mark))
    {
        Kind::Foreign(format)
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

/// A page, or a table saved as one.
fn is_web_page(front: &[u8]) -> bool {
    let marks = [
        "<!doctype html",
        "<html",
        "<table",
        "<head",
        "<body",
        "<meta ",
    ];
    // UTF-16 pages: zero bytes between the letters do not matter.
    let plain: Vec<u8> = front
        .iter()
        .filter(|b| **b != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let start = plain.iter().position(|b| b.is_ascii_graphic()).unwrap_or(0);
    let begins = plain.get(start) == Some(&b'<');
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
                Kind::WebArchive,
            ),
            (
                b"From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;",
                Kind::WebArchive,
            ),
            (
                b"Content-Type: multipart/related; boundary=x\nMIME-Version: 1.0\n\n--x",
                Kind::WebArchive,
            ),
            (b"<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:s\">", Kind::XmlWorkbook),
            (b"{\\rtf1\\ansi", Kind::Foreign(&FOREIGN[0])),
            (b"Rar!\x1a\x07\x01\0", Kind::Foreign(&FOREIGN[1])),
            (b"BM\x36\0\0\0", Kind::Foreign(&FOREIGN[8])),
            (b"BM: a note", Kind::Text),
            (b"PK\x03\x04....OFD.xml", Kind::Foreign(&PACKED[2])),
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
