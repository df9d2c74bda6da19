//! Changes from an earlier period: `24367起，同比（24162起）上升0.8%`.
//!
//! The percentage must follow its verb directly; the two figures it rests on must stand in one of a few
//! plain orders, else the change is told without them: which figures are meant is never guessed.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Figure, Kind, Narrative};
use crate::rules::{Lexicon, Settings, agrees, percent};

/// A change against an earlier period.
#[derive(Debug)]
pub struct Change<'n> {
    /// The figure that changed; its noun says what.
    pub of: &'n Figure,
    /// This period's number and the earlier one, where both follow from the text.
    pub numbers: Option<Numbers>,
    /// The change in percent.
    pub percent: &'n Figure,
    /// Whether the text says that it rose.
    pub rose: bool,
    start: usize,
}

/// The numbers of two periods, in single units.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    /// This period's.
    pub now: Decimal,
    /// The earlier one; above zero.
    pub before: Decimal,
    /// Percentage points that their rounding explains; none for plain counts.
    pub slack: Decimal,
}

impl Change<'_> {
    /// From the first figure to the percentage.
    pub fn range(&self) -> Range<usize> {
        self.start..self.percent.end
    }
}

/// How the figures in front of a percentage hang together.
enum Found<'n> {
    /// This period's and the earlier one's.
    Two(&'n Figure, &'n Figure),
    /// This period's, and by how much it differs from the earlier one's.
    By(&'n Figure, &'n Figure),
    /// The earlier period's, and by how much this one's differs.
    From(&'n Figure, &'n Figure),
    /// This period's alone.
    One(&'n Figure),
}

/// The changes a text states. `docs/narratives.md` lists the orders that are understood.
pub fn changes<'n>(narrative: &'n Narrative<'_>, settings: &Settings) -> Vec<Change<'n>> {
    let keys = LazyCell::new(|| comparisons(narrative, settings));
    let mut found = Vec::new();
    let mut last = 0;
    for figure in narrative.figures() {
        if figure.kind != Kind::Percent {
            continue;
        }
        let lead = narrative.lead(figure);
        // 年均增长8.3%: over several years.
        let Some(rose) = verb(lead, settings).filter(|_| !lead.contains("年均")) else {
            continue;
        };
        let sentence = narrative.sentence_at(figure.start);
        let from = sentence.start.max(last);
        last = figure.end;
        let key = keys
            .iter()
            .rev()
            .find(|(at, end)| *at >= from && *end <= figure.start)
            .copied();
        if is_one_of_several(narrative, figure, key.map_or(from, |(at, _)| at)) {
            continue;
        }
        let reading = Reading {
            narrative,
            settings,
            from: sentence.start,
        };
        let told = match key {
            Some(key) => reading.compared(key, figure, rose),
            None => reading.became(figure.start),
        };
        let Some(told) = told else { continue };
        let told = match told {
            Found::One(of) => reading.base_behind(figure, of).unwrap_or(Found::One(of)),
            found => found,
        };
        let (of, other) = match told {
            Found::Two(a, b) | Found::By(a, b) | Found::From(a, b) => (a, Some(b)),
            Found::One(a) => (a, None),
        };
        let start = other.map_or(of.start, |other| of.start.min(other.start));
        found.push(Change {
            of,
            numbers: reading.numbers(&told, figure, rose),
            percent: figure,
            rose,
            start,
        });
    }
    found
}

/// What is no fall or rise: `不少于`, `新建和改造提升`.
static BOUNDS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "至少",
        "不少",
        "最少",
        "最多",
        "至多",
        "不多",
        "改造提升",
        "整治提升",
    ])
});

/// What may stand between a verb and its number.
static BEHIND_VERBS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(["了", "约", "近", "达", "为", "幅度", "率", "比例", "的"]));

/// Where a text compares with an earlier period, in order.
fn comparisons(narrative: &Narrative<'_>, settings: &Settings) -> Vec<(usize, usize)> {
    let words = settings.narrative.compared.all_in(narrative.text());
    let mut keys: Vec<(usize, usize)> = words.map(|(at, key)| (at, at + key.len())).collect();
    // 较2023年
    let years = narrative.figures().iter().filter(|figure| {
        figure.kind == Kind::Date && narrative.lead(figure).ends_with(['较', '比'])
    });
    keys.extend(years.map(|year| (year.start - '较'.len_utf8(), year.end)));
    keys.sort_unstable();
    keys
}

/// Whether a verb of rising (or falling) leads to a number: `上升`, `下降了`, `增长率为`.
pub(super) fn verb(lead: &str, settings: &Settings) -> Option<bool> {
    let words = &settings.narrative;
    let mut lead = lead;
    loop {
        if BOUNDS.ends(lead).is_some() {
            return None;
        }
        if words.rises.ends(lead).is_some() {
            return Some(true);
        }
        if words.falls.ends(lead).is_some() {
            return Some(false);
        }
        lead = lead.strip_suffix(BEHIND_VERBS.ends(lead)?)?.trim_end();
    }
}

/// Whether a figure says by how much something rose or fell.
pub fn is_difference(narrative: &Narrative<'_>, figure: &Figure, settings: &Settings) -> bool {
    verb(narrative.lead(figure), settings).is_some()
}

/// `分别增长3%、5%`: which figure each percentage is of cannot be told.
fn is_one_of_several(narrative: &Narrative<'_>, figure: &Figure, from: usize) -> bool {
    let behind = narrative.slice(figure.end..narrative.text().len());
    narrative.slice(from..figure.start).contains("分别")
        || behind
            .strip_prefix(['、', '和', '及', '与'])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Words that make a starting figure another one than the earlier period's.
const OTHER_STARTS: [&str; 8] = [
    "年初", "月初", "季初", "期初", "最初", "计划", "目标", "预算",
];

/// Words of averages: no total of a period.
const AVERAGES: [&str; 7] = ["日均", "月均", "年均", "人均", "户均", "平均", "每"];

/// The figures of a sentence in front of a percentage.
struct Reading<'n, 't, 's> {
    narrative: &'n Narrative<'t>,
    settings: &'s Settings,
    from: usize,
}

impl<'n> Reading<'n, '_, '_> {
    fn counts(&self, range: Range<usize>) -> Vec<&'n Figure> {
        self.narrative
            .figures()
            .iter()
            .filter(|figure| figure.start >= range.start && figure.end <= range.end)
            .filter(|figure| figure.kind == Kind::Count)
            .collect()
    }

    fn same_unit(&self, a: &Figure, b: &Figure) -> bool {
        self.narrative.scaled(a).unit == self.narrative.scaled(b).unit
    }

    /// What stands around a word of comparison.
    fn compared(
        &self,
        (at, end): (usize, usize),
        percent: &Figure,
        rose: bool,
    ) -> Option<Found<'n>> {
        let before = self.counts(self.from..at);
        let between = self.counts(end..percent.start);
        match between.as_slice() {
            [] => self.in_front(&before, at..percent.start),
            [one] if self.is_bare_verb(self.behind(end, one)) => {
                let now = self.changed(&before, one, percent, rose)?;
                Some(Found::By(now, one))
            }
            [one] if self.is_earlier(self.behind(end, one)) => {
                let now = self.explaining(&before, one, percent, rose);
                let now = now.or_else(|| self.nearest(&before, one))?;
                Some(Found::Two(now, one))
            }
            [base, change]
                if self.is_earlier(self.behind(end, base))
                    && self.is_bare_verb(self.lead(change)) =>
            {
                let now = self.explaining(&before, base, percent, rose);
                Some(now.map_or(Found::From(base, change), |now| Found::Two(now, base)))
            }
            [base, now] if self.is_became(now) && self.same_unit(base, now) => {
                Some(Found::Two(now, base))
            }
            // Several figures: which one is meant cannot be told.
            _ => None,
        }
    }

    /// Two figures in front of the word of comparison: `x起，上年同期y起，同比上升p%`.
    fn in_front(&self, before: &[&'n Figure], key: Range<usize>) -> Option<Found<'n>> {
        let [rest @ .., last] = before else {
            return None;
        };
        let one = Some(Found::One(last));
        let Some(first) = rest.last() else {
            return one;
        };
        // 支出102万元，人均3万元，上年同期98万元: the one in the middle is of nothing that was compared.
        if !self.same_unit(first, last) || before.iter().any(|figure| figure.each) {
            return one;
        }
        if is_difference(self.narrative, last, self.settings) {
            let compares = self.settings.narrative.compared.find(self.lead(last));
            let only = compares.is_some_and(|(at, word)| {
                at == 0 && {
                    let verb = self.lead(last).get(word.len()..).unwrap_or_default();
                    self.is_bare_verb(verb)
                }
            });
            return only.then_some(Found::By(first, last));
        }
        if self.is_became(last) {
            let other = OTHER_STARTS.iter().any(|w| self.lead(first).contains(w));
            let compares = !self.narrative.slice(key).is_empty();
            return if other && compares {
                one
            } else {
                Some(Found::Two(last, first))
            };
        }
        // Three years in a row: which two are compared cannot be told.
        if rest
            .iter()
            .rev()
            .skip(1)
            .any(|third| self.same_unit(third, last))
        {
            return one;
        }
        self.periods(first, last).or(one)
    }

    /// `由y起增加到x起，增长p%`, without a word of comparison.
    fn became(&self, percent: usize) -> Option<Found<'n>> {
        let before = self.counts(self.from..percent);
        let [.., a, b] = before.as_slice() else {
            return None;
        };
        // 由2023年的3.2亿元增长到3.84亿元
        let before = self.narrative.slice(self.from..a.start);
        let clause = before.rsplit([',', '、', '(', ')', ':']).next();
        let starts = clause.is_some_and(|clause| clause.contains(['由', '从']));
        // Only the first percentage behind them is theirs.
        let mut between = self.narrative.figures().iter().filter(|figure| {
            figure.start >= b.end && figure.end <= percent && figure.kind == Kind::Percent
        });
        let own = between.next().is_none();
        (starts && own && self.is_became(b) && self.same_unit(a, b)).then_some(Found::Two(b, a))
    }

    /// The earlier period's figure in brackets behind the percentage: `同比增长12.4%（2023年966件）`.
    fn base_behind(&self, percent: &Figure, of: &'n Figure) -> Option<Found<'n>> {
        let figures = self.narrative.figures().iter();
        let base = figures
            .filter(|figure| figure.start > percent.end && figure.kind == Kind::Count)
            .find(|figure| figure.depth == percent.depth + 1)?;
        let between = self
            .narrative
            .slice(percent.end..base.start)
            .strip_prefix('(')?;
        let closed = self.narrative.slice(base.end..base.end + 1) == ")";
        let earlier = &self.settings.narrative.earlier;
        let plain = match earlier.prefix(between) {
            Some(word) => self.is_earlier(between.strip_prefix(word)?),
            None => {
                let year = between.trim_start_matches(|c: char| c.is_ascii_digit());
                year.len() + 4 == between.len()
                    && year
                        .strip_prefix('年')
                        .is_some_and(|rest| self.is_earlier(rest))
            }
        };
        (plain && closed && self.same_unit(base, of)).then_some(Found::Two(of, base))
    }

    /// Two figures of one thing, each with its period in front.
    fn periods(&self, a: &'n Figure, b: &'n Figure) -> Option<Found<'n>> {
        let words = &self.settings.narrative;
        let thing = |figure: &Figure| {
            let lead = self.lead(figure);
            let lead = words.earlier.find(lead).map_or(lead, |(at, word)| {
                lead.get(at + word.len()..).unwrap_or_default()
            });
            let lead = ["今年", "本年", "本期"]
                .iter()
                .find_map(|word| lead.strip_prefix(word))
                .unwrap_or(lead);
            lead.trim_matches(['的', '为', '度', '是', '仅', '共', '(', ' '])
                .to_owned()
        };
        let (of_a, of_b) = (thing(a), thing(b));
        if !of_a.contains(&of_b) && !of_b.contains(&of_a) {
            return None;
        }
        if words.earlier.occurs_in(self.lead(b)) {
            return Some(Found::Two(a, b));
        }
        if words.earlier.occurs_in(self.lead(a)) {
            return Some(Found::Two(b, a));
        }
        let year = |range: Range<usize>| {
            let dates = self.narrative.figures().iter().rev();
            let mut years = dates.filter(|date| {
                date.kind == Kind::Date
                    && date.start >= range.start
                    && date.end <= range.end
                    && self.narrative.slice(date.unit.clone()).starts_with('年')
            });
            years.next().map(|date| date.value)
        };
        let (first, second) = (year(self.from..a.start)?, year(a.end..b.start)?);
        if first == second + Decimal::ONE {
            Some(Found::Two(a, b))
        } else if second == first + Decimal::ONE {
            Some(Found::Two(b, a))
        } else {
            None
        }
    }

    fn lead(&self, figure: &Figure) -> &'n str {
        self.narrative.lead(figure)
    }

    /// The figures of the same unit that are no differences.
    fn alike<'r>(
        &'r self,
        before: &'r [&'n Figure],
        like: &'r Figure,
    ) -> impl DoubleEndedIterator<Item = &'n Figure> + 'r {
        before.iter().copied().filter(move |figure| {
            self.same_unit(figure, like) && !is_difference(self.narrative, figure, self.settings)
        })
    }

    /// What rose or fell by so many: the figure that this percentage is of, be it an average, else the last
    /// that is none.
    fn changed(
        &self,
        before: &[&'n Figure],
        by: &Figure,
        percentage: &Figure,
        rose: bool,
    ) -> Option<&'n Figure> {
        let average = |figure: &Figure| AVERAGES.iter().any(|w| self.lead(figure).contains(w));
        let of = || self.alike(before, by);
        let fits = |figure: &Figure| {
            let (now, by) = (
                self.narrative.scaled(figure).number,
                self.narrative.scaled(by).number,
            );
            let earlier = if rose { now - by } else { now + by };
            percent(by, earlier).is_some_and(|computed| agrees(percentage.value, computed))
        };
        of().rfind(|figure| fits(figure))
            .or_else(|| of().rfind(|figure| !figure.each && !average(figure)))
    }

    /// Which of the figures in front the percentage is of, with that earlier one.
    fn explaining(
        &self,
        before: &[&'n Figure],
        base: &Figure,
        percentage: &Figure,
        rose: bool,
    ) -> Option<&'n Figure> {
        let printed = if rose {
            percentage.value
        } else {
            -percentage.value
        };
        self.alike(before, base).rev().find(|now| {
            let (now, base) = (
                self.narrative.scaled(now).number,
                self.narrative.scaled(base).number,
            );
            percent(now - base, base).is_some_and(|computed| agrees(printed, computed))
        })
    }

    /// Which of the figures in front the earlier one is compared with: the one nearest in size, so that a
    /// daily average is not set against a year's total.
    fn nearest(&self, before: &[&'n Figure], base: &Figure) -> Option<&'n Figure> {
        let base_number = self.narrative.scaled(base).number;
        let apart = |figure: &Figure| {
            let number = self.narrative.scaled(figure).number;
            let (more, less) = (number.max(base_number), number.min(base_number));
            more.checked_div(less).unwrap_or(Decimal::MAX)
        };
        self.alike(before, base)
            .rev()
            .min_by_key(|figure| apart(figure))
    }

    /// The words between a word of comparison that ends there and a figure.
    fn behind(&self, end: usize, figure: &Figure) -> &'n str {
        let lead = figure.start.saturating_sub(self.lead(figure).len());
        self.narrative.slice(end.max(lead)..figure.start).trim()
    }

    /// Nothing but a verb of rising or falling.
    fn is_bare_verb(&self, text: &str) -> bool {
        let words = &self.settings.narrative;
        let text = text.trim().trim_end_matches('了');
        let is = |lexicon: &Lexicon| lexicon.ends(text).is_some_and(|word| word == text);
        is(&words.rises) || is(&words.falls)
    }

    /// Whether the words in front of a figure leave it the earlier period's.
    fn is_earlier(&self, lead: &str) -> bool {
        let words = &self.settings.narrative.earlier;
        let lead = words
            .prefix(lead)
            .map_or(lead, |word| lead.strip_prefix(word).unwrap_or_default());
        let lead = lead.trim_start_matches("全年");
        lead.chars().all(|c| {
            matches!(
                c,
                '的' | '为' | '度' | '末' | '底' | '是' | '数' | '由' | '从' | ' '
            )
        })
    }

    fn is_became(&self, figure: &Figure) -> bool {
        let lead = self.lead(figure).trim_end_matches('了');
        self.settings.narrative.became.ends(lead).is_some()
    }

    /// The numbers of both periods; none where one is rough.
    fn numbers(&self, found: &Found<'_>, percentage: &Figure, rose: bool) -> Option<Numbers> {
        let exact = |a: &Figure, b: &Figure| !a.rough && !b.rough && self.same_unit(a, b);
        let scaled = |figure: &Figure| {
            let scaled = self.narrative.scaled(figure);
            (scaled.number, scaled.margin)
        };
        let ((now, of_now), (before, of_before)) = match found {
            Found::Two(a, b) if exact(a, b) => (scaled(a), scaled(b)),
            Found::By(a, b) if exact(a, b) => {
                let ((now, of_now), (by, of_by)) = (scaled(a), scaled(b));
                let before = if rose { now - by } else { now + by };
                ((now, of_now), (before, of_now + of_by))
            }
            Found::From(a, b) if exact(a, b) => {
                let ((before, of_before), (by, of_by)) = (scaled(a), scaled(b));
                let now = if rose { before + by } else { before - by };
                ((now, of_before + of_by), (before, of_before))
            }
            _ => return None,
        };
        let slack = percent(of_now, before)? + percent(of_before, before)? * now / before;
        let printed = if slack.is_zero() {
            Decimal::ZERO
        } else {
            Decimal::new(1, percentage.value.scale()).max(Decimal::new(5, 2))
        };
        Some(Numbers {
            now,
            before,
            slack: slack + printed,
        })
    }
}
