//! Chinese text broken into lines.
//!
//! A line never begins with a closing mark (，。、；：！？）》”…) nor ends with an opening one (（《“),
//! and keeps words and numbers with their signs whole, unless the width leaves no other way.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::grapheme_width;
use super::visible::push_visible;

/// One line of a wrapped text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The characters of the text that stand on it, counted in `char`s. Line feeds and the spaces
    /// at which a line was broken belong to no line.
    pub chars: Range<usize>,
    /// Those characters as they may be shown.
    pub text: String,
    /// The columns they take.
    pub width: usize,
}

/// Breaks `text` into lines of at most `columns` columns. Line feeds break as well. A grapheme
/// that is wider than `columns` by itself gets a line of its own.
pub fn wrap(text: &str, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, at, columns, &mut lines);
        at += paragraph.chars().count() + 1;
    }
    lines
}

/// The part of `text` between two positions counted in `char`s; positions past the end stand for
/// the end.
pub fn slice(text: &str, chars: Range<usize>) -> &str {
    let byte = |nth: usize| {
        text.char_indices()
            .nth(nth)
            .map_or(text.len(), |(at, _)| at)
    };
    text.get(byte(chars.start)..byte(chars.end.max(chars.start)))
        .unwrap_or("")
}

/// A grapheme with what the breaking needs to know.
struct Piece {
    chars: usize,
    text: String,
    width: usize,
    first: char,
    last: char,
}

impl Piece {
    fn new(grapheme: &str) -> Self {
        let mut text = String::with_capacity(grapheme.len());
        let mut chars = 0;
        let (mut first, mut last) = (None, ' ');
        for c in grapheme.chars() {
            // A carriage return before a line feed, and a tab, are white space.
            let c = if matches!(c, '\t' | '\r') { ' ' } else { c };
            push_visible(&mut text, c);
            first.get_or_insert(c);
            last = c;
            chars += 1;
        }
        Self {
            chars,
            width: text.graphemes(true).map(grapheme_width).sum(),
            text,
            first: first.unwrap_or(' '),
            last,
        }
    }

    const fn is_space(&self) -> bool {
        self.chars == 1 && matches!(self.first, ' ')
    }
}

fn wrap_paragraph(paragraph: &str, at: usize, columns: usize, lines: &mut Vec<Line>) {
    let pieces: Vec<Piece> = paragraph.graphemes(true).map(Piece::new).collect();
    let mut rest = pieces.as_slice();
    let mut at = at;
    loop {
        let (line, after) = split(rest, line_length(rest, columns));
        let spaces = after.iter().take_while(|piece| piece.is_space()).count();
        let (between, after) = split(after, spaces);
        // The spaces of a break belong to no line, those at the end of the text do.
        let hanging = if after.is_empty() {
            0
        } else {
            line.iter()
                .rev()
                .take_while(|piece| piece.is_space())
                .count()
        };
        let (line, hung) = split(line, line.len() - hanging);
        let chars = |pieces: &[Piece]| pieces.iter().map(|piece| piece.chars).sum::<usize>();
        lines.push(Line {
            chars: at..at + chars(line),
            text: line.iter().map(|piece| piece.text.as_str()).collect(),
            width: line.iter().map(|piece| piece.width).sum(),
        });
        at += chars(line) + chars(hung) + chars(between);
        if after.is_empty() {
            return;
        }
        rest = after;
    }
}

fn split(pieces: &[Piece], at: usize) -> (&[Piece], &[Piece]) {
    pieces.split_at_checked(at).unwrap_or((pieces, &[]))
}

/// How many of `pieces` the next line takes.
fn line_length(pieces: &[Piece], columns: usize) -> usize {
    let mut used = 0;
    let mut good = 0;
    // Before a bracket a word is broken only where it would be cut otherwise: `≥16000.00` `(只)`.
    let mut fair = 0;
    for (index, pair) in pieces.windows(2).enumerate() {
        let [piece, next] = pair else { break };
        used += piece.width;
        if used > columns {
            return overfull(if good > 0 { good } else { fair }, index);
        }
        if breaks(piece, next) {
            good = index + 1;
        } else if opens(next.first) && !opens(piece.last) {
            fair = index + 1;
        }
    }
    used += pieces.last().map_or(0, |piece| piece.width);
    if used > columns {
        overfull(
            if good > 0 { good } else { fair },
            pieces.len().saturating_sub(1),
        )
    } else {
        pieces.len()
    }
}

/// The piece at `index` does not fit: break where that is allowed, else right before it.
const fn overfull(allowed: usize, index: usize) -> usize {
    if allowed > 0 {
        allowed
    } else if index > 0 {
        index
    } else {
        1
    }
}

/// Whether a line may end after `before` and the next begin with `after`.
fn breaks(before: &Piece, after: &Piece) -> bool {
    let (a, b) = (before.last, after.first);
    if after.is_space() {
        // The spaces at a break fall away, so what counts is the mark before them.
        return !opens(a);
    }
    if before.is_space() {
        return !closes(b);
    }
    if closes(b) || opens(a) {
        return false;
    }
    let joins = |c: char| c.is_ascii_graphic() || is_letter(c);
    if joins(a) && joins(b) {
        return matches!(a, '/' | '-' | ',' | ';' | '?') && b.is_ascii_alphabetic();
    }
    let leads = |c: char| {
        matches!(
            c,
            '≥' | '≤' | '＞' | '＜' | '＝' | '≈' | '±' | '¥' | '￥' | '№'
        )
    };
    !(leads(a) && joins(b))
}

/// A letter of a script that is written in words.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && (c as u32) < 0x1100
}

/// Marks that belong to what stands before them.
const fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '”'
            | '’'
            | '】'
            | '』'
            | '」'
            | '〕'
            | '〉'
            | '］'
            | '｝'
            | '…'
            | '·'
            | '—'
            | '～'
            | '．'
            | '％'
            | '‰'
            | '℃'
            | '°'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '%'
            | '々'
            | 'ー'
            | '〗'
    )
}

/// Marks that belong to what follows them.
const fn opens(c: char) -> bool {
    matches!(
        c,
        '（' | '《'
            | '“'
            | '‘'
            | '【'
            | '『'
            | '「'
            | '〔'
            | '〈'
            | '［'
            | '｛'
            | '('
            | '['
            | '{'
            | '〖'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str, columns: usize) -> Vec<String> {
        wrap(text, columns)
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn hanzi_break_anywhere() {
        assert_eq!(
            lines("完成全年道路保洁任务", 8),
            ["完成全年", "道路保洁", "任务"]
        );
        assert_eq!(lines("完成全年道路", 7), ["完成全", "年道路"]);
    }

    #[test]
    fn no_line_begins_with_a_closing_mark() {
        assert_eq!(
            lines("完成任务，群众满意。", 8),
            ["完成任", "务，群众", "满意。"]
        );
        assert_eq!(lines("（一）保洁》”。", 10), ["（一）保", "洁》”。"]);
    }

    #[test]
    fn no_line_ends_with_an_opening_mark() {
        assert_eq!(
            lines("保洁道路（一期）完成", 10),
            ["保洁道路", "（一期）完", "成"]
        );
        assert_eq!(lines("见《办法》", 4), ["见", "《办", "法》"]);
    }

    #[test]
    fn words_and_numbers_with_their_signs_stay_whole() {
        assert_eq!(
            lines("完成率≥99.00%达标", 10),
            ["完成率", "≥99.00%达", "标"]
        );
        assert_eq!(lines("the quick brown fox", 10), ["the quick", "brown fox"]);
        assert_eq!(lines("支出1,234.56万元", 9), ["支出", "1,234.56", "万元"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(lines("，，，，", 4), ["，，", "，，"]);
        assert_eq!(lines("≥16000.00(只)", 11), ["≥16000.00", "(只)"]);
        assert_eq!(lines("约≥98.00(%)", 9), ["约", "≥98.00(%)"]);
    }

    #[test]
    fn line_feeds_break_and_empty_lines_stay() {
        assert_eq!(lines("一\n\n二\r\n三", 8), ["一", "", "二 ", "三"]);
        assert_eq!(lines("", 8), [""]);
    }

    #[test]
    fn hidden_characters_are_shown_and_count() {
        let wrapped = wrap("优\u{200b}秀", 6);
        assert_eq!(
            wrapped.iter().map(|l| l.text.as_str()).collect::<Vec<_>>(),
            ["优", "⟨200B⟩", "秀"]
        );
        assert_eq!(wrapped[2].chars, 2..3);
    }

    #[test]
    fn ranges_count_characters_of_the_text() {
        let text = "实际支出98.5万元，\n执行率98.5%。";
        let wrapped = wrap(text, 12);
        let parts: Vec<&str> = wrapped
            .iter()
            .map(|l| slice(text, l.chars.clone()))
            .collect();
        assert_eq!(parts, ["实际支出98.5", "万元，", "执行率", "98.5%。"]);
    }

    #[test]
    fn a_column_or_none_does_not_hang() {
        assert_eq!(lines("保洁", 1), ["保", "洁"]);
        assert_eq!(lines("保洁", 0), ["保", "洁"]);
    }

    proptest! {
        #[test]
        fn lines_are_no_wider_than_asked_and_nothing_is_lost(
            text in "[，。（）《》“”a-z0-9.% 年度目标完成≥\n\u{200b}\u{301}\t]{0,80}|(?s).{0,60}",
            columns in 8usize..40,
        ) {
            let wrapped = wrap(&text, columns);
            let chars: Vec<char> = text.chars().collect();
            let mut at = 0;
            for line in &wrapped {
                let single = slice(&text, line.chars.clone()).graphemes(true).count() <= 1;
                prop_assert!(line.width <= columns || single, "{:?}", line);
                prop_assert!(chars[at..line.chars.start].iter().all(|c| c.is_ascii_whitespace()));
                at = line.chars.end;
            }
            prop_assert!(chars[at..].iter().all(|c| c.is_ascii_whitespace()));
        }

        #[test]
        fn closing_and_opening_marks_stand_where_they_belong(
            text in "([年度目标完成]{1,3}[，。；！？）》”（《“]){0,20}",
            columns in 14usize..40,
        ) {
            for line in wrap(&text, columns) {
                if line.chars.start > 0 {
                    prop_assert!(!line.text.starts_with(closes), "{:?}", line);
                }
                if line.chars.end < text.chars().count() {
                    prop_assert!(!line.text.ends_with(opens), "{:?}", line);
                }
            }
        }
    }
}
