//! Tables drawn with characters: `│项目名称│…│` between `├──┼──┤`, or `|…|` between `+---+---+`.
//!
//! A cell reaches from bar to bar, and a bar stands below a joint of a rule, as wide as a terminal shows
//! what is in front of it; what stands between two rules is one row. Invariant: where a bar stands below no
//! joint, or a rule is drawn over some columns only, the text is not taken for such a table.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthChar;

use super::bounds;
use crate::ingest::{Cell, Row};

/// Tables with no more rules than this have one below their headings, and a line a row.
const FEW: usize = 3;

/// A line of a drawn table.
enum Drawn<'a> {
    Rule(&'a str),
    Cells(&'a str),
    /// A rule over some of the columns.
    Part,
    Text(&'a str),
}

/// Lines with their numbers.
type Numbered<'a> = Vec<(u32, &'a str)>;

/// A table while its lines are gathered: rules, and the lines between them.
#[derive(Default)]
struct Block<'a> {
    rules: Vec<&'a str>,
    groups: Vec<Numbered<'a>>,
}

/// The rows of a text with drawn tables; `None` where there is none, or one that is not certain.
pub(super) fn rows(text: &str) -> Option<Vec<Row>> {
    if !["──", "━━", "══", "+--", "+=="]
        .iter()
        .any(|stroke| text.contains(stroke))
    {
        return None;
    }
    let rules = text
        .lines()
        .filter(|line| matches!(drawn(line), Drawn::Rule(_)));
    if rules.take(2).count() < 2 {
        return None;
    }
    // Beyond the bounds it is a text like others, and refused as such.
    if text.matches(is_bar).count() as u64 > bounds::CELLS {
        return None;
    }
    let mut rows = Vec::new();
    let mut block = Block::default();
    for (number, line) in (1u32..).zip(text.lines()) {
        match drawn(line) {
            Drawn::Rule(rule) => {
                block.rules.push(rule);
                block.groups.push(Vec::new());
            }
            Drawn::Cells(line) => match block.groups.last_mut() {
                Some(group) => group.push((number, line)),
                None => return None,
            },
            Drawn::Part => return None,
            Drawn::Text(line) => {
                let table = std::mem::take(&mut block).rows()?;
                rows.extend(table);
                if !line.trim().is_empty() {
                    rows.push(row(number, vec![Cell::new(1, line)], line));
                }
            }
        }
    }
    let table = block.rows()?;
    rows.extend(table);
    Some(rows)
}

const fn is_bar(c: char) -> bool {
    matches!(c, '│' | '┃' | '║' | '|')
}

const fn is_stroke(c: char) -> bool {
    matches!(c, '─' | '━' | '═' | '╌' | '┄' | '-' | '=')
}

fn drawn(line: &str) -> Drawn<'_> {
    let line = line.trim();
    let of_a_rule = |c: char| matches!(c, '\u{2500}'..='\u{257f}' | '+' | '-' | '=');
    let first = line.chars().next().unwrap_or(' ');
    let joints = |c: char| of_a_rule(c) && !is_stroke(c) && !is_bar(c);
    if joints(first) && line.contains(is_stroke) && line.chars().all(of_a_rule) {
        Drawn::Rule(line)
    } else if is_bar(first) || joints(first) {
        let boxed = line.contains(['├', '┤', '┼', '╠', '╣', '╬', '┣', '┫', '╋']);
        if boxed || line.contains("+--") || joints(first) {
            Drawn::Part
        } else {
            Drawn::Cells(line)
        }
    } else {
        Drawn::Text(line)
    }
}

fn row(number: u32, cells: Vec<Cell>, raw: &str) -> Row {
    Row {
        number,
        cells,
        raw: raw.to_owned(),
        ..Row::default()
    }
}

/// Where the characters that `is` tells stand, by how wide the text in front of them is shown; characters
/// whose width terminals dispute are as wide as `wide` says.
fn places(line: &str, wide: bool, is: impl Fn(char) -> bool) -> Vec<usize> {
    let mut at = 0usize;
    let mut places = Vec::new();
    for c in line.chars() {
        if is(c) {
            places.push(at);
        }
        let width = if wide { c.width_cjk() } else { c.width() };
        at = at.saturating_add(width.unwrap_or(0));
    }
    places
}

impl Block<'_> {
    /// The rows of the table; none where nothing was drawn, `None` where its bars stand below no joints.
    fn rows(mut self) -> Option<Vec<Row>> {
        let few = self.rules.len() <= FEW;
        if few && self.groups.iter().any(|group| group.len() > 1) {
            let lines = self.groups.into_iter().flatten();
            self.groups = lines.map(|line| vec![line]).collect();
        }
        self.groups.retain(|group| !group.is_empty());
        if self.groups.is_empty() {
            return Some(Vec::new());
        }
        [false, true].into_iter().find_map(|wide| {
            let joints: BTreeSet<usize> = self
                .rules
                .iter()
                .flat_map(|rule| places(rule, wide, |c| !is_stroke(c)))
                .collect();
            let joints: Vec<usize> = joints.into_iter().collect();
            self.groups
                .iter()
                .map(|group| between(group, &joints, wide))
                .collect()
        })
    }
}

/// One row, whose lines have their bars below the same joints.
fn between(group: &Numbered<'_>, joints: &[usize], wide: bool) -> Option<Row> {
    let mut bars: Option<Vec<usize>> = None;
    let mut texts: Vec<String> = Vec::new();
    for (_, line) in group {
        let places = places(line, wide, is_bar);
        if places.len() > bounds::COLUMNS as usize {
            return None;
        }
        if bars.get_or_insert_with(|| places.clone()) != &places {
            return None;
        }
        let inner = line.strip_prefix(is_bar)?.strip_suffix(is_bar)?;
        for (index, piece) in inner.split(is_bar).enumerate() {
            let piece = piece.trim();
            match texts.get_mut(index) {
                None => texts.push(piece.to_owned()),
                Some(text) if text.is_empty() => text.push_str(piece),
                Some(text) if !piece.is_empty() => {
                    text.push('\n');
                    text.push_str(piece);
                }
                Some(_) => {}
            }
        }
    }
    let numbers: Vec<usize> = bars?
        .iter()
        .map(|bar| joints.binary_search(bar).ok())
        .collect::<Option<_>>()?;
    let mut cells = Vec::new();
    for (edges, text) in numbers.windows(2).zip(texts) {
        let [from, to] = edges else {
            continue;
        };
        let mut cell = Cell::new(u32::try_from(*from).ok()?.saturating_add(1), text);
        cell.columns = u32::try_from(to.saturating_sub(*from)).ok()?;
        cells.push(cell);
    }
    let raw: Vec<&str> = group.iter().map(|(_, line)| *line).collect();
    let (number, _) = group.first()?;
    Some(row(*number, cells, &raw.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<Vec<String>>> {
        let rows = rows(text)?;
        let cell = |cell: &Cell| format!("{}x{} {}", cell.column, cell.columns, cell.text);
        let of_row = |row: &Row| row.cells.iter().map(cell).collect();
        Some(rows.iter().map(of_row).collect())
    }

    #[test]
    fn cells_reach_from_bar_to_bar() {
        let text = "标题\n\
                    ┌────┬──┬──┐\n\
                    │项目│a │b │\n\
                    │名称│  │  │\n\
                    ├────┼──┴──┤\n\
                    │分值│1    │\n\
                    ├────┼──┬──┤\n\
                    │得分│2 │3 │\n\
                    └────┴──┴──┘\n";
        let expected = [
            vec!["1x1 标题"],
            vec!["1x1 项目\n名称", "2x1 a", "3x1 b"],
            vec!["1x1 分值", "2x2 1"],
            vec!["1x1 得分", "2x1 2", "3x1 3"],
        ];
        assert_eq!(read(text).unwrap(), expected);
        let ascii: String = text
            .chars()
            .map(|c| match c {
                '─' => '-',
                '│' => '|',
                '\u{2500}'..='\u{257f}' => '+',
                c => c,
            })
            .collect();
        assert_eq!(read(&ascii).unwrap(), expected);
    }

    #[test]
    fn strokes_as_wide_as_hanzi() {
        let text = "┌──┬─┐\n│项目│1 │\n├──┴─┤\n│合计    │\n├──┬─┤\n│得分│2 │\n└──┴─┘\n";
        assert_eq!(
            read(text).unwrap(),
            [
                vec!["1x1 项目", "2x1 1"],
                vec!["1x2 合计"],
                vec!["1x1 得分", "2x1 2"]
            ]
        );
    }

    #[test]
    fn what_is_no_such_table_is_left() {
        assert_eq!(read("甲\t乙\n"), None);
        assert_eq!(read("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n"), None);
        // A bar below no joint, a rule over one column.
        assert_eq!(
            read("+--+--+\n|甲|乙|\n+--+--+\n|甲乙丙|丁|\n+--+--+\n|甲|乙|\n+--+--+\n"),
            None
        );
        assert_eq!(read("┌──┬──┐\n│甲│乙│\n│  ├──┤\n│  │丁│\n└──┴──┘\n"), None);
    }
}
