//! Glyphs made lines of text.

use super::marks::{Glyph, LOST};

/// A piece of a line without a wide gap in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub left: i64,
    pub right: i64,
    /// Base line of its first glyph.
    pub base: i64,
    pub text: String,
}

/// A line of text: glyphs on one base line, left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub base: i64,
    pub size: i64,
    pub glyphs: Vec<Glyph>,
}

/// A line of text in runs.
#[derive(Debug, Clone, Default)]
pub(super) struct TextLine {
    pub base: i64,
    pub size: i64,
    pub runs: Vec<Run>,
}

/// Groups glyphs into lines, top to bottom.
pub(super) fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    let (mut upright, turned): (Vec<Glyph>, Vec<Glyph>) =
        glyphs.into_iter().partition(|glyph| glyph.is_upright());
    upright.sort_by_key(|glyph| (glyph.base, glyph.left));
    let mut lines: Vec<Line> = Vec::new();
    for glyph in upright {
        // Glyphs half a line lower, or less, are on the same line: small print, raised signs.
        let fits = lines.last().is_some_and(|line: &Line| {
            glyph.base.saturating_sub(line.base).saturating_mul(2) <= line.size.min(glyph.size)
        });
        match lines.last_mut() {
            Some(line) if fits => {
                line.size = line.size.max(glyph.size);
                line.glyphs.push(glyph);
            }
            _ => lines.push(Line {
                base: glyph.base,
                size: glyph.size,
                glyphs: vec![glyph],
            }),
        }
    }
    for line in &mut lines {
        line.glyphs.sort_by_key(|glyph| glyph.left);
        // Bold by printing twice.
        line.glyphs.dedup_by(|next, before| {
            next.text == before.text
                && next.left.saturating_sub(before.left).saturating_mul(6) < next.size
        });
        lose_overprinted(&mut line.glyphs);
    }
    // Turned text is one line in the order it was drawn.
    if let Some(first) = turned.first() {
        lines.push(Line {
            base: first.base,
            size: first.size,
            glyphs: turned,
        });
    }
    lines
}

/// Characters of two texts that stand more than half over one another are in one place: nobody can tell
/// one text from the other. Punctuation is narrower than its place; within one text the order is known.
fn lose_overprinted(glyphs: &mut [Glyph]) {
    let wide = |glyph: &Glyph| {
        let mut characters = glyph.text.chars();
        characters.any(|c| c == LOST || c.is_alphanumeric())
    };
    let lost: Vec<usize> = (0..glyphs.len())
        .filter(|index| {
            let pair = glyphs.get(*index).zip(glyphs.get(index.saturating_add(1)));
            pair.is_some_and(|(one, other)| {
                let shared = one.right.saturating_sub(other.left);
                let narrow = one.right.saturating_sub(one.left);
                let narrow = narrow.min(other.right.saturating_sub(other.left));
                one.drawn != other.drawn
                    && wide(one)
                    && wide(other)
                    && shared.saturating_mul(2) > narrow
            })
        })
        .collect();
    for index in lost {
        for glyph in glyphs.iter_mut().skip(index).take(2) {
            glyph.text = LOST.to_string();
        }
    }
}

impl Line {
    /// The line as its runs.
    pub fn text_line(&self) -> TextLine {
        TextLine {
            base: self.base,
            size: self.size,
            runs: self.runs(),
        }
    }

    /// The runs of the line, cut at gaps wider than one and a half characters.
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut spaced = false;
        for glyph in &self.glyphs {
            if glyph.text.trim().is_empty() {
                spaced = true;
                continue;
            }
            let gap = runs.last().map(|run| glyph.left.saturating_sub(run.right));
            match (runs.last_mut(), gap) {
                (Some(run), Some(gap)) if gap.saturating_mul(2) <= self.size.saturating_mul(3) => {
                    if self.is_space(run, glyph, gap, spaced) {
                        run.text.push(' ');
                    }
                    run.text.push_str(&glyph.text);
                    run.right = run.right.max(glyph.right);
                }
                _ => runs.push(Run {
                    left: glyph.left,
                    right: glyph.right,
                    base: glyph.base,
                    text: glyph.text.clone(),
                }),
            }
            spaced = false;
        }
        runs
    }

    /// Whether a gap is a space: one was drawn, or two words of letters or digits stand apart.
    fn is_space(&self, run: &Run, glyph: &Glyph, gap: i64, spaced: bool) -> bool {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        spaced
            || (gap.saturating_mul(4) > self.size
                && word(run.text.chars().next_back())
                && word(glyph.text.chars().next()))
    }

    /// The text of the line and its extent.
    fn whole(&self) -> Run {
        let mut whole = Run::default();
        for run in self.runs() {
            if whole.text.is_empty() {
                whole = run;
            } else {
                whole.text.push(' ');
                whole.text.push_str(&run.text);
                whole.right = whole.right.max(run.right);
            }
        }
        whole
    }
}

/// The text of a cell: lines that were wrapped are joined, others stay lines.
pub(super) fn cell_text(glyphs: Vec<Glyph>) -> String {
    let lines: Vec<(Run, i64)> = lines(glyphs)
        .iter()
        .map(|line| (line.whole(), line.size))
        .filter(|(run, _)| !run.text.is_empty())
        .collect();
    cell_text_of(&lines)
}

/// The text of a cell of these lines, each with its size.
pub(super) fn cell_text_of(lines: &[(Run, i64)]) -> String {
    let width = |run: &Run| run.right.saturating_sub(run.left);
    let room = lines.iter().map(|(run, _)| width(run)).max().unwrap_or(0);
    let mut text = String::new();
    let mut before: Option<&Run> = None;
    for (run, size) in lines {
        if let Some(before) = before {
            text.push_str(seam(before, run, *size, room));
        }
        text.push_str(&run.text);
        before = Some(run);
    }
    text
}

/// What stands between two lines of a cell that has room for lines of width `room`: a line break,
/// where the second line's first word would have had room on the first; else nothing, or the space
/// at which the line was broken.
fn seam(before: &Run, after: &Run, size: i64, room: i64) -> &'static str {
    let is_word = |c: &char| c.is_ascii_alphanumeric() || ".,%".contains(*c);
    let head = after.text.chars().take_while(is_word).count();
    let tail = before.text.chars().rev().take_while(is_word).count();
    let half = |count: usize| {
        size.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX))
            .saturating_div(2)
    };
    let next = if head == 0 { size } else { half(head) };
    let used = before.right.saturating_sub(before.left);
    // A little is left over when characters do not fill the room evenly.
    if used.saturating_add(next).saturating_add(size / 4) < room {
        return "\n";
    }
    // A word that would have fitted a line of its own was not broken: these are two.
    if head > 0 && tail > 0 && half(head.saturating_add(tail)) <= room {
        return " ";
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(text: &str, left: i64, base: i64) -> Vec<Glyph> {
        let mut at = left;
        text.chars()
            .map(|c| {
                let width = if c.is_ascii() { 500 } else { 1000 };
                let glyph = Glyph {
                    text: c.to_string(),
                    middle: (at + width / 2, base - 380),
                    left: at,
                    right: at + width,
                    base,
                    size: 1000,
                    quarters: Some(0),
                    drawn: 0,
                    faint: false,
                    clip: None,
                };
                at += width;
                glyph
            })
            .collect()
    }

    fn cell(lines: &[&str]) -> String {
        let all = lines
            .iter()
            .zip(1..)
            .flat_map(|(line, row)| glyphs(line, 0, row * 1200))
            .collect();
        cell_text(all)
    }

    #[test]
    fn wrapped_lines_are_joined_and_breaks_kept() {
        assert_eq!(
            cell(&["受汛期影响，一处工", "程未按期完工"]),
            "受汛期影响，一处工程未按期完工"
        );
        assert_eq!(
            cell(&["第一点完成情况良好", "第二点", "第三点"]),
            "第一点完成情况良好第二点\n第三点"
        );
        assert_eq!(cell(&["产", "出", "指", "标"]), "产出指标");
        assert_eq!(cell(&["3876", "64.6", "2"]), "387664.62");
        assert_eq!(cell(&["共有 1,350", "50 处工程"]), "共有 1,350 50 处工程");
    }

    #[test]
    fn text_printed_twice_is_read_once() {
        let mut all = glyphs("总分11", 0, 1000);
        all.extend(glyphs("总分11", 20, 1000));
        assert_eq!(cell_text(all), "总分11");
    }

    #[test]
    fn texts_over_one_another_are_lost() {
        let mut all = glyphs("样本偏少", 0, 1000);
        let mut other = glyphs("前期手续", 300, 1000);
        for glyph in &mut other {
            glyph.drawn = 1;
        }
        all.extend(other);
        assert!(cell_text(all).chars().all(|c| c == LOST));
        // The characters of one text are in order, however close they are set.
        let mut close = glyphs("资金", 0, 1000);
        close.extend(glyphs("总额", 1000, 1000));
        assert_eq!(cell_text(close), "资金总额");
        // Punctuation set close is none of that.
        let mut close = glyphs("甲，", 0, 1000);
        close.extend(glyphs("乙丙", 1500, 1000));
        assert_eq!(cell_text(close), "甲，乙丙");
    }

    #[test]
    fn wide_gaps_part_a_line() {
        let mut all = glyphs("单位:甲", 0, 1000);
        all.extend(glyphs("日期:乙", 9000, 1010));
        let found = lines(all);
        let runs: Vec<String> = found[0].runs().into_iter().map(|run| run.text).collect();
        assert_eq!(runs, ["单位:甲", "日期:乙"]);
    }
}
