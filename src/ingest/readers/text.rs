//! Plain text: lines of cells between tabs, pipes, commas or semicolons, or lines of one cell.
//!
//! Lines keep their numbers; a blank line is no row, but the number it leaves out shows it.
//! Mark-up inside cells is taken out, the line as it stood is kept beside them.

use std::collections::BTreeMap;

use super::delimited::{self, within};
use super::error::{Advice, Bounded, ReadError};
use super::{bounds, drawn, markup, stacked};
use crate::form::{Origin, Repair};
use crate::ingest::encoding::{self, Decoded};
use crate::ingest::{Cell, End, Grid, Row, Table};

/// Bytes of a plain text. Larger collections come as many files.
pub const TEXT_BYTES: u64 = 64 << 20;

/// Lines a list with mark-up may be spread over inside one cell.
const SPREAD: usize = 200;

/// How the cells of a line are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Tab,
    /// Between pipes; whether every line also begins with one.
    Pipe {
        framed: bool,
    },
    /// Commas or semicolons, with quoted cells.
    Mark(u8),
    None,
}

/// Reads a text file; `name` only decides where commas could be either separators or prose.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::TooLarge`], [`ReadError::QuestionMarks`], and
/// [`ReadError::Unsupported`] for bytes that are no text.
pub fn read(name: &str, bytes: &[u8]) -> Result<Grid, ReadError> {
    within(Bounded::FileBytes, bytes.len() as u64, TEXT_BYTES)?;
    let decoded = encoding::decode(bytes);
    if !is_text(&decoded.text) {
        return Err(ReadError::Unsupported {
            what: extension(name),
            advice: Advice::Convert,
        });
    }
    if is_of_question_marks(&decoded.text) {
        return Err(ReadError::QuestionMarks);
    }
    let separator = separator(name, &decoded.text);
    let table = match separator {
        Separator::None | Separator::Pipe { .. } => drawn::rows(&decoded.text),
        _ => None,
    };
    let table = match (table, separator) {
        (None, Separator::None) => stacked::rows(&decoded.text)?,
        (table, _) => table,
    };
    let rows = match (table, separator) {
        (Some(rows), _) => rows,
        (None, Separator::Mark(mark)) => delimited::rows(&decoded.text, mark)?,
        (None, Separator::Tab) if has_quoted_cells(&decoded.text) => quoted_tabs(&decoded.text)?,
        (None, separator) => lines(&decoded.text, separator)?,
    };
    let rows: Vec<Row> = rows.into_iter().map(cleaned).collect();
    if rows
        .iter()
        .all(|row| row.cells.iter().all(|cell| cell.text.is_empty()))
    {
        return Err(ReadError::Empty);
    }
    Ok(Grid {
        tables: vec![Table { part: 0, rows }],
        end: if decoded.text.ends_with(['\n', '\r']) {
            End::Line
        } else {
            End::Open
        },
        remarks: remarks(&decoded),
        ..Grid::default()
    })
}

/// Text has almost no control characters; replaced bytes count as such.
fn is_text(text: &str) -> bool {
    let control = |c: &char| (c.is_control() && !c.is_whitespace()) || *c == '\u{fffd}';
    let sample = || text.chars().take(64 << 10);
    sample().filter(control).count().saturating_mul(20) <= sample().count()
}

/// Whether the characters of a script were lost in writing: question marks stand where words would.
fn is_of_question_marks(text: &str) -> bool {
    let sample = || text.chars().take(64 << 10);
    let marks = sample().filter(|c| *c == '?').count();
    let letters = sample().filter(|c| c.is_alphabetic()).count();
    marks > letters.saturating_mul(4).max(40) && text.contains("????")
}

fn extension(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, extension)) if extension.len() <= 8 => format!(".{extension}"),
        _ => name.to_owned(),
    }
}

fn separator(name: &str, text: &str) -> Separator {
    let count = |least: usize, mark: char| {
        let marks = |line: &&str| line.matches(mark).count() >= least;
        text.lines().filter(marks).count()
    };
    // Spreadsheets of other regions part cells by semicolons; then commas are text.
    let (commas, semicolons) = (count(3, ','), count(3, ';'));
    let (mark, marks) = if semicolons > commas {
        (';', semicolons)
    } else {
        (',', commas)
    };
    let (tabs, pipes) = (count(1, '\t'), count(2, '|'));
    let is_csv = name.to_ascii_lowercase().ends_with(".csv");
    if tabs > 0 && tabs >= pipes && (!is_csv || tabs >= marks) {
        Separator::Tab
    } else if pipes >= 2 && pipes >= marks {
        let framed = |line: &str| !line.contains('|') || line.trim_start().starts_with('|');
        Separator::Pipe {
            framed: text.lines().all(framed),
        }
    } else if is_csv || (marks >= 3 && is_even(text, mark)) {
        Separator::Mark(mark as u8)
    } else {
        Separator::None
    }
}

/// Whether most lines with the mark have it equally often, as tables do and prose does not.
fn is_even(text: &str, mark: char) -> bool {
    let counts: Vec<usize> = text
        .lines()
        .map(|line| line.matches(mark).count())
        .filter(|count| *count > 0)
        .collect();
    let mut even: BTreeMap<usize, usize> = BTreeMap::new();
    for count in &counts {
        let lines = even.entry(*count).or_default();
        *lines = lines.saturating_add(1);
    }
    even.values().max().unwrap_or(&0).saturating_mul(2) > counts.len()
}

/// Whether a cell between tabs begins with a quotation mark, as spreadsheets write cells that hold
/// line breaks.
fn has_quoted_cells(text: &str) -> bool {
    text.starts_with('"') || text.contains("\t\"") || text.contains("\n\"")
}

/// Quoted cells, unless that reading swallows tabs: then the marks are text.
fn quoted_tabs(text: &str) -> Result<Vec<Row>, ReadError> {
    let rows = delimited::rows(text, b'\t')?;
    let swallows =
        |cell: &Cell| cell.text.contains('\t') || cell.text.matches('\n').count() > SPREAD;
    if rows.iter().flat_map(|row| &row.cells).any(swallows) {
        return lines(text, Separator::Tab);
    }
    Ok(rows)
}

fn lines(text: &str, separator: Separator) -> Result<Vec<Row>, ReadError> {
    let mut rows = Vec::new();
    let mut cells = 0u64;
    let open: Vec<i32> = text.lines().map(markup::open_blocks).collect();
    let mut lines = (1u32..).zip(text.lines());
    while let Some((number, line)) = lines.next() {
        if line.trim().is_empty() {
            continue;
        }
        let mut line = match separator {
            Separator::Pipe { .. } => heading(line).to_owned(),
            _ => line.to_owned(),
        };
        let open = open
            .get((number as usize).saturating_sub(1)..)
            .unwrap_or_default();
        for _ in 0..spread(open, lines.clone().map(|(_, line)| line)) {
            if let Some((_, more)) = lines.next() {
                line.push('\n');
                line.push_str(more);
            }
        }
        let row = split(number, &line, separator);
        within(
            Bounded::Columns,
            row.cells.len() as u64,
            u64::from(bounds::COLUMNS),
        )?;
        cells = cells.saturating_add(row.cells.len() as u64);
        within(Bounded::Cells, cells, bounds::CELLS)?;
        if !row.cells.is_empty() {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// A line of Markdown without the marks of a heading.
fn heading(line: &str) -> &str {
    let text = line.trim_start().trim_start_matches('#');
    let is_heading = line.trim_start().starts_with('#') && text.starts_with(' ');
    if is_heading { text.trim_start() } else { line }
}

/// How many of the lines that follow still belong to a line, because it leaves a paragraph or list
/// open that one of them closes before anything else begins. `opens` tells how many blocks that line
/// and each of the `following` leaves open.
fn spread<'a>(opens: &[i32], following: impl Iterator<Item = &'a str>) -> usize {
    let Some((open, opens)) = opens.split_first() else {
        return 0;
    };
    let mut open = *open;
    if open <= 0 {
        return 0;
    }
    for ((index, next), opened) in following.take(SPREAD).enumerate().zip(opens) {
        open = open.saturating_add(*opened);
        if open <= 0 {
            return index.saturating_add(1);
        }
        if next.trim().is_empty() || next.contains('\t') {
            return 0;
        }
    }
    0
}

fn split(number: u32, line: &str, separator: Separator) -> Row {
    let texts: Vec<&str> = match separator {
        Separator::Tab => line.split('\t').collect(),
        Separator::Pipe { framed } => between_pipes(line, framed),
        Separator::Mark(_) | Separator::None => vec![line],
    };
    let cells = (1u32..)
        .zip(texts)
        .map(|(column, text)| Cell::new(column, text));
    Row {
        number,
        cells: cells.collect(),
        raw: line.to_owned(),
        ..Row::default()
    }
}

/// The cells of `| a | b |` or `a | b |||`; none for the rule under a heading (`|---|---|`).
fn between_pipes(line: &str, framed: bool) -> Vec<&str> {
    let line = line.trim();
    if line.contains(['|', '+'])
        && line
            .chars()
            .all(|c| matches!(c, '|' | '-' | '=' | ':' | '+' | ' '))
    {
        return Vec::new();
    }
    // Where not all lines begin with a pipe, one at the front has a blank cell before it.
    let line = line.strip_prefix('|').filter(|_| framed).unwrap_or(line);
    line.strip_suffix('|').unwrap_or(line).split('|').collect()
}

/// The row with clean cells, and with the line as it stood where that says more than they do.
fn cleaned(mut row: Row) -> Row {
    for cell in &mut row.cells {
        cell.text = markup::clean(&cell.text);
    }
    let joined: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
    if row.raw == joined.join("\t") {
        row.raw.clear();
    }
    row
}

/// What to say about bytes that are no characters.
pub(super) fn remarks(decoded: &Decoded) -> Vec<Repair> {
    if decoded.replacements == 0 {
        return Vec::new();
    }
    let offsets: Vec<String> = decoded
        .replaced
        .iter()
        .take(5)
        .map(ToString::to_string)
        .collect();
    let row = (1u32..)
        .zip(decoded.text.lines())
        .find(|(_, line)| line.contains('\u{fffd}'))
        .map_or(0, |(row, _)| row);
    vec![Repair {
        origin: Origin::new(0, row, 0),
        kind: "remark-replaced-bytes".to_owned(),
        found: format!("{} × U+FFFD @ {}", decoded.replacements, offsets.join(", ")),
        read_as: decoded.encoding.to_owned(),
    }]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(name: &str, text: &str) -> Vec<(u32, Vec<String>)> {
        let grid = read(name, text.as_bytes()).unwrap();
        let texts = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
        let rows = grid.tables.iter().flat_map(|table| &table.rows);
        rows.map(|row| (row.number, texts(row))).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn tabs_pipes_and_commas() {
        assert_eq!(
            cells("a.txt", "甲\t\t乙\n\n丙\t丁\t"),
            [row(1, &["甲", "", "乙"]), row(3, &["丙", "丁", ""])]
        );
        assert_eq!(
            cells("a.txt", "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |||"),
            [row(1, &["甲", "乙"]), row(3, &["丙", "丁", "", ""])]
        );
        assert_eq!(
            cells("a.txt", "甲 | 乙 | 丙\n | 丁 | 戊\n"),
            [row(1, &["甲", "乙", "丙"]), row(2, &["", "丁", "戊"])]
        );
        let semicolons = "甲;;乙,1;\n\"丙\n丙\";丁;;\n";
        assert_eq!(
            cells("a.csv", semicolons),
            [
                row(1, &["甲", "", "乙,1", ""]),
                row(2, &["丙\n丙", "丁", "", ""])
            ]
        );
        assert_eq!(
            cells("a.csv", "甲,,乙\n\"丙\n丙\",丁,\n"),
            [row(1, &["甲", "", "乙"]), row(2, &["丙\n丙", "丁", ""])]
        );
    }

    #[test]
    fn commas_without_a_name_must_be_even() {
        let table = "甲,乙,丙,丁\n戊,,,己\n庚,,,\n辛,,,壬\n";
        assert_eq!(
            cells("-", table).first(),
            Some(&row(1, &["甲", "乙", "丙", "丁"]))
        );
        let prose = "一,二,三,四。\n五,六,七,八,九。\n十,十一,十二,十三,十四,十五。\n";
        assert_eq!(cells("-", prose).first(), Some(&row(1, &["一,二,三,四。"])));
    }

    #[test]
    fn a_list_over_several_lines_is_one_cell() {
        let text = "\t<p>目标</p>\t<ol>\n<li>一；</li>\n<li>二。</li></ol>\t\n下一行\t\n";
        assert_eq!(
            cells("a.txt", text),
            [
                row(1, &["", "目标", "一；\n二。", ""]),
                row(4, &["下一行", ""])
            ]
        );
    }

    #[test]
    fn a_list_that_is_never_closed_swallows_nothing() {
        let text = "\t<ol> 1、一； \t\n一级指标\t二级指标\n";
        assert_eq!(cells("a.txt", text).len(), 2);
    }

    #[test]
    fn quoted_cells_between_tabs() {
        assert_eq!(
            cells("a.txt", "甲\t\"乙\n丙\"\t丁\n戊\t\t\n"),
            [row(1, &["甲", "乙\n丙", "丁"]), row(3, &["戊", "", ""])]
        );
        let stray = "甲\t\"乙\t丙\n丁\t戊\t己\n";
        assert_eq!(cells("a.txt", stray).len(), 2);
    }

    #[test]
    fn question_marks_are_no_text() {
        let lost = "????:??,,,10.5\n????,????????,100%\n".repeat(4);
        assert_eq!(
            read("a.csv", lost.as_bytes()),
            Err(ReadError::QuestionMarks)
        );
        assert!(read("a.csv", "是否完成？,??,??\n".repeat(40).as_bytes()).is_ok());
    }

    #[test]
    fn no_text_is_refused() {
        assert_eq!(read("a.txt", b""), Err(ReadError::Empty));
        assert_eq!(read("a.txt", b" \n\t\n"), Err(ReadError::Empty));
        let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert!(matches!(
            read("a.bin", &bytes),
            Err(ReadError::Unsupported { .. })
        ));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read("a.csv", &bytes);
            let _ = read("a.txt", &bytes);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "([\t\n|,\"甲1<>&;/p│├─┼+-]|<ol>|</ol>|<p>|</p>){0,60}") {
            let _ = read("a.txt", text.as_bytes());
        }
    }
}
