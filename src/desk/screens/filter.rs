//! The filter dialog: a form that writes a text in the filter language, which can also be edited
//! as text. What the form says and what is filtered by are always the text that is shown.

mod offers;

use offers::Offer;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Layer, list};
use crate::desk::filter::{Filter, Mistake, read};
use crate::desk::theme::Role;
use crate::desk::widgets::{Field as Input, Paint, Pick, dialog};
use crate::desk::words::count;
use crate::desk::{Ask, Key, Model};
use crate::locales::Lang;
use crate::query::{Field, FieldInfo, Kind};
use crate::rules;
use crate::store::Totals;
use crate::terminal::text::{slice, width};

/// The fields of the form, in order; the first is full text.
const FIELDS: [Option<Field>; 11] = [
    None,
    Some(Field::Rule),
    Some(Field::Severity),
    Some(Field::Status),
    Some(Field::Unit),
    Some(Field::Year),
    Some(Field::Score),
    Some(Field::Rate),
    Some(Field::Amount),
    Some(Field::Is),
    Some(Field::Review),
];

/// The dialog of `f`.
#[derive(Debug)]
pub struct Dialog {
    values: Vec<Input>,
    /// The text of the filter, written by the form or by hand.
    text: Input,
    /// The text was edited by hand: the form no longer writes it.
    by_hand: bool,
    /// Index of the line with the focus; the text is behind the fields.
    at: usize,
    mistake: Option<Mistake>,
    /// What the text finds, once it is counted.
    found: Option<Totals>,
    /// What can be put in at the cursor of the text.
    offers: Vec<Offer>,
    offer: Pick,
    /// The field whose values were asked for, and these.
    known: (Option<Field>, Vec<(String, u64)>),
}

/// Opens the dialog with the filter in force.
pub fn open(model: &mut Model) {
    let text = model.filter.text.clone();
    model.ask(Ask::Facets(Field::Unit));
    model.layers.push(Layer::Filter(Box::new(Dialog {
        values: FIELDS.iter().map(|_| Input::default()).collect(),
        by_hand: !text.is_empty(),
        // A filter in force is edited as the text it is.
        at: if text.is_empty() { 0 } else { FIELDS.len() },
        // A condition more can be typed at once.
        text: Input::new(if text.is_empty() { text } else { text + " " }),
        mistake: None,
        found: model.totals,
        offers: Vec::new(),
        offer: Pick::default(),
        known: (None, Vec::new()),
    })));
}

impl Dialog {
    /// Takes the count of what the text finds.
    pub const fn take(&mut self, totals: Totals) {
        self.found = Some(totals);
    }

    /// Takes the values of the field at the cursor.
    pub fn take_values(&mut self, model: &Model, values: Vec<(String, u64)>) {
        self.known.1 = values;
        self.suggest(model);
    }

    /// Asks for the values of the field at the cursor, and offers what can stand there.
    fn look_up(&mut self, model: &mut Model) {
        let field = self
            .on_text()
            .then(|| offers::field_at(self.text.value(), self.text.cursor()))
            .flatten();
        if field != self.known.0 {
            self.known = (field, Vec::new());
            if let Some(field) = field {
                model.ask(Ask::Facets(field));
            }
        }
        self.offer = Pick::default();
        self.suggest(model);
    }

    fn suggest(&mut self, model: &Model) {
        self.offers = if self.on_text() && !self.text.value().is_empty() {
            let (text, cursor) = (self.text.value(), self.text.cursor());
            offers::offers(model, text, cursor, &self.known.1)
        } else {
            Vec::new()
        };
    }

    /// Puts the chosen offer in at the cursor.
    fn accept(&mut self, model: &mut Model) {
        if let Some(offer) = self.offers.get(self.offer.at) {
            let (text, cursor) = offer.put_into(self.text.value());
            self.text = Input::at(text, cursor);
            self.by_hand = true;
            self.check(model);
            self.look_up(model);
        }
    }

    fn on_text(&self) -> bool {
        self.at >= self.values.len()
    }

    /// Takes a key.
    pub fn key(mut self: Box<Self>, model: &mut Model, key: Key) -> Option<Box<Self>> {
        let last = self.values.len();
        match key {
            Key::Esc => {
                // The count in sight is that of the filter in force again.
                model.ask(Ask::Count(model.filter.whole()));
                return None;
            }
            Key::Enter => return self.apply(model),
            Key::Tab if !self.offers.is_empty() => self.accept(model),
            Key::Up if self.offer.at > 0 => self.offer.at -= 1,
            Key::Down if !self.offers.is_empty() => {
                self.offer.key(key, self.offers.len(), 1);
            }
            Key::Up | Key::BackTab => self.at = self.at.checked_sub(1).unwrap_or(last),
            Key::Down | Key::Tab => {
                self.at = if self.at >= last { 0 } else { self.at + 1 };
            }
            Key::PageDown | Key::PageUp => self.choose(model, key == Key::PageDown),
            Key::Char(' ') if !self.on_text() && self.choices(model).is_some() => {
                self.choose(model, true);
            }
            Key::Right | Key::Left if !self.on_text() && self.choices(model).is_some() => {
                self.choose(model, key == Key::Right);
            }
            other => {
                self.edit(model, other);
                self.look_up(model);
            }
        }
        if !self.on_text() {
            self.offers.clear();
        }
        Some(self)
    }

    fn edit(&mut self, model: &mut Model, key: Key) {
        if self.on_text() {
            let before = self.text.value().to_owned();
            self.text.key(key);
            if before != self.text.value() {
                self.by_hand = !self.text.value().is_empty();
                self.check(model);
            }
        } else if let Some(value) = self.values.get_mut(self.at) {
            let before = value.value().to_owned();
            value.key(key);
            if before != value.value() {
                self.rewrite(model);
            }
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, model: &mut Model, text: &str) {
        if self.on_text() {
            self.text.paste(text);
            self.by_hand = true;
            self.check(model);
            self.look_up(model);
        } else if let Some(value) = self.values.get_mut(self.at) {
            value.paste(text);
            self.rewrite(model);
        }
    }

    /// The values one can walk through with the arrow keys, the empty one first.
    fn choices(&self, model: &Model) -> Option<Vec<String>> {
        let field = FIELDS.get(self.at).copied().flatten()?;
        let lang = model.words.lang();
        let mut choices = vec![String::new()];
        match FieldInfo::of(field)?.kind {
            Kind::Choice(known) => choices.extend(known.iter().map(|choice| {
                let zh = lang == Lang::Zh;
                (if zh { choice.zh } else { choice.name }).to_owned()
            })),
            Kind::Rule => choices.extend(rules::all().iter().map(|rule| match lang {
                Lang::Zh => rule.name.zh.to_owned(),
                Lang::En => rule.id.to_owned(),
            })),
            Kind::Text if field == Field::Unit => {
                choices.extend(model.units.iter().map(|(unit, _)| unit.clone()));
            }
            _ => return None,
        }
        Some(choices)
    }

    fn choose(&mut self, model: &mut Model, forward: bool) {
        let Some(choices) = self.choices(model) else {
            return;
        };
        let Some(value) = self.values.get_mut(self.at) else {
            return;
        };
        let at = choices
            .iter()
            .position(|choice| choice == value.value())
            .unwrap_or(0);
        let step = if forward { 1 } else { choices.len() - 1 };
        if let Some(choice) = choices.get((at + step) % choices.len()) {
            *value = Input::new(choice.clone());
        }
        self.rewrite(model);
    }

    /// The rule named on the line with the focus.
    fn rule(&self) -> Option<&'static rules::Rule> {
        let named = self.values.get(self.at)?.value().trim();
        let all = rules::all().iter().copied();
        all.into_iter()
            .find(|rule| rule.id == named || rule.name.zh == named)
    }

    /// Writes the text from the form.
    fn rewrite(&mut self, model: &mut Model) {
        self.by_hand = false;
        let mut parts = Vec::new();
        for (field, value) in FIELDS.iter().zip(&self.values) {
            let value = value.value().trim();
            if value.is_empty() {
                continue;
            }
            let name = field.and_then(FieldInfo::of).map(|info| {
                if model.words.lang() == Lang::Zh {
                    info.zh
                } else {
                    info.en
                }
            });
            parts.push(match name {
                None => value.to_owned(),
                Some(name) if value.starts_with(['<', '>', '=', '≥', '≤', '＞', '＜', '＝']) =>
                {
                    format!("{name}{value}")
                }
                Some(name) => format!("{name}:{}", quoted(value)),
            });
        }
        self.text = Input::new(parts.join(" "));
        self.check(model);
    }

    /// Reads the text; counts what it finds, or remembers what is wrong with it.
    fn check(&mut self, model: &mut Model) {
        let today = model.today();
        match read(self.text.value(), &model.words, &model.views, today) {
            Ok(_) => {
                self.mistake = None;
                let mut filter = Filter::default();
                if filter
                    .set_text(self.text.value(), &model.words, &model.views, today)
                    .is_ok()
                {
                    filter.search_as(&model.filter);
                    self.found = None;
                    model.ask(Ask::Count(filter.whole()));
                }
            }
            Err(mistake) => self.mistake = Some(mistake),
        }
    }

    fn apply(mut self: Box<Self>, model: &mut Model) -> Option<Box<Self>> {
        let today = model.today();
        match model
            .filter
            .set_text(self.text.value(), &model.words, &model.views, today)
        {
            Ok(()) => {
                list::refilter(model);
                None
            }
            Err(mistake) => {
                self.mistake = Some(mistake);
                self.at = self.values.len();
                Some(self)
            }
        }
    }

    /// Draws itself; says where the cursor stands.
    pub fn draw(&self, model: &Model, buffer: &mut Buffer, area: Rect) -> Position {
        let words = &model.words;
        let size = (area.width.saturating_sub(2).min(84), 18);
        let title = words.text("filter-title");
        let inner = dialog(buffer, area, size, &title, model.theme);
        let label = |field: &Option<Field>| {
            let name = field.and_then(FieldInfo::of).map_or("text", |info| info.en);
            words.text(&format!("filter-{name}"))
        };
        let text_label = words.text("filter-query");
        let labels = FIELDS
            .iter()
            .map(|field| width(&label(field)))
            .chain([width(&text_label)])
            .max()
            .unwrap_or(8);
        let left = u16::try_from(labels.saturating_add(4)).unwrap_or(12);
        let mut cursor = inner.as_position();
        // The last three lines hold the text, what is to be said of it, and the keys.
        let room = usize::from(inner.height.saturating_sub(3));
        let at = self.at.min(self.values.len().saturating_sub(1));
        let top = at.saturating_sub(room.saturating_sub(1));
        let lines = if self.offers.is_empty() {
            inner.height.saturating_sub(3)
        } else {
            let above = Rect {
                height: inner.height.saturating_sub(3),
                ..inner
            };
            let names = offers::room(&self.offers, usize::from(inner.width) / 2);
            let lines: Vec<String> = self.offers.iter().map(|offer| offer.line(names)).collect();
            self.offer.draw(buffer, above, &lines, model.theme);
            0
        };
        let shown = FIELDS.iter().zip(&self.values).enumerate().skip(top);
        for (line, (index, (field, value))) in (0..lines).zip(shown) {
            let here = index == self.at;
            let at = self.line(model, buffer, inner, line, left, &label(field), here, value);
            if here {
                cursor = at;
            }
        }
        let line = inner.height.saturating_sub(3);
        let here = self.on_text();
        let at = self.line(
            model,
            buffer,
            inner,
            line,
            left,
            &text_label,
            here,
            &self.text,
        );
        if here {
            cursor = at;
        }
        self.remark(model, buffer, inner, left);
        let footer = words.text(if self.offers.is_empty() {
            "filter-footer"
        } else {
            "filter-footer-offers"
        });
        let last = inner.height.saturating_sub(1);
        Paint::new(buffer, inner).hints(last, &footer, model.theme.style(Role::Dim));
        cursor
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one line of a form: where, what, how"
    )]
    fn line(
        &self,
        model: &Model,
        buffer: &mut Buffer,
        inner: Rect,
        line: u16,
        left: u16,
        label: &str,
        here: bool,
        value: &Input,
    ) -> Position {
        let role = if here { Role::Selected } else { Role::Text };
        let mut paint = Paint::new(buffer, inner);
        paint.put(
            line,
            0,
            if here { ">" } else { " " },
            model.theme.style(role),
        );
        paint.put(line, 2, label, model.theme.style(role));
        let field = Rect {
            x: inner.x.saturating_add(left),
            y: inner.y.saturating_add(line),
            width: inner.width.saturating_sub(left),
            height: 1,
        }
        .intersection(inner);
        value.draw(buffer, field, model.theme)
    }

    /// Below the text: what it finds, or where it is wrong, or what the field takes.
    fn remark(&self, model: &Model, buffer: &mut Buffer, inner: Rect, left: u16) {
        let words = &model.words;
        let (role, said) = match (&self.mistake, &self.found) {
            (Some(mistake), _) => (Role::Error, mistake.sentence.clone()),
            (None, _)
                if FIELDS.get(self.at) == Some(&Some(Field::Rule)) && self.rule().is_some() =>
            {
                let rule = self.rule().map(|rule| rule.why.get(words.lang()));
                (Role::Text, rule.unwrap_or_default().to_owned())
            }
            (None, _) if !self.on_text() => {
                let help = FIELDS
                    .get(self.at)
                    .copied()
                    .flatten()
                    .and_then(FieldInfo::of);
                let help = help.map_or_else(
                    || words.text("filter-text-help"),
                    |info| words.text(info.help),
                );
                (Role::Dim, help)
            }
            (None, Some(totals)) => (
                Role::Good,
                words.fill("search-found", &[("count", &count(totals.reports))]),
            ),
            (None, None) => (Role::Dim, words.text("list-counting")),
        };
        let line = inner.height.saturating_sub(2);
        let mut paint = Paint::new(buffer, inner);
        paint.put(line, 2, &said, model.theme.style(role));
        // The word at fault is marked where it stands, as far as it is in sight.
        if let Some(mistake) = &self.mistake {
            let before = width(slice(self.text.value(), 0..mistake.chars.start));
            let columns = width(slice(self.text.value(), mistake.chars.clone())).max(1);
            let column = u16::try_from(before)
                .unwrap_or(u16::MAX)
                .saturating_add(left);
            let columns = u16::try_from(columns).unwrap_or(u16::MAX);
            let style = model.theme.style(Role::Selected);
            paint.tint(inner.height.saturating_sub(3), column, columns, style);
        }
    }
}

/// A value as the filter language takes it.
fn quoted(value: &str) -> String {
    let plain = value
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ',' | '%' | '，'));
    if plain {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('"', ""))
    }
}
