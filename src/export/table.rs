//! Tables for people. On a terminal cells wrap to its width; elsewhere nothing wraps, so that the
//! lines can be searched.

use std::io::{self, Write};

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle,
};

use super::{Align, Column, ListWriter, Value, grouped};
use crate::terminal::text::{one_line, width as text_width};

/// Nothing but a line under the headings.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('-').junction('-'));

/// What lies between two columns of a table: a place for a line, which there is none, and this.
const PADDING: u16 = 1;
/// Words are broken into lines no shorter than this, as long as a column can be spared.
const LEAST: usize = 12;

/// A table; written when it is finished, because the widest cell decides.
pub struct Table<'a> {
    columns: &'a [Column],
    /// How wide the terminal is, if it goes to one.
    width: Option<u16>,
    rows: Vec<Vec<String>>,
    out: &'a mut dyn Write,
}

impl<'a> Table<'a> {
    /// A table fitted to `width` columns where given.
    pub fn new(columns: &'a [Column], width: Option<u16>, out: &'a mut dyn Write) -> Self {
        Self {
            columns,
            width,
            rows: Vec::new(),
            out,
        }
    }

    /// The columns there is room for. Numbers are never broken, because one on two lines could be
    /// read as another one; nor is what is short.
    fn fitting(&self) -> Vec<Fitting<'a>> {
        let columns = self.columns.iter().enumerate();
        let mut fitting: Vec<Fitting<'a>> = columns
            .filter_map(|(at, column)| {
                let (title, align) = column.shown.as_ref()?;
                let cells = self.rows.iter().filter_map(|row| row.get(at));
                let widest = cells.map(|text| text_width(text)).max().unwrap_or(0);
                let widest = widest.max(text_width(title));
                let whole = column.whole || widest <= LEAST;
                Some(Fitting {
                    at,
                    title,
                    align: *align,
                    spare: column.spare,
                    whole,
                    least: if whole { widest } else { LEAST },
                })
            })
            .collect();
        let Some(width) = self.width else {
            return fitting;
        };
        let between = usize::from(PADDING) + 1;
        let needs = |fitting: &[Fitting<'_>]| {
            let each = fitting.iter().map(|column| column.least + between);
            each.sum::<usize>().saturating_sub(between)
        };
        while needs(&fitting) > usize::from(width) {
            let spare = fitting.iter().enumerate();
            let spare = spare.filter(|(_, column)| column.spare > 0);
            let Some((at, _)) = spare.max_by_key(|(_, column)| column.spare) else {
                break;
            };
            fitting.remove(at);
        }
        fitting
    }
}

/// A column that is shown.
struct Fitting<'a> {
    at: usize,
    title: &'a str,
    align: Align,
    spare: u8,
    whole: bool,
    /// Narrower it must not become.
    least: usize,
}

impl ListWriter for Table<'_> {
    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        let texts = values
            .iter()
            .map(|value| one_line(&label(value)).into_owned());
        self.rows.push(texts.collect());
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Vec<String>> {
        let fitting = self.fitting();
        let mut table = comfy_table::Table::new();
        table.load_style(STYLE);
        if let Some(width) = self.width {
            table
                .set_width(width)
                .set_content_arrangement(ContentArrangement::Dynamic);
        }
        table.set_header(
            fitting
                .iter()
                .map(|column| cell(column.title, column.align)),
        );
        for row in std::mem::take(&mut self.rows) {
            table.add_row(fitting.iter().map(|column| {
                let text = row.get(column.at).map_or("", String::as_str);
                cell(text, column.align)
            }));
        }
        let last = fitting.len().saturating_sub(1);
        for (nth, (column, of)) in table.column_iter_mut().zip(&fitting).enumerate() {
            column.set_padding((0, if nth == last { 0 } else { PADDING }));
            if of.whole {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        for line in table.lines() {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        let columns = self.columns.iter().enumerate();
        let left = columns.filter(|(at, _)| fitting.iter().all(|column| column.at != *at));
        let titles = left.filter_map(|(_, column)| column.shown.as_ref());
        Ok(titles.map(|(title, _)| title.clone()).collect())
    }
}

fn cell(text: &str, align: Align) -> Cell {
    Cell::new(text).set_alignment(match align {
        Align::Left => CellAlignment::Left,
        Align::Right => CellAlignment::Right,
    })
}

fn label(value: &Value) -> String {
    match value {
        Value::Missing => String::new(),
        Value::Text(text) | Value::None(text) => text.clone(),
        Value::Texts(texts) => texts.join(" "),
        Value::Name(_, label) => label.clone(),
        Value::Number(number) => grouped(*number),
        Value::Whole(number) => number.to_string(),
        Value::Flag(true) => "✓".to_owned(),
        Value::Flag(false) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(width: Option<u16>) -> String {
        let columns = [
            Column::new("project", "项目", Align::Left),
            Column::data("department"),
            Column::new("amount", "金额", Align::Right),
        ];
        let mut out = Vec::new();
        let mut table = Box::new(Table::new(&columns, width, &mut out));
        for (project, amount) in [("消防安全\u{1b}[2J", 331_590), ("城运", 600)] {
            table
                .row(&[
                    Value::Text(project.to_owned()),
                    Value::Text("x".to_owned()),
                    Value::Number(rust_decimal::Decimal::new(amount, 2)),
                ])
                .unwrap();
        }
        table.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn chinese_columns_line_up_and_controls_are_shown() {
        assert_eq!(
            written(None),
            "项目                 金额\n\
             -------------------------\n\
             消防安全⟨1B⟩[2J  3,315.90\n\
             城运                 6.00\n"
        );
    }

    #[test]
    fn a_narrow_terminal_wraps_and_cuts_nothing() {
        let shown: String = written(Some(20)).split_whitespace().collect();
        assert!(shown.contains("3,315.90"), "{shown}");
        for part in "消防安全⟨1B⟩[2J城运".chars() {
            assert!(shown.contains(part), "{shown}");
        }
    }

    #[test]
    fn a_terminal_too_narrow_for_all_columns_spares_some_and_says_which() {
        let columns = [
            Column::new("project", "项目", Align::Left),
            Column::new("amount", "金额", Align::Right),
            Column::new("state", "审阅", Align::Left).spare(1),
            Column::new("reading", "读取", Align::Left).spare(2),
        ];
        let at = |width| {
            let mut out = Vec::new();
            let mut table = Box::new(Table::new(&columns, width, &mut out));
            let row = ["人居环境整治和长效管护", "3,315.90", "未审", "完整"];
            table.row(&row.map(Value::text)).unwrap();
            let left = table.finish().unwrap().join(" ");
            (left, String::from_utf8(out).unwrap())
        };
        assert_eq!(at(None).0, "");
        // 12 of the project, 8 of the amount, twice 4 and what lies between.
        assert_eq!(at(Some(34)).0, "");
        assert_eq!(at(Some(33)).0, "读取");
        let (left, table) = at(Some(23));
        assert_eq!(left, "审阅 读取");
        assert!(
            table.contains("3,315.90") && table.contains("人居"),
            "{table}"
        );
        assert!(table.lines().all(|line| text_width(line) <= 23), "{table}");
    }
}
