//! What the words of a target and an actual tell of whether the target was missed: a date behind the
//! deadline, fewer than were to be, the contrary of what was to happen.
//!
//! Invariant: words that leave any reading by which the target was reached tell nothing.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Direction, direction};
use crate::form::{Comparator, Measure, Quantity};
use crate::rules::day::Day;
use crate::rules::narrative::{Figure, Narrative};
use crate::rules::{Lexicon, Row, Settings, holds};

/// How a target was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missed {
    /// The actual is a later date.
    Late,
    /// The numbers among the words are on the wrong side of the target's.
    Short,
    /// The words say the contrary of the target's, or that it was not done.
    Contrary,
}

/// How the row's actual missed its target by what their words say; `None` where they do not say so, and
/// where both are plain numbers.
pub fn missed(row: &Row<'_>, settings: &Settings) -> Option<Missed> {
    let (target, actual) = (row.cells.target.value()?, row.cells.actual.value()?);
    if row.quantities().is_some() {
        return None;
    }
    if is_contrary(target, row, settings) {
        return Some(Missed::Contrary);
    }
    if let (Some(wanted), Some(had)) = (
        row.target_words().and_then(water_class),
        row.answer().and_then(water_class),
    ) {
        return (had > wanted).then_some(Missed::Short);
    }
    let digits = |measure: &Measure| {
        measure
            .words()
            .is_none_or(|words| words.contains(|c: char| c.is_numeric()))
    };
    let quarter = |words: Option<&str>| words.is_some_and(|words| holds(words, "季度"));
    let quarters = || quarter(row.target_words()) && quarter(row.answer());
    if !(digits(target) && digits(actual) || quarters()) {
        return None;
    }
    if let (Some(deadline), Some(done)) = (row.target_words(), row.answer())
        && let (Some(deadline), Some(done)) = (Day::read(deadline), Day::read(done))
    {
        return done.is_after(&deadline).then_some(Missed::Late);
    }
    is_short(target, actual, row, settings).then_some(Missed::Short)
}

/// Whether the answer says that it was not done, that what was not to happen happened, or that what was to
/// fall rose.
fn is_contrary(target: &Measure, row: &Row<'_>, settings: &Settings) -> bool {
    let Some(answer) = row.answer() else {
        return false;
    };
    let (tier, words) = (&settings.tier, &settings.words);
    let wanted = row.target_words().unwrap_or_default();
    let none_wanted = tier.denied.prefix(wanted).is_some()
        || target
            .quantity()
            .is_some_and(|target| target.number.is_zero());
    if none_wanted {
        return tier.happened.occurs_in(answer)
            && !tier.denied.occurs_in(answer)
            && numbers(answer, settings).any(|number| number > Decimal::ZERO);
    }
    let narrative = &settings.narrative;
    let undone = tier.undone.find(answer);
    if let Some((at, word)) = undone.or_else(|| narrative.shortcomings.find(answer)) {
        let before = answer.get(..at).unwrap_or_default();
        if narrative.overcome.ends(before).is_none() && !before.ends_with('未') {
            return !holds(wanted, word)
                && !is_of_another(wanted, row.name_folded(), answer, before);
        }
    }
    // 同比下降5%, 同比上升3%: what rose must stand in front, else it may be another thing.
    let rose = |one: &Lexicon, other: &Lexicon| {
        let turned = other.find(answer).is_some_and(|(at, _)| {
            let before = answer.get(..at).unwrap_or_default();
            before.is_empty() || settings.narrative.compared.is(before)
        });
        turned && one.occurs_in(wanted) && !other.occurs_in(wanted) && !one.occurs_in(answer)
    };
    !tier.denied.occurs_in(wanted)
        && (rose(&words.lowers, &words.raises) || rose(&words.raises, &words.lowers))
}

/// Whether what was not done is another thing than was to be, of which the answer says that it was:
/// 主体工程已完成，装修工程尚未完成 for 完成主体工程.
fn is_of_another(wanted: &str, name: &str, answer: &str, before: &str) -> bool {
    let things = [wanted, name].map(|text| {
        let text = text.strip_prefix("完成").unwrap_or(text);
        text.strip_suffix("完成").unwrap_or(text)
    });
    let Some(thing) = things.into_iter().find(|thing| !thing.is_empty()) else {
        return false;
    };
    let clauses = || answer.split([',', ';', '。', '、']);
    let own = before
        .rsplit([',', ';', '。', '、'])
        .next()
        .unwrap_or_default();
    let is_done = |clause: &str| {
        clause.strip_prefix(thing).is_some_and(|said| {
            let said = said.trim_start_matches(['已', '均', '全', '部', '按', '期', '如']);
            ["完成", "完工", "竣工"].contains(&said)
        })
    };
    !own.is_empty() && !holds(own, thing) && clauses().any(is_done)
}

/// The class of water a text names, and no other: the higher, the dirtier.
fn water_class(text: &str) -> Option<usize> {
    const CLASSES: [&str; 5] = ["i", "ii", "iii", "iv", "v"];
    let (before, behind) = text.split_once('类')?;
    let named = before.to_lowercase();
    let class = named.trim_start_matches(|c: char| !matches!(c, 'i' | 'v'));
    let at = CLASSES.iter().position(|known| *known == class)?;
    (!behind.contains('类')).then_some(at + usize::from(before.contains('劣')))
}

fn numbers(text: &str, settings: &Settings) -> impl Iterator<Item = Decimal> {
    let read = Narrative::read(text, settings);
    let numbers: Vec<Decimal> = read.quantities().map(|figure| figure.value).collect();
    numbers.into_iter()
}

/// Whether any unit that stands once in both tells that the target was missed.
fn is_short(target: &Measure, actual: &Measure, row: &Row<'_>, settings: &Settings) -> bool {
    let words = &settings.words;
    let turn = |measure: &Measure| {
        let said = measure.words().unwrap_or_default();
        (words.raises.occurs_in(said), words.lowers.occurs_in(said))
    };
    let (way, done) = (turn(target), turn(actual));
    let changes = way.0 || way.1;
    let said = actual.words().map_or("", stated);
    // 目标95%，完成96%; 上年80%，本年85%.
    let others = !changes && settings.tier.elsewhere.occurs_in(said);
    if others || way != done || way == (true, true) {
        return false;
    }
    let (wanted, had) = (told(target, settings), told(actual, settings));
    let miss = |wanted: &Told, had: &Told| {
        let way = if changes {
            Direction::Up
        } else {
            bound(target, wanted, row, settings)
        };
        match way {
            Direction::Up => had.most < wanted.least,
            Direction::Down => had.least > wanted.most,
            Direction::Either => false,
        }
    };
    wanted.iter().any(|one| {
        let found = one
            .alone_in(&wanted, |a, b| a.unit == b.unit)
            .and_then(|one| one.alone_in(&had, |a, b| a.unit == b.unit))
            .or_else(|| {
                let named = |a: &Told, b: &Told| a.unit == b.unit && a.noun == b.noun;
                let one = one.alone_in(&wanted, named)?;
                one.alone_in(&had, named).filter(|had| !had.noun.is_empty())
            });
        found.is_some_and(|had| miss(one, had))
    })
}

/// A number of single units, between what it may be read as.
struct Told {
    least: Decimal,
    most: Decimal,
    unit: String,
    noun: String,
}

impl Told {
    /// The only one among others that is like this one.
    fn alone_in<'t>(
        &self,
        among: &'t [Self],
        like: impl Fn(&Self, &Self) -> bool,
    ) -> Option<&'t Self> {
        let mut alike = among.iter().filter(|other| like(self, other));
        alike.next().filter(|_| alike.next().is_none())
    }
}

/// A number without what is remarked on it in brackets: 8个（含上年结转2个）.
fn stated(words: &str) -> &str {
    let starts = words.starts_with(|c: char| c.is_ascii_digit());
    let plain = words.split(['(', '（']).next();
    plain.filter(|_| starts).unwrap_or(words)
}

/// The numbers a cell tells, dates left out.
fn told(measure: &Measure, settings: &Settings) -> Vec<Told> {
    match measure {
        Measure::Quantity(quantity) => {
            let Some((number, unit)) = settings.units.single(quantity.number, &quantity.unit)
            else {
                return Vec::new();
            };
            vec![Told {
                least: number,
                most: number,
                unit: unit.to_owned(),
                noun: String::new(),
            }]
        }
        Measure::Words(words) => {
            let read = Narrative::read(stated(words), settings);
            let ranged = is_range(words);
            let of = |figure: &Figure| {
                let number = read.scaled(figure).number;
                let (under, over) = if figure.least {
                    (Decimal::ZERO, place(number))
                } else if figure.rough {
                    (number * ROUGHLY, number * ROUGHLY)
                } else {
                    (Decimal::ZERO, Decimal::ZERO)
                };
                Told {
                    least: number - under,
                    most: number + over,
                    unit: read.scaled(figure).unit.to_owned(),
                    noun: read.noun(figure).to_owned(),
                }
            };
            let numbers: Vec<&Figure> = read.quantities().collect();
            match numbers.as_slice() {
                [from, to] if ranged => vec![Told {
                    least: read.scaled(from).number,
                    ..of(to)
                }],
                _ if ranged => Vec::new(),
                _ => numbers.into_iter().map(of).collect(),
            }
        }
    }
}

/// `10-15次`, `3%至5%`
fn is_range(words: &str) -> bool {
    words
        .match_indices(['-', '~', '—', '–', '至', '到'])
        .any(|(at, to)| {
            let (before, behind) = words.split_at(at);
            let number = |c: char| c.is_ascii_digit() || c == '%' || c == '‰';
            before.ends_with(number)
                && behind
                    .get(to.len()..)
                    .is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
        })
}

/// By how much of itself a rough number may be off.
const ROUGHLY: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// What 余 behind a number may add: 980余 are fewer than 990, 2万余 may be nearly 30000.
fn place(number: Decimal) -> Decimal {
    let number = number.normalize();
    let mut place = Decimal::new(1, number.scale());
    while number.scale() == 0 && !number.is_zero() && (number % (place * Decimal::TEN)).is_zero() {
        place *= Decimal::TEN;
    }
    place
}

/// Words that make a target a bound.
static BOUNDS: LazyLock<Lexicon> = LazyLock::new(|| {
    let least = [
        "以上",
        "不低于",
        "不少于",
        "不小于",
        "至少",
        "≥",
        ">",
        "大于",
        "高于",
        "超过",
    ];
    Lexicon::new(least.iter().chain(AT_MOST))
});
const AT_MOST: &[&str] = &[
    "以内",
    "之内",
    "内",
    "以下",
    "不超过",
    "不高于",
    "不大于",
    "至多",
    "控制在",
    "≤",
    "<",
    "小于",
    "低于",
    "少于",
];

/// Which way an actual is better than a number of the target's.
fn bound(target: &Measure, wanted: &Told, row: &Row<'_>, settings: &Settings) -> Direction {
    let comparator = match target {
        Measure::Quantity(quantity) => quantity.comparator,
        Measure::Words(words) => BOUNDS.find(words).map(|(_, word)| {
            if AT_MOST.contains(&word) {
                Comparator::AtMost
            } else {
                Comparator::AtLeast
            }
        }),
    };
    let quantity = Quantity {
        comparator,
        number: wanted.least,
        unit: wanted.unit.as_str().into(),
    };
    direction(row, &quantity, settings)
}
