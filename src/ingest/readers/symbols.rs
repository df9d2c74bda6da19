//! Characters of symbol fonts, which stand in the private area.

/// What a private-area character of a symbol font shows: the tick boxes forms use; anything else is
/// unreadable, and visibly so.
pub(super) fn private(c: char) -> char {
    match u32::from(c) & 0xff {
        _ if !(0xf000..=0xf0ff).contains(&u32::from(c)) => '\u{fffd}',
        0xfe | 0x52 => '☑',
        0xfd | 0x54 => '☒',
        0xa8 | 0x6f | 0xa3 | 0x30 => '□',
        0xfc | 0x50 => '√',
        _ => '\u{fffd}',
    }
}
