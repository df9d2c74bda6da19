//! Figures of a text: the number, its unit, and whether it is exact.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::Settings;

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// First byte of the number.
    pub start: usize,
    /// One past the last byte of the unit.
    pub end: usize,
    /// The number as printed; a multiplier (万) belongs to the unit.
    pub value: Decimal,
    /// The bytes of the unit, multiplier included; empty where none is known.
    pub unit: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Printed as rough (余, 近, 约) or as a range.
    pub rough: bool,
    /// How many brackets it stands in.
    pub depth: u8,
}

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A count or measure.
    Count,
    /// A percentage.
    Percent,
    /// Percentage points.
    Points,
    /// A year, month or day, or the number of a document.
    Date,
}

/// All figures of a narrowed text. Numbering of lists, numbers in quotation marks that are names
/// (“110”), what stands in 《》, and numbers glued to Latin letters are left out.
pub fn all_in(text: &str, settings: &Settings) -> Vec<Figure> {
    let mut figures = Vec::new();
    let (mut depth, mut titles) = (0_u8, 0_u8);
    let mut past = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            '《' => titles = titles.saturating_add(1),
            '》' => titles = titles.saturating_sub(1),
            _ => {}
        }
        let starts = c.is_ascii_digit() && at >= past && titles == 0;
        if starts && !before.is_some_and(|b: char| b.is_ascii_alphanumeric() || b == '.') {
            let end = number_end(text, at);
            past = end;
            if !is_name_or_numbering(text, at, end, before)
                && let Some(figure) = read(text, at..end, depth, settings)
            {
                past = figure.end;
                figures.push(figure);
            }
        }
        before = Some(c);
    }
    figures
}

fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let point = |at: usize| bytes.get(at) == Some(&b'.') && digit(at + 1);
    let thousands = |at: usize| {
        bytes.get(at) == Some(&b',') && (1..=3).all(|next| digit(at + next)) && !digit(at + 4)
    };
    let mut end = start;
    while digit(end) || point(end) || thousands(end) {
        end += 1;
    }
    end
}

fn is_name_or_numbering(text: &str, start: usize, end: usize, before: Option<char>) -> bool {
    let mut after = text.get(end..).unwrap_or_default().chars();
    let (next, then) = (after.next(), after.next());
    let opens = before.is_none_or(|b| b.is_whitespace() || "。;:!?\n,".contains(b));
    match next {
        Some('、') => end - start <= 2 && !then.is_some_and(|c| c.is_ascii_digit()),
        Some(')') => end - start <= 2 && (before == Some('(') || opens),
        Some('.') => opens,
        Some('”' | '"' | '’' | '』' | '」') => true,
        Some(c) if c.is_ascii_alphabetic() => !text.get(end..).is_some_and(|rest| {
            ["km", "kg", "m", "t", "kW", "GB", "TB"]
                .iter()
                .any(|unit| rest.starts_with(unit))
        }),
        _ => matches!(before, Some('〔' | '[')),
    }
}

fn read(text: &str, number: Range<usize>, depth: u8, settings: &Settings) -> Option<Figure> {
    let printed = text.get(number.clone())?;
    let value: Decimal = if printed.contains(',') {
        printed.replace(',', "").parse().ok()?
    } else {
        printed.parse().ok()?
    };
    let mut at = number.end;
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    let skip =
        |at: usize, set: &[char]| at + rest(at).len() - rest(at).trim_start_matches(set).len();
    at = skip(at, &[' ']);
    let unit_start = skip(at, &['余', '多', '来']);
    let mut rough = unit_start > at;
    let mut unit_end = skip(unit_start, &['十', '百', '千', '万', '亿']);
    let behind = skip(unit_end, &['余', '多']);
    rough |= behind > unit_end;
    let (kind, word) = kind_and_unit(rest(behind), value, behind > unit_start, settings);
    if !word.is_empty() {
        unit_end = behind + word.len();
    }
    let lead = text.get(..number.start).unwrap_or_default().trim_end();
    rough |= ["近", "约", "超", "超过", "逾", "大约", "将近", "接近"]
        .iter()
        .any(|word| lead.ends_with(word));
    // A range: neither end says how many.
    rough |= rest(number.end).starts_with(['-', '~', '—', '–', '～'])
        || lead.ends_with(['-', '~', '—', '–']);
    Some(Figure {
        start: number.start,
        end: unit_end,
        value,
        unit: unit_start..unit_end,
        kind,
        rough,
        depth,
    })
}

/// Kind and unit of what stands behind a number (and its multiplier).
fn kind_and_unit<'t>(
    rest: &'t str,
    value: Decimal,
    multiplied: bool,
    settings: &Settings,
) -> (Kind, &'t str) {
    let starts = |word: &str| rest.get(..word.len()).filter(|start| *start == word);
    for word in ["个百分点", "百分点"] {
        if let Some(word) = starts(word) {
            return (Kind::Points, word);
        }
    }
    for word in ["%", "‰"] {
        if let Some(word) = starts(word) {
            return (Kind::Percent, word);
        }
    }
    let year = value >= Decimal::from(1900) && value <= Decimal::from(2100) && value.scale() == 0;
    let dates: &[&str] = if year {
        &["年度", "年", "-", "—"]
    } else {
        &["月份", "月", "日", "号", "年级"]
    };
    if !multiplied && let Some(word) = dates.iter().find_map(|word| starts(word)) {
        return (Kind::Date, word);
    }
    (
        Kind::Count,
        settings.narrative.units.prefix(rest).unwrap_or_default(),
    )
}
