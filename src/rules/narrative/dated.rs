//! What is to be done, or was done, by a date: `2024年6月底前完成主体工程`, `主体工程于2024年9月完成`.
//!
//! Invariant: two clauses are of one thing only where verb and thing are the same word for word, but for
//! words that name nothing (全部, 建设); of a clause that tells more nothing is read.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Figure, Kind, Narrative};
use crate::rules::day::Day;
use crate::rules::{Lexicon, Settings};

/// Something with the date by which, or on which, it is done.
#[derive(Debug)]
pub struct Dated<'n> {
    /// What is done, and to what.
    pub deed: Deed<'n>,
    /// When.
    pub day: Day,
    /// Whether the date is a bound (`6月底前`).
    pub bound: bool,
    /// The clause.
    pub range: Range<usize>,
}

/// A verb and its thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deed<'n> {
    verb: &'n str,
    thing: &'n str,
}

impl<'n> Deed<'n> {
    /// The deed that an indicator's name asks the time of: 设备安装完成时间.
    pub fn of_name(name: &'n str, settings: &Settings) -> Option<Self> {
        let words = &settings.narrative;
        let name = words
            .deed_times
            .ends(name)
            .and_then(|time| name.strip_suffix(time))?;
        let verb = words.deeds.ends(name)?;
        Self::new(verb, name.strip_suffix(verb)?)
    }

    fn new(verb: &'n str, thing: &'n str) -> Option<Self> {
        let thing = bare(thing);
        // Of shorter names there may be many.
        (thing.chars().count() > 2).then_some(Self { verb, thing })
    }
}

/// What may stand at either end of a thing and names none.
static BEFORE: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "已",
        "已经",
        "全面",
        "全部",
        "顺利",
        "按期",
        "如期",
        "了",
        "对",
        "本项目",
        "项目",
        "确保",
        "力争",
        "计划",
        "要求",
        "我局",
        "我单位",
        "年度",
        "并",
    ])
});
static BEHIND: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "建设", "工作", "任务", "施工", "于", "在", "至", "到", "已", "已经", "均", "全部", "全面",
        "确保", "力争", "应", "须", "要", "计划", "推迟", "延期", "延迟", "拖延", "延", "实际",
        "正式", "要求", "的",
    ])
});
/// Between a date and its verb.
static ADVERBS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "全部", "全面", "顺利", "正式", "要", "须", "应", "才", "方", "已", "已经", "基本", "实现",
    ])
});

fn bare(thing: &str) -> &str {
    let mut rest = thing.trim();
    while let Some(word) = BEFORE.prefix(rest) {
        rest = rest.strip_prefix(word).unwrap_or_default();
    }
    while let Some(word) = BEHIND.ends(rest) {
        rest = rest.strip_suffix(word).unwrap_or_default();
    }
    rest
}

/// What a text dates, in order.
pub fn dated<'n>(
    narrative: &'n Narrative<'_>,
    settings: &'n Settings,
) -> impl Iterator<Item = Dated<'n>> {
    let figures = narrative.figures();
    let months = figures.iter().enumerate().filter(|(_, figure)| {
        figure.kind == Kind::Date && narrative.slice(figure.base..figure.end).starts_with('月')
    });
    months.filter_map(move |(at, month)| {
        let before = at.checked_sub(1).and_then(|at| figures.get(at));
        let is = |figure: &&Figure, unit: &[char]| {
            figure.kind == Kind::Date && narrative.slice(figure.base..figure.end).starts_with(unit)
        };
        let year = before.filter(|year| is(year, &['年']) && year.end == month.start);
        let day = figures
            .get(at + 1)
            .filter(|day| is(day, &['日', '号']) && day.start == month.end);
        let start = year.map_or(month.start, |year| year.start);
        let end = day.map_or(month.end, |day| day.end);
        read(narrative, start..end, settings)
    })
}

/// The clause around a date.
fn read<'n>(
    narrative: &'n Narrative<'_>,
    date: Range<usize>,
    settings: &Settings,
) -> Option<Dated<'n>> {
    const ENDS: [char; 10] = [',', '、', '。', ';', ':', '!', '?', '(', ')', '\n'];
    let text = narrative.text();
    let before = narrative.slice(0..date.start).rsplit(ENDS).next()?;
    let behind = narrative.slice(date.end..text.len()).split(ENDS).next()?;
    let range = date.start - before.len()..date.end + behind.len();
    let part = ["上旬", "中旬", "下旬", "初", "中", "底", "末"]
        .into_iter()
        .find(|part| behind.starts_with(part))
        .unwrap_or_default();
    let mut rest = behind.strip_prefix(part)?;
    let bound = ["以前", "之前", "前"]
        .iter()
        .find_map(|word| rest.strip_prefix(word));
    rest = bound.unwrap_or(rest);
    let bound = bound.is_some();
    while let Some(word) = ADVERBS.prefix(rest) {
        rest = rest.strip_prefix(word).unwrap_or_default();
    }
    let verb = settings.narrative.deeds.prefix(rest)?;
    let (subject, object) = (bare(before), bare(rest.strip_prefix(verb)?));
    let thing = if object.is_empty() { subject } else { object };
    if !subject.is_empty() && !object.is_empty() {
        return None;
    }
    Some(Dated {
        deed: Deed::new(verb, thing)?,
        day: Day::read(narrative.slice(date.start..date.end + part.len()))?,
        bound,
        range,
    })
}
