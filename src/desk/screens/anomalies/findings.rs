//! The findings of one line of the roll-up, to be decided one after the other.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::desk::Model;
use crate::desk::actions::Enabled;
use crate::desk::screens::list;
use crate::desk::theme::{Role, sign};
use crate::desk::widgets::Paint;
use crate::desk::window::Window;
use crate::desk::words::count;
use crate::query::Query;
use crate::store::{FindingId, FindingRow, Rollup, SecondReview, Totals, Verdict};
use crate::terminal::text::{Align, pad, pad_middle, width};

/// A line of the roll-up with its findings.
#[derive(Debug)]
pub struct Drilled {
    title: String,
    /// What the findings have in common.
    pub condition: Query,
    /// The findings.
    pub window: Window<FindingId, FindingRow>,
    /// How many there are and how many are left, once that is counted.
    pub totals: Option<Totals>,
    /// Why they could not be had, if they could not.
    pub error: Option<String>,
    /// Findings of one look at many reports that stand behind the first of them.
    behind: BTreeMap<FindingId, Vec<(FindingId, [u8; 16])>>,
    /// The first finding of each look at many reports, by what was decided.
    first: BTreeMap<(String, Verdict), FindingId>,
    /// Looks at many reports whose findings are listed one by one.
    spread: BTreeSet<String>,
    /// What the marked findings are known by: their rows may be out of sight.
    prints: BTreeMap<FindingId, [u8; 16]>,
}

/// An act is about no more marks than this: it is one entry of the log each.
pub const MOST_MARKS: usize = 20_000;

/// Whether a finding is selected and loaded.
pub fn some_finding(model: &Model) -> Enabled {
    model
        .anomalies
        .drilled
        .as_ref()
        .and_then(|drilled| drilled.window.selected_row())
        .map(|_| ())
        .ok_or("why-no-finding")
}

/// Whether the selected finding stands for several, or is one of several listed one by one.
pub fn gathered(model: &Model) -> Enabled {
    let drilled = model.anomalies.drilled.as_ref();
    let batch = drilled.and_then(|drilled| drilled.window.selected_row());
    match batch {
        Some(row) if !row.batch.is_empty() => Ok(()),
        _ => Err("why-no-batch"),
    }
}

/// Lists the findings of one look at many reports one by one, or gathers them again.
pub fn spread(model: &mut Model) {
    if let Some(drilled) = &mut model.anomalies.drilled {
        drilled.toggle_spread();
        super::freshen(model);
    }
}

/// Lines below the list: the sentence of the selected finding.
const fn below(body: Rect) -> u16 {
    if body.height < 10 { 0 } else { 4 }
}

impl Drilled {
    /// No findings are there yet.
    pub fn new(title: String, condition: Query) -> Self {
        Self {
            title,
            condition,
            window: Window::default(),
            totals: None,
            error: None,
            behind: BTreeMap::new(),
            first: BTreeMap::new(),
            spread: BTreeSet::new(),
            prints: BTreeMap::new(),
        }
    }

    /// Takes the ids of all findings: those that stand behind another stay there.
    pub fn take_all(&mut self, mut ids: Vec<FindingId>) {
        let behind = self.all_behind();
        ids.retain(|id| !behind.contains(id));
        self.window.take_all(ids);
    }

    /// Takes findings in, and puts those that say the same behind the first of them.
    pub fn take_rows(&mut self, rows: Vec<FindingRow>) {
        self.window
            .take_rows(rows.into_iter().map(|row| (row.id, row)));
        self.gather();
    }

    fn all_behind(&self) -> BTreeSet<FindingId> {
        self.behind
            .values()
            .flat_map(|behind| behind.iter().map(|(id, _)| *id))
            .collect()
    }

    fn gather(&mut self) {
        let mut gone = BTreeSet::new();
        let mut behind: Vec<(FindingId, (FindingId, [u8; 16]))> = Vec::new();
        let known = self.all_behind();
        for row in self.window.near_rows() {
            if row.batch.is_empty() || self.spread.contains(&row.batch) {
                continue;
            }
            let look = (row.batch.clone(), row.verdict);
            let before = *self.first.entry(look).or_insert(row.id);
            if before != row.id && !known.contains(&row.id) {
                behind.push((before, (row.id, row.fingerprint)));
                gone.insert(row.id);
            }
        }
        for (before, finding) in behind {
            self.behind.entry(before).or_default().push(finding);
        }
        self.window.remove(&gone);
    }

    /// Forgets what stands behind what: the findings are asked for again.
    pub fn ungather(&mut self) {
        self.behind.clear();
        self.first.clear();
    }

    /// Lists the findings behind the selected one by one, or gathers them again.
    pub fn toggle_spread(&mut self) {
        let Some(batch) = self.window.selected_row().map(|row| row.batch.clone()) else {
            return;
        };
        if !self.spread.remove(&batch) {
            self.spread.insert(batch);
        }
    }

    /// Notes what the marked findings are known by; those that are not loaded are to be asked for.
    pub fn note_marks(&mut self) -> Vec<FindingId> {
        let marked = self.window.marked();
        self.prints.retain(|id, _| marked.contains(id));
        let mut unknown = Vec::new();
        for id in marked {
            if self.prints.contains_key(id) {
                continue;
            }
            match self.window.row(*id) {
                Some(row) => {
                    self.prints.insert(*id, row.fingerprint);
                }
                None => unknown.push(*id),
            }
        }
        unknown
    }

    /// Takes in what marked findings are known by.
    pub fn take_prints(&mut self, prints: Vec<(FindingId, [u8; 16])>) {
        self.prints.extend(prints);
    }

    /// Takes all marks off.
    pub fn clear_marks(&mut self) {
        self.window.clear_marks();
        self.prints.clear();
    }

    /// The fingerprints of the chosen findings and of those behind them.
    pub fn chosen_all(&self) -> Vec<[u8; 16]> {
        let marked = self.window.marked().iter();
        let marked = marked.filter_map(|id| Some((*id, *self.prints.get(id)?)));
        let mut chosen: Vec<(FindingId, [u8; 16])> = marked.collect();
        if self.window.marked().is_empty() {
            let row = self.window.selected_row();
            chosen.extend(row.map(|row| (row.id, row.fingerprint)));
        }
        chosen
            .into_iter()
            .flat_map(|(id, fingerprint)| {
                let behind = self.behind.get(&id).into_iter().flatten();
                std::iter::once(fingerprint).chain(behind.map(|(_, fingerprint)| *fingerprint))
            })
            .collect()
    }

    /// Whether something can be said of what is chosen: it is known what that is, and not too much.
    pub fn settled(&self) -> Enabled {
        match self.window.marked().len() {
            0 => self.window.selected_row().map(drop).ok_or("why-no-finding"),
            many if many > MOST_MARKS => Err("why-too-many-marks"),
            many if many > self.prints.len() => Err("why-still-loading"),
            _ => Ok(()),
        }
    }

    /// Room for rows.
    pub fn resize(&mut self, body: Rect) {
        let height = body.height.saturating_sub(2 + below(body));
        self.window.resize(usize::from(height));
    }

    /// Moves to the next loaded finding that nobody has decided, from the selected one on, else from
    /// the top; `decided` are those a verdict was just saved on.
    pub fn advance(&mut self, decided: &[[u8; 16]]) {
        let at = self.window.index();
        let count = self.window.len();
        let pending = |index: &usize| {
            self.window.row_at(*index).is_some_and(|row| {
                row.verdict == Verdict::Pending && !decided.contains(&row.fingerprint)
            })
        };
        let next = (at..count).find(pending).or_else(|| (0..at).find(pending));
        match next {
            Some(index) => self.window.go(index),
            None => self.window.step(1),
        }
    }

    /// The marked findings, or the selected one; those loaded.
    pub fn chosen(&self) -> Vec<&FindingRow> {
        let marked: Vec<&FindingRow> = self
            .window
            .marked()
            .iter()
            .filter_map(|id| self.window.row(*id))
            .collect();
        if marked.is_empty() {
            self.window.selected_row().into_iter().collect()
        } else {
            marked
        }
    }

    fn counter(&self, model: &Model) -> String {
        let Some(totals) = &self.totals else {
            return model.words.text("list-counting");
        };
        if totals.to_decide == 0 {
            // Of notices nothing is to be decided.
            return String::new();
        }
        let (left, of) = (count(totals.undecided), count(totals.to_decide));
        let values = [("left", &*left), ("of", &*of)];
        model.words.fill("findings-left", &values)
    }

    /// Draws the list and the sentence of the selected finding; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, body: Rect) -> Position {
        let words = &model.words;
        let text = model.theme.style(Role::Text);
        let mut paint = Paint::new(buffer, body);
        let before = paint.put_right(0, body.width, &self.counter(model), text);
        let marked = self.window.marked().len();
        let mut said = format!("{}  {}", self.title, list::narrowed_to(model));
        if marked > 0 {
            let marked = words.fill("list-marked", &[("count", &count(marked as u64))]);
            said = format!("{marked}  {said}");
        }
        Paint::new_within(&mut paint, before.saturating_sub(1)).put(
            0,
            0,
            &said,
            model.theme.style(Role::Title),
        );
        let shape = Shape::new(model, body.width);
        let header = model.theme.style(Role::Header);
        paint.tint(1, 0, body.width, header);
        paint.put(1, 0, &shape.heading(model), header);
        let mut cursor = Position::new(body.x, body.y.saturating_add(2));
        let rows = body.height.saturating_sub(below(body));
        for (line, (index, id, row)) in (2..rows).zip(self.window.visible()) {
            let selected = index == self.window.index();
            let mark = match (selected, self.window.is_marked(id)) {
                (true, true) => ">+",
                (true, false) => "> ",
                (false, true) => " +",
                (false, false) => "  ",
            };
            let role = if selected { Role::Selected } else { Role::Text };
            paint.put(line, 0, mark, model.theme.style(role));
            if selected {
                cursor.y = body.y.saturating_add(line);
            }
            let Some(row) = row else {
                paint.put(line, 2, "...", model.theme.style(Role::Dim));
                continue;
            };
            let style = model.theme.severity(row.severity);
            paint.put(line, 2, sign(row.severity), style);
            let behind = self.behind.get(&row.id).map_or(0, Vec::len);
            let said = shape.line(model, row, behind);
            let decided = row.verdict != Verdict::Pending;
            let role = if decided { Role::Dim } else { Role::Text };
            paint.put(line, 4, &said, model.theme.style(role));
        }
        if self.window.is_empty() {
            let said = self.error.clone().unwrap_or_else(|| {
                if self.window.is_waiting() {
                    words.text("list-waiting")
                } else {
                    super::nothing(model)
                }
            });
            paint.paragraph(3, 2, &said, model.theme.style(Role::Dim));
        }
        self.draw_below(model, &mut paint, rows);
        cursor
    }

    fn draw_below(&self, model: &Model, paint: &mut Paint<'_>, from: u16) {
        let Some(row) = self.window.selected_row() else {
            return;
        };
        let words = &model.words;
        let area = paint.area();
        if from >= area.height {
            return;
        }
        paint.tint(from, 0, area.width, model.theme.style(Role::Header));
        let values = [
            ("rule", &*words.rule(&row.rule)),
            ("place", &words.place(row.place)),
            ("project", &row.project),
            ("unit", &row.unit),
        ];
        let said = words.fill("findings-title", &values);
        paint.put(from, 0, &said, model.theme.style(Role::Header));
        let mut sentence = words.sentence(row);
        if row.verdict != Verdict::Pending {
            let verdict = words.verdict(row.verdict);
            let said = words.opinion(&verdict, &row.by, &row.reason);
            sentence = format!("{sentence}\n{said}");
            if row.second != SecondReview::Unreviewed {
                let second = words.second(row.second);
                let said = words.opinion(&second, &row.reviewer, &row.remark);
                let said = words.fill("pane-second", &[("said", &said)]);
                sentence = format!("{sentence}  {said}");
            }
        }
        if !row.opinions.is_empty() {
            sentence = format!("{}\n{sentence}", words.disagreement(row));
        }
        if let Some(task) = words.task(&row.assignee, row.due) {
            sentence = format!("{task}\n{sentence}");
        }
        let style = model.theme.style(Role::Text);
        paint.paragraph(from.saturating_add(1), 1, &sentence, style);
    }
}

/// Widths of the columns.
struct Shape {
    status: usize,
    place: usize,
    project: usize,
    unit: usize,
    rest: usize,
    /// The findings are of several rules, so that each says its own.
    mixed: bool,
}

impl Shape {
    fn new(model: &Model, room: u16) -> Self {
        let room = usize::from(room.saturating_sub(4));
        let status = Verdict::ALL
            .into_iter()
            .map(|verdict| width(&model.words.verdict(verdict)))
            .max()
            .map_or(6, |widest| widest + 1);
        let year = 5;
        let place = if room >= 60 { 14 } else { 0 };
        let unit = if room >= 100 { room / 5 } else { 0 };
        let left = room.saturating_sub(status + year + place + unit + 4);
        let project = match room {
            100.. => left / 2,
            // What it says matters more than the end of a name.
            50.. => left * 2 / 5,
            _ => left,
        };
        Self {
            status,
            place,
            project,
            unit,
            rest: left.saturating_sub(project),
            mixed: model.anomalies.by != Rollup::Rule,
        }
    }

    fn join(&self, cells: [&str; 6]) -> String {
        let widths = [
            self.status,
            4,
            self.project,
            self.unit,
            self.place,
            self.rest,
        ];
        let cells: Vec<String> = cells
            .into_iter()
            .zip(widths)
            .enumerate()
            .filter(|(_, (_, width))| *width > 0)
            .map(|(at, (text, width))| match at {
                // Units of one place begin alike.
                3 => pad_middle(text, width),
                _ => pad(text, width, Align::Left),
            })
            .collect();
        cells.join(" ")
    }

    fn heading(&self, model: &Model) -> String {
        let words = &model.words;
        let cells = [
            &*words.text("findings-status"),
            &words.text("col-year"),
            &words.text("col-project"),
            &words.text("col-unit"),
            &words.text("findings-place"),
            &words.text("findings-says"),
        ];
        format!("    {}", self.join(cells))
    }

    fn line(&self, model: &Model, row: &FindingRow, behind: usize) -> String {
        let words = &model.words;
        let year = row.year.map_or_else(String::new, |year| year.to_string());
        let mut says = words.sentence(row);
        if self.mixed {
            says = words.said_of(&words.rule(&row.rule), &says);
        }
        if behind > 0 {
            let forms = count(behind.saturating_add(1) as u64);
            says = words.fill("findings-batch", &[("count", &forms), ("text", &says)]);
        }
        self.join([
            &format!("{}{}", words.verdict(row.verdict), words.marks(row)),
            &year,
            &row.project,
            &row.unit,
            &words.place(row.place),
            &says,
        ])
    }
}
