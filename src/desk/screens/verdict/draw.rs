//! The dialog of a verdict as it is seen: what it can be about, then the verdicts and the reason.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{DIRECT, Dialog};
use crate::desk::Model;
use crate::desk::theme::Role;
use crate::desk::widgets::{Paint, dialog};
use crate::store::Verdict;

impl Dialog {
    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        if !self.choices.is_empty() {
            return self.draw_choices(model, buffer, area);
        }
        let words = &model.words;
        let size = (area.width.saturating_sub(4).min(72), 10);
        let title = words.fill("verdict-title", &[("about", &self.about)]);
        let inner = dialog(buffer, area, size, &title, model.theme);
        let lines: Vec<String> = Verdict::ALL
            .iter()
            .zip(1..)
            .map(|(verdict, digit)| {
                let direct = DIRECT.iter().find(|(given, _)| given == verdict);
                let key = direct.map_or_else(String::new, |(_, name)| model.keys.shown_for(name));
                format!("{digit} {}  {key}", words.verdict(*verdict))
            })
            .collect();
        let list = Rect {
            height: inner.height.min(4),
            ..inner
        };
        let cursor = self.pick.draw(buffer, list, &lines, model.theme);
        let label = words.text(if self.verdict() == Verdict::Dismissed {
            "verdict-reason-required"
        } else {
            "verdict-reason"
        });
        let mut paint = Paint::new(buffer, inner);
        if let Some(standing) = &self.standing {
            paint.put(4, 0, standing, model.theme.style(Role::Warning));
        }
        let left = paint.put(5, 0, &label, model.theme.style(Role::Key));
        let (role, remark) = self.remark.clone().unwrap_or_else(|| {
            let key = if self.writing {
                "verdict-footer-reason"
            } else {
                "verdict-footer"
            };
            (Role::Dim, words.text(key))
        });
        let line = inner.height.saturating_sub(1);
        paint.hints(line, &remark, model.theme.style(role));
        let field = Rect {
            x: inner.x.saturating_add(left),
            y: inner.y.saturating_add(5),
            width: inner.width.saturating_sub(left),
            height: 1,
        }
        .intersection(inner);
        let in_field = self.reason.draw(buffer, field, model.theme);
        if self.writing { in_field } else { cursor }
    }

    fn draw_choices(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let rows = u16::try_from(self.choices.len().saturating_add(4)).unwrap_or(u16::MAX);
        let size = (area.width.saturating_sub(4).min(72), rows);
        let title = words.fill("verdict-title", &[("about", &self.about)]);
        let inner = dialog(buffer, area, size, &title, model.theme);
        let lines: Vec<String> = self
            .choices
            .iter()
            .enumerate()
            .map(|(at, choice)| {
                let digit = if at < 10 {
                    at.to_string()
                } else {
                    " ".to_owned()
                };
                format!("{digit} {}", choice.about)
            })
            .collect();
        let last = inner.height.saturating_sub(1);
        let footer = words.text("verdict-footer-row");
        Paint::new(buffer, inner).hints(last, &footer, model.theme.style(Role::Dim));
        let list = Rect {
            height: last,
            ..inner
        };
        self.choice.draw(buffer, list, &lines, model.theme)
    }
}
