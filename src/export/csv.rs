//! CSV (RFC 4180). A spreadsheet must never take a cell for a formula: text that would start one
//! gets an apostrophe in front.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Column, ListWriter, Value};

/// A CSV document.
pub struct Csv<'a> {
    out: &'a mut dyn Write,
}

impl<'a> Csv<'a> {
    /// Writes the head line.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn begin(columns: &[Column], out: &'a mut dyn Write) -> io::Result<Self> {
        let keys: Vec<&str> = columns.iter().map(|column| column.key).collect();
        write!(out, "{}\r\n", keys.join(","))?;
        Ok(Self { out })
    }
}

impl ListWriter for Csv<'_> {
    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        let cells: Vec<String> = values.iter().map(cell).collect();
        write!(self.out, "{}\r\n", cells.join(","))
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<String>> {
        Ok(Vec::new())
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Missing | Value::None(_) => String::new(),
        Value::Text(text) => quoted(&neutral(text)),
        Value::Texts(texts) => quoted(&neutral(&texts.join("\n"))),
        Value::Name(name, _) => quoted(&neutral(name)),
        Value::Number(number) => number.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

/// `text` such that no spreadsheet program evaluates it.
fn neutral(text: &str) -> Cow<'_, str> {
    let starts_formula =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') || c.is_control();
    // Leading blanks are trimmed by some programs before they look for a formula.
    if text.trim_start_matches(' ').starts_with(starts_formula) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn cells_that_would_be_formulas_are_neutralised() {
        for hostile in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            let cell = cell(&Value::Text(hostile.to_owned()));
            assert!(cell.trim_start_matches('"').starts_with('\''), "{cell:?}");
        }
        assert_eq!(cell(&Value::Text("≥99.00(件)".to_owned())), "≥99.00(件)");
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(cell(&Value::Number(Decimal::new(-150, 2))), "-1.50");
    }

    #[test]
    fn quotes_commas_and_line_breaks_are_quoted() {
        let columns = [Column::data("a"), Column::data("b")];
        let mut out = Vec::new();
        let mut csv = Csv::begin(&columns, &mut out).unwrap();
        csv.row(&[Value::Text("一,\"二\"\n三".to_owned()), Value::Flag(true)])
            .unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "a,b\r\n\"一,\"\"二\"\"\n三\",true\r\n"
        );
    }
}
