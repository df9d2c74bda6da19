//! The evidence beside the values: for every cell what became of it, where it stood and how it
//! was printed, in one compact blob together with the rows of the file.
//!
//! A cell costs one byte and its place (differences to the cell before, one byte each as a rule);
//! its print is kept only where the value does not already say it. The blob is deflated.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use smol_str::SmolStr;

use super::error::{Fault, Result};
use crate::form::{Field, Origin, Reading};

const READING: u8 = 0b0000_0011;
const PRINT_DIFFERS: u8 = 0b0000_0100;
const NO_ORIGIN: u8 = 0b0000_1000;
/// A blob that inflates to more is damaged or hostile.
const LIMIT: u64 = 1 << 28;

/// Writes a trace.
#[derive(Debug, Default)]
pub(super) struct TraceWriter {
    bytes: Vec<u8>,
    last: Origin,
}

impl TraceWriter {
    /// A number of no sign.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(0x80 | low_seven(number));
            number >>= 7;
        }
        self.bytes.push(low_seven(number));
    }

    fn difference(&mut self, from: u32, to: u32) {
        let difference = i64::from(to) - i64::from(from);
        let zigzag = (difference << 1) ^ (difference >> 63);
        self.number(zigzag.cast_unsigned());
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        self.number(u64::try_from(text.len()).unwrap_or(u64::MAX));
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A place.
    pub(super) fn origin(&mut self, origin: Origin) {
        self.difference(self.last.part, origin.part);
        self.difference(self.last.row, origin.row);
        self.difference(self.last.column, origin.column);
        self.last = origin;
    }

    /// A cell. `derived` is the print its columns already say; only another one is kept here.
    pub(super) fn cell<T>(&mut self, field: &Field<T>, derived: &str) {
        let reading = match field.reading {
            Reading::Absent => 0,
            Reading::Blank => 1,
            Reading::Unreadable => 2,
            Reading::Known(_) => 3,
        };
        let differs = field.printed != derived;
        let nowhere = field.origin == Origin::default();
        self.bytes.push(
            reading | if differs { PRINT_DIFFERS } else { 0 } | if nowhere { NO_ORIGIN } else { 0 },
        );
        if !nowhere {
            self.origin(field.origin);
        }
        if differs {
            self.text(&field.printed);
        }
    }

    /// The blob.
    pub(super) fn finish(self) -> Result<Vec<u8>> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&self.bytes)?;
        Ok(encoder.finish()?)
    }
}

fn low_seven(number: u64) -> u8 {
    // Masked to seven bits: it fits.
    u8::try_from(number & 0x7f).unwrap_or_default()
}

/// Reads a trace.
#[derive(Debug)]
pub(super) struct TraceReader {
    bytes: Vec<u8>,
    at: usize,
    last: Origin,
}

/// What the trace says of a cell.
#[derive(Debug)]
pub(super) struct Cell {
    reading: u8,
    origin: Origin,
    printed: Option<String>,
}

impl TraceReader {
    /// Inflates a blob.
    pub(super) fn new(blob: &[u8]) -> Result<Self> {
        let mut bytes = Vec::new();
        DeflateDecoder::new(blob)
            .take(LIMIT)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged())?;
        Ok(Self {
            bytes,
            at: 0,
            last: Origin::default(),
        })
    }

    fn byte(&mut self) -> Result<u8> {
        let byte = self.bytes.get(self.at).copied().ok_or_else(damaged)?;
        self.at += 1;
        Ok(byte)
    }

    /// A number of no sign.
    pub(super) fn number(&mut self) -> Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(damaged())
    }

    fn difference(&mut self, from: u32) -> Result<u32> {
        let zigzag = self.number()?;
        let difference = (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed();
        i64::from(from)
            .checked_add(difference)
            .and_then(|to| u32::try_from(to).ok())
            .ok_or_else(damaged)
    }

    /// A text.
    pub(super) fn text(&mut self) -> Result<String> {
        let length = usize::try_from(self.number()?).map_err(|_| damaged())?;
        let end = self.at.checked_add(length).ok_or_else(damaged)?;
        let bytes = self.bytes.get(self.at..end).ok_or_else(damaged)?;
        self.at = end;
        String::from_utf8(bytes.to_vec()).map_err(|_| damaged())
    }

    /// A place.
    pub(super) fn origin(&mut self) -> Result<Origin> {
        let part = self.difference(self.last.part)?;
        let row = self.difference(self.last.row)?;
        let column = self.difference(self.last.column)?;
        self.last = Origin { part, row, column };
        Ok(self.last)
    }

    /// A cell.
    pub(super) fn cell(&mut self) -> Result<Cell> {
        let byte = self.byte()?;
        let origin = if byte & NO_ORIGIN == 0 {
            self.origin()?
        } else {
            Origin::default()
        };
        let printed = if byte & PRINT_DIFFERS == 0 {
            None
        } else {
            Some(self.text()?)
        };
        Ok(Cell {
            reading: byte & READING,
            origin,
            printed,
        })
    }

    /// How many items follow; bounded, so that a damaged number does not ask for all memory.
    pub(super) fn count(&mut self) -> Result<usize> {
        let count = usize::try_from(self.number()?).map_err(|_| damaged())?;
        if count > self.bytes.len() {
            return Err(damaged());
        }
        Ok(count)
    }
}

impl Cell {
    /// Whether a value was read.
    pub(super) const fn is_known(&self) -> bool {
        self.reading == 3
    }

    /// The field, from its value (asked for only where one was read) and the print the columns
    /// already say.
    pub(super) fn field<T>(
        self,
        derived: SmolStr,
        value: impl FnOnce() -> Result<T>,
    ) -> Result<Field<T>> {
        Ok(Field {
            printed: self.printed.map_or(derived, Into::into),
            reading: match self.reading {
                0 => Reading::Absent,
                1 => Reading::Blank,
                2 => Reading::Unreadable,
                _ => Reading::Known(value()?),
            },
            origin: self.origin,
        })
    }
}

/// The fault of a blob or column that does not say what it should.
pub(super) fn damaged() -> super::StoreError {
    Fault::Corrupt("the evidence of a form cannot be read".to_owned()).into()
}
