//! Lists: columns, values, and the shapes they are written in.

use std::borrow::Cow;
use std::io::{self, Write};

use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{csv, json, table};

/// On which side of a table column its values stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The stable key in JSON and CSV.
    pub key: &'static str,
    /// Heading and side in a table; `None` for a column that only data formats have.
    pub shown: Option<(String, Align)>,
    /// In a terminal too narrow for all columns those with a number leave, the highest first.
    pub spare: u8,
    /// Its values are never broken over two lines.
    pub whole: bool,
}

impl Column {
    /// A column everybody sees.
    pub fn new(key: &'static str, title: impl Into<String>, align: Align) -> Self {
        Self {
            key,
            shown: Some((title.into(), align)),
            spare: 0,
            whole: align == Align::Right,
        }
    }

    /// The same column, its values never broken over two lines.
    pub const fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// The same column, which leaves in that turn where a terminal is too narrow.
    pub const fn spare(mut self, turn: u8) -> Self {
        self.spare = turn;
        self
    }

    /// A column for programs only.
    pub const fn data(key: &'static str) -> Self {
        Self {
            key,
            shown: None,
            spare: 0,
            whole: false,
        }
    }
}

/// One value of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// The form does not have it.
    Missing,
    /// Likewise, and people are told so.
    None(String),
    /// Text, often from an imported file and then hostile.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
    /// A stable name for programs and its label for people.
    Name(Cow<'static, str>, String),
    /// An exact number: text in data, with thousands separators in a table.
    Number(Decimal),
    /// A count or a row number.
    Whole(i64),
    /// Yes or no.
    Flag(bool),
}

impl Value {
    /// The text, or nothing where there is none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Missing
        } else {
            Self::Text(text)
        }
    }

    /// The number, where there is one.
    pub fn number(number: Option<Decimal>) -> Self {
        number.map_or(Self::Missing, Self::Number)
    }

    /// A count.
    pub fn count(count: impl Into<u64>) -> Self {
        Self::Whole(i64::try_from(count.into()).unwrap_or(i64::MAX))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Missing | Self::None(_) => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Texts(texts) => serializer.collect_seq(texts),
            Self::Name(name, _) => serializer.serialize_str(name),
            Self::Number(number) => serializer.collect_str(number),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}

/// One row as an object with the columns' keys, in their order.
#[derive(Debug)]
pub struct Record<'a> {
    /// The keys.
    pub columns: &'a [Column],
    /// The values, one a column.
    pub values: &'a [Value],
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, value) in self.columns.iter().zip(self.values) {
            map.serialize_entry(column.key, value)?;
        }
        map.end()
    }
}

/// The shape a list is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// For people; fitted to that many columns where given, else as wide as it needs to be.
    Table(Option<u16>),
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// RFC 4180 with a head line of keys.
    Csv,
}

/// Takes the rows of a list one by one.
pub trait ListWriter {
    /// Writes a row with one value a column.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn row(&mut self, values: &[Value]) -> io::Result<()>;

    /// Writes what comes after the last row. Answers with the headings of the columns that had no room.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn finish(self: Box<Self>) -> io::Result<Vec<String>>;
}

/// Begins a list of that shape on `out`.
///
/// # Errors
/// When the output cannot be written.
pub fn list<'a>(
    shape: Shape,
    columns: &'a [Column],
    out: &'a mut dyn Write,
) -> io::Result<Box<dyn ListWriter + 'a>> {
    Ok(match shape {
        Shape::Table(width) => Box::new(table::Table::new(columns, width, out)),
        Shape::Json => Box::new(json::Array::new(columns, out)),
        Shape::Jsonl => Box::new(json::Lines::new(columns, out)),
        Shape::Csv => Box::new(csv::Csv::begin(columns, out)?),
    })
}
