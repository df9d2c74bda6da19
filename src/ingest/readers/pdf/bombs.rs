//! Streams of a PDF that would unpack to more than we are ready to hold, found before the library
//! unpacks them without asking.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::ingest::readers::bounds;
use crate::ingest::readers::error::{Bounded, ReadError};

/// How many characters of a filter list are looked at.
const FILTERS: usize = 200;

/// How many times its bytes the streams of a file may have together; sound ones do not overlap.
const OVERLAP: u64 = 4;

/// Unpacks every deflated stream once, counting.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let mut left = bounds::INFLATED_BYTES;
    // Streams that overlap, each of them little when unpacked, are still to be gone through.
    let bound = (bytes.len() as u64)
        .saturating_mul(OVERLAP)
        .max(bounds::RATIO_FREE_BYTES);
    let mut effort = bound;
    for after in following(bytes, b"stream") {
        let data = match after {
            [b'\r', b'\n', data @ ..] | [b'\n', data @ ..] | [b'\r', data @ ..] => data,
            _ => continue,
        };
        if !is_zlib(data) {
            continue;
        }
        let mut unpacked = ZlibDecoder::new(data).take(left.saturating_add(1));
        // What is damaged ends early: that much is unpacked, and no more.
        let count = std::io::copy(&mut unpacked, &mut std::io::sink()).unwrap_or(0);
        let packed = unpacked.get_ref().total_in();
        left = left.checked_sub(count).ok_or(ReadError::TooLarge {
            what: Bounded::InflatedBytes,
            bound: bounds::INFLATED_BYTES,
        })?;
        effort = effort.checked_sub(packed).ok_or(ReadError::TooLarge {
            what: Bounded::FileBytes,
            bound,
        })?;
    }
    for after in following(bytes, b"/Filter") {
        let list = after.get(..after.len().min(FILTERS)).unwrap_or_default();
        let list = list.split(|b| *b == b']' || *b == b'>').next();
        let packings: usize = [b"/Fl".as_slice(), b"/LZW", b"/Run", b"/RL"]
            .iter()
            .map(|name| following(list.unwrap_or_default(), name).count())
            .sum();
        // Packed twice unpacks to the square.
        if packings > 1
            && list
                .unwrap_or_default()
                .trim_ascii_start()
                .starts_with(b"[")
        {
            return Err(ReadError::TooLarge {
                what: Bounded::InflateRatio,
                bound: bounds::INFLATE_RATIO,
            });
        }
    }
    Ok(())
}

/// What follows each occurrence of `word`.
fn following<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let at = rest.windows(word.len()).position(|window| window == word)?;
        rest = rest.get(at.saturating_add(word.len())..)?;
        Some(rest)
    })
}

fn is_zlib(data: &[u8]) -> bool {
    match data {
        [method, flags, ..] => {
            method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31)
        }
        _ => false,
    }
}
