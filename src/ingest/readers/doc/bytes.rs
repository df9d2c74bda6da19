//! Numbers at places of a stream; beyond its end there are none.

/// The 16-bit number at `at`.
pub(super) fn half(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..)?
        .first_chunk::<2>()
        .map(|raw| u16::from_le_bytes(*raw))
}

/// The 32-bit number at `at`.
pub(super) fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..)?
        .first_chunk::<4>()
        .map(|raw| u32::from_le_bytes(*raw))
}

/// A list of `n + 1` bounds followed by `n` entries of `size` bytes, as bounds and entry.
pub(super) fn ranges(list: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = list
        .len()
        .saturating_sub(4)
        .checked_div(size.saturating_add(4))
        .unwrap_or(0);
    let entries = count.saturating_add(1).saturating_mul(4);
    (0..count).filter_map(move |index| {
        let bound = index.saturating_mul(4);
        let entry = entries.saturating_add(index.saturating_mul(size));
        Some((
            word(list, bound)?,
            word(list, bound.saturating_add(4))?,
            list.get(entry..entry.saturating_add(size))?,
        ))
    })
}
