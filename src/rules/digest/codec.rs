//! Packs plain values into bytes: lengths and counts as variable-length integers, texts as UTF-8,
//! decimals as their digits.

use rust_decimal::Decimal;

/// Writes values one after another.
#[derive(Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    pub fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    pub fn count(&mut self, mut count: u64) {
        loop {
            let low = u8::try_from(count & 0x7f).unwrap_or_default();
            count >>= 7;
            if count == 0 {
                return self.0.push(low);
            }
            self.0.push(low | 0x80);
        }
    }

    pub fn size(&mut self, size: usize) {
        self.count(u64::try_from(size).unwrap_or(u64::MAX));
    }

    pub fn text(&mut self, text: &str) {
        self.size(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub fn decimal(&mut self, decimal: Option<Decimal>) {
        self.text(&decimal.map_or_else(String::new, |decimal| decimal.to_string()));
    }

    pub fn hashes(&mut self, hashes: &[u32]) {
        self.size(hashes.len());
        for hash in hashes {
            self.0.extend_from_slice(&hash.to_le_bytes());
        }
    }
}

/// Reads them back; `None` as soon as the bytes do not fit.
#[derive(Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub fn count(&mut self) -> Option<u64> {
        let mut count = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            count |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(count);
            }
        }
        None
    }

    /// A number of things of which each takes at least a byte.
    pub fn size(&mut self) -> Option<usize> {
        let size = usize::try_from(self.count()?).ok()?;
        (size <= self.0.len()).then_some(size)
    }

    fn take(&mut self, size: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some(taken)
    }

    pub fn text(&mut self) -> Option<String> {
        let size = self.size()?;
        std::str::from_utf8(self.take(size)?)
            .ok()
            .map(str::to_owned)
    }

    pub fn decimal(&mut self) -> Option<Option<Decimal>> {
        let text = self.text()?;
        if text.is_empty() {
            return Some(None);
        }
        text.parse().ok().map(Some)
    }

    pub fn hashes(&mut self) -> Option<Vec<u32>> {
        let size = self.size()?;
        let bytes = self.take(size.checked_mul(4)?)?;
        let (words, _) = bytes.as_chunks::<4>();
        Some(words.iter().map(|word| u32::from_le_bytes(*word)).collect())
    }
}
