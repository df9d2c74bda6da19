//! 详情: the form as the official table, and beside or below it what deserves distrust.
//!
//! The cursor stands on a part of the form ([`Place`]), so that notes and source rows have a
//! subject; `n` and `p` walk it from one part with findings to the next.

mod compare;
mod explain;
mod form;
mod found;
mod marks;
mod pane;
mod revisions;
mod rows;
mod scores;
mod source;
mod walk;
mod years;

pub use compare::{changed, show as compared};
pub use explain::{counted, explain, explainable};
pub use revisions::{Revisions, open as revisions, several as several_revisions};
pub use rows::{fold as fold_notices, next_of_row, several_here, some_notice};
pub use scores::open as scores;
pub use source::origin;
pub use walk::{go, next_finding, next_report, previous_finding, previous_report, show};
pub use years::{open as years, take as take_years};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Layer, Tab};
use crate::desk::actions::Enabled;
use crate::desk::theme::{Role, sign};
use crate::desk::widgets::{Pager, Paint};
use crate::desk::{Ask, Model};
use crate::rules::Place;
use crate::store::{FindingRow, ReportDetail, ReportId};
use form::FormLine;
use found::Found;
use walk::{extent, spot};

/// The form that is open.
#[derive(Debug)]
pub struct Detail {
    /// Which.
    pub id: ReportId,
    /// Where Esc leads.
    pub origin: Tab,
    data: Option<Box<ReportDetail>>,
    error: Option<String>,
    revision: Option<u32>,
    place: Place,
    /// Index of the selected finding.
    finding: Option<usize>,
    /// It was picked out of its row, of which it is one of several: what is done is about it alone.
    picked: bool,
    /// What to select once the form is there.
    landing: Landing,
    /// First line in sight.
    top: usize,
    pane: Pane,
    /// Notices stand among the findings.
    unfolded: bool,
    /// The last finding was reached: one more `n` leads to the next report.
    at_end: bool,
}

/// What to select when a form arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Landing {
    /// Keep the place: the form was only refreshed.
    Stay,
    /// The head of the form.
    Head,
    /// Its first finding.
    First,
    /// The finding of that fingerprint.
    Finding([u8; 16]),
}

/// How much room the findings have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    /// Beside or below the form.
    Shared,
    /// All of it.
    Full,
    /// None.
    Hidden,
}

/// From this width the findings stand beside the form.
const TWO_PANES: u16 = 100;

impl Detail {
    /// Whether the form is on its way.
    pub const fn is_waiting(&self) -> bool {
        self.data.is_none() && self.error.is_none()
    }

    /// The form, once it is there.
    pub fn data(&self) -> Option<&ReportDetail> {
        self.data.as_deref()
    }

    /// The selected finding.
    pub fn current(&self) -> Option<&FindingRow> {
        self.data()?.findings.get(self.finding?)
    }

    /// The part of the form the cursor stands on.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// The parts of the form, from the top.
    fn places(&self) -> Vec<Place> {
        let Some(data) = self.data() else {
            return vec![Place::Form];
        };
        let report = &data.report;
        let indicators = (1..).map(Place::Indicator).take(report.indicators.len());
        let mut places = vec![Place::Form];
        places.extend(report.funds.iter().map(|fund| Place::Fund(fund.line)));
        places.dedup();
        places.extend([Place::Goal, Place::Outcome]);
        places.extend(indicators);
        places.extend([Place::Total, Place::Grade]);
        places
    }

    /// Takes the form in.
    pub fn take(&mut self, data: Box<ReportDetail>) {
        let kept = self.current().map(|finding| finding.fingerprint);
        self.error = None;
        self.data = Some(data);
        match std::mem::replace(&mut self.landing, Landing::Stay) {
            Landing::Head => {
                self.place = Place::Form;
                self.finding = None;
            }
            Landing::First => self.select(self.neighbour(false)),
            Landing::Finding(fingerprint) => {
                self.select(self.index_of(fingerprint));
                self.picked = true;
                // Who comes for a notice wants to see it.
                self.unfolded |= self.row_at(&self.rows()).is_none() && self.finding.is_some();
            }
            Landing::Stay => {
                self.finding = kept.and_then(|kept| self.index_of(kept));
                self.picked &= self.finding.is_some();
            }
        }
    }

    /// The form could not be had.
    pub fn fail(&mut self, sentence: String) {
        self.error = Some(sentence);
    }

    fn index_of(&self, fingerprint: [u8; 16]) -> Option<usize> {
        self.data()?
            .findings
            .iter()
            .position(|finding| finding.fingerprint == fingerprint)
    }

    fn select(&mut self, finding: Option<usize>) {
        let Some(place) = finding
            .and_then(|at| self.data()?.findings.get(at))
            .map(|finding| finding.place)
        else {
            return;
        };
        self.finding = finding;
        self.picked = false;
        self.place = place;
        self.at_end = false;
    }

    /// Moves to the next finding that nobody has decided, if there is one from the selected row
    /// on; `decided` are those a verdict was just saved on.
    pub fn advance(&mut self, decided: &[[u8; 16]]) {
        let next = self.undecided_next(decided);
        if next.is_some() {
            // Who goes through a row one by one goes on like this to its end.
            let picked = self.picked && self.row_of(next) == self.row_of(self.finding);
            self.select(next);
            self.picked = picked;
        }
    }
}

/// Opens a form; with a fingerprint, at that finding.
pub fn open(model: &mut Model, id: ReportId, origin: Tab, finding: Option<[u8; 16]>) {
    let (pane, unfolded) = model
        .detail
        .as_ref()
        .map_or((Pane::Shared, false), |old| (old.pane, old.unfolded));
    model.detail = Some(Detail {
        id,
        origin,
        data: None,
        error: None,
        revision: None,
        place: Place::Form,
        finding: None,
        picked: false,
        landing: finding.map_or(Landing::Head, Landing::Finding),
        top: 0,
        pane,
        unfolded,
        at_end: false,
    });
    model.tab = Tab::Detail;
    model.outdated.remove(&Tab::Detail);
    freshen(model);
    // For the page of a rule.
    if model.rule_counts.is_none() {
        model.ask(Ask::RuleCounts);
    }
}

/// Asks for the form again; cursor and selected finding stay.
pub fn freshen(model: &mut Model) {
    if let Some(detail) = &model.detail {
        let (id, revision) = (detail.id, detail.revision);
        model.ask(Ask::Report { id, revision });
    }
}

/// Whether a form is there.
pub fn loaded(model: &Model) -> Enabled {
    model
        .detail
        .as_ref()
        .and_then(Detail::data)
        .map(|_| ())
        .ok_or("why-no-report")
}

/// Shows more or less of the findings.
pub fn pane(model: &mut Model) {
    if let Some(detail) = &mut model.detail {
        detail.pane = match detail.pane {
            Pane::Shared => Pane::Full,
            Pane::Full => Pane::Hidden,
            Pane::Hidden => Pane::Shared,
        };
    }
    show(model);
}

/// Shows the rows of the file behind the part of the form under the cursor.
pub fn source(model: &mut Model) {
    let Some((detail, place)) = model
        .detail
        .as_ref()
        .and_then(|at| Some((at.data()?, at.place)))
    else {
        return;
    };
    let words = &model.words;
    let paragraphs = source::paragraphs(words, detail, place);
    let title = words.fill("source-title", &[("place", &words.place(place))]);
    let page = Pager::new(title, paragraphs, words.text("page-footer"));
    model.layers.push(Layer::Page(page));
}

/// What `y` copies: the sentence of the selected finding, else the name of the project.
pub fn copied(model: &Model) -> Option<String> {
    let detail = model.detail.as_ref()?;
    match detail.current() {
        Some(finding) => Some(model.words.sentence(finding)),
        None => Some(detail.data()?.row.project.clone()),
    }
}

impl Detail {
    /// Puts the cursor on a part of the form, and selects its row of findings.
    fn stand_on(&mut self, place: Place) {
        self.place = place;
        self.at_end = false;
        if self.current().is_none_or(|finding| finding.place != place) {
            self.finding = self.first_at(place);
            self.picked = false;
        }
    }
}

fn form_height(model: &Model, body: Rect) -> usize {
    let detail = model.detail.as_ref();
    detail.map_or(0, |detail| usize::from(areas(detail, body).0.height))
}

fn laid_out(model: &Model, body: Rect) -> Option<Vec<FormLine>> {
    let detail = model.detail.as_ref()?;
    let (form, _) = areas(detail, body);
    Some(form::lines(
        detail.data()?,
        detail.current(),
        &found(model),
        &model.words,
        model.theme,
        usize::from(form.width.saturating_sub(GUTTER)),
    ))
}

/// What was searched for.
fn found(model: &Model) -> Found {
    Found {
        words: model.filter.words(),
        style: model.theme.style(Role::Hit),
    }
}

/// Columns to the left of the form: cursor, sign, space.
const GUTTER: u16 = 3;

/// Where form and findings stand.
fn areas(detail: &Detail, body: Rect) -> (Rect, Option<Rect>) {
    let nothing = Rect { height: 0, ..body };
    match detail.pane {
        Pane::Hidden => (body, None),
        Pane::Full => (nothing, Some(body)),
        Pane::Shared if body.width >= TWO_PANES => {
            let pane = (body.width / 10).saturating_mul(3).clamp(30, 64);
            let form = Rect {
                width: body.width - pane - 2,
                ..body
            };
            let pane = Rect {
                x: body.right() - pane,
                width: pane,
                ..body
            };
            (form, Some(pane))
        }
        Pane::Shared if body.height < 9 => (body, None),
        Pane::Shared => {
            // Where there is nothing to say, the form has the room.
            let most = (body.height / 3).clamp(3, 8);
            let height = match (detail.current(), detail.data()) {
                (None, Some(data)) if data.notes.is_empty() => 2,
                _ => most,
            };
            let form = Rect {
                height: body.height - height,
                ..body
            };
            let pane = Rect {
                y: form.bottom(),
                height,
                ..body
            };
            (form, Some(pane))
        }
    }
}

/// Draws the screen; says where the cursor stands.
pub fn draw(model: &Model, buffer: &mut Buffer, body: Rect) -> Position {
    let home = body.as_position();
    let Some(detail) = &model.detail else {
        return home;
    };
    let Some(lines) = laid_out(model, body) else {
        let text = detail
            .error
            .clone()
            .unwrap_or_else(|| model.words.text("detail-waiting"));
        Paint::new(buffer, body).put(1, 2, &text, model.theme.style(Role::Text));
        return home;
    };
    let (area, pane) = areas(detail, body);
    let mut cursor = area.as_position();
    let mut paint = Paint::new(buffer, area);
    let (first, last) = extent(&lines, detail.place);
    let (spot, _) = spot(&lines, detail.place);
    let seen = detail.top..detail.top.saturating_add(usize::from(area.height));
    let cursor_line = if seen.contains(&spot) {
        spot
    } else {
        first.max(detail.top)
    };
    for (line, (index, text)) in (0..area.height).zip(lines.iter().enumerate().skip(detail.top)) {
        let here = (first..=last).contains(&index) && text.place == Some(detail.place);
        if here && index == cursor_line {
            paint.put(line, 0, ">", model.theme.style(Role::Selected));
            cursor.y = area.y.saturating_add(line);
        }
        if let Some(severity) = text.sign {
            paint.put(line, 1, sign(severity), model.theme.severity(severity));
        }
        paint.line(line, GUTTER, &text.line);
    }
    if let Some(pane) = pane {
        let beside = pane.width < body.width;
        if beside {
            let mut between = Paint::new(
                buffer,
                Rect {
                    x: pane.x.saturating_sub(1),
                    width: 1,
                    ..pane
                },
            );
            for line in 0..pane.height {
                between.put(line, 0, "|", model.theme.style(Role::Dim));
            }
        }
        pane::draw(
            model,
            detail,
            buffer,
            pane,
            beside || detail.pane == Pane::Full,
        );
        if detail.pane == Pane::Full {
            cursor = pane.as_position();
        }
    }
    cursor
}
