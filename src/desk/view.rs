//! The frame around the screens: names of the screens above, a message and the keys below.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Model;
use super::actions;
use super::screens::{Tab, anomalies, detail, export, imports, list, log, overview};
use super::theme::Role;
use super::widgets::Paint;
use crate::query::hits;
use crate::terminal::text::{width, wrap};

/// Help and leaving have their place in the line of keys whatever else there is.
fn kept_always(action: &actions::Action) -> bool {
    matches!(action.name, "which" | "quit")
}

/// Below this height the line of messages gives way; it then covers the keys.
const LOW: u16 = 10;
/// Columns between the screens and what stands on the right of them.
const GAP: usize = 2;

impl Model {
    /// The room a screen has.
    pub(super) const fn body(&self) -> Rect {
        let (columns, rows) = self.size;
        let below = if rows < LOW { 1 } else { 2 };
        Rect::new(0, 1, columns, rows.saturating_sub(1 + below))
    }

    pub(super) fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let body = self.body().intersection(area);
        let buffer = frame.buffer_mut();
        self.draw_tabs(buffer, area);
        let mut cursor = self.draw_body(buffer, body);
        self.mark_hits(buffer, body);
        self.draw_below(buffer, area);
        for layer in &self.layers {
            cursor = layer.draw(self, buffer, area);
        }
        // A narrower frame than the model knows of (a resize on its way) keeps the cursor inside.
        if area.width > 0 && area.height > 0 {
            frame.set_cursor_position(Position::new(
                cursor.x.min(area.right() - 1),
                cursor.y.min(area.bottom() - 1),
            ));
        }
    }

    /// Draws the screen; says where the cursor stands.
    pub(super) fn draw_body(&self, buffer: &mut Buffer, body: Rect) -> Position {
        match self.tab {
            Tab::List => list::draw(self, buffer, body),
            Tab::Detail => detail::draw(self, buffer, body),
            Tab::Anomalies => anomalies::draw(self, buffer, body),
            Tab::Overview => overview::draw(self, buffer, body),
            Tab::Log => log::draw(self, buffer, body),
            Tab::Imports => imports::draw(self, buffer, body),
        }
    }

    /// The name of the desk, where it takes no room from the names of the screens and of who sits at
    /// it.
    fn desk_title(&self) -> String {
        let title = format!("{}  ", self.words.text("desk-title"));
        let tabs: usize = self.tab_names().iter().map(|name| width(name) + 4).sum();
        let columns = usize::from(self.size.0);
        let all = width(&title) + tabs + GAP + width(&self.mode());
        if columns < 60 || (all > columns && tabs <= columns) {
            return String::new();
        }
        title
    }

    /// Who sits at the desk, or that nothing can be written.
    fn mode(&self) -> String {
        if self.read_only {
            self.words.text("desk-read-only")
        } else {
            self.by.clone()
        }
    }

    fn tab_names(&self) -> [String; 6] {
        Tab::ALL.map(|tab| self.words.text(&format!("tab-{}", tab.name())))
    }

    /// The names of the screens; where they have no room, digits stand for those one is not on.
    fn tab_labels(&self) -> Vec<(Tab, String)> {
        let names = self.tab_names();
        let all: usize = names.iter().map(|name| width(name) + 4).sum();
        let short = width(&self.desk_title()) + all > usize::from(self.size.0);
        let label = |((tab, digit), name): ((Tab, usize), &String)| {
            let label = match (tab == self.tab, short) {
                (true, _) => format!("[{digit} {name}]"),
                (false, true) => format!(" {digit} "),
                (false, false) => format!(" {digit} {name} "),
            };
            (tab, label)
        };
        Tab::ALL
            .into_iter()
            .zip(1..)
            .zip(&names)
            .map(label)
            .collect()
    }

    /// The columns at which the names of the screens begin.
    pub(super) fn tab_columns(&self) -> Vec<(Tab, u16)> {
        let mut column = width(&self.desk_title());
        let mut columns = Vec::new();
        for (tab, label) in self.tab_labels() {
            columns.push((tab, u16::try_from(column).unwrap_or(u16::MAX)));
            column += width(&label);
        }
        columns
    }

    /// Marks what was searched for where it stands, below the line that says what that is. Style
    /// alone: the characters and their places stay.
    fn mark_hits(&self, buffer: &mut Buffer, body: Rect) {
        let words = self.filter.words();
        // The form marks its own: its cells are broken into lines, and stand side by side.
        if words.is_empty() || self.tab == Tab::Detail {
            return;
        }
        let style = self.theme.style(Role::Hit);
        for y in body.top().saturating_add(1)..body.bottom() {
            let mut text = String::new();
            // The column of each character.
            let mut columns = Vec::new();
            let mut skip = 0;
            for x in body.left()..body.right() {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let symbol = buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
                skip = width(symbol).saturating_sub(1);
                columns.extend(symbol.chars().map(|_| x));
                text.push_str(symbol);
            }
            for hit in words.iter().flat_map(|word| hits(&text, word)) {
                for x in columns.get(hit).unwrap_or_default() {
                    if let Some(cell) = buffer.cell_mut((*x, y)) {
                        cell.set_style(style);
                    }
                }
            }
        }
    }

    fn draw_tabs(&self, buffer: &mut Buffer, area: Rect) {
        let line = Rect {
            height: area.height.min(1),
            ..area
        };
        let mut paint = Paint::new(buffer, line);
        let title = self.theme.style(Role::Title);
        let mut column = paint.put(0, 0, &self.desk_title(), title);
        for (tab, label) in self.tab_labels() {
            let role = if tab == self.tab {
                Role::Selected
            } else {
                Role::Text
            };
            column = paint.put(0, column, &label, self.theme.style(role));
        }
        let mode = self.mode();
        let names = format!("{}  {mode}", self.database);
        // How far an import is goes before who works on what.
        let (full, short, role) = match imports::status(self).or_else(|| export::status(self)) {
            Some(status) => (format!("{status}  {names}"), status, Role::Notice),
            None => (names, mode, Role::Dim),
        };
        let room = usize::from(area.width.saturating_sub(column)).saturating_sub(GAP - 1);
        if let Some(right) = [full, short].iter().find(|text| width(text) < room) {
            paint.put_right(0, area.width, right, self.theme.style(role));
        }
    }

    fn draw_below(&self, buffer: &mut Buffer, area: Rect) {
        let mut paint = Paint::new(buffer, area);
        let last = area.height.saturating_sub(1);
        let said_on = if area.height < LOW {
            last
        } else {
            last.saturating_sub(1)
        };
        if area.height < 2 {
            return;
        }
        let covered = area.height < LOW && self.notice.is_some();
        if !covered {
            self.draw_hints(&mut paint, last);
        }
        if let Some((role, text)) = &self.notice {
            draw_notice(buffer, area, said_on, text, self.theme.style(*role));
        }
    }

    /// The keys that matter here, as many as there is room for; `?` always.
    fn draw_hints(&self, paint: &mut Paint<'_>, line: u16) {
        let room = paint.area().width;
        let hint = |action: &actions::Action| {
            let key = self.keys.shown(action);
            let label = self.words.text(&format!("act-{}", action.name));
            (key, label)
        };
        let taken = |(key, label): &(String, String)| {
            u16::try_from(width(key) + width(label) + 3).unwrap_or(u16::MAX)
        };
        let actions: Vec<_> = actions::of(self.scope())
            .filter(|action| action.hint && action.enabled(self).is_ok())
            .collect();
        // Help and leaving come last in the table and must not fall off.
        let kept: Vec<_> = actions
            .iter()
            .filter(|action| kept_always(action))
            .map(|action| hint(action))
            .collect();
        let reserved: u16 = kept.iter().map(taken).sum();
        let mut column = 0;
        let others = actions
            .iter()
            .filter(|action| !kept_always(action))
            .map(|action| hint(action));
        for (key, label) in others {
            let hint = (key, label);
            if column + taken(&hint) + reserved <= room {
                column = self.draw_hint(paint, line, column, &hint);
            }
        }
        for hint in &kept {
            column = self.draw_hint(paint, line, column, hint);
        }
    }

    fn draw_hint(
        &self,
        paint: &mut Paint<'_>,
        line: u16,
        column: u16,
        (key, label): &(String, String),
    ) -> u16 {
        let column = paint.put(line, column, key, self.theme.style(Role::Key));
        let column = paint.put(line, column + 1, label, self.theme.style(Role::Text));
        column.saturating_add(2)
    }
}

/// A message ends on `last`; what has no room on one line covers the end of the screen above until
/// the next key.
fn draw_notice(buffer: &mut Buffer, area: Rect, last: u16, text: &str, style: Style) {
    let lines = wrap(text, usize::from(area.width)).len();
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    let above = lines.min(area.height / 3).saturating_sub(1).min(last);
    let room = Rect {
        y: area.y.saturating_add(last - above),
        height: above.saturating_add(1),
        ..area
    };
    let mut paint = Paint::new(buffer, room);
    paint.clear();
    for line in 0..room.height {
        paint.tint(line, 0, room.width, style);
    }
    paint.paragraph(0, 0, text, style);
}
