//! 总览: how the forms that pass the filter are spread, as bars; Enter on one filters by it.
//!
//! Four parts: scores, execution rates, years, units. Where there is room the first two stand
//! beside the last two; the selection walks through all of them in one order.

mod draw;

pub use draw::draw;

use std::ops::Range;

use ratatui::layout::Rect;

use super::Tab;
use super::list;
use super::motion::Motion;
use crate::desk::actions::Enabled;
use crate::desk::words::count;
use crate::desk::{Ask, Model};
use crate::query::{Field, FieldInfo, Query, Test};
use crate::store::{self, Bin, RATE_BINS, SCORE_BINS, Share};

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Scores,
    Rates,
    Years,
    Units,
}

impl Part {
    const ALL: [Self; 4] = [Self::Scores, Self::Rates, Self::Years, Self::Units];

    const fn field(self) -> Field {
        match self {
            Self::Scores => Field::Score,
            Self::Rates => Field::Rate,
            Self::Years => Field::Year,
            Self::Units => Field::Unit,
        }
    }
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    Stretch(Bin, u64),
    Year(Option<i32>, Share),
    Unit(String, Share),
}

/// A line with a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    part: Part,
    subject: Subject,
}

/// The overview screen.
#[derive(Debug)]
pub struct Overview {
    all: Share,
    lines: Vec<Line>,
    at: usize,
    height: usize,
    waiting: bool,
    error: Option<String>,
}

impl Default for Overview {
    fn default() -> Self {
        Self {
            all: Share::default(),
            lines: Vec::new(),
            at: 0,
            height: 1,
            waiting: true,
            error: None,
        }
    }
}

impl Overview {
    /// The question has changed.
    pub const fn restart(&mut self) {
        self.waiting = true;
    }

    /// Room for lines.
    pub fn resize(&mut self, body: Rect) {
        self.height = usize::from(body.height.saturating_sub(1)).max(1);
    }

    /// Takes the answer; the selection stays on its line as far as there is one.
    pub fn take(&mut self, data: store::Overview) {
        let before = self.lines.get(self.at).cloned();
        self.all = data.all;
        self.lines = lines(data);
        let same = |line: &Line| {
            before
                .as_ref()
                .is_some_and(|before| line.part == before.part && alike(line, before))
        };
        self.at = self.lines.iter().position(same).unwrap_or(0);
        self.waiting = false;
        self.error = None;
    }

    /// The overview could not be had.
    pub fn fail(&mut self, sentence: String) {
        self.error = Some(sentence);
        self.waiting = false;
    }

    /// Which lines a part has.
    fn range(&self, part: Part) -> Range<usize> {
        let from = self.lines.iter().position(|line| line.part == part);
        let to = self.lines.iter().rposition(|line| line.part == part);
        from.map_or(0..0, |from| from..to.map_or(from, |to| to + 1))
    }

    fn jump(&mut self, forward: bool) {
        let Some(here) = self.lines.get(self.at).map(|line| line.part) else {
            return;
        };
        let at = Part::ALL.iter().position(|part| *part == here).unwrap_or(0);
        let step = if forward { 1 } else { Part::ALL.len() - 1 };
        let next = Part::ALL.get((at + step) % Part::ALL.len());
        if let Some(next) = next {
            self.at = self.range(*next).start;
        }
    }
}

fn alike(a: &Line, b: &Line) -> bool {
    match (&a.subject, &b.subject) {
        (Subject::Stretch(a, _), Subject::Stretch(b, _)) => a == b,
        (Subject::Year(a, _), Subject::Year(b, _)) => a == b,
        (Subject::Unit(a, _), Subject::Unit(b, _)) => a == b,
        _ => false,
    }
}

/// The lines of an answer; of what never occurs beside the scale there is none.
fn lines(data: store::Overview) -> Vec<Line> {
    let stretches = |part, bins: &[Bin], counts: &[u64]| {
        bins.iter()
            .zip(counts)
            .filter(|(bin, count)| **count > 0 || !matches!(bin, Bin::Above(_) | Bin::Missing))
            .map(|(bin, count)| Line {
                part,
                subject: Subject::Stretch(*bin, *count),
            })
            .collect::<Vec<_>>()
    };
    let mut lines = stretches(Part::Scores, &SCORE_BINS, &data.scores);
    lines.extend(stretches(Part::Rates, &RATE_BINS, &data.rates));
    lines.extend(data.years.into_iter().map(|(year, share)| Line {
        part: Part::Years,
        subject: Subject::Year(year, share),
    }));
    lines.extend(data.units.into_iter().map(|(unit, share)| Line {
        part: Part::Units,
        subject: Subject::Unit(unit, share),
    }));
    lines
}

impl Line {
    /// The filter for what it stands for.
    fn query(&self) -> Query {
        let field = self.part.field();
        match &self.subject {
            Subject::Stretch(bin, _) => bin.query(field),
            Subject::Year(None, _) => Query::Field(field, Test::Missing),
            Subject::Year(Some(year), _) => {
                Query::Field(field, Test::Number(crate::query::Op::Equal, (*year).into()))
            }
            Subject::Unit(unit, _) if unit.is_empty() => Query::Field(field, Test::Missing),
            Subject::Unit(unit, _) => Query::Field(field, Test::Equals(unit.clone())),
        }
    }

    /// What stands before the bar.
    fn name(&self, model: &Model) -> String {
        let words = &model.words;
        match &self.subject {
            Subject::Stretch(bin, _) => {
                let label = bin.label();
                label.unwrap_or_else(|| words.text("overview-none"))
            }
            Subject::Year(None, _) => words.text("overview-none"),
            Subject::Year(Some(year), _) => year.to_string(),
            Subject::Unit(unit, _) if unit.is_empty() => words.text("overview-none"),
            Subject::Unit(unit, _) => unit.clone(),
        }
    }

    const fn reports(&self) -> u64 {
        match &self.subject {
            Subject::Stretch(_, count) => *count,
            Subject::Year(_, share) | Subject::Unit(_, share) => share.reports,
        }
    }
}

/// Asks for the overview again; the selection stays.
pub fn freshen(model: &mut Model) {
    let query = model.filter.whole();
    model.ask(Ask::Overview(query));
}

/// Moves the selection.
pub fn go(model: &mut Model, motion: Motion) {
    let state = &mut model.overview;
    state.at = motion.index(state.at, state.lines.len(), state.height);
}

/// To the first line of the next part.
pub fn next_part(model: &mut Model) {
    model.overview.jump(true);
}

/// To the first line of the part before.
pub fn previous_part(model: &mut Model) {
    model.overview.jump(false);
}

/// Whether a bar is selected.
pub fn some_bar(model: &Model) -> Enabled {
    let line = model.overview.lines.get(model.overview.at);
    line.map(|_| ()).ok_or("why-no-report")
}

/// Narrows the filter to the selected bar and shows the list.
pub fn open(model: &mut Model) {
    let Some(line) = model.overview.lines.get(model.overview.at) else {
        return;
    };
    let condition = line.query();
    let today = model.today();
    if model
        .filter
        .narrow(&condition, &model.words, &model.views, today)
        .is_err()
    {
        return;
    }
    model.switch(Tab::List);
    list::refilter(model);
}

/// What `y` copies.
pub fn copied(model: &Model) -> Option<String> {
    let line = model.overview.lines.get(model.overview.at)?;
    let field = FieldInfo::of(line.part.field())?;
    let field = match model.words.lang() {
        crate::locales::Lang::Zh => field.zh,
        crate::locales::Lang::En => field.en,
    };
    Some(format!(
        "{field}\t{}\t{}",
        line.name(model),
        count(line.reports())
    ))
}
