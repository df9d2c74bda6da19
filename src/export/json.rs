//! JSON: an array of objects, or one object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::list::Record;
use super::{Column, ListWriter, Value};

/// `value` as JSON text. Characters that a terminal would act on or hide are escaped as `\u…`,
/// which changes nothing for a program that reads it.
///
/// # Errors
/// When `value` cannot be written as JSON.
pub fn text(value: &impl Serialize) -> io::Result<String> {
    Ok(escape(&serde_json::to_string(value)?))
}

/// Likewise on several lines, for people.
///
/// # Errors
/// When `value` cannot be written as JSON.
pub fn pretty(value: &impl Serialize) -> io::Result<String> {
    Ok(escape(&serde_json::to_string_pretty(value)?))
}

/// Such characters can only stand within the strings of a JSON text (`serde_json` has escaped
/// those below U+0020), so that they may be replaced without parsing it.
fn escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        if c == '\n' || !hides(c) {
            escaped.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut units) {
            escaped.push_str(&format!("\\u{unit:04x}"));
        }
    }
    escaped
}

/// Controls, direction marks and embeddings, line separators.
const fn hides(c: char) -> bool {
    matches!(c,
        '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// One array, one row a line.
pub struct Array<'a> {
    columns: &'a [Column],
    out: &'a mut dyn Write,
    rows: u64,
}

impl<'a> Array<'a> {
    /// An array of objects with the columns' keys.
    pub fn new(columns: &'a [Column], out: &'a mut dyn Write) -> Self {
        Self {
            columns,
            out,
            rows: 0,
        }
    }
}

impl ListWriter for Array<'_> {
    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        let before = if self.rows == 0 { "[\n" } else { ",\n" };
        self.rows += 1;
        let columns = self.columns;
        write!(self.out, "{before}{}", text(&Record { columns, values })?)
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<String>> {
        let end = if self.rows == 0 { "[]\n" } else { "\n]\n" };
        self.out.write_all(end.as_bytes())?;
        Ok(Vec::new())
    }
}

/// One object a line.
pub struct Lines<'a> {
    columns: &'a [Column],
    out: &'a mut dyn Write,
}

impl<'a> Lines<'a> {
    /// Lines of objects with the columns' keys.
    pub fn new(columns: &'a [Column], out: &'a mut dyn Write) -> Self {
        Self { columns, out }
    }
}

impl ListWriter for Lines<'_> {
    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        let columns = self.columns;
        writeln!(self.out, "{}", text(&Record { columns, values })?)
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<String>> {
        Ok(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    fn written(rows: &[Vec<Value>]) -> String {
        let columns = [Column::data("id"), Column::data("amount")];
        let mut out = Vec::new();
        let mut array = Box::new(Array::new(&columns, &mut out));
        for row in rows {
            array.row(row).unwrap();
        }
        array.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_stay_exact_and_keys_keep_their_order() {
        let rows = [
            vec![Value::Whole(1), Value::Number(Decimal::new(331_590, 2))],
            vec![Value::Whole(2), Value::Missing],
        ];
        assert_eq!(
            written(&rows),
            "[\n{\"id\":1,\"amount\":\"3315.90\"},\n{\"id\":2,\"amount\":null}\n]\n"
        );
        assert_eq!(written(&[]), "[]\n");
    }

    #[test]
    fn hidden_characters_are_escaped_and_read_back() {
        let hostile = "a\u{202e}b\u{9b}31m\u{1b}[0m\u{2028}";
        let json = text(&hostile).unwrap();
        assert!(json.is_ascii(), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), hostile);
    }
}
