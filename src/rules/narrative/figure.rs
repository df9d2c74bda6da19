//! Figures of a text: the number, its unit, and whether it is exact.

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::super::{Lexicon, Settings};

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The words in front of it, back to the last punctuation or figure.
    pub lead: Range<usize>,
    /// One past the noun among them, which the verb that leads to the number follows.
    pub noun: usize,
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
    /// The multiplier (万) as a power of ten.
    pub power: u32,
    /// First byte of the unit behind the multiplier.
    pub base: usize,
    /// Printed as rough (余, 近, 约, 左右), as a bound or as a range.
    pub rough: bool,
    /// Printed as a lower bound (95%以上, 不低于95%).
    pub least: bool,
    /// Money for each of something (每人500元, 500元/人).
    pub each: bool,
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

/// One past the number that begins there.
pub(super) fn number_end(text: &str, start: usize) -> usize {
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

/// Whether a number is part of a name, or numbers an item of a list.
pub(super) fn is_name_or_numbering(
    text: &str,
    start: usize,
    end: usize,
    before: Option<char>,
) -> bool {
    let mut after = text.get(end..).unwrap_or_default().chars();
    let (next, then) = (after.next(), after.next());
    let opens = || {
        before.is_none_or(|b| {
            b.is_whitespace() || matches!(b, '。' | ';' | ':' | '!' | '?' | '\n' | ',')
        })
    };
    if matches!(before, Some('第' | '/')) {
        return true;
    }
    match next {
        Some('/') => then.is_some_and(|c| c.is_ascii_digit()),
        Some('、') => end - start <= 2 && !then.is_some_and(|c| c.is_ascii_digit()),
        Some(')') => end - start <= 2 && (before == Some('(') || opens()),
        Some('.') => opens(),
        Some('”' | '"' | '’' | '』' | '」') => true,
        Some(c) if c.is_ascii_alphabetic() => !text.get(end..).is_some_and(|rest| {
            ["km", "kg", "m", "t", "kW", "GB", "TB"]
                .iter()
                .any(|unit| rest.starts_with(unit))
        }),
        _ => matches!(before, Some('〔' | '[')),
    }
}

/// Words between a noun and its number.
static LEADS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "不低于",
        "不少于",
        "达到了",
        "达到",
        "提高到",
        "提升到",
        "提高至",
        "提升至",
        "控制在",
        "保持在",
        "约为",
        "均为",
        "均达",
        "仍为",
        "为",
        "是",
        "达",
        "约",
        "近",
        "超过",
        "共",
        "了",
    ])
});

/// What stands behind and in front of a rough number, and of a lower bound.
static ROUGH_BEHIND: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(["左右", "上下", "以内", "以下", "不到", "以上"]));
static ROUGH_BEFORE: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "近",
        "约",
        "接近",
        "大概",
        "不超过",
        "不高于",
        "低于",
        "少于",
    ])
});
static LEAST_BEFORE: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "超",
        "超过",
        "逾",
        "突破",
        "不低于",
        "不少于",
        "至少",
        "高于",
        "多于",
    ])
});
/// What makes an amount of money one for each of something, and what only looks like it.
static FOR_EACH: LazyLock<Lexicon> = LazyLock::new(|| {
    let each = [
        "每", "人均", "户均", "亩均", "村均", "日均", "月均", "年均", "案均", "场均", "车均",
        "平均", "单价", "标准",
    ];
    Lexicon::new(each.iter().chain(&NOT_EACH))
});
const NOT_EACH: [&str; 4] = ["高标准", "标准化", "标准厂房", "水平均"];
/// Between the ends of a range.
const TO: [char; 6] = ['-', '~', '—', '–', '至', '到'];

/// Reads a number in the clause that begins at that byte.
pub(super) fn read(
    text: &str,
    clause: usize,
    number: Range<usize>,
    depth: u8,
    earlier: &mut [Figure],
    settings: &Settings,
) -> Option<Figure> {
    let printed = text.get(number.clone())?;
    let value: Decimal = if printed.contains(',') {
        printed.replace(',', "").parse().ok()?
    } else {
        printed.parse().ok()?
    };
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    let skip = |at: usize, set: &[char]| {
        let skipped = rest(at).chars().take_while(|c| set.contains(c));
        at + skipped.map(char::len_utf8).sum::<usize>()
    };
    let at = skip(number.end, &[' ']);
    let unit_start = skip(at, &['余', '多', '来']);
    let mut least = unit_start > at;
    let whole = settings.narrative.units.prefix(rest(unit_start));
    let multiplies = rest(unit_start).starts_with(MULTIPLIERS);
    // 千克 and 千瓦时 are units, 千 in them no multiplier.
    let (multiplied, power) =
        if multiplies && !whole.is_some_and(|unit| unit.starts_with(MULTIPLIERS)) {
            let powers = rest(unit_start).chars().map_while(power_of);
            (skip(unit_start, &MULTIPLIERS), powers.sum())
        } else {
            (unit_start, 0)
        };
    let base = skip(multiplied, &['余', '多']);
    least |= base > multiplied;
    let unit = if base == unit_start {
        whole
    } else {
        settings.narrative.units.prefix(rest(base))
    };
    let (kind, word) = kind_and_unit(rest(base), value, base > unit_start, unit);
    let unit_end = if word.is_empty() {
        multiplied
    } else {
        base + word.len()
    };

    let lead = trim_end(text.get(..number.start).unwrap_or_default());
    let behind = rest(unit_end);
    least |= LEAST_BEFORE.ends(lead).is_some() || behind.starts_with("以上");
    let mut rough =
        least || ROUGH_BEFORE.ends(lead).is_some() || ROUGH_BEHIND.prefix(behind).is_some();
    // A range: neither end says how many.
    rough |= [number.end, unit_end].iter().any(|end| {
        rest(*end)
            .strip_prefix(TO)
            .is_some_and(|to| to.starts_with(|c: char| c.is_ascii_digit()))
    });
    let mut words = clause;
    if let Some(previous) = earlier.last_mut() {
        words = clause.max(previous.end);
        rough |= lead
            .strip_suffix(TO)
            .is_some_and(|from| from.trim_end().len() == previous.end);
        // 1万2千: one number in two pieces.
        if previous.end == number.start && previous.kind == Kind::Count && previous.power > 0 {
            (previous.rough, rough) = (true, true);
        }
    }
    let money = text
        .get(base..unit_end)
        .is_some_and(|unit| unit.ends_with('元'));
    let clause = text.get(clause..number.start).unwrap_or_default();
    let each = money && (behind.starts_with(['/', '每']) || is_for_each(clause));
    let in_front = text.get(words..number.start).unwrap_or_default();
    let mut noun = in_front;
    if noun.starts_with(char::is_whitespace) {
        noun = noun.trim_start();
    }
    let words = words + in_front.len() - noun.len();
    noun = trim_end(noun);
    let lead = words..words + noun.len();
    while let Some(shorter) = LEADS.ends(noun).and_then(|verb| noun.strip_suffix(verb)) {
        noun = trim_end(shorter);
    }
    Some(Figure {
        noun: lead.start + noun.len(),
        lead,
        start: number.start,
        end: unit_end,
        value,
        unit: unit_start..unit_end,
        kind,
        power,
        base: base.min(unit_end),
        rough,
        least,
        each,
        depth,
    })
}

/// Whether the words of a clause make its money one for each of something.
fn is_for_each(clause: &str) -> bool {
    FOR_EACH
        .all_in(clause)
        .any(|(_, word)| !NOT_EACH.contains(&word))
}

/// Without the white space at its end, which most texts have not.
#[inline]
fn trim_end(text: &str) -> &str {
    if text.ends_with(char::is_whitespace) {
        text.trim_end()
    } else {
        text
    }
}

const MULTIPLIERS: [char; 5] = ['十', '百', '千', '万', '亿'];

fn power_of(multiplier: char) -> Option<u32> {
    Some(match multiplier {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

/// Kind and unit of what stands behind a number (and its multiplier); `unit` is that of a count.
fn kind_and_unit<'t>(
    rest: &'t str,
    value: Decimal,
    multiplied: bool,
    unit: Option<&'t str>,
) -> (Kind, &'t str) {
    let one_of = |words: &[&str]| {
        let word = words.iter().find(|word| rest.starts_with(**word))?;
        rest.get(..word.len())
    };
    let is_year = || {
        let years = Decimal::from(1900)..=Decimal::from(2100);
        value.scale() == 0 && years.contains(&value)
    };
    let (kind, word) = match rest.chars().next() {
        Some('%' | '‰') => (Kind::Percent, one_of(&["%", "‰"])),
        Some('个' | '百') => (Kind::Points, one_of(&["个百分点", "百分点"])),
        Some('年' | '-' | '—') if !multiplied && is_year() => {
            (Kind::Date, one_of(&["年度", "年", "-", "—"]))
        }
        Some('月' | '日' | '号' | '年') if !multiplied && !is_year() => {
            (Kind::Date, one_of(&["月份", "月", "日", "号", "年级"]))
        }
        _ => (Kind::Count, None),
    };
    match word {
        Some(word) => (kind, word),
        None => (Kind::Count, unit.unwrap_or_default()),
    }
}
