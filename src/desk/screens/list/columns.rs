//! The columns of the list: which of them have room, and what stands in them.

use std::borrow::Cow;

use crate::desk::Model;
use crate::desk::theme::{Role, sign};
use crate::desk::widgets::Paint;
use crate::desk::words::{Words, maybe};
use crate::form::Grade;
use crate::rules::Severity;
use crate::store::{ReportRow, ReviewState, SortKey};
use crate::terminal::text::{pad, pad_middle, width};

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 年度.
    Year,
    /// 项目名称.
    Project,
    /// 实施单位.
    Unit,
    /// 主管部门.
    Department,
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    Annual,
    /// 全年执行数.
    Executed,
    /// 执行率.
    Rate,
    /// 总分.
    Score,
    /// 评分等级.
    Grade,
    /// Findings of a severity.
    Findings(Severity),
    /// The headline marks.
    Marks,
    /// How far the review has come.
    State,
    /// Number of notes.
    Notes,
    /// Full marks everywhere, as a column of its own.
    Full,
    /// A total that does not add up, likewise.
    Mismatch,
    /// Share of qualitative indicators, likewise.
    Words,
}

impl Kind {
    /// All, in the order they stand.
    pub fn all() -> [Self; 19] {
        ORDER.map(|(kind, _)| kind)
    }

    /// The stable name; its text is `column-NAME`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Project => "project",
            Self::Unit => "unit",
            Self::Department => "department",
            Self::Initial => "initial",
            Self::Annual => "annual",
            Self::Executed => "executed",
            Self::Rate => "rate",
            Self::Score => "score",
            Self::Grade => "grade",
            Self::Findings(Severity::Error) => "errors",
            Self::Findings(Severity::Warning) => "warnings",
            Self::Findings(Severity::Notice) => "notices",
            Self::Marks => "marks",
            Self::State => "state",
            Self::Notes => "notes",
            Self::Full => "full",
            Self::Mismatch => "mismatch",
            Self::Words => "qualitative",
        }
    }

    /// The column of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|kind| kind.name() == name)
    }

    /// What the list is sorted by to sort by this column.
    pub const fn sort(self) -> SortKey {
        match self {
            Self::Year => SortKey::Year,
            Self::Project => SortKey::Project,
            Self::Unit => SortKey::Unit,
            Self::Department => SortKey::Department,
            Self::Initial => SortKey::Initial,
            Self::Annual => SortKey::Budget,
            Self::Executed => SortKey::Executed,
            Self::Rate => SortKey::Rate,
            Self::Score => SortKey::Score,
            Self::Grade => SortKey::Grade,
            // Errors first, among equals warnings, then notices.
            Self::Findings(Severity::Error) => SortKey::Suspicion,
            Self::Findings(Severity::Warning) => SortKey::Warnings,
            Self::Findings(Severity::Notice) => SortKey::Notices,
            Self::Marks | Self::Full => SortKey::Full,
            Self::Mismatch => SortKey::Mismatch,
            Self::Words => SortKey::Qualitative,
            Self::State => SortKey::Undecided,
            Self::Notes => SortKey::Notes,
        }
    }
}

/// A column with its place on the line.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// What it shows.
    pub kind: Kind,
    /// Where it begins.
    pub left: u16,
    width: u16,
}

/// In the order they stand; with the least width of the list at which each has a place.
const ORDER: [(Kind, u16); 19] = [
    (Kind::Year, 50),
    (Kind::Project, 0),
    (Kind::Unit, 100),
    (Kind::Department, 190),
    (Kind::Initial, 150),
    (Kind::Annual, 66),
    (Kind::Executed, 110),
    (Kind::Rate, 72),
    (Kind::Score, 34),
    (Kind::Grade, 60),
    (Kind::Findings(Severity::Error), 24),
    (Kind::Findings(Severity::Warning), 46),
    (Kind::Findings(Severity::Notice), 56),
    (Kind::Marks, 30),
    (Kind::State, 76),
    (Kind::Notes, 90),
    (Kind::Full, ON_DEMAND),
    (Kind::Mismatch, ON_DEMAND),
    (Kind::Words, ON_DEMAND),
];

/// Of a column that is there only when it is asked for: no list is so wide.
const ON_DEMAND: u16 = u16::MAX;
/// A name column is at least so wide.
const NAME: u16 = 8;

/// Which columns a list of `room` columns has, as far as they fit: the frozen ones, then the others
/// from where they have been moved to.
fn kinds(model: &Model, room: u16, width: impl Fn(Kind) -> u16) -> Vec<Kind> {
    let layout = &model.list.layout;
    let allowed = |(kind, least): &(Kind, u16)| {
        let wanted = layout.shown.contains(kind);
        let usual = if layout.shift > 0 {
            // What a narrow list leaves out is what one moves the columns for.
            *least != ON_DEMAND
        } else {
            room >= *least
        };
        (wanted || usual) && !layout.hidden.contains(kind)
    };
    let (frozen, others) = ORDER.split_at(layout.frozen.min(ORDER.len()));
    let others = others.iter().filter(|one| allowed(one)).skip(layout.shift);
    let all = frozen
        .iter()
        .filter(|(kind, least)| {
            allowed(&(*kind, *least)) && room >= *least || layout.shown.contains(kind)
        })
        .chain(others);
    let mut taken = 2;
    let mut kept = Vec::new();
    for (kind, _) in all {
        taken += width(*kind) + 1;
        if taken > room.saturating_add(1) && !kept.is_empty() {
            break;
        }
        kept.push(*kind);
    }
    kept
}

/// Whether a column is in the list now.
pub fn in_sight(model: &Model, kind: Kind) -> bool {
    let room = model.body().width;
    columns(model, room)
        .iter()
        .any(|column| column.kind == kind)
}

/// Whether a column would be in the list, were there room for it beside the others.
pub fn wanted(model: &Model, kind: Kind) -> bool {
    let layout = &model.list.layout;
    let room = model.body().width;
    let usual = ORDER
        .iter()
        .any(|(of, least)| *of == kind && room >= *least);
    (usual || layout.shown.contains(&kind)) && !layout.hidden.contains(&kind)
}

/// How many columns can be moved away.
pub fn movable(model: &Model) -> usize {
    let layout = &model.list.layout;
    let others = ORDER.iter().skip(layout.frozen);
    others
        .filter(|(kind, least)| {
            !layout.hidden.contains(kind) && (*least != ON_DEMAND || layout.shown.contains(kind))
        })
        .count()
}

/// The columns a list of `room` columns has, from the left.
pub fn columns(model: &Model, room: u16) -> Vec<Column> {
    let amount = amount_width(model);
    // Names share what is left: the project takes most of it.
    let share = |kind: Kind| match kind {
        Kind::Project => 5,
        Kind::Unit | Kind::Department => 4,
        _ => 0_u16,
    };
    let wider = |kind: Kind, width: u16| {
        let by = model.list.layout.wider.get(&kind).copied().unwrap_or(0);
        width.saturating_add_signed(by).max(2)
    };
    let usual = |kind: Kind| fixed(kind, &model.words, amount);
    let kinds = kinds(model, room, |kind| match share(kind) {
        0 => wider(kind, usual(kind)),
        _ => wider(kind, NAME),
    });
    let gaps = u16::try_from(kinds.len()).unwrap_or(0).saturating_add(1);
    let taken: u16 = kinds
        .iter()
        .map(|kind| match share(*kind) {
            0 => wider(*kind, usual(*kind)),
            _ => wider(*kind, NAME).saturating_sub(NAME),
        })
        .sum();
    let free = room.saturating_sub(taken).saturating_sub(gaps);
    let parts: u16 = kinds.iter().map(|kind| share(*kind)).sum::<u16>().max(1);
    let mut left = 2;
    let mut columns = Vec::with_capacity(kinds.len());
    for kind in kinds {
        let width = match share(kind) {
            0 => wider(kind, usual(kind)),
            share => wider(kind, free.saturating_mul(share) / parts),
        };
        columns.push(Column { kind, left, width });
        left = left.saturating_add(width).saturating_add(1);
    }
    columns
}

/// Amounts are never cut: the columns are as wide as the longest of the rows at hand.
fn amount_width(model: &Model) -> u16 {
    let widest = model
        .list
        .window
        .visible()
        .filter_map(|(_, _, row)| row)
        .flat_map(|row| [row.initial, row.annual, row.executed])
        .map(|amount| maybe(amount, 2).len())
        .max()
        .unwrap_or(0);
    u16::try_from(widest).unwrap_or(u16::MAX).clamp(10, 24)
}

fn fixed(kind: Kind, words: &Words, amount: u16) -> u16 {
    match kind {
        Kind::Year => 4,
        Kind::Project | Kind::Unit | Kind::Department => 0,
        Kind::Initial | Kind::Annual | Kind::Executed => amount,
        Kind::Rate | Kind::Score => 6,
        Kind::Grade => 2,
        Kind::Findings(Severity::Error) => 2,
        Kind::Findings(_) => 3,
        Kind::Marks => {
            let flags = width(&words.text("mark-full")) + width(&words.text("mark-differs"));
            u16::try_from(flags + width(&words.text("mark-words")) + 5).unwrap_or(12)
        }
        Kind::State => {
            let states = [ReviewState::Open, ReviewState::Started, ReviewState::Done];
            let widest = states.map(|state| width(&words.review(state)));
            u16::try_from(widest.into_iter().max().unwrap_or(6)).unwrap_or(6)
        }
        Kind::Notes | Kind::Full | Kind::Mismatch => 2,
        Kind::Words => 6,
    }
}

impl Column {
    const fn numeric(&self) -> bool {
        matches!(
            self.kind,
            Kind::Initial
                | Kind::Annual
                | Kind::Executed
                | Kind::Rate
                | Kind::Score
                | Kind::Findings(_)
                | Kind::Notes
                | Kind::Words
        )
    }

    /// What stands above it.
    pub fn heading(&self, words: &Words) -> String {
        let text: Cow<'_, str> = match self.kind {
            Kind::Findings(severity) => Cow::Borrowed(sign(severity)),
            Kind::Year => words.text("col-year").into(),
            Kind::Project => words.text("col-project").into(),
            Kind::Unit => words.text("col-unit").into(),
            Kind::Department => words.text("col-department").into(),
            Kind::Initial => words.text("col-initial").into(),
            Kind::Annual => words.text("col-annual").into(),
            Kind::Executed => words.text("col-executed").into(),
            Kind::Rate => words.text("col-rate").into(),
            Kind::Score => words.text("col-score").into(),
            Kind::Grade => words.text("col-grade").into(),
            Kind::Marks => words.text("col-marks").into(),
            Kind::State => words.text("col-state").into(),
            Kind::Notes => words.text("col-notes").into(),
            Kind::Full => words.text("mark-full").into(),
            Kind::Mismatch => words.text("mark-differs").into(),
            Kind::Words => words.text("mark-words").into(),
        };
        self.fill(&text)
    }

    fn fill(&self, text: &str) -> String {
        let width = usize::from(self.width);
        match self.kind {
            Kind::Unit | Kind::Department => pad_middle(text, width),
            _ => pad(text, width, super::align(self.numeric())),
        }
    }

    /// Draws its cell of `row`; `lit` as part of the selection.
    pub fn draw(
        &self,
        model: &Model,
        row: &ReportRow,
        paint: &mut Paint<'_>,
        line: u16,
        lit: bool,
    ) {
        let theme = model.theme;
        let some = |number: u32| {
            if number == 0 {
                String::new()
            } else {
                number.to_string()
            }
        };
        let flag = |is: bool, key: &str| -> Cow<'_, str> {
            if is {
                model.words.text(key).into()
            } else {
                "".into()
            }
        };
        let (text, style): (Cow<'_, str>, _) = match self.kind {
            Kind::Year => (
                row.year.map_or_else(String::new, |y| y.to_string()).into(),
                theme.style(if lit { Role::Selected } else { Role::Text }),
            ),
            Kind::Project => (row.project.as_str().into(), theme.style(Role::Text)),
            Kind::Unit => (row.unit.as_str().into(), theme.style(Role::Text)),
            Kind::Department => (row.department.as_str().into(), theme.style(Role::Text)),
            Kind::Initial => (maybe(row.initial, 2).into(), theme.style(Role::Text)),
            Kind::Annual => (maybe(row.annual, 2).into(), theme.style(Role::Text)),
            Kind::Executed => (maybe(row.executed, 2).into(), theme.style(Role::Text)),
            Kind::Rate => (maybe(row.rate, 2).into(), theme.style(Role::Text)),
            Kind::Score => (maybe(row.score, 2).into(), theme.style(Role::Text)),
            Kind::Grade => (
                row.grade.map_or("", Grade::as_str).into(),
                theme.style(Role::Text),
            ),
            Kind::Findings(severity) => (
                some(match severity {
                    Severity::Error => row.errors,
                    Severity::Warning => row.warnings,
                    Severity::Notice => row.notices,
                })
                .into(),
                theme.severity(severity),
            ),
            Kind::Marks => return self.draw_marks(model, row, paint, line),
            Kind::State => (
                model.words.review(row.state).into(),
                theme.style(match row.state {
                    ReviewState::Done => Role::Good,
                    _ => Role::Text,
                }),
            ),
            Kind::Notes => (some(row.notes).into(), theme.style(Role::Text)),
            Kind::Full => (flag(row.all_full, "mark-full"), theme.style(Role::Warning)),
            Kind::Mismatch => (flag(row.mismatch, "mark-differs"), theme.style(Role::Error)),
            Kind::Words => (
                format!("{}/{}", row.qualitative, row.indicators).into(),
                theme.style(Role::Notice),
            ),
        };
        paint.put(line, self.left, &self.fill(&text), style);
    }

    /// 满 (100 % everywhere), 差 (a total that does not add up), 定 n/m (qualitative targets).
    fn draw_marks(&self, model: &Model, row: &ReportRow, paint: &mut Paint<'_>, line: u16) {
        let words = &model.words;
        let mut left = self.left;
        for (is, key, role) in [
            (row.all_full, "mark-full", Role::Warning),
            (row.mismatch, "mark-differs", Role::Error),
        ] {
            let text = words.text(key);
            if is {
                paint.put(line, left, &text, model.theme.style(role));
            }
            left = left.saturating_add(u16::try_from(width(&text)).unwrap_or(2));
        }
        if row.qualitative > 0 {
            let text = format!(
                "{}{}/{}",
                words.text("mark-words"),
                row.qualitative,
                row.indicators
            );
            // More words than numbers deserve a look.
            let role = if row.qualitative.saturating_mul(2) > row.indicators {
                Role::Notice
            } else {
                Role::Text
            };
            paint.put(line, left, &text, model.theme.style(role));
        }
    }
}
