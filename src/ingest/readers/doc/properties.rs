//! What paragraphs and runs of characters are, by byte offset of the text.

use super::bytes::{half, ranges, word};
use super::table::CellShape;
use crate::ingest::readers::symbols;

const PAGE: usize = 512;

const IN_TABLE: u16 = 0x2416;
const ENDS_ROW: u16 = 0x2417;
const HUGE: [u16; 2] = [0x6645, 0x6646];
const DEFINE_TABLE: u16 = 0xd608;
const VERTICAL_MERGE: u16 = 0xd62b;
const MERGE: u16 = 0x5624;
const TABS: u16 = 0xc615;
const DELETED: u16 = 0x0800;
const HIDDEN: u16 = 0x083c;
const SYMBOL: u16 = 0x6a09;

/// What a paragraph is.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// It stands in a table.
    pub in_table: bool,
    /// It ends a row.
    pub ends_row: bool,
    /// The cells of the row it ends.
    pub shape: Vec<CellShape>,
}

/// What a run of characters is.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    gone: bool,
    symbol: Option<char>,
}

/// Properties of the whole text; each list is in order of its offsets.
#[derive(Debug)]
pub(super) struct Properties {
    paragraphs: Vec<(u32, u32, Paragraph)>,
    runs: Vec<(u32, u32, Run)>,
}

impl Properties {
    /// Reads the lists of property pages for paragraphs and runs.
    pub fn of(document: &[u8], data: &[u8], paragraphs: &[u8], runs: &[u8]) -> Self {
        let mut properties = Self {
            paragraphs: Vec::new(),
            runs: Vec::new(),
        };
        for page in pages(document, paragraphs) {
            for (from, to, entry) in entries(page, 13) {
                let offset = entry.first().map_or(0, |half| usize::from(*half) * 2);
                let list = page.get(offset..).unwrap_or_default();
                // The length counts in pairs; a zero puts it into the next byte.
                let list = match list {
                    [0, length, rest @ ..] => rest.get(..usize::from(*length) * 2),
                    [length, rest @ ..] => rest.get(..(usize::from(*length) * 2).saturating_sub(1)),
                    [] => None,
                };
                // A style's number stands in front.
                let list = list.and_then(|list| list.get(2..)).unwrap_or_default();
                let paragraph = Paragraph::of(list, data);
                properties.paragraphs.push((from, to, paragraph));
            }
        }
        for page in pages(document, runs) {
            for (from, to, entry) in entries(page, 1) {
                let offset = entry.first().map_or(0, |half| usize::from(*half) * 2);
                if offset == 0 {
                    continue;
                }
                let list = match page.get(offset..) {
                    Some([length, rest @ ..]) => rest.get(..usize::from(*length)),
                    _ => None,
                };
                let run = Run::of(list.unwrap_or_default());
                if run.gone || run.symbol.is_some() {
                    properties.runs.push((from, to, run));
                }
            }
        }
        properties.paragraphs.sort_by_key(|entry| entry.0);
        properties.runs.sort_by_key(|entry| entry.0);
        properties
    }

    /// The paragraph that holds the character at `offset`.
    pub fn paragraph(&self, offset: u32) -> Option<&Paragraph> {
        at(&self.paragraphs, offset)
    }

    /// Whether the character at `offset` was deleted or is hidden.
    pub fn is_gone(&self, offset: u32) -> bool {
        at(&self.runs, offset).is_some_and(|run| run.gone)
    }

    /// What stands for the character at `offset`, when it is one of a symbol font.
    pub fn symbol(&self, offset: u32) -> Option<char> {
        at(&self.runs, offset).and_then(|run| run.symbol)
    }
}

impl Paragraph {
    fn of(list: &[u8], data: &[u8]) -> Self {
        let mut paragraph = Self::default();
        for (code, operand) in modifiers(list) {
            if HUGE.contains(&code) {
                // Too long for its page: the list stands in the data stream.
                let at = word(operand, 0).unwrap_or(0) as usize;
                let length = half(data, at).map_or(0, usize::from);
                let from = at.saturating_add(2);
                let list = data
                    .get(from..from.saturating_add(length))
                    .unwrap_or_default();
                for (code, operand) in modifiers(list) {
                    paragraph.modify(code, operand);
                }
            } else {
                paragraph.modify(code, operand);
            }
        }
        paragraph
    }

    fn modify(&mut self, code: u16, operand: &[u8]) {
        let on = operand.first().is_some_and(|value| *value != 0);
        match code {
            IN_TABLE => self.in_table = on,
            ENDS_ROW => self.ends_row = on,
            DEFINE_TABLE => self.shape = CellShape::row(operand),
            MERGE => {
                if let [first, end, ..] = operand {
                    let inside = usize::from(*first).saturating_add(1)..usize::from(*end);
                    for cell in self.shape.get_mut(inside).unwrap_or_default() {
                        cell.goes_on_right = true;
                    }
                }
            }
            VERTICAL_MERGE => {
                if let [cell, merge, ..] = operand
                    && let Some(cell) = self.shape.get_mut(usize::from(*cell))
                {
                    cell.merge_down(*merge);
                }
            }
            _ => {}
        }
    }
}

impl Run {
    fn of(list: &[u8]) -> Self {
        let mut run = Self::default();
        for (code, operand) in modifiers(list) {
            let on = operand.first().is_some_and(|value| value & 1 == 1);
            match code {
                DELETED | HIDDEN => run.gone |= on,
                SYMBOL => {
                    let c = half(operand, 2).and_then(|code| char::from_u32(u32::from(code)));
                    run.symbol = c.map(|c| match c {
                        '\u{e000}'..='\u{f8ff}' => symbols::private(c),
                        c => c,
                    });
                }
                _ => {}
            }
        }
        run
    }
}

/// The property pages a list names.
fn pages<'a>(document: &'a [u8], list: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    ranges(list, 4).filter_map(|(_, _, entry)| {
        let at = (word(entry, 0)? & 0x003f_ffff) as usize;
        let at = at.checked_mul(PAGE)?;
        document.get(at..at.checked_add(PAGE)?)
    })
}

/// The entries of a property page: offsets of the text and `size` bytes.
fn entries(page: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = page.last().map_or(0, |count| usize::from(*count));
    let length = count
        .saturating_add(1)
        .saturating_mul(4)
        .saturating_add(count.saturating_mul(size));
    ranges(page.get(..length).unwrap_or_default(), size)
}

/// The modifiers of a list: code and operand.
fn modifiers(list: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let code = half(rest, 0)?;
        let after = rest.get(2..)?;
        let (skip, length): (usize, usize) = match (code >> 13, code) {
            // The length of the definition of a table takes two bytes and counts one too many.
            (_, DEFINE_TABLE) => (2, usize::from(half(after, 0)?).saturating_sub(1)),
            (_, TABS) if after.first() == Some(&255) => return None,
            (6, _) => (1, usize::from(*after.first()?)),
            (0 | 1, _) => (0, 1),
            (3, _) => (0, 4),
            (7, _) => (0, 3),
            _ => (0, 2),
        };
        let operand = after.get(skip..skip.saturating_add(length))?;
        rest = after.get(skip.saturating_add(length)..)?;
        Some((code, operand))
    })
}

fn at<T>(list: &[(u32, u32, T)], offset: u32) -> Option<&T> {
    let after = list.partition_point(|entry| entry.0 <= offset);
    list.get(after.checked_sub(1)?)
        .filter(|entry| offset < entry.1)
        .map(|entry| &entry.2)
}
