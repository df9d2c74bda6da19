//! The text of a web page, whose declared encoding is often wrong.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8};

/// Bytes at the start in which an encoding may be declared.
const HEAD: usize = 4096;

/// Decoded text.
pub(super) struct Decoded {
    pub text: String,
    /// Characters that could not be read.
    pub replaced: usize,
}

/// Decodes by byte order mark, as strict UTF-8, as declared, as it looks, as GB18030: the first that
/// leaves no character unread, else the one that leaves the fewest.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: text.to_owned(),
            replaced: 0,
        };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let looks = detector.guess(Some(b"cn"), Utf8Detection::Allow);
    let mut best: Option<Decoded> = None;
    for encoding in [declared(bytes), Some(looks), Some(GB18030), Some(UTF_8)]
        .into_iter()
        .flatten()
    {
        let decoded = decode_as(encoding, bytes);
        if decoded.replaced == 0 {
            return decoded;
        }
        if best
            .as_ref()
            .is_none_or(|best| decoded.replaced < best.replaced)
        {
            best = Some(decoded);
        }
    }
    best.unwrap_or_else(|| decode_as(GB18030, bytes))
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _, malformed) = encoding.decode(bytes);
    let replaced = if malformed {
        text.chars().filter(|c| *c == '\u{fffd}').count()
    } else {
        0
    };
    Decoded {
        text: text.into_owned(),
        replaced,
    }
}

/// The encoding the page says it has. The small Chinese sets are read as the one that holds them.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, after) = head.split_once("charset")?;
    let label: String = after
        .trim_start_matches(|c: char| c.is_whitespace() || "='\"".contains(c))
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    Some(if encoding == encoding_rs::GBK {
        GB18030
    } else {
        encoding
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_says_gb2312_may_be_gb18030_or_utf8() {
        let page = "<meta charset=gb2312>≧☑自评表";
        assert_eq!(decode(page.as_bytes()).text, page);
        let (bytes, _, _) = GB18030.encode(page);
        let decoded = decode(&bytes);
        assert_eq!((decoded.text.as_str(), decoded.replaced), (page, 0));
        let lying = "<meta charset=utf-8>≧自评表";
        let (bytes, _, _) = GB18030.encode(lying);
        assert_eq!(decode(&bytes).text, lying);
    }
}
