//! Reading of the narratives (预期目标, 实际完成情况): sentences, figures with their units, year-on-year
//! changes, and how much two texts share.
//!
//! Which constructions are understood is written down in `docs/narratives.md`. What is not understood
//! is passed over, never guessed. All positions are bytes of [`Narrative::text`], which has the same
//! characters as the clean text of the form, one for one, so that spans can be given in characters.

mod change;
mod dated;
mod figure;
mod grams;
mod points;
mod products;
mod sums;
mod walk;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use rust_decimal::Decimal;

use super::Settings;
use super::text::width;
pub use change::{Change, Numbers, changes, is_difference};
pub use dated::{Dated, Deed, dated};
pub use figure::{Figure, Kind};
pub use grams::{Pair, Pairs, dice, grams, share_of};
pub use points::{Points, points};
pub use products::{Product, products};
pub use sums::sums;
use walk::Walk;

/// A narrative, read.
#[derive(Debug)]
pub struct Narrative<'a> {
    text: Cow<'a, str>,
    sentences: Vec<Range<usize>>,
    figures: Vec<Figure>,
    pairs: OnceCell<Pairs>,
}

impl<'a> Narrative<'a> {
    /// Reads the clean text of a narrative.
    pub fn read(clean: &'a str, settings: &Settings) -> Self {
        let text = narrow(clean);
        let walk = Walk::through(&text, settings);
        Self {
            text,
            sentences: walk.sentences,
            figures: walk.figures,
            pairs: OnceCell::new(),
        }
    }

    /// The text with full-width characters narrowed one for one.
    #[inline]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of characters that are not white space.
    pub fn length(&self) -> usize {
        self.printed().count()
    }

    /// Whether it has fewer characters than that, white space left out.
    pub fn is_shorter_than(&self, length: usize) -> bool {
        self.printed().take(length).count() < length
    }

    fn printed(&self) -> impl Iterator<Item = char> {
        let is_printed = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}') || !c.is_whitespace();
        self.text.chars().filter(is_printed)
    }

    /// The text between two positions.
    #[inline]
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Sentences, ended by `。；！？` or a new line, blank ones left out.
    #[inline]
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The sentence around a position.
    pub fn sentence_at(&self, at: usize) -> Range<usize> {
        self.sentences
            .iter()
            .find(|sentence| sentence.contains(&at))
            .cloned()
            .unwrap_or(at..at)
    }

    /// All figures, dates among them.
    #[inline]
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The figures that count or measure something: no dates.
    pub fn quantities(&self) -> impl Iterator<Item = &Figure> {
        self.figures
            .iter()
            .filter(|figure| figure.kind != Kind::Date)
    }

    /// The words in front of a figure, back to the last punctuation or figure.
    #[inline]
    pub fn lead(&self, figure: &Figure) -> &str {
        self.slice(figure.lead.clone())
    }

    /// What a figure counts: the words in front of it without the verb that leads to the number.
    #[inline]
    pub fn noun(&self, figure: &Figure) -> &str {
        self.slice(figure.lead.start..figure.noun)
    }

    /// The pairs of neighbouring characters of the text.
    pub fn pairs(&self) -> &Pairs {
        self.pairs.get_or_init(|| Pairs::of(&self.text))
    }

    /// A figure in single units: 3.2万人 as 32000 人.
    pub fn scaled(&self, figure: &Figure) -> Scaled<'_> {
        let unit = Decimal::from(10_u64.saturating_pow(figure.power));
        let places = Decimal::new(1, figure.value.scale());
        let plain = figure.power == 0 && figure.value.scale() == 0;
        Scaled {
            number: figure.value.checked_mul(unit).unwrap_or(figure.value),
            unit: self.slice(figure.base..figure.end),
            margin: if plain {
                Decimal::ZERO
            } else {
                places * unit / Decimal::TWO
            },
        }
    }

    /// The characters between two positions of the text, as a span.
    pub fn span(&self, range: Range<usize>) -> (u32, u32) {
        super::char_span(&self.text, range.start, self.slice(range.clone()))
    }
}

/// A figure without its multiplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scaled<'a> {
    /// The number of single units.
    pub number: Decimal,
    /// The unit.
    pub unit: &'a str,
    /// By how much rounding may have moved it: half of the last place, nothing for plain counts.
    pub margin: Decimal,
}

/// Full-width characters made half-width, one for one.
fn narrow(text: &str) -> Cow<'_, str> {
    let (mut narrow, mut copied) = (String::new(), 0);
    let (bytes, mut at) = (text.as_bytes(), 0);
    while let Some(first) = bytes.get(at) {
        if matches!(first, 0xe4..=0xe9) {
            at += 3;
            continue;
        }
        let end = at + width(*first);
        if let Some(ascii) = bytes.get(at..end).and_then(narrowed) {
            if narrow.is_empty() {
                narrow.reserve(text.len());
            }
            narrow.push_str(text.get(copied..at).unwrap_or_default());
            narrow.push(ascii);
            copied = end;
        }
        at = end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    narrow.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(narrow)
}

/// What the full-width character of these bytes is in ASCII: ！ to ～, and the wide and the hard space.
fn narrowed(bytes: &[u8]) -> Option<char> {
    let ascii = match bytes {
        [0xef, 0xbc, third @ 0x81..=0xbf] => third - 0x81 + b'!',
        [0xef, 0xbd, third @ 0x80..=0x9e] => third - 0x80 + b'`',
        [0xe3, 0x80, 0x80] | [0xc2, 0xa0] => b' ',
        _ => return None,
    };
    Some(char::from(ascii))
}

#[cfg(test)]
mod sentences;
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_carry_value_unit_and_noun() {
        let settings = Settings::default();
        let read = Narrative::read(
            "1、全年接待群众１２，３４６人次，满意率为98.5％；2、修复路面3.2万平方米（其中主干道两处）。",
            &settings,
        );
        let seen: Vec<String> = read
            .quantities()
            .map(|figure| {
                format!(
                    "{} {} {}",
                    read.noun(figure),
                    figure.value,
                    read.slice(figure.unit.clone())
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                "全年接待群众 12346 人次",
                "满意率 98.5 %",
                "修复路面 3.2 万平方米"
            ]
        );
    }

    #[test]
    fn full_width_characters_are_narrowed() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let narrow_one = match c {
                '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + u32::from('!')),
                '\u{3000}' | '\u{a0}' => Some(' '),
                _ => Some(c),
            };
            let (text, expected) = (format!("甲{c}乙"), format!("甲{}乙", narrow_one.unwrap()));
            assert_eq!(narrow(&text), expected, "{c:?}");
        }
    }

    #[test]
    fn numbering_dates_documents_and_names_are_no_quantities() {
        let settings = Settings::default();
        for text in [
            "（1）巡查。2、清运。3.绿化。",
            "2024年3月15日，依照〔2020〕10号文和《2023—2025年行动计划》开展。",
            "接听“110”和“12345”热线。",
        ] {
            let read = Narrative::read(text, &settings);
            assert_eq!(read.quantities().count(), 0, "{text}: {:?}", read.figures());
        }
    }
}
