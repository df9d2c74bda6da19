//! The records of an `.xls` workbook that say how numbers are shown and how far sheets reach.

use std::collections::HashMap;

use crate::ingest::readers::bounds;
use crate::ingest::readers::delimited::within;
use crate::ingest::readers::error::{Bounded, Content, ReadError};
use crate::ingest::readers::number_format::builtin;

const FORMULA: u16 = 0x0006;
const EOF: u16 = 0x000a;
const DATE_1904: u16 = 0x0022;
const FILE_PASS: u16 = 0x002f;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00bd;
const EXTENDED_FORMAT: u16 = 0x00e0;
const LABEL_SST: u16 = 0x00fd;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERROR: u16 = 0x0205;
const RK: u16 = 0x027e;
const FORMAT: u16 = 0x041e;
const BEGIN: u16 = 0x0809;
/// Version in the record that begins a stream, from which on texts have a long count and a flag.
const VERSION_1997: u16 = 0x0600;

/// How numbers are shown, cell by cell.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// Whether days count from 1904.
    pub date1904: bool,
    /// Number of a format → its code.
    codes: HashMap<u16, String>,
    /// Number of a cell style → number of its format.
    styles: Vec<u16>,
    /// For each sheet: row and column (from 0) → number of the cell's style.
    sheets: Vec<Styles>,
}

type Styles = HashMap<(u16, u16), u16>;

impl Formats {
    /// Reads the records of the workbook's stream.
    pub fn of(stream: &[u8]) -> Result<Self, ReadError> {
        let mut formats = Self::default();
        let mut offsets = Vec::new();
        let mut version = VERSION_1997;
        for (kind, data) in records(stream) {
            match kind {
                BEGIN => version = word(data, 0).unwrap_or(VERSION_1997),
                FILE_PASS => return Err(ReadError::Encrypted),
                DATE_1904 => formats.date1904 = word(data, 0) == Some(1),
                FORMAT => formats.code(data, version),
                EXTENDED_FORMAT => formats.styles.push(word(data, 2).unwrap_or(0)),
                BOUND_SHEET => offsets.push(
                    data.first_chunk::<4>()
                        .map_or(u32::MAX, |offset| u32::from_le_bytes(*offset)),
                ),
                EOF => break,
                _ => {}
            }
        }
        within(Bounded::Sheets, offsets.len() as u64, bounds::SHEETS as u64)?;
        let mut area = 0_u64;
        for offset in offsets {
            let sheet = stream.get(offset as usize..).unwrap_or_default();
            let (styles, covered) = styles(sheet)?;
            area = area.saturating_add(covered);
            within(Bounded::Cells, area, bounds::CELLS)?;
            formats.sheets.push(styles);
        }
        Ok(formats)
    }

    /// The format of the cell; rows and columns from 0.
    pub fn of_cell(&self, sheet: usize, row: u32, column: u32) -> &str {
        let place = u16::try_from(row).ok().zip(u16::try_from(column).ok());
        place
            .and_then(|place| self.sheets.get(sheet)?.get(&place))
            .and_then(|style| self.styles.get(usize::from(*style)))
            .and_then(|number| {
                // What the number means by itself is shown as the Chinese edition does.
                builtin(u32::from(*number)).or_else(|| self.codes.get(number).map(String::as_str))
            })
            .unwrap_or("General")
    }

    fn code(&mut self, data: &[u8], version: u16) {
        let Some((number, text)) = word(data, 0).zip(data.get(2..)) else {
            return;
        };
        let (count, wide, chars) = match text {
            [low, high, flags, chars @ ..] if version >= VERSION_1997 => {
                (u16::from_le_bytes([*low, *high]), flags & 1 == 1, chars)
            }
            [count, chars @ ..] => (u16::from(*count), false, chars),
            [] => return,
        };
        let count = usize::from(count);
        let code = if wide {
            let units: Vec<u16> = chars
                .chunks_exact(2)
                .take(count)
                .filter_map(|pair| word(pair, 0))
                .collect();
            String::from_utf16_lossy(&units)
        } else {
            chars.iter().take(count).map(|b| char::from(*b)).collect()
        };
        self.codes.insert(number, code);
    }
}

/// The styles of the cells of the sheet that begins `stream`, and how many cells the rectangle
/// around them has, which the library lays out whole.
fn styles(stream: &[u8]) -> Result<(Styles, u64), ReadError> {
    let mut styles = HashMap::new();
    let mut reach: Option<[u16; 4]> = None;
    let mut depth = 0_u32;
    for (kind, data) in records(stream) {
        let cells: Vec<(u16, u16, u16)> = match kind {
            // Charts inside a sheet are streams in the stream.
            BEGIN => {
                depth = depth.saturating_add(1);
                continue;
            }
            EOF if depth <= 1 => break,
            EOF => {
                depth = depth.saturating_sub(1);
                continue;
            }
            FORMULA | LABEL_SST | NUMBER | LABEL | BOOL_ERROR | RK => {
                triple(data).into_iter().collect()
            }
            MUL_RK => {
                let cells = several(data);
                // The library trusts the last column that such a record names.
                let last = word(data, data.len().saturating_sub(2));
                if cells.last().map(|cell| cell.1) != last {
                    return Err(ReadError::damaged(Content::Workbook, "MULRK"));
                }
                cells
            }
            _ => continue,
        };
        for (row, column, style) in cells {
            let [top, left, bottom, right] = reach.unwrap_or([row, column, row, column]);
            reach = Some([
                top.min(row),
                left.min(column),
                bottom.max(row),
                right.max(column),
            ]);
            styles.insert((row, column), style);
        }
    }
    let [top, left, bottom, right] = reach.unwrap_or_default();
    let rows = u64::from(bottom.saturating_sub(top)).saturating_add(1);
    let columns = u64::from(right.saturating_sub(left)).saturating_add(1);
    Ok((styles, rows.saturating_mul(columns)))
}

/// Row, column and style at the start of a cell record.
fn triple(data: &[u8]) -> Option<(u16, u16, u16)> {
    Some((word(data, 0)?, word(data, 2)?, word(data, 4)?))
}

/// The cells of a record that holds a run of numbers.
fn several(data: &[u8]) -> Vec<(u16, u16, u16)> {
    let (Some(row), Some(first)) = (word(data, 0), word(data, 2)) else {
        return Vec::new();
    };
    let cells = data
        .get(4..data.len().saturating_sub(2))
        .unwrap_or_default();
    (first..=u16::MAX)
        .zip(cells.chunks_exact(6))
        .filter_map(|(column, cell)| Some((row, column, word(cell, 0)?)))
        .collect()
}

/// Kind and data of each record.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let kind = word(rest, 0)?;
        let length = usize::from(word(rest, 2)?);
        let data = rest.get(4..)?;
        let (data, after) = data.split_at_checked(length)?;
        rest = after;
        Some((kind, data))
    })
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    let pair = data.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_le_bytes(*pair))
}
