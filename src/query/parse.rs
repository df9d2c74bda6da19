//! Text → tree, by recursive descent.
//!
//! ```text
//! any    = all { ("or" | "或") all }
//! all    = { [ "and" | "且" ] not }
//! not    = { "-" } ( "(" any ")" | field | quoted | word )
//! field  = name sign value { "," value }        (the name of a view stands for its filter)
//! ```

mod value;

use std::ops::Range;

use jiff::civil::Date;
use value::{Item, no_value};

use super::names::{FIELDS, FieldInfo, Kind, RuleName, Unit, VIEW};
use super::nearest::nearest;
use super::scan::{Joint, Scanner, Sign};
use super::{Query, QueryError, Test};
use crate::form::fold;

/// Longest filter text, in `char`s.
pub const MAX_CHARS: usize = 4_000;
/// Deepest nesting of brackets.
pub const MAX_DEPTH: usize = 32;

type Result<T> = std::result::Result<T, QueryError>;

/// Reads a filter. Names of rules are taken as typed; see [`parse_with`].
///
/// # Errors
/// The first word that cannot be understood.
pub fn parse(text: &str) -> Result<Query> {
    parse_with(text, &[])
}

/// What a filter may name besides the language itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The rules.
    pub rules: &'a [RuleName],
    /// Filters kept under a name, as name and text; of two with one name the first counts.
    pub views: &'a [(&'a str, &'a str)],
    /// The day from which days are told, as in `due<=today`; without it only those of the calendar are understood.
    pub today: Option<Date>,
}

/// Views can name views, so deep at most: more is a circle.
const MAX_VIEWS: usize = 8;

/// Whether a text may name a view, so that these have to be known to read it.
pub fn names_views(text: &str) -> bool {
    let text = text.to_lowercase();
    VIEW.iter().any(|name| text.contains(name))
}

/// Reads a filter, and `rule:` values as ids of `rules`: by id, by name in either language, or by
/// a part of them, which stands for every rule that has it.
///
/// # Errors
/// The first word that cannot be understood.
pub fn parse_with(text: &str, rules: &[RuleName]) -> Result<Query> {
    let known = Known {
        rules,
        ..Known::default()
    };
    parse_known(text, known)
}

/// Reads a filter likewise, and puts the filter of a view in the place of `view:NAME`.
///
/// # Errors
/// The first word that cannot be understood.
pub fn parse_known(text: &str, known: Known<'_>) -> Result<Query> {
    parse_within(text, known, 0)
}

fn parse_within(text: &str, known: Known<'_>, views: usize) -> Result<Query> {
    let scan = Scanner::new(text);
    if scan.len() > MAX_CHARS {
        let error = QueryError::new(MAX_CHARS..scan.len(), "query-error-too-long");
        return Err(error.with("limit", MAX_CHARS.to_string()));
    }
    let mut parser = Parser { scan, known, views };
    parser.scan.skip_space();
    if parser.scan.peek().is_none() {
        return Ok(Query::All);
    }
    let query = parser.any(0)?;
    match parser.scan.peek() {
        None => Ok(query),
        Some(_) => Err(QueryError::new(
            parser.scan.at..parser.scan.at + 1,
            "query-error-closing",
        )),
    }
}

struct Parser<'a> {
    scan: Scanner,
    known: Known<'a>,
    /// How many views this text is within.
    views: usize,
}

impl Parser<'_> {
    fn any(&mut self, depth: usize) -> Result<Query> {
        let mut parts = vec![self.all(depth)?];
        while self.joint() == Some(Joint::Or) {
            self.scan.at = self.scan.word_end(self.scan.at, false);
            parts.push(self.all(depth)?);
        }
        Ok(Query::or(parts))
    }

    fn all(&mut self, depth: usize) -> Result<Query> {
        let mut parts = Vec::new();
        loop {
            self.scan.skip_space();
            match (self.scan.peek(), self.joint()) {
                (None | Some(')'), _) | (_, Some(Joint::Or)) => break,
                (_, Some(Joint::And)) if !parts.is_empty() => {
                    self.scan.at = self.scan.word_end(self.scan.at, false);
                    parts.push(self.not(depth)?);
                }
                _ => parts.push(self.not(depth)?),
            }
        }
        if parts.is_empty() {
            return Err(self.nothing_here());
        }
        Ok(Query::and(parts))
    }

    /// The joining word at the current position.
    fn joint(&self) -> Option<Joint> {
        let end = self.scan.word_end(self.scan.at, false);
        Joint::of(&self.scan.narrow(self.scan.at..end))
    }

    fn not(&mut self, depth: usize) -> Result<Query> {
        self.scan.skip_space();
        let mut negated = false;
        while self.scan.peek() == Some('-') {
            negated = !negated;
            self.scan.at += 1;
        }
        let query = self.one(depth)?;
        Ok(if negated { query.negate() } else { query })
    }

    fn one(&mut self, depth: usize) -> Result<Query> {
        match self.scan.peek() {
            Some('(') => self.group(depth),
            Some('"' | '「') => Ok(text_query(self.quoted()?)),
            None | Some(')') => Err(self.nothing_here()),
            Some(c) if c.is_whitespace() => Err(self.nothing_here()),
            Some(_) if self.joint().is_some() => Err(self.nothing_here()),
            Some(_) => self.field_or_word(),
        }
    }

    fn group(&mut self, depth: usize) -> Result<Query> {
        let open = self.scan.at..self.scan.at + 1;
        if depth >= MAX_DEPTH {
            let error = QueryError::new(open, "query-error-too-deep");
            return Err(error.with("limit", MAX_DEPTH.to_string()));
        }
        self.scan.at += 1;
        let query = self.any(depth + 1)?;
        if self.scan.peek() != Some(')') {
            return Err(QueryError::new(open, "query-error-open-bracket"));
        }
        self.scan.at += 1;
        Ok(query)
    }

    fn quoted(&mut self) -> Result<String> {
        let start = self.scan.at;
        let (text, closed) = self.scan.quoted();
        if closed {
            Ok(text)
        } else {
            Err(QueryError::new(
                start..self.scan.at,
                "query-error-open-quote",
            ))
        }
    }

    /// The error for a place where a condition should stand.
    fn nothing_here(&self) -> QueryError {
        let end = self.scan.word_end(self.scan.at, false);
        QueryError::new(self.scan.at..end, "query-error-nothing")
    }

    fn field_or_word(&mut self) -> Result<Query> {
        if let Some((name, sign, value)) = self.scan.head() {
            let typed = self.scan.narrow(name.clone());
            if let Some(info) = FieldInfo::named(&typed) {
                self.scan.at = value;
                return self.condition(info, sign, name.start);
            }
            if VIEW.contains(&typed.to_lowercase().as_str()) {
                self.scan.at = value;
                return self.view(name, sign);
            }
            // A time or a ratio (12:30) is text; any other word before a sign was meant as a field.
            if !typed.chars().all(|c| c.is_ascii_digit()) {
                let names = FIELDS.iter().flat_map(FieldInfo::names);
                let near = nearest(&typed, names);
                let error = QueryError::new(name.clone(), "query-error-field");
                return Err(error.with("name", self.scan.raw(name)).suggest(near));
            }
        }
        let start = self.scan.at;
        self.scan.at = self.scan.word_end(start, false);
        let word = self.scan.raw(start..self.scan.at);
        Ok(if word == "*" {
            Query::All
        } else {
            text_query(word)
        })
    }

    /// The filter kept under the name that follows.
    fn view(&mut self, word: Range<usize>, sign: Sign) -> Result<Query> {
        self.scan.skip_space();
        let from = self.scan.at;
        let name = if self.scan.at_quote() {
            self.quoted()?
        } else {
            self.scan.at = self.scan.word_end(from, false);
            self.scan.raw(from..self.scan.at)
        };
        if name.is_empty() {
            let error = QueryError::new(word.start..self.scan.at, "query-error-no-value");
            return Err(error.with("field", "视图").with("name", "view"));
        }
        let span = from..self.scan.at;
        let same = |known: &str| fold(known).to_lowercase() == fold(&name).to_lowercase();
        let Some((_, text)) = self.known.views.iter().find(|(known, _)| same(known)) else {
            let names = self.known.views.iter().map(|(name, _)| *name);
            let error = QueryError::new(span, "query-error-view");
            return Err(error.with("name", &name).suggest(nearest(&name, names)));
        };
        if self.views >= MAX_VIEWS {
            return Err(QueryError::new(span, "query-error-view-circle").with("name", &name));
        }
        // Where in the view something is wrong is no place in this text.
        let query =
            parse_within(text, self.known, self.views + 1).map_err(|error| match error {
                QueryError {
                    key: "query-error-view-circle",
                    ..
                } => QueryError::new(span.clone(), "query-error-view-circle").with("name", &name),
                _ => QueryError::new(span.clone(), "query-error-view-broken").with("name", &name),
            })?;
        Ok(if sign == Sign::Unequal {
            query.negate()
        } else {
            query
        })
    }

    fn condition(&mut self, info: &FieldInfo, sign: Sign, start: usize) -> Result<Query> {
        self.scan.skip_space();
        let sign = match (sign, self.scan.sign(self.scan.at)) {
            (Sign::Colon, Some((inner, end))) if inner != Sign::Colon => {
                self.scan.at = end;
                self.scan.skip_space();
                inner
            }
            (sign, _) => sign,
        };
        let mut parts = Vec::new();
        loop {
            let item = self.item(info, start)?;
            parts.push(item.test(info, sign, self.known)?);
            if self.scan.peek() != Some(',') {
                break;
            }
            self.scan.at += 1;
            self.scan.skip_space();
        }
        let query = any_of(info, parts);
        Ok(if sign == Sign::Unequal {
            query.negate()
        } else {
            query
        })
    }

    /// One value of a list.
    fn item(&mut self, info: &FieldInfo, start: usize) -> Result<Item> {
        let from = self.scan.at;
        if self.scan.at_quote() {
            let text = self.quoted()?;
            if text.is_empty() {
                return Err(no_value(info, start..self.scan.at));
            }
            let span = from..self.scan.at;
            return Ok(Item {
                typed: text.clone(),
                text,
                span,
                quoted: true,
            });
        }
        self.scan.at = self.scan.word_end(from, true);
        if matches!(info.kind, Kind::Number(Unit::Money)) {
            self.thousands();
        }
        let span = from..self.scan.at;
        if span.is_empty() {
            return Err(no_value(info, start..from));
        }
        Ok(Item {
            text: self.scan.narrow(span.clone()),
            typed: self.scan.raw(span.clone()),
            span,
            quoted: false,
        })
    }

    /// Goes on over commas that separate thousands: exactly three digits follow.
    fn thousands(&mut self) {
        let digit = |at: usize| self.scan.at(at).is_some_and(|c| c.is_ascii_digit());
        let mut end = self.scan.at;
        while self.scan.at(end) == Some(',')
            && end.checked_sub(1).is_some_and(digit)
            && (1..=3).all(|ahead| digit(end + ahead))
            && !digit(end + 4)
        {
            end = self.scan.word_end(end + 1, true);
        }
        self.scan.at = end;
    }
}

fn text_query(text: String) -> Query {
    if text.is_empty() {
        Query::All
    } else {
        Query::Text(text)
    }
}

/// The values of one list: names are put together, the rest are alternatives.
fn any_of(info: &FieldInfo, parts: Vec<Query>) -> Query {
    let mut names: Vec<String> = Vec::new();
    let mut others = Vec::new();
    for part in parts {
        match part {
            Query::Field(_, Test::OneOf(more)) => {
                for name in more {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
            other => others.push(other),
        }
    }
    if !names.is_empty() {
        others.push(Query::Field(info.field, Test::OneOf(names)));
    }
    Query::or(others)
}
