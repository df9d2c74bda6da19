//! The text of the document, piece by piece.

use super::bytes::{half, ranges, word};
use crate::ingest::readers::error::ReadError;

/// A stretch of text that stands together in the document stream.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where it begins.
    offset: u32,
    /// How many characters it has.
    count: u32,
    /// Whether a character takes one byte.
    narrow: bool,
}

/// The pieces of the main text in order.
#[derive(Debug)]
pub(super) struct Pieces(Vec<Piece>);

impl Pieces {
    /// Reads the piece table; `count` characters are main text.
    pub fn of(mut table: &[u8], count: u32) -> Option<Self> {
        // Property modifiers of fast-saved documents come first.
        while let [1, rest @ ..] = table {
            let length = usize::from(half(rest, 0)?);
            table = rest.get(length.saturating_add(2)..)?;
        }
        let [2, rest @ ..] = table else {
            return None;
        };
        let length = word(rest, 0)? as usize;
        let list = rest.get(4..length.saturating_add(4))?;
        let mut pieces = Vec::new();
        for (from, to, entry) in ranges(list, 8) {
            let to = to.min(count);
            let place = word(entry, 2)?;
            let narrow = place & 0x4000_0000 != 0;
            let offset = place & 0x3fff_ffff;
            if to > from {
                pieces.push(Piece {
                    offset: if narrow { offset / 2 } else { offset },
                    count: to.saturating_sub(from),
                    narrow,
                });
            }
        }
        Some(Self(pieces))
    }

    /// Gives every character with its offset to `each`.
    pub fn each(
        &self,
        document: &[u8],
        each: &mut dyn FnMut(u32, char) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        // Pieces of a sound document do not overlap: more text than bytes is damage.
        let mut left = document.len();
        for piece in &self.0 {
            let width: u32 = if piece.narrow { 1 } else { 2 };
            let length = (piece.count as usize)
                .saturating_mul(width as usize)
                .min(left);
            left = left.saturating_sub(length);
            let from = piece.offset as usize;
            let end = from.saturating_add(length).min(document.len());
            let bytes = document.get(from..end).unwrap_or_default();
            let mut offset = piece.offset;
            if piece.narrow {
                let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
                for c in text.chars() {
                    each(offset, c)?;
                    offset = offset.saturating_add(1);
                }
            } else {
                let units = bytes.chunks_exact(2).filter_map(|pair| half(pair, 0));
                for c in char::decode_utf16(units) {
                    let c = c.unwrap_or('\u{fffd}');
                    each(offset, c)?;
                    let wide = u32::try_from(c.len_utf16()).unwrap_or(1);
                    offset = offset.saturating_add(wide.saturating_mul(2));
                }
            }
        }
        Ok(())
    }
}
