//! The bytes of a text file as text: by its byte-order mark, as strict UTF-8, as UTF-16 without a
//! mark, as GB18030, or in what the detector makes of it.
//!
//! Nothing is repaired in silence: every byte sequence that is no character of the encoding
//! becomes U+FFFD and its offset is kept.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte-order mark.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// Byte offsets in the file where U+FFFD stands for something that is no character, at most
    /// [`OFFSETS`] of them.
    pub replaced: Vec<usize>,
    /// How many replacements there are in all.
    pub replacements: usize,
}

/// How many offsets of replaced bytes are kept.
pub const OFFSETS: usize = 100;

/// How many bytes are looked at to tell encodings apart.
const SAMPLE: usize = 64 << 10;

/// Words every form has: what they decode to tells GB18030 from its look-alikes.
const WITNESSES: [&str; 4] = ["项目", "绩效", "自评", "指标"];

/// Decodes `bytes`; never fails, see [`Decoded::replacements`].
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes, mark);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => return decode_as(UTF_8, bytes, 0),
        // Only the last character is cut off: a truncated file, not another encoding.
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
            return decode_as(UTF_8, bytes, 0);
        }
        Err(_) => {}
    }
    let speaks = |decoded: &Decoded| WITNESSES.iter().any(|word| decoded.text.contains(word));
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if sample.contains(&0) {
        // Tabs and line ends have a zero byte, 一 (U+4E00) has one in the other half: where both
        // are many, only the words tell the halves apart.
        for encoding in [UTF_16LE, UTF_16BE] {
            let words = decode_as(encoding, sample, 0);
            if speaks(&words) {
                return decode_as(encoding, bytes, 0);
            }
        }
        if let Some(encoding) = utf16_by_zeros(sample) {
            return decode_as(encoding, bytes, 0);
        }
    }
    let chinese = decode_as(GB18030, bytes, 0);
    if speaks(&chinese) {
        return chinese;
    }
    // UTF-8 of which a few bytes were damaged.
    let damaged = decode_as(UTF_8, bytes, 0);
    if speaks(&damaged) {
        return damaged;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), bytes.len() <= SAMPLE);
    let detected = decode_as(detector.guess(None, Utf8Detection::Allow), bytes, 0);
    if detected.replacements < chinese.replacements {
        detected
    } else {
        chinese
    }
}

/// UTF-16 shows by zero bytes that stand in one half of the byte pairs only.
fn utf16_by_zeros(sample: &[u8]) -> Option<&'static Encoding> {
    let zeros = |phase: usize| {
        sample
            .iter()
            .skip(phase)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let enough = |zeros: usize| zeros >= 2 && zeros.saturating_mul(50) >= sample.len() / 2;
    // 一 is U+4E00: a few zeros stand in the other half as well.
    let few = |zeros: usize, of: usize| zeros.saturating_mul(4) <= of;
    match (even, odd) {
        (even, odd) if enough(odd) && few(even, odd) => Some(UTF_16LE),
        (even, odd) if enough(even) && few(odd, even) => Some(UTF_16BE),
        _ => None,
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], mark: usize) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut decoded = Decoded {
        text: String::new(),
        encoding: encoding.name(),
        replaced: Vec::new(),
        replacements: 0,
    };
    let mut at = mark;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let room = decoder
            .max_utf8_buffer_length_without_replacement(rest.len())
            .unwrap_or(rest.len());
        decoded.text.reserve(room);
        let (result, read) =
            decoder.decode_to_string_without_replacement(rest, &mut decoded.text, true);
        at = at.saturating_add(read);
        match result {
            DecoderResult::InputEmpty => return decoded,
            // The room was enough for all of it; an endless loop is ruled out all the same.
            DecoderResult::OutputFull if read == 0 => return decoded,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                let back = usize::from(length).saturating_add(usize::from(after));
                if decoded.replaced.len() < OFFSETS {
                    decoded.replaced.push(at.saturating_sub(back));
                }
                decoded.replacements = decoded.replacements.saturating_add(1);
                decoded.text.push('\u{fffd}');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "项目名称\t路灯维护 ☑\n年度绩效指标 ≧5\n";

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn the_encodings_forms_come_in() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        let with_mark = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        let little_mark = [vec![0xff, 0xfe], utf16(TEXT, u16::to_le_bytes)].concat();
        for (bytes, name) in [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            (with_mark, "UTF-8"),
            (gb, "gb18030"),
            (little_mark, "UTF-16LE"),
            (utf16(TEXT, u16::to_le_bytes), "UTF-16LE"),
            (utf16(TEXT, u16::to_be_bytes), "UTF-16BE"),
        ] {
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, name));
            assert_eq!(decoded.replacements, 0);
        }
    }

    #[test]
    fn a_broken_byte_is_counted_and_placed() {
        let mut bytes = GB18030.encode("项目名称\t路灯").0.into_owned();
        let broken = bytes.len();
        bytes.push(0xff);
        bytes.push(b'\n');
        let decoded = decode(&bytes);
        assert_eq!((decoded.replacements, decoded.replaced), (1, vec![broken]));
    }

    #[test]
    fn a_file_cut_inside_a_character_stays_utf_8() {
        let cut = &TEXT.as_bytes()[..TEXT.len() - 12];
        let cut = &cut[..cut.len() - 1];
        let whole = std::str::from_utf8(cut).map_err(|error| error.valid_up_to());
        let decoded = decode(cut);
        assert_eq!(decoded.encoding, "UTF-8");
        if let Err(offset) = whole {
            assert_eq!(decoded.replaced, [offset]);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_become_text(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let decoded = decode(&bytes);
            prop_assert!(decoded.replaced.len() <= decoded.replacements);
        }
    }

    #[test]
    fn utf16_without_mark_holds_characters_of_both_halves() {
        let text = "一级指标\t二级指标\n项目名称\t一期工程\n";
        let bytes = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(order).collect()
        };
        assert_eq!(decode(&bytes(u16::to_le_bytes)).text, text);
        assert_eq!(decode(&bytes(u16::to_be_bytes)).text, text);
    }

    #[test]
    fn utf8_with_a_damaged_byte_stays_utf8() {
        let mut bytes = "项目名称\t河堤巡护\n绩效指标\t甲\n".as_bytes().to_vec();
        if let Some(byte) = bytes.get_mut(14) {
            *byte = 0xff;
        }
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.text.starts_with("项目名称"));
        assert!(decoded.replacements > 0);
    }
}
