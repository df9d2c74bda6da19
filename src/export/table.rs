//! Tables for people. On a terminal cells wrap to its width; elsewhere nothing wraps, so that the
//! lines can be searched.

use std::io::{self, Write};

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle,
};

use super::{Align, Column, ListWriter, Value, grouped};
use crate::terminal::text::one_line;

/// Nothing but a line under the headings.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('-').junction('-'));

/// A table; written when it is finished, because the widest cell decides.
pub struct Table<'a> {
    columns: &'a [Column],
    table: comfy_table::Table,
    out: &'a mut dyn Write,
}

impl<'a> Table<'a> {
    /// A table fitted to `width` columns where given.
    pub fn new(columns: &'a [Column], width: Option<u16>, out: &'a mut dyn Write) -> Self {
        let mut table = comfy_table::Table::new();
        table.load_style(STYLE);
        if let Some(width) = width {
            table
                .set_width(width)
                .set_content_arrangement(ContentArrangement::Dynamic);
        }
        table.set_header(
            columns
                .iter()
                .filter_map(|column| column.shown.as_ref())
                .map(|(title, align)| cell(title, *align)),
        );
        // A number broken over two lines could be read as another number.
        let numbers = columns.iter().filter_map(|column| column.shown.as_ref());
        for (column, (_, align)) in table.column_iter_mut().zip(numbers) {
            if *align == Align::Right {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        Self {
            columns,
            table,
            out,
        }
    }
}

impl ListWriter for Table<'_> {
    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        let shown = self.columns.iter().zip(values);
        self.table.add_row(shown.filter_map(|(column, value)| {
            let (_, align) = column.shown.as_ref()?;
            Some(cell(&label(value), *align))
        }));
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        for line in self.table.lines() {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

fn cell(text: &str, align: Align) -> Cell {
    Cell::new(one_line(text)).set_alignment(match align {
        Align::Left => CellAlignment::Left,
        Align::Right => CellAlignment::Right,
    })
}

fn label(value: &Value) -> String {
    match value {
        Value::Missing => String::new(),
        Value::Text(text) => text.clone(),
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
        let mut table = Table::new(&columns, width, &mut out);
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
            " 项目                  金额\n\
             ----------------------------\n \
             消防安全⟨1B⟩[2J   3,315.90\n \
             城运                  6.00\n"
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
}
