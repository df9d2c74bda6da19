//! Lines that stand on every page: running heads and feet, page numbers. They do not part a table.

use super::lines::TextLine;
use super::marks::POINT;
use super::page::Block;

/// How far a running line may move from page to page.
const DRIFT: i64 = 2 * POINT;

/// How many lines such a head or foot has at most.
const MOST: usize = 16;

/// The lines at the upper and the lower edge of a page: where they stand, and their words without figures.
#[derive(Debug, Default)]
pub(super) struct Margins(Vec<(i64, String)>);

impl Margins {
    /// The margins of a page.
    pub fn of(blocks: &[Block]) -> Self {
        fn lines(block: Option<&Block>) -> &[TextLine] {
            match block {
                Some(Block::Lines(lines)) => lines,
                _ => &[],
            }
        }
        let (head, foot) = (lines(blocks.first()), lines(blocks.last()));
        let outer = head.iter().take(MOST).chain(foot.iter().rev().take(MOST));
        Self(outer.map(|line| (line.base, words(line))).collect())
    }

    /// Whether the same line stands at the same place here.
    pub fn have(&self, line: &TextLine) -> bool {
        let near = |base: i64| base.saturating_sub(line.base).abs() <= DRIFT;
        let here: Vec<_> = self.0.iter().filter(|(base, _)| near(*base)).collect();
        !here.is_empty() && {
            let words = words(line);
            here.iter().any(|(_, other)| *other == words)
        }
    }
}

/// The text of a line without white space and figures: page numbers and times differ.
fn words(line: &TextLine) -> String {
    let texts = line.runs.iter().flat_map(|run| run.text.chars());
    texts
        .filter(|c| !c.is_whitespace() && !c.is_ascii_digit())
        .collect()
}

/// `3`, `- 3 -`, `第 3 页`, `第3页，共9页`, `3/9`.
pub(super) fn is_page_number(line: &TextLine) -> bool {
    let text: String = line.runs.iter().map(|run| run.text.as_str()).collect();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0
        && digits <= 8
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "-—–－·/|第页共，,".contains(c))
}
